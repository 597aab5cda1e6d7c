"""Independent reports behind rows: the newsrooms that remain when every echo that holds is followed upstream."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from reportedly.record import Event, Quantity, Span, Statement
from reportedly.weave.echo import EXPLICIT, Edge, Node, holds
from reportedly.weave.item import Item, Placed, bounds, item_of, order
from reportedly.weave.newsroom import newsroom_of

LONGEST = 40  # steps of a path: longer than any real chain of reports


class Carried(NamedTuple):
    """A row of a claim as reports need it: its address, its characters, and whether its article gives it a source.

    `sourced` is false for what the article tells in its own word: a lead that sums up what is cited below it.
    """

    address: str
    spans: tuple[Span, ...]
    sourced: bool

    @property
    def item(self) -> str:
        """The key of the item that the row is in."""
        return item_of(self.address)


class Path(NamedTuple):
    """How a row leads to a root: the row's address and the edges upstream, none if its own newsroom is the root."""

    address: str
    edges: tuple[Edge, ...]


class Report(NamedTuple):
    """An independent report: the newsroom that it is of, and a shortest path from each row that rests on it.

    `root` is an outlet's node, or an item's where its newsroom is not known. `summed_up` are rows in which an article
    tells in its own word what it cites elsewhere: they rest on the report and add none.
    """

    root: Node
    paths: tuple[Path, ...]
    summed_up: tuple[str, ...] = ()


Place = tuple[str, tuple[Span, ...]]  # an item and a passage of it


def carried(row: Placed) -> Carried:
    """Return a placed row as `reports` takes it."""
    match row.row:
        case Event() | Quantity():
            sourced = row.row.voice != "author"
        case Statement():
            sourced = bool(row.row.source)
        case _:
            sourced = False
    return Carried(row.address, row.spans, sourced)


class _Story:
    """The edges of a story by item, and where they lead."""

    def __init__(self, edges: Iterable[Edge], items: Mapping[str, Item]) -> None:
        self.items = items
        self.of: defaultdict[str, list[Edge]] = defaultdict(list)
        for edge in sorted(set(edges)):
            if not edge.weak:
                self.of[edge.item].append(edge)

    def root(self, item: str) -> Node:
        """Return the newsroom of an item as a node, or the item itself."""
        room = newsroom_of(self.items[item]) if item in self.items else None
        return Node("outlet", room) if room else Node("item", item.rsplit("/", 1)[0])

    def upstream(self, place: Place) -> list[tuple[Edge, Place | Node]]:
        """Return the edges that hold at a place and where each leads: explicit ones alone if there are any.

        Citations and links say more than the agency line over the whole article, and that more than copied words.
        """
        item, spans = place
        holding = [edge for edge in self.of.get(item, ()) if holds(edge, spans)]
        for group in (
            [edge for edge in holding if edge.evidence in EXPLICIT],
            [edge for edge in holding if edge.evidence == "credit"],
            [edge for edge in holding if edge.evidence == "copied"],
        ):
            if group:
                found = {edge.origin.name for edge in group if edge.origin.kind == "item"}
                named = {self.root(one) for one in found if one in self.items}
                # "NBC reported" leads to NBC's article where the story has it, not to the bare name as well
                return [
                    (edge, self._to(edge, spans))
                    for edge in group
                    if not (edge.origin.kind == "outlet" and edge.origin in named)
                ]
        return []

    def _to(self, edge: Edge, spans: tuple[Span, ...]) -> Place | Node:
        if edge.origin.kind == "outlet" or edge.origin.name not in self.items:
            return edge.origin
        if len(edge.source) != len(edge.passage):  # a link: all of the other article
            return edge.origin.name, ((0, len(self.items[edge.origin.name].text)),)
        start, end = bounds(spans)
        met = [src for own, src in zip(edge.passage, edge.source, strict=True) if own[0] < end and start < own[1]]
        return edge.origin.name, tuple(sorted(set(met))) or edge.source


def _graph(story: _Story, starts: Iterable[Place]) -> dict[Place, list[tuple[Edge, Place | Node]]]:
    graph: dict[Place, list[tuple[Edge, Place | Node]]] = {}
    open_places = list(starts)
    while open_places:
        place = open_places.pop()
        if place not in graph:
            graph[place] = story.upstream(place)
            open_places += [to for _, to in graph[place] if not isinstance(to, Node)]
    return graph


def _reach(graph: dict[Place, list[tuple[Edge, Place | Node]]], start: Place) -> dict[Place | Node, tuple[Edge, ...]]:
    """Return what can be reached from a place, each with a shortest path."""
    found: dict[Place | Node, tuple[Edge, ...]] = {start: ()}
    layer: list[Place] = [start]
    while layer:
        following: list[Place] = []
        for place in layer:
            for edge, to in graph[place] if len(found[place]) < LONGEST else ():
                if to not in found:
                    found[to] = (*found[place], edge)
                    if not isinstance(to, Node):
                        following.append(to)
        layer = following
    return found


def reports(rows: Iterable[Carried], edges: Iterable[Edge], items: Mapping[str, Item]) -> tuple[Report, ...]:
    """Return the independent reports that the rows of a claim rest on, each with its evidence, in order of their names.

    `items` maps the keys of the story's items; `edges` are those of these items. Articles that take from each other in
    a circle are one report, of the earliest of them. A row told in the article's own word adds no report where another
    row of the article is taken from elsewhere.
    """
    rows = sorted(set(rows))
    story = _Story(edges, items)
    starts = {row: (row.item, row.spans) for row in rows}
    graph = _graph(story, starts.values())
    reached = {place: _reach(graph, place) for place in graph}
    paths: defaultdict[Node, list[Path]] = defaultdict(list)
    taken = {row.item for row in rows if graph[starts[row]]}
    bare = []
    for row in rows:
        if row.item in taken and not graph[starts[row]] and not row.sourced:
            bare.append(row)
            continue
        for root, edges_up in _roots(story, graph, reached, starts[row]):
            paths[root].append(Path(row.address, edges_up))
    summed = {
        root: tuple(row.address for row in bare if row.item in {item_of(p.address) for p in of_root})
        for root, of_root in paths.items()
    }
    return tuple(Report(root, _shortest(paths[root]), summed[root]) for root in sorted(paths))


def _shortest(paths: Sequence[Path]) -> tuple[Path, ...]:
    best: dict[str, Path] = {}
    for path in sorted(paths, key=lambda p: (p.address, len(p.edges), p.edges)):
        best.setdefault(path.address, path)
    return tuple(best.values())


def _roots(
    story: _Story,
    graph: dict[Place, list[tuple[Edge, Place | Node]]],
    reached: dict[Place, dict[Place | Node, tuple[Edge, ...]]],
    start: Place,
) -> list[tuple[Node, tuple[Edge, ...]]]:
    """Return the roots above a place: named outlets, places with nothing upstream, and circles with no way out."""
    found = []
    for end, path in reached[start].items():
        if isinstance(end, Node):
            found.append((end if end.kind == "outlet" else story.root(end.name), path))
        elif not graph[end]:
            found.append((story.root(end[0]), path))
        elif all(not isinstance(to, Node) and end in reached[to] for to in reached[end]):
            circle = {to[0] for to in reached[end] if not isinstance(to, Node)}
            found.append((story.root(min(circle, key=lambda key: order(story.items[key]))), path))
    return found
