"""One record as one HTML file: the article with its marks at the left, the rows at the right, nothing loaded.

The page can be read without JavaScript: marks link to rows and rows to marks. Its content security policy allows
the inlined style sheet and script by their digests and nothing else.
"""

import base64
import hashlib
import re
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from importlib.resources import files
from string import Template
from types import MappingProxyType

from reportedly.record import Record
from reportedly.show import rows
from reportedly.show.labels import KINDS, ROLES, STATUSES
from reportedly.show.layers import Addresses, Mark, Piece, addresses, depth, marks, pieces, shown
from reportedly.show.markup import Html, element, escape, join, web_address
from reportedly.show.unknown import NOTHING, unknown

LINE = re.compile(r"\n")
LINKING = frozenset({"source", "cue", "trigger", "number", "time", "place"})  # pieces that link without a script


@cache
def resource(name: str) -> str:
    """Return a file of the folder `page`."""
    return files("reportedly.show").joinpath("page", name).read_text(encoding="utf-8")


def _digest(source: str) -> str:
    return "sha256-" + base64.b64encode(hashlib.sha256(source.encode("utf-8")).digest()).decode("ascii")


def page(title: str, body: str, *, kind: str) -> str:
    """Return a whole HTML file with style and script inlined; `body` must be HTML."""
    style, script = resource("record.css"), resource("record.js")
    return Template(resource("record.html")).substitute(
        title=escape(title), body=escape(body), kind=escape(kind), style=style, script=script,
        style_digest=_digest(style), script_digest=_digest(script),
    )  # fmt: skip


def render(record: Record) -> str:
    """Return the page of a record."""
    names = addresses(record)
    found = marks(record, names)
    places: dict[str, list[Mark]] = {}
    for mark in found:
        places.setdefault(mark.row, []).append(mark)
    body = join(
        [
            element("a", "Skip to the rows", class_="skip", href="#page-rows"),
            _bar(record),
            element("div", _article(record, found), _rows(record, names, places), class_="columns"),
            _foot(record),
        ],
        "\n",
    )
    return page(f"{headline(record)} – reportedly", body, kind="record")


def headline(record: Record) -> str:
    """Return the title, or the first words of the text where there is none."""
    first = " ".join(record.article.text[:400].split())
    return record.article.title or (f"{first[:80]}…" if len(first) > 80 else first) or "An empty article"


# --- the article -----------------------------------------------------------------------------------------------------


def _article(record: Record, found: Sequence[Mark]) -> Html:
    article = record.article
    text = article.text
    first = text.split("\n", 1)[0]
    title_in_text = bool(article.title) and first.strip() == (article.title or "").strip()
    title = None if title_in_text else element(
        "h1", article.title or "Untitled article", class_="title" if article.title else "title untitled")  # fmt: skip
    return element(
        "main",
        element("header", _kicker(record), title, _credits(record), class_="masthead"),
        element("div", body_text(text, found, _statuses(record), title_in_text), class_="text", id="page-text",
                lang=article.language),
        _links(record),
        class_="article",
        id="page-article",
    )  # fmt: skip


def _statuses(record: Record) -> dict[str, str]:
    """Return the status of each event by its address: it colours the trigger."""
    names = addresses(record)
    return {names.rows[row.id]: row.status for row in record.events}


def _kicker(record: Record) -> Html:
    article = record.article
    date = element("time", article.published[:10], datetime=article.published) if article.published else (
        element("span", "publication date unknown", class_="open"))  # fmt: skip
    outlet = element("span", article.outlet or "outlet unknown", class_="outlet" if article.outlet else "open")
    return element("p", outlet, " · ", date, class_="kicker")


def _credits(record: Record) -> Html | None:
    article = record.article
    address = web_address(article.url)
    parts = [
        "By " + ", ".join(article.byline) if article.byline else None,
        f"credit: {article.credit}" if article.credit else None,
        f"dateline: {article.dateline.rstrip(' -–—')}" if article.dateline else None,
        element("a", "original page", href=address, rel="noreferrer noopener") if address else article.url,
    ]
    told = [element("span", part) for part in parts if part]
    return element("p", join(told, " "), class_="credits") if told else None


def body_text(
    text: str, found: Sequence[Mark], statuses: Mapping[str, str] = MappingProxyType({}), title_in_text: bool = False
) -> Html:
    """Return the text with its marks, a paragraph a line; the text content is `text`, character by character."""
    starts = [0, *(match.end() for match in LINE.finditer(text))]
    ends = [*(match.start() for match in LINE.finditer(text)), len(text)]
    cut = pieces(len(text), found, [*starts, *ends])
    met: set[str] = set()
    paragraphs, at = [], 0
    for number, (start, end) in enumerate(zip(starts, ends, strict=True)):
        written = []
        while at < len(cut) and cut[at].start < end:
            if cut[at].start >= start:
                written.append(_piece(text, cut[at], met, statuses))
            at += 1
        tag = "h1" if title_in_text and number == 0 else "p"
        paragraphs.append(element(tag, *written, class_=None if text[start:end].strip() else "blank"))
    return join(paragraphs, "\n")


def _piece(text: str, piece: Piece, met: set[str], statuses: Mapping[str, str]) -> Html:
    """Return a piece: plain text without marks, else an element that names its rows, the innermost first."""
    words = text[piece.start : piece.end]
    if not piece.marks:
        return escape(words)
    visible = shown(piece)
    listed = list(dict.fromkeys(mark.row for mark in visible))
    parts = list(dict.fromkeys(f"{mark.row}.{mark.role}" for mark in piece.marks))
    anchors = [row for row in dict.fromkeys(mark.row for mark in piece.marks) if row not in met]
    met.update(anchors)
    styles = list(dict.fromkeys(mark.role for mark in visible)) + ([f"d{min(depth(piece), 4)}"] if depth(piece) else [])
    status = next((statuses.get(mark.row) for mark in visible if mark.role == "trigger"), None)
    styles += [f"is-{status}"] if status else []
    target = next((mark.row for mark in visible if mark.role in LINKING), None) if words.strip() else None
    return join(
        [
            *(element("span", id=f"at-{row}", class_="at") for row in anchors),
            element(
                "a" if target else "span",
                words,
                class_=" ".join(["piece", *styles]),
                href=f"#{target}" if target else None,
                tabindex="-1",
                draggable="false" if target else None,
                data_rows=" ".join(listed) or None,
                data_parts=" ".join(parts),
                data_at=f"{piece.start}-{piece.end}",
            ),
        ]
    )


def _links(record: Record) -> Html | None:
    links = record.article.links
    if not links:
        return None
    items = []
    for one in links:
        told = " ".join("".join(record.article.text[start:end] for start, end in one.spans).split())
        address = web_address(one.url)
        shown_as = element("a", one.url, href=address, rel="noreferrer noopener") if address else one.url
        items.append(element("li", f"“{told}” " if told else None, shown_as))
    return element("details", element("summary", f"Links in the text ({len(items)})"), element("ul", *items),
                   class_="links")  # fmt: skip


# --- the rows --------------------------------------------------------------------------------------------------------


def _rows(record: Record, names: Addresses, places: rows.Places) -> Html:
    events = [
        (STATUSES[status], [rows.event(record, names, places, row) for row in record.events if row.status == status])
        for status in STATUSES
    ]
    by_status = [
        join([element("h3", label, element("span", gloss, class_="gloss"), class_=f"status is-{status}"), _list(items)])
        for status, ((label, gloss), items) in zip(STATUSES, events, strict=True)
        if items
    ]
    gaps = [rows.gap(one) for one in unknown(record)]
    return element(
        "aside",
        _section("statement", len(record.statements),
                 _list(rows.statement(record, names, places, row) for row in record.statements)),
        _section("event", len(record.events), *by_status),
        _section("quantity", len(record.quantities),
                 _list(rows.quantity(record, names, places, row) for row in record.quantities)),
        _section("dispute", len(record.disputes),
                 _list(rows.dispute(record, names, at, places, row)
                       for at, row in zip(names.disputes, record.disputes, strict=True))),
        element("section", element("h2", "What the text leaves open", id="page-open"),
                _list(gaps) if gaps else element("p", NOTHING), class_="kind gaps", aria_labelledby="page-open"),
        _section("time", len(record.times),
                 _list(rows.time(record, at, places, row)
                       for at, row in zip(names.times, record.times, strict=True))),
        _section("entity", len(record.entities),
                 _list(rows.entity(record, names, places, row) for row in record.entities)),
        class_="rows", id="page-rows", aria_label="Rows of the record", tabindex="0",
    )  # fmt: skip


def _list(items: Iterable[Html]) -> Html:
    return element("ol", *items)


def _section(kind: str, count: int, *content: Html) -> Html | None:
    if not count:
        return None
    title = element("h2", KINDS[kind][0], " ", element("span", str(count), class_="count"), id=f"page-{kind}")
    return element("section", title, *content, class_="kind", data_kind=kind, aria_labelledby=f"page-{kind}")


# --- around them -----------------------------------------------------------------------------------------------------


def _bar(record: Record) -> Html:
    """Return the top of the page: what the colours mean, and (with a script) which kinds of rows are shown."""
    counts = {
        "statement": record.statements, "event": record.events, "quantity": record.quantities,
        "time": record.times, "entity": record.entities, "dispute": record.disputes,
    }  # fmt: skip
    boxes = [
        element("label", element("input", type="checkbox", checked=True, data_filter=kind, id=f"page-show-{kind}"),
                f" {KINDS[kind][0]} {len(held)}")
        for kind, held in counts.items()
        if held
    ]  # fmt: skip
    legend = [
        element("li", element("span", label, class_=f"piece {role}" + (" d1" if role == "content" else "")))
        for role, (label, kind) in ROLES.items()
        if counts[kind] and role != "trigger"
    ]
    told = {row.status for row in record.events}
    legend += [
        element("li", element("span", label.lower(), class_=f"piece trigger is-{status}"))
        for status, (label, _) in STATUSES.items()
        if status in told
    ]
    keys = element("p", *(join([element("kbd", key), f" {does} "]) for key, does in (
        ("j", "next row"), ("k", "previous"), ("Enter", "to the text"), ("Esc", "clear"))), class_="keys")  # fmt: skip
    return element(
        "nav",
        element("p", "reportedly", class_="brand"),
        element("ul", *legend, class_="legend", aria_label="Legend of the marks"),
        element("form", element("fieldset", element("legend", "Show"), *boxes), keys, class_="filters", hidden=True),
        class_="bar",
        aria_label="Legend and filters",
    )


def _foot(record: Record) -> Html:
    article = record.article
    facts = [
        ("article", article.id),
        ("sha256 of the text", article.sha256),
        ("characters", f"{len(article.text):,}; offsets count Unicode characters from 0"),
        ("retrieved", article.retrieved),
        ("language", article.language),
        ("figures beside rows", "the probability that the row is right, as the reader estimates it"),
        ("record", f"schema {record.schema}, reader {record.reader.version}, model {record.reader.model}"),
    ]
    listed = (join([element("dt", label), element("dd", value)]) for label, value in facts if value)
    return element("footer", element("dl", *listed), class_="foot")
