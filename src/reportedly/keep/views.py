"""The views of a story: claims with their counts, events, statements, numbers, disputes, echoes, voices and gaps.

They read what the families stored (`thing`) and open it with the rows' own words; each view is a list of flat values,
the same for the terminal, JSON, CSV and Python.
"""

import sqlite3
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from typing import Any, NamedTuple

import msgspec

from reportedly.keep.filters import ALL, Filters, checked, named, within
from reportedly.record import quote_of
from reportedly.weave.claims import Claim
from reportedly.weave.counts import Counts
from reportedly.weave.curves import By, Curves, curves, intensities
from reportedly.weave.disputes import Contested
from reportedly.weave.echoes import edge_of
from reportedly.weave.facts import Fact, sentences_of
from reportedly.weave.gaps import of_claim
from reportedly.weave.item import Item
from reportedly.weave.series import Series

BEFORE = 70  # characters of a sentence that are shown before the word for the deed


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
    """A figure of a series: what is counted, the number as it is told, and how the series' figures stand together."""

    series: str
    thing: str
    measure: str
    unit: str | None
    figure: str
    value: float | None
    bound: str | None
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


ROWS: dict[str, type[View]] = {
    "claims": ClaimView, "events": ClaimView, "statements": ClaimView, "numbers": NumberView, "disputes": DisputeView,
    "echoes": EchoView, "voices": VoiceView, "gaps": GapView,
}  # fmt: skip


def _things(db: sqlite3.Connection, family: str) -> Iterator[tuple[str, dict[str, Any]]]:
    for id, body in db.execute("SELECT id, body FROM thing WHERE family = ? ORDER BY id", (family,)):
        yield id, msgspec.json.decode(body)


class _Stored(NamedTuple):
    id: str
    body: dict[str, Any]
    counts: dict[str, Any]


class Views:
    """The views of one open story file. `limit` is the most rows that a view returns, 0 for all."""

    def __init__(self, db: sqlite3.Connection, item: Callable[[str], Item]) -> None:
        self._db = db
        self._item = item

    def _claims(self, filters: Filters, kind: str | None = None) -> Iterator[_Stored]:
        query = (
            "SELECT c.id, c.body, n.body FROM thing c LEFT JOIN thing n ON n.family = 'counts' AND n.id = c.id "
            "WHERE c.family = 'claim' AND (? IS NULL OR c.body ->> '$.kind' = ?) "
            "AND (? IS NULL OR c.body ->> '$.status' = ?) AND (? IS NULL OR lower(c.body ->> '$.type') = lower(?))"
        )
        values = [value for value in (kind, filters.status, filters.type) for _ in range(2)]
        for id, body, counts in self._db.execute(query, values):
            one = _Stored(id, msgspec.json.decode(body), msgspec.json.decode(counts) if counts else {})
            if within(filters, one.body, one.counts):
                yield one

    def claims(self, filters: Filters = ALL, kind: str | None = None, limit: int = 0) -> list[ClaimView]:
        """Return claims, those that most outlets carry first; of one kind (event, statement …) by their date."""
        found = sorted(self._claims(checked(filters), kind), key=_by_weight if kind is None else _by_day)
        return [_claim_view(one, self._wording(one)) for one in (found[:limit] if limit else found)]

    def claim_view(self, id: str, body: str, counts: str | None) -> ClaimView:
        """Return the view of a claim as it is stored: its body and its counts are JSON."""
        one = _Stored(id, msgspec.json.decode(body), msgspec.json.decode(counts) if counts else {})
        return _claim_view(one, self._wording(one))

    def _wording(self, one: _Stored) -> str:
        """Return the sentence that a claim's first row stands in; of a statement what it says."""
        fact = msgspec.convert(one.body["whole"], Claim).facts[0]
        if fact.kind == "statement":
            return " ".join(fact.said.split())
        text = self._item(fact.item.rsplit("/", 1)[0]).text
        whole = sentences_of(text, fact.spans)
        start, end = whole[0][0], whole[-1][1]
        first = max(start, text.rfind(" ", start, max(start, fact.spans[0][0] - BEFORE)) + 1)
        return ("… " if first > start else "") + " ".join(quote_of(text, ((first, end),)).split())

    def numbers(self, filters: Filters = ALL, limit: int = 0) -> list[NumberView]:
        """Return the figures of every series, series by series, in the order of their reports."""
        outlets, found = self._outlets(), []
        for id, body in _things(self._db, "series"):
            series = msgspec.convert(body["whole"], Series)
            relations: defaultdict[str, set[str]] = defaultdict(set)
            for pair in series.pairs:
                relations[pair.left].add(pair.relation)
                relations[pair.right].add(pair.relation)
            for fact in series.facts:
                outlet = outlets.get(fact.item.rsplit("/", 1)[0])
                if within(checked(filters), _shape(fact, series.thing), {"names": [outlet or ""], "heard": []}):
                    found.append(NumberView(
                        series=id, thing=series.thing, measure=series.measure, unit=series.unit, figure=fact.said,
                        value=fact.value, bound=fact.bound, as_of=str(fact.when[1]) if fact.when else None,
                        reported=str(fact.day) if fact.day else None, outlet=outlet,
                        relations=tuple(sorted(relations[fact.address])), row=fact.address,
                    ))  # fmt: skip
        return found[:limit] if limit else found

    def disputes(self, filters: Filters = ALL, limit: int = 0) -> list[DisputeView]:
        """Return the sides of every dispute: within claims, within series, between deeds, and corrections.

        Filters narrow those within claims; `type` is here the dispute's type as well.
        """
        outlets, found, within_claims = self._outlets(), [], checked(filters)._replace(type=None)
        for family in ("claim", "series", "deed"):
            for _, body in _things(self._db, family):
                stored = body if family == "deed" else body.get("dispute")
                if stored is None or (family == "claim" and not within(within_claims, body, None)):
                    continue
                one = msgspec.convert(stored["whole"], Contested)
                if filters.type not in (None, one.type, body.get("type")):
                    continue
                for side in one.sides:
                    names = {outlets.get(row.split("/", 1)[0]) or "" for row in side.rows}
                    found.append(DisputeView(dispute=one.id, type=one.type, reason=one.reason, side=side.says,
                                             rows=side.rows, outlet_names=tuple(sorted(names - {""}))))  # fmt: skip
        return found[:limit] if limit else found

    def echoes(self, filters: Filters = ALL, limit: int = 0) -> list[EchoView]:
        """Return the echoes, by the article that took something; `outlet` narrows them."""
        outlets, found = self._outlets(), []
        for _, body in _things(self._db, "copy"):
            edge = edge_of(body)
            outlet, key = outlets.get(edge.item.rsplit("/", 1)[0]), edge.origin.name
            whose = outlets.get(key.rsplit("/", 1)[0]) if edge.origin.kind == "item" else None
            origin = key if edge.origin.kind == "outlet" else f"{whose or 'unknown outlet'} ({key})"
            if named(filters.outlet, [outlet or "", origin]):
                found.append(EchoView(item=edge.item, outlet=outlet, origin=origin, evidence=edge.evidence,
                                      share=edge.share, weak=edge.weak, reason=edge.reason))  # fmt: skip
        found.sort(key=lambda one: (one.item, one.origin, one.evidence, one.reason))
        return found[:limit] if limit else found

    def voices(self, filters: Filters = ALL, limit: int = 0) -> list[VoiceView]:
        """Return the voices with the claims that they say or deny, the most heard first."""
        held: defaultdict[tuple[str, str], dict[str, set[str]]] = defaultdict(lambda: {"says": set(), "denies": set()})
        for one in self._claims(checked(filters)):
            for voice in _counts(one.counts).voices if one.counts else ():
                if named(filters.voice, [voice.name]):
                    held[voice.name, voice.kind][voice.stance].add(one.id)
        found = [
            VoiceView(name=name, kind=kind, says=len(by["says"]), denies=len(by["denies"]),
                      claims=tuple(sorted(by["says"] | by["denies"])))
            for (name, kind), by in held.items()
        ]  # fmt: skip
        found.sort(key=lambda one: (-len(one.claims), one.name, one.kind))
        return found[:limit] if limit else found

    def gaps(self, filters: Filters = ALL, limit: int = 0) -> list[GapView]:
        """Return what rests on one report or on anonymous voices, what lacks date or place, and what was not read."""
        found = []
        for one in self._claims(checked(filters)):
            if one.counts:
                claim, counts = msgspec.convert(one.body["whole"], Claim), _counts(one.counts)
                found += [GapView(kind=gap.kind, of=gap.of, detail=f"{gap.detail}: {one.body['said']}")
                          for gap in of_claim(claim, counts)]  # fmt: skip
        if filters == ALL:
            for key, title in self._db.execute("SELECT article, title FROM v_articles WHERE published IS NULL"):
                found.append(GapView(kind="not dated", of=key, detail=title or "the article has no publication date"))
            for source, reason in self._db.execute("SELECT source, reason FROM v_failures"):
                found.append(GapView(kind="not read", of=source, detail=reason))
        found.sort(key=lambda gap: (gap.kind, gap.of, gap.detail))
        return found[:limit] if limit else found

    def curves(self, filters: Filters = ALL, by: By = "event", layers: Iterable[str] = ("happened",),
               table: str | None = None) -> Curves:  # fmt: skip
        """Return events per day and dyad (see `weave.curves`); `table` stands in for PLOVER's intensities."""
        found = [msgspec.convert(one.body["whole"], Claim) for one in self._claims(checked(filters), "event")]
        return curves(found, by=by, layers=layers, table=intensities(table))

    def _outlets(self) -> dict[str, str | None]:
        return dict(self._db.execute("SELECT article, outlet FROM v_articles"))


def _by_weight(one: _Stored) -> tuple[Any, ...]:
    numbers = tuple(-one.counts.get(name, 0) for name in ("outlets", "reports", "voices"))
    return (*numbers, one.body["first_report"] or "~", one.id)


def _by_day(one: _Stored) -> tuple[Any, ...]:
    return one.body["earliest"] or one.body["first_report"] or "~", -one.counts.get("outlets", 0), one.id


def _counts(stored: dict[str, Any]) -> Counts:
    return msgspec.convert(stored["whole"], Counts)


def _shape(fact: Fact, thing: str) -> dict[str, Any]:
    """Return a figure in the form in which claims are stored, for the filters."""
    day, when = str(fact.day) if fact.day else None, fact.when
    place = [name for name in (fact.place.name, fact.place.country) if name] if fact.place else []
    roles = {
        role: [name for party in parties for name in (party.name, party.country) if name]
        for role, parties in (("actors", (*fact.actors, *fact.named)), ("recipients", fact.recipients))
    }
    return roles | {
        "type": thing, "earliest": str(when[0]) if when else None, "latest": str(when[1]) if when else None,
        "first_report": day, "last_report": day, "places": place, "status": fact.status,
        "ever": [fact.status] if fact.status else [],
    }  # fmt: skip


def _claim_view(one: _Stored, says: str) -> ClaimView:
    claim, body = msgspec.convert(one.body["whole"], Claim), one.body
    counts = _counts(one.counts) if one.counts else Counts((), (), ())
    steps = dict.fromkeys(f"{told.day or 'undated'} {told.status}" for told in claim.history)
    return ClaimView(
        id=one.id, kind=claim.kind, type=body["type"], status=claim.status, ever=tuple(sorted(claim.ever)),
        actors=tuple(body["actors"]), recipients=tuple(body["recipients"]), places=tuple(body["places"]),
        earliest=body["earliest"], latest=body["latest"], first_report=body["first_report"],
        last_report=body["last_report"], says=says, articles=counts.articles, outlets=len(counts.outlets),
        reports=len(counts.reports), voices=len(counts.voices),
        outlet_names=tuple(outlet.name for outlet in counts.outlets),
        report_names=tuple(report.root.name for report in counts.reports),
        voice_names=tuple(voice.name for voice in counts.voices), history=tuple(steps), rows=claim.addresses,
    )  # fmt: skip
