"""The views as methods of a story, with the filters of `reportedly show`."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import Any

from reportedly.keep.database import Database
from reportedly.keep.filters import Filters
from reportedly.keep.views import ClaimView, DisputeView, EchoView, GapView, NumberView, Views, VoiceView
from reportedly.weave.curves import By, Curves
from reportedly.weave.item import Item


class Viewing:
    """What a `Story` shows.

    Filters: since, until (ISO days), actor, recipient, place, type, status, ever, outlet, voice.

    `limit` is the most rows that are returned, 0 for all. Every method raises `ValueError`, whose message is for
    people, for a filter's value that means nothing, and `TypeError` for a filter that there is not.
    """

    database: Database

    def item(self, article: str) -> Item:
        """Return an article's newest version; see `Story.item`."""
        raise NotImplementedError

    @contextmanager
    def _views(self) -> Iterator[Views]:
        held: dict[str, Item] = {}

        def item(article: str) -> Item:
            if article not in held:
                held[article] = self.item(article)
            return held[article]

        with self.database.reading() as db:
            yield Views(db, item)

    def claims(self, *, limit: int = 0, **filters: str | None) -> list[ClaimView]:
        """Return claims, those that most outlets carry first."""
        with self._views() as views:
            return views.claims(Filters(**filters), limit=limit)

    def events(self, *, limit: int = 0, **filters: str | None) -> list[ClaimView]:
        """Return the claims that are events, by date: each event once, however many report it."""
        with self._views() as views:
            return views.claims(Filters(**filters), "event", limit)

    def statements(self, *, limit: int = 0, **filters: str | None) -> list[ClaimView]:
        """Return the claims that are contents of statements, by date."""
        with self._views() as views:
            return views.claims(Filters(**filters), "statement", limit)

    def numbers(self, *, limit: int = 0, **filters: str | None) -> list[NumberView]:
        """Return the figures of every series."""
        with self._views() as views:
            return views.numbers(Filters(**filters), limit)

    def disputes(self, *, limit: int = 0, **filters: str | None) -> list[DisputeView]:
        """Return the sides of every dispute."""
        with self._views() as views:
            return views.disputes(Filters(**filters), limit)

    def echoes(self, *, limit: int = 0, **filters: str | None) -> list[EchoView]:
        """Return who took what from whom, with the evidence."""
        with self._views() as views:
            return views.echoes(Filters(**filters), limit)

    def voices(self, *, limit: int = 0, **filters: str | None) -> list[VoiceView]:
        """Return the voices, the most heard first."""
        with self._views() as views:
            return views.voices(Filters(**filters), limit)

    def gaps(self, *, limit: int = 0, **filters: str | None) -> list[GapView]:
        """Return what is missing."""
        with self._views() as views:
            return views.gaps(Filters(**filters), limit)

    def curves(self, *, by: By = "event", layers: Iterable[str] = ("happened",), table: str | None = None,
               **filters: Any) -> Curves:  # fmt: skip
        """Return events per day and dyad, weighed by PLOVER's intensities or those of `table` (tab-separated)."""
        with self._views() as views:
            return views.curves(Filters(**filters), by, layers, table)
