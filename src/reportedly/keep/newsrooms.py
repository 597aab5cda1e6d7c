"""Newsrooms side by side: what each printed, what it took from whom, who took from it, and its unnamed sources."""

import sqlite3
from collections import defaultdict
from typing import NamedTuple, get_args

from reportedly.record.rows import SourceKind

ITSELF = "itself"


class Newsroom(NamedTuple):
    """A newsroom, or one outside the story that others credit or cite (no articles).

    `independent` of its `articles` take nothing from another newsroom; `echoing` do. `takes` are (newsroom, articles
    of this one that took from it), `gives` (newsroom, articles of that one that took from this one), most first.
    `claims` are those that it carries, `statements` those that its articles hand to somebody, `unnamed` of them to
    nobody by name (anonymous people, or none told).
    """

    name: str
    articles: int
    independent: int
    echoing: int
    takes: tuple[tuple[str, int], ...]
    gives: tuple[tuple[str, int], ...]
    claims: int
    statements: int
    unnamed: int


class Sources(NamedTuple):
    """Of how many statements the source is what: `all` in the story, and (statements, unnamed) of each newsroom."""

    all: dict[str, int]
    of: dict[str, tuple[int, int]]

    @property
    def total(self) -> int:
        """How many statements there are."""
        return sum(self.all.values())

    @property
    def unnamed(self) -> int:
        """How many have no named source."""
        return sum(self.all.get(kind, 0) for kind in UNNAMED)


UNNAMED = ("anonymous", "none")
_OF_KIND = """
SELECT w.name, sum(s.number) FROM (
  SELECT article, count(*) AS number FROM story_row
  WHERE kind = 'statement' AND state = 'live' AND verdict IS NOT 'reject' AND shown ->> '$.source_kind' = ?
  GROUP BY article
) s LEFT JOIN newsroom w ON w.article = s.article GROUP BY 1"""  # a kind at a time: its index tells without the rows
_PAIRS = """
SELECT w.name, coalesce(o.name, CASE e.origin_kind WHEN 'outlet' THEN e.origin ELSE 'outlet unknown' END),
       count(DISTINCT e.article)
FROM echo e JOIN newsroom w ON w.article = e.article LEFT JOIN newsroom o ON o.article = e.origin_article
WHERE NOT e.weak GROUP BY 1, 2 ORDER BY 3 DESC, 2, 1"""
_ECHOING = """
SELECT w.name, count(DISTINCT e.article)
FROM echo e JOIN newsroom w ON w.article = e.article LEFT JOIN newsroom o ON o.article = e.origin_article
WHERE NOT e.weak AND o.name IS NOT w.name AND (e.origin_kind = 'item' OR e.origin <> w.name) GROUP BY 1"""


def sources(db: sqlite3.Connection) -> Sources:
    """Return what kinds of sources the statements have, in all and by newsroom; copies count as often as printed."""
    every: defaultdict[str, int] = defaultdict(int)
    of: defaultdict[str, list[int]] = defaultdict(lambda: [0, 0])
    for kind in get_args(SourceKind):
        for name, number in db.execute(_OF_KIND, (kind,)):
            every[kind] += number
            of[name or ""][0] += number
            of[name or ""][1] += number if kind in UNNAMED else 0
    return Sources(dict(every), {name: (total, unnamed) for name, (total, unnamed) in of.items() if name})


def newsrooms(db: sqlite3.Connection) -> list[Newsroom]:
    """Return every newsroom, those with most articles first, then those outside that most take from."""
    articles = dict(db.execute("SELECT name, count(*) FROM newsroom GROUP BY name"))
    takes: defaultdict[str, list[tuple[str, int]]] = defaultdict(list)
    gives: defaultdict[str, list[tuple[str, int]]] = defaultdict(list)
    for taker, origin, number in db.execute(_PAIRS):
        takes[taker].append((ITSELF if taker == origin else origin, number))
        if taker != origin:
            gives[origin].append((taker, number))
    echoing = dict(db.execute(_ECHOING))
    claims = dict(db.execute("SELECT name, claims FROM name WHERE role = 'outlet'"))
    of = sources(db).of
    found = []
    for name in articles.keys() | gives.keys():
        own, echoed = articles.get(name, 0), echoing.get(name, 0)
        statements, unnamed = of.get(name, (0, 0))
        found.append(Newsroom(name, own, own - echoed, echoed, tuple(takes[name]), tuple(gives[name]),
                              claims.get(name, 0), statements, unnamed))  # fmt: skip
    return sorted(found, key=lambda one: (-one.articles, -sum(number for _, number in one.gives), one.name))
