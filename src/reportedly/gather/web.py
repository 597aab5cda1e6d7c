"""A page of the web to bytes: a time limit, a size limit, and a reason in words when it does not come."""

import http.client
import time
import zlib
from typing import NamedTuple
from urllib.error import HTTPError, URLError
from urllib.parse import quote, urlsplit
from urllib.request import HTTPRedirectHandler, Request, build_opener

from reportedly import __version__
from reportedly.gather.failure import Refused
from reportedly.gather.html import MAX_BYTES

SILENCE = 20.0  # seconds without a byte
ACCEPT = "text/html,text/plain;q=0.8,*/*;q=0.1"
PATIENCE = 60.0  # seconds for the whole page
USER_AGENT = f"reportedly/{__version__} (reads news articles; one page at a time)"


class HttpRefused(Refused):
    """The server answered with an error: its status and what it says of when to come again, in seconds."""

    def __init__(self, status: int, reason: str, mend: str, after: str | None) -> None:
        super().__init__(reason, mend)
        self.status = status
        self.after = int(after) if after and after.isdigit() else None


class Page(NamedTuple):
    """What a server answered: `url` after redirects, `kind` its content type, `charset` if it names one.

    `etag` and `modified` are what to ask with next time, whether it has changed.
    """

    data: bytes
    url: str
    kind: str
    charset: str | None
    etag: str | None = None
    modified: str | None = None


class _WebOnly(HTTPRedirectHandler):
    """Follows redirects to http and https only."""

    def redirect_request(self, req, fp, code, msg, headers, newurl):  # type: ignore[no-untyped-def]
        if not newurl.lower().startswith(("http://", "https://")):
            raise Refused(f"leads to {urlsplit(newurl).scheme}:, which is not read")
        return super().redirect_request(req, fp, code, msg, headers, newurl)


def is_address(source: str) -> bool:
    """Tell whether a source is an http(s) address.

    >>> is_address("HTTPS://example.org/a"), is_address("a.txt")
    (True, False)
    """
    return source.lower().startswith(("http://", "https://"))


def _unpacked(data: bytes, encoding: str) -> bytes:
    """Undo a compression that a server applied unasked, within the size limit."""
    if encoding not in ("gzip", "x-gzip", "deflate"):
        return data
    unpacker = zlib.decompressobj(zlib.MAX_WBITS | 32)
    try:
        return unpacker.decompress(data, MAX_BYTES + 1)
    except zlib.error:
        raise Refused("the page came with a broken compression") from None


def _body(response: http.client.HTTPResponse) -> bytes:
    """Read the answer up to the limits of size and time."""
    pieces: list[bytes] = []
    size, deadline = 0, time.monotonic() + PATIENCE
    while piece := response.read1(65536):
        pieces.append(piece)
        size += len(piece)
        if size > MAX_BYTES:
            raise Refused(f"is too large for a page: at most {MAX_BYTES // 1_000_000} MB are read")
        if time.monotonic() > deadline:
            raise Refused(f"the page did not come within {PATIENCE:.0f} seconds", "try again later")
    return b"".join(pieces)


def fetch(
    url: str, *, timeout: float = SILENCE, etag: str | None = None, modified: str | None = None, accept: str = ACCEPT
) -> Page:
    """Return what stands at an address; raises `Refused` with the reason if nothing can be had.

    With the `etag` or `modified` of an earlier answer it is asked for only if it has changed since; if not, that is
    `HttpRefused` with status 304.
    """
    safe = quote(url.strip(), safe="%/:=&?~#+!$,;'@()*[]")
    asked = {"User-Agent": USER_AGENT, "Accept": accept, "Accept-Encoding": "identity"}
    asked |= {"If-None-Match": etag} if etag else {}
    asked |= {"If-Modified-Since": modified} if modified else {}
    try:
        with build_opener(_WebOnly()).open(Request(safe, headers=asked), timeout=timeout) as response:
            data = _unpacked(_body(response), (response.headers.get("Content-Encoding") or "").lower())
            headers = response.headers
            return Page(
                data, response.geturl(), headers.get_content_type(), headers.get_content_charset(),
                headers.get("ETag"), headers.get("Last-Modified"),
            )  # fmt: skip
    except HTTPError as error:
        mend = "it may want a reader's account" if error.code in (401, 402, 403, 451) else "check the address"
        said = f"the server answered {error.code} {error.reason}".rstrip()
        raise HttpRefused(error.code, said, mend, error.headers.get("Retry-After")) from None
    except TimeoutError:
        raise Refused(f"the server was silent for {timeout:.0f} seconds", "try again later") from None
    except URLError as error:
        reason = getattr(error.reason, "strerror", None) or str(error.reason)
        if isinstance(error.reason, TimeoutError):
            reason = f"silent for {timeout:.0f} seconds"
        raise Refused(f"the server does not answer: {reason}", "check the address and the network") from None
    except (http.client.HTTPException, OSError, UnicodeError, ValueError) as error:
        if isinstance(error, Refused):
            raise
        raise Refused(f"the page cannot be had: {error or type(error).__name__}", "check the address") from None
