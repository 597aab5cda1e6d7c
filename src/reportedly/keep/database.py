"""One SQLite file: opened or made, its version checked, written in short transactions; errors in plain words."""

import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from importlib.resources import files
from pathlib import Path

VERSION = 6
SCRIPTS = ("schema.sql", "neighbours.sql", "listing.sql", "touched.sql", "moments.sql")
APPLICATION = 0x52505459  # "RPTY", so that another program's database is not taken for a story
PATIENCE = 60.0  # seconds that a writer waits for another's transaction
OLDEST_SQLITE = (3, 38)  # the operator ->> in the views


class StoryError(Exception):
    """A story cannot be opened, read or written; the message is one sentence that names it, the reason and the mend."""


def _explain(path: str, error: sqlite3.Error) -> StoryError:
    """Say in plain words what SQLite says of the file."""
    said, name = str(error), getattr(error, "sqlite_errorname", "") or ""
    if name.startswith("SQLITE_FULL"):
        reason = "the disk is full; what was stored before stays (make room, then run the same command again)"
    elif name.startswith("SQLITE_READONLY"):
        reason = "it cannot be written, the file or its folder is read-only (allow writing, or copy it elsewhere)"
    elif name.startswith("SQLITE_CANTOPEN"):
        reason = "it cannot be opened (check that the folder exists and may be written)"
    elif name.startswith(("SQLITE_BUSY", "SQLITE_LOCKED")):
        reason = f"another program has been writing to it for over {PATIENCE:.0f} seconds (try again when it is done)"
    elif name.startswith(("SQLITE_NOTADB", "SQLITE_CORRUPT")):
        reason = "it is no story, or a damaged one (check the name)"
    elif name.startswith("SQLITE_IOERR"):
        reason = f"the disk does not read or write it: {said} (check the disk and its free space)"
    else:
        reason = said
    return StoryError(f"{path}: {reason}")


class Database:
    """A connection to a story. `readonly` opens an existing file that is never written, not even made newer.

    Raises `StoryError` for a file that is no story, is of a newer version, or cannot be opened.
    """

    def __init__(self, path: str | os.PathLike[str], *, create: bool = True, readonly: bool = False) -> None:
        self.path = os.fspath(path)
        if self.path.startswith(("postgresql://", "postgres://")):
            raise StoryError(f"{self.path}: a story is a file for now (give a file name)")
        if sqlite3.sqlite_version_info < OLDEST_SQLITE:
            raise StoryError(
                f"{self.path}: Python's SQLite is {sqlite3.sqlite_version}, and a story needs "
                f"{'.'.join(map(str, OLDEST_SQLITE))} (use a newer Python)"
            )
        self._check_place(create and not readonly)
        mode = "ro" if readonly else "rwc" if create else "rw"
        if readonly and not os.access(os.path.dirname(os.path.abspath(self.path)), os.W_OK):
            mode += "&immutable=1"  # no place for the files beside it that a shared reader needs
        with self.explained():
            self.connection = sqlite3.connect(
                f"{Path(os.path.abspath(self.path)).as_uri()}?mode={mode}",
                uri=True, timeout=PATIENCE, isolation_level=None, check_same_thread=False,
            )  # fmt: skip
            try:
                self._prepare(readonly)
            except BaseException:
                self.connection.close()
                raise

    def _check_place(self, create: bool) -> None:
        if os.path.isdir(self.path):
            raise StoryError(f"{self.path}: it is a folder, and a story is a file (name a file in it)")
        if os.path.exists(self.path):
            return
        if not create:
            raise StoryError(f"{self.path}: there is no such story (check the name, or make it with `reportedly add`)")
        folder = os.path.dirname(os.path.abspath(self.path))
        if not os.path.isdir(folder):
            raise StoryError(f"{self.path}: its folder does not exist (make it first)")
        if not os.access(folder, os.W_OK):
            raise StoryError(f"{self.path}: its folder may not be written (allow writing, or name another place)")

    def _prepare(self, readonly: bool) -> None:
        run = self.connection.execute
        if not self._is_ours() and not readonly:
            run("PRAGMA journal_mode = WAL")
            with self.transaction():
                if not self._is_ours():  # another may have made it meanwhile
                    for script in SCRIPTS:
                        run_script(self.connection, script)
                    run(f"PRAGMA application_id = {APPLICATION}")
                    run(f"PRAGMA user_version = {VERSION}")
        elif readonly and not self._is_ours():
            raise StoryError(f"{self.path}: it is empty, no story (check the name)")
        if self._version() < VERSION:
            self._renew(readonly)
        run("PRAGMA foreign_keys = ON")
        run("PRAGMA synchronous = NORMAL")  # with WAL, a power cut may take the last articles, never the file
        run("PRAGMA cache_size = -65536")
        if readonly:
            run("PRAGMA query_only = ON")

    def _is_ours(self) -> bool:
        """Tell whether the file is a story of this version; false for an empty one. Raises `StoryError` for others."""
        (application,) = self.connection.execute("PRAGMA application_id").fetchone()
        (version,) = self.connection.execute("PRAGMA user_version").fetchone()
        (tables,) = self.connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
        if application == 0 and tables == 0:
            return False
        if application != APPLICATION:
            raise StoryError(f"{self.path}: it is a database of another program, not a story (check the name)")
        if version > VERSION:
            raise StoryError(
                f"{self.path}: it was written by a newer reportedly (story version {version}, this one knows "
                f"{VERSION}); nothing was changed (install the newer reportedly)"
            )
        return True

    def _version(self) -> int:
        (version,) = self.connection.execute("PRAGMA user_version").fetchone()
        return int(version)

    def _renew(self, readonly: bool) -> None:
        """Bring an older story up to this version; what was read and decided stays as it is."""
        if readonly:
            raise StoryError(
                f"{self.path}: it is of an older reportedly (story version {self._version()}) and has to be brought up "
                f"to version {VERSION} before it is read (run `reportedly review {self.path} log` once)"
            )
        from reportedly.keep.upgrading import upgrade

        with self.transaction() as db:
            upgrade(db, self._version())
            db.execute(f"PRAGMA user_version = {VERSION}")

    @contextmanager
    def explained(self) -> Iterator[None]:
        """Turn SQLite's errors within into `StoryError`."""
        try:
            yield
        except sqlite3.Error as error:
            raise _explain(self.path, error) from error

    @contextmanager
    def transaction(self) -> Iterator[sqlite3.Connection]:
        """Write in one transaction that starts at once (a second writer waits here); all of it stands, or nothing."""
        with self.explained():
            self.connection.execute("BEGIN IMMEDIATE")
            try:
                yield self.connection
                self.connection.execute("COMMIT")
            except BaseException:
                self._roll_back()
                raise

    @contextmanager
    def reading(self) -> Iterator[sqlite3.Connection]:
        """Read one state of the story, whatever others write meanwhile."""
        if self.connection.in_transaction:
            yield self.connection
            return
        with self.explained():
            self.connection.execute("BEGIN")
            try:
                yield self.connection
            finally:
                self._roll_back()

    def _roll_back(self) -> None:
        """Undo what is open; an interrupt may have closed the file before, which undoes it too."""
        with suppress(sqlite3.ProgrammingError):
            if self.connection.in_transaction:
                self.connection.execute("ROLLBACK")

    def close(self) -> None:
        """Close the file."""
        self.connection.close()


def run_script(db: sqlite3.Connection, name: str) -> None:
    """Run a script of this package, statement by statement, within the caller's transaction."""
    for statement in _statements(files("reportedly.keep").joinpath(name).read_text("utf-8")):
        db.execute(statement)


def _statements(script: str) -> Iterator[str]:
    """Cut a script into its statements, so that they run within a transaction (`executescript` would commit it)."""
    held = ""
    for line in script.splitlines(keepends=True):
        held += line
        if sqlite3.complete_statement(held):
            yield held
            held = ""
