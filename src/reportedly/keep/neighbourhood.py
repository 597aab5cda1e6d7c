"""The neighbourhood of an article: who shares a key with it, and what is derived there, computed anew and replaced.

Whatever order articles come in, what is stored for a family is the same function of all rows: a group family's things
are computed for whole connected components (hanging.py), those of a family that grows as far as a change can reach
(growing.py), a pair family's for every two articles that share enough keys.
"""

import sqlite3
from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Protocol

from reportedly.keep.blocks import Blocks, Spots, family_bits
from reportedly.keep.growing import Growing
from reportedly.keep.hanging import Hanging
from reportedly.keep.items import Items
from reportedly.keep.things import Things
from reportedly.weave.family import Family, GrownFamily, Links, PairFamily
from reportedly.weave.item import order


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


class _Keeper(Protocol):
    def update(self, article: str, links: Links) -> frozenset[str]:
        """Bring a family up to an article; return the ids of the things that are gone, new or different."""
        ...


class Weaver:
    """Keeps what families derive up to date, article by article, within the caller's transaction."""

    def __init__(
        self, db: sqlite3.Connection, families: Sequence[Family], items: Items, summaries: Sequence[Summary] = ()
    ) -> None:
        self._db = db
        self._spots = Spots(db)
        self._keepers = {family.name: self._keeper(family, items) for family in families}
        assert len({family_bits(name) for name in self._keepers}) == len(self._keepers)
        self._summaries = summaries
        self.items = items
        self._seen: int | None = None

    def _keeper(self, family: Family, items: Items) -> _Keeper:
        if isinstance(family, GrownFamily):
            return Growing(self._db, self._spots, items, family)
        if isinstance(family, PairFamily):
            return Pairing(self._db, self._spots, items, family)
        return Hanging(self._db, self._spots, items, family)

    def forget(self) -> None:
        """Load everything anew: a transaction was taken back, or another program wrote."""
        self._spots.forget()
        self.items.forget_all()

    def update(self, article: str, links: Links) -> None:
        """Bring every family up to an article that is new, was read anew, or was decided about."""
        (seen,) = self._db.execute("PRAGMA data_version").fetchone()  # changes when another connection has written
        if seen != self._seen:
            self.forget()
            self._seen = seen
        self.items.forget(article)
        changed: dict[str, frozenset[str]] = {}
        before = [summary.before(article) for summary in self._summaries]
        for name, keeper in self._keepers.items():
            changed[name] = keeper.update(article, links)
        for summary, was in zip(self._summaries, before, strict=True):
            changed |= summary.update(article, was, changed)


class Pairing:
    """Keeps a pair family up to date."""

    def __init__(self, db: sqlite3.Connection, spots: Spots, items: Items, family: PairFamily) -> None:
        self._spots = spots
        self._items = items
        self._family = family
        self._blocks = Blocks(db, spots, family.name)
        self._things = Things(db, family.name)

    def update(self, article: str, links: Links) -> frozenset[str]:
        """Bring the family up to an article; return the ids of the things that are gone, new or different."""
        item = self._items.item(article)
        keys = self._blocks.numbered({item.key: self._family.keys(item)})
        before = self._things.of_article(article)
        self._blocks.change(self._blocks.of_article(article), keys)
        shared: dict[str, int] = defaultdict(int)
        for spots in self._blocks.holders(keys[item.key]).values():
            for spot in spots:
                shared[self._spots.address(spot)] += 1
        things = list(self._family.alone(item))
        for address in sorted(address for address, count in shared.items() if count >= self._family.fewest):
            if address != item.key:
                other = self._items.item(address.rsplit("/", 1)[0])
                left, right = sorted((item, other), key=order)
                things += self._family.between(left, right)
        return self._things.replace(before, things)
