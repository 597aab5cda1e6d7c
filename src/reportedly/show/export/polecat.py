"""Events as POLECAT's table: 40 tab-separated columns, one row an event, several values in a cell separated by "|".

An event whose text leaves its day open, or gives more than one, has no Event Date: Publication Date stands beside it.
The status is told by PLOVER's auxiliary modes in Event Mode; without --status only what happened is written.
"""

import csv
from collections.abc import Iterable
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

from reportedly.record import Event, Span
from reportedly.show.export.plover_codes import QUADS, cow, modes, weight
from reportedly.show.export.source import Entry, Source, reader_name, single_day


@cache
def columns() -> tuple[str, ...]:
    """Return the names of the columns, in order."""
    return tuple(files("reportedly.data").joinpath("polecat_columns.txt").read_text("utf-8").split("\n")[:-1])


def write(source: Source, path: Path) -> None:
    """Write the table."""
    with open(path, "w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, columns(), delimiter="\t", lineterminator="\n", restval="")
        writer.writeheader()
        for entry, address, event in source.events():
            writer.writerow({name: _cell(value) for name, value in row(entry, address, event).items()})
            source.written += 1


def _cell(value: Any) -> Any:
    """Return a value as a cell; no white space in it breaks the line."""
    return " ".join(value.split()) if isinstance(value, str) else value


def row(entry: Entry, address: str, event: Event) -> dict[str, Any]:
    """Return the cells of an event by column; those that nothing is known of are left out."""
    (quad, intensity), place = weight(event), event.place
    return {
        "Event ID": address,
        "Event Date": single_day(event),
        "Event Type": event.type,
        "Event Mode": "|".join(modes(event)),
        "Intensity": intensity,
        "Quad Code": QUADS[quad],
        "Contexts": "|".join(event.contexts),
        **_party(entry, "Actor", event.actor_entities, event.actor),
        **_party(entry, "Recipient", event.recipient_entities, event.recipient),
        "Placename": place.name,
        "Country": place.country,
        "Latitude": place.lat,
        "Longitude": place.lon,
        "GeoNames ID": place.geonameid,
        "Raw Placename": entry.words(place.spans),
        "Source": entry.info.outlet,
        "Publication Date": entry.day,
        "Story People": _named(entry, "person"),
        "Story Organizations": _named(entry, "organization"),
        "Story Locations": _named(entry, "country", "place"),
        "Language": entry.record.article.language,
        "Version": reader_name(entry.record),
    }


def _party(entry: Entry, side: str, ids: Iterable[str], spans: Iterable[Span]) -> dict[str, Any]:
    """Return the columns of one side: the first entity is the one that counts, the raw name holds them all."""
    entities = [entry.entities[id] for id in ids if id in entry.entities]
    raw = entry.words(spans, "; ")
    first = entities[0] if entities else None
    sectors = dict.fromkeys(entity.sector for entity in entities if entity.sector)
    return {
        f"{side} Name": first.name if first else raw,
        f"{side} Country": first.country if first else None,
        f"{side} COW": cow(first.country) if first else None,
        f"Primary {side} Sector": first.sector if first else None,
        f"{side} Sectors": "|".join(sectors),
        f"{side} Name Raw": raw,
    }


def _named(entry: Entry, *kinds: str) -> str:
    return "|".join(dict.fromkeys(entity.name for entity in entry.record.entities if entity.kind in kinds))
