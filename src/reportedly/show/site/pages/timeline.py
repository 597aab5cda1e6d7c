"""Events by their days or by their reports: uncertain days as intervals, those without a day counted and apart."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Annotated, Literal, NamedTuple

import msgspec

from reportedly.keep import timeline_slices
from reportedly.keep.filters import Filters
from reportedly.keep.timeline_slices import Direction, When
from reportedly.keep.view_rows import ClaimView
from reportedly.record.rows import EventType
from reportedly.show.labels import EVENT_TYPES, STATUSES
from reportedly.show.site import scales
from reportedly.show.site.page import Page, PageNumber, Query
from reportedly.show.site.pages.claims import NAMED, AnyStatus
from reportedly.show.site.reader import Reader
from reportedly.show.site.render import turn
from reportedly.show.site.scales import Tick
from reportedly.show.site.wording import SAYINGS, status_label
from reportedly.weave.curves import By

SIZE, FEW = 60, 6  # events on a page; of those without a day below it
WIDTH, EDGE = 260, 8  # units of the drawing of days, and of the room at its ends
SHORT = 5  # units that a bar is long at least
Show = Annotated[Literal["undated"] | None, msgspec.Meta(description="Only the events that have no day.")]


class TimelineQuery(Query, frozen=True, kw_only=True):
    """What the timeline can be asked: every filter that is given must hold."""

    by: Annotated[By, msgspec.Meta(description="By the day of the event, or of its first report.")] = "event"
    status: Annotated[AnyStatus | None, msgspec.Meta(description="The latest status.")] = None
    type: Annotated[EventType | None, msgspec.Meta(description="A PLOVER type.")] = None
    since: Annotated[date | None, msgspec.Meta(description="On this day or later.")] = None
    until: Annotated[date | None, msgspec.Meta(description="On this day or earlier.")] = None
    actor: Annotated[str | None, msgspec.Meta(description=NAMED)] = None
    recipient: Annotated[str | None, msgspec.Meta(description=NAMED)] = None
    place: Annotated[str | None, msgspec.Meta(description=NAMED)] = None
    order: Annotated[Direction, msgspec.Meta(description="Which end comes first.")] = "latest"
    show: Show = None
    page: PageNumber = 1


class Bar(NamedTuple):
    """The days of an event in the drawing: from `x`, `width` long (0: one day). `before`, `after`: it goes beyond."""

    x: float
    width: float
    before: bool
    after: bool


class Scale(NamedTuple):
    """The days that a page draws: its ends in words, its marks."""

    first: str
    last: str
    ticks: tuple[Tick, ...]


class Shown(NamedTuple):
    """An event with the days that it is drawn by; None where it has none."""

    row: ClaimView
    first: str | None
    last: str | None
    bar: Bar | None


def timeline(reader: Reader, query: TimelineQuery) -> Page:
    """Return a page of the timeline; with `show`, a page of the events that have no day."""
    when = _when(query)
    dated, undated = timeline_slices.count_events(reader.db, when)
    offset, alone = (query.page - 1) * SIZE, query.show == "undated"
    rows = [] if alone else timeline_slices.dated_events(reader.db, reader.views, when, SIZE, offset)
    apart = timeline_slices.undated_events(reader.db, reader.views, when, SIZE if alone else FEW,
                                           offset if alone else 0) if undated else []  # fmt: skip
    scale, shown = _drawn(rows, query.by)
    asked = ("status", "type", "since", "until", "actor", "recipient", "place")
    return Page(
        title="Events without a day" if alone else "Timeline",
        data=apart if alone else rows,
        template="timeline.html",
        context={
            "shown": shown, "scale": scale, "apart": apart, "dated": dated, "undated": undated, "alone": alone,
            "turn": turn(query.page, SIZE, undated if alone else dated), "sayings": SAYINGS, "width": WIDTH,
            "statuses": [(name, status_label(name)) for name in (*STATUSES, "disputed")],
            "types": [(name, f"{name.lower()}: {gloss}") for name, gloss in EVENT_TYPES.items()],
            "asked": any(getattr(query, name) is not None for name in asked),
        },
    )  # fmt: skip


def _when(query: TimelineQuery) -> When:
    filters = Filters(
        status=query.status, type=query.type, actor=query.actor, recipient=query.recipient, place=query.place,
        since=query.since.isoformat() if query.since else None, until=query.until.isoformat() if query.until else None,
    )  # fmt: skip
    return When(query.by, query.order, filters)


def days_of(row: ClaimView, by: By) -> tuple[str | None, str | None]:
    """Return the first and the last day that an event is drawn by: told of it, or of its reports."""
    return (row.earliest, row.latest) if by == "event" else (row.first_report, row.last_report)


def _drawn(rows: Sequence[ClaimView], by: By) -> tuple[Scale | None, list[Shown]]:
    """Return the scale of a page and its events with their bars.

    The scale goes from the first day on which an event of the page begins to the last one; what lasts longer, or began
    before, goes beyond its end.
    """
    held = [(row, *days_of(row, by)) for row in rows]
    starts = [date.fromisoformat(first) for _, first, _ in held if first]
    if not starts:
        return None, [Shown(row, first, last, None) for row, first, last in held]
    axis = scales.days(_within(starts, held), EDGE, WIDTH - EDGE)
    shown = []
    for row, first, last in held:
        bar = None
        if first and last:
            one, two = date.fromisoformat(first), date.fromisoformat(last)
            begin, end = axis.at(one), axis.at(two)
            width = 0.0 if one == two else max(SHORT, round(end - begin, 1))
            bar = Bar(begin, width, one < axis.first, two > axis.last)
        shown.append(Shown(row, first, last, bar))
    return Scale(str(axis.first), str(axis.last), axis.ticks(2)), shown


def _within(starts: Sequence[date], held: Iterable[tuple[ClaimView, str | None, str | None]]) -> list[date]:
    """Return the days that a scale is for: where events begin, and ends that are not far after the last beginning."""
    first, last = min(starts), max(starts)
    room = max((last - first) // 2, (date.resolution * 7))
    ends = [date.fromisoformat(end) for _, _, end in held if end]
    return [*starts, *(end for end in ends if end <= last or end - last <= room)]
