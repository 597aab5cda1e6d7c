"""Where each row lies in the text: marks, and the text cut into the pieces that the same marks cover."""

import re
from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import NamedTuple

from reportedly.record import Record, Span
from reportedly.show.labels import KINDS, ROLES

PLAIN_ID = re.compile(r"[a-z]{1,8}\d{1,6}")


class Addresses(NamedTuple):
    """A short name for each row that is safe as a fragment of a URL: its own id where that is plain enough."""

    rows: dict[str, str]
    times: tuple[str, ...]
    disputes: tuple[str, ...]


class Mark(NamedTuple):
    """Characters that carry one part (`role`) of the row at an address."""

    row: str
    role: str
    spans: tuple[Span, ...]


class Piece(NamedTuple):
    """Characters [start, end) that all of `marks` cover, the mark with the shortest span first."""

    start: int
    end: int
    marks: tuple[Mark, ...]


def addresses(record: Record) -> Addresses:
    """Return the addresses of all rows, unique within the record."""
    own = [
        (row.id, kind)
        for kind, rows in (
            ("statement", record.statements),
            ("event", record.events),
            ("quantity", record.quantities),
            ("entity", record.entities),
        )
        for row in rows
    ]
    taken = {id for id, _ in own if PLAIN_ID.fullmatch(id)}

    def fresh(kind: str) -> str:
        letter, at = KINDS[kind][1], 1
        while f"{letter}{at}" in taken:
            at += 1
        taken.add(f"{letter}{at}")
        return f"{letter}{at}"

    rows = {id: id if PLAIN_ID.fullmatch(id) else fresh(kind) for id, kind in own}
    times = tuple(fresh("time") for _ in record.times)
    return Addresses(rows, times, tuple(fresh("dispute") for _ in record.disputes))


def marks(record: Record, names: Addresses) -> tuple[Mark, ...]:
    """Return every part of every row that has characters of its own, row by row."""
    parts: list[tuple[str, str, tuple[Span, ...]]] = []
    for s in record.statements:
        at = names.rows[s.id]
        parts += [(at, "source", s.source), (at, "cue", s.cue), (at, "content", s.content), (at, "medium", s.medium)]
    for e in record.events:
        at = names.rows[e.id]
        parts += [(at, "trigger", e.trigger), (at, "because", e.because), (at, "actor", e.actor)]
        parts += [(at, "recipient", e.recipient), (at, "place", e.place.spans), (at, "date", e.date.spans)]
    for q in record.quantities:
        at = names.rows[q.id]
        parts += [(at, "number", q.spans), (at, "of", q.of), (at, "measure", q.measure)]
    parts += [(at, "time", t.spans) for at, t in zip(names.times, record.times, strict=True)]
    parts += [(names.rows[n.id], "name", n.mentions) for n in record.entities]
    for at, d in zip(names.disputes, record.disputes, strict=True):
        parts += [(at, "side", d.left.spans), (at, "side", d.right.spans)]
    length = len(record.article.text)
    clipped = ((row, role, _clip(spans, length)) for row, role, spans in parts)
    return tuple(Mark(row, role, spans) for row, role, spans in clipped if spans)


def _clip(spans: Iterable[Span], length: int) -> tuple[Span, ...]:
    held = ((max(0, start), min(length, end)) for start, end in spans)
    return tuple((start, end) for start, end in held if start < end)


def pieces(length: int, marks: Sequence[Mark], cuts: Iterable[int] = ()) -> tuple[Piece, ...]:
    """Cut [0, length) at every border of a mark and at `cuts`; the pieces follow one another without a gap."""
    flat = [(start, end, mark) for mark in marks for start, end in mark.spans]
    opening: dict[int, list[int]] = {}
    closing: dict[int, list[int]] = {}
    for number, (start, end, _) in enumerate(flat):
        opening.setdefault(start, []).append(number)
        closing.setdefault(end, []).append(number)
    borders = sorted({0, length, *opening, *closing, *(cut for cut in cuts if 0 <= cut <= length)})
    found = []
    active: set[int] = set()
    for start, end in pairwise(borders):
        active.difference_update(closing.get(start, ()))
        active.update(opening.get(start, ()))
        inner_first = sorted(active, key=lambda number: (flat[number][1] - flat[number][0], number))
        found.append(Piece(start, end, tuple(dict.fromkeys(flat[number][2] for number in inner_first))))
    return tuple(found)


def shown(piece: Piece) -> tuple[Mark, ...]:
    """Return the marks of a piece that are coloured at all times; the others show when their row is selected."""
    return tuple(mark for mark in piece.marks if mark.role in ROLES)


def depth(piece: Piece) -> int:
    """Return how many voices say the piece: the number of statements whose content covers it."""
    return len({mark.row for mark in piece.marks if mark.role == "content"})
