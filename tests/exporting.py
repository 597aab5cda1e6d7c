"""Stories for the tests of exports: one of records made by hand, and what all formats have in common."""

from __future__ import annotations

import json
from pathlib import Path

import msgspec

from records import hostile, invented
from reportedly import Story
from reportedly.gather import Found
from reportedly.keep.rows import to_json
from reportedly.record import Reader, Record
from reportedly.show.export import FORMATS, Exported, export

STATUSES = ("happened", "ongoing", "planned", "considered", "possible", "called_for", "conditional", "did_not_happen")


class ByHand:
    """A reader that knows its records beforehand."""

    name = Reader(version="0.1.0", model="by hand")

    def __init__(self, *records: Record) -> None:
        self._records = {record.article.text: record for record in records}

    def read(self, articles, jobs=1):
        for article in articles:
            known = self._records[article.text]
            yield msgspec.structs.replace(known, article=article, reader=self.name)


def dated(record: Record, **facts: object) -> Record:
    return msgspec.structs.replace(record, article=msgspec.structs.replace(record.article, **facts))


def make_story(path: Path, *, with_hostile: bool = True) -> Path:
    """A dated article, a reprint of it without one, and a hostile one; an event of the first has a place on the map."""
    first = dated(invented(), published="2031-05-04T08:00:00+00:00", retrieved="2031-05-05T00:00:00+00:00")
    second = dated(invented(), url="https://other.example/vessa", outlet="=cmd|'/c calc'!A0", id="reprint")
    third = dated(hostile(), url="https://hostile.example/", outlet="<b>Hostile</b>", published="2031-05-04")
    records = (first, second, third) if with_hostile else (first, second)
    with Story(path, reader=ByHand(*records), families=()) as story:
        articles = [record.article for record in records]
        story.add_found([Found(one.url, one, None, one.text.encode("utf-8", "replace")) for one in articles])
        key = next(one.key for one in story.articles() if one.outlet == "The Example")
        rows = story.rows("event")
        raid = next(row for row in rows if row["address"].startswith(key) and row["words"]["trigger"] == "raided")
        story.review.edit(raid["address"], {"place.lat": 10.25, "place.lon": -66.5}, author="A tester")
        story.review.accept(raid["address"], author="A tester")
    return path


def add_claims(path: Path) -> None:
    """Put what weaving would keep into a story made by hand: a claim, its counts, a series, an echo."""
    with Story(path, families=()) as story:
        rows = sorted(row["address"] for row in story.rows("event") if row["words"].get("trigger") == "raided")
        numbers = sorted(row["address"] for row in story.rows("quantity") if row["body"]["value"] == 40)
        one, two = rows
        claim = {
            "kind": "event", "type": "ASSAULT", "modes": ["firearms"], "status": "happened",
            "ever": ["happened", "planned"], "said": "raided", "actors": ["soldiers"], "recipients": [],
            "places": ["vessa", "NOR"],
            "earliest": "2031-05-02", "latest": "2031-05-02", "first_report": "2031-05-04", "last_report": "2031-05-04",
            "dispute": {"type": "status", "reason": "one tells it as done, one as not"}, "whole": [],
        }  # fmt: skip
        counts = {"articles": 2, "outlets": 2, "reports": 1, "voices": 1, "names": ["The Example", "Other"],
                  "heard": ["Interior Ministry"], "whole": []}  # fmt: skip
        series = {"thing": "soldier", "measure": "", "unit": None, "relations": ["agrees"], "dispute": None}
        item, origin = two.rsplit("/", 2)[0], one.rsplit("/", 2)[0]
        echo = {"item": item, "origin": ["item", origin], "evidence": "copied", "passage": [[0, 40]],
                "source": [[0, 40]], "words": [], "share": 1.0, "weak": False, "reason": "the same words"}  # fmt: skip
        things = (("claim", "aa11", claim, rows), ("counts", "aa11", counts, []), ("series", "bb22", series, numbers),
                  ("echo", "cc33", echo, [item, origin]))  # fmt: skip
        with story.database.transaction() as db:
            for family, id, body, members in things:
                db.execute("INSERT INTO thing VALUES (?, ?, ?)", (family, id, to_json(body)))
                for place, address in enumerate(members):
                    db.execute("INSERT INTO member VALUES (?, ?, ?, ?)", (family, id, address, place))


def run(path: Path, format: str, out: Path, **options: object) -> Exported:
    with Story(path, readonly=True) as story:
        return export(story, format, out, **options)


def lines(path: Path) -> list[dict[str, object]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def everything(out: Path) -> str:
    """All that an export wrote, as one text; Parquet's compression undone."""
    files = [out] if out.is_file() else [file for file in sorted(out.rglob("*")) if file.is_file()]
    return "\n".join(_written(file) for file in files)


def _written(file: Path) -> str:
    if file.suffix == ".parquet":
        from pyarrow.parquet import read_table

        return "\n".join(str(value) for row in read_table(file).to_pylist() for value in row.values())
    return file.read_bytes().decode("utf-8", "replace")


ALL = tuple(FORMATS)
