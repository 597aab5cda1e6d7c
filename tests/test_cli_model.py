"""`reportedly model`: what it tells of the model, and figures from scorers that lie elsewhere (here stand-ins)."""

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from reportedly.cli import app

RUNNER = CliRunner()
GOLD = {"doc": "d", "text": "Officials said the bridge was closed.", "published": "2025-09-29", "attributions": []}
SCORERS = {
    "polnear_gold.py": f"import json\nprint(json.dumps({GOLD!r}))",
    "polnear_pred.py": "import sys\nprint(open(sys.argv[1], encoding='utf-8').read())",
    "score_attribution.py": (
        "import json, sys\nrow = json.loads(open(sys.argv[2], encoding='utf-8').readline())\n"
        "json.dump({'found': len(row['statements'])}, open(sys.argv[4], 'w'))\nprint('links of', row['article']['id'])"
    ),
    "score_record.py": (
        "import json, pathlib, sys\nnames = sorted(p.name for p in pathlib.Path(sys.argv[2]).glob('*.json'))\n"
        "print(json.dumps(names) if '--json' in sys.argv else 'records of ' + ' '.join(names))"
    ),
}


@pytest.fixture
def places(tmp_path: Path) -> list[str]:
    bench, data, gold = (tmp_path / name for name in ("bench", "data", "gold"))
    for folder in (bench, data, gold):
        folder.mkdir()
    for name, code in SCORERS.items():
        (bench / name).write_text(code, encoding="utf-8")
    (gold / "one.txt").write_text("The mayor denied that the dam had burst.", encoding="utf-8")
    return ["--bench", str(bench), "--data", str(data), "--gold", str(gold)]


def test_info_tells_what_the_weights_are_and_what_they_were_trained_on() -> None:
    told = json.loads(RUNNER.invoke(app, ["model", "info", "--format", "json"]).stdout)
    assert told["layers"] in (3, 4, 6) and set(told["thresholds"]) == {"outer", "nested", "bare"}
    assert 1e6 < sum(told["bytes"].values()) < 40e6
    assert "PolNeAR" in told["notice"] and "not covered by the package's Apache-2.0" in told["notice"]
    text = RUNNER.invoke(app, ["model", "info"]).stdout
    assert told["name"] in text and told["notice"] in text


def test_info_of_a_folder_without_a_model_is_one_sentence(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("REPORTEDLY_MODEL", str(tmp_path))
    result = RUNNER.invoke(app, ["model", "info"])
    assert result.exit_code == 2 and f"{tmp_path} holds no model" in result.stderr


def test_evaluate_prints_the_scorers_tables_or_their_figures(places: list[str]) -> None:
    text = RUNNER.invoke(app, ["model", "evaluate", *places])
    assert text.exit_code == 0 and "links of d" in text.stdout and "records of one.json" in text.stdout
    figures = json.loads(RUNNER.invoke(app, ["model", "evaluate", *places, "--format", "json"]).stdout)
    assert figures["PolNeAR"] == {"found": 1} and figures["records"] == ["one.json"]
    assert figures["model"].startswith("reportedly")


def test_evaluate_without_scorers_or_data_says_which(places: list[str], tmp_path: Path) -> None:
    result = RUNNER.invoke(app, ["model", "evaluate", *places, "--data", str(tmp_path / "none")])
    assert result.exit_code == 1 and result.stdout == ""
    assert result.stderr.startswith(f"reportedly: {tmp_path / 'none'} is not there") and result.stderr.count("\n") == 1
    (tmp_path / "bench/score_record.py").unlink()
    result = RUNNER.invoke(app, ["model", "evaluate", *places])
    assert result.exit_code == 1 and "score_record.py is not there" in result.stderr


def test_a_scorer_that_fails_is_one_sentence(places: list[str], tmp_path: Path) -> None:
    (tmp_path / "bench/polnear_pred.py").write_text("raise ValueError('no such thing')", encoding="utf-8")
    result = RUNNER.invoke(app, ["model", "evaluate", *places])
    assert result.exit_code == 1 and "polnear_pred.py failed: ValueError: no such thing" in result.stderr
