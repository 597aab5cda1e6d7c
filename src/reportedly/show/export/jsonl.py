"""The records themselves, a line an article, with people's edits; `Record.from_json` reads each line."""

from pathlib import Path

from reportedly.show import plain
from reportedly.show.export.source import Source


def write(source: Source, path: Path) -> None:
    """Write the file."""
    with open(path, "w", encoding="utf-8", newline="") as file:
        for entry in source.entries():
            file.write(plain.render(entry.record, indent=0))
            source.written += 1
