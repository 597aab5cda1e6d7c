"""Block keys and joints as the file keeps them: numbers for rows, keys as whole numbers, who shares one, who joins.

A key is 63 bits: 8 for its family, 11 for the month that it names (0 for none), 44 of a hash. Keys of one month stand
together, so that adding today's articles writes few pages of a large file.
"""

import hashlib
import re
import sqlite3
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from functools import cache

MONTH = re.compile(r"(\d{4})-(\d\d)")
FIRST_YEAR, MONTHS = 1900, 2048
HASH_BITS, MONTH_BITS = 44, 11
AT_ONCE = 500  # values in one IN (…)
HELD = 200_000  # numbers of spots

Keys = dict[str, set[int]]  # of rows, by address


def _hash(text: str, bits: int) -> int:
    digest = hashlib.blake2b(text.encode("utf-8", "replace"), digest_size=8).digest()
    return int.from_bytes(digest, "big") >> (64 - bits)


@cache
def family_bits(family: str) -> int:
    """Return the 8 bits of a family's keys."""
    return _hash(family, 8)


def number_of(family: str, key: str) -> int:
    """Return a family's key as a number."""
    found = MONTH.search(key)
    month = min(MONTHS - 1, max(0, (int(found[1]) - FIRST_YEAR) * 12 + int(found[2]))) if found else 0
    return (family_bits(family) << MONTH_BITS | month) << HASH_BITS | _hash(key, HASH_BITS)


def select(db: sqlite3.Connection, query: str, *values: str, among: Iterable[str]) -> Iterator[tuple[object, ...]]:
    """Run a query that ends in IN for any number of values, in order."""
    ordered = sorted(among)
    for start in range(0, len(ordered), AT_ONCE):
        part = ordered[start : start + AT_ONCE]
        yield from db.execute(f"{query} ({', '.join('?' * len(part))})", (*values, *part))


class Spots:
    """The numbers of rows and items, given out as they come; the last used ones held in memory."""

    def __init__(self, db: sqlite3.Connection) -> None:
        self._db = db
        self._numbers: dict[str, int] = {}
        self._addresses: dict[int, str] = {}

    def forget(self) -> None:
        """Look numbers up anew: a transaction was taken back, or another program wrote."""
        self._numbers.clear()
        self._addresses.clear()

    def _hold(self, number: int, address: str) -> None:
        if len(self._numbers) > HELD:
            self.forget()
        self._numbers[address], self._addresses[number] = number, address

    def number(self, address: str) -> int:
        """Return the number of an address, given out now if it has none."""
        if address not in self._numbers:
            found = self._db.execute("SELECT number FROM spot WHERE address = ?", (address,)).fetchone()
            number = found[0] if found else self._db.execute("INSERT INTO spot VALUES (NULL, ?)", (address,)).lastrowid
            self._hold(int(number or 0), address)
        return self._numbers[address]

    def address(self, number: int) -> str:
        """Return the address that has a number."""
        if number not in self._addresses:
            (address,) = self._db.execute("SELECT address FROM spot WHERE number = ?", (number,)).fetchone()
            self._hold(number, address)
        return self._addresses[number]

    def within(self, article: str) -> list[int]:
        """Return the numbers of everything that is or was of an article."""
        query = "SELECT number FROM spot WHERE address >= ? AND address < ?"
        return [number for (number,) in self._db.execute(query, (f"{article}/", f"{article}0"))]


class Blocks:
    """The keys of one family."""

    def __init__(self, db: sqlite3.Connection, spots: Spots, family: str) -> None:
        self._db = db
        self._spots = spots
        self._family = family
        low = family_bits(family) << MONTH_BITS + HASH_BITS
        self._range = low, low + (1 << MONTH_BITS + HASH_BITS)

    def numbered(self, keys: Mapping[str, Iterable[str]]) -> Keys:
        """Return rows' keys as numbers."""
        return {address: {number_of(self._family, key) for key in of_row} for address, of_row in keys.items()}

    def of_article(self, article: str) -> Keys:
        """Return the stored keys of an article's rows, without rows that have none."""
        found: Keys = defaultdict(set)
        for spot in self._spots.within(article):
            for key in self._of(spot):
                found[self._spots.address(spot)].add(key)
        return dict(found)

    def of_row(self, address: str) -> set[int]:
        """Return the stored keys of a row."""
        return self._of(self._spots.number(address))

    def _of(self, spot: int) -> set[int]:
        query = "SELECT key FROM block WHERE spot = ? AND key >= ? AND key < ?"
        return {key for (key,) in self._db.execute(query, (spot, *self._range))}

    def change(self, old: Keys, new: Keys) -> None:
        """Store an article's new keys in the place of its old ones."""
        before = {(key, self._spots.number(address)) for address, keys in old.items() for key in keys}
        after = {(key, self._spots.number(address)) for address, keys in new.items() for key in keys}
        self._db.executemany("DELETE FROM block WHERE key = ? AND spot = ?", sorted(before - after))
        self._db.executemany("INSERT INTO block VALUES (?, ?)", sorted(after - before))

    def holders(self, keys: Iterable[int], most: int = -1) -> dict[int, list[int]]:
        """Return the spots that have each key, at most so many of each (-1: all)."""
        query, run = "SELECT spot FROM block WHERE key = ? LIMIT ?", self._db.execute
        found = ((key, [spot for (spot,) in run(query, (key, most))]) for key in sorted(keys))
        return {key: spots for key, spots in found if spots}


class Joints:
    """Which rows of one family can be of one thing."""

    def __init__(self, db: sqlite3.Connection, spots: Spots, family: str) -> None:
        self._db = db
        self._spots = spots
        self._family = family

    def of(self, address: str) -> dict[str, float | None]:
        """Return the rows that a row joins, with the scores."""
        found = self.at(self._spots.number(address))
        return {self._spots.address(other): score for other, score in found.items()}

    def at(self, spot: int) -> dict[int, float | None]:
        """Return the same by numbers."""
        return dict(self._db.execute("SELECT other, score FROM joint WHERE family = ? AND spot = ?",
                                     (self._family, spot)).fetchall())  # fmt: skip

    def add(self, found: Mapping[tuple[str, str], float | None]) -> None:
        """Store joints, both ways."""
        rows = [(self._family, self._spots.number(a), self._spots.number(b), score)
                for (one, two), score in sorted(found.items()) for a, b in {(one, two), (two, one)}]  # fmt: skip
        self._db.executemany("INSERT OR REPLACE INTO joint VALUES (?, ?, ?, ?)", rows)

    def drop(self, pairs: Collection[tuple[str, str]]) -> None:
        """Take joints away, both ways."""
        rows = [(self._family, self._spots.number(a), self._spots.number(b))
                for one, two in pairs for a, b in ((one, two), (two, one))]  # fmt: skip
        self._db.executemany("DELETE FROM joint WHERE family = ? AND spot = ? AND other = ?", rows)
