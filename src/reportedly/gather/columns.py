"""The columns of a table: which of its names hold an article's text, title, date and so on."""

from collections.abc import Iterable, Mapping
from typing import Any

import msgspec

from reportedly.gather.draft import Draft, Written
from reportedly.gather.failure import Refused
from reportedly.gather.html import page_to_draft
from reportedly.gather.opening import names_of

# Our name of a field, and the names that tables have for it, best first; compared in lower case.
ALIASES: dict[str, tuple[str, ...]] = {
    "text": ("text",),
    "html": ("html",),
    "title": ("title",),
    "url": ("url",),
    "outlet": ("outlet", "source"),
    "published": ("published", "date"),
    "authors": ("authors",),
    "id": ("id",),
}
SHOWN_COLUMNS = 12


def fields() -> tuple[str, ...]:
    """Return every name that `--column NAME=…` may map."""
    return tuple(dict.fromkeys(alias for aliases in ALIASES.values() for alias in aliases))


def check_columns(columns: Mapping[str, str]) -> dict[str, str]:
    """Return the mapping from our fields to a table's columns; raises `ValueError` for a field that is none."""
    chosen: dict[str, str] = {}
    for name, column in columns.items():
        field = next((field for field, aliases in ALIASES.items() if name.strip().lower() in aliases), None)
        if field is None:
            raise ValueError(f"{name!r} is no column that is read; use one of {', '.join(fields())}")
        chosen[field] = column
    return chosen


def find_columns(names: Iterable[str], chosen: Mapping[str, str], *, row: bool = False) -> dict[str, str]:
    """Return for each of our fields the name of the table's column, where it has one.

    Raises `Refused` if no column holds the text, or a column that was asked for is missing; from a single `row`
    (of JSON, where each has its own) others than the text's may be missing.
    """
    names = tuple(names)
    lower = {name.strip().lower(): name for name in reversed(names)}
    found = {
        field: next(lower[alias] for alias in aliases if alias in lower)
        for field, aliases in ALIASES.items()
        if any(alias in lower for alias in aliases)
    }
    shown = ", ".join(name[:40] for name in names[:SHOWN_COLUMNS]) + (", …" if len(names) > SHOWN_COLUMNS else "")
    for field, column in chosen.items():
        if column not in names and row and field not in ("text", "html"):
            found.pop(field, None)
            continue
        if column not in names:
            raise Refused(f"has no column {column!r}; its columns are: {shown}", f"--column {field}=NAME")
        found[field] = column
    if "text" not in found and "html" not in found:
        raise Refused(
            f"has no column with the text; its columns are: {shown or 'none'}", "name it with --column text=NAME"
        )
    return found


def _words(value: Any) -> str | None:
    """Return a cell that is to be words; {"name": "CNN"} is how some services write an outlet or author."""
    if isinstance(value, dict):
        value = value.get("name")
    if value is None or isinstance(value, bool | list):
        return None
    return str(value).strip() or None


def _authors(value: Any) -> tuple[str, ...]:
    if isinstance(value, list | tuple):
        return tuple(filter(None, map(_words, value)))
    return names_of(_words(value) or "")


def _date(value: Any) -> Written:
    import datetime

    if isinstance(value, bool) or value is None:
        return None
    return value if isinstance(value, int | float | datetime.date) else _words(value)


def _raw(row: Mapping[str, Any]) -> bytes | None:
    """Return a row as JSON, its cells as they came."""
    try:
        return msgspec.json.encode(row, enc_hook=str, order="deterministic")
    except (TypeError, ValueError, RecursionError):
        return None


def row_to_draft(row: Mapping[str, Any], columns: Mapping[str, str], source: str) -> Draft:
    """Return the article in one row of a table; its text is the text column, to the character. Raises `Refused`."""

    def cell(field: str) -> Any:
        return row.get(columns[field]) if field in columns else None

    text, html = cell("text"), cell("html")
    if text is None and html is None:
        raise Refused("the text is empty")
    url = _words(cell("url"))
    if text is None:
        if not isinstance(html, str):
            raise Refused("the html is no string")
        draft = page_to_draft(html, source, url=url)
    elif isinstance(text, str):
        draft = Draft(source, text)
    else:
        raise Refused("the text is no string")
    return draft._replace(
        id=_words(cell("id")),
        url=url or draft.url,
        outlet=_words(cell("outlet")) or draft.outlet,
        title=_words(cell("title")) or draft.title,
        byline=_authors(cell("authors")) or draft.byline,
        published=_date(cell("published")) or draft.published,
        raw=_raw(row),
    )
