"""A story that grows: crowds of rows under one key, sentences told again and again, and what is compared with what."""

import random

import pytest
from tests.stories import QuickReader, articles, found
from tests.test_keep_story import dump

from reportedly.keep import Story, families
from reportedly.weave import claims as claiming
from reportedly.weave import compare as comparing
from reportedly.weave.facts import facts

DAYS = [f"2019-05-{day:02}" for day in range(1, 9)]


def reports(count):
    """Short reports of raids on one town, by several outlets, some of them the same deed."""
    return [
        found(f"Troops raided Vessa with {number % 3 + 21} trucks. A dog {'slept' if number % 2 else 'barked'}.",
              url=f"https://x.example/{number}", outlet=f"Outlet {number % 4}", published=DAYS[number % 8])
        for number in range(count)
    ]  # fmt: skip


@pytest.mark.parametrize("seed", range(3))
def test_a_key_that_becomes_a_crowds_is_used_no_more_whatever_the_order(tmp_path, monkeypatch, seed):
    monkeypatch.setattr(families.Claims, "crowd", 6)
    given = [*reports(14), *articles(6)]
    with Story(tmp_path / "one.db", reader=QuickReader()) as story:
        story.add_found(given)
        joints = story.database.connection.execute("SELECT count(*) FROM joint WHERE spot != other").fetchone()
    random.Random(seed).shuffle(given)
    with Story(tmp_path / "two.db", reader=QuickReader()) as story:
        story.add_found(given[:11])
        story.add_found(given)
    assert dump(tmp_path / "one.db") == dump(tmp_path / "two.db")
    monkeypatch.setattr(families.Claims, "crowd", 10_000)
    with Story(tmp_path / "all.db", reader=QuickReader()) as story:
        story.add_found(given)
        assert story.database.connection.execute("SELECT count(*) FROM joint WHERE spot != other").fetchone() > joints


def test_a_crowd_that_shrinks_lets_its_rows_be_compared_again(tmp_path, monkeypatch):
    """New texts take rows away from a crowded key: the story is that of the last texts alone."""
    monkeypatch.setattr(families.Claims, "crowd", 6)
    later = [found("A dog slept.", url=f"https://x.example/{number}", outlet=f"Outlet {number % 4}",
                   published=DAYS[number % 8]) for number in range(9)]  # fmt: skip
    with Story(tmp_path / "one.db", reader=QuickReader()) as story:
        story.add_found(reports(14))
        story.add_found(later)
        held = derived(story)
    with Story(tmp_path / "two.db", reader=QuickReader()) as story:
        for number in range(9):  # versions as in the other story, so that addresses are the same
            story.add_found([reports(14)[number], later[number]])
        story.add_found(reports(14)[9:])
        assert derived(story) == held


def derived(story):
    return sorted(story.database.connection.execute("SELECT family, id, body FROM v_things"))


def test_what_an_incremental_story_holds_is_what_grouping_everything_at_once_gives(tmp_path):
    with Story(tmp_path / "s.db", reader=QuickReader()) as story:
        story.add_found([*reports(14), *articles(12)])
        items = [story.item(info.key) for info in story.articles()]
        held = {claim.id: claim.rows for claim in story.claims()}
    made = claiming.claims(fact for item in items for fact in facts(item))
    assert {claim.id: claim.addresses for claim in made} == held


@pytest.fixture
def counted(monkeypatch):
    """The pairs of rows that are compared."""
    pairs = []

    def compare(left, right):
        pairs.append((left.address, right.address))
        return comparing.compare(left, right)

    monkeypatch.setattr(claiming, "compare", compare)
    return pairs


def test_a_sentence_told_again_and_again_is_compared_once(tmp_path, counted):
    once, other = "Troops raided Vessa on Monday with 21 trucks.", "Rebels shelled Lorne for an hour."
    with Story(tmp_path / "one.db", reader=QuickReader()) as story:
        story.add_found([found(f"{once} {other}", outlet="One", published=DAYS[0]),
                         found(once, outlet="Two", published=DAYS[0])])  # fmt: skip
        few, sizes = len(counted), sorted(len(claim.rows) for claim in story.claims())
    counted.clear()
    with Story(tmp_path / "many.db", reader=QuickReader()) as story:
        story.add_found([found(f"{f'{once} ' * 60}{other}", outlet="One", published=DAYS[0]),
                         found(once, outlet="Two", published=DAYS[0])])  # fmt: skip
        claims = story.claims()
        assert 0 < len(counted) <= few and len(claims) == len(sizes)
        assert sum(len(claim.rows) for claim in claims) == sum(sizes) + 59 * 2  # the raid and the trucks, each time
        raid = next(claim for claim in claims if claim.kind == "event" and len(claim.rows) > 50)
        assert raid.articles <= 2 and raid.outlets <= 2 and "raided" in raid.says
