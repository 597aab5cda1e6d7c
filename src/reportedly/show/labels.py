"""The words in which codes are shown to people: tables only, in the order in which they are shown."""

STATUSES = {
    "happened": ("Happened", "told as done"),
    "ongoing": ("Ongoing", "told as under way"),
    "planned": ("Planned", "decided or announced"),
    "considered": ("Considered", "being weighed"),
    "possible": ("Possible", "may or could be, not ruled out"),
    "called_for": ("Called for", "demanded, urged, proposed or offered"),
    "conditional": ("Conditional", "only if something else happens"),
    "did_not_happen": ("Did not happen", "by the words of its voice it did not, has not or will not"),
}

FORCES = {
    "assert": "asserts",
    "deny": "denies",
    "accuse": "accuses",
    "allege": "alleges",
    "demand": "demands",
    "propose": "proposes",
    "promise": "promises",
    "threaten": "threatens",
    "support": "supports",
    "reject": "rejects",
    "predict": "predicts",
    "consider": "considers",
    "believe": "believes",
    "unknown": "force unknown",
}

SOURCE_KINDS = {
    "named": "named person",
    "office": "office",
    "organization": "organization",
    "document": "document",
    "outlet": "news outlet",
    "anonymous": "anonymous",
    "group": "group",
    "none": "no source",
}

QUOTES = {"direct": "direct quote", "mixed": "partly quoted", "indirect": "indirect"}

BOUNDS = {
    "exactly": "",
    "at_least": "at least ",
    "more_than": "more than ",
    "at_most": "at most ",
    "less_than": "less than ",
    "about": "about ",
    "range": "",
}

EVENT_TYPES = {
    "AGREE": "agree or promise to cooperate",
    "CONSULT": "meet, visit, call, negotiate",
    "SUPPORT": "support or praise in words",
    "CONCEDE": "concede in words",
    "COOPERATE": "cooperate in deeds",
    "AID": "give aid",
    "RETREAT": "yield, withdraw, release",
    "REQUEST": "ask, demand, call for",
    "ACCUSE": "disapprove, accuse, investigate",
    "REJECT": "refuse, veto, defy",
    "THREATEN": "threaten, warn of consequences",
    "PROTEST": "protest",
    "SANCTION": "break or reduce relations, convict",
    "MOBILIZE": "show or ready force",
    "COERCE": "seize, restrict, arrest, deport",
    "ASSAULT": "use force",
}

# kind of row: (plural heading, address letter for rows that have no id of their own)
KINDS = {
    "statement": ("Statements", "s"),
    "event": ("Events", "e"),
    "quantity": ("Numbers", "q"),
    "time": ("Times", "t"),
    "entity": ("Names", "n"),
    "dispute": ("Disputes", "d"),
}

# what a mark in the text can be: (label in the legend, kind of row that it belongs to)
ROLES = {
    "source": ("source", "statement"),
    "cue": ("cue", "statement"),
    "content": ("what is said (one line a voice)", "statement"),
    "trigger": ("event", "event"),
    "number": ("number", "quantity"),
    "time": ("time", "time"),
    "place": ("place", "event"),
    "name": ("name", "entity"),
}
