"""What lists are asked: filters, pages, counts and full text give what going through every claim would give."""

from __future__ import annotations

import random
import sqlite3

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.stories import QuickReader, articles, found
from tests.test_cli_show import TEXTS
from tests.test_keep_story import dump

from reportedly.keep import Story, StoryError
from reportedly.keep.filters import named
from reportedly.keep.searching import match_of
from reportedly.read.inflect import plural

ORDERS = ("weight", "reports", "date", "latest")
TABLES = ("claim", "name", "naming", "gap", "figure", "contest", "contest_side", "contest_row", "echo", "newsroom",
          "sentence", "claim_sentence", "words", "moment")  # fmt: skip


@pytest.fixture(scope="module")
def path(tmp_path_factory):
    path = tmp_path_factory.mktemp("asking") / "s.db"
    with Story(path, reader=QuickReader()) as story:
        story.add_found(articles(24))
        story.add_found([found("Éric Ducasse met two dockers in Oster. They marched.", outlet="Orsk Post",
                               url="https://o.example/é", published="2019-06-01", title="Dockers march")])  # fmt: skip
    with Story(path) as story:  # as the package reads: claims of several outlets, tolls that differ
        story.add_found(found(text, outlet=outlet, published=day, url=f"https://x.example/{day}/{outlet[:4]}")
                        for outlet, day, text in TEXTS)  # fmt: skip
    return path


@pytest.fixture(scope="module")
def story(path):
    with Story(path, readonly=True) as story:
        yield story


FILTERS = st.fixed_dictionaries({}, optional={
    "since": st.sampled_from(["2019-05-03", "2019-05-20"]), "until": st.sampled_from(["2019-05-04", "2019-05-30"]),
    "type": st.sampled_from(["ASSAULT", "assault", "CONSULT", "docker"]),
    "status": st.sampled_from(["happened", "did_not_happen"]), "ever": st.sampled_from(["happened", "did_not_happen"]),
    "outlet": st.sampled_from(["outlet", "Outlet 3", "orsk", "nobody"]),
    "voice": st.sampled_from(["Interior", "Outlet 1's own word", "nobody"]),
    "actor": st.sampled_from(["Interior Ministry", "éric", "France"]),
    "kind": st.sampled_from(["event", "quantity", "statement"]),
})  # fmt: skip


def fits(claim, since=None, until=None, type=None, status=None, ever=None, outlet=None, voice=None, actor=None,
         kind=None):  # fmt: skip
    """Whether a claim is within filters, told from what it shows."""
    first, last = claim.earliest or claim.first_report, claim.latest or claim.last_report
    return (
        (since is None or (last is not None and last >= since))
        and (until is None or (first is not None and first <= until))
        and (type is None or (claim.type or "").casefold() in (type.casefold(), plural(type).casefold()))
        and status in (None, claim.status) and kind in (None, claim.kind) and (ever is None or ever in claim.ever)
        and named(outlet, claim.outlet_names) and named(voice, claim.voice_names) and named(actor, claim.actors)
    )  # fmt: skip


@settings(max_examples=60, deadline=None)
@given(filters=FILTERS, order=st.sampled_from(ORDERS), limit=st.integers(0, 7), offset=st.integers(0, 9))
def test_filters_pages_and_counts_are_those_of_going_through_all_claims(story, filters, order, limit, offset):
    every = story.claims(order=order)
    expected = [claim for claim in every if fits(claim, **filters)]
    assert story.claims(order=order, **filters) == expected
    assert story.count("claims", **filters) == len(expected)
    page = story.claims(order=order, limit=limit, offset=offset, **filters)
    assert page == expected[offset:][: limit or None]


@pytest.mark.parametrize("view", ["claims", "events", "statements", "numbers", "disputes", "contests", "echoes",
                                  "voices", "outlets", "gaps", "articles"])  # fmt: skip
def test_every_view_comes_in_pages_that_make_the_whole(story, view):
    show = getattr(story, view)
    whole = show()
    assert story.count(view) == len(whole)
    if view not in ("echoes",):
        assert whole, "the story has some of everything but echoes"
    pages = [one for start in range(0, len(whole) + 3, 3) for one in show(limit=3, offset=start)]
    assert pages == whole


def test_orders_are_what_they_are_called(story):
    claims = story.claims(order="reports")
    assert [one.reports for one in claims] == sorted((one.reports for one in claims), reverse=True)
    assert max(one.reports for one in claims) > 1
    days = [one.last_report or "" for one in story.claims(order="latest")]
    assert days == sorted(days, reverse=True)
    with pytest.raises(ValueError, match="there is no such order"):
        story.claims(order="truth")


def test_a_claim_opens_into_its_rows_whichever_of_their_names_is_given(story):
    claim = max(story.claims(kind="event"), key=lambda one: len(one.rows))
    assert len(claim.rows) > 1
    detail = story.claim(claim.id)
    assert detail.claim == claim and tuple(row.address for row in detail.rows) == claim.rows
    assert {row.claim for row in detail.rows} == {claim.id}
    assert all(" ".join(row.words["trigger"].split()) in row.sentence for row in detail.rows)
    by_address = {row["address"]: row for row in story.rows()}
    for row in detail.rows:
        assert by_address[row.address]["body"] == row.body
        (short,) = story.database.connection.execute("SELECT hash FROM story_row WHERE address = ?", (row.address,))
        assert story.claim(row.address).claim.id == story.claim(short[0]).claim.id == claim.id
    with pytest.raises(KeyError):
        story.claim("0" * 10)


def test_an_article_opens_into_its_rows_in_text_order(story):
    for info in story.articles(limit=3):
        detail = story.article(info.key)
        assert (detail.outlet, detail.title, detail.version) == (info.outlet, info.title, info.version)
        here = {row["address"] for row in story.rows() if row["address"].startswith(f"{info.key}/")}
        assert {row.address for row in detail.rows} == here
        starts = [row.start for row in detail.rows]
        assert starts == sorted(starts)
        assert all(row.claim for row in detail.rows if row.kind == "event")
        assert not any(row.claim for row in detail.rows if row.kind == "entity")
    with pytest.raises(KeyError):
        story.article("0" * 16)


def test_words_are_found_in_sentences_and_titles_without_case_accents_and_endings(story):
    (hit,) = story.search('eric "two docker"')
    assert hit.text == "Éric Ducasse met two dockers in Oster." and hit.outlet == "Orsk Post"
    assert {story.claim(id).claim.kind for id in hit.claims} >= {"event"}
    assert {one.start for one in story.search("march docker")} == {-1}  # the title only: the sentences have one each
    assert len(story.search("raid", limit=0)) == story.count_found("raid") == 24
    assert len(story.search("raid", limit=5, offset=20)) == 4
    assert story.search("ducas*") and not story.search("ducas")
    assert [one.outlet for one in story.articles(text="ducasse")] == ["Orsk Post"]
    assert {claim.type for claim in story.claims(text="ducasse", kind="event")} == {"CONSULT"}
    with pytest.raises(ValueError, match="there is no word in it"):
        story.search(' "—" ')


@given(st.text())
def test_whatever_people_type_is_a_query_or_refused_in_words(text):
    db = sqlite3.connect(":memory:")
    db.execute("CREATE VIRTUAL TABLE words USING fts5(text)")
    try:
        query = match_of(text)
    except ValueError as error:
        assert "no word" in str(error)
    else:
        assert db.execute("SELECT * FROM words WHERE words MATCH ?", (query,)).fetchall() == []


def contents(path):
    """Every list without its numbers, which are of one file only."""
    return [view for view in dump(path) if view[0] not in ("v_versions",)]


def test_lists_follow_new_versions_and_decisions_whatever_the_order(tmp_path):
    def extra(text):
        return found(text, url="https://x.example/1", outlet="Outlet 1", published="2019-05-01")

    texts = ["Troops raided Vessa. They met a mayor in Tamb.", "Troops raided Lorne."]
    one, two = tmp_path / "one.db", tmp_path / "two.db"
    with Story(one, reader=QuickReader()) as story:
        story.add_found([extra(texts[0]), *articles(9)])
        assert story.search("mayor")
        story.add_found([extra(texts[1])])
        assert not story.search("mayor") and story.search("Lorne")
    given = [*articles(9), extra(texts[0])]
    random.Random(3).shuffle(given)
    with Story(two, reader=QuickReader()) as story:
        story.add_found([*given, extra(texts[1])])
        row = story.events(type="CONSULT")[0].rows[0]
        before = contents(two)
        entry = story.review.reject(row)
        assert contents(two) != before
        story.review.undo(entry.id)
    assert contents(two) == before == contents(one)


def older(path):
    """Make a story what version 1 had: no lists."""
    db = sqlite3.connect(path)
    views = [name for (name,) in db.execute("SELECT name FROM sqlite_master WHERE type = 'view'")]
    for name in ("v_names", "v_gaps", "v_figures", "v_dispute_rows", "v_outlets", "v_sentences", "v_claim_sentences",
                 "v_claim_list", "v_moments"):  # fmt: skip
        assert name in views
        db.execute(f"DROP VIEW {name}")
    for table in TABLES:
        db.execute(f"DROP TABLE {table}")
    db.execute("DROP INDEX article_published")
    db.execute("PRAGMA user_version = 1")
    db.commit()
    db.close()


def test_an_older_story_is_brought_up_to_date_when_it_is_written(tmp_path):
    path = tmp_path / "s.db"
    with Story(path, reader=QuickReader()) as story:
        story.add_found(articles(9))
    expected = dump(path)
    older(path)
    with pytest.raises(StoryError, match="of an older reportedly"):
        Story(path, readonly=True)
    with Story(path, reader=QuickReader()) as story:
        assert story.search("raid")
    assert dump(path) == expected


def test_a_story_without_moments_gets_those_of_its_events(tmp_path):
    path = tmp_path / "s.db"
    with Story(path, reader=QuickReader()) as story:
        story.add_found(articles(9))
    expected = dump(path)
    db = sqlite3.connect(path)
    assert db.execute("SELECT count(*) FROM v_moments").fetchone()[0] > 0
    for statement in ("DROP VIEW v_moments", "DROP INDEX claim_status", "DROP TABLE moment", "PRAGMA user_version = 3"):
        db.execute(statement)
    db.commit()
    db.close()
    with Story(path, reader=QuickReader()):
        pass
    assert dump(path) == expected


def test_moments_add_up_to_the_curves_of_the_story(story):
    from reportedly.keep.moments import spread

    for by in ("event", "report"):
        drawn = story.curves(by=by)
        with story.database.reading() as db:
            kept = spread(db, by, ("happened", "ongoing"))
        assert sum(one.events for one in kept if one.first) == round(sum(point.events for point in drawn.points))
        assert sum(one.events for one in kept if not one.first) == sum(one.events for one in drawn.undated)
        intensity = sum(one.above + one.below for one in kept if one.first)
        assert abs(intensity - sum(point.intensity for point in drawn.points)) < 0.01
