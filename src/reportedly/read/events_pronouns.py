"""What a pronoun stands for, as far as events need it: the nearest fitting subject, here or shortly before."""

from collections.abc import Sequence
from typing import NamedTuple

from reportedly.read.events_grammar import phrases
from reportedly.read.events_words import Words, actor_nouns
from reportedly.read.grammar_words import word_set
from reportedly.record import Entity, Span

PERSON = word_set("person")
THING = frozenset(["it", "its", "itself"])
SEVERAL = word_set("several")
ANY_PRONOUN = PERSON | THING | SEVERAL
TITLES = word_set("titles")
NO_PERSONS = word_set("no_persons")
PERSONAL = tuple(sorted(word_set("personal")))
DIRECTIONS = word_set("directions")
REACH = 3


class Subject(NamedTuple):
    """A mention that a later pronoun may stand for."""

    span: Span
    named: bool
    person: bool
    several: bool
    sentence: int


class Memory:
    """The subjects of the article read so far."""

    def __init__(self) -> None:
        """Start with nothing read."""
        self._subjects: list[Subject] = []
        self._persons: set[str] = set()
        self._waiting: list[Words] = []
        self._sentence = 0

    def read(self, words: Words) -> None:
        """Take in the next sentence; its subjects are looked for when a pronoun asks."""
        self._sentence += 1
        self._waiting.append(words)

    def _take(self, words: Words, number: int) -> None:
        """Take in the subjects of one sentence."""
        tags, low = words.tags, words.low
        for first, last in phrases(words):
            if tags[last] not in "Xw" or (tags[last] == "w" and low[last] not in actor_nouns()):
                continue
            if tags[last] == "X":
                run = (
                    last > first
                    and tags[last - 1] == "X"
                    and low[last] not in NO_PERSONS
                    and low[last - 1] not in DIRECTIONS
                )
                titled = (last > first and low[last - 1] in TITLES) or any(
                    low[at] in TITLES for at in range(first, last)
                )
                if run or titled:
                    self._persons.add(low[last])
            after = tags[last + 1] if last + 1 < len(tags) else ""
            before = tags[first - 1] if first else ""
            if before in ("P", "g") or (before == "V" and after != "V") or after not in tuple("VMHBOA,GCP"):
                continue
            if tags[last] == "X":
                person = low[last] in self._persons
            else:
                person = low[last] in TITLES or (low[last].endswith(PERSONAL) and low[last] not in NO_PERSONS)
            several = (tags[last] == "w" and low[last].endswith("s")) or (before == "C" and low[first - 1] == "and")
            self._subjects.append(Subject(words.span(first, last), tags[last] == "X", person, several, number))

    def resolve(self, words: Words, at: int) -> Span | None:
        """Return the characters that the pronoun at word `at` of the last sentence stands for, None if in doubt."""
        for back, waiting in enumerate(self._waiting):
            self._take(waiting, self._sentence - len(self._waiting) + 1 + back)
        self._waiting.clear()
        word, guess = words.low[at], None
        for subject in reversed(self._subjects):
            if subject.span[1] > words.starts[at]:
                continue
            if self._sentence - subject.sentence > REACH:
                break
            if word in PERSON and not subject.several:
                if subject.person:
                    return subject.span
                guess = guess or (subject.span if subject.named else None)
            elif (
                subject.several or not subject.person
                if word in SEVERAL
                else word in THING and not (subject.person or subject.several)
            ):
                return subject.span
        return guess  # a name not yet known for a person's


def explicit(span: Span, near: Sequence[tuple[Span, Entity]], text: str) -> Span | None:
    """Return the nearest earlier mention by name of the entity that the pronoun at `span` is a mention of."""
    for (start, end), entity in near:
        if (start, end) == span:
            earlier = [one for one in entity.mentions if one[0] < start]
            told = [(s, e) for s, e in earlier if text[s:e].lower() not in ANY_PRONOUN]
            named = [(s, e) for s, e in told if text[s].isupper() and not text[s:e].startswith("The ")]
            return max(named, default=max(told, default=None))
    return None
