"""Numbers over articles: series, disputes about them and about deeds, and curves."""

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reportedly.weave.claims import claims
from reportedly.weave.curves import curves, intensities
from reportedly.weave.disputes import disputes, of_claim
from reportedly.weave.item import Item
from reportedly.weave.series import Series, series
from weaving import Draft, all_facts, strike


def toll(key: str, words: str, value: float, measure: str = "killed", *, bound: str = "exactly",
         as_of: str | None = None, published: str | None = "2031-05-03",
         outlet: str | None = None) -> Item:  # fmt: skip
    text = f"The strike on the harbour of Vessa {measure} {words} people, the health ministry of Norland said."
    draft = Draft(key, text, published=published, outlet=outlet)
    draft.entity("Norland", "country", country="NOR")
    return draft.number(words, value, "people", measure, bound=bound, as_of=as_of).item()


def relations(*items: Item) -> list[str]:
    return [pair.relation for one in series(all_facts(*items)) for pair in one.pairs]


def test_at_least_eight_and_eight_agree():
    assert relations(toll("a", "at least eight", 8, bound="at_least"), toll("b", "8", 8)) == ["agrees"]


def test_numbers_that_cannot_both_hold_for_one_date_conflict():
    left, right = toll("a", "8", 8, as_of="2031-05-02"), toll("b", "12", 12, as_of="2031-05-02")
    assert relations(left, right) == ["conflicts"]
    (found,) = disputes(claims(all_facts(left, right)), series(all_facts(left, right)), {})
    assert found.type == "number" and {side.says for side in found.sides} == {"8", "12"}
    assert all(side.rows for side in found.sides)


def test_another_as_of_date_is_a_development():
    left = toll("a", "8", 8, as_of="2031-05-02")
    later = toll("b", "12", 12, as_of="2031-05-02", published="2031-05-04")
    assert relations(left, later) == ["develops"]
    assert relations(left, toll("c", "12", 12, as_of="2031-05-03")) == ["develops"]  # told by its own report's day
    assert relations(left, toll("d", "12", 12, as_of="2031-05-06", published="2031-05-07")) == []  # another strike


def test_a_part_and_figures_of_one_article_are_of_no_series():
    whole = toll("a", "12", 12, as_of="2031-05-02")
    part = toll("b", "two other", 2, as_of="2031-05-02")
    assert relations(whole, part) == []


def test_killed_and_wounded_are_never_one_series():
    assert series(all_facts(toll("a", "8", 8), toll("b", "8", 8, "wounded"))) == ()


def wreck(key: str, text: str, *figures: tuple[str, float, str], published: str, outlet: str | None = None) -> Item:
    draft = Draft(key, text, published=published, outlet=outlet)
    for words, value, measure in figures:
        draft.number(words, value, "people" if "people" in text else "dead", measure)
    return draft.item()


FOUNDERED = wreck("a", "Nine people were killed when a patrol boat rammed the ferry Aldis off Vessa, the navy said.",
                  ("Nine", 9, "killed"), published="2031-05-03")  # fmt: skip


def test_the_toll_of_a_ship_is_one_series_however_late_it_is_told_and_by_which_word():
    bare = wreck("b", "Divers went down to the wreck of the Aldis. The ferry Aldis lies on its side. "
                 "By Sunday evening 12 people were dead, the coast guard said.",
                 ("12", 12, "dead"), published="2031-05-06")  # fmt: skip
    late = wreck("c", "Premier Holm said that 14 people had died on the ferry Aldis.", ("14", 14, "died"),
                 published="2031-05-20")  # fmt: skip
    (found,) = series(all_facts(FOUNDERED, bare, late))
    assert [fact.said for fact in found.facts] == ["Nine", "12", "14"] and found.thing == "people"
    assert {pair.relation for pair in found.pairs} == {"develops"}


@pytest.mark.parametrize("text", [
    "Four people were killed when a lorry hit a bus in Vessa, police said.",  # another thing
    "Four people were killed on the ferry Birka, the owner said.",
    "Four people were killed on the ferry Thursday, the owner said.",  # no name
    "A ship lies off Vessa. The road to the north was closed.\n\nFour people were killed by a storm.",
])  # fmt: skip
def test_another_ship_or_none_is_another_incident(text):
    assert series(all_facts(FOUNDERED, wreck("b", text, ("Four", 4, "killed"), published="2031-05-04"))) == ()


def test_two_voices_of_one_article_on_one_wreck_conflict():
    text = "Holm said that 14 people had died on the ferry Aldis. The navy says 12 people have died on the Aldis."
    draft = Draft("b", text, published="2031-05-12")
    one, two = draft.says("Holm", "said", "14 people"), draft.says("navy", "says", "12 people")
    draft.number("14", 14, "people", "died", voice=one).number("12", 12, "people", "died", voice=two)
    assert "conflicts" in relations(FOUNDERED, draft.item())


def test_a_series_tells_its_thing_and_measure_in_words():
    ships = [wreck(key, "The navy sent six ships to the Gulf of Hald on Friday, people said.", ("six", 6, "sent"),
                   published="2031-05-03", outlet=key) for key in "ab"]  # fmt: skip
    facts = [fact._replace(counted="ships", type="ship") for fact in all_facts(*ships)]
    (found,) = series(facts)
    assert (found.thing, found.measure) == ("ships", "sent")


def test_claims_hold_numbers_that_can_both_be():
    facts = all_facts(toll("a", "8", 8), toll("b", "at least eight", 8, bound="at_least"), toll("c", "12", 12))
    assert sorted(len(claim.facts) for claim in claims(facts)) == [1, 2]


@settings(max_examples=40, deadline=None)
@given(st.lists(st.tuples(st.sampled_from([3, 8, 12]), st.sampled_from(["killed", "wounded"]),
                          st.sampled_from([None, "2031-05-02", "2031-05-04"])), min_size=2, max_size=6),
       st.integers(0, 99))  # fmt: skip
def test_series_do_not_depend_on_order(figures: list[tuple[int, str, str | None]], seed: int):
    items = [toll(f"k{n}", str(v), v, measure, as_of=day) for n, (v, measure, day) in enumerate(figures)]
    facts = all_facts(*items)
    shuffled = list(facts)
    random.Random(seed).shuffle(shuffled)
    found = series(facts)
    assert found == series(shuffled)
    for one in found:
        assert isinstance(one, Series) and len({word for fact in one.facts for word in fact.head}) == 1


def found_disputes(*items: Item) -> dict[str, list[str]]:
    facts = all_facts(*items)
    return {
        one.type: [side.says for side in one.sides]
        for one in disputes(claims(facts), series(facts), {item.key: item for item in items})
    }


def test_happened_against_did_not_is_a_dispute_of_status():
    no = strike("b", sentence="Norland did not strike Vessa on Friday.", trigger="strike", status="did_not_happen")
    assert found_disputes(strike("a"), no) == {"status": ["happened", "did not happen"]}


def test_an_article_does_not_dispute_itself():
    (claim,) = claims(all_facts(strike("a")))
    (told,) = claim.facts
    denying = told._replace(address=f"{told.address}~2", voice="s0", force="deny", status="did_not_happen")
    assert of_claim(claim._replace(facts=(told, denying))) is None
    found = of_claim(claim._replace(facts=(told, denying._replace(item="b/1"))))
    assert found is not None and found.type == "denial"


def said(key: str, sentence: str, content: str, force: str) -> Item:
    draft = Draft(key, sentence, outlet=key)
    draft.says("Ada Lund", "said", content, force=force)
    return draft.item()


def test_a_scrap_of_a_sentence_is_neither_said_nor_denied():
    whole = "the harbour of Vessa was mined by Norland"
    told = f"Ada Lund said that {whole}."
    (claim, *_) = claims(all_facts(said("a", told, whole, "assert"), said("b", told, whole, "deny")))
    found = of_claim(claim)
    assert found is not None and found.type == "denial"
    scraps = [fact._replace(words={"norland": 1.0}) for fact in claim.facts]
    assert of_claim(claim._replace(facts=tuple(scraps))) is None


def test_one_deed_by_two_actors_is_a_dispute_of_actor():
    text = "{} struck the harbour of Vessa with a dozen drones on Friday night, setting two freighters ablaze."
    left = strike("a", sentence=text.format("Norland"))
    right = strike("b", sentence=text.format("Sudland"), actor="Sudland")
    # place and date agree, the actor excludes
    assert found_disputes(left, right) == {"actor": ["Norland", "Sudland"]}


def test_a_correction_is_tied_to_what_it_corrects():
    text = ("The strike on the harbour of Vessa killed 12 people.\n\n"
            "Correction: an earlier version of this article said that the strike on the harbour killed 21 people.")
    draft = Draft("a", text)
    draft.number("12", 12, "people", "killed").number("21", 21, "people", "killed")
    (found,) = [one for one in disputes(claims(all_facts(draft.item())), (), {"a/1": draft.item()})
                if one.type == "correction"]  # fmt: skip
    assert found.sides[1].rows == (f"a/1/quantity/{text.index('12')}-{text.index('12') + 2}",)


def test_curves_count_an_event_once_and_never_draw_talk_as_war():
    items = [strike("a"), strike("b"), strike("c", sentence="Norland may strike Hald on Tuesday.", trigger="strike",
                                              place="Hald", day="2031-05-06", status="possible")]  # fmt: skip
    found = claims(all_facts(*items))
    drawn = curves(found)
    ((day, actor, _, layer, events, intensity),) = drawn.points
    assert (str(day), actor, layer, events, intensity) == ("2031-05-02", "NOR", "happened", 1, -9.0)
    assert [point.layer for point in curves(found, layers=["possible"]).points] == ["possible"]
    assert {str(point.day) for point in curves(found, by="report").points} == {"2031-05-03"}


def test_undated_events_stand_beside_the_curve():
    found = claims(all_facts(strike("a", day=None, sentence="Norland struck Vessa.")))
    drawn = curves(found)
    assert drawn.points == () and drawn.undated[0].events == drawn.undated[0].known_before == 1


def test_a_table_of_intensities_can_be_replaced_and_a_bad_one_is_named():
    table = intensities("ASSAULT\t\t4\t-1.5\n")
    (point,) = curves(claims(all_facts(strike("a"))), table=table).points
    assert point.intensity == -1.5
    assert intensities()["ACCUSE", None] == -2 and intensities()["RETREAT", "resign"] == 4.5
    with pytest.raises(ValueError, match="row 2"):
        intensities("ASSAULT\t\t4\t-1.5\nAID\t\t2\tmuch\n")
