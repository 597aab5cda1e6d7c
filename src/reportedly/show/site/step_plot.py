"""A series as a drawing: a stepped line for each origin, bounds as whiskers, uncertain days as bars, all by the server.

Nothing is placed that is not told: a figure without a day or without a number is left to the table.
"""

from collections import defaultdict
from collections.abc import Sequence
from datetime import date
from string import ascii_uppercase
from typing import Literal, NamedTuple

from reportedly.show.site.scales import Days, Numbers, Tick, days, numbers

MOST = 120  # figures that are drawn; the table has all
LINES = 8  # ways of drawing a line (CSS classes `line0` to `line7`)
LETTERS = 3  # letters of origins beside a mark
ABOVE = ("at_least", "more_than")
BELOW = ("at_most", "less_than")
LEFT, RIGHT, TOP, BOTTOM = 58, 34, 14, 30  # units around the plot, about pixels
WIDE = 600  # units from which on a drawing is for a desk
LETTER = 8  # units that a letter is wide
PLACES = ((11.0, -6.0), (11.0, 16.0), (-11.0, -6.0), (-11.0, 16.0), (11.0, -18.0), (11.0, 28.0), (24.0, -6.0))
Shape = Literal["exactly", "about", "above", "below", "range"]


class Told(NamedTuple):
    """A figure to draw: whose it is, the days that it holds for, its numbers, whether another conflicts with it."""

    origin: str
    first: date
    last: date
    low: float
    high: float | None
    bound: str
    contested: bool
    words: str


class Mark(NamedTuple):
    """A mark: where it is, what it is, the other end of its range, where its days begin, its letters, its words.

    `beside` is where its letters stand, from the mark; they are written towards the left if that is negative.
    """

    x: float
    y: float
    shape: Shape
    end: float | None
    begin: float | None
    letters: str
    contested: bool
    words: str
    beside: tuple[float, float] = (0.0, 0.0)


class Line(NamedTuple):
    """The stepped line of an origin: its path, its letter, its name, and which way it is drawn."""

    path: str
    letter: str
    origin: str
    way: int


class Plot(NamedTuple):
    """The whole drawing in its own units; `hidden` figures did not fit."""

    width: int
    height: int
    left: float
    bottom: float
    top: float
    right: float
    across: tuple[Tick, ...]
    up: tuple[Tick, ...]
    lines: tuple[Line, ...]
    marks: tuple[Mark, ...]
    powers: bool
    hidden: int


def letter(number: int) -> str:
    """Return what an origin is called in the drawing.

    >>> letter(0), letter(25), letter(26)
    ('A', 'Z', 'A1')
    """
    turn, place = divmod(number, len(ascii_uppercase))
    return ascii_uppercase[place] + (str(turn) if turn else "")


def draw(found: Sequence[Told], letters: dict[str, str], width: int, height: int) -> Plot | None:
    """Return the drawing of some figures, None where there is nothing to place; `letters` are those of the origins."""
    told = sorted(found, key=lambda one: (one.last, one.low, one.origin))[:MOST]
    if not told:
        return None
    across = days([day for one in told for day in (one.first, one.last)], LEFT, width - RIGHT)
    up = numbers([value for one in told for value in (one.low, one.high) if value is not None], height - BOTTOM, TOP)
    lines = tuple(
        Line(_path([one for one in told if one.origin == name], across, up), mark, name, number % LINES)
        for number, (name, mark) in enumerate(letters.items())
        if any(one.origin == name for one in told)
    )
    return Plot(
        width, height, LEFT, height - BOTTOM, TOP, width - RIGHT, across.ticks(7 if width >= WIDE else 3), up.ticks(5),
        lines, _marks(told, letters, across, up), up.powers, len(found) - len(told),
    )  # fmt: skip


def _path(told: Sequence[Told], across: Days, up: Numbers) -> str:
    parts: list[str] = []
    for one in told:
        x = across.at(one.last)
        y = up.at(one.low) if one.high is None else round((up.at(one.low) + up.at(one.high)) / 2, 1)
        parts.append(f"H{x:g}V{y:g}" if parts else f"M{x:g} {y:g}")
    return "".join(parts)


def _marks(told: Sequence[Told], letters: dict[str, str], across: Days, up: Numbers) -> tuple[Mark, ...]:
    """Return the marks; figures of several origins at one place are one mark with all their letters."""
    held: defaultdict[tuple[float, float, Shape, float | None, float | None], list[Told]] = defaultdict(list)
    for one in told:
        end = up.at(one.high) if one.high is not None and one.high != one.low else None
        begin = across.at(one.first) if one.first < one.last else None
        held[across.at(one.last), up.at(one.low), _shape(one, end), end, begin].append(one)
    found = []
    for (x, y, shape, end, begin), group in held.items():
        names = list(dict.fromkeys(letters[one.origin] for one in group))
        more = f"+{len(names) - LETTERS}" if len(names) > LETTERS else ""
        words = "; ".join(dict.fromkeys(one.words for one in group))
        contested = any(one.contested for one in group)
        found.append(Mark(x, y, shape, end, begin, ",".join(names[:LETTERS]) + more, contested, words))
    return _lettered(found)


def _lettered(found: Sequence[Mark]) -> tuple[Mark, ...]:
    """Give each mark a place for its letters that no other mark and no other letters take, where there is one."""
    taken = [_box(one.x - 6, one.y - 6, 12, 12) for one in found]
    placed = []
    for one in found:
        wide = LETTER * len(one.letters)
        boxes = [(at, _box(one.x + at[0] - (wide if at[0] < 0 else 0), one.y + at[1] - 10, wide, 11)) for at in PLACES]
        at, box = next((free for free in boxes if not any(_meet(free[1], other) for other in taken)), boxes[0])
        taken.append(box)
        placed.append(one._replace(beside=at))
    return tuple(placed)


Box = tuple[float, float, float, float]


def _box(x: float, y: float, width: float, height: float) -> Box:
    return x, y, x + width, y + height


def _meet(one: Box, two: Box) -> bool:
    return one[0] < two[2] and two[0] < one[2] and one[1] < two[3] and two[1] < one[3]


def _shape(one: Told, end: float | None) -> Shape:
    if end is not None:
        return "range"
    return "above" if one.bound in ABOVE else "below" if one.bound in BELOW else (
        "about" if one.bound == "about" else "exactly")  # fmt: skip
