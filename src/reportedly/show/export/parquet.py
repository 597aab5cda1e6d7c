"""A folder of Parquet files, one a table, written piece by piece."""

from contextlib import ExitStack
from pathlib import Path
from typing import Any

from reportedly.show.export.source import Source
from reportedly.show.export.tables import Row, rows, tables
from reportedly.show.export.writing import ExportError

AT_ONCE = 10_000  # rows of a row group


def write(source: Source, folder: Path) -> None:
    """Write every table; raises `ExportError` where pyarrow is not installed."""
    try:
        import pyarrow
        from pyarrow.parquet import ParquetWriter
    except ImportError:
        raise ExportError("parquet needs pyarrow (pip install 'reportedly[parquet]')") from None
    types = {"text": pyarrow.string(), "integer": pyarrow.int64(), "real": pyarrow.float64()}
    with ExitStack() as stack:
        schemas = {
            table: pyarrow.schema([
                pyarrow.field(c.name, types[c.type], nullable=not c.key, metadata={"description": c.doc})
                for c in columns])
            for table, columns in tables().items()
        }  # fmt: skip
        writers = {
            table: stack.enter_context(ParquetWriter(folder / f"{table}.parquet", schema, compression="zstd"))
            for table, schema in schemas.items()
        }
        held: dict[str, list[Row]] = {table: [] for table in schemas}

        def flush(table: str) -> None:
            batch: Any = pyarrow.Table.from_pylist(
                [{name: row.get(name) for name in schemas[table].names} for row in held[table]], schema=schemas[table]
            )
            writers[table].write_table(batch)
            held[table] = []

        for table, row in rows(source):
            held[table].append(row)
            source.written += 1
            if len(held[table]) == AT_ONCE:
                flush(table)
        for table in schemas:
            if held[table]:
                flush(table)
