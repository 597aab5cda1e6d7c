"""The list of claims: filtered, ordered, page by page."""

from datetime import date
from typing import Annotated, Literal

import msgspec

from reportedly.keep.filters import Filters
from reportedly.keep.view_rows import ClaimView
from reportedly.record.rows import Status
from reportedly.show.labels import EVENT_TYPES, STATUSES
from reportedly.show.site.page import Page, PageNumber, Query, Unclear
from reportedly.show.site.reader import Reader
from reportedly.show.site.render import turn
from reportedly.show.site.wording import SAYINGS, status_label

SIZE = 50
Kind = Literal["event", "statement", "quantity"]
Ordered = Literal["weight", "reports", "latest", "reported", "date"]
AnyStatus = Status | Literal["disputed"]
KINDS = (("event", "events"), ("statement", "statements"), ("quantity", "numbers"))
ORDERS = (
    ("weight", "most outlets"), ("reports", "most reports"), ("latest", "latest report"),
    ("reported", "first report, newest first"), ("date", "day, earliest first"),
)  # fmt: skip
NAMED = "Part of a name; a country means its people too."


class ClaimsQuery(Query, frozen=True, kw_only=True):
    """What the list of claims can be asked: every filter that is given must hold."""

    kind: Annotated[Kind | None, msgspec.Meta(description="Event, statement or quantity.")] = None
    since: Annotated[date | None, msgspec.Meta(description="About or reported on this day or later.")] = None
    until: Annotated[date | None, msgspec.Meta(description="About or reported on this day or earlier.")] = None
    actor: Annotated[str | None, msgspec.Meta(description=NAMED)] = None
    recipient: Annotated[str | None, msgspec.Meta(description=NAMED)] = None
    place: Annotated[str | None, msgspec.Meta(description=NAMED)] = None
    type: Annotated[str | None, msgspec.Meta(description="A PLOVER type, or what is counted.")] = None
    status: Annotated[AnyStatus | None, msgspec.Meta(description="The latest status.")] = None
    ever: Annotated[AnyStatus | None, msgspec.Meta(description="A status that any report gave.")] = None
    outlet: Annotated[str | None, msgspec.Meta(description="Part of the name of an outlet that carries it.")] = None
    voice: Annotated[str | None, msgspec.Meta(description="Part of the name of one whose word it is.")] = None
    text: Annotated[str | None, msgspec.Meta(description="Words that one sentence has which tells it.")] = None
    order: Annotated[Ordered, msgspec.Meta(description="What comes first.")] = "weight"
    page: PageNumber = 1


def claims(reader: Reader, query: ClaimsQuery) -> Page:
    """Return a page of the claims within the filters."""
    asked = {name: getattr(query, name) for name in query.__struct_fields__ if name not in ("order", "page")}
    filters = Filters(**{name: value.isoformat() if isinstance(value, date) else value for name, value in
                         asked.items()})  # fmt: skip
    try:
        rows: list[ClaimView] = reader.views.claims(filters, query.order, SIZE, (query.page - 1) * SIZE)
        total = reader.views.count("claims", filters)
    except ValueError as error:
        raise Unclear(f"{error}.") from None
    labels = [(name, status_label(name)) for name in (*STATUSES, "disputed")]
    return Page(
        title="Claims",
        data=rows,
        template="claims.html",
        context={
            "turn": turn(query.page, SIZE, total), "sayings": SAYINGS, "kinds": KINDS, "orders": ORDERS,
            "statuses": labels, "types": [(name, name) for name in EVENT_TYPES],
            "asked": any(value is not None for value in asked.values()),
        },
    )  # fmt: skip
