"""`reportedly watch`: follow feeds, and add what they bring to a story."""

import re
import sys
from typing import Annotated

import typer

INTERRUPTED = 130
DURATION = re.compile(r"(\d+(?:\.\d+)?)\s*([smhd]?)$")
SECONDS = {"s": 1, "": 60, "m": 60, "h": 3600, "d": 86400}
SHORTEST = 60.0


def read_duration(value: str) -> float:
    """Return "90s", "15m", "2h", "1d" in seconds (a bare number is minutes); raises `typer.BadParameter`.

    >>> read_duration("15m")
    900.0
    """
    match = DURATION.match(value.strip().lower())
    if match is None:
        raise typer.BadParameter(f"{value!r} is no time; write it as 15m, 2h or 1d.", param_hint="--every")
    seconds = float(match[1]) * SECONDS[match[2]]
    if seconds < SHORTEST:
        raise typer.BadParameter("a feed is asked once a minute at most.", param_hint="--every")
    return seconds


def watch(
    story: Annotated[str, typer.Argument(metavar="STORY", help="The story's file; made if it is not there.")],
    feeds: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[FEED]...", help="The http(s) address of a feed to follow from now on.", show_default=False
        ),
    ] = None,
    every: Annotated[str, typer.Option(metavar="TIME", help="How often each feed is asked: 15m, 2h, 1d.")] = "15m",
    once: Annotated[bool, typer.Option("--once", help="Ask every feed once, and stop.")] = False,
) -> None:
    """Follow feeds (RSS, Atom): ask whether they have changed, read new articles, store them in a story.

    The story remembers its feeds. robots.txt is kept to, and a feed that fails is asked less and less often. Ends with
    Ctrl-C (exit status 130), or with --once after one round: 0 all was read, 1 some was not.
    """
    seconds = read_duration(every)
    from reportedly.cli.progress import Progress
    from reportedly.keep.database import StoryError
    from reportedly.keep.story import Story
    from reportedly.keep.watching import Watching

    try:
        with Story(story) as opened, Progress("seen") as progress:
            watching = Watching(opened, every=seconds, step=progress.step)
            watching.follow(feeds or [])
            if not watching.followed():
                raise typer.BadParameter("the story follows no feed yet; name one.", param_hint="FEED")
            whole = watching.once()
            if not once:
                watching.forever()
    except StoryError as error:
        print(f"reportedly: {error}", file=sys.stderr)
        raise typer.Exit(1) from None
    except KeyboardInterrupt:
        raise typer.Exit(INTERRUPTED) from None
    raise typer.Exit(0 if whole else 1)
