"""One voice: how often it is heard, what it is known to be, and the claims that have its word, page by page."""

import sqlite3
from collections import Counter
from collections.abc import Iterable
from typing import NamedTuple

import msgspec


class Speaker(NamedTuple):
    """A voice: its number in the list of names, how many claims have its word, and how many say or deny them."""

    number: int
    name: str
    kind: str
    claims: int
    says: int
    denies: int


class Heard(NamedTuple):
    """Within which ISO days claims are first reported; None for no matter."""

    since: str | None = None
    until: str | None = None

    def where(self) -> tuple[str, list[str]]:
        """Return an SQL condition on claims `c`, and its values; an unknown day lies within no days."""
        said, values = ["1"], []
        if self.since is not None:
            said.append("c.first_report >= ? AND c.first_report <> '~'")
            values.append(self.since)
        if self.until is not None:
            said.append("c.first_report <= ?")
            values.append(self.until)
        return " AND ".join(said), values


def speaker(db: sqlite3.Connection, kind: str, name: str) -> Speaker | None:
    """Return a voice; None where there is none of that kind and name."""
    query = (
        "SELECT number, name, kind, claims, says, denies FROM name WHERE role = 'voice' AND name = ? AND kind = ?"
    )
    found = db.execute(query, (name, kind)).fetchone()
    return Speaker(*found) if found else None


def count_claims_of(db: sqlite3.Connection, one: Speaker, heard: Heard) -> int:
    """Return how many claims with a voice's word are first reported within some days."""
    where, values = heard.where()
    query = f"SELECT count(*) FROM naming g JOIN claim c ON c.number = g.claim WHERE g.name = ? AND {where}"
    return int(db.execute(query, [one.number, *values]).fetchone()[0])


def claims_of(db: sqlite3.Connection, one: Speaker, heard: Heard, limit: int, offset: int = 0) -> list[str]:
    """Return the ids of claims with a voice's word, the first reported last of all; the latest come first."""
    where, values = heard.where()
    query = (
        f"SELECT c.id FROM naming g JOIN claim c ON c.number = g.claim WHERE g.name = ? AND {where} "
        "ORDER BY c.first_report = '~', c.first_report DESC, c.id LIMIT ? OFFSET ?"
    )
    return [id for (id,) in db.execute(query, [one.number, *values, limit, offset])]


def months_of(db: sqlite3.Connection, one: Speaker) -> list[tuple[str, int]]:
    """Return how many claims with a voice's word are first reported in each month ("2020-01"), in order."""
    query = (
        "SELECT substr(c.first_report, 1, 7), count(*) FROM naming g JOIN claim c ON c.number = g.claim "
        "WHERE g.name = ? AND c.first_report <> '~' GROUP BY 1 ORDER BY 1"
    )
    return list(db.execute(query, (one.number,)))


class Known(NamedTuple):
    """What the articles tell of who speaks: country (ISO code) and sector (PLOVER's), None where not told."""

    country: str | None
    sector: str | None


def known_of(db: sqlite3.Connection, entities: Iterable[str]) -> Known:
    """Return what most of some entities (rows by address) are known to be."""
    countries: Counter[str] = Counter()
    sectors: Counter[str] = Counter()
    for address in entities:
        for (body,) in db.execute("SELECT shown FROM story_row WHERE address = ?", (address,)):
            entity = msgspec.json.decode(body)
            countries.update([entity["country"]] if entity.get("country") else [])
            sectors.update([entity["sector"]] if entity.get("sector") else [])
    return Known(*(max(found, key=lambda one: (found[one], one), default=None) for found in (countries, sectors)))
