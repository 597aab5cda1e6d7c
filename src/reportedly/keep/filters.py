"""What the views of a story can be narrowed by, and whether a claim, a series or a dispute is within it."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any, NamedTuple, get_args

from reportedly.read.nations import country_of
from reportedly.record.rows import EventType, Status
from reportedly.weave.wording import folded

STATUSES = (*get_args(Status), "disputed")
TYPES = get_args(EventType)


class Filters(NamedTuple):
    """Each None for no matter.

    `since` and `until` are ISO days, of the event or else of the reports. `actor`, `recipient`, `place`, `outlet` and
    `voice` are parts of names, whatever their case and accents; a country's name or ISO code means its people too.
    `type` is a PLOVER type or what is counted, `status` the latest status, `ever` any.
    """

    since: str | None = None
    until: str | None = None
    actor: str | None = None
    recipient: str | None = None
    place: str | None = None
    type: str | None = None
    status: str | None = None
    ever: str | None = None
    outlet: str | None = None
    voice: str | None = None


ALL = Filters()


def checked(filters: Filters) -> Filters:
    """Return filters whose values mean something; raises `ValueError` in one sentence for people otherwise."""
    for name in ("since", "until"):
        value = getattr(filters, name)
        if value is not None:
            try:
                date.fromisoformat(value)
            except ValueError:
                raise ValueError(f"--{name} {value}: this is no day (use 2020-01-31)") from None
    for name in ("status", "ever"):
        value = getattr(filters, name)
        if value is not None and value not in STATUSES:
            raise ValueError(f"--{name} {value}: there is no such status (use one of {', '.join(STATUSES)})")
    return filters


def named(wanted: str | None, names: Iterable[str]) -> bool:
    """Tell whether one of the names has the wanted one in it, or is of the country that it means."""
    if wanted is None:
        return True
    names = tuple(names)
    country = country_of(wanted)
    if wanted in names or (country is not None and country[0] in names and folded(country[1]) == folded(wanted)):
        return True
    key = folded(wanted)
    return any(key in folded(name) for name in names)


def within(filters: Filters, body: Mapping[str, Any], counts: Mapping[str, Any] | None) -> bool:
    """Tell whether a stored claim is within the filters; `counts` are those stored beside it."""
    first = body.get("earliest") or body.get("first_report")
    last = body.get("latest") or body.get("last_report")
    if (filters.since is not None and (last is None or last < filters.since)) or (
        filters.until is not None and (first is None or first > filters.until)
    ):
        return False
    if filters.type is not None and (body.get("type") or "").casefold() != filters.type.casefold():
        return False
    if filters.status is not None and body.get("status") != filters.status:
        return False
    if filters.ever is not None and filters.ever not in body.get("ever", ()):
        return False
    told = counts or {}
    return (
        named(filters.actor, body.get("actors", ()))
        and named(filters.recipient, body.get("recipients", ()))
        and named(filters.place, body.get("places", ()))
        and named(filters.outlet, told.get("names", ()))
        and named(filters.voice, told.get("heard", ()))
    )
