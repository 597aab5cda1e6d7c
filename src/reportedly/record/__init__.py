"""The vocabulary that every other part shares: typed, immutable values for one article and its rows."""

from reportedly.record.article import Article, Link
from reportedly.record.codec import SCHEMA, decode, encode, schema
from reportedly.record.record import Reader, Record
from reportedly.record.rows import (
    Date,
    Dispute,
    Entity,
    Event,
    Place,
    Quantity,
    Side,
    Statement,
    Time,
)
from reportedly.record.spans import Span, covers, inside, overlap, quote_of, size

__all__ = [
    "SCHEMA",
    "Article",
    "Date",
    "Dispute",
    "Entity",
    "Event",
    "Link",
    "Place",
    "Quantity",
    "Reader",
    "Record",
    "Side",
    "Span",
    "Statement",
    "Time",
    "covers",
    "decode",
    "encode",
    "inside",
    "overlap",
    "quote_of",
    "schema",
    "size",
]
