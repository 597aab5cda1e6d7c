"""Measure the reader with the shared scorers: attribution on a part of PolNeAR, whole records on hand-made ones.

The scorers and the data belong to no installation; they lie beside a developer's checkout, and `Missing` says so where
they do not.
"""

import json
import subprocess
import sys
import time
from pathlib import Path
from typing import Any, NamedTuple

from reportedly.gather.article import make_article
from reportedly.read.many import read_articles
from reportedly.read.model import Model
from reportedly.record import encode

SCORERS = ("polnear_gold.py", "polnear_pred.py", "score_attribution.py", "score_record.py")


class Missing(Exception):
    """Something that measuring needs is not there, or a scorer failed: one sentence for people."""


class Scores(NamedTuple):
    """One measurement: what it was made on, the scorer's own table, and the same as data."""

    name: str
    table: str
    figures: Any


def check(bench: Path, *folders: Path) -> None:
    """Raise `Missing` unless the scorers lie in `bench` and every other folder is one."""
    for name in SCORERS:
        if not (bench / name).is_file():
            raise Missing(f"{bench / name} is not there: --bench names the folder of the scorers")
    for folder in folders:
        if not folder.is_dir():
            raise Missing(f"{folder} is not there: the research data are no part of the package; name their folder")


def _run(*command: str | Path) -> str:
    """Run a scorer with this Python and return what it prints."""
    done = subprocess.run([sys.executable, *map(str, command)], capture_output=True, encoding="utf-8")
    if done.returncode:
        said = done.stderr.strip().splitlines()
        raise Missing(f"{command[0]} failed: {said[-1] if said else f'exit status {done.returncode}'}")
    return done.stdout


def polnear(bench: Path, data: Path, model: Model, out: Path) -> Scores:
    """Score the statements read in a part of PolNeAR (`data` holds its text and attributions); files go to `out`."""
    gold, records, predicted = out / "gold.jsonl", out / "records.jsonl", out / "pred.jsonl"
    gold.write_text(_run(bench / "polnear_gold.py", data), encoding="utf-8")
    rows = [json.loads(line) for line in gold.read_text(encoding="utf-8").splitlines()]
    if not rows:
        raise Missing(f"{data} holds no articles")
    articles = [make_article(row["text"], id=row["doc"], published=row["published"]) for row in rows]
    began = time.perf_counter()
    with records.open("wb") as file:
        for record in read_articles(articles, model=model):
            file.write(encode(record) + b"\n")
    pace = len(rows) / (time.perf_counter() - began)
    predicted.write_text(_run(bench / "polnear_pred.py", records), encoding="utf-8")
    table = _run(bench / "score_attribution.py", gold, predicted, "--json", out / "scores.json")
    figures = json.loads((out / "scores.json").read_text(encoding="utf-8"))
    return Scores("PolNeAR", f"{pace:.2f} articles/s\n{table}", figures)


def gold_records(bench: Path, data: Path, model: Model, out: Path, *, each: bool = False) -> Scores:
    """Score whole records of the articles in `data` (NAME.txt with NAME.meta.json beside hand-made records)."""
    folder = out / "records"
    folder.mkdir(exist_ok=True)
    paths = sorted(data.glob("*.txt"))
    if not paths:
        raise Missing(f"{data} holds no articles")
    for path in paths:
        meta_path = path.with_suffix(".meta.json")
        meta = json.loads(meta_path.read_text(encoding="utf-8")) if meta_path.exists() else {}
        article = make_article(
            path.read_text(encoding="utf-8"), id=path.stem, outlet=meta.get("source"), published=meta.get("date")
        )
        (record,) = read_articles([article], model=model)
        (folder / f"{path.stem}.json").write_bytes(encode(record))
    table = _run(bench / "score_record.py", data, folder, *(["--each"] if each else []))
    return Scores("records", table, json.loads(_run(bench / "score_record.py", data, folder, "--json")))


def summary(attribution: Scores, records: Scores) -> dict[str, float]:
    """Return one figure a row, as `model.json` keeps them: PolNeAR's in per cent, those of the records as shares."""
    found = attribution.figures
    tokens, types = found["tokens"], found["link_by_type"]
    kept = {"polnear_link": found["link"]["f1"], "polnear_direct": types["direct"]["f1"]}
    kept["polnear_indirect"] = types["indirect"]["f1"]
    kept |= {f"polnear_{role}_tokens": tokens[role]["f1"] for role in ("content", "source", "cue")}
    shown = {name: round(100 * value, 1) for name, value in kept.items()}
    return shown | {f"records_{name}": row.get("f1", row.get("accuracy")) for name, row in records.figures.items()}
