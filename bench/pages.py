"""How quick the pages of a story are: the server's time for each page, its weight, and its first paint in Chromium.

    python -m bench.pages STORY.db [--ids N] [--rounds N] [--paint] [--chromium PATH]

Every page of `show.site.table.PAGES` is asked for as HTML, JSON and CSV; a page with an id for N ids spread over the
story, the greatest first. Times are by the clock and of the processor, since other programs may share the machine: the
first answer of a fresh application, then `rounds` more. A page's weight is its HTML with its styles and scripts. The
first paint holds data, since pages come whole. Bars: p95 of the server under 300 ms, 600 KB, first paint under 1 s.
"""

import argparse
import re
import socket
import statistics
import threading
import time
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import quote

from starlette.testclient import TestClient

from reportedly.keep import Story
from reportedly.serve import make_app
from reportedly.show.site.page import PARAMETER, Entry
from reportedly.show.site.table import PAGES

HERE = "http://127.0.0.1"
QUERIES = {"search": "?q=missile", "claims": "?actor=Iran"}  # asked for beside the bare address
FILES = re.compile(r'(?:href|src)="([^"]+\.(?:css|js))"')
SLOW = 300  # ms


class Asked(NamedTuple):
    """One answer: milliseconds by the clock and of the processor, bytes, and the status."""

    address: str
    clock: float
    busy: float
    size: int
    status: int


def spread(values: Sequence[str], count: int) -> list[str]:
    """Return `count` values from the first to the last, as evenly as they come."""
    step = max(1, (len(values) - 1) // max(1, count - 1))
    return list(dict.fromkeys(values[::step]))[:count]


def ids(story: Story, count: int) -> dict[str, list[str]]:
    """Return what stands for the names in the addresses of pages, by the page's name."""
    claims = [claim for offset in (0, 50, 500, 5000, 50_000) for claim in story.claims(limit=count, offset=offset)]
    series = list(dict.fromkeys(one.series for one in story.numbers()))
    return {
        "claim": spread([claim.id for claim in claims], count),
        "row": spread([claim.rows[-1] for claim in claims], count),
        "article": spread([one.key for one in story.articles()], count),
        "series": spread(series, count),
        "dispute": spread(list(dict.fromkeys(one.dispute for one in story.contests(limit=2000))), count),
        "voice": spread([f"{one.kind}:{one.name}" for one in story.voices(limit=200, opened=False)], count),
    }


def addresses(entry: Entry, named: dict[str, list[str]]) -> Iterator[str]:
    """Yield the addresses of a page that are asked for."""
    if not entry.parameters:
        yield entry.address
        if entry.name in QUERIES:
            yield entry.address + QUERIES[entry.name]
    for value in named.get(entry.name, ()) if entry.parameters else ():
        yield PARAMETER.sub(quote(value, safe="/:"), entry.address)


def in_format(address: str, format: str) -> str:
    """Return the address of a page in a format ("" is HTML)."""
    path, mark, query = address.partition("?")
    return f"{path}.{format}{mark}{query}" if format and path != "/" else address if not format else f"/index.{format}"


def ask(client: TestClient, address: str) -> Asked:
    """Ask for one page."""
    clock, busy = time.perf_counter(), time.process_time()
    answer = client.get(address, follow_redirects=True)
    return Asked(address, 1000 * (time.perf_counter() - clock), 1000 * (time.process_time() - busy),
                 len(answer.content), answer.status_code)  # fmt: skip


def weight(client: TestClient, address: str) -> int:
    """Return the bytes of a page with its styles and scripts."""
    page = client.get(address, follow_redirects=True)
    files = set(FILES.findall(page.text))
    return len(page.content) + sum(len(client.get(str(page.url.join(name))).content) for name in files)


def p95(values: Iterable[float]) -> float:
    """Return the value that 95 of 100 do not exceed; of fewer than 20 the greatest."""
    ordered = sorted(values)
    return ordered[max(0, -(-95 * len(ordered) // 100) - 1)]


@contextmanager
def serving(path: Path) -> Iterator[str]:
    """Serve a story in a thread; give its address."""
    import uvicorn

    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        server = uvicorn.Server(uvicorn.Config(make_app(path), log_level="warning"))
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]}, daemon=True)
        thread.start()
        while not server.started:
            time.sleep(0.02)
        yield f"{HERE}:{listening.getsockname()[1]}"
        server.should_exit = True
        thread.join(10)


def paints(path: Path, asked: Iterable[str], chromium: str) -> Iterator[tuple[str, float]]:
    """Yield the milliseconds from asking for a page to its first paint with content, in a fresh context each."""
    from playwright.sync_api import sync_playwright

    script = "performance.getEntriesByName('first-contentful-paint').map(one => one.startTime)[0] ?? -1"
    with serving(path) as base, sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=chromium, args=["--no-sandbox", "--disable-gpu"])
        for address in asked:
            context = browser.new_context()
            page: Any = context.new_page()
            page.goto(base + address)
            page.wait_for_timeout(100)
            yield address, float(page.evaluate(script))
            context.close()
        browser.close()


def main() -> None:
    """Print a line a page, and what is over the bars."""
    ask_for = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ask_for.add_argument("story", type=Path)
    ask_for.add_argument("--ids", type=int, default=5)
    ask_for.add_argument("--rounds", type=int, default=2)
    ask_for.add_argument("--paint", action="store_true")
    ask_for.add_argument("--chromium", default="/usr/bin/chromium")
    given = ask_for.parse_args()
    with Story(given.story, readonly=True) as story:
        named = ids(story, given.ids)
    held: defaultdict[str, list[Asked]] = defaultdict(list)
    with TestClient(make_app(given.story), base_url=HERE, raise_server_exceptions=False) as client:
        for entry in PAGES.values():
            for format in ("", *entry.formats):
                asked = [in_format(address, format) for address in addresses(entry, named)]
                if not asked:
                    print(f"{entry.name:10} no such page in this story")
                    continue
                name = f"{entry.name}{f'.{format}' if format else ''}"
                first = [ask(client, address) for address in asked]
                again = [ask(client, address) for _ in range(given.rounds) for address in asked]
                held[name] = [*first, *again]
                heavy = max((weight(client, address) for address in asked), default=0) if not format else 0
                wrong = sorted({f"{one.status} {one.address}" for one in first if one.status != 200})
                print(
                    f"{name:15} {len(asked):2} addresses: p95 {p95(one.clock for one in held[name]):6.0f} ms by the "
                    f"clock, {p95(one.busy for one in held[name]):6.0f} of the processor; middle "
                    f"{statistics.median(one.busy for one in held[name]):5.0f}; "
                    f"{max(one.size for one in held[name]) / 1000:6.0f} KB"
                    + (f", with files {heavy / 1000:.0f} KB" if heavy else "") + "".join(f"; {one}" for one in wrong),
                    flush=True,
                )
    every = [one for of_page in held.values() for one in of_page]
    print(f"all: p95 {p95(one.clock for one in every):.0f} ms by the clock, {p95(one.busy for one in every):.0f} ms of "
          f"the processor (bar {SLOW})")
    for one in sorted((one for one in every if one.busy > SLOW), key=lambda one: -one.busy)[:20]:
        print(f"  over the bar: {one.busy:.0f} ms of the processor, {one.clock:.0f} by the clock: {one.address}")
    if given.paint:
        asked = [address for entry in PAGES.values() for address in list(addresses(entry, named))[:2]]
        found = list(paints(given.story, asked, given.chromium))
        times = [ms for _, ms in found]
        slowest = max(found, key=lambda one: one[1])
        print(f"first paint of {len(found)} pages: p95 {p95(times):.0f} ms (bar 1000), middle "
              f"{statistics.median(times):.0f} ms; slowest {slowest[0]} {slowest[1]:.0f} ms")


if __name__ == "__main__":
    main()
