"""Which verb or event noun of its sentence a date or a place phrase belongs to.

"Officials said Thursday that rebels struck" dates the saying; "criticised the war in Yemen" places the war. A phrase
belongs to the nearest verb or event noun on its left in the same clause; one that opens its clause, to the next verb.
Where the text does not settle it, it belongs to nothing: a miss is cheaper than an invented date.
"""

from functools import cache
from typing import NamedTuple

from reportedly.read import inflect, tables
from reportedly.read.events_grammar import SAYING, group, phrase_end
from reportedly.read.events_words import Words
from reportedly.read.grammar_words import word_set
from reportedly.record import Span

SITUATIONS = word_set("situations")  # nouns that have a place or a day of their own without being events of ours
TOPICS = word_set("topic_prepositions")
LIGHT = word_set("light_verbs")
OCCURRING = word_set("occurring_verbs")
LEAD = word_set("leading_words")
LOCATING = word_set("locating")
EDGES = word_set("clause_prepositions")
FAR = 40  # words between a phrase and what it belongs to


class Holder(NamedTuple):
    """A word that the phrase belongs to; `through` if another noun stands between that may be the one meant."""

    at: int
    through: bool = False
    topic: bool = False


class Owned(NamedTuple):
    """What a phrase belongs to, by its word's number; `why` names the rule that found it."""

    holders: tuple[Holder, ...]
    why: str

    def of(self, first: int, last: int) -> Holder | None:
        """Return the holder among words `first` to `last`, None if it is none of them."""
        return next((one for one in self.holders if first <= one.at <= last), None)


NOTHING = Owned((), "unsettled")


@cache
def happenings() -> frozenset[str]:
    """Return the nouns that can have a day or a place: one-word event nouns of the tables, and situations."""
    rows = [(row[0], row[1]) for row in tables.rows("plover_triggers.tsv") if " " not in row[0]]
    written = {word for word, part in rows if part == "x"}
    return SITUATIONS | written | {form for word, part in rows if part == "n" for form in inflect.phrase(word, "n")}


def owner(
    words: Words,
    phrase: Span,
    is_place: bool,
    cues: frozenset[int] = frozenset(),
    deeds: frozenset[int] = frozenset(),
) -> Owned:
    """Return what the date or place at the characters `phrase` belongs to.

    `cues` are the numbers of the words that introduce speech, `deeds` of those that name an event in this sentence.
    """
    inside = words.within(phrase)
    if not inside:
        return NOTHING
    first, last = inside[0], inside[-1]
    tags = words.tags
    if words.ends[last] > phrase[1]:
        return NOTHING  # "the {U.S.}-backed fighters"
    if last + 1 < len(tags) and tags[last + 1] == "G":
        if is_place:
            last = phrase_end(words, last + 1)
            own = tuple(Holder(at) for at in range(inside[-1] + 2, last + 1) if words.low[at] in happenings())
            if own:
                within = first and words.low[first - 1] == "in"
                return Owned(own, "possessor") if within else NOTHING
        else:
            return _of_noun(words, last + 2)
    elif _describes(words, first, last, is_place):
        return NOTHING if is_place else _of_noun(words, last + 1)
    start = first
    while start and (tags[start - 1] in "PD" or words.low[start - 1] in LEAD) and start > first - 4:
        start -= 1
    left = _to_left(words, start, is_place, cues, deeds)
    if left is not None:
        return left
    return _to_right(words, start, last, cues)


def _describes(words: Words, first: int, last: int, is_place: bool) -> bool:
    """Tell whether the phrase stands before a noun that it describes: "the 2015 deal", "the Iran deal"."""
    tags, after = words.tags, last + 1
    if after >= len(tags) or words.low[after] in LEAD:
        return False
    noun = tags[after] in "wj" or (tags[after] == "X" and not is_place)
    if not noun or words.starts[after] > words.ends[last] + 2:
        return False
    if is_place:
        return tags[after] in "wj"
    opened = first > 0 and (tags[first - 1] in "DSGjw" or words.low[first] in ("this", "last", "next", "the"))
    if first and (tags[first - 1] == "P" or words.low[first - 1] in LEAD):
        return False  # "on Tuesday officials said"
    if words.low[last].isdigit() or opened:
        return not (after + 1 < len(tags) and tags[after + 1] in "VMHB" and tags[after] == "X")
    return tags[after] in "wj" and words.low[after] in happenings()


def _of_noun(words: Words, at: int) -> Owned:
    """Return the event nouns of the noun phrase that opens or goes on at word `at`."""
    if at >= len(words):
        return NOTHING
    end = phrase_end(words, at)
    return Owned(tuple(Holder(n) for n in range(at, end + 1)), "before its noun")


def _apposition(words: Words, comma: int) -> int:
    """Return the comma that opens the names ending before `comma` ("Benghazi|, Libya|,"), else -1."""
    at = comma - 1
    while at > 0 and words.tags[at] in "XJY":
        at -= 1
    return at if at > 0 and at < comma - 1 and words.tags[at] == "," else -1


def _to_left(words: Words, start: int, is_place: bool, cues: frozenset[int], deeds: frozenset[int]) -> Owned | None:
    """Return what stands left in the same clause; None if the phrase opens its clause."""
    tags, low = words.tags, words.low
    nouns: list[Holder] = []
    crossed = topic = located = False
    verb, at = -1, start - 1
    while at >= max(0, start - FAR):
        tag, word = tags[at], low[at]
        if tag == ",":
            opening = _apposition(words, at)
            if opening < 0:
                break
            at = opening - 1
            continue
        initial = tag == "." and at and len(low[at - 1]) == 1 and tags[at - 1] == "X"
        if tag in ";:?!-UW" or (tag == "." and not initial) or word == "that":
            break
        opens = tag == "D" and at and words.raw[at][0].isupper() and tags[at - 1] == "w"
        if opens or (tag == "P" and word in EDGES):
            break  # "imposed sanctions following tests in 2006"; a caption's "bombings A woman in Brussels"
        if tag in '"':
            at -= 1
            continue
        if tag in "Vg":
            verb = at
            break
        if tag == "B" and not any(t == "V" for t in tags[at + 1 : start]):
            verb = at
            break
        if tag == "P" or tag == "T":
            if word in TOPICS:
                topic = True
            located = located or word in LOCATING
            if word in LOCATING:
                crossed = False  # "at the Trump Tower in New York": one place after another
        elif at in deeds or (tag == "w" and word in happenings() and tags[at + 1] not in "wj"):
            nouns.append(Holder(at, crossed, topic))
            crossed = True
        elif tag == "w" and tags[at + 1] not in "wj":
            crossed = True
        at -= 1
    if verb < 0 and not nouns:
        return None if at < 0 or at >= start - 12 else NOTHING
    if verb < 0 and not is_place and all(one.through for one in nouns) and not _near_noun(words, nouns[0].at, start):
        return NOTHING
    held = list(nouns[:1]) if nouns else []
    if verb >= 0 and tags[verb] != "B":
        speaks = verb in cues or low[verb] in SAYING
        easy = low[verb] in LIGHT or low[verb] in OCCURRING
        if is_place:
            if not nouns or easy:
                held.append(Holder(verb, crossed, topic))
        else:
            if nouns and (speaks or not _shares(words, verb, nouns[0].at, start)):
                held = []
            held.append(Holder(verb))
            if verb > 1 and tags[verb - 1] == "C" and tags[verb - 2] == "V":
                held.append(Holder(verb - 2))
        passive = verb > 0 and tags[verb - 1] == "B"
        if (low[verb] in OCCURRING or (passive and low[verb] in LIGHT)) and not speaks:
            held += _subject(words, verb, deeds)
    return Owned(tuple(held), "left in its clause")


def _shares(words: Words, verb: int, noun: int, start: int) -> bool:
    """Tell whether a date after a verb and an event noun is the noun's too: "launched a strike on", not "lifted"."""
    if "P" not in words.tags[verb + 1 : noun]:
        return words.low[verb] in LIGHT
    return noun == start - 1 or words.low[verb] in LIGHT or words.low[verb] in OCCURRING


def _subject(words: Words, verb: int, deeds: frozenset[int]) -> list[Holder]:
    """Return the event nouns before a verb in its clause: "the talks with Iran | began"."""
    tags, low, at = words.tags, words.low, verb - 1
    found = []
    while at >= 0 and tags[at] not in ",;:?!-UWV" and low[at] != "that":
        if tags[at] in "wj" and (at in deeds or low[at] in happenings()):
            found.append(Holder(at))
        at -= 1
    return found


def _near_noun(words: Words, noun: int, start: int) -> bool:
    """Tell whether only phrases of one event stand between its noun and the date: "attack on the post on Friday"."""
    return "C" not in words.tags[noun + 1 : start] and start - noun < 16


def _to_right(words: Words, start: int, last: int, cues: frozenset[int]) -> Owned:
    """Return the next verb of the clause that the phrase opens or stands in before its verb."""
    tags, low = words.tags, words.low
    edge = start - 1
    while edge >= 0 and tags[edge] not in ",;:?!-UW" and low[edge] != "that":
        edge -= 1
    if any(tags[at] in "PT" and low[at] != "of" for at in range(edge + 1, start)):
        return NOTHING  # "a number of the countries at the table Monday had"
    at, verb, comma = last + 1, -1, False
    while at < min(len(tags), last + FAR):
        tag = tags[at]
        if tag in ";?" or (tag == ":" and not comma) or tag == "U":
            break
        if tag == "," and at + 1 < len(tags) and tags[at + 1] == "W":
            at += 1
            while at < len(tags) and tags[at] != ",":
                at += 1
        elif tag == "W":
            break
        elif tag == "V" and group(words, at).to < 0:
            verb = at
            break
        comma = comma or tag == ","
        at += 1
    if verb < 0:
        return NOTHING
    held = [Holder(verb)]
    easy = low[verb] in LIGHT or low[verb] in OCCURRING
    if easy:
        held += [Holder(n) for n in range(last + 1, verb) if low[n] in happenings()]
        after = verb + 1
        while after < len(tags) and tags[after] not in "PTVUWC,;:-":
            if low[after] in happenings() and (verb not in cues or after in cues):
                held.append(Holder(after))
            after += 1
    if verb + 2 < len(tags) and tags[verb + 1] == "C" and tags[verb + 2] == "V":
        held.append(Holder(verb + 2))
    return Owned(tuple(held), "opens its clause")
