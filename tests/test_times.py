from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportedly.read.sentences import sentences
from reportedly.read.times import find_times, interval
from reportedly.record import Time

MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
)  # fmt: skip
TUESDAY = "2019-02-26"


def read(text: str, published: str | None = TUESDAY) -> list[tuple[str, str | None]]:
    found = find_times(text, sentences(text), published)
    return [(text[t.spans[0][0] : t.spans[0][1]], t.value) for t in found]


def test_a_weekday_lies_on_the_side_that_its_verb_tells() -> None:
    sunday, monday = "2025-03-09", "2025-03-10"
    assert read("Thousands marched through Orskgrad on Saturday.", sunday) == [("Saturday", "2025-03-08")]
    assert read("Troops will stay in Orskgrad through Saturday.", sunday) == [("Saturday", "2025-03-15")]
    assert read("The strikes had been planned for Sunday.", monday) == [("Sunday", "2025-03-09")]
    assert read("The strikes had been planned for Wednesday.", monday) == [("Wednesday", "2025-03-12")]


ABSOLUTE = [
    ("The vote on Feb. 24, 2019, was close.", [("Feb. 24, 2019", "2019-02-24")]),
    ("They met on 24 February 2019 in Oslo.", [("24 February 2019", "2019-02-24")]),
    ("On the 24th of February 2019 it rained.", [("the 24th of February 2019", "2019-02-24")]),
    ("Elections are due in September 2025.", [("September 2025", "2025-09")]),
    ("According to a 2023 report, it doubled.", [("2023", "2023")]),
    ("Filed 2019-02-24 in New York.", [("2019-02-24", "2019-02-24")]),
    ("Signed on 7/31/2016.", [("7/31/2016", "2016-07-31")]),
    ("In the 1990s and the late 1970s.", [("the 1990s", "199"), ("the late 1970s", "197")]),
    ("The wars of the 20th century.", [("the 20th century", "19")]),
    ("The 1950-53 war ended in a truce.", [("1950-53", "1950/1953")]),
    ("The 1914-1918 war.", [("1914-1918", "1914/1918")]),
    ("It grew in the third quarter of 2018.", [("the third quarter of 2018", "2018-Q3")]),
    ("It fell in the first half of 2018.", [("the first half of 2018", "2018-H1")]),
    ("The spring of 2011 changed Egypt.", [("The spring of 2011", "2011-SP")]),
    ("The Sept. 11 attacks changed that.", [("Sept. 11", "2001-09-11")]),
    ("Since the Sept. 11, 2001, attacks", [("Sept. 11, 2001", "2001-09-11")]),
    ("The summit of April 27-28, 2018, failed.", [("April 27-28, 2018", "2018-04-27/2018-04-28")]),
    ("On Friday, Feb. 22, 2019, he left.", [("Friday, Feb. 22, 2019", "2019-02-22")]),
]

RELATIVE = [
    ("Pompeo said on Monday he was sure.", [("Monday", "2019-02-25")]),
    ("Pompeo said Tuesday he was sure.", [("Tuesday", "2019-02-26")]),
    ("He will meet Kim on Thursday.", [("Thursday", "2019-02-28")]),
    ("The plan is announced on Friday, aides say.", [("Friday", "2019-03-01")]),
    ("Talks are expected to resume by Friday.", [("Friday", "2019-03-01")]),
    ("He declined to comment Friday.", [("Friday", "2019-02-22")]),
    ("The alert was issued last Friday.", [("last Friday", "2019-02-22")]),
    ("He returns next Tuesday.", [("next Tuesday", "2019-03-05")]),
    ("Shells fell on Monday night.", [("Monday night", "2019-02-25TNI")]),
    ("It was over late Friday.", [("late Friday", "2019-02-22")]),
    ("Jets struck early this morning.", [("early this morning", "2019-02-26TMO")]),
    (
        "Yesterday, today and tomorrow.",
        [("Yesterday", "2019-02-25"), ("today", "2019-02-26"), ("tomorrow", "2019-02-27")],
    ),
    ("He speaks tonight.", [("tonight", "2019-02-26TNI")]),
    ("They met last week and earlier this month.", [("last week", "2019-W08"), ("earlier this month", "2019-02")]),
    ("It began last year, last month.", [("last year", "2018"), ("last month", "2019-01")]),
    ("They met two weeks ago.", [("two weeks ago", "2019-W07")]),
    ("They came more than a decade ago.", [("more than a decade ago", "2009")]),
    ("Four years ago it was worse.", [("Four years ago", "2015")]),
    ("It opened last summer.", [("last summer", "2018-SU")]),
    ("They rioted over the weekend.", [("the weekend", "2019-W08-WE")]),
    ("Troops left on Nov. 25.", [("Nov. 25", "2018-11-25")]),
    ("A March 3 hearing is scheduled.", [("March 3", "2019-03-03")]),
    ("He spoke Tuesday, October 14, in Suruc.", [("Tuesday, October 14", "2014-10-14")]),
    ("He was killed in December.", [("December", "2018-12")]),
    ("Update at 9 a.m. ET:", [("9 a.m. ET", "2019-02-26T09:00")]),
    ("It left at 14:30 GMT on Monday.", [("14:30 GMT on Monday", "2019-02-25T14:30Z")]),
    (
        "Open from 9 a.m. to 5 p.m. on Monday.",
        [("9 a.m.", "2019-02-25T09:00"), ("5 p.m. on Monday", "2019-02-25T17:00")],
    ),
]  # fmt: skip

NARRATIVE = [
    ("He was seen on Feb. 4. The next day he fled.", [("Feb. 4", "2019-02-04"), ("The next day", "2019-02-05")]),
    ("It aired Friday and again the following day.", [("Friday", "2019-02-22"), ("the following day", "2019-02-23")]),
    ("They struck on Feb. 10, and the previous day.", [("Feb. 10", "2019-02-10"), ("the previous day", "2019-02-09")]),
    ("It began on Nov. 24. It was due by 6 p.m. EST.", [("Nov. 24", "2018-11-24"), ("6 p.m. EST", "2018-11-24T18:00")]),
    ("The previous day nobody had come.", [("The previous day", None)]),
]  # fmt: skip

LENGTHS = [
    ("The siege lasted three days.", [("three days", "P3D")]),
    ("For more than a decade they waited.", [("more than a decade", "P10Y")]),
    ("It took decades; a decades-long march.", [("decades", "PXDE"), ("decades-long", "PXDE")]),
    ("In the last six to eight months it grew.", [("the last six to eight months", "P8M")]),
    ("They meet over the next few weeks.", [("the next few weeks", "PXW")]),
    ("A few days later he died.", [("A few days later", "PXD")]),
    ("A 24-hour curfew, then half an hour.", [("24-hour", "PT24H"), ("half an hour", "PT30M")]),
    ("A five-year ban was struck.", [("five-year", "P5Y")]),
    ("Its annual meeting and weekly calls.", [("annual", "P1Y"), ("weekly", "P1W")]),
    ("They shell it every day.", [("every day", "P1D")]),
    ("They pray every Friday.", [("every Friday", "XXXX-WXX-5")]),
]

REFERENCES = [
    ("He recently left, in recent weeks.", [("recently", "PAST_REF"), ("recent weeks", "PAST_REF")]),
    ("Now it is over; it is currently shut.", [("Now", "PRESENT_REF"), ("currently", "PRESENT_REF")]),
    ("It ends soon, in the near future.", [("soon", "FUTURE_REF"), ("the near future", "FUTURE_REF")]),
    ("They go free in the coming days and weeks.", [("the coming days and weeks", "FUTURE_REF")]),
]

NO_TIMES = [
    "As many as 2,019 people and 2000 troops were there.",
    "The 35-year-old leader, aged 35, is 35 years old.",
    "He may march on.",
    "Theresa May told the Sunday Times.",
    "Monday morning quarterbacking is easy.",
    "Resolution 1973 and Flight 1549 are names.",
    "Copyright © 2019 The Washington Times, LLC.",
    "Reply as soon as possible.",
    "It was worth $2000, she said.",
    "Watch the clip 02:11 Replay",
    "See https://example.org/2019/02/24/story for more.",
    "The Daily Telegraph denied it.",
]


@pytest.mark.parametrize(("text", "wanted"), [*ABSOLUTE, *RELATIVE, *NARRATIVE, *LENGTHS, *REFERENCES])
def test_spans_and_values(text: str, wanted: list[tuple[str, str | None]]) -> None:
    assert read(text) == wanted


@pytest.mark.parametrize("text", NO_TIMES)
def test_what_is_no_time(text: str) -> None:
    assert read(text) == []


@pytest.mark.parametrize("published", ["2019-02-26", "2019-02-26T23:59:59Z", "2019-02-26T01:00:00+03:00"])
def test_publication_may_be_a_date_or_a_date_time(published: str) -> None:
    assert read("He left on Monday.", published) == [("Monday", "2019-02-25")]


@pytest.mark.parametrize(("text", "wanted"), RELATIVE)
def test_nothing_is_dated_without_a_publication_date(text: str, wanted: list[tuple[str, str | None]]) -> None:
    assert [span for span, _ in read(text, None)] == [span for span, _ in wanted]
    assert {value for _, value in read(text, None)} == {None}


@pytest.mark.parametrize("published", [None, "", "soon", "2019-02-30"])
def test_an_unreadable_publication_date_is_none(published: str | None) -> None:
    assert read("He left last Friday.", published) == [("last Friday", None)]


@pytest.mark.parametrize("text", ["On Feb. 30 he left.", "On June 31, 2018, he left.", "On 31 November he left."])
def test_impossible_days_have_no_value(text: str) -> None:
    assert [value for _, value in read(text)] == [None]


def test_impossible_dates_in_figures_are_no_times() -> None:
    assert read("Filed 2019-13-45 and 99/99/2019.") == []


def test_right_to_left_marks_and_other_digits_do_no_harm() -> None:
    assert read("On Feb.\u200f 24\u200e, 2019, he left.")[0][1] == "2019-02-24"
    assert read("In ２０１９ and ٢٠١٩ he left.") == []


def test_huge_counts_are_no_dates() -> None:
    assert all(value is None or len(value) < 30 for _, value in read("99999999999999999999 years ago; 90000 years ago"))


def test_long_texts_without_sense_are_read_in_fair_time() -> None:
    for piece in ("last ", "5-", "the first ", "a few ", "$", "1 and ", "Monday, ", "minus ", "1/2/", "two hundred "):
        text = piece * 3000
        assert find_times(text, (), None) is not None


def test_a_span_never_crosses_a_sentence() -> None:
    assert read("He left in May.\n\n24 people died.") == [("May", "2018-05")]


@pytest.mark.parametrize(
    ("value", "wanted"),
    [
        ("2019", ("2019-01-01", "2019-12-31")),
        ("2019-02", ("2019-02-01", "2019-02-28")),
        ("2019-02-24", ("2019-02-24", "2019-02-24")),
        ("2019-02-25TNI", ("2019-02-25", "2019-02-25")),
        ("2019-02-24T18:00", ("2019-02-24", "2019-02-24")),
        ("2019-W08", ("2019-02-18", "2019-02-24")),
        ("2019-W08-WE", ("2019-02-23", "2019-02-24")),
        ("2018-Q3", ("2018-07-01", "2018-09-30")),
        ("2018-H2", ("2018-07-01", "2018-12-31")),
        ("2018-WI", ("2018-12-01", "2019-02-28")),
        ("199", ("1990-01-01", "1999-12-31")),
        ("19", ("1900-01-01", "1999-12-31")),
        ("1950/1953", ("1950-01-01", "1953-12-31")),
        ("PAST_REF", (None, None)),
        ("2019-02-30", (None, None)),
        ("2019-W60", (None, None)),
        (None, (None, None)),
    ],
)
def test_interval(value: str | None, wanted: tuple[str | None, str | None]) -> None:
    assert interval(Time(spans=((0, 1),), type="DATE", value=value)) == wanted


def test_durations_have_no_interval() -> None:
    assert interval(Time(spans=((0, 1),), type="DURATION", value="P10Y")) == (None, None)


WORDS = st.sampled_from([
    "the", "last", "next", "this", "Monday", "Friday", "night", "Feb.", "March", "May", "24", "24th", "2019",
    "2,019", "two", "a", "few", "weeks", "days", "ago", "later", "decade", "century", "earlier", "early", "at", "6",
    "p.m.", "ET", ",", ".", "-", "(", ")", "every", "of", "quarter", "first", "second", "half", "year", "and",
    "more", "than", "to", "9/11", "1990s", "12:30", "now", "\n", "will", "said", "by", "on", "in", "since",
    "Sunday’s", "annual", "weekend", "summer", "Feb.", "30", "99/99/2019", "７", "\u200f", "today", "soon", "future",
    "past",
])  # fmt: skip
TEXTS = st.one_of(st.text(max_size=80), st.lists(WORDS, max_size=25).map(" ".join))
PUBLISHED = st.one_of(st.none(), st.dates().map(str), st.text(max_size=12))


@given(TEXTS, PUBLISHED)
def test_spans_are_ordered_and_inside(text: str, published: str | None) -> None:
    at = 0
    for time in find_times(text, sentences(text), published):
        ((start, end),) = time.spans
        assert at <= start < end <= len(text)
        assert text[start:end] == text[start:end].strip()
        earliest, latest = interval(time)
        assert (earliest is None) == (latest is None)
        assert earliest is None or latest is None or earliest <= latest
        at = end


@given(TEXTS)
def test_the_sentences_may_be_left_out(text: str) -> None:
    assert all(t.spans[0][1] <= len(text) for t in find_times(text, (), None))


@given(st.lists(st.sampled_from(["last Friday", "on Monday", "tomorrow", "two weeks ago", "in May", "Nov. 24"])))
def test_no_date_is_invented(parts: list[str]) -> None:
    text = ", ".join(parts)
    assert all(t.value is None for t in find_times(text, sentences(text), None) if t.type in ("DATE", "TIME"))


@given(st.dates(min_value=date(1600, 1, 1), max_value=date(2150, 12, 31)))
def test_full_dates_come_back(day: date) -> None:
    month = MONTHS[day.month - 1]
    for written in (f"{month} {day.day}, {day.year}", f"{day.day} {month} {day.year}"):
        text = f"It happened on {written}."
        assert read(text, None) == [(written, day.isoformat())]
