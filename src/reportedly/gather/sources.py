"""From whatever people name (files, folders, patterns, addresses, standard input) to articles, one after the other."""

import datetime
import io
import os
import sys
import traceback
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import PurePath
from typing import BinaryIO, NamedTuple

from reportedly.gather.article import check_language, check_text, make_article
from reportedly.gather.columns import check_columns
from reportedly.gather.dates import parse_date
from reportedly.gather.draft import Draft
from reportedly.gather.failure import Failure, Refused
from reportedly.gather.feed import read_feed
from reportedly.gather.html import read_page
from reportedly.gather.kind import kind_of
from reportedly.gather.places import STDIN, files_of
from reportedly.gather.robots import Robots
from reportedly.gather.table import read_table
from reportedly.gather.text import read_text
from reportedly.gather.warc import read_warc
from reportedly.gather.web import Page, fetch, is_address
from reportedly.record import Article

HEAD = 65536
MAX_PIPED = 256_000_000  # bytes of what cannot be read as a stream: standard input, a named pipe
DEBUG = "REPORTEDLY_DEBUG"


class Found(NamedTuple):
    """One article, or the reason why there is none; `source` as people named it, `stem` of the file it is all of.

    `raw` are the bytes that the article was made of: a file, a page, a table's row as JSON.
    """

    source: str
    item: Article | Failure
    stem: str | None = None
    raw: bytes | None = None


class Given(NamedTuple):
    """What the caller states of all articles: it goes before what a source says."""

    published: str | None = None
    outlet: str | None = None
    columns: Mapping[str, str] = {}
    warn: Callable[[Failure], None] | None = None


def _whole(stream: BinaryIO) -> BinaryIO:
    """Return a stream that can be read twice."""
    if stream.seekable():
        return stream
    data = stream.read(MAX_PIPED + 1)
    if len(data) > MAX_PIPED:
        raise Refused(f"is too large to come through a pipe: at most {MAX_PIPED // 1_000_000} MB", "give it as a file")
    return io.BytesIO(data)


def _drafts(
    stream: BinaryIO,
    source: str,
    given: Given,
    url: str | None = None,
    kind: str | None = None,
    charset: str | None = None,
) -> Iterator[Draft | Failure]:
    """Yield the articles in a stream of bytes, by what it turns out to be."""
    stream = _whole(stream)
    head = stream.read(HEAD)
    stream.seek(0)
    found = kind_of(head, "" if source == "stdin" else url or source, kind)
    if found == "text":
        yield read_text(stream, source, url=url, charset=charset)
    elif found == "feed":
        yield from read_feed(stream, source, _polite_fetch(Robots()), url=url)
    elif found == "warc":
        yield from read_warc(stream, source)
    elif found == "html":
        yield read_page(stream, source, url=url, charset=charset)
    else:
        yield from read_table(stream, source, found, given.columns)


def _polite_fetch(robots: Robots) -> Callable[[str], Page]:
    """Return a `fetch` for pages that no person named one by one: as sites allow, and not too fast."""

    def polite(url: str) -> Page:
        robots.check(url)
        robots.wait(url)
        return fetch(url)

    return polite


def page_draft(page: Page, source: str) -> Draft:
    """Return the article that one fetched page is; raises `Refused` if it is none."""
    stream = io.BytesIO(page.data)
    found = kind_of(page.data[:HEAD], page.url, page.kind)
    retrieved = datetime.datetime.now(datetime.UTC).isoformat(timespec="seconds")
    if found not in ("html", "text"):
        raise Refused("is no page with an article")
    read = read_page if found == "html" else read_text
    return read(stream, source, url=page.url, charset=page.charset)._replace(retrieved=retrieved)


def _open(path: str, given: Given) -> Iterator[Draft | Failure]:
    if path == STDIN:
        yield from _drafts(sys.stdin.buffer, "stdin", given)
    elif is_address(path):
        page = fetch(path)
        retrieved = datetime.datetime.now(datetime.UTC).isoformat(timespec="seconds")
        stream = io.BytesIO(page.data)
        for draft in _drafts(stream, path, given, url=page.url, kind=page.kind, charset=page.charset):
            yield draft if isinstance(draft, Failure) else draft._replace(retrieved=retrieved)
    else:
        try:
            with open(path, "rb") as file:
                yield from _drafts(file, path, given)
        except FileNotFoundError:
            raise Refused("there is no such file", "check the name") from None
        except OSError as error:
            raise Refused(f"cannot be read: {error.strerror or error}") from None


def finish(draft: Draft, given: Given) -> Article | Failure:
    """Turn a draft into an article, with what the caller stated; a text that cannot be read into a failure."""
    warnings: list[str] = []
    try:
        check_text(draft.text)
        article = make_article(
            draft.text,
            id=draft.id,
            url=draft.url,
            outlet=given.outlet or draft.outlet,
            title=draft.title,
            byline=draft.byline,
            published=given.published or draft.published,
            retrieved=draft.retrieved,
            links=draft.links,
            credit=draft.credit,
            warnings=warnings,
        )
        check_language(article)
    except Refused as problem:
        return problem.at(draft.source)
    if given.warn is not None:
        for warning in warnings:
            given.warn(Failure(draft.source, warning))
    return article


def unexpected(source: str, error: BaseException) -> Failure:
    """Return the failure that an error of ours is; with REPORTEDLY_DEBUG set its traceback goes to stderr."""
    if os.environ.get(DEBUG):
        traceback.print_exception(error, file=sys.stderr)
    said = str(error) or "no message"
    return Failure(source, f"unexpected {type(error).__name__}: {said[:200]}", f"{DEBUG}=1 shows where")


def _read(path: str, given: Given) -> Iterator[Found]:
    """Yield what one input holds; whatever goes wrong is a failure of this input only."""
    source = "stdin" if path == STDIN else path
    stem = None if path == STDIN or is_address(path) else PurePath(path).stem
    try:
        for draft in _open(path, given):
            if isinstance(draft, Failure):
                yield Found(draft.source, draft)
            else:
                yield Found(
                    draft.source, finish(draft, given), stem if draft.source == path else None, draft.raw
                )
    except Refused as problem:
        yield Found(source, problem.at(source))
    except Exception as error:  # a bad input never stops the batch
        yield Found(source, unexpected(source, error))


def find(
    sources: Iterable[str],
    *,
    published: str | None = None,
    outlet: str | None = None,
    columns: Mapping[str, str] | None = None,
    warn: Callable[[Failure], None] | None = None,
) -> Iterator[Found]:
    """Like `gather`, with the name of the source of each item."""
    given = Given(parse_date(published) if published else None, outlet or None, check_columns(columns or {}), warn)
    return (
        found
        for source in sources
        for path in files_of(str(source), warn)
        for found in ([Found(path.source, path)] if isinstance(path, Failure) else _read(path, given))
    )


def gather(
    sources: Iterable[str],
    *,
    published: str | None = None,
    outlet: str | None = None,
    columns: Mapping[str, str] | None = None,
    warn: Callable[[Failure], None] | None = None,
) -> Iterator[Article | Failure]:
    """Yield the articles that `sources` hold, in order, and a `Failure` for each input that cannot be read.

    A source is "-" (standard input), a file, a folder, a pattern, or an http(s) address; texts, HTML pages, JSON,
    JSON Lines, CSV, Parquet, feeds and web archives tell themselves by content and suffix. `published` and `outlet`
    go before what a source says; `columns` maps our names of a table's columns to the table's ({"text": "content"}).
    `warn` is called with what was left out of an article that is read, a publication date in the future, say.

    Raises `ValueError` at once for a `published` that is no date or a column that is none of ours; never for an input.
    """
    found = find(sources, published=published, outlet=outlet, columns=columns, warn=warn)
    return (one.item for one in found)
