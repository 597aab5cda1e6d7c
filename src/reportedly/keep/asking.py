"""Filters as conditions of SQL over the lists of a story (listing.sql): what is within them, in which order."""

import sqlite3
from typing import NamedTuple

import msgspec

from reportedly.keep.filters import Filters, named
from reportedly.keep.searching import match_of
from reportedly.read.inflect import plural
from reportedly.read.nations import country_of
from reportedly.weave.wording import folded

ORDERS = {
    "weight": "{}c.outlets DESC, c.reports DESC, c.voices DESC, c.first_report, c.id",
    "reports": "{}c.reports DESC, c.outlets DESC, c.voices DESC, c.first_report, c.id",
    "date": "{}c.first, c.outlets DESC, c.id",
    "latest": "{}c.last_report DESC, c.outlets DESC, c.id",
    "reported": "{}(c.first_report = '~'), c.first_report DESC, c.outlets DESC, c.id",
}


class Where(NamedTuple):
    """A condition and its values, in the order of their marks."""

    sql: str
    values: tuple[str, ...]

    def __and__(self, other: "Where") -> "Where":
        return Where(f"{self.sql} AND {other.sql}", self.values + other.values)


EVERY = Where("1", ())


def prepare(db: sqlite3.Connection) -> None:
    """Give a connection the functions that the conditions call."""
    db.create_function("told", 2, lambda wanted, name: named(wanted, [name or ""]), deterministic=True)
    db.create_function("told_any", 2, lambda wanted, names: named(wanted, msgspec.json.decode(names)),
                       deterministic=True)  # fmt: skip


def among(role: str, wanted: str) -> Where:
    """Return the condition that a name (`n`) of a role is meant (as `filters.named` tells)."""
    country = country_of(wanted)
    code = country[0] if country is not None and folded(country[1]) == folded(wanted) else wanted
    sql = "n.role = ? AND (n.name = ? OR n.name = ? OR instr(n.folded, ?) > 0)"
    return Where(sql, (role, wanted, code, folded(wanted)))


def of_claims(filters: Filters, number: str = "c.number") -> Where:
    """Return the condition that a claim (`c`) is within the filters.

    `number` is "+c.number" where claims are found by something else: each is then looked up among those that fit.
    """
    found = EVERY
    if filters.since is not None:
        found &= Where("c.last >= ?", (filters.since,))
    if filters.until is not None:
        found &= Where("c.first <= ?", (filters.until,))
    for column in ("kind", "status"):
        value = getattr(filters, column)
        if value is not None:
            found &= Where(f"c.{column} = ?", (value,))
    if filters.type is not None:
        found &= Where("c.type IN (?, ?)", (filters.type, plural(filters.type)))
    if filters.ever is not None:
        found &= Where("instr(c.ever, ?) > 0", (f",{filters.ever},",))
    for role in ("actor", "recipient", "place", "outlet", "voice"):
        value = getattr(filters, role)
        if value is not None:
            names = among(role, value)
            numbers = f"SELECT n.number FROM name n WHERE {names.sql}"
            found &= Where(f"{number} IN (SELECT claim FROM naming WHERE name IN ({numbers}))", names.values)
    if filters.text is not None:
        sentences = "SELECT rowid FROM words WHERE words MATCH ?"
        sql = f"{number} IN (SELECT claim FROM claim_sentence WHERE sentence IN ({sentences}))"
        found &= Where(sql, (match_of(filters.text),))
    return found


def order_of(name: str, where: Where) -> str:
    """Return the ORDER BY of claims; raises `ValueError` for an order that there is not.

    With a condition the few that fit are sorted; without, the index of the order is read from its beginning.
    """
    if name not in ORDERS:
        raise ValueError(f"order {name}: there is no such order (use one of {', '.join(ORDERS)})")
    return ORDERS[name].format("" if where.sql in ("1", "1 AND c.kind = ?") else "+")


def through_claims(filters: Filters, address: str) -> Where:
    """Return the condition that the claim of a row, whose address is `address` in SQL, is within the filters."""
    where = of_claims(filters, "+c.number")
    held = "member m CROSS JOIN claim c ON c.id = m.id WHERE m.family = 'claim' AND m.address"  # in this order
    return Where(f"EXISTS (SELECT 1 FROM {held} = {address} AND {where.sql})", where.values)


def of_contests(filters: Filters) -> Where:
    """Return the condition that a dispute (`o`) is of a type, and has a row in a claim within the rest."""
    found = EVERY
    if filters.type is not None:
        found &= Where("(o.type = ? OR o.of_type = ?)", (filters.type, filters.type))
    rest = filters._replace(type=None)
    if any(rest):
        where = of_claims(rest, "+c.number")
        found &= Where(
            "o.number IN (SELECT r.contest FROM contest_row r CROSS JOIN member m ON m.family = 'claim' AND "
            f"m.address = r.address CROSS JOIN claim c ON c.id = m.id WHERE {where.sql})",
            where.values,
        )
    return found


def of_figures(filters: Filters) -> Where:
    """Return the condition that a figure (`g`) is within the filters."""
    found = EVERY
    for column, value in (("last >=", filters.since), ("first <=", filters.until), ("status =", filters.status),
                          ("status =", filters.ever)):  # fmt: skip
        if value is not None:
            found &= Where(f"g.{column} ?", (value,))
    if filters.type is not None:
        found &= Where("g.thing IN (?, ?)", (filters.type, plural(filters.type)))
    for role in ("actor", "recipient", "place"):
        value = getattr(filters, role)
        if value is not None:
            found &= Where(f"told_any(?, g.{role}s)", (value,))
    if filters.outlet is not None:
        found &= Where("g.article IN (SELECT key FROM article WHERE told(?, outlet))", (filters.outlet,))
    rest = Filters(voice=filters.voice, text=filters.text, kind=filters.kind)
    return found & through_claims(rest, "g.address") if any(rest) else found


def of_echoes(filters: Filters) -> Where:
    """Return the condition that an echo (`e`, its article `a`, its origin `b`) is of an outlet, some days, a kind."""
    found = EVERY
    if filters.outlet is not None:
        one = filters.outlet
        found &= Where("(told(?, a.outlet) OR told(?, b.outlet) OR (e.origin_kind = 'outlet' AND told(?, e.origin)))",
                       (one, one, one))  # fmt: skip
    if filters.kind is not None:
        found &= Where("e.evidence = ?", (filters.kind,))
    return found & published(filters, "a")


def of_articles(filters: Filters) -> Where:
    """Return the condition that an article (`a`) is of an outlet, of some days, and has some words in a sentence."""
    found = published(filters, "a")
    if filters.outlet is not None:
        sql = "(told(?, a.outlet) OR a.key IN (SELECT article FROM newsroom WHERE name = ?))"
        found &= Where(sql, (filters.outlet, filters.outlet))
    if filters.text is not None:
        sql = "a.key IN (SELECT article FROM sentence WHERE number IN (SELECT rowid FROM words WHERE words MATCH ?))"
        found &= Where(sql, (match_of(filters.text),))
    return found


def published(filters: Filters, table: str) -> Where:
    """Return the condition that an article is of some days."""
    found = EVERY
    if filters.since is not None:
        found &= Where(f"{table}.published >= ?", (filters.since,))
    if filters.until is not None:
        found &= Where(f"substr({table}.published, 1, 10) <= ?", (filters.until,))
    return found
