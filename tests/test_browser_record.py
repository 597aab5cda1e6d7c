"""The page of a record in a real browser: marks and rows answer to mouse and keyboard, and nothing leaves the file."""

import os
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from records import hostile, invented, record
from reportedly.record import Record
from reportedly.show import render, render_index

CHROMIUM = os.environ.get("CHROMIUM", "/usr/bin/chromium")
ARGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update",
        "--disable-sync"]  # fmt: skip
WAITING = 5_000  # ms

playwright = pytest.importorskip("playwright.sync_api") if os.environ.get("CI") != "true" else None
if playwright is None:
    import playwright.sync_api as playwright  # type: ignore[no-redef]


@pytest.fixture(scope="module")
def browser() -> Iterator["playwright.Browser"]:
    if not Path(CHROMIUM).exists():
        if os.environ.get("CI") == "true":
            pytest.fail(f"CI needs Chromium at {CHROMIUM}")
        pytest.skip(f"no Chromium at {CHROMIUM}")
    with playwright.sync_playwright() as driver:
        started = driver.chromium.launch(executable_path=CHROMIUM, args=ARGS)
        yield started
        started.close()


class Visit:
    """An open page, with every request that it made and everything that it complained about."""

    def __init__(self, browser: "playwright.Browser", path: Path, **context: object) -> None:
        self.context = browser.new_context(**{"viewport": {"width": 1280, "height": 900}, **context})  # type: ignore
        self.page = self.context.new_page()
        self.page.set_default_timeout(WAITING)
        self.requests: list[str] = []
        self.complaints: list[str] = []
        self.page.on("request", lambda request: self.requests.append(request.url))
        self.page.on("console", lambda message: self.complaints.append(message.text))
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))
        self.page.on("dialog", lambda dialog: (self.complaints.append(dialog.message), dialog.dismiss()))
        self.page.goto(path.as_uri())
        self.url = path.as_uri()

    def on(self) -> list[str]:
        """Return the addresses of the selected rows."""
        return self.page.evaluate("[...document.querySelectorAll('.row.on')].map(row => row.id)")  # type: ignore

    def lit(self) -> list[str]:
        """Return the words that are marked as selected in the text."""
        return self.page.evaluate("[...document.querySelectorAll('#page-text .on')].map(p => p.textContent)")  # type: ignore

    def piece(self, words: str) -> "playwright.Locator":
        return self.page.locator("#page-text .piece", has_text=re.compile(f"^{re.escape(words)}$")).first

    def focused(self) -> str:
        return self.page.evaluate("document.activeElement.textContent")  # type: ignore

    def end(self) -> None:
        assert [url for url in self.requests if not url.startswith((self.url, "data:"))] == []
        assert self.complaints == []
        self.context.close()


@pytest.fixture
def visit(browser: "playwright.Browser", tmp_path: Path) -> Iterator[object]:
    opened: list[Visit] = []

    def go(made: Record, **context: object) -> Visit:
        path = tmp_path / "record.html"
        path.write_text(render(made, "html"), encoding="utf-8", newline="")
        opened.append(Visit(browser, path, **context))
        return opened[-1]

    yield go
    for one in opened:
        one.end()


def test_the_browser_reads_the_text_as_it_is(visit) -> None:  # type: ignore[no-untyped-def]
    for made in (invented(), hostile(), record("a\r\nb\rc\n\n d ")):
        seen = visit(made).page.evaluate("document.getElementById('page-text').textContent")
        assert seen == made.article.text.replace("\x00", "\ufffd")


def test_a_click_on_a_mark_selects_its_rows_and_back(visit) -> None:  # type: ignore[no-untyped-def]
    at = visit(invented())
    at.piece("reopen").click()
    assert sorted(at.on()) == ["e3", "s5", "s6"]
    assert at.page.locator("#e3[aria-current=true]").count() == 1
    assert at.page.evaluate("document.activeElement.id") == "e3"
    playwright.expect(at.page.locator("#e3")).to_be_in_viewport(ratio=1)
    at.page.locator("#e2").click(position={"x": 80, "y": 10})
    assert at.on() == ["e2"] and at.lit() == ["attacked"]
    parts = at.page.evaluate("[...document.querySelectorAll('#page-text .part')].map(p => p.textContent)")
    assert parts == ["denied", "workers", "the police"]


def test_a_link_in_a_row_goes_to_the_text_and_to_other_rows(visit) -> None:  # type: ignore[no-untyped-def]
    at = visit(invented(), viewport={"width": 390, "height": 700})
    at.page.locator("#s10 a.to-row").click()
    assert at.on() == ["s9"]
    at.page.locator("#e4 a.id").click()
    playwright.expect(at.piece("curfew")).to_be_in_viewport()
    assert at.on() == ["e4"] and at.focused() == "curfew"


def test_keyboard(visit) -> None:  # type: ignore[no-untyped-def]
    at = visit(invented(), reduced_motion="reduce")
    for key, expected in (("j", ["s1"]), ("j", ["s2"]), ("k", ["s1"]), ("k", ["s1"])):
        at.page.keyboard.press(key)
        assert at.on() == expected
    at.page.keyboard.press("j")
    at.page.keyboard.press("j")
    assert at.on() == ["s3"]
    at.page.keyboard.press("Enter")
    assert at.focused() == "“We will not leave,”"
    playwright.expect(at.piece("“We will not leave,”")).to_be_in_viewport()
    at.page.keyboard.press("j")
    assert at.on() == ["s4"]
    at.page.keyboard.press("Escape")
    assert at.on() == [] and at.lit() == []
    at.page.keyboard.press("k")
    assert at.on() == ["n3"]


def test_a_filter_hides_rows_and_their_marks(visit) -> None:  # type: ignore[no-untyped-def]
    at = visit(invented())
    colour = "getComputedStyle([...document.querySelectorAll('.trigger')].at(-1)).backgroundColor"
    before = at.page.evaluate(colour)
    at.page.locator("#e2").click(position={"x": 80, "y": 10})
    at.page.get_by_role("checkbox", name="Events").uncheck()
    assert not at.page.locator("#e2").is_visible() and not at.page.get_by_role("heading", name="Events").is_visible()
    assert at.on() == [] and at.page.evaluate(colour) != before
    at.piece("reopen").click()
    assert sorted(at.on()) == ["s5", "s6"]
    at.page.get_by_role("checkbox", name="Statements").uncheck()
    at.page.keyboard.press("Escape")
    at.page.keyboard.press("j")
    assert at.on() == ["q1"]
    at.page.get_by_role("checkbox", name="Events").check()
    assert at.page.locator("#e2").is_visible() and at.page.evaluate(colour) == before


def test_an_address_with_a_row_opens_with_it_selected(visit) -> None:  # type: ignore[no-untyped-def]
    at = visit(invented())
    at.page.goto(at.url + "#s4")
    at.page.reload()
    assert at.on() == ["s4"]
    at.page.goto(at.url + "#%zz")
    at.page.reload()
    assert at.on() == []


def test_without_a_script_marks_and_rows_are_linked(visit) -> None:  # type: ignore[no-untyped-def]
    at = visit(invented(), java_script_enabled=False)
    assert not at.page.locator(".filters").is_visible()
    at.piece("attacked").click()
    assert at.page.url.endswith("#e2")
    playwright.expect(at.page.locator("#e2")).to_be_in_viewport()
    at.page.locator("#e2 a.id").click()
    assert at.page.url.endswith("#at-e2")
    playwright.expect(at.piece("attacked")).to_be_in_viewport()


@pytest.mark.parametrize("width", [320, 390, 768, 1024, 1280, 1920])
def test_no_width_needs_sideways_scrolling(visit, width: int) -> None:  # type: ignore[no-untyped-def]
    for made in (invented(), hostile()):
        at = visit(made, viewport={"width": width, "height": 800})
        assert at.page.evaluate("document.documentElement.scrollWidth") <= width


CONTRAST = """() => {
  const canvas = document.createElement("canvas").getContext("2d", {willReadFrequently: true});
  const rgba = (css) => { canvas.clearRect(0, 0, 1, 1); canvas.fillStyle = css; canvas.fillRect(0, 0, 1, 1);
    const [r, g, b, a] = canvas.getImageData(0, 0, 1, 1).data; return [r, g, b, a / 255]; };
  const over = (top, under) => top.slice(0, 3).map((c, i) => c * top[3] + under[i] * (1 - top[3]));
  const linear = (c) => c <= .03928 * 255 ? c / 255 / 12.92 : ((c / 255 + .055) / 1.055) ** 2.4;
  const light = (rgb) => { const [r, g, b] = rgb.map(linear);
    return .2126 * r + .7152 * g + .0722 * b; };
  const ground = (node) => { if (!node) return [255, 255, 255];
    return over(rgba(getComputedStyle(node).backgroundColor), ground(node.parentElement)); };
  const poor = [];
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let text; text = walker.nextNode();) {
    const node = text.parentElement;
    if (!text.textContent.trim() || ["SCRIPT", "STYLE"].includes(node.tagName) || !node.checkVisibility()) continue;
    const back = ground(node), front = over(rgba(getComputedStyle(node).color), back);
    const [a, b] = [light(front), light(back)].sort((x, y) => y - x);
    const ratio = (a + .05) / (b + .05);
    if (ratio < 4.5) poor.push(`${ratio.toFixed(2)} ${node.className} ${text.textContent.slice(0, 30)}`);
  }
  return poor;
}"""


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_contrast_is_enough(visit, scheme: str) -> None:  # type: ignore[no-untyped-def]
    at = visit(invented(), color_scheme=scheme, reduced_motion="reduce")
    assert at.page.evaluate(CONTRAST) == []
    for words in ("reopen", "raided", "attacked", "curfew"):
        at.piece(words).click()
        assert at.page.evaluate(CONTRAST) == []


def test_print_shows_every_row_in_dark_ink(visit) -> None:  # type: ignore[no-untyped-def]
    at = visit(invented(), color_scheme="dark")
    at.page.emulate_media(media="print")
    assert at.page.evaluate(CONTRAST) == []
    rows = "document.getElementById('page-rows')"
    assert at.page.evaluate(f"{rows}.offsetHeight == {rows}.scrollHeight && {rows}.offsetHeight > innerHeight")
    assert not at.page.locator(".filters").is_visible()


def test_the_index_leads_to_the_records(browser: "playwright.Browser", tmp_path: Path) -> None:
    (tmp_path / "one & two.html").write_text(render(invented(), "html"), encoding="utf-8")
    index = tmp_path / "index.html"
    index.write_text(render_index([("one & two.html", invented()), ("x.html", hostile())]), encoding="utf-8")
    at = Visit(browser, index)
    assert at.complaints == []
    assert at.page.evaluate(CONTRAST) == []
    at.page.get_by_role("link", name="Port of Vessa closed").click()
    assert at.page.locator("#e2").is_visible()
    assert [url for url in at.requests if not url.startswith((tmp_path.as_uri(), "data:"))] == []
    at.context.close()
