"""`reportedly publish`: a story's pages as static files."""

import sys
from enum import StrEnum
from typing import Annotated

import typer

INTERRUPTED = 130


class Text(StrEnum):
    """How much of the articles' text is published."""

    FULL = "full"
    CITED = "cited"


def publish(
    story: Annotated[str, typer.Argument(metavar="STORY", help="The story's file.")],
    folder: Annotated[str, typer.Argument(metavar="DIR", help="The folder to write; its index.html is the start.")],
    text: Annotated[
        Text, typer.Option(help="How much of the articles' text is published: all, or what rows stand on.")
    ] = Text.FULL,
    force: Annotated[bool, typer.Option("--force", help="Replace the folder that an earlier publish made.")] = False,
) -> None:
    """Write a story's pages as files that work from disk and from any web server, with JSON and CSV beside each.

    What is there already is replaced only when the new site is whole. Exit status: 0 all was written, 1 it could not
    be, 2 wrong usage, 130 interrupted.
    """
    from reportedly.cli.progress import Progress
    from reportedly.keep.database import StoryError
    from reportedly.keep.story import Story
    from reportedly.show.export import ExportError
    from reportedly.show.publish import publish as write

    try:
        with Story(story, create=False, readonly=True) as opened, Progress("written") as progress:
            made = write(opened, folder, text=text.value, force=force, step=progress.advance)
    except ExportError as error:
        print(f"reportedly: {error}", file=sys.stderr)
        raise typer.Exit(2 if error.usage else 1) from None
    except StoryError as error:
        print(f"reportedly: {error}", file=sys.stderr)
        raise typer.Exit(1) from None
    except KeyboardInterrupt:
        raise typer.Exit(INTERRUPTED) from None
    print(f"reportedly: {made.pages:,} pages written to {made.path} ({made.files:,} files); see {made.path}/index.html",
          file=sys.stderr)  # fmt: skip
