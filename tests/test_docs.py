"""The documentation: what is generated is current, every command and example runs, every link leads somewhere."""

import difflib
import re
import shutil
from pathlib import Path

import pytest
from tools.docs import generated, html, reference
from tools.docs.checks import wrong_with
from tools.docs.examples import blocks, clean, run_page
from tools.docs.pages import DOCS, README, RUN, name_of, pages
from typer.main import get_command

import reportedly
from reportedly.cli import app

TEXTS = {name_of(path): path.read_text(encoding="utf-8") for path in pages()}
OWN_TESTS = {"docs/formats.md"}  # test_docs_formats.py
TO_RUN = [name for name, text in TEXTS.items() if name not in OWN_TESTS
          and any(block.language in RUN and block.skip is None for block in blocks(text, name))]  # fmt: skip
SKIPPED = [block for name, text in TEXTS.items() for block in blocks(text, name) if block.skip is not None]
ALIKE, SHORT = 0.4, 12  # least part of an output's words that is as the page shows it; words of one that only has to be
WRITE = "`python -m tools.docs` writes it anew"


@pytest.mark.parametrize("name", reference.PAGES)
def test_a_reference_page_is_what_it_is_made_from(name):
    assert (DOCS / name).read_text(encoding="utf-8") == reference.PAGES[name](), WRITE


@pytest.mark.parametrize("name", [name for name, text in TEXTS.items() if "<!-- made: figures" in text])
def test_the_figures_are_those_of_the_table(name):
    assert generated.with_parts(TEXTS[name]) == TEXTS[name], WRITE


def test_figures_are_whole_and_their_commands_exist():
    found = generated.figures()
    assert len({one.key for one in found}) == len(found) > 20
    for one in found:
        assert one.met in ("yes", "no", "-") and (one.met == "-") == (one.bar == "-"), one.key
        block = blocks(f"```sh skip: looked through\n{one.command}\n```\n", one.key)[0]
        assert wrong_with(block) is None, one.key


@pytest.mark.parametrize("name", TO_RUN)
def test_every_example_runs_and_prints_what_the_page_shows(name, tmp_path, example_db):
    folder = tmp_path / "work"
    folder.mkdir()
    ready = {name: lambda room, name=name: shutil.copy(example_db, room / name) for name in ("story.db", "crisis.db")}
    ran = list(run_page(TEXTS[name], name, folder, ready))
    assert [f"{one.block.place}: {one.wrong}" for one in ran if one.wrong] == []
    printed = {one.block.end: one.printed for one in ran}
    last = None
    for block in blocks(TEXTS[name], name):
        if block.language == "output":
            assert last in printed, f"{block.place} shows the output of nothing"
            shown, now = block.text.split(), clean(printed[last]).split()
            alike = difflib.SequenceMatcher(None, shown, now, autojunk=False).ratio()
            same = alike >= ALIKE or (len(shown) <= SHORT and shown and now)
            assert same, f"{block.place}: `python -m tools.docs --outputs` shows what is printed today"
        last = block.end


@pytest.mark.parametrize("block", SKIPPED, ids=[block.place for block in SKIPPED])
def test_a_block_that_is_not_run_says_why_and_is_of_its_language(block):
    assert len(block.skip.split()) > 1
    assert wrong_with(block) is None


def test_every_block_is_run_skipped_or_only_shown():
    shown = {"output", "text", "json", "pycon", "markdown", ""}
    for name, text in TEXTS.items():
        for block in blocks(text, name):
            assert block.language in shown or block.language in RUN or block.skip, f"{block.place}: {block.language}"


def test_the_checks_of_blocks_that_are_not_run_can_fail():
    commands = ("reportedly show", "reportedly export story.db docx out", "if true; then", "python -m bench.nothing")
    wrong = [*(f"sh skip: x\n{one}" for one in commands), "python skip: x\nfor", "r skip: x\nf(1))"]
    for text in wrong:
        assert wrong_with(blocks(f"```{text}\n```\n", "page")[0]), text
    assert wrong_with(blocks("```r skip: x\nf(c(1, 2)) # (\n```\n", "page")[0]) is None


def test_every_link_leads_to_a_page_a_file_or_a_heading(tmp_path):
    assert html.build(tmp_path / "out") >= 15
    assert html.readme_links() == []
    built = (tmp_path / "out" / "index.html").read_text(encoding="utf-8")
    assert 'href="tutorial.html"' in built and "<script" not in built
    assert html.broken({"a.md": "# One\n[x](#one) [y](#two) [z](no.md)"}) == ["docs/a.md: #two", "docs/a.md: no.md"]


def test_every_page_can_be_reached_from_the_first():
    reached, open_pages = set(), ["index.md"]
    while open_pages:
        name = open_pages.pop()
        if name in reached or not (DOCS / name).exists():
            continue
        reached.add(name)
        for href in re.findall(r"\]\(([^)#\s]+\.md)", (DOCS / name).read_text(encoding="utf-8")):
            open_pages.append(((DOCS / name).parent / href).resolve().relative_to(DOCS.parent.resolve()).as_posix()
                              .removeprefix("docs/"))  # fmt: skip
    assert {path.relative_to(DOCS).as_posix() for path in DOCS.rglob("*.md")} <= reached


def test_every_command_and_every_public_name_is_in_the_reference():
    cli, python = (DOCS / "reference" / "cli.md").read_text(), (DOCS / "reference" / "python.md").read_text()
    for name in get_command(app).commands:
        assert f"## reportedly {name}" in cli
    for name in set(reportedly.__all__) - {"__version__"}:
        assert f"## reportedly.{name}\n" in python


def test_the_schema_describes_every_field():
    for struct, entry in reportedly.schema()["$defs"].items():
        for field, told in entry["properties"].items():
            assert told.get("description", "").strip(), (struct, field)


def test_the_readme_shows_a_real_output_before_it_explains():
    text = README.read_text(encoding="utf-8")
    assert text.index("```output") < text.index("## How it works")
    assert {path.name for path in Path(DOCS).glob("*.md")} >= {"tutorial.md", "cookbook.md", "limits.md"}
