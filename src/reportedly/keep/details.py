"""One claim with all that it rests on, one article with its rows: what a page about it needs."""

import sqlite3
from collections.abc import Iterable

import msgspec

from reportedly.keep.view_rows import ArticleDetail, ClaimDetail, RowView
from reportedly.keep.views import Views

COLUMNS = (
    "r.address, r.kind, r.verdict, r.article, r.version, a.outlet, a.published, a.title, "
    "r.start, r.stop, r.shown, r.words"
)


def claim_of(db: sqlite3.Connection, name: str) -> str:
    """Return the id of the claim that a name means: its id, that of any of its rows, or a row's address.

    Ids that were given out before claims merged or split lead to the claim that holds their row now. Raises `KeyError`.
    """
    if db.execute("SELECT 1 FROM claim WHERE id = ?", (name,)).fetchone():
        return name
    found = db.execute("SELECT address FROM story_row WHERE hash = ?", (name,)).fetchone()
    address = found[0] if found else name
    held = claim_holding(db, address)
    if held is None:
        raise KeyError(name)
    return held


def claim_holding(db: sqlite3.Connection, address: str) -> str | None:
    """Return the id of the claim that has a row; None for a row that is no claim's."""
    found = db.execute("SELECT id FROM member WHERE family = 'claim' AND address = ?", (address,)).fetchone()
    return found[0] if found else None


def claim_detail(db: sqlite3.Connection, name: str) -> ClaimDetail:
    """Return a claim with its rows, disputes and series; raises `KeyError` if there is none of that name."""
    views, id = Views(db), claim_of(db, name)
    (one,) = views.opened([id])
    addresses = one.claim.whole.addresses
    series = "SELECT DISTINCT id FROM member WHERE family = 'series' AND address = ?"
    return ClaimDetail(
        claim=views.view_of(one),
        rows=tuple(rows_at(db, views, addresses)),
        counts=one.counts.whole,
        joins=one.claim.whole.joins,
        history=one.claim.whole.history,
        disputes=tuple(views.contests_about(addresses)),
        series=tuple(dict.fromkeys(id for address in addresses for (id,) in db.execute(series, (address,)))),
    )


def rows_at(db: sqlite3.Connection, views: Views, addresses: Iterable[str]) -> Iterable[RowView]:
    """Yield the rows of some addresses; what is no row of the story is left out."""
    query = f"SELECT {COLUMNS} FROM story_row r JOIN article a ON a.key = r.article WHERE r.address = ?"
    for address in addresses:
        for row in db.execute(query, (address,)).fetchall():
            yield _row(db, views, *row)


def _row(
    db: sqlite3.Connection, views: Views, address: str, kind: str, verdict: str | None, article: str, version: int,
    outlet: str | None, published: str | None, title: str | None, start: int, stop: int, shown: str, words: str,
) -> RowView:  # fmt: skip
    sentence = "SELECT min(start), max(stop) FROM sentence WHERE article = ? AND start BETWEEN 0 AND ? AND stop > ?"
    first, last = db.execute(sentence, (article, stop - 1, start)).fetchone()
    text = views.text(f"{article}/{version}")
    around = text[first:last] if first is not None else text[start:stop]
    return RowView(
        address=address, kind=kind, verdict=verdict, article=article, version=version, outlet=outlet,
        published=published, title=title, start=start, stop=stop, sentence=" ".join(around.split()),
        claim=claim_holding(db, address), body=msgspec.json.decode(shown), words=msgspec.json.decode(words),
    )  # fmt: skip


def article_detail(db: sqlite3.Connection, key: str) -> ArticleDetail:
    """Return an article's newest version with its live rows; raises `KeyError` for an unknown key."""
    found = db.execute(
        "SELECT a.current, a.outlet, w.name, a.url, a.published, a.title, a.credit, v.sha256 FROM article a "
        "JOIN version v ON v.article = a.key AND v.number = a.current "
        "LEFT JOIN newsroom w ON w.article = a.key WHERE a.key = ?",
        (key,),
    ).fetchone()
    if found is None:
        raise KeyError(key)
    version, outlet, newsroom, url, published, title, credit, sha256 = found
    views = Views(db)
    query = (
        f"SELECT {COLUMNS} FROM story_row r JOIN article a ON a.key = r.article "
        "WHERE r.article = ? AND r.version = ? AND r.state = 'live' AND r.verdict IS NOT 'reject' "
        "ORDER BY r.start, r.stop, r.kind, r.address"
    )
    rows = db.execute(query, (key, version)).fetchall()
    return ArticleDetail(
        article=key, version=version, outlet=outlet, newsroom=newsroom, url=url, published=published, title=title,
        credit=credit, sha256=sha256, text=views.text(f"{key}/{version}"),
        rows=tuple(_row(db, views, *row) for row in rows),
        takes=tuple(views.echoes(of=key)), gives=tuple(views.echoes(origin=key)),
    )  # fmt: skip
