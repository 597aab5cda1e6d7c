"""The excerpts in docs/formats.md, made from a story of records made by hand. Run it to write them anew."""

from __future__ import annotations

import csv
import json
import re
import sqlite3
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

from exporting import add_claims, lines, make_story, run
from reportedly.show.export.sqlite import views
from reportedly.show.export.tables import tables

PAGE = Path(__file__).resolve().parents[1] / "docs" / "formats.md"
BLOCK = re.compile(r"<!-- made: (\w+) -->.*?<!-- end -->", re.S)
NUMBERS = re.compile(r"\[[\s\d,.\[\]-]*\]")
WIDE = 110
SOME = ("type", "status", "actor", "trigger", "recipient", "voice", "because")


def page(text: str, folder: Path) -> str:
    """Return the page with every excerpt made anew; `folder` is for the exports."""
    story = make_story(folder / "story.db", with_hostile=False)
    add_claims(story)
    return BLOCK.sub(lambda match: f"<!-- made: {match[1]} -->{MAKERS[match[1]](story, folder)}<!-- end -->", text)


def _fenced(language: str, text: str) -> str:
    return f"\n```{language}\n{text.rstrip()}\n```\n"


def _cut(value: Any) -> Any:
    """Shorten long strings and lists, as people do who show an excerpt."""
    if isinstance(value, str):
        return value if len(value) <= WIDE else value[: WIDE - 1].rsplit(" ", 1)[0] + " …"
    if isinstance(value, dict):
        return {name: _cut(inner) for name, inner in value.items()}
    return [_cut(inner) for inner in value[:2]] if isinstance(value, list) else value


def _json(value: Any) -> str:
    text = json.dumps(_cut(value), ensure_ascii=False, indent=1)
    return _fenced("json", NUMBERS.sub(lambda match: " ".join(match[0].split()), text))  # lists of numbers on a line


def _table(names: tuple[str, ...], rows: list[tuple[Any, ...]]) -> str:
    head = f"| {' | '.join(names)} |\n|{' --- |' * len(names)}\n"
    shown = ([str("" if cell is None else cell).replace("|", "\\|") for cell in row] for row in rows)
    return "\n" + head + "\n".join(f"| {' | '.join(row)} |" for row in shown) + "\n"


def _csv(story: Path, folder: Path) -> str:
    run(story, "csv", folder / "csv")
    with open(folder / "csv" / "events.csv", encoding="utf-8", newline="") as file:
        rows = [row for row in csv.DictReader(file) if row["outlet"] == "The Example"]
    return _table(SOME, [tuple(row[name] for name in SOME) for row in rows])


def _sqlite(story: Path, folder: Path) -> str:
    run(story, "sqlite", folder / "sqlite")
    names = ("earliest", "latest", "type", "actor", "trigger", "recipient", "voice", "outlet")
    query = f"SELECT {', '.join(names)} FROM told_as_done WHERE outlet = 'The Example'"
    with sqlite3.connect(folder / "sqlite") as db:
        return _table(names, db.execute(query).fetchall())


def _views(story: Path, folder: Path) -> str:
    return ", ".join(f"`{one.split()[2]}`" for one in views())


def _jsonl(story: Path, folder: Path) -> str:
    run(story, "jsonl", folder / "jsonl")
    record = next(one for one in lines(folder / "jsonl") if one["article"]["outlet"] == "The Example")
    keys = ("id", "trigger", "type", "mode", "actor", "status", "because", "voice", "score")
    return _json({key: record["events"][1][key] for key in keys})


def _plover(story: Path, folder: Path) -> str:
    run(story, "plover", folder / "plover", statuses=["considered"])
    return _json(lines(folder / "plover")[0])


def _polecat(story: Path, folder: Path) -> str:
    run(story, "polecat", folder / "polecat")
    with open(folder / "polecat", encoding="utf-8", newline="") as file:
        row = next(row for row in csv.DictReader(file, delimiter="\t") if row["Latitude"])
    return _fenced("", "\n".join(f"{name}: {value}" for name, value in row.items() if value))


def _annotation(story: Path, folder: Path) -> str:
    run(story, "annotation", folder / "annotation", text="cited")
    items = json.loads((folder / "annotation").read_text(encoding="utf-8"))["items"]
    one = next(item for item in items if item["body"][0]["value"] == "event")
    return _json(one | {"body": one["body"][:3], "target": one["target"][:1]})


def _report(story: Path, folder: Path) -> str:
    run(story, "report", folder / "report", text="cited")
    text = (folder / "report" / "report.md").read_text(encoding="utf-8").split("\n")
    said = [line for line in text if line.startswith("- **")][:3]
    return _fenced("markdown", "\n".join([*said, "", next(line for line in text if 'id="c1"' in line)]))


def _ftm(story: Path, folder: Path) -> str:
    run(story, "ftm", folder / "ftm", text="cited")
    return _json(next(one for one in lines(folder / "ftm") if one["schema"] == "Event"))


def _geojson(story: Path, folder: Path) -> str:
    run(story, "geojson", folder / "geojson")
    return _json(json.loads((folder / "geojson").read_text(encoding="utf-8")))


def _timelinejs(story: Path, folder: Path) -> str:
    run(story, "timelinejs", folder / "timelinejs", text="cited")
    return _json(json.loads((folder / "timelinejs").read_text(encoding="utf-8"))["events"][0])


def _claims(story: Path, folder: Path) -> str:
    run(story, "claims", folder / "claims")
    one = json.loads((folder / "claims").read_text(encoding="utf-8"))["@graph"][0]
    return _json(one | {"appearance": one["appearance"][:1]})


def _columns(story: Path, folder: Path) -> str:
    written = []
    for table, columns in tables().items():
        named = ", ".join(f"`{c.name}`{'*' if c.wordy else ''} {c.doc}" for c in columns)
        written.append(f"- **{table}**: {named}.")
    return "\n" + "\n".join(written) + "\n"


MAKERS: dict[str, Callable[[Path, Path], str]] = {
    "csv": _csv, "sqlite": _sqlite, "views": _views, "jsonl": _jsonl, "plover": _plover, "polecat": _polecat,
    "annotation": _annotation, "report": _report, "ftm": _ftm, "geojson": _geojson, "timelinejs": _timelinejs,
    "claims": _claims, "columns": _columns,
}  # fmt: skip


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as room:
        PAGE.write_text(page(PAGE.read_text(encoding="utf-8"), Path(room)), encoding="utf-8")
