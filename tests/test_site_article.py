"""The article reader and the list of articles: verbatim text, rows, anchors, parts, versions, hostile input."""

import re
from html import unescape
from itertools import pairwise

import pytest
from tests.stories import QuickReader, found

from reportedly import Story
from reportedly.serve import make_app
from reportedly.show.site.article_text import parts_of
from reportedly.show.site.page import Missing
from reportedly.show.site.pages.article import ArticleQuery, article
from reportedly.show.site.pages.articles import ArticlesQuery, articles
from reportedly.show.site.reader import Reader
from reportedly.show.site.versions import compared

HOSTILE = "<script>alert(1)</script>"


def keys(reader):
    return [row.article for row in articles(reader, ArticlesQuery()).data]


def text_of(body):
    return "\n".join(unescape(re.sub(r"<[^>]+>", "", line)) for line in re.findall(r"<(?:p|h1) .*?</(?:p|h1)>", body))


@pytest.fixture
def client(tmp_path):
    from starlette.testclient import TestClient

    made = []

    def begin(*articles_found):
        path = tmp_path / f"{len(made)}.db"
        with Story(path, reader=QuickReader()) as story:
            story.add_found(articles_found)
        one = TestClient(make_app(path), base_url="http://127.0.0.1", raise_server_exceptions=True)
        made.append(one.__enter__())
        return made[-1]

    yield begin
    for one in made:
        one.__exit__(None, None, None)


def test_every_article_shows_its_text_and_every_row_in_text_order(site_reader):
    assert len(keys(site_reader)) == 15
    for key in keys(site_reader):
        page = article(site_reader, ArticleQuery(article=key))
        lines = [line for line in page.data.text.split("\n") if line.strip()]
        assert text_of(page.context["body"]) == "\n".join(lines)
        stored = site_reader.db.execute(
            "SELECT count(*) FROM story_row r JOIN article a ON a.key = r.article AND a.current = r.version "
            "WHERE r.article = ? AND r.state = 'live' AND r.verdict IS NOT 'reject'", (key,),
        ).fetchone()[0]  # fmt: skip
        assert len(page.data.rows) == stored > 0
        assert [row.start for row in page.data.rows] == sorted(row.start for row in page.data.rows)
        for row in page.data.rows:
            if row.kind in ("event", "quantity", "statement"):
                assert row.claim and row.outlets >= row.reports >= 1
                assert f'id="c{row.start}-{row.end}"' in page.context["body"]


def test_the_page_ties_rows_to_the_text_and_names_echoes_and_facts(site, site_reader):
    taken = site_reader.db.execute("SELECT article FROM echo WHERE evidence = 'copied' AND NOT weak").fetchone()[0]
    html = site.get(f"/articles/{taken}").text
    ids = re.findall(r' id="([^"]+)"', html)
    assert len(ids) == len(set(ids))
    for target in re.findall(r'href="#([^"]+)"', html):
        assert target in ids
    assert "data-echo=" in html and "Taken from others" in html and "SHA-256" in html
    assert html.count("<h1") == 1 and re.search(r"claim: .*\d outlets? · \d reports? · \d voices?", html)


def test_rows_of_one_kind_and_csv(site, site_reader):
    key = keys(site_reader)[0]
    numbers = site.get(f"/articles/{key}.json?kind=quantity").json()["rows"]
    assert numbers and {row["kind"] for row in numbers} == {"quantity"}
    csv = site.get(f"/articles/{key}.csv").text
    assert csv.startswith("address,kind,start,end,words") and csv.count("\n") > len(numbers)


def test_articles_are_chained_by_date(site_reader):
    listed = articles(site_reader, ArticlesQuery(order="oldest")).data
    forward = []
    key = listed[0].article
    while True:
        forward.append(key)
        after = article(site_reader, ArticleQuery(article=key)).context["neighbours"][1]
        if after is None:
            break
        assert article(site_reader, ArticleQuery(article=after.article)).context["neighbours"][0].article == key
        key = after.article
    assert forward == [row.article for row in listed]


def test_the_list_is_narrowed_by_outlet_and_days(site, site_reader):
    rows = site.get("/articles.json?outlet=harbour&since=2025-03-05&order=oldest").json()
    assert rows and {row["outlet"] for row in rows} == {"Harbour Post"}
    assert min(row["published"] for row in rows) >= "2025-03-05"
    assert site.get("/articles?order=sideways").status_code == 400
    assert site.get("/articles?outlet=nobody").status_code == 200


def test_two_versions_show_what_came_and_went_and_what_became_of_rows(site, site_reader):
    key = next(row.article for row in articles(site_reader, ArticlesQuery()).data if row.version == 2)
    told = site.get(f"/articles/{key}.json?version=1&with=2").json()["sentences"]
    removed = [one["text"] for one in told if one["change"] == "removed"]
    added = [one["text"] for one in told if one["change"] == "added"]
    assert len(removed) == 1 and "At least 11" in removed[0] and any("Correction" in one for one in added)
    page = article(site_reader, ArticleQuery(article=key, version=1, with_=2))
    states = {fate.row.state for fate in page.context["fates"]}
    assert states == {"withdrawn", "carried"}
    assert all(fate.now for fate in page.context["fates"] if fate.row.state == "carried")
    html = site.get(f"/articles/{key}?with=2&version=1").text
    assert "<del>" in html and "<ins>" in html and "withdrawn" in html
    old = site.get(f"/articles/{key}?version=1").text
    assert "This is an older text" in old and "At least 11 people" in unescape(re.sub(r"<[^>]+>", "", old))
    with pytest.raises(Missing):
        article(site_reader, ArticleQuery(article=key, version=3))


def test_sentences_of_equal_texts_are_the_same():
    assert {one.change for one in compared("One came. Two went.", "One came. Two went.")} == {"same"}


def test_what_there_is_not_is_said(site):
    assert site.get("/articles/nothing").status_code == 404
    assert site.get("/articles/0123456789abcdef.json").status_code == 404


def test_hostile_words_are_only_words(client):
    site = client(found(f"{HOSTILE} Troops raided Vessa & killed 3 dockers.", outlet=f'"{HOSTILE}', title=f"{HOSTILE}'",
                        url="javascript:alert(1)", published="2019-05-01", byline=(HOSTILE,)))  # fmt: skip
    key = site.get("/articles.json").json()[0]["article"]
    for path in ("/articles", f"/articles/{key}"):
        html = site.get(path).text
        assert "<script>alert" not in html and 'href="javascript' not in html and "&lt;script&gt;" in html


def test_a_long_text_is_shown_in_parts_and_says_so(client):
    calm = (f"It was calm by the quay all night, the harbour paper wrote {n:05}." for n in range(4000))
    text = "\n\n".join(["Troops raided Vessa.", *calm])
    assert len(text) > 200_000
    site = client(found(text, outlet="Post", title="Long", url="https://a.example/1", published="2019-05-01"))
    key = site.get("/articles.json").json()[0]["article"]
    first = site.get(f"/articles/{key}")
    assert len(first.content) < 600_000 and "This text is long" in first.text
    assert len(site.get(f"/articles/{key}?part=3").content) < 600_000
    assert site.get(f"/articles/{key}?part=999").status_code == 404


@pytest.mark.parametrize("text", ["", "a", "word " * 30_000, "x" * 100_000, "line\n" * 20_000, "\n" * 50_000])
def test_parts_follow_one_another(text):
    parts = parts_of(text)
    assert parts[0][0] == 0 and parts[-1][1] == len(text)
    assert all(one[1] == two[0] and one[0] < one[1] for one, two in pairwise(parts))


def test_characters_beyond_the_first_plane_keep_their_offsets(tmp_path):
    with Story(tmp_path / "a.db", reader=QuickReader()) as made:
        made.add_found([found("😀😀 Troops raided Vessa.", outlet="Post", url="https://a.example/1")])
        with Reader.open(made) as reader:
            page = article(reader, ArticleQuery(article=keys(reader)[0]))
    row = next(row for row in page.data.rows if row.kind == "event")
    assert page.data.text[row.start : row.end] == "raided" == row.words


def test_a_browser_walks_rows_follows_anchors_and_switches_layers(visit, site):
    rows = site.get("/articles.json").json()
    key = rows[0]["article"]
    told = [row for row in site.get(f"/articles/{key}.json").json()["rows"] if row["kind"] != "entity"]
    event = next(row for row in told if row["kind"] == "event")
    opened = visit(f"/articles/{key}#c{event['start']}-{event['end']}")
    page = opened.page
    assert "".join(page.locator("mark.here").all_inner_texts()) == event["words"]
    page.keyboard.press("n")
    assert page.locator(".row.on").count() == 1 and page.locator("mark.here").count() == 0
    first = page.locator(".row.on").get_attribute("id")
    page.keyboard.press("n")
    assert page.locator(".row.on").get_attribute("id") != first
    page.keyboard.press("p")
    assert page.locator(".row.on").get_attribute("id") == first
    piece = page.locator(".text a.trigger").first
    piece.click()
    assert page.locator(".row.on").get_attribute("id") == piece.get_attribute("href")[1:]
    plain = ".text .source:not(.on, .trigger, .number, .time)"
    colour = f"getComputedStyle(document.querySelector('{plain}')).backgroundColor"
    page.keyboard.press("Escape")
    on = page.evaluate(colour)
    page.locator("#layer-source").uncheck()
    assert page.evaluate(colour) != on
    page.locator("#rows-statement").uncheck()
    assert page.locator(".row-statement").first.is_hidden()
    before = page.url
    page.keyboard.press("P")
    page.wait_for_url(lambda url: url != before)


def test_the_reader_works_without_a_script(visit, site):
    key = site.get("/articles.json").json()[0]["article"]
    page = visit(f"/articles/{key}", java_script_enabled=False, viewport={"width": 390, "height": 800}).page
    page.locator("#rows-event").uncheck()
    assert page.locator(".row-event").first.is_hidden()
    page.locator(".text a.cue").first.click()
    assert page.locator(".row:target").count() == 1
