"""Measure statements on PolNeAR and on the dev records with the shared scorers.

`python -m bench.polnear [--model FOLDER] [--shared ../shared]` prints both tables. Needs ../shared.
"""

import argparse
import json
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from reportedly.gather.article import make_article
from reportedly.read.many import read_articles
from reportedly.read.model import Model, default_model
from reportedly.record import encode


def run(*command: str | Path) -> str:
    """Run a scorer and return what it prints; a failing one stops the run."""
    return subprocess.run([sys.executable, *map(str, command)], check=True, capture_output=True, text=True).stdout


def polnear(shared: Path, model: Model, out: Path) -> str:
    """Score PolNeAR's development part."""
    gold = out / "gold.jsonl"
    gold.write_text(run(shared / "bench/polnear_gold.py", shared / "data/polnear/dev"), encoding="utf-8")
    rows = [json.loads(line) for line in gold.read_text(encoding="utf-8").splitlines()]
    articles = [make_article(row["text"], id=row["doc"], published=row["published"]) for row in rows]
    began = time.perf_counter()
    with (out / "records.jsonl").open("wb") as file:
        for record in read_articles(articles, model=model):
            file.write(encode(record) + b"\n")
    print(f"{len(rows) / (time.perf_counter() - began):.2f} articles/s")
    (out / "pred.jsonl").write_text(run(shared / "bench/polnear_pred.py", out / "records.jsonl"), encoding="utf-8")
    return run(shared / "bench/score_attribution.py", gold, out / "pred.jsonl")


def dev_records(shared: Path, model: Model, out: Path, each: bool = False) -> str:
    """Score the hand-made records."""
    folder = out / "dev"
    folder.mkdir(exist_ok=True)
    for path in sorted((shared / "gold/dev").glob("*.txt")):
        meta_path = path.with_suffix(".meta.json")
        meta = json.loads(meta_path.read_text(encoding="utf-8")) if meta_path.exists() else {}
        article = make_article(
            path.read_text(encoding="utf-8"), id=path.stem, outlet=meta.get("source"), published=meta.get("date")
        )
        (record,) = read_articles([article], model=model)
        (folder / f"{path.stem}.json").write_bytes(encode(record))
    return run(shared / "bench/score_record.py", shared / "gold/dev", folder, *(["--each"] if each else []))


def main() -> None:
    """Print both tables."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--shared", type=Path, default=Path("../shared"))
    parser.add_argument("--model", type=Path)
    parser.add_argument("--encoder", default="encoder.onnx")
    parser.add_argument("--keep", type=Path, help="folder to keep records and predictions in")
    parser.add_argument("--each", action="store_true", help="the dev records article by article")
    args = parser.parse_args()
    model = Model(args.model, args.encoder) if args.model else default_model()
    with tempfile.TemporaryDirectory() as scratch:
        out = args.keep or Path(scratch)
        out.mkdir(parents=True, exist_ok=True)
        print(polnear(args.shared, model, out))
        print(dev_records(args.shared, model, out, args.each))


if __name__ == "__main__":
    main()
