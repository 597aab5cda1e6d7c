"""Which article of the story a citation means: "the Post reported" beside the Post's own article that says so."""

import datetime

from reportedly.weave.alignment import content
from reportedly.weave.echo import Edge, Node, share_of
from reportedly.weave.echo_cites import cites_edges
from reportedly.weave.item import Item
from reportedly.weave.newsroom import newsroom_of
from reportedly.weave.words import words_of

SAID = 0.6  # share of the cited words that the article must have
ONE = 0.4  # and of them the share in one of its sentences
LEAST = 5  # content words of a citation
DAYS = 7  # that a report is cited after it was made


def _days_after(item: Item, other: Item) -> int | None:
    try:
        days = datetime.date.fromisoformat(item.day or "") - datetime.date.fromisoformat(other.day or "")
    except ValueError:
        return None
    return days.days


def resolved(item: Item, other: Item) -> tuple[Edge, ...]:
    """Return an edge for each citation of the other's newsroom in `item` that the other article's words bear out."""
    room = newsroom_of(other)
    days = _days_after(item, other)
    if room is None or (days is not None and not 0 <= days <= DAYS):
        return ()
    edges = [edge for edge in cites_edges(item) if edge.origin.name == room]
    if not edges:
        return ()
    theirs = words_of(other.text)
    sentences = [content(w for w, n in zip(theirs.folded, theirs.sentence, strict=True) if n == number)
                 for number in range(len(theirs.sentences))]  # fmt: skip
    whole = set().union(*sentences)
    ours = words_of(item.text)
    name = content(word.casefold() for word in room.split())
    found = []
    for edge in edges:
        cited = content(w for w, (s, _) in zip(ours.folded, ours.spans, strict=True)
                        if any(a <= s < b for a, b in edge.passage)) - name  # fmt: skip
        if len(cited) < LEAST or len(cited & whole) < SAID * len(cited):
            continue
        best = max(range(len(sentences)), key=lambda n: (len(cited & sentences[n]), -n))
        if len(cited & sentences[best]) < ONE * len(cited):
            continue
        found.append(
            Edge(
                item=item.key,
                origin=Node("item", other.key),
                evidence="cites",
                passage=edge.passage,
                source=(theirs.sentences[best],) * len(edge.passage),
                words=edge.words,
                share=share_of(edge.passage, item.text),
                reason=f"{edge.reason}; {room}'s article says it",
            )
        )
    return tuple(found)
