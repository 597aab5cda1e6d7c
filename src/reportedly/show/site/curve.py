"""The curve of a story: events per day, week or month, a layer for each status, what has no day counted beside it.

Only what happened is drawn at first; talk is a layer of its own, never added to it. Nothing here is a score of trust.
"""

from collections.abc import Collection, Sequence
from datetime import date, timedelta
from typing import Literal, NamedTuple

from reportedly.keep.moments import Spread
from reportedly.show.site.scales import Days, Numbers, Tick, days, numbers, short_number
from reportedly.weave.curves import LAYERS, spread_over

LAYER_NAMES = (
    "happened", "planned", "considered", "possible", "called_for", "conditional", "did_not_happen", "disputed",
)  # fmt: skip
MOST = 100  # steps of a curve
LEFT, RIGHT, TOP, BOTTOM = 48, 34, 12, 30
SIZES = (("wide", 860, 240, 7), ("narrow", 348, 220, 3))  # name, width, height, days written below
Step = Literal["day", "week", "month", "year"]


class Bin(NamedTuple):
    """A step of the curve: its days, its words, and of each drawn layer what is above and below nought."""

    first: date
    last: date
    words: str
    above: dict[str, float]
    below: dict[str, float]

    def told(self, layer: str) -> str:
        """Return a layer's numbers in words, "" for nothing."""
        parts = (self.above.get(layer, 0.0), self.below.get(layer, 0.0))
        return " / ".join(_plain(value) for value in parts if value)


class Path(NamedTuple):
    """A layer as it is drawn: its line, and the area under it ("" for none)."""

    layer: str
    line: str
    area: str


class Drawing(NamedTuple):
    """The drawing in one size, in its own units."""

    name: str
    width: int
    height: int
    left: float
    right: float
    top: float
    bottom: float
    across: tuple[Tick, ...]
    up: tuple[Tick, ...]
    nought: float
    paths: tuple[Path, ...]


class Beside(NamedTuple):
    """What is not drawn of the drawn layers: before the first day drawn, after the last, and without a day."""

    earlier: int
    later: int
    undated: int


class Curve(NamedTuple):
    """The curve: its steps, the drawings (none where nothing has a day), what stands beside, and all that in words."""

    step: Step
    layers: tuple[str, ...]
    bins: tuple[Bin, ...]
    drawings: tuple[Drawing, ...]
    beside: Beside
    described: str


def statuses_of(layers: Collection[str]) -> tuple[str, ...]:
    """Return the statuses that are drawn in some layers.

    >>> statuses_of(["happened"])
    ('happened', 'ongoing')
    """
    return tuple(dict.fromkeys([*(s for s, layer in LAYERS.items() if layer in layers),
                                *(layer for layer in LAYER_NAMES if layer in layers)]))  # fmt: skip


def curve(found: Sequence[Spread], layers: Sequence[str], first: str | None, last: str | None, weighed: bool) -> Curve:
    """Return the curve of events, those with the same days together, from one ISO day to another (None: all of them).

    `weighed` gives the sum of PLOVER's intensities, cooperation above nought and conflict below; else their number.
    """
    dated = [(one, date.fromisoformat(one.first), date.fromisoformat(one.last))
             for one in found if one.first is not None and one.last is not None]  # fmt: skip
    undated = sum(one.events for one in found if one.first is None)
    if not dated:
        return Curve("day", tuple(layers), (), (), Beside(0, 0, undated), "No event of these layers has a day.")
    begin = date.fromisoformat(first) if first else min(one for _, one, _ in dated)
    end = date.fromisoformat(last) if last else max(one for _, _, one in dated)
    earlier = sum(one.events for one, _, stop in dated if stop < begin)
    later = sum(one.events for one, start, _ in dated if start > end)
    step = _step(begin, end)
    bins = _bins(begin, end, step)
    place = {_key(one.first, step): n for n, one in enumerate(bins)}
    for one, start, stop in dated:
        lying = spread_over(start, stop)
        layer = LAYERS.get(one.status, one.status)
        for day in lying:
            if begin <= day <= end:
                above, below = bins[place[_key(day, step)]][3:]
                above[layer] = above.get(layer, 0.0) + (one.above if weighed else one.events) / len(lying)
                if weighed and one.below:
                    below[layer] = below.get(layer, 0.0) + one.below / len(lying)
    beside = Beside(earlier, later, undated)
    drawn = tuple(_draw(size, bins, layers) for size in SIZES)
    return Curve(step, tuple(layers), tuple(bins), drawn, beside, _described(bins, layers, step, weighed))


def _step(first: date, last: date) -> Step:
    span = (last - first).days + 1
    return "day" if span <= MOST else "week" if span <= 7 * MOST else "month" if span <= 31 * MOST else "year"


def _key(day: date, step: Step) -> date:
    """Return the first day of the step that a day lies in; weeks begin on Monday."""
    match step:
        case "day":
            return day
        case "week":
            return day - timedelta(min(day.weekday(), day.toordinal() - 1))
        case "month":
            return day.replace(day=1)
        case "year":
            return day.replace(month=1, day=1)


def _bins(first: date, last: date, step: Step) -> list[Bin]:
    found, at = [], _key(first, step)
    while at <= last:
        match step:
            case "day" | "week":
                following = at + timedelta(1 if step == "day" else 7)
            case "month":
                following = (at + timedelta(31)).replace(day=1)
            case "year":
                following = date(at.year + 1, 1, 1)
        words = str(at) if step in ("day", "week") else str(at)[:7] if step == "month" else str(at.year)
        found.append(Bin(at, following - timedelta(1), words, {}, {}))
        at = following
    return found


def _draw(size: tuple[str, int, int, int], bins: Sequence[Bin], layers: Sequence[str]) -> Drawing:
    name, width, height, ticks = size
    across = days([bins[0].first, bins[-1].last], LEFT, width - RIGHT)
    across = across._replace(first=bins[0].first, last=bins[-1].last + timedelta(1))
    values = [value for one in bins for side in (one.above, one.below) for value in side.values()]
    up = numbers([0.0, *values, max([*values, 0.0]) or 1.0], height - BOTTOM, TOP)
    paths = []
    for layer in layers:
        sides = [[one.above.get(layer, 0.0) for one in bins], [one.below.get(layer, 0.0) for one in bins]]
        line = "".join(_line(side, bins, across, up) for side in sides if any(side))
        area = "".join(f"{_line(side, bins, across, up)}V{up.at(0):g}H{across.at(bins[0].first):g}Z"
                       for side in sides if any(side)) if layer == "happened" else ""  # fmt: skip
        paths.append(Path(layer, line, area))
    return Drawing(name, width, height, LEFT, width - RIGHT, TOP, height - BOTTOM, across.ticks(ticks), up.ticks(4),
                   up.at(0), tuple(paths))  # fmt: skip


def _line(side: Sequence[float], bins: Sequence[Bin], across: Days, up: Numbers) -> str:
    """Return a stepped line over all bins."""
    parts = [f"M{across.at(bins[0].first):g} {up.at(side[0]):g}"]
    for n, one in enumerate(bins):
        if n and side[n] != side[n - 1]:
            parts.append(f"H{across.at(one.first):g}V{up.at(side[n]):g}")
    return "".join([*parts, f"H{across.at(bins[-1].last + timedelta(1)):g}"])


def _described(bins: Sequence[Bin], layers: Sequence[str], step: Step, weighed: bool) -> str:
    what = "Sum of intensities" if weighed else "Number of events"
    parts = []
    for layer in layers:
        top = max(bins, key=lambda one: one.above.get(layer, 0.0) - one.below.get(layer, 0.0))
        if top.told(layer):
            parts.append(f"{layer.replace('_', ' ')}: most on {top.words} ({top.told(layer)})")
    told = "; ".join(parts) or "nothing on these days"
    days_ = f"from {bins[0].first} to {bins[-1].last}"
    return f"{what} a {step} {days_}. {told}. The table after the drawing has every {step}."


def _plain(value: float) -> str:
    return short_number(round(value, 1))
