"""axe-core over every page of the table, in the light and in the dark theme: no serious and no critical fault."""

import re
from html import unescape

import pytest

from reportedly.show.site.page import PARAMETER
from reportedly.show.site.table import PAGES

SEVERE = ("serious", "critical")


@pytest.fixture(scope="module")
def addresses(served):
    """An address of each page: of one with an id, the first that a page without one links to."""
    import httpx2

    found = {entry.name: entry.address for entry in PAGES.values() if not entry.parameters}
    links: list[str] = []
    seen: set[str] = set()
    waiting = [*found.values(), "/search?q=strikes"]
    while waiting and len(found) < len(PAGES):
        path = waiting.pop(0)
        if path in seen:
            continue
        seen.add(path)
        links = [unescape(one) for one in re.findall(r'href="(/[^"#]*)', httpx2.get(served + path).text)]
        for entry in PAGES.values():
            pattern = "".join(".+" if part.startswith("{") else re.escape(part)
                              for part in re.split(r"(\{[^}]*\})", entry.address))  # fmt: skip
            hits = [one for one in links if re.fullmatch(pattern, one) and not one.endswith((".json", ".csv"))]
            if entry.name not in found and PARAMETER.search(entry.address) and hits:
                found[entry.name] = hits[0]
                waiting.append(hits[0])
    return found


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("name", [*PAGES, "found"])
def test_a_page_has_no_serious_fault(visit, addresses, name, theme):
    axe = pytest.importorskip("axe_playwright_python.sync_playwright")
    path = "/search?q=strikes" if name == "found" else addresses[name]
    page = visit(path, color_scheme=theme, bypass_csp=True).page  # axe-core is put into the page
    faults = [
        f"{path}: {one['id']}: {one['help']}: {[node['html'][:160] for node in one['nodes'][:3]]}"
        for one in axe.Axe().run(page).response["violations"]
        if one["impact"] in SEVERE
    ]
    assert faults == []


def test_a_fault_is_found(visit):
    axe = pytest.importorskip("axe_playwright_python.sync_playwright")
    page = visit("/", bypass_csp=True).page
    page.evaluate("document.querySelector('main').append(document.createElement('button'))")
    faults = axe.Axe().run(page).response["violations"]
    assert [one["id"] for one in faults if one["impact"] in SEVERE] == ["button-name"]
