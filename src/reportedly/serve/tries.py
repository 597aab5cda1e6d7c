"""Failed logins: each address has a few a minute, so that a token cannot be guessed by trying."""

import time
from collections import OrderedDict
from collections.abc import Callable
from threading import Lock

MOST, SECONDS = 5, 60.0  # failed tries of an address within so many seconds
ADDRESSES = 10_000  # that are remembered: those that failed longest ago are forgotten first


class Tries:
    """Counts failed tries by address. `clock` gives seconds that only grow."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock, self._lock = clock, Lock()
        self._failed: OrderedDict[str, list[float]] = OrderedDict()

    def wait(self, address: str) -> int:
        """Return for how many seconds an address has to wait before its next try; 0 for none."""
        with self._lock:
            recent = self._recent(address)
            return 0 if len(recent) < MOST else max(1, round(recent[-MOST] + SECONDS - self._clock()))

    def failed(self, address: str) -> None:
        """Remember a failed try."""
        with self._lock:
            self._failed[address] = [*self._recent(address), self._clock()]
            self._failed.move_to_end(address)
            while len(self._failed) > ADDRESSES:
                self._failed.popitem(last=False)

    def _recent(self, address: str) -> list[float]:
        return [at for at in self._failed.get(address, []) if at > self._clock() - SECONDS]
