"""The views of a story as tables: for a terminal, as JSON and as CSV."""

import csv
import io
import json
from collections.abc import Sequence
from typing import Any, NamedTuple

import msgspec
from rich.console import Console
from rich.table import Table
from rich.text import Text


class Column(NamedTuple):
    """A column of a terminal's table: its heading, the fields that it shows, and whether it may be cut."""

    heading: str
    fields: tuple[str, ...]
    number: bool = False
    cut: int = 0


CLAIM = (
    Column("id", ("id",)), Column("when", ("earliest", "first_report")), Column("status", ("status",)),
    Column("says", ("says",), cut=150), Column("outlets", ("outlets",), True), Column("reports", ("reports",), True),
    Column("voices", ("voices",), True), Column("whose word", ("voice_names",), cut=60),
)  # fmt: skip
EVENT = (
    Column("id", ("id",)), Column("when", ("earliest", "first_report")), Column("type", ("type",)),
    Column("status", ("status",)), Column("actor", ("actors",), cut=36), Column("recipient", ("recipients",), cut=36),
    Column("place", ("places",), cut=24), Column("says", ("says",), cut=100), Column("outlets", ("outlets",), True),
    Column("reports", ("reports",), True), Column("voices", ("voices",), True),
)  # fmt: skip
COLUMNS: dict[str, tuple[Column, ...]] = {
    "claims": CLAIM,
    "events": EVENT,
    "statements": CLAIM,
    "numbers": (
        Column("series", ("series",)), Column("counted", ("thing",)), Column("measure", ("measure",)),
        Column("figure", ("figure",), cut=40), Column("as of", ("as_of",)), Column("reported", ("reported",)),
        Column("outlet", ("outlet",)), Column("beside the others", ("relations",)),
    ),
    "disputes": (
        Column("dispute", ("dispute",)), Column("type", ("type",)), Column("side", ("side",), cut=60),
        Column("outlets", ("outlet_names",), cut=60), Column("why", ("reason",), cut=80),
    ),
    "echoes": (
        Column("article", ("outlet", "item"), cut=40), Column("taken from", ("origin",), cut=40),
        Column("evidence", ("evidence",)), Column("share", ("share",), True), Column("why", ("reason",), cut=90),
    ),
    "voices": (
        Column("voice", ("name",), cut=70), Column("kind", ("kind",)), Column("says", ("says",), True),
        Column("denies", ("denies",), True),
    ),
    "outlets": (
        Column("outlet", ("name",), cut=60), Column("articles", ("articles",), True),
        Column("claims", ("claims",), True), Column("took from others", ("takes",), True),
        Column("taken from it", ("gives",), True),
    ),
    "gaps": (Column("gap", ("kind",)), Column("of", ("of",), cut=40), Column("detail", ("detail",), cut=110)),
}  # fmt: skip


def shown(value: Any) -> str:
    """Return a value as a cell: nothing for null, names one after the other."""
    if value is None:
        return ""
    if isinstance(value, tuple | list):
        return "; ".join(str(one) for one in value)
    return f"{value:g}" if isinstance(value, float) else str(value)


def _cell(row: Any, column: Column) -> Text:
    value = next((cell for name in column.fields if (cell := shown(getattr(row, name)))), "")
    text = Text(value if not column.cut or len(value) <= column.cut else value[: column.cut - 1].rstrip() + "…")
    return text


def as_text(view: str, rows: Sequence[Any], console: Console, *, more: bool = False) -> None:
    """Print a view as a table; `more` says that there are rows beyond these."""
    if not rows:
        console.print(f"No {view} here.", style="dim")
        return
    table = Table(box=None, pad_edge=False, header_style="bold", expand=True)
    for column in COLUMNS[view]:
        table.add_column(
            column.heading,
            justify="right" if column.number else "left",
            no_wrap=not column.cut,
            ratio=column.cut or None,  # long cells share what the short ones leave
        )
    for row in rows:
        table.add_row(*(_cell(row, column) for column in COLUMNS[view]))
    console.print(table)
    if more:
        console.print(f"The first {len(rows)}; --limit 0 shows all.", style="dim")


def as_json(rows: Sequence[Any]) -> str:
    """Return a view as a JSON array of objects."""
    return json.dumps(msgspec.to_builtins(list(rows)), ensure_ascii=False, indent=1) + "\n"


def as_csv(rows: Sequence[Any], fields: Sequence[str]) -> str:
    """Return a view as CSV with a heading; lists are joined by semicolons, and no cell can be a formula."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(fields)
    for row in rows:
        writer.writerow([_safe(shown(getattr(row, name))) for name in fields])
    return out.getvalue()


def _safe(cell: str) -> str:
    """Return a cell that spreadsheet programs take for text: one that begins like a formula gets an apostrophe."""
    return f"'{cell}" if cell[:1] in "=+@\t\r" and cell[:1] else cell
