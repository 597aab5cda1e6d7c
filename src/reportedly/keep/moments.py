"""When events are, kept beside the claims: their days, who acts on whom, how strong; curves asked of that alone."""

import sqlite3
from collections.abc import Collection, Iterator
from datetime import date
from functools import cache, lru_cache
from typing import NamedTuple

from reportedly.keep.asking import Where
from reportedly.keep.stored import StoredClaim
from reportedly.weave.curves import LAYERS, By, Moment, Table, intensities, moment

CHANGED = "INSERT OR REPLACE INTO moment VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"


@cache
def _table() -> Table:
    return intensities()


def store(db: sqlite3.Connection, number: int, id: str, claim: StoredClaim, outlets: int) -> None:
    """Keep when an event is; other claims are none's business."""
    found = moment(claim.whole, _table())
    if found is None:
        db.execute("DELETE FROM moment WHERE claim = ?", (number,))
        return
    days = [str(day) if day else None for day in (found.first, found.last, found.report)]
    values = (
        number, id, claim.status or "", claim.type or "", found.actor, found.recipient, claim.earliest, claim.latest,
        days[0], days[1], days[2], claim.last_report, found.intensity, outlets,
    )  # fmt: skip
    db.execute(CHANGED, values)


def moments(db: sqlite3.Connection, where: Where) -> Iterator[Moment]:
    """Yield the events whose claims (`c`) fit a condition, in no order."""
    query = (
        "SELECT m.status, m.actor, m.recipient, m.first, m.last, m.report, m.intensity FROM moment m "
        f"CROSS JOIN claim c ON c.number = m.claim WHERE {where.sql}"
    )
    for status, actor, recipient, first, last, report, intensity in db.execute(query, where.values):
        yield Moment(LAYERS.get(status, status), actor, recipient, _day(first), _day(last), _day(report), intensity)


@lru_cache(maxsize=10_000)
def _day(written: str | None) -> date | None:
    return date.fromisoformat(written) if written else None


class Spread(NamedTuple):
    """Events of a status with the same days (None for none): how many, and their intensities above and below nought."""

    status: str
    first: str | None
    last: str | None
    events: int
    above: float
    below: float


def spread(db: sqlite3.Connection, by: By, statuses: Collection[str]) -> list[Spread]:
    """Return the events of some statuses, those with the same days together: days of the event, or of its report."""
    first, last = ("first", "last") if by == "event" else ("report", "report")
    query = (
        f"SELECT status, {first}, {last}, count(*), sum(max(intensity, 0)), sum(min(intensity, 0)) FROM moment "
        f"WHERE status IN ({', '.join('?' * len(statuses))}) GROUP BY status, {first}, {last}"
    )
    return [Spread(*row) for row in db.execute(query, tuple(statuses))]


def tally(db: sqlite3.Connection) -> dict[tuple[str, str], int]:
    """Return how many events there are of each type and status."""
    query = "SELECT type, status, count(*) FROM moment GROUP BY status, type"
    return {(type, status): number for type, status, number in db.execute(query)}
