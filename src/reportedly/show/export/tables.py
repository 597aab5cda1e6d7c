"""The tables that `csv`, `parquet` and `sqlite` share: their columns, and the rows of an article and of a story."""

import json
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from importlib.resources import files
from typing import Any, Literal, NamedTuple

from reportedly.record import Dispute, Entity, Event, Quantity, Side, Span, Statement, Time
from reportedly.show.export.derived import ECHOES, SERIES, claim_of, claims
from reportedly.show.export.plover_codes import weight
from reportedly.show.export.source import Entry, Source, reader_name
from reportedly.show.phrases import AUTHOR

Type = Literal["text", "integer", "real"]
Row = dict[str, Any]
TABLE_OF = {Statement: "statements", Event: "events", Quantity: "quantities", Entity: "entities", Time: "times",
            Dispute: "disputes"}  # fmt: skip


class Column(NamedTuple):
    """A column: `key` if it names its row, `refers` the table whose rows it names, `wordy` if it holds their words."""

    name: str
    type: Type
    doc: str
    key: bool = False
    refers: str | None = None
    wordy: bool = False


@cache
def tables() -> Mapping[str, tuple[Column, ...]]:
    """Return the tables with their columns."""
    found: dict[str, list[Column]] = {}
    for line in files("reportedly.data").joinpath("export_tables.tsv").read_text("utf-8").splitlines():
        if line.startswith("#") or not line.strip():
            continue
        table, name, type, doc = line.split("\t")
        wordy, refers = type.endswith("*"), type[1:] if type.startswith(">") else None
        plain: Type = "integer" if type == "integer" else "real" if type == "real" else "text"
        found.setdefault(table, []).append(Column(name, plain, doc, type == "key", refers, wordy))
    return {table: tuple(columns) for table, columns in found.items()}


def rows(source: Source) -> Iterator[tuple[str, Row]]:
    """Yield (table, row) of the whole story: what is derived, then article by article."""
    found = claims(source)
    of_row = claim_of(found)
    for claim in found:
        row = claim._asdict() | {"claim": claim.id}
        yield "claims", {name: _joined(value) for name, value in row.items()}
        yield from (("claim_rows", {"claim": claim.id, "row": address, "place": place})
                    for place, address in enumerate(claim.members))  # fmt: skip
    yield from _stored(source)
    verdicts = source.verdicts()
    for entry in source.entries():
        yield from article_rows(entry, of_row, verdicts)
    for failure in source.story.failures():
        yield "failures", {"source": failure.source, "reason": failure.reason, "mend": failure.mend}


def article_rows(entry: Entry, claim: Mapping[str, str], verdicts: Mapping[str, str]) -> Iterator[tuple[str, Row]]:
    """Yield the rows of an article: itself, and all that was read in it."""
    yield "articles", _article(entry)
    for one in entry.rows:
        row: Row = {
            "address": one.address, "article": entry.info.key, "outlet": entry.info.outlet,
            "published": entry.info.published, "start": min(s for s, _ in one.spans),
            "end": max(e for _, e in one.spans), "claim": claim.get(one.address), "verdict": verdicts.get(one.address),
        }  # fmt: skip
        match one.row:
            case Statement():
                row |= _statement(entry, one.row)
            case Event():
                row |= _event(entry, one.row)
            case Quantity():
                row |= _quantity(entry, one.row)
            case Entity():
                row |= {"name": one.row.name, "kind": one.row.kind, "country": one.row.country,
                        "sector": one.row.sector, "mentions": len(one.row.mentions),
                        "spans": _spans(mentions=one.row.mentions)}  # fmt: skip
            case Time():
                row |= {"words": _told(entry, one.row.spans), "type": one.row.type, "value": one.row.value}
            case Dispute():
                left, right = (_side(entry, side) for side in (one.row.left, one.row.right))
                row |= {"left": left[0], "left_words": left[1], "right": right[0], "right_words": right[1],
                        "reason": one.row.reason}  # fmt: skip
        yield TABLE_OF[type(one.row)], row


def _joined(value: Any) -> Any:
    return "|".join(value) if isinstance(value, tuple) else value


def _told(entry: Entry, spans: Iterable[Span]) -> str | None:
    return entry.words(spans) or None


def _spans(**parts: Iterable[Span]) -> str:
    """Return the characters of each part that has any, as JSON."""
    return json.dumps({name: list(spans) for name, spans in parts.items() if spans})


def _article(entry: Entry) -> Row:
    article, info = entry.item.record.article, entry.info
    return {
        "article": info.key, "version": info.version, "outlet": info.outlet, "url": info.url,
        "published": info.published, "title": info.title, "byline": "|".join(article.byline) or None,
        "credit": info.credit, "dateline": article.dateline, "language": article.language,
        "retrieved": article.retrieved, "sha256": article.sha256, "reader": reader_name(entry.record),
        "characters": len(article.text), "text": entry.record.article.text or None,
    }  # fmt: skip


def _statement(entry: Entry, row: Statement) -> Row:
    names = entry.names([row.source_entity] if row.source_entity else [])
    return {
        "source": _told(entry, row.source), "source_kind": row.source_kind, "source_name": names[0] if names else None,
        "source_entity": entry.address_of.get(row.source_entity or ""), "source_count": row.source_count,
        "cue": _told(entry, row.cue), "content": _told(entry, row.content), "quote": row.quote, "force": row.force,
        "medium": _told(entry, row.medium), "via": entry.address_of.get(row.via or ""),
        "chain": entry.chain(row) if entry.text != "none" else None, "score": row.score,
        "spans": _spans(source=row.source, cue=row.cue, content=row.content, medium=row.medium),
    }  # fmt: skip


def _voice(entry: Entry, voice: str) -> Row:
    told = entry.voice(voice) if entry.text != "none" else AUTHOR if voice == "author" else None
    return {"voice": told, "statement": entry.address_of.get(voice)}


def _countries(entry: Entry, ids: Iterable[str]) -> str | None:
    found = (entry.entities[id].country for id in ids if id in entry.entities)
    return "|".join(dict.fromkeys(country for country in found if country)) or None


def _event(entry: Entry, row: Event) -> Row:
    place, (quad, intensity) = row.place, weight(row)
    return {
        "trigger": _told(entry, row.trigger), "type": row.type, "mode": row.mode,
        "contexts": "|".join(row.contexts) or None, "quad": quad, "intensity": intensity, "status": row.status,
        "because": _told(entry, row.because), **_voice(entry, row.voice), "actor": entry.words(row.actor, ", ") or None,
        "actor_names": "|".join(entry.names(row.actor_entities)) or None,
        "actor_countries": _countries(entry, row.actor_entities),
        "recipient": entry.words(row.recipient, ", ") or None,
        "recipient_names": "|".join(entry.names(row.recipient_entities)) or None,
        "recipient_countries": _countries(entry, row.recipient_entities),
        "place": _told(entry, place.spans), "place_name": place.name, "place_country": place.country,
        "latitude": place.lat, "longitude": place.lon, "geonameid": place.geonameid,
        "date": _told(entry, row.date.spans), "earliest": row.date.earliest, "latest": row.date.latest,
        "score": row.score,
        "spans": _spans(trigger=row.trigger, actor=row.actor, recipient=row.recipient, place=place.spans,
                        date=row.date.spans, because=row.because),
    }  # fmt: skip


def _quantity(entry: Entry, row: Quantity) -> Row:
    return {
        "words": _told(entry, row.spans), "value": row.value, "high": row.high, "bound": row.bound, "unit": row.unit,
        "of": _told(entry, row.of), "measure": _told(entry, row.measure), "as_of": row.as_of,
        "event": entry.address_of.get(row.event or ""), **_voice(entry, row.voice), "score": row.score,
        "spans": _spans(number=row.spans, of=row.of, measure=row.measure),
    }  # fmt: skip


def _side(entry: Entry, side: Side) -> tuple[str | None, str | None]:
    if side.spans:
        return None, _told(entry, side.spans)
    address = entry.address_of.get(side.id or "")
    spans = next((one.spans for one in entry.rows if one.address == address), ())
    return address, _told(entry, spans)


def _stored(source: Source) -> Iterator[tuple[str, Row]]:
    """Yield the series and the echoes."""
    for one in source.stored(SERIES):
        body = one.body
        yield "series", {
            "series": one.id, "thing": body.get("thing"), "measure": body.get("measure"), "unit": body.get("unit"),
            "relations": "|".join(body.get("relations") or ()), "figures": len(one.members),
        }  # fmt: skip
        for place, address in enumerate(one.members):
            yield "series_rows", {"series": one.id, "row": address, "place": place}
    for one in source.stored(*ECHOES):
        body = one.body
        kind, name = body["origin"]
        yield "echoes", {
            "echo": one.id, "article": body["item"].rsplit("/", 1)[0], "origin_kind": kind,
            "origin": name.rsplit("/", 1)[0] if kind == "item" else name, "evidence": body["evidence"],
            "share": body.get("share"), "weak": int(bool(body.get("weak"))), "reason": body.get("reason"),
            "passage": json.dumps(body.get("passage")), "source": json.dumps(body.get("source")),
        }  # fmt: skip
