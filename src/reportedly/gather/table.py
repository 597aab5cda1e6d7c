"""Tables of articles, one a row: JSON, JSON Lines, CSV and Parquet, read as a stream where the format allows."""

import csv
import io
from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import chain, islice
from typing import Any, BinaryIO

import msgspec

from reportedly.gather.columns import find_columns, row_to_draft
from reportedly.gather.decode import SAVE_AS, decode, encoding_of
from reportedly.gather.draft import Draft
from reportedly.gather.failure import Failure, Refused

Row = tuple[str, Mapping[str, Any] | Failure]  # the row's name ("news.csv row 3") and its cells
Rows = Iterator[Row]

SAMPLE = 20  # rows that are looked at to tell that a table has no column with the text
HEAD = 1_000_000
DELIMITERS = ",\t;|"


def _decode_json(data: str | bytes) -> Any:
    """Decode JSON; raises `Refused` with the decoder's reason."""
    try:
        return msgspec.json.decode(data)
    except (msgspec.DecodeError, RecursionError, UnicodeDecodeError) as error:
        reason = str(error).removeprefix("JSON is malformed: ") if not isinstance(error, RecursionError) else "too deep"
        raise Refused(f"is not valid JSON: {reason}") from None


def _json_rows(stream: BinaryIO, source: str) -> Rows:
    """Yield the objects of an array, or the one object that the file is."""
    value = _decode_json(decode(stream.read()))
    if isinstance(value, dict):
        yield source, value
        return
    if not isinstance(value, list):
        raise Refused("is JSON, but neither an object nor an array of objects")
    if not value:
        raise Refused("is an empty array")
    for number, row in enumerate(value, 1):
        name = f"{source} row {number}"
        yield name, row if isinstance(row, dict) else Failure(name, "is no object")


def _lines(stream: BinaryIO) -> Iterator[str]:
    """Yield the lines of a stream of text; raises `Refused` at the first that breaks the encoding."""
    head = stream.read(HEAD)
    encoding = encoding_of(head)
    try:
        head.decode(encoding)
    except UnicodeDecodeError as error:
        if error.start < len(head) - 4:  # not just cut in the middle of a character
            decode(head)  # raises, unless the whole is surely Windows-1252
            encoding = "cp1252"
    stream.seek(0)
    number = 0
    try:
        for line in io.TextIOWrapper(stream, encoding=encoding, newline="\n"):
            number += 1
            yield line
    except UnicodeDecodeError:
        raise Refused(f"is not valid {encoding.upper()} after line {number}", SAVE_AS) from None


def _jsonl_rows(stream: BinaryIO, source: str) -> Rows:
    for number, line in enumerate(_lines(stream), 1):
        if not line.strip():
            continue
        name = f"{source} line {number}"
        try:
            row = _decode_json(line)
        except Refused as problem:
            yield name, problem.at(name)
            continue
        yield name, row if isinstance(row, dict) else Failure(name, "is no JSON object")


def _csv_rows(stream: BinaryIO, source: str) -> Rows:
    csv.field_size_limit(2**31 - 1)
    lines = _lines(stream)
    header = next(lines, "")
    delimiter = max(DELIMITERS, key=header.count)
    reader = csv.DictReader(chain((header,), lines), delimiter=delimiter, restkey=None)
    number = 0
    try:
        for row in reader:
            number += 1
            yield f"{source} row {number}", {name: cell for name, cell in row.items() if name is not None}
    except csv.Error as error:
        raise Refused(f"is not valid CSV after row {number}: {error}") from None
    if not number:
        find_columns([name for name in reader.fieldnames or () if name.strip()], {})
        raise Refused("has no rows")


def _parquet_rows(stream: BinaryIO, source: str) -> Rows:
    try:
        import pyarrow
        import pyarrow.parquet
    except ImportError:
        raise Refused("is a Parquet file, which needs pyarrow", "pip install 'reportedly[parquet]'") from None
    try:
        table = pyarrow.parquet.ParquetFile(stream)
        number = 0
        for batch in table.iter_batches(batch_size=64):
            for row in batch.to_pylist():
                number += 1
                yield f"{source} row {number}", row
    except (pyarrow.ArrowException, OSError) as error:
        raise Refused(f"is not a readable Parquet file: {str(error)[:120]}") from None
    if not number:
        raise Refused("has no rows")


READERS: dict[str, Callable[[BinaryIO, str], Rows]] = {
    "json": _json_rows,
    "jsonl": _jsonl_rows,
    "csv": _csv_rows,
    "parquet": _parquet_rows,
}


def _column_names(rows: Iterable[Row]) -> list[str]:
    """Return the names that the rows have, in order of appearance."""
    return list(dict.fromkeys(name for _, row in rows if not isinstance(row, Failure) for name in row))


def read_table(stream: BinaryIO, source: str, kind: str, columns: Mapping[str, str]) -> Iterator[Draft | Failure]:
    """Yield the articles of a table, and a failure for each row that holds none.

    `columns` maps our fields to the table's columns (see `columns.check_columns`). Raises `Refused` if the table as
    a whole cannot be read; rows before the place where it breaks have been yielded by then.
    """
    rows = READERS[kind](stream, source)
    sample: list[Row] = []
    broken: Refused | None = None
    try:
        sample.extend(islice(rows, SAMPLE))
    except Refused as problem:
        broken = problem
    if not sample:
        raise broken or Refused("has no rows")
    if any(not isinstance(row, Failure) for _, row in sample):
        find_columns(_column_names(sample), columns)
    for name, row in chain(sample, () if broken else rows):
        if isinstance(row, Failure):
            yield row
            continue
        try:
            yield row_to_draft(row, find_columns(row, columns, row=True), name)
        except Refused as problem:
            yield problem.at(name)
    if broken:
        raise broken
