"""The answer of every comparator: how far two things agree, and in words why."""

from collections.abc import Iterable
from typing import NamedTuple


class Agreement(NamedTuple):
    """`score` 1 is the same, 0 says nothing (something is unknown or leaves it open), -1 cannot both be."""

    score: float
    reason: str = ""

    @property
    def against(self) -> bool:
        """Whether the two contradict each other."""
        return self.score < 0


OPEN = Agreement(0.0)


def strongest(found: Iterable[Agreement]) -> Agreement:
    """Return the agreement that says most for; if none says anything for, the one that says most against."""
    found = tuple(found)
    best = max(found, key=lambda one: one.score, default=OPEN)
    return best if best.score > 0 else min(found, key=lambda one: one.score, default=OPEN)
