"""Train the head of event types anew on a frozen model, with synthetic stories of each type beside our own labels.

`python -m training.event_types training/runs/l6f/model` reads every labelled event (extracts that are not kept out, the
written passages) and, of the synthetic stories of `../shared/data/ngec_synthetic` (Halterman et al.), the trigger that
a story's type most likely hangs on, in its first two sentences; what the head sees of each trigger is kept, the head
learns from it for 800 steps, and its weights are put into the folder's `events.onnx`. Minutes on one core.
"""

import argparse
import csv
import lzma
import random
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np
import numpy.typing as npt
import onnx
import torch
from onnx import numpy_helper
from torch import Tensor, nn

from reportedly.read.decode import softmax
from reportedly.read.labels import EVENT_TYPES
from reportedly.read.model import Model
from reportedly.read.quotes import quoted_regions
from reportedly.read.reader import run_model
from reportedly.read.sentences import sentences
from reportedly.read.views import sentence_views
from reportedly.read.windows import pieces, windows
from training.corpora import held_out, own_labels, written

POOLED = (2, 3, 4)  # roles whose states the head sees beside the trigger's, as in training.network
STORIES = {"CONCEDE": 260, "RETREAT": 276, "THREATEN": 264, "SUPPORT": 200}  # those of which we have few labels
OTHERS = 60
LEAST = 0.05  # likelihood below which a story gives no trigger
STEPS, BATCH, RATE = 800, 64, 3e-4
TYPES = tuple(f"decoder.heads.types.{layer}.{part}" for layer in (0, 3) for part in ("weight", "bias"))
Row = npt.NDArray[np.float32]


def seen(text: str, triggers: Sequence[int], model: Model) -> Iterator[tuple[int, Row]]:
    """What the head sees of the trigger whose first piece holds each character: pairs of it and (1536,) figures."""
    cut = sentences(text)
    found = pieces(text, model.tokenizer, cut, quoted_regions(text))
    for window in windows(found, cut):
        part = slice(window.start, window.end)
        at = {
            int(hits[0]): start
            for start in triggers
            if len(hits := np.flatnonzero((found.starts[part] <= start) & (found.ends[part] > start)))
        }
        if not at:
            continue
        reading = model.encode(found, window)
        anchors = np.array(sorted(at), dtype=np.int64)
        views = sentence_views(anchors, found.sentences[part])
        share = softmax(model.decode_events(reading, views, found, window)[0])
        columns, rows = views.columns[views.held] + 1, views.rows[views.held]
        for row, anchor in enumerate(anchors.tolist()):
            mine = rows == row
            parts = [reading.states[anchor + 1]]
            for role in POOLED:
                weight = share[mine, role]
                parts.append((weight @ reading.states[columns[mine]]) / (weight.sum() + 0.5))
            yield at[anchor], np.concatenate(parts).astype(np.float32)


def labelled(shared: Path, model: Model) -> Iterator[tuple[Row, list[str]]]:
    """The labelled events with their types, best first."""
    kept_out = {document.name for document in held_out(shared)}
    for document in (*own_labels(shared), *written()):
        if document.events is not None and document.name not in kept_out:
            types = {min(event.trigger)[0]: event.types for event in document.events}
            for start, row in seen(document.text, list(types), model):
                yield row, types[start]


def stories(shared: Path, model: Model) -> Iterator[tuple[Row, list[str]]]:
    """The likeliest trigger of each synthetic story."""
    with lzma.open(shared / "data/ngec_synthetic/synthetic_events.csv.xz", "rt", encoding="utf-8", newline="") as file:
        told = list(csv.DictReader(file))
    random.Random(5).shuffle(told)
    taken: dict[str, int] = {}
    for story in told:
        kind, text = story["label"], story["text"][:330]
        cut = sentences(text)[:2]
        if not cut or taken.get(kind, 0) >= STORIES.get(kind, OTHERS):
            continue
        taken[kind] = taken.get(kind, 0) + 1
        text, number = text[: cut[-1].end], EVENT_TYPES.index(kind)
        proposals = run_model(text, sentences(text), quoted_regions(text), model).proposals
        rated = ((p.chance**0.5 * (p.types[number] + 0.02), p.trigger[0]) for p in proposals)
        likelihood, start = max(rated, default=(0.0, 0))
        if likelihood >= LEAST:
            for _, row in seen(text, [start], model):
                yield row, [kind]


def learn(head: nn.Sequential, x: Tensor, y: Tensor) -> None:
    """Train the head on figures (n, 1536) and shares of types (n, 16), drawn alike; keep the mean of late steps."""
    optimiser = torch.optim.AdamW(head.parameters(), lr=RATE, weight_decay=1e-3)
    mean: dict[str, Tensor] = {}
    for step in range(STEPS):
        drawn = torch.randint(len(x), (BATCH,))
        loss = nn.functional.cross_entropy(head(x[drawn]), y[drawn], label_smoothing=0.05)
        optimiser.zero_grad()
        loss.backward()  # type: ignore[no-untyped-call]
        optimiser.step()
        if step > STEPS // 2:
            for name, value in head.state_dict().items():
                mean[name] = mean[name].lerp(value, 0.01) if name in mean else value.clone()
    head.load_state_dict(mean)


def main() -> None:
    """Train and write `events.onnx`."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("model", type=Path)
    parser.add_argument("--shared", type=Path, default=Path("../shared"))
    args = parser.parse_args()
    torch.manual_seed(0)
    model = Model(args.model)
    rows = [*labelled(args.shared, model), *stories(args.shared, model)]
    y = torch.zeros(len(rows), len(EVENT_TYPES))
    for row, (_, types) in enumerate(rows):
        for place, name in enumerate(types):
            y[row, EVENT_TYPES.index(name)] = 1.0 if place else 2.0
    y /= y.sum(1, keepdim=True)
    graph = onnx.load(str(args.model / "events.onnx"))
    stored = {one.name: one for one in graph.graph.initializer if one.name in TYPES}
    first, last = stored[TYPES[0]].dims, stored[TYPES[2]].dims
    head = nn.Sequential(nn.Linear(first[1], first[0]), nn.GELU(), nn.Dropout(0.3), nn.Linear(last[1], last[0]))
    head.load_state_dict(
        {name.removeprefix("decoder.heads.types."): torch.tensor(numpy_helper.to_array(stored[name])) for name in TYPES}
    )
    learn(head, torch.from_numpy(np.array([row for row, _ in rows])), y)
    for name, value in head.state_dict().items():
        full = f"decoder.heads.types.{name}"
        stored[full].CopyFrom(numpy_helper.from_array(value.numpy(), full))
    onnx.save(graph, str(args.model / "events.onnx"))
    print(f"{len(rows)} triggers")


if __name__ == "__main__":
    main()
