from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportedly.read.numerals import tokens_of
from reportedly.read.quantities import find_quantities
from reportedly.read.sentences import sentences
from reportedly.read.times import find_times
from reportedly.record import Quantity

PUBLISHED = "2019-02-26"


def read(text: str) -> list[Quantity]:
    cut = sentences(text)
    return list(find_quantities(text, cut, find_times(text, cut, PUBLISHED)))


def words(text: str, spans: tuple[tuple[int, int], ...]) -> str:
    return " … ".join(text[start:end] for start, end in spans)


COUNTS = [
    # text, span, value, bound, of
    ("It sent at least eight ships there.", "at least eight ships", 8, "at_least", "ships"),
    ("It came with over 4,000 personnel aboard.", "over 4,000 personnel", 4000, "more_than", "personnel"),
    ("So far 54 such flights have left.", "54 such flights", 54, "exactly", "flights"),
    (
        "It deployed 14 additional ground-based interceptors at sea.",
        "14 additional ground-based interceptors", 14, "exactly", "ground-based interceptors",
    ),
    ("Up to 100,000 Rohingya have fled.", "Up to 100,000 Rohingya", 100000, "at_most", "Rohingya"),
    ("No fewer than 30 civilians died.", "No fewer than 30 civilians", 30, "at_least", "civilians"),
    ("Some 200 men came.", "Some 200 men", 200, "about", "men"),
    ("Nearly 300 were missing.", "Nearly 300", 300, "about", ""),
    ("As many as 14 players left.", "As many as 14 players", 14, "at_most", "players"),
    ("Fewer than 20 doctors stayed.", "Fewer than 20 doctors", 20, "less_than", "doctors"),
    ("An estimated 11 million migrants came.", "An estimated 11 million migrants", 11000000, "about", "migrants"),
    ("They saw 10 or more people there.", "10 or more people", 10, "at_least", "people"),
    ("They saw 20-odd men there.", "20-odd men", 20, "about", "men"),
    ("Dozens of people were killed.", "Dozens of people", 12, "at_least", "people"),
    (
        "It hit hundreds of armored military vehicles.",
        "hundreds of armored military vehicles", 100, "at_least", "armored military vehicles",
    ),
    ("Tens of thousands of protesters marched.", "Tens of thousands of protesters", 10000, "at_least", "protesters"),
    ("They carried a few dozen refugees to safety.", "a few dozen refugees", 36, "about", "refugees"),
    ("They spin a couple of extra centrifuges.", "a couple of extra centrifuges", 2, "about", "centrifuges"),
    (
        "Two dozen Delta Force commandos raided it.",
        "Two dozen Delta Force commandos", 24, "exactly", "Delta Force commandos",
    ),
    ("Four of the movies leaked.", "Four of the movies", 4, "exactly", "movies"),
    ("It took a single rogue missile.", "single rogue missile", 1, "exactly", "rogue missile"),
    ("The 15-member council met.", "15-member", 15, "exactly", "member"),
    (
        "Ten automated, aerial, combat drones struck.",
        "Ten automated, aerial, combat drones", 10, "exactly", "automated, aerial, combat drones",
    ),
    ("They met two sheriff's deputies.", "two sheriff's deputies", 2, "exactly", "sheriff's deputies"),
    ("They bought 12 F-16s and left.", "12 F-16s", 12, "exactly", "F-16s"),
    ("Twenty-six senators support it.", "Twenty-six senators", 26, "exactly", "senators"),
    ("About 1.2m refugees fled.", "About 1.2m refugees", 1200000, "about", "refugees"),
    ("There were 4 hundred million people.", "4 hundred million people", 400000000, "exactly", "people"),
    ("At least 17 killed in blast", "At least 17 killed", 17, "at_least", "killed"),
    ("The number of troops will rise to 14,000.", "14,000", 14000, "exactly", "troops"),
    ("About two-thirds of Americans agree.", "About two-thirds of Americans", 2 / 3, "about", "Americans"),
]  # fmt: skip

AMOUNTS = [
    # text, value, unit, bound, of
    ("It increased the reward for his arrest to $50 million.", 50e6, "USD", "exactly", "reward"),
    ("He pledged $7 million in aid.", 7e6, "USD", "exactly", "aid"),
    ("A $1.3 billion arms deal was signed.", 1.3e9, "USD", "exactly", "arms deal"),
    ("It will cost at least $205 million.", 205e6, "USD", "at_least", "cost"),
    ("They lost millions of dollars.", 1e6, "USD", "at_least", ""),
    ("They paid 7.5 million Danish crowns.", 7.5e6, "DKK", "exactly", ""),
    ("They paid €1.5 billion.", 1.5e9, "EUR", "exactly", ""),
    ("They paid HK$216,925.", 216925, "HKD", "exactly", ""),
    ("They raised £2.5bn.", 2.5e9, "GBP", "exactly", ""),
    ("Nearly 90 percent of Syrians are poor.", 90, "%", "about", "Syrians"),
    ("Inflation rose to 3.5% there.", 3.5, "%", "exactly", "Inflation"),
    ("It carried more than 2 million barrels of oil.", 2e6, "barrel", "more_than", "barrels of oil"),
    ("The yield appeared to be about 50 kilotons.", 50, "kiloton", "about", "yield"),
    ("They built a 20-foot wall.", 20, "foot", "exactly", "wall"),
    ("Iran holds 300 kg of uranium.", 300, "kg", "exactly", "kg of uranium"),
]

RANGES = [
    ("Between 10,000 and 15,000 fighters remain.", 10000, 15000),
    ("They sent three to five ships.", 3, 5),
    ("They sent 5-7 ships.", 5, 7),
    ("They want $3-4 billion.", 3e9, 4e9),
    ("They face a fine of $3 billion to $5 billion.", 3e9, 5e9),
    ("There are 1 to 2 thousand people.", 1000, 2000),
    ("It grew by 1 to 1.5 percent.", 1, 1.5),
    ("It has three or four agents.", 3, 4),
]

NONE = [
    "On Sept. 26, 2018, the three-day siege of five months ended.",
    "Peter Kassig, 26, of Indiana, is a 26-year-old aged 26.",
    "Krystle Campbell, of Medford, Mass., 29, was there.",
    "Girls between the ages of 12 and 15 were taken.",
    "The third ship left in the 21st century.",
    "She lives at 1600 Pennsylvania Avenue; call 1-800-555-1234.",
    "They won 2-0 and the vote was 386-28.",
    "The F-35, the A-10 and MH17 are aircraft.",
    "Route 1, Flight 370, Article 5 and Resolution 1441 apply.",
    "The Group of 7 met after 9/11.",
    "Boeing grounded the 737 Max in 2019.",
    "Air Force One landed with one soldier and one of the aides.",
    "He is the No. 2 man and number three.",
    "Both men met twice; several left; a few stayed.",
    "The two Koreas are at war.",
    "The two met at 6 p.m. EST.",
    "Watch the clip 02:11 Replay",
    "There is zero tolerance.",
]


@pytest.mark.parametrize(("text", "span", "value", "bound", "of"), COUNTS)
def test_counts(text: str, span: str, value: float, bound: str, of: str) -> None:
    (row,) = read(text)
    assert (words(text, row.spans), row.bound, words(text, row.of)) == (span, bound, of)
    assert row.value == pytest.approx(value)
    assert row.unit is None


@pytest.mark.parametrize(("text", "value", "unit", "bound", "of"), AMOUNTS)
def test_amounts(text: str, value: float, unit: str, bound: str, of: str) -> None:
    (row,) = read(text)
    assert (row.value, row.unit, row.bound, words(text, row.of)) == (value, unit, bound, of)


@pytest.mark.parametrize(("text", "low", "high"), RANGES)
def test_ranges(text: str, low: float, high: float) -> None:
    (row,) = read(text)
    assert (row.value, row.high, row.bound) == (low, high, "range")


@pytest.mark.parametrize("text", NONE)
def test_what_is_no_quantity(text: str) -> None:
    assert [(words(text, q.spans), q.value) for q in read(text)] == []


def test_a_change_is_two_amounts_and_no_range() -> None:
    assert [(q.value, q.high) for q in read("The death toll rose from 54 to 67.")] == [(54, None), (67, None)]


def test_tolls_are_kept_apart() -> None:
    text = "The blast killed 12 people; 40 others were wounded."
    assert [(q.value, words(text, q.measure)) for q in read(text)] == [(12, "killed"), (40, "were wounded")]


@pytest.mark.parametrize(("text", "measures"), [
    ("Nine people were killed and 30 wounded when a bomb went off.", ["were killed", "wounded"]),
    ("At least 12 soldiers were killed and dozens more injured.", ["were killed", "injured"]),
    ("Six people died and 14 were hospitalised.", ["died", "were hospitalised"]),
    ("Six people died and 14 were moved to tents.", ["died", ""]),
    ("The blast killed 12 soldiers and 14 civilians.", ["killed", "killed"]),
])  # fmt: skip
def test_what_is_true_of_one_number_is_not_said_of_the_next(text: str, measures: list[str]) -> None:
    assert [words(text, q.measure) for q in read(text)] == measures


def test_a_count_without_a_noun_is_of_what_was_counted_before() -> None:
    text = "It shot three civilian employees, killing two."
    assert [(q.value, words(text, q.of)) for q in read(text)] == [(3, "civilian employees"), (2, "civilian employees")]


def test_a_conversion_tells_the_same_thing() -> None:
    text = "The field was some seven miles (11 km) of debris."
    assert [(q.value, q.unit, q.bound) for q in read(text)] == [(7, "mile", "about"), (11, "km", "about")]


def test_as_of() -> None:
    (row,) = read("As of Sept. 26, 2018, 54 such flights have taken place.")
    assert row.as_of == "2018-09-26"


def test_ids_are_numbered_and_the_rest_is_left_to_the_caller() -> None:
    rows = read("They sent eight ships, 40 jets and 500 men.")
    assert [(q.id, q.voice, q.event) for q in rows] == [(f"q{n}", "author", None) for n in (1, 2, 3)]


def test_other_digits_marks_and_overflow() -> None:
    assert read("There were ٣ ships and ２０ men.") == []
    assert read(f"There were {'9' * 400} ships.") == []
    assert [q.value for q in read("There were \u200f8\u200e ships.")] == [8]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        (
            "two hundred and twenty-five thousand",
            225000), ("half a million", 500000), ("a quarter of a million", 250000,
        ),
        ("1.5 billion", 1.5e9), ("ninety-nine", 99), ("two and a half", 2.5), ("a hundred and fifty", 150), ("2½", 2.5),
        ("one million two hundred thousand", 1200000), ("several hundred", 300),
    ],
)  # fmt: skip
def test_numerals(text: str, value: float) -> None:
    (token,) = tokens_of(text)
    assert token.value == value


PIECES = st.sampled_from([
    "at", "least", "more", "than", "up", "to", "some", "nearly", "about", "two", "three", "dozen", "hundred",
    "thousand", "million", "5", "17", "4,000", "1.5", "$", "€", "%", "percent", "ships", "people", "killed",
    "wounded", "of", "the", "a", "in", "and", "or", "-", "to", "from", "between", "(", ")", ",", ".", "F-35",
    "99999999999999999999999", "no", "fewer", "as", "many", "2-0", "minus", "half", "third", "quarter", "few",
    "couple", "£5m", "3bn", "km", "miles", "single", "’s", "\u200f", "½", "1/3", "9/11", "2019", "old", "year",
    "aged",
])  # fmt: skip
TEXTS = st.one_of(st.text(max_size=80), st.lists(PIECES, max_size=25).map(" ".join))


@given(TEXTS)
def test_spans_are_ordered_and_inside(text: str) -> None:
    at = 0
    for row in read(text):
        ((start, end),) = row.spans
        assert at <= start < end <= len(text)
        at = end
        for first, last in (*row.of, *row.measure):
            assert 0 <= first < last <= len(text)
        assert row.high is None or (row.value is not None and row.value < row.high)
        assert (row.bound == "range") == (row.high is not None)


@given(st.integers(min_value=2, max_value=10**15))
def test_formatted_counts_come_back(number: int) -> None:
    (row,) = read(f"They counted {number:,} ships there.")
    assert row.value == number


@given(st.decimals(min_value="0.1", max_value="999", places=1), st.sampled_from([("million", 1e6), ("billion", 1e9)]))
def test_formatted_money_comes_back(number: Decimal, scale: tuple[str, float]) -> None:
    (row,) = read(f"They paid ${number} {scale[0]} there.")
    assert row.value == pytest.approx(float(number) * scale[1])
    assert row.unit == "USD"
