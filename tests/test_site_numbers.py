"""Numbers: the list of series, and a series drawn by day with a line for each origin, its bounds, and its table."""

import re

import pytest

from number_story import TOLLS, make, toll
from reportedly import Story
from reportedly.show.site.page import Missing, Moved
from reportedly.show.site.pages.numbers import NumbersQuery, numbers
from reportedly.show.site.pages.series import SeriesQuery, series
from reportedly.show.site.reader import Reader
from reportedly.weave.claims import short
from site_fixture import Visit, client_of, serving

HOSTILE = "<script>alert(1)</script>"


@pytest.fixture(scope="module")
def strike_db(tmp_path_factory):
    return make(tmp_path_factory.mktemp("numbers") / "strike.db")


@pytest.fixture
def reader(strike_db):
    with Story(strike_db, create=False, readonly=True) as story, Reader.open(story) as one:
        yield one


@pytest.fixture
def strike(reader):
    (row,) = numbers(reader, NumbersQuery()).data
    return row


def words(page):
    return {mark.words: mark for _, plot in page.context["plots"][:1] for mark in plot.marks}


def test_a_series_is_one_line_with_its_latest_figure_range_and_origins(strike):
    assert strike.says == "People: killed" and strike.latest == ("17",) and strike.latest_report == "2024-05-05"
    assert (strike.lowest, strike.highest) == (6, 17) and strike.conflicts and strike.develops
    assert set(strike.origin_names) == {"Norland Herald", "Vessa Courier", "Oster Times"}
    assert strike.origins == 3 and "killed 17 people" in strike.sentence


def test_series_are_found_by_words_places_days_and_by_how_figures_stand(reader, site_reader):
    def ids(**asked):
        return [row.id for row in numbers(reader, NumbersQuery(**asked)).data]

    assert ids(about="people") == ids(about="killed") == ids(relation="conflicts") == ids(outlet="oster") != []
    assert ids(about="wounded") == ids(outlet="Nobody") == ids(place="Elsewhere") == []
    ships = numbers(site_reader, NumbersQuery(about="ships")).data
    assert ships and all("ship" in row.says.lower() for row in ships)
    assert numbers(site_reader, NumbersQuery(relation="conflicts", about="ships")).data == []


def test_each_origin_has_a_line_and_each_bound_its_mark(reader, strike):
    page = series(reader, SeriesQuery(id=strike.id, by="report"))
    plot = page.context["plots"][0][1]
    assert {line.origin for line in plot.lines} == {"Norland Herald", "Vessa Courier", "Oster Times"}
    shapes = {words.split(":")[0]: mark.shape for words, mark in words(page).items()}
    assert shapes == {"at least eight": "above", "8": "exactly", "fewer than six": "below", "12": "exactly",
                      "between 11 and 14": "range", "about 15": "about", "17": "exactly"}  # fmt: skip
    herald = next(line for line in plot.lines if line.origin == "Norland Herald")
    assert len(re.findall("V", herald.path)) == 2  # three figures, two steps
    xs = [mark.x for mark in plot.marks]
    assert all(plot.left <= x <= plot.right for x in xs) and all(plot.top <= m.y <= plot.bottom for m in plot.marks)


def test_higher_figures_are_higher_and_later_ones_further_right(reader, strike):
    marks = words(series(reader, SeriesQuery(id=strike.id, by="report")))
    at = {words.split(":")[0]: mark for words, mark in marks.items()}
    assert at["17"].y < at["about 15"].y < at["12"].y < at["fewer than six"].y
    assert at["17"].x > at["about 15"].x > at["12"].x > at["8"].x
    assert at["12"].contested is False and at["fewer than six"].contested


def test_figures_of_one_day_are_drawn_by_their_reports_unless_asked(reader, strike):
    assert series(reader, SeriesQuery(id=strike.id)).context["by"] == "report"
    held = series(reader, SeriesQuery(id=strike.id, by="as_of"))
    assert len({mark.x for mark in held.context["plots"][0][1].marks}) == 1


def test_a_figure_without_a_day_is_told_beside_and_never_placed(tmp_path):
    items = [
        toll(n, outlet, published, words, value, "exactly", as_of=day)
        for n, (outlet, published, words, value, day) in enumerate((
            ("Norland Herald", "2024-05-03", "8", 8, "2024-05-02"),
            ("Vessa Courier", "2024-05-03", "9", 9, "2024-05-02"),
            ("Oster Times", "2024-05-02", "12", 12, None),
        ))
    ]  # fmt: skip
    with Story(make(tmp_path / "open.db", items), create=False, readonly=True) as story, Reader.open(story) as reader:
        (row,) = numbers(reader, NumbersQuery()).data
        page = series(reader, SeriesQuery(id=row.id, by="as_of"))
    beside = [one.row.figure for one in page.context["beside"]]
    drawn = [words.split(":")[0] for words in words_of_all(page)]
    assert beside == ["12"] and "12" not in drawn and sorted(drawn) == ["8", "9"]


def words_of_all(page):
    return [part for mark in page.context["plots"][0][1].marks for part in mark.words.split("; ")]


def test_the_table_and_the_data_have_every_figure(strike_db, reader, strike):
    rows = series(reader, SeriesQuery(id=strike.id)).data.figures
    assert len(rows) == len(TOLLS) - 1  # one has no report date and is of no series
    for row in rows:
        text = reader.item(row.article).text
        assert text[row.start : row.end] == row.figure and row.claim and row.outlets >= 1 and row.reports >= 1
    with client_of(strike_db) as client:
        data = client.get(f"/numbers/{strike.id}.json").json()
        assert [one["figure"] for one in data["figures"]] == [row.figure for row in rows]
        assert client.get(f"/numbers/{strike.id}.csv").text.count("\n") == len(rows) + 1
        html = client.get(f"/numbers/{strike.id}").text
        assert html.count('role="img"') == 2 and "<desc" in html and "style=" not in html
        assert client.get(f"/numbers/{strike.id}?by=moon").status_code == 400


def test_what_conflicts_and_develops_is_told_with_its_reason(reader, strike):
    data = series(reader, SeriesQuery(id=strike.id)).data
    assert data.relations[0].relation == "conflicts" and data.dispute
    reasons = [one.reason for one in data.relations if one.relation == "conflicts"]
    assert any("fewer than six" in one and "both for 2024-05-02" in one for one in reasons)
    assert {row.address for row in data.figures} >= {one.left for one in data.relations}


def test_any_row_of_a_series_leads_to_it_and_unknown_ids_nowhere(reader, strike):
    last = series(reader, SeriesQuery(id=strike.id)).data.figures[-1]
    with pytest.raises(Moved):
        series(reader, SeriesQuery(id=short(last.address)))
    with pytest.raises(Missing):
        series(reader, SeriesQuery(id="0000000000"))


def test_what_articles_say_is_only_text(tmp_path):
    text = f"The strike on the harbour of Vessa {HOSTILE} killed {{}} people and set two freighters ablaze."
    items = [toll(n, f"Post {n} {HOSTILE}", "2024-05-03", str(n + 8), n + 8, "exactly", text=text) for n in range(3)]
    with client_of(make(tmp_path / "hostile.db", items)) as client:
        (row,) = client.get("/numbers.json").json()
        for path in ("/numbers", f"/numbers/{row['id']}", f"/numbers/{row['id']}?by=as_of"):
            html = client.get(path).text
            assert "Vessa" in html or "Post 0" in html
            assert "<script>alert" not in html


def test_a_series_in_a_browser(chromium, strike_db, strike):
    with serving(strike_db) as address:
        desk = Visit(chromium, address)
        desk.go("/numbers")
        desk.page.get_by_role("link", name="People: killed").click()
        desk.page.get_by_role("heading", name="The figures").wait_for()
        assert desk.page.get_by_role("img", name="People: killed").count() == 1  # the one for phones is hidden
        desk.page.get_by_role("link", name="the day that they hold for").click()
        desk.page.get_by_role("heading", name="Drawn by the day that figures hold for").wait_for()
        assert "by=as_of" in desk.page.url
        desk.page.get_by_role("link", name="at least eight").first.click()
        desk.page.get_by_role("heading", name="Toll of the strike").wait_for()
        assert "/articles/" in desk.page.url
        desk.end()
        phone = Visit(chromium, address, viewport={"width": 390, "height": 800}, java_script_enabled=False)
        phone.go(f"/numbers/{strike.id}")
        assert phone.page.locator("svg.narrow").is_visible() and phone.page.locator("svg.wide").is_hidden()
        widest = "Math.max(...[...document.querySelectorAll('main *')].map(one => one.getBoundingClientRect().right))"
        assert phone.page.evaluate(widest) <= 390
        phone.end()


def test_the_list_narrows_in_a_browser(visit):
    page = visit("/numbers").page
    page.get_by_label("What is counted").fill("ships")
    page.get_by_role("button", name="Show").click()
    page.get_by_text("1 series within these filters").wait_for()
    assert "about=ships" in page.url and page.locator(".series > li").count() == 1
