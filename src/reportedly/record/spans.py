"""Spans: `[start, end)` in Unicode characters of an article's text, and the arithmetic on tuples of them."""

from collections.abc import Iterable

Span = tuple[int, int]
Spans = tuple[Span, ...]


def quote_of(text: str, spans: Iterable[Span], joint: str = " … ") -> str:
    """Return the characters that `spans` cover, pieces joined by `joint`."""
    return joint.join(text[start:end] for start, end in spans)


def size(spans: Iterable[Span]) -> int:
    """Return the number of characters that `spans` cover (they must not overlap one another)."""
    total = 0
    for start, end in spans:
        total += end - start
    return total


def overlap(left: Iterable[Span], right: Iterable[Span]) -> int:
    """Return how many characters both cover."""
    right = tuple(right)
    total = 0
    for s, e in left:  # plain loops: this is called a thousand times an article
        for b, f in right:
            low, high = s if s > b else b, e if e < f else f
            if high > low:
                total += high - low
    return total


def inside(inner: Iterable[Span], outer: Iterable[Span]) -> bool:
    """Tell whether every piece of `inner` lies within one piece of `outer`; false for no pieces."""
    outer, inner = tuple(outer), tuple(inner)
    for s, e in inner:
        for b, f in outer:
            if b <= s and e <= f:
                break
        else:
            return False
    return bool(inner)


def covers(spans: Iterable[Span], at: int) -> bool:
    """Tell whether character `at` lies in one of the spans."""
    return any(start <= at < end for start, end in spans)
