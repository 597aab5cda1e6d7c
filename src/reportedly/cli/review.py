"""`reportedly review`: people's decisions about the rows of a story, one subcommand a verb."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Annotated, Any

import typer

if TYPE_CHECKING:
    from reportedly.keep.decisions import Decision
    from reportedly.keep.story import Story

app = typer.Typer(no_args_is_help=True, rich_markup_mode=None)
Author = Annotated[str | None, typer.Option(metavar="NAME", help="Who decides; by default the system's user.")]
Reason = Annotated[str, typer.Option(metavar="TEXT", help="Why.")]
Row = Annotated[str, typer.Argument(metavar="ROW", help="A row's address, or the ten digits that are its short name.")]


@app.callback()
def review(
    context: typer.Context,
    story: Annotated[str, typer.Argument(metavar="STORY", help="The story's file.")],
) -> None:
    """Decide about rows of a story; decisions stay in its log, are applied to later readings, and can be undone."""
    context.obj = story


@contextmanager
def _opened(context: typer.Context, *, readonly: bool = False) -> Iterator["Story"]:
    """Open the story that the command names; what is refused is a line on stderr and exit status 1."""
    from reportedly.keep.database import StoryError
    from reportedly.keep.story import Story

    try:
        with Story(context.obj, create=False, readonly=readonly) as story:
            yield story
    except StoryError as error:
        print(f"reportedly: {error}", file=sys.stderr)
        raise typer.Exit(1) from None


def _say(entry: "Decision") -> None:
    print(entry.id)


def _value(text: str) -> Any:
    """Read a field's new value: JSON if it is such, else the words as they are."""
    import msgspec

    try:
        return msgspec.json.decode(text)
    except msgspec.DecodeError:
        return text


def _fields(pairs: list[str] | None, hint: str) -> dict[str, Any]:
    fields: dict[str, Any] = {}
    for pair in pairs or ():
        name, equals, value = pair.partition("=")
        if not (name and equals):
            raise typer.BadParameter(f"{pair!r} does not read FIELD=VALUE, as in status=planned.", param_hint=hint)
        fields[name] = _value(value)
    return fields


@app.command()
def accept(context: typer.Context, row: Row, author: Author = None, reason: Reason = "") -> None:
    """Say that a row is right."""
    with _opened(context) as story:
        _say(story.review.accept(row, author=author, reason=reason))


@app.command()
def reject(context: typer.Context, row: Row, author: Author = None, reason: Reason = "") -> None:
    """Say that a row is wrong: it leaves every view, and stays away when the article is read anew."""
    with _opened(context) as story:
        _say(story.review.reject(row, author=author, reason=reason))


@app.command()
def edit(
    context: typer.Context,
    row: Row,
    change: Annotated[
        list[str],
        typer.Argument(
            metavar="FIELD=VALUE", help="status=planned, place.country=VEN, mode=null …", show_default=False
        ),
    ],
    was: Annotated[
        list[str] | None,
        typer.Option(metavar="FIELD=VALUE", help="What you saw; the edit is refused if it is something else by now."),
    ] = None,
    author: Author = None,
    reason: Reason = "",
) -> None:
    """Change fields of a row; values are JSON or plain words."""
    changes, seen = _fields(change, "FIELD=VALUE"), _fields(was, "--was")
    with _opened(context) as story:
        _say(story.review.edit(row, changes, seen=seen, author=author, reason=reason))


@app.command()
def merge(context: typer.Context, row: Row, other: Row, author: Author = None, reason: Reason = "") -> None:
    """Say that two rows tell of one thing."""
    with _opened(context) as story:
        _say(story.review.merge(row, other, author=author, reason=reason))


@app.command()
def split(context: typer.Context, row: Row, other: Row, author: Author = None, reason: Reason = "") -> None:
    """Say that two rows do not tell of one thing."""
    with _opened(context) as story:
        _say(story.review.split(row, other, author=author, reason=reason))


@app.command()
def undo(
    context: typer.Context,
    entry: Annotated[str, typer.Argument(metavar="ENTRY", help="The id of an entry of the log.")],
    author: Author = None,
    reason: Reason = "",
) -> None:
    """Take an entry back, by a further entry."""
    with _opened(context) as story:
        _say(story.review.undo(entry, author=author, reason=reason))


@app.command()
def log(context: typer.Context) -> None:
    """Show every entry, oldest first, and what waits for you: decisions that fit no row any more."""
    with _opened(context, readonly=True) as story:
        undone = story.review.undone()
        for entry in story.review.log():
            print(_line(entry) + ("  [undone]" if entry.id in undone else ""))
        for waiting in story.review.queue():
            print(f"waits: {waiting.decision.id}  {waiting.decision.verb} {waiting.address}: {waiting.reason}")


def _line(entry: "Decision") -> str:
    import msgspec

    said = [entry.id, entry.at[:19], entry.author, entry.verb, entry.address]
    said += [entry.other] if entry.other else []
    for path, value in (entry.change or {}).items():
        before = msgspec.json.encode((entry.before or {}).get(path)).decode()
        said.append(f"{path}: {before} → {msgspec.json.encode(value).decode()}")
    return "  ".join(said) + (f"  ({entry.reason})" if entry.reason else "")


@app.command()
def export(
    context: typer.Context,
    output: Annotated[str | None, typer.Option("-o", "--output", metavar="PATH", help="Instead of stdout.")] = None,
) -> None:
    """Write the log as JSON lines."""
    with _opened(context, readonly=True) as story:
        data = story.review.export()
    if output is None:
        sys.stdout.buffer.write(data)
        return
    try:
        with open(output, "wb") as file:
            file.write(data)
    except OSError as error:
        print(f"reportedly: {output}: cannot be written: {error.strerror}", file=sys.stderr)
        raise typer.Exit(1) from None


@app.command()
def apply(
    context: typer.Context,
    file: Annotated[str, typer.Argument(metavar="FILE", help="JSON lines of an exported log, or - for stdin.")],
) -> None:
    """Take the entries of an exported log that this story has not; exit status 1 if some were refused."""
    try:
        if file == "-":
            lines = sys.stdin.buffer.readlines()
        else:
            with open(file, "rb") as opened:
                lines = opened.readlines()
    except OSError as error:
        print(f"reportedly: {file}: cannot be read: {error.strerror}", file=sys.stderr)
        raise typer.Exit(1) from None
    with _opened(context) as story:
        applied = story.review.apply(lines)
    for refusal in applied.refused:
        print(f"reportedly: {file}: {refusal}", file=sys.stderr)
    print(f"reportedly: {applied.taken} taken, {applied.known} known already", file=sys.stderr)
    raise typer.Exit(1 if applied.refused else 0)
