"""One series: its figures drawn by day with a line for each origin, in a table, and how they stand to each other."""

from collections.abc import Sequence
from datetime import date
from typing import Annotated, Literal, NamedTuple

import msgspec

from reportedly.keep import number_slices
from reportedly.keep.number_slices import Figure, Together
from reportedly.show.labels import BOUNDS
from reportedly.show.site import step_plot
from reportedly.show.site.page import Missing, Moved, Page, PageNumber, Query
from reportedly.show.site.pages.numbers import Ends, dated, ends_of, latest_of, says_of, word_of
from reportedly.show.site.reader import Reader
from reportedly.show.site.render import turn
from reportedly.show.site.scales import short_number
from reportedly.show.site.step_plot import Plot, Told
from reportedly.show.site.wording import counted
from reportedly.weave.series import Relation

ROWS = 100  # figures of a series on one page of its table
REASONS = 12  # reasons of a relation that are shown
SIZES = (("wide", 860, 330), ("narrow", 348, 270))  # the drawing for desks and for phones
ORDER: tuple[Relation, ...] = ("conflicts", "develops", "agrees")
By = Literal["as_of", "report"]
SeriesId = Annotated[str, msgspec.Meta(description="The series' id; the short name of any row in it leads to it.")]
Drawn = Annotated[By | None, msgspec.Meta(description="Drawn by the day that figures hold for, or of their report.")]


class SeriesQuery(Query, frozen=True, kw_only=True):
    """Which series, by which day its figures are drawn, and which page of them."""

    id: SeriesId
    by: Drawn = None
    page: PageNumber = 1


class FigureRow(msgspec.Struct, frozen=True, kw_only=True):
    """A figure: as it is written, its number and bound, of what, for which days, in whose report and outlet.

    `since` is the first of the days that it holds for where it is not one day, `as_of` the last. The three counts are
    of its claim; `start` and `end` are the characters of the number in its article.
    """

    figure: str
    value: float | None
    high: float | None
    bound: str
    unit: str | None
    thing: str
    measure: str
    since: str | None
    as_of: str | None
    reported: str | None
    origins: tuple[str, ...]
    outlet: str | None
    voice: str | None
    status: str | None
    outlets: int
    reports: int
    voices: int
    relations: tuple[Relation, ...]
    claim: str | None
    article: str
    start: int
    end: int
    address: str


class RelationRow(msgspec.Struct, frozen=True, kw_only=True):
    """Why figures agree, develop or conflict; `pairs` of them do for this reason. `left` and `right` are the first."""

    relation: Relation
    reason: str
    pairs: int
    left: str
    right: str


class SeriesData(msgspec.Struct, frozen=True, kw_only=True):
    """A series with all its figures in the order of their reports; the other fields are those of the list's line."""

    id: str
    says: str
    thing: str
    measure: str
    unit: str | None
    latest: tuple[str, ...]
    latest_word: tuple[str, ...]
    latest_report: str | None
    as_of: str | None
    as_of_told: str | None
    lowest: float | None
    highest: float | None
    open_above: bool
    open_below: bool
    origins: tuple[str, ...]
    dispute: str | None
    figures: tuple[FigureRow, ...]
    relations: tuple[RelationRow, ...]


class Beside(NamedTuple):
    """A figure that is not drawn, and why."""

    row: FigureRow
    why: str


class Standing(NamedTuple):
    """A relation with its reasons: those that are shown, and how many more there are."""

    relation: Relation
    pairs: int
    rows: Sequence[RelationRow]
    more: int


def series(reader: Reader, query: SeriesQuery) -> Page:
    """Return a series' page; raises `Missing` for no series, `Moved` for a row's short name."""
    try:
        id = number_slices.series_of(reader.db, query.id)
    except KeyError:
        raise Missing("This story has no such series of numbers.") from None
    if id != query.id:
        raise Moved("series", id=id)
    found = number_slices.figures_of(reader.db, id)
    data = _data(id, found, number_slices.together(reader.db, id))
    by = query.by or best_day(data.figures)
    letters = {name: step_plot.letter(n) for n, name in enumerate(dict.fromkeys(map(_origin, data.figures)))}
    told = [one for row in data.figures if (one := _told(row, by)) is not None]
    begin = (query.page - 1) * ROWS
    return Page(
        title=data.says,
        data=data,
        rows=data.figures,
        template="series.html",
        context={
            "ends": Ends(data.lowest, data.highest, data.open_above, data.open_below),
            "by": by, "letters": letters, "ways": {name: n % step_plot.LINES for n, name in enumerate(letters)},
            "plots": _plots(told, letters), "origin_of": _origin, "described": _described(told, by),
            "beside": [one for row in data.figures for one in _beside(row, by)], "bounds": BOUNDS,
            "standing": _standing(data.relations), "shown": data.figures[begin : begin + ROWS],
            "turn": turn(query.page, ROWS, len(data.figures)),
            "by_address": {row.address: row for row in data.figures},
        },
    )  # fmt: skip


def best_day(rows: Sequence[FigureRow]) -> By:
    """Return by which day figures are told apart: the one they hold for, if most have one and not all the same."""
    days = [row.as_of for row in rows if row.as_of]
    return "as_of" if len(set(days)) > 1 and 2 * len(days) > len(rows) else "report"


def _data(id: str, found: Sequence[Figure], how: Together) -> SeriesData:
    thing, measure = number_slices.words_of(found)
    latest, holds = latest_of(found), dated(found)
    words = {one.figure: word_of(one) for one in latest}
    unit = next((one.unit for one in found if one.unit), None)
    return SeriesData(
        id=id, says=says_of(thing, measure, unit), thing=thing, measure=measure, unit=unit,
        latest=tuple(words), latest_word=tuple(words.values()), latest_report=latest[-1].reported,
        as_of=holds.as_of if holds else None, as_of_told=holds.figure if holds else None, **ends_of(found)._asdict(),
        origins=tuple(dict.fromkeys(name for one in found for name in one.origins)),
        dispute=how.dispute, figures=tuple(map(_row, found)), relations=_relations(how),
    )  # fmt: skip


def _row(one: Figure) -> FigureRow:
    held = {name: getattr(one, name) for name in FigureRow.__struct_fields__ if name != "since"}
    return FigureRow(since=one.first if one.first != one.as_of else None, **held)


def _relations(how: Together) -> tuple[RelationRow, ...]:
    """Return the reasons of a series' pairs, conflicts first, each once with the number of its pairs."""
    held: dict[tuple[Relation, str], list[tuple[str, str]]] = {}
    for pair in how.pairs:
        held.setdefault((pair.relation, pair.reason), []).append((pair.left, pair.right))
    found = [
        RelationRow(relation=relation, reason=" ".join(reason.split()), pairs=len(pairs), left=pairs[0][0],
                    right=pairs[0][1])
        for (relation, reason), pairs in held.items()
    ]  # fmt: skip
    return tuple(sorted(found, key=lambda one: (ORDER.index(one.relation), -one.pairs)))


def _standing(rows: Sequence[RelationRow]) -> list[Standing]:
    of = {relation: [row for row in rows if row.relation == relation] for relation in ORDER}
    return [
        Standing(relation, sum(row.pairs for row in held), held[:REASONS], max(0, len(held) - REASONS))
        for relation, held in of.items()
        if held
    ]


def _origin(row: FigureRow) -> str:
    return ", ".join(row.origins)


def _days(row: FigureRow, by: By) -> tuple[str | None, str | None]:
    return (row.since or row.as_of, row.as_of) if by == "as_of" else (row.reported, row.reported)


def _told(row: FigureRow, by: By) -> Told | None:
    first, last = _days(row, by)
    if first is None or last is None or row.value is None:
        return None
    words = f"{row.figure}: {_origin(row)}, {last}"
    return Told(_origin(row), date.fromisoformat(first), date.fromisoformat(last), row.value, row.high, row.bound,
                "conflicts" in row.relations, words)  # fmt: skip


def _beside(row: FigureRow, by: By) -> list[Beside]:
    if row.value is None:
        return [Beside(row, "not understood as a number")]
    if _days(row, by)[1] is None:
        return [Beside(row, "the text does not say for which day" if by == "as_of" else "the report has no date")]
    return []


def _plots(told: Sequence[Told], letters: dict[str, str]) -> list[tuple[str, Plot]]:
    drawn = [(name, step_plot.draw(told, letters, width, height)) for name, width, height in SIZES]
    return [(name, plot) for name, plot in drawn if plot is not None]


def _described(told: Sequence[Told], by: By) -> str:
    """Return what the drawing shows, for those who do not see it."""
    if not told:
        return ""
    values = [value for one in told for value in (one.low, one.high) if value is not None]
    first, last = min(one.first for one in told), max(one.last for one in told)
    days = f"for {first}" if first == last else f"from {first} to {last}"
    lines = counted(len({one.origin for one in told}), "line")
    return (
        f"{counted(len(told), 'figure')} {days}, by the day {'they hold for' if by == 'as_of' else 'of their report'}, "
        f"in {lines}, one for each origin; between {short_number(min(values))} and {short_number(max(values))}. "
        "The table after the drawing has every figure."
    )
