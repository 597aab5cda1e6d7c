"""Whether a clause is one on condition: "if", "unless", "as long as", "should they attack", "once they withdraw".

Pure functions over the tagged words.
"""

from reportedly.read.events_grammar import CLAUSE_EDGE, phrase_start
from reportedly.read.events_lexicon import word_cues
from reportedly.read.events_words import Words, verb_forms
from reportedly.read.status_scale import Verdict

REAL_VERDICT = Verdict("happened")
PRESENT = frozenset({"is", "are", "has", "have", "does", "do", "'s", "'re", "'ve"})


def present(words: Words, start: int) -> bool:
    """Tell whether the verb group that starts at `start` is in the present tense by its first word."""
    word = words.low[start]
    forms = verb_forms().get(word, frozenset())
    return word in PRESENT or bool(forms & {"VB", "VBZ"} and "VBD" not in forms)


def conditional(words: Words, start: int, unreal: bool) -> Verdict:
    """Return what a condition makes of the clause whose verb group starts at `start`; happened if there is none.

    `unreal`: the clause itself has a modal, so that a condition elsewhere in the sentence is its own.
    """
    return _opening(words, start, unreal) or _inverted(words, start, unreal) or _elsewhere(words, unreal)


def _opening(words: Words, start: int, unreal: bool) -> Verdict | None:
    """Look leftwards for the word that opens the clause."""
    tags, low, cues = words.tags, words.low, word_cues("clause")
    future = unreal or (start < len(low) and present(words, start))
    clear = True  # no verb between the word and the clause's own
    plain = True  # nothing but the clause's subject between them
    for at in range(start - 1, -1, -1):
        tag, word = tags[at], low[at]
        if tag in CLAUSE_EDGE or tag == "," or word in ("but", "while", "because", "although", "then"):
            return None
        cue = cues.get(word)
        if cue and tag in "UM" and not (tag == "M" and at and tags[at - 1] not in ',"'):
            if word not in ("once", "until") or unreal or (future and clear):
                return Verdict("conditional", (at,))
        elif future and clear and low[start : start + 2] != ["comes", "to"]:
            if (length := _length(low, at)) and tag != "X":
                return Verdict("conditional", tuple(range(at - length + 1, at + 1)))
            if plain and not unreal and word == "before" and tag == "U":
                return Verdict("possible", (at,))
            if plain and not unreal and word == "when" and "M" in tags and "being" not in low[start : start + 3]:
                return Verdict("conditional", (at,))
        clear = clear and tag not in "VMHBO"
        plain = plain and tag in "XwDSJRGKjAC"
    return None


def _length(low: list[str], at: int) -> int:
    """Return of how many words the condition is that ends at word `at`: "as long as", "provided that"; 0 if of none."""
    if low[at] == "as" and at > 1 and low[at - 1] in ("long", "soon") and low[at - 2] in ("as", "so"):
        return 3
    if low[at] == "that" and at and low[at - 1] in ("provided", "providing", "assuming", "condition"):
        return 2
    return 0


def _inverted(words: Words, start: int, unreal: bool) -> Verdict | None:
    """Find a condition told by inversion: "had they struck", "should the talks fail", "we would know, had they met"."""
    low, tags = words.low, words.tags
    if low[0] not in ("had", "should", "were") or len(low) < 3 or tags[1] not in "XDSRwKJ" or low[-1] == "?":
        for at in range(min(start, len(low) - 2), 1, -1):
            if at < start and (tags[at] in CLAUSE_EDGE or tags[at] in "VU"):
                return None
            if low[at] == "had" and tags[at - 1] == "," and tags[at + 1] in "XDSRwKJ" and not unreal:
                return Verdict("conditional", (at,)) if "M" in tags[:at] else None
        return None
    comma = low.index(",") if "," in low else len(low)
    return Verdict("conditional", (0,)) if start < comma or unreal else None


def inverted_infinitive(words: Words, to: int) -> bool:
    """Tell whether the infinitive with its "to" at `to` is in an inverted condition: "were the army to invade"."""
    low, tags = words.low, words.tags
    if to < 2 or tags[to - 1] not in "wXRJ":
        return False
    were = phrase_start(words, to - 1) - 1
    return were >= 0 and low[were] == "were" and (were == 0 or tags[were - 1] in ',"-:')


def _elsewhere(words: Words, unreal: bool) -> Verdict:
    """Find the condition of a clause with a modal anywhere in the sentence."""
    if not unreal:
        return REAL_VERDICT
    low, tags = words.low, words.tags
    for index, word in enumerate(low):
        if word in ("if", "unless") and tags[index] == "U":
            if not (index and low[index - 1] in ("as", "even", "ask", "asked", "see")):
                return Verdict("conditional", (index,))
        elif word in ("as", "that") and (length := _length(low, index)):
            return Verdict("conditional", tuple(range(index - length + 1, index + 1)))
    return REAL_VERDICT
