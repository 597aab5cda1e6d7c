"""Pages as HTML (Jinja2, everything escaped), JSON and CSV."""

from collections.abc import Mapping, Sequence
from functools import cache
from math import ceil
from typing import Any, NamedTuple

import msgspec
from jinja2 import Environment, PackageLoader, StrictUndefined

from reportedly import __version__
from reportedly.show.markup import web_address
from reportedly.show.site import wording
from reportedly.show.site.links import Links
from reportedly.show.site.page import Entry, Page, Query, told
from reportedly.show.site.scales import short_number
from reportedly.show.views import as_csv

MEDIA = {
    "html": "text/html; charset=utf-8", "json": "application/json", "csv": "text/csv; charset=utf-8",
}  # fmt: skip


class Turn(NamedTuple):
    """A page of a long list: its number from 1, how many pages and rows there are, and which rows it shows."""

    page: int
    pages: int
    total: int
    first: int
    last: int


def turn(page: int, size: int, total: int) -> Turn:
    """Return where page number `page` of pages of `size` rows is in a list of `total`.

    >>> turn(2, 50, 120)
    Turn(page=2, pages=3, total=120, first=51, last=100)
    """
    return Turn(page, max(1, ceil(total / size)), total, min((page - 1) * size + 1, total), min(page * size, total))


@cache
def environment() -> Environment:
    """Return the environment of the templates: all is escaped, and a name that there is not is an error."""
    found = Environment(
        loader=PackageLoader("reportedly.show.site"), autoescape=True, undefined=StrictUndefined,
        trim_blocks=True, lstrip_blocks=True, auto_reload=False,
    )  # fmt: skip
    found.filters |= {
        "names": wording.names, "status_label": wording.status_label, "status_gloss": wording.status_gloss,
        "type_gloss": wording.type_gloss, "web_address": web_address,
    }  # fmt: skip
    found.globals |= {
        "counted": wording.counted, "three_counts": wording.three_counts, "interval": wording.interval,
        "version": __version__, "voice_kind": wording.voice_kind, "evidence_word": wording.evidence_word,
        "voice_id": wording.voice_id, "voice_name": wording.voice_name, "short_number": short_number,
        "country_name": wording.country, "sector_name": wording.sector, "force_word": wording.force,
    }  # fmt: skip
    return found


def warm() -> None:
    """Compile every template, so that nobody who asks first waits for it."""
    for name in environment().list_templates(extensions=["html"]):
        environment().get_template(name)


def as_html(pages: Mapping[str, Entry], entry: Entry, page: Page, query: Query, links: Links, story_name: str) -> str:
    """Return a page as HTML. `story_name` is what the story is called in titles."""
    values = told(query)
    nav = [(one.nav, links.to(one.name), one.name == entry.name) for one in pages.values() if one.nav]
    return environment().get_template(page.template).render(
        {
            **page.context, "page": page, "query": query, "entry": entry, "links": links, "nav": nav,
            "story_name": story_name,
            "formats": [(format.upper(), links.to(entry.name, format=format, **values)) for format in entry.formats],
            "here": lambda **other: links.to(entry.name, **(values | other)),
        }
    )  # fmt: skip


def as_plain(template: str, links: Links, story_name: str, pages: Mapping[str, Entry], **context: Any) -> str:
    """Return a page that is none of the story's (an error, the login, the list of addresses) as HTML."""
    nav = [(one.nav, links.to(one.name), False) for one in pages.values() if one.nav]
    held = {"entry": None, "links": links, "nav": nav, "story_name": story_name, "formats": []}
    return environment().get_template(template).render(held | context)


def as_json(page: Page) -> bytes:
    """Return a page's data as JSON: an array of objects, or one object."""
    return msgspec.json.encode(page.data) + b"\n"


def rows_of(page: Page) -> Sequence[msgspec.Struct]:
    """Return what a page's CSV holds."""
    if page.rows is not None:
        return page.rows
    return [page.data] if isinstance(page.data, msgspec.Struct) else page.data


def csv_of(page: Page, row: type[msgspec.Struct]) -> str:
    """Return a page's rows as CSV; `row` gives the heading where there are no rows."""
    rows = rows_of(page)
    return as_csv(rows, (type(rows[0]) if rows else row).__struct_fields__)
