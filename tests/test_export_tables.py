"""csv, parquet, sqlite and jsonl: read by what reads them, and the same rows in all of them."""

import json
from pathlib import Path

import pytest

from exporting import add_claims, make_story, run
from reportedly import Story
from reportedly.record import Record
from reportedly.show.export.tables import tables

pandas = pytest.importorskip("pandas")


@pytest.fixture(scope="module")
def db(tmp_path_factory) -> Path:
    path = make_story(tmp_path_factory.mktemp("story") / "vessa.db")
    add_claims(path)
    return path


@pytest.fixture(scope="module")
def folder(db, tmp_path_factory) -> Path:
    out = tmp_path_factory.mktemp("out")
    for format in ("csv", "parquet", "sqlite"):
        run(db, format, out / format)
    return out


def frames(folder: Path) -> dict[str, "pandas.DataFrame"]:
    return {table: pandas.read_csv(folder / f"{table}.csv", keep_default_na=False) for table in tables()}


def test_csv_has_every_row_with_its_columns_and_references_that_resolve(db, folder):
    held = frames(folder / "csv")
    with Story(db, readonly=True) as story:
        for kind, table in (("event", "events"), ("statement", "statements"), ("quantity", "quantities"),
                            ("entity", "entities"), ("time", "times"), ("dispute", "disputes")):  # fmt: skip
            assert set(held[table]["address"]) == {row["address"] for row in story.rows(kind)}, table
        assert set(held["articles"]["article"]) == {one.key for one in story.articles()}
    for table, columns in tables().items():
        assert list(held[table].columns) == [column.name for column in columns]
        for column in columns:
            if column.key:
                assert held[table][column.name].is_unique
            if column.refers:
                key = next(c.name for c in tables()[column.refers] if c.key)
                assert set(held[table][column.name]) - {""} <= set(held[column.refers][key]), (table, column.name)


def test_offsets_of_a_table_lead_to_its_words(folder):
    held = frames(folder / "csv")
    texts = dict(zip(held["articles"]["article"], held["articles"]["text"], strict=True))
    events = held["events"]
    assert len(events) >= 12
    for _, row in events.iterrows():
        spans = json.loads(row["spans"])["trigger"]
        assert " … ".join(" ".join(texts[row["article"]][s:e].split()) for s, e in spans) == row["trigger"]


def test_what_people_decided_is_in_the_rows(folder):
    events = frames(folder / "csv")["events"]
    (raid,) = events[events["verdict"] == "accept"].to_dict("records")
    assert raid["voice"] == "the Interior Ministry"
    assert (float(raid["latitude"]), float(raid["longitude"])) == (10.25, -66.5)
    assert raid["status"] == "happened" and raid["intensity"] == -9.0 and raid["quad"] == 4


def test_a_claims_three_counts_stand_beside_each_other(folder):
    held = frames(folder / "csv")
    (claim,) = held["claims"].to_dict("records")
    assert (claim["outlets"], claim["reports"], claim["voices"], claim["articles"]) == (2, 1, 1, 2)
    assert set(held["events"]["claim"]) == {"", "aa11"} and len(held["claim_rows"]) == 2
    assert held["series"].loc[0, "figures"] == 2
    assert held["echoes"].loc[0, "origin"] in set(held["articles"]["article"])


def test_the_package_describes_every_file(folder):
    package = json.loads((folder / "csv" / "datapackage.json").read_text())
    assert {one["path"] for one in package["resources"]} == {path.name for path in (folder / "csv").glob("*.csv")}
    for one in package["resources"]:
        header = (folder / "csv" / one["path"]).read_text(encoding="utf-8").split("\n", 1)[0].split(",")
        assert header == [field["name"] for field in one["schema"]["fields"]]
        assert all(field["description"] for field in one["schema"]["fields"])


def test_duckdb_reads_parquet_and_csv_as_the_same_rows(folder):
    duckdb = pytest.importorskip("duckdb")
    base = duckdb.connect()
    for table in tables():
        (count,) = base.execute(f"SELECT count(*) FROM '{folder}/parquet/{table}.parquet'").fetchone()
        assert count == len(frames(folder / "csv")[table]), table
    query = f"SELECT status, count(*) FROM '{folder}/parquet/events.parquet' GROUP BY 1 ORDER BY 1"
    events = frames(folder / "csv")["events"]
    assert dict(base.execute(query).fetchall()) == events["status"].value_counts().to_dict()
    query = f"SELECT typeof(latitude), typeof(start) FROM '{folder}/parquet/events.parquet' LIMIT 1"
    assert base.execute(query).fetchone() == ("DOUBLE", "BIGINT")


def test_sqlite_has_sound_keys_views_and_search(folder):
    sqlite_utils = pytest.importorskip("sqlite_utils")
    base = sqlite_utils.Database(folder / "sqlite")
    assert base.execute("PRAGMA foreign_key_check").fetchall() == []
    assert base.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    assert base.journal_mode == "delete"
    assert base["events"].pks == ["address"] and base["events"].count == len(frames(folder / "csv")["events"])
    assert ("article", "articles", "article") in {(k.column, k.other_table, k.other_column)
                                                  for k in base["events"].foreign_keys}  # fmt: skip
    assert base["statements"].detect_fts() == "statements_fts"
    assert {row["source"] for row in base["statements"].search("reopen")} >= {"the mayor"}
    for view in base.view_names():
        base.execute(f"SELECT * FROM {view}").fetchall()
    done = {row["status"] for row in base.query("SELECT status FROM told_as_done")}
    assert done and done <= {"happened", "ongoing"}
    assert [row["claim"] for row in base.query("SELECT claim FROM one_report")] == ["aa11"]


def test_jsonl_gives_the_storys_records_back(db, tmp_path):
    run(db, "jsonl", tmp_path / "records.jsonl")
    held = (tmp_path / "records.jsonl").read_bytes().decode("utf-8").splitlines()
    with Story(db, readonly=True) as story:
        assert [Record.from_json(line) for line in held] == [story.record(one.key) for one in story.articles()]


def test_an_empty_story_gives_empty_tables(tmp_path):
    with Story(tmp_path / "empty.db"):
        pass
    for format in ("csv", "parquet", "sqlite", "jsonl"):
        assert run(tmp_path / "empty.db", format, tmp_path / format)[1:] == (0, 0)
    assert all(len(frame) == 0 for frame in frames(tmp_path / "csv").values())
