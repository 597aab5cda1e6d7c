"""`reportedly show`: what a story adds up to, view by view."""

import os
import sys
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any

import typer

FEW = 40
PIPED = 140  # columns of a table that is not written to a terminal


class View(StrEnum):
    """What to show."""

    CLAIMS = "claims"
    EVENTS = "events"
    STATEMENTS = "statements"
    NUMBERS = "numbers"
    DISPUTES = "disputes"
    ECHOES = "echoes"
    VOICES = "voices"
    OUTLETS = "outlets"
    GAPS = "gaps"


class Format(StrEnum):
    """How it is written."""

    TEXT = "text"
    JSON = "json"
    CSV = "csv"


def _filter(help: str, metavar: str = "NAME") -> Any:
    return typer.Option(metavar=metavar, help=help)


def show(
    story: Annotated[str, typer.Argument(metavar="STORY", help="The story's file.")],
    view: Annotated[View, typer.Argument(help="What to show.")] = View.CLAIMS,
    since: Annotated[str | None, _filter("From this day on: of the event, or else of its reports.", "DATE")] = None,
    until: Annotated[str | None, _filter("Up to this day.", "DATE")] = None,
    actor: Annotated[str | None, _filter("Who acts: part of a name, or a country.")] = None,
    recipient: Annotated[str | None, _filter("Whom it is done to.")] = None,
    place: Annotated[str | None, _filter("Where.")] = None,
    type: Annotated[str | None, _filter("A PLOVER type, what is counted, or a dispute's type.", "TYPE")] = None,
    status: Annotated[str | None, _filter("The latest status.", "STATUS")] = None,
    ever: Annotated[str | None, _filter("A status that it had at any time.", "STATUS")] = None,
    outlet: Annotated[str | None, _filter("Who carries it.")] = None,
    voice: Annotated[str | None, _filter("Whose word it is.")] = None,
    kind: Annotated[str | None, _filter("event, quantity or statement; of voice, gap, evidence.", "KIND")] = None,
    text: Annotated[str | None, _filter("Words of one sentence that tells it.", "WORDS")] = None,
    limit: Annotated[
        int | None, typer.Option(min=0, metavar="N", help="The most rows; 0 for all (default: 40 on a terminal).")
    ] = None,
    format: Annotated[Format, typer.Option(help="How to write it.")] = Format.TEXT,
) -> None:
    """Show claims with their three counts (outlets, independent reports, voices), or another view of a story.

    Exit status: 0 shown, 1 the story cannot be read, 2 wrong usage.
    """
    from reportedly.keep.database import StoryError
    from reportedly.keep.filters import Filters, checked

    given = Filters(since, until, actor, recipient, place, type, status, ever, outlet, voice, kind, text)
    try:
        checked(given)
    except ValueError as error:
        raise typer.BadParameter(str(error)) from None
    most = limit if limit is not None else FEW if format is Format.TEXT else 0
    if not Path(story).exists():
        print(f"reportedly: {story}: there is no such story (reportedly add makes one)", file=sys.stderr)
        raise typer.Exit(1)
    try:
        from reportedly.keep.story import Story

        with Story(story, create=False, readonly=True) as opened:
            more: dict[str, Any] = {"opened": format is not Format.TEXT} if view is View.VOICES else {}
            rows = getattr(opened, view.value)(limit=most + 1 if most else 0, **more, **given._asdict())
    except StoryError as error:
        print(f"reportedly: {error}", file=sys.stderr)
        raise typer.Exit(1) from None
    _write(view.value, rows, most, format)


def _write(view: str, rows: list[Any], most: int, format: Format) -> None:
    from reportedly.keep.views import ROWS
    from reportedly.show.views import as_csv, as_json, as_text

    kept = rows[:most] if most else rows
    if format is Format.JSON:
        sys.stdout.write(as_json(kept))
    elif format is Format.CSV:
        sys.stdout.write(as_csv(kept, ROWS[view].__struct_fields__))
    else:
        from rich.console import Console

        width = None if sys.stdout.isatty() or os.environ.get("COLUMNS") else PIPED
        as_text(view, kept, Console(width=width), more=len(rows) > len(kept))
