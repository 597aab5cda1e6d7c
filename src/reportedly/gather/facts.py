"""What a page states about itself in its head: who wrote it and when it was published."""

import re
from collections.abc import Iterator
from typing import Any, NamedTuple

import msgspec

from reportedly.gather.dates import parse_date
from reportedly.gather.opening import names_of

# Names and properties of <meta> that hold the date of first publication, best first; compared in lower case.
DATE_METAS = (
    "article:published_time", "og:article:published_time", "datepublished", "dc.date.issued", "dcterms.created",
    "parsely-pub-date", "sailthru.date", "article.published", "pubdate", "publishdate", "publish-date",
    "publication_date", "date", "dc.date",
)  # fmt: skip
AUTHOR_METAS = ("author", "byl", "parsely-author", "sailthru.author", "dc.creator", "article:author")
ARTICLE_TYPES = re.compile(r"(?:Article|Report|BlogPosting|LiveBlogPosting|OpinionNewsArticle)$")


class Facts(NamedTuple):
    """Authors and the date of publication as the page writes them."""

    authors: tuple[str, ...]
    published: str | None


def _nodes(value: Any, depth: int = 0) -> Iterator[dict[str, Any]]:
    """Yield every object of a JSON-LD value that describes an article."""
    if depth > 6:
        return
    if isinstance(value, list):
        for item in value:
            yield from _nodes(item, depth + 1)
    elif isinstance(value, dict):
        types = value.get("@type")
        if any(ARTICLE_TYPES.search(str(kind)) for kind in (types if isinstance(types, list) else [types])):
            yield value
        for key in ("@graph", "mainEntity", "mainEntityOfPage"):
            yield from _nodes(value.get(key), depth + 1)


def _articles(tree: Any) -> list[dict[str, Any]]:
    """Return the descriptions of articles that the page's JSON-LD holds."""
    found: list[dict[str, Any]] = []
    for script in tree.iter("script"):
        if (script.get("type") or "").strip().lower() == "application/ld+json" and script.text:
            try:
                found += _nodes(msgspec.json.decode(script.text.strip()))
            except (msgspec.DecodeError, RecursionError):
                continue
    return found


def _names(value: Any) -> list[str]:
    """Return the names of one or several JSON-LD persons."""
    if isinstance(value, list):
        return [name for item in value for name in _names(item)]
    if isinstance(value, dict):
        value = value.get("name")
        if not isinstance(value, str):
            return _names(value)
    return list(names_of(value)) if isinstance(value, str) and "://" not in value else []


def _metas(tree: Any) -> dict[str, list[str]]:
    metas: dict[str, list[str]] = {}
    for element in tree.iter("meta"):
        content = (element.get("content") or "").strip()
        for attribute in ("property", "name", "itemprop"):
            if content and element.get(attribute):
                metas.setdefault(element.get(attribute).strip().lower(), []).append(content)
    return metas


def _is_date(value: Any) -> bool:
    try:
        return isinstance(value, str) and bool(parse_date(value))
    except ValueError:
        return False


def facts_of(tree: Any) -> Facts:
    """Return what the page's JSON-LD, or else its <meta> elements, say of authors and first publication."""
    articles, metas = _articles(tree), _metas(tree)
    dates = [article.get("datePublished") for article in articles]
    dates += [content for name in DATE_METAS for content in metas.get(name, ())]
    authors = [name for article in articles for name in _names(article.get("author"))]
    for name in AUTHOR_METAS:
        if not authors:
            authors = [author for content in metas.get(name, ()) for author in _names(content)]
    return Facts(tuple(dict.fromkeys(authors)), next((date for date in dates if _is_date(date)), None))
