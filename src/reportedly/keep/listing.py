"""What lists are asked by, kept beside the things: claims by dates, names and counts, figures, disputes, echoes, gaps.

Every table here is a function of `thing` (see listing.sql) and is brought up to the things that changed, in the same
transaction, whatever order articles came in.
"""

import sqlite3
from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

import msgspec

from reportedly.keep import moments
from reportedly.keep.blocks import select
from reportedly.keep.decisions import article_of
from reportedly.keep.rows import to_json
from reportedly.keep.searching import Sentences
from reportedly.keep.stored import StoredClaim, StoredCounts, StoredDispute
from reportedly.weave.echo import Edge
from reportedly.weave.facts import Fact
from reportedly.weave.gaps import of_claim
from reportedly.weave.item import item_of
from reportedly.weave.newsroom import room_of
from reportedly.weave.series import Series
from reportedly.weave.wording import folded

CONTESTED = ("claim", "series", "deed")  # families with disputes, in the order in which they are told
FIRST, LAST = "~", ""  # of days that are unknown: after every day, and before every day


class _MayBeDisputed(msgspec.Struct):
    type: str | None = None
    dispute: StoredDispute | None = None


class _Name(NamedTuple):
    role: str
    name: str
    kind: str = ""


class Listing:
    """Keeps the lists up to date; a `Summary` that comes after all others."""

    def __init__(self, db: sqlite3.Connection) -> None:
        self._db = db
        self._claim_of = msgspec.json.Decoder(StoredClaim)
        self._counts_of = msgspec.json.Decoder(StoredCounts)

    def before(self, article: str) -> frozenset[str]:
        """Return nothing: what the things were does not matter."""
        return frozenset()

    def update(
        self, article: str, before: frozenset[str], changed: Mapping[str, frozenset[str]]
    ) -> Mapping[str, frozenset[str]]:
        """Bring the lists up to the things that changed, and to what an article is called."""
        self._newsroom(article)
        self._claims(changed.get("claim", frozenset()) | changed.get("counts", frozenset()))
        self._figures(changed.get("series", frozenset()))
        for family in CONTESTED:
            self._contests(family, changed.get(family, frozenset()))
        self._echoes(changed.get("copy", frozenset()))
        return {}

    def _newsroom(self, article: str) -> None:
        found = self._db.execute("SELECT outlet, url FROM article WHERE key = ?", (article,)).fetchone()
        name = room_of(*found) if found else None
        if name is None:
            self._db.execute("DELETE FROM newsroom WHERE article = ?", (article,))
        else:
            query = "INSERT INTO newsroom VALUES (?, ?) ON CONFLICT (article) DO UPDATE SET name = excluded.name"
            self._db.execute(query, (article, name))

    def _bodies(self, family: str, ids: Iterable[str]) -> list[tuple[str, str]]:
        query = "SELECT id, body FROM thing WHERE family = ? AND id IN"
        return [(str(id), str(body)) for id, body in select(self._db, query, family, among=ids)]

    # claims

    def _claims(self, ids: frozenset[str]) -> None:
        counts = dict(self._bodies("counts", ids))
        sentences = Sentences(self._db)
        there = set()
        for id, body in self._bodies("claim", ids):
            there.add(id)
            claim = self._claim_of.decode(body)
            told = self._counts_of.decode(counts[id]) if id in counts else StoredCounts()
            number = self._claim(id, claim, told)
            self._names(number, claim, told)
            self._gaps(number, claim, told)
            self._stands(number, claim, sentences)
            moments.store(self._db, number, id, claim, len(told.whole.outlets))
        for id in sorted(ids - there):
            found = self._db.execute("SELECT number FROM claim WHERE id = ?", (id,)).fetchone()
            if found:
                for table in ("naming", "gap", "claim_sentence", "moment"):
                    self._db.execute(f"DELETE FROM {table} WHERE claim = ?", found)
                self._db.execute("DELETE FROM claim WHERE number = ?", found)

    def _claim(self, id: str, claim: StoredClaim, told: StoredCounts) -> int:
        found = self._db.execute("SELECT number FROM claim WHERE id = ?", (id,)).fetchone()
        values = (
            id, claim.kind, claim.type, claim.status, "".join(f",{one}" for one in claim.ever) + ",",
            claim.earliest or claim.first_report or FIRST, claim.latest or claim.last_report or LAST,
            claim.first_report or FIRST, claim.last_report or LAST,
            told.whole.articles, *told.whole.numbers,
        )  # fmt: skip
        query = f"INSERT OR REPLACE INTO claim VALUES (?, {', '.join('?' * len(values))})"
        return self._db.execute(query, (found[0] if found else None, *values)).lastrowid or 0

    def _names(self, number: int, claim: StoredClaim, told: StoredCounts) -> None:
        wanted: dict[_Name, int] = {}
        for role, names in (("actor", claim.actors), ("recipient", claim.recipients), ("place", claim.places),
                            ("outlet", told.names)):  # fmt: skip
            wanted |= {_Name(role, name): 0 for name in names}
        for voice in told.whole.voices:
            name = _Name("voice", voice.name, voice.kind)
            wanted[name] = wanted.get(name, 0) | (2 if voice.stance == "denies" else 1)
        query = (
            "SELECT n.role, n.name, n.kind, g.stance, n.number FROM naming g JOIN name n ON n.number = g.name "
            "WHERE g.claim = ?"
        )
        for role, name, kind, stance, of_name in self._db.execute(query, (number,)).fetchall():
            if wanted.get(_Name(role, name, kind)) == stance:
                del wanted[_Name(role, name, kind)]
            else:
                self._db.execute("DELETE FROM naming WHERE name = ? AND claim = ?", (of_name, number))
        for one, stance in wanted.items():
            self._db.execute("INSERT INTO naming VALUES (?, ?, ?)", (self._name(one), number, stance))

    def _name(self, one: _Name) -> int:
        found = self._db.execute("SELECT number FROM name WHERE role = ? AND name = ? AND kind = ?", one).fetchone()
        if found:
            return int(found[0])
        query = "INSERT INTO name (role, name, kind, folded) VALUES (?, ?, ?, ?)"
        return self._db.execute(query, (*one, folded(one.name))).lastrowid or 0

    def _gaps(self, number: int, claim: StoredClaim, told: StoredCounts) -> None:
        self._db.execute("DELETE FROM gap WHERE claim = ?", (number,))
        if told.names:
            found = [(one.kind, one.of, number, one.detail) for one in of_claim(claim.whole, told.whole)]
            self._db.executemany("INSERT INTO gap VALUES (?, ?, ?, ?)", found)

    def _stands(self, number: int, claim: StoredClaim, sentences: Sentences) -> None:
        self._db.execute("DELETE FROM claim_sentence WHERE claim = ?", (number,))
        held = {one for fact in claim.whole.facts
                for one in sentences.touched(article_of(fact.address), fact.spans)}  # fmt: skip
        self._db.executemany("INSERT INTO claim_sentence VALUES (?, ?)", [(one, number) for one in sorted(held)])

    # the other families

    def _figures(self, ids: frozenset[str]) -> None:
        self._db.executemany("DELETE FROM figure WHERE series = ?", [(id,) for id in sorted(ids)])
        for id, body in self._bodies("series", ids):
            series = msgspec.convert(msgspec.json.decode(body)["whole"], Series)
            relations: dict[str, set[str]] = {fact.address: set() for fact in series.facts}
            for pair in series.pairs:
                relations[pair.left].add(pair.relation)
                relations[pair.right].add(pair.relation)
            for place, fact in enumerate(series.facts):
                values = _figure(id, place, series, fact, sorted(relations[fact.address]))
                self._db.execute(f"INSERT INTO figure VALUES (NULL, {', '.join('?' * len(values))})", values)

    def _contests(self, family: str, ids: frozenset[str]) -> None:
        query = 'SELECT number FROM contest WHERE family = ? AND "of" IN'
        for found in list(select(self._db, query, family, among=ids)):
            for table, column in (("contest_row", "contest"), ("contest_side", "contest"), ("contest", "number")):
                self._db.execute(f"DELETE FROM {table} WHERE {column} = ?", found)
        for id, body in self._bodies(family, ids):
            if family == "deed":
                deed = msgspec.json.decode(body, type=StoredDispute)
                one, of_type = deed.whole, None
            else:
                stored = msgspec.json.decode(body, type=_MayBeDisputed)
                if stored.dispute is None:
                    continue
                one, of_type = stored.dispute.whole, stored.type
            values = (one.id, family, id, one.type, of_type, one.reason, len(one.sides))
            number = self._db.execute("INSERT INTO contest VALUES (NULL, ?, ?, ?, ?, ?, ?, ?)", values).lastrowid
            for side, part in enumerate(one.sides):
                self._db.execute("INSERT INTO contest_side VALUES (?, ?, ?)", (number, side, part.says))
                rows = [(number, side, place, address) for place, address in enumerate(part.rows)]
                self._db.executemany("INSERT INTO contest_row VALUES (?, ?, ?, ?)", rows)

    def _echoes(self, ids: frozenset[str]) -> None:
        self._db.executemany("DELETE FROM echo WHERE id = ?", [(id,) for id in sorted(ids)])
        for id, body in self._bodies("copy", ids):
            edge = msgspec.json.decode(body, type=Edge)
            values = (
                id, edge.item, edge.item.rsplit("/", 1)[0], *edge.origin,
                edge.origin.name.rsplit("/", 1)[0] if edge.origin.kind == "item" else None,
                edge.evidence, edge.share, int(edge.weak), edge.reason,
            )  # fmt: skip
            self._db.execute(f"INSERT INTO echo VALUES (NULL, {', '.join('?' * len(values))})", values)


def _figure(id: str, place: int, series: Series, fact: Fact, relations: list[str]) -> tuple[Any, ...]:
    """Return the row of a figure, in the order of the table's columns."""
    day, when = str(fact.day) if fact.day else None, fact.when
    places = [name for name in (fact.place.name, fact.place.country) if name] if fact.place else []
    actors, recipients = (
        sorted({name for party in parties for name in (party.name, party.country) if name})
        for parties in ((*fact.actors, *fact.named), fact.recipients)
    )
    return (
        id, place, fact.address, item_of(fact.address).rsplit("/", 1)[0], series.thing, series.measure, series.unit,
        fact.said, fact.value, fact.bound, str(when[1]) if when else None, day, fact.status,
        str(when[0]) if when else day or FIRST, str(when[1]) if when else day or LAST,
        to_json(relations), to_json(actors), to_json(recipients), to_json(places),
    )  # fmt: skip
