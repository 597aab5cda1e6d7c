"""A story: articles, versions and rows come in once, stay, and are found again; bad files are refused in words."""

import sqlite3

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.stories import QuickReader, articles, found

from reportedly.keep import Story, StoryError

NARROW, WIDE = QuickReader(), QuickReader(wide=True)
URL = "https://www.example.org/vessa"


@pytest.fixture
def path(tmp_path):
    return tmp_path / "story.db"


def add(path, *given, reader=NARROW, **more):
    with Story(path, reader=reader, **more) as story:
        return story.add_found(given)


def rows(path, kind=None, **more):
    with Story(path, readonly=True) as story:
        return story.rows(kind, **more)


def dump(path):
    """Every view but those with times of the clock, as lines."""
    with Story(path, readonly=True) as story:
        db = story.database.connection
        names = [name for (name,) in db.execute("SELECT name FROM sqlite_master WHERE type = 'view' ORDER BY name")]
        return [(name, sorted(map(repr, db.execute(f"SELECT * FROM {name}")))) for name in names if "deci" not in name]


def test_adding_again_changes_nothing(path):
    assert add(path, *articles(5)).new == 5
    before = dump(path)
    assert add(path, *articles(6)) == (1, 0, 0, 5, 0)
    assert dump(path) != before
    before = dump(path)
    assert add(path, *articles(6)) == (0, 0, 0, 6, 0) and dump(path) == before


def test_the_same_wire_text_in_two_outlets_is_two_articles_even_under_one_domain(path):
    text = "Troops raided Vessa."
    added = add(path, found(text, url=URL, outlet="The Post"), found(text, url=URL, outlet="The Herald"),
                found(text, outlet="The Post"), found(text, outlet="The Herald"))  # fmt: skip
    assert added.new == 4


def test_an_address_is_one_however_it_is_written(path):
    text = "Troops raided Vessa."
    urls = (URL, "http://example.org/vessa/", URL + "?utm_source=feed#top")
    assert add(path, *(found(text, url=url, outlet="The Post") for url in urls)) == (1, 0, 0, 2, 0)


def test_short_row_ids_of_two_tables_are_not_confused(path):
    added = add(
        path,
        found("Troops raided Vessa.", id="1", source="a.csv row 1"),
        found("Troops raided Lorne.", id="1", source="b.csv row 1"),
    )
    assert added.new == 2


def test_a_new_text_is_a_new_version_and_the_old_one_stays(path):
    add(path, found("Troops raided Vessa. They met the mayor.", url=URL))
    new = found("Two days ago it began. Troops raided Vessa.", url=URL)
    assert add(path, new).version == 1
    old = [row for row in rows(path, "event", state=None) if "/1/" in row["address"]]
    states = {row["words"]["trigger"]: row["state"] for row in old}
    assert states == {"raided": "carried", "met": "withdrawn"}
    (live,) = rows(path, "event")
    assert "/2/event/" in live["address"] and "/1/event/7-13" in live["follows"]
    # the older text comes round again, in another feed say: neither a third version nor a step back
    assert add(path, found("Troops raided Vessa. They met the mayor.", url=URL)) == (0, 0, 0, 1, 0)
    assert add(path, new) == (0, 0, 0, 1, 0)


def test_a_differing_reader_keeps_addresses_supersedes_and_revives(path):
    add(path, found("Troops heavily raided Vessa and killed 3 dockers. They met.", url=URL))
    before = {row["address"] for row in rows(path, "event")}
    assert add(path, found("Troops heavily raided Vessa and killed 3 dockers. They met.", url=URL), reader=WIDE).reread
    after = {row["address"]: row["words"]["trigger"] for row in rows(path, "event")}
    # "heavily raided" shares 6 of 14 characters with "raided": another row
    assert len(before & after.keys()) == 1 and set(after.values()) == {"heavily raided", "met"}
    assert [row["state"] for row in rows(path, "quantity", state=None)] == ["superseded"]
    add(path, found("Troops heavily raided Vessa and killed 3 dockers. They met.", url=URL))
    assert {row["address"] for row in rows(path, "event")} == before
    assert [row["state"] for row in rows(path, "quantity", state=None)] == ["live"]


def test_what_was_unknown_is_filled_and_what_is_known_stays(path):
    text = "Troops raided Vessa."
    add(path, found(text, url=URL))
    assert add(path, found(text, url=URL, published="2019-05-02")).reread == 1
    assert add(path, found(text, url=URL, published="2019-06-30")).known == 1
    with Story(path, readonly=True) as story:
        assert [one.published for one in story.articles()] == ["2019-05-02"]
    with Story(path, reader=NARROW) as story:
        assert story.add_found([found(text, url=URL, published="2019-06-30")], stated=True).reread == 1
        assert [one.published for one in story.articles()] == ["2019-06-30"]


def test_inputs_are_kept_as_they_came(path):
    import hashlib

    raw = b"Troops raided Vessa."
    add(path, found(raw.decode()))
    with Story(path, readonly=True) as story:
        assert story.input(hashlib.sha256(raw).hexdigest()) == raw
        with pytest.raises(KeyError):
            story.input("0" * 64)


def test_a_failure_is_kept_until_its_input_is_read(path, tmp_path):
    good, bad = tmp_path / "a.txt", tmp_path / "b.txt"
    good.write_text("Troops raided Vessa.")
    bad.write_text("boom")
    with Story(path, reader=NARROW) as story:
        assert story.add([bad, good, tmp_path / "none.txt"]) == (1, 0, 0, 0, 2)
        assert [failure.source for failure in story.failures()] == [str(bad), str(tmp_path / "none.txt")]
        bad.write_text("They met.")
        assert story.add(bad).new == 1
        assert [failure.source for failure in story.failures()] == [str(tmp_path / "none.txt")]


def test_the_record_comes_back_as_it_was_read(path):
    one = articles(1)[0]
    add(path, one)
    with Story(path, readonly=True) as story:
        (info,) = story.articles()
        assert story.record(info.key) == NARROW.record(one.item)


@settings(max_examples=25, deadline=None)
@given(st.permutations(range(12)))
def test_no_view_depends_on_the_order_of_the_input(tmp_path_factory, order):
    made = articles(12)
    one, two = (tmp_path_factory.mktemp("s") / "s.db" for _ in range(2))
    add(one, *made)
    add(two, *(made[at] for at in order))
    assert dump(one) == dump(two)


def test_a_newer_story_is_refused_and_left_as_it_is(path):
    add(path, *articles(1))
    with sqlite3.connect(path) as db:
        db.execute("PRAGMA user_version = 99")
    db.close()
    before = path.read_bytes()
    for readonly in (True, False):
        with pytest.raises(StoryError, match=r"newer reportedly \(story version 99.*install the newer"):
            Story(path, readonly=readonly)
    assert path.read_bytes() == before


def test_other_files_are_refused_in_words(path, tmp_path):
    with pytest.raises(StoryError, match="no such story"):
        Story(path, readonly=True)
    assert not path.exists() or Story(path, readonly=True)
    with pytest.raises(StoryError, match="folder does not exist"):
        Story(tmp_path / "none" / "s.db")
    with pytest.raises(StoryError, match="it is a folder"):
        Story(tmp_path)
    text = tmp_path / "a.txt"
    text.write_text("Troops raided Vessa. " * 100)
    with pytest.raises(StoryError, match="no story"):
        Story(text)
    assert text.read_text() == "Troops raided Vessa. " * 100
    other = tmp_path / "other.db"
    with sqlite3.connect(other) as db:
        db.execute("CREATE TABLE t (x)")
    db.close()
    with pytest.raises(StoryError, match="another program"):
        Story(other)
    with pytest.raises(StoryError, match="a file for now"):
        Story("postgresql://localhost/story")


def test_a_story_that_cannot_be_written_says_so_and_can_be_read(path):
    add(path, *articles(2))
    with Story(path, readonly=True, reader=NARROW) as story:
        assert len(story.articles()) == 2
        with pytest.raises(StoryError, match="read-only"):
            story.add_found(articles(3))


def test_a_full_disk_loses_nothing_that_was_stored(path):
    add(path, *articles(2))
    with Story(path, reader=NARROW) as story:
        (pages,) = story.database.connection.execute("PRAGMA page_count").fetchone()
        story.database.connection.execute(f"PRAGMA max_page_count = {pages + 4}")
        with pytest.raises(StoryError, match="disk is full"):
            story.add_found(articles(40))
        stored = len(story.articles())
    assert 2 <= stored < 40
    assert add(path, *articles(40)) == (40 - stored, 0, 0, stored, 0)


def test_sql_users_find_claims_with_their_counts_and_rows(path):
    add(path, *articles(12))
    with sqlite3.connect(path) as db:
        claims = db.execute("SELECT claim, outlets, reports, voices, articles FROM v_claims").fetchall()
        rows = {claim: [] for claim, *_ in claims}
        for claim, address in db.execute("SELECT claim, address FROM v_claim_rows ORDER BY claim, place"):
            rows[claim].append(address)
        assert claims and all(rows.values())
        for claim, outlets, reports, voices, count in claims:
            assert 1 <= outlets <= count == len({address.split("/")[0] for address in rows[claim]})
            assert min(reports, voices) >= 1
        for view in ("v_echoes", "v_series", "v_disputes"):
            db.execute(f"SELECT * FROM {view}").fetchall()
    db.close()
