"""Where and when an event is told to be: a place after "in", "at" or "near", and the days that a time value covers."""

import datetime as dt
import re
from collections.abc import Sequence

import msgspec

from reportedly.read.attachment import Holder, Owned, owner
from reportedly.read.events_words import Words
from reportedly.read.status_scale import REAL
from reportedly.record import Date, Entity, Event, Place, Span, Statement, Time, inside
from reportedly.record.rows import EventType

DAY = re.compile(r"(\d{4})-(\d\d)-(\d\d)(?:T.*)?$")
WEEK = re.compile(r"(\d{4})-W(\d\d)$")
MONTH = re.compile(r"(\d{4})-(\d\d)$")
YEAR = re.compile(r"(\d{4})$")
DECADE = re.compile(r"(\d{3})$")
BEFORE_PLACE = re.compile(r"\b(?:in|at|near|outside|inside|off)\s+(?:the\s+)?(?:\w+(?:ern)?\s+)?$", re.IGNORECASE)
# "closed until Sunday" has no date, nor has "before Friday": the text tells what it is not
NOT_ITS_DATE = re.compile(
    r"\b(?:until|till|before|after|to|than|from|for)(?: (?:the|at least|early|late))?\s+$", re.IGNORECASE
)
SET_FOR = re.compile(
    r"\b(?:planned|scheduled|slated|set|due|meant|intended) (?:for|on)(?: (?:the|at least|early|late))?\s+$",
    re.IGNORECASE,
)
SINCE = re.compile(r"\bsince(?: (?:the|at least|early|late))?\s+$", re.IGNORECASE)
RANKED = re.compile(  # "the worst attack since 2001" was not since 2001
    r"\b(?:\w{3,}est|worst|most|least|first|second|third|fourth|only|biggest|\d+(?:st|nd|rd|th))\b[^;:]*$"
)
BY = re.compile(r"\bby(?: (?:the|early|late))?\s+$", re.IGNORECASE)
PHYSICAL = frozenset({"ASSAULT", "PROTEST", "COERCE", "MOBILIZE", "RETREAT", "AID"})
Days = tuple[str | None, str | None]


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


class Setting:
    """Where and when the events of one sentence are told to be."""

    def __init__(
        self,
        text: str,
        words: Words,
        clause: Span,
        times: Sequence[Time],
        places: Sequence[tuple[Span, Entity]],
        statements: Sequence[Statement],
        deeds: frozenset[int],
    ) -> None:
        """Take what the sentence at the characters `clause` has; `deeds` are its words that name events."""
        self.text, self.words, self.deeds = text, words, deeds
        self.statements = [one for one in statements if _touches(one, clause)]
        self.days: list[tuple[Span, Time, Days, bool]] = []
        for time in times:
            if time.spans and time.type in ("DATE", "TIME") and clause[0] <= time.spans[0][0] < clause[1]:
                before = text[max(clause[0], time.spans[0][0] - 30) : time.spans[0][0]]
                days = _bounded(before, time)
                if days is not None:
                    span = (time.spans[0][0], time.spans[-1][1])
                    self.days.append((span, time, days, SET_FOR.search(before) is not None))
        self.places = [
            span
            for span, _ in places
            if clause[0] <= span[0] and span[1] <= clause[1]
            and BEFORE_PLACE.search(text, max(clause[0], span[0] - 30), span[0])
        ]  # fmt: skip
        self._owned: dict[tuple[Span, bool], Owned] = {}

    def date(self, first: int, last: int, real: bool) -> Date:
        """Return the date of the event whose trigger is words `first` to `last`: the nearest that belongs to it.

        What is told as `real` does not have the date that something was set for.
        """
        best: tuple[int, Time, Days] | None = None
        trigger = self.words.span(first, last)
        for span, time, days, ahead in self.days:
            if (real and ahead) or self._holder(span, False, trigger, first, last) is None:
                continue
            if days[1] is not None or not RANKED.search(self.text, max(0, span[0] - 120), span[0]):
                away = _apart(trigger, span)
                if best is None or away < best[0]:
                    best = (away, time, days)
        return Date() if best is None else Date(spans=best[1].spans, earliest=best[2][0], latest=best[2][1])

    def place(self, first: int, last: int, type_: EventType, verbal: bool) -> Place:
        """Return the place of the event whose trigger is words `first` to `last`: the nearest that belongs to it.

        Past another noun only a deed that has a place of its own is placed: "attacked a base in Iraq", but not
        "praised the forces in Iraq".
        """
        best: tuple[int, Span] | None = None
        trigger = self.words.span(first, last)
        for span in self.places:
            holder = self._holder(span, True, trigger, first, last)
            if holder is None:
                continue
            talks = type_ == "CONSULT" and not verbal and not holder.topic
            if (holder.through or holder.topic) and type_ not in PHYSICAL and not talks:
                continue
            away = _apart(trigger, span)
            if best is None or away < best[0]:
                best = (away, span)
        return Place(spans=(best[1],), name=self.text[slice(*best[1])]) if best else Place()

    def _holder(self, span: Span, is_place: bool, trigger: Span, first: int, last: int) -> Holder | None:
        for one in self.statements:  # "he said on Friday that they had struck" dates the saying
            if inside((trigger,), one.content) != inside((span,), one.content):
                return None
        key = (span, is_place)
        if key not in self._owned:
            self._owned[key] = owner(self.words, span, is_place, self._cues(), self.deeds)
        return self._owned[key].of(first, last)

    def _cues(self) -> frozenset[int]:
        return frozenset(at for one in self.statements for span in one.cue for at in self.words.within(span))


def _touches(statement: Statement, clause: Span) -> bool:
    return any(s < clause[1] and e > clause[0] for s, e in (*statement.content, *statement.cue))


def _apart(one: Span, other: Span) -> int:
    return max(other[0] - one[1], one[0] - other[1], 0)


def _bounded(before: str, time: Time) -> Days | None:
    """Return the first and last day of a time, one of them None after "since" or "by"; None if it dates nothing.

    `before` is the text before it in its sentence.
    """
    days = interval(time.value)
    if days is None or (NOT_ITS_DATE.search(before) and not SET_FOR.search(before)):
        return None
    if SINCE.search(before):
        return days[0], None
    return (None, days[1]) if BY.search(before) else days


def not_ahead(events: Sequence[Event], published: str | None) -> tuple[Event, ...]:
    """Return events, those told as done without a date after their article's day: it is another's, or a misprint.

    A day is left open for time zones; of an article without a day nothing is known to lie ahead.
    """
    if not published or not DAY.match(published):
        return tuple(events)
    last = (dt.date.fromisoformat(published[:10]) + dt.timedelta(days=1)).isoformat()
    return tuple(
        msgspec.structs.replace(one, date=Date()) if one.status in REAL and (one.date.earliest or "") > last else one
        for one in events
    )
