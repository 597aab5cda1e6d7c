"""`reportedly export`: what it writes where, what it never overwrites, and what it says when it cannot."""

import json
import os
from pathlib import Path

import pytest
from typer.testing import CliRunner

from exporting import make_story
from reportedly import Story
from reportedly.cli import app
from reportedly.cli.export import Format, Text
from reportedly.show.export import FORMATS, TEXTS, ExportError

RUNNER = CliRunner()


@pytest.fixture(scope="module")
def db(tmp_path_factory) -> Path:
    return make_story(tmp_path_factory.mktemp("story") / "vessa.db")


def export(*arguments: object):
    return RUNNER.invoke(app, ["export", *map(str, arguments)])


def test_the_formats_of_the_command_are_those_of_the_package():
    assert [one.value for one in Format] == list(FORMATS) and [one.value for one in Text] == list(TEXTS)


@pytest.mark.parametrize("format", list(FORMATS))
def test_every_format_is_written_and_told_in_a_line(db, tmp_path, format):
    done = export(db, format, tmp_path / "out")
    assert done.exit_code == 0 and done.stdout == ""
    assert done.stderr.startswith("reportedly: 3 articles read, ") and done.stderr.count("\n") == 1
    assert (tmp_path / "out").is_dir() == FORMATS[format].folder
    assert [path.name for path in tmp_path.iterdir()] == ["out"]


def test_the_story_exports_itself(db, tmp_path):
    with Story(db, readonly=True) as story:
        made = story.export("plover", tmp_path / "events.jsonl", statuses=["all"])
        assert made.written == sum(1 for _ in story.table("events")) and made.articles == 3
        with pytest.raises(ExportError, match="xml: there is no such format"):
            story.export("xml", tmp_path / "x")
        with pytest.raises(ExportError, match="one of full, cited, none"):
            story.export("csv", tmp_path / "x", text="some")  # type: ignore[arg-type]


def test_standard_output_takes_one_file(db):
    done = export(db, "plover", "-", "--status", "all")
    assert done.exit_code == 0
    assert all(json.loads(line)["codebook"] for line in done.stdout.splitlines()) and done.stdout.count("\n") > 10
    done = export(db, "csv", "-")
    assert done.exit_code == 2 and "csv is a folder and cannot go to standard output" in done.stderr


def test_a_folder_that_is_there_is_refused_and_only_an_exports_own_is_replaced(db, tmp_path):
    mine = tmp_path / "mine"
    mine.mkdir()
    (mine / "thesis.txt").write_text("years of work")
    for options in ((), ("--force",)):
        done = export(db, "csv", mine, *options)
        assert done.exit_code == 2 and [path.name for path in mine.iterdir()] == ["thesis.txt"]
    assert "no export made this folder" in done.stderr
    out = tmp_path / "out"
    assert export(db, "csv", out).exit_code == 0
    (out / "stale.csv").write_text("old")
    refused = export(db, "csv", out)
    assert refused.exit_code == 2 and "name a new one, or give --force" in refused.stderr
    assert (out / "stale.csv").exists()
    assert export(db, "csv", out, "--force").exit_code == 0 and not (out / "stale.csv").exists()
    empty = tmp_path / "empty"
    empty.mkdir()
    assert export(db, "parquet", empty).exit_code == 0 and (empty / "events.parquet").exists()


def test_a_file_takes_the_place_of_the_last_only_when_it_is_whole(db, tmp_path, monkeypatch):
    out = tmp_path / "events.jsonl"
    out.write_text("the last one")
    from reportedly.show.export import plover

    def breaks(*_):
        raise RuntimeError("a mistake of ours")

    monkeypatch.setattr(plover, "record", breaks)
    with Story(db, readonly=True) as story, pytest.raises(RuntimeError):
        story.export("plover", out)
    assert out.read_text() == "the last one" and [path.name for path in tmp_path.iterdir()] == ["events.jsonl"]
    monkeypatch.undo()
    assert export(db, "plover", out).exit_code == 0 and out.read_text().startswith('{"id":')


def test_the_story_itself_is_never_overwritten(db, tmp_path):
    before = db.read_bytes()
    for force in ((), ("--force",)):
        done = export(db, "sqlite", db, *force)
        assert done.exit_code == 2 and "it is the story itself" in done.stderr
    os.symlink(db, tmp_path / "link.db")
    assert export(db, "sqlite", tmp_path / "link.db").exit_code == 2
    assert db.read_bytes() == before


@pytest.mark.parametrize(
    ("arguments", "status", "said"),
    [
        (("none.db", "csv", "out"), 1, "there is no such story"),
        (("STORY", "xml", "out"), 2, "'xml' is not one of"),
        (("STORY", "csv", "no/where"), 2, "its folder does not exist (make it first)"),
        (("STORY", "csv", "file"), 2, "it is a file, and csv is a folder (name a folder)"),
        (("STORY", "jsonl", "folder"), 2, "it is a folder, and jsonl is one file (name a file in it)"),
        (("STORY", "polecat", "out", "--status", "maybe"), 2, "maybe: there is no such status"),
        (("STORY", "csv", "out", "--status", "happened"), 2, "it holds every event with its status"),
        (("STORY", "csv", "out", "--text", "some"), 2, "'some' is not one of"),
        (("file", "csv", "out"), 1, "it is no story"),
    ],
)
def test_what_cannot_be_is_said_in_a_sentence(db, tmp_path, monkeypatch, arguments, status, said):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "file").write_text("not a story, though long enough to be looked at by anyone who wonders")
    (tmp_path / "folder").mkdir()
    done = export(*(db if one == "STORY" else one for one in arguments))
    assert done.exit_code == status and said in done.stderr and "Traceback" not in done.stderr
    assert sorted(path.name for path in tmp_path.iterdir()) == ["file", "folder"]


def test_without_pyarrow_the_mend_is_named(db, tmp_path, monkeypatch):
    import sys

    monkeypatch.setitem(sys.modules, "pyarrow", None)
    done = export(db, "parquet", tmp_path / "out")
    assert done.exit_code == 1 and "pip install 'reportedly[parquet]'" in done.stderr
    assert not list(tmp_path.iterdir())


def test_help_is_quick_and_names_the_formats():
    done = export("--help")
    assert done.exit_code == 0 and all(format in done.stdout for format in FORMATS)
