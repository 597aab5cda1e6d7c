"""The families of derived things that a story keeps, in the order in which they are brought up to date.

`weave` says what there is (edges, claims, series, disputes); here it is given keys, members and a JSON body.
A body's fields are what filters look at; its `whole` is the value of `weave`, to be had back with `msgspec.convert`.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain
from typing import Any

from reportedly.weave import claim_keys
from reportedly.weave import claims as claiming
from reportedly.weave import disputes as disputing
from reportedly.weave import series as numbering
from reportedly.weave.claims import Claim, Verdicts
from reportedly.weave.disputes import Contested
from reportedly.weave.echoes import Echoes
from reportedly.weave.facts import Fact, facts
from reportedly.weave.family import Family, Links, Member, Thing
from reportedly.weave.incident import belong
from reportedly.weave.item import Item
from reportedly.weave.party import Party
from reportedly.weave.series import Series

ITEMS_HELD = 400


class FactsOf:
    """The facts of items by address, those of the last items held in memory."""

    def __init__(self) -> None:
        self._held: dict[str, tuple[Item, dict[str, Fact]]] = {}

    def __call__(self, item: Item) -> dict[str, Fact]:
        """Return an item's facts."""
        held = self._held.pop(item.key, None)
        if held is None or held[0] is not item:
            held = item, {fact.address: fact for fact in facts(item)}
        self._held[item.key] = held  # the last used are last
        if len(self._held) > ITEMS_HELD:
            del self._held[next(iter(self._held))]
        return held[1]

    def of_members(self, members: Iterable[Member]) -> list[Fact]:
        """Return the facts that rows are."""
        return [self(member.item)[member.address] for member in members]


def trimmed(fact: Fact) -> Fact:
    """Return a fact as it is stored: without the words that only comparing needs."""
    return fact._replace(words={}, around={}, near={}, named=(), high=None if fact.high == float("inf") else fact.high)


class Claims:
    """Rows that say the same thing."""

    name = "claim"

    def __init__(self, facts_of: FactsOf) -> None:
        self._facts = facts_of
        self._verdicts = Verdicts()

    def keys(self, item: Item) -> Mapping[str, Iterable[str]]:
        """Return the keys of every event, quantity and statement; a row without any is a claim by itself."""
        return {address: claim_keys.keys(fact) or (f"={address}",) for address, fact in self._facts(item).items()}

    def joins(self, left: Member, right: Member) -> bool:
        """Tell whether two rows say the same thing."""
        one, two = sorted(self._facts.of_members((left, right)), key=claiming.order)
        return self._verdicts(one, two).joins

    def compute(self, members: Sequence[Member], links: Links) -> Iterator[Thing]:
        """Yield the claims of a component."""
        for claim in claiming.claims(self._facts.of_members(members), links, self._verdicts):
            yield Thing(id=claim.id, members=claim.addresses, body=claim_body(claim))


def claim_body(claim: Claim) -> dict[str, Any]:
    """Return a claim as it is stored; filters read all but `whole`."""
    found = claim.facts
    whens = [fact.when for fact in found if fact.when is not None]
    days = [fact.day for fact in found if fact.day is not None]
    places = [name for fact in found if fact.place for name in (fact.place.name, fact.place.country) if name]
    return {
        "kind": claim.kind,
        "type": found[0].type or None,
        "modes": sorted({fact.mode for fact in found if fact.mode}),
        "status": claim.status,
        "ever": sorted(claim.ever),
        "said": found[0].said,
        "actors": _names(fact.actors for fact in found),
        "recipients": _names(fact.recipients for fact in found),
        "places": sorted(set(places)),
        "earliest": min(when[0] for when in whens) if whens else None,
        "latest": max(when[1] for when in whens) if whens else None,
        "first_report": min(days) if days else None,
        "last_report": max(days) if days else None,
        "dispute": dispute_body(contested) if (contested := disputing.of_claim(claim)) else None,
        "whole": claim._replace(facts=tuple(map(trimmed, found))),
    }


def _names(roles: Iterable[Iterable[Party]]) -> list[str]:
    """Return the names of the parties, and whose they are."""
    return sorted({name for role in roles for party in role for name in (party.name, party.country) if name})


class Numbers:
    """Series of figures."""

    name = "series"

    def __init__(self, facts_of: FactsOf) -> None:
        self._facts = facts_of

    def keys(self, item: Item) -> Mapping[str, Iterable[str]]:
        """Return the keys of every quantity that can be of a series."""
        found = {address: numbering.keys(fact) for address, fact in self._facts(item).items()}
        return {address: of_fact for address, of_fact in found.items() if of_fact}

    def joins(self, left: Member, right: Member) -> bool:
        """Tell whether two figures are of one thing."""
        one, two = sorted(self._facts.of_members((left, right)), key=claiming.order)
        return belong(one, two)

    def compute(self, members: Sequence[Member], links: Links) -> Iterator[Thing]:
        """Yield the series of a component."""
        for one in numbering.series(self._facts.of_members(members), links):
            addresses = tuple(fact.address for fact in one.facts)
            yield Thing(id=one.id, members=addresses, body=series_body(one))


def series_body(series: Series) -> dict[str, Any]:
    """Return a series as it is stored."""
    return {
        "thing": series.thing,
        "measure": series.measure,
        "unit": series.unit,
        "relations": sorted({pair.relation for pair in series.pairs}),
        "dispute": dispute_body(contested) if (contested := disputing.of_series(series)) else None,
        "whole": series._replace(facts=tuple(map(trimmed, series.facts))),
    }


class Deeds:
    """Disputes between two articles about one deed (who, where, when), and the corrections that one states."""

    name, fewest = "deed", 1

    def __init__(self, facts_of: FactsOf) -> None:
        self._facts = facts_of

    def _by_key(self, item: Item) -> dict[str, list[Fact]]:
        found: dict[str, list[Fact]] = {}
        for fact in self._facts(item).values():
            if fact.kind == "event" and fact.status in claiming.REAL:
                for word in fact.head:
                    found.setdefault(f"{fact.type}|{word}|{fact.day and fact.day.strftime('%Y-%m')}", []).append(fact)
        return found

    def keys(self, item: Item) -> Iterable[str]:
        """Return what an item's deeds are called, with the month."""
        return self._by_key(item)

    def alone(self, item: Item) -> Iterator[Thing]:
        """Yield the corrections that an article states."""
        return map(_dispute, disputing.corrections(item, tuple(self._facts(item).values())))

    def between(self, left: Item, right: Item) -> Iterator[Thing]:
        """Yield the disputes between the deeds of two articles."""
        one, two = self._by_key(left), self._by_key(right)
        pairs = {(a.address, b.address): (a, b) for key in sorted(one.keys() & two.keys())
                 for a in one[key] for b in two[key]}  # fmt: skip
        found = (disputing.between(a, b) for a, b in pairs.values())
        return map(_dispute, {one.id: one for one in found if one is not None}.values())


def _dispute(one: Contested) -> Thing:
    rows = tuple(chain.from_iterable(side.rows for side in one.sides))
    return Thing(id=one.id, members=rows, body=dispute_body(one))


def dispute_body(one: Contested) -> dict[str, Any]:
    """Return a dispute as it is stored."""
    return {"type": one.type, "reason": one.reason, "whole": one}


def families(facts_of: FactsOf) -> tuple[Family, ...]:
    """Return the families of a story."""
    return (Echoes(), Claims(facts_of), Numbers(facts_of), Deeds(facts_of))
