"""Disputes: typed, both sides with their passages, whose word and when, each with an address of its own."""

from datetime import date

import pytest
from tests.stories import QuickReader, found

from reportedly import Story
from reportedly.show.site.page import Missing
from reportedly.show.site.pages.disputes import FEW, DisputeQuery, DisputesQuery, dispute, disputes
from reportedly.show.site.reader import Reader
from site_fixture import client_of

HOSTILE = "<script>alert(1)</script>"


def test_each_dispute_shows_its_sides_with_their_passages(site_reader):
    page = disputes(site_reader, DisputesQuery())
    assert len(page.context["shown"]) == page.context["turn"].total == site_reader.count_disputes() > 1
    for one in page.context["shown"]:
        assert one.data.reason and all(side.passages for side in one.sides)
        for side in one.sides:
            assert len(side.passages) == min(FEW, side.side.rows)
            for row, evidence in side.passages:
                text = site_reader.item(row.article).text
                assert text[row.start : row.end] == evidence.words and " ".join(evidence.words.split()) == row.words
                assert evidence.before + evidence.words + evidence.after in text


def test_a_denial_is_told_by_whom_and_when(site_reader):
    rows = disputes(site_reader, DisputesQuery(kind="denial")).data
    assert rows and {row.type for row in rows} == {"denial"}
    about = {row.dispute for row in rows if row.says == "denied" and "strikes on Cape Dorn" in row.words}
    assert about
    for one in about:  # what the Harbour Post reported, and what the spokesman denied
        of = dispute(site_reader, DisputeQuery(id=one)).data
        told, denied = (side.passages for side in of.sides)
        assert {"Harbour Post", "Orsk Gazette"} <= {row.outlet for row in told}
        assert {row.outlet for row in denied} == {"Meridian Wire", "Gulf Broadcasting"}
        assert all("Hesk" in (row.voice or "") for row in denied)
        assert {row.published[:10] for row in denied} == {"2025-03-07", "2025-03-08"}


def test_a_dispute_of_numbers_has_a_side_for_each(site_reader):
    rows = disputes(site_reader, DisputesQuery(kind="number")).data
    sides = {(row.about, row.says): {other.outlet for other in rows if other.side == row.side} for row in rows}
    assert {"Orsk Gazette", "Tarrow Times"} <= sides["People: dead", "14 people"]
    assert {"Seren Courier", "Meridian Wire"} <= sides["People: dead", "nine"]
    assert sides["People: dead", "12"] == {"Tarrow Times"}


def test_a_correction_is_the_articles_own_passage(site_reader):
    (row,) = [row for row in disputes(site_reader, DisputesQuery(kind="correction")).data if row.side == 1]
    assert row.outlet == "Seren Courier" and row.voice is None
    assert site_reader.item(row.article).text[row.start : row.end].startswith("Correction")


def test_disputes_are_narrowed_by_kind_and_by_days(site_reader):
    every = disputes(site_reader, DisputesQuery()).context
    assert sum(number for _, _, number in every["tally"]) == every["turn"].total
    late = disputes(site_reader, DisputesQuery(since=date(2025, 3, 8)))
    assert 0 < late.context["turn"].total < every["turn"].total
    assert all(any(row.published >= "2025-03-08" for row in late.data if row.dispute == one) for one in
               {row.dispute for row in late.data})  # fmt: skip
    assert disputes(site_reader, DisputesQuery(until=date(2025, 1, 1))).data == []
    last = [one.last for one in every["shown"]]
    assert last == sorted(last, reverse=True)


def test_a_dispute_has_an_address_of_its_own(site, site_reader):
    for one in disputes(site_reader, DisputesQuery()).context["shown"]:
        data = site.get(f"/disputes/{one.data.dispute}.json").json()
        assert [len(side["passages"]) for side in data["sides"]] == [side.side.rows for side in one.sides]
        assert site.get(f"/disputes/{one.data.dispute}.csv").text.count(one.data.dispute) >= len(one.sides)
    with pytest.raises(Missing):
        dispute(site_reader, DisputeQuery(id="0000000000"))
    assert site.get("/disputes/0000000000").status_code == 404
    assert site.get("/disputes?kind=quarrel").status_code == 400


def many(number):
    for n in range(number):
        yield found(f"{HOSTILE} Troops raided Vessa, Lorne {'denied' if n % 2 else 'said'}.", title=HOSTILE,
                    outlet=f"Post {n} {HOSTILE}", url=f"https://{n}.example/1",
                    published=f"2019-05-{n + 1:02}")  # fmt: skip


def test_a_long_side_is_cut_and_its_own_page_turns_and_hostile_text_is_only_text(tmp_path):
    with Story(tmp_path / "hostile.db", reader=QuickReader()) as made:
        made.add_found(many(FEW * 2 + 4))
        with Reader.open(made) as reader:
            shown = disputes(reader, DisputesQuery()).context["shown"]
    assert shown and any(side.side.rows > FEW for one in shown for side in one.sides)
    with client_of(tmp_path / "hostile.db") as client:
        html = client.get("/disputes").text
        assert "Vessa" in html and "<script>alert" not in html and "All 5 passages" in html
        own = client.get(f"/disputes/{shown[0].data.dispute}").text
        assert own.count('class="told"') == sum(side.side.rows for side in shown[0].sides)
        assert "<script>alert" not in own and "&lt;script&gt;" in own


def test_disputes_in_a_browser(visit):
    page = visit("/disputes").page
    page.get_by_role("link", name="Denial").click()
    assert "kind=denial" in page.url and page.locator("section.contest").count() >= 1
    page.get_by_label("From").fill("2025-03-08")
    page.get_by_role("button", name="Show").click()
    page.locator("section.contest h2 a").first.click()
    page.locator("h1.wording").wait_for()
    page.locator(".told figcaption a").first.click()
    page.locator(".text").wait_for()
    assert "/articles/" in page.url and "#c" in page.url


def test_the_story_and_the_claim_lead_to_the_dispute(visit):
    page = visit("/").page
    page.locator("[data-section=disputed] .dispute .facts a").first.click()
    page.locator(".contest-sides").wait_for()
    assert "/disputes/" in page.url and page.locator(".contest-sides > li").count() > 1
