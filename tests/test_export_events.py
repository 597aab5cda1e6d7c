"""plover, polecat, geojson, timelinejs, ftm: only what happened unless asked, and no day that is left open.

That they load in what they are made for is in test_export_consumers.py.
"""

import json
from pathlib import Path

import pytest

import consumers
from exporting import STATUSES, add_claims, lines, make_story, run
from reportedly import Story
from reportedly.show.export import FORMATS, ExportError
from reportedly.show.export.ftm import schema_of
from reportedly.show.export.plover_codes import AUXILIARY, alpha2, cow

pandas = pytest.importorskip("pandas")


@pytest.fixture(scope="module")
def db(tmp_path_factory) -> Path:
    path = make_story(tmp_path_factory.mktemp("story") / "vessa.db")
    add_claims(path)
    return path


def events(db: Path, *statuses: str) -> dict[str, dict]:
    with Story(db, readonly=True) as story:
        return {row["address"]: row["body"] for row in story.rows("event") if row["body"]["status"] in statuses}


def polecat(path: Path) -> "pandas.DataFrame":
    return pandas.read_csv(path, sep="\t", dtype=str, keep_default_na=False)


def test_only_what_happened_is_written_unless_somebody_asks(db, tmp_path):
    run(db, "polecat", tmp_path / "polecat.tsv")
    assert set(polecat(tmp_path / "polecat.tsv")["Event ID"]) == events(db, "happened").keys()
    run(db, "plover", tmp_path / "plover.jsonl")
    assert {one["id"] for one in lines(tmp_path / "plover.jsonl")} == events(db, "happened").keys()
    run(db, "polecat", tmp_path / "asked.tsv", statuses=["considered", "planned"])
    assert set(polecat(tmp_path / "asked.tsv")["Event ID"]) == events(db, "considered", "planned").keys() != set()


def test_the_status_is_an_auxiliary_mode_of_plover(db, tmp_path):
    plover = consumers.plover()
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


def test_a_plover_event_has_its_place_its_voice_and_its_claim(db, tmp_path):
    run(db, "plover", tmp_path / "plover.jsonl", statuses=["all"])
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
