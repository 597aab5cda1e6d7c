"""A page that lists records: what each is, how much was read in it, and where its own page lies."""

from collections.abc import Sequence
from urllib.parse import quote

from reportedly.record import Record
from reportedly.show.html import headline, page
from reportedly.show.labels import SOURCE_KINDS
from reportedly.show.markup import Html, element, join


def render(entries: Sequence[tuple[str, Record]]) -> str:
    """Return the page; file names are taken to lie beside it or below."""
    count = f"{len(entries)} article{'' if len(entries) == 1 else 's'}"
    heads = ("Article", "Outlet", "Date", "Statements", "Events", "Numbers")
    head = element("tr", *(element("th", label, scope="col") for label in heads))
    table = element(
        "table",
        element("caption", f"{count}, {sum(len(record.statements) for _, record in entries):,} statements; "
                "each with the kinds of its sources"),
        element("thead", head),
        element("tbody", *(_entry(name, record) for name, record in entries)),
    )  # fmt: skip
    body = element(
        "main",
        element("header", element("p", "reportedly", class_="brand"), element("h1", "Records"), class_="masthead"),
        table if entries else element("p", "No records yet."),
        class_="index",
    )
    return page("Records – reportedly", body, kind="index")


def _entry(name: str, record: Record) -> Html:
    article = record.article
    kinds = [(label, sum(row.source_kind == kind for row in record.statements)) for kind, label in SOURCE_KINDS.items()]
    told = join((element("span", f"{count} {label}") for label, count in kinds if count), " ")
    return element(
        "tr",
        element("th", element("a", headline(record), href=address(name)), scope="row"),
        element("td", article.outlet or "unknown", class_=None if article.outlet else "open", data_label="Outlet"),
        element("td", (article.published or "unknown")[:10], class_="date" if article.published else "open",
                data_label="Date"),
        element("td", element("span", str(len(record.statements)), class_="amount"), " ",
                element("span", told, class_="facts") if told else None, data_label="Statements"),
        element("td", str(len(record.events)), class_="amount", data_label="Events"),
        element("td", str(len(record.quantities)), class_="amount", data_label="Numbers"),
    )  # fmt: skip


def address(name: str) -> str:
    """Return a file name as a relative address: it can name neither a scheme nor another host."""
    return "./" + quote(name.replace("\\", "/").lstrip("/"), safe="/", errors="replace")
