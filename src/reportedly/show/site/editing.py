"""What people may edit of a row in a form: its fields by kind, how each is written, and what a filled form changes."""

from collections.abc import Mapping
from typing import Any, Literal, NamedTuple, get_args

import msgspec

from reportedly.record.rows import Bound, EntityKind, EventType, Force, Quote, SourceKind, Status, TimeType


class Field(NamedTuple):
    """A field: its path in the row, how it is written (words, or JSON for numbers and spans), what may be chosen."""

    path: str
    written: Literal["words", "json"] = "words"
    choices: tuple[str, ...] = ()


FIELDS: dict[str, tuple[Field, ...]] = {
    "event": (
        Field("status", choices=get_args(Status)), Field("type", choices=get_args(EventType)), Field("mode"),
        Field("date.earliest"), Field("date.latest"), Field("place.name"), Field("place.country"),
        Field("actor", "json"), Field("recipient", "json"),
    ),
    "statement": (
        Field("force", choices=get_args(Force)), Field("source_kind", choices=get_args(SourceKind)),
        Field("quote", choices=get_args(Quote)), Field("source", "json"), Field("cue", "json"),
    ),
    "quantity": (
        Field("value", "json"), Field("high", "json"), Field("bound", choices=get_args(Bound)), Field("unit"),
        Field("as_of"), Field("of", "json"),
    ),
    "entity": (Field("name"), Field("kind", choices=get_args(EntityKind)), Field("country"), Field("sector")),
    "time": (Field("type", choices=get_args(TimeType)), Field("value")),
    "dispute": (Field("reason"),),
}  # fmt: skip


def as_written(field: Field, value: Any) -> str:
    """Return a value as the form shows it; nothing for null."""
    if value is None:
        return ""
    return value if field.written == "words" and isinstance(value, str) else msgspec.json.encode(value).decode()


def filled(kind: str, form: Mapping[str, str]) -> tuple[dict[str, Any], dict[str, Any]]:
    """Return what a form (`to.PATH` as written, `was.PATH` as JSON) changes, and what the person saw there.

    An empty field is null. Raises `ValueError`, a sentence, for what is not written as it has to be.
    """
    change: dict[str, Any] = {}
    before: dict[str, Any] = {}
    for field in FIELDS.get(kind, ()):
        said, saw = form.get(f"to.{field.path}"), form.get(f"was.{field.path}")
        if said is None or saw is None:
            continue
        try:
            was = msgspec.json.decode(saw)
            if said.strip() == as_written(field, was).strip():
                continue
            new = said.strip() or None
            change[field.path] = msgspec.json.decode(new) if new and field.written == "json" else new
            before[field.path] = was
        except msgspec.DecodeError:
            raise ValueError(f"{field.path}: {said[:80]!r} is no number and no list of spans like [[0, 5]]") from None
    return change, before
