"""Load the package's word tables: tab-separated lines, `#` comments, once a process."""

from functools import cache
from importlib.resources import files


@cache
def rows(name: str) -> tuple[tuple[str, ...], ...]:
    """Return the rows of `data/lexicons/NAME`, cells stripped; empty lines and comments left out."""
    text = files("reportedly.data").joinpath("lexicons", name).read_text(encoding="utf-8")
    return tuple(
        tuple(cell.strip() for cell in line.split("\t"))
        for line in text.splitlines()
        if line.strip() and not line.startswith("#")
    )


@cache
def words(name: str) -> frozenset[str]:
    """Return the first column of a table as a set."""
    return frozenset(row[0] for row in rows(name))
