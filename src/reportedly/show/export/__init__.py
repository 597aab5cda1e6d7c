"""Take a story along: one module a format, each of which writes a file or a folder from the same source."""

import os
from collections.abc import Callable, Collection
from importlib import import_module
from typing import TYPE_CHECKING, NamedTuple, get_args

from reportedly.record.rows import Status
from reportedly.show.export.rights import TEXTS, Text
from reportedly.show.export.writing import ExportError, in_place

if TYPE_CHECKING:
    from reportedly.keep.story import Story

__all__ = ["FORMATS", "STATUSES", "TEXTS", "ExportError", "Exported", "Format", "Text", "export"]

STATUSES: tuple[Status, ...] = get_args(Status)
REAL: frozenset[str] = frozenset({"happened", "ongoing"})


class Format(NamedTuple):
    """A format: its module, whether it is a folder, and which events it holds if nobody asks for others.

    `statuses` is None where every event is written, with its status beside it.
    """

    module: str
    folder: bool
    gloss: str
    statuses: frozenset[str] | None = None


FORMATS = {
    "csv": Format("csv_tables", True, "a CSV file a table, with datapackage.json"),
    "jsonl": Format("jsonl", False, "the records, a line an article"),
    "parquet": Format("parquet", True, "a Parquet file a table (needs reportedly[parquet])"),
    "sqlite": Format("sqlite", False, "a plain SQLite file with views, for Datasette and SQL"),
    "plover": Format("plover", False, "events as PLOVER's JSON, one a line", frozenset({"happened"})),
    "polecat": Format("polecat", False, "events as POLECAT's table of 40 columns", frozenset({"happened"})),
    "annotation": Format("annotations", False, "W3C Web Annotations (JSON-LD)"),
    "report": Format("report", True, "a report in Markdown and HTML with numbered citations"),
    "ftm": Format("ftm", False, "FollowTheMoney entities for Aleph, one a line", REAL),
    "geojson": Format("geojson", False, "events on the map (GeoJSON)", REAL),
    "timelinejs": Format("timelinejs", False, "events in time, for TimelineJS", REAL),
    "claims": Format("claims", False, "schema.org Claim (JSON-LD), never a rating"),
    "brat": Format("brat_files", True, "brat's .txt and .ann, a pair an article"),
}


class Exported(NamedTuple):
    """What was written: how many articles were read for it, and how many rows, events or entities it holds."""

    path: str
    articles: int
    written: int


def export(
    story: "Story",
    format: str,
    path: str | os.PathLike[str],
    *,
    text: Text = "full",
    statuses: Collection[str] | None = None,
    force: bool = False,
    step: Callable[[], None] | None = None,
) -> Exported:
    """Write a story to `path`, aside first and moved into place when it is whole; return what was written.

    `text` is how much of the articles' text goes along: "full", "cited" (the characters of rows and nothing else), or
    "none". `statuses` are the statuses of the events that `plover`, `polecat`, `ftm`, `geojson` and `timelinejs` hold
    ("all" for every one), by default what happened (the last three: or is under way). A folder that is there is
    replaced only if an earlier export made it and `force` is given. `step` is called after each article. "-" as path is
    standard output. Raises `ExportError`, whose message is for people, for what cannot be.
    """
    from reportedly.show.export.source import Source

    if format not in FORMATS:
        raise ExportError(f"{format}: there is no such format (use one of {', '.join(FORMATS)})", usage=True)
    if text not in TEXTS:
        raise ExportError(f"{text}: the text to take along is one of {', '.join(TEXTS)}", usage=True)
    kind = FORMATS[format]
    source = Source(story, text=text, statuses=_statuses(format, statuses), step=step)
    module = import_module(f"{__name__}.{kind.module}")
    with story.database.reading(), in_place(path, kind.folder, format, source, force) as aside:
        module.write(source, aside)
    return Exported(os.fspath(path), source.read, source.written)


def _statuses(format: str, wanted: Collection[str] | None) -> frozenset[str]:
    """Return the statuses of the events to be written."""
    default = FORMATS[format].statuses
    if not wanted:
        return default or frozenset(STATUSES)
    if default is None:
        raise ExportError(
            f"{format}: statuses cannot be chosen, it holds every event with its status beside it (leave --status out)",
            usage=True,
        )
    if "all" in wanted:
        return frozenset(STATUSES)
    for one in wanted:
        if one not in STATUSES:
            raise ExportError(f"{one}: there is no such status (use all, or {', '.join(STATUSES)})", usage=True)
    return frozenset(wanted)
