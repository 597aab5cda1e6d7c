"""Offices, organisations and kinds of people: the table, the rules and their traps."""

from collections import defaultdict

import pytest

from reportedly.read.nations import capitals_of, country_names, tokens_of
from reportedly.read.offices import Office, alternatives, office_of, phrases, plural, spelled_out
from reportedly.read.tables import rows

SECTORS = frozenset(
    {"COP", "GOV", "JUD", "LEG", "MIL", "PRM", "PTY", "REB", "SPY", "UAF", "UNK", "AGR", "BUS", "CRM", "CVL", "EDU"}
    | {"ELI", "JRN", "LAB", "MED", "REF", "OPP", "PRE", "REL", "SOC"}
)
BEYOND = frozenset({"UNO", "EUR", "IGO", "NGO", "ISM", "IMG", "MNC"})


def test_table() -> None:
    assert len(rows("offices.tsv")) > 300
    for row in rows("offices.tsv"):
        assert 2 <= len(row) <= 6, row
        assert row[1] in ("office", "organization", "group", "-"), row
    for phrase, office in phrases():
        assert tokens_of(phrase), phrase
        assert not set(phrase) & set("{}|"), phrase
        assert office.sector is None or office.sector in SECTORS, (phrase, office)
        assert office.country is None or office.country in set(country_names()) | BEYOND, (phrase, office)
        assert office.since == "" or len(office.since) == 10


def test_no_phrase_twice() -> None:
    found: dict[tuple[tuple[str, int], ...], dict[str, set[Office]]] = defaultdict(lambda: defaultdict(set))
    for phrase, office in phrases():
        key = tuple((t.key, capitals_of(t.raw)) for t in tokens_of(phrase))
        found[key][office.since].add(office)
    assert {k: o for k, days in found.items() for o in days.values() if len(o) > 1} == {}


def test_spelling_out() -> None:
    assert list(alternatives("{a,b} {c,d}|e")) == ["a c", "a d", "b c", "b d", "e"]
    assert list(spelled_out("x")) == ["x"]
    assert plural("deputy") == "deputies"
    assert plural("policeman") == "policemen"
    assert plural("coup boss") == "coup bosses"
    assert plural("Hamas") is None
    assert plural("troops") is None


@pytest.mark.parametrize(
    ("words", "kind", "sector", "country"),
    [
        ("U.S. officials", "group", "GOV", "USA"),
        ("administration officials", "group", "GOV", "USA"),
        ("the Pentagon", "office", "GOV", "USA"),
        ("the White House", "office", "GOV", "USA"),
        ("the Kremlin", "office", "GOV", "RUS"),
        ("Downing Street", "office", "GOV", "GBR"),
        ("the Venezuelan Foreign Ministry", "office", "GOV", "VEN"),
        ("Britain’s Ministry of Defence", "office", "GOV", "GBR"),
        ("French Defense Minister Florence Parly", "office", "GOV", "FRA"),
        ("President Nicolas Maduro", "office", "GOV", None),
        ("Russia’s ambassador to Poland", "office", "GOV", "RUS"),
        ("Canadian Ambassador to the United Nations", "office", "GOV", "CAN"),
        ("the U.S. embassy in Caracas", "office", "GOV", "USA"),
        ("the EU legislature", "office", "LEG", "EUR"),
        ("an opposition lawmaker", "office", "LEG", None),
        ("the Knesset", "office", "LEG", "ISR"),
        ("Senate Intelligence Committee", "office", "LEG", "USA"),
        ("the Supreme Court of Pakistan", "office", "JUD", "PAK"),
        ("the International Criminal Court", "organization", "JUD", "IGO"),
        ("American soldiers", "office", "MIL", "USA"),
        ("German NATO troops", "office", "MIL", "DEU"),
        ("People's Liberation Army", "office", "MIL", "CHN"),
        ("the head of the army", "office", "MIL", None),
        ("police spokesman John Doe", "office", "COP", None),
        ("Shanghai police", "office", "COP", "CHN"),
        ("the CIA", "office", "SPY", "USA"),
        ("foreign military intelligence agency", "office", "SPY", None),
        ("the WHO", "organization", "MED", "UNO"),
        ("the U.N. Security Council", "organization", None, "UNO"),
        ("NATO", "organization", None, "IGO"),
        ("the African Union", "organization", None, "IGO"),
        ("IAEA inspectors", "organization", None, "IGO"),
        ("Human Rights Watch", "organization", "SOC", "NGO"),
        ("Hezbollah", "organization", "REB", "LBN"),
        ("Boko Haram", "organization", "REB", "NGA"),
        ("ISIS", "organization", "REB", "IMG"),
        ("the FARC", "organization", "REB", "COL"),
        ("Houthi rebels", "organization", "REB", "YEM"),
        ("Syrian rebels", "organization", "REB", "SYR"),
        ("gunmen", "group", "UAF", None),
        ("the Zetas cartel", "organization", "CRM", "MEX"),
        ("Republicans", "organization", "PTY", "USA"),
        ("House Republicans", "office", "LEG", "USA"),
        ("the ruling party", "organization", "PTY", None),
        ("Several of the largest trade unions in Denmark", "organization", "LAB", "DNK"),
        ("Muslim leaders in France", "group", "REL", "FRA"),
        ("President of the Chadian Human Rights League", "organization", "SOC", "TCD"),
        ("Burkina Faso’s displaced", "group", "REF", "BFA"),
        ("a former White House official", "office", "ELI", "USA"),
        ("retired vice president", "office", "ELI", None),
        ("ordinary Kazakhs", "group", "CVL", "KAZ"),
        ("CNN", "organization", "JRN", "USA"),
        ("Islamist President Mohamed Mursi of the Muslim Brotherhood", "office", "GOV", "EGY"),
        ("an army general", "office", "MIL", None),
        ("Abkhazia", "organization", "PRE", "GEO"),
        ("Russian armed forces", "office", "MIL", "RUS"),
        ("U.S. District Judge David J. Hale", "office", "JUD", "USA"),
        ("about one million Muslim refugees", "group", "REF", None),
        ("U.N.-backed government", "office", "GOV", None),
        ("UN peacekeepers in Mali", "group", "MIL", "UNO"),
        ("African Union peacekeepers", "group", "MIL", "IGO"),
    ],
)
def test_office(words: str, kind: str, sector: str | None, country: str | None) -> None:
    found = office_of(words)
    assert found is not None
    assert found[:3] == (kind, sector, country)
    assert found[3]


@pytest.mark.parametrize(
    "words",
    ["", "who", "ice", "coronavirus", "puppies", "a cat named Frank", "Adam Curtis Brown", "West Bank",
     "the rebel-held enclave", "artificial intelligence", "people familiar with the Pentagon's thinking", "Mechanism",
     "!!!"],
)  # fmt: skip
def test_nothing(words: str) -> None:
    assert office_of(words) is None


def test_a_surname_is_no_office() -> None:
    found = office_of("Rep. Peter King")
    assert found is not None
    assert found[1] == "LEG"
    king = office_of("Saudi King Salman")
    assert king is not None
    assert king[1:3] == ("GOV", "SAU")


def test_former_belongs_to_its_owner() -> None:
    found = office_of("former President Trump's lawyer")
    assert found is not None
    assert found[1] == "JUD"


def test_sector_by_day() -> None:
    before, after, now = (
        office_of("the Taliban", "2015-06-01"),
        office_of("the Taliban", "2022-05-01"),
        office_of("the Taliban"),
    )
    assert before and after and now
    assert (before[1], after[1], now[1]) == ("REB", "GOV", "GOV")


def test_a_named_country_goes_before_a_presumed_one() -> None:
    assert (office_of("French Republicans") or ("", "", "", ""))[2] == "FRA"
    assert (office_of("Uganda's State Department") or ("", "", "", ""))[2] == "UGA"
    assert (office_of("the State Department") or ("", "", "", ""))[2] == "USA"
