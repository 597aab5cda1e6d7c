"""A row as rows are compared across articles: who, to whom, where, when, which words, as its own article tells."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta
from functools import cache, lru_cache
from itertools import islice, takewhile
from typing import Any, Literal, NamedTuple

from reportedly.read.nations import country_of
from reportedly.read.sentences import sentences
from reportedly.read.status_scale import REAL
from reportedly.read.tables import words as table_of
from reportedly.record import Event, Quantity, Record, Span, Statement, overlap, quote_of
from reportedly.weave.denials import denials
from reportedly.weave.item import Item, Placed, bounds, placed
from reportedly.weave.party import Cast, Party, head_of
from reportedly.weave.vessels import vessels
from reportedly.weave.wording import Bag, bag, bag_of, folded, mass, stem, weight

FactKind = Literal["event", "quantity", "statement"]
CLOSE = 60  # characters between two words for one deed
FAR_OFF = 1000  # characters between the beginnings of two deeds that are never for one
NEAR = 70  # characters to either side of a row that are close to it
SUNDAY = 6
TELLS = 0.6  # weight of a word that can tell which incident a sentence is about
BARE = 2.6  # weight of such words below which a sentence tells none
REACH = 40  # characters before a number in which words say that it is a part
SOME_OF = re.compile(r"\b(?:includ(?:ing|ed|es)|among (?:them|whom)|of (?:them|whom)|(?:an)?other|further|additional)"
                     r"(?:\s+(?:at least|about|some|the|were|are|as many as|up to))*\s*$", re.IGNORECASE)  # fmt: skip
OF_MORE = re.compile(r"\b(?:others?|another|more (?!than)|further|additional|of the (?:dead|victims|injured|wounded)|"
                     r"of (?:them|those|whom))\b", re.IGNORECASE)  # fmt: skip
OF_THEM = re.compile(r"\s+of (?:them|those|whom|the (?:dead|victims|injured|wounded))\b", re.IGNORECASE)
Interval = tuple[date, date]
Times = tuple[list[int], list[str]]  # where dates begin, and what they are


class Where(NamedTuple):
    """A place: folded name, country, GeoNames id and coordinates, each None where unknown."""

    name: str | None
    country: str | None
    geonameid: int | None = None
    lat: float | None = None
    lon: float | None = None


class Fact(NamedTuple):
    """One row, ready to be compared. `type` is an event's PLOVER type, a quantity's thing counted, else "".

    `head` are the stems of an event's trigger or a quantity's measure; `words` those of the row itself (a statement's
    content, an event's roles, what is counted), `around` those of its sentences,
    `near` those of its own parts and of what stands close to it. `day` is the report date, `when` the
    interval that the row is about. `value` and `high` are the interval of numbers that a quantity allows; it is
    a `part` where its words say that it counts some of more ("two others", "including two children").
    `firm` is false where the date may be another deed's of the sentence: such a date contradicts nothing. `weapon` are
    the stems of arms that the row's own words and those close by name. Of a quantity, `vessels` are those that its
    sentence names (or the one before, where its own tells no incident), `counted` and `truth` the words for what is
    counted and for what is true of it. `answered` is whose report the row's passage denies, folded.
    """

    address: str
    item: str
    kind: FactKind
    type: str
    mode: str | None
    head: frozenset[str]
    actors: tuple[Party, ...]
    recipients: tuple[Party, ...]
    named: tuple[Party, ...]
    place: Where | None
    when: Interval | None
    day: date | None
    status: str | None
    force: str | None
    voice: str
    words: Bag
    around: Bag
    near: Bag
    value: float | None
    unit: str | None
    bound: str | None
    high: float | None
    spans: tuple[Span, ...]
    said: str
    score: float
    part: bool = False
    outlet: str | None = None
    as_of: bool = False
    firm: bool = True
    weapon: frozenset[str] = frozenset()
    vessels: frozenset[str] = frozenset()
    counted: str = ""
    truth: str = ""
    answered: str = ""


def parse_day(text: str | None) -> date | None:
    """Return an ISO date, or the first day of an ISO month or year; None for anything else."""
    if not text:
        return None
    for rest in ("", "-01", "-01-01"):
        try:
            return date.fromisoformat(text[:10] + rest)
        except ValueError:
            continue
    return None


def interval(earliest: str | None, latest: str | None) -> Interval | None:
    """Return the days from one ISO date to another; one that is missing is the other."""
    first, last = parse_day(earliest or latest), parse_day(latest or earliest)
    if first is None or last is None:
        return None
    return (first, last) if first <= last else (last, first)


@lru_cache(maxsize=256)
def _sentences(text: str) -> tuple[list[int], tuple[Span, ...]]:
    """Return where the sentences of a text end, and the sentences."""
    found = tuple((one.start, one.end) for one in sentences(text))
    return [end for _, end in found], found


def meant(when: Interval | None, day: date | None) -> Interval | None:
    """Return the days that an interval means to who reads it on `day`: on a Sunday "last week" is the one just past.

    ISO weeks begin on Mondays, and English weeks as often on Sundays.
    """
    if when is None or day is None or day.weekday() != SUNDAY or when[1] != day - timedelta(days=7):
        return when
    return (when[0], day - timedelta(days=1)) if (when[1] - when[0]).days == 6 else when


def _firm(row: Event, triggers: Sequence[Span]) -> bool:
    """Tell whether an event's date stands closer to it than to any other deed that the article tells."""
    if not row.date.spans:
        return True
    (start, end), (begin, stop) = bounds(row.trigger), bounds(row.date.spans)
    low, high = (end, begin) if end <= begin else (stop, start)
    between = takewhile(lambda one: one[0] < high, islice(triggers, bisect_left(triggers, (low, low)), None))
    return not any(stop <= high for _, stop in between)


def sentences_of(text: str, spans: Iterable[Span]) -> tuple[Span, ...]:
    """Return the sentences that spans touch."""
    start, end = bounds(spans)
    ends, found = _sentences(text)
    touched = takewhile(lambda one: one[0] < end, islice(found, bisect_right(ends, start), None))
    return tuple(touched) or ((start, end),)


def _where(event: Event, text: str) -> Where | None:
    place = event.place
    name = place.name or (quote_of(text, place.spans) if place.spans else None)
    if (name is None and place.country is None) or (place.spans and _attributive(text, place.spans[-1])):
        return None
    return Where(folded(name) if name else None, place.country, place.geonameid, place.lat, place.lon)


def _attributive(text: str, span: Span) -> bool:
    """Tell whether a country's word only says whose something is ("U.S. bases", "the Iraqi capital")."""
    words, following = text[slice(*span)], re.match(r"\s+([a-z][\w-]+)", text[span[1] : span[1] + 30])
    return following is not None and weight(folded(following[1])) > 0 and country_of(words) is not None


def _stems(text: str, spans: Iterable[Span]) -> frozenset[str]:
    return frozenset(bag(text, spans))


def _event(item: Item, row: Event, cast: Cast) -> dict[str, Any]:
    text = item.text
    own = (*row.trigger, *row.actor, *row.recipient, *row.place.spans)
    return {
        "type": row.type, "mode": row.mode, "head": _stems(text, row.trigger),
        "actors": cast.of(row.actor, row.actor_entities), "recipients": cast.of(row.recipient, row.recipient_entities),
        "place": _where(row, text), "when": interval(row.date.earliest, row.date.latest),
        "status": row.status, "words": bag(text, own),
    }  # fmt: skip


def allowed(row: Quantity) -> tuple[float, float] | None:
    """Return the interval of numbers that a quantity allows; "about" is a tenth to either side."""
    return limits_of(row.value, row.bound, row.high)


def limits_of(value: float | None, bound: str, high: float | None) -> tuple[float, float] | None:
    """Return the interval of numbers that a number with its bound allows; `high` is a range's end."""
    if value is None:
        return None
    far = float("inf")
    return {
        "exactly": (value, value), "at_least": (value, far), "more_than": (value + 1e-9, far),
        "at_most": (0.0, value), "less_than": (0.0, value - 1e-9), "about": (0.9 * value, 1.1 * value),
        "range": (value, high if high is not None else value),
    }[bound]  # fmt: skip


def _quantity(item: Item, row: Quantity, cast: Cast, events: Mapping[str, Event]) -> dict[str, Any]:
    text = item.text
    event = events.get(row.event or "")
    found = _event(item, event, cast) if event is not None else {}
    counted = head_of(quote_of(text, row.of, " ")) if row.of else ""
    spans = row.measure
    if counted in table_of("measure_words.tsv") and (not spans or overlap(spans, row.of)):
        counted, spans = "people", row.of  # "more than 100 injured"
    spans = spans or (event.trigger if event is not None else ())
    limits = allowed(row)
    when = interval(row.as_of, row.as_of) or found.get("when")
    return found | {
        "type": stem(counted), "mode": None, "head": _stems(text, spans), "when": when, "counted": counted,
        "truth": _last_word(text, spans), "vessels": vessels(item, _setting(text, row.spans)),
        "words": bag(text, (*row.of, *row.measure)), "status": event.status if event is not None else None,
        "value": limits[0] if limits else None, "high": limits[1] if limits else None, "unit": row.unit,
        "bound": row.bound,
        "as_of": row.as_of is not None and event is None,
        "part": bool(SOME_OF.search(text[max(0, row.spans[0][0] - REACH) : row.spans[0][0]])
                     or OF_MORE.search(quote_of(text, (*row.spans, *row.of), " "))
                     or OF_THEM.match(text, row.spans[-1][1])),
    }  # fmt: skip


def _last_word(text: str, spans: Sequence[Span]) -> str:
    """Return the last word of a measure: "killed" of "have been killed"."""
    return quote_of(text, spans, " ").split()[-1].casefold() if spans else ""


def _setting(text: str, spans: tuple[Span, ...]) -> tuple[Span, ...]:
    """Return the sentence of a figure; where it tells no incident ("12 were dead by then") the one before it too."""
    around = sentences_of(text, spans)
    if mass({word: heavy for word, heavy in bag_of(quote_of(text, around, " ")).items()
             if heavy >= TELLS and not word[0].isdigit()}) >= BARE or not around[0][0]:  # fmt: skip
        return around
    before = sentences_of(text, ((around[0][0] - 2, around[0][0] - 1),))
    gap = text[before[0][1] : around[0][0]]
    return around if "\n" in gap or before[0][0] >= around[0][0] else (*before, *around)


def _dated(told: Times, spans: Iterable[Span]) -> Interval | None:
    """Return the one day or month that is named within spans; None if there is none or more than one."""
    start, end = bounds(spans)
    starts, times = told
    values = set(times[bisect_left(starts, start) : bisect_left(starts, end)])
    found = {one for value in values if (one := _of_value(value)) is not None}
    return found.pop() if len(found) == 1 else None


def _times(record: Record) -> Times:
    """Return where the dates of a record begin, in order, and what they are."""
    found = sorted((time.spans[0][0], time.value) for time in record.times
                   if time.value and time.type in ("DATE", "TIME"))  # fmt: skip
    return [start for start, _ in found], [value for _, value in found]


def _of_value(value: str) -> Interval | None:
    first = parse_day(value) if len(value) != 4 else None
    if first is None or not value[:4].isdigit():
        return None
    if len(value) == 7:
        return first, (first + timedelta(days=31)).replace(day=1) - timedelta(days=1)
    return (first, first) if len(value) >= 10 else None


def _near(text: str, spans: tuple[Span, ...], around: tuple[Span, ...], own: Bag) -> Bag:
    """Return the words of a row and those close to it in its sentences, whole words only."""
    start, end = bounds(spans)
    low, high = max(around[0][0], start - NEAR), min(around[-1][1], end + NEAR)
    while low > around[0][0] and not text[low - 1].isspace():
        low -= 1
    while high < around[-1][1] and not text[high].isspace():
        high += 1
    return {**bag_of(text[low:high]), **own}


@cache
def _arms() -> frozenset[str]:
    return frozenset(stem(folded(word)) for word in table_of("arms.tsv"))


def _kind(row: Event | Quantity | Statement) -> FactKind:
    return "event" if isinstance(row, Event) else "quantity" if isinstance(row, Quantity) else "statement"


def facts(item: Item, rows: Iterable[Placed] | None = None) -> tuple[Fact, ...]:
    """Return the events, quantities and statements of an item as facts, in the order of `placed`."""
    record, text, times = item.record, item.text, _times(item.record)
    cast, events, found = Cast(record), {event.id: event for event in record.events}, []
    triggers, day = sorted(bounds(event.trigger) for event in record.events), parse_day(item.day)
    speakers = {statement.id: statement for statement in record.statements}
    answers = denials(item)
    for one in placed(item) if rows is None else rows:
        row = one.row
        if not isinstance(row, Event | Quantity | Statement) or (isinstance(row, Statement) and not row.content):
            continue
        around = sentences_of(text, one.spans)
        fields: dict[str, Any] = {
            "type": "", "mode": None, "head": frozenset(), "actors": (), "recipients": (), "place": None, "when": None,
            "status": None, "force": None, "value": None, "unit": None, "bound": None, "high": None,
        }  # fmt: skip
        voice = speakers.get(row.id if isinstance(row, Statement) else row.voice)
        if isinstance(row, Event):
            fields |= _event(item, row, cast) | {"firm": _firm(row, triggers)}
        elif isinstance(row, Quantity):
            fields |= _quantity(item, row, cast, events)
            of = events.get(row.event or "")
            fields["firm"] = row.as_of is not None or (of is not None and _firm(of, triggers))
            if fields["when"] is None:
                fields["when"], fields["firm"] = _dated(times, around), False
        else:
            entity = (row.source_entity,) if row.source_entity else ()
            fields["actors"], fields["words"] = cast.of(row.source, entity), bag(text, row.content)
            fields["when"] = _dated(times, row.content)
        when = fields["when"] = meant(fields["when"], day)
        if when and day and fields["status"] in REAL and when[0] > day + timedelta(days=1):
            fields["when"] = None  # an earlier reader's: what was done before the report is not of a day after it
        fields["force"] = voice.force if voice is not None else None
        fields["answered"] = next((outlet for span, outlet in answers if overlap((span,), one.spans)), "")
        near = _near(text, one.spans, around, fields["words"])
        said = quote_of(text, row.spans if isinstance(row, Quantity) else one.spans)
        found.append(
            Fact(
                address=one.address, item=item.key, kind=_kind(row), named=cast.within(around), day=day,
                voice=voice.id if voice is not None else "author", around=bag_of(quote_of(text, around, " ")),
                near=near, weapon=_arms() & near.keys(), spans=one.spans, said=said, score=row.score,
                outlet=item.outlet, **fields,
            )
        )  # fmt: skip
    return _pooled(found)


def _pooled(found: list[Fact]) -> tuple[Fact, ...]:
    """Fill what an event leaves open from another of its type close by in its sentence: "a U.S. strike that killed X".

    Only where nothing that both tell differs, and only what is told of it alone: two deeds of one sentence stay two.
    """
    filled = list(found)
    events = [n for n, fact in enumerate(found) if fact.kind == "event"]
    for place, n in enumerate(events):
        left = found[n]
        near = [
            found[m] for m in _close(found, events, place)
            if found[m].type == left.type and found[m].around == left.around and found[m].status == left.status
        ]  # fmt: skip
        if len(near) == 1 and _complement(left, near[0]):
            other = near[0]
            filled[n] = left._replace(
                actors=left.actors or other.actors, recipients=left.recipients or other.recipients,
                place=left.place or other.place, when=left.when or other.when,
            )  # fmt: skip
    return tuple(filled)


def _close(found: list[Fact], events: list[int], place: int) -> list[int]:
    """Return the events close to the one at a place of `events`, which are in text order."""
    near = []
    for way in (range(place - 1, -1, -1), range(place + 1, len(events))):
        for other in way:
            if abs(bounds(found[events[other]].spans)[0] - bounds(found[events[place]].spans)[0]) > FAR_OFF:
                break
            if _distance(found[events[place]], found[events[other]]) <= CLOSE:
                near.append(events[other])
    return sorted(near)


def _distance(left: Fact, right: Fact) -> int:
    (start, end), (begin, stop) = bounds(left.spans), bounds(right.spans)
    return max(start, begin) - min(end, stop)


def _complement(left: Fact, right: Fact) -> bool:
    """Tell whether two events of a sentence tell nothing twice and differently."""
    pairs = ((left.actors, right.actors), (left.recipients, right.recipients), (left.place, right.place),
             (left.when, right.when), (left.mode, right.mode))  # fmt: skip
    return all(not one or not two or one == two for one, two in pairs)
