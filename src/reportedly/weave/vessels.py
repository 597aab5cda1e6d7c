"""Ships, flights and storms by their names: what comes to grief once, so that its name tells which incident is meant.

A name counts that an article puts right behind its kind ("the ferry Sula", "MV Sula", "Hurricane Maria"); after that
the name alone does ("the Sula"). Flights go by their numbers.
"""

import calendar
import re
from collections.abc import Sequence
from functools import cache

from reportedly.read.nations import country_of
from reportedly.read.tables import rows
from reportedly.record import Record, Span, overlap
from reportedly.weave.item import Item
from reportedly.weave.once import once_per_item
from reportedly.weave.wording import folded

NAME = r"[A-Z][a-zà-öø-ÿ'’]+(?: (?:[A-Z][a-zà-öø-ÿ'’]+|\d{1,2}(?![\d,.]\d)))*"
FLIGHT = re.compile(r"\b[Ff]light (?:[A-Z]{1,3} ?)?(\d{2,4})\b|\b(?!UN|EU|US)[A-Z]{2}(\d{3,4})\b")
DAYS = frozenset(name.casefold() for name in (*calendar.day_name, *calendar.month_name))


@cache
def _pattern() -> re.Pattern[str]:
    kinds = sorted(row[0] for row in rows("vessels.tsv") if len(row) == 1)
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, kinds))}) [“\"‘']?({NAME})")


@cache
def _makes() -> frozenset[str]:
    return frozenset(folded(row[0]) for row in rows("vessels.tsv") if len(row) > 1)


@once_per_item
def _named(item: Item) -> re.Pattern[str] | None:
    """Return a pattern of the names of an article's vessels; None where it has none."""
    text, others = item.text, _others(item.record)
    found = {match[1] for match in _pattern().finditer(text)
             if not overlap((match.span(1),), others) and not _no_name(match[1])}  # fmt: skip
    names = "|".join(re.escape(name) for name in sorted(found, key=lambda one: (-len(one), one)))
    return re.compile(rf"\b(?:{names})\b") if names else None


def _others(record: Record) -> tuple[Span, ...]:
    """Return the mentions of people: "the plane Rell was on" is not called Rell."""
    return tuple(span for one in record.entities if one.kind == "person" for span in one.mentions)


def _no_name(name: str) -> bool:
    first = folded(name.split()[0])
    return first in DAYS or first in _makes() or country_of(name.split()[0]) is not None


def vessels(item: Item, spans: Sequence[Span]) -> frozenset[str]:
    """Return the vessels and flights that spans of an article name, folded: "sula", "flight 752"."""
    named, found = _named(item), set()
    for start, end in spans:
        text = item.text[start:end]
        found |= {f"flight {int(one or two)}" for one, two in FLIGHT.findall(text)}
        if named is not None:
            found |= {folded(name) for name in named.findall(text)}
    return frozenset(found)
