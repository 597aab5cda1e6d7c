"""What time expressions are read from: tokens by class, what they hang on, and how a length of time is written."""

from collections.abc import Callable, Sequence
from datetime import date
from typing import NamedTuple

from reportedly.read.numerals import Token
from reportedly.read.times_grammar import time_words
from reportedly.record.rows import TimeType

PARTS = {"S": "PT", "MIN": "PT", "H": "PT"}
NARROW = {"S": "S", "MIN": "M", "H": "H", "FN": "W", "Q": "M", "H6": "M"}
MANY = {"FN": 2, "Q": 3, "H6": 6}


class Reading(NamedTuple):
    """A type and value; `day` is set where the value is a single day that later expressions can hang on."""

    type: TimeType
    value: str | None
    day: date | None = None


class Setting(NamedTuple):
    """What values hang on, null where unknown.

    `published`: the day of writing; `told`: the day last spoken of; `year`: that of a full date just before;
    `spoken`: the year last spoken of in any way; `tense`: "past", "future" or "" for the expression's clause.
    """

    published: date | None
    told: date | None
    year: int | None
    spoken: int | None
    tense: Callable[[], str]


class Expression(NamedTuple):
    """The tokens of a match with their class letters."""

    letters: str
    tokens: Sequence[Token]

    def first(self, classes: str) -> Token | None:
        """Return the first token of one of these classes."""
        return next((token for letter, token in zip(self.letters, self.tokens, strict=True) if letter in classes), None)

    def value(self, classes: str) -> str | None:
        """Return the table's value of the first token of these classes."""
        token = self.first(classes)
        return time_words()[token.word][1] if token and token.word in time_words() else None

    def unit(self) -> str:
        """Return the code of the unit: D, W, M, Y, DE …"""
        token = self.first("UV")
        if token is None or token.word == "second":
            return "S"
        return time_words()[token.word][1]

    def number(self) -> float | None:
        """Return how many units, the upper figure of a range; null where it is left vague ("several")."""
        found = [t for letter, t in zip(self.letters, self.tokens, strict=True) if letter in "nNY"]
        if not found:
            return None
        return None if found[-1].how in ("few", "couple", "vague") else found[-1].value + 0.5 * ("½" in self.letters)

    def year(self) -> int | None:
        """Return the year written in the expression."""
        token = self.first("Y")
        return int(token.value) if token else None


def duration(unit: str, count: float | None) -> str:
    """Return an ISO 8601 period; a decade counts ten years, an unknown count is X.

    >>> duration("D", 3), duration("DE", 1), duration("DE", None), duration("MIN", 30)
    ('P3D', 'P10Y', 'PXDE', 'PT30M')
    """
    start = PARTS.get(unit, "P")
    if count is None:
        return f"{start}X{NARROW.get(unit, unit)}"
    count = count * {"DE": 10, "CE": 100, **MANY}.get(unit, 1)
    figure = f"{count:.0f}" if count == int(count) else f"{count:g}"
    return f"{start}{figure}{NARROW.get(unit, 'Y' if unit in ('DE', 'CE') else unit)}"
