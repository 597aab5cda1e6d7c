"""Full text: the sentences and titles of the articles' newest texts, in an index of words that keeps no text itself."""

import re
import sqlite3
import zlib
from collections.abc import Iterable, Sequence
from contextlib import closing
from typing import NamedTuple, Protocol

import msgspec

from reportedly.read.sentences import sentences
from reportedly.record import Span

TITLE = (-1, -1)  # where a title stands
TOKENIZER = "porter unicode61 remove_diacritics 2"  # as in listing.sql
PARTS = re.compile(r'"([^"]*)"?|(\S+)')


class Found(NamedTuple):
    """A sentence that has the words asked for; of a title `start` and `stop` are -1. `claims` are those it tells."""

    article: str
    outlet: str | None
    published: str | None
    title: str | None
    version: int
    start: int
    stop: int
    text: str
    claims: tuple[str, ...]


class _Text(msgspec.Struct):
    text: str = ""
    title: str | None = None


def text_of(db: sqlite3.Connection, article: str, version: int) -> str:
    """Return the text of a version; "" if there is none."""
    return _text(db, article, version).text


def _text(db: sqlite3.Connection, article: str, version: int) -> _Text:
    row = db.execute("SELECT data FROM version WHERE article = ? AND number = ?", (article, version)).fetchone()
    return msgspec.json.decode(zlib.decompress(row[0]), type=_Text) if row else _Text()


def _parts(text: str, title: str | None) -> list[tuple[Span, str]]:
    """Return what is searched of an article: its title, then its sentences."""
    of_text = [((s.start, s.end), text[s.start : s.end]) for s in sentences(text)]
    return [(TITLE, title), *of_text] if title else of_text


class Indexed(NamedTuple):
    """What an article had in the index: its sentences' numbers by place, and the words they were put in with."""

    numbers: dict[Span, int]
    text: str
    title: str | None


def indexed(db: sqlite3.Connection, article: str) -> Indexed:
    """Return what the index has of an article; to be asked before its newest version is written."""
    query = "SELECT start, stop, number FROM sentence WHERE article = ? ORDER BY start"
    numbers = {(start, stop): number for start, stop, number in db.execute(query, (article,))}
    if not numbers:
        return Indexed({}, "", None)
    (current,) = db.execute("SELECT current FROM article WHERE key = ?", (article,)).fetchone()
    return Indexed(numbers, *msgspec.structs.astuple(_text(db, article, current)))


def index(db: sqlite3.Connection, article: str, text: str, title: str | None, old: Indexed) -> None:
    """Put an article's newest text into the index, in the place of the `old` one."""
    if old.numbers and (old.text, old.title) == (text, title):
        return
    for span, words in _parts(old.text, old.title) if old.numbers else ():
        db.execute("INSERT INTO words(words, rowid, text) VALUES ('delete', ?, ?)", (old.numbers[span], words))
    db.execute("DELETE FROM sentence WHERE article = ?", (article,))
    for span, words in _parts(text, title):
        number = db.execute("INSERT INTO sentence VALUES (NULL, ?, ?, ?)", (article, *span)).lastrowid
        db.execute("INSERT INTO words(rowid, text) VALUES (?, ?)", (number, words))


class Sentences:
    """The numbers of articles' sentences, each article looked up once."""

    def __init__(self, db: sqlite3.Connection) -> None:
        self._db = db
        self._held: dict[str, list[tuple[int, int, int]]] = {}

    def touched(self, article: str, spans: Iterable[Span]) -> set[int]:
        """Return the numbers of the sentences that spans of an article's newest text touch."""
        if article not in self._held:
            query = "SELECT start, stop, number FROM sentence WHERE article = ? AND start >= 0"
            self._held[article] = self._db.execute(query, (article,)).fetchall()
        return {number for start, stop, number in self._held[article] for a, b in spans if a < stop and start < b}


def match_of(text: str) -> str:
    """Return what people type as a query of the index: all words, "phrases" as they stand, begin* for beginnings.

    Raises `ValueError`, in a sentence for people, if there is no word in it.

    >>> match_of('troops "air base" mobil*')
    '"troops" "air base" "mobil"*'
    """
    found = []
    for phrase, word in PARTS.findall(text.replace("\0", " ")):
        said = (phrase or word).replace('"', " ").strip()
        if re.search(r"\w", said):
            found.append(f'"{said.rstrip("*")}"{"*" if word.endswith("*") else ""}')
    if not found:
        raise ValueError(f"search for {text!r}: there is no word in it (give a word or a phrase)")
    return " ".join(found)


class Condition(Protocol):
    """A condition of SQL on articles `a`, and its values."""

    @property
    def sql(self) -> str:
        """The condition."""

    @property
    def values(self) -> tuple[str, ...]:
        """Its values, in the order of their marks."""


MATCHING = (
    "FROM words JOIN sentence s ON s.number = words.rowid JOIN article a ON a.key = s.article WHERE words MATCH ?"
)


def search(
    db: sqlite3.Connection, text: str, limit: int = 20, offset: int = 0, where: Condition | None = None
) -> list[Found]:
    """Return the sentences that have all the words, the best first (BM25); those as good by date, newest first.

    `where` narrows the articles.
    """
    query = (
        f"SELECT s.article, a.outlet, a.published, a.title, a.current, s.start, s.stop, s.number {MATCHING} "
        f"AND {where.sql if where else '1'} "
        "ORDER BY round(bm25(words), 6), a.published DESC, s.article, s.start LIMIT ? OFFSET ?"
    )
    claims = "SELECT c.id FROM claim_sentence t JOIN claim c ON c.number = t.claim WHERE t.sentence = ? ORDER BY c.id"
    found: list[Found] = []
    texts: dict[str, str] = {}
    values = where.values if where else ()
    rows = db.execute(query, (match_of(text), *values, limit or -1, offset)).fetchall()
    for article, outlet, published, title, version, start, stop, number in rows:
        if article not in texts:
            texts[article] = text_of(db, article, version)
        said = title if (start, stop) == TITLE else " ".join(texts[article][start:stop].split())
        ids = tuple(id for (id,) in db.execute(claims, (number,)))
        found.append(Found(article, outlet, published, title, version, start, stop, said or "", ids))
    return found


def count_found(db: sqlite3.Connection, text: str, where: Condition | None = None) -> int:
    """Return how many sentences have all the words; `where` narrows the articles."""
    if where is None:
        found = db.execute("SELECT count(*) FROM words WHERE words MATCH ?", (match_of(text),))
    else:
        found = db.execute(f"SELECT count(*) {MATCHING} AND {where.sql}", (match_of(text), *where.values))
    return int(found.fetchone()[0])


class Lit(NamedTuple):
    """A piece of a text; `on` if it is of the words asked for."""

    words: str
    on: bool


def lit(text: str, found: Sequence[str]) -> list[list[Lit]]:
    """Return texts in pieces, the words of a query lit, as the index itself tells words.

    >>> lit("raid*", ["Troops raided Vessa."])
    [[Lit(words='Troops ', on=False), Lit(words='raided', on=True), Lit(words=' Vessa.', on=False)]]
    """
    made = []
    with closing(sqlite3.connect(":memory:")) as db:
        db.execute(f"CREATE VIRTUAL TABLE one USING fts5(text, tokenize = '{TOKENIZER}')")
        plain = [one.translate(_UNLIT) for one in found]
        db.executemany("INSERT INTO one(rowid, text) VALUES (?, ?)", enumerate(plain))
        query = "SELECT rowid, highlight(one, 0, char(2), char(3)) FROM one WHERE one MATCH ?"
        marked = dict(db.execute(query, (match_of(text),)))
    for number, one in enumerate(plain):
        pieces, on = [], False
        for part in re.split("([\x02\x03])", marked.get(number, one)):
            if part in ("\x02", "\x03"):
                on = part == "\x02"
            elif part:
                pieces.append(Lit(part, on))
        made.append(pieces)
    return made


_UNLIT = str.maketrans({"\x02": " ", "\x03": " "})
