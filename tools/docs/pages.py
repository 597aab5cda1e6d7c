"""What a page of the documentation is: Markdown with fenced blocks that are run, and parts that a program writes.

- A fence `sh` or `python` is run, in the order of the page, in one folder; with `skip: REASON` after the language it is
  only looked through. A fence `output` shows what the block before it prints. Other languages are only shown.
- `<!-- needs: examples story.db -->` names what lies in the folder before the first block (see `examples.NEEDS`).
- `<!-- made: NAME -->` … `<!-- end -->` is written by a program (see `generated.PARTS`).
"""

import re
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parents[2]
DOCS = ROOT / "docs"
README = ROOT / "README.md"
FENCE = re.compile(r"^(?P<indent> *)```(?P<info>[^\n`]*)\n(?P<text>.*?)^(?P=indent)```[ \t]*$", re.M | re.S)
NEEDS = re.compile(r"<!-- needs: ([\w. -]+) -->")
RUN = ("sh", "python")


class Block(NamedTuple):
    """A fenced block: its language, why it is skipped if it is, its text, and where it stands in the page."""

    page: str
    line: int
    language: str
    skip: str | None
    text: str
    start: int
    end: int

    @property
    def place(self) -> str:
        """Where people find it: "docs/tutorial.md:12"."""
        return f"{self.page}:{self.line}"


def pages() -> list[Path]:
    """Return every page: the README and all Markdown files of docs/, folders included."""
    return [README, *sorted(DOCS.rglob("*.md"))]


def name_of(path: Path) -> str:
    """Return a page's path within the repository."""
    return path.relative_to(ROOT).as_posix()


def blocks(text: str, page: str) -> list[Block]:
    """Return the fenced blocks of a page.

    >>> [(block.language, block.skip) for block in blocks("```sh skip: needs R\\nRscript x.R\\n```\\n", "page.md")]
    [('sh', 'needs R')]
    """
    found = []
    for match in FENCE.finditer(text):
        language, _, note = match["info"].strip().partition(" ")
        skip = note.removeprefix("skip:").strip() if note.startswith("skip:") else None
        line = text.count("\n", 0, match.start()) + 1
        found.append(Block(page, line, language, skip, match["text"], match.start("text"), match.end("text")))
    return found


def needs(text: str) -> tuple[str, ...]:
    """Return what a page's blocks need in their folder."""
    return tuple(name for names in NEEDS.findall(text) for name in names.split())
