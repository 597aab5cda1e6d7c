"""Which inputs a source names: a file, the files of a folder, those that a pattern matches, an address, stdin."""

import glob
import os
from collections.abc import Callable, Iterator

from reportedly.gather.failure import Failure
from reportedly.gather.kind import NAMED_WHEN_REFUSED, SUFFIXES, suffix_of
from reportedly.gather.web import is_address

Warn = Callable[[Failure], None]

STDIN = "-"


def holds_several(source: str) -> bool:
    """Tell whether a source is a folder or a pattern: a name for any number of articles."""
    return not is_address(source) and (os.path.isdir(source) or (not os.path.exists(source) and glob.has_magic(source)))


def _in_folder(folder: str, warn: Warn | None) -> Iterator[str | Failure]:
    """Yield the files below a folder that may hold articles, sorted; `warn` is told how many others there are.

    Hidden files and folders do not count.
    """
    found, others = False, 0
    problems: list[OSError] = []
    for here, folders, names in os.walk(folder, onerror=problems.append):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(names):
            suffix = suffix_of(name)
            path = os.path.join(here, name)
            if name.startswith(".") or not os.path.isfile(path):
                continue
            if suffix in SUFFIXES or suffix in NAMED_WHEN_REFUSED:
                found = True
                yield path
            else:
                others += 1
    for problem in problems:
        yield Failure(str(problem.filename), f"cannot be opened: {problem.strerror}")
    if not found and not problems:
        kinds = " ".join(sorted(SUFFIXES))
        yield Failure(folder, "the folder holds no file that may have articles", f"looked for {kinds}")
    elif others and warn is not None:
        warn(Failure(folder, f"{others} {'file' if others == 1 else 'files'} of other kinds left aside"))


def files_of(source: str, warn: Warn | None = None) -> Iterator[str | Failure]:
    """Yield the path of each file that a source names, in order; an address and "-" are yielded as they are."""
    if source == STDIN or is_address(source):
        yield source
    elif "://" in source:
        yield Failure(source, "only http and https addresses are read")
    elif os.path.isdir(source):
        yield from _in_folder(source, warn)
    elif not os.path.exists(source) and glob.has_magic(source):
        hits = sorted(glob.glob(source, recursive=True))
        if not hits:
            yield Failure(source, "no file matches", "check the pattern")
        for hit in hits:
            # with "**" a folder's files are hits themselves
            if not os.path.isdir(hit):
                yield hit
            elif "**" not in source:
                yield from _in_folder(hit, warn)
    else:
        yield source
