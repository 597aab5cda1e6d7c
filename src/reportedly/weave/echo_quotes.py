"""Echoes by quotations: the same selection of one speaker's words. Weak: two reporters can hear one speech."""

from typing import NamedTuple

from reportedly.read.quotes import quoted_regions
from reportedly.record import Span
from reportedly.weave.words import WORD, fold

LEAST = 8  # words of a quotation
SEVERAL = 2  # quotations that must be the same, cut at the same words


class SameQuotes(NamedTuple):
    """Quotations that both texts have, word for word and cut alike, as (left, right) characters."""

    pairs: tuple[tuple[Span, Span], ...]


def _quotations(text: str) -> dict[tuple[str, ...], Span]:
    found: dict[tuple[str, ...], Span] = {}
    for start, end in quoted_regions(text):
        words = tuple(fold(m.group()) for m in WORD.finditer(text, start, end))
        if len(words) >= LEAST:
            found.setdefault(words, (start, end))
    return found


def same_quotes(left: str, right: str) -> SameQuotes | None:
    """Return the quotations of `LEAST` words that two texts cut at the same words, if they are several."""
    ours, theirs = _quotations(left), _quotations(right)
    pairs = tuple(sorted((ours[words], theirs[words]) for words in ours.keys() & theirs.keys()))
    return SameQuotes(pairs) if len(pairs) >= SEVERAL else None
