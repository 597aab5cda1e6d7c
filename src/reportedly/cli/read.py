"""`reportedly read`: articles in, records out, one after the other, whatever happens to one of them."""

import os
import sys
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer

from reportedly.cli.given import check_published, read_columns

if TYPE_CHECKING:
    from reportedly.cli.output import Output
    from reportedly.cli.run import Reading

INTERRUPTED = 130
BROKEN_PIPE = 141  # as a shell reports a program whose reader has gone


class Format(StrEnum):
    """What a record can be written as."""

    TEXT = "text"
    JSON = "json"
    JSONL = "jsonl"
    HTML = "html"
    BRAT = "brat"
    ANNOTATION = "annotation"


def read(
    sources: Annotated[
        list[str],
        typer.Argument(
            metavar="SOURCE",
            help="A text, HTML, JSON, JSONL, CSV or Parquet file, a folder, a pattern, an http(s) address, or - for "
            "standard input.",
            show_default=False,
        ),
    ],
    published: Annotated[
        str | None,
        typer.Option(metavar="DATE", help="The day of publication of every article, whatever its source says."),
    ] = None,
    outlet: Annotated[
        str | None, typer.Option(metavar="NAME", help="Who published every article, whatever its source says.")
    ] = None,
    format: Annotated[Format, typer.Option(help="What to write.")] = Format.TEXT,
    output: Annotated[
        str | None,
        typer.Option(
            "-o",
            "--output",
            metavar="PATH",
            help="Write to this file instead of standard output; for several articles in html, json, brat or "
            "annotation, to this folder.",
        ),
    ] = None,
    column: Annotated[
        list[str] | None,
        typer.Option(metavar="NAME=COLUMN", help="Which column of a table holds the text, title, date …; repeatable."),
    ] = None,
    jobs: Annotated[int, typer.Option(min=1, metavar="N", help="How many articles to read at the same time.")] = 1,
) -> None:
    """Read articles and show what they say: who says what, what happened and what did not, how many, where and when.

    Each input that cannot be read is one line on stderr, and the rest is read. Exit status: 0 all was read, 1 some
    was not, 2 wrong usage, 130 interrupted.
    """
    stated, columns = check_published(published), read_columns(column)
    from reportedly.cli.output import Misused, open_output
    from reportedly.cli.run import Reading

    reading = Reading(sources, published=stated, outlet=outlet, columns=columns, jobs=jobs)
    try:
        writer = open_output(output, format.value, several=reading.several, sources=sources)
    except Misused as problem:
        raise typer.BadParameter(str(problem), param_hint="-o") from None
    raise typer.Exit(_run(reading, writer))


def _run(reading: "Reading", writer: "Output") -> int:
    """Write every record; return the exit status."""
    from reportedly.cli.run import Stopped

    try:
        with writer:
            for source, stem, record in reading:
                try:
                    writer.write(record, stem)
                except OSError:
                    raise
                except Exception as error:
                    reading.fail_unexpectedly(source, error)
    except BrokenPipeError:
        _forget_stdout()
        return BROKEN_PIPE
    except KeyboardInterrupt:
        return INTERRUPTED
    except OSError as error:  # of the output: what goes wrong with an input or the reader is told above
        where = f"{error.filename}: " if error.filename else ""
        print(f"reportedly: {where}cannot be written: {error.strerror or error}", file=sys.stderr)
        return 1
    except Stopped as stopped:
        from reportedly.read.model import NoModel

        if isinstance(stopped.__cause__, NoModel):
            print(f"reportedly: {stopped.__cause__}", file=sys.stderr)
        else:
            reading.fail_unexpectedly("the reader", stopped.__cause__)
        return 1
    finally:
        reading.close()
    return 1 if reading.failures else 0


def _forget_stdout() -> None:
    """Let the interpreter flush into nothing at its end, or it would complain of the broken pipe again."""
    try:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    except (OSError, ValueError):
        sys.stdout = None
