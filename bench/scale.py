"""How a story grows: time per added article from the first tenth to the last, file, memory, and every view's time.

    python -m bench.scale RECORDS.jsonl [--articles N] [--shuffle SEED] [--story PATH]

Records were read already (`bench.corpus_records`) and are looked up by text, so that only weaving and storing are
measured, by processor time, since other programs may share the machine. Articles come by date of publication, as they
would, or shuffled. A run that was broken off goes on under the same `--story`; `--views` only times the views of one.
`--reading` are the milliseconds that reading an article takes (`bench.speed`), for the ratio with
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

from reportedly.gather import Found
from reportedly.keep import Story
from reportedly.keep.adding import Step
from reportedly.record import Article, Reader, Record, decode

VIEWS = ("claims", "events", "statements", "numbers", "disputes", "echoes", "voices", "outlets", "gaps")
TOLD = 50  # articles after which it is told how things stand
SHOWN = 41  # what `show` asks for: forty rows, and whether there are more
FILTERS: tuple[dict[str, Any], ...] = (
    {"actor": "Iran"}, {"status": "planned"}, {"since": "2019-12-01"}, {"outlet": "Reuters"}, {"voice": "Trump"},
    {"place": "Baghdad"}, {"text": "missile"},
)  # fmt: skip


class _Head(msgspec.Struct):
    article: Article


class ReadBefore:
    """A reader that looks records up in a file of them, by the hash of their text; none is held in memory."""

    def __init__(self, path: Path) -> None:
        self._file = path.open("rb")
        self._at: dict[str, int] = {}
        heads: dict[str, tuple[str, str, str]] = {}
        at = 0
        for line in self._file:
            if line.endswith(b"\n") and line.strip():  # a last line may be cut off
                article = msgspec.json.decode(line, type=_Head).article
                heads[article.id] = article.published or "~", article.id, article.sha256
                self._at[article.sha256] = at
            at += len(line)
        self.order = [sha256 for _, _, sha256 in sorted(heads.values())]  # by date of publication

    def record(self, sha256: str) -> Record:
        """Return the record of a text."""
        self._file.seek(self._at[sha256])
        return decode(self._file.readline())

    @property
    def name(self) -> Reader:
        """What the records say they were made by."""
        return self.record(self.order[0]).reader

    def read(self, articles: Iterable[Article], jobs: int) -> Iterator[Record]:
        """Yield the record of each article."""
        for article in articles:
            yield msgspec.structs.replace(self.record(article.sha256), article=article)


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


def grow(path: Path, reader: ReadBefore, texts: Sequence[str], told: Callable[[str], None] = print) -> Growth:
    """Add the records of some texts (by SHA-256) to a story, one after the other; tell how it stands now and then.

    What each cost is kept beside the story (`PATH.cost`), so that a run that was broken off goes on.
    """
    growth, cost = Growth([], []), Path(f"{path}.cost")
    for line in cost.read_text().splitlines() if cost.exists() else ():
        seconds, rows = line.split()
        growth.seconds.append(float(seconds))
        growth.rows.append(int(rows))
    done = len(growth.seconds)
    last = time.process_time()

    def step(_: Step) -> None:
        nonlocal last
        growth.seconds.append(time.process_time() - last)
        number = len(growth.seconds)
        kept.write(f"{growth.seconds[-1]:.4f} {growth.rows[number - 1]}\n")
        kept.flush()
        if number % TOLD == 0:
            part = growth.seconds[-TOLD:]
            size = sum(os.path.getsize(one) for end in ("", "-wal") if os.path.exists(one := f"{path}{end}"))
            told(f"{number:5} articles: {1000 * sum(part) / TOLD:.0f} ms each, "
                 f"{1000 * sum(part) / sum(growth.rows[number - TOLD : number]):.2f} ms a row; "
                 f"slowest {1000 * max(part):.0f} ms; file {size / 1e6:.0f} MB; memory {_peak():.0f} MB")
        last = time.process_time()

    def found() -> Iterator[Found]:
        for sha256 in texts[done:]:
            record = reader.record(sha256)
            growth.rows.append(len(record.events) + len(record.statements) + len(record.quantities))
            yield Found(record.article.id, record.article, None, None)

    with Story(path, reader=reader) as story, cost.open("a") as kept:
        story.add_found(found(), step=step)
    return growth


def _peak() -> float:
    """Return the most memory that this process has held, in megabytes."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1000


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
    ask.add_argument("--views", action="store_true")
    given = ask.parse_args()
    reader = ReadBefore(given.records)
    texts = reader.order
    if given.shuffle is not None:
        random.Random(given.shuffle).shuffle(texts)
    texts = texts[: given.articles or None]
    path = given.story or Path(tempfile.mkdtemp()) / "story.db"
    if not given.views:
        growth = grow(path, reader, texts, partial(print, flush=True))
        tenths = growth.tenths()
        first, end = tenths[0][0], tenths[-1][0]
        print(f"{len(texts)} articles; ms per article by tenths:", " ".join(f"{one:.0f}" for one, _ in tenths))
        print("ms per row by tenths:", " ".join(f"{row:.2f}" for _, row in tenths))
        print(f"last / first: {end / first:.2f} (bar 1.5); per row {tenths[-1][1] / tenths[0][1]:.2f}")
        if given.reading:
            print(f"with reading: {(end + given.reading) / (first + given.reading):.2f} (bar 1.5)")
        print(f"peak memory {_peak():.0f} MB (bar 2000)")
    print(f"file {os.path.getsize(path) / 1e6:.0f} MB")
    for name, clock, busy in views(path):
        print(f"{name:32} {clock:8.0f} ms by the clock {busy:8.0f} ms of the processor", flush=True)


if __name__ == "__main__":
    main()
