"""Where records go: standard output or one file as a stream, or a folder with a file for each article."""

import os
import re
import shutil
import sys
from collections.abc import Sequence
from pathlib import Path
from types import TracebackType
from typing import IO, Self

from reportedly.cli.spool import Spool
from reportedly.gather.places import files_of
from reportedly.gather.web import is_address
from reportedly.record import Record

ONE_EACH = ("html", "json", "brat", "annotation")  # formats in which several records do not make one file
SUFFIX = {"html": ".html", "json": ".json", "brat": ".ann", "annotation": ".json", "text": ".txt", "jsonl": ".jsonl"}
INDEX = "index"
LONGEST_NAME = 100


class Misused(Exception):
    """An output that cannot be: said to people as wrong usage."""


class Output:
    """Takes records one by one; a context, closed with what an interrupted reading has stored intact."""

    def write(self, record: Record, stem: str | None) -> None:
        """Write one record; `stem` is the name of the file that the article is all of."""
        raise NotImplementedError

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if not isinstance(error, OSError):
            self.close()

    def close(self) -> None:
        """Complete what was written."""


class Stream(Output):
    """Standard output, or a file that is opened with the first record; `array` makes JSON records an array."""

    def __init__(self, format: str, path: Path | None = None, *, array: bool = False) -> None:
        self.format, self.path, self.array = format, path, array
        self.written = 0
        self.file: IO[str] | None = None
        self.colour, self.width = (False, None) if path else _terminal(format)

    def write(self, record: Record, stem: str | None) -> None:
        """Write a record after what separates it from the one before."""
        from reportedly.show import render

        shown = render(record, self.format, colour=self.colour, width=self.width).rstrip("\n")
        file = self._open()
        if self.array:
            file.write((",\n" if self.written else "[\n") + shown)
        else:
            between = "\n" if self.written and self.format == "text" else ""
            file.write(f"{between}{shown}\n")
        if self.path and self.format == "brat":
            _write(self.path.with_suffix(".txt"), record.article.text)
            _configure(self.path.parent)
        self.written += 1
        file.flush()

    def close(self) -> None:
        """End the array and the file."""
        if self.array:
            self._open().write("\n]\n" if self.written else "[]\n")
        if self.file is not None:
            self.file.flush()
            if self.path:
                self.file.close()

    def _open(self) -> IO[str]:
        if self.file is None:
            self.file = open(self.path, "w", encoding="utf-8", newline="") if self.path else _stdout()  # noqa: SIM115
        return self.file


class Folder(Output):
    """A folder with a file for each article, named by its source's stem or its id; in HTML with an index page."""

    def __init__(self, format: str, path: Path) -> None:
        self.format, self.path = format, path
        self.taken = {INDEX} if format == "html" else set()
        self.spool = Spool() if format == "html" else None
        path.mkdir(parents=True, exist_ok=True)

    def write(self, record: Record, stem: str | None) -> None:
        """Write a record to its own file."""
        from reportedly.show import render

        name = self._name(stem or record.article.id)
        shown = render(record, self.format).rstrip("\n") + "\n"
        if self.format == "brat":
            _write(self.path / f"{name}.txt", record.article.text)
            _configure(self.path)
        _write(self.path / f"{name}{SUFFIX[self.format]}", shown)
        if self.spool is not None:
            self.spool.append(f"{name}.html", record)

    def close(self) -> None:
        """Write the index page."""
        if self.spool is None:
            return
        from reportedly.show import render_index

        if len(self.spool):
            _write(self.path / f"{INDEX}.html", render_index(self.spool))
        self.spool.close()

    def _name(self, wanted: str) -> str:
        """Return a file name that no other article has, also where capitals and small letters are the same."""
        base = re.sub(r"[^\w.-]+", "-", wanted).strip("-.")[:LONGEST_NAME] or "article"
        name, number = base, 1
        while name.lower() in self.taken:
            number += 1
            name = f"{base}-{number}"
        self.taken.add(name.lower())
        return name


def _configure(folder: Path) -> None:
    """Put the configuration that brat needs beside its files, unless the folder has one."""
    path = folder / "annotation.conf"
    if not path.exists():
        from reportedly.show.brat import configuration

        _write(path, configuration())


def _write(path: Path, text: str) -> None:
    """Write a whole file, without leaving half of one if that is interrupted."""
    part = path.with_name(path.name + ".part")
    try:
        part.write_text(text, encoding="utf-8", newline="")
        os.replace(part, path)
    except BaseException:
        part.unlink(missing_ok=True)
        raise


def _stdout() -> IO[str]:
    """Return standard output, in UTF-8 wherever we are."""
    if hasattr(sys.stdout, "reconfigure") and (sys.stdout.encoding or "").lower() not in ("utf-8", "utf8"):
        sys.stdout.reconfigure(encoding="utf-8")
    return sys.stdout


def _terminal(format: str) -> tuple[bool, int | None]:
    """Return whether to write in colour, and the width of the terminal; neither where there is none."""
    if format != "text" or not sys.stdout.isatty():
        return False, None
    colour = not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"
    return colour, shutil.get_terminal_size().columns


def _same(path: Path, sources: Sequence[str]) -> bool:
    return path.exists() and any(os.path.exists(source) and os.path.samefile(path, source) for source in sources)


def _holds_sources(folder: Path, format: str, sources: Sequence[str]) -> bool:
    """Tell whether a file that is written to the folder could take the place of one that is read."""
    if not folder.is_dir():
        return False
    written = {SUFFIX[format], ".txt"} if format == "brat" else {SUFFIX[format]}
    files = (file for source in sources if not is_address(source) for file in files_of(source) if isinstance(file, str))
    return any(Path(file).suffix in written and _same(folder, [os.path.dirname(file) or "."]) for file in files)


def open_output(output: str | None, format: str, *, several: bool, sources: Sequence[str]) -> Output:
    """Return the output for `-o output`; raises `Misused` with a sentence for people.

    In the formats of `ONE_EACH` it is a folder if there are several articles or the path is one already.
    """
    if output is None:
        return Stream(format, array=several and format == "json")
    path = Path(output)
    if format in ONE_EACH and (several or path.is_dir() or output.endswith(("/", os.sep))):
        if path.exists() and not path.is_dir():
            raise Misused(f"{output} is a file, and several articles as {format} need a folder.")
        if _holds_sources(path, format, sources):
            raise Misused(f"{output} holds sources that {format} files could overwrite; name another folder.")
        if not path.is_dir() and path.suffix.lower() in (*SUFFIX.values(), ".htm"):
            raise Misused(
                f"several articles as {format} go to a folder, and {output} is a name for a file; "
                "name a folder, or take --format jsonl for one file."
            )
        try:
            return Folder(format, path)
        except OSError as error:
            raise Misused(f"{output} cannot be made: {error.strerror}.") from None
    if path.is_dir():
        raise Misused(f"{output} is a folder, and {format} goes to one file.")
    if not path.parent.is_dir():
        raise Misused(f"there is no folder {path.parent}.")
    if format == "brat":
        path = path.with_suffix(".ann") if path.suffix in (".ann", ".txt") else path.with_name(path.name + ".ann")
    if _same(path, sources) or (format == "brat" and _same(path.with_suffix(".txt"), sources)):
        raise Misused(f"{output} would overwrite a source.")
    if not os.access(path if path.exists() else path.parent, os.W_OK):
        raise Misused(f"{output} cannot be written to.")
    return Stream(format, path)
