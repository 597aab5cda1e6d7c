"""The example story served to tests: through a client (`site`), and to a real Chromium (`served`, `visit`)."""

import os
import socket
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

CHROMIUM = os.environ.get("CHROMIUM", "/usr/bin/chromium")
ARGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update",
        "--disable-sync"]  # fmt: skip
WAITING = 20_000  # ms
HERE = "http://127.0.0.1"


def client_of(path: Path, **options: Any) -> Any:
    """Return a client of an application that serves `path`; errors of ours are answers, as in a browser."""
    from starlette.testclient import TestClient

    from reportedly.serve import make_app

    return TestClient(make_app(path, **options), base_url=HERE, raise_server_exceptions=False, follow_redirects=False)


@pytest.fixture(scope="session")
def site(example_db: Path) -> Iterator[Any]:
    """A client of the example story: `site.get("/").text`."""
    with client_of(example_db) as client:
        yield client


@pytest.fixture
def site_reader(example_db: Path) -> Iterator[Any]:
    """A reader of the example story, for page functions."""
    from reportedly import Story
    from reportedly.show.site.reader import Reader

    with Story(example_db, create=False, readonly=True) as story, Reader.open(story) as reader:
        yield reader


@contextmanager
def serving(path: Path, **options: Any) -> Iterator[str]:
    """Serve a story in a thread; give its address, "http://127.0.0.1:PORT"."""
    import uvicorn

    from reportedly.serve import make_app

    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        server = uvicorn.Server(uvicorn.Config(make_app(path, **options), log_level="warning"))
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]}, daemon=True)
        thread.start()
        while not server.started:
            assert thread.is_alive()
            time.sleep(0.02)
        yield f"{HERE}:{listening.getsockname()[1]}"
        server.should_exit = True
        thread.join(10)


@pytest.fixture(scope="module")
def served(example_db: Path) -> Iterator[str]:
    """The address of a server of the example story."""
    with serving(example_db) as address:
        yield address


@pytest.fixture(scope="module")
def chromium() -> Iterator[Any]:
    """Debian's Chromium; without it tests are skipped, under CI they fail."""
    if os.environ.get("CI") != "true":
        pytest.importorskip("playwright.sync_api")
    from playwright.sync_api import sync_playwright

    if not Path(CHROMIUM).exists():
        if os.environ.get("CI") == "true":
            pytest.fail(f"CI needs Chromium at {CHROMIUM}")
        pytest.skip(f"no Chromium at {CHROMIUM}")
    with sync_playwright() as driver:
        started = driver.chromium.launch(executable_path=CHROMIUM, args=ARGS)
        yield started
        started.close()


class Visit:
    """An open page, with every request that it made and everything that it complained about."""

    def __init__(self, browser: Any, base: str, **context: Any) -> None:
        self.base = base
        self.context = browser.new_context(**{"viewport": {"width": 1280, "height": 900}, **context})
        self.page = self.context.new_page()
        self.page.set_default_timeout(WAITING)
        self.requests: list[str] = []
        self.complaints: list[str] = []
        self.page.on("request", lambda request: self.requests.append(request.url))
        self.page.on("console", lambda message: self.complaints.append(message.text))
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))
        self.page.on("dialog", lambda dialog: (self.complaints.append(dialog.message), dialog.dismiss()))

    def go(self, path: str) -> Any:
        """Open an address of the server; return the answer."""
        return self.page.goto(self.base + path)

    def end(self) -> None:
        """Close the page; nothing may have left the machine, and nothing been complained about."""
        self.context.close()
        assert [url for url in self.requests if not url.startswith((f"{self.base}/", "data:"))] == []
        assert self.complaints == [], self.complaints


@pytest.fixture
def visit(chromium: Any, served: str) -> Iterator[Callable[..., Visit]]:
    """Open pages of the example story: `visit("/").page`, with options of a browser's context; checked at the end."""
    made: list[Visit] = []

    def begin(path: str, **context: Any) -> Visit:
        one = Visit(chromium, served, **context)
        made.append(one)
        one.go(path)
        return one

    yield begin
    for one in made:
        one.end()
