"""Groups grown edge by edge, the strongest first, and which part of them a change can reach.

An edge joins two rows that can be of one group, with a score; edges are taken in one order (`rank`), and the groups at
both ends merge where `fits` says so. What becomes of an edge depends on the two groups alone. So a set of rows between
which and all others no edge merges groups grows as if it were alone: after a change only the groups that it touches are
grown anew, and those that an edge from them would merge with now (`Part.wakes`), until there are none. The outcome is
that of growing everything anew, whatever came first.
"""

from bisect import bisect_right
from collections.abc import Callable, Collection, Iterable, Mapping
from typing import NamedTuple

Rank = tuple[float, str, str]
Group = tuple[str, ...]
Fits = Callable[[Group, Group], bool]
LAST: Rank = (float("inf"), "", "")  # after every edge: what people merged


class Edge(NamedTuple):
    """Two rows by address, the lesser first, that can be of one group; the higher score goes first."""

    left: str
    right: str
    score: float

    @property
    def rank(self) -> Rank:
        """What edges are ordered by."""
        return -self.score, self.left, self.right


class Step(NamedTuple):
    """Two rows whose groups were merged; without a score because people said so."""

    left: str
    right: str
    score: float | None

    @property
    def rank(self) -> Rank:
        """Where in the order of edges it happened."""
        return LAST if self.score is None else (-self.score, self.left, self.right)


class Grown(NamedTuple):
    """A group: its rows in order of addresses, and the steps that made it, in the order in which they were taken."""

    rows: Group
    steps: tuple[Step, ...]


class Timeline:
    """Which group each row of a grown group was in, edge by edge."""

    def __init__(self, grown: Grown) -> None:
        self._ranks: dict[str, list[Rank]] = {row: [] for row in grown.rows}
        self._groups: dict[str, list[Group]] = {row: [(row,)] for row in grown.rows}
        for step in grown.steps:
            merged = tuple(sorted(self._groups[step.left][-1] + self._groups[step.right][-1]))
            for row in merged:
                self._ranks[row].append(step.rank)
                self._groups[row].append(merged)

    def at(self, row: str, rank: Rank) -> Group:
        """Return the group of a row when the edge of this rank was looked at."""
        return self._groups[row][bisect_right(self._ranks[row], rank)]


class Part(NamedTuple):
    """What a part of the rows grew to; `wakes` are rows beyond it whose groups would have merged with one of it."""

    groups: tuple[Grown, ...]
    wakes: frozenset[str]


def grow(
    rows: Collection[str],
    edges: Iterable[Edge],
    fits: Fits,
    must: Iterable[tuple[str, str]] = (),
    forbidden: Fits = lambda left, right: False,
    beyond: Callable[[str], Timeline] | None = None,
    before: Mapping[str, Timeline] | None = None,
) -> Part:
    """Grow the groups of some rows; edges may lead to rows beyond, whose groups `beyond` gives.

    `before` holds groups as they were of rows whose own edges and sayings are as they were: an edge beyond that met
    the same group then is known to merge nothing. `must` are pairs that people merged: last, unless `forbidden`.
    """
    before = before or {}
    of: dict[str, Group] = {row: (row,) for row in rows}
    taken: dict[str, list[Step]] = {row: [] for row in rows}  # by the first row of a group
    wakes: set[str] = set()
    restless: set[str] = set()  # first rows of groups that would have merged with one beyond: to be grown again

    def merge(left: Group, right: Group, step: Step) -> None:
        merged = tuple(sorted(left + right))
        steps = taken.pop(left[0]) + taken.pop(right[0])
        taken[merged[0]] = [*steps, step]
        if left[0] in restless or right[0] in restless:
            restless.add(merged[0])
        for row in merged:
            of[row] = merged

    for edge in sorted(edges, key=lambda edge: edge.rank):
        left, right = of.get(edge.left), of.get(edge.right)
        if left is not None and right is not None:
            if left is not right and fits(*sorted((left, right))):
                merge(left, right, Step(*edge))
        elif beyond is not None and (inner := left or right) is not None and inner[0] not in restless:
            row, other = (edge.left, edge.right) if left is not None else (edge.right, edge.left)
            was = before.get(row)
            if was is not None and was.at(row, edge.rank) == inner:
                continue
            if fits(*sorted((inner, beyond(other).at(other, edge.rank)))):
                wakes.add(other)
                restless.add(inner[0])
    for one, two in sorted(must):
        if one in of and two in of and of[one] is not of[two] and not forbidden(of[one], of[two]):
            merge(of[one], of[two], Step(one, two, None))
    groups = (Grown(of[first], tuple(sorted(steps, key=lambda step: step.rank))) for first, steps in taken.items())
    return Part(tuple(sorted(groups)), frozenset(wakes))


