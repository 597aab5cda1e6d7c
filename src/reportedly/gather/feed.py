"""Feeds (RSS, Atom) to articles: the text that a feed carries whole, or else the page that an entry leads to."""

import hashlib
import re
from collections.abc import Callable, Iterator
from functools import cache
from html import unescape
from importlib.resources import files
from typing import Any, BinaryIO, NamedTuple
from urllib.parse import urljoin, urlsplit

from reportedly.gather.draft import Draft
from reportedly.gather.failure import Failure, Refused
from reportedly.gather.html import MAX_BYTES, page_to_draft
from reportedly.gather.opening import names_of
from reportedly.gather.web import Page, is_address

WHOLE = 60  # words: a feed's content with fewer is a teaser
TEASER = re.compile(r"(?:…|\.\.\.|\[…\]|\[\.\.\.\]|\b(?:read|see) (?:more|on)|\bcontinue reading)\W*$", re.I)
TAG = re.compile(r"<[^>]*>")


class Entry(NamedTuple):
    """One entry of a feed: `html` is its content if the feed carries any, `source` the outlet it was taken from.

    `mark` changes when the entry does.
    """

    url: str
    title: str | None
    published: str | None
    authors: tuple[str, ...]
    source: str | None
    html: str | None
    mark: str


class Feed(NamedTuple):
    """A feed: its name, and its entries in its order."""

    title: str | None
    entries: tuple[Entry, ...]


@cache
def _aggregators() -> frozenset[str]:
    """Return the hosts whose feeds list other outlets' articles: there `<source>` is who published the entry."""
    table = files("reportedly.data").joinpath("aggregators.txt").read_text(encoding="utf-8")
    return frozenset(line for line in table.splitlines() if line and not line.startswith("#"))


def host_of(url: str) -> str:
    """Return an address's host without "www."."""
    return urlsplit(url).netloc.lower().removeprefix("www.")


def _entry(found: Any, base: str) -> Entry | None:
    found = dict(found)  # its own `get` gives "published" for "updated"
    link = urljoin(base, str(found.get("link") or ""))
    if not is_address(link):
        return None
    contents = [one.get("value") or "" for one in found.get("content", ())]
    html = max(contents, key=len, default="") or None
    source = found.get("source") or {}
    authors = [str(one.get("name") or "") for one in found.get("authors", ())] or [str(found.get("author") or "")]
    published = found.get("published") if "published" in found else found.get("updated")
    said = "\n".join(map(str, (link, found.get("title"), found.get("updated"), html or found.get("summary"))))
    return Entry(
        url=link,
        title=" ".join(TAG.sub("", str(found.get("title") or "")).split()) or None,
        published=str(published) if published else None,
        authors=tuple(name for author in authors for name in names_of(author)),
        source=str(source.get("title") or "").strip() or None,
        html=html,
        mark=hashlib.sha256(said.encode("utf-8", "replace")).hexdigest()[:16],
    )


def parse_feed(data: bytes, url: str | None = None) -> Feed:
    """Return what a feed holds; entries without an address are left out. Raises `Refused` for what is no feed."""
    import feedparser

    found = feedparser.parse(data, response_headers={"content-location": url} if url else None)
    if not found.get("version") and not found.entries:
        raise Refused("is no feed that can be read", "check the address")
    base = url or str(found.feed.get("link") or "")
    entries = (_entry(entry, base) for entry in found.entries)
    title = str(found.feed.get("title") or "").strip() or None
    return Feed(title, tuple({entry.url: entry for entry in entries if entry is not None}.values()))


def _whole_text(entry: Entry, source: str) -> Draft | None:
    """Return the article that an entry carries, or None if it carries none or a teaser of it."""
    if not entry.html:
        return None
    words = " ".join(unescape(TAG.sub(" ", entry.html)).split())
    if len(words.split()) < WHOLE or TEASER.search(words):
        return None
    page = f"<html><head><title></title></head><body><article>{entry.html}</article></body></html>"
    try:
        return page_to_draft(page, source, url=entry.url)._replace(raw=entry.html.encode("utf-8", "replace"))
    except Refused:
        return None


def entry_to_draft(entry: Entry, feed: Feed, fetch: Callable[[str], Page]) -> Draft:
    """Return the article of an entry, with what the feed says of it; `fetch` brings its page. Raises `Refused`.

    The page's own date goes before the feed's, the feed's name is its outlet only if the page names none. `<source>` is
    who the entry was taken from (`credit`); in a feed of an aggregator it is the outlet itself.
    """
    draft = _whole_text(entry, entry.url)
    if draft is not None:
        draft = draft._replace(url=entry.url, outlet=None, published=None, byline=())
    else:
        page = fetch(entry.url)
        from reportedly.gather.sources import page_draft

        draft = page_draft(page, entry.url)
    by_others = host_of(entry.url) in _aggregators()
    outlet = entry.source if by_others and entry.source else draft.outlet or feed.title
    taken = entry.source if entry.source and not by_others and entry.source != outlet else None
    return draft._replace(
        source=entry.url,
        outlet=outlet,
        title=entry.title or draft.title,
        byline=draft.byline or entry.authors,
        published=draft.published or entry.published,
        credit=taken,
    )


def read_feed(
    stream: BinaryIO, source: str, fetch: Callable[[str], Page], *, url: str | None
) -> Iterator[Draft | Failure]:
    """Yield the articles of a feed, and a failure for each entry whose page cannot be had; raises `Refused`."""
    data = stream.read(MAX_BYTES + 1)
    if len(data) > MAX_BYTES:
        raise Refused(f"is too large for a feed: at most {MAX_BYTES // 1_000_000} MB are read")
    feed = parse_feed(data, url)
    if not feed.entries:
        raise Refused("the feed has no entries")
    for entry in feed.entries:
        try:
            yield entry_to_draft(entry, feed, fetch)
        except Refused as problem:
            yield problem.at(entry.url)
