"""The application: the table of pages as routes, with their data beside them, and plain words for what goes wrong."""

import logging
import os
import secrets
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from importlib.resources import files
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import msgspec
from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.requests import ClientDisconnect, Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles

from reportedly.keep.database import StoryError
from reportedly.serve.access import COOKIE, Access
from reportedly.serve.guard import HEADERS, Guard, body_of
from reportedly.serve.openapi import describe
from reportedly.serve.pool import Pool, TookTooLong
from reportedly.serve.reviewing import Refused, decide, wish_of, writing
from reportedly.serve.tries import Tries
from reportedly.show.site import render
from reportedly.show.site.links import ServerLinks
from reportedly.show.site.page import Entry, Missing, Moved, Unclear, read_query
from reportedly.show.site.table import PAGES

PAGE_SECONDS = 20.0
TITLES = {400: "This means nothing", 401: "Log in", 403: "You may not",
          404: "There is nothing here", 409: "It has changed", 413: "Too much", 414: "Too long",
          421: "Not this machine", 429: "Not so fast", 500: "Something broke", 503: "Not now"}  # fmt: skip
log = logging.getLogger("reportedly.serve")


def make_app(
    path: str | os.PathLike[str],
    *,
    token: str | None = None,
    host: str = "127.0.0.1",
    pages: Mapping[str, Entry] = PAGES,
    seconds: float = PAGE_SECONDS,
) -> Starlette:
    """Return an application that serves a story.

    `host` is the address that it will be bound to: beyond loopback, `token` is needed, for reading as well. `seconds`
    is the longest that a page may keep the database busy. Raises `StoryError` for what is no story, `ValueError` for
    a missing or a weak token; both messages are for people.
    """
    site = Site(Pool(path, seconds), Access(token, host), pages)

    @asynccontextmanager
    async def lifespan(app: Starlette) -> AsyncIterator[None]:
        render.warm()
        yield
        site.pool.close()

    routes = [
        *site.routes(),
        Route("/login", site.login, methods=["GET", "POST"]),
        Route("/review", site.review, methods=["POST"]),
        Route("/api", site.api),
        Route("/api/openapi.json", site.openapi),
        Mount("/static", StaticFiles(directory=str(files("reportedly.show.site").joinpath("static")))),
    ]
    app = Starlette(
        routes=routes,
        lifespan=lifespan,
        middleware=[Middleware(Guard, access=site.access, refuse=site.refuse)],
        exception_handlers={HTTPException: site.http_error, Exception: site.broken},
    )
    app.state.site = site
    return app


class Site:
    """What the handlers of one application share: the open stories, the rules of access, the pages and their links."""

    def __init__(self, pool: Pool, access: Access, pages: Mapping[str, Entry]) -> None:
        self.pool, self.access, self.pages = pool, access, pages
        self.links, self.tries = ServerLinks(pages), Tries()
        self.name = Path(pool.path).stem.replace("_", " ")
        self._run = secrets.token_hex(4)  # another run may be another version of the pages

    def routes(self) -> list[Route]:
        """Return the routes of the table: data first, since an id could swallow its ending."""
        found = []
        for entry in self.pages.values():
            for format in (*entry.formats, "html"):
                path = entry.address
                if format != "html":
                    path = f"{'/index' if path == '/' else path}.{format}"
                found.append((format, Route(path, self._handler(entry, format), name=f"{entry.name}.{format}")))
        return [route for format, route in found if format != "html"] + [
            route for format, route in found if format == "html"
        ]

    def _handler(self, entry: Entry, format: str) -> Any:
        def handle(request: Request) -> Response:  # not async: Starlette runs it in a thread
            return self._answer(request, entry, format)

        return handle

    def _answer(self, request: Request, entry: Entry, format: str) -> Response:
        try:
            query = read_query(entry, {**request.query_params, **request.path_params})
            with self.pool.reader() as reader:
                may = writing(self.access, request) if entry.server_only else ""
                tag = f'W/"{reader.state}-{self._run}{may}"'
                if tag in [one.strip() for one in request.headers.get("if-none-match", "").split(",")]:
                    return Response(status_code=304, headers={"ETag": tag})
                page = entry.function(reader, query)
                if may:
                    page = page._replace(context={**page.context, "writing": may})
                body: str | bytes
                if format == "json":
                    body = render.as_json(page)
                elif format == "csv":
                    body = render.csv_of(page, entry.row)
                else:
                    body = render.as_html(self.pages, entry, page, query, self.links, self.name)
        except Unclear as unclear:
            return self.problem(request, 400, str(unclear))
        except Missing as missing:
            return self.problem(request, 404, str(missing))
        except Moved as moved:
            address = self.links.to(moved.name, format=None if format == "html" else format, **moved.values)
            return RedirectResponse(address or "/", 307)
        except TookTooLong:
            return self.problem(request, 503, "This page took too long (narrow it, or try again).")
        except StoryError as error:
            log.error("%s", error)
            return self.problem(request, 503, "The story cannot be read now; the server's log says why.")
        headers = {"ETag": tag, "Content-Type": render.MEDIA[format]}
        if may:
            headers["Referrer-Policy"] = "same-origin"  # else browsers send their forms with `Origin: null`
        return Response(body, headers=headers)

    def problem(self, request: Request, status: int, message: str) -> Response:
        """Return a plain page, or JSON where data was asked for, that says what is wrong; a login where that helps."""
        if request.url.path.endswith((".json", ".csv")) or wants_json(request):
            return Response(msgspec.json.encode({"error": message}), status, media_type="application/json")
        title = TITLES.get(status, "This does not work")
        if status == 401:
            return self._login_page(message, request.url.path + (f"?{request.url.query}" if request.url.query else ""))
        html = render.as_plain("plain.html", self.links, self.name, self.pages, title=title, message=message)
        return Response(html, status, media_type="text/html")

    def refuse(self, request: Request, status: int, message: str) -> Response:
        """Return the answer to a request that the guard does not let through."""
        answer = self.problem(request, status, message)
        if status == 401:
            answer.headers["WWW-Authenticate"] = "Bearer"
        return answer

    async def http_error(self, request: Request, error: Exception) -> Response:
        """Answer what has no route, or the wrong method."""
        status = error.status_code if isinstance(error, HTTPException) else 500
        message = "This story has no such page." if status == 404 else "This cannot be done here."
        answer = self.problem(request, status, message)
        if isinstance(error, HTTPException) and error.headers:
            answer.headers.update(error.headers)
        return answer

    async def broken(self, request: Request, error: Exception) -> Response:
        """Answer an error of ours: its trace is in the log only."""
        answer = self.problem(request, 500, "This is an error of the program; the server's log says more.")
        answer.headers.update(HEADERS)  # it does not pass the guard
        return answer

    # --- what is not of the story -------------------------------------------------------------------------------------

    def _login_page(self, message: str, next: str) -> Response:
        html = render.as_plain("login.html", self.links, self.name, {}, title="Log in", message=message, next=next)
        return Response(html, 401 if message else 200, media_type="text/html")

    async def login(self, request: Request) -> Response:
        """Show the form that asks for the token, or take the token and set the cookie."""
        if request.method != "POST":
            return self._login_page("", _local(request.query_params.get("next", "/")))
        try:
            given = parse_qs((await body_of(request)).decode("utf-8", "replace"), max_num_fields=8)
        except (TimeoutError, ValueError):
            return self.problem(request, 400, "The form did not come through.")
        next = given.get("next", ["/"])[0]
        address = request.client.host if request.client else ""
        if wait := self.tries.wait(address):
            answer = self.problem(request, 429, f"There were too many tries: wait {wait} seconds.")
            answer.headers["Retry-After"] = str(wait)
            return answer
        if not self.access.knows(given.get("token", [""])[0].strip()):
            self.tries.failed(address)
            return self._login_page("This is not the token.", next)
        answer = RedirectResponse(_local(next), 303)
        answer.set_cookie(COOKIE, self.access.cookie, httponly=True, samesite="strict", path="/",
                          secure=request.url.scheme == "https")  # fmt: skip
        return answer

    async def review(self, request: Request) -> Response:
        """Take a decision (see `reviewing`): back to the page that it came from, or the entry as JSON."""
        if not self.access.may_write(request):
            return self.problem(request, 403, "To decide, log in with the server's token and this server's pages.")
        try:
            is_json = request.headers.get("content-type", "").startswith("application/json")
            wish = wish_of(await body_of(request), is_json)
            made = await run_in_threadpool(decide, self.pool.path, wish)
        except (TimeoutError, ClientDisconnect):
            return self.problem(request, 400, "The decision did not come through.")
        except Refused as refused:
            return self.problem(request, refused.status, refused.message)
        if wants_json(request):
            return Response(msgspec.json.encode(made), media_type="application/json")
        return RedirectResponse(_local(wish.next or "/review"), 303)

    async def api(self, request: Request) -> Response:
        """List the addresses."""
        html = await run_in_threadpool(
            render.as_plain, "api.html", self.links, self.name, self.pages, title="Addresses",
            entries=tuple(self.pages.values()),
        )  # fmt: skip
        return Response(html, media_type="text/html")

    async def openapi(self, request: Request) -> Response:
        """Give the OpenAPI description."""
        return Response(msgspec.json.encode(describe(self.pages.values())), media_type="application/json")


def wants_json(request: Request) -> bool:
    """Tell whether a request is a program's that sends or takes JSON."""
    return "application/json" in (request.headers.get("content-type", "") + request.headers.get("accept", ""))


def _local(address: str) -> str:
    """Return an address of this server, the first page for any other."""
    parts = urlsplit(address)
    safe = address.startswith("/") and not address.startswith(("//", "/\\")) and not parts.scheme and not parts.netloc
    return address if safe and address.isprintable() else "/"
