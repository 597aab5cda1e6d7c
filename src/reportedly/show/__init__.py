"""Show a record to people and programs: one text for each format, made from the record alone."""

from collections.abc import Sequence

from reportedly.record import Record

__all__ = ["FORMATS", "render", "render_index"]

FORMATS = ("text", "json", "jsonl", "html", "brat", "annotation")


def render(record: Record, format: str, *, colour: bool = False, width: int | None = None) -> str:
    """Return `record` in one of `FORMATS`, ending in a line break.

    `colour` and `width` (columns, 80 unless given) concern `text` only. Raises `ValueError` for another format.
    Each format is imported when it is first asked for.
    """
    if format == "text":
        from reportedly.show import text

        return text.render(record, colour=colour, width=width)
    if format == "html":
        from reportedly.show import html

        return html.render(record)
    if format == "brat":
        from reportedly.show import brat

        return brat.render(record)
    if format == "annotation":
        from reportedly.show import annotation

        return annotation.render(record)
    if format in ("json", "jsonl"):
        from reportedly.show import plain

        return plain.render(record, indent=2 if format == "json" else 0)
    raise ValueError(f"unknown format {format!r}: choose one of {', '.join(FORMATS)}")


def render_index(entries: Sequence[tuple[str, Record]]) -> str:
    """Return an HTML page that lists records with links to their files: `entries` are (file name, record)."""
    from reportedly.show import index

    return index.render(entries)
