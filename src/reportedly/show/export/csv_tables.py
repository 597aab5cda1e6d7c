"""A folder of CSV files, one a table (UTF-8, a header line), described by a datapackage.json (Frictionless)."""

import csv
from contextlib import ExitStack
from pathlib import Path
from typing import Any

from reportedly.show.export.source import Source
from reportedly.show.export.tables import rows, tables
from reportedly.show.export.writing import to_document

TYPES = {"text": "string", "integer": "integer", "real": "number"}


def write(source: Source, folder: Path) -> None:
    """Write every table, an empty one with its header only."""
    with ExitStack() as stack:
        writers = {}
        for table, columns in tables().items():
            file = stack.enter_context(open(folder / f"{table}.csv", "w", encoding="utf-8", newline=""))
            writers[table] = csv.DictWriter(
                file, [column.name for column in columns], extrasaction="ignore", lineterminator="\n"
            )
            writers[table].writeheader()
        for table, row in rows(source):
            writers[table].writerow(row)
            source.written += 1
    (folder / "datapackage.json").write_text(to_document(package(source)), encoding="utf-8")


def package(source: Source) -> dict[str, Any]:
    """Return the description of the folder."""
    resources = []
    for table, columns in tables().items():
        fields = [{"name": c.name, "type": TYPES[c.type], "description": c.doc} for c in columns]
        schema: dict[str, Any] = {"fields": fields, "missingValues": [""]}
        if key := next((c.name for c in columns if c.key), None):
            schema["primaryKey"] = key
        resources.append({"name": table, "path": f"{table}.csv", "profile": "tabular-data-resource", "schema": schema})
    return {"name": "story", "title": source.name, "profile": "tabular-data-package", "resources": resources}
