"""What the views of a story can be narrowed by, and whether a name is one that is meant."""

from collections.abc import Iterable
from datetime import date
from typing import NamedTuple, get_args

from reportedly.keep.searching import match_of
from reportedly.read.nations import country_of
from reportedly.record.rows import EventType, Status
from reportedly.weave.wording import folded

STATUSES = (*get_args(Status), "disputed")
TYPES = get_args(EventType)


class Filters(NamedTuple):
    """Each None for no matter.

    `since` and `until` are ISO days, of the event or else of the reports. `actor`, `recipient`, `place`, `outlet` and
    `voice` are parts of names, whatever their case and accents; a country's name or ISO code means its people too.
    `type` is a PLOVER type or what is counted, `status` the latest status, `ever` any. `kind` is event, quantity or
    statement (of gaps, voices and echoes their own kinds); `text` are words of one sentence (see `searching.match_of`).
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
    kind: str | None = None
    text: str | None = None


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
    if filters.text is not None:
        match_of(filters.text)
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
