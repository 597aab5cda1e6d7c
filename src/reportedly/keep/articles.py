"""Articles and their versions: which publication an article is, and whether its text is new to the story."""

import hashlib
import re
import sqlite3
import zlib
from typing import NamedTuple
from urllib.parse import parse_qsl, urlencode, urlsplit

import msgspec

from reportedly.keep.searching import index, indexed
from reportedly.record import Article

TRACKING = re.compile(r"(?:utm_\w+|fbclid|gclid|mc_[ce]id|ocid|cmpid|smid|ref_src|partner|guce\w*)$", re.I)
IN_TABLE = re.compile(r" (?:row|line|entry|record) \d+$")
SHORT_ID = 8  # characters: a shorter id ("17") tells articles apart within its table only


class Known(NamedTuple):
    """Where an article stands in the story: its version with this text (0: none yet), and the newest version."""

    key: str
    version: int
    current: int


def plain_url(url: str) -> str:
    """Return an address without what does not change the page: scheme, "www.", fragment, campaign marks, last slash.

    >>> plain_url("http://www.Example.org/a/?utm_source=x&id=3#top")
    'example.org/a?id=3'
    """
    parts = urlsplit(url.strip())
    query = urlencode([(k, v) for k, v in parse_qsl(parts.query, keep_blank_values=True) if not TRACKING.match(k)])
    return parts.netloc.lower().removeprefix("www.") + parts.path.rstrip("/") + (f"?{query}" if query else "")


def key_of(article: Article, source: str) -> str:
    """Return the key of the publication that an article is: 16 hexadecimal digits of what names it.

    That is its outlet and its URL; without URL its outlet and the row id of its table (and the table's file name for
    ids so short that other tables have them too); without either, its outlet and its text.
    """
    outlet = " ".join((article.outlet or "").split()).casefold()
    if article.url:
        named = ("url", plain_url(article.url))
    elif article.id and article.id != article.sha256[:16]:
        table = re.split(r"[/\\]", IN_TABLE.sub("", source))[-1] if len(article.id) < SHORT_ID else ""
        named = ("id", f"{table}\n{article.id}")
    else:
        named = ("text", article.sha256)
    return hashlib.sha256("\n".join((outlet, *named)).encode("utf-8", "replace")).hexdigest()[:16]


def pack(value: object) -> bytes:
    """Return a value as compressed JSON."""
    return zlib.compress(msgspec.json.encode(value), 6)


def find_article(db: sqlite3.Connection, article: Article, source: str) -> Known:
    """Return where an article stands in the story."""
    key = key_of(article, source)
    row = db.execute("SELECT current FROM article WHERE key = ?", (key,)).fetchone()
    if row is None:
        return Known(key, 0, 0)
    same = db.execute("SELECT number FROM version WHERE article = ? AND sha256 = ?", (key, article.sha256)).fetchone()
    return Known(key, same[0] if same else 0, row[0])


def mended(stored: Article, given: Article, *, stated: bool) -> Article:
    """Return the stored article with what was unknown of it filled from the given one of the same text.

    What is known stays, whatever a feed says later, but for a publication date that a person `stated`.
    """
    names = ("url", "outlet", "title", "published", "credit", "dateline", "byline", "links", "language")
    fill = {name: getattr(given, name) for name in names if not getattr(stored, name) and getattr(given, name)}
    if stated and given.published:
        fill["published"] = given.published
    return msgspec.structs.replace(stored, **fill) if fill else stored


def store_input(db: sqlite3.Connection, raw: bytes | None) -> str | None:
    """Keep bytes as they came; return their SHA-256."""
    if raw is None:
        return None
    digest = hashlib.sha256(raw).hexdigest()
    db.execute("INSERT INTO input VALUES (?, ?) ON CONFLICT DO NOTHING", (digest, zlib.compress(raw, 6)))
    return digest


def load_input(db: sqlite3.Connection, digest: str) -> bytes:
    """Return the bytes with this SHA-256; raises `KeyError` if the story has none such."""
    row = db.execute("SELECT bytes FROM input WHERE sha256 = ?", (digest,)).fetchone()
    if row is None:
        raise KeyError(digest)
    return zlib.decompress(row[0])


def store_version(db: sqlite3.Connection, known: Known, article: Article, source: str, raw: bytes | None) -> int:
    """Write the article and its version with this text; return the version's number.

    A text that the story has already, be it of an older version, makes no new version.
    """
    number = known.version or known.current + 1
    current = max(known.current, number)
    digest = store_input(db, raw)
    old = indexed(db, known.key) if number == current else None
    of_article = (article.outlet, article.url, article.published, article.title, article.id, article.credit, current)
    if number == current:
        db.execute(
            "INSERT INTO article VALUES (?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (key) DO UPDATE SET "
            "outlet = excluded.outlet, "
            "url = excluded.url, published = excluded.published, title = excluded.title, id = excluded.id, "
            "credit = excluded.credit, current = excluded.current",
            (known.key, *of_article),
        )
    db.execute(
        "INSERT INTO version VALUES (?, ?, ?, ?, ?, ?) "
        "ON CONFLICT (article, number) DO UPDATE SET data = excluded.data",
        (known.key, number, article.sha256, digest, source, pack(article)),
    )
    if old is not None:
        index(db, known.key, article.text, article.title, old)
    return number


def load_version(db: sqlite3.Connection, key: str, number: int) -> Article:
    """Return a version of an article; raises `KeyError` if there is none."""
    row = db.execute("SELECT data FROM version WHERE article = ? AND number = ?", (key, number)).fetchone()
    if row is None:
        raise KeyError(f"{key}/{number}")
    return msgspec.json.decode(zlib.decompress(row[0]), type=Article)
