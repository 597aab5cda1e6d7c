"""`reportedly add`, `watch` and `review` from the command line: what they print where, and their exit statuses."""

import json
import os
import signal
import sqlite3
import subprocess
import sys

import pytest
from tests.stories import QuickReader
from typer.testing import CliRunner

import reportedly.read
from reportedly.cli import app
from reportedly.keep import Story

RUNNER = CliRunner()


def quick(articles, *, jobs=1, model=None):
    return QuickReader().read(articles, jobs)


@pytest.fixture
def folder(tmp_path, monkeypatch):
    monkeypatch.setattr(reportedly.read, "read_articles", quick, raising=False)
    monkeypatch.chdir(tmp_path)
    (tmp_path / "in").mkdir()
    for name, text in (("a", "Troops raided Vessa."), ("b", "They met in Lorne.")):
        (tmp_path / "in" / f"{name}.txt").write_text(text)
    return tmp_path


def run(*arguments):
    return RUNNER.invoke(app, list(arguments))


def test_adding_twice_says_what_came_of_it(folder):
    result = run("add", "s.db", "in")
    assert result.exit_code == 0 and result.stdout == "" and "2 articles new" in result.stderr
    result = run("add", "s.db", "in")
    assert result.exit_code == 0 and "0 articles new, 2 known already" in result.stderr


def test_one_bad_input_is_a_line_a_gap_and_exit_status_1(folder):
    (folder / "in" / "bad.txt").write_text("boom")
    result = run("add", "s.db", "in", "none.txt", "in/a.txt")
    assert result.exit_code == 1 and "2 articles new, 1 known already, 2 not read" in result.stderr
    told = [line for line in result.stderr.splitlines() if "none.txt" in line or "bad.txt" in line]
    assert len(told) == 2 and "Traceback" not in result.stderr
    with Story("s.db", readonly=True) as story:
        assert [failure.source for failure in story.failures()] == ["in/bad.txt", "none.txt"]


@pytest.mark.parametrize(
    "arguments",
    [("add", "s.db"), ("add", "s.db", "in", "--published", "soon"), ("add", "s.db", "in", "--jobs", "0"),
     ("watch", "s.db", "--once"), ("watch", "s.db", "--every", "often", "http://x.example/"),
     ("review", "s.db", "edit", "a/1/event/0-1", "status")],
)  # fmt: skip
def test_wrong_usage_is_exit_status_2(folder, arguments):
    assert run(*arguments).exit_code == 2


def test_a_newer_story_is_one_sentence(folder):
    run("add", "s.db", "in")
    with sqlite3.connect("s.db") as db:
        db.execute("PRAGMA user_version = 99")
    db.close()
    for arguments in (("add", "s.db", "in"), ("review", "s.db", "log"), ("watch", "s.db", "--once")):
        result = run(*arguments)
        assert result.exit_code == 1 and result.stderr.count("\n") == 1 and "newer reportedly" in result.stderr


def test_review_from_the_first_verb_to_another_story(folder):
    run("add", "s.db", "in")
    with Story("s.db", readonly=True) as story:
        raided, met = sorted(row["address"] for row in story.rows("event"))
    result = run("review", "s.db", "edit", raided, "status=planned", "--was", "status=happened", "--author", "Ada")
    assert result.exit_code == 0
    entry = result.stdout.strip()
    stale = run("review", "s.db", "edit", raided, "status=considered", "--was", "status=happened")
    assert stale.exit_code == 1 and 'status was "happened" and is now "planned"' in stale.stderr
    assert run("review", "s.db", "reject", met, "--reason", "no meeting").exit_code == 0
    assert run("review", "s.db", "undo", entry).exit_code == 0
    assert run("review", "s.db", "undo", "nothing").exit_code == 1
    log = run("review", "s.db", "log").stdout.splitlines()
    assert len(log) == 3 and log[0].endswith("[undone]") and "Ada" in log[0] and "(no meeting)" in log[1]
    assert run("review", "s.db", "export", "-o", "log.jsonl").exit_code == 0
    assert [json.loads(line)["verb"] for line in (folder / "log.jsonl").read_text().splitlines()] == [
        "edit", "reject", "undo",
    ]  # fmt: skip
    run("add", "t.db", "in")
    assert "3 taken, 0 known" in run("review", "t.db", "apply", "log.jsonl").stderr
    assert "0 taken, 3 known" in run("review", "t.db", "apply", "log.jsonl").stderr
    (folder / "log.jsonl").write_text("not a log\n")
    assert run("review", "t.db", "apply", "log.jsonl").exit_code == 1
    assert run("review", "none.db", "log").exit_code == 1


def test_interrupted_it_has_stored_what_was_done(tmp_path):
    code = (
        "import reportedly.read, signal, sys\n"
        "from tests.stories import QuickReader\n"
        "signal.signal(signal.SIGINT, signal.default_int_handler)  # a shell's background job ignores it\n"
        "def slow(articles, *, jobs=1):\n"
        "    for record in QuickReader(pause=0.2).read(articles):\n"
        "        print('read', flush=True)\n"
        "        yield record\n"
        "reportedly.read.read_articles = slow\n"
        "from reportedly.cli import main; main()"
    )
    rows = [{"text": f"Troops raided Vessa {number} times.", "id": f"article {number}"} for number in range(100)]
    (tmp_path / "t.jsonl").write_text("\n".join(map(json.dumps, rows)))
    environment = os.environ | {"PYTHONPATH": os.pathsep.join(path for path in sys.path if path)}
    process = subprocess.Popen(
        [sys.executable, "-c", code, "add", str(tmp_path / "s.db"), str(tmp_path / "t.jsonl")],
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=environment, text=True,
    )  # fmt: skip
    for _ in range(3):
        process.stdout.readline()
    process.send_signal(signal.SIGINT)
    _, said = process.communicate()
    assert process.returncode == 130 and "Traceback" not in said
    with Story(tmp_path / "s.db", readonly=True) as story:
        assert 2 <= len(story.articles()) < 100
