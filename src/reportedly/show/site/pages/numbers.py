"""The list of number series: what is counted, the latest figure, the range, how many origins, what conflicts."""

from collections.abc import Sequence
from datetime import date
from typing import Annotated, Literal, NamedTuple

import msgspec

from reportedly.keep import around, number_slices
from reportedly.keep.filters import Filters
from reportedly.keep.number_slices import Figure, SeriesWanted
from reportedly.show.site.page import Page, PageNumber, Query
from reportedly.show.site.reader import Reader
from reportedly.show.site.render import turn
from reportedly.show.site.scales import short_number
from reportedly.weave.series import Relation

SIZE = 40
AROUND = 90  # characters of a sentence to either side of the latest figure
Ordered = Literal["figures", "latest", "earliest"]
ORDERS = (("figures", "most figures"), ("latest", "latest report"), ("earliest", "earliest report"))
RELATIONS: tuple[tuple[Relation, str], ...] = (
    ("conflicts", "figures conflict"), ("develops", "it develops"), ("agrees", "figures agree"),
)  # fmt: skip
NAMED = "Part of a name; a country means its people too."


class NumbersQuery(Query, frozen=True, kw_only=True):
    """What the list of series can be asked: a series is shown if one of its figures is within every filter."""

    about: Annotated[str | None, msgspec.Meta(description="Words of what is counted, or of the measure.")] = None
    relation: Annotated[Relation | None, msgspec.Meta(description="Figures that conflict, develop or agree.")] = None
    place: Annotated[str | None, msgspec.Meta(description=NAMED)] = None
    actor: Annotated[str | None, msgspec.Meta(description=NAMED)] = None
    outlet: Annotated[str | None, msgspec.Meta(description="Part of the name of an outlet that has a figure.")] = None
    since: Annotated[date | None, msgspec.Meta(description="Of this day or later.")] = None
    until: Annotated[date | None, msgspec.Meta(description="Of this day or earlier.")] = None
    order: Annotated[Ordered, msgspec.Meta(description="What comes first.")] = "figures"
    page: PageNumber = 1


class SeriesRow(msgspec.Struct, frozen=True, kw_only=True):
    """A series in one line. `latest` is its last reported figure as it is told (several where reports of a day differ).

    `latest_word` says whose word each of these is; `as_of` is the last day that a figure says it holds for,
    `as_of_told` that figure. `lowest` and `highest` are of the numbers as told, `open_above` and `open_below` whether
    a figure at that end allows more ("at least 8") or less; `origins` are the reports behind them.
    """

    id: str
    says: str
    thing: str
    measure: str
    unit: str | None
    figures: int
    latest: tuple[str, ...]
    latest_word: tuple[str, ...]
    latest_report: str | None
    first_report: str | None
    as_of: str | None
    as_of_told: str | None
    lowest: float | None
    highest: float | None
    open_above: bool
    open_below: bool
    origins: int
    origin_names: tuple[str, ...]
    outlets: int
    conflicts: bool
    develops: bool
    agrees: bool
    sentence: str
    article: str
    start: int
    end: int


def numbers(reader: Reader, query: NumbersQuery) -> Page:
    """Return a page of the series within the filters."""
    wanted = wanted_of(query)
    ids = number_slices.series_ids(reader.db, wanted, query.order, SIZE, (query.page - 1) * SIZE)
    rows = [series_row(reader, id, number_slices.figures_of(reader.db, id)) for id in ids]
    asked = [getattr(query, name) for name in query.__struct_fields__ if name not in ("order", "page")]
    return Page(
        title="Numbers",
        data=rows,
        template="numbers.html",
        context={
            "turn": turn(query.page, SIZE, number_slices.count_series(reader.db, wanted)), "orders": ORDERS,
            "relations": RELATIONS, "ends": ends_in_words, "asked": any(value is not None for value in asked),
        },
    )  # fmt: skip


def wanted_of(query: NumbersQuery) -> SeriesWanted:
    """Return a query as the database is asked."""
    filters = Filters(
        since=query.since.isoformat() if query.since else None, until=query.until.isoformat() if query.until else None,
        place=query.place, actor=query.actor, outlet=query.outlet,
    )  # fmt: skip
    return SeriesWanted(query.about, query.relation, filters)


def says_of(thing: str, measure: str, unit: str | None = None) -> str:
    """Return a series in words.

    >>> says_of("people", "killed"), says_of("cut", "", "%")
    ('People: killed', 'Cut (%)')
    """
    words = ": ".join(part for part in (thing, measure) if part) or "Number"
    return words[:1].upper() + words[1:] + (f" ({unit})" if unit else "")


def latest_of(figures: Sequence[Figure]) -> list[Figure]:
    """Return the figures of the last day of report, or the last in order where no day is known."""
    days = [one.reported for one in figures if one.reported]
    return [one for one in figures if one.reported == max(days)] if days else list(figures[-1:])


class Ends(NamedTuple):
    """The lowest and the highest number as told, and whether a figure at that end allows more, or less."""

    lowest: float | None
    highest: float | None
    open_above: bool
    open_below: bool

    def __str__(self) -> str:
        """Return the ends in words.

        >>> str(Ends(6, 6, True, False)), str(Ends(9, 14, False, False)), str(Ends(None, None, False, False))
        ('6 or more', '9 to 14', 'not told in numbers')
        """
        if self.lowest is None or self.highest is None:
            return "not told in numbers"
        low, high = short_number(self.lowest), short_number(self.highest)
        words = low if low == high else f"{low} to {high}"
        return words + " or more" * self.open_above + " or fewer" * (self.open_below and low == high)


def ends_of(figures: Sequence[Figure]) -> Ends:
    """Return between which numbers figures are."""
    found = [value for one in figures for value in (one.value, one.high) if value is not None]
    if not found:
        return Ends(None, None, False, False)
    least, most = min(found), max(found)
    return Ends(
        least, most, any(one.value == most and one.bound in ("at_least", "more_than") for one in figures),
        any(one.value == least and one.bound in ("at_most", "less_than") for one in figures),
    )  # fmt: skip


def word_of(figure: Figure) -> str:
    """Return whose word a figure is: its voice's, or of the reports that it rests on."""
    return figure.voice or ", ".join(figure.origins)


def dated(figures: Sequence[Figure]) -> Figure | None:
    """Return the figure that says it holds for the latest day; None where none says so."""
    held = [one for one in figures if one.as_of]
    return max(held, key=lambda one: (one.as_of or "", one.reported or "")) if held else None


def series_row(reader: Reader, id: str, figures: Sequence[Figure]) -> SeriesRow:
    """Return a series as the list has it."""
    thing, measure = number_slices.words_of(figures)
    latest = latest_of(figures)
    origins = tuple(dict.fromkeys(name for one in figures for name in one.origins))
    days = [one.reported for one in figures if one.reported]
    relations = {relation for one in figures for relation in one.relations}
    told = {one.figure: word_of(one) for one in latest}
    unit = next((one.unit for one in figures if one.unit), None)
    last, holds = latest[-1], dated(figures)
    return SeriesRow(
        id=id, says=says_of(thing, measure, unit), thing=thing, measure=measure, unit=unit, figures=len(figures),
        latest=tuple(told), latest_word=tuple(told.values()), latest_report=max(days, default=None),
        first_report=min(days, default=None), as_of=holds.as_of if holds else None,
        as_of_told=holds.figure if holds else None, **ends_of(figures)._asdict(), origins=len(origins),
        origin_names=origins, outlets=len({one.outlet or one.article for one in figures}),
        conflicts="conflicts" in relations, develops="develops" in relations, agrees="agrees" in relations,
        sentence=sentence_of(reader, last), article=last.article, start=last.start, end=last.end,
    )  # fmt: skip


def ends_in_words(row: SeriesRow) -> str:
    """Return between which numbers a series is, in words."""
    return str(Ends(row.lowest, row.highest, row.open_above, row.open_below))


def sentence_of(reader: Reader, figure: Figure) -> str:
    """Return the sentence that a figure stands in, cut to what is close to it."""
    version = int(figure.address.split("/")[1])
    found = around.quoted(reader.db, reader.views, figure.article, version, figure.start, figure.end)
    before, after = found.before, found.after
    if len(before) > AROUND:
        before = "… " + before[-AROUND:].partition(" ")[2]
    if len(after) > AROUND:
        after = after[:AROUND].rpartition(" ")[0] + " …"
    return " ".join(f"{before}{found.words}{after}".split())
