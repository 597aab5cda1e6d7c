"""The families of derived things that a story keeps, in the order in which they are brought up to date.

`weave` says what there is (edges, claims, series, disputes); here it is given keys, members and a JSON body.
A body's fields are what filters look at; its `whole` is the value of `weave`, to be had back with `msgspec.convert`.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain
from typing import Any

from reportedly.keep.decisions import article_of
from reportedly.keep.facts_of import FactsOf
from reportedly.weave import claim_keys
from reportedly.weave import claims as claiming
from reportedly.weave import disputes as disputing
from reportedly.weave import series as numbering
from reportedly.weave.claims import Claim, Verdicts
from reportedly.weave.disputes import Contested
from reportedly.weave.echoes import Echoes
from reportedly.weave.facts import Fact
from reportedly.weave.family import Family, Links, Member, Thing
from reportedly.weave.growth import Group, Grown
from reportedly.weave.incident import belong
from reportedly.weave.item import Item
from reportedly.weave.party import Party
from reportedly.weave.series import Series
from reportedly.weave.twins import once, twins

TWINS_HELD = 2000  # articles

def trimmed(fact: Fact) -> Fact:
    """Return a fact as it is stored: without the words that only comparing needs."""
    return fact._replace(words={}, around={}, near={}, named=(), high=None if fact.high == float("inf") else fact.high)


class Claims:
    """Rows that say the same thing."""

    name, crowd = "claim", claiming.CROWD

    def __init__(self, facts_of: FactsOf) -> None:
        self._facts = facts_of
        self._verdict = Verdicts()
        self._again: dict[str, Mapping[str, tuple[str, ...]]] = {}  # by article

    def forget(self, article: str) -> None:
        """Compare anew: an article that may have been compared already changes."""
        self._again.pop(article, None)
        if self._facts.known(article):
            self._verdict.forget()

    def forget_all(self) -> None:
        """Compare anew: anything may have changed."""
        self._again.clear()
        self._verdict.forget()

    def keys(self, item: Item, links: Links) -> Mapping[str, Iterable[str]]:
        """Return the keys of every event, quantity and statement; a row without any is a claim by itself."""
        found = self._facts(item)
        again = self._twins(article_of(item.key), links)
        others = {address for same in again.values() for address in same}
        return {address: claim_keys.keys(fact) or (f"={address}",) for address, fact in found.items()
                if address not in others}  # fmt: skip

    def _twins(self, article: str, links: Links) -> Mapping[str, tuple[str, ...]]:
        if article not in self._again:
            if len(self._again) > TWINS_HELD:
                self._again.clear()
            self._again[article] = twins(self._facts.of(article).values(), claiming.decided(links))
        return self._again[article]

    def score(self, left: str, right: str) -> float | None:
        """Return how strongly two rows say the same thing; None if they do not."""
        found = self._verdict(self._facts.at(left), self._facts.at(right))
        return found.score if found.joins else None

    def fits(self, left: Group, right: Group, links: Links) -> bool:
        """Tell whether two groups can be one claim."""
        return not self.forbidden(left, right, links) and claiming.fits(
            self._facts.all_at(left), self._facts.all_at(right), self._verdict
        )

    def forbidden(self, left: Group, right: Group, links: Links) -> bool:
        """Tell whether people split a row of one group from one of the other."""
        return claiming.forbidden(left, right, links.cannot)

    def thing(self, grown: Grown, links: Links) -> Thing:
        """Return the claim that a group is."""
        again = {row: same for row in grown.rows if (same := self._twins(article_of(row), links).get(row))}
        claim = claiming.claim_of(grown, again, self._facts.at, self._verdict)
        return Thing(id=claim.id, members=claim.addresses, body=claim_body(claim))


def claim_body(claim: Claim) -> dict[str, Any]:
    """Return a claim as it is stored; filters read all but `whole`."""
    found = claim.facts
    whens = [fact.when for fact in found if fact.when is not None]
    days = [fact.day for fact in found if fact.day is not None]
    places = [name for fact in found if fact.place for name in (fact.place.name, fact.place.country) if name]
    return {
        "kind": claim.kind,
        "type": (_most_counted(found) if claim.kind == "quantity" else found[0].type) or None,
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


def _most_counted(facts: Sequence[Fact]) -> str:
    """Return the word that most of a claim's figures have for what they count."""
    words = [fact.counted for fact in facts if fact.counted]
    return max(sorted(set(words)), key=words.count) if words else ""


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
        found = {fact.address: numbering.keys(fact) for fact in once(self._facts(item).values())}
        return {address: of_fact for address, of_fact in found.items() if of_fact}

    def joins(self, left: Member, right: Member) -> bool:
        """Tell whether two figures are of one thing."""
        one, two = sorted(self._facts.all_at((left.address, right.address)), key=claiming.order)
        return belong(one, two)

    def compute(self, members: Sequence[Member], links: Links) -> Iterator[Thing]:
        """Yield the series of a component."""
        for one in numbering.series(self._facts.all_at(member.address for member in members), links):
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
        for fact in once(self._facts(item).values()):
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
    claims = Claims(facts_of)
    facts_of.watch(claims)
    return (Echoes(), claims, Numbers(facts_of), Deeds(facts_of))
