"""Run the blocks of a page as a reader would: one after the other, in one folder, with the examples beside them."""

import contextlib
import io
import os
import shutil
import subprocess
import sys
import traceback
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

from tools.docs.pages import ROOT, RUN, Block, blocks, needs

WIDTH = "110"
SHIM = '#!/bin/sh\nexec "{python}" -c \'from {module} import {name}; {name}({given})\' "$@"\n'
PROGRAMS = {"reportedly": ("reportedly.cli", "main", ""), "datasette": ("datasette.cli", "cli", ""),
            "sqlite-utils": ("sqlite_utils.cli", "cli", ""), "ftm": ("followthemoney.cli.cli", "cli", "")}  # fmt: skip


PAGE = b"""<html><head><title>Port closed</title></head><body><article><h1>Port closed</h1>
<p>The mayor of Vessa closed the port on Monday after soldiers raided two warehouses, the harbour office said in a
statement to reporters. It did not say when the port would open again.</p>
<p>Dockers said they would march if it stayed closed until the weekend, and asked the council for help.</p>
</article></body></html>"""


class Ran(NamedTuple):
    """What came of a block: what it printed, and what went wrong, None if nothing did."""

    block: Block
    printed: str
    wrong: str | None


def _examples(folder: Path) -> None:
    shutil.copytree(ROOT / "examples", folder / "examples")


def make_story(path: Path) -> None:
    """Read the example story's folder and feed into a new story at `path`."""
    from reportedly import Story

    with Story(path) as story:
        story.add([ROOT / "examples" / "story", ROOT / "examples" / "feed.xml"])


def _story(folder: Path) -> None:
    make_story(folder / "story.db")


def _crisis(folder: Path) -> None:
    make_story(folder / "crisis.db")


def _crawl(folder: Path) -> None:
    """Make a web archive of one page."""
    head = (
        "WARC/1.0\r\nWARC-Type: resource\r\nWARC-Record-ID: <urn:uuid:00000000-0000-4000-8000-000000000001>\r\n"
        "WARC-Date: 2031-05-05T06:00:00Z\r\nWARC-Target-URI: https://news.example/port\r\n"
        f"Content-Type: text/html\r\nContent-Length: {len(PAGE)}\r\n\r\n"
    )
    (folder / "crawl.warc").write_bytes(head.encode() + PAGE + b"\r\n\r\n")


Maker = Callable[[Path], object]
NEEDS: dict[str, Maker] = {"examples": _examples, "story.db": _story, "crisis.db": _crisis, "crawl.warc": _crawl}


class Session:
    """A folder in which the blocks of a page are run; Python blocks share their names."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.names: dict[str, Any] = {"__name__": "__main__"}
        self.programs = folder.parent / f"{folder.name}-programs"
        self.programs.mkdir()
        for program, (module, name, given) in PROGRAMS.items():
            file = self.programs / program
            file.write_text(SHIM.format(python=sys.executable, module=module, name=name, given=given), encoding="utf-8")
            file.chmod(0o755)

    def run(self, block: Block) -> Ran:
        """Run a block."""
        return self._shell(block) if block.language == "sh" else self._python(block)

    def _shell(self, block: Block) -> Ran:
        paths = os.pathsep.join([str(ROOT / "src"), os.environ.get("PYTHONPATH", "")])
        given = os.environ | {
            "PATH": f"{self.programs}{os.pathsep}{os.environ['PATH']}", "PYTHONPATH": paths, "COLUMNS": WIDTH,
            "NO_COLOR": "1", "PYTHONWARNINGS": "ignore", "LC_ALL": "C.UTF-8",
        }  # fmt: skip
        done = subprocess.run(
            ["bash", "-eo", "pipefail", "-c", block.text], cwd=self.folder, env=given, encoding="utf-8",
            stdout=subprocess.PIPE, stderr=subprocess.STDOUT, check=False,
        )  # fmt: skip
        wrong = f"exit status {done.returncode}: {done.stdout[-2000:]}" if done.returncode else None
        return Ran(block, done.stdout, wrong)

    def _python(self, block: Block) -> Ran:
        printed = io.StringIO()
        try:
            with contextlib.chdir(self.folder), contextlib.redirect_stdout(printed):
                exec(compile(block.text, block.place, "exec"), self.names)
        except Exception:
            return Ran(block, printed.getvalue(), traceback.format_exc())
        return Ran(block, printed.getvalue(), None)


def run_page(text: str, page: str, folder: Path, makers: dict[str, Maker] | None = None) -> Iterator[Ran]:
    """Run the blocks of a page that are not skipped in `folder`, which is empty; `makers` replace those of `NEEDS`."""
    for name in needs(text):
        (NEEDS | (makers or {}))[name](folder)
    session = Session(folder)
    for block in blocks(text, page):
        if block.language in RUN and block.skip is None:
            yield session.run(block)


def with_outputs(text: str, ran: list[Ran]) -> str:
    """Return a page whose `output` blocks show what was printed."""
    printed = {one.block.end: one.printed for one in ran}
    parts: list[str] = []
    at, last = 0, -1
    for block in blocks(text, ""):
        if block.language == "output" and last in printed:
            parts += [text[at : block.start], clean(printed[last])]
            at = block.end
        last = block.end
    return "".join([*parts, text[at:]])


def clean(printed: str) -> str:
    """Return what was printed as a page shows it: no spaces at the ends of lines, one line break at the end."""
    lines = [line.rstrip() for line in printed.strip("\n").split("\n")]
    return "\n".join(lines) + "\n"
