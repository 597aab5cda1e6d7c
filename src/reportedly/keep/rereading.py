"""Rows of one reading against those of another: which are the same, though found anew or in a newer text.

Pure: placed rows in, pairs of addresses out. Two rows are one if their kinds agree and their spans overlap with an
intersection over union of at least one half; of several, the best pair first.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from difflib import SequenceMatcher
from typing import NamedTuple

from reportedly.read.sentences import sentences
from reportedly.record import Span, overlap, size

SAME = 0.5  # intersection over union
SHIFTED = 0.5  # of the shorter of two rows: enough for a rejected row to be known again


class Spot(NamedTuple):
    """A row as matching sees it. `more` are the spans that tell rows of one place apart: the source of a statement."""

    address: str
    kind: str
    spans: tuple[Span, ...]
    more: tuple[Span, ...] = ()


class Fate(NamedTuple):
    """What a newer text did to an old row: the new row that it is, or none; and where it would lie, if it is there."""

    address: str | None
    there: Spot | None


def union_share(left: Spot, right: Spot) -> float:
    """Return the intersection of two rows' spans over their union, in characters."""
    both = overlap(left.spans, right.spans)
    return both / (size(left.spans) + size(right.spans) - both) if both else 0.0


def match(old: Iterable[Spot], new: Iterable[Spot]) -> dict[str, str]:
    """Return for each new row that is an old one the old one's address; no old row is given twice.

    Best overlap first; ties go to the row whose `more` overlaps better, then to the one that comes first.
    """
    of_kind: dict[str, list[Spot]] = defaultdict(list)
    for spot in old:
        of_kind[spot.kind].append(spot)
    pairs = [
        (-share, -overlap(mine.more, theirs.more), theirs.address, mine.address)
        for mine in new
        for theirs in of_kind[mine.kind]
        if (share := union_share(mine, theirs)) >= SAME
    ]
    found: dict[str, str] = {}
    taken: set[str] = set()
    for _, _, theirs, mine in sorted(pairs):
        if mine not in found and theirs not in taken:
            found[mine] = theirs
            taken.add(theirs)
    return found


def shifted(new: Spot, rejected: Iterable[Spot]) -> str | None:
    """Return the address of the rejected row that `new` is under another span, if it is one.

    That is a row of its kind that shares half of the shorter one's characters, and words of its source if both have
    one.
    """
    for old in rejected:
        if old.kind == new.kind and (both := overlap(old.spans, new.spans)):
            if both < SHIFTED * min(size(old.spans), size(new.spans)):
                continue
            if old.more and new.more and not overlap(old.more, new.more):
                continue
            return old.address
    return None


def _kept_sentences(old: str, new: str) -> dict[Span, int]:
    """Return for each sentence of the old text that stands word for word in the new one how far it moved.

    In order, as a comparison of texts finds them; one out of order only if it is the only one of its words in both.
    """
    before, after = ([((s.start, s.end), text[s.start : s.end]) for s in sentences(text)] for text in (old, new))
    words_before, words_after = [words for _, words in before], [words for _, words in after]
    moved: dict[Span, int] = {}
    placed: set[int] = set()
    for block in SequenceMatcher(None, words_before, words_after, autojunk=False).get_matching_blocks():
        for step in range(block.size):
            span, target = before[block.a + step][0], block.b + step
            moved[span] = after[target][0][0] - span[0]
            placed.add(target)
    where: dict[str, list[int]] = defaultdict(list)
    for number, words in enumerate(words_after):
        where[words].append(number)
    for span, words in before:
        if span not in moved and words_before.count(words) == 1 and len(where[words]) == 1:
            target = where[words][0]
            if target not in placed:
                moved[span] = after[target][0][0] - span[0]
    return moved


def carry(old_text: str, new_text: str, old: Sequence[Spot], new: Sequence[Spot]) -> dict[str, Fate]:
    """Return the fate of each row of an old version in a new one.

    A row's passage are the sentences that its spans touch; it is still there if all of them are, word for word, at one
    distance. The row is then the new version's row that lies on the same characters, if there is one.
    """
    kept = _kept_sentences(old_text, new_text)
    starts = sentences(old_text)
    moved: list[Spot] = []
    for spot in old:
        touched = [(s.start, s.end) for s in starts if overlap(((s.start, s.end),), spot.spans)]
        by = {kept.get(sentence) for sentence in touched}
        if len(by) == 1 and (distance := by.pop()) is not None:
            spans = tuple((start + distance, end + distance) for start, end in spot.spans)
            more = tuple((start + distance, end + distance) for start, end in spot.more)
            moved.append(spot._replace(spans=spans, more=more))
    lead = {theirs: mine for mine, theirs in match(moved, new).items()}
    there = {spot.address: spot for spot in moved}
    return {spot.address: Fate(lead.get(spot.address), there.get(spot.address)) for spot in old}
