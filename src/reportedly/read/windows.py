"""Turn a text into the windows that the encoder reads: whole sentences, each in exactly one window."""

from bisect import bisect_left
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

import numpy as np
import numpy.typing as npt
from tokenizers import Tokenizer

from reportedly.read.quotes import quoted_regions
from reportedly.read.sentences import Sentence
from reportedly.record import Span

Ints = npt.NDArray[np.int64]
Floats = npt.NDArray[np.float32]

LIMIT = 254  # word pieces in a window, its two frame tokens left out
SHAPES = ("other", "lower", "capital", "upper", "mixed", "digit", "mark", "frame")
LAYOUTS = ("glued", "spaced", "sentence", "paragraph")
FRAME = SHAPES.index("frame")


class Pieces(NamedTuple):
    """A text in word pieces. All arrays have one entry a piece.

    `ids` vocabulary numbers; `starts`, `ends` characters; `words` the number of the word each piece belongs to;
    `sentences` the number of its sentence; `shapes`, `quoted`, `layouts` what the uncased vocabulary does not tell.
    """

    ids: Ints
    starts: Ints
    ends: Ints
    words: Ints
    sentences: Ints
    shapes: Ints
    quoted: Ints
    layouts: Ints


class Window(NamedTuple):
    """Pieces [start, end) of a text, read together: consecutive whole sentences unless one alone is too long."""

    start: int
    end: int


@lru_cache(maxsize=32768)
def _shape(word: str) -> int:
    if word[0].isdigit():
        return 5
    if not word[0].isalpha():
        return 6
    if word.islower():
        return 1
    if word.isupper():
        return 3 if len(word) > 1 else 2
    return 2 if word[0].isupper() else 4


def first_of_each(numbers: Ints) -> Ints:
    """Return where each run of equal numbers begins; `numbers` (n,)."""
    opens = np.ones(len(numbers), bool)
    np.not_equal(numbers[1:], numbers[:-1], out=opens[1:])
    return opens.nonzero()[0]


def pieces(text: str, tokenizer: Tokenizer, sentences: Sequence[Sentence], regions: Sequence[Span] = ()) -> Pieces:
    """Cut the text into word pieces with their features; pieces outside every sentence do not occur."""
    encoding = tokenizer.encode(text, add_special_tokens=False)
    regions = regions or quoted_regions(text)
    offsets = encoding.offsets
    n = len(offsets)
    begin_end = np.array(offsets, np.int64).reshape(n, 2)
    starts, ends = begin_end[:, 0].copy(), begin_end[:, 1].copy()
    word_ids = encoding.word_ids
    words = np.array([-1 if w is None else w for w in word_ids] if None in word_ids else word_ids, np.int64)
    sentence_starts = np.array([s.start for s in sentences], np.int64)
    numbers = np.searchsorted(sentence_starts, starts, side="right") - 1
    region_starts = np.array([s for s, _ in regions], np.int64)
    region_ends = np.array([e for _, e in regions], np.int64)
    if len(regions):
        at = np.searchsorted(region_starts, starts, side="right") - 1
        quoted = ((at >= 0) & (starts < region_ends[np.maximum(at, 0)])).astype(np.int64)
    else:
        quoted = np.zeros(n, np.int64)
    firsts = first_of_each(words)
    lengths = np.diff(np.append(firsts, n))
    begins, closes = starts[firsts].tolist(), ends[firsts + lengths - 1].tolist()
    of_words = [_shape(text[s:e]) for s, e in zip(begins, closes, strict=True)]
    shapes = np.repeat(np.array(of_words, np.int64), lengths)
    layouts = np.zeros(n, np.int64)
    layouts[firsts] = [s == 0 or text[s - 1].isspace() for s in begins]
    for number, first in enumerate(np.searchsorted(starts, sentence_starts).tolist()):
        if first < n and numbers[first] == number:
            opens = number == 0 or sentences[number - 1].paragraph != sentences[number].paragraph
            layouts[first] = 3 if opens else 2
    return Pieces(
        np.array(encoding.ids, np.int64), starts, ends, words, np.maximum(numbers, 0), shapes, quoted, layouts
    )


def windows(found: Pieces, sentences: Sequence[Sentence], limit: int = LIMIT) -> tuple[Window, ...]:
    """Pack whole sentences into windows of at most `limit` pieces, ending at a paragraph where one fits.

    The cut depends on the text alone. A sentence longer than the limit is cut into windows of its own.
    """
    total = len(found.ids)
    if not total:
        return ()
    cuts = [*np.searchsorted(found.sentences, np.arange(len(sentences))).tolist(), total]
    packed: list[Window] = []
    start = 0
    while start < total:
        if total - start <= limit:
            packed.append(Window(start, total))
            break
        last = bisect_left(cuts, start + limit + 1) - 1  # the last sentence border within the limit
        end = cuts[last]
        if end <= start:
            end = start + limit
        else:
            for k in range(last, 0, -1):  # a paragraph border in the second half of the window is better
                if cuts[k] - start < limit // 2:
                    break
                if k < len(sentences) and sentences[k].paragraph != sentences[k - 1].paragraph:
                    end = cuts[k]
                    break
        packed.append(Window(start, end))
        start = end
    return tuple(packed)
