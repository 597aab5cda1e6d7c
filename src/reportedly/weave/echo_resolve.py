"""Which article of the story a citation means: "the Post reported" beside the Post's own article that says so."""

import datetime
from collections.abc import Iterable
from functools import lru_cache

from reportedly.record import Span
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


@lru_cache(maxsize=1024)
def _sentences(text: str) -> tuple[frozenset[str], ...]:
    """Return the content words of each sentence."""
    words = words_of(text)
    bags: list[list[str]] = [[] for _ in words.sentences]
    for word, number in zip(words.folded, words.sentence, strict=True):
        bags[number].append(word)
    return tuple(frozenset(content(bag)) for bag in bags)


def cited_words(text: str, passage: Iterable[Span]) -> frozenset[str]:
    """Return the content words of a passage."""
    words, spans = words_of(text), tuple(passage)
    inside = (w for w, (at, _) in zip(words.folded, words.spans, strict=True) if any(s <= at < e for s, e in spans))
    return frozenset(content(inside))


def borne_out(cited: frozenset[str], text: str) -> Span | None:
    """Return the sentence of a text that says most of what is cited, if the text as a whole says it; else None."""
    bags = _sentences(text)
    if len(cited) < LEAST or not bags or len(cited & frozenset().union(*bags)) < SAID * len(cited):
        return None
    best = max(range(len(bags)), key=lambda n: (len(cited & bags[n]), -n))
    return words_of(text).sentences[best] if len(cited & bags[best]) >= ONE * len(cited) else None


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
    found = []
    for edge in cites_edges(item):
        if edge.origin.name != room:
            continue
        sentence = borne_out(cited_words(item.text, edge.passage) - cited_words(item.text, edge.words), other.text)
        if sentence is None:
            continue
        found.append(
            Edge(
                item=item.key,
                origin=Node("item", other.key),
                evidence="cites",
                passage=edge.passage,
                source=(sentence,) * len(edge.passage),
                words=edge.words,
                share=share_of(edge.passage, item.text),
                reason=f"{edge.reason}; {room}'s article says it",
            )
        )
    return tuple(found)
