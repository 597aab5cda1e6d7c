"""Gaps: what rests on one report or on unnamed voices, has no date, place or source, or could not be read."""

from typing import Annotated

import msgspec

from reportedly.keep.failures import mends
from reportedly.keep.filters import Filters
from reportedly.keep.view_rows import View
from reportedly.show.site.page import Page, PageNumber, Query
from reportedly.show.site.reader import Reader
from reportedly.show.site.render import turn
from reportedly.weave.gaps import GapKind

SIZE = 60
KINDS: dict[GapKind, tuple[str, str]] = {
    "not read": ("Not read", "inputs that could not be read, and how to mend it"),
    "one report": ("One report", "several outlets carry it, all from one report"),
    "anonymous only": ("Anonymous only", "every voice behind it is anonymous"),
    "no source": ("No source", "it is handed to somebody, and nobody is named"),
    "no date": ("No date", "events of which no article says when"),
    "no place": ("No place", "events of which no article says where"),
    "not dated": ("Undated article", "articles without a day of publication"),
}
ARTICLES, INPUTS = ("not dated",), ("not read",)  # of what is no claim


class GapsQuery(Query, frozen=True, kw_only=True):
    """What the list of gaps can be asked."""

    kind: Annotated[GapKind | None, msgspec.Meta(description="What is missing.")] = None
    page: PageNumber = 1


class GapRow(View, frozen=True, kw_only=True):
    """Something missing, and of what: a claim or an article by its id, or an input that was not read (`source`).

    `says` is the claim's wording, null for what is none; `mend` says how an input can be read, null for the others.
    """

    kind: str
    claim: str | None
    article: str | None
    source: str | None
    detail: str
    says: str | None
    mend: str | None


def gaps(reader: Reader, query: GapsQuery) -> Page:
    """Return a page of the gaps, kind by kind."""
    numbers = dict(reader.views.gap_kinds(Filters()))
    found = reader.views.gaps(Filters(kind=query.kind), SIZE, (query.page - 1) * SIZE)
    mend = mends(reader.db, [one.of for one in found if one.kind in INPUTS])
    claims = [one.of for one in found if one.kind not in (*ARTICLES, *INPUTS)]
    opened = list(reader.views.opened(claims))
    says = {one.id: reader.views.view_of(one).says for one in opened}
    words = {one.id: f": {one.claim.whole.facts[0].said}" for one in opened}  # the whole sentence stands beside it
    rows = [
        GapRow(
            kind=one.kind, detail=one.detail.removesuffix(words.get(one.of, "")), says=says.get(one.of),
            claim=one.of if one.kind not in (*ARTICLES, *INPUTS) else None,
            article=one.of if one.kind in ARTICLES else None, source=one.of if one.kind in INPUTS else None,
            mend=mend.get(one.of) if one.kind in INPUTS else None,
        )
        for one in found
    ]  # fmt: skip
    total = numbers.get(query.kind, 0) if query.kind else sum(numbers.values())
    return Page(
        title="Gaps", data=rows, template="gaps.html",
        context={
            "turn": turn(query.page, SIZE, total), "kinds": KINDS, "all": sum(numbers.values()),
            "tally": [(kind, word, numbers[kind]) for kind, (word, _) in KINDS.items() if numbers.get(kind)],
        },
    )  # fmt: skip
