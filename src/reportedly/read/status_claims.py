"""Claims, reports and rumours that the text itself rejects or doubts: "claims that … are false", "no truth to reports".

Pure functions over the tagged words; each returns its verdict with the words it rests on, or None.
"""

from reportedly.read.events_grammar import phrase_start
from reportedly.read.events_words import Words
from reportedly.read.grammar_words import word_set
from reportedly.read.status_scale import Verdict

CLAIMS = word_set("claims")
RUMOURS = word_set("rumours")
FALSE = word_set("false_claims")
DOUBTFUL = word_set("doubtful_claims")
LIES = word_set("lies")
TRUTH = word_set("truth")
TRUE = word_set("true_claims")
FACTIVE = word_set("factive")
THINKING = word_set("thinking")
FAILING = word_set("failing")
PROVING = word_set("proving")
WHOSE = ("at", "by", "from", "in", "of", "on")
FURTHEST = 16  # words after the claim's own verb within which it is called false


def claim_before(words: Words, edge: int) -> int:
    """Return the noun of the claim whose "that" is word `edge` ("rumours swirled that" included), -1 if none."""
    low, tags = words.low, words.tags
    noun = edge - 1
    while noun >= 0 and edge - noun < 5 and low[noun] not in CLAIMS and tags[noun] in "VAYPHB":
        noun -= 1
    if noun < 0 or low[noun] not in CLAIMS or (low[noun] == "talk" and noun < edge - 1):
        return _claim_apart(words, edge)
    return noun


def _claim_apart(words: Words, edge: int) -> int:
    """Return the noun of a claim before whose, where or when: "a claim by the minister on Friday |that", -1 if none."""
    low, tags = words.low, words.tags
    for noun in range(edge - 1, max(-1, edge - 15), -1):
        if tags[noun] not in "DSJXwPYRGjA":
            return -1
        if low[noun] in CLAIMS and low[noun + 1] in WHOSE:
            return noun
    return -1


def judged(words: Words, noun: int, start: int) -> Verdict | None:
    """Return what the text says of the claim named at `noun`, whose own verb group starts at `start`."""
    low, tags = words.low, words.tags
    first = phrase_start(words, noun)
    for at in range(max(first - 1, 0), noun):
        if low[at] in FALSE:
            return Verdict("did_not_happen", (at, noun))
        if low[at] in DOUBTFUL:
            return Verdict("possible", (at, noun))
    if first > 2 and tags[first - 1] in "PT" and low[first - 2] in TRUTH and low[first - 3] == "no":
        return Verdict("did_not_happen", (first - 3, first - 2))
    if found := _called_false(words, start):
        return found
    if low[noun] in RUMOURS and low[first] != "no":
        return Verdict("possible", (noun,))
    return None


def _called_false(words: Words, start: int) -> Verdict | None:
    """Find, to the right of the claim's own verb, that it is, was or proved false."""
    low, tags = words.low, words.tags
    at = start
    while at < len(low) and tags[at] in "MHBOAN":
        at += 1
    stop = min(len(low), at + FURTHEST)
    for right in range(at + 1, stop):
        if tags[right] in ";:.?!,":
            return None
        if tags[right] == "B" or low[right] in PROVING:
            negated = False
            for after in range(right + 1, min(len(low), right + 5)):
                if tags[after] in ";:.?!,":
                    break
                negated = negated or tags[after] == "N"
                if (low[after] in FALSE or low[after] in LIES) and not negated:
                    return Verdict("did_not_happen", (right, after))
                if low[after] in TRUE and negated:
                    return Verdict("did_not_happen", (right, after))
    return None


def came_to_nothing(words: Words, noun: int) -> Verdict | None:
    """Read what became of the effort at `noun` that an infinitive follows: "efforts to broker a truce failed"."""
    low, tags = words.low, words.tags
    first = phrase_start(words, noun)
    if first and tags[first - 1] not in ',"-:;UC':
        return None
    start = next((at for at in range(noun + 1, min(len(low), noun + 4)) if tags[at] == "T"), -1)
    if start < 0:
        return None
    for at in range(start + 2, min(len(low), start + FURTHEST)):
        if tags[at] in ";:.?!,UWMN":
            return None
        if low[at] in FAILING and tags[at] == "V":
            return Verdict("did_not_happen", (noun, at))
        if tags[at] in "VO":
            return None
    return None


def denied_clause(words: Words, that: int) -> Verdict | None:
    """Read the words right before "that": "it is not true that", "called it a lie that"."""
    low, tags = words.low, words.tags
    before = that - 1
    if before < 1:
        return None
    negated = any(tags[at] == "N" for at in range(max(0, before - 3), before))
    if low[before] in LIES:
        return None if negated else Verdict("did_not_happen", (before,))
    if low[before] in TRUE and negated:
        first = next(at for at in range(max(0, before - 3), before) if tags[at] == "N")
        return Verdict("did_not_happen", (first, before))
    return None


def denying_verb(words: Words, verb: int, that: bool) -> bool:
    """Tell whether a negated verb at `verb` leaves what it introduces open: "did not say that", "do not believe"."""
    low = words.low
    if words.tags[verb] != "V" or low[verb] in FACTIVE:
        return False
    return that or low[verb] in THINKING
