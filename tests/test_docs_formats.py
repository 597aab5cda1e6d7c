"""docs/formats.md: its excerpts are what exports write, its commands run, and every format is in it."""

import re
import shlex
from pathlib import Path

from typer.testing import CliRunner

from exporting import make_story
from formats_page import MAKERS, PAGE, page
from reportedly.cli import app
from reportedly.show.export import FORMATS

TEXT = PAGE.read_text(encoding="utf-8")


def test_the_excerpts_are_what_exports_write(tmp_path: Path):
    assert set(re.findall(r"<!-- made: (\w+) -->", TEXT)) == MAKERS.keys()
    assert page(TEXT, tmp_path) == TEXT, "python -m tests.formats_page writes the excerpts anew"


def test_the_commands_run_and_name_every_format(tmp_path: Path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    make_story(tmp_path / "story.db")
    commands = [line for block in re.findall(r"```sh\n(.*?)```", TEXT, re.S) for line in block.splitlines()]
    assert {shlex.split(line)[3] for line in commands} == FORMATS.keys()
    for line in commands:
        program, *arguments = shlex.split(line)
        done = CliRunner().invoke(app, arguments)
        assert program == "reportedly" and done.exit_code == 0, (line, done.stderr)
        assert (tmp_path / arguments[3]).exists()


def test_every_link_within_the_page_resolves():
    titles = {re.sub(r"[^\w -]", "", one.lower()).replace(" ", "-") for one in re.findall(r"^#+ (.+)$", TEXT, re.M)}
    links = re.findall(r"\]\(#([^)]+)\)", re.sub(r"```.*?```", "", TEXT, flags=re.S))
    assert links and set(links) <= titles
