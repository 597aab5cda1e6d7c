"""What is only talk, kind by kind: planned, weighed, possible, called for, conditional, threatened, promised."""

from collections.abc import Mapping
from typing import Literal, NamedTuple

from reportedly.keep.slices import Order, Wanted
from reportedly.show.site.wording import SAYINGS

Talk = Literal["planned", "considered", "possible", "called_for", "conditional", "threatened", "promised"]
SAID = tuple(SAYINGS)
STATUSES = ("planned", "considered", "possible", "called_for", "conditional")


class Part(NamedTuple):
    """A section: its heading, what it means, which claims it holds (None for the disputes), and their order."""

    heading: str
    gloss: str
    wanted: Wanted | None
    order: Order = "day"


def _of(status: str) -> Wanted:
    return Wanted(("event",), (status,), but=SAID)


EVERY = Part("What is only talk", "Not done: planned, weighed, called for, threatened, promised or possible.",
             Wanted(("event",), STATUSES, SAID))  # fmt: skip
KINDS: Mapping[Talk, Part] = {  # every claim of EVERY is in one of these
    "planned": Part("Planned", "Decided or announced.", _of("planned")),
    "considered": Part("Weighed", "Being considered.", _of("considered")),
    "called_for": Part("Called for", "Demanded, urged, proposed or offered.",
                       Wanted(("event",), ("called_for",), ("REQUEST",), but=("THREATEN", "AGREE"))),
    "threatened": Part("Threatened", "A threat, or a warning of what will follow.",
                       Wanted(("event",), (), ("THREATEN",))),
    "promised": Part("Promised", "Agreed or promised, not yet done.", Wanted(("event",), (), ("AGREE",))),
    "conditional": Part("Only if", "Only if something else happens.", _of("conditional")),
    "possible": Part("Possible", "May or could be, not ruled out.", _of("possible")),
}  # fmt: skip


def total(tally: Mapping[tuple[str, str], int], wanted: Wanted) -> int:
    """Return how many events are wanted, told from how many there are of each type and status.

    >>> total({("AID", "planned"): 2, ("REQUEST", "planned"): 1}, KINDS["planned"].wanted)
    2
    """
    return sum(number for (type, status), number in tally.items() if wanted.fits(type, status))
