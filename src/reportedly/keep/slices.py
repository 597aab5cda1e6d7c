"""Short, ordered pieces of a story for pages: so many claims from here on, how many there are, and its extent.

Nothing here reads a whole story into memory: what is wanted is chosen, ordered and cut by the database.
"""

import sqlite3
from typing import Any, Literal, NamedTuple

import msgspec

from reportedly.keep.views import ClaimView, DisputeView, Views
from reportedly.weave.disputes import Contested

Order = Literal["day", "report", "weight"]
DAY = "coalesce(c.body ->> '$.earliest', c.body ->> '$.first_report')"
ORDERS: dict[Order, str] = {
    "day": f"{DAY} IS NULL, {DAY} DESC, n.body ->> '$.outlets' DESC, c.id",
    "report": "c.body ->> '$.first_report' DESC, n.body ->> '$.outlets' DESC, c.id",
    "weight": "n.body ->> '$.outlets' DESC, n.body ->> '$.reports' DESC, n.body ->> '$.voices' DESC, c.id",
}
COUNTED = "thing c LEFT JOIN thing n ON n.family = 'counts' AND n.id = c.id"
DISPUTED = (
    "SELECT 'claim' AS family, id, body -> '$.dispute' AS body FROM thing "
    "WHERE family = 'claim' AND body ->> '$.dispute' IS NOT NULL UNION ALL "
    "SELECT 'series', id, body -> '$.dispute' FROM thing "
    "WHERE family = 'series' AND body ->> '$.dispute' IS NOT NULL UNION ALL "
    "SELECT 'deed', id, body FROM thing WHERE family = 'deed'"
)


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

    def where(self) -> tuple[str, list[str]]:
        """Return an SQL condition on claims `c`, and its values."""
        said = ["c.family = 'claim'"]
        values: list[str] = []

        def among(column: str, options: tuple[str, ...], no: str = "") -> str:
            values.extend(options)
            return f"c.body ->> '$.{column}' {no}IN ({', '.join('?' * len(options))})"

        if self.kinds:
            said.append(among("kind", self.kinds))
        if self.but:
            said.append(among("type", self.but, "NOT "))
        wanted = [among("status", self.statuses)] if self.statuses else []
        wanted += [among("type", self.types)] if self.types else []
        if wanted:
            said.append(f"({' OR '.join(wanted)})")
        if self.reported_since is not None:
            said.append("c.body ->> '$.first_report' >= ?")
            values.append(self.reported_since)
        return " AND ".join(said), values


def count_claims(db: sqlite3.Connection, wanted: Wanted) -> int:
    """Return how many claims are wanted."""
    where, values = wanted.where()
    (found,) = db.execute(f"SELECT count(*) FROM thing c WHERE {where}", values).fetchone()
    return int(found)


def claims(db: sqlite3.Connection, views: Views, wanted: Wanted, order: Order, limit: int, offset: int = 0
           ) -> list[ClaimView]:  # fmt: skip
    """Return at most `limit` of the wanted claims from `offset` on: by day or report newest first, or by weight."""
    where, values = wanted.where()
    query = f"SELECT c.id, c.body, n.body FROM {COUNTED} WHERE {where} ORDER BY {ORDERS[order]} LIMIT ? OFFSET ?"
    return [views.claim_view(*row) for row in db.execute(query, [*values, limit, offset])]


class Dispute(NamedTuple):
    """A dispute with its sides, and the claim, series or deed that it is within; `says` is the wording of the claim."""

    family: str
    of: str
    type: str
    reason: str
    says: str | None
    sides: tuple[DisputeView, ...]


def count_disputes(db: sqlite3.Connection) -> int:
    """Return how many disputes there are: within claims, within series, between deeds, and corrections."""
    return int(db.execute(f"SELECT count(*) FROM ({DISPUTED})").fetchone()[0])


def disputes(db: sqlite3.Connection, views: Views, limit: int, offset: int = 0) -> list[Dispute]:
    """Return at most `limit` disputes from `offset` on, by what they are within and its id."""
    found = []
    query = f"SELECT family, id, body FROM ({DISPUTED}) ORDER BY family, id LIMIT ? OFFSET ?"
    for family, of, body in db.execute(query, (limit, offset)):
        one = msgspec.convert(msgspec.json.decode(body)["whole"], Contested)
        sides = tuple(
            DisputeView(dispute=one.id, type=one.type, reason=one.reason, side=side.says, rows=side.rows,
                        outlet_names=_outlets(db, side.rows))
            for side in one.sides
        )  # fmt: skip
        found.append(
            Dispute(family, of, one.type, one.reason, _says(db, views, of) if family == "claim" else None, sides)
        )
    return found


def _says(db: sqlite3.Connection, views: Views, claim: str) -> str:
    (body,) = db.execute("SELECT body FROM thing WHERE family = 'claim' AND id = ?", (claim,)).fetchone()
    return views.claim_view(claim, body, None).says


def _outlets(db: sqlite3.Connection, rows: tuple[str, ...]) -> tuple[str, ...]:
    keys = {row.split("/", 1)[0] for row in rows}
    query = f"SELECT DISTINCT outlet FROM article WHERE key IN ({', '.join('?' * len(keys))}) AND outlet IS NOT NULL"
    return tuple(sorted(name for (name,) in db.execute(query, sorted(keys))))


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
    """Return a short word that changes whenever what the story shows changes: facts are only ever added to.

    Derived things are a function of readings and decisions; failures come and go.
    """
    parts: list[Any] = []
    for query in (
        "SELECT count(*), max(at) FROM reading", "SELECT count(*), max(seq) FROM decision",
        "SELECT count(*), sum(length(source) + length(reason)) FROM failure", "SELECT count(*) FROM queue",
    ):  # fmt: skip
        parts += db.execute(query).fetchone()
    return "-".join("" if part is None else str(part).translate(_PLAIN) for part in parts)


_PLAIN = str.maketrans("", "", " :-.+TZ")
