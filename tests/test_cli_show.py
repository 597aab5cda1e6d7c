"""`reportedly show` and the same filters in Python, on a small story of invented articles."""

import csv
import io
import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from typer.testing import CliRunner

from reportedly.cli import app
from reportedly.keep.story import Story

TEXTS = [
    ("Vessa Herald", "2021-04-29", "Norway will strike Sweden on Friday, two officials who spoke on condition of "
     "anonymity said."),
    ("Hald Courier", "2021-05-01", "OSLO - Norway struck Sweden on Friday with missiles. The strike killed 12 people, "
     "the health ministry said."),
    ("Orsk Post", "2021-05-01", "Norway struck Sweden on Friday with drones. The strike killed 15 people, the health "
     "ministry said."),
]  # fmt: skip


@pytest.fixture(scope="module")
def story(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    folder = tmp_path_factory.mktemp("story")
    lines = [
        json.dumps({"id": f"r{n}", "outlet": outlet, "published": day, "url": f"https://x{n}.example/a", "text": text})
        for n, (outlet, day, text) in enumerate(TEXTS)
    ]
    (folder / "all.jsonl").write_text("\n".join(lines), encoding="utf-8")
    path = folder / "story.db"
    with Story(path) as opened:
        assert opened.add(folder / "all.jsonl").new == 3
    yield path


def run(story: Path, *args: str) -> str:
    result = CliRunner().invoke(app, ["show", str(story), *args])
    assert result.exit_code == 0, result.output
    return result.stdout


VIEWS = ["claims", "events", "statements", "numbers", "disputes", "echoes", "voices", "gaps"]


@pytest.mark.parametrize("view", VIEWS)
def test_every_view_is_to_be_had_in_every_format_and_in_python(story: Path, view: str):
    rows = json.loads(run(story, view, "--format", "json"))
    table = list(csv.DictReader(io.StringIO(run(story, view, "--format", "csv"))))
    assert len(table) == len(rows)
    assert run(story, view)
    with Story(story, readonly=True) as opened:
        found = getattr(opened, view)()
    assert len(found) == len(rows)
    if rows:
        assert list(table[0]) == list(rows[0]) == list(found[0].__struct_fields__)


def test_claims_carry_three_counts_and_open_into_rows(story: Path):
    with Story(story, readonly=True) as opened:
        claims = opened.claims(type="ASSAULT")
        assert claims
        for claim in claims:
            assert claim.outlets == len(claim.outlet_names) >= 1 and claim.voices == len(claim.voice_names)
            assert claim.articles <= len(claim.rows)
        addresses = {row["address"] for row in opened.rows()}
        assert {row for claim in claims for row in claim.rows} <= addresses


def test_filters_narrow_and_never_widen(story: Path):
    with Story(story, readonly=True) as opened:
        every = {claim.id for claim in opened.claims()}
        for filters in ({"since": "2021-05-01"}, {"until": "2021-04-29"}, {"outlet": "courier"}, {"actor": "Norway"},
                        {"status": "happened"}, {"ever": "planned"}, {"voice": "officials"}):  # fmt: skip
            some = {claim.id for claim in opened.claims(**filters)}
            assert some < every, filters
        assert all("Hald Courier" in claim.outlet_names for claim in opened.claims(outlet="courier"))
        assert all("planned" in claim.ever for claim in opened.claims(ever="planned"))
        assert opened.claims(outlet="nobody") == []
        assert len(opened.claims(limit=2)) == 2


def test_two_tolls_of_one_strike_are_shown_beside_each_other(story: Path):
    figures = json.loads(run(story, "numbers", "--format", "json"))
    assert {one["value"] for one in figures} == {12, 15}
    assert len({one["series"] for one in figures}) == 1
    assert [one["type"] for one in json.loads(run(story, "disputes", "--format", "json"))].count("number") == 2


def test_the_terminal_shows_few_and_says_so(story: Path):
    assert "--limit 0 shows all" in run(story, "claims", "--limit", "1")


@pytest.mark.parametrize("args, words", [
    (["--since", "soon"], "this is no day"), (["--status", "done"], "no such status"),
])  # fmt: skip
def test_a_filter_that_means_nothing_is_wrong_usage(story: Path, args: list[str], words: str):
    result = CliRunner().invoke(app, ["show", str(story), *args])
    assert result.exit_code == 2
    assert words in " ".join(result.output.split())


def test_a_story_that_is_not_there_is_one_sentence(tmp_path: Path):
    result = CliRunner().invoke(app, ["show", str(tmp_path / "none.db")])
    assert result.exit_code == 1
    assert "there is no such story" in result.output and "Traceback" not in result.output
    assert not (tmp_path / "none.db").exists()


def test_a_cell_is_never_a_formula():
    from reportedly.keep.views import GapView
    from reportedly.show.views import as_csv

    row = GapView(kind="=1+1", of="a", detail="b")
    assert "'=1+1" in as_csv([row], GapView.__struct_fields__)
