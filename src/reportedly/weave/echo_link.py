"""Echoes by hyperlink: a sentence that links to the article, or the outlet, that it was taken from."""

import re
from urllib.parse import urlsplit

from reportedly.read.outlets import outlet_of_url
from reportedly.record import Span, size
from reportedly.weave.echo import Edge, Node, joined, share_of
from reportedly.weave.item import Item, Passage, passages
from reportedly.weave.newsroom import newsroom_of
from reportedly.weave.words import is_furniture

LIST = 0.7  # share of a paragraph in links from which it is a list of other stories
ARTICLE = re.compile(r"/[^/]*(?:\d{3,}|\w+[-_]\w+[-_]\w+)[^/]*/?$|[?&](?:id|p|story|article)=\w+")


def address(url: str) -> str:
    """Return an address without what varies between copies of it: scheme, "www.", "m.", query, fragment, last slash."""
    try:
        parts = urlsplit(url.strip())
        host = (parts.hostname or "").casefold()
    except ValueError:
        return ""
    host = re.sub(r"^(?:www|m|mobile|amp|edition)\.", "", host)
    path = re.sub(r"/(?:amp|index\.html?)?$", "", parts.path)
    keep = parts.query if re.search(r"(?:^|&)(?:id|p|story|article|v)=", parts.query) else ""
    return f"{host}{path}{'?' + keep if keep else ''}" if host else ""


def _linked(item: Item) -> list[tuple[str, Span, tuple[Span, ...]]]:
    """Return (url, linked sentence, words of the link) for the links in running text; lists of stories left out."""
    links = item.record.article.links
    every = tuple(span for link in links for span in link.spans)
    found: list[tuple[str, Span, tuple[Span, ...]]] = []
    if not links:
        return []
    for passage in passages(item.text):
        inside = [s for s in every if passage.start <= s[0] < passage.end]
        if not inside or size(joined(inside, item.text)) >= LIST * (passage.end - passage.start):
            continue
        if is_furniture(item.text[passage.start : passage.end]):
            continue
        for link in links:
            for start, end in link.spans:
                if passage.start <= start < passage.end:
                    found.append((link.url, _sentence(passage, start), ((start, end),)))
    return found


def _sentence(passage: Passage, at: int) -> Span:
    return next(((s, e) for s, e in passage.sentences if s <= at < e), (passage.start, passage.end))


def linked_addresses(item: Item) -> tuple[str, ...]:
    """Return the addresses that the item's running text links to, each once."""
    return tuple(dict.fromkeys(filter(None, (address(url) for url, _, _ in _linked(item)))))


def link_edges(item: Item) -> tuple[Edge, ...]:
    """Return an edge for each sentence that links to an article of another outlet, whether the story has it or not."""
    own, found = newsroom_of(item), set()
    for url, sentence, words in _linked(item):
        outlet = outlet_of_url(url)
        if outlet is not None and outlet.name != own and ARTICLE.search(url):
            node = Node("outlet", outlet.name)
            found.add(_edge(item, node, sentence, words, f"links to {outlet.name}: {url}"))
    return tuple(sorted(found))


def link_between(item: Item, other: Item) -> tuple[Edge, ...]:
    """Return an edge for each sentence of `item` that links to the very address of `other`."""
    target = address(other.url or other.record.article.url or "")
    if not target or newsroom_of(item) == newsroom_of(other):
        return ()
    found = {
        _edge(item, Node("item", other.key), sentence, words, f"links to it: {url}")
        for url, sentence, words in _linked(item)
        if address(url) == target
    }
    return tuple(sorted(found))


def _edge(item: Item, origin: Node, sentence: Span, words: tuple[Span, ...], reason: str) -> Edge:
    return Edge(
        item=item.key,
        origin=origin,
        evidence="link",
        passage=(sentence,),
        words=words,
        share=share_of((sentence,), item.text),
        reason=reason,
    )
