"""The story's page: claims under what happened and what is only talk, with three counts and no score."""

import re

import pytest
from tests.stories import QuickReader, found

from reportedly import Story
from reportedly.show.site import render
from reportedly.show.site.links import StaticLinks
from reportedly.show.site.pages.story import FEW, StoryQuery, story
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
    first = sections(story(site_reader, StoryQuery()))["talk"]
    assert len(first.rows) == FEW < first.turn.total
    alone = story(site_reader, StoryQuery(show="talk"))
    assert [row.id for row in alone.data[:FEW]] == [row.id for row in first.rows]
    assert len({row.id for row in alone.data}) == first.turn.total
    assert story(site_reader, StoryQuery(show="talk", page=2)).data == []


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
