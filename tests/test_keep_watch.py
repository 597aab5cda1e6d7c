"""`watch`: a feed is asked politely, only new entries are read, who fails is asked less often."""

import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
from tests.stories import QuickReader
from tests.test_gather_archives import BODY, PAGE, feed, item

from reportedly.gather.robots import Robots
from reportedly.keep import Story, StoryError
from reportedly.keep.watching import Watching

READER = QuickReader()


class Site:
    """A site on loopback: what it answers by path, and what it was asked."""

    def __init__(self):
        self.answers, self.asked, self.robots, self.headers = {}, [], b"", {}
        site = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self):
                site.asked.append(self.path)
                site.headers[self.path] = dict(self.headers)
                status, body = site.answers.get(self.path, (404, b""))
                if self.path == "/robots.txt":
                    status, body = (200, site.robots) if site.robots else (404, b"")
                tag = f'"{hash(body)}"'
                if status == 200 and self.headers.get("If-None-Match") == tag:
                    status, body = 304, b""
                self.send_response(status)
                self.send_header("ETag", tag)
                if status == 503:
                    self.send_header("Retry-After", "50000")
                self.send_header("Content-Type", "text/html" if body.startswith(b"<html") else "application/rss+xml")
                self.end_headers()
                self.wfile.write(body)

            def log_message(self, *_):
                pass

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self.server.server_port}"
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    def asked_for(self, path):
        return self.asked.count(path)


@pytest.fixture
def site():
    site = Site()
    yield site
    site.server.shutdown()
    site.server.server_close()


class Time:
    def __init__(self):
        self.now, self.slept = 1_000_000.0, []

    def sleep(self, seconds):
        self.slept.append(seconds)
        self.now += seconds


@pytest.fixture
def watched(site, tmp_path):
    clock, steps = Time(), []
    with Story(tmp_path / "s.db", reader=READER) as story:
        robots = Robots(sleep=clock.sleep, now=lambda: clock.now)
        watching = Watching(story, every=900, step=steps.append, robots=robots, clock=lambda: clock.now,
                            sleep=clock.sleep)  # fmt: skip
        watching.follow([f"{site.url}/feed"])
        yield site, story, watching, clock, steps


def test_only_what_is_new_is_fetched(watched):
    site, story, watching, _, steps = watched
    site.answers["/a"] = site.answers["/b"] = (200, PAGE.encode())
    site.answers["/feed"] = (200, feed(item(link=f"{site.url}/a")))
    assert watching.once() and [step.outcome for step in steps] == ["new"]
    assert watching.once() and site.asked_for("/a") == 1 and "If-None-Match" in site.headers["/feed"]
    site.answers["/feed"] = (200, feed(item(link=f"{site.url}/b") + item(link=f"{site.url}/a")))
    assert watching.once() and (site.asked_for("/a"), site.asked_for("/b")) == (1, 1)
    assert len(story.articles()) == 2
    site.answers["/feed"] = (200, feed(item(BODY, link=f"{site.url}/a")))  # the entry has changed: a new version
    assert watching.once() and steps[-1].outcome in ("version", "new")


def test_a_page_that_fails_is_tried_again_and_then_left_alone(watched):
    site, story, watching, _, _ = watched
    site.answers["/feed"] = (200, feed(item(link=f"{site.url}/gone")))
    for _ in range(8):
        watching.once()
    assert site.asked_for("/gone") == 5 and [f.source for f in story.failures()] == [f"{site.url}/gone"]


def test_a_feed_that_fails_is_asked_less_and_less_often(watched):
    site, story, watching, clock, _ = watched
    waits = []
    for _ in range(9):
        assert not watching.once()
        waits.append(watching.followed()[0].due - clock.now)
    assert waits[:3] == [1800, 3600, 7200] and waits[-1] == 86_400 and len(story.failures()) == 1
    site.answers["/feed"] = (503, b"")
    watching.once()
    assert watching.followed()[0].due - clock.now == 86_400
    site.answers["/feed"] = (200, feed(item(BODY, link=f"{site.url}/a")))
    assert watching.once() and watching.followed()[0].due - clock.now == 900 and not story.failures()


def test_the_server_says_when_to_come_again(watched):
    site, _, watching, clock, _ = watched
    site.answers["/feed"] = (503, b"")
    watching.once()
    assert watching.followed()[0].due - clock.now == 50_000


def test_robots_are_kept_to(watched):
    site, story, watching, clock, _ = watched
    site.robots = b"User-agent: *\nDisallow: /private\nCrawl-delay: 7\n"
    site.answers |= {"/private/a": (200, PAGE.encode()), "/b": (200, PAGE.encode()), "/c": (200, PAGE.encode())}
    links = (f"{site.url}/private/a", f"{site.url}/b", f"{site.url}/c")
    site.answers["/feed"] = (200, feed("".join(item(link=link) for link in links)))
    assert not watching.once()
    assert "/private/a" not in site.asked and site.asked_for("/b") == site.asked_for("/c") == 1
    assert clock.slept == [7.0, 7.0] and "robots.txt" in story.failures()[0].reason
    assert site.asked_for("/robots.txt") == 1


def test_a_file_is_not_watched(watched):
    with pytest.raises(StoryError, match="use `add`"):
        watched[2].follow(["feed.xml"])
