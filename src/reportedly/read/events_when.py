"""Where and when an event is told to be: a place after "in", "at" or "near", and the days that a time value covers."""

import datetime as dt
import re
from collections.abc import Sequence

from reportedly.record import Date, Entity, Place, Span, Time

DAY = re.compile(r"(\d{4})-(\d\d)-(\d\d)(?:T.*)?$")
WEEK = re.compile(r"(\d{4})-W(\d\d)$")
MONTH = re.compile(r"(\d{4})-(\d\d)$")
YEAR = re.compile(r"(\d{4})$")
DECADE = re.compile(r"(\d{3})$")
BEFORE_PLACE = re.compile(r"\b(?:in|at|near|outside|inside|off)\s+(?:the\s+)?(?:\w+(?:ern)?\s+)?$", re.IGNORECASE)
NOT_ITS_DATE = re.compile(
    r"\b(?:until|till|(?:planned|scheduled|slated|set|due|meant|intended) (?:for|on))"
    r"(?: (?:the|at least|early|late))?\s+$",
    re.IGNORECASE,
)
CLAUSE_BREAK = re.compile(r"[;:]|,\s+(?:and|but|while|after|before|which|who)\b|\b(?:but|while|after|before|because)\b")


def interval(value: str | None) -> tuple[str, str] | None:
    """Return the first and last day of a TIMEX3 value of a day, week, month, year or decade; None for others.

    >>> interval("2025-W36"), interval("2024-02"), interval("PAST_REF")
    (('2025-09-01', '2025-09-07'), ('2024-02-01', '2024-02-29'), None)
    """
    if not value:
        return None
    first, _, second = value.partition("/")
    if second:
        start, end = interval(first), interval(second)
        return (start[0], end[1]) if start and end else None
    try:
        if match := DAY.match(value):
            day = dt.date(*(int(part) for part in match.groups()))
            return day.isoformat(), day.isoformat()
        if match := WEEK.match(value):
            day = dt.date.fromisocalendar(int(match[1]), int(match[2]), 1)
            return day.isoformat(), (day + dt.timedelta(days=6)).isoformat()
        if match := MONTH.match(value):
            start_day = dt.date(int(match[1]), int(match[2]), 1)
            next_month = (start_day + dt.timedelta(days=31)).replace(day=1)
            return start_day.isoformat(), (next_month - dt.timedelta(days=1)).isoformat()
    except ValueError:
        return None
    if YEAR.match(value):
        return f"{value}-01-01", f"{value}-12-31"
    if DECADE.match(value):
        return f"{value}0-01-01", f"{value}9-12-31"
    return None


def date_of(text: str, clause: Span, trigger: Span, times: Sequence[Time], real: bool = False) -> Date:
    """Return the date of the event: the nearest day, week, month or year in the same clause as its trigger.

    What is told as `real` has no date that only ends it ("closed until Sunday") or that something was set for.
    """
    best: tuple[int, Time, tuple[str, str]] | None = None
    for time in times:
        if not time.spans or time.type not in ("DATE", "TIME"):
            continue
        start, end = time.spans[0][0], time.spans[-1][1]
        if start < clause[0] or end > clause[1] or not (days := interval(time.value)):
            continue
        between = text[trigger[1] : start] if start >= trigger[1] else text[end : trigger[0]]
        if CLAUSE_BREAK.search(between) or (real and NOT_ITS_DATE.search(text, max(clause[0], start - 30), start)):
            continue
        if best is None or len(between) < best[0]:
            best = (len(between), time, days)
    if best is None:
        return Date()
    return Date(spans=best[1].spans, earliest=best[2][0], latest=best[2][1])


def place_of(text: str, clause: Span, trigger: Span, places: Sequence[tuple[Span, Entity]]) -> Place:
    """Return the place of the event: a place named in an "in", "at" or "near" phrase of the same clause."""
    best: tuple[int, Span] | None = None
    for (start, end), _ in places:
        if start < clause[0] or end > clause[1] or not BEFORE_PLACE.search(text, max(clause[0], start - 30), start):
            continue
        between = text[trigger[1] : start] if start >= trigger[1] else text[end : trigger[0]]
        if len(between) <= 120 and not CLAUSE_BREAK.search(between) and (best is None or len(between) < best[0]):
            best = (len(between), (start, end))
    return Place(spans=(best[1],), name=text[best[1][0] : best[1][1]]) if best else Place()
