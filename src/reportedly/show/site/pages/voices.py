"""Voices: whose word the claims are, the share that has no named source, and one voice's statements over time."""

from datetime import date
from typing import Annotated, Literal, NamedTuple

import msgspec

from reportedly.keep import details, heard
from reportedly.keep.filters import Filters
from reportedly.keep.newsrooms import Sources, sources
from reportedly.keep.view_rows import ClaimView, View
from reportedly.show.site.page import Missing, Page, PageNumber, Query
from reportedly.show.site.reader import Reader
from reportedly.show.site.render import turn
from reportedly.show.site.told import Passage, Quoted, Teller
from reportedly.show.site.wording import SAYINGS, VOICES, voice_name
from reportedly.weave.voices import VoiceKind

SIZE, CLAIMS, FEW = 60, 25, 3  # voices of a page; claims of one; statements of a claim
OUTLETS = 12  # that are told with their shares
SHARED = 20  # statements that an outlet needs for its share to be told
Day = Annotated[date | None, msgspec.Meta(description="First reported on this day or later (or earlier).")]


class VoicesQuery(Query, frozen=True, kw_only=True):
    """What the list of voices can be asked."""

    kind: Annotated[VoiceKind | None, msgspec.Meta(description="What kind of voice.")] = None
    name: Annotated[str | None, msgspec.Meta(description="Part of a name.")] = None
    page: PageNumber = 1


class VoiceQuery(Query, frozen=True, kw_only=True):
    """Which voice ("named:Ilka Brandt"), within which days, and which page of its claims."""

    id: Annotated[str, msgspec.Meta(description="Its kind and its name, with a colon between.")]
    since: Day = None
    until: Day = None
    page: PageNumber = 1


class VoiceRow(View, frozen=True, kw_only=True):
    """A voice, and how many claims it says or denies."""

    id: str
    name: str
    kind: str
    says: int
    denies: int


class SaidRow(Quoted, frozen=True, kw_only=True):
    """A statement of a voice within a claim; `says` is the claim, with its three counts, `reported` its first day.

    At most a few statements of each claim are given: the claim has all.
    """

    claim: str
    says: str
    stance: Literal["says", "denies"]
    reported: str | None
    outlets: int
    reports: int
    voices: int


class VoiceData(View, frozen=True, kw_only=True):
    """A voice: what it is known to be, how many claims it says and denies, by month, and a page of its statements."""

    id: str
    name: str
    kind: str
    country: str | None
    sector: str | None
    says: int
    denies: int
    months: tuple[tuple[str, int], ...]
    statements: tuple[SaidRow, ...]


class Said(NamedTuple):
    """A claim with the statements of a voice, as the template sees it; `more` are further ones."""

    claim: ClaimView
    denies: bool
    passages: list[Passage]
    more: int


class Share(NamedTuple):
    """Of an outlet's statements, those without a named source; `percent` is rounded."""

    outlet: str
    statements: int
    unnamed: int
    percent: int


def voices(reader: Reader, query: VoicesQuery) -> Page:
    """Return a page of the voices, the most heard first, with the share of statements that have no named source."""
    filters = Filters(kind=query.kind, voice=query.name)
    found = reader.views.voices(filters, SIZE, (query.page - 1) * SIZE, opened=False)
    total = reader.views.count("voices", filters)
    rows = [VoiceRow(id=f"{one.kind}:{one.name}", name=voice_name(one.kind, one.name), kind=one.kind, says=one.says,
                     denies=one.denies) for one in found]  # fmt: skip
    held = reader.once(sources)
    return Page(
        title="Voices", data=rows, template="voices.html",
        context={
            "turn": turn(query.page, SIZE, total), "options": list(VOICES.items()), "sources": held,
            "percent": _percent(held.unnamed, held.total), "shares": shares(held),
        },
    )  # fmt: skip


def shares(held: Sources) -> list[Share]:
    """Return the outlets with most statements and their share without a named source, the largest share first."""
    most = sorted(held.of.items(), key=lambda one: (-one[1][0], one[0]))[:OUTLETS]
    found = [Share(name, total, unnamed, _percent(unnamed, total)) for name, (total, unnamed) in most
             if total >= SHARED]  # fmt: skip
    return sorted(found, key=lambda one: (-one.unnamed / one.statements, one.outlet))


def _percent(part: int, whole: int) -> int:
    return round(100 * part / whole) if whole else 0


def voice(reader: Reader, query: VoiceQuery) -> Page:
    """Return a voice's page, its latest statements first; raises `Missing` for none."""
    kind, _, name = query.id.partition(":")
    one = heard.speaker(reader.db, kind, name)
    if one is None:
        raise Missing("This story has no such voice.")
    days = heard.Heard(*(day.isoformat() if day else None for day in (query.since, query.until)))
    teller = Teller(reader)
    entities: list[str] = []
    ids = heard.claims_of(reader.db, one, days, CLAIMS, (query.page - 1) * CLAIMS)
    said = [_said(reader, teller, id, one, entities) for id in ids]
    known = heard.known_of(reader.db, entities)
    data = VoiceData(
        id=query.id, name=voice_name(kind, name), kind=kind, country=known.country, sector=known.sector, says=one.says,
        denies=one.denies, months=tuple(heard.months_of(reader.db, one)),
        statements=tuple(_row(of, passage) for of in said for passage in of.passages),
    )  # fmt: skip
    total = heard.count_claims_of(reader.db, one, days)
    return Page(
        title=data.name, data=data, rows=data.statements, template="voice.html",
        context={"data": data, "said": said, "turn": turn(query.page, CLAIMS, total),
                 "bars": bars(data.months), "sayings": SAYINGS},
    )  # fmt: skip


def _said(reader: Reader, teller: Teller, id: str, one: heard.Speaker, entities: list[str]) -> Said:
    """Return a claim with a voice's statements; of what stands in a statement, the statement. Gathers who speaks."""
    (opened,) = reader.views.opened([id])
    of_voice = [voice for voice in opened.counts.whole.voices if (voice.kind, voice.name) == (one.kind, one.name)]
    rows = details.rows_at(reader.db, reader.views, [row for voice in of_voice for row in voice.rows][: 4 * FEW])
    addresses: dict[str, None] = {}
    for row in rows:
        held = str(row.words.get("voice", "author"))
        addresses[row.address if row.kind == "statement" or held == "author" else held] = None
    shown = teller.passages(list(addresses)[:FEW])
    for row in details.rows_at(reader.db, reader.views, list(addresses)[:FEW]):
        entities += [str(row.words["source_entity"])] if row.words.get("source_entity") else []
    more = len({row for voice in of_voice for row in voice.rows}) - len(shown)
    return Said(reader.views.view_of(opened), any(voice.stance == "denies" for voice in of_voice), shown, max(0, more))


def _row(of: Said, passage: Passage) -> SaidRow:
    told = {name: getattr(passage.row, name) for name in SaidRow.__struct_fields__ if hasattr(passage.row, name)}
    return SaidRow(**(told | {
        "claim": of.claim.id, "says": of.claim.says, "stance": "denies" if of.denies else "says",
        "reported": of.claim.first_report, "outlets": of.claim.outlets, "reports": of.claim.reports,
        "voices": of.claim.voices,
    }))  # fmt: skip


class Bar(NamedTuple):
    """A month of the drawing: x and height in pixels of a box 60 high."""

    month: str
    number: int
    x: int
    height: int


def bars(months: tuple[tuple[str, int], ...]) -> list[Bar]:
    """Return the drawing of the last five years' months, an empty month as a gap.

    >>> bars((("2020-01", 2), ("2020-03", 4)))
    [Bar(month='2020-01', number=2, x=0, height=30), Bar(month='2020-03', number=4, x=24, height=60)]
    """
    if not months:
        return []
    last = _month(months[-1][0])
    held = [(month, number) for month, number in months if last - _month(month) < 60]
    first, most = _month(held[0][0]), max(number for _, number in held)
    return [Bar(month, number, 12 * (_month(month) - first), max(2, round(60 * number / most)))
            for month, number in held]  # fmt: skip


def _month(written: str) -> int:
    year, month = written.split("-")
    return 12 * int(year) + int(month)
