"""A published site: whole, closed in itself, with no more text than was allowed, and right when opened from disk."""

import json
import re
import shutil
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

import pytest
from typer.testing import CliRunner

from reportedly import Story
from reportedly.cli import app
from reportedly.record import Record
from reportedly.show.export import ExportError
from reportedly.show.export.rights import cited
from reportedly.show.publish import publish
from reportedly.show.site.links import StaticLinks
from reportedly.show.site.table import PAGES
from reportedly.weave.facts import sentences_of


class Addresses(HTMLParser):
    """The ids of a page, and what it links to."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.ids: set[str] = set()
        self.links: list[str] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        held = dict(attrs)
        if held.get("id"):
            self.ids.add(str(held["id"]))
        for name in ("href", "src", "action"):
            if held.get(name) is not None:
                self.links.append(str(held[name]))


def check_site(folder: Path) -> int:
    """Assert that every link within the site leads to a file and an id that are there; return how many."""
    pages = {path: Addresses(path.read_text(encoding="utf-8")) for path in folder.rglob("*.html")}
    followed = 0
    for path, found in pages.items():
        for link in found.links:
            parts = urlsplit(link)
            if parts.scheme:
                assert parts.scheme in ("http", "https"), f"{path}: {link}"
                continue
            assert not link.startswith("/"), f"{path}: {link}"
            target = (path.parent / unquote(parts.path)).resolve() if parts.path else path
            assert target.is_relative_to(folder.resolve()) or target == path, f"{path}: {link} leaves the folder"
            assert target.is_file(), f"{path}: {link} is not there"
            if parts.fragment and target.suffix == ".html":
                assert unquote(parts.fragment) in pages[target].ids, f"{path}: {link} has no such place"
            followed += 1
    return followed


@pytest.fixture(scope="module")
def published(example_db: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("published") / "cape dorn"
    with Story(example_db, create=False, readonly=True) as story:
        made = publish(story, folder)
    assert made.pages == len(list(folder.rglob("*.html")))
    return folder


def test_every_link_of_the_site_leads_somewhere(published: Path) -> None:
    assert (published / "index.html").is_file()
    assert check_site(published) > 20


def test_data_stands_beside_the_pages(published: Path) -> None:
    data = json.loads((published / "index.json").read_text(encoding="utf-8"))
    assert {"happened", "talk"} <= {row["section"] for row in data}
    assert len((published / "index.csv").read_text(encoding="utf-8").splitlines()) > len(data)


def test_pages_that_need_a_server_are_left_out(published: Path) -> None:
    for entry in PAGES.values():
        if entry.server_only:
            assert not (published / f"{entry.address.strip('/')}.html").exists()
    assert not [path for path in published.rglob("*.html") if "<form" in path.read_text(encoding="utf-8")]


def untold(record: Record) -> Iterator[str]:
    """Yield passages that no row stands on; the sentence that an event stands in is its claim's wording."""
    text, kept = record.article.text, cited(record)
    for event in record.events:
        for start, end in sentences_of(text, event.trigger):
            kept = kept[:start] + text[start:end] + kept[end:]
    for match in re.finditer(r"[^\n]+", text):
        gap = "".join(char if kept[match.start() + k] == " " else "\0" for k, char in enumerate(match[0]))
        yield from (part.strip() for part in gap.split("\0") if len(part.strip()) > 25)


def test_cited_holds_no_more_than_rows_stand_on(example_db: Path, tmp_path: Path) -> None:
    with Story(example_db, create=False, readonly=True) as story:
        publish(story, tmp_path / "site", text="cited")
        records = [story.record(one.key) for one in story.articles()]
    check_site(tmp_path / "site")
    written = "\n".join(path.read_text(encoding="utf-8") for path in (tmp_path / "site").rglob("*") if path.is_file())
    cited_somewhere = "\n".join(cited(record) for record in records)
    passages = [part for record in records for part in untold(record) if part not in cited_somewhere]
    titles = " ".join(record.article.title or "" for record in records)
    passages = [part for part in passages if part not in titles]
    assert len(passages) > 1
    assert [part for part in passages if part in written] == []


def test_a_folder_of_someone_else_is_kept(example_db: Path, published: Path, tmp_path: Path) -> None:
    mine = tmp_path / "mine"
    mine.mkdir()
    (mine / "letter.txt").write_text("keep me", encoding="utf-8")
    with Story(example_db, create=False, readonly=True) as story:
        for force in (False, True):
            with pytest.raises(ExportError, match="mine"):
                publish(story, mine, force=force)
        again = tmp_path / "site"
        shutil.copytree(published, again)
        with pytest.raises(ExportError, match="already"):
            publish(story, again)
        (again / "index.html").write_text("old", encoding="utf-8")
        publish(story, again, force=True)
    assert (mine / "letter.txt").read_text(encoding="utf-8") == "keep me"
    assert (again / "index.html").read_text(encoding="utf-8") != "old"


def test_from_the_command_line(example_db: Path, tmp_path: Path) -> None:
    result = CliRunner().invoke(app, ["publish", str(example_db), str(tmp_path / "site")])
    assert result.exit_code == 0 and "pages written" in result.stderr
    assert CliRunner().invoke(app, ["publish", str(tmp_path / "none.db"), str(tmp_path / "other")]).exit_code == 1
    assert CliRunner().invoke(app, ["publish", str(example_db), str(tmp_path / "site")]).exit_code == 2


def test_filters_have_no_files_and_pages_of_lists_have() -> None:
    links = StaticLinks(PAGES, "index.html")
    assert links.to("story", since="2025-03-04") == links.to("story")
    assert links.to("story", show="talk", page=2) == "index--page-2--show-talk.html"


def opened(chromium: Any, folder: Path, starts: int) -> None:
    """Open pages from disk, following links from the first; assert a quiet console and no foreign request."""
    context = chromium.new_context()
    page = context.new_page()
    page.set_default_timeout(20_000)
    complaints: list[str] = []
    page.on("console", lambda message: complaints.append(message.text))
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.on("request", lambda request: request.url.startswith(("file:", "data:")) or complaints.append(request.url))
    paths = sorted(folder.rglob("*.html"), key=lambda path: (len(path.parts), path.name))
    step = max(1, len(paths) // starts)
    for path in paths[::step][:starts]:
        page.goto(path.as_uri())
        assert page.locator("h1").count() == 1
        assert page.evaluate("getComputedStyle(document.querySelector('.skip')).position") == "absolute"
    context.close()
    assert complaints == []


def test_it_opens_from_disk(published: Path, chromium: Any) -> None:
    opened(chromium, published, 12)


def test_a_real_story_published(venezuela_db: Path, tmp_path: Path, chromium: Any) -> None:
    with Story(venezuela_db, create=False, readonly=True) as story:
        publish(story, tmp_path / "venezuela")
    assert check_site(tmp_path / "venezuela") > 100
    opened(chromium, tmp_path / "venezuela", 25)
