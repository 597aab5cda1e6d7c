"""Open stories for requests: each is used by one request at a time, and given back for the next."""

import os
import sqlite3
import time
from collections.abc import Iterator
from contextlib import contextmanager
from queue import Empty, LifoQueue

from reportedly.keep.database import StoryError
from reportedly.keep.story import Story
from reportedly.show.site.reader import Held, Reader

KEPT = 8  # connections that wait for the next request
CHECKED = 20_000  # steps of SQLite between looks at the clock


class TookTooLong(Exception):
    """A page took longer than a request may."""


class Pool:
    """Read-only stories of one file. `seconds` is the longest that the database may work for one page."""

    def __init__(self, path: str | os.PathLike[str], seconds: float) -> None:
        self.path = os.fspath(path)
        self._seconds = seconds
        self._free: LifoQueue[tuple[tuple[int, int], Story]] = LifoQueue()
        self._held = Held()
        self._put_back(self._which(), Story(self.path, create=False, readonly=True))  # fails early for what is no story

    def _which(self) -> tuple[int, int]:
        try:
            found = os.stat(self.path)
        except OSError:
            raise StoryError(f"{self.path}: the story's file is gone (put it back, or serve another)") from None
        return found.st_dev, found.st_ino

    def _take(self, which: tuple[int, int]) -> Story:
        while True:
            try:
                of, story = self._free.get_nowait()
            except Empty:
                return Story(self.path, create=False, readonly=True)
            if of == which:
                return story
            story.close()  # another file stands there now

    def _put_back(self, which: tuple[int, int], story: Story) -> None:
        if self._free.qsize() < KEPT:
            self._free.put((which, story))
        else:
            story.close()

    @contextmanager
    def reader(self) -> Iterator[Reader]:
        """Read one state of the story; raises `TookTooLong`, or `StoryError` for what cannot be read."""
        which = self._which()
        story = self._take(which)
        until, late = time.monotonic() + self._seconds, False

        def check() -> int:
            nonlocal late
            late = time.monotonic() > until
            return int(late)

        connection = story.database.connection
        connection.set_progress_handler(check, CHECKED)
        try:
            with Reader.open(story, self._held) as reader:
                yield reader
        except (sqlite3.Error, StoryError):
            if late:
                raise TookTooLong from None
            raise
        finally:
            connection.set_progress_handler(None, 0)
            self._put_back(which, story)

    def close(self) -> None:
        """Close what is open."""
        while True:
            try:
                self._free.get_nowait()[1].close()
            except Empty:
                return
