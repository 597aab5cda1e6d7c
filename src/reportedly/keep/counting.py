"""The three counts of every claim, kept beside it: counted anew where its rows, or what they were taken from, changed.

A new article has edges to what it was taken from and from what was taken from it: it can change the counts of claims in
itself and in the articles downstream of it, and of no others.
"""

import sqlite3
from collections.abc import Iterable, Mapping
from typing import Any

import msgspec

from reportedly.keep.facts_of import FactsOf
from reportedly.keep.items import Items
from reportedly.keep.rows import to_json
from reportedly.weave.counts import Counts, count
from reportedly.weave.echo import Edge, Node
from reportedly.weave.item import Item, item_of

EDGES = (
    "SELECT t.body FROM member m JOIN thing t ON t.family = m.family AND t.id = m.id "
    "WHERE m.family = 'copy' AND m.address = ? ORDER BY t.id"
)


class Counting:
    """Keeps the things of family "counts", one for each claim, under the claim's id."""

    def __init__(self, db: sqlite3.Connection, items: Items, facts_of: FactsOf) -> None:
        self._db = db
        self._items = items
        self._facts = facts_of

    def before(self, article: str) -> frozenset[str]:
        """Return the items downstream of an article: those that took something from it, near and far."""
        query = "SELECT DISTINCT address FROM member WHERE family = 'copy' AND address >= ? AND address < ?"
        front = [row[0] for row in self._db.execute(query, (f"{article}/", f"{article}0"))]
        found = set(front)
        while front:
            at = front.pop()
            for edge in self._edges(at):
                if edge.origin == Node("item", at) and edge.item not in found:
                    found.add(edge.item)
                    front.append(edge.item)
        return frozenset(found)

    def update(
        self, article: str, before: frozenset[str], changed: Mapping[str, frozenset[str]]
    ) -> Mapping[str, frozenset[str]]:
        """Count the claims anew whose counts can have changed; return those whose counts did."""
        claims = set(changed.get("claim", ()))
        if changed.get("copy"):
            query = "SELECT DISTINCT id FROM member WHERE family = 'claim' AND address >= ? AND address < ?"
            for item in sorted(before | self.before(article)):
                claims |= {row[0] for row in self._db.execute(query, (f"{item}/", f"{item}0"))}
        held: dict[str, list[Edge]] = {}
        return {"counts": frozenset(id for id in sorted(claims) if self._replace(id, held))}

    def _replace(self, id: str, held: dict[str, list[Edge]]) -> bool:
        """Count a claim and store it; return whether that changed anything."""
        found = self._db.execute("SELECT body FROM thing WHERE family = 'counts' AND id = ?", (id,)).fetchone()
        old, new = found[0] if found else None, self._count(id, held)
        if old == new:
            return False
        if new is None:
            self._db.execute("DELETE FROM thing WHERE family = 'counts' AND id = ?", (id,))
        else:
            self._db.execute("INSERT OR REPLACE INTO thing VALUES ('counts', ?, ?)", (id, new))
        return True

    def _count(self, id: str, held: dict[str, list[Edge]]) -> str | None:
        """Return the counts of a claim as JSON; None if there is no such claim."""
        query = "SELECT address FROM member WHERE family = 'claim' AND id = ? ORDER BY place"
        addresses = [row[0] for row in self._db.execute(query, (id,))]
        if not addresses:
            return None
        facts = self._facts.all_at(addresses)
        items, edges = self._upstream({item_of(address) for address in addresses}, held)
        return to_json(counts_body(count(facts, items, edges)))

    def _edges(self, item: str) -> list[Edge]:
        """Return the edges from and to an item."""
        return [msgspec.json.decode(body, type=Edge) for (body,) in self._db.execute(EDGES, (item,))]

    def _upstream(self, starts: Iterable[str], held: dict[str, list[Edge]]) -> tuple[dict[str, Item], list[Edge]]:
        """Return the items that some items lead to, themselves among them, and all edges of these."""
        items: dict[str, Item] = {}
        edges: list[Edge] = []
        front = sorted(starts)
        while front:
            at = front.pop()
            if at in items:
                continue
            items[at] = self._items.item(at.rsplit("/", 1)[0])
            if at not in held:
                held[at] = [edge for edge in self._edges(at) if edge.item == at]
            edges += held[at]
            front += [edge.origin.name for edge in held[at] if edge.origin.kind == "item"]
        return items, edges


def counts_body(found: Counts) -> dict[str, Any]:
    """Return counts as they are stored; `whole` opens each into its rows."""
    outlets, reports, voices = found.numbers
    return {
        "articles": found.articles,
        "outlets": outlets,
        "reports": reports,
        "voices": voices,
        "names": [one.name for one in found.outlets],
        "heard": [one.name for one in found.voices],
        "whole": found,
    }
