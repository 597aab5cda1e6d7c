"""`reportedly serve`: a story's pages in the browser."""

import errno
import os
import secrets
import socket
import sys
from typing import Annotated, NoReturn

import typer


def serve(
    story: Annotated[str, typer.Argument(metavar="STORY", help="The story's file.")],
    host: Annotated[str, typer.Option(metavar="ADDRESS", help="The address to listen on.")] = "127.0.0.1",
    port: Annotated[int, typer.Option(min=0, max=65535, metavar="PORT", help="The port; 0 for any free one.")] = 8420,
    token: Annotated[
        str | None,
        typer.Option(
            envvar="REPORTEDLY_TOKEN", metavar="TOKEN", show_default=False,
            help="What writing asks for, and reading too on an address that others reach; made up there if not given.",
        ),
    ] = None,
) -> None:  # fmt: skip
    """Serve a story's pages, until interrupted.

    Exit status: 0 stopped, 1 the story cannot be read or the port is taken, 2 wrong usage.
    """
    from reportedly.keep.database import StoryError
    from reportedly.serve.access import is_loopback

    made_up = token is None and not is_loopback(host)
    if made_up:
        token = secrets.token_urlsafe(24)
    if not os.path.exists(story):
        _fail(f"{story}: there is no such story (reportedly add makes one)")
    from reportedly.serve import make_app

    try:
        app = make_app(story, token=token, host=host)
    except StoryError as error:
        _fail(str(error))
    except ValueError as error:
        raise typer.BadParameter(f"--token: {error}") from None
    listening = _listen(host, port)
    import uvicorn

    where = f"[{host}]" if ":" in host else host
    print(f"http://{where}:{listening.getsockname()[1]}", flush=True)
    if made_up:
        print(f"reportedly: others can reach this address, so it asks for a token: {token}", file=sys.stderr)
    config = uvicorn.Config(
        app, log_level="warning", access_log=False, server_header=False, timeout_keep_alive=15,
        limit_concurrency=200, h11_max_incomplete_event_size=16 * 1024, timeout_graceful_shutdown=5,
    )  # fmt: skip
    uvicorn.Server(config).run(sockets=[listening])


def _listen(host: str, port: int) -> socket.socket:
    try:
        family, kind, _, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        listening = socket.socket(family, kind)
        listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listening.bind(address)
        listening.listen(128)  # who reads the address may come at once
    except socket.gaierror:
        _fail(f"--host {host}: this machine has no such address (use 127.0.0.1 or 0.0.0.0)")
    except OSError as error:
        if error.errno == errno.EADDRINUSE:
            _fail(f"port {port} on {host} is taken by another program (choose another with --port, or 0 for any)")
        _fail(f"{host}:{port} cannot be listened on: {error.strerror} (choose another with --host and --port)")
    return listening


def _fail(message: str) -> NoReturn:
    print(f"reportedly: {message}", file=sys.stderr)
    raise typer.Exit(1)
