"""Events in time, as TimelineJS reads them: one slide for each event that has a day or an interval of days."""

from pathlib import Path
from typing import Any

from reportedly.record import Event
from reportedly.show.export.source import Entry, Source
from reportedly.show.export.told import headline, standing
from reportedly.show.export.writing import to_document
from reportedly.show.labels import STATUSES
from reportedly.show.markup import element, escape, join, web_address

PARTS = ("year", "month", "day")


def write(source: Source, path: Path) -> None:
    """Write the file; the title slide says how many events of these statuses have no date."""
    slides: list[dict[str, Any]] = []
    undated = 0
    for entry, address, event in source.events():
        if event.date.earliest is None:
            undated += 1
        else:
            slides.append(_slide(entry, address, event))
    source.written = len(slides)
    slides.sort(key=lambda slide: (tuple(slide["start_date"].values()), slide["unique_id"]))
    told = f"{len(slides)} events with a date, {undated} without"
    title = {"unique_id": "title", "text": {"headline": escape(source.name), "text": element("p", told)}}
    path.write_text(to_document({"title": title, "events": slides}), encoding="utf-8")


def _date(iso: str) -> dict[str, int]:
    """Return an ISO date as TimelineJS has it; of a month or a year there are fewer parts."""
    return {name: int(part) for name, part in zip(PARTS, iso[:10].split("-"), strict=False)}


def _slide(entry: Entry, address: str, event: Event) -> dict[str, Any]:
    """Return the slide of an event that has a first day."""
    told = [element("p", standing(entry, event))]
    if sentence := entry.sentence(event.trigger):
        told.append(element("blockquote", sentence))
    link = web_address(entry.info.url)
    name = ", ".join(part for part in (entry.info.outlet, entry.day) if part) or entry.title
    told.append(element("p", element("a", name, href=link) if link else name))
    slide: dict[str, Any] = {
        "unique_id": address.replace("/", "-"),
        "start_date": _date(event.date.earliest or ""),
        "text": {"headline": escape(headline(entry, event)), "text": join(told)},
        "group": STATUSES[event.status][0],
    }
    if event.date.latest and event.date.latest != event.date.earliest:
        slide["end_date"] = _date(event.date.latest)
    return slide
