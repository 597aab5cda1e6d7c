"""An extracted page's tree to the article's text, one paragraph a line, with the characters of every hyperlink."""

import re
from typing import Any

from reportedly.record import Link, Span

# All other elements of trafilatura's tree stand on lines of their own.
INLINE = frozenset(
    ("hi", "ref", "del", "ins", "code", "graphic", "span", "b", "i", "em", "strong", "a", "u", "sub", "sup")
)
SPACES = re.compile(r"[ \t\r\n\f\v\u200b]+")


class Writer:
    """A text under construction: white space collapses, and what a link's number marks is remembered."""

    def __init__(self) -> None:
        self.pieces: list[str] = []
        self.length = 0
        self.spans: dict[int, list[Span]] = {}
        self._space = ""  # white space that is written only if words follow it on the line

    def words(self, text: str | None, link: int | None) -> None:
        """Append running text; `link` is the number of the hyperlink that it belongs to."""
        for piece in re.split(f"({SPACES.pattern})", text or ""):
            if not piece:
                continue
            if SPACES.fullmatch(piece):
                self._space = self._space or " "
                continue
            if self.length and not self.pieces[-1].endswith("\n"):
                self._append(self._space)
            self._space = ""
            start = self.length
            self._append(piece)
            if link is not None:
                self._mark(link, start)

    def line(self) -> None:
        """Begin a new line, unless one has just begun."""
        self._space = ""
        if self.length and not self.pieces[-1].endswith("\n"):
            self._append("\n")

    def cell(self) -> None:
        """Begin a new cell of a table's row."""
        if self.length and not self.pieces[-1].endswith("\n"):
            self._space = "\t"

    def text(self) -> str:
        """Return what was written, without the line end that nothing follows."""
        return "".join(self.pieces).rstrip("\n")

    def _append(self, piece: str) -> None:
        if piece:
            self.pieces.append(piece)
            self.length += len(piece)

    def _mark(self, link: int, start: int) -> None:
        spans = self.spans.setdefault(link, [])
        if spans and start - spans[-1][1] <= 1 and not self.pieces[-2].endswith("\n"):
            spans[-1] = (spans[-1][0], self.length)
        else:
            spans.append((start, self.length))


def flatten(body: Any) -> tuple[str, tuple[Link, ...]]:
    """Return the text of an element tree and its links; spans count the characters of that text.

    Links without a web address (anchors, mail) are left out; their words stay.
    """
    from lxml.etree import iterwalk  # type: ignore[import-untyped, unused-ignore]

    writer = Writer()
    targets: list[str] = []
    open_links: list[int] = []
    for event, element in iterwalk(body, events=("start", "end")):
        tag = element.tag if isinstance(element.tag, str) else ""
        if event == "start":
            if tag == "cell":
                writer.cell()
            elif tag not in INLINE:
                writer.line()
            if tag == "ref":
                targets.append(element.get("target") or "")
                open_links.append(len(targets) - 1)
            writer.words(element.text if tag else None, open_links[-1] if open_links else None)
        else:
            if tag == "ref":
                open_links.pop()
            if tag not in INLINE and tag != "cell":
                writer.line()
            writer.words(element.tail, open_links[-1] if open_links else None)
    links = (Link(spans=tuple(spans), url=targets[number]) for number, spans in sorted(writer.spans.items()))
    return writer.text(), tuple(link for link in links if link.url.startswith(("http://", "https://")))
