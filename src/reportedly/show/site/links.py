"""Addresses of pages: absolute paths for the server, relative files for a static site. Templates have no others."""

import hashlib
import re
from collections.abc import Mapping
from datetime import date
from typing import Any, Protocol
from urllib.parse import quote, urlencode

from reportedly.show.site.page import PARAMETER, Entry

Pages = Mapping[str, Entry]
LONGEST = 100  # characters of a file's name


class Links(Protocol):
    """How templates link. `static_site` is true where there is no server: no forms, no login, no review."""

    static_site: bool

    def to(self, name: str, /, anchor: str | None = None, format: str | None = None, **values: Any) -> str | None:
        """Return the address of a page, None where there is no such page in the table (write the words without a link).

        Values that are None are left out; those that are not in the pattern are the query. `format` is json or csv.
        """

    def file(self, name: str, /) -> str:
        """Return the address of a file in `static/`."""


def _texts(values: Mapping[str, Any]) -> dict[str, str]:
    return {
        name: value.isoformat() if isinstance(value, date) else str(value)
        for name, value in values.items()
        if value is not None
    }


def _fill(pattern: str, values: dict[str, str], write: Any) -> str:
    return PARAMETER.sub(lambda match: write(values.pop(match[1])), pattern)


class ServerLinks:
    """Absolute paths: `/claims/1442cd50fb`, `/claims/1442cd50fb.json`, `/?since=2025-03-04`."""

    static_site = False

    def __init__(self, pages: Pages) -> None:
        self._pages = pages

    def to(self, name: str, /, anchor: str | None = None, format: str | None = None, **values: Any) -> str | None:
        """Return a path; see `Links.to`."""
        if name not in self._pages:
            return None
        held = _texts(values)
        path = _fill(self._pages[name].address, held, lambda value: quote(value, safe="/~"))
        if format is not None:
            path = f"{'/index' if path == '/' else path}.{format}"
        return path + (f"?{urlencode(held)}" if held else "") + (f"#{quote(anchor, safe='~/')}" if anchor else "")

    def file(self, name: str, /) -> str:
        """Return a path under `/static/`."""
        return f"/static/{name}"


def file_name(value: str) -> str:
    """Return a value as part of a file's name: letters, digits, dot and hyphen stay, others are `_` and their code.

    >>> file_name("ab12/1/event/5-9~2")
    'ab12_2F1_2Fevent_2F5-9_7E2'
    """
    safe = re.sub(r"[^A-Za-z0-9.-]|^\.", lambda match: "".join(f"_{byte:02X}" for byte in match[0].encode()), value)
    if len(safe) > LONGEST:
        safe = f"{safe[: LONGEST - 13]}_{hashlib.sha256(value.encode()).hexdigest()[:12]}"
    return safe


class StaticLinks:
    """Relative files: `../claims/1442cd50fb.html`; a query is part of the file's name.

    `at` is the file of the page that links, as `path` returns it. `wanted` gathers what was linked to, (name, values)
    by file: a publisher begins with the pages of the navigation and goes on until nothing new is wanted.
    """

    static_site = True

    def __init__(self, pages: Pages, at: str, wanted: dict[str, tuple[str, dict[str, str]]] | None = None) -> None:
        self._pages = pages
        self._up = "../" * at.count("/")
        self.wanted: dict[str, tuple[str, dict[str, str]]] = {} if wanted is None else wanted

    def _held(self, name: str, values: Mapping[str, Any]) -> dict[str, str]:
        """Return the values that a page has a file for each of: filters need a server, so they are left out."""
        entry = self._pages[name]
        kept = {*entry.parameters, *entry.followed}
        return {key: value for key, value in _texts(values).items() if key in kept}

    def path(self, name: str, values: Mapping[str, Any], format: str = "html") -> str:
        """Return the file of a page, relative to the site's folder."""
        held = self._held(name, values)
        path = _fill(self._pages[name].address, held, file_name).strip("/") or "index"
        query = "".join(f"--{file_name(key)}-{file_name(value)}" for key, value in sorted(held.items()))
        return f"{path}{query}.{format}"

    def to(self, name: str, /, anchor: str | None = None, format: str | None = None, **values: Any) -> str | None:
        """Return a relative address; see `Links.to`."""
        if name not in self._pages:
            return None
        self.wanted.setdefault(self.path(name, values), (name, self._held(name, values)))
        return self._up + self.path(name, values, format or "html") + (f"#{quote(anchor, safe='~/')}" if anchor else "")

    def file(self, name: str, /) -> str:
        """Return a relative address in the folder `static`."""
        return f"{self._up}static/{name}"
