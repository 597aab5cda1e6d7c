"""What a site asks of programs (robots.txt, RFC 9309): read once a host, kept to."""

import time
from collections.abc import Callable
from urllib.parse import urlsplit
from urllib.robotparser import RobotFileParser

from reportedly.gather.failure import Refused
from reportedly.gather.web import HttpRefused, fetch

NAME = "reportedly"
PAUSE = 1.0  # seconds between two pages of one host, unless it asks for more
LONGEST_PAUSE = 60.0


class Robots:
    """Asks the sites; `allowed` before a page is fetched, `wait` between two of one host."""

    def __init__(
        self, *, sleep: Callable[[float], None] = time.sleep, now: Callable[[], float] = time.monotonic
    ) -> None:
        self._of_host: dict[str, RobotFileParser] = {}
        self._next: dict[str, float] = {}
        self._sleep = sleep
        self._now = now

    def allowed(self, url: str) -> bool:
        """Tell whether the site lets us read a page. Nothing, while its robots.txt cannot be had."""
        return self._rules(url).can_fetch(NAME, url)

    def check(self, url: str) -> None:
        """Raise `Refused` for a page that the site does not let us read."""
        if not self.allowed(url):
            raise Refused("the site asks programs not to read this page (robots.txt)", "save it from a browser")

    def wait(self, url: str) -> None:
        """Wait until the host may be asked again."""
        host = urlsplit(url).netloc.lower()
        delay = self._rules(url).crawl_delay(NAME)
        pause = min(float(delay), LONGEST_PAUSE) if delay else PAUSE
        left = self._next.get(host, 0.0) - self._now()
        if left > 0:
            self._sleep(left)
        self._next[host] = self._now() + pause

    def _rules(self, url: str) -> RobotFileParser:
        parts = urlsplit(url)
        host = f"{parts.scheme}://{parts.netloc}".lower()
        if host not in self._of_host:
            rules = RobotFileParser()
            try:
                rules.parse(fetch(f"{host}/robots.txt").data.decode("utf-8", "replace").splitlines())
            except HttpRefused as answer:
                rules.parse([] if 400 <= answer.status < 500 and answer.status != 429 else _NOTHING)
            except Refused:
                rules.parse(_NOTHING)
            self._of_host[host] = rules
        return self._of_host[host]


_NOTHING = ["User-agent: *", "Disallow: /"]
