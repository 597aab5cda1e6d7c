"""The page of a row: its words in their sentence, its fields, what was decided about it, and the forms to decide."""

from typing import Any, NamedTuple

import msgspec

from reportedly.keep.articles import load_version
from reportedly.keep.decided import about, undone
from reportedly.keep.details import claim_holding
from reportedly.keep.rows import field_of
from reportedly.show.site.editing import FIELDS, Field, as_written
from reportedly.show.site.page import Missing, Moved, Page, Query
from reportedly.show.site.pages.review import DecisionRow, decision_row
from reportedly.show.site.reader import Evidence, Reader
from reportedly.weave.facts import sentences_of

STATES = {
    "live": "it stands in the newest reading of the newest text",
    "superseded": "a newer reading does not find it",
    "withdrawn": "a newer version of the article has dropped the passage",
    "carried": "a row of the article's newer version took its place",
}


class RowQuery(Query, frozen=True, kw_only=True):
    """What the page of a row can be asked: its address, or the ten digits that are its short name."""

    address: str


class RowData(msgspec.Struct, frozen=True, kw_only=True):
    """A row. `shown` is with people's edits, `read` as it was read, `words` what its spans say."""

    address: str
    kind: str
    state: str
    verdict: str | None
    article: str
    version: int
    start: int
    end: int
    follows: str | None
    followed_by: tuple[str, ...]
    claim: str | None
    shown: dict[str, Any]
    read: dict[str, Any]
    words: dict[str, Any]
    history: tuple[DecisionRow, ...]


class FieldRow(msgspec.Struct, frozen=True, kw_only=True):
    """A field of a row: as shown and as read (JSON unless words), and the words that its characters are."""

    field: str
    shown: str
    read: str
    words: str | None


class Input(NamedTuple):
    """A field of the form: what it says now, and that as JSON."""

    field: Field
    value: str
    was: str


def row(reader: Reader, query: RowQuery) -> Page:
    """Return a row's page; a short name leads to the address."""
    db, columns = reader.db, "address, kind, state, verdict, article, version, start, stop, follows, body, shown, words"
    found = db.execute(f"SELECT {columns} FROM story_row WHERE address = ?", (query.address,)).fetchone()
    if found is None:
        named = db.execute("SELECT address FROM story_row WHERE hash = ?", (query.address,)).fetchone()
        if named:
            raise Moved("row", address=named[0])
        raise Missing(f"{query.address[:200]}: the story has no such row.")
    address, kind, state, verdict, article, version, start, stop, follows, body, shown, words = found
    heirs = db.execute("SELECT address FROM story_row WHERE follows = ? ORDER BY address", (address,))
    dropped = undone(db)
    data = RowData(
        address=address, kind=kind, state=state, verdict=verdict, article=article, version=version, start=start,
        end=stop, follows=follows, followed_by=tuple(one for (one,) in heirs), claim=claim_holding(db, address),
        shown=msgspec.json.decode(shown), read=msgspec.json.decode(body), words=msgspec.json.decode(words),
        history=tuple(decision_row(one, dropped) for one in about(db, address)),
    )  # fmt: skip
    inputs = [
        Input(field, as_written(field, value), msgspec.json.encode(value).decode())
        for field in FIELDS.get(kind, ())
        for value in (field_of(shown, field.path),)
    ]
    evidence = _evidence(reader, data)
    return Page(
        title=f"{kind.capitalize()}: {evidence.words[:80]}",
        data=data,
        template="row.html",
        rows=(rows := _fields(data)),
        context={"evidence": evidence, "fields": rows, "inputs": inputs, "state": STATES[state], "writing": "closed"},
    )


def _evidence(reader: Reader, data: RowData) -> Evidence:
    """Return the row's characters in their sentence, of the version that it stands in."""
    facts = load_version(reader.db, data.article, data.version)
    text, start, end = facts.text, data.start, data.end
    around = sentences_of(text, [(start, end)])
    first, last = (min(around[0][0], start), max(around[-1][1], end)) if around else (start, end)
    query = "SELECT outlet, published FROM article WHERE key = ?"
    outlet, published = reader.db.execute(query, (data.article,)).fetchone()
    return Evidence(data.article, outlet, published, facts.title, text[first:start], text[start:end], text[end:last],
                    start, end)  # fmt: skip


def _fields(data: RowData) -> list[FieldRow]:
    def written(value: Any) -> str:
        return as_written(Field(""), value)

    found = []
    for name, value in data.shown.items():
        parts = value if isinstance(value, dict) else {"": value}
        read = data.read.get(name)
        for part, one in parts.items():
            was = read.get(part) if part and isinstance(read, dict) else read
            said = data.words.get(name) if part in ("", "spans") else None
            found.append(FieldRow(field=f"{name}.{part}" if part else name, shown=written(one), read=written(was),
                                  words=said if isinstance(said, str) else None))  # fmt: skip
    return found
