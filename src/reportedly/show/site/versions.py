"""Two versions of an article side by side: which sentences came and went, and what became of the older one's rows."""

from difflib import SequenceMatcher
from typing import Literal, NamedTuple

import msgspec

from reportedly.keep.publications import StoredRow
from reportedly.read.sentences import sentences

MOST = 1500  # sentences of a version that are compared one by one; of longer texts, paragraphs are


class Sentence(msgspec.Struct, frozen=True, kw_only=True):
    """A sentence of one or both of two versions; `start` and `end` are its characters in the version that has it."""

    change: Literal["same", "removed", "added"]
    text: str
    start: int
    end: int


class Fate(NamedTuple):
    """What became of a row of the older version: its words, its state, and the row that took it over."""

    row: StoredRow
    words: str
    state: str
    now: StoredRow | None


STATES = {
    "carried": "stands in the newer text",
    "withdrawn": "its passage is gone",
    "superseded": "its passage stands, it was not read in it again",
    "live": "stands",
}


def _cut(text: str) -> list[tuple[int, int]]:
    found = [(one.start, one.end) for one in sentences(text)]
    if len(found) <= MOST:
        return found
    lines, at = [], 0
    for line in text.split("\n"):
        if line.strip():
            lines.append((at, at + len(line)))
        at += len(line) + 1
    return lines


def compared(old: str, new: str) -> list[Sentence]:
    """Return the sentences of two texts in order: those of both once, with their place in the newer one."""
    before, after = _cut(old), _cut(new)
    matcher = SequenceMatcher(None, [old[a:b] for a, b in before], [new[a:b] for a, b in after], autojunk=False)
    found: list[Sentence] = []
    for what, a, b, c, d in matcher.get_opcodes():
        if what == "equal":
            found += [Sentence(change="same", text=new[s:e], start=s, end=e) for s, e in after[c:d]]
            continue
        found += [Sentence(change="removed", text=old[s:e], start=s, end=e) for s, e in before[a:b]]
        found += [Sentence(change="added", text=new[s:e], start=s, end=e) for s, e in after[c:d]]
    return found


def fates(old: list[StoredRow], new: list[StoredRow], text: str) -> list[Fate]:
    """Return what became of the older version's rows, those that are gone first; names and times are left out."""
    heirs = {row.follows: row for row in new if row.follows}
    rank = {"withdrawn": 0, "superseded": 1, "carried": 2}
    told = [
        Fate(row, " ".join(text[row.start : row.stop].split()), STATES.get(row.state, row.state),
             heirs.get(row.address))
        for row in old
        if row.kind in ("statement", "event", "quantity")
    ]  # fmt: skip
    return sorted(told, key=lambda one: (rank.get(one.row.state, 3), one.row.start, one.row.address))
