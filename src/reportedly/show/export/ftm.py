"""FollowTheMoney entities for Aleph and its kin: JSON lines, written by ourselves; ids depend on the story alone.

Articles are `Article`; what they name is `Person`, `Organization`, `PublicBody`, `LegalEntity`, `Vehicle` or `Address`,
one an article (who is who across articles is for their cross-referencing, or for people); events are `Event` with their
status in `keywords`, statements `Note` on who says them.
"""

import hashlib
import re
from collections.abc import Iterable, Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

from reportedly.record import Entity, Event, Statement
from reportedly.show.export.plover_codes import alpha2
from reportedly.show.export.source import Entry, Source, reader_name, single_day
from reportedly.show.export.told import headline, standing
from reportedly.show.export.writing import to_line
from reportedly.show.labels import FORCES
from reportedly.show.markup import web_address

STATE = frozenset({"GOV", "JUD", "LEG", "MIL", "COP", "SPY"})  # sectors of a state's own bodies
LANGUAGES = {"en": "eng", "es": "spa", "fr": "fra", "de": "deu", "pt": "por", "it": "ita", "ru": "rus", "ar": "ara",
             "nl": "nld", "pl": "pol", "uk": "ukr", "tr": "tur", "zh": "zho"}  # fmt: skip
YEARS = re.compile(r"[12]\d{3}(?:-|$)")
PARTIES = frozenset({"Person", "Organization", "PublicBody", "LegalEntity"})


def write(source: Source, path: Path) -> None:
    """Write the file; an entity comes before those that point at it."""
    with open(path, "w", encoding="utf-8", newline="") as file:
        for entry in source.entries():
            for entity in of_article(entry, source.statuses):
                file.write(to_line(entity))
                source.written += 1


def of_article(entry: Entry, statuses: frozenset[str]) -> Iterator[dict[str, Any]]:
    """Yield the entities of an article."""
    proof = _id("article", entry.info.key)
    yield _article(entry, proof)
    schemata: dict[str, str] = {}
    for id, entity in entry.entities.items():
        if id in entry.address_of and (schema := schema_of(entity)):
            schemata[id] = schema
            yield _named(entry, entity, schema, proof)
    for one in entry.rows:
        if isinstance(one.row, Event) and one.row.status in statuses:
            yield _event(entry, one.address, one.row, proof, schemata)
        elif isinstance(one.row, Statement) and entry.words(one.row.content):
            yield _note(entry, one.address, one.row, proof, schemata)


def _id(*parts: str) -> str:
    return hashlib.sha1("\n".join(("reportedly", *parts)).encode(), usedforsecurity=False).hexdigest()


def _date(iso: str | None) -> str | None:
    """Return an ISO date, its month or year, or a date-time; None for one that is not in the library's calendar."""
    if not iso or not YEARS.match(iso):
        return None
    try:
        datetime.fromisoformat(iso if len(iso) > 7 else f"{iso}-01-01"[:10])
    except ValueError:
        return None
    return iso


def _entity(id: str, schema: str, **properties: Any) -> dict[str, Any]:
    """Return an entity; values become lists of strings, unknown ones are left out."""
    found = {}
    for name, value in properties.items():
        values = [str(one) for one in (value if isinstance(value, list | tuple) else [value]) if one not in (None, "")]
        if values:
            found[name] = list(dict.fromkeys(values))
    return {"id": id, "schema": schema, "properties": found}


def _article(entry: Entry, id: str) -> dict[str, Any]:
    article = entry.item.record.article
    return _entity(
        id, "Article", title=entry.title, fileName=f"{entry.info.key}.txt", author=list(article.byline),
        publisher=entry.info.outlet, publishedAt=_date(entry.info.published), retrievedAt=_date(article.retrieved),
        sourceUrl=web_address(entry.info.url), language=LANGUAGES.get(article.language or ""),
        bodyText=article.text if entry.text == "full" else None, mimeType="text/plain",
        processingAgent=reader_name(entry.record),
    )  # fmt: skip


def schema_of(entity: Entity) -> str | None:
    """Return the schema of what an article names, None for what FollowTheMoney has no word for."""
    if entity.kind == "organization":
        return "PublicBody" if entity.sector in STATE else "Organization"
    return {"person": "Person", "country": "PublicBody", "group": "LegalEntity", "vehicle": "Vehicle",
            "place": "Address"}.get(entity.kind)  # fmt: skip


def _named(entry: Entry, entity: Entity, schema: str, proof: str) -> dict[str, Any]:
    id, country = _id(entry.address_of[entity.id]), alpha2(entity.country).lower()
    if schema == "Address":
        return _entity(id, schema, full=entity.name, country=country, proof=proof)
    return _entity(id, schema, name=entity.name, country=country, keywords=entity.sector, proof=proof)


def _parties(entry: Entry, ids: Iterable[str], schemata: dict[str, str]) -> list[str]:
    return [_id(entry.address_of[id]) for id in ids if schemata.get(id) in PARTIES]


def _event(entry: Entry, address: str, event: Event, proof: str, schemata: dict[str, str]) -> dict[str, Any]:
    day = single_day(event)
    return _entity(
        _id(address), "Event", name=headline(entry, event), summary=standing(entry, event),
        description=entry.sentence(event.trigger), date=_date(day),
        startDate=None if day else _date(event.date.earliest), endDate=None if day else _date(event.date.latest),
        location=entry.place(event),
        country=alpha2(event.place.country).lower(),
        involved=_parties(entry, (*event.actor_entities, *event.recipient_entities), schemata),
        keywords=[event.type, event.mode, event.status], recordId=address, proof=proof,
        sourceUrl=web_address(entry.info.url), publisher=entry.info.outlet,
    )  # fmt: skip


def _note(entry: Entry, address: str, row: Statement, proof: str, schemata: dict[str, str]) -> dict[str, Any]:
    """Return a statement; it hangs on its speaker, or on the article where the speaker is no entity."""
    by = row.source_entity if row.source_entity in schemata else None
    return _entity(
        _id(address), "Note", name=f"{entry.chain(row)} {FORCES[row.force]}", description=entry.words(row.content),
        entity=_id(entry.address_of[by]) if by else proof, keywords=[row.source_kind, row.force],
        proof=proof, sourceUrl=web_address(entry.info.url),
    )  # fmt: skip
