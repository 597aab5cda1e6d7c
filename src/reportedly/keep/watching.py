"""Feeds that a story follows: asked whether they have changed, new entries added; who fails is asked less often."""

import time
from collections.abc import Callable, Sequence
from typing import NamedTuple

from reportedly.gather import Found
from reportedly.gather.failure import Refused
from reportedly.gather.feed import Entry, Feed, entry_to_draft, parse_feed
from reportedly.gather.robots import Robots
from reportedly.gather.sources import Given, finish, unexpected
from reportedly.gather.web import HttpRefused, Page, fetch, is_address
from reportedly.keep.adding import Step
from reportedly.keep.database import StoryError
from reportedly.keep.failures import forget_failure, store_failure
from reportedly.keep.story import Story

LONGEST = 86_400.0  # seconds between two questions, however often a feed failed
TRIES = 5  # an entry that could not be read so often is left alone until it changes
FEEDS = "application/rss+xml,application/atom+xml,application/xml;q=0.9,text/xml;q=0.9,*/*;q=0.1"


class Followed(NamedTuple):
    """A feed with what is known of it; `due` is when to ask again, in seconds since 1970."""

    url: str
    etag: str | None
    modified: str | None
    due: float
    failures: int


class Watching:
    """Follows a story's feeds, `every` seconds between two questions; `clock` and `sleep` stand in for time."""

    def __init__(
        self,
        story: Story,
        *,
        every: float,
        step: Callable[[Step], None],
        robots: Robots | None = None,
        clock: Callable[[], float] = time.time,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        self._story = story
        self._database = story.database
        self._every = every
        self._step = step
        self._robots = robots or Robots()
        self._clock = clock
        self._sleep = sleep

    def follow(self, feeds: Sequence[str]) -> None:
        """Follow feeds from now on, besides those that it follows; raises `StoryError` for what is no address."""
        for url in feeds:
            if not is_address(url):
                raise StoryError(f"{url}: only the http(s) address of a feed can be watched (use `add` for a file)")
        with self._database.transaction() as db:
            db.executemany("INSERT INTO feed (url) VALUES (?) ON CONFLICT DO NOTHING", [(url,) for url in feeds])

    def followed(self) -> list[Followed]:
        """Return the feeds, those that are due first at the head."""
        query = "SELECT url, etag, modified, due, failures FROM feed ORDER BY due, url"
        with self._database.reading() as db:
            return [Followed(*row) for row in db.execute(query)]

    def once(self) -> bool:
        """Ask every feed now; return whether all answered and all their new entries were read."""
        answers = [self._ask(feed) for feed in self.followed()]
        return all(answers)

    def forever(self) -> None:
        """Ask each feed when it is due, until interrupted."""
        while feeds := self.followed():
            wait = feeds[0].due - self._clock()
            if wait > 0:
                self._sleep(min(wait, self._every))
            else:
                self._ask(feeds[0])

    def _ask(self, feed: Followed) -> bool:
        try:
            self._robots.check(feed.url)
            self._robots.wait(feed.url)
            page = fetch(feed.url, etag=feed.etag, modified=feed.modified, accept=FEEDS)
            found = parse_feed(page.data, page.url)
        except HttpRefused as answer:
            if answer.status == 304:
                self._answered(feed.url, feed.etag, feed.modified)
                return True
            return self._failed(feed, answer, answer.after)
        except Refused as problem:
            return self._failed(feed, problem, None)
        whole = self._take(feed, found)
        # only if all was taken: else "not changed" would hide the entries that are still to be had
        self._answered(feed.url, page.etag if whole else None, page.modified if whole else None)
        return whole

    def _answered(self, url: str, etag: str | None, modified: str | None) -> None:
        with self._database.transaction() as db:
            db.execute(
                "UPDATE feed SET etag = ?, modified = ?, due = ?, failures = 0, problem = NULL WHERE url = ?",
                (etag, modified, self._clock() + self._every, url),
            )
            forget_failure(db, url)

    def _failed(self, feed: Followed, problem: Refused, after: int | None) -> bool:
        """Ask half as often after each failure, up to once a day; later still if the server says so."""
        failure = problem.at(feed.url)
        wait = min(self._every * 2.0 ** min(feed.failures + 1, 30), max(LONGEST, self._every))
        with self._database.transaction() as db:
            db.execute(
                "UPDATE feed SET due = ?, failures = failures + 1, problem = ? WHERE url = ?",
                (self._clock() + max(wait, float(after or 0)), failure.reason, feed.url),
            )
            store_failure(db, failure)
        self._step(Step(feed.url, "failed", failure=failure))
        return False

    def _take(self, feed: Followed, found: Feed) -> bool:
        """Add a feed's new and changed entries; return whether all of them could be read."""
        whole = True
        for entry in found.entries:
            if self._is_new(feed.url, entry):
                failed = self._add(self._read(entry, found))
                self._mark(feed.url, entry, failed)
                whole = whole and not failed
        return whole

    def _read(self, entry: Entry, feed: Feed) -> Found:
        def page(url: str) -> Page:
            self._robots.check(url)
            self._robots.wait(url)
            return fetch(url)

        try:
            draft = entry_to_draft(entry, feed, page)
        except Refused as problem:
            return Found(entry.url, problem.at(entry.url))
        except Exception as error:  # one entry never stops the others
            return Found(entry.url, unexpected(entry.url, error))
        return Found(entry.url, finish(draft, Given()), None, draft.raw)

    def _add(self, found: Found) -> bool:
        """Add one article; return whether that failed."""
        return self._story.add_found([found], step=self._step).failed > 0

    def _is_new(self, feed: str, entry: Entry) -> bool:
        with self._database.reading() as db:
            row = db.execute("SELECT mark, tries FROM seen WHERE feed = ? AND entry = ?", (feed, entry.url)).fetchone()
        return row is None or row[0] != entry.mark or 0 < row[1] < TRIES

    def _mark(self, feed: str, entry: Entry, failed: bool) -> None:
        with self._database.transaction() as db:
            db.execute(
                "INSERT INTO seen VALUES (?, ?, ?, ?) ON CONFLICT (feed, entry) DO UPDATE SET "
                "tries = CASE WHEN excluded.tries = 0 THEN 0 WHEN seen.mark = excluded.mark THEN seen.tries + 1 "
                "ELSE 1 END, "
                "mark = excluded.mark",
                (feed, entry.url, entry.mark, int(failed)),
            )
