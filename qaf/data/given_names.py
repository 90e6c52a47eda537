"""Common given names in England and Wales, to tell a column of people from a column of places or organisations.

A short list is enough: a column is judged by whether more than half of its cells begin with one of them. Names that
are as often a place, a brand or a plain word (Chester, Hope, Grace, Rose, Victoria) are left out.
"""

from __future__ import annotations

_NAMES = """
aaliyah aaron abbie abdul abdullah abigail adam adele adrian ahmed aidan aiden aisha alan albert alec alex alexander
alexandra alfie alfred ali alice alicia alison amanda amber amelia amelie amina amir amy andrea andrew angela anita
ann anna annabelle anne annette anthony antonia archie arthur asha ashley ava ayesha barbara barry beatrice becky ben
benjamin bernard beth bethany beverley bilal billy bobby bradley brandon brenda brian bridget bruce caleb callum
cameron carl carla carly carol caroline catherine cerys charles charlie charlotte chelsea cheryl chloe chris christian
christina christine christopher claire clare clive colin connor corey courtney craig daisy dale damian daniel danielle
darren dave david dawn dean debbie deborah declan denise dennis derek diana diane dominic donald donna dorothy douglas
duncan dustin dylan edith edward eileen elaine eleanor elena eli elijah elizabeth ella ellen ellie elliot elsie emily
emir emma eric erin esme ethan eugene eva evan evelyn evie ezra fatima felix fiona florence frances francesca francis
franciszek frank fraser fred freddie freya gabriel gareth gary gavin gemma geoffrey george georgia georgina gerald
gillian gina glen gordon graham grant gregory gwen hallie hamza hannah harold harriet harris harry harvey hassan
hayley heather hector helen helena henry hilary holly howard hugh hugo huw ian ibrahim imogen imran irene isaac
isabella isabelle isla ismail ivan jack jackie jackson jacob jacqueline jade jae jake jakub james jamie jan jane janet
janice jasmine jason jay jayden jean jeanette jeffrey jenna jennifer jenny jeremy jessica jill jo joan joanna joanne
joe joel john jon jonathan jordan joseph josh joshua joyce jude judith judy julia julian julie june justin karen karl
kate katherine kathleen kathryn katie kay kayleigh keith kelly ken kenneth kerry kevin khalid kian kieran kim kirsty
kyle lara laura lauren layla leah leanne lee leo leon leonard lesley leslie lewis lexie liam lily linda lindsay lisa
liz logan lola lorraine louis louise luca lucas lucy luke lydia lynn lynne maisie malcolm malik marcus margaret maria
mariam marie marion mark martin martyn mary maryam mason mathilde matilda matt matthew maureen max maya megan mia
michael michelle miles millie miriam mohamed mohammad mohammed molly monica morgan muhammad mustafa nadia nancy naomi
natalie natasha nathan nathaniel neil niamh nicholas nicola nicole nigel nina noah noel nora norman olivia ollie omar
oscar owen pamela patricia patrick paul paula pauline penelope penny peter petra philip phillip phoebe pippa poppy
priya rachael rachel raj ralph ravi ray raymond reagan rebecca reece reuben rhian rhys richard riley rita robert robin
rodney roger ronald rory rosemary rosie ross rowan roy russell ruth ryan sabrina saira sally sam samantha samuel
sandra sanjay sara sarah scarlett scott sean sebastian sergio seth shannon sharon shaun sheila shirley sian sienna
simon sofia sonia sophia sophie stacey stanley stefan stella stephanie stephen steve steven stuart sue susan suzanne
sylvia tanya tara terence teresa terry thea theo theodore theresa thomas tia tim timothy tina toby todd tom tommy tony
tracey tracy trevor tyler usman valerie vanessa vera veronica vincent violet vivienne wayne wendy william wyatt yasmin
yusuf yvonne zac zachary zainab zara zoe zuzanna
"""

GIVEN_NAMES = frozenset(_NAMES.split())
"""In lower case."""
