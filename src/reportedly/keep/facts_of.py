"""Articles' rows as they are compared (facts), made once and stored, so that old articles need not be opened again."""

import sqlite3
import sys
import zlib
from collections.abc import Iterable, Sequence
from typing import NamedTuple

import msgspec

from reportedly.keep.decisions import article_of
from reportedly.keep.items import Items, Watcher
from reportedly.weave.facts import Fact, facts
from reportedly.weave.item import Item
from reportedly.weave.party import Party
from reportedly.weave.wording import Bag

HELD = 2000  # articles, some 290 KB each; an article is compared with rows of a few hundred others, old and new


class _Stored(NamedTuple):
    """A fact without what many share, and where that is among what its article holds once."""

    fact: Fact
    words: int
    around: int
    near: int
    named: int


class _Packed(NamedTuple):
    bags: list[dict[str, float]]
    parties: list[tuple[Party, ...]]
    rows: list[_Stored]


def pack(found: Sequence[Fact]) -> bytes:
    """Return facts as bytes."""
    bags: dict[tuple[tuple[str, float], ...], int] = {}
    parties: dict[tuple[Party, ...], int] = {}

    def bag(one: Bag) -> int:
        return bags.setdefault(tuple(one.items()), len(bags))

    rows = [_Stored(fact._replace(words={}, around={}, near={}, named=()), bag(fact.words), bag(fact.around),
                    bag(fact.near), parties.setdefault(fact.named, len(parties))) for fact in found]  # fmt: skip
    packed = _Packed([dict(one) for one in bags], list(parties), rows)
    return zlib.compress(msgspec.msgpack.encode(packed), 3)


_DECODER = msgspec.msgpack.Decoder(_Packed)


def unpack(stored: bytes) -> list[Fact]:
    """Return facts from bytes, what they share shared again."""
    packed = _DECODER.decode(zlib.decompress(stored))
    bags = [{sys.intern(word): weight for word, weight in one.items()} for one in packed.bags]
    return [one.fact._replace(words=bags[one.words], around=bags[one.around], near=bags[one.near],
                              named=packed.parties[one.named]) for one in packed.rows]  # fmt: skip


class FactsOf:
    """The facts of a story's articles by address, those of the last used articles held in memory."""

    def __init__(self, db: sqlite3.Connection, items: Items) -> None:
        self._db = db
        self._items = items
        self._held: dict[str, dict[str, Fact]] = {}
        self._changed: set[str] = set()  # articles of which what is stored does not hold any more
        items.watch(self)

    def watch(self, watcher: Watcher) -> None:
        """Tell a watcher of articles what to forget, from now on."""
        self._items.watch(watcher)

    def known(self, article: str) -> bool:
        """Tell whether an article's facts were made before."""
        return self._db.execute("SELECT 1 FROM told WHERE article = ?", (article,)).fetchone() is not None

    def forget(self, article: str) -> None:
        """Make an article's facts anew, and store them, when they are asked for next."""
        self._held.pop(article, None)
        self._changed.add(article)

    def forget_all(self) -> None:
        """Load what is stored: another program wrote, or a transaction was taken back."""
        self._held.clear()
        self._changed.clear()

    def __call__(self, item: Item) -> dict[str, Fact]:
        """Return an item's facts."""
        return self.of(item.key.rsplit("/", 1)[0])

    def at(self, address: str) -> Fact:
        """Return the fact that a row is; raises `KeyError` if there is none."""
        return self.of(article_of(address))[address]

    def all_at(self, addresses: Iterable[str]) -> list[Fact]:
        """Return the facts that rows are."""
        return [self.at(address) for address in addresses]

    def of(self, article: str) -> dict[str, Fact]:
        """Return the facts of an article's current version."""
        held = self._held.pop(article, None)
        if held is None:
            held = {fact.address: fact for fact in self._load(article)}
        self._held[article] = held  # the last used are last
        if len(self._held) > HELD:
            del self._held[next(iter(self._held))]
        return held

    def _load(self, article: str) -> Sequence[Fact]:
        if article not in self._changed:
            row = self._db.execute("SELECT facts FROM told WHERE article = ?", (article,)).fetchone()
            if row is not None:
                return unpack(row[0])
        found = facts(self._items.item(article))
        self._db.execute("INSERT OR REPLACE INTO told VALUES (?, ?)", (article, pack(found)))
        self._changed.discard(article)
        return found
