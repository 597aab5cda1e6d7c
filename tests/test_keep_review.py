"""Decisions: applied, undone, exported, applied again after other readers and newer texts; stale ones refused."""

import sqlite3

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.stories import QuickReader, found

from reportedly.keep import Story, StoryError
from reportedly.keep.decisions import Stale

NARROW, WIDE = QuickReader(), QuickReader(wide=True)
URL = "https://post.example/vessa"
TEXT = (
    "Troops heavily raided Vessa and killed 3 dockers. They met officials. "
    "Nobody marched, the Interior Ministry denied."
)


def one(text=TEXT):
    return found(text, url=URL, outlet="The Post")


@pytest.fixture
def path(tmp_path):
    path = tmp_path / "s.db"
    with Story(path, reader=NARROW) as story:
        story.add_found([one()])
    return path


@pytest.fixture
def story(path):
    with Story(path, reader=NARROW) as story:
        yield story


def event(story, words, **more):
    [row] = [row for row in story.rows("event", **more) if words in row["words"]["trigger"]]
    return row


def reread(path, text=TEXT, reader=WIDE):
    with Story(path, reader=reader) as story:
        return story.add_found([one(text)])


def test_a_rejected_row_leaves_rows_record_and_views_until_undone(story):
    address = event(story, "met")["address"]
    entry = story.review.reject(address, author="Ada", reason="no meeting")
    assert address not in {row["address"] for row in story.rows()}
    assert address not in {row["address"] for row in story.table("events")}
    (info,) = story.articles()
    assert len(story.record(info.key).events) == 2
    back = story.review.undo(entry.id)
    assert event(story, "met")["address"] == address and len(story.record(info.key).events) == 3
    story.review.undo(back.id)  # the undoing undone
    assert address not in {row["address"] for row in story.rows()}
    assert [entry.verb for entry in story.review.log()] == ["reject", "undo", "undo"]
    with pytest.raises(StoryError, match="undone already"):
        story.review.undo(back.id)


def test_an_edit_shows_everywhere_and_the_reading_stays_beneath(story):
    row = event(story, "raided")
    story.review.edit(row["address"], {"status": "planned", "place.country": "VEN"}, author="Ada")
    assert [e["status"] for e in story.table("events") if e["address"] == row["address"]] == ["planned"]
    (info,) = story.articles()
    assert [e.status for e in story.record(info.key).events if e.place.country == "VEN"] == ["planned"]
    story.review.undo(story.review.log()[0].id)
    assert event(story, "raided")["body"] == row["body"]


def test_a_stale_edit_is_refused_with_the_difference(story):
    address = event(story, "raided")["address"]
    story.review.edit(address, {"status": "planned"}, seen={"status": "happened"})
    with pytest.raises(Stale, match=r'status was "happened" and is now "planned"'):
        story.review.edit(address, {"status": "considered"}, seen={"status": "happened"})
    assert event(story, "raided")["body"]["status"] == "planned" and len(story.review.log()) == 1


@pytest.mark.parametrize(
    ("change", "reason"),
    [({"status": "perhaps"}, "perhaps"), ({"colour": "red"}, "no field 'colour'"), ({"score": 1}, "cannot be edited"),
     ({}, "changes nothing"), ({"place.town": "x"}, "no field"), ({"actor": [[0]]}, "actor")],
)  # fmt: skip
def test_an_edit_that_fits_no_row_is_refused(story, change, reason):
    with pytest.raises(StoryError, match=reason):
        story.review.edit(event(story, "raided")["address"], change)
    assert not story.review.log()


def test_rows_have_short_names_and_unknown_ones_are_refused(story):
    from reportedly.keep.rows import short

    address = event(story, "met")["address"]
    assert story.review.accept(short(address)).address == address
    for name in ("0123456789", "a/1/event/0-1", "nonsense"):
        with pytest.raises(StoryError, match="no such row"):
            story.review.accept(name)
    with pytest.raises(StoryError, match="two different rows"):
        story.review.merge(address, address)


def test_the_log_is_only_appended_to(story):
    story.review.accept(event(story, "met")["address"])
    for statement in ("DELETE FROM decision", "UPDATE decision SET author = 'x'"):
        with pytest.raises(sqlite3.Error, match="only appended"):
            story.database.connection.execute(statement)


def test_decisions_hold_after_a_differing_reader(path):
    with Story(path, reader=NARROW) as story:
        story.review.reject(event(story, "raided")["address"])
        story.review.edit(event(story, "met")["address"], {"status": "planned"})
        story.review.accept(story.rows("quantity")[0]["address"])
    assert reread(path).reread == 1
    with Story(path, reader=WIDE) as story:
        # "heavily raided" is not the rejected "raided" by overlap, but it is the same row under a longer span
        assert [row["words"]["trigger"] for row in story.rows("event")] == ["met", "marched"]
        assert event(story, "met")["body"]["status"] == "planned"
        [waiting] = story.review.queue()
        assert waiting.decision.verb == "accept" and "newer reading" in waiting.reason
    reread(path, reader=NARROW)
    with Story(path, reader=NARROW) as story:
        assert not story.review.queue() and story.rows("quantity")[0]["verdict"] == "accept"
        assert [row["words"]["trigger"] for row in story.rows("event")] == ["met", "marched"]


def test_decisions_go_with_their_passage_into_a_newer_version(path):
    with Story(path, reader=NARROW) as story:
        story.review.reject(event(story, "raided")["address"])
        story.review.edit(event(story, "met")["address"], {"status": "planned"})
        story.review.accept(event(story, "marched")["address"])
    assert reread(path, "A new lead.\n\n" + TEXT[: TEXT.index(" Nobody")], NARROW).version == 1
    with Story(path, reader=NARROW) as story:
        assert [row["words"]["trigger"] for row in story.rows("event")] == ["met"]
        assert event(story, "met")["body"]["status"] == "planned"
        [waiting] = story.review.queue()
        assert waiting.decision.verb == "accept" and "dropped the passage" in waiting.reason


def test_a_rejected_row_does_not_come_back_longer_in_a_newer_version(path):
    with Story(path, reader=NARROW) as story:
        story.review.reject(event(story, "raided")["address"])
    reread(path, "A new lead.\n\n" + TEXT, WIDE)
    with Story(path, reader=WIDE) as story:
        assert "heavily raided" not in {row["words"]["trigger"] for row in story.rows("event")}


def test_an_edit_of_characters_waits_when_the_text_is_another(path):
    with Story(path, reader=NARROW) as story:
        story.review.edit(event(story, "met")["address"], {"actor": [[50, 54]]})
    reread(path, "A new lead.\n\n" + TEXT, NARROW)
    with Story(path, reader=NARROW) as story:
        assert event(story, "met")["body"]["actor"] == []
        [waiting] = story.review.queue()
        assert "does not fit" in waiting.reason


def test_a_log_is_carried_to_another_story_in_whatever_order_they_are_filled(path, tmp_path):
    with Story(path, reader=NARROW) as story:
        story.review.reject(event(story, "raided")["address"], author="Ada", reason="“no”")
        story.review.edit(event(story, "met")["address"], {"status": "planned"})
        story.review.merge(event(story, "met")["address"], event(story, "marched")["address"])
        lines = story.review.export().splitlines()
        expected = story.rows()
    for first in ("articles", "log"):
        with Story(tmp_path / f"{first}.db", reader=NARROW) as other:
            if first == "articles":
                other.add_found([one()])
            assert other.review.apply(lines) == (3, 0, ())
            assert bool(other.review.queue()) == (first == "log")
            other.add_found([one()])
            assert other.rows() == expected and not other.review.queue()
            assert other.review.apply(lines) == (0, 3, ()) and other.review.export() == story_export(path)


def story_export(path):
    with Story(path, readonly=True) as story:
        return story.review.export()


def test_an_import_refuses_stale_edits_and_takes_the_rest(path, tmp_path):
    with Story(path, reader=NARROW) as story:
        story.review.edit(event(story, "met")["address"], {"status": "planned"})
        story.review.accept(event(story, "raided")["address"])
        lines = story.review.export().splitlines()
    with Story(tmp_path / "o.db", reader=NARROW) as other:
        other.add_found([one()])
        other.review.edit(event(other, "met")["address"], {"status": "considered"})
        taken, known, refused = other.review.apply([*lines, b"no json", b""])
        assert (taken, known) == (1, 0) and len(refused) == 2
        assert 'status was "happened" and is now "considered"' in refused[0] and refused[1].startswith("line 3")


VERBS = st.lists(st.tuples(st.sampled_from(("accept", "reject", "edit", "undo")), st.integers(0, 5)), max_size=10)


@settings(max_examples=30, deadline=None)
@given(VERBS)
def test_what_is_shown_is_a_function_of_the_log(tmp_path_factory, verbs):
    folder = tmp_path_factory.mktemp("s")
    with Story(folder / "a.db", reader=NARROW) as story:
        story.add_found([one()])
        addresses = [row["address"] for row in story.rows("event")]
        for verb, number in verbs:
            log = story.review.log()
            try:
                if verb == "undo" and log:
                    story.review.undo(log[number % len(log)].id)
                elif verb == "edit":
                    status = ("planned", "ongoing")[number % 2]
                    story.review.edit(addresses[number % 3], {"status": status})
                elif verb in ("accept", "reject"):
                    getattr(story.review, verb)(addresses[number % 3])
            except StoryError as error:
                assert "undone already" in str(error)
        with Story(folder / "b.db", reader=NARROW) as other:
            # no edit can be stale for want of its `before`: they are taken as they were made
            assert not other.review.apply(story.review.export().splitlines()).refused
            other.add_found([one()])
            assert other.rows(rejected=True) == story.rows(rejected=True)
