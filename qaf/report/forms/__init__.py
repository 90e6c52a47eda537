"""The smaller forms of the report: management packs, team page, supervision, questions, stories, the summary alone."""
