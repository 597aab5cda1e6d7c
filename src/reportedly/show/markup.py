"""HTML that is escaped by construction: a plain string can enter a page only as text."""

import re
from collections.abc import Iterable
from urllib.parse import quote

VOID = frozenset({"input", "link", "meta", "br"})
# CR would be read back as LF, and NUL and lone surrogates have no place in HTML at all.
ESCAPES = {
    ord("&"): "&amp;",
    ord("<"): "&lt;",
    ord(">"): "&gt;",
    ord('"'): "&quot;",
    ord("'"): "&#39;",
    ord("\r"): "&#13;",
    0: "\ufffd",
    **dict.fromkeys(range(0xD800, 0xE000), "\ufffd"),
}

UNSAFE = re.compile("[\x00-\x20\x7f-\x9f<>\"{}|\\\\^`\ud800-\udfff]")  # what no address may hold (RFC 3987)


class Html(str):
    """A string that is already HTML; only this module's functions make one from text."""

    __slots__ = ()


def escape(text: str) -> Html:
    """Return `text` as HTML; what is HTML already stays as it is."""
    return text if isinstance(text, Html) else Html(text.translate(ESCAPES))


def join(parts: Iterable[str | None], joint: str = "") -> Html:
    """Return the parts in a row, None left out, everything that is not HTML escaped."""
    return Html(escape(joint).join(escape(part) for part in parts if part is not None))


def element(name: str, *children: str | None, **attributes: str | bool | None) -> Html:
    """Return an element; attributes that are None or False are left out.

    >>> element("a", "1 < 2", class_="row", href="#s1", data_kind="statement")
    '<a class="row" href="#s1" data-kind="statement">1 &lt; 2</a>'
    """
    written = []
    for key, value in attributes.items():
        if value is None or value is False:
            continue
        label = key.rstrip("_").replace("_", "-")
        written.append(f" {label}" if value is True else f' {label}="{escape(value)}"')
    opening = f"<{name}{''.join(written)}>"
    return Html(opening) if name in VOID else Html(f"{opening}{join(children)}</{name}>")


def web_address(url: str | None) -> str | None:
    """Return `url` if it is safe to link to (http or https), else None; what no address may hold is percent-encoded.

    >>> web_address("https://news.example/a b")
    'https://news.example/a%20b'
    """
    if not url or not url.lower().startswith(("http://", "https://")):
        return None
    return UNSAFE.sub(lambda match: quote(match[0], errors="replace"), url)
