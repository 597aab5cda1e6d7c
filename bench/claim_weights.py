"""Fit what signs of two rows weigh, on pairs judged by reading (`labels/merge_pairs.jsonl`), and test it on a third.

    python -m bench.claim_weights fit CACHE.jsonl [--write]     # leave-one-fold-out figures of the pairs for fitting
    python -m bench.claim_weights test CACHE.jsonl              # the pairs kept out

Logistic regression by Newton's method, drawn towards the weights that were judged beforehand (last column of
`claim_weights.tsv`) by `PULL`: what no pair tells about keeps its prior. CACHE as of `bench.corpus_records`.
"""

import argparse
from collections.abc import Sequence
from importlib.resources import files
from pathlib import Path
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from bench.corpus_records import items
from bench.labels.corpora import Row, crisis, read_lines
from reportedly.read.tables import rows as table
from reportedly.record import overlap
from reportedly.weave.claims import order
from reportedly.weave.compare import compare, signs_of
from reportedly.weave.evidence import Sign
from reportedly.weave.facts import Fact, facts

NAME = "claim_weights.tsv"
PULL = 2.0
FOLDS = 5
KINDS = ("event", "quantity", "statement")


class Pair(NamedTuple):
    """A judged pair of rows with its signs; `fold` keeps pairs of the same two articles together."""

    id: str
    left: Fact
    right: Fact
    signs: tuple[Sign, ...]
    same: bool
    test: bool
    fold: int


def row_at(found: Sequence[Fact], kind: str, spans: Sequence[Sequence[int]]) -> Fact | None:
    """Return the row of a kind that covers most of some spans, if half of them; a newer reader moves rows a little."""
    wanted = [(start, end) for start, end in spans]
    length = sum(end - start for start, end in wanted)
    of_kind = [fact for fact in found if fact.kind == kind]
    best = max(of_kind, key=lambda fact: overlap(fact.spans, wanted), default=None)
    return best if best is not None and overlap(best.spans, wanted) * 2 >= length else None


def pairs(cache: Path) -> list[Pair]:
    """Return the judged pairs whose rows the cache's records still have."""
    judged = read_lines("merge_pairs.jsonl")
    wanted = {side["id"] for row in judged for side in (row["left"], row["right"])}
    held = {item.record.article.id: facts(item) for item in items([r for r in crisis() if r["id"] in wanted], cache)}
    return [pair for row in judged if (pair := _pair(row, held)) is not None]


def _pair(row: Row, held: dict[str, tuple[Fact, ...]]) -> Pair | None:
    both = [row_at(held.get(row[side]["id"], ()), row["kind"], row[side]["spans"]) for side in ("left", "right")]
    if both[0] is None or both[1] is None or both[0] is both[1]:
        return None
    left, right = sorted((both[0], both[1]), key=order)
    fold = sum(map(ord, row["left"]["id"] + row["right"]["id"])) % FOLDS
    return Pair(row["pair"], left, right, signs_of(left, right), row["same"], row["test"], fold)


Vector = NDArray[np.float64]


def matrix(found: Sequence[Pair], names: Sequence[str]) -> Vector:
    """Return how much of each named sign each pair has, a row a pair."""
    at = {name: n for n, name in enumerate(names)}
    filled = np.zeros((len(found), len(names)))
    for number, pair in enumerate(found):
        for sign in pair.signs:
            if sign.name in at:
                filled[number, at[sign.name]] += sign.amount
    return filled


def fitted(x: Vector, y: Vector, prior: Vector) -> Vector:
    """Return the weights of logistic regression with a Gaussian prior around `prior`, by Newton's method."""
    w = prior.copy()
    for _ in range(50):
        p = 1 / (1 + np.exp(-x @ w))
        slope = x.T @ (p - y) + PULL * (w - prior)
        bend = (x * (p * (1 - p))[:, None]).T @ x + PULL * np.eye(len(w))
        step = np.linalg.solve(bend, slope)
        w = w - step
        if float(np.abs(step).max()) < 1e-8:
            break
    return w


def priors() -> dict[str, dict[str, float]]:
    """Return the prior of every sign by kind."""
    return {kind: {row[1]: float(row[-1]) for row in table(NAME) if row[0] == kind} for kind in KINDS}


def told(name: str, odds: Vector, y: Vector) -> str:
    """Return figures of some pairs: how well odds above some thresholds tell who is one claim."""
    loss = float(np.mean(np.logaddexp(0, np.where(y > 0, -odds, odds))))
    parts = [f"{name:10} {len(y)} pairs, {int(y.sum())} the same; loss {loss:.3f}"]
    for least in (0.0, 0.5, 1.0, 1.5):
        joined = odds >= least
        right = float((joined & (y > 0)).sum())
        precision, recall = right / max(1, joined.sum()), right / max(1.0, y.sum())
        parts.append(f"odds >= {least}: precision {precision:.3f} recall {recall:.3f}")
    return "; ".join(parts)


def fit(cache: Path, write: bool) -> None:
    """Fit each kind's weights, and print what folds kept out in turn say."""
    found, new = [pair for pair in pairs(cache) if not pair.test], {}
    print(len(found), "pairs for fitting")
    for kind in KINDS:
        mine, prior = [pair for pair in found if pair.left.kind == kind], priors()[kind]
        names = sorted(prior)
        base = np.array([prior[name] for name in names])
        x, y = matrix(mine, names), np.array([float(pair.same) for pair in mine])
        fold = np.array([pair.fold for pair in mine])
        odds = np.zeros(len(mine))
        for one in range(FOLDS):
            odds[fold == one] = x[fold == one] @ fitted(x[fold != one], y[fold != one], base)
        print(told(f"{kind} prior", x @ base, y))
        print(told(f"{kind} folds", odds, y))
        new[kind] = dict(zip(names, fitted(x, y, base), strict=True))
    if write:
        path = Path(str(files("reportedly.data").joinpath("lexicons", NAME)))
        lines = path.read_text(encoding="utf-8").splitlines()
        kept = [line if line.startswith("#") or not line.strip() else _line(line.split("\t"), new) for line in lines]
        path.write_text("\n".join(kept) + "\n", encoding="utf-8")


def _line(cells: Sequence[str], new: dict[str, dict[str, float]]) -> str:
    return f"{cells[0]}\t{cells[1]}\t{new[cells[0]][cells[1]]:.2f}\t{cells[-1]}"


def test(cache: Path) -> None:
    """Print how the packaged weights, and what `compare` makes of them, do on the pairs kept out."""
    found = [pair for pair in pairs(cache) if pair.test]
    weights = {kind: {row[1]: float(row[2]) for row in table(NAME) if row[0] == kind} for kind in KINDS}
    for kind in KINDS:
        mine = [pair for pair in found if pair.left.kind == kind]
        odds = np.array([sum(weights[kind].get(sign.name, 0.0) * sign.amount for sign in pair.signs) for pair in mine])
        print(told(kind, odds, np.array([float(pair.same) for pair in mine])))
    verdicts = [(pair, compare(pair.left, pair.right)) for pair in found]
    joined = [pair for pair, verdict in verdicts if verdict.joins]
    right = sum(pair.same for pair in joined)
    print(f"compare joins {len(joined)} of {len(found)}, {right} rightly: precision {right / max(1, len(joined)):.3f}, "
          f"recall {right / max(1, sum(pair.same for pair in found)):.3f}")


def main() -> None:
    """Fit or test."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("what", choices=("fit", "test"))
    parser.add_argument("cache", type=Path)
    parser.add_argument("--write", action="store_true", help="write the weights into the package's table")
    args = parser.parse_args()
    if args.what == "fit":
        fit(args.cache, args.write)
    else:
        test(args.cache)


if __name__ == "__main__":
    main()
