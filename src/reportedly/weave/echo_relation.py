"""What two articles are to each other: does one echo the other, or both a third, and in which direction."""

from collections.abc import Sequence
from typing import Literal, NamedTuple

from reportedly.weave.alignment import content
from reportedly.weave.echo import Edge, Node, joined
from reportedly.weave.echo_resolve import borne_out, cited_words
from reportedly.weave.echoes import between, own
from reportedly.weave.item import Item
from reportedly.weave.words import words_of

PASSAGE = 40  # words from which what is cited is a passage, not a remark
TOGETHER = 9  # content words that two citations of one outlet share if they are of one report of it
SAME = 0.4  # and the part of the shorter one that they are
SAME_AROUND = 0.35  # and the part with the sentences beside them
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


def _stems(item: Item, edges: Sequence[Edge], around: int) -> frozenset[str]:
    """Return the content words of the sentences that edges lie in, and of `around` sentences beside them."""
    words = words_of(item.text)
    spans = joined((s for edge in edges for s in edge.passage), item.text)
    inside = {n for n, (s, e) in enumerate(words.sentences) if any(a < e and s < b for a, b in spans)}
    near = {n + d for n in inside for d in range(-around, around + 1)} - words.furniture
    return frozenset(content(w for w, n in zip(words.folded, words.sentence, strict=True) if n in near))


def _alike(left: frozenset[str], right: frozenset[str]) -> float:
    return len(left & right) / max(1, min(len(left), len(right)))


def _whole(edges: Sequence[Edge]) -> bool:
    return any(edge.evidence == "credit" for edge in edges)


def _said(item: Item, edge: Edge) -> frozenset[str]:
    return cited_words(item.text, edge.passage) - cited_words(item.text, edge.words)


def _cited_by_both(left: Item, right: Item, edges: tuple[tuple[Edge, ...], tuple[Edge, ...]]) -> Relation | None:
    """Return the outlet that both have the same from, by citations or an agency's credit."""
    for name in sorted({edge.origin.name for edge in edges[0]} & {edge.origin.name for edge in edges[1]}):
        ours, theirs = ([e for e in side if e.origin.name == name] for side in edges)
        if all(edge.evidence == "credit" for edge in (*ours, *theirs)):
            continue  # the copied words decide whether it is the same text of the agency
        if _whole(ours) or _whole(theirs):  # one is the agency's text: does it say what the other cites?
            item, citing, other = (left, ours, right) if _whole(theirs) else (right, theirs, left)
            if any(borne_out(_said(item, edge), other.text) for edge in citing if edge.evidence == "cites"):
                return Relation("common", name, (*ours, *theirs))
            continue
        close = _stems(left, ours, 0), _stems(right, theirs, 0)
        wide = _stems(left, ours, 1), _stems(right, theirs, 1)
        if len(close[0] & close[1]) >= TOGETHER and _alike(*close) >= SAME and _alike(*wide) >= SAME_AROUND:
            return Relation("common", name, (*ours, *theirs))
    return None


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
