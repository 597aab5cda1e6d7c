"""Families that grow edge by edge (claims): what an article can change is grown anew, and nothing else.

Edges are stored as joints, and how each thing came together as steps (weave/growth.py says why that is enough). A key
that more than the family's `crowd` rows have tells too little to compare them by it: two rows are compared if and only
if they share one that fewer have. So a key that comes to be a crowd's takes away the joints that hung on it alone, and
one that a crowd leaves brings them.
"""

import sqlite3
from collections.abc import Iterable
from itertools import combinations

from reportedly.keep.blocks import Blocks, Joints, Keys, Spots
from reportedly.keep.items import Items
from reportedly.keep.things import Things
from reportedly.weave.family import GrownFamily, Links
from reportedly.weave.growth import Edge, Group, Grown, Part, Step, Timeline, grow

Pair = tuple[str, str]


def _pair(one: str, two: str) -> Pair:
    return (one, two) if one < two else (two, one)


class Growing:
    """Keeps a family that grows up to date."""

    def __init__(self, db: sqlite3.Connection, spots: Spots, items: Items, family: GrownFamily) -> None:
        self._db = db
        self._spots = spots
        self._items = items
        self._family = family
        self._blocks = Blocks(db, spots, family.name)
        self._joints = Joints(db, spots, family.name)
        self._things = Things(db, family.name)

    def update(self, article: str, links: Links) -> frozenset[str]:
        """Bring the family up to an article; return the ids of the things that are gone, new or different."""
        rows = self._blocks.numbered(self._family.keys(self._items.item(article), links))
        old = self._blocks.of_article(article)
        if not old and not rows:
            return frozenset()
        touched = self._join(old, rows)
        first = self._things.of_article(article) | self._things.having(touched)
        return _Regrowth(self, rows.keys(), old.keys() - rows.keys(), first, links).done()

    # joints

    def _join(self, old: Keys, new: Keys) -> set[str]:
        """Store an article's keys and joints; return the rows of other articles whose joints came or went."""
        crowd, number = self._family.crowd, self._spots.number
        own = {number(row) for row in old}
        keys = set().union(*old.values(), *new.values())
        others = {key: [spot for spot in spots if spot not in own] for key, spots in
                  self._blocks.holders(keys, -1 if old else crowd + 1).items()}  # fmt: skip
        was, now = ({key: len(others.get(key, ())) for key in keys} for _ in range(2))
        for rows, counts in ((old, was), (new, now)):
            for of_row in rows.values():
                for key in of_row:
                    counts[key] += 1
        self._blocks.change(old, new)
        gone = {_pair(row, other) for row in old for other in self._joints.of(row)}
        beside: dict[int, list[str]] = {}
        for row, of_row in new.items():
            for key in of_row:
                beside.setdefault(key, []).append(row)
        pairs = {
            _pair(one, two)
            for key, rows_with in beside.items() if now[key] <= crowd
            for one in rows_with for two in (*map(self._spots.address, others.get(key, ())), *rows_with) if one != two
        }  # fmt: skip
        come = self._scored(pairs)
        lost = self._lost(key for key in keys if was[key] <= crowd < now[key] and len(others.get(key, ())) > 1)
        found = self._found([others[key] for key in keys if now[key] <= crowd < was[key]])
        self._joints.drop(gone | lost)
        self._joints.add(come | found)
        return {row for pair in (*lost, *found, *(pair for pair in gone if pair not in come)) for row in pair}

    def _scored(self, pairs: Iterable[Pair]) -> dict[Pair, float | None]:
        """Return those of some pairs that join, with their scores."""
        found = ((pair, self._family.score(*pair)) for pair in sorted(pairs))
        return {pair: score for pair, score in found if score is not None}

    def _lost(self, keys: Iterable[int]) -> set[Pair]:
        """Return the joints that hung on keys alone which are a crowd's now."""
        lost: set[Pair] = set()
        for spots in self._blocks.holders(keys).values():
            here = {self._spots.address(spot) for spot in spots}
            lost |= {_pair(one, two) for one in here for two in self._joints.of(one) if two in here}
        return {pair for pair in lost if not self._share(*pair)}

    def _share(self, one: str, two: str) -> bool:
        """Tell whether two rows share a key that no crowd has."""
        crowd, keys = self._family.crowd, self._blocks.of_row(one) & self._blocks.of_row(two)
        return any(len(spots) <= crowd for spots in self._blocks.holders(keys, crowd + 1).values())

    def _found(self, groups: Iterable[Iterable[int]]) -> dict[Pair, float | None]:
        """Return the joints between rows whose key is no crowd's any more."""
        return self._scored({_pair(*map(self._spots.address, pair)) for spots in groups
                             for pair in combinations(spots, 2)})  # fmt: skip

    # what regrowth asks

    def grown(self, id: str) -> Grown:
        """Return a thing as it grew."""
        address = self._spots.address
        query = "SELECT one, two, score FROM step WHERE family = ? AND id = ? ORDER BY place"
        steps = tuple(Step(address(one), address(two), score)
                      for one, two, score in self._db.execute(query, (self._family.name, id)).fetchall())  # fmt: skip
        rows = {row for step in steps for row in step[:2]} or {min(self._things.members(id))}
        return Grown(tuple(sorted(rows)), steps)

    def holding(self, row: str) -> set[str]:
        """Return the id of the thing that has a row; nothing for a row of no thing."""
        return self._things.having((row,))

    def edges(self, row: str) -> list[Edge]:
        """Return the edges of a row."""
        return [Edge(*_pair(row, other), score or 0.0) for other, score in self._joints.of(row).items()]

    @property
    def family(self) -> GrownFamily:
        """What grows."""
        return self._family

    def replace(self, old: set[str], groups: Iterable[Grown], links: Links) -> frozenset[str]:
        """Write grown groups in the place of old things, with their steps."""
        grown = {thing.id: (thing, one.steps) for one in groups for thing in (self._family.thing(one, links),)}
        name, number = self._family.name, self._spots.number
        self._db.executemany("DELETE FROM step WHERE family = ? AND id = ?", [(name, id) for id in sorted(old)])
        rows = [(name, id, place, number(step.left), number(step.right), step.score)
                for id, (_, steps) in sorted(grown.items()) for place, step in enumerate(steps)]  # fmt: skip
        self._db.executemany("INSERT INTO step VALUES (?, ?, ?, ?, ?, ?)", rows)
        return self._things.replace(old, (thing for thing, _ in grown.values()))


class _Regrowth:
    """One article's rows, and what they touch, grown anew."""

    def __init__(
        self, growing: Growing, own: Iterable[str], gone: Iterable[str], first: set[str], links: Links
    ) -> None:
        self._growing = growing
        self._own = frozenset(own)
        self._gone = frozenset(gone)
        self._first = first  # things that have to be grown anew
        self._links = links
        self._old: dict[str, Grown] = {}
        self._lines: dict[str, Timeline] = {}
        self._edges: dict[str, list[Edge]] = {}
        self._known: dict[tuple[Group, Group], bool] = {}

    def done(self) -> frozenset[str]:
        """Grow, and write what came of it; return the ids of the things that are gone, new or different."""
        ids = set(self._first)
        part = self._grow(ids)
        while part.wakes:
            ids |= {id for row in part.wakes for id in self._growing.holding(row)}
            part = self._grow(ids)
        same = {one: id for id in ids - self._first for one in (self._thing(id),)}
        kept = {same[one] for one in part.groups if one in same}
        return self._growing.replace(ids - kept, [one for one in part.groups if one not in same], self._links)

    def _thing(self, id: str) -> Grown:
        if id not in self._old:
            self._old[id] = self._growing.grown(id)
        return self._old[id]

    def _grow(self, ids: set[str]) -> Part:
        """Grow some things and the article's rows; `ids` takes in what people merged with them."""
        rows = set(self._own)
        before: dict[str, Timeline] = {}
        front = sorted(ids)
        while front:
            for id in front:
                one = self._thing(id)
                rows.update(row for row in one.rows if row not in self._gone)
                if id not in self._first:
                    line = self._line(id)
                    before.update((row, line) for row in one.rows if row not in self._own)
            merged = {row for pair in self._links.must if not rows.isdisjoint(pair) for row in pair if row not in rows}
            front = sorted({id for row in merged for id in self._growing.holding(row)} - ids)
            ids.update(front)
        edges = {edge for row in rows for edge in self._edges_of(row)}
        must = [pair for pair in self._links.must if rows.issuperset(pair)]
        family, links = self._growing.family, self._links
        return grow(rows, edges, self._fits, must, lambda one, two: family.forbidden(one, two, links),
                    self._beyond, before)  # fmt: skip

    def _edges_of(self, row: str) -> list[Edge]:
        if row not in self._edges:
            self._edges[row] = self._growing.edges(row)
        return self._edges[row]

    def _line(self, id: str) -> Timeline:
        if id not in self._lines:
            self._lines[id] = Timeline(self._thing(id))
        return self._lines[id]

    def _beyond(self, row: str) -> Timeline:
        (id,) = self._growing.holding(row)
        return self._line(id)

    def _fits(self, left: Group, right: Group) -> bool:
        if (left, right) not in self._known:
            self._known[left, right] = self._growing.family.fits(left, right, self._links)
        return self._known[left, right]
