"""The three counts: outlets, independent reports, voices, each openable into its rows; and what is missing."""

import msgspec

from reportedly.weave.claims import claims
from reportedly.weave.counts import Counts, by_status, count
from reportedly.weave.echo import Edge, Node
from reportedly.weave.gaps import gaps
from reportedly.weave.item import Item
from weaving import Draft, all_facts, strike


def counted(*items: Item, edges: tuple[Edge, ...] = (), kind: str = "event") -> Counts:
    (claim,) = [claim for claim in claims(all_facts(*items)) if claim.kind == kind]
    return count(claim.facts, {item.key: item for item in items}, edges)


def copied(item: str, origin: str, text: str) -> Edge:
    whole = ((0, len(text)),)
    return Edge(item=item, origin=Node("item", origin), evidence="copied", passage=whole, source=whole, share=1.0,
                reason="the same words")  # fmt: skip


def sourced(key: str, source: str, kind: str, outlet: str | None = None, people: int | None = None,
            person: bool = False, published: str = "2031-05-03") -> Item:  # fmt: skip
    draft = Draft(key, f"Norland struck Vessa on Friday, {source} said.", outlet=outlet, published=published)
    draft.entity("Norland", "country", country="NOR")
    if person:
        draft.entity(source, "person")
    voice = draft.says(source, "said", "Norland struck Vessa on Friday", kind, source_count=people)
    return draft.event("struck", "ASSAULT", actor="Norland", place="Vessa", day="2031-05-02", voice=voice).item()


def test_own_words_of_two_newsrooms_are_two_reports_and_two_voices():
    found = counted(strike("a", outlet="Vessa Herald"), strike("b", outlet="Hald Courier"))
    assert found.numbers == (2, 2, 2)
    assert {voice.name for voice in found.voices} == {"Vessa Herald's own word", "Hald Courier's own word"}


def test_two_articles_of_one_newsroom_are_one_outlet_and_one_report():
    found = counted(strike("a", outlet="Vessa Herald"), strike("b", outlet="Vessa Herald"))
    assert found.numbers == (1, 1, 1) and found.articles == 2


def test_a_copy_adds_an_outlet_but_no_report_and_no_voice():
    left, right = strike("a", outlet="Vessa Herald"), strike("b", outlet="Hald Courier")
    found = counted(left, right, edges=(copied("b/1", "a/1", right.text),))
    assert found.numbers == (2, 1, 1)
    (voice,) = found.voices
    assert len(voice.rows) == 2


def test_one_named_speaker_in_two_reports_is_one_voice():
    found = counted(sourced("a", "Ada Lund", "named", person=True), sourced("b", "Lund", "named", person=True))
    assert found.numbers == (2, 2, 1)
    assert found.voices[0].name == "Ada Lund"


def test_anonymous_people_of_two_reports_are_two_voices_of_one_report_one():
    left = sourced("a", "two officials", "anonymous", people=2)
    right = sourced("b", "three officials", "anonymous", people=3)
    assert counted(left, right).numbers == (2, 2, 2)
    found = counted(left, right, edges=(copied("b/1", "a/1", right.text),))
    assert found.numbers == (2, 1, 1)
    assert found.voices[0].people == 3 and found.voices[0].report is not None


def test_a_lead_that_sums_up_what_is_attributed_below_is_no_voice():
    draft = Draft("a", "Norland struck Vessa on Friday.\n\nNorland hit Vessa with drones on Friday, Ada Lund said.")
    draft.entity("Norland", "country", country="NOR")
    draft.entity("Ada Lund", "person")
    voice = draft.says("Ada Lund", "said", "Norland hit Vessa with drones on Friday")
    draft.event("struck", "ASSAULT", actor="Norland", place="Vessa", day="2031-05-02")
    draft.event("hit", "ASSAULT", actor="Norland", place="Vessa", day="2031-05-02", voice=voice)
    found = counted(draft.item())
    assert [voice.name for voice in found.voices] == ["Ada Lund"]


def test_a_spokesperson_is_the_voice_of_whom_he_speaks_for():
    left = sourced("a", "a Pentagon spokesman", "office", published="2031-05-03")
    right = sourced("b", "the Pentagon", "office")
    assert counted(left, right).numbers[2] == 1


def test_who_votes_for_a_deed_is_no_voice_of_it_and_nobody_known_is_nobody():
    draft = Draft("a", "The council approved sanctions on Norland on Friday.", outlet="Vessa Herald",
                  published="2031-05-03")  # fmt: skip
    draft.entity("Norland", "country", country="NOR")
    voice = draft.says("The council", "approved", "sanctions on Norland on Friday", "office")
    draft.event("sanctions", "SANCTION", recipient="Norland", day="2031-05-02", voice=voice)
    (own,) = counted(draft.item()).voices
    assert own.kind == "own"
    (nobody,) = counted(sourced("b", "they", "named")).voices
    assert (nobody.kind, nobody.name) == ("none", "nobody named")


def test_a_named_spokesman_of_a_government_that_nobody_names_speaks_for_himself_and_a_body_is_no_person():
    draft = Draft("a", "Government spokesman Jor Hall said Norland struck Vessa on Friday.", published="2031-05-03")
    draft.entity("Norland", "country", country="NOR")
    draft.entity("Jor Hall", "person")
    voice = draft.says("Government spokesman Jor Hall", "said", "Norland struck Vessa on Friday", "office")
    draft.event("struck", "ASSAULT", actor="Norland", day="2031-05-02", voice=voice)
    assert [one.name for one in counted(draft.item()).voices] == ["Jor Hall"]

    text = "President Tom Rall spoke on Friday. The coast guard of Norland said Sudland struck Vessa."
    draft = Draft("b", text, published="2031-05-03")
    rall = draft.entity("Tom Rall", "person")
    (start,) = [text.index("The coast guard")]
    mended = [msgspec.structs.replace(one, mentions=(*one.mentions, (start, start + len("The coast guard of Norland"))))
              if one.id == rall else one for one in draft.entities]  # fmt: skip
    draft.entities[:] = mended
    voice = draft.says("The coast guard of Norland", "said", "Sudland struck Vessa", "office")
    draft.event("struck", "ASSAULT", actor="Sudland", voice=voice)
    assert "Rall" not in " ".join(one.name for one in counted(draft.item()).voices)


def test_who_calls_a_deed_off_denies_nothing_the_word_is_of_who_tells_so():
    draft = Draft("a", "Norland called off strikes on Vessa, Minister Ada Lund said.", outlet="Vessa Herald")
    draft.entity("Norland", "country", country="NOR")
    draft.entity("Ada Lund", "person")
    told = draft.says("Ada Lund", "said", "Norland called off strikes on Vessa")
    voice = draft.says("Norland", "called off", "strikes on Vessa", "office", force="reject", via=told)
    draft.event("strikes", "ASSAULT", actor="Norland", status="did_not_happen", voice=voice)
    assert [one.name for one in counted(draft.item()).voices] == ["Ada Lund"]


def test_every_count_opens_into_rows_and_every_row_is_in_one_outlet():
    items = [sourced("a", "two officials", "anonymous"), sourced("b", "Ada Lund", "named", person=True), strike("c")]
    (claim,) = [one for one in claims(all_facts(*items)) if one.kind == "event"]
    found = count(claim.facts, {item.key: item for item in items}, ())
    assert sorted(row for outlet in found.outlets for row in outlet.rows) == sorted(claim.addresses)
    assert {path.address for report in found.reports for path in report.paths} == set(claim.addresses)
    assert {row for voice in found.voices for row in voice.rows} == set(claim.addresses)


def test_a_denial_is_a_voice_that_denies_and_status_has_counts_of_its_own():
    no = strike("b", sentence="Norland did not strike Vessa on Friday.", trigger="strike", status="did_not_happen",
                outlet="Hald Courier", published="2031-05-04")  # fmt: skip
    items = [strike("a", outlet="Vessa Herald"), no]
    (claim,) = claims(all_facts(*items))
    held = {item.key: item for item in items}
    assert {voice.report: voice.stance for voice in count(claim.facts, held, ()).voices} == {
        "Vessa Herald": "says", "Hald Courier": "denies"}  # fmt: skip
    statuses = by_status(claim, held, ())
    assert {status: found.numbers for status, found in statuses.items()} == {
        "happened": (1, 1, 1), "did_not_happen": (1, 1, 1)}  # fmt: skip


def test_gaps_name_what_looks_like_more_than_it_is():
    left = sourced("a", "two officials", "anonymous", outlet="Vessa Herald")
    right = sourced("b", "two officials", "anonymous", outlet="Hald Courier")
    undated = strike("c", published=None, place=None, day=None, outlet="Orsk Post")
    items = [left, right, undated]
    held = {item.key: item for item in items}
    edges = (copied("b/1", "a/1", right.text),)
    found = claims(all_facts(*items))
    counts = {claim.id: count(claim.facts, held, edges) for claim in found}
    told = {(gap.kind, gap.of) for gap in gaps(found, counts, items, [("page.html", "it is empty")])}
    kinds = {kind for kind, _ in told}
    assert {"one report", "anonymous only", "no date", "no place"} <= kinds
    assert ("not dated", "c/1") in told and ("not read", "page.html") in told
