"""Events in the order of their days, or of their first reports, in slices; those that have no day are apart."""

import sqlite3
from typing import Literal, NamedTuple

from reportedly.keep.asking import Where, of_claims
from reportedly.keep.filters import Filters
from reportedly.keep.view_rows import ClaimView
from reportedly.keep.views import Views

By = Literal["event", "report"]
Direction = Literal["latest", "earliest"]
DAY: dict[By, str] = {"event": "first", "report": "first_report"}
UNDATED = "EXISTS (SELECT 1 FROM gap u WHERE u.kind = 'no date' AND u.\"of\" = c.id)"

GAPS = "gap u JOIN claim c ON c.number = u.claim WHERE u.kind = 'no date'"
WEIGHT = "c.outlets DESC, c.reports DESC, c.voices DESC, c.first_report, c.id"


class When(NamedTuple):
    """Which events: within filters (of days: those `by` tells of), by which day, which end first.

    By event, an event's days are those that its articles tell; by report, that of its first report.
    """

    by: By = "event"
    direction: Direction = "latest"
    filters: Filters = Filters()

    def where(self) -> Where:
        """Return an SQL condition on claims `c`: events within the filters, dated or not."""
        found = of_claims(self.filters._replace(kind="event", since=None, until=None))
        last = "last" if self.by == "event" else "last_report"
        for column, sign, value in ((last, ">=", self.filters.since), (DAY[self.by], "<=", self.filters.until)):
            if value is not None:
                found &= Where(f"c.{column} {sign} ?", (value,))
        return found

    def dated(self) -> str:
        """Return the condition that an event has a day."""
        return f"NOT {UNDATED}" if self.by == "event" else "(c.first_report = '~') = 0"

    def undated(self) -> str:
        """Return the condition that an event has none."""
        return UNDATED if self.by == "event" else "(c.first_report = '~') = 1"


def dated_events(db: sqlite3.Connection, views: Views, when: When, limit: int, offset: int = 0) -> list[ClaimView]:
    """Return at most `limit` events that have a day, in the order asked for, from `offset` on."""
    where, column = when.where(), DAY[when.by]
    order = {
        "latest": f"c.{column} = '~', c.{column} DESC, c.outlets DESC, c.id",
        "earliest": f"c.{column} = '~' DESC, c.{column}, c.outlets, c.id DESC",  # the same index, read backwards
    }[when.direction]
    query = f"SELECT c.id FROM claim c WHERE {when.dated()} AND {where.sql} ORDER BY {order} LIMIT ? OFFSET ?"
    return _opened(views, db.execute(query, (*where.values, limit, offset)))


def undated_events(db: sqlite3.Connection, views: Views, when: When, limit: int, offset: int = 0) -> list[ClaimView]:
    """Return at most `limit` events without a day, those that most outlets carry first, from `offset` on."""
    where = when.where()
    query = f"SELECT c.id FROM claim c WHERE {when.undated()} AND {where.sql} ORDER BY {WEIGHT} LIMIT ? OFFSET ?"
    return _opened(views, db.execute(query, (*where.values, limit, offset)))


def count_events(db: sqlite3.Connection, when: When) -> tuple[int, int]:
    """Return how many events within the filters have a day, and how many have none."""
    where = when.where()
    (every,) = db.execute(f"SELECT count(*) FROM claim c WHERE {where.sql}", where.values).fetchone()
    if when.by == "event":
        query = f"SELECT count(*) FROM {GAPS} AND {where.sql}"
    else:
        query = f"SELECT count(*) FROM claim c WHERE {when.undated()} AND {where.sql}"
    (undated,) = db.execute(query, where.values).fetchone()
    return int(every) - int(undated), int(undated)


def _opened(views: Views, ids: sqlite3.Cursor) -> list[ClaimView]:
    return [views.view_of(one) for one in views.opened([id for (id,) in ids])]
