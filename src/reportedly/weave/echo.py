"""The values that echoes are told in: an edge from a passage of an article to what it was taken from."""

from collections.abc import Iterable, Sequence
from typing import Literal, NamedTuple

import msgspec

from reportedly.record import Span, overlap, size

Evidence = Literal["credit", "cites", "link", "copied", "quotes"]
EXPLICIT: frozenset[Evidence] = frozenset({"cites", "link"})


class Node(NamedTuple):
    """Where a passage comes from: an item of the story by its key, or an outlet or agency by its name."""

    kind: Literal["item", "outlet"]
    name: str


class Edge(msgspec.Struct, frozen=True, kw_only=True, order=True):
    """A passage of `item` was taken from `origin`.

    `passage` are spans of the item's text; `source` are spans of the origin's, one for each of `passage`, or empty
    where the origin is an outlet or no passage of it is known. `words` are the characters that say so ("(Reuters)",
    "the Post reported"), empty for `copied`. `share` is the part of the item's characters that `passage` holds. A
    `weak` edge is shown and joins no reports.
    """

    item: str
    origin: Node
    evidence: Evidence
    passage: tuple[Span, ...]
    source: tuple[Span, ...] = ()
    words: tuple[Span, ...] = ()
    share: float = 0.0
    weak: bool = False
    reason: str


def holds(edge: Edge, spans: Iterable[Span]) -> bool:
    """Tell whether most characters of a row lie in the edge's passage."""
    spans = tuple(spans)
    return size(spans) > 0 and 2 * overlap(spans, edge.passage) > size(spans)


def joined(spans: Iterable[Span], text: str) -> tuple[Span, ...]:
    """Return spans in order, overlapping ones and those with only white space between made one."""
    found: list[Span] = []
    for start, end in sorted(spans):
        if found and (start <= found[-1][1] or not text[found[-1][1] : start].strip()):
            found[-1] = found[-1][0], max(end, found[-1][1])
        elif end > start:
            found.append((start, end))
    return tuple(found)


def share_of(spans: Sequence[Span], text: str) -> float:
    """Return the part of a text's characters that spans cover."""
    return round(size(joined(spans, text)) / len(text), 3) if text else 0.0
