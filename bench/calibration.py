"""Measure whether `score` means what it says: of all statements with 0.8, four in five should be right.

`python -m bench.calibration [--model FOLDER] [--records FILE] [--shared ../shared]` reads PolNeAR's development part
(or takes the records that `bench.polnear --keep` left) and prints the expected calibration error, over ten bins of
equal size and over ten of equal width, the share of statements at 0.9 and above, and the bins. Right is the link
criterion of the shared scorer, which is imported; as there, only outermost statements count. Needs ../shared.
"""

import argparse
import json
import sys
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from importlib.util import module_from_spec, spec_from_file_location
from itertools import pairwise
from pathlib import Path
from types import ModuleType
from typing import Any

from reportedly.cli.evaluation import Missing, check, polnear
from reportedly.read.model import Model, model_folder

BINS = 10
Rows = list[tuple[float, bool]]
BARS = {"error": 0.05, "sure": 0.30}


def equal_mass(rows: Rows, bins: int = BINS) -> list[Rows]:
    """Cut the rows, sorted by score, into bins that differ by at most one in size; empty ones are left out."""
    ordered = sorted(rows)
    cuts = [round(k * len(ordered) / bins) for k in range(bins + 1)]
    return [ordered[i:j] for i, j in pairwise(cuts) if i < j]


def equal_width(rows: Rows, bins: int = BINS) -> list[Rows]:
    """Cut the rows into bins of scores [0, 0.1), [0.1, 0.2) … [0.9, 1]; empty ones are left out."""
    found: list[Rows] = [[] for _ in range(bins)]
    for score, right in rows:
        found[min(bins - 1, int(score * bins + 1e-9))].append((score, right))
    return [one for one in found if one]


def expected_error(binned: Sequence[Rows]) -> float:
    """Return the mean distance of a bin's mean score from its share of right rows, weighted by size (Naeini 2015)."""
    total = sum(map(len, binned))
    return sum(abs(sum(s for s, _ in one) - sum(ok for _, ok in one)) for one in binned) / max(1, total)


def load(path: Path) -> ModuleType:
    """Import a scorer from its file."""
    spec = spec_from_file_location(path.stem, path)
    assert spec is not None and spec.loader is not None
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def linked(text: str, gold: Sequence[Any], statements: Sequence[Any], scorer: ModuleType) -> set[int]:
    """Return the numbers of the statements that the scorer's link criterion matches with gold, one to one."""
    document = scorer.Doc(text)
    g, p = ([[document.tokens(a[role]) for role in ("content", "source")] for a in rows] for rows in (gold, statements))
    edges: dict[int, list[int]] = {}
    for i, (content, source) in enumerate(p):
        fitting = []
        for j, (other, speaker) in enumerate(g):
            shared = len(content & other)
            if shared and 2 * shared >= len(content | other) and (source & speaker or not (source or speaker)):
                fitting.append((-shared / len(content | other), j))
        edges[i] = [j for _, j in sorted(fitting)]
    return set(scorer.max_matching(edges, len(p)).values())


def scored(gold: Iterable[str], records: Iterable[str], bench: Path) -> Iterator[tuple[float, bool]]:
    """Yield score and rightness of every outermost statement; both inputs are lines of JSON."""
    scorer, chooser = load(bench / "score_attribution.py"), load(bench / "polnear_pred.py")
    wanted = {row["doc"]: row for row in map(json.loads, gold)}
    for line in records:
        record = json.loads(line)
        row = wanted[record["article"]["id"]]
        outer = list(chooser.outermost(record["statements"]))
        spans = [{k: s[k] for k in ("source", "cue", "content")} for s in record["statements"]]
        numbers: list[int] = []
        for one in outer:  # back to the rows that they are of, for their scores
            numbers.append(next(n for n, s in enumerate(spans) if s == one and n not in numbers))
        right = linked(row["text"], row["attributions"], outer, scorer)
        yield from ((record["statements"][n]["score"], i in right) for i, n in enumerate(numbers))


def report(rows: Rows) -> str:
    """Return errors, shares and bins as lines for people."""
    even, wide = equal_mass(rows), equal_width(rows)
    sure = sum(score >= 0.9 for score, _ in rows) / max(1, len(rows))
    lines = [f"{len(rows)} statements, {sum(ok for _, ok in rows) / max(1, len(rows)):.3f} right"]
    for name, binned in (("equal mass", even), ("equal width", wide)):
        error = expected_error(binned)
        met = "met" if error <= BARS["error"] else "missed"
        lines.append(f"expected calibration error, {name}: {error:.4f} (bar ≤ {BARS['error']:g}: {met})")
    met = "met" if sure >= BARS["sure"] else "missed"
    lines.append(f"share at 0.9 and above: {sure:.3f} (bar ≥ {BARS['sure']:g}: {met})")
    for name, binned in (("equal mass", even), ("equal width", wide)):
        lines.append(f"{name:12} score  right      n")
        for one in binned:
            means = sum(s for s, _ in one) / len(one), sum(ok for _, ok in one) / len(one)
            lines.append(f"{'':12} {means[0]:.3f}  {means[1]:.3f}  {len(one):5}")
    return "\n".join(lines)


def main() -> None:
    """Print the report."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--shared", type=Path, default=Path("../shared"))
    parser.add_argument("--model", type=Path)
    parser.add_argument("--records", type=Path, help="records.jsonl of bench.polnear --keep, gold.jsonl beside it")
    args = parser.parse_args()
    bench, data = args.shared / "bench", args.shared / "data/polnear/dev"
    try:
        check(bench, data)
        with tempfile.TemporaryDirectory() as scratch:
            path = args.records
            if path is None:
                with model_folder(args.model) as folder:
                    polnear(bench, data, Model(folder), Path(scratch))
                path = Path(scratch) / "records.jsonl"
            gold = path.with_name("gold.jsonl").read_text(encoding="utf-8").splitlines()
            rows = list(scored(gold, path.read_text(encoding="utf-8").splitlines(), bench))
    except (Missing, OSError) as problem:
        sys.exit(str(problem))
    print(report(rows))


if __name__ == "__main__":
    main()
