"""The tables of event words and status cues, compiled once into dictionaries of their inflected forms."""

from collections.abc import Iterator
from functools import cache
from typing import NamedTuple, get_args

from reportedly.read import inflect, tables
from reportedly.read.events_words import NEXT_OBJECT, Words
from reportedly.record.rows import EventType, Status

AHEAD, BEHIND = 6, 5
CLAUSE_STOPS = frozenset(",;.:!?")


class Neighbour(NamedTuple):
    """One condition on the words around: where to look, which words, and whether they must be absent."""

    where: str
    words: frozenset[str]
    absent: bool


class Trigger(NamedTuple):
    """One row of plover_triggers.tsv."""

    lemma: str
    part: str
    type: EventType
    mode: str | None
    aspect: str
    neighbours: tuple[Neighbour, ...]


class Cue(NamedTuple):
    """One row of status_cues.tsv."""

    lemma: str
    part: str
    frames: frozenset[str]
    status: Status
    negated: Status
    actor: str


class Form(NamedTuple):
    """One inflected form of a row: its words and the row."""

    words: tuple[str, ...]
    tags: frozenset[str]
    row: Trigger | Cue


@cache
def classes() -> dict[str, frozenset[str]]:
    """Return the named classes of neighbour words."""
    return {name: frozenset(words.split()) for name, words in tables.rows("plover_neighbours.tsv")}


def _neighbour(cell: str) -> Neighbour:
    absent = cell.startswith("!")
    where, words = cell[absent], cell[absent + 1 :].split("|")
    found: set[str] = set()
    for word in words:
        found |= classes()[word[1:]] if word.startswith("@") else {word}
    return Neighbour(where, frozenset(found), absent)


@cache
def triggers() -> tuple[Trigger, ...]:
    """Return the rows of plover_triggers.tsv; raises `ValueError` for an unknown type or aspect."""
    found = []
    for lemma, part, type_, mode, aspect, cell in tables.rows("plover_triggers.tsv"):
        if type_ not in get_args(EventType) or aspect not in ("act", "state", "idea") or part not in ("v", "n", "x"):
            raise ValueError(f"plover_triggers.tsv: {lemma}: {part} {type_} {aspect}")
        neighbours = tuple(_neighbour(word) for word in cell.split())
        found.append(Trigger(lemma, part, type_, mode or None, aspect, neighbours))  # type: ignore[arg-type]
    return tuple(found)


@cache
def cues() -> tuple[Cue, ...]:
    """Return the rows of status_cues.tsv; raises `ValueError` for an unknown status."""
    found = []
    for lemma, part, frames, status, negated, actor in tables.rows("status_cues.tsv"):
        if status not in get_args(Status) or (negated and negated not in get_args(Status)):
            raise ValueError(f"status_cues.tsv: {lemma}: {status} {negated}")
        left = negated or "did_not_happen"
        found.append(Cue(lemma, part, frozenset(frames.split("|")), status, left, actor))  # type: ignore[arg-type]
    return tuple(found)


@cache
def trigger_forms() -> dict[str, tuple[Form, ...]]:
    """Return the forms of all triggers by their first word: longer before shorter, restricted before free."""
    found: dict[str, list[Form]] = {}
    for row in triggers():
        for text, tags in inflect.phrase(row.lemma, row.part).items():
            words = tuple(text.split(" "))
            found.setdefault(words[0], []).append(Form(words, tags, row))
    for forms in found.values():
        forms.sort(key=lambda form: (-len(form.words), not _narrow(form.row)))
    return {word: tuple(forms) for word, forms in found.items()}


def _narrow(row: Trigger | Cue) -> bool:
    return isinstance(row, Trigger) and any(not one.absent for one in row.neighbours)


@cache
def cue_forms() -> dict[str, tuple[Form, ...]]:
    """Return the forms of the cues that stand before what they govern, by their words."""
    return _cue_index(whole=True, frames=frozenset(["inf", "obj", "bare", "ger", "objinf", "objfrom", "that", "part"]))


@cache
def predicate_forms() -> dict[str, tuple[Form, ...]]:
    """Return the forms of the cues that are predicates, by their first word, longer first."""
    return _cue_index(whole=False, frames=frozenset({"pred"}))


@cache
def word_cues(frame: str) -> dict[str, Cue]:
    """Return the cues of one frame that are looked up as they stand: "modal", "mod", "adj" or "clause"."""
    return {row.lemma: row for row in reversed(cues()) if frame in row.frames}


def _cue_index(whole: bool, frames: frozenset[str]) -> dict[str, tuple[Form, ...]]:
    found: dict[str, list[Form]] = {}
    for row in cues():
        if row.frames & frames:
            for text, tags in _cue_phrase(row).items():
                words = tuple(text.split(" "))
                found.setdefault(text if whole else words[0], []).append(Form(words, tags, row))
    return {word: tuple(sorted(forms, key=lambda form: -len(form.words))) for word, forms in found.items()}


def _cue_phrase(row: Cue) -> dict[str, frozenset[str]]:
    """Return the forms of a cue; a noun with its preposition ("threats of") stands as written."""
    if row.part == "n" and " " in row.lemma:
        return inflect.phrase(row.lemma, "x")
    return inflect.phrase(row.lemma, row.part)


def match(words: Words, at: int) -> Iterator[Form]:
    """Yield the trigger forms that start at word `at` and whose neighbours fit, best first."""
    low = words.low
    for form in trigger_forms().get(low[at], ()):
        count = len(form.words)
        if (count == 1 or tuple(low[at : at + count]) == form.words) and fits(words, at, at + count, form.row):
            yield form


def fits(words: Words, start: int, end: int, row: Trigger | Cue) -> bool:
    """Tell whether the words around `[start, end)` meet the conditions of the row."""
    return not isinstance(row, Trigger) or all_met(words, start, end, row.neighbours)


def all_met(words: Words, start: int, end: int, neighbours: tuple[Neighbour, ...]) -> bool:
    """Tell whether the words around `[start, end)` meet the conditions: all of them, of those right beside one."""
    beside = beside_met = False
    for condition in neighbours:
        met = _met(words, start, end, condition)
        if condition.absent:
            if met:
                return False
        elif condition.where in "+-":
            beside, beside_met = True, beside_met or met
        elif not met:
            return False
    return beside_met or not beside


@cache
def vetoes() -> dict[str, tuple[tuple[Neighbour, ...], ...]]:
    """Return the neighbours between which a word is no event, by its forms; rows of not_events.tsv."""
    found: dict[str, list[tuple[Neighbour, ...]]] = {}
    for lemma, part, cell in tables.rows("not_events.tsv"):
        neighbours = tuple(_neighbour(word) for word in cell.split())
        for form in inflect.phrase(lemma, part):
            found.setdefault(form, []).append(neighbours)
    return {form: tuple(rows) for form, rows in found.items()}


def vetoed(words: Words, at: int) -> bool:
    """Tell whether the word at `at` names no event between its neighbours: "asked whether", "released a report"."""
    return any(all_met(words, at, at + 1, neighbours) for neighbours in vetoes().get(words.low[at], ()))


def _met(words: Words, start: int, end: int, condition: Neighbour) -> bool:
    low, tags = words.low, words.tags
    if condition.where == "+":
        if "NP" in condition.words and _passive(words, start):
            return True  # "was praised": the object is the subject
        at = end
        while at < len(low) and tags[at] == "A" and low[at] not in condition.words:
            at += 1
        return at < len(low) and (low[at] in condition.words or ("NP" in condition.words and _opens_phrase(tags, at)))
    if condition.where == "-":
        return start > 0 and low[start - 1] in condition.words
    if condition.where == ">":
        for at in range(end, min(len(low), end + AHEAD)):
            if tags[at] in CLAUSE_STOPS:
                return False
            if low[at] in condition.words:
                return True
        return False
    return any(word in condition.words for word in low[max(0, start - BEHIND) : start])


def _passive(words: Words, at: int) -> bool:
    left = at - 1
    while left > 0 and words.tags[left] in "AN":
        left -= 1
    return left >= 0 and words.tags[left] == "B" and not words.low[at].endswith("ing")


def _opens_phrase(tags: list[str], at: int) -> bool:
    if tags[at] == "U":  # "welcome that assurance"
        return at + 1 < len(tags) and tags[at + 1] in "wj"
    return (
        (tags[at] in NEXT_OBJECT and tags[at] != "T")
        or tags[at] in "wj"
        or (tags[at] == '"' and at + 1 < len(tags) and tags[at + 1] in "DSRXJKwj")
    )
