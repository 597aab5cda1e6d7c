"""Compare models: accuracy on PolNeAR's development part against speed, one row a model, as a Markdown table.

`python -m bench.layers FOLDER… [--float] [--articles 60] [--rounds 3] [--shared ../shared]`, each folder as
`training.export` and `training.calibrate` leave it (students of six, four and three layers). Speed is that of `read` on
one thread, all models in one run and in turn on the same articles (see `bench.speed`), with the bench extra beside
spaCy. `--float` adds a row for each folder's `encoder.float.onnx`: what quantisation costs. Needs ../shared.
"""

import argparse
import json
import sys
import tempfile
from importlib.util import find_spec
from pathlib import Path
from typing import NamedTuple

from bench.speed import SPACY, WARM, Worker, race, sample
from reportedly.cli.evaluation import Missing, check, gold_records, polnear, summary
from reportedly.read.model import Model

COLUMNS = {
    "link": "polnear_link", "direct": "polnear_direct", "indirect": "polnear_indirect",
    "content": "polnear_content_tokens", "source": "polnear_source_tokens", "cue": "polnear_cue_tokens",
    "dev statement": "records_statement",
}  # fmt: skip
WHOLE = ("encoder.onnx", "statements.onnx", "events.onnx", "tokenizer.json")


class Row(NamedTuple):
    """One model: its name, megabytes, figures by column, and articles/s (None for a float graph)."""

    name: str
    size: float
    figures: dict[str, float]
    pace: float | None = None


def measured(folder: Path, shared: Path, encoder: str) -> Row:
    """Return a model's figures, speed left out; raises `Missing`."""
    model = Model(folder, encoder)
    with tempfile.TemporaryDirectory() as scratch:
        attribution = polnear(shared / "bench", shared / "data/polnear/dev", model, Path(scratch))
        records = gold_records(shared / "bench", shared / "gold/dev", model, Path(scratch))
    files = [folder / (encoder if name == "encoder.onnx" else name) for name in WHOLE]
    size = sum(path.stat().st_size for path in files if path.exists()) / 1e6
    name = f"{model.name} ({folder})" + (", float" if encoder != "encoder.onnx" else "")
    return Row(name, size, summary(attribution, records))


def table(rows: list[Row], spacy: float | None) -> str:
    """Return the rows in Markdown; `spacy` is its articles/s in the same run."""
    lines = [f"| model | MB | {' | '.join(COLUMNS)} | articles/s | × spaCy |", "|---" * (len(COLUMNS) + 4) + "|"]
    for row in rows:
        figures = " | ".join(f"{row.figures[key]:g}" for key in COLUMNS.values())
        pace = "" if row.pace is None else f"{row.pace:.2f}"
        against = "" if row.pace is None or not spacy else f"{row.pace / spacy:.2f}"
        lines.append(f"| {row.name} | {row.size:.1f} | {figures} | {pace} | {against} |")
    return "\n".join(lines)


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folders", type=Path, nargs="+", metavar="FOLDER")
    parser.add_argument("--float", action="store_true", help="also measure encoder.float.onnx of each folder")
    parser.add_argument("--shared", type=Path, default=Path("../shared"))
    parser.add_argument("--articles", type=int, default=60)
    parser.add_argument("--rounds", type=int, default=3)
    args = parser.parse_args()
    rows: list[Row] = []
    try:
        check(args.shared / "bench", args.shared / "data/polnear/dev", args.shared / "gold/dev", *args.folders)
        with tempfile.TemporaryDirectory() as scratch:
            path = Path(scratch) / "sample.json"
            path.write_text(json.dumps(sample(args.shared, WARM + args.rounds * args.articles)), encoding="utf-8")
            workers = {str(folder): Worker("read", path, folder.resolve()) for folder in args.folders}
            if find_spec(SPACY):
                workers["spacy"] = Worker("spacy", path)
            raced = race(path, args.articles, workers, args.rounds)
            paces = {name: args.rounds * args.articles / sum(spent) for name, spent, _ in raced}
        for folder in args.folders:
            rows.append(measured(folder, args.shared, "encoder.onnx")._replace(pace=paces[str(folder)]))
            if args.float:
                rows.append(measured(folder, args.shared, "encoder.float.onnx"))
    except (Missing, OSError) as problem:
        sys.exit(str(problem))
    print(table(rows, paces.get("spacy")))


if __name__ == "__main__":
    main()
