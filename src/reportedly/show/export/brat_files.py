"""brat's standoff files: a folder with .txt and .ann for each article, and the configuration that brat needs."""

from pathlib import Path

from reportedly.show import brat
from reportedly.show.export.source import Source
from reportedly.show.export.writing import ExportError


def write(source: Source, folder: Path) -> None:
    """Write the files, named by the articles' keys; raises `ExportError` where the text may not go along."""
    if source.text == "none":
        raise ExportError("brat: it shows rows in their text, so some must go along (take --text cited or full)",
                          usage=True)  # fmt: skip
    (folder / "annotation.conf").write_text(brat.configuration(), encoding="utf-8")
    for entry in source.entries():
        stem = folder / entry.info.key
        stem.with_suffix(".txt").write_text(entry.record.article.text, encoding="utf-8", newline="")
        stem.with_suffix(".ann").write_text(brat.render(entry.record), encoding="utf-8", newline="")
        source.written += 1
