"""The server: pages with their data beside them, unchanged pages, plain errors, who may read, and limits."""

import csv
import io
import json

import pytest
from jsonschema import Draft202012Validator
from tests.stories import QuickReader, articles, found

from reportedly import Story
from reportedly.keep import StoryError
from reportedly.serve import make_app
from reportedly.serve.access import Access
from reportedly.serve.tries import Tries
from reportedly.show.site.page import Entry, Moved, Query
from reportedly.show.site.pages.story import StoryRow
from reportedly.show.site.table import PAGES
from site_fixture import client_of

TOKEN = "a long enough token"


def paths():
    return [entry.address for entry in PAGES.values() if not entry.parameters]


@pytest.mark.parametrize("path", paths())
def test_every_page_is_html_json_and_csv(site, path):
    answer = site.get(path)
    assert answer.status_code == 200 and answer.headers["content-type"].startswith("text/html")
    assert site.head(path).status_code == 200 and not site.head(path).content
    base = "/index" if path == "/" else path
    data = site.get(f"{base}.json").json()
    rows = list(csv.DictReader(io.StringIO(site.get(f"{base}.csv").text)))
    if isinstance(data, list):
        assert [row.get("id") for row in rows] == [row.get("id") for row in data]


def test_the_description_fits_the_data(site):
    told = site.get("/api/openapi.json").json()
    assert {"/index.json", "/index.csv"} <= set(told["paths"])
    get = told["paths"]["/index.json"]["get"]
    assert {one["name"] for one in get["parameters"]} >= {"since", "show", "page"}
    schema = get["responses"]["200"]["content"]["application/json"]["schema"] | {"components": told["components"]}
    Draft202012Validator(schema).validate(site.get("/index.json").json())
    with pytest.raises(Exception, match="outlets"):
        Draft202012Validator(schema).validate([{**site.get("/index.json").json()[0], "outlets": "many"}])
    assert "/index.json" in site.get("/api").text


def test_an_unchanged_page_is_not_sent_again_and_a_changed_one_is(tmp_path):
    with Story(tmp_path / "s.db", reader=QuickReader()) as story:
        story.add_found(articles(3))
        with client_of(tmp_path / "s.db") as client:
            tag = client.get("/").headers["etag"]
            again = client.get("/", headers={"If-None-Match": tag})
            assert (again.status_code, again.content) == (304, b"")
            story.add_found([found("Troops raided Lorne.", url="https://x.example/9", published="2019-06-01")])
            changed = client.get("/", headers={"If-None-Match": tag})
            assert changed.status_code == 200 and "Troops raided Lorne." in changed.text


def test_a_page_is_sent_again_when_what_an_article_is_called_has_changed(tmp_path):
    text = "Troops raided Lorne."
    with Story(tmp_path / "s.db", reader=QuickReader()) as story:
        story.add_found([found(text, url="https://x.example/9", outlet="Post", published="2019-06-01")])
        with client_of(tmp_path / "s.db") as client:
            tag = client.get("/articles").headers["etag"]
            with story.database.transaction() as db:
                db.execute("UPDATE article SET published = '2019-06-02'")
            changed = client.get("/articles", headers={"If-None-Match": tag})
            assert changed.status_code == 200 and "2019-06-02" in changed.text
            tag = changed.headers["etag"]
            story.add_found([found(text, url="https://x.example/9", outlet="Post", title="A title that came later")])
            changed = client.get("/articles", headers={"If-None-Match": tag})
            assert changed.status_code == 200 and "A title that came later" in changed.text
            tag = changed.headers["etag"]
            assert client.get("/articles", headers={"If-None-Match": tag}).status_code == 304


@pytest.mark.parametrize(
    ("path", "status"), [("/nothing", 404), ("/?since=soon", 400), ("/index.json?page=0", 400), ("/?x=1", 400)]
)
def test_errors_are_plain_words_with_the_headers(site, path, status):
    answer = site.get(path)
    assert answer.status_code == status and "Traceback" not in answer.text and "/src/" not in answer.text
    assert answer.headers["x-content-type-options"] == "nosniff"
    if ".json" in path:
        assert "page=0" in json.loads(answer.text)["error"]


class OneQuery(Query, frozen=True, kw_only=True):
    id: str


def _one(reader, query):
    if query.id == "old":
        raise Moved("one", id="new")
    raise RuntimeError("secret of the program")


ONE = {**PAGES, "one": Entry("one", "/ones/{id}", "", _one, OneQuery, StoryRow)}


def test_an_error_of_ours_shows_nothing_of_the_program(example_db):
    with client_of(example_db, pages=ONE) as client:
        answer = client.get("/ones/x")
        assert answer.status_code == 500 and "secret" not in answer.text
        assert "default-src 'self'" in answer.headers["content-security-policy"]
        assert client.get("/ones/old.json").headers["location"] == "/ones/new.json"
        assert client.get("/").status_code == 200  # the connection is good for the next


def test_a_page_that_takes_too_long_is_given_up(tmp_path):
    def endless(reader, query):
        reader.db.execute(
            "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT max(i) FROM n"
        ).fetchone()

    with Story(tmp_path / "s.db") as story:
        story.add_found([])
    pages = {"story": PAGES["story"]._replace(function=endless)}
    with client_of(tmp_path / "s.db", pages=pages, seconds=0.05) as client:
        assert client.get("/").status_code == 503


def test_safety_headers_and_no_script_within_the_page(site):
    answer = site.get("/")
    policy = answer.headers["content-security-policy"]
    assert "default-src 'self'" in policy and "frame-ancestors 'none'" in policy and "unsafe" not in policy
    assert answer.headers["referrer-policy"] == "no-referrer"
    assert "<style" not in answer.text and "<script>" not in answer.text and " style=" not in answer.text
    assert site.get("/static/site.css").status_code == 200
    assert site.get("/static/../app.py").status_code == 404


def test_other_names_of_the_machine_are_refused_on_loopback(site):
    assert site.get("/", headers={"Host": "news.example"}).status_code == 421
    assert site.get("/", headers={"Host": "localhost:8420"}).status_code == 200


def test_too_large_requests_are_refused(site):
    assert site.post("/login", content=b"x" * 70_000).status_code == 413
    assert site.get("/?show=" + "x" * 5000).status_code == 414


def test_beyond_loopback_reading_needs_the_token(example_db):
    with client_of(example_db, token=TOKEN, host="0.0.0.0") as client:
        refused = client.get("/?show=talk")
        assert refused.status_code == 401 and "Log in" in refused.text and "Cape Dorn" not in refused.text
        assert client.get("/index.json").status_code == 401
        assert client.get("/index.json", headers={"Authorization": f"Bearer {TOKEN}"}).status_code == 200
        assert client.get("/index.json", headers={"Authorization": f"Bearer {TOKEN}x"}).status_code == 401
        assert client.post("/login", data={"token": "wrong"}).status_code == 401
        answer = client.post("/login", data={"token": TOKEN, "next": "/?show=talk"})
        assert (answer.status_code, answer.headers["location"]) == (303, "/?show=talk")
        cookie = answer.headers["set-cookie"]
        assert "HttpOnly" in cookie and "SameSite=strict" in cookie and TOKEN not in cookie
        assert client.get("/").status_code == 200


def test_logins_are_tried_a_few_times_a_minute(example_db):
    with client_of(example_db, token=TOKEN, host="0.0.0.0") as client:
        assert [client.post("/login", data={"token": f"wrong {n}"}).status_code for n in range(5)] == [401] * 5
        refused = client.post("/login", data={"token": TOKEN})
        assert refused.status_code == 429 and 1 <= int(refused.headers["retry-after"]) <= 60
        assert "wait" in refused.text and "set-cookie" not in refused.headers
        assert client.get("/login").status_code == 200


def test_tries_are_by_address_and_are_forgotten_after_a_minute():
    now = 0.0
    tries = Tries(lambda: now)
    for now in (0.0, 10.0, 20.0, 30.0, 40.0):  # noqa: B007
        assert tries.wait("a") == 0
        tries.failed("a")
    assert tries.wait("a") == 20 and tries.wait("b") == 0
    now = 60.5
    assert tries.wait("a") == 0
    tries.failed("a")
    assert tries.wait("a") == 10


@pytest.mark.parametrize("next", ["https://evil.example/", "//evil.example", "/\\evil.example", "javascript:alert(1)"])
def test_a_login_leads_nowhere_else(example_db, next):
    with client_of(example_db, token=TOKEN, host="0.0.0.0") as client:
        assert client.post("/login", data={"token": TOKEN, "next": next}).headers["location"] == "/"


def test_a_server_for_others_needs_a_good_token():
    with pytest.raises(ValueError, match="token is needed"):
        Access(None, "0.0.0.0")
    with pytest.raises(ValueError, match="too short"):
        Access("short", "127.0.0.1")
    assert Access(None, "::1").open and not Access(TOKEN, "192.168.1.2").open


def test_what_is_no_story_is_said_at_the_start(tmp_path):
    (tmp_path / "notes.db").write_text("no story at all, just some words that are long enough to be a header" * 20)
    with pytest.raises(StoryError, match="no story"):
        make_app(tmp_path / "notes.db")
