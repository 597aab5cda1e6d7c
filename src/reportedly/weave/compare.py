"""Whether two rows say the same thing, and why: comparators of actor, recipient, place, date and wording.

Two rows join when type (or counted thing and measure) agrees and at least two of actor, recipient, place and date
agree; what is unknown agrees with nothing and contradicts nothing. A statement's content joins by its wording.
"""

import math
from datetime import date, timedelta
from typing import NamedTuple

from reportedly.read.nations import country_of
from reportedly.record import overlap
from reportedly.weave.actors import sides
from reportedly.weave.agreement import OPEN, Agreement
from reportedly.weave.facts import Fact, Interval, Where
from reportedly.weave.wording import containment, likeness, shared

ENOUGH = 1.6  # what two agreeing fields must come to
NARROW = 8  # days of an interval that tells when
MONTH = 31
NEAR_REPORTS = 3  # days between reports of what neither of them dates
STALE = 10  # days after which an undated report is not of a dated event any more
SAME_PLACE = 40.0  # kilometres
# events: how alike the sentences must be, by whether the words for the deed agree, and more within one article
SAME_DEED, SAME_MODE, OTHER_DEED, ONE_ARTICLE = 0.18, 0.24, 0.34, 0.12
# statements: likeness and containment of contents, of one speaker and of two
OWN_WORDS, OWN_PART, OWN_LEAST = 0.45, 0.75, 0.38
OTHER_WORDS, OTHER_PART, OTHER_LEAST = 0.54, 0.85, 0.44
OVERLAPPING = 0.6  # what two contents need of which one is inside the other
COMMON_MASS = 2.2  # weight of what contents of different speakers share at least
SHARED_MASS = 3.0  # weight of the shared words from which a content can be part of another
UNREAL = 0.1  # more for a deed that is told as done and one that is only talked about
LEAST_MASS = 1.8  # weight of the words that a content needs to be compared by them
NUMBER_AROUND = 0.22
WHOLE_MASS = 4.0  # weight of the shared words from which a sentence can be known by itself
ONE_SENTENCE = 0.75  # likeness from which two sentences are one that was passed on


class Verdict(NamedTuple):
    """How two rows compare: `joins` and `against` are never both true; `score` orders what joins."""

    joins: bool
    against: bool
    score: float
    reasons: tuple[str, ...]


ARMED = frozenset({"weapons", "heavy-weapons", "aerial", "drone"})
FORCE = frozenset({"ASSAULT", "MOBILIZE"})  # "fired missiles": a test or an attack, by what else the sentence says
REAL = frozenset({"happened", "ongoing", "did_not_happen"})
NOTHING = Verdict(False, False, 0.0, ())


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


def dates(left: Interval | None, right: Interval | None) -> Agreement:
    """Compare two intervals of days; midnight and time zones leave one day open."""
    if left is None or right is None:
        return OPEN
    gap = (max(left[0], right[0]) - min(left[1], right[1])).days
    if gap > 1:
        return Agreement(-1.0, f"{left[1]} is not {right[0]}" if left[1] < right[0] else f"{right[1]} is not {left[0]}")
    if gap == 1:
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
    return OPEN if apart <= near else Agreement(-1.0, f"reported {apart} days apart and not dated")


def compare(left: Fact, right: Fact) -> Verdict:
    """Compare two rows; rows of different kinds or types never join and do not contradict each other."""
    if left.kind != right.kind or left.address == right.address:
        return NOTHING
    return {"event": events, "quantity": numbers, "statement": contents}[left.kind](left, right)


def named_beside(left: Fact, right: Fact) -> Agreement:
    """Compare whom two sentences name beside the deed, for what neither row's own fields tell."""
    inside = {party.id for fact in (left, right) for party in (*fact.actors, *fact.recipients)}
    one, two = ({p.id: p for p in fact.named if p.id not in inside} for fact in (left, right))
    both = sorted(one.keys() & two.keys())
    return Agreement(0.6, f"both name {one[both[0]].name}") if both else OPEN


def events(left: Fact, right: Fact) -> Verdict:
    """Compare two events."""
    armed = {left.mode, right.mode} <= ARMED
    if left.type != right.type and not ((left.head & right.head or armed) and {left.type, right.type} <= FORCE):
        return Verdict(False, True, 0.0, (f"{left.type} is not {right.type}",))
    found = [sides(left.actors, right.actors), sides(left.recipients, right.recipients),
             places(left.place, right.place), dates(left.when, right.when)]  # fmt: skip
    against = [one.reason for one in (*found, reported(left, right)) if one.against]
    if left.mode and right.mode and left.mode != right.mode and not left.head & right.head and not armed:
        against.append(f"{left.mode} is not {right.mode}")
    if against:
        return Verdict(False, True, 0.0, tuple(against))
    agreed = [one for one in found if one.score > 0]
    if len(agreed) == 1 and left.item != right.item:
        beside = named_beside(left, right)
        agreed += [beside] if beside.score > 0 else []
    total, alike = sum(one.score for one in agreed), likeness(left.around, right.around)
    same = bool(left.head & right.head)
    needed = SAME_DEED if same else SAME_MODE if left.mode and left.mode == right.mode else OTHER_DEED
    needed += ONE_ARTICLE if left.item == right.item else 0.0
    needed += UNREAL if (left.status in REAL) != (right.status in REAL) else 0.0
    if len(agreed) >= 3:
        needed *= 0.6
    reasons = (*(one.reason for one in agreed), f"sentences alike by {alike:.2f}")
    joins = len(agreed) >= 2 and total >= ENOUGH and alike >= needed
    if left.item == right.item and left.around == right.around and not same:
        joins = joins and len(agreed) >= 3  # two words of one sentence: "killed in a strike", but "shelled A, burned B"
    passed_on = alike >= ONE_SENTENCE and left.item != right.item and shared(left.around, right.around) >= WHOLE_MASS
    joins = joins or (same and passed_on)
    return Verdict(joins, False, total / 4 + alike + 0.2 * same, reasons)


def _exact(left: Fact, right: Fact) -> bool:
    return left.value is not None and left.value == right.value and left.bound == right.bound


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
    return min(1.0, 0.3 * len(digits) + (0.2 if value >= 13 else 0.0)) if value > 3 else 0.15


def things(left: Fact, right: Fact) -> Agreement:
    """Compare what two quantities count, and what is true of it: "killed" is never "wounded"."""
    if left.unit != right.unit:
        return Agreement(-1.0, f"{left.unit} is not {right.unit}")
    if left.head and right.head and not left.head & right.head:
        return Agreement(-1.0, f"{'/'.join(sorted(left.head))} is not {'/'.join(sorted(right.head))}")
    if left.type and right.type and left.type != right.type and not _people(left, right):
        return OPEN
    measured = bool(left.head and right.head)
    if (left.type and right.type) or measured:
        return Agreement(1.0 if measured else 0.6, f"both count {left.said}")
    return OPEN


PEOPLE = frozenset({"peopl", "person", "civilian", "protest", "demonstrat", "victim", "man", "men", "other", "soldi",
                    "troop", "membr", "memb", "resid", "passeng", "casualt"})  # fmt: skip


def _people(left: Fact, right: Fact) -> bool:
    return left.type in PEOPLE and right.type in PEOPLE and bool(left.head & right.head)


def context(left: Fact, right: Fact) -> list[Agreement]:
    """Compare who, where and when of two quantities: of their events, or else of who is named beside them."""
    found = [sides(left.actors, right.actors), sides(left.recipients, right.recipients),
             places(left.place, right.place), dates(left.when, right.when)]  # fmt: skip
    if not any(one.score > 0 for one in found[:3]):
        beside = sides(left.named, right.named)
        found.append(beside if beside.score > 0 else OPEN)
    return found


def numbers(left: Fact, right: Fact) -> Verdict:
    """Compare two quantities as claims: one thing, one measure, numbers that can both hold."""
    thing = things(left, right)
    found = context(left, right)
    against = [one.reason for one in (thing, *found, reported(left, right)) if one.against]
    if not compatible(left, right) or (left.value is None) != (right.value is None):
        against.append(f"{left.said} is not {right.said}")
    if against:
        return Verdict(False, True, 0.0, tuple(against))
    agreed = [one for one in found if one.score > 0]
    alike = likeness(left.around, right.around)
    exact = telling(left.value) if _exact(left, right) or left.value == right.value else 0.0
    fields = len(agreed) + (exact >= 0.5)
    joins = thing.score > 0 and fields >= 2 and alike >= NUMBER_AROUND * (1.0 if thing.score >= 1 else 1.4)
    joins = joins or (thing.score > 0 and exact >= 0.8 and alike >= 0.3)
    passed_on = alike >= ONE_SENTENCE and left.item != right.item and shared(left.around, right.around) >= WHOLE_MASS
    joins = joins or (left.value == right.value and passed_on)
    reasons = (thing.reason, *(one.reason for one in agreed), f"sentences alike by {alike:.2f}")
    return Verdict(joins, False, thing.score / 2 + alike + exact / 2 + len(agreed) / 8, reasons)


def contents(left: Fact, right: Fact) -> Verdict:
    """Compare what two statements say."""
    against = [one.reason for one in (dates(left.when, right.when), reported(left, right)) if one.against]
    if against:
        return Verdict(False, True, 0.0, tuple(against))
    if min(sum(left.words.values()), sum(right.words.values())) < LEAST_MASS:
        return NOTHING
    alike, part = likeness(left.words, right.words), containment(left.words, right.words)
    speaker = sides(left.actors, right.actors)
    own = speaker.score > 0
    inside = left.item == right.item and overlap(left.spans, right.spans) > 0
    whole, piece, least = (OWN_WORDS, OWN_PART, OWN_LEAST) if own else (OTHER_WORDS, OTHER_PART, OTHER_LEAST)
    common = shared(left.words, right.words)
    joins = alike >= (OVERLAPPING if inside else whole) and (own or common >= COMMON_MASS)
    if not inside and part >= piece and alike >= least and common >= SHARED_MASS:
        joins = True
    numbers_left = {word for word in left.words if word[0].isdigit()}
    numbers_right = {word for word in right.words if word[0].isdigit()}
    if numbers_left and numbers_right and not numbers_left & numbers_right:
        return Verdict(False, True, 0.0, ("their numbers differ",))
    reasons = (*((speaker.reason,) if own else ()), f"contents alike by {alike:.2f}, one holds {part:.2f} of the other")
    return Verdict(joins, False, alike + part / 2 + (0.1 if own else 0.0), reasons)


def month(day: date | None) -> str:
    """Return the month of a day as a key, "?" if unknown."""
    return f"{day:%Y-%m}" if day is not None else "?"
