"""The timeline: events by their days or reports, uncertain days as bars, those without a day never placed."""

from datetime import date

import pytest
from tests.stories import QuickReader, found

from reportedly import Story
from reportedly.show.site.pages.timeline import FEW, SIZE, TimelineQuery, timeline
from reportedly.show.site.reader import Reader
from site_fixture import client_of

HOSTILE = "<script>alert(1)</script>"


def events(reader):
    return [one for one in reader.story.claims() if one.kind == "event"]


def test_every_event_is_placed_or_counted_beside(site_reader):
    page = timeline(site_reader, TimelineQuery())
    every = events(site_reader)
    assert page.context["dated"] == sum(one.earliest is not None for one in every) > 0
    assert page.context["undated"] == sum(one.earliest is None for one in every) > 0
    assert {row.id for row in page.data} == {one.id for one in every if one.earliest}
    assert all(row.earliest is None for row in page.context["apart"]) and len(page.context["apart"]) == FEW
    apart = timeline(site_reader, TimelineQuery(show="undated")).data
    assert {row.id for row in apart} <= {one.id for one in every if not one.earliest}
    assert len(apart) == min(SIZE, page.context["undated"])


@pytest.mark.parametrize("by", ["event", "report"])
def test_it_goes_by_day_from_either_end(site_reader, by):
    field = "earliest" if by == "event" else "first_report"
    latest = [getattr(row, field) for row in timeline(site_reader, TimelineQuery(by=by)).data]
    first = [getattr(row, field) for row in timeline(site_reader, TimelineQuery(by=by, order="earliest")).data]
    assert latest == sorted(latest, reverse=True) and first == sorted(first)
    assert latest[0] > first[0]


def test_a_day_is_a_point_and_an_uncertain_day_a_bar(site_reader):
    shown = timeline(site_reader, TimelineQuery()).context["shown"]
    assert {one.bar.width > 0 for one in shown if one.first == one.last} == {False}
    long = [one for one in shown if one.first != one.last]
    assert long and all(one.bar.width > 0 for one in long)
    by_start = sorted(shown, key=lambda one: one.first)
    xs = [one.bar.x for one in by_start]
    assert xs == sorted(xs)


def test_filters_narrow_it_and_what_means_nothing_is_refused(site, site_reader):
    every = timeline(site_reader, TimelineQuery(status="planned"))
    assert every.data and {row.status for row in (*every.data, *every.context["apart"])} == {"planned"}
    assert {row.type for row in timeline(site_reader, TimelineQuery(type="ASSAULT")).data} == {"ASSAULT"}
    within = timeline(site_reader, TimelineQuery(since=date(2025, 3, 9), until=date(2025, 3, 10))).data
    assert within and all(row.latest >= "2025-03-09" and row.earliest <= "2025-03-10" for row in within)
    reported = timeline(site_reader, TimelineQuery(by="report", since=date(2025, 3, 12))).data
    assert reported and all(row.last_report >= "2025-03-12" for row in reported)
    assert site.get("/timeline?status=soon").status_code == site.get("/timeline?by=moon").status_code == 400


def test_pages_hold_each_event_once(tmp_path):
    with Story(tmp_path / "many.db", reader=QuickReader()) as made:
        made.add_found(found(f"Troops raided Vessa{n}.", outlet=f"O{n}", url=f"https://{n}.example/1",
                             published=f"2019-05-{n % 28 + 1:02}") for n in range(SIZE + 5))  # fmt: skip
        with Reader.open(made) as reader:
            one, two = (timeline(reader, TimelineQuery(by="report", page=n)) for n in (1, 2))
            ids = [row.id for row in (*one.data, *two.data)]
            assert len(one.data) == SIZE and len(ids) == len(set(ids)) == one.context["dated"] == SIZE + 5
            assert timeline(reader, TimelineQuery()).data == []  # none has a day of its own
            assert timeline(reader, TimelineQuery()).context["undated"] == SIZE + 5


def test_data_stands_beside_it(site, site_reader):
    rows = site.get("/timeline.json?type=ASSAULT").json()
    assert [row["id"] for row in rows] == [row.id for row in timeline(site_reader, TimelineQuery(type="ASSAULT")).data]
    assert site.get("/timeline.csv?type=ASSAULT").text.count("\n") >= len(rows) + 1


def test_what_articles_say_is_only_text(tmp_path):
    with Story(tmp_path / "hostile.db", reader=QuickReader()) as made:
        made.add_found([found(f"Troops raided {HOSTILE} Vessa.", outlet=HOSTILE, url="https://a.example/1",
                              published="2019-05-01", title=HOSTILE)])  # fmt: skip
    with client_of(tmp_path / "hostile.db") as client:
        for path in ("/timeline", "/timeline?by=report", "/timeline?show=undated"):
            html = client.get(path).text
            assert "Vessa" in html and "<script>alert" not in html and "style=" not in html


def test_the_timeline_in_a_browser(visit):
    page = visit("/timeline", java_script_enabled=False).page
    page.get_by_label("Latest status").select_option("planned")
    page.get_by_role("button", name="Show").click()
    page.get_by_text("within these filters").wait_for()
    assert page.locator(".line li.claim.is-planned").count() == page.locator(".line li.claim").count() > 0
    page.get_by_role("link", name="the day of its first report").click()
    page.get_by_text("by the day of their first report").wait_for()
    assert "status=planned" in page.url and "by=report" in page.url
    assert page.get_by_role("img").first.get_attribute("aria-labelledby") == "scale-title"
