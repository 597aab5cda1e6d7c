"""The chain of a claim as a drawing: boxes in columns, lines between them, computed on the server."""

import textwrap
from typing import NamedTuple

from reportedly.show.site.chain import Chain

MOST = 10  # boxes of a column; the list below the drawing has all
WIDTH, GAP_X, GAP_Y, LINE, PAD, TOP = 214, 66, 12, 17, 8, 30  # units of the drawing, about pixels
LETTERS, LINES = 26, 3  # of a box's words


class Box(NamedTuple):
    """A box: where it is, its words line by line, what it is (a CSS class), and its full words."""

    x: int
    y: int
    height: int
    lines: tuple[str, ...]
    kind: str
    words: str


class Line(NamedTuple):
    """A line between two boxes: its path, what it is (a CSS class), and where its label stands."""

    path: str
    kind: str
    label: str
    x: int
    y: int


class Column(NamedTuple):
    """The heading of a column."""

    x: int
    heading: str


class Drawing(NamedTuple):
    """The whole drawing, in its own units; `hidden` boxes did not fit."""

    width: int
    height: int
    columns: tuple[Column, ...]
    boxes: tuple[Box, ...]
    lines: tuple[Line, ...]
    hidden: int


def wrapped(words: str) -> tuple[str, ...]:
    """Return words in at most `LINES` lines of `LETTERS` letters, the last with "…" where more follow."""
    return tuple(textwrap.wrap(words, LETTERS, max_lines=LINES, placeholder=" …")) or ("?",)


def draw(chain: Chain) -> Drawing:
    """Return the drawing of a chain: voices, through whom if anybody, reports, outlets, from left to right."""
    voices = [(f"v{n}", _voice(chain, n), f"voice voice-{chain.voices[n].stance}") for n in range(len(chain.voices))]
    through = [(f"t{name}", name, "through") for name in chain.through]
    reports = [(f"r{n}", under.name, "report") for n, under in enumerate(chain.reports)]
    outlets = [(f"o{n}", name, "carrier") for n, name in enumerate(chain.outlets)]
    columns = [("Voices", voices)] + ([("Through", through)] if through else [])
    columns += [("Independent reports", reports), ("Outlets that carry it", outlets)]
    tall = max(_height(parts[:MOST]) for _, parts in columns)
    at: dict[str, Box] = {}
    heads = []
    for place, (heading, parts) in enumerate(columns):
        x = place * (WIDTH + GAP_X) + 1
        heads.append(Column(x, heading))
        y = TOP + (tall - _height(parts[:MOST])) // 2
        for name, words, kind in parts[:MOST]:
            lines = wrapped(words)
            at[name] = Box(x, y, LINE * len(lines) + 2 * PAD, lines, kind, words)
            y += at[name].height + GAP_Y
    lines_ = [_line(at[a], at[b], kind, label) for a, b, kind, label in _joints(chain) if a in at and b in at]
    hidden = sum(max(0, len(parts) - MOST) for _, parts in columns)
    width = len(columns) * WIDTH + (len(columns) - 1) * GAP_X + 2
    return Drawing(width, TOP + tall + 2, tuple(heads), tuple(at.values()), tuple(lines_), hidden)


def _voice(chain: Chain, n: int) -> str:
    voice = chain.voices[n]
    return f"{voice.name}{' (denies)' if voice.stance == 'denies' else ''}"


def _height(parts: list[tuple[str, str, str]]) -> int:
    return sum(LINE * len(wrapped(words)) + 2 * PAD + GAP_Y for _, words, _ in parts) - (GAP_Y if parts else 0)


def _joints(chain: Chain) -> list[tuple[str, str, str, str]]:
    found: dict[tuple[str, str], tuple[str, str]] = {}
    for n, under in enumerate(chain.reports):
        for heard in under.heard:
            kind = f"voice-{chain.voices[heard.voice].stance}"
            if heard.through:
                found.setdefault((f"v{heard.voice}", f"t{heard.through}"), (kind, ""))
                found.setdefault((f"t{heard.through}", f"r{n}"), (kind, ""))
            else:
                found.setdefault((f"v{heard.voice}", f"r{n}"), (kind, ""))
        for one in under.carried:
            numbers = ", ".join(map(str, one.steps[:3])) + (" …" if len(one.steps) > 3 else "")
            found[f"r{n}", f"o{one.outlet}"] = ("echo", numbers) if one.steps else ("own", "")
    return [(a, b, kind, label) for (a, b), (kind, label) in found.items()]


def _line(left: Box, right: Box, kind: str, label: str) -> Line:
    x1, y1 = left.x + WIDTH, left.y + left.height // 2
    x2, y2 = right.x, right.y + right.height // 2
    bend = (x2 - x1) // 2
    path = f"M{x1} {y1} C{x1 + bend} {y1} {x2 - bend} {y2} {x2} {y2}"
    return Line(path, kind, label, x2 - 6, y2 - 5)
