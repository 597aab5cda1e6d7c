"""The rows of a record: entities, statements, events, quantities, times and disputes, each tied to its characters."""

from typing import Literal

import msgspec

from reportedly.record.spans import Span

Spans = tuple[Span, ...]

EntityKind = Literal["person", "organization", "country", "place", "group", "vehicle", "document", "other"]
SourceKind = Literal["named", "office", "organization", "document", "outlet", "anonymous", "group", "none"]
Quote = Literal["direct", "mixed", "indirect"]
Force = Literal[
    "assert", "deny", "accuse", "allege", "demand", "propose", "promise", "threaten",
    "support", "reject", "predict", "consider", "believe", "unknown",
]  # fmt: skip
EventType = Literal[
    "AGREE", "CONSULT", "SUPPORT", "CONCEDE", "COOPERATE", "AID", "RETREAT", "REQUEST",
    "ACCUSE", "REJECT", "THREATEN", "PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT",
]  # fmt: skip
Status = Literal[
    "happened", "ongoing", "planned", "considered", "possible", "called_for", "conditional", "did_not_happen",
]  # fmt: skip
Bound = Literal["exactly", "at_least", "more_than", "at_most", "less_than", "about", "range"]
TimeType = Literal["DATE", "TIME", "DURATION", "SET"]


class Row(msgspec.Struct, frozen=True, kw_only=True):
    """What all rows have in common: immutability and keyword construction."""


class Entity(Row, frozen=True, kw_only=True):
    """Someone or something that the article names; all names, titles and pronouns for it are `mentions`."""

    id: str
    name: str
    kind: EntityKind
    country: str | None = None
    sector: str | None = None
    mentions: Spans = ()


class Statement(Row, frozen=True, kw_only=True):
    """An attribution: what the article hands to a voice other than its own.

    `via` is the id of the statement through which this one reached the article; `score` the calibrated
    probability that source and content are right.
    """

    id: str
    source: Spans = ()
    source_kind: SourceKind = "none"
    source_entity: str | None = None
    source_count: int | None = None
    cue: Spans = ()
    content: Spans = ()
    quote: Quote = "indirect"
    force: Force = "unknown"
    medium: Spans = ()
    via: str | None = None
    score: float = 0.0


class Place(Row, frozen=True, kw_only=True):
    """Where an event is told to be: the words, and the gazetteer's entry if they were resolved."""

    spans: Spans = ()
    name: str | None = None
    country: str | None = None
    lat: float | None = None
    lon: float | None = None
    geonameid: int | None = None


class Date(Row, frozen=True, kw_only=True):
    """The interval in which an event lies as the text gives it: ISO dates, null where it gives none."""

    spans: Spans = ()
    earliest: str | None = None
    latest: str | None = None


class Event(Row, frozen=True, kw_only=True):
    """Something that happened or is talked about, with a PLOVER type, a status and the voice that tells it.

    `because` holds the words that decided the status; `voice` is "author" or the id of the innermost
    statement whose content holds the trigger.
    """

    id: str
    trigger: Spans
    type: EventType
    mode: str | None = None
    contexts: tuple[str, ...] = ()
    actor: Spans = ()
    actor_entities: tuple[str, ...] = ()
    recipient: Spans = ()
    recipient_entities: tuple[str, ...] = ()
    place: Place = Place()
    date: Date = Date()
    status: Status
    because: Spans = ()
    voice: str = "author"
    score: float = 0.0


class Quantity(Row, frozen=True, kw_only=True):
    """A count or amount: `value` with its scale applied, `high` the upper end of a range, `of` the thing counted."""

    id: str
    spans: Spans
    value: float | None
    high: float | None = None
    bound: Bound = "exactly"
    unit: str | None = None
    of: Spans = ()
    measure: Spans = ()
    as_of: str | None = None
    event: str | None = None
    voice: str = "author"
    score: float = 0.0


class Time(Row, frozen=True, kw_only=True):
    """A TIMEX3 expression; `value` per ISO-TimeML, null where it cannot be known."""

    spans: Spans
    type: TimeType
    value: str | None = None


class Side(Row, frozen=True, kw_only=True, omit_defaults=True):
    """One side of a dispute: a row's id, or the characters of what is no row."""

    id: str | None = None
    spans: Spans = ()


class Dispute(Row, frozen=True, kw_only=True):
    """Two sides that cannot both hold, or one of which the text sets against the other."""

    left: Side
    right: Side
    reason: str
