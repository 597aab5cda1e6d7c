"""The list of claims and the claim's page: filters, the three counts opened, evidence down to the characters."""

import re

import pytest
from tests.stories import QuickReader, found

from reportedly import Story
from reportedly.show.site.chain_drawing import draw
from reportedly.show.site.page import Missing, Moved
from reportedly.show.site.pages.claim import ClaimQuery, claim
from reportedly.show.site.pages.claims import SIZE, ClaimsQuery, claims
from reportedly.show.site.reader import Reader
from site_fixture import client_of

HOSTILE = "<script>alert(1)</script>"


@pytest.fixture
def strikes(site_reader):
    """The strikes that several outlets report, some from each other."""
    rows = claims(site_reader, ClaimsQuery(type="ASSAULT", order="weight")).data
    return next(row for row in rows if row.outlets > row.reports)


def test_claims_are_narrowed_ordered_and_turned(site_reader):
    all_of_them = claims(site_reader, ClaimsQuery())
    total = all_of_them.context["turn"].total
    assert total > SIZE == len(all_of_them.data)
    weights = [(row.outlets, row.reports, row.voices) for row in all_of_them.data]
    assert weights == sorted(weights, reverse=True)
    second = claims(site_reader, ClaimsQuery(page=2)).data
    assert second and not {row.id for row in second} & {row.id for row in all_of_them.data}
    denied = claims(site_reader, ClaimsQuery(ever="did_not_happen", kind="event")).data
    assert denied and all("did_not_happen" in row.ever and row.kind == "event" for row in denied)
    by = claims(site_reader, ClaimsQuery(outlet="lantern")).data
    assert by and all("The Lantern" in row.outlet_names for row in by)
    reported = [row.first_report for row in claims(site_reader, ClaimsQuery(order="reported")).data if row.first_report]
    assert reported == sorted(reported, reverse=True)


def test_the_filters_of_the_address_stand_in_the_form(site):
    html = site.get("/claims?type=ASSAULT&status=planned&order=latest").text
    assert re.search(r'name="type" value="ASSAULT"', html)
    assert '<option value="planned" selected>' in html and '<option value="latest" selected>' in html
    assert site.get("/claims?status=soon").status_code == 400


def test_the_chain_opens_each_count(site_reader, strikes):
    page = claim(site_reader, ClaimQuery(id=strikes.id))
    chain = page.context["chain"]
    assert len(chain.voices) == strikes.voices and len(chain.outlets) == strikes.outlets
    assert tuple(one.name for one in chain.reports) == strikes.report_names
    heard = {one.voice for under in chain.reports for one in under.heard}
    carried = {one.outlet for under in chain.reports for one in under.carried}
    assert heard == set(range(strikes.voices)) and carried == set(range(strikes.outlets))
    echoing = [one for under in chain.reports for one in under.carried if one.steps]
    assert echoing and page.data.echoes
    for step in page.data.echoes:
        text = site_reader.item(step.article).text
        words = " ".join(text[step.start : step.end].split())
        assert words.startswith(step.passage.removesuffix(" …")) and step.reason and 0 <= step.share <= 1


def test_the_drawing_has_a_box_for_each_and_a_dashed_line_for_an_echo(site_reader, strikes):
    chain = claim(site_reader, ClaimQuery(id=strikes.id)).context["chain"]
    drawing = draw(chain)
    boxes = [box.kind for box in drawing.boxes]
    assert boxes.count("report") == strikes.reports and boxes.count("carrier") == strikes.outlets
    assert drawing.hidden == 0 and {"echo", "own"} <= {line.kind for line in drawing.lines}
    assert all(box.x >= 0 and box.x + 214 <= drawing.width and box.y + box.height <= drawing.height
               for box in drawing.boxes)  # fmt: skip
    crowd = chain._replace(outlets=tuple(f"Outlet {n}" for n in range(50)))
    assert draw(crowd).hidden == 40


def test_history_tells_who_decided_it_by_which_words(site_reader, strikes):
    data = claim(site_reader, ClaimQuery(id=strikes.id)).data
    assert [step.status for step in data.history][-1] == data.claim.status
    assert {step.status for step in data.history} == set(data.claim.ever)
    days = [step.day for step in data.history]
    assert days == sorted(days)
    assert any("considering" in words for step in data.history for words in step.because)


def test_a_denial_stands_apart_and_silence_is_told(site_reader):
    for row in claims(site_reader, ClaimsQuery(ever="did_not_happen")).data:
        data = claim(site_reader, ClaimQuery(id=row.id)).data
        assert any(one.denies for one in data.rows) == bool(data.denying)
        assert set(data.supporting) | set(data.denying) == set(data.outlets)
        assert not set(data.silent) & set(data.outlets)
    assert data.denying


def test_rows_are_quoted_with_their_characters(site_reader, strikes):
    page = claim(site_reader, ClaimQuery(id=strikes.id))
    assert len(page.rows) == len(strikes.rows)
    for one in page.context["shown"]:
        text, evidence = site_reader.item(one.row.article).text, one.evidence
        assert text[evidence.start : evidence.end] == evidence.words
        assert evidence.before + evidence.words + evidence.after in text


def test_related_claims_are_others(site_reader, strikes):
    data = claim(site_reader, ClaimQuery(id=strikes.id)).data
    assert data.related and strikes.id not in data.related


def test_other_ids_of_a_claim_lead_to_it_and_unknown_ones_nowhere(site, site_reader, strikes):
    from reportedly.weave.claims import short

    other = next(name for row in strikes.rows if (name := short(row)) != strikes.id)
    with pytest.raises(Moved):
        claim(site_reader, ClaimQuery(id=other))
    answer = site.get(f"/claims/{other}.json")
    assert answer.status_code == 307 and answer.headers["location"] == f"/claims/{strikes.id}.json"
    with pytest.raises(Missing):
        claim(site_reader, ClaimQuery(id="0000000000"))
    assert site.get("/claims/0000000000").status_code == 404


def test_a_claim_as_data(site, strikes):
    data = site.get(f"/claims/{strikes.id}.json").json()
    assert data["claim"]["id"] == strikes.id and len(data["outlets"]) == strikes.outlets
    assert site.get(f"/claims/{strikes.id}.csv").text.count("/event/") == len(strikes.rows)


def test_what_articles_say_is_only_text(tmp_path):
    with Story(tmp_path / "hostile.db", reader=QuickReader()) as made:
        made.add_found([
            found(f"Troops raided {HOSTILE} Vessa, {HOSTILE} Lorne said.", outlet=f"Post {n} {HOSTILE}",
                  url=f"https://{n}.example/1", published="2019-05-01", title=HOSTILE)
            for n in range(3)
        ])  # fmt: skip
        with Reader.open(made) as reader:
            ids = [row.id for row in claims(reader, ClaimsQuery()).data]
    with client_of(tmp_path / "hostile.db") as client:
        for path in ("/claims", *(f"/claims/{id}" for id in ids)):
            html = client.get(path).text
            assert "Vessa" in html and "<script>alert" not in html


def test_a_claim_in_a_browser(visit, strikes):
    opened = visit(f"/claims/{strikes.id}")
    page = opened.page
    assert page.get_by_role("img", name="From the voices to the outlets").is_visible()
    page.get_by_role("link", name="1", exact=True).first.click()
    assert page.url.endswith("#echo-1") and page.locator("#echo-1").is_visible()
    opened.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.get_by_role("button", name="Copy the citation").click()
    page.get_by_text("Copied.").wait_for()
    copied = page.evaluate("navigator.clipboard.readText()")
    assert strikes.id in copied and copied.endswith(f"/claims/{strikes.id}")


def test_a_claim_on_a_phone_without_a_script(visit, strikes):
    page = visit(f"/claims/{strikes.id}", viewport={"width": 390, "height": 800}, java_script_enabled=False).page
    assert page.locator(".drawn").is_hidden() and page.locator(".reports li").count() > strikes.reports
    assert page.locator("button.copy").is_hidden() and strikes.id in page.locator(".citation").inner_text()


def test_the_list_in_a_browser(visit):
    page = visit("/claims").page
    page.get_by_label("Latest status").select_option("planned")
    page.get_by_role("button", name="Show").click()
    page.locator("li.claim.is-planned").first.wait_for()
    assert "status=planned" in page.url and page.locator("li.claim.is-planned").count() > 1
    page.locator(".claim .says a").first.click()
    page.locator("h1.wording").wait_for()
    assert "/claims/" in page.url and page.locator("h1").count() == 1
