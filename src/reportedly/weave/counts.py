"""The three counts of a claim, each openable into its rows: outlets, independent reports, voices. Never one score."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from reportedly.weave.claims import Claim, denied
from reportedly.weave.echo import Edge
from reportedly.weave.facts import Fact
from reportedly.weave.item import Item
from reportedly.weave.newsroom import newsroom_of
from reportedly.weave.reports import Carried, Report, reports
from reportedly.weave.voices import Voice, voices


class Carrier(NamedTuple):
    """An outlet that carries a claim: the keys of its articles and the addresses of its rows."""

    name: str
    items: tuple[str, ...]
    rows: tuple[str, ...]


class Counts(NamedTuple):
    """Who carries a claim, the independent reports that it rests on, and whose word it is.

    `len()` of each is the count; `articles` stands beside the outlets.
    """

    outlets: tuple[Carrier, ...]
    reports: tuple[Report, ...]
    voices: tuple[Voice, ...]

    @property
    def articles(self) -> int:
        """How many articles carry the claim."""
        return len({key for outlet in self.outlets for key in outlet.items})

    @property
    def numbers(self) -> tuple[int, int, int]:
        """The three counts: outlets, reports, voices."""
        return len(self.outlets), len(self.reports), len(self.voices)


def outlets(facts: Iterable[Fact], items: Mapping[str, Item]) -> tuple[Carrier, ...]:
    """Return the newsrooms that carry rows, by name; an article of an unknown outlet counts by itself."""
    held: defaultdict[str, list[Fact]] = defaultdict(list)
    for fact in facts:
        held[newsroom_of(items[fact.item]) or fact.item.rsplit("/", 1)[0]].append(fact)
    return tuple(
        Carrier(name, tuple(dict.fromkeys(fact.item for fact in group)), tuple(fact.address for fact in group))
        for name, group in sorted(held.items())
    )


def count(facts: Sequence[Fact], items: Mapping[str, Item], edges: Iterable[Edge]) -> Counts:
    """Return the three counts of rows that say the same thing; `items` and `edges` are the story's."""
    found = reports((Carried(fact.address, fact.spans, fact.voice != "author") for fact in facts), edges, items)
    root: dict[str, str] = {}
    for report in found:
        for address in (*(path.address for path in report.paths), *report.summed_up):
            root.setdefault(address, report.root.name)
    told = voices(facts, items, lambda fact: root.get(fact.address, fact.item), denied)
    return Counts(outlets(facts, items), found, told)


def by_status(claim: Claim, items: Mapping[str, Item], edges: Iterable[Edge]) -> Mapping[str, Counts]:
    """Return the three counts of each status that a claim's rows give it, in the order in which they were reported."""
    edges = tuple(edges)
    held: defaultdict[str, list[Fact]] = defaultdict(list)
    status = {told.address: told.status for told in claim.history}
    for fact in claim.facts:
        if fact.address in status:
            held[status[fact.address]].append(fact)
    return {name: count(group, items, edges) for name, group in held.items()}
