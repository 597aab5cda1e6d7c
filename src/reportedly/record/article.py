"""An article as it was published: its text, verbatim, and what is known of where it comes from."""

import msgspec

from reportedly.record.spans import Span


class Link(msgspec.Struct, frozen=True, kw_only=True):
    """A hyperlink in the text: the characters that carry it and the address it leads to."""

    spans: tuple[Span, ...] = ()
    url: str


class Article(msgspec.Struct, frozen=True, kw_only=True):
    """One publication. `text` is never changed after extraction; every span of a record counts its characters.

    `published` and `retrieved` are ISO 8601 dates or date-times, `language` an ISO 639-1 code, `sha256` the
    hexadecimal digest of `text` in UTF-8. `credit` is the agency or outlet that the article says it was taken
    from; `dateline` the place and agency line that opens it. What is unknown is null.
    """

    id: str
    sha256: str
    url: str | None = None
    outlet: str | None = None
    title: str | None = None
    byline: tuple[str, ...] = ()
    credit: str | None = None
    dateline: str | None = None
    published: str | None = None
    retrieved: str | None = None
    language: str | None = None
    text: str
    links: tuple[Link, ...] = ()
