"""The story's page: what happened, what is new, what is counted, disputed, only talk, and what did not happen."""

from datetime import date, timedelta
from typing import Annotated, Literal, NamedTuple

import msgspec

from reportedly.keep import moments, number_slices
from reportedly.keep.number_slices import SeriesWanted
from reportedly.keep.slices import Dispute, Extent, Wanted
from reportedly.keep.views import ClaimView
from reportedly.show.site import curve as drawing
from reportedly.show.site import talk
from reportedly.show.site.curve import Curve
from reportedly.show.site.page import Page, PageNumber, Query
from reportedly.show.site.pages.numbers import SeriesRow, ends_in_words, series_row
from reportedly.show.site.reader import Reader
from reportedly.show.site.render import Turn, turn
from reportedly.show.site.talk import SAID, Part, Talk
from reportedly.show.site.wording import SAYINGS, status_label
from reportedly.weave.curves import By

FEW, MANY = 8, 50  # rows of a section on the first page, and of a page of its own
FEW_SERIES = 4  # series on the first page
FEW_TALK = 3  # rows of each kind of talk on the first page
ROOM = 92  # days beside those of publication that the curve has at most
NEW_DAYS = 1  # without `since`, what was first reported on the last day or so many days before it is new
Section = Literal["happened", "numbers", "talk", "disputed", "not", "new"]
Since = Annotated[date | None, msgspec.Meta(description="New is what was first reported on this day or later.")]
Show = Annotated[Section | Talk | None, msgspec.Meta(description="One section alone, with all its rows, page by page.")]
Switch = Literal["on"] | None
Layer = Annotated[Switch, msgspec.Meta(description="Draws this status in the curve as a layer of its own.")]


class StoryQuery(Query, frozen=True, kw_only=True):
    """What the story's page can be asked."""

    since: Since = None
    show: Show = None
    by: Annotated[By, msgspec.Meta(description="The curve by the day of events, or of their first reports.")] = "event"
    weighed: Annotated[Switch, msgspec.Meta(description="The curve weighed by PLOVER's intensities.")] = None
    layers: Annotated[Literal["all"] | None, msgspec.Meta(description="The curve with every layer.")] = None
    planned: Layer = None
    considered: Layer = None
    possible: Layer = None
    called_for: Layer = None
    conditional: Layer = None
    did_not_happen: Layer = None
    disputed: Layer = None
    page: PageNumber = 1


class StoryRow(msgspec.Struct, frozen=True, kw_only=True):
    """A claim, a dispute that is not within a claim, or a series of numbers, under the section that it stands in.

    `talk` is which kind of talk it is, in that section. `status` is the last. The three counts are null for a dispute;
    of a series, `reports` are its origins, and `articles` and `voices` are null.
    """

    section: Section
    talk: Talk | None
    id: str
    kind: str
    type: str | None
    status: str | None
    earliest: str | None
    latest: str | None
    first_report: str | None
    last_report: str | None
    actors: tuple[str, ...]
    recipients: tuple[str, ...]
    says: str
    articles: int | None
    outlets: int | None
    reports: int | None
    voices: int | None
    voice_names: tuple[str, ...]


PARTS: dict[str, Part] = {
    "happened": Part("What happened", "Told as done or under way; by date, the latest first.",
                     Wanted(("event",), ("happened", "ongoing"), but=SAID)),
    "talk": talk.EVERY,
    "disputed": Part("What is disputed", "What cannot both be, side by side.", None),
    "not": Part("What did not happen", "By the words of its voice it did not, has not or will not.",
                Wanted(("event",), ("did_not_happen",), but=SAID)),
}  # fmt: skip
SHOWN: tuple[Section, ...] = ("happened", "new", "numbers", "disputed", "talk", "not")
NUMBERS = Part("What is counted", "Series of figures for one thing: tolls first, then those of most figures.", None)


class Shown(NamedTuple):
    """A section as the template sees it."""

    name: str
    part: Part
    rows: list[StoryRow]
    disputes: list[Dispute]
    turn: Turn
    kinds: "tuple[Shown, ...]" = ()
    series: tuple[SeriesRow, ...] = ()


class Layered(NamedTuple):
    """A layer of the curve as its switch: its word, how many events it has, whether it is drawn."""

    name: str
    label: str
    events: int
    on: bool


def story(reader: Reader, query: StoryQuery) -> Page:
    """Return the story's page; with `show`, one of its sections alone."""
    extent, tally = reader.extent(), reader.once(moments.tally)
    since = query.since or (date.fromisoformat(extent.last) - timedelta(NEW_DAYS) if extent.last else None)
    parts: dict[str, Part] = dict(PARTS) | {str(name): part for name, part in talk.KINDS.items()}
    if since is not None:
        gloss = f"First reported on {since} or later; the latest first."
        parts["new"] = Part(f"New since {since}", gloss, Wanted(reported_since=since.isoformat()), "report")
    if query.show == "numbers":
        shown = [_numbers(reader, query.page, MANY)]
    elif query.show is not None:
        names = [query.show] if query.show in parts else []  # nothing is new where no article has a day
        shown = [_section(reader, tally, name, parts[name], query.page, MANY) for name in names]
    else:
        first = {"talk": lambda: _talk(reader, tally), "numbers": lambda: _numbers(reader, 1, FEW_SERIES)}
        shown = [first[name]() if name in first else _section(reader, tally, name, parts[name], 1, FEW)
                 for name in SHOWN if name in parts or name in first]  # fmt: skip
    drawn = None if query.show else _curve(reader, query, extent)
    return Page(
        title=shown[0].part.heading if query.show and shown else "Story",
        data=[row for section in shown for row in section.rows],
        template="story.html",
        context={"extent": extent, "sections": shown, "since": since, "sayings": SAYINGS, "curve": drawn,
                 "switches": _switches(query, tally), "kinds": talk.KINDS, "ends": ends_in_words},
    )  # fmt: skip


Tally = dict[tuple[str, str], int]


def _section(reader: Reader, tally: Tally, name: str, part: Part, page: int, size: int) -> Shown:
    offset = (page - 1) * size
    if part.wanted is None:
        found = reader.disputes(size, offset)
        return Shown(name, part, [_of_dispute(one) for one in found], found, turn(page, size, reader.count_disputes()))
    claims = reader.claims(part.wanted, part.order, size, offset)
    total = reader.count_claims(part.wanted) if part.wanted.reported_since else talk.total(tally, part.wanted)
    return Shown(name, part, [_of_claim(name, one) for one in claims], [], turn(page, size, total))


def _numbers(reader: Reader, page: int, size: int) -> Shown:
    """Return the section of numbers."""
    ids = number_slices.foremost(reader.db, page * size)[(page - 1) * size :]
    series = tuple(series_row(reader, id, number_slices.figures_of(reader.db, id)) for id in ids)
    total = number_slices.count_series(reader.db, SeriesWanted())
    return Shown("numbers", NUMBERS, list(map(_of_series, series)), [], turn(page, size, total), (), series)


def _talk(reader: Reader, tally: Tally) -> Shown:
    """Return the section of talk, a few of each kind."""
    kinds = tuple(_section(reader, tally, name, part, 1, FEW_TALK) for name, part in talk.KINDS.items())
    rows = [row for one in kinds for row in one.rows]
    every = turn(1, FEW_TALK, sum(one.turn.total for one in kinds))
    return Shown("talk", talk.EVERY, rows, [], every, tuple(one for one in kinds if one.rows))


def _on(query: StoryQuery) -> list[str]:
    """Return the layers that are drawn: what happened, and those that are switched on."""
    return [name for name in drawing.LAYER_NAMES
            if name == "happened" or query.layers == "all" or getattr(query, name) == "on"]  # fmt: skip


def _switches(query: StoryQuery, tally: Tally) -> list[Layered]:
    of: dict[str, int] = {}
    for (_, status), number in tally.items():
        of[status] = of.get(status, 0) + number
    on = _on(query)
    return [
        Layered(name, "Happened or ongoing" if name == "happened" else status_label(name),
                sum(of.get(status, 0) for status in drawing.statuses_of([name])), name in on)
        for name in drawing.LAYER_NAMES
    ]  # fmt: skip


def _curve(reader: Reader, query: StoryQuery, extent: Extent) -> Curve:
    """Return the curve of the days of publication and of those around them."""
    layers = _on(query)
    first = last = None
    if extent.first and extent.last:
        begin, end = date.fromisoformat(extent.first), date.fromisoformat(extent.last)
        room = timedelta(min(ROOM, max(7, (end - begin).days // 10)))
        first, last = (begin - room).isoformat(), (end + room).isoformat()
    found = moments.spread(reader.db, query.by, drawing.statuses_of(layers))
    return drawing.curve(found, layers, first, last, query.weighed == "on")


def _of_claim(name: str, claim: ClaimView) -> StoryRow:
    held = {field: getattr(claim, field) for field in StoryRow.__struct_fields__ if field not in ("section", "talk")}
    section: Section = next((one for one in SHOWN if one == name), "talk")
    fitting = (one for one, part in talk.KINDS.items() if part.wanted and part.wanted.fits(claim.type, claim.status))
    return StoryRow(section=section, talk=next(fitting, None) if section == "talk" else None, **held)


def _of_series(one: SeriesRow) -> StoryRow:
    return StoryRow(
        section="numbers", talk=None, id=one.id, kind="series", type=one.measure or None,
        status="disputed" if one.conflicts else None, earliest=None, latest=one.as_of, first_report=one.first_report,
        last_report=one.latest_report, actors=(), recipients=(), says=f"{one.says}: {' / '.join(one.latest)}",
        articles=None, outlets=one.outlets, reports=one.origins, voices=None, voice_names=one.latest_word,
    )  # fmt: skip


def _of_dispute(one: Dispute) -> StoryRow:
    against = " / ".join(side.side for side in one.sides)
    says = f"{one.says}: {against}" if one.says else against
    return StoryRow(
        section="disputed", talk=None, id=one.of,
        kind=f"dispute within a {one.family}" if one.family != "deed" else "dispute",
        type=one.type, status="disputed", earliest=None, latest=None, first_report=None, last_report=None, actors=(),
        recipients=(), says=says, articles=None, outlets=None, reports=None,
        voices=None, voice_names=(),
    )  # fmt: skip
