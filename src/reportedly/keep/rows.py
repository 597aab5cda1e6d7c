"""Rows under their lasting addresses: written from a record, shown with people's edits, put together to items again."""

import hashlib
import sqlite3
import zlib
from collections.abc import Iterable, Mapping
from typing import Any

import msgspec

from reportedly.keep.articles import load_version
from reportedly.keep.rereading import Spot
from reportedly.record import Dispute, Entity, Event, Quantity, Record, Statement, Time, quote_of
from reportedly.weave.item import Item, Kind, Placed, Row, placed

TYPES: dict[Kind, type[Row]] = {
    "entity": Entity, "statement": Statement, "event": Event, "quantity": Quantity, "time": Time, "dispute": Dispute,
}  # fmt: skip
PLURAL: dict[Kind, str] = {
    "entity": "entities", "statement": "statements", "event": "events", "quantity": "quantities", "time": "times",
    "dispute": "disputes",
}  # fmt: skip
# Fields that hold spans: their words are kept beside them.
SPANS: dict[Kind, tuple[str, ...]] = {
    "entity": (),
    "statement": ("source", "cue", "content", "medium"),
    "event": ("trigger", "actor", "recipient", "because"),
    "quantity": ("spans", "of", "measure"),
    "time": ("spans",),
    "dispute": (),
}


def short(address: str) -> str:
    """Return the short name of an address: ten hexadecimal digits."""
    return hashlib.sha256(address.encode()).hexdigest()[:10]


def to_json(value: Any) -> str:
    """Return a value as JSON text, the same whatever order its sets have in memory."""
    return msgspec.json.encode(value, order="deterministic").decode()


def spot_of(one: Placed) -> Spot:
    """Return a row as matching sees it; a statement is told from others on its content by its source."""
    more = one.row.source or one.row.cue if isinstance(one.row, Statement) else ()
    return Spot(one.address, one.kind, one.spans, more)


def spot_from(address: str, kind: Kind, body: str, start: int, stop: int) -> Spot:
    """Return a stored row as matching sees it."""
    row = msgspec.json.decode(body, type=TYPES[kind])
    match row:
        case Statement():
            return Spot(address, kind, row.content or row.cue or row.source, row.source or row.cue)
        case Event():
            return Spot(address, kind, row.trigger)
        case Quantity() | Time():
            return Spot(address, kind, row.spans)
        case _:
            return Spot(address, kind, ((start, stop),))


def words_of(kind: Kind, row: Row, text: str, by_id: Mapping[str, str]) -> dict[str, Any]:
    """Return what a row's spans say and which rows it points at; `by_id` gives the address of each id of the record."""
    words: dict[str, Any] = {name: quote_of(text, spans) for name in SPANS[kind] if (spans := getattr(row, name))}
    match row:
        case Event():
            if row.place.spans:
                words["place"] = quote_of(text, row.place.spans)
            if row.date.spans:
                words["date"] = quote_of(text, row.date.spans)
            words["voice"] = by_id.get(row.voice, row.voice)
        case Quantity():
            words["voice"] = by_id.get(row.voice, row.voice)
            if row.event:
                words["event"] = by_id.get(row.event)
        case Statement():
            if row.via:
                words["via"] = by_id.get(row.via)
            if row.source_entity:
                words["source_entity"] = by_id.get(row.source_entity)
        case Dispute():
            for name, side in (("left", row.left), ("right", row.right)):
                words[name] = by_id.get(side.id) if side.id else quote_of(text, side.spans)
    return words


def edited(kind: Kind, body: str, changes: Mapping[str, Any]) -> str:
    """Return a row's JSON with fields changed ("status", "place.country"); raises `ValueError` if one does not fit."""
    value = msgspec.json.decode(body)
    for path, new in changes.items():
        at = value
        *way, last = path.split(".")
        for step in way:
            at = at.get(step) if isinstance(at, dict) else None
        if not isinstance(at, dict) or last not in at:
            raise ValueError(f"a row of kind {kind} has no field {path!r}; it has {', '.join(value)}")
        if last in ("id", "score"):
            raise ValueError(f"{path!r} is the reader's and cannot be edited")
        at[last] = new
    try:
        return to_json(msgspec.convert(value, TYPES[kind]))
    except msgspec.ValidationError as error:
        raise ValueError(f"{', '.join(changes)}: {error}") from None


def field_of(body: str, path: str) -> Any:
    """Return the value of a field ("status", "place.country") of a row's JSON; null if it has none."""
    at = msgspec.json.decode(body)
    for step in path.split("."):
        at = at.get(step) if isinstance(at, dict) else None
    return at


def load_record(db: sqlite3.Connection, key: str, number: int) -> tuple[Record, int]:
    """Return the newest record of a version, as read, and the number of its reading; raises `KeyError` without one."""
    found = db.execute(
        "SELECT record, number FROM reading WHERE article = ? AND version = ? ORDER BY number DESC LIMIT 1",
        (key, number),
    ).fetchone()
    if found is None:
        raise KeyError(f"{key}/{number}")
    held = msgspec.json.decode(zlib.decompress(found[0]))
    held["article"] = msgspec.to_builtins(load_version(db, key, number))
    return msgspec.convert(held, Record), found[1]


def _without(record: Record, gone: Iterable[str]) -> Record:
    """Let rows that pointed at statements which people rejected point past them: at the voice behind, or the author."""
    gone = set(gone)
    if not gone:
        return record
    behind = {row.id: row.via for row in record.statements}

    def past(id: str | None) -> str | None:
        seen: set[str] = set()
        while id in gone and id not in seen:
            seen.add(id)
            id = behind.get(id)
        return None if id in gone else id

    change = msgspec.structs.replace
    return change(
        record,
        statements=tuple(change(s, via=past(s.via)) for s in record.statements if s.id not in gone),
        events=tuple(change(e, voice=past(e.voice) or "author") for e in record.events),
        quantities=tuple(change(q, voice=past(q.voice) or "author") for q in record.quantities),
    )


def load_item(db: sqlite3.Connection, key: str) -> Item:
    """Return an article's current version as weaving sees it: with people's edits, without the rows they rejected."""
    found = db.execute("SELECT outlet, url, published, current FROM article WHERE key = ?", (key,)).fetchone()
    if found is None:
        raise KeyError(key)
    outlet, url, published, number = found
    record, reading = load_record(db, key, number)
    bare = Item(key=f"{key}/{number}", record=record)
    stored = {
        address: rest
        for address, *rest in db.execute(
            "SELECT placed, address, shown, body, verdict FROM story_row "
            "WHERE article = ? AND version = ? AND reading = ? AND state = 'live'",
            (key, number, reading),
        )
    }
    rows: dict[Kind, list[Row]] = {kind: [] for kind in TYPES}
    address_of: dict[int, str] = {}
    gone: set[str] = set()
    placed_at = {id(one.row): one.address for one in placed(bare)}
    for kind in TYPES:
        for row in getattr(record, PLURAL[kind]):
            if (at := placed_at.get(id(row))) not in stored:
                continue
            address, shown, body, verdict = stored[at]
            if shown != body:
                row = msgspec.json.decode(shown, type=TYPES[kind])
            if verdict == "reject" and not isinstance(row, Statement):
                continue
            rows[kind].append(row)
            if verdict == "reject":
                gone.add(row.id)  # leaves with the pointers at it
            else:
                address_of[id(row)] = address
    full = msgspec.structs.replace(record, **{PLURAL[kind]: tuple(of_kind) for kind, of_kind in rows.items()})
    cleaned = _without(full, gone)
    if gone:  # the rows are other objects now, in the same order
        for kind in ("statement", "event", "quantity"):
            before = [row for row in rows[kind] if id(row) in address_of]
            for old, new in zip(before, getattr(cleaned, PLURAL[kind]), strict=True):
                address_of[id(new)] = address_of[id(old)]
    item = Item(key=bare.key, outlet=outlet, url=url, published=published, record=cleaned)
    lasting = {one.address: address_of[id(one.row)] for one in placed(item) if id(one.row) in address_of}
    changed = {new: address for new, address in lasting.items() if new != address}
    return msgspec.structs.replace(item, lasting=changed) if changed else item
