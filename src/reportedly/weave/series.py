"""Series: the numbers that are given for one thing, and whether they agree, develop or conflict.

A series holds quantities of one thing with one measure ("killed" is never "wounded"), of one incident or state of
things (incident.py).
Within it two figures
- agree if one number can be what both allow: "at least eight" and "8";
- develop if they hold for different dates (as-of, or else the report's);
- conflict if no number can be both for one date. Counts of one newsroom that rise in later reports develop.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date
from itertools import combinations
from typing import Literal, NamedTuple

from reportedly.weave.claims import order, short
from reportedly.weave.comparing import compatible, deeds, month
from reportedly.weave.facts import Fact
from reportedly.weave.family import Links
from reportedly.weave.incident import belong, toll
from reportedly.weave.wording import heaviest, likeness

Relation = Literal["agrees", "develops", "conflicts"]
HEAVY = 6  # words of a sentence by which a figure is found
SHARE = 0.5


class Pair(NamedTuple):
    """How two figures of a series stand to each other, the earlier first, and why."""

    left: str
    right: str
    relation: Relation
    reason: str


class Series(NamedTuple):
    """Figures for one thing, in canonical order, and how each two of them that are surely of it stand to each other.

    `thing` and `measure` are the words that most figures have for what is counted and for what is true of it.
    """

    id: str
    thing: str
    measure: str
    unit: str | None
    facts: tuple[Fact, ...]
    pairs: tuple[Pair, ...]


def as_of(fact: Fact) -> date | None:
    """Return the day that a figure holds for: as its text gives it, or else its report's.

    The date of a toll is mostly its incident's: what differs is when it was told.
    """
    return fact.when[1] if fact.when is not None else fact.day


def relation(left: Fact, right: Fact) -> Pair:
    """Tell how two figures of one series stand to each other; `left` is the earlier report."""
    if compatible(left, right):
        return Pair(left.address, right.address, "agrees", f"{left.said} and {right.said} can be one number")
    one, two = as_of(left), as_of(right)
    if toll(left) and left.day is not None and right.day is not None and left.day != right.day:
        one, two = left.day, right.day
    if one is not None and two is not None and one != two:
        return Pair(left.address, right.address, "develops", f"{left.said} by {one}, {right.said} by {two}")
    if left.item == right.item or one is None or two is None:
        reason = f"{left.said} and {right.said}, and no date tells them apart"
        return Pair(left.address, right.address, "conflicts", reason)
    return Pair(left.address, right.address, "conflicts", f"{left.said} and {right.said}, both for {one}")


def keys(fact: Fact) -> tuple[str, ...]:
    """Return the keys of a figure: figures that share none are of no one series. One part of a key is always rare."""
    if fact.kind != "quantity" or not (fact.type or fact.head) or fact.part:
        return ()
    words = sorted(deeds(fact)) or sorted(fact.head) or [fact.type]  # "dead" and "killed" are of one series
    parties = (*fact.actors, *fact.recipients, *fact.named)
    names = {party.key for party in parties if party.kind in ("person", "body")}
    places = {fact.place.name} if fact.place and fact.place.name else set()
    rare = sorted({*names, *places, *heaviest(fact.around, HEAVY)})
    named = [f"{fact.unit}|{word}|{vessel}" for word in words for vessel in sorted(fact.vessels)]  # whatever the month
    return (*named, *(f"{month(fact.day)}|{fact.unit}|{word}|{one}" for word in words for one in rare))


def series(found: Iterable[Fact], links: Links | None = None) -> tuple[Series, ...]:
    """Group quantities into series of two figures or more; the result does not depend on their order."""
    facts = sorted((fact for fact in found if fact.kind == "quantity"), key=order)
    by_key: defaultdict[str, list[int]] = defaultdict(list)
    for number, fact in enumerate(facts):
        for key in keys(fact):
            by_key[key].append(number)
    seen: dict[tuple[int, int], bool] = {}

    def joined(a: int, b: int) -> bool:
        pair = (a, b) if a < b else (b, a)
        if pair not in seen:
            seen[pair] = belong(facts[pair[0]], facts[pair[1]])
        return seen[pair]

    candidates = {pair for numbers in by_key.values() for pair in combinations(sorted(set(numbers)), 2)}
    scored = [(-likeness(facts[a].around, facts[b].around), a, b) for a, b in candidates if joined(a, b)]
    of, groups = list(range(len(facts))), {n: [n] for n in range(len(facts))}
    for _, a, b in sorted(scored):
        left, right = sorted((of[a], of[b]))
        if left == right:
            continue
        across = [joined(x, y) for x in groups[left] for y in groups[right]]
        if sum(across) < SHARE * len(across) or _split(groups[left], groups[right], facts, links):
            continue
        for number in groups[right]:
            of[number] = left
        groups[left] = sorted(groups[left] + groups.pop(right))
    return tuple(_series([facts[n] for n in group]) for _, group in sorted(groups.items()) if len(group) > 1)


def _split(left: Sequence[int], right: Sequence[int], facts: Sequence[Fact], links: Links | None) -> bool:
    """Tell whether people said that figures of two groups are not of one thing."""
    if links is None or not links.cannot:
        return False
    return any(
        tuple(sorted((facts[a].address, facts[b].address))) in links.cannot for a in left for b in right
    )  # fmt: skip


def _series(facts: Sequence[Fact]) -> Series:
    kinds, truths = ([word for word in words if word] for words in zip(*((one.counted, one.truth) for one in facts),
                                                                       strict=True))  # fmt: skip
    return Series(
        short(facts[0].address), _most(kinds), _most(truths), facts[0].unit, tuple(facts),
        tuple(relation(left, right) for left, right in combinations(facts, 2) if belong(left, right)),
    )  # fmt: skip


def _most(words: Sequence[str]) -> str:
    return max(sorted(set(words)), key=words.count) if words else ""
