"""The text of an article as the reader shows it: its marks, an anchor for what others link to, its echoes.

The text content of the paragraphs is the article's text, character by character. A long text is shown in parts.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from reportedly.read.sentences import sentences
from reportedly.record import Span
from reportedly.show.labels import ROLES
from reportedly.show.layers import Mark, Piece, depth, pieces, shown
from reportedly.show.markup import Html, element, escape, join

LINE = re.compile(r"\n")
WHOLE, PART = 24_000, 16_000  # characters: a text up to WHOLE is one part, others are cut into parts of about PART
LINKING = frozenset({"source", "cue", "trigger", "number", "time", "place"})


class Passage(NamedTuple):
    """Characters [start, end) that were taken from `whose`; None where it is too weak to be told beside the text."""

    start: int
    end: int
    whose: str | None


def parts_of(text: str) -> tuple[Span, ...]:
    """Return the parts in which a text is shown, cut after a line, or after a space where a line is too long.

    >>> parts_of("short")
    ((0, 5),)
    """
    if len(text) <= WHOLE:
        return ((0, len(text)),)
    found, at = [], 0
    while at < len(text):
        end = min(len(text), at + PART)
        if len(text) - at > WHOLE - PART + PART // 2:
            cut = max(text.rfind("\n", at + PART // 2, end), 0) or text.rfind(" ", at + PART // 2, end)
            end = cut + 1 if cut > at else end
        else:
            end = len(text)
        found.append((at, end))
        at = end
    return tuple(found)


def within(marks: Iterable[Mark], part: Span) -> list[Mark]:
    """Return the marks with the characters that lie in a part, those without any left out."""
    first, last = part
    clipped = (
        mark._replace(spans=tuple((max(a, first), min(b, last)) for a, b in mark.spans if a < last and first < b))
        for mark in marks
    )
    return [mark for mark in clipped if mark.spans]


def anchors_of(text: str, marks: Iterable[Mark], passages: Iterable[Span], part: Span) -> dict[int, list[str]]:
    """Return the anchors `cSTART-END` by the character that they stand before.

    Each sentence has one, each echoed passage, and each part of a row by its outer bounds; names do by their first.
    """
    first, last = part
    spans = {(one.start, one.end) for one in sentences(text)} | set(passages)
    for mark in marks:
        if mark.role == "name":
            spans.add(mark.spans[0])
        else:
            spans.add((min(a for a, _ in mark.spans), max(b for _, b in mark.spans)))
    found: dict[int, list[str]] = {}
    for start, end in sorted(spans):
        if first <= start < last:
            found.setdefault(start, []).append(f"c{start}-{end}")
    return found


def body_text(
    text: str, marks: Sequence[Mark], statuses: Mapping[str, str], part: Span, passages: Sequence[Passage],
    title_in_text: bool,
) -> Html:  # fmt: skip
    """Return a part of a text with the marks of its rows, one paragraph a line.

    `statuses` gives the status of each event, `passages` what was taken from others.
    """
    first, last = part
    held = within(marks, part)
    anchors = anchors_of(text, marks, ((p.start, p.end) for p in passages), part)
    newlines = [first + match.start() for match in LINE.finditer(text[first:last])]
    starts, ends = [first, *(at + 1 for at in newlines)], [*newlines, last]
    cut = [one for one in pieces(len(text), held, [*starts, *ends, *anchors]) if first <= one.start < last]
    met: set[str] = set()
    paragraphs, at = [], 0
    for start, end in zip(starts, ends, strict=True):
        written: list[Html] = []
        while at < len(cut) and cut[at].start < end:
            if cut[at].start >= start:
                names = anchors.get(cut[at].start, [])
                written += [element("span", id=name, class_="at") for name in names]
                written += _piece(text, cut[at], met, statuses)
            at += 1
        if not text[start:end].strip():
            continue
        whose = _whose(passages, start, end)
        paragraphs.append(
            element(
                "h1" if title_in_text and start == 0 else "p", *written, data_start=str(start),
                class_="echoed" if whose else None, data_echo=f"as {whose} has it" if whose else None,
            )
        )  # fmt: skip
    return join(paragraphs, "\n")


def _whose(passages: Iterable[Passage], start: int, end: int) -> str | None:
    """Return whose words a paragraph mostly is."""
    held: dict[str, int] = {}
    for passage in passages:
        both = min(end, passage.end) - max(start, passage.start)
        if both > 0 and passage.whose is not None:
            held[passage.whose] = held.get(passage.whose, 0) + both
    most = max(held, key=lambda name: held[name], default=None)
    return most if most is not None and 2 * held[most] > end - start else None


def _piece(text: str, piece: Piece, met: set[str], statuses: Mapping[str, str]) -> list[Html]:
    """Return a piece, plain or as an element that names its rows, after an anchor for each row that begins here."""
    words = text[piece.start : piece.end]
    if not piece.marks:
        return [escape(words)]
    visible = shown(piece)
    rows = dict.fromkeys(mark.row for mark in piece.marks)
    found = [element("span", id=f"at-{row}", class_="at") for row in rows if row not in met]
    met.update(rows)
    styles = list(dict.fromkeys(mark.role for mark in visible)) + ([f"d{min(depth(piece), 3)}"] if depth(piece) else [])
    if any(mark.role == "date" for mark in piece.marks) and "time" not in styles:
        styles.append("time")
    status = next((statuses.get(mark.row) for mark in visible if mark.role == "trigger"), None)
    styles += [f"is-{status}"] if status else []
    target = next((mark.row for mark in visible if mark.role in LINKING), None) if words.strip() else None
    named = list(dict.fromkeys(f"{mark.row}.{mark.role}" for mark in piece.marks))
    found.append(
        element(
            "a" if target else "span", words, class_=" ".join(["piece", *styles]),
            href=f"#{target}" if target else None, tabindex="-1" if target else None, data_p=" ".join(named),
        )
    )  # fmt: skip
    return found


LAYERS: tuple[tuple[str, str, bool], ...] = (
    ("source", ROLES["source"][0], True), ("cue", ROLES["cue"][0], True), ("content", "what is said", True),
    ("trigger", ROLES["trigger"][0], True), ("number", ROLES["number"][0], True), ("time", "date", True),
    ("place", ROLES["place"][0], True), ("name", ROLES["name"][0], False),
)  # fmt: skip
"""The layers of marks that can be switched: role, word, whether it is shown at first."""
