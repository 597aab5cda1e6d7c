"""Events on the map: a FeatureCollection (RFC 7946) of points; events without coordinates are counted, not placed."""

from pathlib import Path
from typing import Any

from reportedly.record import Event
from reportedly.show.export.source import Entry, Source, single_day
from reportedly.show.export.told import headline, standing
from reportedly.show.export.writing import to_document


def write(source: Source, path: Path) -> None:
    """Write the file; `unplaced` says how many events of these statuses have no coordinates."""
    features: list[dict[str, Any]] = []
    unplaced = 0
    for entry, address, event in source.events():
        if event.place.lat is None or event.place.lon is None:
            unplaced += 1
        else:
            features.append(_feature(entry, address, event))
    source.written = len(features)
    whole = {"type": "FeatureCollection", "unplaced": unplaced, "features": features}
    path.write_text(to_document(whole), encoding="utf-8")


def _feature(entry: Entry, address: str, event: Event) -> dict[str, Any]:
    place = event.place
    return {
        "type": "Feature",
        "id": address,
        "geometry": {"type": "Point", "coordinates": [place.lon, place.lat]},  # longitude first
        "properties": {
            "title": headline(entry, event),
            "standing": standing(entry, event),
            "type": event.type,
            "mode": event.mode,
            "status": event.status,
            "voice": entry.voice(event.voice),
            "date": single_day(event),
            "earliest": event.date.earliest,
            "latest": event.date.latest,
            "place": entry.place(event) or None,
            "country": place.country,
            "outlet": entry.info.outlet,
            "published": entry.info.published,
            "url": entry.info.url,
            "score": event.score,
        },
    }
