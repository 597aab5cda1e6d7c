"""Review: people's decisions about a story's rows, each one transaction with all that follows from it."""

import re
import sqlite3
from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

import msgspec

from reportedly.keep.database import Database, StoryError
from reportedly.keep.decisions import Decision, append, default_author, heirs, links, log, refold, undone
from reportedly.keep.neighbourhood import Weaver
from reportedly.keep.readings import instant
from reportedly.keep.rows import field_of

SHORT = re.compile(r"[0-9a-f]{10}$")


class Waiting(NamedTuple):
    """A decision that fits no live row any more, and why."""

    decision: Decision
    address: str
    reason: str


class Applied(NamedTuple):
    """What an import came to: entries taken, entries that the log had, and the refusals, one sentence each."""

    taken: int
    known: int
    refused: tuple[str, ...]


class Review:
    """The log of decisions of a story. Every entry has an author (else the system's user), a time and a reason."""

    def __init__(self, database: Database, weaver: Weaver) -> None:
        self._database = database
        self._weaver = weaver

    def accept(self, address: str, *, author: str | None = None, reason: str = "") -> Decision:
        """Say that a row is right."""
        return self._decide("accept", address, author=author, reason=reason)

    def reject(self, address: str, *, author: str | None = None, reason: str = "") -> Decision:
        """Say that a row is wrong: it leaves every view, and does not come back when the article is read anew."""
        return self._decide("reject", address, author=author, reason=reason)

    def edit(
        self,
        address: str,
        change: Mapping[str, Any],
        *,
        seen: Mapping[str, Any] | None = None,
        author: str | None = None,
        reason: str = "",
    ) -> Decision:
        """Change fields of a row (`{"status": "planned", "place.country": "VEN"}`).

        `seen` are the values that the person looked at; raises `Stale`, with the difference, if they are others now.
        """
        return self._decide("edit", address, change=dict(change), seen=seen, author=author, reason=reason)

    def merge(self, one: str, two: str, *, author: str | None = None, reason: str = "") -> Decision:
        """Say that two rows tell of one thing."""
        return self._decide("merge", one, other=two, author=author, reason=reason)

    def split(self, one: str, two: str, *, author: str | None = None, reason: str = "") -> Decision:
        """Say that two rows do not tell of one thing."""
        return self._decide("split", one, other=two, author=author, reason=reason)

    def undo(self, entry: str, *, author: str | None = None, reason: str = "") -> Decision:
        """Take an entry of the log back, by a further entry; an undo can be undone."""
        with self._database.transaction() as db:
            made = Decision(verb="undo", address=entry, author=author or default_author(), at=instant(), reason=reason)
            self._apply(db, made)
        return made.named()

    def log(self) -> list[Decision]:
        """Return every entry, oldest first."""
        with self._database.reading() as db:
            return list(log(db))

    def undone(self) -> frozenset[str]:
        """Return the ids of the entries that were undone."""
        with self._database.reading() as db:
            return undone(db)

    def queue(self) -> list[Waiting]:
        """Return the decisions that fit no live row any more."""
        with self._database.reading() as db:
            entries = {entry.id: entry for entry in log(db)}
            rows = db.execute("SELECT decision, address, reason FROM queue ORDER BY decision, address").fetchall()
        return [Waiting(entries[id], address, reason) for id, address, reason in rows]

    def export(self) -> bytes:
        """Return the log as JSON lines, oldest first."""
        return b"".join(msgspec.json.encode(entry) + b"\n" for entry in self.log())

    def apply(self, lines: Iterable[bytes | str]) -> Applied:
        """Append the entries of an exported log that this one has not, in their order; a refusal does not stop it."""
        taken, known, refused = 0, 0, []
        for number, line in enumerate(lines, 1):
            if not line.strip():
                continue
            try:
                entry = msgspec.json.decode(line, type=Decision)
                with self._database.transaction() as db:
                    if db.execute("SELECT 1 FROM decision WHERE id = ?", (entry.named().id,)).fetchone():
                        known += 1
                    else:
                        self._apply(db, entry)
                        taken += 1
            except msgspec.DecodeError as error:
                refused.append(f"line {number}: it is no entry of a log: {error}")
            except StoryError as error:
                refused.append(f"line {number}: {error}")
        return Applied(taken, known, tuple(refused))

    def resolve(self, name: str) -> str:
        """Return the address that a name stands for: an address, or its ten-digit short name; raises `StoryError`."""
        with self._database.reading() as db:
            return self._resolve(db, name)

    def _resolve(self, db: sqlite3.Connection, name: str) -> str:
        if SHORT.match(name):
            row = db.execute("SELECT address FROM story_row WHERE hash = ?", (name,)).fetchone()
            if row:
                return str(row[0])
        elif db.execute("SELECT 1 FROM story_row WHERE address = ?", (name,)).fetchone():
            return name
        raise StoryError(f"{name}: the story has no such row (addresses stand in every view)")

    def _decide(
        self,
        verb: Any,
        name: str,
        *,
        other: str | None = None,
        change: dict[str, Any] | None = None,
        seen: Mapping[str, Any] | None = None,
        author: str | None,
        reason: str,
    ) -> Decision:
        with self._database.transaction() as db:
            address = self._resolve(db, name)
            entry = Decision(
                verb=verb,
                address=address,
                other=self._resolve(db, other) if other else None,
                change=change,
                before=self._before(db, address, change, seen) if change else None,
                author=author or default_author(),
                at=instant(),
                reason=reason,
            )
            self._apply(db, entry)
        return entry.named()

    def _before(
        self, db: sqlite3.Connection, address: str, change: Mapping[str, Any], seen: Mapping[str, Any] | None
    ) -> dict[str, Any]:
        """Return what the changed fields were when the person looked: what they say, else what is there now."""
        query = "SELECT shown FROM story_row WHERE address = ? ORDER BY state = 'live' DESC"
        rows = [row for one in heirs(db, address) if (row := db.execute(query, (one,)).fetchone())]
        now_shown = {path: field_of(rows[-1][0], path) for path in change}
        return now_shown | dict(seen or {})

    def _apply(self, db: sqlite3.Connection, entry: Decision) -> None:
        touched = append(db, entry)
        refold(db, touched)
        query = "SELECT 1 FROM article WHERE key = ?"
        for article in sorted(touched):
            if db.execute(query, (article,)).fetchone():
                self._weaver.update(article, links(db))
