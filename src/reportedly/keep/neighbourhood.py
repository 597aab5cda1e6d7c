"""The neighbourhood of an article: who shares a key with it, and what is derived there, computed anew and replaced.

Whatever order articles come in, what is stored for a family is the same function of all rows: a group family's things
are computed for whole connected components, a pair family's for every two articles that share enough keys.
"""

import sqlite3
from collections import OrderedDict, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Protocol

from reportedly.keep.decisions import article_of
from reportedly.keep.rows import to_json
from reportedly.weave.family import Family, GroupFamily, Links, Member, PairFamily, Thing
from reportedly.weave.item import Item, Placed, order, placed

AT_ONCE = 500  # values in one IN (…)
ITEMS_HELD = 400


class Items:
    """Items by article, the last used ones held in memory."""

    def __init__(self, load: Callable[[str], Item]) -> None:
        self._load = load
        self._held: OrderedDict[str, tuple[Item, dict[str, Placed]]] = OrderedDict()

    def item(self, article: str) -> Item:
        """Return an article's current version."""
        return self._get(article)[0]

    def member(self, address: str) -> Member | None:
        """Return a row with its article; None if the article's current version has it no more."""
        item, rows = self._get(article_of(address))
        return Member(item, rows[address]) if address in rows else None

    def rows(self, article: str) -> dict[str, Placed]:
        """Return the rows of an article by address."""
        return self._get(article)[1]

    def forget(self, article: str) -> None:
        """Load an article anew next time."""
        self._held.pop(article, None)

    def forget_all(self) -> None:
        """Load every article anew next time: another program wrote, or a transaction was taken back."""
        self._held.clear()

    def _get(self, article: str) -> tuple[Item, dict[str, Placed]]:
        if article not in self._held:
            item = self._load(article)
            self._held[article] = item, {one.address: one for one in placed(item)}
            if len(self._held) > ITEMS_HELD:
                self._held.popitem(last=False)
        self._held.move_to_end(article)
        return self._held[article]


def _in_parts(values: Iterable[str]) -> Iterator[list[str]]:
    ordered = sorted(values)
    for start in range(0, len(ordered), AT_ONCE):
        yield ordered[start : start + AT_ONCE]


def select(db: sqlite3.Connection, query: str, family: str, values: Iterable[str]) -> Iterator[tuple[str, ...]]:
    """Run a query that ends in IN for any number of values."""
    for part in _in_parts(values):
        yield from db.execute(f"{query} ({', '.join('?' * len(part))})", (family, *part))


class Summary(Protocol):
    """What is told of things by looking at other families as well, kept up to date after them."""

    def before(self, article: str) -> frozenset[str]:
        """Return what an article touches before it is updated."""
        ...

    def update(
        self, article: str, before: frozenset[str], changed: Mapping[str, frozenset[str]]
    ) -> Mapping[str, frozenset[str]]:
        """Bring it up to date; return what it changed itself.

        `changed` are the ids of the things of each family that are gone, new or different.
        """
        ...


class Weaver:
    """Keeps what families derive up to date, article by article, within the caller's transaction."""

    def __init__(
        self, db: sqlite3.Connection, families: Sequence[Family], items: Items, summaries: Sequence[Summary] = ()
    ) -> None:
        self._db = db
        self._families = families
        self._summaries = summaries
        self.items = items
        self._seen: int | None = None

    def update(self, article: str, links: Links) -> None:
        """Bring every family up to an article that is new, was read anew, or was decided about."""
        (seen,) = self._db.execute("PRAGMA data_version").fetchone()  # changes when another connection has written
        if seen != self._seen:
            self.items.forget_all()
            self._seen = seen
        self.items.forget(article)
        changed: dict[str, frozenset[str]] = {}
        before = [summary.before(article) for summary in self._summaries]
        for family in self._families:
            if isinstance(family, GroupFamily):
                changed[family.name] = self._update_group(family, article, links)
            else:
                changed[family.name] = self._update_pairs(family, article)
        for summary, was in zip(self._summaries, before, strict=True):
            changed |= summary.update(article, was, changed)

    # what both kinds of family store

    def _blocks(self, family: str, article: str) -> set[tuple[str, str]]:
        """Return the stored (key, address) of an article's rows."""
        query = "SELECT key, address FROM block WHERE family = ? AND address >= ? AND address < ?"
        return set(self._db.execute(query, (family, f"{article}/", f"{article}0")))

    def _set_blocks(self, family: str, old: set[tuple[str, str]], new: set[tuple[str, str]]) -> None:
        gone, come = sorted(old - new), sorted(new - old)
        query = "DELETE FROM block WHERE family = ? AND key = ? AND address = ?"
        self._db.executemany(query, [(family, *one) for one in gone])
        self._db.executemany("INSERT INTO block VALUES (?, ?, ?)", [(family, *one) for one in come])

    def _with(self, family: str, members: Iterable[str]) -> set[str]:
        """Return the ids of the things that have any of these members."""
        query = "SELECT id FROM member WHERE family = ? AND address IN"
        return {row[0] for row in select(self._db, query, family, members)}

    def _replace(self, family: str, old: set[str], things: Iterable[Thing]) -> frozenset[str]:
        """Write things in the place of the old ones; return the ids of those that are gone, new or different."""
        new = {thing.id: (to_json(thing.body), tuple(dict.fromkeys(thing.members))) for thing in things}
        for id, body in list(select(self._db, "SELECT id, body FROM thing WHERE family = ? AND id IN", family, old)):
            if id in new and new[id][0] == body and new[id][1] == self._members(family, id):
                del new[id]
                old = old - {id}
        for table in ("member", "thing"):
            query = f"DELETE FROM {table} WHERE family = ? AND id = ?"
            self._db.executemany(query, [(family, id) for id in sorted(old)])
        self._db.executemany("INSERT INTO thing VALUES (?, ?, ?)", [(family, id, new[id][0]) for id in sorted(new)])
        rows = [(family, id, one, place) for id in sorted(new) for place, one in enumerate(new[id][1])]
        self._db.executemany("INSERT INTO member VALUES (?, ?, ?, ?)", rows)
        return frozenset(old | new.keys())

    def _members(self, family: str, id: str) -> tuple[str, ...]:
        query = "SELECT address FROM member WHERE family = ? AND id = ? ORDER BY place"
        return tuple(row[0] for row in self._db.execute(query, (family, id)))

    # families of groups

    def _update_group(self, family: GroupFamily, article: str, links: Links) -> frozenset[str]:
        name, joints = family.name, f"{family.name}.joins"
        rows = {address: set(keys) for address, keys in family.keys(self.items.item(article)).items()}
        old = self._blocks(name, article)
        if not old and not rows:
            return frozenset()
        self._set_blocks(name, old, {(key, address) for address, keys in rows.items() for key in keys})
        gone = self._blocks(joints, article)
        come = self._joints(family, rows, links)
        old_joints = set(select(self._db, "SELECT key, address FROM block WHERE family = ? AND key IN", joints,
                                 {key for key, _ in gone}))  # fmt: skip
        self._set_blocks(joints, {(key, address) for key, address in old_joints}, come)
        touched = {address for _, address in (*old_joints, *come)}
        component = self._closure(joints, touched)
        things: list[Thing] = []
        for group in _connected(component):
            members = [member for address in group if (member := self.items.member(address)) is not None]
            members.sort(key=lambda member: (order(member.item), member.address))
            things += family.compute(members, _among(links, group))
        return self._replace(name, self._with(name, touched | component.keys()), things)

    def _joints(
        self, family: GroupFamily, rows: Mapping[str, set[str]], links: Links
    ) -> set[tuple[str, str]]:
        """Return what holds an article's rows together with others, as (key, address) of both ends of each joint.

        A joint is a pair of rows that share a key and join, or that people merged; and each row has one with itself.
        """
        holders: dict[str, set[str]] = defaultdict(set)
        query = "SELECT key, address FROM block WHERE family = ? AND key IN"
        for key, address in select(self._db, query, family.name, set().union(*rows.values())):
            holders[key].add(address)
        pairs = {(min(one, two), max(one, two)) for one, keys in rows.items() for key in keys for two in holders[key]}
        found = {(address, address) for address in rows}
        for one, two in sorted(pairs):
            left, right = self.items.member(one), self.items.member(two)
            if one != two and left and right and family.joins(left, right):
                found.add((one, two))
        found |= {pair for pair in links.must if any(address in rows for address in pair) and self._are(family, pair)}
        return {(f"{one}|{two}", address) for one, two in found for address in (one, two)}

    def _are(self, family: GroupFamily, addresses: Iterable[str]) -> bool:
        """Tell whether all of some rows are of a family."""
        query = "SELECT 1 FROM block WHERE family = ? AND address = ? LIMIT 1"
        return all(self._db.execute(query, (family.name, address)).fetchone() for address in addresses)

    def _closure(self, family: str, starts: set[str]) -> dict[str, set[str]]:
        """Return every address that hangs together with some, with its keys."""
        found: dict[str, set[str]] = {}
        seen: set[str] = set()
        front = set(starts)
        while front:
            keys = set()
            query = "SELECT key, address FROM block WHERE family = ? AND address IN"
            for key, address in select(self._db, query, family, front):
                found.setdefault(address, set()).add(key)
                keys.add(key)
            query = "SELECT address FROM block WHERE family = ? AND key IN"  # no DISTINCT: it scans
            front = {row[0] for row in select(self._db, query, family, keys - seen)} - found.keys()
            seen |= keys
        return found

    # families of pairs

    def _update_pairs(self, family: PairFamily, article: str) -> frozenset[str]:
        name, item = family.name, self.items.item(article)
        old = self._blocks(name, article)
        new = {(key, item.key) for key in family.keys(item)}
        query = "SELECT DISTINCT id FROM member WHERE family = ? AND address >= ? AND address < ?"
        before = {row[0] for row in self._db.execute(query, (name, f"{article}/", f"{article}0"))}
        self._set_blocks(name, old, new)
        shared: dict[str, int] = defaultdict(int)
        query = "SELECT address FROM block WHERE family = ? AND key IN"
        for (address,) in select(self._db, query, name, {key for key, _ in new}):
            shared[address] += 1
        things = list(family.alone(item))
        for address in sorted(address for address, count in shared.items() if count >= family.fewest):
            if address != item.key:
                other = self.items.item(address.rsplit("/", 1)[0])
                left, right = sorted((item, other), key=order)
                things += family.between(left, right)
        return self._replace(name, before, things)


def _connected(component: dict[str, set[str]]) -> list[list[str]]:
    """Return the connected groups of addresses, keys being what connects; groups and members in order."""
    parent = {address: address for address in component}

    def root(address: str) -> str:
        while parent[address] != address:
            parent[address] = parent[parent[address]]
            address = parent[address]
        return address

    first: dict[str, str] = {}
    for address in sorted(component):
        for key in component[address]:
            one, two = root(first.setdefault(key, address)), root(address)
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
