"""How a story grows: time per added article from the first tenth to the last, file, memory, and every view's time.

    python -m bench.scale RECORDS.jsonl [--articles N] [--shuffle SEED] [--story PATH]

Records were read already (`bench.corpus_records`) and are looked up by text, so that only weaving and storing are
measured, by processor time, since other programs may share the machine. Articles come by date of publication, as they
would, or shuffled. `--reading` are the milliseconds that reading an article takes (`bench.speed`), for the ratio with
reading. Bars: the last tenth costs at most 1.5 times the first; every view under 1 s; memory under 2 GB.
"""

import argparse
import os
import random
import resource
import statistics
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import Any, NamedTuple

import msgspec

from bench.corpus_records import kept
from reportedly.gather import Found
from reportedly.keep import Story
from reportedly.keep.adding import Step
from reportedly.record import Article, Reader, Record

VIEWS = ("claims", "events", "statements", "numbers", "disputes", "echoes", "voices", "outlets", "gaps")
SHOWN = 41  # what `show` asks for: forty rows, and whether there are more
FILTERS: tuple[dict[str, Any], ...] = (
    {"actor": "Iran"}, {"status": "planned"}, {"since": "2019-12-01"}, {"outlet": "Reuters"}, {"voice": "Trump"},
    {"place": "Baghdad"}, {"text": "missile"},
)  # fmt: skip


class ReadBefore:
    """A reader that looks records up by the hash of their text."""

    def __init__(self, records: Iterable[Record]) -> None:
        self._by = {record.article.sha256: record for record in records}

    @property
    def name(self) -> Reader:
        """What the records say they were made by."""
        return next(iter(self._by.values())).reader

    def read(self, articles: Iterable[Article], jobs: int) -> Iterator[Record]:
        """Yield the record of each article."""
        for article in articles:
            yield msgspec.structs.replace(self._by[article.sha256], article=article)


class Growth(NamedTuple):
    """Seconds of processor time and rows of each added article, in order."""

    seconds: list[float]
    rows: list[int]

    def tenths(self) -> list[tuple[float, float]]:
        """Return for each tenth the milliseconds per article, and per row."""
        size = max(1, len(self.seconds) // 10)
        parts = [slice(start, start + size) for start in range(0, size * 10, size)]
        return [
            (1000 * statistics.fmean(self.seconds[part]), 1000 * sum(self.seconds[part]) / max(1, sum(self.rows[part])))
            for part in parts if self.seconds[part]
        ]  # fmt: skip


def grow(path: Path, records: Sequence[Record]) -> Growth:
    """Add records to a story, one after the other."""
    seconds: list[float] = []
    last = time.process_time()

    def step(_: Step) -> None:
        nonlocal last
        now = time.process_time()
        seconds.append(now - last)
        last = now

    found = (Found(record.article.id, record.article, None, None) for record in records)
    with Story(path, reader=ReadBefore(records)) as story:
        story.add_found(found, step=step)
    rows = [len(r.events) + len(r.statements) + len(r.quantities) for r in records]
    return Growth(seconds, rows)


def timed(call: Callable[[], Any]) -> tuple[float, float]:
    """Return the milliseconds that a call takes, by the clock and of the processor."""
    clock, busy = time.perf_counter(), time.process_time()
    call()
    return 1000 * (time.perf_counter() - clock), 1000 * (time.process_time() - busy)


def views(path: Path) -> Iterator[tuple[str, float, float]]:
    """Yield each view with its times: as `show` asks for it on a terminal, with filters, counted, and details."""
    with Story(path, readonly=True) as story:
        for name in VIEWS:
            more: dict[str, Any] = {"opened": False} if name == "voices" else {}
            show = getattr(story, name)
            yield name, *timed(partial(show, limit=SHOWN, **more))
            yield f"{name}, counted", *timed(partial(story.count, name))
        for filters in FILTERS:
            label = ", ".join(f"{key}={value}" for key, value in filters.items())
            yield f"claims {label}", *timed(partial(story.claims, limit=SHOWN, **filters))
            yield f"claims {label}, counted", *timed(partial(story.count, "claims", **filters))
        for name in ("numbers", "disputes", "voices", "gaps"):
            yield f"{name} actor=Iran", *timed(partial(getattr(story, name), limit=SHOWN, actor="Iran"))
        (claim,) = story.claims(limit=1)
        yield "the greatest claim", *timed(lambda: story.claim(claim.id))
        yield "an article", *timed(lambda: story.article(claim.rows[0].split("/")[0]))
        yield "search", *timed(lambda: story.search("missile test"))
        yield "curves", *timed(lambda: story.curves())


def main() -> None:
    """Grow a story and print its figures."""
    ask = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ask.add_argument("records", type=Path)
    ask.add_argument("--articles", type=int, default=0)
    ask.add_argument("--shuffle", type=int)
    ask.add_argument("--reading", type=float, default=0.0)
    ask.add_argument("--story", type=Path)
    given = ask.parse_args()
    records = sorted(kept(given.records).values(), key=lambda r: (r.article.published or "~", r.article.id))
    if given.shuffle is not None:
        random.Random(given.shuffle).shuffle(records)
    records = records[: given.articles or None]
    path = given.story or Path(tempfile.mkdtemp()) / "story.db"
    if not path.exists():
        held = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        tenths = grow(path, records).tenths()
        first, end = tenths[0][0], tenths[-1][0]
        print(f"{len(records)} articles; ms per article by tenths:", " ".join(f"{one:.0f}" for one, _ in tenths))
        print("ms per row by tenths:", " ".join(f"{row:.2f}" for _, row in tenths))
        print(f"last / first: {end / first:.2f} (bar 1.5)")
        if given.reading:
            print(f"with reading: {(end + given.reading) / (first + given.reading):.2f} (bar 1.5)")
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        print(f"peak memory {peak / 1000:.0f} MB (bar 2000), of it {held / 1000:.0f} MB are the records of the bench")
    print(f"file {os.path.getsize(path) / 1e6:.0f} MB")
    for name, clock, busy in views(path):
        print(f"{name:32} {clock:8.0f} ms by the clock {busy:8.0f} ms of the processor", flush=True)


if __name__ == "__main__":
    main()
