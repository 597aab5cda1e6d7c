"""Chains of voices: through which other statement a statement reached the article."""

import re
from collections.abc import Sequence

from reportedly.record import Span, Statement, overlap, size

PASSES_ON = re.compile(r"^(?:citing|quoting|cited|quoted|quotes|cites|as saying|confirmed with|attributed)\b", re.I)
LEAST = 0.7  # share of a nested statement's characters that must lie in the outer content


def _lies_in(inner: Sequence[Span], outer: Sequence[Span]) -> bool:
    total = size(inner)
    return total > 0 and overlap(inner, outer) >= LEAST * total


def _nearer(own: Statement, other: Statement) -> bool:
    """Of two cues on one side of one content ("X said Y believes …") the nearer to it is the inner voice's."""
    start, end = own.content[0][0], own.content[-1][1]
    mine, others = own.cue[0][0], other.cue[0][0]
    return others < mine < start or end < mine < others


def via(number: int, statements: Sequence[Statement], text: str) -> int | None:
    """Return the number of the statement that `statements[number]` came through, or None.

    It is the smallest statement whose content holds both its cue (its content, if it has no cue) and its content. Of
    two statements with one content, the one whose cue passes words on ("citing", "as saying") came through the other.
    """
    own = statements[number]
    best: tuple[int, int] | None = None
    start, end = own.content[0][0], own.content[-1][1]
    for other_number, other in enumerate(statements):
        held = other.content  # each in the order of the text
        if held[0][0] >= end or held[-1][1] <= start or other_number == number or not _lies_in(own.content, held):
            continue
        room = size(other.content)
        same = _lies_in(other.content, own.content)
        if same:
            cue = " ".join(text[s:e] for s, e in own.cue)
            other_cue = " ".join(text[s:e] for s, e in other.cue)
            through = bool(PASSES_ON.match(cue)) and not PASSES_ON.match(other_cue)
            if not PASSES_ON.match(cue) and not PASSES_ON.match(other_cue) and own.cue and other.cue:
                through = _nearer(own, other)
        else:
            through = _lies_in(own.cue or own.content, other.content)
        if through and (best is None or room < best[0]):
            best = (room, other_number)
    return None if best is None else best[1]
