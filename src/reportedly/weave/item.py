"""One article as weaving sees it: its record with its key in the story, its passages and row addresses."""

from collections.abc import Iterable
from itertools import groupby
from typing import Literal, NamedTuple, get_args

import msgspec

from reportedly.read.sentences import sentences
from reportedly.record import Dispute, Entity, Event, Quantity, Record, Span, Statement, Time

Kind = Literal["entity", "statement", "event", "quantity", "time", "dispute"]
KINDS: tuple[Kind, ...] = get_args(Kind)
Row = Entity | Statement | Event | Quantity | Time | Dispute


class Item(msgspec.Struct, frozen=True, kw_only=True):
    """One version of an article in a story. `key` is `ARTICLE/VERSION`; `published` an ISO date or date-time, or null.

    `outlet`, `url` and `published` are the story's, which people may have mended; they go before the record's own.
    `lasting` gives a row's lasting address where an earlier reading found it under other spans.
    """

    key: str
    outlet: str | None = None
    url: str | None = None
    published: str | None = None
    record: Record
    lasting: dict[str, str] = msgspec.field(default_factory=dict)

    @property
    def text(self) -> str:
        """The characters that all spans count."""
        return self.record.article.text

    @property
    def day(self) -> str | None:
        """The report date: `published` cut to its ISO day."""
        return self.published[:10] if self.published else None


class Passage(NamedTuple):
    """A paragraph: characters [start, end) of the text and the sentences in it, white space at the edges left out."""

    start: int
    end: int
    sentences: tuple[Span, ...]


class Placed(NamedTuple):
    """A row with its lasting address and the characters that the address stands on."""

    address: str
    kind: Kind
    spans: tuple[Span, ...]
    row: Row


def order(item: Item) -> tuple[str, str]:
    """Return what items are sorted by when the order must not depend on who came first: day (unknown last), key."""
    return item.day or "~", item.key


def passages(text: str) -> tuple[Passage, ...]:
    """Return the paragraphs of a text, each with its sentences."""
    return tuple(
        Passage(group[0].start, group[-1].end, tuple((s.start, s.end) for s in group))
        for group in (list(found) for _, found in groupby(sentences(text), key=lambda s: s.paragraph))
    )


def passage_at(found: tuple[Passage, ...], at: int) -> Passage | None:
    """Return the passage that holds character `at`, or None between passages."""
    return next((passage for passage in found if passage.start <= at < passage.end), None)


def bounds(spans: Iterable[Span]) -> Span:
    """Return the outer bounds of spans; raises `ValueError` for none."""
    spans = tuple(spans)
    return min(s for s, _ in spans), max(e for _, e in spans)


def _spans(row: Row, record: Record) -> tuple[Span, ...]:
    """Return what a row's address stands on: trigger, content, number, first mention, a dispute's sides."""
    match row:
        case Entity():
            return row.mentions[:1]
        case Statement():
            return row.content or row.cue or row.source
        case Event():
            return row.trigger
        case Quantity() | Time():
            return row.spans
        case Dispute():
            return tuple(s for side in (row.left, row.right) for s in side.spans or _side(side.id, record))


def _side(id: str | None, record: Record) -> tuple[Span, ...]:
    rows: tuple[Statement | Event | Quantity, ...] = (*record.statements, *record.events, *record.quantities)
    return next((_spans(row, record) for row in rows if row.id == id), ())


def _tie(row: Row) -> tuple[object, ...]:
    """Order rows of one kind and one place by what tells them apart: whose word, then the row's other words."""
    return (row.source, row.cue) if isinstance(row, Statement) else ()


def placed(item: Item) -> tuple[Placed, ...]:
    """Return the item's rows with their addresses `ARTICLE/VERSION/KIND/START-END`, kind by kind, in text order.

    Rows of one kind on the same characters (one content said by two, X citing Y) are told apart by "~2", "~3" in the
    order of their sources. A row that stands on no characters has no address and is left out.
    """
    record, found = item.record, []
    rows: dict[Kind, tuple[Row, ...]] = {
        "entity": record.entities,
        "statement": record.statements,
        "event": record.events,
        "quantity": record.quantities,
        "time": record.times,
        "dispute": record.disputes,
    }
    for kind, of_kind in rows.items():
        standing = [(bounds(spans), spans, row) for row in of_kind if (spans := _spans(row, record))]
        standing.sort(key=lambda one: (one[0], _tie(one[2])))
        for (start, end), group in groupby(standing, key=lambda one: one[0]):
            for number, (_, spans, row) in enumerate(group, 1):
                again = f"~{number}" if number > 1 else ""
                address = f"{item.key}/{kind}/{start}-{end}{again}"
                found.append(Placed(item.lasting.get(address, address), kind, spans, row))
    return tuple(found)


def item_of(address: str) -> str:
    """Return the key of the item that a row's address is in: "a1/2/event/10-17" is in "a1/2"."""
    return address.rsplit("/", 2)[0]
