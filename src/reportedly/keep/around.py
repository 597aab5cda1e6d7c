"""What stands around a claim: the sentences that its rows are in, claims beside it, who was silent, its figures."""

import sqlite3
from typing import NamedTuple

from reportedly.keep.views import Views

MOST = 8  # claims that are shown beside one


class Quoted(NamedTuple):
    """The characters [start, end) of an article's text as `words`, and the rest of their sentence before and after."""

    before: str
    words: str
    after: str
    start: int
    end: int


class Silent(NamedTuple):
    """A newsroom that published articles in a claim's days, none of which has a row in it."""

    outlet: str
    articles: int


class Figures(NamedTuple):
    """A series in short: what is counted, by which measure, and its figures as they are told, in report order."""

    id: str
    thing: str
    measure: str
    figures: tuple[str, ...]


def quoted(db: sqlite3.Connection, views: Views, article: str, version: int, start: int, stop: int) -> Quoted:
    """Return the characters from `start` to `stop` in their sentence, white space as the text has it."""
    query = "SELECT min(start), max(stop) FROM sentence WHERE article = ? AND start BETWEEN 0 AND ? AND stop > ?"
    first, last = db.execute(query, (article, stop - 1, start)).fetchone()
    text = views.text(f"{article}/{version}")
    first, last = (min(first, start), max(last, stop)) if first is not None else (start, stop)
    return Quoted(text[first:start], text[start:stop], text[stop:last], start, stop)


def related(db: sqlite3.Connection, views: Views, claim: str) -> list[str]:
    """Return the ids of the claims that share most sentences with a claim, most first, at most `MOST`."""
    query = (
        "SELECT o.id FROM claim c JOIN claim_sentence a ON a.claim = c.number "
        "JOIN claim_sentence b ON b.sentence = a.sentence AND b.claim != a.claim JOIN claim o ON o.number = b.claim "
        "WHERE c.id = ? GROUP BY o.number ORDER BY count(*) DESC, o.outlets DESC, o.id LIMIT ?"
    )
    return [id for (id,) in db.execute(query, (claim, MOST))]


def published_between(db: sqlite3.Connection, first: str, last: str) -> list[Silent]:
    """Return the newsrooms that published from one ISO day to another, with the number of their articles then."""
    query = (
        "SELECT w.name, count(*) FROM article a JOIN newsroom w ON w.article = a.key "
        "WHERE a.published >= ? AND a.published < ? GROUP BY w.name ORDER BY 2 DESC, 1"
    )
    return [Silent(*row) for row in db.execute(query, (first, f"{last}~"))]  # "~" is after every time of that day


def figures(db: sqlite3.Connection, series: str) -> Figures | None:
    """Return a series in short; None if there is none of that id."""
    query = "SELECT thing, measure, figure FROM figure WHERE series = ? ORDER BY place"
    found = db.execute(query, (series,)).fetchall()
    if not found:
        return None
    return Figures(series, found[0][0], found[0][1], tuple(dict.fromkeys(row[2] for row in found)))
