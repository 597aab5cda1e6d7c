"""Families of rows that hang together: the components that an article touches, found by joints and computed anew."""

import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from reportedly.keep.blocks import Blocks, Joints, Keys, Spots
from reportedly.keep.items import Items
from reportedly.keep.things import Things
from reportedly.weave.family import GroupFamily, Links, Thing
from reportedly.weave.item import order

Pair = tuple[str, str]


class Hanging:
    """Keeps a group family up to date."""

    def __init__(self, db: sqlite3.Connection, spots: Spots, items: Items, family: GroupFamily) -> None:
        self._spots = spots
        self._items = items
        self._family = family
        self._blocks = Blocks(db, spots, family.name)
        self._joints = Joints(db, spots, family.name)
        self._things = Things(db, family.name)

    def update(self, article: str, links: Links) -> frozenset[str]:
        """Bring the family up to an article; return the ids of the things that are gone, new or different."""
        rows = self._blocks.numbered(self._family.keys(self._items.item(article)))
        old = self._blocks.of_article(article)
        gone = {_pair(*map(self._spots.address, (spot, other))) for spot in self._spots.within(article)
                for other in self._joints.at(spot)}  # fmt: skip
        if not gone and not rows:
            return frozenset()
        self._blocks.change(old, rows)
        come = self._come(rows, links)
        self._joints.drop(gone - come)
        self._joints.add(dict.fromkeys(come - gone))
        touched = {row for pair in (*gone, *come) for row in pair}
        component = self._closure(touched)
        things: list[Thing] = []
        for group in _connected(component):
            members = [member for address in group if (member := self._items.member(address)) is not None]
            members.sort(key=lambda member: (order(member.item), member.address))
            things += self._family.compute(members, _among(links, group))
        return self._things.replace(self._things.having(touched | component.keys()), things)

    def _come(self, rows: Keys, links: Links) -> set[Pair]:
        """Return the joints of an article's rows.

        A joint is a pair of rows that share a key and join, or that people merged; and each row has one with itself.
        """
        holders = self._blocks.holders(set().union(*rows.values()))
        pairs = {_pair(one, self._spots.address(two)) for one, keys in rows.items() for key in keys
                 for two in holders.get(key, ())}  # fmt: skip
        found = {(address, address) for address in rows}
        for one, two in sorted(pairs):
            left, right = self._items.member(one), self._items.member(two)
            if one != two and left and right and self._family.joins(left, right):
                found.add((one, two))
        merged = (pair for pair in links.must if any(address in rows for address in pair))
        return found | {pair for pair in merged if all(map(self._blocks.of_row, pair))}

    def _closure(self, starts: Iterable[str]) -> dict[str, set[str]]:
        """Return every row that hangs together with some, with those that it joins."""
        found: dict[str, set[str]] = {}
        front = list(starts)
        while front:
            row = front.pop()
            if row not in found and (joined := set(self._joints.of(row))):
                found[row] = joined
                front += joined
        return found


def _pair(one: str, two: str) -> Pair:
    return (one, two) if one < two else (two, one)


def _connected(component: Mapping[str, Iterable[str]]) -> list[list[str]]:
    """Return the connected groups of addresses; groups and members in order."""
    parent = {address: address for address in component}

    def root(address: str) -> str:
        while parent[address] != address:
            parent[address] = parent[parent[address]]
            address = parent[address]
        return address

    for address in sorted(component):
        for other in component[address]:
            one, two = root(address), root(other)
            parent[max(one, two)] = min(one, two)
    groups: dict[str, list[str]] = defaultdict(list)
    for address in sorted(component):
        groups[root(address)].append(address)
    return [groups[address] for address in sorted(groups)]


def _among(links: Links, addresses: Sequence[str]) -> Links:
    """Return the decisions between these addresses."""
    if not (links.must or links.cannot):
        return links
    here = set(addresses)
    must = frozenset(pair for pair in links.must if here.issuperset(pair))
    cannot = frozenset(pair for pair in links.cannot if here.issuperset(pair))
    return Links(must, cannot)
