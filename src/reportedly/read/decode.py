"""From the model's figures for one window to statements: which pieces are cue, source and content of each anchor."""

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from reportedly.read.labels import ANCHORS, FORCES, ROLES, SOURCE_KINDS
from reportedly.read.views import Views
from reportedly.read.windows import Floats, Ints
from reportedly.record import Span, overlap, size

SOURCE, CUE, CONTENT = (ROLES.index(role) for role in ("source", "cue", "content"))
BARE = ANCHORS.index("bare")
THRESHOLDS = (0.55, 0.42, 0.5)  # outer, nested, bare
WEAK = 0.2  # anchors from here to their threshold need the tokens' own tags to bear them out
BORNE, BORNE_OUT = 5, 0.6  # where a draft's evidence says how far they do, and how far they must


class Draft(NamedTuple):
    """A statement as the model proposes it; spans in characters, probabilities for the calibration."""

    anchor: int
    source: tuple[Span, ...]
    cue: tuple[Span, ...]
    content: tuple[Span, ...]
    nested: bool
    anchors: tuple[float, float, float]
    evidence: tuple[float, ...]
    kinds: Floats
    forces: Floats


def pick_anchors(probabilities: Floats, thresholds: Sequence[float] = THRESHOLDS) -> Ints:
    """Return the pieces that open a cue (or a bare quotation), from probabilities of shape (n, 3), in text order.

    Weak ones down to `WEAK` are among them: `second_chance` lets in those that the tags of the tokens bear out.
    """
    least = np.minimum(np.asarray(thresholds, np.float32), WEAK)
    return np.flatnonzero((probabilities >= least).any(axis=1)).astype(np.int64)


def strong(draft: Draft, thresholds: Sequence[float] = THRESHOLDS) -> bool:
    """Tell whether one of the anchor's probabilities reaches its threshold."""
    return any(p >= t for p, t in zip(draft.anchors, thresholds, strict=True))


def second_chance(drafts: Sequence[Draft], thresholds: Sequence[float] = THRESHOLDS) -> list[Draft]:
    """Keep the strong drafts, and of the weak ones those whose content the tokens' own tags call content too.

    A weak draft stays if its content is borne out by at least `BORNE_OUT` in the mean and is for the most part held by
    no draft kept before it.
    """
    kept = [d for d in drafts if strong(d, thresholds)]
    for draft in sorted((d for d in drafts if not strong(d, thresholds)), key=lambda d: (-d.evidence[0], d.anchor)):
        if draft.evidence[BORNE] < BORNE_OUT:
            continue
        if 2 * max((overlap(draft.content, other.content) for other in kept), default=0) > size(draft.content):
            continue
        kept.append(draft)
    return sorted(kept, key=lambda d: d.anchor)


def softmax(logits: Floats) -> Floats:
    """Probabilities over the last axis."""
    shifted = np.exp(logits - logits.max(-1, keepdims=True))
    return np.asarray(shifted / shifted.sum(-1, keepdims=True), np.float32)


def by_word(logits: Floats, words: Ints, views: Views) -> Floats:
    """Give every piece of a word the mean of the word's logits, in each view. logits (m, roles), words (n,)."""
    seen = words[views.seen]
    opens = np.ones(len(seen), bool)
    np.not_equal(seen[1:], seen[:-1], out=opens[1:])
    opens[views.bounds[:-1]] = True
    firsts = opens.nonzero()[0]
    counts = np.diff(np.append(firsts, len(seen)))
    means = np.add.reduceat(logits, firsts, axis=0) / counts[:, None]
    return np.asarray(np.repeat(means, counts, axis=0), np.float32)


def each_view(views: Views) -> Iterator[tuple[int, int, slice]]:
    """Yield each anchor, the first piece that it sees, and where its view lies among the pieces seen."""
    bounds, seen = views.bounds.tolist(), views.seen
    for anchor, (start, end) in zip(views.anchors.tolist(), pairwise(bounds), strict=True):
        yield anchor, int(seen[start]), slice(start, end)


def runs(best: npt.NDArray[np.int64], roles: int = len(ROLES)) -> list[list[tuple[int, int]]]:
    """Return for each role the maximal runs [i, j) of pieces whose likeliest role it is; `best` (n,), n ≥ 1."""
    found: list[list[tuple[int, int]]] = [[] for _ in range(roles)]
    edges = [0, *((best[1:] != best[:-1]).nonzero()[0] + 1).tolist(), len(best)]
    for (i, j), role in zip(pairwise(edges), best[edges[:-1]].tolist(), strict=True):
        found[role].append((i, j))
    return found


def mean(values: Floats) -> float:
    """Return the mean of a few numbers: what `values.mean()` is, without its overhead."""
    return float(np.add.reduce(values) / len(values))


def spans_of(
    text: str, pieces: list[tuple[int, int]], starts: Sequence[int], ends: Sequence[int]
) -> tuple[Span, ...]:
    """Characters of runs of pieces; a run without a letter or digit is dropped."""
    found = []
    for i, j in pieces:
        start, end = starts[i], ends[j - 1]
        if any(c.isalnum() for c in text[start:end]):
            found.append((start, end))
    return tuple(found)


def _tidy(
    text: str, found: list[tuple[int, int]], starts: Sequence[int], ends: Sequence[int]
) -> list[tuple[int, int]]:
    """Cut runs at paragraph ends, and after a quotation that ends in a comma: what follows is not quoted content."""
    out: list[tuple[int, int]] = []
    for i, j in found:
        first = i
        for k in range(i + 1, j):
            gap = text[ends[k - 1] : starts[k]]
            if "\n" in gap:
                out.append((first, k))
                first = k
            elif (
                text[starts[first]] in "“\""
                and text[ends[k - 1] - 1] in "”\""
                and text[ends[k - 1] - 2] == ","
                and k - first > 3
            ):
                out.append((first, k))
                first = j
                break
        if first < j:
            out.append((first, j))
    return out


def _keep_runs(found: list[tuple[int, int]], weight: Floats, least: float) -> list[tuple[int, int]]:
    """Drop runs that carry less than `least` of the heaviest run's probability mass."""
    if len(found) < 2:
        return found
    mass = [float(weight[i:j].sum()) for i, j in found]
    return [run for run, m in zip(found, mass, strict=True) if m >= least * max(mass)]


def decode(
    text: str,
    starts: Ints,
    ends: Ints,
    words: Ints,
    views: Views,
    probabilities: Floats,
    roles: Floats,
    kinds: Floats,
    forces: Floats,
    contents: Floats,
) -> list[Draft]:
    """Return the statements of one window.

    `starts`, `ends`, `words` (n,) of the window's pieces; `probabilities` (n, 3); `roles` (m, 4) logits of the m pieces
    that the anchors see in their `views`, `kinds` (a, 8) and `forces` (a, 14) logits of the anchors; `contents` (n,)
    the probability of each piece to be content of any statement. A statement without content is dropped.
    """
    drafts: list[Draft] = []
    if not len(views.anchors):
        return drafts
    share = softmax(by_word(roles, words, views))
    best = share.argmax(-1)
    kind_share, force_share = softmax(kinds), softmax(forces)
    for row, (piece, first, part) in enumerate(each_view(views)):
        weight, by_role, anchor = share[part], runs(best[part]), piece - first
        seen = slice(first, first + len(weight))
        begins, closes = starts[seen].tolist(), ends[seen].tolist()
        content_runs = _keep_runs(_tidy(text, by_role[CONTENT], begins, closes), weight[:, CONTENT], 0.1)
        content = spans_of(text, content_runs, begins, closes)
        if not content:
            continue
        source_runs = by_role[SOURCE]
        if len(source_runs) > 1:
            source_runs = _keep_runs(source_runs, weight[:, SOURCE], 0.6)
        held = [run for run in by_role[CUE] if run[0] <= anchor < run[1]]
        outer, nested, bare = (float(p) for p in probabilities[piece])
        inner = np.concatenate([weight[i:j, CONTENT] for i, j in content_runs])
        evidence = (
            max(outer, nested, bare),
            mean(inner),
            float(inner.min()),
            float(max((mean(weight[i:j, SOURCE]) for i, j in source_runs), default=1 - weight[:, SOURCE].max())),
            max((mean(weight[i:j, CUE]) for i, j in held), default=0.0),
            mean(np.concatenate([contents[seen][i:j] for i, j in content_runs])),
            float(len(content_runs) > 1),
            float(not source_runs),
            float(np.log(len(inner))),
        )
        drafts.append(
            Draft(
                begins[anchor],
                spans_of(text, source_runs, begins, closes),
                spans_of(text, held, begins, closes),
                content,
                nested > outer,
                (outer, nested, bare),
                evidence,
                kind_share[row],
                force_share[row],
            )
        )
    return _without_doubles(drafts)


def _without_doubles(drafts: list[Draft]) -> list[Draft]:
    """Of drafts with overlapping cues and the same content keep the surest."""
    kept: list[Draft] = []
    for draft in sorted(drafts, key=lambda d: -d.evidence[0]):
        for other in kept:
            same_cue = any(s < f and b < e for s, e in draft.cue for b, f in other.cue) or abs(
                draft.anchor - other.anchor
            ) <= 1
            if same_cue and any(s < f and b < e for s, e in draft.content for b, f in other.content):
                break
        else:
            kept.append(draft)
    return sorted(kept, key=lambda d: d.anchor)


def best_kind(draft: Draft) -> tuple[str, float]:
    """Return the likeliest kind of source and its probability."""
    index = int(draft.kinds.argmax())
    return SOURCE_KINDS[index], float(draft.kinds[index])


def best_force(draft: Draft) -> tuple[str, float]:
    """Return the likeliest force and its probability."""
    index = int(draft.forces.argmax())
    return FORCES[index], float(draft.forces[index])
