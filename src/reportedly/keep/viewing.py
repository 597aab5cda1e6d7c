"""The views as methods of a story, with the filters of `reportedly show`."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import Any

from reportedly.keep.database import Database
from reportedly.keep.filters import Filters
from reportedly.keep.searching import Found, count_found, search
from reportedly.keep.view_rows import (
    ArticleDetail,
    ClaimDetail,
    ClaimView,
    ContestView,
    DisputeView,
    EchoView,
    GapView,
    NameView,
    NumberView,
    OutletView,
    VoiceView,
)
from reportedly.keep.views import Views
from reportedly.weave.curves import By, Curves


class Viewing:
    """What a `Story` shows.

    Filters: since, until (ISO days), actor, recipient, place, type, status, ever, outlet, voice, kind, text.

    `limit` is the most rows that are returned, 0 for all, after the first `offset` ones. Every method raises
    `ValueError`, whose message is for people, for a filter's value that means nothing, and `TypeError` for a filter
    that there is not.
    """

    database: Database

    @contextmanager
    def _views(self) -> Iterator[Views]:
        with self.database.reading() as db:
            yield Views(db)

    def count(self, view: str, **filters: str | None) -> int:
        """Return how many rows a view has: claims, events, statements, numbers, disputes, contests, echoes, voices …"""
        with self._views() as views:
            return views.count(view, Filters(**filters))

    def claims(
        self, *, limit: int = 0, offset: int = 0, order: str = "weight", **filters: str | None
    ) -> list[ClaimView]:
        """Return claims, those that most outlets carry first.

        `order` is weight (outlets, then reports, then voices), reports (those first), date (of the event, or else of
        the first report), or latest (last reported first).
        """
        with self._views() as views:
            return views.claims(Filters(**filters), order, limit, offset)

    def events(self, *, limit: int = 0, offset: int = 0, order: str = "date", **filters: str | None) -> list[ClaimView]:
        """Return the claims that are events, by date: each event once, however many report it."""
        return self.claims(limit=limit, offset=offset, order=order, **(filters | {"kind": "event"}))

    def statements(
        self, *, limit: int = 0, offset: int = 0, order: str = "date", **filters: str | None
    ) -> list[ClaimView]:
        """Return the claims that are contents of statements, by date."""
        return self.claims(limit=limit, offset=offset, order=order, **(filters | {"kind": "statement"}))

    def claim(self, name: str) -> ClaimDetail:
        """Return a claim with its rows, counts, joins, history and disputes; raises `KeyError` if there is none.

        `name` is its id, that of a claim that has gone up in it, the short name of any of its rows, or an address.
        """
        from reportedly.keep.details import claim_detail

        with self.database.reading() as db:
            return claim_detail(db, name)

    def article(self, key: str) -> ArticleDetail:
        """Return an article's newest text with its rows, each with its claim, and its echoes; raises `KeyError`."""
        from reportedly.keep.details import article_detail

        with self.database.reading() as db:
            return article_detail(db, key)

    def tally(self, column: str, **filters: str | None) -> dict[str, int]:
        """Return how many claims there are of each `kind`, `type` or `status`, most first."""
        with self._views() as views:
            return views.tally(column, Filters(**filters))

    def names(self, role: str, like: str | None = None, *, limit: int = 0, offset: int = 0) -> list[NameView]:
        """Return who or what claims name as actor, recipient, place, outlet or voice, with the number of claims."""
        with self._views() as views:
            return views.names(role, like, limit, offset)

    def search(self, text: str, *, limit: int = 20, offset: int = 0) -> list[Found]:
        """Return the sentences and titles of articles that have all words of `text`, the best first, with their claims.

        "Quoted words" are found as they stand, `begin*` finds beginnings; endings of English words do not matter. To
        narrow claims or articles by words use the filter `text`.
        """
        with self.database.reading() as db:
            return search(db, text, limit, offset)

    def count_found(self, text: str) -> int:
        """Return how many sentences and titles have all words of `text`."""
        with self.database.reading() as db:
            return count_found(db, text)

    def numbers(self, *, limit: int = 0, offset: int = 0, **filters: str | None) -> list[NumberView]:
        """Return the figures of every series."""
        with self._views() as views:
            return views.numbers(Filters(**filters), limit, offset)

    def disputes(self, *, limit: int = 0, offset: int = 0, **filters: str | None) -> list[DisputeView]:
        """Return the sides of every dispute."""
        with self._views() as views:
            return views.disputes(Filters(**filters), limit, offset)

    def contests(self, *, limit: int = 0, offset: int = 0, **filters: str | None) -> list[ContestView]:
        """Return the disputes as wholes: `limit` and `offset` count disputes, not sides."""
        with self._views() as views:
            return views.contests(Filters(**filters), limit, offset)

    def echoes(self, *, limit: int = 0, offset: int = 0, **filters: str | None) -> list[EchoView]:
        """Return who took what from whom, with the evidence; narrowed by outlet, since, until, kind (of evidence)."""
        with self._views() as views:
            return views.echoes(Filters(**filters), limit, offset)

    def voices(
        self, *, limit: int = 0, offset: int = 0, opened: bool = True, **filters: str | None
    ) -> list[VoiceView]:
        """Return the voices, the most heard first; `kind` is named, office, anonymous …

        Without `opened` their `claims` are left empty, which is quicker: a voice can have thousands.
        """
        with self._views() as views:
            return views.voices(Filters(**filters), limit, offset, opened=opened)

    def outlets(self, *, limit: int = 0, offset: int = 0, **filters: str | None) -> list[OutletView]:
        """Return the newsrooms with their articles, claims and echoes; narrowed by outlet only."""
        with self._views() as views:
            return views.outlets(Filters(**filters), limit, offset)

    def gaps(self, *, limit: int = 0, offset: int = 0, **filters: str | None) -> list[GapView]:
        """Return what is missing; `kind` is one report, anonymous only, no date, no place, no source, not dated …"""
        with self._views() as views:
            return views.gaps(Filters(**filters), limit, offset)

    def curves(self, *, by: By = "event", layers: Iterable[str] = ("happened",), table: str | None = None,
               **filters: Any) -> Curves:  # fmt: skip
        """Return events per day and dyad, weighed by PLOVER's intensities or those of `table` (tab-separated)."""
        with self._views() as views:
            return views.curves(Filters(**filters), by, layers, table)
