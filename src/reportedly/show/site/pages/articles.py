"""The list of articles: by date or by outlet, narrowed by outlet and days."""

from datetime import date
from typing import Annotated

import msgspec

from reportedly.keep.filters import Filters
from reportedly.keep.publications import Publication, Sorting, count_publications, outlet_names, publications
from reportedly.show.site.page import Page, PageNumber, Query
from reportedly.show.site.reader import Reader
from reportedly.show.site.render import turn

SIZE = 60
OUTLETS = 200  # names in the list to choose from
Outlet = Annotated[str | None, msgspec.Meta(description="Part of an outlet's name.")]
Day = Annotated[date | None, msgspec.Meta(description="Published on this day or later (since), or earlier (until).")]


class ArticlesQuery(Query, frozen=True, kw_only=True):
    """What the list can be asked."""

    outlet: Outlet = None
    since: Day = None
    until: Day = None
    order: Sorting = "newest"
    page: PageNumber = 1


def articles(reader: Reader, query: ArticlesQuery) -> Page:
    """Return the list of articles, page by page."""
    filters = Filters(
        outlet=query.outlet, since=query.since.isoformat() if query.since else None,
        until=query.until.isoformat() if query.until else None,
    )  # fmt: skip
    found: list[Publication] = publications(reader.db, filters, query.order, SIZE, (query.page - 1) * SIZE)
    total = count_publications(reader.db, filters)
    return Page(
        title="Articles", data=found, template="articles.html",
        context={
            "extent": reader.extent(), "turn": turn(query.page, SIZE, total),
            "outlets": outlet_names(reader.db, OUTLETS),
        },
    )  # fmt: skip
