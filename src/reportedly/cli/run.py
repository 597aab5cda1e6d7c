"""The loop behind `read`: gathered articles through the reader, failures told on the way, records in order."""

import sys
from collections import deque
from collections.abc import Iterator, Mapping, Sequence
from itertools import chain
from typing import Any

from reportedly.gather import Failure, Found, find
from reportedly.gather.places import holds_several
from reportedly.gather.sources import unexpected
from reportedly.record import Article, Record


class Stopped(Exception):
    """The reader itself does not work, whatever the article; the cause is the error it met."""


class Reading:
    """Iterates over (source, stem, record) of every article that can be read, in the order of the sources.

    `several` tells whether the sources are, or turn out to be, more than one article; to know it, the first two are
    gathered at once. `failures` counts the inputs that were not read.
    """

    def __init__(
        self,
        sources: Sequence[str],
        *,
        published: str | None,
        outlet: str | None,
        columns: Mapping[str, str],
        jobs: int,
    ) -> None:
        self.failures = 0
        self._jobs = jobs
        self._bar: Any = None
        self._early: list[Failure] = []  # told before the reading begins
        self._pending: deque[Found] = deque()  # given to the reader, not yet a record
        found = find(sources, published=published, outlet=outlet, columns=columns, warn=self._say)
        self._articles = self._only_articles(found)
        first = list(_take(self._articles, 2))
        self._none = not first
        self.more_than_one = len(first) > 1
        self.several = self.more_than_one or len(sources) > 1 or any(map(holds_several, sources))
        self._articles = chain(first, self._articles)

    def __iter__(self) -> Iterator[tuple[str, str | None, Record]]:
        if self._none:
            return
        from reportedly.read import read_articles

        self._show_progress()
        while True:
            again, self._pending = tuple(self._pending), deque()
            records = iter(read_articles(self._handed(chain(again, self._articles)), jobs=self._jobs))
            try:
                for record in records:
                    found = self._pending.popleft()
                    yield found.source, found.stem, record
                    self._advance()
                return
            except Exception as error:
                if not self._pending:
                    raise Stopped from error
                # Records come in order: the one that failed is the first that is missing. Go on after it.
                self.fail_unexpectedly(self._pending.popleft().source, error)
                self._advance()

    def fail_unexpectedly(self, source: str, error: BaseException | None) -> None:
        """Tell of an error of ours in one article."""
        self._fail(unexpected(source, error or Stopped()))

    def close(self) -> None:
        """Take the progress bar away."""
        if self._bar is not None:
            self._bar.stop()
            self._bar = None

    def _only_articles(self, found: Iterator[Found]) -> Iterator[Found]:
        for one in found:
            if isinstance(one.item, Failure):
                self._fail(one.item)
            else:
                yield one

    def _handed(self, articles: Iterator[Found]) -> Iterator[Article]:
        for one in articles:
            self._pending.append(one)
            assert not isinstance(one.item, Failure)
            yield one.item

    def _fail(self, failure: Failure) -> None:
        self.failures += 1
        self._say(failure)

    def _say(self, failure: Failure) -> None:
        if self._bar is not None:
            self._bar.console.print(failure.line(), markup=False, highlight=False, soft_wrap=True)
        else:
            print(failure.line(), file=sys.stderr, flush=True)

    def _show_progress(self) -> None:
        """Show a bar if someone is looking and there is more than one article; how many is not known beforehand."""
        if not (self.more_than_one and sys.stderr.isatty()):
            return
        from rich.console import Console
        from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn

        self._bar = Progress(
            TextColumn("{task.completed} read"),
            BarColumn(),
            TimeElapsedColumn(),
            console=Console(stderr=True),
            transient=True,
        )
        self._task = self._bar.add_task("", total=None)
        self._bar.start()

    def _advance(self) -> None:
        if self._bar is not None:
            self._bar.advance(self._task)


def _take(items: Iterator[Found], count: int) -> Iterator[Found]:
    for _, item in zip(range(count), items, strict=False):
        yield item
