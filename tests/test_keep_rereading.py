"""Rows of one reading against those of another: who is whom, whatever the order, and never a look-alike."""

from hypothesis import given
from hypothesis import strategies as st

from reportedly.keep.rereading import SAME, Spot, carry, match, shifted, union_share

PIECE = st.tuples(st.integers(0, 60), st.integers(1, 20)).map(lambda at: (at[0], at[0] + at[1]))
KINDS = st.sampled_from(("event", "statement"))


@st.composite
def readings(draw):
    def spots(prefix):
        found = draw(st.lists(st.tuples(KINDS, PIECE), max_size=12))
        return [Spot(f"{prefix}{i}", kind, (span,)) for i, (kind, span) in enumerate(found)]

    return spots("old"), spots("new")


@given(readings(), st.randoms())
def test_a_match_is_one_to_one_of_one_kind_close_enough_and_ignores_order(two, random):
    old, new = two
    found = match(old, new)
    assert len(set(found.values())) == len(found)
    by = {spot.address: spot for spot in (*old, *new)}
    for mine, theirs in found.items():
        assert by[mine].kind == by[theirs].kind and union_share(by[mine], by[theirs]) >= SAME
    random.shuffle(old)
    random.shuffle(new)
    assert match(old, new) == found


@given(readings())
def test_no_two_that_are_left_over_would_have_matched(two):
    old, new = two
    found = match(old, new)
    rest_old = [spot for spot in old if spot.address not in found.values()]
    rest_new = [spot for spot in new if spot.address not in found]
    assert not [1 for a in rest_old for b in rest_new if a.kind == b.kind and union_share(a, b) >= SAME]


@given(st.lists(st.tuples(KINDS, PIECE), unique=True, max_size=12))
def test_a_reading_matches_itself_whole(found):
    spots = [Spot(f"a{i}", kind, (span,)) for i, (kind, span) in enumerate(found)]
    assert match(spots, spots) == {spot.address: spot.address for spot in spots}


def test_the_better_overlap_wins_and_the_source_breaks_ties():
    old = [Spot("wide", "event", ((0, 20),)), Spot("close", "event", ((0, 11),))]
    assert match(old, [Spot("n", "event", ((0, 10),))]) == {"n": "close"}
    said = ((0, 30),)
    old = [Spot("post", "statement", said, ((40, 44),)), Spot("mayor", "statement", said, ((50, 55),))]
    new = [Spot("x", "statement", said, ((50, 55),)), Spot("y", "statement", said, ((40, 44),))]
    assert match(old, new) == {"x": "mayor", "y": "post"}


def test_a_rejected_row_is_known_under_a_longer_span_but_not_in_another_mouth():
    rejected = [Spot("r", "event", ((10, 16),))]
    assert shifted(Spot("n", "event", ((3, 30),)), rejected) == "r"
    assert shifted(Spot("n", "event", ((20, 30),)), rejected) is None
    assert shifted(Spot("n", "quantity", ((10, 16),)), rejected) is None
    inner = [Spot("r", "statement", ((20, 40),), ((10, 15),))]
    assert shifted(Spot("n", "statement", ((10, 60),), ((0, 8),)), inner) is None


OLD = "Troops raided Vessa. Nobody was hurt.\n\nThe mayor fled. Ships wait. Ships wait."


def spot(text, words, nth=0):
    at = -1
    for _ in range(nth + 1):
        at = text.index(words, at + 1)
    return Spot(f"{words}{nth}", "event", ((at, at + len(words)),))


def test_rows_move_with_their_passage_and_are_gone_with_it():
    new = "An added lead.\n\nTroops raided Vessa. Two were hurt.\n\nShips wait. Ships wait."
    old_rows = [spot(OLD, "raided"), spot(OLD, "hurt"), spot(OLD, "fled"), spot(OLD, "wait", 1)]
    new_rows = [spot(new, "raided"), spot(new, "hurt"), spot(new, "wait", 0), spot(new, "wait", 1)]
    fates = carry(OLD, new, old_rows, [s._replace(address=f"new {s.address}") for s in new_rows])
    assert fates["raided0"].address == "new raided0"
    assert fates["hurt0"] == (None, None) and fates["fled0"] == (None, None)
    assert fates["wait1"].address == "new wait1"


def test_a_dropped_passage_is_never_moved_to_its_look_alike():
    old = "Troops raided Vessa. The town is calm.\n\nTroops raided Vessa."
    new = "The town is calm.\n\nTroops raided Vessa."
    fates = carry(old, new, [spot(old, "raided", 0), spot(old, "raided", 1)], [spot(new, "raided")])
    assert fates["raided0"].address is None and fates["raided1"].address == "raided0"


def test_a_passage_that_stands_but_is_not_read_again_is_still_there():
    fates = carry(OLD, OLD, [spot(OLD, "fled")], [])
    assert fates["fled0"].address is None and fates["fled0"].there is not None
