"""Dates and places belong to the verb or event noun of their clause, or to nothing."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportedly.read.attachment import owner
from reportedly.read.events_words import Words


def holders(text: str, phrase: str, is_place: bool = False) -> set[str]:
    words = Words(text, 0, len(text))
    at = text.index(phrase)
    return {words.low[one.at] for one in owner(words, (at, at + len(phrase)), is_place).holders}


@pytest.mark.parametrize(
    ("text", "day", "whose"),
    [
        ("Officials said Thursday that rebels had struck the port.", "Thursday", {"said"}),
        ("The navy closed the port on Friday after rebels struck it.", "Friday", {"closed"}),
        ("In March 2012, the army shelled the town.", "March 2012", {"shelled"}),
        ("The president on Tuesday signed the order.", "Tuesday", {"signed"}),
        ("A number of the countries at the table Monday had financed the rebels.", "Monday", set()),
        ("The attack on the post in Benghazi, Libya, on Sept. 11, 2012, has been debated since.", "Sept. 11, 2012",
         {"attack"}),
        ("Under the plan, Iran may sell oil for keeping the 2015 deal.", "2015", {"deal"}),
        ("The talks took place on Sunday.", "Sunday", {"took", "talks"}),
        ("On Tuesday the council imposed sanctions on the company.", "Tuesday", {"imposed", "sanctions"}),
        ("The council lifted the sanctions on Friday.", "Friday", {"lifted"}),
        ("Nine people were killed in an attack Saturday.", "Saturday", {"killed", "attack"}),
        ("The council imposed sanctions following nuclear tests in 2006.", "2006", {"tests"}),
    ],
)  # fmt: skip
def test_a_date_belongs_to_its_clause(text: str, day: str, whose: set[str]) -> None:
    assert holders(text, day) == whose


@pytest.mark.parametrize(
    ("text", "place", "whose"),
    [
        ("Rebels attacked a police post in Homs.", "Homs", {"attacked"}),
        ("The minister praised the fight against rebels in Mali.", "Mali", {"fight"}),
        ("The leaders opposed the war in Yemen.", "Yemen", {"war"}),
        ("He questioned the Russia investigation.", "Russia", set()),
        ("It is aimed at the U.S.-backed brigades.", "U.S.", set()),
        ("In Syria, the army shelled a town.", "Syria", {"shelled"}),
        ("A student at a university in Washington was charged.", "Washington", set()),
    ],
)
def test_a_place_belongs_to_its_clause(text: str, place: str, whose: set[str]) -> None:
    assert holders(text, place, True) == whose


@given(st.text(max_size=80), st.integers(0, 80), st.integers(1, 20), st.booleans())
def test_any_text_gives_holders_of_its_own_words(text: str, start: int, length: int, is_place: bool) -> None:
    words = Words(text, 0, len(text))
    found = owner(words, (start, start + length), is_place)
    assert all(0 <= one.at < len(words) for one in found.holders)
