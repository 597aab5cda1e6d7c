"""Short, ordered pieces of a story for pages: so many claims from here on, how many there are, and its extent.

Nothing here reads a whole story into memory: what is wanted is chosen, ordered and cut by the database.
"""

import sqlite3
from collections.abc import Iterable
from typing import Any, Literal, NamedTuple

from reportedly.keep.view_rows import ClaimView, ContestView, DisputeView
from reportedly.keep.views import Views

Order = Literal["day", "report", "weight"]
ORDERS: dict[Order, str] = {
    "day": "c.first = '~', c.first DESC, c.outlets DESC, c.id",
    "report": "c.first_report = '~', c.first_report DESC, c.outlets DESC, c.id",
    "weight": "c.outlets DESC, c.reports DESC, c.voices DESC, c.first_report, c.id",
}


class Wanted(NamedTuple):
    """Which claims. Empty tuples and None are no matter; all that is given must hold.

    `statuses` are latest statuses; `types` PLOVER types that are wanted as well, whatever their status, and `but` those
    that are not wanted. `reported_since` is an ISO day: first reported then or later.
    """

    kinds: tuple[str, ...] = ()
    statuses: tuple[str, ...] = ()
    types: tuple[str, ...] = ()
    but: tuple[str, ...] = ()
    reported_since: str | None = None

    def fits(self, type: str | None, status: str | None) -> bool:
        """Tell whether a claim of a type and a latest status is wanted, by these alone."""
        return type not in self.but and (status in self.statuses or type in self.types)

    def where(self) -> tuple[str, list[str]]:
        """Return an SQL condition on claims `c`, and its values."""
        said = ["1"]
        values: list[str] = []

        # "+" is no index: claims of several kinds are met soon in the order asked for; one status has its own index
        plus = "+" if self.statuses else ""
        by_status = "" if len(self.statuses) == 1 and not self.types else plus

        def among(column: str, options: tuple[str, ...], no: str = "") -> str:
            values.extend(options)
            sign = by_status if column == "status" else plus
            return f"{sign}c.{column} {no}IN ({', '.join('?' * len(options))})"

        if self.kinds:
            said.append(among("kind", self.kinds))
        if self.but:
            said.append(among("type", self.but, "NOT "))
        wanted = [among("status", self.statuses)] if self.statuses else []
        wanted += [among("type", self.types)] if self.types else []
        if wanted:
            said.append(f"({' OR '.join(wanted)})")
        if self.reported_since is not None:
            said.append("(c.first_report = '~') = 0 AND c.first_report >= ?")  # "~" is unknown, as the index has it
            values.append(self.reported_since)
        return " AND ".join(said), values


def count_claims(db: sqlite3.Connection, wanted: Wanted) -> int:
    """Return how many claims are wanted."""
    where, values = wanted.where()
    (found,) = db.execute(f"SELECT count(*) FROM claim c WHERE {where}", values).fetchone()
    return int(found)


def claims(db: sqlite3.Connection, views: Views, wanted: Wanted, order: Order, limit: int, offset: int = 0
           ) -> list[ClaimView]:  # fmt: skip
    """Return at most `limit` of the wanted claims from `offset` on: by day or report newest first, or by weight."""
    where, values = wanted.where()
    query = f"SELECT c.id FROM claim c WHERE {where} ORDER BY {ORDERS[order]} LIMIT ? OFFSET ?"
    ids = [id for (id,) in db.execute(query, [*values, limit, offset])]
    return [views.view_of(one) for one in views.opened(ids)]


class ShortClaim(NamedTuple):
    """A claim in short: what it is, its latest status and its counts."""

    id: str
    kind: str
    type: str | None
    status: str | None
    outlets: int
    reports: int
    voices: int


def short_claims(db: sqlite3.Connection, ids: Iterable[str]) -> list[ShortClaim]:
    """Return claims in short, in the order of their ids as given; ids that are no claim's are left out."""
    query = "SELECT id, kind, type, status, outlets, reports, voices FROM claim WHERE id = ?"
    return [ShortClaim(*row) for id in ids for row in db.execute(query, (id,))]


class Dispute(NamedTuple):
    """A dispute with its sides, and the claim, series or deed that it is within.

    `says` is the wording of the claim, or what the series counts.
    """

    id: str
    family: str
    of: str
    type: str
    reason: str
    says: str | None
    sides: tuple[DisputeView, ...]


class Disputed(NamedTuple):
    """Which disputes, None for no matter: of a type, and with a row that was published within two ISO days."""

    type: str | None = None
    since: str | None = None
    until: str | None = None

    def where(self) -> tuple[str, list[str]]:
        """Return an SQL condition on disputes `o`, and its values."""
        said, days, values = ["1"], [], []
        if self.type is not None:
            said.append("o.type = ?")
            values.append(self.type)
        if self.since is not None:
            days.append("a.published >= ?")
            values.append(self.since)
        if self.until is not None:
            days.append("substr(a.published, 1, 10) <= ?")
            values.append(self.until)
        if days:
            said.append(f"EXISTS (SELECT 1 FROM {_TOLD} AND {' AND '.join(days)})")
        return " AND ".join(said), values


_TOLD = ("contest_row r CROSS JOIN article a ON a.key = substr(r.address, 1, instr(r.address, '/') - 1) "
         "WHERE r.contest = o.number")  # fmt: skip
EVERY = Disputed()


def count_disputes(db: sqlite3.Connection, wanted: Disputed = EVERY) -> int:
    """Return how many disputes there are: within claims, within series, between deeds, and corrections."""
    where, values = wanted.where()
    return int(db.execute(f"SELECT count(*) FROM contest o WHERE {where}", values).fetchone()[0])


def dispute_types(db: sqlite3.Connection, wanted: Disputed = EVERY) -> dict[str, int]:
    """Return how many disputes there are of each type, most first."""
    where, values = wanted._replace(type=None).where()
    query = f"SELECT o.type, count(*) FROM contest o WHERE {where} GROUP BY 1 ORDER BY 2 DESC, 1"
    return dict(db.execute(query, values))


def disputes(db: sqlite3.Connection, views: Views, limit: int, offset: int = 0) -> list[Dispute]:
    """Return at most `limit` disputes from `offset` on: those within claims, then series, then between deeds."""
    return [_dispute(db, views, one) for one in views.contests(limit=limit, offset=offset)]


def latest_disputes(db: sqlite3.Connection, views: Views, wanted: Disputed, limit: int, offset: int = 0
                    ) -> list[Dispute]:  # fmt: skip
    """Return at most `limit` of the wanted disputes from `offset` on, the last reported first."""
    where, values = wanted.where()
    query = (
        f"SELECT o.id FROM contest o WHERE {where} "
        f"ORDER BY (SELECT max(a.published) FROM {_TOLD}) DESC, o.id LIMIT ? OFFSET ?"
    )
    ids = [id for (id,) in db.execute(query, [*values, limit, offset])]
    return [one for id in ids if (one := dispute(db, views, id)) is not None]


def dispute(db: sqlite3.Connection, views: Views, id: str) -> Dispute | None:
    """Return a dispute; None where there is none of that id."""
    found = db.execute("SELECT number, id, type, reason, family, \"of\" FROM contest WHERE id = ?", (id,)).fetchone()
    return _dispute(db, views, views.contest(*found)) if found else None


def _dispute(db: sqlite3.Connection, views: Views, one: ContestView) -> Dispute:
    says = None
    if one.family == "claim":
        says = next((views.view_of(opened).says for opened in views.opened([one.of])), None)
    elif one.family == "series":
        found = db.execute("SELECT thing, measure FROM figure WHERE series = ? LIMIT 1", (one.of,)).fetchone()
        says = ": ".join(part for part in found if part).capitalize() if found else None
    return Dispute(one.dispute, one.family, one.of, one.type, one.reason, says, one.sides)


class Extent(NamedTuple):
    """How much a story holds: articles, outlets, and the first and last day of publication (ISO), None for none."""

    articles: int
    outlets: int
    first: str | None
    last: str | None


def extent(db: sqlite3.Connection) -> Extent:
    """Return how much the story holds."""
    query = ("SELECT count(*), count(DISTINCT outlet), substr(min(published), 1, 10), substr(max(published), 1, 10) "
             "FROM article")  # fmt: skip
    return Extent(*db.execute(query).fetchone())


def state(db: sqlite3.Connection) -> str:
    """Return a short word that changes whenever what the story shows changes: texts are only ever added to.

    Derived things are a function of readings and decisions; what articles are called and when they are from can change
    (it is counted), failures come and go.
    """
    parts: list[Any] = []
    for query in (
        "SELECT count(*), max(at) FROM reading", "SELECT count(*), max(seq) FROM decision",
        "SELECT count(*), sum(length(source) + length(reason)) FROM failure", "SELECT count(*) FROM queue",
        "SELECT total(times) FROM touched",
    ):  # fmt: skip
        parts += db.execute(query).fetchone()
    return "-".join("" if part is None else str(part).translate(_PLAIN) for part in parts)


_PLAIN = str.maketrans("", "", " :-.+TZ")
