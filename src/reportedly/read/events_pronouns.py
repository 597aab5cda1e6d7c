"""What a pronoun stands for, as far as events need it: the nearest fitting subject, in its sentence or shortly before."""

from collections.abc import Sequence
from typing import NamedTuple

from reportedly.read.events_grammar import phrases
from reportedly.read.events_words import Words, actor_nouns
from reportedly.record import Entity, Span

PERSON = frozenset("he him his she her himself herself".split())
THING = frozenset("it its itself".split())
SEVERAL = frozenset("they them their themselves".split())
TITLES = frozenset("president secretary minister mr mrs ms dr general senator adviser advisor leader spokesman spokeswoman chancellor "
                   "ambassador premier chairman director commander mr. mrs. ms. dr. gen. sen. rep. gov. king prince sheikh "
                   "dictator strongman envoy candidate sen gen lt. col.".split())  # fmt: skip
NO_PERSONS = frozenset("house department ministry states korea nations union council state agency arabia kingdom party times post "
                       "news press zealand africa america court committee command force forces guard army service services pentagon "
                       "center group congress senate street journal sudan bank "
                       "government parliament regiment contingent".split())  # fmt: skip
PERSONAL = ("man", "woman", "er", "or", "ist", "ent", "ian", "al", "father", "king", "queen")
REACH = 3


class Subject(NamedTuple):
    """A mention that a later pronoun may stand for."""

    span: Span
    name: str
    person: bool
    several: bool
    sentence: int


class Memory:
    """The subjects of the article read so far."""

    def __init__(self) -> None:
        """Start with nothing read."""
        self._subjects: list[Subject] = []
        self._persons: set[str] = set()
        self._sentence = 0

    def read(self, words: Words) -> None:
        """Take in the subjects of the next sentence."""
        self._sentence += 1
        tags, low = words.tags, words.low
        for first, last in phrases(words):
            if tags[last] not in "Xw" or (tags[last] == "w" and low[last] not in actor_nouns()):
                continue
            if tags[last] == "X":
                run = last > first and tags[last - 1] == "X" and low[last] not in NO_PERSONS and low[last - 1] not in _DIRECTIONS
                titled = last > first and low[last - 1] in TITLES or any(low[at] in TITLES for at in range(first, last))
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
            name = " ".join(low[first : last + 1])
            self._subjects.append(Subject(words.span(first, last), name, person, several, self._sentence))

    def resolve(self, words: Words, at: int) -> Span | None:
        """Return the characters of what the pronoun at word `at` of the last sentence read stands for, None if in doubt."""
        word = words.low[at]
        for subject in reversed(self._subjects):
            if subject.span[1] > words.starts[at]:
                continue
            if self._sentence - subject.sentence > REACH:
                return None
            if word in PERSON and subject.person and not subject.several:
                return subject.span
            if word in THING and not subject.person and not subject.several:
                return subject.span
            if word in SEVERAL and (subject.several or not subject.person):
                return subject.span
        return None


_DIRECTIONS = frozenset("north south east west united white new saudi european security foreign defense national".split())


def explicit(span: Span, near: Sequence[tuple[Span, Entity]], text: str) -> Span | None:
    """Return the nearest earlier mention by name of the entity that the pronoun at `span` is a mention of."""
    for (start, end), entity in near:
        if (start, end) == span:
            named = [one for one in entity.mentions if one[0] < start and one != span and text[one[0] : one[1]][:1].isupper()
                     and text[one[0] : one[1]].lower() not in PERSON | THING | SEVERAL]  # fmt: skip
            return max(named, default=None)
    return None
