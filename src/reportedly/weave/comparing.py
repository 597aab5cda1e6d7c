"""Comparators of two rows' places, dates, numbers and things: each returns how far they agree, and why."""

import math
from datetime import date, timedelta
from functools import cache

from reportedly.read.inflect import plural
from reportedly.read.nations import country_of
from reportedly.read.tables import rows
from reportedly.weave.actors import sides
from reportedly.weave.agreement import OPEN, Agreement
from reportedly.weave.facts import Fact, Interval, Where
from reportedly.weave.wording import folded, stem

NARROW = 8  # days of an interval that tells when
MONTH = 31
NEAR_REPORTS = 3  # days between reports of what neither of them dates
STALE = 10  # days after which an undated report is not of a dated event any more
SAME_PLACE = 40.0  # kilometres
HURT = frozenset(map(stem, ("wounded", "injured", "hurt", "maimed")))
KILLED = frozenset(map(stem, ("killed", "died", "slain", "murdered", "assassinated")))
OTHERS = frozenset({"people", "person", "other", "member", "individual", "fighter", "militiaman", "passenger", "victim",
                    "casualty", "personnel"})  # fmt: skip
TELLING = 0.5  # from here on an equal number is as good as an equal place


def places(left: Where | None, right: Where | None) -> Agreement:
    """Compare two places: one entry or name, near each other, or one the country of the other."""
    if left is None or right is None:
        return OPEN
    if left.geonameid is not None and left.geonameid == right.geonameid:
        return Agreement(1.0, f"both at {left.name}")
    if left.country and right.country and left.country != right.country:
        return Agreement(-1.0, f"{left.name or left.country} is not in {right.country}")
    if left.name and left.name == right.name and (country_of(left.name) or ("", ""))[1].casefold() == left.name:
        return Agreement(0.5, f"both in {left.name}")
    if left.name and left.name == right.name:
        return Agreement(1.0 if left.country == right.country else 0.8, f"both at {left.name}")
    apart = _kilometres(left, right)
    if apart is not None:
        if apart <= SAME_PLACE:
            return Agreement(0.8, f"{left.name} is near {right.name}")
        return OPEN if left.country == right.country and apart < 4 * SAME_PLACE else Agreement(
            -1.0, f"{left.name} is {apart:.0f} km from {right.name}")  # fmt: skip
    return OPEN


def _kilometres(left: Where, right: Where) -> float | None:
    if left.lat is None or left.lon is None or right.lat is None or right.lon is None:
        return None
    one, two = math.radians(left.lat), math.radians(right.lat)
    half = (math.sin((two - one) / 2) ** 2
            + math.cos(one) * math.cos(two) * math.sin(math.radians(right.lon - left.lon) / 2) ** 2)  # fmt: skip
    return 12_742 * math.asin(math.sqrt(half))


def _days(when: Interval) -> int:
    return (when[1] - when[0]).days + 1


def gap(left: Interval, right: Interval) -> int:
    """Return the days between two intervals, 0 or less if they overlap."""
    return (max(left[0], right[0]) - min(left[1], right[1])).days


def dates(left: Interval | None, right: Interval | None) -> Agreement:
    """Compare two intervals of days; midnight and time zones leave one day open."""
    if left is None or right is None:
        return OPEN
    apart = gap(left, right)
    if apart > 1:
        return Agreement(-1.0, f"{left[1]} is not {right[0]}" if left[1] < right[0] else f"{right[1]} is not {left[0]}")
    if apart == 1:
        return OPEN
    widest = max(_days(left), _days(right))
    if widest <= NARROW:
        return Agreement(1.0 if widest <= 2 else 0.8, f"both on {max(left[0], right[0])}")
    return Agreement(0.6, f"both around {max(left[0], right[0])}") if widest <= MONTH else OPEN


def reported(left: Fact, right: Fact) -> Agreement:
    """Compare when two rows were reported, as far as their own dates leave that to the reports."""
    if left.when is not None and right.when is not None:
        return OPEN
    for dated, other in ((left, right), (right, left)):
        if dated.when is not None and other.day is not None:
            if dated.status in ("planned", "called_for", "conditional", "possible", "considered"):
                break
            if not dated.when[0] - timedelta(days=1) <= other.day <= dated.when[1] + timedelta(days=STALE):
                return Agreement(-1.0, f"reported on {other.day}, not near {dated.when[0]}")
            return OPEN
    if left.day is None or right.day is None:
        return OPEN
    apart = abs((left.day - right.day).days)
    near = NEAR_REPORTS if left.when is None and right.when is None else STALE
    if left.kind == "quantity" and left.value == right.value and telling(left.value) >= TELLING:
        near = STALE
    return OPEN if apart <= near else Agreement(-1.0, f"reported {apart} days apart and not dated")


def compatible(left: Fact, right: Fact) -> bool:
    """Tell whether one number can be what both quantities allow."""
    if left.value is None or right.value is None or left.high is None or right.high is None:
        return True
    return max(left.value, right.value) <= min(left.high, right.high) * (1 + 1e-9)


def telling(value: float | None) -> float:
    """Return how much a number by itself tells, 0 to 1: 787 much, 2 and 100 little."""
    if value is None or not math.isfinite(value):
        return 0.0
    digits = f"{value:.10g}".replace(".", "").strip("0")
    return min(1.0, 0.3 * len(digits) + (0.2 if value >= 13 and len(digits) > 1 else 0.0)) if value > 3 else 0.15


def things(left: Fact, right: Fact) -> Agreement:
    """Compare what two quantities count, and what is true of it: "killed" is never "wounded"."""
    if left.unit != right.unit:
        return Agreement(-1.0, f"{left.unit} is not {right.unit}")
    if left.head and right.head and not left.head & right.head and not deeds(left) & deeds(right):
        return Agreement(-1.0, f"{'/'.join(sorted(left.head))} is not {'/'.join(sorted(right.head))}")
    if left.type and right.type and left.type != right.type and not _people(left, right):
        return OPEN
    measured = bool(left.head and right.head)
    if (left.type and right.type) or measured:
        return Agreement(1.0 if measured else 0.6, f"both count {left.said}")
    return OPEN


@cache
def _deeds() -> dict[str, frozenset[str]]:
    """Return the classes of deeds of each stem."""
    held: dict[str, set[str]] = {}
    for name, words, *_ in rows("deeds.tsv"):
        for word in words.split():
            held.setdefault(stem(word), set()).add(name)
    return {word: frozenset(names) for word, names in held.items()}


@cache
def synonyms() -> frozenset[str]:
    """Return the classes of deeds whose words mean one and the same."""
    return frozenset(name for name, _, *one in rows("deeds.tsv") if one)


def classes_of(word: str) -> frozenset[str]:
    """Return the classes of deeds that a stem is of."""
    return _deeds().get(word, frozenset())


def deeds(fact: Fact) -> frozenset[str]:
    """Return the classes of deeds that a row's words for it are of; a targeted attack is one to kill."""
    named = frozenset(name for word in fact.head for name in classes_of(word))
    return named | {"kill"} if fact.mode == "targeted" else named


@cache
def _of_people() -> frozenset[str]:
    """Return the stems of the nouns for people, singular and plural."""
    nouns = {noun for row in rows("actor_nouns.txt") for noun in row[:1]} | OTHERS
    return frozenset(stem(folded(one)) for noun in nouns for one in (noun, plural(noun)))


def _people(left: Fact, right: Fact) -> bool:
    """Tell whether two quantities count people under two names, of whom one thing is true ("fighters", "people")."""
    both = _of_people() >= {left.type, right.type}
    return both and (bool(left.head & right.head or deeds(left) & deeds(right)) or left.value == right.value)


def context(left: Fact, right: Fact) -> list[Agreement]:
    """Compare who, where and when of two quantities: of their events, or else of who is named beside them."""
    found = [sides(left.actors, right.actors), sides(left.recipients, right.recipients),
             places(left.place, right.place), dates(left.when, right.when)]  # fmt: skip
    if not any(one.score > 0 for one in found[:3]):
        beside = sides(left.named, right.named)
        found.append(beside if beside.score > 0 else OPEN)
    return found


def month(day: date | None) -> str:
    """Return the month of a day as a key, "?" if unknown."""
    return f"{day:%Y-%m}" if day is not None else "?"

