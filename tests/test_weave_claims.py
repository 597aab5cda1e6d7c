"""Claims: what joins, what never does, status history, and that order does not matter."""

import random
from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st

from reportedly.weave.claims import Claim, claims, short, where_rows_are
from reportedly.weave.facts import Fact, meant
from reportedly.weave.family import Links
from weaving import Draft, all_facts, strike


def together(found: tuple[Claim, ...]) -> set[frozenset[str]]:
    return {frozenset(claim.addresses) for claim in found}


def sizes(facts: list[Fact]) -> list[int]:
    return sorted((len(claim.facts) for claim in claims(facts)), reverse=True)


def test_one_strike_told_by_two_is_one_claim_and_says_why():
    facts = all_facts(strike("a"), strike("b", sentence="On Friday Norland struck the port of Vessa."))
    (claim,) = claims(facts)
    assert len(claim.facts) == 2
    ((left, right, reasons),) = claim.joins
    assert {left, right} == set(claim.addresses)
    assert any("NOR" in reason for reason in reasons) and any("2031-05-02" in reason for reason in reasons)


def test_disjoint_dates_other_actors_and_other_places_are_other_claims():
    base = strike("a")
    later = strike("b", sentence="Norland struck Vessa on Tuesday.", day="2031-05-06", published="2031-05-07")
    other = strike("c", sentence="Sudland struck Vessa on Friday.", actor="Sudland")
    for second in (later, other):
        assert sizes(all_facts(base, second)) == [1, 1]


def denial(key: str, sentence: str, published: str = "2031-05-04") -> list[Fact]:
    draft = Draft(key, sentence, published=published)
    cue = next(word for word in ("denied", "said") if word in sentence)
    content = sentence[sentence.index(cue) + len(cue) + 1 :].rstrip(".")
    voice = draft.says("Ada Lund", cue, content, force="deny" if cue == "denied" else "assert")
    draft.event("strikes", "ASSAULT", status="did_not_happen" if cue == "denied" else "planned", voice=voice)
    return all_facts(draft.item())


def test_a_denial_that_names_the_report_which_it_answers_is_of_its_claim():
    reported = strike("a", sentence="Norland's cabinet approved strikes on two boatyards at Vessa, an aide said.",
                      trigger="strikes", actor=None, place=None, day=None, status="planned", outlet="Harbour Post",
                      published="2031-05-03")  # fmt: skip
    told = "Ada Lund denied a report in the {} that the cabinet had approved strikes on boatyards at Vessa."
    def why(other: list[Fact]) -> str:
        found = claims([*all_facts(reported), *(fact for fact in other if fact.kind == "event")])
        return str([claim.joins for claim in found])

    assert "denies the report of harbour post" in why(denial("b", told.format("Harbour Post")))
    assert "denies the report" not in why(denial("b", told.format("Tarrow Times")))  # another's report
    assert "denies the report" not in why(denial("b", told.format("Harbour Post"), published="2031-06-04"))  # later


def test_what_was_done_has_no_day_after_its_report():
    (done,) = all_facts(strike("a", day="2103-03-01"))
    (ahead,) = all_facts(strike("b", day="2103-03-01", status="planned"))
    (zone,) = all_facts(strike("c", day="2031-05-04"))  # it may be the next day elsewhere
    assert done.when is None and ahead.when is not None and zone.when is not None


def test_null_agrees_with_nothing():
    left = strike("a", sentence="Norland struck.", day=None, place=None)
    right = strike("b", sentence="Norland struck and struck with all its might.", day=None, place=None)
    assert sizes(all_facts(left, right)) == [1, 1]


def test_an_undated_row_needs_a_report_nearby():
    left = strike("a", day=None, sentence="Norland struck Vessa.")
    near = strike("b", day=None, sentence="Norland struck Vessa.", published="2031-05-05")
    far = strike("c", day=None, sentence="Norland struck Vessa.", published="2031-05-28")
    assert sizes(all_facts(left, near)) == [2]
    assert sizes(all_facts(left, far)) == [1, 1]


def test_an_undated_row_does_not_bridge_two_days():
    facts = all_facts(
        strike("a", day="2031-05-02"),
        strike("b", day="2031-05-06", sentence="Norland struck Vessa on Tuesday.", published="2031-05-07"),
        strike("c", day=None, sentence="Norland struck Vessa.", published="2031-05-06"),
    )  # fmt: skip
    for claim in claims(facts):
        days = {fact.when for fact in claim.facts if fact.when}
        assert len(days) <= 1


def test_another_word_for_the_deed_does_not_part_two_tellings():
    fled = Draft("a", "Ada Lund fled Norland on Friday.", published="2031-05-03")
    left = Draft("b", "Lund left Norland on Friday, her party said.", published="2031-05-04")
    for draft, name, trigger in ((fled, "Ada Lund", "fled"), (left, "Lund", "left")):
        draft.entity(name, "person")
        draft.entity("Norland", "country", country="NOR")
        draft.event(trigger, "RETREAT", actor=name, recipient="Norland", day="2031-05-02")
    assert sizes(all_facts(fled.item(), left.item())) == [2]


def test_last_week_on_a_sunday_is_the_week_just_past():
    week = date(2031, 4, 21), date(2031, 4, 27)
    assert meant(week, date(2031, 5, 4)) == (date(2031, 4, 21), date(2031, 5, 3))
    assert meant(week, date(2031, 5, 5)) == week == meant(week, None)
    assert meant((week[0], week[0]), date(2031, 5, 4)) == (week[0], week[0])


def test_plan_act_and_denial_are_one_claim_with_a_history():
    facts = all_facts(
        strike("a", sentence="Norland will strike Vessa on Friday.", trigger="strike", status="planned",
               published="2031-05-01"),
        strike("b", sentence="Norland struck Vessa on Friday.", published="2031-05-03"),
        strike("c", sentence="Norland did not strike Vessa on Friday.", trigger="strike", status="did_not_happen",
               published="2031-05-04"),
    )  # fmt: skip
    (claim,) = claims(facts)
    assert [(str(told.day), told.status) for told in claim.history] == [
        ("2031-05-01", "planned"), ("2031-05-03", "happened"), ("2031-05-04", "did_not_happen"),
    ]  # fmt: skip
    assert claim.status == "did_not_happen" and claim.ever == {"planned", "happened", "did_not_happen"}


def test_reports_of_one_day_that_exclude_each_other_are_disputed():
    no = strike("b", sentence="Norland did not strike Vessa on Friday.", trigger="strike", status="did_not_happen")
    (claim,) = claims(all_facts(strike("a"), no))
    assert claim.status == "disputed"


def saying(key: str, speaker: str, content: str, published: str = "2031-05-03") -> Draft:
    draft = Draft(key, f"{speaker} said {content}.", published=published)
    draft.entity(speaker, "person")
    draft.says(speaker, "said", content)
    return draft


def test_statements_join_by_what_they_say():
    left = saying("a", "Ada Lund", "the harbour bridge would reopen once engineers had inspected its cables").item()
    right = saying("b", "Ada Lund", "engineers must inspect the cables of the harbour bridge before it reopens").item()
    other = saying("c", "Ada Lund", "the union would strike until dockers were paid what the treaty promised").item()
    assert sizes(all_facts(left, right, other)) == [2, 1]


def test_statements_with_other_numbers_do_not_join():
    left = saying("a", "Ada Lund", "the flood destroyed 40 bridges and cut the northern valley off").item()
    right = saying("b", "Ada Lund", "the flood destroyed 60 bridges and cut the northern valley off").item()
    assert sizes(all_facts(left, right)) == [1, 1]


def test_people_go_before_the_rules():
    later = strike("c", day="2031-05-06", sentence="Norland struck Vessa on Tuesday.", published="2031-05-07")
    facts = all_facts(strike("a"), strike("b"), later)
    a, b, c = (fact.address for fact in facts)
    assert together(claims(facts, Links(cannot=frozenset({(a, b)})))) == {frozenset({x}) for x in (a, b, c)}
    assert frozenset({a, b, c}) in together(claims(facts, Links(must=frozenset({(a, c)}))))


def test_any_members_hash_finds_the_claim():
    facts = all_facts(strike("a"), strike("b"))
    (claim,) = claims(facts)
    held = where_rows_are([claim])
    assert all(held[short(address)] is claim for address in claim.addresses)
    assert claim.id == short(claim.addresses[0])


VERBS = [("struck", "happened"), ("will strike", "planned"), ("did not strike", "did_not_happen")]


@st.composite
def articles(draw: st.DrawFn) -> list[Fact]:
    found = []
    for number in range(draw(st.integers(2, 7))):
        verb, status = draw(st.sampled_from(VERBS))
        who, where = draw(st.sampled_from(["Norland", "Sudland"])), draw(st.sampled_from(["Vessa", "Hald"]))
        day = draw(st.sampled_from([None, "2031-05-02", "2031-05-03", "2031-05-05"]))
        report = draw(st.sampled_from(["2031-05-03", "2031-05-04", "2031-05-08", None]))
        found += all_facts(
            strike(f"k{number}", sentence=f"{who} {verb} {where} with drones, witnesses by the harbour said.",
                   trigger=verb.split()[-1], status=status, day=day, actor=who, place=where, published=report)
        )  # fmt: skip
    return found


@settings(max_examples=60, deadline=None)
@given(articles(), st.integers(0, 1000))
def test_order_does_not_matter_and_no_two_rows_of_a_claim_contradict(facts: list[Fact], seed: int):
    from reportedly.weave.compare import compare

    shuffled = list(facts)
    random.Random(seed).shuffle(shuffled)
    found = claims(facts)
    assert found == claims(shuffled)
    assert sorted(a for claim in found for a in claim.addresses) == sorted(fact.address for fact in facts)
    for claim in found:
        for left in claim.facts:
            for right in claim.facts:
                assert left is right or not compare(left, right).against
