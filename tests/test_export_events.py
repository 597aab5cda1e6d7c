"""plover, polecat, geojson, timelinejs, ftm: read by their consumers, and only what happened unless somebody asks."""

import csv
import json
from pathlib import Path

import pytest
import yaml

from exporting import STATUSES, add_claims, lines, make_story, run
from reportedly import Story
from reportedly.show.export import FORMATS, ExportError
from reportedly.show.export.ftm import schema_of
from reportedly.show.export.plover_codes import AUXILIARY, alpha2, cow
from reportedly.show.export.polecat import columns

pandas = pytest.importorskip("pandas")
HOSTILE = "<b>Hostile</b>"


@pytest.fixture(scope="module")
def db(tmp_path_factory) -> Path:
    path = make_story(tmp_path_factory.mktemp("story") / "vessa.db")
    add_claims(path)
    return path


@pytest.fixture(scope="session")
def plover() -> dict:
    path = Path(__file__).resolve().parents[1].parent / "shared" / "spec" / "plover.yaml"
    if not path.exists():
        pytest.skip(f"no specification at {path}")
    return yaml.safe_load(path.read_text(encoding="utf-8"))


def events(db: Path, *statuses: str) -> dict[str, dict]:
    with Story(db, readonly=True) as story:
        return {row["address"]: row["body"] for row in story.rows("event") if row["body"]["status"] in statuses}


def polecat(path: Path) -> "pandas.DataFrame":
    return pandas.read_csv(path, sep="\t", dtype=str, keep_default_na=False)


def test_polecat_has_the_forty_columns_and_the_codes_of_plover(db, example_db, plover, tmp_path):
    assert list(columns()) == plover["polecat_columns"] and len(columns()) == 40
    for number, story in enumerate((db, example_db)):
        out = tmp_path / f"{number}.tsv"
        run(story, "polecat", out, statuses=["all"])
        found = polecat(out)
        assert list(found.columns) == plover["polecat_columns"] and len(found) == len(events(story, *STATUSES)) > 0
        assert set(found["Event Type"]) <= plover["types"].keys()
        quads = {1: "VERBAL COOPERATION", 2: "MATERIAL COOPERATION", 3: "VERBAL CONFLICT", 4: "MATERIAL CONFLICT"}
        for row in found[found["Source"] != HOSTILE].to_dict("records"):  # whose record has codes that are none
            entry = plover["types"][row["Event Type"]]
            own = [mode for mode in row["Event Mode"].split("|") if mode not in plover["auxiliary_modes"] and mode]
            assert set(own) <= entry.get("modes", {}).keys()
            score = entry.get("modes", {}).get(own[0] if own else None)
            assert float(row["Intensity"]) == (entry["intensity"] if score is None else score)
            assert row["Quad Code"] == quads[entry["quad"]]
            assert {row["Primary Actor Sector"], row["Primary Recipient Sector"]} <= {"", *plover["sectors"]}


def test_only_what_happened_is_written_unless_somebody_asks(db, tmp_path):
    run(db, "polecat", tmp_path / "polecat.tsv")
    assert set(polecat(tmp_path / "polecat.tsv")["Event ID"]) == events(db, "happened").keys()
    run(db, "plover", tmp_path / "plover.jsonl")
    assert {one["id"] for one in lines(tmp_path / "plover.jsonl")} == events(db, "happened").keys()
    run(db, "polecat", tmp_path / "asked.tsv", statuses=["considered", "planned"])
    assert set(polecat(tmp_path / "asked.tsv")["Event ID"]) == events(db, "considered", "planned").keys() != set()


def test_the_status_is_an_auxiliary_mode_of_plover(db, plover, tmp_path):
    listed = {mode: held for mode, held in plover["auxiliary_modes"].items() if isinstance(held, list)}
    of_status = {status: mode for mode, held in listed.items() for status in held}
    assert of_status == AUXILIARY
    run(db, "plover", tmp_path / "plover.jsonl", statuses=["all"])
    run(db, "polecat", tmp_path / "polecat.tsv", statuses=["all"])
    told = events(db, *STATUSES)
    for one in lines(tmp_path / "plover.jsonl"):
        status = told[one["id"]]["status"]
        assert one["status"] == status
        assert [mode for mode in one["mode"] if mode in plover["auxiliary_modes"]] == [
            *filter(None, [of_status.get(status)])]  # fmt: skip
    for row in polecat(tmp_path / "polecat.tsv").to_dict("records"):
        written = set(row["Event Mode"].split("|")) & plover["auxiliary_modes"].keys()
        assert written == {*filter(None, [of_status.get(told[row["Event ID"]]["status"])])}


def test_plover_reads_as_a_frame_and_leads_to_the_words(db, plover, tmp_path):
    run(db, "plover", tmp_path / "plover.jsonl", statuses=["all"])
    found = pandas.read_json(tmp_path / "plover.jsonl", lines=True, dtype=False)
    assert set(found["event"]) <= plover["types"].keys() and set(found["quadCode"]) <= {1, 2, 3, 4}
    ours = found[found["publication"] != HOSTILE]
    assert len(ours) and all(set(held) <= set(plover["contexts"]) for held in ours["context"])
    with Story(db, readonly=True) as story:
        for one in lines(tmp_path / "plover.jsonl"):
            text = story.record(one["id"].split("/")[0]).article.text
            said = text[one["textInfo"]["start"] : one["textInfo"]["end"]]
            assert " ".join(said.split()) in one["text"] and one["eventText"].split(" … ")[0] in said
    raid = next(one for one in lines(tmp_path / "plover.jsonl") if one["eventLoc"] and one["eventLoc"]["latitude"])
    assert raid["eventLoc"] == {"geonameid": None, "name": "Vessa", "latitude": 10.25, "longitude": -66.5,
                                "country code": "NO", "cc3": "NOR"}  # fmt: skip
    assert raid["claim"] == "aa11" and raid["voice"] == "the Interior Ministry"


def test_a_day_that_the_text_leaves_open_is_not_filled(db, tmp_path):
    run(db, "polecat", tmp_path / "polecat.tsv", statuses=["all"])
    told = events(db, *STATUSES)
    for row in polecat(tmp_path / "polecat.tsv").to_dict("records"):
        date = told[row["Event ID"]]["date"]
        known = date["earliest"] if date["earliest"] == date["latest"] else None
        assert row["Event Date"] == (known or "")
    assert any(body["date"]["earliest"] != body["date"]["latest"] for body in told.values())


def test_the_reader_of_polecat_files_takes_it(db, tmp_path):
    """What programs for POLECAT do: rows by tab, no quotes spanning lines, dates by format."""
    run(db, "polecat", tmp_path / "polecat.tsv", statuses=["all"])
    with open(tmp_path / "polecat.tsv", encoding="utf-8", newline="") as file:
        held = list(csv.reader(file, delimiter="\t"))
    assert {len(row) for row in held} == {40}
    raw = (tmp_path / "polecat.tsv").read_text(encoding="utf-8")
    assert len(raw.splitlines()) == len(held)


def test_geojson_keeps_to_rfc_7946(db, tmp_path):
    run(db, "geojson", tmp_path / "map.geojson", statuses=["all"])
    found = json.loads((tmp_path / "map.geojson").read_text(encoding="utf-8"))
    assert found["type"] == "FeatureCollection" and "crs" not in found
    assert "geometry" not in found and "properties" not in found  # members that would make it another thing
    (one,) = found["features"]
    assert one["type"] == "Feature" and isinstance(one["id"], str) and isinstance(one["properties"], dict)
    assert one["geometry"] == {"type": "Point", "coordinates": [-66.5, 10.25]}  # longitude first
    assert found["unplaced"] == len(events(db, *STATUSES)) - 1
    assert one["properties"]["standing"] == "Happened; the Interior Ministry"


def test_what_did_not_happen_is_on_no_map_and_timeline_by_default(db, tmp_path):
    with Story(db, readonly=True) as story:
        assert {row["status"] for row in story.table("events")} > {"happened", "considered", "did_not_happen"}
    for format in ("ftm", "geojson", "timelinejs"):
        assert FORMATS[format].statuses == {"happened", "ongoing"}
        run(db, format, tmp_path / format)
    kept = [one for one in lines(tmp_path / "ftm") if one["schema"] == "Event"]
    assert {one["properties"]["recordId"][0] for one in kept} == events(db, "happened", "ongoing").keys()
    slides = json.loads((tmp_path / "timelinejs").read_text())["events"]
    assert slides and {slide["group"] for slide in slides} <= {"Happened", "Ongoing"}


def test_timelinejs_has_dates_as_numbers_and_safe_words(db, tmp_path):
    from lxml import html

    run(db, "timelinejs", tmp_path / "line.json", statuses=["all"])
    found = json.loads((tmp_path / "line.json").read_text(encoding="utf-8"))
    dated = [body["date"] for body in events(db, *STATUSES).values() if body["date"]["earliest"]]
    assert len(found["events"]) == len(dated) > 0
    assert len({slide["unique_id"] for slide in found["events"]}) == len(dated)
    for slide in found["events"]:
        for name in ("start_date", "end_date"):
            if name in slide:
                assert list(slide[name])[:1] == ["year"] and all(type(value) is int for value in slide[name].values())
        for part in (slide["text"]["headline"], slide["text"]["text"]):
            tree = html.fragment_fromstring(part, create_parent="div")
            assert {node.tag for node in tree.iter()} <= {"div", "p", "blockquote", "a"}
    one = next(slide for slide in found["events"] if slide["start_date"] == {"year": 2031, "month": 5, "day": 2})
    assert one["end_date"] == {"year": 2031, "month": 5, "day": 3}


def test_followthemoney_takes_every_entity(db, example_db, tmp_path):
    followthemoney = pytest.importorskip("followthemoney")
    for number, story in enumerate((db, example_db)):
        run(story, "ftm", tmp_path / f"{number}.ftm", statuses=["all"])
        held = {one["id"]: one for one in lines(tmp_path / f"{number}.ftm")}
        assert len(held) == len(lines(tmp_path / f"{number}.ftm")) > 0
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
            entity = followthemoney.model.get_proxy(one)
            assert entity.caption
    kinds = {one["schema"] for one in held.values()}
    assert kinds >= {"Article", "Person", "Event", "Note"}


def test_a_state_body_is_a_public_body():
    from reportedly.record import Entity

    assert schema_of(Entity(id="n1", name="navy", kind="organization", sector="MIL")) == "PublicBody"
    assert schema_of(Entity(id="n1", name="Orskline", kind="organization", sector="BUS")) == "Organization"
    assert schema_of(Entity(id="n1", name="the gulf", kind="other")) is None


def test_codes_of_countries():
    assert (cow("VEN"), cow("USA"), cow("XKX"), cow("PSE"), cow(None), cow("EUR")) == ("101", "2", "347", "", "", "")
    assert (alpha2("VEN"), alpha2("XKX"), alpha2("UNO")) == ("VE", "XK", "")


def test_statuses_that_are_none_are_refused(db, tmp_path):
    with pytest.raises(ExportError, match="probably: there is no such status"):
        run(db, "polecat", tmp_path / "x", statuses=["probably"])
    with pytest.raises(ExportError, match="every event with its status"):
        run(db, "csv", tmp_path / "x", statuses=["happened"])
    assert not (tmp_path / "x").exists()
