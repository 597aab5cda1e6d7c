"""The story's page: what happened, what is only talk, what is disputed, what did not happen, what is new."""

from datetime import date, timedelta
from typing import Annotated, Literal, NamedTuple

import msgspec

from reportedly.keep.slices import Dispute, Order, Wanted
from reportedly.keep.views import ClaimView
from reportedly.show.site.page import Page, PageNumber, Query
from reportedly.show.site.reader import Reader
from reportedly.show.site.render import Turn, turn
from reportedly.show.site.wording import SAYINGS

FEW, MANY = 8, 50  # rows of a section on the first page, and of a page of its own
NEW_DAYS = 1  # without `since`, what was first reported on the last day or so many days before it is new
Section = Literal["happened", "talk", "disputed", "not", "new"]
Since = Annotated[date | None, msgspec.Meta(description="New is what was first reported on this day or later.")]
Show = Annotated[Section | None, msgspec.Meta(description="One section alone, with all its rows, page by page.")]


class StoryQuery(Query, frozen=True, kw_only=True):
    """What the story's page can be asked."""

    since: Since = None
    show: Show = None
    page: PageNumber = 1


class StoryRow(msgspec.Struct, frozen=True, kw_only=True):
    """A claim, or a dispute that is not within a claim, under the section that it stands in.

    The three counts are null for a dispute. `status` is the latest.
    """

    section: Section
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


class Part(NamedTuple):
    """A section: its heading, what it means, which claims it holds (None for the disputes), and their order."""

    heading: str
    gloss: str
    wanted: Wanted | None
    order: Order = "day"


TALK = ("planned", "considered", "possible", "called_for", "conditional")
SAID = tuple(SAYINGS)
PARTS: dict[Section, Part] = {
    "happened": Part("What happened", "Told as done or under way; by date, the latest first.",
                     Wanted(("event",), ("happened", "ongoing"), but=SAID)),
    "talk": Part("What is only talk", "Planned, considered, possible, demanded, promised or threatened: not done.",
                 Wanted(("event",), TALK, SAID)),
    "disputed": Part("What is disputed", "What cannot both be, side by side.", None),
    "not": Part("What did not happen", "By the words of its voice it did not, has not or will not.",
                Wanted(("event",), ("did_not_happen",), but=SAID)),
}  # fmt: skip
SHOWN: tuple[Section, ...] = ("happened", "talk", "disputed", "new", "not")


class Shown(NamedTuple):
    """A section as the template sees it."""

    name: Section
    part: Part
    rows: list[StoryRow]
    disputes: list[Dispute]
    turn: Turn


def story(reader: Reader, query: StoryQuery) -> Page:
    """Return the story's page; with `show`, one of its sections alone."""
    extent = reader.extent()
    since = query.since or (date.fromisoformat(extent.last) - timedelta(NEW_DAYS) if extent.last else None)
    parts = dict(PARTS)
    if since is not None:
        gloss = f"First reported on {since} or later; the latest first."
        parts["new"] = Part(f"New since {since}", gloss, Wanted(reported_since=since.isoformat()), "report")
    size = MANY if query.show else FEW
    wanted = [name for name in SHOWN if name in parts and query.show in (None, name)]
    shown = [_section(reader, name, parts[name], query.page if query.show else 1, size) for name in wanted]
    return Page(
        title=parts[query.show].heading if query.show in parts else "Story",
        data=[row for section in shown for row in section.rows],
        template="story.html",
        context={"extent": extent, "sections": shown, "since": since, "sayings": SAYINGS},
    )


def _section(reader: Reader, name: Section, part: Part, page: int, size: int) -> Shown:
    offset = (page - 1) * size
    if part.wanted is None:
        found = reader.disputes(size, offset)
        return Shown(name, part, [_of_dispute(one) for one in found], found, turn(page, size, reader.count_disputes()))
    claims = reader.claims(part.wanted, part.order, size, offset)
    total = reader.count_claims(part.wanted)
    return Shown(name, part, [_of_claim(name, one) for one in claims], [], turn(page, size, total))


def _of_claim(section: Section, claim: ClaimView) -> StoryRow:
    held = {name: getattr(claim, name) for name in StoryRow.__struct_fields__ if name != "section"}
    return StoryRow(section=section, **held)


def _of_dispute(one: Dispute) -> StoryRow:
    against = " / ".join(side.side for side in one.sides)
    says = f"{one.says}: {against}" if one.says else against
    return StoryRow(
        section="disputed", id=one.of, kind=f"dispute within a {one.family}" if one.family != "deed" else "dispute",
        type=one.type, status="disputed", earliest=None, latest=None, first_report=None, last_report=None, actors=(),
        recipients=(), says=says, articles=None, outlets=None, reports=None,
        voices=None, voice_names=(),
    )  # fmt: skip
