"""Read texts and articles from Python: one (`read`) or many, in order, on one thread or several."""

from collections import deque
from collections.abc import Iterable, Iterator, Mapping
from concurrent.futures import Future, ThreadPoolExecutor
from datetime import date
from typing import Any

from reportedly.gather.article import make_article
from reportedly.read.model import Model, default_model
from reportedly.read.reader import read_article
from reportedly.record import Article, Record

AHEAD = 4  # articles in work per thread beyond the one that is waited for


def read(
    text: str,
    *,
    published: str | date | None = None,
    outlet: str | None = None,
    title: str | None = None,
    url: str | None = None,
    id: str | None = None,
    authors: str | tuple[str, ...] = (),
) -> Record:
    """Read one article's text into a `Record`.

    `published` is a date or what names one ("2019-02-24"); relative dates in the text stay null without it, and so
    do they with one that cannot be parsed. The text is taken as it is, and as English.

    >>> import reportedly
    >>> record = reportedly.read("Officials said the bridge was closed.")
    >>> [record.article.text[s:e] for s, e in record.statements[0].source]
    ['Officials']
    """
    return read_article(
        make_article(text, id=id, url=url, outlet=outlet, title=title, byline=authors, published=published)
    )


def _article(given: Article | str | Mapping[str, Any]) -> Article:
    if isinstance(given, Article):
        return given
    if isinstance(given, str):
        return make_article(given)


    def named(key: str) -> str | None:
        value = given.get(key)
        return None if value is None else str(value)

    return make_article(
        given["text"],
        id=named("id"),
        url=named("url"),
        title=named("title"),
        outlet=given.get("outlet") or given.get("source"),
        published=given.get("published") or given.get("date"),
        byline=given.get("authors") or (),
    )


def read_many(
    articles: Iterable[Article | str | Mapping[str, Any]], *, jobs: int = 1, model: Model | None = None
) -> Iterator[Record]:
    """Read articles as they are asked for, in the order given; the records do not depend on `jobs`.

    An article is an `Article`, a text, or a mapping with `text` and, if known, `id`, `url`, `title`, `outlet`,
    `published`, `authors`. `jobs` is the number of threads; the model's work runs outside Python's lock.
    """
    return read_articles((_article(given) for given in articles), jobs=jobs, model=model)


def read_articles(articles: Iterable[Article], *, jobs: int = 1, model: Model | None = None) -> Iterator[Record]:
    """Read articles in order, with at most a few more than `jobs` of them in memory."""
    model = model or default_model()
    if jobs <= 1:
        for article in articles:
            yield read_article(article, model)
        return
    waiting: deque[Future[Record]] = deque()
    with ThreadPoolExecutor(jobs, thread_name_prefix="read") as pool:
        try:
            for article in articles:
                waiting.append(pool.submit(read_article, article, model))
                if len(waiting) > jobs * AHEAD:
                    yield waiting.popleft().result()
            while waiting:
                yield waiting.popleft().result()
        finally:
            for future in waiting:
                future.cancel()
