"""What two articles are to each other: does one echo the other, or both a third, and in which direction."""

from collections.abc import Sequence
from typing import Literal, NamedTuple

from reportedly.record import Span
from reportedly.weave.echo import Edge, Node, joined
from reportedly.weave.echo_resolve import borne_out, cited_words
from reportedly.weave.echoes import between, own
from reportedly.weave.item import Item
from reportedly.weave.words import words_of

PASSAGE = 40  # words from which what is cited is a passage, not a remark
LEAD = 0.2  # the first part of a text, where a shorter citation is what the article is about


class Relation(NamedTuple):
    """`direction` names the side that took from the other, or is "common" (both from `origin`), or "unknown"."""

    direction: Literal["left", "right", "common", "unknown"]
    origin: str | None
    edges: tuple[Edge, ...]


def _is_passage(item: Item, edges: Sequence[Edge]) -> bool:
    """Tell whether what edges hold for is a passage: `PASSAGE` words, or some of the article's beginning."""
    spans = joined((s for edge in edges for s in edge.passage), item.text)
    words = sum(any(s <= at < e for s, e in spans) for at, _ in words_of(item.text).spans)
    return words >= PASSAGE or (bool(spans) and spans[0][0] < LEAD * len(item.text) and words >= PASSAGE / 4)


def _cited_by_both(left: Item, right: Item, edges: tuple[tuple[Edge, ...], tuple[Edge, ...]]) -> Relation | None:
    """Return the outlet that both have the same from, by citations or an agency's credit."""
    for name in sorted({edge.origin.name for edge in edges[0]} & {edge.origin.name for edge in edges[1]}):
        ours, theirs = ([e for e in side if e.origin.name == name] for side in edges)
        same_left = _same(left, ours, right, theirs)
        same_right = _same(right, theirs, left, ours)
        if (same_left and _is_passage(left, same_left)) or (same_right and _is_passage(right, same_right)):
            return Relation("common", name, (*same_left, *same_right))
    return None


def _same(item: Item, ours: list[Edge], other: Item, theirs: list[Edge]) -> list[Edge]:
    """Return the citations of `item` whose content the other has from the same origin."""
    passage: list[Span] = [span for edge in theirs for span in edge.passage]
    text = "\n".join(other.text[s:e] for s, e in joined(passage, other.text))
    cited = (e for e in ours if e.evidence == "cites")
    return [e for e in cited if borne_out(cited_words(item.text, e.passage) - cited_words(item.text, e.words), text)]


def relation(left: Item, right: Item) -> Relation | None:
    """Return how two items hang together, or None if they are independent as far as can be shown."""
    edges = tuple(edge for edge in between(left, right) if not edge.weak)
    common = [edge for edge in edges if edge.origin.kind == "outlet"]
    if common:
        return Relation("common", common[0].origin.name, edges)
    if any(edge.evidence == "copied" for edge in edges):
        takers = {edge.item for edge in edges if edge.evidence == "copied"}
        if len(takers) == 1:
            return Relation("left" if takers == {left.key} else "right", None, edges)
    ours = [e for e in edges if e.origin == Node("item", right.key) and e.evidence in ("cites", "link")]
    theirs = [e for e in edges if e.origin == Node("item", left.key) and e.evidence in ("cites", "link")]
    if ours and _is_passage(left, ours):
        return Relation("left", None, edges)
    if theirs and _is_passage(right, theirs):
        return Relation("right", None, edges)
    if any(edge.evidence == "copied" for edge in edges):
        return Relation("unknown", None, edges)
    return _cited_by_both(left, right, (own(left), own(right)))
