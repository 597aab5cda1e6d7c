"""A story's pages as static files that work from disk: the pages of the table, followed from link to link."""

import os
import shutil
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from importlib.resources import as_file, files
from pathlib import Path
from typing import TYPE_CHECKING, Literal, NamedTuple, get_args

import msgspec

from reportedly.show.export.rights import shown
from reportedly.show.export.source import Source
from reportedly.show.export.writing import ExportError, in_place
from reportedly.show.site import render
from reportedly.show.site.links import Pages, StaticLinks
from reportedly.show.site.page import Entry, Missing, Moved, Page, Query, read_query
from reportedly.show.site.reader import Held, Reader
from reportedly.show.site.table import PAGES
from reportedly.weave.item import Item

if TYPE_CHECKING:
    from reportedly.keep.story import Story

Shown = Literal["full", "cited"]
SHOWN: tuple[Shown, ...] = get_args(Shown)


class Published(NamedTuple):
    """What was written: the folder, how many pages, and how many files with their data and the pages' own."""

    path: str
    pages: int
    files: int


def publish(
    story: "Story",
    path: str | os.PathLike[str],
    *,
    text: Shown = "full",
    force: bool = False,
    step: Callable[[], None] | None = None,
    pages: Pages = PAGES,
) -> Published:
    """Write a story's pages to a folder, with JSON and CSV beside each; begin with its `index.html`.

    Pages that need a server (search, review) are left out, and so are the links to them. With `text` "cited", every
    character of an article that no row stands on is blank, and claims are told in the words of their sentences; "full"
    writes all. A folder that is there is replaced only
    if an earlier `publish` made it and `force` is given. `step` is called after each page. Raises `ExportError`, whose
    message is for people, for what cannot be written.
    """
    if text not in SHOWN:
        raise ExportError(f"{text}: the text to publish is one of {', '.join(SHOWN)}", usage=True)
    kept = {name: entry for name, entry in pages.items() if not entry.server_only}
    source = Source(story, text=text, statuses=frozenset(), step=None)
    count = 0
    with in_place(path, True, "site", source, force) as folder, _reader(story, text) as reader:
        for made in _crawl(reader, kept, Path(story.database.path).stem.replace("_", " ")):
            for name, body in made.items():
                _write(folder, name, body)
            count += 1
            if step is not None:
                step()
        with as_file(files("reportedly.show.site").joinpath("static")) as static:
            shutil.copytree(static, folder / "static", ignore=shutil.ignore_patterns("__pycache__"))
        written = sum(1 for one in folder.rglob("*") if one.is_file())
    return Published(os.fspath(path), count, written)


def _crawl(reader: Reader, pages: Pages, story_name: str) -> Iterator[dict[str, bytes]]:
    """Yield each page's files by their path: first the navigation's, then what they link to, each once."""
    wanted: dict[str, tuple[str, dict[str, str]]] = {}
    begin = StaticLinks(pages, "index.html", wanted)
    for name, entry in pages.items():
        if not entry.parameters:
            begin.to(name)
        for values in entry.every(reader) if entry.every else ():
            begin.to(name, **values)
    done = 0
    while done < len(wanted):
        at = list(wanted)[done]
        name, values = wanted[at]
        done += 1
        yield _page(reader, pages, pages[name], values, at, wanted, story_name)


def _page(
    reader: Reader,
    pages: Pages,
    entry: Entry,
    values: Mapping[str, str],
    at: str,
    wanted: dict[str, tuple[str, dict[str, str]]],
    story_name: str,
) -> dict[str, bytes]:
    """Return the files of one page: HTML, and its data in the entry's formats."""
    links = StaticLinks(pages, at, wanted)
    stem = at.removesuffix(".html")
    try:
        query = read_query(entry, values)
        page = entry.function(reader, query)
    except Moved as moved:
        address = links.to(moved.name, **moved.values) or links.to("story") or "index.html"
        told = render.as_plain("moved.html", links, story_name, pages, title="This has moved", address=address)
        return {at: told.encode()}
    except Missing as missing:
        told = render.as_plain(
            "plain.html", links, story_name, pages, title="There is nothing here", message=str(missing)
        )
        return {at: told.encode()}
    made = {at: _html(pages, entry, page, query, links, story_name)}
    if "json" in entry.formats:
        made[f"{stem}.json"] = render.as_json(page)
    if "csv" in entry.formats:
        made[f"{stem}.csv"] = render.csv_of(page, entry.row).encode()
    return made


def _html(pages: Pages, entry: Entry, page: Page, query: Query, links: StaticLinks, story_name: str) -> bytes:
    return render.as_html(pages, entry, page, query, links, story_name).encode()


def _write(folder: Path, name: str, body: bytes) -> None:
    """Write a file within the folder; nothing is ever written outside it."""
    place = (folder / name).resolve()
    if not place.is_relative_to(folder.resolve()):
        raise ExportError(f"{name}: this page would lie outside the folder (this is an error of the program)")
    place.parent.mkdir(parents=True, exist_ok=True)
    place.write_bytes(body)


class _Cited(Reader):
    """A reader whose articles hold only the characters that rows stand on; the others are blanks."""

    def item(self, article: str) -> Item:
        """Return an article's newest version, its other characters blank."""
        if article not in self._items:
            item = self.story.item(article)
            self._items[article] = msgspec.structs.replace(item, record=shown(item.record, "cited"))
        return self._items[article]


@contextmanager
def _reader(story: "Story", text: Shown) -> Iterator[Reader]:
    with (_Cited if text == "cited" else Reader).open(story, Held()) as reader:
        yield reader
