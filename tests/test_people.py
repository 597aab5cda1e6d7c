import re

import pytest

from reportedly.read.nations import country_names
from reportedly.read.people import known_person
from reportedly.read.tables import rows

SECTORS = {
    "COP",
    "GOV",
    "JUD",
    "LEG",
    "MIL",
    "PRM",
    "PTY",
    "REB",
    "SPY",
    "BUS",
    "CRM",
    "CVL",
    "EDU",
    "ELI",
    "JRN",
    "LAB",
    "MED",
    "OPP",
    "REL",
    "SOC",
}


def test_the_table_is_well_formed() -> None:
    for names, gender, country, terms in rows("known_people.tsv"):
        assert names and gender in ("m", "f", ""), names
        assert not country or country in country_names() or country in ("IGO", "IMG", "UNO", "EUR", "VAT"), names
        before = ""
        for term in terms.split("|"):
            sector, _, since, until = term.split(";")
            assert not sector or sector in SECTORS, names
            assert all(re.fullmatch(r"(\d{4}-\d\d-\d\d)?", day) for day in (since, until)), names
            assert not until or since <= until, names
            assert since >= before or not since, names
            before = until or since


@pytest.mark.parametrize(
    ("name", "day", "country", "sector"),
    [
        ("Angela Merkel", "2015-06-01", "DEU", "GOV"),
        ("Angela Merkel", "2023-01-01", "DEU", "ELI"),
        ("President Nicolás Maduro", "2019-02-24", "VEN", "GOV"),
        ("Nicolas Maduro", None, "VEN", "GOV"),
        ("Trump", "2019-01-01", "USA", "GOV"),
        ("Trump", "2016-05-01", "USA", "BUS"),
        ("Barack Obama", "2018-01-01", "USA", "ELI"),
    ],
)
def test_terms_of_office(name: str, day: str | None, country: str, sector: str) -> None:
    known = known_person(name, day)
    assert known is not None
    assert (known.country, known.sector) == (country, sector)


@pytest.mark.parametrize("name", ["Carlos Morales", "Ada Lund", "the president", "Jimmy", "", "Trump Tower"])
def test_others_are_nobody(name: str) -> None:
    assert known_person(name) is None


def test_before_the_first_office_nothing_is_said_of_it() -> None:
    known = known_person("Emmanuel Macron", "2010-01-01")
    assert known is not None and known.country == "FRA" and known.sector is None
