from reportedly.read.gazetteer import CITY, COUNTRY, REGION, gazetteer, name_key, spots
from reportedly.read.nations import country_names
from reportedly.read.places import distance, lands, place_spans, resolve_places


def at(text: str, name: str) -> tuple[int, int]:
    start = text.index(name)
    return start, start + len(name)


def resolved(text: str, *names: str, home: str | None = None):
    return {text[slice(*t.span)]: t for t in resolve_places(text, sorted(at(text, n) for n in names), home)}


def test_the_gazetteer_knows_names_that_news_uses() -> None:
    for name, country in [("Kyiv", "UKR"), ("Kiev", "UKR"), ("Mosul", "IRQ"), ("Maracaibo", "VEN"), ("Sana'a", "YEM")]:
        assert any(s.country == country and s.kind in (CITY, REGION) for s in spots(name_key(name))), name
    assert spots(name_key("Qwertyville")) == ()
    assert spots("") == ()


def test_countries_have_ids_and_the_codes_of_the_nations_table() -> None:
    for code, spot in lands().items():
        assert spot.kind == COUNTRY and spot.id
        assert code in country_names() or len(code) == 3
    missing = {c for c in country_names() if c not in lands()}
    assert missing <= {"UNO", "EUR", "ATA", "BVT", "HMD", "IOT", "UMI", "ATF", "SGS"}  # none of these has a town


def test_every_line_of_the_gazetteer_is_found_by_its_key() -> None:
    table = gazetteer()
    for key in ("a coruna", "paris", "zurich", "st petersburg"):
        assert table.numbers(key), key
    assert table.numbers("zzzzzzzz") == [] == table.numbers("!")


def test_what_holds_a_place_decides() -> None:
    found = resolved("A fire broke out in Paris, Texas, on Sunday.", "Paris", "Texas")
    assert found["Paris"].spot.country == "USA"
    assert found["Paris"].reason == "named with what holds it"
    assert resolved("Talks were held in Paris on Sunday.", "Paris")["Paris"].spot.country == "FRA"
    assert resolved("Police in Córdoba, Argentina, said so.", "Córdoba", "Argentina")["Córdoba"].spot.country == "ARG"


def test_the_other_places_of_the_article_decide() -> None:
    text = "Tripoli was calm. Troops left Benghazi and Misrata for Sirte, in Libya."
    assert resolved(text, "Tripoli", "Benghazi", "Misrata", "Sirte", "Libya")["Tripoli"].spot.country == "LBY"
    text = "Tripoli was calm. Troops left Sidon and Beirut for Baalbek, in Lebanon."
    assert resolved(text, "Tripoli", "Sidon", "Beirut", "Baalbek", "Lebanon")["Tripoli"].spot.country == "LBN"


def test_in_doubt_nothing_is_said() -> None:
    text = "The county clerk of Franklin County said so."
    assert resolved(text, "Franklin County")["Franklin County"].spot is None
    assert resolved("He moved to Qwertyville.", "Qwertyville")["Qwertyville"].spot is None


def test_abbreviated_states() -> None:
    text = "A man from Frankfort, Ky., was charged."
    found = resolved(text, "Frankfort", "Ky.")
    assert found["Frankfort"].spot.country == "USA" and found["Ky."].spot.kind == REGION
    assert distance(found["Frankfort"].spot, found["Ky."].spot) < 200


def test_names_that_were_cut_short_are_made_whole() -> None:
    text = "Soldiers from the United States and West Virginia arrived."
    spans = place_spans(text, [(at(text, "the United"), "place"), (at(text, "Virginia"), "place")])
    assert [text[slice(*s)] for s in spans] == ["the United States", "West Virginia"]
