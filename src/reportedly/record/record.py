"""The record: what one article is turned into."""

import msgspec

from reportedly.record.article import Article
from reportedly.record.rows import Dispute, Entity, Event, Quantity, Statement, Time


class Reader(msgspec.Struct, frozen=True, kw_only=True):
    """What made the record: the package's version and the name of the model."""

    version: str
    model: str


class Record(msgspec.Struct, frozen=True, kw_only=True):
    """One article with all that was read in it; a function of the article, its metadata and the reader alone."""

    schema: str
    reader: Reader
    article: Article
    entities: tuple[Entity, ...] = ()
    statements: tuple[Statement, ...] = ()
    events: tuple[Event, ...] = ()
    quantities: tuple[Quantity, ...] = ()
    times: tuple[Time, ...] = ()
    disputes: tuple[Dispute, ...] = ()

    def to_json(self) -> bytes:
        """Return the record as one line of UTF-8 JSON; `Record.from_json` gives back an equal value."""
        return msgspec.json.encode(self)

    @classmethod
    def from_json(cls, data: bytes | str) -> "Record":
        """Read a record from JSON; raises `ValueError` with the path of what does not fit the schema."""
        from reportedly.record.codec import decode

        return decode(data)

    def statement(self, id: str) -> Statement:
        """Return the statement with this id; raises `KeyError` if there is none."""
        for row in self.statements:
            if row.id == id:
                return row
        raise KeyError(id)
