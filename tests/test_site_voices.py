"""Voices and outlets: whose word, how often unnamed, what one voice says over time; who reports and who echoes whom."""

from datetime import date

import pytest
from tests.stories import QuickReader, found

from reportedly import Story
from reportedly.show.site.page import Missing
from reportedly.show.site.pages.outlets import OutletsQuery, outlets
from reportedly.show.site.pages.voices import FEW, VoiceQuery, VoicesQuery, bars, voice, voices
from reportedly.show.site.reader import Reader
from site_fixture import client_of

HOSTILE = "<script>alert(1)</script>"


def test_voices_are_listed_and_narrowed(site_reader):
    rows = voices(site_reader, VoicesQuery()).data
    heard = [row.says + row.denies for row in rows]
    assert len(rows) > 20 and heard[0] == max(heard)
    named = voices(site_reader, VoicesQuery(kind="named", name="brandt")).data
    assert named and all(row.kind == "named" and "Brandt" in row.name for row in named)
    assert voices(site_reader, VoicesQuery(page=90)).data == []


def test_the_share_without_a_name_is_that_of_the_rows(site_reader):
    held = voices(site_reader, VoicesQuery()).context["sources"]
    rows = [one for article in site_reader.story.articles() for one in site_reader.story.record(article.key).statements]
    assert held.total == len(rows)
    assert held.unnamed == sum(one.source_kind in ("anonymous", "none") for one in rows) > 0
    assert sum(total for total, _ in held.of.values()) <= held.total
    assert all(0 <= unnamed <= total for total, unnamed in held.of.values())


def test_a_voice_tells_its_statements_latest_first(site_reader):
    page = voice(site_reader, VoiceQuery(id="named:Ilka Brandt"))
    assert page.data.sector == "GOV" and page.data.says + page.data.denies == page.context["turn"].total
    days = [one.claim.first_report for one in page.context["said"]]
    assert days == sorted(days, reverse=True)
    for one in page.context["said"]:
        assert one.claim.id in {claim.id for claim in site_reader.story.claims(voice="Ilka Brandt")}
        assert 0 < len(one.passages) <= FEW
    assert any(row.cue == "said" and row.force and row.words for row in page.data.statements)
    for row in page.data.statements:
        text = site_reader.item(row.article).text
        assert " ".join(text[row.start : row.end].split()) == row.words


def test_a_voice_is_narrowed_by_days_and_its_months_add_up(site_reader):
    whole = voice(site_reader, VoiceQuery(id="named:Ilka Brandt")).data
    assert sum(number for _, number in whole.months) == whole.says + whole.denies
    late = voice(site_reader, VoiceQuery(id="named:Ilka Brandt", since=date(2025, 3, 11))).context
    assert 0 < late["turn"].total < whole.says and all(one.claim.first_report >= "2025-03-11" for one in late["said"])
    assert voice(site_reader, VoiceQuery(id="named:Ilka Brandt", until=date(2025, 1, 1))).data.statements == ()


def test_a_denial_says_so_and_through_whom_is_told(site):
    data = site.get("/voices/office:Orskland's foreign ministry.json").json()
    assert data["denies"] > 0 and {row["stance"] for row in data["statements"]} == {"says", "denies"}
    rows = [row for one in site.get("/voices.json").json() for row in
            site.get(f"/voices/{one['id']}.json").json()["statements"]]  # fmt: skip
    assert any(row["through"] for row in rows)


def test_an_unknown_voice_is_missing(site, site_reader):
    for id in ("named:Nobody At All", "nothing", "outlet:Ilka Brandt"):
        with pytest.raises(Missing):
            voice(site_reader, VoiceQuery(id=id))
    assert site.get("/voices/named:Nobody").status_code == 404
    assert site.get("/voices?kind=choir").status_code == 400


def test_the_last_five_years_are_drawn():
    drawn = bars((("2010-01", 7), ("2020-12", 1), ("2021-01", 3)))
    assert [(bar.month, bar.x, bar.height) for bar in drawn] == [("2020-12", 0, 20), ("2021-01", 12, 60)]
    assert bars(()) == []


def test_outlets_tell_who_echoes_whom(site_reader):
    rows = {row.name: row for row in outlets(site_reader, OutletsQuery()).data}
    assert all(row.articles == row.independent + row.echoing for row in rows.values())
    wire = rows["Meridian Wire"]
    assert (wire.articles, wire.echoing) == (3, 0) and "The Lantern (1)" in wire.gives
    assert rows["The Lantern"].takes == ("Meridian Wire (1)",) and rows["The Lantern"].independent == 0
    echoing = outlets(site_reader, OutletsQuery(kind="echoing")).data
    assert echoing and all(row.takes for row in echoing)
    assert [row.name for row in outlets(site_reader, OutletsQuery(name="lantern")).data] == ["The Lantern"]


def test_an_agency_that_is_only_credited_is_a_node_too(tmp_path):
    text = "Troops raided Vessa on Monday, the ministry said.\n\nThey met officials of the town and left again."
    with Story(tmp_path / "s.db", reader=QuickReader()) as made:
        made.add_found([found(f"VESSA (Reuters) - {text}", outlet="Vessa Post", url="https://vessa.example/1",
                              published="2019-05-01", title=HOSTILE, credit="Reuters"),
                        found(f"{text} So it was.", outlet=f"Hostile {HOSTILE}", url="https://h.example/1",
                              published="2019-05-03", title=HOSTILE)])  # fmt: skip
        with Reader.open(made) as reader:
            rows = {row.name: row for row in outlets(reader, OutletsQuery(kind="outside")).data}
    assert rows["Reuters"].agency and rows["Reuters"].articles == 0 and "Vessa Post (1)" in rows["Reuters"].gives
    with client_of(tmp_path / "s.db") as client:
        for path in ("/outlets", "/voices", *(f"/voices/{row['id']}" for row in client.get("/voices.json").json())):
            html = client.get(path).text
            assert "<script>alert" not in html and "Page not" not in html


def test_what_a_voice_is_called_is_only_text(tmp_path):
    with Story(tmp_path / "hostile.db", reader=QuickReader()) as made:
        made.add_found([found(f"Troops raided {HOSTILE} Vessa, the Ministry said.", outlet=HOSTILE, title=HOSTILE,
                              url="https://a.example/1", published="2019-05-01")])  # fmt: skip
    with client_of(tmp_path / "hostile.db") as client:
        ids = [row["id"] for row in client.get("/voices.json").json()]
        html = "".join(client.get(f"/voices/{id}").text for id in ids) + client.get("/outlets").text
        assert ids and "Vessa" in html and "<script>alert" not in html and "&lt;script&gt;" in html


def test_from_a_claim_to_its_voice_and_on_to_the_article(visit):
    page = visit("/claims?voice=Brandt").page
    page.locator(".claim .says a").first.click()
    page.locator(".reports a", has_text="Brandt").first.click()
    page.get_by_role("heading", level=1, name="Brandt").wait_for()
    assert "/voices/" in page.url
    page.locator(".told figcaption a").first.click()
    page.locator(".text").wait_for()
    assert "#c" in page.url


def test_from_an_outlet_to_its_articles(visit):
    page = visit("/outlets").page
    page.get_by_role("link", name="Echo others").click()
    row = page.locator("tr", has=page.get_by_role("rowheader", name="Tarrow Times"))
    row.locator("td.number a").first.click()
    page.locator("table.articles").wait_for()
    assert page.locator("table.articles tbody tr").count() == 2


def test_the_articles_of_an_outlet_are_as_many_as_it_has(site, tmp_path):
    for row in site.get("/outlets.json").json():
        assert len(site.get("/articles.json", params={"outlet": row["name"]}).json()) == row["articles"]
    with Story(tmp_path / "s.db", reader=QuickReader()) as made:  # a guest writer's newsroom is known by the address
        made.add_found([found("Troops raided Vessa.", outlet="Anna Wirth", url="https://www.reuters.com/1")])
    with client_of(tmp_path / "s.db") as client:
        (row,) = client.get("/outlets.json").json()
        assert row["name"] == "Reuters" and len(client.get("/articles.json?outlet=Reuters").json()) == 1
