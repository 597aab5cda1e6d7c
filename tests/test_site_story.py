"""The story's page: claims under what happened and what is only talk, with three counts and no score."""

import re

import pytest
from tests.stories import QuickReader, found

from reportedly import Story
from reportedly.show.labels import STATUSES
from reportedly.show.site import render
from reportedly.show.site.links import StaticLinks
from reportedly.show.site.pages.story import FEW, FEW_TALK, StoryQuery, story
from reportedly.show.site.reader import Reader
from reportedly.show.site.table import PAGES


def sections(page):
    return {section.name: section for section in page.context["sections"]}


def html_of(page, query=None, links=None):
    query = query or StoryQuery()
    return render.as_html(PAGES, PAGES["story"], page, query, links or StaticLinks(PAGES, "index.html"), "cape dorn")


def test_only_deeds_that_are_told_as_done_happened(site_reader):
    held = sections(story(site_reader, StoryQuery()))
    assert {row.status for row in held["happened"].rows} <= {"happened", "ongoing"}
    assert not {"THREATEN", "REQUEST", "AGREE"} & {row.type for row in held["happened"].rows}
    talk = held["talk"].rows
    assert all(
        row.status not in ("happened", "ongoing") or row.type in ("THREATEN", "REQUEST", "AGREE") for row in talk
    )
    assert {row.status for row in held["not"].rows} == {"did_not_happen"}


def test_a_section_alone_has_every_claim_once_page_by_page(site_reader):
    first = sections(story(site_reader, StoryQuery()))["happened"]
    assert len(first.rows) == FEW < first.turn.total
    alone = story(site_reader, StoryQuery(show="happened"))
    assert [row.id for row in alone.data[:FEW]] == [row.id for row in first.rows]
    assert len({row.id for row in alone.data}) == first.turn.total
    assert story(site_reader, StoryQuery(show="happened", page=2)).data == []


def test_talk_is_told_by_kind_each_claim_in_one_of_them(site_reader):
    talk = sections(story(site_reader, StoryQuery()))["talk"]
    assert {"planned", "threatened", "possible", "called_for"} <= {kind.name for kind in talk.kinds}
    assert all(0 < len(kind.rows) <= FEW_TALK for kind in talk.kinds)
    every = story(site_reader, StoryQuery(show="talk")).data
    assert len(every) == talk.turn.total == sum(kind.turn.total for kind in talk.kinds)
    for kind in talk.kinds:
        alone = story(site_reader, StoryQuery(show=kind.name)).data
        assert len(alone) == kind.turn.total and {row.id for row in kind.rows} <= {row.id for row in alone}
        assert {row.id for row in alone} == {row.id for row in every if row.talk == kind.name}
    threats = story(site_reader, StoryQuery(show="threatened")).data
    assert {row.type for row in threats} == {"THREATEN"} and all(row.voice_names for row in threats)


def test_the_curve_draws_only_what_happened_unless_asked(site_reader):
    curve = story(site_reader, StoryQuery()).context["curve"]
    drawn = site_reader.story.curves()
    assert curve.layers == ("happened",) and curve.step == "day"
    assert abs(sum(sum(one.above.values()) for one in curve.bins) + curve.beside.earlier + curve.beside.later
               - sum(point.events for point in drawn.points)) < 0.01  # fmt: skip
    assert curve.beside.undated == sum(one.events for one in drawn.undated) > 0
    talk = story(site_reader, StoryQuery(planned="on")).context["curve"]
    assert talk.layers == ("happened", "planned")
    assert [one.above.get("happened") for one in talk.bins] == [one.above.get("happened") for one in curve.bins]
    assert any(one.above.get("planned") for one in talk.bins)
    every = story(site_reader, StoryQuery(layers="all")).context["curve"].layers
    assert set(every) == {*STATUSES, "disputed"} - {"ongoing"}


def test_a_weighed_curve_has_conflict_below_nought(site_reader):
    curve = story(site_reader, StoryQuery(weighed="on")).context["curve"]
    assert any(value < 0 for one in curve.bins for value in one.below.values())
    assert all(value > 0 for one in curve.bins for value in one.above.values() if value)
    drawing = curve.drawings[0]
    assert drawing.top < drawing.nought < drawing.bottom


def test_what_is_new_was_first_reported_since_that_day(site_reader):
    from datetime import date

    new = story(site_reader, StoryQuery(since=date(2025, 3, 12), show="new")).data
    assert new and min(row.first_report for row in new) >= "2025-03-12"
    known = {row.id for row in story(site_reader, StoryQuery(since=date(2025, 1, 1), show="new")).data}
    assert {row.id for row in new} < known


def test_counts_are_those_of_the_story(site_reader):
    row = story(site_reader, StoryQuery(show="happened")).data[0]
    claim = next(one for one in site_reader.story.claims() if one.id == row.id)
    assert (row.outlets, row.reports, row.voices, row.says) == (claim.outlets, claim.reports, claim.voices, claim.says)
    assert "score" not in type(row).__struct_fields__ and "trust" not in type(row).__struct_fields__


def test_the_page_says_each_status_in_words_beside_its_colour(site_reader):
    page = story(site_reader, StoryQuery())
    html = html_of(page)
    assert len(re.findall(r'class="chip is-\w+" title="[^"]+">[A-Z][^<]+</span>', html)) >= FEW * 3
    assert re.search(r"\d outlets? · \d reports? · \d voices?", html)
    assert "None" not in html  # no link to a page that there is not
    assert '<form class="filters"' not in html  # a static site has no forms


def test_an_empty_story_has_a_page(tmp_path):
    with Story(tmp_path / "empty.db") as made, Reader.open(made) as reader:
        page = story(reader, StoryQuery())
        assert page.data == [] and "Nothing here" in html_of(page)
        assert story(reader, StoryQuery(show="new")).data == []


@pytest.mark.parametrize("hostile", ["<script>alert(1)</script>", '"><img src=x onerror=alert(1)>', "{{ 7*7 }}"])
def test_what_articles_say_is_only_text(tmp_path, hostile):
    with Story(tmp_path / "hostile.db", reader=QuickReader()) as made:
        made.add_found([found(f"Troops raided {hostile} Vessa.", outlet=hostile, url="https://a.example/1",
                              published="2019-05-01", title=hostile)])  # fmt: skip
        with Reader.open(made) as reader:
            html = html_of(story(reader, StoryQuery()))
    assert "Troops raided" in html and "49" not in html
    assert "<script>alert" not in html and "<img" not in html


def test_the_curve_in_a_browser_without_a_script(visit):
    page = visit("/", java_script_enabled=False).page
    image = page.get_by_role("img", name="Events by day")
    assert image.count() == 1 and page.locator("svg.wide path.layer").count() == 1
    page.get_by_role("checkbox", name="Planned").check()
    page.get_by_role("checkbox", name="Did not happen").check()
    page.get_by_role("button", name="Draw").click()
    page.locator("svg.wide path.layer.planned").wait_for(state="attached")
    assert "planned=on" in page.url and page.get_by_role("checkbox", name="Planned").is_checked()
    page.get_by_text("The curve as a table").click()
    assert page.get_by_role("columnheader", name="Planned").is_visible()
    page.get_by_role("region", name="The curve as a table").get_by_role("link").first.click()
    page.get_by_role("heading", name="Timeline").wait_for()
    assert page.locator(".line li.claim").count() > 0


def test_a_published_curve_has_every_layer_on_a_page_of_its_own(site_reader):
    links = StaticLinks(PAGES, "index.html")
    html = html_of(story(site_reader, StoryQuery()), links=links)
    assert 'href="index--layers-all.html"' in html and "<input" not in html
