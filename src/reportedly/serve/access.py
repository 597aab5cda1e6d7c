"""Who may read and who may write: a token, as a bearer's header or as the cookie of a login; never in an address."""

import hashlib
import hmac
import ipaddress
from urllib.parse import urlsplit

from starlette.requests import Request

COOKIE = "reportedly"
SHORTEST = 16  # characters of a token


def is_loopback(host: str) -> bool:
    """Tell whether an address to bind reaches this machine only."""
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return False


class Access:
    """The rules of one server. Reading on loopback needs nothing; all else needs the token.

    `host` is the address that is bound. Raises `ValueError` for an address beyond loopback without a token, and for a
    token that could be guessed.
    """

    def __init__(self, token: str | None, host: str) -> None:
        if token is not None and len(token) < SHORTEST:
            raise ValueError(f"the token is too short (use {SHORTEST} characters or more)")
        self.open = is_loopback(host)
        if token is None and not self.open:
            raise ValueError(f"{host} can be reached by others, so a token is needed")
        self._token = token
        self.cookie = hmac.new(token.encode(), b"reportedly login", hashlib.sha256).hexdigest() if token else ""

    def knows(self, token: str) -> bool:
        """Tell whether this is the token."""
        return self._token is not None and hmac.compare_digest(token.encode(), self._token.encode())

    def shown(self, request: Request) -> bool:
        """Tell whether a request shows the token, in its header or by its login."""
        scheme, _, given = request.headers.get("authorization", "").partition(" ")
        if scheme.lower() == "bearer" and self.knows(given.strip()):
            return True
        cookie = request.cookies.get(COOKIE, "")
        return bool(self.cookie) and hmac.compare_digest(cookie.encode(), self.cookie.encode())

    def may_read(self, request: Request) -> bool:
        """Tell whether a request may read."""
        return self.open or self.shown(request)

    def may_write(self, request: Request) -> bool:
        """Tell whether a request may write: with the token, and, from a browser, from a page of this server."""
        return self.shown(request) and same_origin(request)

    def host_allowed(self, request: Request) -> bool:
        """Tell whether the name that a request came by is this machine's: else any site could read a loopback one."""
        return not self.open or is_loopback(urlsplit(f"//{request.headers.get('host', '')}").hostname or "")


def same_origin(request: Request) -> bool:
    """Tell whether a request comes from a page of this server, or from no browser (which sends none of the headers)."""
    if request.headers.get("sec-fetch-site", "same-origin") not in ("same-origin", "none"):
        return False
    origin = request.headers.get("origin")
    return origin is None or urlsplit(origin).netloc == request.headers.get("host", "")
