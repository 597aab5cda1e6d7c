"""Echoes: who took what from whom, on ten outlets with one wire, partial copies, speeches, circles."""

import itertools

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from records import Finder, article, record
from reportedly.record import Link, Statement
from reportedly.weave.echo import Edge, Node, holds
from reportedly.weave.echoes import Echoes, added, between, compute, edge_of, keys, own
from reportedly.weave.family import PairFamily
from reportedly.weave.item import Item
from reportedly.weave.reports import Carried, reports

WIRE = (
    "Troops sealed off the harbour of Vessa before dawn on Friday and turned back three freighters that carried grain.",
    "Fishermen on the northern quay watched armoured trucks roll past the customs house and park across the only road.",
    "The harbour master, a former naval engineer, had left the town two days earlier without telling his deputies why.",
    "By noon a queue of lorries stretched beyond the old cement works, and drivers were cooking on the hard shoulder.",
    "Grain prices in the capital rose by a tenth within hours, according to traders at the central exchange.",
    "It was the second time this spring that the army had moved into a port without an order from the courts.",
)
OWN = (
    "A baker in Lund Street said she had flour for four more days and would then have to close her shop.",
    "The regional council meets on Monday to decide whether schools near the water should stay shut.",
)
OTHER = (
    "The army has taken control of Vessa's port, and ships with wheat on board were not allowed to dock.",
    "Residents spoke of military vehicles blocking the way to the waterfront from early morning.",
    "Nobody could say where the man in charge of the port was.",
    "Wheat became dearer in markets across the country, dealers said.",
    "Judges had not been asked, as had happened once before since March.",
)
SPEECH = (
    "“We did not come to this square to ask for favours, we came for what was promised to our fathers,” {who} said. ",
    "“No general will tell a fisherman of this coast where he may sail and when he must return,” {who} added. ",
)


def item(key: str, text: str, outlet: str, published: str | None = "2031-05-02", **fields: object) -> Item:
    rows = {name: fields.pop(name) for name in ("statements", "events") if name in fields}
    made = record(text, article=article(text, id=key, outlet=outlet, published=published, **fields), **rows)
    return Item(key=f"{key}/1", outlet=outlet, url=fields.get("url"), published=published, record=made)  # type: ignore[arg-type]


def told(*paragraphs: str) -> str:
    return "\n\n".join(paragraphs)


def roots(items: list[Item], rows: list[Carried]) -> list[str]:
    return [r.root.name for r in reports(rows, compute(items), {one.key: one for one in items})]


def row(one: Item, words: str, sourced: bool = True) -> Carried:
    start = one.text.index(words)
    return Carried(f"{one.key}/event/{start}-{start + len(words)}", ((start, start + len(words)),), sourced)


TEN = ("Fox News", "Newsmax", "Politico", "Salon", "Slate", "Vox", "Reason", "Axios", "The Hill", "NPR")


def test_ten_outlets_with_one_wire_are_one_report():
    items = [item(f"a{n}", told(f"VESSA, Norland (AP) — {WIRE[0]}", *WIRE[1:]), name) for n, name in enumerate(TEN)]
    assert roots(items, [row(one, "sealed off") for one in items]) == ["Associated Press"]


def test_the_agency_s_own_article_adds_none():
    items = [item("a", told(f"VESSA, Norland (AP) — {WIRE[0]}", *WIRE[1:]), "Salon"),
             item("b", told(*WIRE), "Associated Press")]  # fmt: skip
    assert roots(items, [row(one, "sealed off") for one in items]) == ["Associated Press"]


def test_wire_without_its_credit_is_known_by_its_words():
    credited = item("a", told(f"VESSA, Norland (AP) — {WIRE[0]}", *WIRE[1:]), "Salon")
    bare = item("b", told(OWN[0], *WIRE), "Politico", "2031-05-03")
    found = between(credited, bare)
    assert {edge.origin for edge in found} == {Node("outlet", "Associated Press")}
    assert roots([credited, bare], [row(one, "sealed off") for one in (credited, bare)]) == ["Associated Press"]


def test_a_copy_of_five_paragraphs_echoes_in_these_and_not_in_its_own_sixth():
    first = item("a", told(*WIRE), "Salon", "2031-05-02")
    later = item("b", told(OWN[0], *WIRE[:5], OWN[1]), "Politico", "2031-05-03")
    (edge,) = between(first, later)
    assert (edge.item, edge.origin, edge.evidence) == ("b/1", Node("item", "a/1"), "copied")
    assert holds(edge, row(later, "armoured trucks").spans)
    assert not holds(edge, row(later, "regional council").spans)
    aligned = {later.text[a:b]: first.text[c:d] for (a, b), (c, d) in zip(edge.passage, edge.source, strict=True)}
    assert aligned == {sentence: sentence for sentence in WIRE[:5]}
    assert 0.6 < edge.share < 0.9
    assert roots([first, later], [row(later, "armoured trucks")]) == ["Salon"]
    assert roots([first, later], [row(later, "regional council")]) == ["Politico"]


def test_cut_and_reordered_and_touched_up_sentences_are_found():
    first = item("a", told(*WIRE), "Salon", "2031-05-02")
    touched = told(
        WIRE[3].replace("By noon a", "At midday, the").replace("cooking on", "cooking meals on"),
        WIRE[0].replace("before dawn on Friday", "early Friday").replace("three freighters", "three ships"),
        WIRE[2].replace("a former naval engineer, ", ""),
    )
    (edge,) = between(first, item("b", touched, "Politico", "2031-05-03"))
    assert len(edge.passage) == 3
    assert [first.text[s:e] for s, e in edge.source] == [WIRE[3], WIRE[0], WIRE[2]]


def test_independent_reports_of_one_event_have_no_edge():
    assert between(item("a", told(*WIRE), "Salon"), item("b", told(*OTHER), "Politico")) == ()


def test_two_reporters_of_one_speech_are_two_reports():
    quotes = "".join(SPEECH)
    one = item("a", told(OTHER[0], quotes.format(who="Lund"), OTHER[1]), "Salon")
    two = item("b", told(OWN[0], quotes.format(who="Ms. Lund"), OWN[1]), "Politico")
    (edge,) = between(one, two)
    assert edge.evidence == "quotes" and edge.weak
    assert roots([one, two], [row(one, "ask for favours"), row(two, "ask for favours")]) == ["Politico", "Salon"]


def test_embedded_posts_and_calls_to_subscribe_prove_nothing():
    post = ("The blockade of our harbour is an outrage and every captain who obeys it will answer for it before "
            "a court of free people — Ada Lund (@adalund) May 2, 2031")  # fmt: skip
    news = "Sign up for our daily newsletter and get the stories that matter delivered to your inbox every morning."
    one = item("a", told(OTHER[0], post, OTHER[1], news), "Salon")
    two = item("b", told(OWN[0], post, OWN[1], news), "Politico")
    assert [edge for edge in between(one, two) if not edge.weak] == []


def test_background_under_many_reports_is_no_echo():
    long = [f"The {n} district reported nothing unusual, its spokesman told callers in plain words." for n in TEN]
    one = item("a", told(*OTHER, *long, WIRE[5], WIRE[2]), "Salon")
    two = item("b", told(*OWN, *[text.replace("nothing unusual", "a calm day").replace("callers", "us")
                                 for text in OTHER], WIRE[5], WIRE[2]), "Politico")  # fmt: skip
    late = told(*(f"Item {n}: an unrelated paragraph about the weather in the hills of {name}." for n, name in
                  enumerate(TEN)), WIRE[5])  # fmt: skip
    assert between(one, item("c", late, "Vox")) == ()
    assert one.key != two.key


def citing(key: str, outlet: str, source: str, published: str = "2031-05-03") -> Item:
    text = told(f"Two ministers offered to resign over the blockade, {source} reported on Saturday.", OWN[1])
    at = Finder(text)
    said = Statement(id="s1", source=at(source), source_kind="outlet", cue=at("reported"),
                     content=at("Two ministers offered to resign over the blockade"))  # fmt: skip
    return item(key, text, outlet, published, statements=(said,))


def test_what_ten_sites_have_from_one_network_is_one_report():
    items = [citing(f"a{n}", name, "NBC News") for n, name in enumerate(TEN)]
    rows = [row(one, "offered to resign") for one in items]
    assert roots(items, rows) == ["NBC News"]
    assert roots(items, [row(one, "decide") for one in items[:2]]) == ["Fox News", "Newsmax"]


def test_told_to_an_outlet_is_that_outlet_s_report():
    text = told("“The quay is mined,” a harbour pilot told CNN on Friday.", OWN[1])
    at = Finder(text)
    said = Statement(id="s1", source=at("a harbour pilot"), source_kind="anonymous", cue=at("told CNN"),
                     content=at("“The quay is mined,”"), medium=at("CNN"))  # fmt: skip
    one = item("a", text, "Salon", statements=(said,))
    assert roots([one], [row(one, "mined")]) == ["CNN"]
    assert roots([item("b", text, "CNN", statements=(said,))], [row(item("b", text, "CNN"), "mined")]) == ["CNN"]


def test_a_lead_that_sums_up_what_is_cited_adds_no_report():
    one = citing("a", "Salon", "NBC News")
    lead = row(one, "regional council", sourced=False)
    found = reports([lead, row(one, "offered to resign")], compute([one]), {one.key: one})
    assert [(r.root.name, r.summed_up) for r in found] == [("NBC News", (lead.address,))]
    again = reports([lead._replace(sourced=True), row(one, "offered to resign")], compute([one]), {one.key: one})
    assert [r.root.name for r in again] == ["NBC News", "Salon"]


def test_paths_can_be_opened_down_to_the_words():
    first = citing("a", "Salon", "NBC News", "2031-05-02")
    later = item("b", told(OWN[0], *WIRE[:2], first.text.split("\n\n")[0], *WIRE[2:]), "Politico", "2031-05-04")
    wire = item("c", told(*WIRE[:2], first.text.split("\n\n")[0], *WIRE[2:]), "Vox", "2031-05-03")
    (report,) = reports([row(later, "sealed off")], compute([first, later, wire]),
                        {one.key: one for one in (first, later, wire)})  # fmt: skip
    assert report.root == Node("outlet", "Vox")
    ((edge,),) = [path.edges for path in report.paths]
    assert wire.text[slice(*edge.source[0])] == later.text[slice(*edge.passage[0])] == WIRE[0]


def test_articles_that_take_from_each_other_in_a_circle_are_one_report():
    a, b, c = (item(key, told(*WIRE), outlet) for key, outlet in (("a", "Salon"), ("b", "Vox"), ("c", "Reason")))
    whole = (WIRE[0], (0, len(WIRE[0])))[1]
    turn = [Edge(item=x.key, origin=Node("item", y.key), evidence="copied", passage=(whole,), source=(whole,),
                 reason="by hand")
            for x, y in ((a, b), (b, c), (c, a))]  # fmt: skip
    for members in itertools.permutations((a, b, c)):
        rows = [row(one, "sealed off") for one in members]
        assert [r.root.name for r in reports(rows, turn, {one.key: one for one in members})] == ["Salon"]


def test_identical_texts_of_one_day_are_one_report():
    items = [item(key, told(*WIRE), outlet) for key, outlet in (("a", "Salon"), ("b", "Vox"), ("c", "Reason"))]
    assert len(roots(items, [row(one, "sealed off") for one in items])) == 1


def test_a_corrected_version_is_no_echo_of_the_one_before():
    text = told(*WIRE)
    old = item("a", text, "Salon")
    new = msgspec.structs.replace(item("a", text.replace("three freighters", "two freighters"), "Salon"), key="a/2")
    assert between(old, new) == ()


def test_explicit_evidence_goes_before_the_dates():
    says = "This story was originally published by ProPublica."
    taker = item("a", told(*WIRE, says), "Salon", "2031-05-01")  # a feed that lies about its date
    source = item("b", told(*WIRE), "ProPublica", "2031-05-02")
    assert {edge.item for edge in between(taker, source)} == {"a/1"}


def test_links_count_in_running_text_and_not_in_lists():
    text = told("The minister had lied to the court, as a ledger shows.", "Ledger shows minister lied", OWN[1])
    at = Finder(text)
    target = "https://www.politico.com/news/2031/05/01/ledger-shows-minister-lied-100?utm=1"
    inside = item("a", text, "Salon", links=(Link(spans=at("a ledger"), url=target),))
    listed = item("b", text, "Salon", links=(Link(spans=at("Ledger shows minister lied"), url=target),))
    source = item("c", told(*OTHER), "Politico", "2031-05-01", url=target.split("?")[0])
    assert [(e.item, e.origin, e.evidence) for e in between(source, inside)] == [("a/1", Node("item", "c/1"), "link")]
    assert between(source, listed) == () and own(listed) == ()
    assert set(keys(inside)) & set(keys(source))
    assert roots([inside, source], [row(inside, "lied to the court")]) == ["Politico"]


def test_contributions_beside_staff_leave_the_article_its_own():
    line = "The Associated Press contributed to this report."
    unsigned = item("a", told(*OTHER, line), "Salon")
    signed = item("b", told(*OTHER, line), "Salon", byline=("Ada Lund",))
    assert [edge.origin.name for edge in own(unsigned)] == ["Associated Press"]
    assert own(signed) == ()


def test_mastheads_that_no_table_has_are_nodes_too():
    wire = item("a", told(f"PORT SEREN (Meridian Wire) - {WIRE[0]}", *WIRE[1:]), "Harbour Post")
    assert [edge.origin.name for edge in own(wire)] == ["Meridian Wire"]
    assert [edge.origin.name for edge in own(citing("b", "Salon", "the Seren Courier"))] == ["Seren Courier"]


def test_quoting_the_other_s_prose_and_naming_it_is_an_echo_towards_the_quoted():
    source = item("a", told(*WIRE), "Politico", "2031-05-04")  # its date is later: the page was updated
    quoting = item("b", told(OWN[0], f"“{WIRE[1]} {WIRE[2]}” Politico writes.", OWN[1]), "Salon", "2031-05-03")
    (edge,) = between(source, quoting)
    assert (edge.item, edge.origin) == ("b/1", Node("item", "a/1"))
    silent = item("c", told(OWN[0], f"“{WIRE[1]} {WIRE[2]}” a fisherman said.", OWN[1]), "Salon", "2031-05-03")
    assert [e for e in between(source, silent) if not e.weak] == []


def test_denying_a_report_is_not_taking_it():
    text = told("The minister's spokesman denied a report in The Washington Post that the port stays shut.", OWN[1])
    assert own(item("a", text, "Salon")) == ()
    said = "Officials had planned the blockade for weeks, according to a report in The Washington Post."
    assert [edge.origin.name for edge in own(item("b", told(said, OWN[1]), "Salon"))] == ["Washington Post"]


def test_the_writers_of_an_agency_are_its_own():
    line = "Associated Press writers Jo C. Bloggs in Vessa and Mo Major in Norport contributed to this report."
    assert [edge.origin.name for edge in own(item("a", told(*OTHER, line), "Salon", byline=("Ada Lund",)))] == [
        "Associated Press"
    ]


def test_an_agency_is_printed_by_others_whatever_the_dates_say():
    agency, outlet = item("a", told(*WIRE), "Reuters", "2031-05-04"), item("b", told(*WIRE), "Salon", "2031-05-03")
    assert {edge.item for edge in between(agency, outlet)} == {"b/1"}


def test_items_that_echo_each_other_share_a_key():
    first = item("a", told(*WIRE), "Salon")
    part = item("b", told(*OTHER, *WIRE[1:3], *OWN), "Politico", "2031-08-30")
    assert set(keys(first)) & set(keys(part))
    assert not set(keys(first)) & set(keys(item("c", told(*OTHER), "Vox", "2032-01-01")))


def test_the_family_is_what_the_story_expects_and_keeps_edges_whole():
    family = Echoes()
    assert isinstance(family, PairFamily)
    first, later = item("a", told(*WIRE), "Salon"), item("b", told(*WIRE), "Politico", "2031-05-03")
    things = list(family.between(first, later))
    assert things == list(family.between(later, first))
    assert tuple(edge_of(msgspec.json.decode(msgspec.json.encode(t.body))) for t in things) == between(first, later)


@pytest.fixture(scope="module")
def story() -> list[Item]:
    return [
        item("a", told(f"VESSA, Norland (AP) — {WIRE[0]}", *WIRE[1:]), "Salon"),
        item("b", told(OWN[0], *WIRE[:4]), "Politico", "2031-05-03"),
        item("c", told(*WIRE[2:], OWN[1]), "Vox", None),
        item("d", told(*OTHER), "Reason"),
        citing("e", "Axios", "Vox"),
        item("f", told(*WIRE[::-1]), "Slate", "2031-05-03"),
    ]


@settings(max_examples=25, deadline=None)
@given(data=st.data())
def test_order_does_not_matter(data: st.DataObject, story: list[Item]):
    shuffled = data.draw(st.permutations(story))
    edges = compute(shuffled)
    assert edges == compute(story)
    grown: set[Edge] = set()
    for number, one in enumerate(shuffled):
        grown.update(added(one, [two for two in shuffled[:number] if set(keys(one)) & set(keys(two))]))
    assert tuple(sorted(grown)) == edges
    rows = [Carried(f"{one.key}/event/0-{len(one.text)}", ((0, 60),), True) for one in shuffled]
    items = {one.key: one for one in shuffled}
    assert reports(rows, edges, items) == reports(rows[::-1], edges[::-1], items)


@settings(max_examples=40, deadline=None)
@given(kept=st.lists(st.integers(0, 5), min_size=3, max_size=6, unique=True), own_first=st.booleans())
def test_any_cut_and_order_of_a_text_is_aligned_sentence_by_sentence(kept: list[int], own_first: bool):
    first = item("a", told(*WIRE), "Salon")
    parts = [WIRE[n] for n in kept]
    later = item("b", told(*((OWN[0], *parts) if own_first else (*parts, OWN[0]))), "Politico", "2031-05-03")
    (edge,) = [e for e in between(first, later) if e.evidence == "copied"]
    assert [first.text[s:e] for s, e in edge.source] == parts


def test_who_owns_a_picture_is_not_credited_for_the_text():
    under = "The harbour was sealed off on Friday.\n\nImage copyright AFP Image caption The harbour of Vessa"
    assert own(item("a", under, "BBC News")) == ()
    assert own(item("b", "The harbour was sealed off on Friday.\n\nCopyright AFP", "BBC News")) != ()
