"""What a newcomer asks of the example story, answered from the pages alone: each page leads on to the next."""

import re
from typing import Any

from lxml import html
from tests.example_story import expected


def page(site: Any, address: str) -> Any:
    answer = site.get(address)
    assert answer.status_code == 200, address
    return html.fromstring(answer.text)


def words(element: Any) -> str:
    return " ".join(element.text_content().split())


def linked(element: Any, pattern: str) -> str:
    """Return the address of the first link of an element that fits."""
    return next(link for link in element.xpath(".//a/@href") if re.match(pattern, link))


def strike_claim(site: Any) -> Any:
    (section,) = page(site, "/").xpath("//section[@data-section='not']")
    (line, *_) = [one for one in section.xpath(".//li") if "strikes" in words(one) and "2 reports" in words(one)]
    return page(site, linked(line, "/claims/"))


def test_how_many_independent_reports_stand_behind_the_strike_plan(site):
    shown = words(strike_claim(site).xpath("//section[@aria-labelledby='chain']")[0])
    truth = next(one for one in expected()["claims"] if one["id"] == "strikes")
    assert f"{len(truth['reports'])} independent reports" in shown
    for report in truth["reports"]:
        assert f"{report['root']}: an independent report" in shown


def test_who_denied_the_strike_plan(site):
    claim = strike_claim(site)
    (chain,) = claim.xpath("//section[@aria-labelledby='chain']")
    denying = [words(one) for one in chain.xpath(".//li") if "denies it" in words(one) and "voice" in words(one)]
    assert any("Jor Hesk" in one for one in denying) and not any("Veldania office" in one for one in denying)
    (disputed,) = page(site, "/").xpath("//section[@data-section='disputed']")
    (line, *_) = [one for one in disputed.xpath(".//li") if "Denial" in words(one) and "strikes" in words(one)]
    sides = page(site, linked(line, "/disputes/"))
    assert re.search("denied by (?:Government spokesman )?Jor Hesk", words(sides.xpath("//main")[0]))


def test_how_many_were_killed_and_as_of_when(site):
    (counted,) = page(site, "/").xpath("//section[@data-section='numbers']")
    toll = counted.xpath(".//li")[0]  # tolls come first
    latest = next(one for one in expected()["series"] if one["id"] == "dead")["latest"]
    told = words(toll)
    assert f"{latest['value']} people as of {latest['as_of']}" in told
    assert f"{latest['against']['value']} people {latest['against']['voice']}" in told and "coast guard" in told
    series = page(site, linked(toll, "/numbers/"))
    figures = [words(row) for row in series.xpath("//table[contains(@class, 'figures')]/tbody/tr")]
    assert any(f"{latest['value']} people" in row and str(latest["as_of"]) in row for row in figures)
    assert len(figures) == 7
