"""The views of a story: claims with their counts, events, statements, numbers, disputes, echoes, voices and gaps.

They ask the lists that are kept beside the things (listing.sql), and open only what is shown; each view is a list of
flat values, the same for the terminal, JSON, CSV and Python.
"""

import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import Any, NamedTuple

import msgspec

from reportedly.gather.opening import dateline_of
from reportedly.keep import asking
from reportedly.keep.asking import Where, order_of
from reportedly.keep.filters import ALL, STATUSES, Filters, checked
from reportedly.keep.moments import moments
from reportedly.keep.searching import text_of
from reportedly.keep.stored import StoredClaim, StoredCounts
from reportedly.keep.view_rows import (
    ROWS,
    ClaimView,
    ContestView,
    DisputeView,
    EchoView,
    GapView,
    NameView,
    NumberView,
    OutletView,
    VoiceView,
)
from reportedly.record import quote_of
from reportedly.weave.claims import status_of
from reportedly.weave.curves import LAYERS, By, Curves, curves, intensities, of_moments
from reportedly.weave.facts import limits_of
from reportedly.weave.item import bounds

__all__ = ["ROWS", "ClaimView", "GapView", "Views"]

NAMES_AT_ONCE = 500  # in one query
FIRST_LINES = 600  # characters of a text within which its dateline is looked for
WHOLE = 240  # characters up to which a sentence is shown as a whole
BEFORE = 70  # characters of a longer one that are shown before the word for the deed
FAMILIES = "CASE o.family WHEN 'claim' THEN 0 WHEN 'series' THEN 1 ELSE 2 END"
ECHOES = "echo e LEFT JOIN article a ON a.key = e.article LEFT JOIN article b ON b.key = e.origin_article"
UNDATED = "the article has no publication date"


class _Opened(NamedTuple):
    id: str
    claim: StoredClaim
    counts: StoredCounts


class Views:
    """The views of one open story file. `limit` is the most rows that a view returns after `offset` rows, 0 for all."""

    def __init__(self, db: sqlite3.Connection) -> None:
        self._db = db
        self._claim = msgspec.json.Decoder(StoredClaim)
        self._counts = msgspec.json.Decoder(StoredCounts)
        self._texts: dict[str, str] = {}
        asking.prepare(db)

    def _run(self, query: str, where: Where, limit: int = 0, offset: int = 0) -> Iterator[tuple[Any, ...]]:
        if limit or offset:
            query += f" LIMIT {int(limit) or -1} OFFSET {int(offset)}"
        return self._db.execute(query, where.values)

    def _number(self, query: str, where: Where) -> int:
        return int(self._db.execute(query, where.values).fetchone()[0])

    # claims

    def claims(
        self, filters: Filters = ALL, order: str = "weight", limit: int = 0, offset: int = 0
    ) -> list[ClaimView]:
        """Return claims in one of `asking.ORDERS`: those that most outlets carry first, or by date."""
        where = asking.of_claims(checked(filters))
        query = f"SELECT c.id FROM claim c WHERE {where.sql} ORDER BY {order_of(order, where)}"
        ids = [id for (id,) in self._run(query, where, limit, offset)]
        return [self.view_of(one) for one in self.opened(ids)]

    def opened(self, ids: Iterable[str]) -> Iterator[_Opened]:
        """Yield claims by their ids; ids that are no claim's are left out."""
        query = (
            "SELECT c.body, n.body FROM thing c LEFT JOIN thing n ON n.family = 'counts' AND n.id = c.id "
            "WHERE c.family = 'claim' AND c.id = ?"
        )
        for id in ids:
            for body, counts in self._db.execute(query, (id,)):
                yield self._open(id, body, counts)

    def _open(self, id: str, body: str, counts: str | None) -> _Opened:
        return _Opened(id, self._claim.decode(body), self._counts.decode(counts) if counts else StoredCounts())

    def claim_view(self, id: str, body: str, counts: str | None) -> ClaimView:
        """Return the view of a claim as it is stored: its body and its counts are JSON."""
        return self.view_of(self._open(id, body, counts))

    def _wording(self, claim: StoredClaim) -> str:
        """Return the sentence of the first row that tells a claim's latest status; of a statement what it says."""
        facts = claim.whole.facts
        fact = next((one for one in facts if status_of(one) == claim.status), facts[0])
        if fact.kind == "statement":
            return " ".join(fact.said.split())
        article, text = fact.item.rsplit("/", 1)[0], self.text(fact.item)
        first, last = bounds(fact.spans)
        query = "SELECT min(start), max(stop) FROM sentence WHERE article = ? AND start BETWEEN 0 AND ? AND stop > ?"
        start, end = self._db.execute(query, (article, last - 1, first)).fetchone()
        if start is None:
            start, end = first, last
        opening = dateline_of(text[start:last]) if start < FIRST_LINES else None
        start += len(opening) if opening and text.startswith(opening, start) else 0
        at = start if end - start <= WHOLE else max(start, text.rfind(" ", start, max(start, first - BEFORE)) + 1)
        return ("… " if at > start else "") + " ".join(quote_of(text, ((at, end),)).split())

    def text(self, item: str) -> str:
        """Return the text of an article's version (`ARTICLE/VERSION`)."""
        if item not in self._texts:
            article, version = item.rsplit("/", 1)
            self._texts[item] = text_of(self._db, article, int(version))
        return self._texts[item]

    def view_of(self, one: _Opened) -> ClaimView:
        """Return a claim as a flat value."""
        claim, counts = one.claim, one.counts.whole
        steps = dict.fromkeys(f"{told.day or 'undated'} {told.status}" for told in claim.whole.history)
        return ClaimView(
            id=one.id, kind=claim.kind, type=claim.type, status=claim.status, ever=tuple(claim.ever),
            actors=tuple(claim.actors), recipients=tuple(claim.recipients), places=tuple(claim.places),
            earliest=claim.earliest, latest=claim.latest, first_report=claim.first_report,
            last_report=claim.last_report, says=self._wording(claim), articles=counts.articles,
            outlets=len(counts.outlets), reports=len(counts.reports), voices=len(counts.voices),
            outlet_names=tuple(outlet.name for outlet in counts.outlets),
            report_names=tuple(report.root.name for report in counts.reports),
            voice_names=tuple(voice.name for voice in counts.voices), history=tuple(steps),
            rows=claim.whole.addresses,
        )  # fmt: skip

    def tally(self, column: str, filters: Filters = ALL) -> dict[str, int]:
        """Return how many claims within the filters there are of each `kind`, `type` or `status`, most first."""
        if column not in ("kind", "type", "status"):
            raise ValueError(f"tally {column}: claims are not counted by it (use kind, type or status)")
        where = asking.of_claims(checked(filters))
        query = f"SELECT coalesce(c.{column}, ''), count(*) FROM claim c WHERE {where.sql} GROUP BY 1"
        return dict(self._db.execute(f"{query} ORDER BY 2 DESC, 1", where.values))

    # the other views

    def numbers(self, filters: Filters = ALL, limit: int = 0, offset: int = 0) -> list[NumberView]:
        """Return the figures of every series, series by series, in the order of their reports."""
        where = asking.of_figures(checked(filters))
        query = (
            "SELECT g.series, g.thing, g.measure, g.unit, g.figure, r.shown ->> '$.value', r.shown ->> '$.high', "
            "g.bound, g.as_of, g.reported, a.outlet, g.relations, g.address FROM figure g "
            "LEFT JOIN story_row r ON r.address = g.address LEFT JOIN article a ON a.key = g.article "
            f"WHERE {where.sql} ORDER BY g.series, g.place"
        )
        return [
            NumberView(series=series, thing=thing, measure=measure, unit=unit, figure=figure, value=value, high=high,
                       bound=bound, lowest=lowest, highest=highest, as_of=as_of, reported=reported, outlet=outlet,
                       relations=tuple(msgspec.json.decode(relations)), row=address)
            for series, thing, measure, unit, figure, value, high, bound, as_of, reported, outlet, relations, address
            in self._run(query, where, limit, offset)
            for lowest, highest in (_ends(value, bound, high),)
        ]  # fmt: skip

    def disputes(self, filters: Filters = ALL, limit: int = 0, offset: int = 0) -> list[DisputeView]:
        """Return the sides of every dispute: within claims, within series, between deeds, and corrections.

        `type` is the dispute's type or its claim's; the other filters ask for a row whose claim is within them.
        """
        where = asking.of_contests(checked(filters))
        query = (
            "SELECT o.number, o.id, o.type, o.reason, s.side, s.says FROM contest o "
            f"JOIN contest_side s ON s.contest = o.number WHERE {where.sql} "
            f'ORDER BY {FAMILIES}, o."of", s.side'
        )
        return [self._side(*found) for found in self._run(query, where, limit, offset)]

    def contests(self, filters: Filters = ALL, limit: int = 0, offset: int = 0) -> list[ContestView]:
        """Return disputes as wholes, each with its sides; `limit` and `offset` count disputes."""
        where = asking.of_contests(checked(filters))
        query = (
            'SELECT o.number, o.id, o.type, o.reason, o.family, o."of" FROM contest o '
            f'WHERE {where.sql} ORDER BY {FAMILIES}, o."of"'
        )
        return [self.contest(*found) for found in list(self._run(query, where, limit, offset))]

    def contests_about(self, ids: Iterable[str]) -> list[ContestView]:
        """Return the disputes that any of some rows (by address) is a side of."""
        query = (
            'SELECT DISTINCT o.number, o.id, o.type, o.reason, o.family, o."of" FROM contest_row r '
            "JOIN contest o ON o.number = r.contest WHERE r.address = ?"
        )
        found = {row: None for address in ids for row in self._db.execute(query, (address,))}
        return [self.contest(*row) for row in sorted(found, key=lambda row: row[1:])]

    def contest(self, number: int, id: str, type: str, reason: str, family: str, of: str) -> ContestView:
        """Return a dispute by its row in the list of disputes."""
        query = "SELECT side, says FROM contest_side WHERE contest = ? ORDER BY side"
        sides = self._db.execute(query, (number,)).fetchall()
        return ContestView(dispute=id, type=type, reason=reason, family=family, of=of,
                           sides=tuple(self._side(number, id, type, reason, *side) for side in sides))  # fmt: skip

    def _side(self, number: int, id: str, type: str, reason: str, side: int, says: str) -> DisputeView:
        query = "SELECT address FROM contest_row WHERE contest = ? AND side = ? ORDER BY place"
        rows = tuple(address for (address,) in self._db.execute(query, (number, side)))
        names = {self._outlet(row.split("/", 1)[0]) or "" for row in rows}
        return DisputeView(dispute=id, type=type, reason=reason, side=says, rows=rows,
                           outlet_names=tuple(sorted(names - {""})))  # fmt: skip

    def _outlet(self, article: str) -> str | None:
        found = self._db.execute("SELECT outlet FROM article WHERE key = ?", (article,)).fetchone()
        return found[0] if found else None

    def echoes(
        self, filters: Filters = ALL, limit: int = 0, offset: int = 0, *, of: str = "", origin: str = ""
    ) -> list[EchoView]:
        """Return the echoes, by the article that took something (`of`: only this one; `origin`: only from this one)."""
        where = asking.of_echoes(checked(filters))
        where &= Where("(? = '' OR e.article = ?)", (of, of)) if of else asking.EVERY
        where &= Where("e.origin_article = ?", (origin,)) if origin else asking.EVERY
        query = (
            "SELECT e.item, a.outlet, e.origin_kind, e.origin, b.outlet, e.evidence, e.share, e.weak, e.reason "
            f"FROM {ECHOES} WHERE {where.sql} ORDER BY e.item, e.origin, e.evidence, e.id"
        )
        return [
            EchoView(item=item, outlet=outlet, evidence=evidence, share=share, weak=bool(weak), reason=reason,
                     origin=from_ if kind == "outlet" else f"{whose or 'unknown outlet'} ({from_})")
            for item, outlet, kind, from_, whose, evidence, share, weak, reason
            in self._run(query, where, limit, offset)
        ]  # fmt: skip

    def voices(
        self, filters: Filters = ALL, limit: int = 0, offset: int = 0, *, opened: bool = True
    ) -> list[VoiceView]:
        """Return the voices with the claims that they say or deny, the most heard first; `kind` is the voice's."""
        source, where = self._heard(checked(filters))
        query = f"SELECT number, name, kind, says, denies FROM ({source}) ORDER BY claims DESC, name, kind"
        found = list(self._run(query, where, limit, offset))
        ids = self._claims_of([row[0] for row in found], filters._replace(voice=None, kind=None)) if opened else {}
        return [VoiceView(name=name, kind=kind, says=says, denies=denies, claims=tuple(ids.get(number, ())))
                for number, name, kind, says, denies in found]  # fmt: skip

    def _claims_of(self, names: Sequence[int], filters: Filters) -> dict[int, list[str]]:
        """Return the ids of the claims within the filters that have each name, in order; the filters are asked once."""
        inner = asking.of_claims(filters, "+c.number")
        ids: dict[int, list[str]] = {}
        for start in range(0, len(names), NAMES_AT_ONCE):
            part = names[start : start + NAMES_AT_ONCE]
            query = ("SELECT g.name, c.id FROM naming g CROSS JOIN claim c ON c.number = g.claim "
                     f"WHERE g.name IN ({', '.join('?' * len(part))}) AND {inner.sql} ORDER BY c.id")  # fmt: skip
            for name, id in self._db.execute(query, (*part, *inner.values)):
                ids.setdefault(name, []).append(id)
        return ids

    def _heard(self, filters: Filters) -> tuple[str, Where]:
        """Return the query of the voices within the filters: number, name, kind, says, denies, claims."""
        where = asking.among("voice", filters.voice) if filters.voice is not None else Where("n.role = 'voice'", ())
        if filters.kind is not None:
            where &= Where("n.kind = ?", (filters.kind,))
        rest = filters._replace(voice=None, kind=None)
        if not any(rest):
            return f"SELECT n.number, n.name, n.kind, n.says, n.denies, n.claims FROM name n WHERE {where.sql}", where
        of_claims = asking.of_claims(rest)
        source = (
            "SELECT n.number, n.name, n.kind, sum(g.stance & 1) AS says, sum(g.stance >> 1) AS denies, "
            "count(*) AS claims "
            "FROM name n JOIN naming g ON g.name = n.number WHERE "
            f"{where.sql} AND +g.claim IN (SELECT c.number FROM claim c WHERE {of_claims.sql}) GROUP BY n.number"
        )
        return source, where & of_claims

    def names(self, role: str, like: str | None = None, limit: int = 0, offset: int = 0) -> list[NameView]:
        """Return the names of a role (actor, recipient, place, outlet, voice), those that most claims have first."""
        where = asking.among(role, like) if like else Where("n.role = ?", (role,))
        query = f"SELECT n.name, n.kind, n.claims FROM name n WHERE {where.sql} ORDER BY n.claims DESC, n.name, n.kind"
        found = self._run(query, where, limit, offset)
        return [NameView(role=role, name=name, kind=kind, claims=claims) for name, kind, claims in found]

    def outlets(self, filters: Filters = ALL, limit: int = 0, offset: int = 0) -> list[OutletView]:
        """Return the newsrooms in the story, those with most articles first, then those outside that others name."""
        where = Where("told(?, w.name)", (filters.outlet,)) if filters.outlet is not None else asking.EVERY
        query = (
            f"SELECT w.name, w.articles, coalesce(n.claims, 0), w.takes, w.gives FROM ({OUTLETS}) w "
            "LEFT JOIN name n ON n.role = 'outlet' AND n.name = w.name AND n.kind = '' "
            f"WHERE {where.sql} ORDER BY w.articles DESC, w.gives DESC, w.name"
        )
        return [
            OutletView(name=name, articles=articles, claims=claims, takes=takes, gives=gives)
            for name, articles, claims, takes, gives in self._run(query, where, limit, offset)
        ]

    def gaps(self, filters: Filters = ALL, limit: int = 0, offset: int = 0) -> list[GapView]:
        """Return what rests on one report or on anonymous voices, what lacks date or place, and what was not read."""
        found: list[GapView] = []
        for kind, number in self.gap_kinds(checked(filters)):
            if offset >= number:
                offset -= number
            elif not limit or len(found) < limit:
                found += islice(self._gaps(kind, filters, limit and limit - len(found), offset), limit or None)
                offset = 0
        return found

    def gap_kinds(self, filters: Filters) -> list[tuple[str, int]]:
        """Return how many gaps there are of each kind; of articles and inputs only where no filter narrows claims."""
        query = "SELECT kind, count(*) FROM gap"
        where = asking.EVERY
        if any(filters._replace(kind=None)):
            where = asking.of_claims(filters._replace(kind=None))
            query += f" WHERE claim IN (SELECT c.number FROM claim c WHERE {where.sql})"
        found = dict(self._db.execute(f"{query} GROUP BY kind", where.values))
        if not any(filters._replace(kind=None)):
            found["not dated"] = self._number("SELECT count(*) FROM article WHERE published IS NULL", asking.EVERY)
            found["not read"] = self._number("SELECT count(*) FROM failure", asking.EVERY)
        return [(kind, found[kind]) for kind in sorted(found) if found[kind] and filters.kind in (None, kind)]

    def _gaps(self, kind: str, filters: Filters, limit: int, offset: int) -> Iterator[GapView]:
        if kind == "not dated":
            query = f"SELECT key, coalesce(title, '{UNDATED}') FROM article WHERE published IS NULL ORDER BY key"
            where = asking.EVERY
        elif kind == "not read":
            query, where = "SELECT source, reason FROM failure ORDER BY source", asking.EVERY
        else:
            where = asking.of_claims(filters._replace(kind=None))
            query = (
                "SELECT g.\"of\", g.detail || ': ' || (t.body ->> '$.said') FROM gap g "
                "JOIN thing t ON t.family = 'claim' AND t.id = g.\"of\" WHERE g.kind = ?"
            )
            if where is not asking.EVERY:
                query += f" AND +g.claim IN (SELECT c.number FROM claim c WHERE {where.sql})"
            query += ' ORDER BY g."of"'
            where = Where(where.sql, (kind, *where.values))
        for of, detail in self._run(query, where, limit, offset):
            yield GapView(kind=kind, of=of, detail=detail)

    def count(self, view: str, filters: Filters = ALL) -> int:
        """Return how many rows a view has within the filters."""
        checked(filters)
        if view in ("events", "statements"):
            view, filters = "claims", filters._replace(kind=view[:-1])
        match view:
            case "gaps":
                return sum(number for _, number in self.gap_kinds(filters))
            case "voices":
                source, where = self._heard(filters)
                return self._number(f"SELECT count(*) FROM ({source})", where)
            case "outlets":
                return len(self.outlets(filters))
        tables = {
            "claims": ("claim c", asking.of_claims), "numbers": ("figure g", asking.of_figures),
            "contests": ("contest o", asking.of_contests), "articles": ("article a", asking.of_articles),
            "disputes": ("contest o JOIN contest_side s ON s.contest = o.number", asking.of_contests),
            "echoes": (ECHOES, asking.of_echoes),
        }  # fmt: skip
        if view not in tables:
            raise ValueError(f"count {view}: there is no such view (use one of {', '.join(sorted({*ROWS, *tables}))})")
        table, condition = tables[view]
        where = condition(filters)
        return self._number(f"SELECT count(*) FROM {table} WHERE {where.sql}", where)

    def curves(self, filters: Filters = ALL, by: By = "event", layers: Iterable[str] = ("happened",),
               table: str | None = None) -> Curves:  # fmt: skip
        """Return events per day and dyad (see `weave.curves`); `table` stands in for PLOVER's intensities."""
        layers = frozenset(layers)
        statuses = tuple(status for status in STATUSES if LAYERS.get(status, status) in layers)  # only these are opened
        within = Where(f"c.status IN ({', '.join('?' * len(statuses))})", statuses)
        where = asking.of_claims(checked(filters)._replace(kind="event")) & within
        if table is None:
            return of_moments(moments(self._db, where), by=by, layers=layers)
        ids = [id for (id,) in self._run(f"SELECT c.id FROM claim c WHERE {where.sql} ORDER BY c.id", where)]
        return curves((one.claim.whole for one in self.opened(ids)), by=by, layers=layers, table=intensities(table))


def _ends(value: float | None, bound: str | None, high: float | None) -> tuple[float | None, float | None]:
    """Return the least and the most that a figure allows, None where open."""
    found = limits_of(value, bound or "exactly", high)
    if found is None:
        return None, None
    return round(found[0], 6), round(found[1], 6) if found[1] != float("inf") else None


OUTLETS = """
SELECT name, sum(articles) AS articles, sum(takes) AS takes, sum(gives) AS gives FROM (
  SELECT name, count(*) AS articles, 0 AS takes, 0 AS gives FROM newsroom GROUP BY name
  UNION ALL SELECT w.name, 0, count(DISTINCT e.article), 0
  FROM echo e JOIN newsroom w ON w.article = e.article WHERE NOT e.weak GROUP BY w.name
  UNION ALL SELECT w.name, 0, 0, count(DISTINCT e.article)
  FROM echo e JOIN newsroom w ON w.article = e.origin_article WHERE NOT e.weak GROUP BY w.name
  UNION ALL SELECT e.origin, 0, 0, count(DISTINCT e.article) FROM echo e
  WHERE e.origin_kind = 'outlet' AND NOT e.weak GROUP BY e.origin
) GROUP BY name"""
