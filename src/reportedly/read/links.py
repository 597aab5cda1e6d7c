"""Who is meant, as the model sees it: how likely each mention before a pronoun or title is what it stands for.

The encoder gives every piece a state as one that stands for another and a state as one that is stood for; their product
and two tables of distances score each piece of the window before the item, and one score more is for none of them
(`training/network.py`, `Links`). A mention has the shares of its pieces together.
"""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from reportedly.read.windows import Floats, Ints
from reportedly.record import Span


class Linked(NamedTuple):
    """A window's n pieces: their characters and sentences, their states (n + 2, 64) and scores for none (n + 2, 1)."""

    starts: Ints
    ends: Ints
    sentences: Ints
    items: Floats
    pieces: Floats
    none: Floats


class Links:
    """The links of one article."""

    def __init__(self, near: Sequence[float], far: Sequence[float]) -> None:
        """Take the scores of distances: in pieces, by powers of two, and in sentences."""
        self._near = np.array(near, np.float32)
        self._far = np.array(far, np.float32)
        self._windows: list[Linked] = []

    def add(self, window: Linked) -> None:
        """Take the next window of the text."""
        self._windows.append(window)

    def shares(self, item: Span, mentions: Sequence[Span]) -> tuple[list[float | None], float] | None:
        """Return each mention's share (0 to 1; None: it lies outside the item's window or after it), and that of none.

        None where the item is in no window.
        """
        window = next((w for w in self._windows if len(w.ends) and w.starts[0] <= item[0] < w.ends[-1]), None)
        if window is None:
            return None
        at = int(np.searchsorted(window.ends, item[0], side="right"))
        if not at:
            return [None] * len(mentions), 1.0
        away = at + 1 - np.arange(at + 1)
        near = np.minimum(np.log2(away).astype(np.int64), len(self._near) - 1)
        between = window.sentences[at] - np.concatenate((window.sentences[:1], window.sentences[:at]))
        scores = window.pieces[: at + 1] @ window.items[at + 1] + self._near[near]
        scores = scores + self._far[np.clip(between, 0, len(self._far) - 1)]
        none = float(window.none[at + 1, 0])
        top = max(float(scores.max()), none)
        mass = np.exp(scores - top)
        alone = float(np.exp(none - top))
        whole = float(mass.sum()) + alone
        found: list[float | None] = []
        for start, end in mentions:
            first = int(np.searchsorted(window.ends, start, side="right"))
            last = int(np.searchsorted(window.starts, end, side="left"))
            inside = window.starts[0] <= start and first < at
            found.append(float(mass[first + 1 : min(last, at) + 1].sum()) / whole if inside else None)
        return found, alone / whole
