"""`reportedly export`: a story as files for other programs, and as a report for people."""

import sys
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from reportedly.show.export import Exported

INTERRUPTED = 130


class Format(StrEnum):
    """What a story can be written as."""

    CSV = "csv"
    JSONL = "jsonl"
    PARQUET = "parquet"
    SQLITE = "sqlite"
    PLOVER = "plover"
    POLECAT = "polecat"
    ANNOTATION = "annotation"
    REPORT = "report"
    FTM = "ftm"
    GEOJSON = "geojson"
    TIMELINEJS = "timelinejs"
    CLAIMS = "claims"
    BRAT = "brat"


class Text(StrEnum):
    """How much of the articles' text goes along."""

    FULL = "full"
    CITED = "cited"
    NONE = "none"


def export(
    story: Annotated[str, typer.Argument(metavar="STORY", help="The story's file.")],
    format: Annotated[Format, typer.Argument(metavar="FORMAT", help=f"One of {', '.join(Format)}.")],
    path: Annotated[
        str,
        typer.Argument(
            metavar="PATH",
            help="The file to write (- for standard output); a folder for csv, parquet, report and brat.",
        ),
    ],
    text: Annotated[
        Text,
        typer.Option(help="How much of the articles' text goes along: all, the characters that rows stand on, none."),
    ] = Text.FULL,
    status: Annotated[
        list[str] | None,
        typer.Option(
            metavar="STATUS",
            help="The status of the events to write to plover, polecat, ftm, geojson or timelinejs, instead of what "
            "happened; repeatable, or all.",
        ),
    ] = None,
    force: Annotated[
        bool, typer.Option("--force", help="Replace the folder that an earlier export made.")
    ] = False,
) -> None:
    """Write a story as files for other programs, or as a report.

    What is there already is replaced only when the new file is whole. Exit status: 0 all was written, 1 it could not
    be, 2 wrong usage, 130 interrupted.
    """
    from reportedly.cli.progress import Progress
    from reportedly.keep.database import StoryError
    from reportedly.keep.story import Story
    from reportedly.show.export import ExportError

    try:
        with Story(story, create=False, readonly=True) as opened, Progress("written") as progress:
            made = opened.export(
                format.value, path, text=text.value, statuses=status, force=force, step=progress.advance
            )
    except ExportError as error:
        print(f"reportedly: {error}", file=sys.stderr)
        raise typer.Exit(2 if error.usage else 1) from None
    except StoryError as error:
        print(f"reportedly: {error}", file=sys.stderr)
        raise typer.Exit(1) from None
    except BrokenPipeError:
        raise typer.Exit(1) from None
    except KeyboardInterrupt:
        raise typer.Exit(INTERRUPTED) from None
    print(summary(made, format.value), file=sys.stderr)


def summary(made: "Exported", format: str) -> str:
    """Return what was written in a line.

    >>> from reportedly.show.export import Exported
    >>> summary(Exported("out.geojson", 3, 1), "geojson")
    'reportedly: 3 articles read, 1 feature written to out.geojson'
    """
    noun = {
        "csv": "row", "parquet": "row", "sqlite": "row", "jsonl": "record", "plover": "event", "polecat": "event",
        "annotation": "annotation", "report": "citation", "ftm": "entity", "geojson": "feature",
        "timelinejs": "slide", "claims": "claim", "brat": "article",
    }[format]  # fmt: skip
    many = {"entity": "entities"}.get(noun, f"{noun}s")
    articles = f"{made.articles:,} {'article' if made.articles == 1 else 'articles'}"
    where = "standard output" if made.path == "-" else made.path
    return f"reportedly: {articles} read, {made.written:,} {noun if made.written == 1 else many} written to {where}"
