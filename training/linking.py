"""Weigh the model's shares of who is meant (`read/links.py`) beside the table of `training.coreference`.

    REPORTEDLY_MODEL=training/runs/l6/model python -m training.linking

Learns from the extracts of part `rank` alone, whose pronouns the encoder has never seen labelled: for each class of
pronouns one factor for the table's score, and a weight for each grade of the share. Writes both into the table.
"""

import argparse
from collections import defaultdict
from pathlib import Path

import numpy as np

from reportedly.read.coreference_scores import weights as table
from training.coreference import OUT, Choice, Weights, choices, own, right_share, write

PENALTY = 0.5
ROUNDS = 600


def is_link(name: str) -> bool:
    """Whether a feature tells of the model's share."""
    return name.startswith("link")


def tune(given: list[Choice], base: dict[str, float]) -> tuple[float, dict[str, float]]:
    """Return the factor of the table's score and the weights of the shares' grades, for one class of pronouns."""
    index: dict[str, int] = {}
    names = [[index.setdefault(n, len(index)) for n in cand if is_link(n)] for c in given for cand in c.candidates]
    scores = np.array([sum(base.get(n, 0.0) for n in cand if not is_link(n)) for c in given for cand in c.candidates])
    size = len(index)
    seen = np.zeros((len(names), size + 1))
    for row, found in enumerate(names):
        seen[row, found] = 1
    seen[:, size] = scores
    sizes = np.array([len(c.candidates) for c in given])
    begin = np.concatenate([[0], np.cumsum(sizes)[:-1]])
    right = np.array([r for c in given for r in c.right], dtype=float)
    prior = np.zeros(size + 1)
    prior[size] = 1.0
    weights = prior.copy()
    first, second = np.zeros_like(weights), np.zeros_like(weights)
    for step in range(1, ROUNDS + 1):
        value = seen @ weights
        share = np.exp(value - np.repeat(np.maximum.reduceat(value, begin), sizes))
        every = share / np.repeat(np.add.reduceat(share, begin), sizes)
        good = share * right
        good = good / np.repeat(np.add.reduceat(good, begin), sizes)
        slope = seen.T @ (every - good) + PENALTY * (weights - prior)
        first = 0.9 * first + 0.1 * slope
        second = 0.999 * second + 0.001 * slope**2
        weights -= 0.03 * (first / (1 - 0.9**step)) / (np.sqrt(second / (1 - 0.999**step)) + 1e-8)
    return float(weights[size]), {name: float(weights[at]) for name, at in index.items()}


def tuned(given: list[Choice], base: dict[str, dict[str, float]]) -> Weights:
    """Return the whole table anew."""
    out: Weights = {}
    for what, told in base.items():
        plain = {name: weight for name, weight in told.items() if not is_link(name)}
        some = [c for c in given if c.what == what]
        factor, links = tune(some, plain) if some else (1.0, {})
        out |= {(what, name): factor * weight for name, weight in plain.items()}
        out |= {(what, name): weight for name, weight in links.items()}
    return out


def main() -> None:
    """Print how many choices are right before and after, and write the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--shared", type=Path, default=Path("../shared"))
    parser.add_argument("--out", type=Path, default=OUT)
    args = parser.parse_args()
    base = {what: {n: w for n, w in told.items() if not is_link(n)} for what, told in table().items()}
    plain: Weights = {(what, name): weight for what, told in base.items() for name, weight in told.items()}
    found: dict[str, list[Choice]] = {}
    for part in ("rank", "dev"):
        found[part] = [c for document in own(args.shared, part) for c in choices(document, linked=True)]
    new = tuned(found["rank"], base)
    by_part: dict[str, list[str]] = defaultdict(list)
    for part, given in found.items():
        for what in sorted({c.what for c in given}):
            some = [c for c in given if c.what == what]
            (before, of), (after, _) = right_share(some, plain), right_share(some, new)
            by_part[part].append(f"{what} {before / of:.3f} → {after / of:.3f} of {of}")
    for part, told in by_part.items():
        print(part, "; ".join(told), "(where one of the candidates is right)")
    write(new, args.out)


if __name__ == "__main__":
    main()
