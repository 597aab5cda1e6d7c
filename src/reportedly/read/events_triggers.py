"""Find the words of a sentence that name events, as verbs or as nouns, by the trigger table and the words around."""

from typing import NamedTuple

from reportedly.read.events_grammar import phrase_end, phrase_start
from reportedly.read.events_lexicon import Form, Trigger, match, trigger_forms
from reportedly.read.events_words import Words, noun_forms, verb_forms
from reportedly.read.grammar_words import word_set

# Nouns that make a modifier of the event noun before them still an event: "attack plan" is about an attack.
CARRIERS = word_set("carriers")
DEGREE = word_set("degree")
VERB_LIKE = frozenset("Vg")


class Found(NamedTuple):
    """One trigger: its row, the words it covers, the head word, and whether it stands as a verb."""

    row: Trigger
    first: int
    last: int
    head: int
    verbal: bool


def find(words: Words) -> list[Found]:
    """Return the triggers of the sentence in order, none inside another."""
    found: list[Found] = []
    taken, starts = 0, trigger_forms()
    if starts.keys().isdisjoint(words.low):
        return found
    for at in [at for at, word in enumerate(words.low) if word in starts]:
        if at < taken:
            continue
        for form in match(words, at):
            trigger = _as_found(words, at, form)
            if trigger:
                found.append(trigger)
                taken = trigger.last + 1
                break
    return _without_light(words, found)


def _as_found(words: Words, at: int, form: Form) -> Found | None:
    """Return the trigger if the part of speech fits, else None."""
    row, last = form.row, at + len(form.words) - 1
    assert isinstance(row, Trigger)
    tags = words.tags
    if row.part == "v":
        if tags[at] not in VERB_LIKE:
            return None
        if at and words.low[at - 1] in DEGREE and words.low[at].endswith("ed"):
            return None  # "how isolated the country is"
        if tags[at] == "g" and last == at and at + 1 < len(words) and _adjectival(words, at):
            return None
        return Found(row, at, last, at, True)
    if row.part == "n":
        if (tags[last] == "X" and not (last == 0 or at == 0)) or tags[last] not in "wgX":
            return None
        if tags[last] == "X" and last > at:
            return None
        if any(tag not in "wgjVXPDCJA" for tag in tags[at:last]):
            return None
        if _modifies(words, last, "NNS" in form.tags):
            return None
    elif row.part == "x" and len(form.words) == 1 and (tags[at] not in "w" or _modifies(words, at, True)):
        return None
    return Found(row, at, last, last, False)


def _adjectival(words: Words, at: int) -> bool:
    """Tell whether an -ing form is an adjective: "a threatening letter", "the ruling party"."""
    return at > 0 and words.tags[at - 1] in "DSJ" and words.tags[at + 1] == "w"


def _modifies(words: Words, at: int, plural: bool) -> bool:
    """Tell whether the noun at `at` only modifies the next: "strike group", "protest leader", "attack helicopters"."""
    if at + 1 >= len(words) or words.tags[at + 1] not in "wX":
        return False
    following = words.low[at + 1]
    if following in CARRIERS:
        return False
    if words.tags[at + 1] == "X":
        return False
    if plural:
        return following in noun_forms() and following not in verb_forms()
    return not following.endswith(("able", "ible", "ful", "ous"))


def _without_light(words: Words, found: list[Found]) -> list[Found]:
    """Drop a verb that only carries an object of its own type ("launched strikes"): the noun is the event."""
    kept: list[Found] = []
    for index, one in enumerate(found):
        after = found[index + 1] if index + 1 < len(found) else None
        if one.verbal and after and not after.verbal and after.first - one.last <= 6:
            start = phrase_start(words, after.first)
            direct = (
                all(words.tags[at] in "A" for at in range(one.last + 1, start))
                and phrase_end(words, after.last) >= after.last
            )
            if direct and one.row.type == after.row.type:
                continue
        kept.append(one)
    return kept
