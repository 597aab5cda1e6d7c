"""Files that are written aside and moved into place when they are whole; what is there is not lost by mistake."""

import json
import os
import shutil
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from reportedly.show.export.source import Source

MARKER = "reportedly-export.json"  # in every folder: says what made it, so that --force replaces nothing else
STDOUT = "-"
# Legal inside JSON strings, yet line ends to `str.splitlines` and to some readers of JSON Lines.
LINE_ENDS = {0x85: "\\u0085", 0x2028: "\\u2028", 0x2029: "\\u2029"}


class ExportError(Exception):
    """An export that cannot be; the message names it, the reason and the mend. `usage`: it was asked wrongly."""

    def __init__(self, message: str, *, usage: bool = False) -> None:
        super().__init__(message)
        self.usage = usage


def to_line(value: object) -> str:
    """Return a value as JSON on one line that no line reader cuts in two, with its line break."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).translate(LINE_ENDS) + "\n"


def to_document(value: object) -> str:
    """Return a value as indented JSON."""
    return json.dumps(value, ensure_ascii=False, indent=2).translate(LINE_ENDS) + "\n"


@contextmanager
def in_place(
    path: str | os.PathLike[str], folder: bool, format: str, source: "Source", force: bool
) -> Iterator[Path]:
    """Give a path to write to beside `path`, and move it into place if nothing goes wrong; else nothing is left of it.

    Raises `ExportError` for a place that cannot be written, or holds what must not be lost.
    """
    if os.fspath(path) == STDOUT:
        with _to_stdout(folder, format) as aside:
            yield aside
        return
    target = Path(path)
    _check(target, folder, format, source.path, force)
    try:
        room = Path(tempfile.mkdtemp(prefix=f".{target.name}.", dir=target.parent))
    except OSError as error:
        raise ExportError(f"{target}: it cannot be written: {error.strerror} (name another place)") from None
    try:
        aside = room / target.name
        if folder:
            aside.mkdir()
            about = {"format": format, "text": source.text, "reportedly": source.version}
            (aside / MARKER).write_text(to_document(about), encoding="utf-8")
        yield aside
        _move(aside, target, room)
    except OSError as error:
        raise ExportError(f"{target}: it cannot be written: {error.strerror or error} (make room, or name another "
                          "place)") from error  # fmt: skip
    finally:
        shutil.rmtree(room, ignore_errors=True)


def _move(aside: Path, target: Path, room: Path) -> None:
    """Put what was written in the target's place; a folder that was there is taken away at the last moment."""
    if target.is_dir():
        old = room / "old"
        os.rename(target, old)
        try:
            os.rename(aside, target)
        except OSError:
            os.rename(old, target)
            raise
    else:
        os.replace(aside, target)


def _check(target: Path, folder: bool, format: str, story: str, force: bool) -> None:
    if target.exists() and os.path.exists(story) and os.path.samefile(target, story):
        raise ExportError(f"{target}: it is the story itself (name another file)", usage=True)
    if not target.name or not target.parent.is_dir():
        raise ExportError(f"{target}: its folder does not exist (make it first)", usage=True)
    if not folder:
        if target.is_dir():
            raise ExportError(f"{target}: it is a folder, and {format} is one file (name a file in it)", usage=True)
        return
    if target.exists() and not target.is_dir():
        raise ExportError(f"{target}: it is a file, and {format} is a folder (name a folder)", usage=True)
    if target.is_dir() and any(target.iterdir()):
        if not force:
            raise ExportError(f"{target}: the folder is there already (name a new one, or give --force)", usage=True)
        if not (target / MARKER).is_file():
            raise ExportError(
                f"{target}: no export made this folder, so it is not replaced (name another, or empty it)", usage=True
            )


@contextmanager
def _to_stdout(folder: bool, format: str) -> Iterator[Path]:
    """Give a file to write to, and copy it to standard output if nothing goes wrong."""
    if folder:
        raise ExportError(f"-: {format} is a folder and cannot go to standard output (name a folder)", usage=True)
    with tempfile.TemporaryDirectory(prefix="reportedly-") as room:
        aside = Path(room) / "export"
        yield aside
        sys.stdout.flush()
        with open(aside, "rb") as made:
            if (raw := getattr(sys.stdout, "buffer", None)) is not None:
                shutil.copyfileobj(made, raw)
                raw.flush()
            else:
                with suppress(UnicodeDecodeError):
                    sys.stdout.write(made.read().decode("utf-8"))
