"""A plain SQLite file: the tables with keys, indexes and full text search, and views; for Datasette and all SQL."""

import sqlite3
from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path

from reportedly.show.export.source import Source
from reportedly.show.export.tables import Column, rows, tables

SQL_TYPES = {"text": "TEXT", "integer": "INTEGER", "real": "REAL"}
SEARCHED = {"articles": ("title", "text"), "statements": ("source", "content")}


def write(source: Source, path: Path) -> None:
    """Write the file."""
    db = sqlite3.connect(path, isolation_level=None)
    try:
        db.execute("PRAGMA journal_mode = OFF")  # it is written aside: half of it is thrown away
        db.execute("PRAGMA synchronous = OFF")
        db.execute("BEGIN")
        inserts = {}
        for table, columns in tables().items():
            db.execute(_create(table, columns))
            inserts[table] = _insert(table, columns)
        for table, row in rows(source):
            db.execute(inserts[table], {c.name: row.get(c.name) for c in tables()[table]})
            source.written += 1
        for table, columns in tables().items():
            for column in columns:
                if column.refers or column.name in ("status", "type", "published", "source_kind"):
                    db.execute(f'CREATE INDEX "{table}_{column.name}" ON "{table}" ("{column.name}")')
        _about(db, source)
        for statement in views():
            db.execute(statement)
        _search(db)
        db.execute("COMMIT")
        db.execute("ANALYZE")
        db.execute("PRAGMA journal_mode = DELETE")
    finally:
        db.close()


def _create(table: str, columns: tuple[Column, ...]) -> str:
    parts = []
    for c in columns:
        part = f'"{c.name}" {SQL_TYPES[c.type]}'
        part += " PRIMARY KEY NOT NULL" if c.key else _refers(c.refers) if c.refers else ""
        parts.append(part)
    inner = ",\n  ".join(parts)
    return f'CREATE TABLE "{table}" (\n  {inner}\n)'


def _refers(table: str) -> str:
    """Return the reference to a table's key, by name: Datasette looks for it."""
    key = next(c.name for c in tables()[table] if c.key)
    return f' REFERENCES "{table}" ("{key}")'


def _insert(table: str, columns: tuple[Column, ...]) -> str:
    names = ", ".join(f'"{c.name}"' for c in columns)
    return f'INSERT INTO "{table}" ({names}) VALUES ({", ".join(f":{c.name}" for c in columns)})'


def views() -> Iterator[str]:
    """Yield the statements that make the views."""
    held = ""
    for line in files("reportedly.data").joinpath("export_views.sql").read_text("utf-8").splitlines(keepends=True):
        if held or not line.startswith("--"):
            held += line
        if held and sqlite3.complete_statement(held):
            yield held
            held = ""


def _about(db: sqlite3.Connection, source: Source) -> None:
    """Say in the file itself what it is."""
    db.execute("CREATE TABLE about (name TEXT PRIMARY KEY NOT NULL, value TEXT)")
    facts = {
        "story": source.name,
        "made by": f"reportedly {source.version}",
        "text": source.text,
        "offsets": "start and end count Unicode characters of the article's text from 0",
    }
    db.executemany("INSERT INTO about VALUES (?, ?)", facts.items())


def _search(db: sqlite3.Connection) -> None:
    """Add full text search in the form that Datasette and sqlite-utils look for, where SQLite has it."""
    for table, columns in SEARCHED.items():
        names = ", ".join(f"[{name}]" for name in columns)
        try:
            db.execute(f"CREATE VIRTUAL TABLE [{table}_fts] USING FTS5 ({names}, content=[{table}])")
        except sqlite3.OperationalError:  # an SQLite without FTS5
            return
        db.execute(f"INSERT INTO [{table}_fts] ([{table}_fts]) VALUES ('rebuild')")
