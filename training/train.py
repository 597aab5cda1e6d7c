"""Train the reader: `python -m training.train --layers 6 --out training/runs/l6` (see CONTRIBUTING.md for the rest).

One model, several tasks in every batch: anchors and roles of attributions (PolNeAR, our own labels), kinds of
source and forces (our own labels), entities (GUM, re3d, silver labels on PolNeAR), events (our own labels, PLV), who
is meant (our own labels, GUM), how real an event is (UDS), trees and participants of verbs (silver, `training.syntax`).
A student with fewer layers is trained the same way with `--teacher`, and learns from the teacher's outputs too.
"""

import argparse
import copy
import json
import random
import time
from pathlib import Path

import numpy as np
import torch
from torch import Tensor, nn

from reportedly.read.labels import STATUSES
from training.corpora import Document, gum, held_out, kept_out, own_labels, polnear, re3d, silver, written
from training.examples import Window, load_tokenizer, make_windows, minilm_folder
from training.lessons import gum_chains, own_chains, uds, verbs
from training.network import Reader
from training.pairs import pair_documents
from training.syntax import LABELS, Token, digest, trees

KEEP = {6: [0, 1, 2, 3, 4, 5], 5: [0, 1, 2, 3, 5], 4: [0, 1, 3, 5], 3: [0, 2, 5]}
WEIGHTS = {
    "outer": 8.0, "nested": 8.0, "bare": 2.0, "roles": 1.0, "kind": 0.2, "force": 0.3, "entities": 0.5,
    "outermost": 1.0, "triggers": 8.0, "event_roles": 1.0, "type": 0.5, "status": 0.6,
    "real": 0.4, "links": 0.5, "arcs": 0.4, "arc_labels": 0.2,
}  # fmt: skip
REAL = [STATUSES.index("happened"), STATUSES.index("ongoing")]
CALIBRATION = 20  # every 20th article of PolNeAR's training part is kept for thresholds and calibration


def training_documents(shared: Path, runs: Path) -> list[Document]:
    """All training sets in a fixed order; without every CALIBRATION-th PolNeAR article and the extracts `kept_out`."""
    taught = silver(runs / "silver.jsonl")
    found = []
    for k, document in enumerate(polnear(shared / "data/polnear/train")):
        document.entities = taught.get(document.name)
        if k % CALIBRATION:
            found.append(document)
    own = [d for d in own_labels(shared) if not kept_out(d)]
    unseen = {d.name for d in held_out(shared)}
    for document in own:
        if document.name in unseen:
            document.events = None
    found += [d for d in own if d.events is not None or d.attributions is not None] * 2
    found += written()
    found += pair_documents(runs / "pairs.jsonl")
    found += [d for d in gum(shared) if not d.name.startswith("GUM_news_s")]
    found += list(re3d(shared))
    return found


def lessons(shared: Path, found: list[Document], trees: dict[str, list[Token]], last: bool) -> list[Document]:
    """The same with the sets of `training.lessons`; in the last stage without UDS and the silver verbs."""
    chained = {document.name.removeprefix("chains:"): document for document in gum_chains(shared)}
    for document in found:
        if document.name in chained and chained[document.name].text == document.text:
            document.chains = chained.pop(document.name).chains
        if not last and document.events is None:
            document.events, document.partial = verbs(document, trees.get(digest(document.text), [])), True
    return found + list(chained.values()) + list(own_chains(shared)) * 2 + ([] if last else list(uds(shared)))


def collate(batch: list[Window]) -> tuple[Tensor, Tensor, Tensor, Tensor, Tensor | None, list[int]]:
    """Pad a batch: ids, shapes, quoted, layouts (b, n), the mask to add to attention, and the lengths."""
    lengths = [len(w.ids) for w in batch]
    n = max(lengths)
    out = [torch.zeros(len(batch), n, dtype=torch.long) for _ in range(4)]
    for row, window in enumerate(batch):
        for table, values in zip(out, (window.ids, window.shapes, window.quoted, window.layouts), strict=True):
            table[row, : lengths[row]] = values
    mask = torch.zeros(len(batch), 1, 1, n)
    for row, length in enumerate(lengths):
        mask[row, :, :, length:] = -1e4
    return out[0], out[1], out[2], out[3], mask, lengths


def anchor_loss(logits: Tensor, target: Tensor, names: tuple[str, ...]) -> dict[str, Tensor]:
    """Binary cross-entropy of (n, k) logits, one loss a name, entries of -100 left out."""
    known = target >= 0
    each = nn.functional.binary_cross_entropy_with_logits(logits, target.clamp(min=0).float(), reduction="none") * known
    return {name: each[:, i].sum() / known[:, i].sum().clamp(min=1) for i, name in enumerate(names)}


def kl(logits: Tensor, taught: Tensor) -> Tensor:
    """The divergence of a student's distribution from its teacher's, (…)."""
    return nn.functional.kl_div(logits.log_softmax(-1), taught.softmax(-1), reduction="none").sum(-1)


def soft_cross_entropy(logits: Tensor, target: Tensor) -> Tensor:
    """Cross-entropy with shares or class numbers as target; numbers of -100 and shares of nothing are left out."""
    if target.dtype == torch.long:
        known = target >= 0
        return nn.functional.cross_entropy(logits[known], target[known], reduction="none")
    known = target.sum(-1) > 0
    return nn.functional.cross_entropy(logits[known], target[known], reduction="none")


def real_loss(statuses: Tensor, real: Tensor) -> Tensor:
    """Binary cross-entropy of the share that a row's (a, 8) statuses give to what is real; NaN is left out."""
    known = ~real.isnan()
    share = statuses.softmax(-1)[:, REAL].sum(-1)[known].clamp(1e-4, 1 - 1e-4)
    return nn.functional.binary_cross_entropy(share, real[known], reduction="none")


def link_loss(scores: Tensor, gold: Tensor) -> Tensor:
    """Of (a, n + 1) scores the mass on the gold pieces (a, n), or on none where there are none, as a log loss."""
    target = torch.cat([gold, (gold.sum(1, keepdim=True) == 0).long()], 1)
    right = scores.masked_fill(target == 0, -1e4).logsumexp(1)
    return scores.logsumexp(1) - right


def losses(model: Reader, batch: list[Window], teacher: Reader | None, events: bool = True) -> dict[str, Tensor]:
    """The mean loss of each task over the batch, and of each lesson of the teacher."""
    ids, shapes, quoted, layouts, mask, lengths = collate(batch)
    states = model.encoder(ids, shapes, quoted, layouts, mask)[-1]
    anchors, entities, triggers, outermost = model.tokens(states)
    real = torch.cat([torch.arange(n) + row * ids.shape[1] for row, n in enumerate(lengths)])
    flat = lambda x: x.reshape(-1, x.shape[-1])[real]  # noqa: E731
    found = anchor_loss(flat(anchors), torch.cat([w.anchors for w in batch]), ("outer", "nested", "bare"))
    if events:
        found |= anchor_loss(flat(triggers), torch.cat([w.triggers for w in batch]), ("triggers",))
    tags = torch.cat([w.entities for w in batch])
    if (tags >= 0).any():
        found["entities"] = nn.functional.cross_entropy(flat(entities), tags)
    tags = torch.cat([w.outermost for w in batch])
    if (tags >= 0).any():
        found["outermost"] = nn.functional.cross_entropy(flat(outermost), tags)
    if teacher is not None:
        with torch.no_grad():
            taught = teacher.encoder(ids, shapes, quoted, layouts, mask)[-1]
            taught_tokens = teacher.tokens(taught)
        soft = flat(taught_tokens[0]).sigmoid()
        found["teach_anchors"] = nn.functional.binary_cross_entropy_with_logits(flat(anchors), soft)
        if events:
            soft = flat(taught_tokens[2]).sigmoid()
            found["teach_triggers"] = nn.functional.binary_cross_entropy_with_logits(flat(triggers), soft)
        found["teach_entities"] = kl(flat(entities), flat(taught_tokens[1])).mean()
        found["teach_outermost"] = kl(flat(outermost), flat(taught_tokens[3])).mean()
        found["teach_states"] = nn.functional.mse_loss(flat(states), flat(taught))
    gathered: dict[str, list[Tensor]] = {}
    for row, window in enumerate(batch):
        n = lengths[row]
        tasks = [("decoder", window.rows, ("roles", "kind", "force"))]
        if events:
            tasks.append(("events", window.events, ("event_roles", "type", "status")))
        if window.links:
            items = torch.tensor([at for at, _ in window.links])
            scores = model.links(states[row, :n], items, window.sentences)
            gathered.setdefault("links", []).append(link_loss(scores, torch.stack([gold for _, gold in window.links])))
        if model.arcs is not None and len(window.words):
            arcs, labels = model.arcs(states[row, :n], window.words, window.heads)
            cross = nn.functional.cross_entropy
            gathered.setdefault("arcs", []).append(cross(arcs, window.heads, reduction="none"))
            gathered.setdefault("arc_labels", []).append(cross(labels, window.labels, reduction="none"))
        for part, rows, names in tasks:
            if not rows:
                continue
            at = torch.tensor([r[0] for r in rows])
            outputs = getattr(model, part)(states[row, :n], at, window.sentences)
            gold = torch.stack([r[1] for r in rows])
            each = nn.functional.cross_entropy(outputs[0].transpose(1, 2), gold, reduction="none")
            known = (gold >= 0).any(1)
            gathered.setdefault(names[0], []).append(each.sum(1)[known] / n**0.5)
            if part == "events":
                gathered.setdefault("real", []).append(real_loss(outputs[2], torch.tensor(window.real)))
            for k in (1, 2):
                target = torch.stack([torch.as_tensor(r[k + 1]) for r in rows])
                gathered.setdefault(names[k], []).append(soft_cross_entropy(outputs[k], target))
            if teacher is not None:
                with torch.no_grad():
                    lessons = getattr(teacher, part)(taught[row, :n], at, window.sentences)
                gathered.setdefault(f"teach_{names[0]}", []).append(kl(outputs[0], lessons[0]).sum(1) / n**0.5)
                for k in (1, 2):
                    gathered.setdefault(f"teach_{names[k]}", []).append(kl(outputs[k], lessons[k]))
    for name, values in gathered.items():
        joined = torch.cat(values)
        if len(joined):
            found[name] = joined.mean()
    return found


TAUGHT = {
    "teach_roles": 1.0, "teach_anchors": 20.0, "teach_triggers": 20.0, "teach_entities": 0.5, "teach_states": 1.0,
    "teach_outermost": 1.0, "teach_kind": 0.15, "teach_force": 0.15, "teach_event_roles": 0.5, "teach_type": 0.3,
    "teach_status": 0.4,
}  # fmt: skip


def batches(data: list[Window], size: int, rng: random.Random) -> list[list[Window]]:
    """Shuffle, and put windows of like length together so that little is padded."""
    order = list(data)
    rng.shuffle(order)
    grouped = []
    for i in range(0, len(order), size * 40):
        chunk = sorted(order[i : i + size * 40], key=lambda w: len(w.ids))
        grouped += [chunk[k : k + size] for k in range(0, len(chunk), size)]
    rng.shuffle(grouped)
    return grouped


def main() -> None:
    """Train and write `model.pt` (weights averaged over steps), with a log of losses beside it."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--shared", type=Path, default=Path("../shared"))
    parser.add_argument("--runs", type=Path, default=Path("training/runs"))
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--layers", type=int, default=6, choices=sorted(KEEP))
    parser.add_argument("--epochs", type=float, default=4)
    parser.add_argument("--batch", type=int, default=8)
    parser.add_argument("--rate", type=float, default=1e-4)
    parser.add_argument("--head-rate", type=float, default=6e-4)
    parser.add_argument("--seed", type=int, default=11)
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--teacher", type=Path)
    parser.add_argument("--teacher-layers", type=int, default=6)
    parser.add_argument("--start", type=Path, help="weights to go on from instead of MiniLM's")
    parser.add_argument("--last", action="store_true", help="the last stage: without UDS and silver participants")
    parser.add_argument("--no-events", action="store_true", help="leave the event heads untrained")
    args = parser.parse_args()
    torch.set_num_threads(args.threads)
    random.seed(args.seed), np.random.seed(args.seed), torch.manual_seed(args.seed)
    args.out.mkdir(parents=True, exist_ok=True)
    parsed = trees(args.runs / "syntax.jsonl")
    documents = training_documents(args.shared, args.runs)
    if parsed:
        documents = lessons(args.shared, documents, parsed, args.last)
    data = make_windows(documents, load_tokenizer(), parsed)
    model = Reader(args.layers, len(LABELS) if parsed else 0)
    if args.start:
        state = torch.load(args.start)
        have = 1 + max(int(k.split(".")[2]) for k in state if k.startswith("encoder.layers."))
        if have != args.layers:  # a student starts from the teacher's layers
            keep = KEEP[args.layers]
            layers = {k: v for k, v in state.items() if k.startswith("encoder.layers.")}
            state = {k: v for k, v in state.items() if k not in layers}
            for k, v in layers.items():
                number = int(k.split(".")[2])
                if number in keep:
                    state[k.replace(f"layers.{number}.", f"layers.{keep.index(number)}.", 1)] = v
        model.load_state_dict(state, strict=False)
    else:
        model.encoder.load_minilm(minilm_folder(), KEEP[args.layers])
    model.encoder.pieces.weight.requires_grad_(False)
    teacher = None
    if args.teacher:
        teacher = Reader(args.teacher_layers).eval()
        teacher.load_state_dict(torch.load(args.teacher), strict=False)
    encoder = [p for p in model.encoder.parameters() if p.requires_grad]
    heads = [p for name, p in model.named_parameters() if not name.startswith("encoder.")]
    optimiser = torch.optim.AdamW(
        [{"params": encoder, "lr": args.rate}, {"params": heads, "lr": args.head_rate}], weight_decay=0.01, eps=1e-6
    )
    rng = random.Random(args.seed)
    queue: list[list[Window]] = []
    steps = int(args.epochs * len(batches(data, args.batch, random.Random(0))))
    warm = max(1, steps // 16)
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimiser, lambda s: min((s + 1) / warm, max(0.02, (steps - s) / (steps - warm)))
    )
    averaged = copy.deepcopy(model)
    model.train()
    began, seen, mean = time.time(), 0, {}
    print(f"{len(data)} windows, {steps} steps", flush=True)
    for step in range(steps):
        if not queue:
            queue = batches(data, args.batch, rng)
        batch = queue.pop()
        found = losses(model, batch, teacher, not args.no_events)
        loss = sum(({**WEIGHTS, **TAUGHT}[name] * value for name, value in found.items()), torch.zeros(()))
        optimiser.zero_grad()
        loss.backward()
        nn.utils.clip_grad_norm_(model.parameters(), 1.0)
        optimiser.step()
        schedule.step()
        decay = min(0.998, (step + 1) / (step + 20))
        with torch.no_grad():
            for slow, fast in zip(averaged.parameters(), model.parameters(), strict=True):
                if fast.requires_grad:
                    slow.lerp_(fast, 1 - decay)
        seen += sum(len(w.ids) for w in batch)
        for name, value in found.items():
            mean[name] = 0.98 * mean.get(name, value.item()) + 0.02 * value.item()
        if step % 100 == 99 or step == steps - 1:
            line = {"step": step + 1, "tokens_s": round(seen / (time.time() - began))}
            print(json.dumps({**line, **{k: round(v, 4) for k, v in mean.items()}}), flush=True)
        if step % 500 == 499 or step == steps - 1:
            torch.save(averaged.state_dict(), args.out / "model.pt")
    (args.out / "settings.json").write_text(json.dumps({k: str(v) for k, v in vars(args).items()}, indent=1) + "\n")


if __name__ == "__main__":
    main()
