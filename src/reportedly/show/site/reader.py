"""What page functions read a story through: short slices, counts and evidence, all of one state of the story."""

import sqlite3
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from threading import Lock
from typing import NamedTuple, TypeVar, cast

from reportedly.keep import slices
from reportedly.keep.slices import EVERY, Dispute, Disputed, Extent, Order, Wanted
from reportedly.keep.story import Story
from reportedly.keep.views import ClaimView, Views
from reportedly.record import Span
from reportedly.weave.facts import sentences_of
from reportedly.weave.item import Item

Sum = TypeVar("Sum")
ITEMS_HELD = 300  # articles that are held between requests, while the story stays as it is


class Evidence(NamedTuple):
    """The characters of an article that something rests on, with the sentence around them.

    `words` are text[start:end]; `before` and `after` the rest
    of the sentence. Several spans are one, from the first to the last.
    """

    article: str
    outlet: str | None
    published: str | None
    title: str | None
    before: str
    words: str
    after: str
    start: int
    end: int


class Held:
    """Articles and sums of a story in memory, shared by its readers in all threads, forgotten when it changes."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._state, self._items = "", dict[str, Item]()
        self._sums: tuple[str, dict[str, object]] = "", {}

    def of(self, state: str) -> dict[str, Item]:
        """Return the articles of a state of the story; a reader of an older state keeps its own."""
        with self._lock:
            if state != self._state or len(self._items) > ITEMS_HELD:
                self._state, self._items = state, {}
            return self._items

    def sums(self, state: str) -> dict[str, object]:
        """Return the sums of a state of the story by their names; a reader of an older state keeps its own."""
        with self._lock:
            if state != self._sums[0]:
                self._sums = state, {}
            return self._sums[1]


class Reader:
    """A story as pages see it. Ask for slices (limit, offset) and counts; `story` has every other view.

    All that is read within `open` is of one state, whatever is written meanwhile.
    """

    def __init__(self, story: Story, db: sqlite3.Connection, held: Held) -> None:
        self.story = story
        self.db = db
        self.state = slices.state(db)
        self._items, self._sums = held.of(self.state), held.sums(self.state)
        self.views = Views(db)

    @classmethod
    @contextmanager
    def open(cls, story: Story, held: Held | None = None) -> Iterator["Reader"]:
        """Open one state of a story for reading."""
        with story.database.reading() as db:
            yield cls(story, db, held or Held())

    def item(self, article: str) -> Item:
        """Return an article's newest version; raises `KeyError` for an unknown key."""
        if article not in self._items:
            self._items[article] = self.story.item(article)
        return self._items[article]

    def once(self, make: Callable[[sqlite3.Connection], Sum]) -> Sum:
        """Return what a function of the whole story makes, made once for each of its states."""
        name = f"{make.__module__}.{make.__qualname__}"
        if name not in self._sums:
            self._sums[name] = make(self.db)
        return cast(Sum, self._sums[name])

    def extent(self) -> Extent:
        """Return how much the story holds."""
        return self.once(slices.extent)

    def claims(self, wanted: Wanted, order: Order, limit: int, offset: int = 0) -> list[ClaimView]:
        """Return a slice of the wanted claims."""
        return slices.claims(self.db, self.views, wanted, order, limit, offset)

    def count_claims(self, wanted: Wanted) -> int:
        """Return how many claims are wanted."""
        return slices.count_claims(self.db, wanted)

    def disputes(self, limit: int, offset: int = 0) -> list[Dispute]:
        """Return a slice of the disputes."""
        return slices.disputes(self.db, self.views, limit, offset)

    def latest_disputes(self, wanted: Disputed, limit: int, offset: int = 0) -> list[Dispute]:
        """Return a slice of the wanted disputes, the last reported first."""
        return slices.latest_disputes(self.db, self.views, wanted, limit, offset)

    def count_disputes(self, wanted: Disputed = EVERY) -> int:
        """Return how many disputes are wanted."""
        return slices.count_disputes(self.db, wanted)

    def evidence(self, article: str, spans: Sequence[Span]) -> Evidence:
        """Return the characters at `spans` of an article's newest version, in their sentence."""
        item = self.item(article)
        text, facts = item.text, item.record.article
        start, end = spans[0][0], spans[-1][1]
        around = sentences_of(text, spans)
        return Evidence(
            article, item.outlet, facts.published, facts.title, text[min(around[0][0], start) : start],
            text[start:end], text[end : max(around[-1][1], end)], start, end,
        )  # fmt: skip
