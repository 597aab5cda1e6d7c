"""Search with the words lit, and the gaps of a story."""

import pytest
from tests.stories import QuickReader, found

from reportedly import Story
from reportedly.gather import Failure
from reportedly.keep.failures import store_failure
from reportedly.keep.searching import lit
from reportedly.show.site.pages.gaps import GapsQuery, gaps
from reportedly.show.site.pages.search import SIZE, SearchQuery, page_of
from reportedly.show.site.reader import Reader
from site_fixture import client_of

HOSTILE = "<script>alert(1)</script>"


def test_sentences_with_all_words_are_found_in_their_articles(site_reader):
    page = page_of(site_reader, SearchQuery(q='strikes "Cape Dorn"'))
    assert 0 < len(page.data) <= SIZE and page.context["turn"].total >= len(page.data)
    for row in page.data:
        if row.start is not None:
            text = site_reader.item(row.article).text[row.start : row.end]
            assert " ".join(text.split()) == row.text and "Cape Dorn" in row.text
    for one in page.context["shown"]:
        assert "".join(piece.words for piece in one.pieces) == one.row.text
        assert "Cape Dorn" in [piece.words for piece in one.pieces if piece.on]
    assert any(row.claims for row in page.data)


def test_a_search_is_narrowed_by_outlet_and_days(site_reader):
    every = page_of(site_reader, SearchQuery(q="strikes"))
    one = page_of(site_reader, SearchQuery(q="strikes", outlet="lantern"))
    assert 0 < one.context["turn"].total < every.context["turn"].total
    assert {row.outlet for row in one.data} == {"The Lantern"}
    from datetime import date

    late = page_of(site_reader, SearchQuery(q="strikes", since=date(2025, 3, 9)))
    assert late.data and all(row.published >= "2025-03-09" for row in late.data)
    assert page_of(site_reader, SearchQuery(q="zebra")).data == [] == page_of(site_reader, SearchQuery()).data


def test_what_is_no_word_is_said_in_plain_words(site):
    answer = site.get("/search?q=%22%22")
    assert answer.status_code == 400 and "there is no word in it" in answer.text
    assert site.get("/search.json?q=" + "x" * 400).status_code == 400
    assert site.get("/claims?text=!!").status_code == 400


def test_claims_are_narrowed_by_words(site, site_reader):
    rows = site.get("/claims.json?text=boatyards").json()
    assert rows and len(rows) == page_of(site_reader, SearchQuery(q="boatyards")).context["claims"]


@pytest.mark.parametrize("text", ["a\x02b <b> \x03", "", "Élan élan ELAN"])
def test_lit_words_keep_the_text(text):
    (pieces,) = lit("elan", [text])
    assert "".join(piece.words for piece in pieces) == text.replace("\x02", " ").replace("\x03", " ")
    assert [piece.words for piece in pieces if piece.on] == (text.split() if "lan" in text else [])


def test_hostile_words_are_only_text(tmp_path):
    with Story(tmp_path / "hostile.db", reader=QuickReader()) as made:
        made.add_found([found(f"Troops raided {HOSTILE} Vessa.", outlet=HOSTILE, title=HOSTILE,
                              url="https://a.example/1", published="2019-05-01")])  # fmt: skip
        with made.database.transaction() as db:
            store_failure(db, Failure(f"{HOSTILE}.html", "it has no text", "give another file"))
    with client_of(tmp_path / "hostile.db") as client:
        for path in ("/search?q=script", f"/search?q={HOSTILE}", "/gaps"):
            html = client.get(path).text
            assert "<script>alert" not in html and "&lt;" in html
        assert "Mend: give another file" in client.get("/gaps?kind=not read").text


def test_the_box_of_every_page_searches(visit):
    page = visit("/gaps").page
    page.get_by_role("searchbox", name="Search the articles").fill("strikes")
    page.keyboard.press("Enter")
    page.locator(".found mark").first.wait_for()
    assert page.url.endswith("/search?q=strikes")
    page.locator(".found .facts a").first.click()
    page.locator(".text").wait_for()


def test_gaps_are_those_of_the_view_kind_by_kind(site, site_reader):
    page = gaps(site_reader, GapsQuery())
    assert page.context["all"] == site_reader.story.count("gaps") == page.context["turn"].total
    assert sum(number for _, _, number in page.context["tally"]) == page.context["all"]
    for kind, _, number in page.context["tally"]:
        only = gaps(site_reader, GapsQuery(kind=kind))
        assert only.context["turn"].total == number and {row.kind for row in only.data} == {kind}
    alone = gaps(site_reader, GapsQuery(kind="one report")).data
    assert all(site.get(f"/claims/{row.claim}").status_code == 200 for row in alone[:3])
    assert gaps(site_reader, GapsQuery(kind="not dated")).data[0].article


def test_an_empty_story_has_these_pages(tmp_path):
    with Story(tmp_path / "empty.db") as made, Reader.open(made) as reader:
        assert gaps(reader, GapsQuery()).data == []
    with client_of(tmp_path / "empty.db") as client:
        for path in ("/gaps", "/voices", "/outlets", "/disputes", "/search?q=word"):
            assert "Nothing here" in client.get(path).text
