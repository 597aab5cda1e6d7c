"""Choose thresholds and fit the score on articles kept out of training; both are written into `model.json`.

`python -m training.calibrate training/runs/l6a/model` uses every 20th article of PolNeAR's training part and the own
extracts that `kept_out` names. A statement is right if the bench's link criterion holds: content tokens overlap by
half, and sources share a token or are both absent.
"""

import argparse
import json
import re
from pathlib import Path

import numpy as np

from reportedly.read.decode import WEAK, Draft, second_chance
from reportedly.read.model import Model
from reportedly.read.quotes import quoted_regions
from reportedly.read.reader import run_model
from reportedly.read.score import features
from reportedly.read.sentences import sentences
from training.corpora import Attribution, Document, kept_out, own_labels, polnear
from training.train import CALIBRATION

TOKEN = re.compile(r"\w+|[^\w\s]")
GRID = (0.2, 0.25, 0.3, 0.35, 0.4, 0.45, 0.5, 0.55, 0.6)


def tokens(text: str, spans: list[tuple[int, int]] | tuple[tuple[int, int], ...]) -> set[int]:
    """The starts of the tokens that the spans touch."""
    return {m.start() for m in TOKEN.finditer(text) if any(m.start() < e and m.end() > s for s, e in spans)}


def right(document: Document, drafts: list[Draft], gold: list[Attribution]) -> list[bool]:
    """For each draft whether it matches a gold statement that no earlier draft took (best overlap first)."""
    g = [(tokens(document.text, a.content), tokens(document.text, a.source)) for a in gold]
    p = [(tokens(document.text, d.content), tokens(document.text, d.source)) for d in drafts]
    pairs = []
    for i, (content, source) in enumerate(p):
        for j, (other, speaker) in enumerate(g):
            share = len(content & other) / max(1, len(content | other))
            if share >= 0.5 and (source & speaker or (not source and not speaker)):
                pairs.append((-share, i, j))
    found, taken = [False] * len(drafts), set()
    for _, i, j in sorted(pairs):
        if not found[i] and j not in taken:
            found[i] = True
            taken.add(j)
    return found


def outer_only(drafts: list[Draft]) -> list[Draft]:
    """Drafts whose content lies in no other's, as PolNeAR marks them."""
    sets = [{c for s, e in d.content for c in range(s, e)} for d in drafts]
    return [d for i, d in enumerate(drafts) if not any(j != i and sets[i] < other for j, other in enumerate(sets))]


def fit(x: np.ndarray, y: np.ndarray, ridge: float = 1.0) -> tuple[list[float], float]:
    """Logistic regression by Newton steps with a ridge; returns weights and bias."""
    design = np.hstack([x, np.ones((len(x), 1))])
    w = np.zeros(design.shape[1])
    penalty = np.eye(len(w)) * ridge
    penalty[-1, -1] = 0
    for _ in range(50):
        p = 1 / (1 + np.exp(-design @ w))
        step = np.linalg.solve((design * (p * (1 - p))[:, None]).T @ design + penalty, design.T @ (y - p) - penalty @ w)
        w += step
        if np.abs(step).max() < 1e-7:
            break
    return [round(float(v), 4) for v in w[:-1]], round(float(w[-1]), 4)


def main() -> None:
    """Write thresholds and calibration and print what they give on the kept-out part."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("model", type=Path)
    parser.add_argument("--shared", type=Path, default=Path("../shared"))
    parser.add_argument("--outer", type=float, help="threshold to take instead of the one with the best link F1")
    parser.add_argument("--nested", type=float)
    args = parser.parse_args()
    model = Model(args.model)
    model.thresholds = (WEAK, WEAK, 0.35)
    kept = [d for k, d in enumerate(polnear(args.shared / "data/polnear/train")) if k % CALIBRATION == 0]
    own = [d for d in own_labels(args.shared) if d.attributions is not None and kept_out(d)]
    drafted = {}
    for document in kept + own:
        cut = sentences(document.text)
        drafted[document.name] = run_model(document.text, cut, quoted_regions(document.text), model).drafts

    def f1(documents: list[Document], outer: float, nested: float, nesting: bool) -> float:
        hits = predicted = gold = 0
        for document in documents:
            drafts = second_chance(drafted[document.name], (outer, nested, 0.5))
            if not nesting:
                drafts = outer_only(drafts)
            hits += sum(right(document, drafts, document.attributions or []))
            predicted += len(drafts)
            gold += len(document.attributions or [])
        return 2 * hits / max(1, predicted + gold)

    outer = args.outer or max(GRID, key=lambda t: f1(kept, t, 0.4, False))
    nested = args.nested or max(GRID, key=lambda t: f1(own, outer, t, True))
    print(f"outer {outer}: link F1 {f1(kept, outer, nested, False):.3f} on {len(kept)} PolNeAR articles kept out")
    print(f"nested {nested}: link F1 {f1(own, outer, nested, True):.3f} on {len(own)} own extracts kept out")
    x, y = [], []
    for document in kept + own:
        drafts = second_chance(drafted[document.name], (outer, nested, 0.5))
        if document in kept:
            drafts = outer_only(drafts)
        for draft, ok in zip(drafts, right(document, drafts, document.attributions or []), strict=True):
            x.append(features(draft.evidence))
            y.append(float(ok))
    weights, bias = fit(np.array(x), np.array(y))
    settings = json.loads((args.model / "model.json").read_text(encoding="utf-8"))
    settings["thresholds"] = [outer, nested, 0.5]
    settings["calibration"] = {"weights": weights, "bias": bias}
    (args.model / "model.json").write_text(json.dumps(settings, indent=1) + "\n", encoding="utf-8")
    p = 1 / (1 + np.exp(-(np.array(x) @ np.array(weights) + bias)))
    print(f"{len(y)} statements, {np.mean(y):.3f} right, mean {p.mean():.3f}, {np.mean(p >= 0.9):.2f} at 0.9 or above")


if __name__ == "__main__":
    main()
