"""A whole round of review in a real Chromium: log in, reject, undo; by keyboard, with the console empty."""

import pytest

from reportedly import Story
from site_fixture import Visit, serving
from test_serve_review import TOKEN, copy, events  # noqa: F401


@pytest.fixture
def server(copy):  # noqa: F811
    with serving(copy, token=TOKEN) as found:
        yield found


def log_in(visit, address):
    visit.go(f"/rows/{address}")
    visit.page.get_by_role("link", name="log in").click()
    visit.page.get_by_label("Token").fill(TOKEN)
    visit.page.get_by_role("button", name="Log in").click()
    visit.page.wait_for_url(f"**/rows/{address}")


def test_a_round_of_review_by_hand_and_by_keyboard(chromium, server, copy):  # noqa: F811
    address = events(copy)[0]
    visit = Visit(chromium, server)
    page = visit.page
    log_in(visit, address)
    page.get_by_label("Author").fill("Ada")
    page.get_by_label("Reason").fill("not so")
    page.get_by_role("button", name="Reject").click()
    page.get_by_text("rejected", exact=True).wait_for()
    assert address not in events(copy) and page.get_by_label("Author").input_value() == "Ada"
    page.get_by_role("button", name="Undo reject").click()
    page.get_by_role("cell", name="undone").wait_for()
    assert address in events(copy)
    assert page.locator(".keys").is_visible()
    page.locator("h1").click()
    page.keyboard.press("a")
    page.get_by_text("accepted", exact=True).wait_for()
    page.locator("h1").click()
    page.keyboard.press("e")
    assert page.evaluate("document.activeElement.name") == "to.status"
    page.get_by_label("status").select_option("conditional")
    page.get_by_role("button", name="Save the edit").click()
    page.get_by_text("read as").wait_for()
    visit.go("/review")
    assert page.locator("[data-entry]").count() == 4
    with Story(copy, readonly=True) as story:
        assert {entry.author for entry in story.review.log()} == {"Ada"}
    visit.end()


def test_a_decision_needs_no_script_and_enter_decides_nothing(chromium, server, copy):  # noqa: F811
    address = events(copy)[0]
    visit = Visit(chromium, server, java_script_enabled=False, viewport={"width": 390, "height": 800})
    page = visit.page
    log_in(visit, address)
    page.get_by_label("Author").fill("Ada")
    page.keyboard.press("Enter")
    page.get_by_role("button", name="Accept").click()
    page.get_by_text("accepted", exact=True).wait_for()
    with Story(copy, readonly=True) as story:
        assert [entry.verb for entry in story.review.log()] == ["accept"]
    visit.end()
