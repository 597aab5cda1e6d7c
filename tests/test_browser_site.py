"""Every page without an id in a real Chromium, in two widths and themes; what holds for all pages."""

import pytest

from reportedly.show.site.table import PAGES

WIDTHS = {"desktop": 1280, "phone": 390}
PATHS = [entry.address for entry in PAGES.values() if not entry.parameters]


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("path", PATHS)
def test_a_page_opens_quietly_and_fits_its_window(visit, path, width):
    page = visit(path, viewport={"width": WIDTHS[width], "height": 800}, color_scheme="dark").page
    assert page.locator("h1").count() == 1
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert page.locator("nav a[aria-current=page]").count() <= 1


def test_the_theme_is_changed_and_remembered(visit):
    opened = visit("/", color_scheme="light")
    paper = "getComputedStyle(document.body).backgroundColor"
    light = opened.page.evaluate(paper)
    opened.page.get_by_role("button", name="Use the dark theme").click()
    dark = opened.page.evaluate(paper)
    assert light != dark
    opened.go("/?show=talk")
    assert opened.page.evaluate(paper) == dark


def test_pages_read_and_filter_without_a_script(visit):
    opened = visit("/", java_script_enabled=False)
    page = opened.page
    assert page.locator("button.theme").is_hidden()
    page.get_by_role("textbox", name="New since").fill("2025-03-12")
    page.get_by_role("button", name="Show what is new").click()
    assert page.url.endswith("?since=2025-03-12")
    assert "New since 2025-03-12" in page.locator("main").inner_text()
    page.locator(".more a").first.click()
    assert "show=" in page.url and page.locator("li.claim").count() > 8


def test_the_keyboard_skips_to_the_content(visit):
    page = visit("/").page
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "main"
