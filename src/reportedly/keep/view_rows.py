"""What views and details of a story are made of: immutable values, the same for terminal, JSON, CSV and Python."""

from typing import Any

import msgspec

from reportedly.weave.claims import Told
from reportedly.weave.counts import Counts


class View(msgspec.Struct, frozen=True, kw_only=True):
    """What all views have in common: a row is a flat value."""


class ClaimView(View, frozen=True, kw_only=True):
    """A claim: what it says, its latest status and every status it had, and the three counts, never one score.

    `rows` are the addresses of its rows; the names of outlets, reports and voices stand beside their numbers.
    """

    id: str
    kind: str
    type: str | None
    status: str | None
    ever: tuple[str, ...]
    actors: tuple[str, ...]
    recipients: tuple[str, ...]
    places: tuple[str, ...]
    earliest: str | None
    latest: str | None
    first_report: str | None
    last_report: str | None
    says: str
    articles: int
    outlets: int
    reports: int
    voices: int
    outlet_names: tuple[str, ...]
    report_names: tuple[str, ...]
    voice_names: tuple[str, ...]
    history: tuple[str, ...]
    rows: tuple[str, ...]


class NumberView(View, frozen=True, kw_only=True):
    """A figure of a series: what is counted, the number as it is told, and how the series' figures stand together.

    `value` is the number as told (of a range the lower end, `high` the upper) and `bound` what is told of it; `lowest`
    and `highest` are the least and the most that it allows, null where that is open ("at least 8" has no highest).
    """

    series: str
    thing: str
    measure: str
    unit: str | None
    figure: str
    value: float | None
    high: float | None
    bound: str | None
    lowest: float | None
    highest: float | None
    as_of: str | None
    reported: str | None
    outlet: str | None
    relations: tuple[str, ...]
    row: str


class DisputeView(View, frozen=True, kw_only=True):
    """A side of a dispute, with the counts of what it rests on."""

    dispute: str
    type: str
    reason: str
    side: str
    outlet_names: tuple[str, ...]
    rows: tuple[str, ...]


class EchoView(View, frozen=True, kw_only=True):
    """An echo: a passage of an article and what it was taken from."""

    item: str
    outlet: str | None
    origin: str
    evidence: str
    share: float
    weak: bool
    reason: str


class VoiceView(View, frozen=True, kw_only=True):
    """A voice with the claims that it says or denies."""

    name: str
    kind: str
    says: int
    denies: int
    claims: tuple[str, ...]


class GapView(View, frozen=True, kw_only=True):
    """Something missing."""

    kind: str
    of: str
    detail: str


class OutletView(View, frozen=True, kw_only=True):
    """A newsroom: its articles, the claims that it carries, and how many articles took from others, or were taken from.

    One with no articles is outside the story: an agency that others credit, an outlet that they cite.
    """

    name: str
    articles: int
    claims: int
    takes: int
    gives: int


class NameView(View, frozen=True, kw_only=True):
    """An actor, recipient, place, outlet or voice as claims name it (countries by their ISO codes), and how many do."""

    role: str
    name: str
    kind: str
    claims: int


class ContestView(View, frozen=True, kw_only=True):
    """A dispute as a whole; `of` is the id of the claim or series that it is in (`family`), or its own."""

    dispute: str
    type: str
    reason: str
    family: str
    of: str
    sides: tuple[DisputeView, ...]


class RowView(View, frozen=True, kw_only=True):
    """A row of an article where it stands; `start` and `stop` are the bounds of its spans, `sentence` those around it.

    `body` is the row as RECORD.md has it, with people's edits; `words` what its spans say; `claim` the claim's id.
    """

    address: str
    kind: str
    verdict: str | None
    article: str
    version: int
    outlet: str | None
    published: str | None
    title: str | None
    start: int
    stop: int
    sentence: str
    claim: str | None
    body: dict[str, Any]
    words: dict[str, Any]


class ClaimDetail(View, frozen=True, kw_only=True):
    """A claim with all that it rests on.

    `rows` are its rows in canonical order; `counts` opens the three counts (`counts.reports[n].paths` have the edges
    with their evidence); `joins` say which two rows were joined by what; `history` who said when what came of it.
    """

    claim: ClaimView
    rows: tuple[RowView, ...]
    counts: Counts
    joins: tuple[tuple[str, str, tuple[str, ...]], ...]
    history: tuple[Told, ...]
    disputes: tuple[ContestView, ...]
    series: tuple[str, ...]


class ArticleDetail(View, frozen=True, kw_only=True):
    """An article's newest version: its live rows in text order, what it took from others, what others took from it."""

    article: str
    version: int
    outlet: str | None
    newsroom: str | None
    url: str | None
    published: str | None
    title: str | None
    credit: str | None
    sha256: str
    text: str
    rows: tuple[RowView, ...]
    takes: tuple[EchoView, ...]
    gives: tuple[EchoView, ...]


ROWS: dict[str, type[View]] = {
    "claims": ClaimView, "events": ClaimView, "statements": ClaimView, "numbers": NumberView, "disputes": DisputeView,
    "echoes": EchoView, "voices": VoiceView, "gaps": GapView, "outlets": OutletView,
}  # fmt: skip
