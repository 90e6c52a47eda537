"""The words by which a story claims something of a measure, and the words that make a sentence claim nothing.

All of them are declared here, and nowhere else. `qaf.analysis.claims` reads a story with them.
"""

from __future__ import annotations

from typing import Literal

Says = Literal["up", "down", "better", "worse"]
Kind = Literal["verb", "plain", "bare", "noun", "state", "course", "more"]
"""How a word is used.

`verb`: of its subject (fell). `plain`: of its subject, or of what it is done to (reduced). `bare`: after "did" or
"continued to" (fall). `noun`: of what it is a fall in. `state`: of its subject (is down on). `course`: of what it
is in or on, else of its subject (a downward trend, good progress). `more`: a comparison of
numbers (fewer plans than last year).
"""

_SINCE = r"\bthan (?:in |at |on )?(?:the (?:same|year|quarter|month|term|previous)|last|a year|before|ever|previously|(?:it|they) (?:was|were|did|had))\b"  # noqa: E501
_TIME = r"(?:this|last) (?:year|quarter|month|term|autumn|spring|summer|winter)|now|nowadays|again"
_WHEN = rf"(?:\b[^.;:,]{{1,60}}?{_SINCE}|(?: [\w-]+){{0,8}}? (?:{_TIME})\b)"
_BE = r"(?:is|are|was|were|been|stands?|stood|looks?|looked|feels?|felt)(?: [a-z]+){0,2}?"
_FARE = r"(?:h[eo]ld|holding|work(?:s|ed|ing)?|doing|done|did|going|went|gone|far(?:e|ed|ing)|perform(?:s|ed|ing)?)"

TABLE: tuple[tuple[Says, Kind, str], ...] = (
    ("up", "verb", r"rose|risen|rises|rising|climbed|climbs|climbing|grew|grown|grows|growing|soared|soaring|surged"),
    (
        "up",
        "verb",
        r"gone up|went up|goes up|going up|up from|up on|jumped|rocketed|spiked|shot up|crept up|edged up|creeping up",
    ),
    ("up", "plain", r"increased|increases|increasing|doubled|trebled"),
    ("up", "bare", r"rise|grow|climb|go up"),
    (
        "up",
        "course",
        r"(?:an?|the|its|their) (?:\w+ )?(?:upward|rising|increasing) (?:trend|trajectory|path)|on an upward \w+",
    ),
    (
        "up",
        "course",
        r"trend(?: in [^.;,]{1,40}?)? (?:is|was) upwards?|trend(?:s|ed|ing) up(?:wards?)?|on the (?:rise|increase|up)",
    ),
    ("up", "noun", r"rise|growth|increase|surge|upturn"),
    ("up", "state", r"(?:is|are|was|were) (?:\w+ly |well |still )?up|above where (?:it|they) (?:was|were|stood)"),
    ("up", "state", r"at (?:its|their|the|a|an all-time) highest|record high|all-time high"),
    ("up", "more", rf"(?:more|higher){_WHEN}"),
    ("down", "verb", r"fell|fallen|falls|falling|shrank|shrunk|shrinking|tumbled|tumbling|plummeted|plummeting"),
    ("down", "verb", r"declined|declines|declining|collapsed|collapsing|plunged|slumped|slipped|dipped|sank|slid"),
    ("down", "verb", r"come down|came down|coming down|comes down|gone down|went down|goes down|going down"),
    ("down", "verb", r"down from|down on|dwindled|nosedived|crept down|edged down|creeping down"),
    ("down", "plain", r"decreased|decreases|decreasing|reduced|reduces|reducing|lessened|halved"),
    ("down", "plain", r"dropped|drops|dropping|lowered|brought down"),
    ("down", "bare", r"fall|drop|shrink|go down|come down"),
    (
        "down",
        "course",
        r"(?:an?|the|its|their) (?:\w+ )?(?:downward|falling|declining) (?:trend|trajectory|path)|on a downward \w+",
    ),
    (
        "down",
        "course",
        r"trend(?: in [^.;,]{1,40}?)? (?:is|was) downwards?|trend(?:s|ed|ing) down(?:wards?)?|on the (?:decline|wane)",
    ),
    ("down", "noun", r"fall|drop|decline|decrease|reduction|slump|dip|downturn"),
    ("down", "state", r"(?:is|are|was|were) (?:\w+ly |well |still )?down|below where (?:it|they) (?:was|were|stood)"),
    ("down", "state", r"at (?:its|their|the|a|an all-time) lowest|record low|all-time low"),
    ("down", "more", rf"(?:fewer|lower|less){_WHEN}"),
    ("better", "plain", r"improved|improves|improving"),
    (
        "better",
        "verb",
        r"got better|getting better|gets better|become better|became better|recovered|recovering|strengthened",
    ),
    ("better", "bare", r"improve|get better"),
    ("better", "noun", r"improvement|improvements|success|turnaround|step forward"),
    ("better", "state", rf"{_FARE} (?:\w+ )?better|{_BE} better(?! off| at| able| known| \w+ed\b| seen| understood)"),
    ("better", "state", r"turn(?:ed|ing) (?:the|a) corner|in the right direction|on the mend|gained ground"),
    ("better", "more", rf"better{_SINCE}"),
    (
        "better",
        "course",
        rf"(?:good|great|steady|real|strong|excellent|clear|significant) progress (?:{_BE} |has been |have been )?"
        r"(?:being )?(?:made|seen|achieved)|(?:made|making|makes|seen|seeing|achieved) "
        r"(?:(?:very|some|further) )?(?:good|great|steady|real|strong|excellent|clear|significant) progress",
    ),
    ("worse", "plain", r"worsened|worsens|worsening"),
    ("worse", "verb", r"deteriorated|deteriorates|deteriorating|got worse|getting worse|gets worse|become worse"),
    ("worse", "bare", r"worsen|deteriorate|get worse"),
    ("worse", "noun", r"deterioration|setback|step back"),
    ("worse", "state", rf"{_FARE} (?:\w+ )?worse|{_BE} worse(?! off)"),
    ("worse", "state", r"in the wrong direction|gone backwards|went backwards|slipped back|lost ground"),
    ("worse", "more", rf"worse{_SINCE}"),
)
"""Every word that claims something, with what it says: a direction of the figure, or a judgement of it."""

_PERSONS = r"(?:the|a|an|us|them|him|her|our|his|their|my|you)"
IDIOMS = (
    r"(?:fall|falls|fell|fallen|falling) (?:out of|into|in (?:love|with|line)|through|short|behind|asleep|ill|apart|"
    r"foul|away|back on|on deaf|under|within|outside|silent|upon|open|"
    rf"to {_PERSONS} (?!lowest|lower|level))|"
    r"(?:rise|rises|rose|risen|rising) (?:to (?:the|a|this|that|every|any) (?!highest|higher|level)|early|star)|"
    r"(?:gave|give|gives|given|giving) rise|(?:grow|grew|grown|growing|grows) (?:up|out of)|grown-ups?|"
    r"(?:drop|drops|dropped|dropping) (?:in(?=[.,;]| on| (?:for|to|at) )|out|off|everything|by to)|"
    r"(?:drop|fall|rise)-\w+|"
    r"(?:slid|slipped|plunged) (?:into|past|through|my|our|their)|(?:slipped|slip) (?:the|through)\b|"
    r"(?:jumped|climbed|sank) (?:into|at|over|onto)|collapsed (?:at|in|on)|up on (?:the|a) (?!year|quarter)|"
    r"(?:down|up) (?:to (?:the|us|them|you)|for)|(?:fell|falls|fallen|rose|risen|dropped) no (?:further|more|\w+er)|"
    r"(?:school |service |quality |continuous |practice |self-)?improvement (?:plan|board|programme|notice|partner|"
    r"advis[eo]r|team|director|journey|activit|cycle|group|lead|officer|framework|strategy|agenda|project|meeting|"
    r"action|work|service|tool|method|standard|hub|science)\w*|(?:quality|school|service|continuous) improvement|"
    r"(?:growth|reduction) (?:plan|target|mindset|strategy|programme|spurt|hormone|chart)\w*|(?:harm|risk) reduction|"
    r"in the fall|the fall of (?=\d{4})|reduced (?:hours|timetable)|step back from|recovered (?:from|memor)"
)
"""Turns of phrase that hold such a word and say nothing of a figure."""

ASSERTING = (
    r"(?:there (?:is|was|can be) |have |has |had )?no (?:doubt|question)|without (?:any |a )?(?:doubt|question)|"
    r"(?:nobody|no one|none|nothing) (?:can|could|will|would|should) (?:seriously )?(?:doubt|deny|question|dispute)|"
    r"(?:cannot|can not|can['’]t|could not) be (?:denied|doubted|questioned)|beyond (?:any |all )?doubt|"
    r"not (?:only|just|merely|simply)|no less|if anything|whether you like it or not|"
    r"(?:longer|more|larger|greater|bigger|further)(?: \w+){0,2} than chance(?: (?:would|could|might|can|alone)){0,2}|"
    r"not (?:just |only |due to |down to |by )?(?:by )?chance"
)
"""Turns of phrase that look like a doubt or a denial and are none."""

SENTENCE_HEDGES = (
    r"chance|too early|too soon|not tell|cannot tell|can ?not (?:say|be told)|nobody can (?:say|tell) whether|"
    r"unclear (?:if|whether)|not (?:clear|know|sure) (?:if|whether|that)|no test"
)
"""Doubts that hold for all of the sentence they stand in."""

HEDGES = (
    r"might|could|would|should|perhaps|possibly|probably|if|whether|unclear|hope|hopes|hoped|hoping|expect|expects|"
    r"expected|want|wants|wanted|will|aim|aims|aimed|cannot|can ?not|in order|not clear|not know|not known|not told|"
    r"seems?|seemed|appears?|appeared|wish|wishes|unless|until|(?:asked|asks|ask|called|calls|pressed|bid|need|needs|"
    r"needed|looking|aiming|push|target|plan|plans|planned|call|request) for|agreed|target"
)
"""Words that make their clause one that claims nothing. `may` too, but not the month."""

DENIALS = (
    r"not|no|never|neither|nor|none|nothing|nobody|hardly|barely|scarcely|without|yet to|stopped|rather than|"
    r"instead of|\w+n['’]t"
)
"""Words before a claim, in the same clause, that deny it."""

REPORTED = (
    r"(?:said|say|says|told|tells?|wrote|writes?|felt|feels?|thinks?|thought|believed?|believes|claim|claims|claimed|"
    r"reported|reports|commented|heard|remarked|praised|judged)"
)
"""What somebody says is theirs, unless it is `OURS` who say it."""
OURS = frozenset(
    {"we", "i", "figures", "figure", "data", "numbers", "chart", "graph", "table", "it", "be", "is", "are"}
)


def _these(words: str) -> frozenset[str]:
    return frozenset(words.split())


GENERIC = _these(
    """
    rate share figure number percentage proportion percent cent level result picture thing outcome performance
    trend position situation total average measure indicator count score value line graph curve
    """
)
"""What a figure is called in general."""

PRONOUNS = _these(
    """
    it this that these those they both all either neither none nothing everything which some most half we
    """
)

PLAIN = _these(
    """
    a an the and or of our its their his her my your more most much many very so too also then there here is are
    was were be been being am has have had having do does did not no never only just still yet already even ever
    again now once further first last next same other another each every any all some overall whole latest
    recent previous current final new own what how than as such year quarter month term week day spring summer
    autumn winter years quarters months terms weeks days half january february march april may june july august
    september october november december since ago one two three four five six seven eight nine ten third time
    slightly sharply little lot bit fifth tenth twice well far large small marked clear great good welcome real
    steady slow slowly rapid notable significant considerable modest big steep sharp long hardly barely scarcely
    like likewise too however indeed therefore thus council service national local annual quarterly monthly
    continued started began kept keep keeps continue point points percentage cent per stand stands stood remain
    remains remained almost nearly about around over under encouraging happily sadly unfortunately fortunately
    """
)
"""Words that say nothing about what a sentence is about."""

PREPOSITIONS = _these(
    """
    in on at to for with by from since after during over across between among under about against through within
    because before until despite without compared
    """
)
