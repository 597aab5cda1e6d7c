"""Actors: what makes two parties one, what keeps namesakes apart, and how states are told by their seats."""

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportedly.weave.actors import decide, resolve, sides
from reportedly.weave.party import Party, by_name, party_of_words, plain_name


def person(name: str, country: str | None = None, sector: str | None = None) -> Party:
    return Party("person", plain_name(name), name, country, sector)


@pytest.mark.parametrize("left, right", [
    ("President Tomas Rell", "Tomás Rell"), ("Mr. Rell", "Tomas Rell"), ("Tomas J. Rell", "Tomas Rell"),
    ("Tom Rell", "Tomas Rell"),
])  # fmt: skip
def test_forms_of_one_name_are_one_person(left: str, right: str):
    found = decide(person(left), person(right))
    assert found.one and found.reasons


@pytest.mark.parametrize("left, right", [
    (person("Ada Lund", "NOR"), person("Ada Lund", "SWE")),
    (person("Ada Lund"), person("Eva Lund")),
    (person("Lund", "NOR"), person("Ada Lund", "SWE")),
    (person("Ada Lund", None, "REB"), person("Lund", None, "MED")),
])  # fmt: skip
def test_two_people_of_one_name_stay_two_when_anything_separates_them(left: Party, right: Party):
    assert not decide(left, right).one


def test_a_surname_that_two_have_joins_neither():
    found = resolve([person("Ada Lund"), person("Eva Lund"), person("Lund")])
    assert len(found) == 3


def test_a_surname_joins_the_only_one_who_has_it_and_says_why():
    (actor,) = resolve([person("Ada Lund", "NOR"), person("Lund")])
    assert actor.name == "Ada Lund"
    ((_, joined, reason),) = actor.links
    assert joined == "person:lund" and "lund" in reason


def test_people_go_before_the_rules():
    ada, lund, eva = person("Ada Lund", "NOR"), person("Lund"), person("Eva Lund")
    assert len(resolve([ada, lund], cannot=frozenset({("person:ada lund", "person:lund")}))) == 2
    must = frozenset({("person:ada lund", "person:eva lund")})
    assert len(resolve([ada, eva], must=must)) == 1


@pytest.mark.parametrize("words, code", [
    ("Washington", "USA"), ("the Kremlin", "RUS"), ("Tehran", "IRN"), ("the Iranian government", "IRN"),
    ("Iranian officials", "IRN"), ("France", "FRA"),
])  # fmt: skip
def test_capitals_metonyms_and_governments_are_the_state(words: str, code: str):
    party = party_of_words(words)
    assert party is not None and (party.kind, party.key) == ("country", code)


def test_who_acts_for_a_state_agrees_with_it_and_others_do_not():
    state = Party("country", "NOR", "Norland", "NOR", "GOV")
    general, doctor = person("Ada Lund", "NOR", "MIL"), person("Ada Lund", "NOR", "MED")
    assert sides((state,), (general,)).score > 0
    assert sides((state,), (doctor,)).score == 0
    assert sides((state,), (person("Ada Lund", "SWE", "MIL"),)).against
    assert sides((), (general,)).score == 0


NAMES = ["Ada Lund", "Lund", "Eva Lund", "A. Lund", "Tomas Rell", "Rell", "Mr. Rell"]


@given(st.lists(st.builds(person, st.sampled_from(NAMES), st.sampled_from([None, "NOR", "SWE"]),
                          st.sampled_from([None, "GOV", "MED"])), max_size=8), st.integers(0, 99))  # fmt: skip
def test_actors_do_not_depend_on_order(parties: list[Party], seed: int):
    shuffled = list(parties)
    random.Random(seed).shuffle(shuffled)
    found = resolve(parties)
    assert found == resolve(shuffled)
    assert sorted((p for actor in found for p in actor.parties), key=by_name) == sorted(set(parties), key=by_name)
