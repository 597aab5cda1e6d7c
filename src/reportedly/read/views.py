"""Which pieces of a window a decoder looks at as seen from an anchor: its sentence and those around that may belong.

A participant stands in the trigger's sentence or the one before. A statement may besides go on in the sentence after,
and over all sentences that open as content. What lies outside was given a role by one anchor in five hundred.
"""

from typing import NamedTuple

import numpy as np

from reportedly.read.windows import Floats, Ints, first_of_each

HALO = 4  # pieces on both sides that the decoder's convolutions reach
GOES_ON = 0.3  # least probability of a sentence's first piece to be content for the content before to go on into it


class Views(NamedTuple):
    """What a anchors see of a window of n pieces, one view after another.

    `anchors` (a,) pieces of the window; `seen` (m,) the pieces that they see; `bounds` (a + 1,) where each view begins
    in `seen`. `rows` and `columns` (m + 2 · a · HALO,) number anchor and piece of every position that the decoder
    reckons with, a halo of neighbours around each view included; `held` (m,) says which of these positions are `seen`.
    """

    anchors: Ints
    seen: Ints
    bounds: Ints
    rows: Ints
    columns: Ints
    held: Ints


def view(anchors: Ints, starts: Ints, ends: Ints) -> Views:
    """Return the views in which each anchor sees the pieces [start, end)."""
    lengths = ends - starts
    bounds = np.concatenate(([0], np.cumsum(lengths)))
    numbers = np.arange(len(anchors))
    rows = np.repeat(numbers, lengths + 2 * HALO)
    columns = np.arange(len(rows)) - np.repeat(bounds[:-1] + 2 * HALO * numbers - starts + HALO, lengths + 2 * HALO)
    owners = np.repeat(numbers, lengths)
    seen = np.arange(len(owners)) - np.repeat(bounds[:-1] - starts, lengths)
    held = np.arange(len(owners)) + HALO * (2 * owners + 1)
    return Views(anchors, seen, bounds, rows, columns, held)


def sentence_views(anchors: Ints, sentences: Ints) -> Views:
    """Let each anchor see its sentence and the one before; `sentences` (n,) numbers them by piece, in order."""
    borders, own = _borders(anchors, sentences)
    return view(anchors, borders[np.maximum(own - 1, 0)], borders[own + 1])


def passage_views(anchors: Ints, sentences: Ints, contents: Floats) -> Views:
    """Let each anchor see its sentence, one on either side, and on to where content that runs over sentences ends.

    `sentences` (n,) numbers the sentences by piece, in order; `contents` (n,) is how likely each piece is content.
    """
    borders, own = _borders(anchors, sentences)
    last = len(borders) - 2
    goes_on = (contents[borders[:-1]] > GOES_ON).tolist()
    first_seen, last_seen = np.arange(last + 1), np.arange(last + 1)
    for number in range(1, last + 1):
        if goes_on[number]:
            first_seen[number] = first_seen[number - 1]
    for number in range(last - 1, -1, -1):
        if goes_on[number + 1]:
            last_seen[number] = last_seen[number + 1]
    return view(
        anchors,
        borders[first_seen[np.maximum(own - 1, 0)]],
        borders[last_seen[np.minimum(own + 1, last)] + 1],
    )


def _borders(anchors: Ints, sentences: Ints) -> tuple[Ints, Ints]:
    """Return where the window's sentences begin, with the end, and the position in them of each anchor's sentence."""
    borders = np.append(first_of_each(sentences), len(sentences))
    return borders, np.searchsorted(borders, anchors, side="right") - 1
