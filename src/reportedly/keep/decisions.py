"""What people decided: an append-only log about row addresses, and what it makes of the rows."""

import getpass
import hashlib
import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Literal, get_args

import msgspec

from reportedly.keep.database import StoryError
from reportedly.keep.rows import SPANS, edited, field_of, to_json
from reportedly.weave.family import Links
from reportedly.weave.item import Kind

Verb = Literal["accept", "reject", "edit", "merge", "split", "undo"]
VERBS: tuple[Verb, ...] = get_args(Verb)
COLUMNS = "id, verb, address, other, change, before, author, at, reason"


class Decision(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One entry of the log. Of `undo`, `address` is the id of the entry undone.

    `change` are an edit's fields with their new values, `before` with those that the person saw.
    """

    verb: Verb
    address: str
    other: str | None = None
    change: dict[str, Any] | None = None
    before: dict[str, Any] | None = None
    author: str
    at: str
    reason: str = ""
    id: str = ""

    def named(self) -> "Decision":
        """Return the entry with its id: sixteen hexadecimal digits of all else in it."""
        bare = msgspec.structs.replace(self, id="")
        digest = hashlib.sha256(msgspec.json.encode(bare, order="deterministic")).hexdigest()[:16]
        return msgspec.structs.replace(self, id=digest)


class Stale(StoryError):
    """An edit was made against a state that is no longer; the message shows the difference."""


def default_author() -> str:
    """Return the name that the system knows the person by."""
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):
        return "unknown"


def from_row(row: tuple[Any, ...]) -> Decision:
    """Return the entry that a row of COLUMNS holds."""
    id, verb, address, other, change, before, author, at, reason = row
    return Decision(
        id=id, verb=verb, address=address, other=other, author=author, at=at, reason=reason,
        change=msgspec.json.decode(change) if change else None,
        before=msgspec.json.decode(before) if before else None,
    )  # fmt: skip


def log(db: sqlite3.Connection) -> Iterator[Decision]:
    """Yield every entry, oldest first."""
    for row in db.execute(f"SELECT {COLUMNS} FROM decision ORDER BY seq"):
        yield from_row(row)


def undone(db: sqlite3.Connection) -> frozenset[str]:
    """Return the ids of the entries that do not count: undone by an entry that itself was not undone."""
    found: set[str] = set()
    for id, target in db.execute("SELECT id, address FROM decision WHERE verb = 'undo' ORDER BY seq DESC"):
        if id not in found:
            found.add(target)
    return frozenset(found)


def chain(db: sqlite3.Connection, address: str) -> list[str]:
    """Return the addresses whose decisions a row takes: its own, and that of each row it follows."""
    found = [address]
    while row := db.execute("SELECT follows FROM story_row WHERE address = ?", (found[-1],)).fetchone():
        if row[0] is None or row[0] in found:
            break
        found.append(row[0])
    return found


def heirs(db: sqlite3.Connection, address: str) -> list[str]:
    """Return an address and those of all rows that follow it, near and far."""
    found = [address]
    for one in found:
        more = db.execute("SELECT address FROM story_row WHERE follows = ? ORDER BY address", (one,))
        found += [row[0] for row in more if row[0] not in found]
    return found


def _fold(db: sqlite3.Connection, address: str, dropped: frozenset[str]) -> list[Decision]:
    """Return the decisions that hold for a row, oldest first, and take effect on it: verdict and shown fields."""
    row = db.execute("SELECT kind, version, body FROM story_row WHERE address = ?", (address,)).fetchone()
    if row is None:
        return []
    kind, version, body = row
    ways = chain(db, address)
    marks = ", ".join("?" * len(ways))
    entries = [
        from_row(entry)
        for entry in db.execute(
            f"SELECT {COLUMNS} FROM decision WHERE address IN ({marks}) AND verb <> 'undo' ORDER BY seq", ways
        )
        if entry[0] not in dropped
    ]
    verdict, shown, failed = None, body, []
    for entry in entries:
        if entry.verb in ("accept", "reject"):
            verdict = entry.verb
        elif entry.verb == "edit":
            try:
                shown = edited(kind, shown, _fitting(entry, kind, version))
            except ValueError:
                failed.append(entry)
    db.execute("UPDATE story_row SET verdict = ?, shown = ? WHERE address = ?", (verdict, shown, address))
    return failed


def _fitting(entry: Decision, kind: Kind, version: int) -> Mapping[str, Any]:
    """Return an edit's change; raises `ValueError` if it sets spans of another version's text."""
    change = entry.change or {}
    of_spans = [path for path in change if path in SPANS[kind] or path.endswith("spans") or path == "mentions"]
    if of_spans and int(entry.address.rsplit("/", 3)[1]) != version:
        raise ValueError(f"{', '.join(of_spans)}: the characters are those of another version")
    return change


def article_of(address: str) -> str:
    """Return the key of the article that a row's address is in."""
    return address.rsplit("/", 3)[0]


def refold(db: sqlite3.Connection, articles: Iterable[str]) -> None:
    """Bring the rows and the queue of some articles up to the log, within the caller's transaction."""
    if db.execute("SELECT 1 FROM decision LIMIT 1").fetchone() is None:
        return
    dropped = undone(db)
    for article in sorted(set(articles)):
        within = (f"{article}/", f"{article}0")  # "0" comes after "/"
        failed: dict[str, list[Decision]] = defaultdict(list)
        touched = [
            address
            for (address,) in db.execute(
                "SELECT address FROM story_row WHERE article = ? AND (follows IS NOT NULL OR verdict IS NOT NULL "
                "OR shown <> body OR address IN (SELECT address FROM decision WHERE address >= ? AND address < ?)) "
                "ORDER BY version, address",
                (article, *within),
            )
        ]
        for address in touched:
            failed[address] = _fold(db, address, dropped)
        _requeue(db, within, failed, dropped)


def _requeue(
    db: sqlite3.Connection, within: tuple[str, str], failed: Mapping[str, list[Decision]], dropped: frozenset[str]
) -> None:
    """Write anew which decisions about an article's rows wait for people; a rejection whose row is gone does not."""
    db.execute("DELETE FROM queue WHERE address >= ? AND address < ?", within)
    waiting: dict[tuple[str, str], str] = {}
    query = f"SELECT {COLUMNS} FROM decision WHERE verb NOT IN ('undo', 'reject') AND "
    for side in ("address", "other"):
        for entry in map(from_row, db.execute(f"{query}{side} >= ? AND {side} < ? ORDER BY seq", within).fetchall()):
            address = entry.address if side == "address" else entry.other or ""
            if entry.id not in dropped and (reason := _missing(db, address)):
                waiting[entry.id, address] = reason
    for address, entries in failed.items():
        (state,) = db.execute("SELECT state FROM story_row WHERE address = ?", (address,)).fetchone()
        for entry in entries:
            if state == "live":
                waiting.setdefault((entry.id, entry.address), f"the edit does not fit {address} any more")
    db.executemany("INSERT INTO queue VALUES (?, ?, ?)", [(*ids, reason) for ids, reason in sorted(waiting.items())])


def _missing(db: sqlite3.Connection, address: str) -> str | None:
    """Say why no live row has an address; None if one has."""
    states = []
    for one in heirs(db, address):
        row = db.execute("SELECT state FROM story_row WHERE address = ?", (one,)).fetchone()
        states.append(row[0] if row else "")
    if "live" in states:
        return None
    if states[0] == "":
        return "the story has no such row"
    if "withdrawn" in states:
        return "a newer version of the article has dropped the passage"
    return "a newer reading does not find the row"


def links(db: sqlite3.Connection) -> Links:
    """Return what was merged and split, between the addresses of live rows."""
    dropped = undone(db)
    pairs: dict[tuple[str, str], str] = {}
    query = "SELECT id, verb, address, other FROM decision WHERE verb IN ('merge', 'split') ORDER BY seq"
    for id, verb, left, right in db.execute(query).fetchall():
        if id not in dropped:
            for one in _live(db, left):
                for two in _live(db, right):
                    pairs[min(one, two), max(one, two)] = verb  # the later word counts
    return Links(
        must=frozenset(pair for pair, verb in pairs.items() if verb == "merge"),
        cannot=frozenset(pair for pair, verb in pairs.items() if verb == "split"),
    )


def _live(db: sqlite3.Connection, address: str) -> list[str]:
    query = "SELECT 1 FROM story_row WHERE address = ? AND state = 'live'"
    return [one for one in heirs(db, address) if db.execute(query, (one,)).fetchone()]


def append(db: sqlite3.Connection, entry: Decision) -> frozenset[str]:
    """Append an entry and apply it, within the caller's transaction; return the keys of the articles it is about.

    An entry about an address that the story has not is kept in the queue. Raises `Stale` for an edit whose `before` is
    no longer so, `StoryError` for one that says nothing sensible.
    """
    entry = entry.named()
    _check(db, entry)
    db.execute(
        f"INSERT INTO decision ({COLUMNS}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (entry.id, entry.verb, entry.address, entry.other, to_json(entry.change) if entry.change else None,
         to_json(entry.before) if entry.before else None, entry.author, entry.at, entry.reason),
    )  # fmt: skip
    return touched_by(db, entry)


def touched_by(db: sqlite3.Connection, entry: Decision) -> frozenset[str]:
    """Return the keys of the articles whose rows an entry is about, through any entries that it undoes."""
    while entry.verb == "undo":
        row = db.execute(f"SELECT {COLUMNS} FROM decision WHERE id = ?", (entry.address,)).fetchone()
        if row is None:
            return frozenset()
        entry = from_row(row)
    return frozenset(article_of(address) for address in (entry.address, entry.other) if address)


def _check(db: sqlite3.Connection, entry: Decision) -> None:
    if entry.verb == "undo":
        if db.execute("SELECT 1 FROM decision WHERE id = ?", (entry.address,)).fetchone() is None:
            raise StoryError(f"{entry.address}: the log has no such entry (see `review STORY log`)")
        if entry.address in undone(db):
            raise StoryError(f"{entry.address}: it is undone already")
        return
    if entry.verb in ("merge", "split") and (not entry.other or entry.other == entry.address):
        raise StoryError(f"{entry.address}: to {entry.verb} takes two different rows")
    if entry.address.count("/") < 3 or (entry.other or "a/1/b/0-1").count("/") < 3:
        raise StoryError(f"{entry.address}: it is no address of a row (ARTICLE/VERSION/KIND/START-END)")
    if entry.verb == "edit":
        _check_edit(db, entry)


def _check_edit(db: sqlite3.Connection, entry: Decision) -> None:
    if not entry.change:
        raise StoryError(f"{entry.address}: the edit changes nothing (name a field, as in status=planned)")
    address = next(iter(_live(db, entry.address)), entry.address)
    row = db.execute("SELECT kind, shown FROM story_row WHERE address = ?", (address,)).fetchone()
    if row is None:
        return  # of an article that is not here yet
    kind, shown = row
    try:
        edited(kind, shown, entry.change)
    except ValueError as error:
        raise StoryError(f"{entry.address}: {error}") from None
    seen = entry.before or {}
    differing = [(path, was, is_now) for path, was in seen.items() if (is_now := field_of(shown, path)) != was]
    if differing:
        said = "; ".join(f"{path} was {to_json(was)} and is now {to_json(is_now)}" for path, was, is_now in differing)
        raise Stale(f"{entry.address}: the edit was made against an older state: {said} (look at it again)")
