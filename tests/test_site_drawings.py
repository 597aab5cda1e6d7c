"""What drawings reckon with: axes that hold what they draw, steps that hold every day, labels that fit."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from reportedly.keep.moments import Spread
from reportedly.show.site import scales, step_plot
from reportedly.show.site.curve import curve
from reportedly.show.site.step_plot import Told, draw

DAYS = st.dates(date(1, 1, 1), date(9999, 12, 31))
VALUES = st.floats(-1e12, 1e12, allow_nan=False).map(lambda value: float(round(value, 3)))


@given(st.lists(DAYS, min_size=1, max_size=8), st.integers(2, 9))
def test_an_axis_of_days_holds_them_in_order_with_few_words(found, most):
    axis = scales.days(found, 50, 800)
    places = [axis.at(day) for day in sorted(found)]
    assert places == sorted(places) and all(50 <= x <= 800 for x in places)
    ticks = axis.ticks(most)
    assert len(ticks) <= most + 2 and all(50 <= tick.at <= 800 for tick in ticks)


@given(st.lists(VALUES, min_size=1, max_size=8))
def test_an_axis_of_numbers_holds_them_in_order(found):
    axis = scales.numbers(found, 300, 10)
    places = [axis.at(value) for value in sorted(found)]
    assert places == sorted(places, reverse=True) and all(9 <= y <= 301 for y in places)
    assert len(axis.ticks(5)) <= 9


def test_numbers_of_very_different_size_have_powers_of_ten():
    axis = scales.numbers([8, 120_000], 300, 10)
    assert axis.powers and axis.at(100) - axis.at(1000) > 40
    assert [tick.words for tick in axis.ticks(6)] == ["1", "100", "10,000", "1m"]
    assert not scales.numbers([8, 12], 300, 10).powers


TOLD = st.builds(
    Told, origin=st.sampled_from("ABCDEFGHIJ"), first=st.just(date(2024, 5, 2)),
    last=st.dates(date(2024, 5, 2), date(2024, 6, 2)), low=st.floats(0, 500), high=st.none() | st.floats(500, 900),
    bound=st.sampled_from(["exactly", "at_least", "range"]), contested=st.booleans(), words=st.text(max_size=9),
)  # fmt: skip


@given(st.lists(TOLD, min_size=1, max_size=30))
def test_every_figure_is_drawn_within_the_plot_on_the_line_of_its_origin(found):
    letters = {name: step_plot.letter(n) for n, name in enumerate(sorted({one.origin for one in found}))}
    plot = draw(found, letters, 860, 330)
    assert {line.origin for line in plot.lines} == {one.origin for one in found}
    for mark in plot.marks:
        assert plot.left <= mark.x <= plot.right and plot.top - 1 <= mark.y <= plot.bottom + 1
    assert sum(line.path.count("M") for line in plot.lines) == len(plot.lines)
    assert draw([], letters, 860, 330) is None


@given(st.dates(date(1990, 1, 1), date(2020, 1, 1)), st.integers(0, 20_000), st.integers(1, 7), st.integers(1, 40))
def test_a_curve_has_each_event_once_whatever_its_steps(first, length, lasting, number):
    last = first + timedelta(length)
    middle = first + timedelta(length // 2)
    end = min(last, middle + timedelta(lasting - 1))
    found = [Spread("happened", str(middle), str(end), number, 2.0, -3.0), Spread("happened", None, None, 5, 0, 0)]
    drawn = curve(found, ("happened",), str(first), str(last), False)
    assert len(drawn.bins) <= 102 or drawn.step == "year"
    assert abs(sum(one.above.get("happened", 0) for one in drawn.bins) - number) < 1e-6
    assert drawn.beside == (0, 0, 5)
    covered = [one.first for one in drawn.bins]
    assert all(two == one.last + timedelta(1) for one, two in zip(drawn.bins, covered[1:], strict=False))


def test_what_lies_beyond_is_counted_and_not_drawn():
    told = (("1999-01-01", 3), ("2024-05-02", 1), ("2030-01-01", 2))
    found = [Spread("happened", day, day, number, 0, 0) for day, number in told]
    drawn = curve(found, ("happened",), "2024-05-01", "2024-05-10", False)
    assert drawn.beside == (3, 2, 0) and sum(one.above.get("happened", 0) for one in drawn.bins) == 1
    assert curve([], ("happened",), None, None, False).drawings == ()
