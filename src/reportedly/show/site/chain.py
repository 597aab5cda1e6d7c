"""The three counts of a claim opened: voices, through whom, the reports, the outlets, and the echoes between them."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from reportedly.keep.view_rows import RowView
from reportedly.weave.counts import Counts
from reportedly.weave.echo import Edge
from reportedly.weave.item import item_of
from reportedly.weave.voices import Voice
from reportedly.weave.wording import folded


class Step(NamedTuple):
    """An echo on the way from an outlet to a report. `taker` and `origin` are outlets; `number` counts the edges.

    `rows` are the addresses of the claim's rows that it holds for. `article` and `version` are where its passage is.
    """

    number: int
    taker: str
    origin: str
    edge: Edge
    rows: tuple[str, ...]
    article: str
    version: int


class Heard(NamedTuple):
    """A voice, by its place in the counts, and whom its word came through ("" where it came without)."""

    voice: int
    through: str


class Carrying(NamedTuple):
    """An outlet, by its place in the counts, under a report: its steps upstream, none where the report is its own."""

    outlet: int
    steps: tuple[int, ...]


class Under(NamedTuple):
    """A report with whose word it has, through whom, and which outlets carry it."""

    name: str
    heard: tuple[Heard, ...]
    carried: tuple[Carrying, ...]


class Chain(NamedTuple):
    """Everything between the voices and the outlets of a claim."""

    voices: tuple[Voice, ...]
    outlets: tuple[str, ...]
    reports: tuple[Under, ...]
    steps: tuple[Step, ...]

    @property
    def through(self) -> tuple[str, ...]:
        """The names of those through whom words came, each once."""
        return tuple(dict.fromkeys(one.through for under in self.reports for one in under.heard if one.through))


def through_of(row: RowView, by_address: Mapping[str, RowView]) -> str:
    """Return through whom a row's word came: the sources of the statements around its own, and what it was said to."""
    own = row if row.kind == "statement" else by_address.get(str(row.words.get("voice")))
    if own is None:
        return ""
    found = [str(own.words["medium"])] if own.words.get("medium") else []
    seen = {own.address}
    at = by_address.get(str(own.words.get("via")))
    while at is not None and at.address not in seen:
        seen.add(at.address)
        if at.words.get("source"):
            found.append(str(at.words["source"]))
        at = by_address.get(str(at.words.get("via")))
    return " → ".join(" ".join(one.split()) for one in dict.fromkeys(found))


def chain_of(counts: Counts, rows: Iterable[RowView], around: Mapping[str, RowView],
             outlet_of: Mapping[str, str]) -> Chain:  # fmt: skip
    """Return the chain of a claim.

    `rows` are the claim's, `around` the statements that hold them or lead to them by address, `outlet_of` the outlets
    of articles by key. Voices and outlets keep the places that they have in the counts.
    """
    by_address = {**around, **{row.address: row for row in rows}}
    voice_of = {address: n for n, voice in enumerate(counts.voices) for address in voice.rows}
    carrier_of = {address: n for n, outlet in enumerate(counts.outlets) for address in outlet.rows}
    held_for: defaultdict[Edge, set[str]] = defaultdict(set)
    for report in counts.reports:
        for path in report.paths:
            for edge in path.edges:
                held_for[edge].add(path.address)
    number = {edge: n for n, edge in enumerate(sorted(held_for), 1)}
    under = []
    for report in counts.reports:
        name = outlet_of.get(report.root.name, report.root.name)
        heard: dict[Heard, None] = {}
        carried: defaultdict[int, dict[int, None]] = defaultdict(dict)
        for address, edges in [*((p.address, p.edges) for p in report.paths), *((a, ()) for a in report.summed_up)]:
            if address in voice_of and address in by_address:
                voice, through = voice_of[address], through_of(by_address[address], by_address)
                heard[Heard(voice, "" if _oneself(counts.voices[voice].name, through) else through)] = None
            if address in carrier_of:
                carried[carrier_of[address]] |= {number[edge]: None for edge in edges}
        under.append(Under(name, tuple(heard), tuple(Carrying(n, tuple(steps)) for n, steps in carried.items())))
    steps = tuple(
        Step(n, _outlet(edge.item, outlet_of), _origin(edge, outlet_of), edge, tuple(sorted(held_for[edge])),
             *_place(edge.item))
        for edge, n in number.items()
    )  # fmt: skip
    return Chain(counts.voices, tuple(one.name for one in counts.outlets), tuple(under), steps)


def _oneself(voice: str, through: str) -> bool:
    """Tell whether a word came through its own voice: who calls a deed off and tells so is one."""
    return folded(through).endswith(folded(voice)) or folded(voice).endswith(folded(through))


def _place(item: str) -> tuple[str, int]:
    article, version = item.rsplit("/", 1)
    return article, int(version)


def _outlet(item: str, outlet_of: Mapping[str, str]) -> str:
    return outlet_of.get(item.rsplit("/", 1)[0], "outlet unknown")


def _origin(edge: Edge, outlet_of: Mapping[str, str]) -> str:
    return edge.origin.name if edge.origin.kind == "outlet" else _outlet(edge.origin.name, outlet_of)


def articles_of(counts: Counts) -> frozenset[str]:
    """Return the keys of the articles that a chain names."""
    edges = [edge for report in counts.reports for path in report.paths for edge in path.edges]
    items = {edge.item for edge in edges} | {edge.origin.name for edge in edges if edge.origin.kind == "item"}
    items |= {item_of(path.address) for report in counts.reports for path in report.paths}
    roots = {report.root.name for report in counts.reports if report.root.kind == "item"}
    return frozenset({item.rsplit("/", 1)[0] for item in items} | roots)
