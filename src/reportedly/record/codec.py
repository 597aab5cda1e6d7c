"""Records to JSON and back, and the JSON Schema that describes them."""

from importlib.resources import files
from typing import Any

import msgspec

from reportedly.record.record import Record

SCHEMA = "reportedly/1"


def encode(record: Record) -> bytes:
    """Return `record` as UTF-8 JSON, every key present."""
    return msgspec.json.encode(record)


def decode(data: bytes | str) -> Record:
    """Return the record that `data` holds.

    Raises `ValueError` naming the path of the first value that does not fit, or an unknown schema version.
    """
    try:
        record = msgspec.json.decode(data, type=Record)
    except msgspec.DecodeError as error:
        raise ValueError(f"not a record: {error}") from error
    if record.schema != SCHEMA:
        raise ValueError(f"not a record of schema {SCHEMA}: it says {record.schema!r}")
    return record


def schema() -> dict[str, Any]:
    """Return the JSON Schema (draft 2020-12) of a record, each field with a description."""
    described = msgspec.json.schema(Record)
    for line in files("reportedly.data").joinpath("record_fields.tsv").read_text("utf-8").splitlines():
        if not line.startswith("#"):
            struct, field, meaning = line.split("\t")
            described["$defs"][struct]["properties"][field]["description"] = meaning
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", "title": SCHEMA, **described}
