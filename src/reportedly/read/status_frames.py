"""Frames of a whole sentence that make what it tells unreal: lists of options, headlines without a verb, questions,
fiction.

Pure functions over the tagged words; each returns its verdict with the words it rests on, or None.
"""

from reportedly.read.events_grammar import INSIDE_PHRASE, phrase_start
from reportedly.read.events_lexicon import Cue, predicate_forms
from reportedly.read.events_words import Words, inverted
from reportedly.read.grammar_words import word_set
from reportedly.read.status_conditions import present
from reportedly.read.status_scale import Verdict

OPTIONS = word_set("options")
PLANS = word_set("plans")
LISTING = word_set("listing")
FICTION = word_set("fiction")
DEPICTING = word_set("depicting")
RANGES = frozenset(["everything", "anything", "options", "steps", "measures", "responses"])
FINITE = frozenset("VMHBO")
STOPS = frozenset(";:.!-")
AFTER = frozenset("PUY,-;:.?!")


def options(words: Words, start: int) -> Verdict | None:
    """Read a list that names the event at `start` as one choice: "options ranged from a blockade to an attack"."""
    low, tags = words.low, words.tags
    link, plain = -1, True
    for at in range(start - 1, max(-1, start - 18), -1):
        if tags[at] in ";.?!":
            return None
        if low[at] in LISTING or (plain and tags[at] == "B"):
            link = at
        plain = plain and tags[at] in INSIDE_PHRASE | {"C"}
        if link > at and low[at] in OPTIONS:
            return Verdict("considered", (at, link))
        if link > at and low[at] in PLANS and low[link].startswith(("includ", "rang")):
            return Verdict("planned", (at, link))
    if start and low[start - 1] == "including":
        for at in range(start, len(low) - 2):
            if low[at + 1 : at + 3] == ["the", "table"] and low[at] in ("on", "off"):
                return Verdict("considered", (at, at + 1, at + 2))
    return None


def predicated(words: Words, right: int) -> Verdict | None:
    """Read what the verb group at `right` says of its subject, an -ing form: "is among the options", "is planned"."""
    low, tags = words.low, words.tags
    while right < len(low) and tags[right] in "BAH":
        right += 1
    if low[right : right + 1] in (["among"], ["one"], ["an"], ["not"]):
        for at in range(right + 1, min(len(low), right + 5)):
            if low[at] in OPTIONS:
                return Verdict("considered", (right, at))
    for form in predicate_forms().get(low[right], ()) if right < len(low) else ():
        end = right + len(form.words)
        if tuple(low[right:end]) == form.words and isinstance(form.row, Cue) and len(form.words) > 1:
            return Verdict(form.row.status, tuple(range(right, end)))
    return None


def in_range(words: Words, at: int) -> Verdict | None:
    """Read a range that the -ing form at `at` is an end of: "everything from blockading to attacking is an option"."""
    low, tags = words.low, words.tags
    if not any(
        low[left] == "from" and left and low[left - 1] in RANGES for left in range(at - 1, max(-1, at - 14), -1)
    ):
        return None
    right = next((right for right in range(at + 1, len(low)) if tags[right] in "B;."), len(low))
    return predicated(words, right) if right < len(low) and tags[right] == "B" else None


def verbless(words: Words, at: int, known: bool) -> Verdict | None:
    """Read what a headline without a verb says of the noun at `at` that opens it: "Strikes on Dorn under review"."""
    low, tags = words.low, words.tags
    if any(tag in FINITE or tag == "P" for tag in tags[:at]):
        return None
    for index in range(at + 1, len(low)):
        if tags[index] == "?" and not known:
            return Verdict("possible", (index,))
        if tags[index] in STOPS or tags[index] in "U," or tags[index] in FINITE:
            return None
        for form in predicate_forms().get(low[index], ()):
            end = index + len(form.words)
            closes = end >= len(low) or tags[end] in AFTER
            if closes and isinstance(form.row, Cue) and tuple(low[index:end]) == form.words:
                return Verdict(form.row.status, tuple(range(index, end)))
        bare = index + 1 == len(low) or tags[index + 1] in "PU,"
        if bare and low[index] in ("off", "on") and tags[index - 1] in "wX":
            return Verdict("did_not_happen" if low[index] == "off" else "planned", (index,))
    return None


def asked(words: Words, start: int) -> Verdict | None:
    """Read a question that yes or no would answer, over the verb group at `start`: "Did Iran attack?"."""
    low, tags = words.low, words.tags
    at = inverted(words, start)
    if at < 0 or "?" not in tags[start:] or (at and tags[at - 1] not in ',"-:C'):
        return None
    if low[at] == "had" and at == 0 and ("M" in tags or "," in tags):
        return None  # "had they struck, would we know?": a condition
    return Verdict("possible", (at, start + tags[start:].index("?")))


def fiction(words: Words, start: int) -> Verdict | None:
    """Read a present tense that retells a story: "In the novel, Iran invades its neighbour"."""
    low, tags = words.low, words.tags
    for at in range(start):
        if low[at] in FICTION and tags[at] == "w":
            opening = phrase_start(words, at)
            end = at + 1
            while end < len(low) and tags[end] in INSIDE_PHRASE | {"P"} and low[at + 1] in ("by", "about"):
                end += 1
            if opening and low[opening - 1] in ("in", "throughout") and tags[end : end + 1] == [","]:
                return Verdict("possible", (at,)) if present(words, start) else None
    return None


def depicted(words: Words, at: int) -> Verdict | None:
    """Read what a film or the like shows: "the film depicts rebels opening fire", over the -ing form at `at`."""
    low = words.low
    shown = next((left for left in range(at - 1, max(-1, at - 9), -1) if low[left] in DEPICTING), -1)
    if shown < 0 or FICTION.isdisjoint(low[:shown]):
        return None
    return Verdict("possible", (shown,))
