"""How real something is, as a value that carries its evidence, and what one such value makes of another."""

from typing import NamedTuple

from reportedly.record.rows import Status

REAL = frozenset({"happened", "ongoing"})
VERBAL = frozenset({"AGREE", "CONSULT", "SUPPORT", "CONCEDE", "REQUEST", "ACCUSE", "REJECT", "THREATEN"})


class Verdict(NamedTuple):
    """A status and the indices of the words that decided it."""

    status: Status
    because: tuple[int, ...] = ()
    actor: str = ""  # of a cue: "self", "obj" or "other"
    governor: int = -1  # the word whose subject or object (see actor) is who would do it


def compose(outer: Verdict, inner: Verdict) -> Verdict:
    """Return the status of something `inner` within something `outer`: "may fail to strike" is possible."""
    because = tuple(dict.fromkeys(outer.because + inner.because))
    if outer.status in REAL:
        status: Status = "ongoing" if outer.status == "ongoing" and inner.status == "happened" else inner.status
    elif inner.status in REAL or outer.status in ("did_not_happen", "conditional"):
        status = outer.status
        if inner.status == "did_not_happen":
            status = "possible"
    elif inner.status == "conditional":
        status = outer.status
    elif inner.status == "did_not_happen":
        status = "did_not_happen" if outer.status == "planned" else "possible"
    else:
        status = inner.status
    return Verdict(
        status, because, inner.actor or outer.actor, inner.governor if inner.governor >= 0 else outer.governor
    )
