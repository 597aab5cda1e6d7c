"""`reportedly add`: articles into a story; what is there already is not read again, what fails is told and kept."""

import sys
from typing import TYPE_CHECKING, Annotated

import typer

from reportedly.cli.given import check_published, read_columns

if TYPE_CHECKING:
    from reportedly.keep.story import Added

INTERRUPTED = 130


def add(
    story: Annotated[str, typer.Argument(metavar="STORY", help="The story's file; made if it is not there.")],
    sources: Annotated[
        list[str],
        typer.Argument(
            metavar="SOURCE",
            help="A text, HTML, JSON, JSONL, CSV, Parquet or WARC(.gz) file, a folder, a pattern, the address "
            "of a page or feed, or - for standard input.",
            show_default=False,
        ),
    ],
    jobs: Annotated[int, typer.Option(min=1, metavar="N", help="How many articles to read at the same time.")] = 1,
    published: Annotated[
        str | None,
        typer.Option(metavar="DATE", help="The day of publication of every article, whatever its source says."),
    ] = None,
    outlet: Annotated[
        str | None, typer.Option(metavar="NAME", help="Who published every article, whatever its source says.")
    ] = None,
    column: Annotated[
        list[str] | None,
        typer.Option(metavar="NAME=COLUMN", help="Which column of a table holds the text, title, date …; repeatable."),
    ] = None,
) -> None:
    """Read what is new in the sources and store it in a story.

    Run again after whatever interruption, it goes on where it was. Each input that cannot be read is one line on
    stderr and a row in the story's gaps. Exit status: 0 all was read, 1 some was not, 2 wrong usage, 130 interrupted.
    """
    stated, columns = check_published(published), read_columns(column)
    from reportedly.cli.progress import Progress
    from reportedly.keep.database import StoryError
    from reportedly.keep.story import Story

    try:
        with Story(story) as opened, Progress("stored") as progress:
            added = opened.add(
                sources, jobs=jobs, published=stated, outlet=outlet, columns=columns, warn=progress.say,
                step=progress.step,
            )  # fmt: skip
    except StoryError as error:
        print(f"reportedly: {error}", file=sys.stderr)
        raise typer.Exit(1) from None
    except KeyboardInterrupt:
        raise typer.Exit(INTERRUPTED) from None
    print(summary(added), file=sys.stderr)
    raise typer.Exit(1 if added.failed else 0)


def summary(added: "Added") -> str:
    """Return what came of it in a line.

    >>> from reportedly.keep.story import Added
    >>> summary(Added(new=2, known=1, failed=1))
    'reportedly: 2 articles new, 1 known already, 1 not read'
    """
    said = [f"{added.new} {'article' if added.new == 1 else 'articles'} new"]
    said += [f"{added.version} in a new version"] if added.version else []
    said += [f"{added.reread} read anew"] if added.reread else []
    said += [f"{added.known} known already"] if added.known else []
    said += [f"{added.failed} not read"] if added.failed else []
    return f"reportedly: {', '.join(said)}"
