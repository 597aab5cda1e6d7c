"""What a format reader hands on: the words of one article and what its source says of them, unchecked."""

import datetime
from typing import NamedTuple

from reportedly.record import Link

Written = str | int | float | datetime.date | None  # a date in whatever form its source has it


class Draft(NamedTuple):
    """An article before it is checked; `source` is the name that people are shown if it fails.

    `credit` is the outlet that a feed says it took the entry from; `raw` the bytes that all this was made of.
    """

    source: str
    text: str
    id: str | None = None
    url: str | None = None
    outlet: str | None = None
    title: str | None = None
    byline: tuple[str, ...] = ()
    published: Written = None
    retrieved: str | None = None
    links: tuple[Link, ...] = ()
    credit: str | None = None
    raw: bytes | None = None
