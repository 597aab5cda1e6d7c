"""Axes of drawings: where a day or a number lies, and which of them are written at the edge."""

from collections.abc import Iterable
from datetime import date, timedelta
from math import ceil, floor, log10
from typing import NamedTuple

WIDE_RANGE = 100  # from this factor between the numbers on, each power of ten is given the same room
SMALLEST = 1e-3  # numbers from which on there are powers of ten
STEPS = (1, 2, 5, 10)
UNITS = ((1e12, "tn"), (1e9, "bn"), (1e6, "m"))
DAYS = (1, 2, 4, 7, 14)
MONTHS = (1, 2, 3, 6, 12, 24, 60, 120, 240, 600, 1200, 2400, 6000, 12000, 24000, 60000)


class Tick(NamedTuple):
    """A mark of an axis, in units of the drawing, and its words."""

    at: float
    words: str


class Days(NamedTuple):
    """An axis of days from `first` to `last` that lie at `left` and `right`."""

    first: date
    last: date
    left: float
    right: float

    def at(self, day: date) -> float:
        """Return where a day lies; days beyond an end lie at it."""
        span = (self.last - self.first).days
        share = (min(max(day, self.first), self.last) - self.first).days / span if span else 0.5
        return round(self.left + share * (self.right - self.left), 1)

    def ticks(self, most: int) -> tuple[Tick, ...]:
        """Return at most about `most` days with their words: days, months or years, whatever fits."""
        span = (self.last - self.first).days
        step = next((step for step in DAYS if span / step <= most), None)
        if step is not None:
            found = [self.first + timedelta(n) for n in range(0, span + 1, step)]
            return tuple(Tick(self.at(day), str(day)) for day in found)
        months = next((step for step in MONTHS if span / (30.4 * step) <= most), MONTHS[-1])
        number = ceil((self.first.year * 12 + self.first.month - 1 + (self.first.day > 1)) / months) * months
        marked = []
        while number < 9999 * 12 and (day := date(number // 12, number % 12 + 1, 1)) <= self.last:
            marked.append(Tick(self.at(day), str(day.year) if months % 12 == 0 else str(day)[:7]))
            number += months
        return tuple(marked)


def days(found: Iterable[date], left: float, right: float) -> Days:
    """Return an axis that holds some days, a little room at its ends; raises `ValueError` for none."""
    held = sorted(found)
    first, last = held[0], held[-1]
    room = timedelta(max(1, (last - first).days // 40)) if last > first else timedelta(1)
    return Days(max(date.min + room, first) - room, min(date.max - room, last) + room, left, right)


class Numbers(NamedTuple):
    """An axis of numbers from `low` at `bottom` to `high` at `top`; `powers` where powers of ten have the same room."""

    low: float
    high: float
    bottom: float
    top: float
    powers: bool

    def at(self, value: float) -> float:
        """Return where a number lies."""
        low, high, value = (map(log10, (self.low, self.high, max(value, self.low))) if self.powers
                            else (self.low, self.high, value))  # fmt: skip
        return round(self.bottom + (value - low) / (high - low) * (self.top - self.bottom), 1)

    def ticks(self, most: int = 6) -> tuple[Tick, ...]:
        """Return at most about `most` numbers with their words."""
        if self.powers:
            low, high = round(log10(self.low)), round(log10(self.high))
            powers = [10.0**power for power in range(low, high + 1, 1 + (high - low) // most)]
            return tuple(Tick(self.at(value), short_number(value)) for value in powers)
        step = _step((self.high - self.low) / most)
        first = ceil(self.low / step - 1e-9)
        found = [n * step for n in range(first, floor(self.high / step + 1e-9) + 1)]
        return tuple(Tick(self.at(value), short_number(value)) for value in found)


def numbers(found: Iterable[float], bottom: float, top: float) -> Numbers:
    """Return an axis that holds some numbers; raises `ValueError` for none.

    It begins at nought unless the numbers are close together; numbers of very different size have powers of ten.
    """
    held = sorted(found)
    low, high = held[0], held[-1]
    if low >= SMALLEST and high / low >= WIDE_RANGE:
        return Numbers(10.0 ** floor(log10(low)), 10.0 ** ceil(log10(high)), bottom, top, True)
    if low >= 0 and (low == high or low < 0.6 * high):
        low = 0.0
    room = (high - low) * 0.12 or abs(high) * 0.1 or 1.0
    step = _step((high - low + room) / 5)
    low, high = low if low == 0 else floor((low - room) / step) * step, ceil((high + room) / step) * step
    return Numbers(low, high, bottom, top, False)


def _step(wanted: float) -> float:
    power = 10.0 ** floor(log10(wanted)) if wanted > 0 else 1.0
    return float(next(step * power for step in STEPS if step * power >= wanted * 0.999))


def short_number(value: float) -> str:
    """Return a number as an axis has it.

    >>> [short_number(one) for one in (0.5, 8, 1200, 2_500_000)]
    ['0.5', '8', '1,200', '2.5m']
    """
    for size, word in UNITS:
        if abs(value) >= size:
            return f"{value / size:g}{word}"
    return f"{value:,.0f}" if value == int(value) else f"{value:g}"
