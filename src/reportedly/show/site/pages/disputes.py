"""Disputes: what cannot both be, each side with its passages, whose word it is, through whom and when."""

from collections.abc import Iterable
from datetime import date
from typing import Annotated, NamedTuple

import msgspec

from reportedly.keep.slices import Dispute, Disputed, dispute_types
from reportedly.keep.slices import dispute as dispute_of
from reportedly.keep.view_rows import View
from reportedly.show.site.page import Missing, Page, PageNumber, Query
from reportedly.show.site.reader import Reader
from reportedly.show.site.render import turn
from reportedly.show.site.told import Passage, Quoted, Teller, Told
from reportedly.weave.disputes import DisputeType

SIZE, FEW, MANY = 20, 3, 20  # disputes on a page; passages of a side there, and on the dispute's own page
KINDS: dict[DisputeType, tuple[str, str]] = {
    "denial": ("Denial", "a voice denies what another, or the article, says"),
    "number": ("Number", "figures that cannot both hold for one day"),
    "status": ("Status", "told as done by some, as not done by others"),
    "actor": ("Actor", "one deed, laid to two who exclude each other"),
    "place": ("Place", "one deed, told of two places"),
    "date": ("Date", "one deed, told of two days"),
    "correction": ("Correction", "an article takes back what it said"),
}
Day = Annotated[date | None, msgspec.Meta(description="A side was published on this day or later (or earlier).")]


class DisputesQuery(Query, frozen=True, kw_only=True):
    """What the list of disputes can be asked."""

    kind: Annotated[DisputeType | None, msgspec.Meta(description="What is disputed.")] = None
    since: Day = None
    until: Day = None
    page: PageNumber = 1


class DisputeQuery(Query, frozen=True, kw_only=True):
    """Which dispute, and which page of its passages."""

    id: Annotated[str, msgspec.Meta(description="The dispute's id.")]
    page: PageNumber = 1


class DisputeRow(Quoted, frozen=True, kw_only=True):
    """A passage of a side of a dispute, its claim and whose word it is; `rows` is how many passages the side has.

    `about` is the wording of the claim, or what is counted. `side` is the side's place from 1, `says` what it says in
    short.
    """

    dispute: str
    type: str
    reason: str
    about: str | None
    side: int
    says: str
    rows: int
    claim: str | None
    voice: str | None
    voice_kind: str | None


class DisputeSide(View, frozen=True, kw_only=True):
    """A side: what it says in short, the outlets that carry it, and its passages."""

    says: str
    outlets: tuple[str, ...]
    rows: int
    passages: tuple[Told, ...]


class DisputeData(View, frozen=True, kw_only=True):
    """A dispute with its sides; `claim` or `series` is what it is within, null where it is between two deeds."""

    dispute: str
    type: str
    reason: str
    about: str | None
    claim: str | None
    series: str | None
    sides: tuple[DisputeSide, ...]


class ShownSide(NamedTuple):
    """A side as the template sees it."""

    side: DisputeSide
    passages: list[Passage]


class Shown(NamedTuple):
    """A dispute as the template sees it; `first` and `last` are the days of the passages that are shown."""

    data: DisputeData
    sides: list[ShownSide]
    first: str | None
    last: str | None
    more: bool


def disputes(reader: Reader, query: DisputesQuery) -> Page:
    """Return a page of the disputes within the filters, the last reported first."""
    since, until = (day.isoformat() if day else None for day in (query.since, query.until))
    wanted = Disputed(query.kind, since, until)
    teller = Teller(reader)
    found = reader.latest_disputes(wanted, SIZE, (query.page - 1) * SIZE)
    shown = [_shown(teller, one, 0, FEW) for one in found]
    counted = dispute_types(reader.db, wanted)
    return Page(
        title="Disputes",
        data=[row for one in shown for row in _rows(one.data)],
        template="disputes.html",
        context={
            "shown": shown, "turn": turn(query.page, SIZE, reader.count_disputes(wanted)), "kinds": KINDS,
            "tally": [(kind, KINDS[kind][0], counted[kind]) for kind in KINDS if counted.get(kind)],
            "all": sum(counted.values()), "options": [(kind, word) for kind, (word, _) in KINDS.items()],
        },
    )  # fmt: skip


def dispute(reader: Reader, query: DisputeQuery) -> Page:
    """Return the page of one dispute; raises `Missing` for none."""
    found = dispute_of(reader.db, reader.views, query.id)
    if found is None:
        raise Missing("This story has no such dispute.")
    whole = _shown(Teller(reader), found, (query.page - 1) * MANY, MANY)
    longest = max(len(side.rows) for side in found.sides)
    return Page(
        title=f"Dispute: {found.says or found.reason}"[:120],
        data=whole.data,
        rows=list(_rows(whole.data)),
        template="dispute.html",
        context={"one": whole, "kinds": KINDS, "turn": turn(query.page, MANY, longest)},
    )


def _shown(teller: Teller, one: Dispute, offset: int, most: int) -> Shown:
    sides = []
    for side in one.sides:
        passages = teller.passages(side.rows[offset : offset + most])
        told = DisputeSide(says=side.side, outlets=side.outlet_names, rows=len(side.rows),
                           passages=tuple(one.row for one in passages))  # fmt: skip
        sides.append(ShownSide(told, passages))
    days = sorted(row.published[:10] for side in sides for row in side.side.passages if row.published)
    data = DisputeData(
        dispute=one.id, type=one.type, reason=one.reason, about=one.says,
        claim=one.of if one.family == "claim" else None, series=one.of if one.family == "series" else None,
        sides=tuple(side.side for side in sides),
    )  # fmt: skip
    more = any(len(side.rows) > most for side in one.sides)
    return Shown(data, sides, days[0] if days else None, days[-1] if days else None, more)


def _rows(data: DisputeData) -> Iterable[DisputeRow]:
    for number, side in enumerate(data.sides, 1):
        for one in side.passages:
            told = {name: getattr(one, name) for name in one.__struct_fields__ if name != "kind"}
            yield DisputeRow(dispute=data.dispute, type=data.type, reason=data.reason, about=data.about, side=number,
                             says=side.says, rows=side.rows, **told)  # fmt: skip
