"""What the consumer of each export makes of it: one check a format, for any story. `CHECKS` has them all.

Each takes the story's file and what was exported with every status and the full text, loads it with the program or
library that people use, and compares with the story's own rows.
"""

from __future__ import annotations

import asyncio
import csv
import json
import re
import shutil
import sqlite3
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml
from lxml import html

from exporting import lines
from reportedly import Story
from reportedly.record import Record
from reportedly.show.export.polecat import columns
from reportedly.show.export.tables import tables
from vocabularies import ANNOTATION_TERMS, ANNOTATION_TYPES, MOTIVATIONS, SCHEMA_ORG

CONTEXT = Path(__file__).with_name("data") / "anno-context.json"
KINDS = {"events": "event", "statements": "statement", "quantities": "quantity", "entities": "entity",
         "times": "time", "disputes": "dispute"}  # fmt: skip
HOSTILE = "<b>Hostile</b>"  # an outlet whose record has codes that are none
QUADS = {1: "VERBAL COOPERATION", 2: "MATERIAL COOPERATION", 3: "VERBAL CONFLICT", 4: "MATERIAL CONFLICT"}
ADDRESS = re.compile(r"(?:https?://|urn:)[^\x00-\x20<>\"{}|\\^`]+")
FEW = 120  # annotations that are read as RDF, which is slow


@cache
def texts(db: Path) -> dict[str, str]:
    """Return the text of each article by its key."""
    with Story(db, readonly=True) as story:
        return {one.key: story.record(one.key).article.text for one in story.articles()}


@cache
def addresses(db: Path, kind: str) -> frozenset[str]:
    """Return the addresses of the rows of a kind."""
    with Story(db, readonly=True) as story:
        return frozenset(row["address"] for row in story.rows(kind))


@cache
def statuses(db: Path) -> dict[str, str]:
    """Return the status of each event."""
    with Story(db, readonly=True) as story:
        return {row["address"]: row["body"]["status"] for row in story.rows("event")}


def plover() -> dict[str, Any]:
    """Return PLOVER's codes; skips where the specification is not beside the checkout."""
    path = Path(__file__).resolve().parents[1].parent / "shared" / "spec" / "plover.yaml"
    if not path.exists():
        pytest.skip(f"no specification at {path}")
    return yaml.safe_load(path.read_text(encoding="utf-8"))


def check_csv(db: Path, out: Path) -> None:
    """pandas reads every row; references resolve, offsets lead to words, the package describes the files."""
    pandas = pytest.importorskip("pandas")
    held = {name: pandas.read_csv(out / f"{name}.csv", keep_default_na=False) for name in tables()}
    package = json.loads((out / "datapackage.json").read_text(encoding="utf-8"))
    fields = {one["path"]: [field["name"] for field in one["schema"]["fields"]] for one in package["resources"]}
    for name, wanted in tables().items():
        assert list(held[name].columns) == [column.name for column in wanted] == fields[f"{name}.csv"]
        for column in wanted:
            if column.key:
                assert held[name][column.name].is_unique
            if column.refers:
                key = next(c.name for c in tables()[column.refers] if c.key)
                known = {*held[column.refers][key]}
                assert set(held[name][column.name]) - {""} <= known, (name, column.name)
    for name, kind in KINDS.items():
        assert set(held[name]["address"]) == addresses(db, kind), name
    assert dict(zip(held["articles"]["article"], held["articles"]["text"], strict=True)).keys() == texts(db).keys()
    for row in held["events"].to_dict("records"):
        said = texts(db)[row["article"]]
        spans = json.loads(row["spans"])["trigger"]
        assert " … ".join(" ".join(said[s:e].split()) for s, e in spans) == row["trigger"]


def check_parquet(db: Path, out: Path) -> None:
    """DuckDB reads every table, with numbers as numbers and texts as they are."""
    duckdb = pytest.importorskip("duckdb")
    with duckdb.connect() as base:
        for name, kind in KINDS.items():
            found = base.execute(f"SELECT address FROM '{out}/{name}.parquet'").fetchall()
            assert {one for (one,) in found} == addresses(db, kind) and len(found) == len(addresses(db, kind))
        held = dict(base.execute(f"SELECT article, text FROM '{out}/articles.parquet'").fetchall())
        assert held == texts(db)
        counted = f"SELECT e.status, count(*) FROM '{out}/events.parquet' e JOIN '{out}/articles.parquet' a " \
                  "ON e.article = a.article GROUP BY 1"  # fmt: skip
        told = list(statuses(db).values())
        assert dict(base.execute(counted).fetchall()) == {one: told.count(one) for one in set(told)}
        kinds = f"SELECT DISTINCT typeof(latitude), typeof(start) FROM '{out}/events.parquet'"
        assert base.execute(kinds).fetchall() == [("DOUBLE", "BIGINT")]


def check_sqlite(db: Path, out: Path) -> None:
    """SQLite finds it sound, every view opens, and Datasette serves tables, views and search."""
    with sqlite3.connect(out) as base:
        assert base.execute("PRAGMA foreign_key_check").fetchall() == []
        assert base.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        for name, kind in KINDS.items():
            assert {one for (one,) in base.execute(f"SELECT address FROM {name}")} == addresses(db, kind)
        views = [name for (name,) in base.execute("SELECT name FROM sqlite_master WHERE type = 'view'")]
        assert len(views) >= 8
        for view in views:
            base.execute(f"SELECT * FROM {view}").fetchall()
        assert {one for (one,) in base.execute("SELECT status FROM told_as_done")} <= {"happened", "ongoing"}
    word = next(word for text in texts(db).values() for word in text.split() if word.isalpha() and len(word) > 5)
    paths = [f"/story/{path}&_shape=array" for path in (
        "events.json?_size=5&_labels=on", "told_as_done.json?_size=5", f"articles.json?_search={word}",
        "claims.json?_size=5")]  # fmt: skip
    app = pytest.importorskip("datasette.app")
    served = out.with_name("story.db")
    shutil.copy(out, served)

    async def ask() -> None:
        datasette = app.Datasette([str(served)])
        await datasette.invoke_startup()
        for path in paths:
            answer = await datasette.client.get(path)
            assert answer.status_code == 200 and len(answer.json()) >= 1, path
        assert (await datasette.client.get("/story/events")).status_code == 200

    asyncio.run(ask())


def check_jsonl(db: Path, out: Path) -> None:
    """The records come back, equal to those of the story."""
    held = [Record.from_json(line) for line in out.read_bytes().decode("utf-8").splitlines()]
    with Story(db, readonly=True) as story:
        assert held == [story.record(one.key) for one in story.articles()]


def check_plover(db: Path, out: Path) -> None:
    """pandas reads it as a frame whose codes are PLOVER's and whose offsets lead to the words."""
    pandas = pytest.importorskip("pandas")
    codes = plover()
    found = pandas.read_json(out, lines=True, dtype=False)
    assert set(found["id"]) == statuses(db).keys() and found["id"].is_unique
    assert set(found["event"]) <= codes["types"].keys() and set(found["quadCode"]) <= {1, 2, 3, 4}
    ours = found[found["publication"] != HOSTILE]
    assert all(set(held) <= set(codes["contexts"]) for held in ours["context"])
    for one in found.to_dict("records"):
        assert one["status"] == statuses(db)[one["id"]]
        said = texts(db)[one["id"].split("/")[0]][one["textInfo"]["start"] : one["textInfo"]["end"]]
        assert " ".join(said.split()) in one["text"] and one["eventText"].split(" … ")[0] in " ".join(said.split())


def check_polecat(db: Path, out: Path) -> None:
    """A reader of tab-separated values finds forty columns of PLOVER's codes, on as many lines as there are rows."""
    pandas = pytest.importorskip("pandas")
    codes = plover()
    found = pandas.read_csv(out, sep="\t", dtype=str, keep_default_na=False)
    assert list(found.columns) == codes["polecat_columns"] == list(columns()) and len(columns()) == 40
    assert set(found["Event ID"]) == statuses(db).keys() and len(found) == len(statuses(db)) > 0
    assert set(found["Event Type"]) <= codes["types"].keys()
    for row in found[found["Source"] != HOSTILE].to_dict("records"):
        entry = codes["types"][row["Event Type"]]
        own = [mode for mode in row["Event Mode"].split("|") if mode not in codes["auxiliary_modes"] and mode]
        assert set(own) <= entry.get("modes", {}).keys()
        score = entry.get("modes", {}).get(own[0] if own else None)
        assert float(row["Intensity"]) == (entry["intensity"] if score is None else score)
        assert row["Quad Code"] == QUADS[entry["quad"]]
        assert {row["Primary Actor Sector"], row["Primary Recipient Sector"]} <= {"", *codes["sectors"]}
        assert len(row["Country"]) in (0, 3)
    with open(out, encoding="utf-8", newline="") as file:
        assert {len(row) for row in csv.reader(file, delimiter="\t")} == {40}
    assert len(out.read_text(encoding="utf-8").splitlines()) == len(found) + 1


def walk(value: Any) -> Iterator[dict[str, Any]]:
    """Yield every object in a JSON value."""
    if isinstance(value, dict):
        yield value
        for inner in value.values():
            yield from walk(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from walk(inner)


def check_annotation(db: Path, out: Path, text: str = "full") -> None:
    """It has the terms of the Web Annotation context and no other, and its quotations are found in the articles."""
    page = json.loads(out.read_text(encoding="utf-8"))
    check_annotation_graph(page)
    assert page.pop("@context") == "http://www.w3.org/ns/anno.jsonld"
    assert page["partOf"]["total"] == len(page["items"]) > 0
    for node in walk(page):
        assert node.keys() <= ANNOTATION_TERMS
        assert node.get("type", "Annotation") in ANNOTATION_TYPES
        assert set(node.get("motivation", ())) | {node.get("purpose", "tagging")} <= MOTIVATIONS
    ids = {item["id"] for item in page["items"]}
    assert len(ids) == len(page["items"])
    targets = [(item, target) for item in page["items"] for target in item["target"]]
    assert len(targets) > 50
    for item, target in targets:
        if isinstance(target, str):
            assert target in ids
            continue
        assert ADDRESS.fullmatch(target["source"]), target["source"]
        article = texts(db)[item["id"].split(":")[3].split("/")[0]]
        selectors = {one["type"]: one for one in target["selector"]}
        position = selectors["TextPositionSelector"]
        assert (text != "none") == ("TextQuoteSelector" in selectors)
        if text != "none":
            quote = selectors["TextQuoteSelector"]
            assert quote["exact"] == article[position["start"] : position["end"]] != ""
            around = quote.get("prefix", "") + quote["exact"] + quote.get("suffix", "")
            assert around in article and (text == "full") == ("prefix" in quote)


def check_annotation_graph(page: dict[str, Any]) -> None:
    """An RDF library reads the first annotations, under the part of the context that we keep, as what they are."""
    rdflib = pytest.importorskip("rdflib")
    some = page | json.loads(CONTEXT.read_text(encoding="utf-8")) | {"items": page["items"][:FEW]}
    graph = rdflib.Graph().parse(data=json.dumps(some), format="json-ld")
    oa, targets = rdflib.Namespace("http://www.w3.org/ns/oa#"), sum(len(one["target"]) for one in some["items"])
    assert {str(one) for one in graph.subjects(rdflib.RDF.type, oa.Annotation)} == {one["id"] for one in some["items"]}
    assert sum(1 for _ in graph.triples((None, oa.hasTarget, None))) == targets
    assert set(graph.objects(None, oa.motivatedBy)) == {oa.tagging, oa.describing}
    for place in graph.subjects(rdflib.RDF.type, oa.TextPositionSelector):
        assert int(graph.value(place, oa.start)) < int(graph.value(place, oa.end))
    for uri in {*graph.objects(None, oa.hasSource), *graph.objects(None, oa.hasScope)}:
        assert isinstance(uri, rdflib.URIRef) and ":" in uri and not set(' <>"{}|\\^`') & set(uri), uri


def check_links(page: Path) -> int:
    """Return the number of links of a page after following all that lead to files or places in them."""
    tree = html.parse(str(page)).getroot()
    ids = [node.get("id") for node in tree.iter() if node.get("id")]
    assert len(ids) == len(set(ids))
    links = [node.get("href") for node in tree.xpath("//a[@href]")]
    known = {page: frozenset(ids)}
    for href in links:
        assert href and not href.lower().startswith(("javascript:", "data:"))
        if href.startswith(("http://", "https://")):
            continue
        file, _, fragment = href.partition("#")
        target = page.parent / file if file else page
        assert target.resolve().is_relative_to(page.parent.resolve()) or page.parent.name == "articles"
        if target not in known:
            known[target] = frozenset(html.parse(str(target)).getroot().xpath("//@id"))
        assert not fragment or fragment in known[target], href
    return len(links)


def check_report(db: Path, out: Path) -> None:
    """Every link of its pages resolves; in Markdown, as a renderer shows it, as in HTML."""
    markdown_it = pytest.importorskip("markdown_it")
    assert check_links(out / "report.html") > len(texts(db))
    assert len(list((out / "articles").glob("*.html"))) == len(texts(db))
    for page in (out / "articles").glob("*.html"):
        check_links(page)
    written = markdown_it.MarkdownIt("commonmark").render((out / "report.md").read_text(encoding="utf-8"))
    shown = html.fragment_fromstring(written, create_parent="div")
    page = html.parse(str(out / "report.html")).getroot()

    def leads(tree: Any) -> list[str]:
        return [" ".join(node.text_content().split()) for node in tree.xpath("//ul/li/strong")]

    assert leads(shown) == leads(page) != []
    anchors = set(shown.xpath("//a/@id"))
    assert {href[1:] for href in shown.xpath("//a/@href") if href.startswith("#")} == anchors
    for href in shown.xpath("//a/@href"):
        assert href.startswith(("#", "http")) or (out / href.split("#")[0]).is_file()


def check_ftm(db: Path, out: Path) -> None:
    """The followthemoney library takes every entity, finds every value clean, and every reference of its kind."""
    followthemoney = pytest.importorskip("followthemoney")
    held = {one["id"]: one for one in lines(out)}
    assert len(held) == len(lines(out)) > 0
    for one in held.values():
        schema = followthemoney.model.get(one["schema"])
        schema.validate({"properties": one["properties"]})
        for name, values in one["properties"].items():
            prop = schema.properties[name]
            for value in values:
                assert prop.type.clean(value) is not None, (one["schema"], name, value)
                if prop.type.name == "entity":
                    target = followthemoney.model.get(held[value]["schema"])
                    assert target.is_a(prop.range), (one["schema"], name, target.name)
        assert followthemoney.model.get_proxy(one).caption
    told = {one["properties"]["recordId"][0] for one in held.values() if one["schema"] == "Event"}
    assert told == statuses(db).keys()
    assert {one["schema"] for one in held.values()} >= {"Article", "Person", "Event", "Note"}


def check_geojson(db: Path, out: Path) -> None:
    """It keeps to RFC 7946, and every event is on the map or counted as unplaced."""
    found = json.loads(out.read_text(encoding="utf-8"))
    assert found["type"] == "FeatureCollection" and not {"crs", "geometry", "properties"} & found.keys()
    assert len(found["features"]) + found["unplaced"] == len(statuses(db))
    for one in found["features"]:
        assert one["type"] == "Feature" and one["id"] in statuses(db) and one["geometry"]["type"] == "Point"
        longitude, latitude = one["geometry"]["coordinates"]
        assert -180 <= longitude <= 180 and -90 <= latitude <= 90
        assert one["properties"]["status"] == statuses(db)[one["id"]]


def check_timelinejs(db: Path, out: Path) -> None:
    """Dates are whole numbers that make a day of the calendar; words are HTML of a few harmless elements."""
    from datetime import date

    found = json.loads(out.read_text(encoding="utf-8"))
    with Story(db, readonly=True) as story:
        dated = [row for row in story.rows("event") if row["body"]["date"]["earliest"]]
    slides = found["events"]
    assert len(slides) == len({slide["unique_id"] for slide in slides}) == len(dated)
    for slide in slides:
        for name in ("start_date", "end_date"):
            if name in slide:
                assert all(type(value) is int for value in slide[name].values())
                date(slide[name]["year"], slide[name].get("month", 1), slide[name].get("day", 1))
        for part in (slide["text"]["headline"], slide["text"]["text"]):
            tree = html.fragment_fromstring(part, create_parent="div")
            assert {node.tag for node in tree.iter()} <= {"div", "p", "blockquote", "a"}


def check_claims(db: Path, out: Path) -> None:
    """Every property is one that schema.org gives its class, and none rates anything."""
    found = json.loads(out.read_text(encoding="utf-8"))
    assert found.keys() == {"@context", "@graph"} and found["@context"] == "https://schema.org"
    for node in walk(found["@graph"]):
        assert node.keys() <= SCHEMA_ORG[node["@type"]], node
    assert "claimreview" not in out.read_text().lower()
    with sqlite3.connect(f"file:{db}?mode=ro", uri=True) as base:
        (kept,) = base.execute("SELECT count(*) FROM thing WHERE family = 'claim'").fetchone()
    ids = [one["identifier"] for one in found["@graph"]]
    assert len(ids) == len(set(ids)) == kept
    for one in found["@graph"]:
        assert one["text"].strip() and one["appearance"]
        assert one.get("firstAppearance", one["appearance"][0]) in one["appearance"]


def check_brat(db: Path, out: Path) -> None:
    """Every article is a text and its annotations, whose words are those at their offsets."""
    assert {path.stem for path in out.glob("*.txt")} == texts(db).keys()
    for key, text in texts(db).items():
        assert (out / f"{key}.txt").read_bytes().decode("utf-8") == text
        ids = set()
        for line in (out / f"{key}.ann").read_text(encoding="utf-8").split("\n"):
            id, _, rest = line.partition("\t")
            if id and id[0] in "TERA":
                assert id not in ids
                ids.add(id)
            if line.startswith("T"):
                place, _, told = rest.partition("\t")
                parts = [tuple(map(int, part.split()[-2:])) for part in place.split(";")]
                assert " ".join(text[s:e] for s, e in parts) == told


CHECKS: dict[str, Callable[[Path, Path], None]] = {
    "csv": check_csv, "parquet": check_parquet, "sqlite": check_sqlite, "jsonl": check_jsonl, "plover": check_plover,
    "polecat": check_polecat, "annotation": check_annotation, "report": check_report, "ftm": check_ftm,
    "geojson": check_geojson, "timelinejs": check_timelinejs, "claims": check_claims, "brat": check_brat,
}  # fmt: skip
