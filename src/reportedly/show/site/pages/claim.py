"""One claim: its history, the three counts opened into a chain with the evidence of each echo, its rows, its like."""

from typing import Annotated, NamedTuple

import msgspec

from reportedly.keep import around, details
from reportedly.keep.around import Quoted
from reportedly.keep.view_rows import ClaimDetail, ClaimView, RowView, View
from reportedly.show.site.chain import Chain, articles_of, chain_of
from reportedly.show.site.chain_drawing import draw
from reportedly.show.site.page import Missing, Moved, Page, PageNumber, Query
from reportedly.show.site.reader import Evidence, Reader
from reportedly.show.site.render import turn
from reportedly.show.site.told import around_rows
from reportedly.show.site.wording import SAYINGS, counted, interval, names
from reportedly.weave.claims import denied
from reportedly.weave.facts import Fact

ROWS = 40  # rows of a claim on one page
PASSAGE = 260  # characters of an echo's passage that are shown
ClaimId = Annotated[str, msgspec.Meta(description="The claim's id; ids of claims that were merged lead to it.")]


class ClaimQuery(Query, frozen=True, kw_only=True):
    """Which claim, and which page of its rows."""

    id: ClaimId
    page: PageNumber = 1


class ClaimRow(View, frozen=True, kw_only=True):
    """A row of a claim: who printed it, whose word it is, what it says came of it, and where it stands."""

    address: str
    outlet: str | None
    published: str | None
    title: str | None
    article: str
    voice: str | None
    denies: bool
    status: str | None
    because: str | None
    words: str
    sentence: str
    start: int
    end: int


class HistoryStep(View, frozen=True, kw_only=True):
    """A status as reports of one day gave it: the words that decided it, whose word, in which outlets."""

    day: str | None
    status: str
    because: tuple[str, ...]
    voices: tuple[str, ...]
    outlets: tuple[str, ...]


class EchoStep(View, frozen=True, kw_only=True):
    """An echo that a report was reached by: who took it from whom, and what shows it."""

    number: int
    outlet: str
    origin: str
    evidence: str
    share: float
    reason: str
    article: str
    start: int
    end: int
    passage: str


class ClaimData(View, frozen=True, kw_only=True):
    """A claim with all that its page shows. The three counts are the lengths of `outlets`, `reports` and `voices`."""

    claim: ClaimView
    history: tuple[HistoryStep, ...]
    outlets: tuple[str, ...]
    reports: tuple[str, ...]
    voices: tuple[str, ...]
    supporting: tuple[str, ...]
    denying: tuple[str, ...]
    silent: tuple[str, ...]
    echoes: tuple[EchoStep, ...]
    disputes: tuple[str, ...]
    series: tuple[str, ...]
    related: tuple[str, ...]
    rows: tuple[ClaimRow, ...]


class Shown(NamedTuple):
    """A row as the template sees it: its values, and its words in their sentence."""

    row: ClaimRow
    evidence: Evidence


def claim(reader: Reader, query: ClaimQuery) -> Page:
    """Return a claim's page; raises `Missing` for no claim, `Moved` for one that is now in another."""
    try:
        id = details.claim_of(reader.db, query.id)
    except KeyError:
        raise Missing("This story has no such claim.") from None
    if id != query.id:
        raise Moved("claim", id=id)
    detail = details.claim_detail(reader.db, id)
    (opened,) = reader.views.opened([id])
    facts = {fact.address: fact for fact in opened.claim.whole.facts}
    statements = around_rows(reader, detail.rows)
    outlet_of = _outlets(reader, articles_of(detail.counts))
    chain = chain_of(detail.counts, detail.rows, statements, outlet_of)
    voice_of = {address: voice.name for voice in detail.counts.voices for address in voice.rows}
    rows = [_row(row, facts[row.address], voice_of, statements) for row in detail.rows if row.address in facts]
    supporting, denying = _sides(detail, facts)
    first, last = detail.claim.first_report, detail.claim.last_report
    within = around.published_between(reader.db, first, last) if first and last else []
    carrying = {one.name for one in detail.counts.outlets}
    silent = [one for one in within if one.outlet not in carrying]
    related = [reader.views.view_of(one)
               for one in reader.views.opened(around.related(reader.db, reader.views, id))]  # fmt: skip
    series = [one for key in detail.series if (one := around.figures(reader.db, key)) is not None]
    echoes = tuple(_echo(reader, chain, n) for n in range(len(chain.steps)))
    data = ClaimData(
        claim=detail.claim, history=_history(detail, rows), outlets=chain.outlets,
        reports=tuple(one.name for one in chain.reports), voices=tuple(one.name for one in chain.voices),
        supporting=supporting, denying=denying, silent=tuple(one.outlet for one in silent), echoes=echoes,
        disputes=tuple(one.dispute for one in detail.disputes), series=detail.series,
        related=tuple(one.id for one in related), rows=tuple(rows),
    )  # fmt: skip
    begin = (query.page - 1) * ROWS
    return Page(
        title=_short(detail.claim.says),
        data=data,
        rows=rows,
        template="claim.html",
        context={
            "claim": detail.claim, "data": data, "chain": chain, "drawing": draw(chain), "silent": silent,
            "shown": [_shown(reader, row) for row in rows[begin : begin + ROWS]],
            "turn": turn(query.page, ROWS, len(rows)),
            "related": related, "series": series, "disputes": detail.disputes, "sayings": SAYINGS,
            "citation": citation(detail.claim),
        },
    )  # fmt: skip


def citation(claim: ClaimView) -> str:
    """Return a claim as a line that can be cited: wording, counts, whose word, dates and id."""
    whose = f", the word of {names(claim.voice_names, 4)}" if claim.voice_names else ""
    rests = f", resting on {counted(claim.reports, 'independent report')} ({names(claim.report_names, 4)}){whose}"
    reported = interval(claim.first_report, claim.last_report) or "on an unknown day"
    carried = f"carried by {counted(claim.outlets, 'outlet')} ({names(claim.outlet_names, 6)})"
    status = f"; status: {claim.status.replace('_', ' ')}" if claim.status else ""
    return f"“{claim.says}” – {carried}{rests}; reported {reported}{status}; claim {claim.id}."


def _short(words: str, most: int = 120) -> str:
    return words if len(words) <= most else words[:most].rsplit(" ", 1)[0] + " …"


def _outlets(reader: Reader, articles: frozenset[str]) -> dict[str, str]:
    query = "SELECT name FROM newsroom WHERE article = ?"
    found = {key: reader.db.execute(query, (key,)).fetchone() for key in articles}
    return {key: row[0] for key, row in found.items() if row}


def _row(row: RowView, fact: Fact, voice_of: dict[str, str], around_rows: dict[str, RowView]) -> ClaimRow:
    own = row if row.kind == "statement" else around_rows.get(str(row.words.get("voice")))
    said = " ".join(str(own.words["source"]).split()) if own is not None and own.words.get("source") else None
    because = row.words.get("because")
    if because is None and denied(fact) and own is not None:
        because = own.words.get("cue")
    status = "did_not_happen" if row.kind == "statement" and denied(fact) else row.body.get("status")
    return ClaimRow(
        address=row.address, outlet=row.outlet, published=row.published, title=row.title, article=row.article,
        voice=voice_of.get(row.address) or said, denies=denied(fact), status=status,
        because=" ".join(str(because).split()) if because else None, words=" ".join(fact.said.split()),
        sentence=row.sentence, start=row.start, end=row.stop,
    )  # fmt: skip


def _sides(detail: ClaimDetail, facts: dict[str, Fact]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the outlets that carry it as told, and those that carry a denial; one can do both."""
    held = [(one.name, [denied(facts[address]) for address in one.rows if address in facts])
            for one in detail.counts.outlets]  # fmt: skip
    return (
        tuple(name for name, against in held if not all(against)),
        tuple(name for name, against in held if any(against)),
    )


def _history(detail: ClaimDetail, rows: list[ClaimRow]) -> tuple[HistoryStep, ...]:
    by_address = {row.address: row for row in rows}
    held: dict[tuple[str | None, str], list[ClaimRow]] = {}
    for told in detail.history:
        if told.address in by_address:
            held.setdefault((str(told.day) if told.day else None, told.status), []).append(by_address[told.address])
    return tuple(
        HistoryStep(
            day=day, status=status,
            because=tuple(dict.fromkeys(row.because for row in group if row.because)),
            voices=tuple(dict.fromkeys(row.voice for row in group if row.voice)),
            outlets=tuple(dict.fromkeys(row.outlet or "outlet unknown" for row in group)),
        )
        for (day, status), group in held.items()
    )  # fmt: skip


def _echo(reader: Reader, chain: Chain, n: int) -> EchoStep:
    step = chain.steps[n]
    start, end = max(step.edge.passage, key=lambda span: span[1] - span[0])
    words = " ".join(reader.views.text(step.edge.item)[start:end].split())
    return EchoStep(
        number=step.number, outlet=step.taker, origin=step.origin, evidence=step.edge.evidence, share=step.edge.share,
        reason=step.edge.reason, article=step.article, start=start, end=end, passage=_short(words, PASSAGE),
    )  # fmt: skip


def _shown(reader: Reader, row: ClaimRow) -> Shown:
    version = int(row.address.split("/")[1])
    found: Quoted = around.quoted(reader.db, reader.views, row.article, version, row.start, row.end)
    return Shown(row, Evidence(row.article, row.outlet, row.published, row.title, *found))
