"""What a reading does to the rows of a story: new rows, rows found again, rows superseded, carried and withdrawn."""

import datetime
import sqlite3
import zlib
from collections.abc import Iterable, Mapping, Sequence

import msgspec

from reportedly.keep.articles import load_version
from reportedly.keep.rereading import Spot, carry, match, shifted
from reportedly.keep.rows import short, spot_from, spot_of, to_json, words_of
from reportedly.record import Reader, Record
from reportedly.weave.item import Item, Placed, placed

STAMP = datetime.UTC


def now() -> str:
    """Return the time in UTC, to the second."""
    return datetime.datetime.now(STAMP).isoformat(timespec="seconds")


def instant() -> str:
    """Return the time in UTC, to the microsecond."""
    return datetime.datetime.now(STAMP).isoformat(timespec="microseconds")


def reader_of(db: sqlite3.Connection, key: str, number: int) -> Reader | None:
    """Return what made the newest reading of a version, or None if it was never read."""
    found = db.execute(
        "SELECT reader, model FROM reading WHERE article = ? AND version = ? ORDER BY number DESC LIMIT 1",
        (key, number),
    ).fetchone()
    return Reader(version=found[0], model=found[1]) if found else None


def _write_reading(db: sqlite3.Connection, key: str, number: int, record: Record) -> int:
    (last,) = db.execute(
        "SELECT coalesce(max(number), 0) FROM reading WHERE article = ? AND version = ?", (key, number)
    ).fetchone()
    held = msgspec.to_builtins(record)
    held.pop("article")  # the version has it
    packed = zlib.compress(msgspec.json.encode(held), 6)
    reader = record.reader
    db.execute(
        "INSERT INTO reading VALUES (?, ?, ?, ?, ?, ?, ?)",
        (key, number, last + 1, reader.version, reader.model, packed, now()),
    )
    return int(last) + 1


def _spots(db: sqlite3.Connection, key: str, number: int, condition: str) -> list[Spot]:
    return [
        spot_from(*row)
        for row in db.execute(
            "SELECT address, kind, body, start, stop FROM story_row "
            f"WHERE article = ? AND version = ? AND {condition} ORDER BY address",
            (key, number),
        )
    ]


def _free(address: str, taken: set[str]) -> str:
    """Return the address, or the next "~2", "~3" of it that no row has."""
    base, _, number = address.partition("~")
    count = int(number or 1)
    while address in taken:
        count += 1
        address = f"{base}~{count}"
    return address


def _addresses(spots: Iterable[Spot], same: Mapping[str, str], taken: set[str]) -> dict[str, str]:
    """Return the lasting address of each new row: that of the old row it is, else its own, if need be numbered on."""
    found = dict(same)
    used = taken | set(same.values())
    for spot in spots:
        if spot.address not in found:
            found[spot.address] = _free(spot.address, used)
            used.add(found[spot.address])
    return found


def _write_rows(
    db: sqlite3.Connection,
    rows: Sequence[Placed],
    lasting: Mapping[str, str],
    follows: Mapping[str, str],
    record: Record,
    key: str,
    number: int,
    reading: int,
) -> None:
    by_id = {row_id: lasting[one.address] for one in rows if (row_id := getattr(one.row, "id", None))}
    written = []
    for one in rows:
        address = lasting[one.address]
        place = address.rsplit("/", 1)[1].partition("~")[0]
        start, _, stop = place.partition("-")
        body = to_json(one.row)
        words = to_json(words_of(one.kind, one.row, record.article.text, by_id))
        written.append(
            (address, short(address), key, number, one.kind, int(start), int(stop), one.address, reading,
             follows.get(one.address), body, body, words)
        )  # fmt: skip
    db.executemany(
        "INSERT INTO story_row (address, hash, article, version, kind, start, stop, placed, state, reading, follows, "
        "body, shown, words) VALUES (?, ?, ?, ?, ?, ?, ?, ?, 'live', ?, ?, ?, ?, ?) "
        "ON CONFLICT (address) DO UPDATE SET placed = excluded.placed, state = 'live', reading = excluded.reading, "
        "ended = NULL, follows = coalesce(story_row.follows, excluded.follows), body = excluded.body, "
        "shown = excluded.shown, words = excluded.words",
        written,
    )


def store_reading(db: sqlite3.Connection, key: str, number: int, record: Record) -> None:
    """Write a record as a reading of the current version of an article, within the caller's transaction.

    Rows that an earlier reading had are found again (live ones first, then superseded ones, which come back to life);
    the others of it are superseded. The first reading of a newer version carries or withdraws the rows of the
    one before. Rows that a rejected row comes back as follow it, and so take its rejection.
    """
    reading = _write_reading(db, key, number, record)
    rows = placed(Item(key=f"{key}/{number}", record=record))
    spots = [spot_of(one) for one in rows]
    live = _spots(db, key, number, "state = 'live'")
    dead = _spots(db, key, number, "state <> 'live'")
    same = match(live, spots)
    same |= match(dead, [spot for spot in spots if spot.address not in same])
    lasting = _addresses(spots, same, {spot.address for spot in (*live, *dead)})
    rejected = _spots(db, key, number, "verdict = 'reject'")
    follows = {
        spot.address: old
        for spot in spots
        if rejected and spot.address not in same and (old := shifted(spot, rejected)) is not None
    }
    before = _carried(db, key, number, record, spots, follows) if reading == 1 and number > 1 else {}
    _write_rows(db, rows, lasting, follows, record, key, number, reading)
    db.execute(
        "UPDATE story_row SET state = 'superseded', ended = ? WHERE article = ? AND version = ? AND state = 'live' "
        "AND reading < ?",
        (f"{number}.{reading}", key, number, reading),
    )
    db.executemany(
        "UPDATE story_row SET state = ?, ended = ? WHERE address = ?",
        [(state, f"{number}.{reading}", address) for address, state in before.items()],
    )


def _carried(
    db: sqlite3.Connection, key: str, number: int, record: Record, spots: Sequence[Spot], follows: dict[str, str]
) -> dict[str, str]:
    """Return the states of the last version's rows, and add to `follows` which new row takes over which.

    A row whose passage is gone is withdrawn; one whose passage stands but was not read in it again is superseded.
    """
    old = _spots(db, key, number - 1, "state = 'live'")
    text = load_version(db, key, number - 1).text
    fates = carry(text, record.article.text, old, spots)
    states: dict[str, str] = {}
    for address, fate in fates.items():
        if fate.address is not None:
            states[address] = "carried"
            follows[fate.address] = address
        else:
            states[address] = "superseded" if fate.there else "withdrawn"
    verdicts = db.execute(
        "SELECT address FROM story_row WHERE article = ? AND version = ? AND verdict = 'reject'", (key, number - 1)
    )
    rejected = [there for (address,) in verdicts if address in fates and (there := fates[address].there)]
    for spot in spots:
        if spot.address not in follows and (again := shifted(spot, rejected)) is not None:
            follows[spot.address] = again
    return states
