"""Choose the weights of `reportedly.read.weighing` on extracts whose events no training has seen.

`python -m training.weigh training/runs/l6/model [--set shared=0.25 roles=0.6 …]` reads the extracts named in
`training/labels/held_out.json` and scores events with the shared scorer's own functions; without `--set` it
walks through a grid, one weight after the other, and prints what each step gains. At the end the score of events is
fitted on the same extracts (right: trigger, type and status) and written into the folder's `model.json`.
"""

import argparse
import importlib.util
import json
import sys
from functools import cache
from pathlib import Path
from types import ModuleType
from typing import Any

import numpy as np

from reportedly.gather.article import make_article
from reportedly.read import events, reader, weighing
from reportedly.read.model import Model
from reportedly.record import Record
from training.calibrate import fit
from training.corpora import LABELS, Document, held_out

GRID: dict[str, tuple[float, ...]] = {
    "alone": (0.35, 0.42, 0.5, 0.58, 0.66),
    "shared": (0.1, 0.15, 0.2, 0.3, 0.4),
    "type": (0.0, 1.0, 2.0, 3.0),
    "status": (0.0, 1.0, 2.0),
    "reasoned": (0.0, 1.0, 2.0, 3.0),
    "against": (0.0, 1.0, 2.0, 3.0, 4.0),
    "real": (0.0, 0.3, 0.6, 1.0),
}


READ = 40  # the first extracts kept out, whose errors have been read


def scorer(shared: Path) -> ModuleType:
    """The shared scorer as a module."""
    spec = importlib.util.spec_from_file_location("score_record", shared / "bench/score_record.py")
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def gold_of(document: Document) -> dict[str, Any]:
    """A labelled extract in the scorer's shape: events alone."""
    events = [
        {"trigger": e.trigger, "types": e.types, "statuses": e.statuses, "actor": e.actor, "recipient": e.recipient,
         "voice": None, "optional": e.optional}
        for e in document.events or []
    ]  # fmt: skip
    return {"text": document.text, "statements": [], "events": events, "quantities": [], "times": []}


def predicted(record: Record) -> dict[str, Any]:
    """A record in the scorer's shape: events alone."""
    events = [
        {"trigger": e.trigger, "types": [e.type], "statuses": [e.status], "actor": e.actor, "recipient": e.recipient,
         "voice": None, "optional": False}
        for e in record.events
    ]  # fmt: skip
    return {"text": record.article.text, "statements": [], "events": events, "quantities": [], "times": []}


def measure(documents: list[Document], model: Model, score: ModuleType) -> dict[str, float]:
    """The figures of the events on the documents, and `goal`, what the search raises."""
    tally = score.Tally()
    for document in documents:
        record = reader.read_article(make_article(document.text), model)
        score.score(gold_of(document), predicted(record), tally)
    found = {}
    for name, row in tally.table().items():
        if name.startswith("event."):
            found[name.removeprefix("event.")] = row.get("f1", row.get("accuracy")) or 0.0
    found["goal"] = (
        found["trigger"] + found["type"] + 3 * found["whole"] + found["status"]
        + 2 * found["no_false_happening"] + found["happened.precision"] + 0.5 * found["unreal.recall"]
    )  # fmt: skip
    return found


def calibrate(documents: list[Document], model: Model, score: ModuleType) -> dict[str, Any]:
    """Fit the probability that an event's trigger, type and status are right; optional rows are left out."""
    x: list[list[float]] = []
    y: list[float] = []
    seen: list[list[float]] = []

    def remember(values: list[float], _: Any) -> float:
        seen.append(values)
        return float(len(seen) - 1)  # the score of an event tells which figures are its

    events.logistic, model.settings["events"] = remember, {}
    for document in documents:
        record = reader.read_article(make_article(document.text), model)
        gold = gold_of(document)["events"]
        token = cache(lambda spans, text=document.text: score.tokens(spans, text))
        meet = [
            [(bool(token(tuple(g["trigger"])) & token(e.trigger)), g) for g in gold] for e in record.events
        ]  # fmt: skip
        for event, row in zip(record.events, meet, strict=True):
            same = [g for hit, g in row if hit]
            if same and all(g["optional"] for g in same):
                continue
            x.append(seen[int(event.score)])
            y.append(float(any(event.type in g["types"] and event.status in g["statuses"] for g in same)))
    weights, bias = fit(np.array(x), np.array(y))
    p = 1 / (1 + np.exp(-(np.array(x) @ np.array(weights) + bias)))
    print(f"{len(y)} events, {np.mean(y):.3f} right, mean {p.mean():.3f}, {np.mean(p >= 0.9):.2f} at 0.9 or above")
    return {"weights": weights, "bias": bias}


def main() -> None:
    """Print figures for the weights given, or search."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("model", type=Path)
    parser.add_argument("--shared", type=Path, default=Path("../shared"))
    parser.add_argument("--set", nargs="*", default=None, metavar="WEIGHT=VALUE")
    args = parser.parse_args()
    model, score = Model(args.model), scorer(args.shared)
    documents = list(held_out(args.shared))
    run = cache(lambda text, cut, regions, listed: reader_run(text, cut, regions, model, listed))
    reader_run = reader.run_model
    reader.run_model = lambda text, cut, regions, _, listed: run(text, tuple(cut), tuple(regions), tuple(listed))
    print(f"{len(documents)} extracts, {sum(len(d.events or ()) for d in documents)} events")

    def with_weights(**changes: Any) -> dict[str, float]:
        weighing.WEIGHTS = best._replace(**changes)
        return measure(documents, model, score)

    best = weighing.WEIGHTS
    for part in args.set or ():
        name, value = part.split("=")
        best = best._replace(**{name: float(value)})
    figures = with_weights()
    print({k: round(v, 3) for k, v in figures.items()})
    read_before = set(json.loads((LABELS / "held_out.json").read_text(encoding="utf-8"))[:READ])
    for told, some in (
        (f"the first {READ}", [d for d in documents if d.name in read_before]),
        ("the others", [d for d in documents if d.name not in read_before]),
    ):
        print(told, {k: round(v, 3) for k, v in measure(some, model, score).items()})
    for name, values in GRID.items() if args.set is None else ():
        tried = {value: with_weights(**{name: value})["goal"] for value in values}
        value = max(tried, key=tried.__getitem__)
        print(name, {k: round(v, 3) for k, v in tried.items()}, file=sys.stderr)
        if tried[value] > figures["goal"]:
            best = best._replace(**{name: value})
            figures = with_weights()
    weighing.WEIGHTS = best
    settings = json.loads((args.model / "model.json").read_text(encoding="utf-8"))
    settings["events"] = calibrate(documents, model, score)
    (args.model / "model.json").write_text(json.dumps(settings, indent=1) + "\n", encoding="utf-8")
    print(best, {k: round(v, 3) for k, v in figures.items()})


if __name__ == "__main__":
    main()
