"""Events in the order of their days, or of their first reports, in slices; those that have no day are apart."""

import sqlite3
from typing import Literal, NamedTuple

from reportedly.keep.asking import EVERY, Where, among
from reportedly.keep.filters import Filters
from reportedly.keep.view_rows import ClaimView
from reportedly.keep.views import Views
from reportedly.weave.curves import By

Direction = Literal["latest", "earliest"]
DAYS: dict[By, tuple[str, str]] = {"event": ("earliest", "latest"), "report": ("report", "last_report")}


class When(NamedTuple):
    """Which events: within filters (status, type, days, names), by which day, which end first.

    By event, an event's days are those that its articles tell; by report, from its first report to its last one. Days
    that are asked for narrow those without a day by their reports.
    """

    by: By = "event"
    direction: Direction = "latest"
    filters: Filters = Filters()

    def where(self, dated: bool) -> Where:
        """Return an SQL condition on moments `m`: events within the filters that have a day, or that have none."""
        first, last = DAYS[self.by]
        found = Where(f"m.{first} IS {'NOT ' if dated else ''}NULL", ())
        if not dated:
            first, last = DAYS["report"]
        for column, sign, value in ((last, ">=", self.filters.since), (first, "<=", self.filters.until)):
            if value is not None:
                found &= Where(f"m.{column} {sign} ?", (value,))
        for column in ("status", "type"):
            value = getattr(self.filters, column)
            if value is not None:
                found &= Where(f"m.{column} = ?", (value,))
        return found & self._named()

    def _named(self) -> Where:
        found = EVERY
        for role in ("actor", "recipient", "place", "outlet", "voice"):
            value = getattr(self.filters, role)
            if value is not None:
                names = among(role, value)
                numbers = f"SELECT n.number FROM name n WHERE {names.sql}"
                found &= Where(f"+m.claim IN (SELECT claim FROM naming WHERE name IN ({numbers}))", names.values)
        return found


def dated_events(db: sqlite3.Connection, views: Views, when: When, limit: int, offset: int = 0) -> list[ClaimView]:
    """Return at most `limit` events that have a day, in the order asked for, from `offset` on."""
    where, column = when.where(True), DAYS[when.by][0]
    way = " DESC" if when.direction == "latest" else ""
    return _opened(db, views, where, f"m.{column}{way}, m.outlets{way}, m.id{way}", limit, offset)


def undated_events(db: sqlite3.Connection, views: Views, when: When, limit: int, offset: int = 0) -> list[ClaimView]:
    """Return at most `limit` events without a day, those that most outlets carry first, from `offset` on."""
    column = DAYS[when.by][0]
    return _opened(db, views, when.where(False), f"m.{column} DESC, m.outlets DESC, m.id DESC", limit, offset)


def _opened(
    db: sqlite3.Connection, views: Views, where: Where, order: str, limit: int, offset: int
) -> list[ClaimView]:
    query = f"SELECT m.id FROM moment m WHERE {where.sql} ORDER BY {order} LIMIT ? OFFSET ?"
    ids = [id for (id,) in db.execute(query, (*where.values, limit, offset))]
    return [views.view_of(one) for one in views.opened(ids)]


def count_events(db: sqlite3.Connection, when: When) -> tuple[int, int]:
    """Return how many events within the filters have a day, and how many have none."""
    found = []
    for dated in (True, False):
        where = when.where(dated)
        (number,) = db.execute(f"SELECT count(*) FROM moment m WHERE {where.sql}", where.values).fetchone()
        found.append(int(number))
    return found[0], found[1]
