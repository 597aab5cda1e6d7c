"""Review in place: a whole round of decisions through the server, and everything that is refused."""

import html
import sqlite3
from contextlib import closing

import pytest

from reportedly import Story
from site_fixture import client_of

TOKEN = "a long enough token"
AUTHOR = {"author": "Ada", "reason": "read it again"}


@pytest.fixture
def copy(example_db, tmp_path):
    with closing(sqlite3.connect(example_db)) as whole, closing(sqlite3.connect(tmp_path / "cape.db")) as made:
        whole.backup(made)
        made.execute("PRAGMA journal_mode = WAL")
    return tmp_path / "cape.db"


@pytest.fixture
def client(copy):
    with client_of(copy, token=TOKEN) as client:
        yield client


@pytest.fixture
def writer(client):
    assert client.post("/login", data={"token": TOKEN, "next": "/review"}).headers["location"] == "/review"
    return client


def events(path):
    with Story(path, readonly=True) as story:
        return [row["address"] for row in story.rows("event")]


def decide(client, verb, address, **more):
    return client.post("/review", data={"verb": verb, "address": address, **AUTHOR, "next": f"/rows/{address}"} | more)


def row(client, address):
    return client.get(f"/rows/{address}.json").json()


def test_accept_reject_and_undo(writer, copy):
    address = events(copy)[0]
    claim = row(writer, address)["claim"]
    answer = decide(writer, "accept", address)
    assert (answer.status_code, answer.headers["location"]) == (303, f"/rows/{address}")
    assert row(writer, address)["verdict"] == "accept"
    assert decide(writer, "reject", address).status_code == 303
    held = row(writer, address)
    assert claim and held["claim"] is None and held["verdict"] == "reject" and address not in events(copy)
    undo = writer.post("/review", data={"undo": held["history"][0]["id"], **AUTHOR})
    assert (undo.status_code, undo.headers["location"]) == (303, "/review")
    assert row(writer, address)["claim"] == claim
    log = writer.get("/review.json").json()
    assert [(one["verb"], one["undone"]) for one in log] == [("undo", False), ("reject", True), ("accept", False)]
    assert {one["author"] for one in log} == {"Ada"}


def test_an_edit_by_form_and_a_stale_one(writer, copy):
    address = events(copy)[0]
    page = writer.get(f"/rows/{address}").text
    was = f'"{row(writer, address)["shown"]["status"]}"'
    assert f'name="was.status" value="{html.escape(was).replace("&quot;", "&#34;")}"' in page
    new = "conditional" if "conditional" not in was else "possible"
    form = {"to.status": new, "was.status": was, "to.mode": "", "was.mode": "null"}
    assert decide(writer, "edit", address, **form).status_code == 303
    held = row(writer, address)
    assert held["shown"]["status"] == new and held["history"][0]["change"] == f'status: {was} → "{new}"'
    stale = decide(writer, "edit", address, **form | {"to.status": "planned"})
    assert stale.status_code == 409 and "older state" in stale.text
    wish = {"verb": "edit", "address": address, "change": {"status": "planned"}, "before": {"status": new}, **AUTHOR}
    assert writer.post("/review", json=wish).json()["change"] == {"status": "planned"}
    assert "older state" in writer.post("/review", json=wish).json()["error"]


def test_merge_and_split(writer, copy):
    one, two = next((one, two) for one in events(copy)[:1] for two in events(copy)
                    if row(writer, two)["claim"] not in (None, row(writer, one)["claim"])
                    and row(writer, two)["shown"]["type"] == row(writer, one)["shown"]["type"])  # fmt: skip
    assert decide(writer, "merge", one, other=two).status_code == 303
    assert row(writer, one)["claim"] == row(writer, two)["claim"]
    assert decide(writer, "split", one, other=two).status_code == 303
    assert row(writer, one)["claim"] != row(writer, two)["claim"]


@pytest.mark.parametrize(
    ("wish", "said"),
    [({"verb": "merge"}, "takes two"), ({"verb": "shout"}, "no such decision"), ({"author": " "}, "who decides"),
     ({"address": "a/1/event/0-1"}, "no such row"), ({"verb": "edit"}, "changes nothing"),
     ({"verb": "edit", "change": '{"status": "planned"}'}, "what you saw"),
     ({"verb": "edit", "change": '{"score": 1}', "before": '{"score": 0}'}, "cannot be edited"),
     ({"verb": "edit", "change": "{"}, "JSON"), ({"reason": "x" * 3000}, "at most")],
)  # fmt: skip
def test_what_makes_no_sense_is_refused_in_a_sentence(writer, copy, wish, said):
    answer = decide(writer, **{"verb": "accept", "address": events(copy)[0]} | wish)
    assert answer.status_code == 400 and said in html.unescape(answer.text)
    assert writer.get("/review.json").json() == []


def test_only_with_the_token_and_from_here(client, copy):
    address = events(copy)[0]
    assert decide(client, "reject", address).status_code == 403
    assert f"/login?next=/rows/{address}" in client.get(f"/rows/{address}").text
    client.post("/login", data={"token": TOKEN})
    for headers in ({"Origin": "https://evil.example"}, {"Sec-Fetch-Site": "cross-site"}, {"Origin": "null"}):
        answer = client.post("/review", data={"verb": "reject", "address": address, **AUTHOR}, headers=headers)
        assert answer.status_code == 403
    assert address in events(copy)
    for next in ("https://evil.example/", "//evil.example"):
        assert decide(client, "accept", address, next=next).headers["location"] == "/"


def test_without_a_token_the_page_says_how_to_write(site, example_db):
    address = events(example_db)[0]
    page = site.get(f"/rows/{address}").text
    assert "--token" in page and "REPORTEDLY_TOKEN" in page and 'method="post"' not in page
    assert decide(site, "reject", address).status_code == 403
    assert site.get("/rows/nothing").status_code == 404


def test_what_people_write_is_only_text(writer, copy):
    address, hostile = events(copy)[0], "<script>alert(1)</script>{{ 7*7 }}"
    assert decide(writer, "accept", address, reason=hostile, author='"><img src=x>').status_code == 303
    for path in ("/review", f"/rows/{address}"):
        text = writer.get(path).text
        assert "&lt;script&gt;alert(1)" in text and "<script>alert" not in text and "<img" not in text


def test_what_a_newer_text_left_unmatched_waits(tmp_path):
    from tests.stories import QuickReader, found

    url = "https://post.example/vessa"
    with Story(tmp_path / "s.db", reader=QuickReader()) as story:
        story.add_found([found("Troops raided Vessa. They met officials.", url=url)])
        gone = next(one["address"] for one in story.rows("event") if one["words"]["trigger"] == "met")
        story.review.accept(gone, author="Ada")
        story.add_found([found("Troops raided Vessa.", url=url)])
    with client_of(tmp_path / "s.db") as client:
        page = client.get("/review?show=queue").text
        assert "dropped the passage" in page and gone in page
        assert client.get("/review.json?show=queue").json()[0]["waits"].startswith(gone)
        assert "They <mark>met</mark>" in client.get(f"/rows/{gone}").text
