"""Search: sentences and titles that have all the words asked for, narrowed by outlet and days."""

from datetime import date
from typing import Annotated, NamedTuple

import msgspec

from reportedly.keep import asking
from reportedly.keep.filters import Filters
from reportedly.keep.searching import Lit, count_found, lit, search
from reportedly.keep.slices import ShortClaim, short_claims
from reportedly.keep.view_rows import View
from reportedly.show.site.page import Page, PageNumber, Query, Unclear
from reportedly.show.site.reader import Reader
from reportedly.show.site.render import turn
from reportedly.show.site.wording import SAYINGS

SIZE, LONGEST, CLAIMS = 20, 300, 4  # results of a page; characters of what is asked; claims of a result
Day = Annotated[date | None, msgspec.Meta(description="Published on this day or later (since), or earlier (until).")]
Words = Annotated[str | None, msgspec.Meta(description="All of these words; \"as they stand\", begin*.")]


class SearchQuery(Query, frozen=True, kw_only=True):
    """What is searched for: words, and the articles in which."""

    q: Words = None
    outlet: Annotated[str | None, msgspec.Meta(description="Part of an outlet's name.")] = None
    since: Day = None
    until: Day = None
    page: PageNumber = 1


class FoundRow(View, frozen=True, kw_only=True):
    """A sentence, or a title (`start` and `end` are null), that has all the words; `claims` are those it tells."""

    article: str
    outlet: str | None
    published: str | None
    title: str | None
    version: int
    start: int | None
    end: int | None
    text: str
    claims: tuple[str, ...]


class Shown(NamedTuple):
    """A result as the template sees it: its words in pieces, those that were asked for lit, and its claims in short."""

    row: FoundRow
    pieces: list[Lit]
    claims: list[ShortClaim]


def page_of(reader: Reader, query: SearchQuery) -> Page:
    """Return a page of results; raises `Unclear` where there is no word in what is asked."""
    rows: list[FoundRow] = []
    shown: list[Shown] = []
    total = claims = 0
    if query.q is not None:
        if len(query.q) > LONGEST:
            raise Unclear(f"search: at most {LONGEST} characters can be searched for.")
        asking.prepare(reader.db)
        where = asking.of_articles(Filters(
            outlet=query.outlet, since=query.since.isoformat() if query.since else None,
            until=query.until.isoformat() if query.until else None,
        ))  # fmt: skip
        narrowed = None if where is asking.EVERY else where
        try:
            total = count_found(reader.db, query.q, narrowed)
            found = search(reader.db, query.q, SIZE, (query.page - 1) * SIZE, narrowed)
            claims = reader.views.count("claims", Filters(text=query.q))
        except ValueError as error:
            raise Unclear(f"{error}.") from None
        rows = [
            FoundRow(article=one.article, outlet=one.outlet, published=one.published, title=one.title,
                     version=one.version, start=one.start if one.start >= 0 else None,
                     end=one.stop if one.stop >= 0 else None, text=one.text, claims=one.claims)
            for one in found
        ]  # fmt: skip
        pieces = lit(query.q, [row.text for row in rows])
        shown = [Shown(row, words, short_claims(reader.db, row.claims[:CLAIMS]))
                 for row, words in zip(rows, pieces, strict=True)]  # fmt: skip
    return Page(
        title=f"Search: {query.q}"[:120] if query.q else "Search", data=rows, template="search.html",
        context={"shown": shown, "turn": turn(query.page, SIZE, total), "claims": claims, "sayings": SAYINGS},
    )  # fmt: skip
