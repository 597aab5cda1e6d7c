"""What every request and answer passes: limits of size and time, the host's name, the token, and headers for safety."""

import asyncio
from collections.abc import Callable, MutableMapping
from typing import Any

from starlette.datastructures import MutableHeaders
from starlette.requests import Request
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from reportedly.serve.access import Access

LARGEST_BODY = 64 * 1024  # bytes that a request may bring
LONGEST_ADDRESS = 4096
BODY_SECONDS = 10.0  # that a body may take to come
FREE = ("/login", "/static/")  # what needs no token
HEADERS = {
    "Content-Security-Policy": "default-src 'self'; img-src 'self' data:; object-src 'none'; base-uri 'none'; "
    "form-action 'self'; frame-ancestors 'none'",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
}


class Guard:
    """Wraps an application. `refuse(request, status, message)` makes the answer to what is not let through."""

    def __init__(self, app: ASGIApp, access: Access, refuse: Callable[[Request, int, str], ASGIApp]) -> None:
        self._app, self._access, self._refuse = app, access, refuse

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return

        async def safe(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in HEADERS.items():
                    headers.setdefault(name, value)
                headers.setdefault("Cache-Control", "private, no-cache")
            await send(message)

        request = Request(scope)
        problem = self._problem(request)
        if problem is None:
            await self._app(scope, self._limited(receive), safe)
        else:
            await self._refuse(request, *problem)(scope, receive, safe)

    def _problem(self, request: Request) -> tuple[int, str] | None:
        if not self._access.host_allowed(request):
            return 421, "This server answers only to the name of this machine (localhost or 127.0.0.1)."
        if len(request.url.path) + len(request.url.query) > LONGEST_ADDRESS:
            return 414, "The address is too long."
        length = request.headers.get("content-length", "0")
        if not length.isdigit() or int(length) > LARGEST_BODY:
            return 413, f"A request may bring {LARGEST_BODY:,} bytes at most."
        if not request.url.path.startswith(FREE) and not self._access.may_read(request):
            return 401, "This story asks for its token."
        return None

    def _limited(self, receive: Receive) -> Receive:
        """Return `receive` that ends a request whose body is too large or too slow, whatever its header said."""
        held = 0

        async def limited() -> MutableMapping[str, Any]:
            nonlocal held
            message = await receive()
            held += len(message.get("body", b""))
            return {"type": "http.disconnect"} if held > LARGEST_BODY else message

        return limited


async def body_of(request: Request) -> bytes:
    """Return a request's body; raises `TimeoutError` if it does not come."""
    return await asyncio.wait_for(request.body(), BODY_SECONDS)
