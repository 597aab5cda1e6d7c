"""Slices of the log of decisions and of the queue: what pages of review show."""

import sqlite3

from reportedly.keep.decisions import COLUMNS, Decision, chain, from_row, heirs, undone
from reportedly.keep.review import Waiting

__all__ = ["about", "count_log", "count_queue", "log_slice", "queue_slice", "undone"]


def count_log(db: sqlite3.Connection) -> int:
    """Return how many entries the log has."""
    return int(db.execute("SELECT count(*) FROM decision").fetchone()[0])


def log_slice(db: sqlite3.Connection, limit: int, offset: int = 0) -> list[Decision]:
    """Return at most `limit` entries of the log, the latest first."""
    query = f"SELECT {COLUMNS} FROM decision ORDER BY seq DESC LIMIT ? OFFSET ?"
    return [from_row(row) for row in db.execute(query, (limit, offset))]


def count_queue(db: sqlite3.Connection) -> int:
    """Return how many decisions wait for people."""
    return int(db.execute("SELECT count(*) FROM queue").fetchone()[0])


def queue_slice(db: sqlite3.Connection, limit: int, offset: int = 0) -> list[Waiting]:
    """Return at most `limit` of the decisions that fit no live row any more, the latest first."""
    columns = ", ".join(f"d.{name}" for name in COLUMNS.split(", "))
    query = (f"SELECT q.address, q.reason, {columns} FROM queue q JOIN decision d ON d.id = q.decision "
             "ORDER BY d.seq DESC, q.address LIMIT ? OFFSET ?")  # fmt: skip
    return [
        Waiting(from_row(tuple(entry)), address, reason)
        for address, reason, *entry in db.execute(query, (limit, offset))
    ]


def about(db: sqlite3.Connection, address: str) -> list[Decision]:
    """Return the decisions about a row, what it follows and what follows it, with their undoings, latest first."""
    ways = list(dict.fromkeys([*chain(db, address), *heirs(db, address)]))
    found: dict[str, tuple[int, Decision]] = {}
    query = f"SELECT seq, {COLUMNS} FROM decision WHERE "
    for way in ways:
        for seq, *rest in db.execute(f"{query}address = ? OR other = ?", (way, way)).fetchall():
            found[rest[0]] = seq, from_row(tuple(rest))
    front = list(found)
    for id in front:
        for seq, *rest in db.execute(f"{query}verb = 'undo' AND address = ?", (id,)).fetchall():
            if rest[0] not in found:
                found[rest[0]] = seq, from_row(tuple(rest))
                front.append(rest[0])
    return [entry for _, entry in sorted(found.values(), key=lambda one: -one[0])]
