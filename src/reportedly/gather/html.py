"""A web page to an article: the text without what surrounds it, its links, and what the page says of itself."""

import logging
import re
from typing import BinaryIO
from urllib.parse import urlsplit

from reportedly.gather.decode import decode
from reportedly.gather.draft import Draft
from reportedly.gather.facts import facts_of
from reportedly.gather.failure import Refused
from reportedly.gather.flatten import flatten
from reportedly.gather.opening import names_of
from reportedly.record import Link

MAX_BYTES = 8_000_000
FEWEST_WORDS = 25  # a page with less has a notice or a menu, no article
MOST_LINKED = 0.6  # of the characters: a page with more is a list of links
CHARSET = re.compile(
    rb"<meta[^>]{1,200}?charset\s*=\s*[\"']?\s*([\w.:-]+)|<\?xml[^>]{1,100}encoding=[\"']([\w.:-]+)", re.I
)

for _name in ("trafilatura", "htmldate", "courlan"):  # what they log of a page is no message for our users
    logging.getLogger(_name).setLevel(logging.CRITICAL)


def charset_of(data: bytes) -> str | None:
    """Return the encoding that the head of the page names."""
    match = CHARSET.search(data[:4096])
    return (match[1] or match[2]).decode("ascii") if match else None


def _address(stated: str | None, fetched: str | None) -> str | None:
    """Return the page's own address; a stated one that is only the outlet's front page is wrong."""
    if stated and fetched and urlsplit(stated).path in ("", "/") and urlsplit(fetched).path not in ("", "/"):
        return fetched
    return stated or fetched


def _no_article() -> Refused:
    return Refused("no article was found in the page", "save its text as a text file")


def _linked(links: tuple[Link, ...]) -> int:
    return sum(end - start for link in links for start, end in link.spans)


def page_to_draft(html: str, source: str, *, url: str | None = None) -> Draft:
    """Return the article in a page; `url` is where it was fetched. Raises `Refused` if there is none."""
    from trafilatura import bare_extraction
    from trafilatura.utils import load_html

    tree = load_html(html)
    if tree is None:
        raise _no_article()
    facts = facts_of(tree)
    found = bare_extraction(
        tree,
        url=url,
        include_links=True,
        include_comments=False,
        with_metadata=True,
        date_extraction_params={"original_date": True, "extensive_search": False, "outputformat": "%Y-%m-%d"},
    )
    if found is None or isinstance(found, dict) or found.body is None:
        raise _no_article()
    text, links = flatten(found.body)
    if len(text.split()) < FEWEST_WORDS or _linked(links) > MOST_LINKED * len(text):
        raise _no_article()
    return Draft(
        source,
        text,
        url=_address(found.url, url),
        outlet=found.sitename,
        title=found.title,
        byline=facts.authors or names_of(found.author or ""),
        published=facts.published or found.date,
        links=links,
    )


def read_page(stream: BinaryIO, source: str, *, url: str | None = None, charset: str | None = None) -> Draft:
    """Return the article in an HTML file; raises `Refused`."""
    data = stream.read(MAX_BYTES + 1)
    if len(data) > MAX_BYTES:
        raise Refused(f"is too large for a page: at most {MAX_BYTES // 1_000_000} MB are read")
    return page_to_draft(decode(data, charset or charset_of(data)), source, url=url)._replace(raw=data)
