"""Whether two figures are of one incident or one state of things: the guard of a series.

A toll ("killed", "wounded", "arrested") is of one incident: its day is the incident's, and what develops is told by
later reports. A ship, a flight or a storm comes to grief once: naming it tells the incident, whenever it is told. A
stock ("refugees", "troops in Iraq") has a day that it holds for. A figure that is a part of another ("including two
children", "three others") is of no series; figures of one article or of one outlet on one day are of one series only
where two voices give them for one vessel.
"""

from datetime import date, timedelta
from functools import cache

from reportedly.read.inflect import plural
from reportedly.weave.actors import sides
from reportedly.weave.comparing import deeds, places, things
from reportedly.weave.facts import Fact
from reportedly.weave.wording import folded, likeness, stem

DEEDS = frozenset({"kill", "hurt", "arrest", "kidnap", "strike", "fire", "down", "expel", "free", "capture", "shoot"})
# nouns for people at large: a toll of these is the whole toll, one of "children" or "rebels" a part of it
PEOPLE = ("people", "person", "civilian", "citizen", "resident", "victim", "individual", "human", "dead", "casualty",
          "inhabitant", "villager", "life", "soul")  # fmt: skip
FORCES = ("militant", "terrorist", "rebel", "fighter", "insurgent", "gunman", "jihadist", "extremist", "militiaman")
ALIKE, ALIKE_STOCK = 0.24, 0.34  # how alike the sentences are at least
TELLING = 0.6  # weight of a word that tells which incident
SHARED = 2.6  # weight that such words have together at least
ONCE = 45  # days within which the toll of a vessel that is named is told


@cache
def _stems(words: tuple[str, ...]) -> frozenset[str]:
    return frozenset(stem(folded(one)) for word in words for one in (word, plural(word)))


def _sort(thing: str) -> str:
    """Return what is counted, words for the same people made one."""
    return "*people" if thing in _stems(PEOPLE) else "*force" if thing in _stems(FORCES) else thing


def toll(fact: Fact) -> bool:
    """Tell whether a figure is of an incident."""
    return bool(deeds(fact) & DEEDS)


def one_thing(left: Fact, right: Fact) -> bool:
    """Tell whether two figures count one thing, and as a whole."""
    if left.part or right.part or things(left, right).score <= 0:
        return False
    return _sort(left.type) == _sort(right.type) and bool(left.type and left.head and right.head)


def _day(fact: Fact) -> date | None:
    narrow = fact.when is not None and (fact.when[1] - fact.when[0]).days <= 1
    return fact.when[1] if narrow and fact.when is not None else None


def _one_day(left: Fact, right: Fact) -> bool:
    """Tell whether two tolls can be of one day's incident."""
    one, two = _day(left), _day(right)
    if one is not None and two is not None:
        return one == two or (left.as_of and right.as_of and bool(_told(left, one) & _told(right, two)))
    for dated, other in ((one, right), (two, left)):
        if dated is not None:
            return other.day == dated
    return left.day is not None and left.day == right.day


def _told(fact: Fact, day: date) -> frozenset[date]:
    """Return the days that a toll's day can be meant for: a figure dated by its report may be of the day before."""
    return frozenset((day, day - timedelta(days=1)) if day == fact.day else (day,))


def _telling(fact: Fact, told: frozenset[str]) -> frozenset[str]:
    found = (word for word, weight in fact.around.items() if weight >= TELLING and not word[0].isdigit())
    return frozenset(found) - told


def _told_by_the_thing(left: Fact, right: Fact) -> frozenset[str]:
    return frozenset((*left.head, *right.head, left.type, right.type))


def shared_words(left: Fact, right: Fact) -> list[str]:
    """Return the telling words that two sentences share, but those of the thing, its measure and numbers."""
    told = _told_by_the_thing(left, right)
    return sorted(_telling(left, told) & _telling(right, told))


def nothing_apart(left: Fact, right: Fact) -> bool:
    """Tell whether two sentences of one side's deed have no telling word that the other lacks."""
    told = _told_by_the_thing(left, right)
    return sides(left.actors, right.actors).score > 0 and _telling(left, told) == _telling(right, told)


def one_incident(left: Fact, right: Fact) -> bool:
    """Tell whether two tolls are of one incident: its day, where, and words that tell it from others of the day.

    Where the sentences have few words, one side's deed of which neither tells more than the other is one.
    """
    where = places(left.place, right.place)
    if where.score < 0 or sides(left.recipients, right.recipients).score < 0:
        return False
    if one_vessel(left, right):
        return True
    if not _one_day(left, right) or likeness(left.around, right.around) < ALIKE:
        return False
    if nothing_apart(left, right):
        return True
    common = sum(left.around[word] for word in shared_words(left, right))
    return common + (0.7 if where.score >= 0.75 else 0.0) >= SHARED


def one_vessel(left: Fact, right: Fact) -> bool:
    """Tell whether two figures are told of one ship, flight or storm by its name, within some weeks."""
    if not left.vessels & right.vessels or left.day is None or right.day is None:
        return False
    return abs((left.day - right.day).days) <= ONCE


def _two_words(left: Fact, right: Fact) -> bool:
    """Tell whether an article gives two voices' figures for the toll of one vessel, in two sentences."""
    return left.voice != right.voice and left.around != right.around and one_vessel(left, right)


def one_state(left: Fact, right: Fact) -> bool:
    """Tell whether two figures are of one state of things that lasts."""
    if likeness(left.around, right.around) < ALIKE_STOCK or places(left.place, right.place).against:
        return False
    return sides(left.actors, right.actors).score >= 0 and len(shared_words(left, right)) >= 2


def _one_outlet(left: Fact, right: Fact) -> bool:
    return left.outlet is not None and left.outlet == right.outlet


def belong(left: Fact, right: Fact) -> bool:
    """Tell whether two figures are of one thing, whatever their numbers."""
    if not one_thing(left, right):
        return False
    together = left.item == right.item or (_one_outlet(left, right) and left.day == right.day)
    if together and not (toll(left) and _two_words(left, right)):
        return False  # two incidents, mostly, or one and its part
    if toll(left) != toll(right):
        return False
    return one_incident(left, right) if toll(left) else one_state(left, right)
