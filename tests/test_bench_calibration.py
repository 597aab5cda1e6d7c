"""The calibration figures: known cases, and what holds for any scores."""

from bench.calibration import equal_mass, equal_width, expected_error
from hypothesis import given
from hypothesis import strategies as st

ROWS = st.lists(st.tuples(st.floats(0, 1), st.booleans()), min_size=1, max_size=80)


def test_scores_that_mean_what_they_say_have_no_error() -> None:
    rows = [(0.8, n < 4) for n in range(5)] + [(0.25, n < 1) for n in range(4)]
    assert expected_error(equal_width(rows)) < 1e-9
    assert abs(expected_error([[(1.0, False)], [(1.0, True)]]) - 0.5) < 1e-9


def test_overconfidence_is_measured() -> None:
    rows = [(0.95, n < 12) for n in range(20)]  # 0.95 said, 0.6 true
    assert abs(expected_error(equal_mass(rows, 1)) - 0.35) < 1e-9
    assert abs(expected_error(equal_width(rows)) - 0.35) < 1e-9


@given(ROWS)
def test_bins_hold_every_row_once_in_order_of_score(rows: list[tuple[float, bool]]) -> None:
    even, wide = equal_mass(rows), equal_width(rows)
    assert [row for one in even for row in one] == sorted(rows)
    assert sorted(row for one in wide for row in one) == sorted(rows)
    assert max(map(len, even)) - min(map(len, even)) <= 1
    assert 0 <= expected_error(wide) <= 1
