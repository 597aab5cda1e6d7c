"""Articles as publications: lists of them, what stands before and after one, its versions, what hangs on its rows."""

import sqlite3
from collections.abc import Iterable
from typing import Literal, NamedTuple

import msgspec

from reportedly.keep import asking
from reportedly.keep.filters import Filters, checked
from reportedly.record import Span
from reportedly.weave.echo import Edge
from reportedly.weave.echoes import edge_of

Sorting = Literal["newest", "oldest", "outlet"]
SORTED: dict[Sorting, str] = {
    "newest": "a.published IS NULL, a.published DESC, a.key",
    "oldest": "a.published IS NULL, a.published, a.key",
    "outlet": "a.outlet IS NULL, a.outlet, a.published DESC, a.key",
}


class Publication(msgspec.Struct, frozen=True, kw_only=True):
    """An article of a list: the number of its newest version, and how many live rows of each kind that has."""

    article: str
    outlet: str | None
    published: str | None
    title: str | None
    credit: str | None
    url: str | None
    version: int
    statements: int
    events: int
    numbers: int


class Neighbour(NamedTuple):
    """The article before or after another by date of publication."""

    article: str
    title: str | None
    outlet: str | None
    published: str | None


class VersionInfo(NamedTuple):
    """A version of an article: its number, the SHA-256 of its text, where it came from, when it was first read."""

    number: int
    sha256: str
    source: str
    read: str | None


class Hanging(NamedTuple):
    """What a row hangs on: its claim with the three counts and the number of rows, its series, its disputes."""

    claim: str | None = None
    rows: int = 0
    outlets: int = 0
    reports: int = 0
    voices: int = 0
    series: str | None = None
    disputes: tuple[str, ...] = ()


class StoredRow(NamedTuple):
    """A row of one version as it is kept, whatever its state; `follows` is the row that it takes over from."""

    address: str
    placed: str
    kind: str
    start: int
    stop: int
    state: str
    verdict: str | None
    follows: str | None
    words: dict[str, str | None]


def publications(db: sqlite3.Connection, filters: Filters, sorting: Sorting, limit: int, offset: int = 0
                 ) -> list[Publication]:  # fmt: skip
    """Return at most `limit` articles within the filters (outlet, since, until, text) from `offset` on."""
    asking.prepare(db)
    where = asking.of_articles(checked(filters))
    query = (
        "SELECT a.key, a.outlet, a.published, a.title, a.credit, a.url, a.current FROM article a "
        f"WHERE {where.sql} ORDER BY {SORTED[sorting]} LIMIT ? OFFSET ?"
    )
    counting = (
        "SELECT kind, count(*) FROM story_row WHERE article = ? AND version = ? AND state = 'live' "
        "AND verdict IS NOT 'reject' GROUP BY kind"
    )
    found = []
    for key, outlet, published, title, credit, url, current in db.execute(query, (*where.values, limit, offset)):
        held = dict(db.execute(counting, (key, current)))
        found.append(Publication(
            article=key, outlet=outlet, published=published, title=title, credit=credit, url=url, version=current,
            statements=held.get("statement", 0), events=held.get("event", 0), numbers=held.get("quantity", 0),
        ))  # fmt: skip
    return found


def count_publications(db: sqlite3.Connection, filters: Filters) -> int:
    """Return how many articles are within the filters."""
    asking.prepare(db)
    where = asking.of_articles(checked(filters))
    return int(db.execute(f"SELECT count(*) FROM article a WHERE {where.sql}", where.values).fetchone()[0])


def outlet_names(db: sqlite3.Connection, limit: int) -> list[str]:
    """Return the outlets that articles name, those with most articles first."""
    query = "SELECT outlet FROM article WHERE outlet IS NOT NULL GROUP BY outlet ORDER BY count(*) DESC, outlet LIMIT ?"
    return [name for (name,) in db.execute(query, (limit,))]


def neighbours(db: sqlite3.Connection, key: str) -> tuple[Neighbour | None, Neighbour | None]:
    """Return the articles before and after one, by date of publication; those without a date come last."""
    (published,) = db.execute("SELECT published FROM article WHERE key = ?", (key,)).fetchone()
    columns = "SELECT key, title, outlet, published FROM article WHERE"
    if published is None:
        earlier = (f"{columns} published IS NULL AND key < ? ORDER BY key DESC LIMIT 1", (key,))
        later = (f"{columns} published IS NULL AND key > ? ORDER BY key LIMIT 1", (key,))
        if (before := _one(db, *earlier)) is None:
            before = _one(db, f"{columns} published IS NOT NULL ORDER BY published DESC, key DESC LIMIT 1", ())
        return before, _one(db, *later)
    before = _one(db, f"{columns} (published, key) < (?, ?) ORDER BY published DESC, key DESC LIMIT 1",
                  (published, key))  # fmt: skip
    after = _one(db, f"{columns} (published, key) > (?, ?) ORDER BY published, key LIMIT 1", (published, key))
    return before, after or _one(db, f"{columns} published IS NULL ORDER BY key LIMIT 1", ())


def _one(db: sqlite3.Connection, query: str, values: Iterable[str]) -> Neighbour | None:
    found = db.execute(query, tuple(values)).fetchone()
    return Neighbour(*found) if found else None


def versions(db: sqlite3.Connection, key: str) -> list[VersionInfo]:
    """Return an article's versions, the first first; none for an unknown key."""
    query = (
        "SELECT v.number, v.sha256, v.source, (SELECT min(r.at) FROM reading r WHERE r.article = v.article "
        "AND r.version = v.number) FROM version v WHERE v.article = ? ORDER BY v.number"
    )
    return [VersionInfo(*row) for row in db.execute(query, (key,))]


def stored_rows(db: sqlite3.Connection, key: str, number: int) -> list[StoredRow]:
    """Return the rows of a version, whatever became of them, in text order."""
    query = (
        "SELECT address, placed, kind, start, stop, state, verdict, follows, words FROM story_row "
        "WHERE article = ? AND version = ? ORDER BY start, stop, kind, address"
    )
    return [
        StoredRow(address, placed, kind, start, stop, state, verdict, follows, msgspec.json.decode(words))
        for address, placed, kind, start, stop, state, verdict, follows, words in db.execute(query, (key, number))
    ]


def hanging(db: sqlite3.Connection, key: str, number: int) -> dict[str, Hanging]:
    """Return what the rows of a version hang on, by their addresses."""
    between = (f"{key}/{number}/", f"{key}/{number}0")
    query = (
        "SELECT m.address, c.id, (SELECT count(*) FROM member n WHERE n.family = 'claim' AND n.id = c.id), "
        "c.outlets, c.reports, c.voices FROM member m JOIN claim c ON c.id = m.id "
        "WHERE m.family = 'claim' AND m.address >= ? AND m.address < ?"
    )
    found = {address: Hanging(*rest) for address, *rest in db.execute(query, between)}
    query = "SELECT address, id FROM member WHERE family = 'series' AND address >= ? AND address < ?"
    for address, series in db.execute(query, between):
        found[address] = found.get(address, Hanging())._replace(series=series)
    query = (
        "SELECT DISTINCT r.address, c.id FROM contest_row r JOIN contest c ON c.number = r.contest "
        "WHERE r.address >= ? AND r.address < ? ORDER BY 1, 2"
    )
    for address, dispute in db.execute(query, between):
        held = found.get(address, Hanging())
        found[address] = held._replace(disputes=(*held.disputes, dispute))
    return found


def corrections(db: sqlite3.Connection, key: str, number: int) -> list[Span]:
    """Return the passages in which a version corrects itself."""
    query = "SELECT DISTINCT address FROM contest_row WHERE address >= ? AND address < ? ORDER BY 1"
    found = db.execute(query, (f"{key}/{number}/correction/", f"{key}/{number}/correction0"))
    return [span_of(address) for (address,) in found]


def span_of(address: str) -> Span:
    """Return the characters that an address names.

    >>> span_of("d4144361247881e2/2/correction/537-678")
    (537, 678)
    """
    start, end = address.rsplit("/", 1)[1].split("~")[0].split("-")
    return int(start), int(end)


class Echo(NamedTuple):
    """An echo as an article's page tells it: the edge, and the other article or outlet by name."""

    edge: Edge
    article: str | None
    outlet: str | None
    title: str | None


def echoes_of(db: sqlite3.Connection, key: str) -> tuple[list[Echo], list[Echo]]:
    """Return what an article took from others, and what others took from it, each with its passages."""
    query = (
        "SELECT t.body, e.origin_article, coalesce(a.outlet, CASE e.origin_kind WHEN 'outlet' THEN e.origin END), "
        "a.title FROM echo e JOIN thing t ON t.family = 'copy' AND t.id = e.id "
        "LEFT JOIN article a ON a.key = e.origin_article WHERE e.article = ? ORDER BY e.share DESC, e.id"
    )
    takes = [Echo(edge_of(msgspec.json.decode(body)), *rest) for body, *rest in db.execute(query, (key,))]
    query = (
        "SELECT t.body, e.article, a.outlet, a.title FROM echo e JOIN thing t ON t.family = 'copy' AND t.id = e.id "
        "LEFT JOIN article a ON a.key = e.article WHERE e.origin_article = ? ORDER BY a.published, e.id"
    )
    gives = [Echo(edge_of(msgspec.json.decode(body)), *rest) for body, *rest in db.execute(query, (key,))]
    return takes, gives


def roots_of(db: sqlite3.Connection, addresses: Iterable[str]) -> dict[str, str]:
    """Return the name of the newsroom that each row's report comes from, for rows of claims that are counted."""
    found: dict[str, str] = {}
    query = (
        "SELECT t.body -> '$.whole[1]' FROM member m JOIN thing t ON t.family = 'counts' AND t.id = m.id "
        "WHERE m.family = 'claim' AND m.address = ?"
    )
    for address in addresses:
        for (body,) in db.execute(query, (address,)):
            for root, paths, *summed in msgspec.json.decode(body):
                rows = {path[0] for path in paths} | {row for group in summed for row in group}
                if address in rows:
                    found.setdefault(address, root[1])
    return found
