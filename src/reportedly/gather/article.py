"""One article out of its words and what is known of them: checked, dated, and never changed by a character."""

import datetime
import hashlib

from reportedly.gather.dates import parse_date
from reportedly.gather.draft import Written
from reportedly.gather.failure import Refused
from reportedly.gather.language import language_name, language_of
from reportedly.gather.opening import byline_of, credit_of, dateline_of, names_of
from reportedly.record import Article, Link

MAX_CHARACTERS = 2_000_000  # a long book; nothing that one outlet publishes as one article comes near


def make_article(
    text: str,
    *,
    id: str | None = None,
    url: str | None = None,
    outlet: str | None = None,
    title: str | None = None,
    byline: str | tuple[str, ...] = (),
    published: Written = None,
    retrieved: str | datetime.datetime | None = None,
    links: tuple[Link, ...] = (),
    credit: str | None = None,
    warnings: list[str] | None = None,
) -> Article:
    """Return the article that `text` is, with what its own lines tell: language, byline, credit, dateline.

    `id` defaults to the first 16 hexadecimal digits of the text's SHA-256. A `published` that is no date, or lies
    in the future, is left out and the reason appended to `warnings`. `credit` is who a feed says it was taken from;
    an agency that the text names goes before it. Raises `ValueError` for a text that is not
    Unicode (lone surrogates).
    """
    try:
        digest = hashlib.sha256(text.encode("utf-8")).hexdigest()
    except UnicodeEncodeError as error:
        raise Refused(f"is not Unicode: a lone surrogate at character {error.start}") from None
    date = None
    if published is not None and published != "":
        try:
            date = parse_date(published)
        except ValueError as error:
            if warnings is not None:
                warnings.append(f"read without a publication date: {error}")
    authors = names_of(byline) if isinstance(byline, str) else tuple(byline)
    return Article(
        id=id or digest[:16],
        sha256=digest,
        url=url or None,
        outlet=outlet or None,
        title=title or None,
        byline=authors or byline_of(text),
        credit=credit_of(text, authors) or credit or None,
        dateline=dateline_of(text),
        published=date,
        retrieved=retrieved.isoformat(timespec="seconds") if isinstance(retrieved, datetime.datetime) else retrieved,
        language=language_of(text),
        text=text,
        links=links,
    )


def check_text(text: str) -> None:
    """Raise `Refused` for a text that holds nothing, or more than an article can."""
    if len(text) > MAX_CHARACTERS:
        raise Refused(
            f"the text has {len(text):,} characters, and at most {MAX_CHARACTERS:,} are read as one article", "split it"
        )
    if not text.replace("\ufeff", "").replace("\u200b", "").strip():
        raise Refused("the text is empty")


def check_language(article: Article) -> None:
    """Raise `Refused` for an article in another language than English; one too short to tell is let through."""
    if article.language not in (None, "en"):
        raise Refused(f"the text is in {language_name(article.language or '')}, and only English is read")
