"""Series in slices: which are within filters, and the figures of one, each with its origins, voice and counts."""

import sqlite3
from collections.abc import Iterable
from typing import Literal, NamedTuple

import msgspec

from reportedly.keep.asking import EVERY, Where, of_figures
from reportedly.keep.details import claim_holding
from reportedly.keep.filters import Filters
from reportedly.keep.stored import StoredCounts
from reportedly.weave.comparing import classes_of
from reportedly.weave.counts import Counts
from reportedly.weave.series import Pair, Relation, Series
from reportedly.weave.wording import folded, stem

LOOKED_AT = 400  # series of most figures, among which tolls are looked for
SeriesOrder = Literal["figures", "latest", "earliest"]
ORDERS: dict[SeriesOrder, str] = {
    "figures": "count(*) DESC, max(coalesce(g.reported, '')) DESC, g.series",
    "latest": "max(coalesce(g.reported, '')) DESC, count(*) DESC, g.series",
    "earliest": "min(coalesce(g.reported, '~')), count(*) DESC, g.series",
}


class SeriesWanted(NamedTuple):
    """Which series: `about` are words of what is counted or of its measure, `relation` what two figures must do.

    `filters` are asked of a figure (days, names, outlet); one that fits is enough.
    """

    about: str | None = None
    relation: Relation | None = None
    filters: Filters = Filters()

    def where(self) -> Where:
        """Return an SQL condition on figures `g`: a series with such a figure is wanted."""
        found = of_figures(self.filters)
        for word in (self.about or "").split():
            key, told = folded(word), "(g.thing LIKE ? OR g.measure LIKE ? OR instr(lower(g.figure), ?) > 0)"
            found &= Where(told, (f"{stem(key)}%", f"{stem(key)}%", key))
        if self.relation is not None:
            found &= Where("instr(g.relations, ?) > 0", (f'"{self.relation}"',))
        return found


class Figure(NamedTuple):
    """A figure of a series as its article has it.

    `value` and `high` are the number as told (`high` of a range only), with its `bound`; `thing` and `measure` the
    words for what is counted and for what became of it. `first` and `as_of` are the days that it holds for, `reported`
    its report's (ISO), each None where unknown. `origins` are the reports that it rests on. `start` to `end` is the
    number in its article; the three counts are those of its claim.
    """

    address: str
    figure: str
    value: float | None
    high: float | None
    bound: str
    unit: str | None
    thing: str
    measure: str
    first: str | None
    as_of: str | None
    reported: str | None
    outlet: str | None
    title: str | None
    article: str
    start: int
    end: int
    status: str | None
    claim: str | None
    outlets: int
    reports: int
    voices: int
    origins: tuple[str, ...]
    voice: str | None
    relations: tuple[Relation, ...]


class Together(NamedTuple):
    """How the figures of a series stand to each other two by two, and its dispute's id (None for none)."""

    pairs: tuple[Pair, ...]
    dispute: str | None


def count_series(db: sqlite3.Connection, wanted: SeriesWanted) -> int:
    """Return how many series are wanted."""
    where = wanted.where()
    query = f"SELECT count(DISTINCT g.series) FROM figure g WHERE {where.sql}"
    return int(db.execute(query, where.values).fetchone()[0])


def series_ids(
    db: sqlite3.Connection, wanted: SeriesWanted, order: SeriesOrder, limit: int, offset: int = 0
) -> list[str]:
    """Return the ids of at most `limit` wanted series from `offset` on."""
    where = wanted.where()
    within = "" if where.sql == EVERY.sql else f"WHERE g.series IN (SELECT g.series FROM figure g WHERE {where.sql})"
    query = f"SELECT g.series FROM figure g {within} GROUP BY g.series ORDER BY {ORDERS[order]} LIMIT ? OFFSET ?"
    return [id for (id,) in db.execute(query, (*where.values, limit, offset))]


def foremost(db: sqlite3.Connection, limit: int) -> list[str]:
    """Return the ids of the series that a reader asks for first: tolls of the dead, then those of most figures."""
    query = (
        "SELECT g.series, g.measure FROM figure g GROUP BY g.series "
        "ORDER BY count(*) DESC, max(coalesce(g.reported, '')) DESC, g.series LIMIT ?"
    )
    found = db.execute(query, (LOOKED_AT,)).fetchall()
    return [id for id, measure in sorted(found, key=lambda one: "kill" not in classes_of(stem(folded(one[1]))))][:limit]


def series_of(db: sqlite3.Connection, name: str) -> str:
    """Return the id of the series that a name means: its own, or that of a row that is in it. Raises `KeyError`."""
    if db.execute("SELECT 1 FROM figure WHERE series = ? LIMIT 1", (name,)).fetchone():
        return name
    query = (
        "SELECT m.id FROM story_row r JOIN member m ON m.family = 'series' AND m.address = r.address WHERE r.hash = ?"
    )
    found = db.execute(query, (name,)).fetchone()
    if found is None:
        raise KeyError(name)
    return str(found[0])


FIGURES = (
    "SELECT g.address, g.figure, g.bound, g.unit, g.first, g.as_of, g.reported, g.status, g.relations, "
    "r.start, r.stop, r.shown ->> '$.value', r.shown ->> '$.high', coalesce(r.words ->> '$.of', ''), "
    "coalesce(r.words ->> '$.measure', r.words ->> '$.event', ''), a.key, a.outlet, a.title "
    "FROM figure g JOIN story_row r ON r.address = g.address JOIN article a ON a.key = g.article "
    "WHERE g.series = ? ORDER BY g.place"
)


def figures_of(db: sqlite3.Connection, series: str) -> list[Figure]:
    """Return the figures of a series in the order of their reports; none for an id that is no series'."""
    claims: dict[str, Counts] = {}
    return [_figure(db, claims, *row) for row in db.execute(FIGURES, (series,)).fetchall()]


def _figure(
    db: sqlite3.Connection, claims: dict[str, Counts], address: str, figure: str, bound: str | None, unit: str | None,
    first: str, as_of: str | None, reported: str | None, status: str | None, relations: str, start: int, stop: int,
    value: float | None, high: float | None, thing: str, measure: str, article: str, outlet: str | None,
    title: str | None,
) -> Figure:  # fmt: skip
    claim = claim_holding(db, address)
    if claim is not None and claim not in claims:
        found = db.execute("SELECT body FROM thing WHERE family = 'counts' AND id = ?", (claim,)).fetchone()
        stored = msgspec.json.decode(found[0], type=StoredCounts) if found else StoredCounts()
        claims[claim] = stored.whole
    counts = claims[claim] if claim is not None else Counts((), (), ())
    origins = [one.root.name for one in counts.reports
               if address in one.summed_up or any(path.address == address for path in one.paths)]  # fmt: skip
    voices = [one.name for one in counts.voices if address in one.rows and one.kind not in ("own", "none")]
    return Figure(
        address=address, figure=" ".join(figure.split()), value=value, high=high, bound=bound or "exactly", unit=unit,
        thing=thing, measure=measure, first=first if as_of else None, as_of=as_of, reported=reported, outlet=outlet,
        title=title, article=article, start=start, end=stop, status=status, claim=claim,
        outlets=len(counts.outlets), reports=len(counts.reports), voices=len(counts.voices),
        origins=tuple(_named(db, name) for name in origins) or (outlet or _named(db, article),),
        voice=voices[0] if voices else None, relations=tuple(msgspec.json.decode(relations)),
    )  # fmt: skip


def _named(db: sqlite3.Connection, origin: str) -> str:
    """Return the name of a report; one of an unknown outlet goes by the key of its article."""
    found = db.execute("SELECT title FROM article WHERE key = ?", (origin,)).fetchone()
    return origin if found is None else f"unknown outlet, “{found[0] or origin}”"


def together(db: sqlite3.Connection, series: str) -> Together:
    """Return how the figures of a series stand together."""
    found = db.execute("SELECT body FROM thing WHERE family = 'series' AND id = ?", (series,)).fetchone()
    pairs = msgspec.convert(msgspec.json.decode(found[0])["whole"], Series).pairs if found else ()
    query = "SELECT id FROM contest WHERE family = 'series' AND \"of\" = ?"
    dispute = db.execute(query, (series,)).fetchone()
    return Together(pairs, dispute[0] if dispute else None)


def words_of(figures: Iterable[Figure]) -> tuple[str, str]:
    """Return the words that most figures have for what is counted and for the measure, shorter ones first."""
    figures = list(figures)
    return _most([one.thing for one in figures]), _most([_bare(one.measure) for one in figures])


AUXILIARIES = frozenset({"was", "were", "been", "be", "being", "have", "has", "had", "is", "are"})


def _bare(measure: str) -> str:
    words = measure.split()
    while len(words) > 1 and words[0].lower() in AUXILIARIES:
        words = words[1:]
    return " ".join(words)


def _most(found: list[str]) -> str:
    kept = [" ".join(one.split()) for one in found if one.strip()]
    return max(sorted(set(kept), key=lambda one: (len(one), one)), key=kept.count) if kept else ""
