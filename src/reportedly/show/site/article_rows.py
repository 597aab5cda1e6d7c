"""The rows of an article beside its text: each with its offsets, its claim, its series, its disputes."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

import msgspec

from reportedly.keep.publications import Hanging, StoredRow
from reportedly.record import Dispute, Entity, Event, Quantity, Record, Statement, Time
from reportedly.show import phrases, rows
from reportedly.show.layers import Addresses, Mark
from reportedly.show.markup import Html, element, join
from reportedly.show.site.links import Links
from reportedly.show.site.wording import three_counts
from reportedly.weave.item import Kind, Placed, bounds

ORDER: tuple[Kind, ...] = ("statement", "event", "quantity", "time", "entity", "dispute")


class ArticleRow(msgspec.Struct, frozen=True, kw_only=True):
    """A row of an article: where it lies, what it says, what it hangs on.

    `address` is lasting, `start` and `end` are its outer bounds in characters from 0, `parts` all its spans by role.
    `says` is the row in words; `rows` how many rows the claim has in all articles, `outlets` to `voices` its counts.
    """

    address: str
    kind: str
    start: int
    end: int
    words: str
    says: str
    type: str | None
    status: str | None
    voice: str | None
    score: float | None
    parts: str
    verdict: str | None
    claim: str | None
    rows: int
    outlets: int
    reports: int
    voices: int
    series: str | None
    disputes: tuple[str, ...]


class Seen(NamedTuple):
    """A row with its short name on the page, its marks and what it hangs on."""

    name: str
    placed: Placed
    marks: tuple[Mark, ...]
    hanging: Hanging
    stored: StoredRow | None


def seen(
    record: Record, names: Addresses, found: Sequence[Placed], marks: Sequence[Mark],
    hanging: Mapping[str, Hanging], stored: Sequence[StoredRow],
) -> list[Seen]:  # fmt: skip
    """Return the rows in text order."""
    of_row: dict[str, list[Mark]] = {}
    for mark in marks:
        of_row.setdefault(mark.row, []).append(mark)
    named: tuple[Statement | Event | Quantity | Entity, ...] = (
        *record.statements, *record.events, *record.quantities, *record.entities)  # fmt: skip
    short = {id(row): names.rows[row.id] for row in named}
    short |= {id(row): name for row, name in zip(record.times, names.times, strict=True)}
    short |= {id(row): name for row, name in zip(record.disputes, names.disputes, strict=True)}
    kept = {one.address: one for one in stored}
    listed = [
        Seen(name := short[id(one.row)], one, tuple(of_row.get(name, ())), hanging.get(one.address, Hanging()),
             kept.get(one.address))
        for one in found
    ]  # fmt: skip
    listed.sort(key=lambda one: (bounds(one.placed.spans), ORDER.index(one.placed.kind), one.placed.address))
    return listed


def flat(record: Record, one: Seen) -> ArticleRow:
    """Return a row as JSON and CSV have it."""
    start, end = bounds(one.placed.spans)
    row, hanging = one.placed.row, one.hanging
    type: str | None = None
    status: str | None = None
    voice: str | None = None
    match row:
        case Statement():
            type, says = row.force, f"{phrases.chain_words(record, row)}: {phrases.words(record, row.content)}"
        case Event():
            type, status, voice = phrases.kind_of_event(row), row.status, phrases.event_voice(record, row)
            said = (phrases.words(record, row.trigger), phrases.parties(record, row), phrases.where(record, row),
                    phrases.when(record, row))  # fmt: skip
            says = " · ".join(part for part in said if part)
        case Quantity():
            voice = phrases.voice(record, row.voice)
            told = (phrases.amount(row), phrases.words(record, row.of), phrases.words(record, row.measure))
            says = " ".join(part for part in told if part)
        case Time():
            type, says = row.type, row.value or "value unknown"
        case Entity():
            type, says = row.kind, row.name
        case Dispute():
            says = row.reason
    parts = "; ".join(f"{mark.role} {', '.join(f'{a}-{b}' for a, b in mark.spans)}" for mark in one.marks)
    return ArticleRow(
        address=one.placed.address, kind=one.placed.kind, start=start, end=end,
        words=phrases.words(record, one.placed.spans), says=says, type=type, status=status, voice=voice,
        score=getattr(row, "score", None), parts=parts, verdict=one.stored.verdict if one.stored else None,
        claim=hanging.claim, rows=hanging.rows, outlets=hanging.outlets, reports=hanging.reports,
        voices=hanging.voices, series=hanging.series, disputes=hanging.disputes,
    )  # fmt: skip


def row_html(record: Record, names: Addresses, places: rows.Places, one: Seen, links: Links) -> Html:
    """Return a row as a list item, what it hangs on below it."""
    row = one.placed.row
    match row:
        case Statement():
            made = rows.statement(record, names, places, row)
        case Event():
            made = rows.event(record, names, places, row)
        case Quantity():
            made = rows.quantity(record, names, places, row)
        case Time():
            made = rows.time(record, one.name, places, row)
        case Entity():
            made = rows.entity(record, names, places, row)
        case Dispute():
            made = rows.dispute(record, names, one.name, places, row)
    return rows.with_more(made, _hangs(one, links))


def _hangs(one: Seen, links: Links) -> Html | None:
    hanging, told = one.hanging, []
    if hanging.claim:
        counts = three_counts(hanging.outlets, hanging.reports, hanging.voices)
        told += [join(["claim: ", _link(links.to("claim", id=hanging.claim), counts)])]
    if hanging.series:
        told += [_link(links.to("series", id=hanging.series), "series of figures")]
    told += [_link(links.to("dispute", id=id), "disputed") for id in hanging.disputes]
    if one.stored is not None and one.stored.verdict:
        told += [element("span", f"{one.stored.verdict}ed by a person", class_="tag")]
    if not told:
        return None
    return element("p", join((element("span", part) for part in told), " "), class_="facts hangs")


def _link(address: str | None, words: str) -> Html:
    return element("a", words, href=address) if address else element("span", words)
