"""All echoes of a story: what an article says of itself, what two articles have in common, and whom to compare.

Every edge follows from one item alone (`own`) or from two (`between`), so the edges of a story are the union over items
and over pairs that share a block key: adding an article touches its neighbours only, and no order can matter.
"""

import hashlib
from collections import defaultdict
from collections.abc import Iterable
from itertools import combinations
from typing import Any

import msgspec

from reportedly.record import Span
from reportedly.weave.echo import Edge, Node, share_of
from reportedly.weave.echo_cites import cites_edges
from reportedly.weave.echo_copied import EXPECTED, HALF, PROOF, Copied, copied, prose_quoted
from reportedly.weave.echo_credit import credit_edges, credits_of
from reportedly.weave.echo_direction import direction
from reportedly.weave.echo_link import address, link_between, link_edges, linked_addresses
from reportedly.weave.echo_quotes import same_quotes
from reportedly.weave.echo_resolve import resolved
from reportedly.weave.family import Thing
from reportedly.weave.item import Item, order
from reportedly.weave.newsroom import is_agency, names_it, newsroom_of
from reportedly.weave.sketch import bands, runs
from reportedly.weave.words import words_of

BESIDE = 400  # characters from a quotation within which its source is named


def keys(item: Item) -> tuple[str, ...]:
    """Return the block keys of an item: two items are compared if and only if they share one. Some 150 of 19 bytes."""
    words = words_of(item.text)
    own = address(item.url or item.record.article.url or "")
    links = {f"u{one}" for one in (*linked_addresses(item), own) if one}
    return (*runs(words), *bands(words, item.day), *sorted(links))


def own(item: Item) -> tuple[Edge, ...]:
    """Return the edges that an item tells by itself: credits, citations, links to outlets."""
    return tuple(sorted((*credit_edges(item), *cites_edges(item), *link_edges(item))))


def between(left: Item, right: Item) -> tuple[Edge, ...]:
    """Return the edges between two items, the same whichever goes first; none within one newsroom or one article.

    Versions of one article (keys `A/1`, `A/2`) are no echoes of each other.
    """
    left, right = sorted((left, right), key=order)
    room = newsroom_of(left)
    if left.key.rsplit("/", 1)[0] == right.key.rsplit("/", 1)[0] or (room is not None and room == newsroom_of(right)):
        return ()
    found = [*link_between(left, right), *link_between(right, left), *resolved(left, right), *resolved(right, left)]
    proof = copied(left.text, right.text, _needed(left, right))
    if proof is not None:
        found += _copied(left, right, proof)
    for side, quoting in enumerate(prose_quoted(left.text, right.text)):
        if quoting is not None:
            found += _quoting(left, right, quoting, side)
    quotes = same_quotes(left.text, right.text)
    if quotes is not None:
        found.append(
            Edge(
                item=right.key,
                origin=Node("item", left.key),
                evidence="quotes",
                passage=tuple(b for _, b in quotes.pairs),
                source=tuple(a for a, _ in quotes.pairs),
                share=share_of([b for _, b in quotes.pairs], right.text),
                weak=True,
                reason=f"{len(quotes.pairs)} quotations cut at the same words; both can have heard them",
            )
        )
    return tuple(sorted(found))


def _copied(left: Item, right: Item, proof: Copied) -> list[Edge]:
    pairs = proof.spans(words_of(left.text), words_of(right.text))
    toward = direction(left, right, pairs, proof.shares)
    why = f"{len(pairs)} sentences alike, {proof.verbatim} words in common beyond chance; {toward.reason}"
    found = []
    for item, other, side in ((left, right, 0), (right, left, 1)):
        if toward.taker not in (("left", "right")[side], "common", "unknown"):
            continue
        ordered = sorted(pairs, key=lambda pair: pair[side])
        common = toward.taker == "common" and toward.origin is not None
        found.append(
            Edge(
                item=item.key,
                origin=Node("outlet", toward.origin or "") if common else Node("item", other.key),
                evidence="copied",
                passage=tuple(pair[side] for pair in ordered),
                source=() if common else tuple(pair[1 - side] for pair in ordered),
                share=share_of([pair[side] for pair in ordered], item.text),
                reason=f"{why} (aligned with {other.key})" if common else why,
            )
        )
    return found


def _needed(left: Item, right: Item) -> int:
    """Return how many words in common prove copying between two items, by what they say of their origin."""
    ours, theirs = ({credit.outlet for credit in credits_of(item)} for item in (left, right))
    rooms = newsroom_of(left), newsroom_of(right)
    if ours & theirs or rooms[1] in ours or rooms[0] in theirs:
        return EXPECTED
    named = ({edge.origin.name for edge in cites_edges(item)} for item in (left, right))
    if any(room in of_item for room, of_item in zip(reversed(rooms), named, strict=True)):
        return HALF
    return HALF if any(is_agency(name) for name in ours | theirs) else PROOF


def _quoting(left: Item, right: Item, proof: Copied, side: int) -> list[Edge]:
    """Return the edge of an item that quotes the other's prose and names its newsroom beside it."""
    item, other = (left, right) if side == 0 else (right, left)
    pairs = sorted(proof.spans(words_of(left.text), words_of(right.text)), key=lambda pair: pair[side])
    passage = tuple(pair[side] for pair in pairs)
    room = newsroom_of(other)
    if room is None or not any(names_it(item.text[max(0, s - BESIDE) : e + BESIDE], room) for s, e in passage):
        return _quoted_third(item, other, pairs, side)
    edge = Edge(
        item=item.key,
        origin=Node("item", other.key),
        evidence="copied",
        passage=passage,
        source=tuple(pair[1 - side] for pair in pairs),
        share=share_of(passage, item.text),
        reason=f"quotes {proof.verbatim} words that are {room}'s own prose, and names it",
    )
    return [edge]


def _quoted_third(item: Item, other: Item, pairs: list[tuple[Span, Span]], side: int) -> list[Edge]:
    """Return the edge of `other` whose prose `item` quotes as a third outlet's: "The AP adds that “…”"."""
    origins = {
        edge.origin.name
        for edge in cites_edges(item)
        if edge.origin.kind == "outlet" and _covers(edge, _side(pairs, side))
    } - {newsroom_of(other)}
    if len(origins) != 1:
        return []
    passage = tuple(sorted(_side(pairs, 1 - side)))
    (name,) = origins
    edge = Edge(
        item=other.key,
        origin=Node("outlet", name),
        evidence="copied",
        passage=passage,
        share=share_of(passage, other.text),
        reason=f"tells in its own word what {item.key} quotes as {name}'s",
    )
    return [edge]


def _covers(edge: Edge, spans: list[Span]) -> bool:
    return any(start < b and a < end for a, b in edge.passage for start, end in spans)


def _side(pairs: list[tuple[Span, Span]], side: int) -> list[Span]:
    return [pair[side] for pair in pairs]


def compute(members: Iterable[Item]) -> tuple[Edge, ...]:
    """Return all edges among `members` and to outlets beyond them, in an order of their own."""
    items = sorted(members, key=order)
    holders: defaultdict[str, list[int]] = defaultdict(list)
    for number, item in enumerate(items):
        for key in set(keys(item)):
            holders[key].append(number)
    pairs = {pair for numbers in holders.values() for pair in combinations(numbers, 2)}
    found = {edge for item in items for edge in own(item)}
    found.update(edge for a, b in sorted(pairs) for edge in between(items[a], items[b]))
    return tuple(sorted(found))


def added(item: Item, neighbours: Iterable[Item]) -> tuple[Edge, ...]:
    """Return the edges that adding `item` brings: its own, and those with the items that share a key with it."""
    found = set(own(item))
    for other in neighbours:
        found.update(between(item, other))
    return tuple(sorted(found))


class Echoes:
    """The pair family `copy`: things are edges, of one item or of two that share a block key."""

    name = "copy"
    fewest = 1

    def keys(self, item: Item) -> Iterable[str]:
        """Return the item's block keys."""
        return keys(item)

    def alone(self, item: Item) -> Iterable[Thing]:
        """Return the edges that the item tells by itself."""
        return [_thing(edge, (item.key,)) for edge in own(item)]

    def between(self, left: Item, right: Item) -> Iterable[Thing]:
        """Return the edges between two items."""
        return [_thing(edge, tuple(sorted((left.key, right.key)))) for edge in between(left, right)]


def _thing(edge: Edge, members: tuple[str, ...]) -> Thing:
    body = msgspec.to_builtins(edge)
    packed = msgspec.json.encode((members, body), order="deterministic")
    return Thing(id=hashlib.sha256(packed).hexdigest()[:16], members=members, body=body)


def edge_of(body: Any) -> Edge:
    """Return the edge that a stored thing's body holds."""
    return msgspec.convert(body, Edge)
