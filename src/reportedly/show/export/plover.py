"""Events as PLOVER's interchange form: one JSON object a line, with the field names of its manual and a few of ours.

Ours are `status`, `voice`, `dateEarliest`, `dateLatest`, `datePublished`, `claim` and `score`. `mode` and `context` are
lists, as the manual has it; the status is in the auxiliary modes as well.
"""

from collections.abc import Iterable
from pathlib import Path
from typing import Any

from reportedly.record import Event, Span
from reportedly.show.export.derived import claim_of, claims
from reportedly.show.export.plover_codes import CODEBOOK, alpha2, modes, weight
from reportedly.show.export.source import Entry, Source, reader_name, single_day
from reportedly.show.export.writing import to_line
from reportedly.weave.item import bounds


def write(source: Source, path: Path) -> None:
    """Write the file."""
    claim = claim_of(claims(source))
    with open(path, "w", encoding="utf-8", newline="") as file:
        for entry, address, event in source.events():
            file.write(to_line(record(entry, address, event) | {"claim": claim.get(address)}))
            source.written += 1


def record(entry: Entry, address: str, event: Event) -> dict[str, Any]:
    """Return an event; what is unknown is null."""
    quad, intensity = weight(event)
    start, end = bounds(event.trigger)
    return {
        "id": address,
        "date": single_day(event),
        "source": _actors(entry, event.actor_entities, event.actor),
        "target": _actors(entry, event.recipient_entities, event.recipient),
        "event": event.type,
        "eventLoc": _location(entry, event),
        "eventText": entry.words(event.trigger) or None,
        "quadCode": quad,
        "eventScale": intensity,
        "mode": modes(event),
        "context": list(event.contexts),
        "text": entry.sentence(event.trigger) or None,
        "citation": entry.info.title,
        "url": entry.info.url,
        "language": entry.record.article.language,
        "publication": entry.info.outlet,
        "textInfo": {"start": start, "end": end},
        "coder": reader_name(entry.record),
        "codebook": CODEBOOK,
        "dateEarliest": event.date.earliest,
        "dateLatest": event.date.latest,
        "datePublished": entry.info.published,
        "status": event.status,
        "voice": entry.voice(event.voice),
        "score": event.score,
    }


def _actors(entry: Entry, ids: Iterable[str], spans: Iterable[Span]) -> list[dict[str, Any]]:
    """Return the actor objects of one side: its entities, or its words where none is known."""
    found = [
        {"code": entity.country, "sector": entity.sector, "identifier": entry.address_of.get(entity.id),
         "actorText": entity.name}
        for id in ids if (entity := entry.entities.get(id))
    ]  # fmt: skip
    told = entry.words(spans, "; ")
    return found or ([{"code": None, "sector": None, "identifier": None, "actorText": told}] if told else [])


def _location(entry: Entry, event: Event) -> dict[str, Any] | None:
    place = event.place
    name = entry.place(event)
    if not name and place.country is None:
        return None
    return {
        "geonameid": place.geonameid,
        "name": name or None,
        "latitude": place.lat,
        "longitude": place.lon,
        "country code": alpha2(place.country) or None,
        "cc3": place.country,
    }
