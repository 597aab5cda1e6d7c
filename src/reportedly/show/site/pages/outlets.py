"""Outlets: who reports, who echoes whom, which agencies and papers stand outside the story and are only cited."""

from typing import Annotated, Literal

import msgspec

from reportedly.keep.newsrooms import Newsroom, newsrooms
from reportedly.keep.view_rows import View
from reportedly.show.site.page import Page, PageNumber, Query
from reportedly.show.site.reader import Reader
from reportedly.show.site.render import turn
from reportedly.weave.newsroom import is_agency
from reportedly.weave.wording import folded

SIZE = 50
Which = Literal["reporting", "echoing", "agencies", "outside"]
WHICH: dict[Which, tuple[str, str]] = {
    "reporting": ("Report themselves", "have articles that take nothing from another outlet"),
    "echoing": ("Echo others", "have articles that take something from another outlet"),
    "agencies": ("Agencies", "live by having their text printed by others"),
    "outside": ("Only cited", "have no article in the story: others credit or cite them"),
}


class OutletsQuery(Query, frozen=True, kw_only=True):
    """What the list of outlets can be asked."""

    kind: Annotated[Which | None, msgspec.Meta(description="Which outlets.")] = None
    name: Annotated[str | None, msgspec.Meta(description="Part of a name.")] = None
    page: PageNumber = 1


class OutletRow(View, frozen=True, kw_only=True):
    """A newsroom; one without articles is outside the story.

    `independent` articles take nothing from another newsroom, `echoing` ones do. `takes` says from whom, `gives` who
    took from it, each "name (articles)", most first. Of `statements`, `unnamed` have no named source.
    """

    name: str
    agency: bool
    articles: int
    independent: int
    echoing: int
    takes: tuple[str, ...]
    gives: tuple[str, ...]
    claims: int
    statements: int
    unnamed: int


def outlets(reader: Reader, query: OutletsQuery) -> Page:
    """Return a page of the newsrooms, those with most articles first, then those outside the story."""
    every = [outlet_row(one) for one in reader.once(newsrooms)]
    named = [one for one in every if query.name is None or folded(query.name) in folded(one.name)]
    found = [one for one in named if query.kind is None or fits(one, query.kind)]
    begin = (query.page - 1) * SIZE
    return Page(
        title="Outlets", data=found[begin : begin + SIZE], template="outlets.html",
        context={
            "turn": turn(query.page, SIZE, len(found)), "kinds": WHICH, "all": len(named),
            "tally": [(kind, word, number) for kind, (word, _) in WHICH.items()
                      if (number := sum(fits(one, kind) for one in named))],
        },
    )  # fmt: skip


def fits(one: OutletRow, which: Which) -> bool:
    """Tell whether an outlet is one of these."""
    match which:
        case "reporting":
            return one.independent > 0
        case "echoing":
            return one.echoing > 0
        case "agencies":
            return one.agency
        case "outside":
            return one.articles == 0


def outlet_row(one: Newsroom) -> OutletRow:
    """Return a newsroom as pages tell it."""
    takes, gives = ((f"{name} ({number})" for name, number in held) for held in (one.takes, one.gives))
    return OutletRow(
        name=one.name, agency=is_agency(one.name), articles=one.articles, independent=one.independent,
        echoing=one.echoing, takes=tuple(takes), gives=tuple(gives), claims=one.claims, statements=one.statements,
        unnamed=one.unnamed,
    )  # fmt: skip
