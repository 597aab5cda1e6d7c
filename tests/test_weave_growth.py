"""Groups grown edge by edge: growing a part anew gives what growing everything gives."""

from itertools import combinations

from hypothesis import given, settings
from hypothesis import strategies as st

from reportedly.weave.growth import Edge, Grown, Timeline, grow

ROWS = "abcdefghij"


def edges_of(scores):
    return [Edge(*pair, score) for pair, score in sorted(scores.items())]


def fits_of(bonds):
    """Groups fit if the bonds of all pairs across them are good on average; a bond below -3 forbids."""
    def fits(left, right):
        assert left < right  # asked for the lesser first
        across = [bonds.get((min(a, b), max(a, b)), 0) for a in left for b in right]
        return min(across) >= -3 and sum(across) > 0

    return fits


def anew(rows, scores, bonds, must):
    inner = {pair: score for pair, score in scores.items() if set(pair) <= set(rows)}
    return set(grow(rows, edges_of(inner), fits_of(bonds), [pair for pair in must if set(pair) <= set(rows)]).groups)


def added(row, old, scores, bonds, must):
    """Return the groups after adding a row to old groups, as a story does: waking what an edge would merge with."""
    here = {one for group in old for one in group.rows} | {row}
    known = {pair: score for pair, score in scores.items() if set(pair) <= here}
    pairs = [pair for pair in must if set(pair) <= here]
    of = {one: group for group in old for one in group.rows}
    woken: set[Grown] = set()
    while True:
        rows = {row, *(one for group in woken for one in group.rows)}
        more = {of[one] for pair in pairs if not rows.isdisjoint(pair) for one in pair if one not in rows}
        if more:
            woken |= more
            continue
        near = {pair: score for pair, score in known.items() if not rows.isdisjoint(pair)}
        part = grow(rows, edges_of(near), fits_of(bonds), [pair for pair in pairs if rows.issuperset(pair)],
                    beyond=lambda one: Timeline(of[one]),
                    before={one: Timeline(group) for group in woken for one in group.rows})  # fmt: skip
        if not part.wakes:
            return (set(old) - woken) | set(part.groups), len(woken)
        woken |= {of[one] for one in part.wakes}


PAIRS = st.sampled_from(list(combinations(ROWS, 2)))


@settings(max_examples=300, deadline=None)
@given(
    st.dictionaries(PAIRS, st.integers(1, 6), max_size=30), st.dictionaries(PAIRS, st.integers(-5, 5)),
    st.lists(PAIRS, max_size=2), st.permutations(ROWS),
)  # fmt: skip
def test_rows_added_in_any_order_grow_to_what_all_grow_to_at_once(scores, bonds, must, rows):
    bonds = scores | bonds
    groups: set[Grown] = set()
    for number, row in enumerate(rows):
        groups, _ = added(row, groups, scores, bonds, must)
        assert groups == anew(rows[: number + 1], scores, bonds, must)


def test_only_the_groups_that_a_row_would_change_are_grown_anew():
    scores = {("a", "b"): 5, ("c", "d"): 5, ("b", "c"): 1, ("d", "e"): 3}
    bonds = scores | {("a", "c"): -9, ("a", "e"): -9, ("b", "e"): -9}
    groups = anew("abcd", scores, bonds, [])
    assert {group.rows for group in groups} == {("a", "b"), ("c", "d")}
    after, woken = added("e", groups, scores, bonds, [])
    assert {group.rows for group in after} == {("a", "b"), ("c", "d", "e")} and woken == 1


def test_a_timeline_tells_the_group_before_each_edge():
    (group,) = grow("abc", [Edge("a", "b", 3.0), Edge("b", "c", 1.0)], lambda left, right: True).groups
    line = Timeline(group)
    assert line.at("a", Edge("a", "x", 4.0).rank) == ("a",)
    assert line.at("a", Edge("a", "x", 2.0).rank) == ("a", "b")
    assert line.at("a", Edge("a", "x", 0.5).rank) == ("a", "b", "c")
