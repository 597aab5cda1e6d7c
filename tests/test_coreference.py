from reportedly.read.coreference import resolve
from reportedly.read.coreference_mentions import Sentences
from reportedly.read.mentions import Mention
from reportedly.read.quotes import quoted_regions
from reportedly.read.sentences import sentences
from reportedly.record import Statement


def read(text: str, people=(), bodies=(), places=(), statements=(), day=None, home=None) -> list[set[str]]:
    """Return the entities as sets of their mentions' words with the number of the occurrence."""
    mentions = []
    for kind, names in (("person", people), ("organization", bodies), ("place", places)):
        for name in names:
            at = text.find(name)
            while at >= 0:
                if not any(m.span[0] <= at < m.span[1] for m in mentions):
                    mentions.append(Mention((at, at + len(name)), kind))
                at = text.find(name, at + 1)
    parts = Sentences(text, sentences(text), quoted_regions(text))
    found = resolve(text, parts, mentions, statements, day, home)
    return [{text[slice(*n.span)] for n in c.nodes} for c in found]


def together(found: list[set[str]], *words: str) -> bool:
    return any(set(words) <= one for one in found)


def test_names_titles_and_pronouns_are_one() -> None:
    text = (
        "Prime Minister Ines Tavares met union leaders on Monday. Tavares said she would not resign. "
        "The prime minister left after her speech."
    )
    assert together(read(text, people=["Ines Tavares", "Tavares"]), "Ines Tavares", "she", "her", "The prime minister")


def test_two_full_names_with_one_surname_stay_two() -> None:
    text = "Mark Olsen and Erik Olsen spoke. Olsen left."
    found = read(text, people=["Mark Olsen", "Erik Olsen", "Olsen"])
    assert not any("Mark Olsen" in one and "Erik Olsen" in one for one in found)
    assert not together(found, "Olsen", "Mark Olsen") and not together(found, "Olsen", "Erik Olsen")


def test_gender_and_number_agree() -> None:
    text = "Maria Lopez met John Smith in Lima. He thanked her."
    found = read(text, people=["Maria Lopez", "John Smith"], places=["Lima"])
    assert together(found, "John Smith", "He") and together(found, "Maria Lopez", "her")


def test_initials_and_the_body_last_named() -> None:
    text = "The Front for National Accord (FNA) won the vote. The FNA said its leaders would meet. The party is old."
    found = read(text, bodies=["Front for National Accord", "FNA"])
    assert together(found, "Front for National Accord", "FNA", "its")


def test_a_seat_of_government_stands_for_the_government() -> None:
    text = "The Venezuelan government rejected the plan. Caracas accused Bogota of lies. Protests were held in Caracas."
    found = read(text, places=["Caracas", "Bogota"])
    assert together(found, "The Venezuelan government", "Caracas")
    assert sum("Caracas" in one for one in found) == 2  # the town where protests were held is another


def test_i_inside_a_quotation_is_its_speaker() -> None:
    text = '"I will not leave," Ada Lund said. "You know me," said Ivo Petrov.'
    first, second = text.index('"I'), text.index('"You')
    statements = [
        Statement(id="s1", source=((20, 28),), content=((first, 19),)),
        Statement(id="s2", source=((text.index("Ivo"), len(text) - 1),), content=((second, text.index(" said Ivo")),)),
    ]
    assert text[20:28] == "Ada Lund"
    found = read(text, people=["Ada Lund", "Ivo Petrov"], statements=statements)
    assert together(found, "Ada Lund", "I") and together(found, "Ivo Petrov", "me")
    assert not any("You" in one and len(one) > 1 for one in found)


def test_an_idle_it_is_no_one() -> None:
    text = "Hartmann Ltd closed a plant. It is unclear whether workers will be paid."
    assert not together(read(text, bodies=["Hartmann Ltd"]), "Hartmann Ltd", "It")


def test_apposition() -> None:
    text = "Ivo Petrov, the commander of the northern army, spoke on Monday. The commander gave no date."
    assert together(read(text, people=["Ivo Petrov"]), "Ivo Petrov", "The commander")


def test_a_well_known_office_holder_by_title() -> None:
    text = "Emmanuel Macron spoke in Lyon. The president promised reforms."
    assert together(
        read(text, people=["Emmanuel Macron"], places=["Lyon"], day="2019-01-01"), "Emmanuel Macron", "The president"
    )


def test_no_mention_is_in_two_entities_and_none_is_lost() -> None:
    text = "Maria Lopez said the ministry lied. The ministry denied it. They met Lopez and her lawyer, Jon Berg."
    parts = Sentences(text, sentences(text), ())
    found = resolve(text, parts, [Mention((0, 11), "person")], ())
    ids = [id(n) for c in found for n in c.nodes]
    assert len(ids) == len(set(ids))


def test_contracted_be_leaves_its_pronoun() -> None:
    text = "Ana Ruiz won the vote. She's a lawyer, and her party wants reform."
    assert together(read(text, people=["Ana Ruiz"]), "Ana Ruiz", "She", "her")


def test_offices_of_one_noun_stay_apart() -> None:
    text = (
        "President Carla Nunes met Vice President Peter Holm in Lima on Monday. The vice president spoke to reporters. "
        "The president left early."
    )
    found = read(text, people=["Carla Nunes", "Peter Holm"], places=["Lima"])
    assert together(found, "Peter Holm", "The vice president")
    assert together(found, "Carla Nunes", "The president")


def test_a_former_office_is_not_the_present_one() -> None:
    text = "Barack Obama praised the plan. The former president spoke in Chicago."
    found = read(text, people=["Barack Obama"], places=["Chicago"], day="2018-05-03")
    assert together(found, "Barack Obama", "The former president")


def test_administrations_of_two_rulers_stay_two() -> None:
    text = "The Olsen administration signed the accord in May. The Berg administration left it in June."
    found = read(text, people=["Olsen", "Berg"])
    assert not any({"The Olsen administration", "The Berg administration"} <= one for one in found)


def test_an_office_told_before_its_holder() -> None:
    text = "The chancellor will resign, aides said on Friday. Chancellor Greta Falk has led the country since 2011."
    assert together(read(text, people=["Greta Falk"]), "The chancellor", "Greta Falk")


def test_the_country_is_the_one_that_an_adjective_names() -> None:
    text = "Peru is poor. Peruvian farmers have blocked roads since May, Chile said. The country needs rain, they say."
    found = read(text, places=["Peru", "Peruvian", "Chile"])
    assert together(found, "Peru", "The country") and not together(found, "Chile", "The country")
