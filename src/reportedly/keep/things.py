"""What families derive, as the file keeps it: things with their members, found by a member, replaced by newer ones."""

import sqlite3
from collections.abc import Iterable

from reportedly.keep.blocks import select
from reportedly.keep.rows import to_json
from reportedly.weave.family import Thing


class Things:
    """The things of one family."""

    def __init__(self, db: sqlite3.Connection, family: str) -> None:
        self._db = db
        self._family = family

    def having(self, members: Iterable[str]) -> set[str]:
        """Return the ids of the things that have any of these members."""
        query = "SELECT id FROM member WHERE family = ? AND address IN"
        return {str(id) for (id,) in select(self._db, query, self._family, among=members)}

    def of_article(self, article: str) -> set[str]:
        """Return the ids of the things that have any row of an article."""
        query = "SELECT DISTINCT id FROM member WHERE family = ? AND address >= ? AND address < ?"
        return {id for (id,) in self._db.execute(query, (self._family, f"{article}/", f"{article}0"))}

    def members(self, id: str) -> tuple[str, ...]:
        """Return the members of a thing, in order."""
        query = "SELECT address FROM member WHERE family = ? AND id = ? ORDER BY place"
        return tuple(address for (address,) in self._db.execute(query, (self._family, id)))

    def replace(self, old: Iterable[str], things: Iterable[Thing]) -> frozenset[str]:
        """Write things in the place of the old ones; return the ids of those that are gone, new or different."""
        old = set(old)
        new = {thing.id: (to_json(thing.body), tuple(dict.fromkeys(thing.members))) for thing in things}
        query = "SELECT id, body FROM thing WHERE family = ? AND id IN"
        for id, body in list(select(self._db, query, self._family, among=old & new.keys())):
            if new[str(id)][0] == body and new[str(id)][1] == self.members(str(id)):
                del new[str(id)]
                old.discard(str(id))
        for table in ("member", "thing"):
            query = f"DELETE FROM {table} WHERE family = ? AND id = ?"
            self._db.executemany(query, [(self._family, id) for id in sorted(old)])
        rows = [(self._family, id, new[id][0]) for id in sorted(new)]
        self._db.executemany("INSERT INTO thing VALUES (?, ?, ?)", rows)
        places = [(self._family, id, one, place) for id in sorted(new) for place, one in enumerate(new[id][1])]
        self._db.executemany("INSERT INTO member VALUES (?, ?, ?, ?)", places)
        return frozenset(old | new.keys())
