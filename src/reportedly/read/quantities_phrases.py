"""What a number counts: the noun phrase after it, across "of", or the noun before it whose amount is told.

No parser is run: a phrase goes on from the number to its first plural noun, or to a word that cannot stand inside a
noun phrase. What is true of the things ("killed", "were wounded", "deployed") is looked for on both sides of it.
"""

from collections.abc import Callable, Sequence
from typing import NamedTuple

from reportedly.read.numerals import HYPHENS, Token
from reportedly.read.quantities_lexicon import phrase_words, units, words

LONGEST = 13  # tokens a noun phrase may run to
FARTHEST = 80  # tokens back that are looked at at all
REACH = 24  # tokens back to the noun whose amount is told
QUOTES = frozenset("“\"‘'")
COORDINATORS = frozenset((",", "and", "or", "&"))
LOOSE = HYPHENS | COORDINATORS | {"'s"}
MORE = frozenset(("more", "other", "additional", "such", "extra", "further", "new"))
POSSESSORS = frozenset(("the", "these", "those", "its", "their", "his", "her", "our", "all", "my", "your"))
PRONOUNS = frozenset(("them", "whom", "us", "which", "you"))
DAY_NAMES = frozenset((
    "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "morning", "evening", "annual",
    "daily", "weekly", "monthly",
))  # fmt: skip
HARD_BREAKS = frozenset((";", ":", "(", "“", "—"))
SOFT_BREAKS = frozenset((
    ",", "and", "but", "or", "while", "as", "that", "which", "who", "when", "because", "after", "before", "where", "if",
    "so", "since", "although", "though", "whereas", "until", "–",
))  # fmt: skip
LEADING = frozenset(("in", "on", "at", "after", "since", "for", "by", "with"))
NOUNS_OR_VERBS = frozenset((
    "estimate", "range", "target", "number", "gain", "hike", "cap", "fine", "bill", "total", "share", "shares",
))  # fmt: skip
NOT_PARTICIPLES = frozenset(("united", "armed", "hundred"))
PASSIVE = frozenset(("was", "were", "are", "been"))
FINITE = PASSIVE - {"been"} | {"is", "had", "has", "have", "will", "would", "could", "may", "might"}

Blocked = Callable[[int], bool]


class Phrase(NamedTuple):
    """Tokens [first, last) of the thing counted."""

    first: int
    last: int


def is_plural(word: str) -> bool:
    """Tell whether a lower-case word is a plural noun by its form, or always takes a plural sense.

    >>> [is_plural(w) for w in ("ships", "personnel", "crisis", "its")]
    [True, True, False, False]
    """
    if word in phrase_words("plural"):
        return True
    shaped = len(word) > 3 and word.endswith("s") and not word.endswith(("ss", "us", "is", "ous"))
    return shaped and word not in phrase_words("singular")


def _ends(token: Token) -> bool:
    """Tell whether a noun phrase cannot contain this token."""
    if token.kind != "word":
        return not (token.word in HYPHENS or token.kind == "ordinal")
    return token.word in phrase_words("end") or (token.word.endswith("ly") and len(token.word) > 4)


def _plural_soon(tokens: Sequence[Token], j: int, stop: int, blocked: Blocked, over_commas: bool = False) -> bool:
    """Tell whether a plural noun comes before anything that ends the phrase."""
    for k in range(j, stop):
        if blocked(k) or (_ends(tokens[k]) and not (over_commas and tokens[k].word == ",")):
            return False
        if is_plural(tokens[k].word):
            return True
    return False


def _passes(tokens: Sequence[Token], j: int, i: int, limit: int, blocked: Blocked) -> bool:
    """Tell whether a phrase that has no plural yet runs on across token `j`, a mark, "and" or the name of a day."""
    word = tokens[j].word
    if word in COORDINATORS and j > i:  # "ten automated, aerial drones", "four Russian and Syrian officers"
        return _plural_soon(tokens, j + 1, min(limit, j + 6), blocked, over_commas=True)
    if word == "'s" and j > i:  # "two sheriff's deputies"
        return _plural_soon(tokens, j + 1, min(limit, j + 4), blocked)
    if word in DAY_NAMES and j - i < 2:  # "five Sunday talk shows"
        return _plural_soon(tokens, j + 1, limit, blocked)
    return False


def _goes_on(word: str) -> bool:
    """Tell whether a word after a plural noun is one more noun of the phrase ("arms dealers") and no predicate."""
    return is_plural(word) and word not in phrase_words("predicate") and word not in phrase_words("change")


def _stretch(tokens: Sequence[Token], i: int, high: int, blocked: Blocked, plural: bool) -> int:
    """Return the index past the head noun of a phrase that starts at `i`, `i` if there is none."""
    j, head, limit = i, i, min(high, i + LONGEST)
    while j < limit:
        token = tokens[j]
        if token.word in HYPHENS:
            joined = i < j < limit - 1 and tokens[j - 1].end == token.start and token.end == tokens[j + 1].start
            if joined and tokens[j + 1].kind == "num":  # "S-400 batteries", "F-16s"
                j += 1
                if j + 1 < limit and tokens[j + 1].word == "s" and tokens[j].end == tokens[j + 1].start:
                    j, head = j + 1, j + 2
            elif not joined or tokens[j + 1].kind != "word":
                break
        elif (token.word in QUOTES and j == i) or (head == i and plural and _passes(tokens, j, i, limit, blocked)):
            pass
        elif blocked(j) or _ends(token):
            break
        elif head > i and head == j and not _goes_on(token.word):
            break  # the plural head is behind us, and this word is no further noun of it
        elif is_plural(token.word) and plural:
            head = j + 1
        j += 1
    if head > i:
        return head
    while j > i and (tokens[j - 1].word in LOOSE or tokens[j - 1].word in QUOTES):
        j -= 1
    while j - i > 1 and (tokens[j - 1].word in words("measure_words") or tokens[j - 1].word.endswith("ed")):
        j -= 1  # "300 kg of uranium enriched": a participle at the end is the predicate unless it is all there is
    if j == i + 1 and (tokens[i].word in MORE or (plural and _is_predicate(tokens[i].word))):
        return i  # "20 more", "12 survived"
    return j


def _is_predicate(word: str) -> bool:
    """Tell whether a lone word after a number is a verb and no noun; "wounded", "killed" stand for the people."""
    return word.endswith("ed") and len(word) > 4 and word not in words("measure_words") and word not in NOT_PARTICIPLES


def _trim(tokens: Sequence[Token], first: int, last: int) -> int:
    """Return where the phrase starts once light adjectives and quotation marks are left out."""
    while first < last - 1 and (tokens[first].word in phrase_words("light") or tokens[first].word in QUOTES):
        first += 1
    return first


def noun_phrase(tokens: Sequence[Token], i: int, high: int, blocked: Blocked, plural: bool = True) -> Phrase | None:
    """Return the noun phrase at `i`, light adjectives ("such", "additional") left out, across "of" for portions."""
    j = i
    while j < high and tokens[j].word in MORE and not blocked(j):
        j += 1
    if j < high and tokens[j].word == "of":  # "four of the movies", "two other of his men"
        j += 1
        while j < high and (tokens[j].word in POSSESSORS or (j > i + 1 and tokens[j].kind in ("num", "numeral"))):
            j += 1  # "5 of the 12 hostages"
        if j >= high or tokens[j].word in PRONOUNS:
            return None
        head = _stretch(tokens, j, high, blocked, True)
        return Phrase(_trim(tokens, j, head), head) if head > j else None
    head = _stretch(tokens, i, high, blocked, plural)
    if head == i:
        return None
    first = _trim(tokens, i, head)
    if head + 1 < high and tokens[head].word == "of" and tokens[head - 1].word in phrase_words("portion"):
        inner = _stretch(tokens, head + 1, high, blocked, True)
        if inner > head + 1:
            return Phrase(first, inner)
    return Phrase(first, head)


def _verbal(tokens: Sequence[Token], k: int) -> bool:
    """Tell whether a token is likely a finite verb or participle."""
    word = tokens[k].word
    if word in phrase_words("change") or word in phrase_words("auxiliary") or word in phrase_words("linking"):
        return True
    return word.endswith("ed") and len(word) > 4 and word not in NOT_PARTICIPLES


def _modifiers(tokens: Sequence[Token], i: int, low: int, blocked: Blocked) -> int:
    """Return where the phrase that ends with the noun at `i` starts."""
    j = i
    while j > low and i - j < 4 and not blocked(j - 1):
        before = tokens[j - 1]
        if before.word in HYPHENS and j - 2 >= low and before.end == tokens[j].start:
            if tokens[j - 2].end != before.start:
                break
            j -= 2
            continue
        ending = before.word.endswith("ing") or before.word in units() or before.word in phrase_words("change")
        if before.kind != "word" or before.word in phrase_words("end") or ending:
            break
        if before.word.endswith("ed") and before.word not in NOT_PARTICIPLES:
            break
        j -= 1
    return j


def _clause(tokens: Sequence[Token], i: int, low: int) -> tuple[int, bool]:
    """Return where the clause that holds the number at `i` starts, and whether a relative pronoun opens it."""
    verb = i
    for k in range(i - 1, low - 1, -1):
        word = tokens[k].word
        if word in HARD_BREAKS:
            return k + 1, False
        if word in SOFT_BREAKS and verb < i:
            if any(t.word not in phrase_words("end") for t in tokens[k + 1 : verb]):
                return k + 1, False
            if word in ("which", "who", "that"):
                return k, True
        if _verbal(tokens, k):
            verb = k
    return low, False


def _is_measured(tokens: Sequence[Token], k: int, start: int, blocked: Blocked) -> bool:
    """Tell whether the token is a noun whose amount is told: a price, a toll, a reward, and no verb of that form."""
    word = tokens[k].word
    if word not in phrase_words("measured") or blocked(k):
        return False
    if k > start and tokens[k - 1].word in phrase_words("before_verb") and word not in ("cost", "costs"):
        return False
    if k + 1 < len(tokens) and tokens[k + 1].word in HYPHENS and tokens[k + 1].start == tokens[k].end:
        return False
    if word in phrase_words("change") or word in NOUNS_OR_VERBS:
        return k > start and not is_plural(tokens[k - 1].word)
    return True


def told_before(tokens: Sequence[Token], i: int, low: int, blocked: Blocked, subject: bool) -> Phrase | None:
    """Return the noun before the number whose amount it is: "the reward … to $50 million", "the number of men to 44".

    Without such a noun the first noun phrase of the clause is taken if `subject` is wanted.
    """
    low = max(low, i - FARTHEST)
    start, relative = _clause(tokens, i, low)
    for k in range(i - 1, start - 1, -1):
        if tokens[k].word in ("number", "numbers", "total") and k + 1 < i and tokens[k + 1].word == "of":
            found = noun_phrase(tokens, k + 2, i, blocked)
            if found:
                return found
        if i - k <= REACH and _is_measured(tokens, k, start, blocked):
            return Phrase(_modifiers(tokens, k, start, blocked), k + 1)
    if not subject:
        return None
    if relative and start > low:
        k = start - 1 - (tokens[start - 1].word == ",")
        if k >= low and tokens[k].kind == "word" and tokens[k].word not in phrase_words("end"):
            return Phrase(_modifiers(tokens, k, low, blocked), k + 1)
    return _subject(tokens, start, i, blocked)


def _subject(tokens: Sequence[Token], start: int, i: int, blocked: Blocked) -> Phrase | None:
    """Return the first noun phrase between the clause's start and the number, past an opening "In Tokyo, …"."""

    def nominal(k: int) -> bool:
        token = tokens[k]
        plain = token.kind == "word" and token.word not in phrase_words("end")
        return plain and not blocked(k) and not _verbal(tokens, k)

    k = start
    if k < i and tokens[k].word in LEADING:
        k = next((n + 1 for n in range(k, i) if tokens[n].word in (",", ":")), k)
    while k < i and not (nominal(k) and not tokens[k].word.endswith("ly")):
        k += 1
    last = k
    while last < i and (nominal(last) or tokens[last].word in HYPHENS):
        last += 1
    return Phrase(_trim(tokens, k, last), last) if last > k else None


def object_before(tokens: Sequence[Token], i: int, low: int, blocked: Blocked) -> Phrase | None:
    """Return the noun right before the preposition at `i`: what is sold or bought "for $30"."""
    k = i - 1
    if k < low or tokens[k].kind != "word" or tokens[k].word in phrase_words("end") or blocked(k) or _verbal(tokens, k):
        return None
    return Phrase(_modifiers(tokens, k, low, blocked), k + 1)


def measure(tokens: Sequence[Token], before: int, after: int, low: int, high: int) -> tuple[int, int] | None:
    """Return the tokens that say what is true of the things: the thing's own word, after it, else before the number.

    "30 wounded" says it itself; what has a verb of its own behind it ("14 were moved") is not the verb's before it.
    """
    known, k = words("measure_words"), after
    if after > before and tokens[after - 1].word in known:
        return after - 1, after
    while k < min(high, after + 4) and (tokens[k].word in phrase_words("auxiliary") or tokens[k].word == "more"):
        k += 1
    if k < high and tokens[k].word in known:
        return (after, k + 1) if tokens[after].word in PASSIVE else (k, k + 1)
    if after < high and tokens[after].word in FINITE:
        return None
    for k in range(before - 1, max(low, before - 4) - 1, -1):
        if tokens[k].word in known:
            return k, k + 1
        if tokens[k].kind == "mark" and tokens[k].word not in HYPHENS:
            break
    return None
