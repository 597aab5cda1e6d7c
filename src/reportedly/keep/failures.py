"""Inputs that were not read: one row each in the story, gone once the same input is read."""

import sqlite3
from collections.abc import Iterable

from reportedly.gather import Failure


def store_failure(db: sqlite3.Connection, failure: Failure) -> None:
    """Keep a failure; the last one of a source counts."""
    db.execute(
        "INSERT INTO failure VALUES (?, ?, ?) ON CONFLICT (source) DO UPDATE SET reason = excluded.reason, "
        "mend = excluded.mend",
        (failure.source, failure.reason, failure.mend),
    )


def has_failure(db: sqlite3.Connection, source: str) -> bool:
    """Tell whether a source failed when it was last read."""
    return db.execute("SELECT 1 FROM failure WHERE source = ?", (source,)).fetchone() is not None


def forget_failure(db: sqlite3.Connection, source: str) -> None:
    """Let go of a failure, since the source was read."""
    db.execute("DELETE FROM failure WHERE source = ?", (source,))


def failures(db: sqlite3.Connection) -> list[Failure]:
    """Return what was not read, by source."""
    return [Failure(*row) for row in db.execute("SELECT source, reason, mend FROM failure ORDER BY source")]


def mends(db: sqlite3.Connection, of: Iterable[str]) -> dict[str, str]:
    """Return how each of some sources that were not read can be mended."""
    query = "SELECT mend FROM failure WHERE source = ?"
    return {source: mend for source in of for (mend,) in db.execute(query, (source,))}
