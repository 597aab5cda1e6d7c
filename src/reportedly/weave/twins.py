"""Rows that an article tells again in the same words: one of them stands for all, so that repeating costs nothing."""

from collections import defaultdict
from collections.abc import Collection, Iterable

from reportedly.weave.facts import Fact

AGAIN = "the article tells it again in the same words"


def _looks(fact: Fact) -> tuple[object, ...]:
    return fact.item, fact.kind, fact.type, fact.said, fact.status, fact.value, len(fact.around)


def _all_of(fact: Fact) -> Fact:
    """Return a row without what tells two tellings of it apart: where it stands, and which statement it is of."""
    return fact._replace(address="", spans=(), voice="", score=0.0)


def twins(facts: Iterable[Fact], apart: Collection[str] = ()) -> dict[str, tuple[str, ...]]:
    """Return for each row that is told again in the same words the other rows, by address, in the order of addresses.

    The least address stands for all. Rows `apart` (addresses) are never taken together: people decided about them.
    """
    held: defaultdict[tuple[object, ...], list[Fact]] = defaultdict(list)
    for fact in facts:
        if fact.address not in apart:
            held[_looks(fact)].append(fact)
    found: dict[str, tuple[str, ...]] = {}
    for group in held.values():
        group.sort(key=lambda fact: fact.address)
        while len(group) > 1:
            first = _all_of(group[0])
            same = [fact.address for fact in group[1:] if _all_of(fact) == first]
            if same:
                found[group[0].address] = tuple(same)
            taken = {group[0].address, *same}
            group = [fact for fact in group if fact.address not in taken]
    return found


def once(facts: Iterable[Fact]) -> list[Fact]:
    """Return rows without those that are told again in the same words."""
    rows = list(facts)
    others = {address for same in twins(rows).values() for address in same}
    return [fact for fact in rows if fact.address not in others]
