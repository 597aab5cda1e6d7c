"""The command line: one module a command, each importing what it needs when it runs, so that `--help` is quick."""

from typing import Annotated

import typer

from reportedly import __version__
from reportedly.cli import model, review
from reportedly.cli.add import add
from reportedly.cli.export import export
from reportedly.cli.publish import publish
from reportedly.cli.read import read
from reportedly.cli.serve import serve
from reportedly.cli.show import show
from reportedly.cli.watch import watch

app = typer.Typer(
    name="reportedly",
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)


def _version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"reportedly {__version__}")
        raise typer.Exit()


@app.callback()
def reportedly(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Show the version and exit.")
    ] = False,
) -> None:
    """Turn news coverage of a developing crisis into a record that can be checked."""


# A command is a function of its own module; a group of commands is a typer app: app.add_typer(model.app, name="model").
app.command("read", short_help="Read articles and show what they say.")(read)
app.command("add", short_help="Read what is new and store it in a story.")(add)
app.command("show", short_help="Show what a story adds up to.")(show)
app.command("watch", short_help="Follow feeds and store what they bring.")(watch)
app.command("serve", short_help="Serve a story's pages in the browser.")(serve)
app.add_typer(review.app, name="review", help="Decide about rows: accept, reject, edit, merge, split, undo.")
app.command("export", short_help="Write a story as files for other programs, or as a report.")(export)
app.command("publish", short_help="Write a story's pages as static files.")(publish)
app.add_typer(model.app, name="model", help="What the model is, and how well it does.")


def main() -> None:
    """Run the command line; the entry point of the `reportedly` script."""
    app(prog_name="reportedly")
