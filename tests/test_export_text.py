"""annotation, report, claims, brat: every quotation is found again, every link resolves; how much text goes along."""

import json
import re
from pathlib import Path

import pytest
from lxml import html

from consumers import check_annotation, check_links, texts
from exporting import ALL, add_claims, everything, make_story, run
from reportedly import Story
from reportedly.show.export import TEXTS, ExportError
from reportedly.show.export.rights import cited


@pytest.fixture(scope="module")
def db(tmp_path_factory) -> Path:
    path = make_story(tmp_path_factory.mktemp("story") / "vessa.db")
    add_claims(path)
    return path


# --- annotations


@pytest.mark.parametrize("text", [one for one in TEXTS if one != "full"])
def test_annotations_quote_no_more_than_the_rights_allow(db, example_db, tmp_path, text):
    for number, story in enumerate((db, example_db)):
        run(story, "annotation", tmp_path / f"{number}.jsonld", text=text)
        check_annotation(story, tmp_path / f"{number}.jsonld", text)


# --- report


@pytest.mark.parametrize("text", [one for one in TEXTS if one != "full"])
def test_every_link_of_a_report_without_the_text_resolves(example_db, tmp_path, text):
    made = run(example_db, "report", tmp_path / "out", text=text)
    assert made.written > 20 and check_links(tmp_path / "out" / "report.html") > made.written
    assert not (tmp_path / "out" / "articles").exists()


def test_a_citation_leads_to_the_characters_of_its_row(example_db, tmp_path):
    run(example_db, "report", tmp_path / "report")
    tree = html.parse(str(tmp_path / "report" / "report.html")).getroot()
    held = texts(example_db)
    cited_rows = tree.xpath("//li[starts-with(@id, 'c')]")
    assert len(cited_rows) > 50
    pages = {}
    for item in cited_rows:
        article, _, _, place = item.find("code").text.split("/")
        start, end = map(int, place.split("~")[0].split("-"))
        said = " ".join(held[article][start:end].split())
        assert item.find("mark").text == said
        file, fragment = item.xpath("a[text()='in the article']")[0].get("href").split("#")
        if file not in pages:
            pages[file] = html.parse(str(tmp_path / "report" / file)).getroot()
        (anchor,) = pages[file].xpath(f"//*[@id='{fragment}']")
        row = fragment.removeprefix("at-")
        parts = anchor.xpath(f"following::*[contains(concat(' ', @data-parts), ' {row}.')][1]/@data-at")
        assert parts, fragment


def test_numbers_of_citations_are_one_to_n_and_all_are_used(db, tmp_path):
    made = run(db, "report", tmp_path / "report")
    tree = html.parse(str(tmp_path / "report" / "report.html")).getroot()
    used = {int(node.text.strip("[]")) for node in tree.xpath("//span[@class='cites']/a")}
    listed = [int(node.get("id")[1:]) for node in tree.xpath("//li[starts-with(@id, 'c')]")]
    assert listed == list(range(1, made.written + 1)) and used == set(listed)


def test_markdown_says_the_same_as_html_and_shows_hostile_text_as_it_is(db, tmp_path):
    markdown_it = pytest.importorskip("markdown_it")
    run(db, "report", tmp_path / "report")
    rendered = html.fragment_fromstring(
        markdown_it.MarkdownIt("commonmark").render((tmp_path / "report" / "report.md").read_text(encoding="utf-8")),
        create_parent="div",
    )
    page = html.parse(str(tmp_path / "report" / "report.html")).getroot()

    def leads(tree):
        return [" ".join(node.text_content().split()) for node in tree.xpath("//ul/li/strong")]

    assert leads(rendered) == leads(page) != []
    known = {"div", "h1", "h2", "p", "ul", "li", "strong", "em", "a", "code", "mark"}
    assert {node.tag for node in rendered.iter()} <= known
    anchors = set(rendered.xpath("//a/@id"))
    assert {href[1:] for href in rendered.xpath("//a/@href") if href.startswith("#")} == anchors
    for href in rendered.xpath("//a/@href"):
        if not href.startswith(("#", "http")):
            assert (tmp_path / "report" / href.split("#")[0]).is_file()


def test_what_was_denied_is_not_told_as_done(db, tmp_path):
    run(db, "report", tmp_path / "report")
    tree = html.parse(str(tmp_path / "report" / "report.html")).getroot()
    done = tree.xpath("//section[h2[starts-with(., 'Happened')]]")[0].text_content()
    denied = tree.xpath("//section[h2[starts-with(., 'Did not happen')]]")[0].text_content()
    assert "attacked" not in done and "attacked: workers → the police" in denied and "denied by Ada Lund" in denied


def test_a_claim_is_told_with_its_three_counts(db, tmp_path):
    run(db, "report", tmp_path / "report")
    told = (tmp_path / "report" / "report.html").read_text(encoding="utf-8")
    assert "2 outlets, 1 independent report, 1 voice" in told and "also told as planned" in told


# --- claims


def test_a_claim_is_told_in_its_sentence_and_rated_by_nobody(db, tmp_path):
    run(db, "claims", tmp_path / "claims.jsonld")
    found = json.loads((tmp_path / "claims.jsonld").read_text(encoding="utf-8"))
    assert "rating" not in (tmp_path / "claims.jsonld").read_text().lower()
    (claim,) = found["@graph"]
    assert " raided the port of Vessa on Friday" in claim["text"] and len(claim["appearance"]) == 2
    assert "firstAppearance" not in claim  # one of the two has no date
    assert claim["description"].startswith("happened; 2 outlets, 1 independent report, 1 voice")


def test_a_story_without_claims_gives_an_empty_graph(tmp_path):
    path = make_story(tmp_path / "bare.db")
    assert run(path, "claims", tmp_path / "claims.jsonld").written == 0
    assert json.loads((tmp_path / "claims.jsonld").read_text())["@graph"] == []


def test_brat_files_are_a_pair_an_article(db, tmp_path):
    run(db, "brat", tmp_path / "brat")
    held = texts(db)
    assert {path.stem for path in (tmp_path / "brat").glob("*.txt")} == held.keys()
    for key, text in held.items():
        assert (tmp_path / "brat" / f"{key}.txt").read_bytes().decode("utf-8") == text
        for line in (tmp_path / "brat" / f"{key}.ann").read_text(encoding="utf-8").split("\n"):
            if line.startswith("T"):
                _, place, _ = line.split("\t", 2)
                assert all(len(part.split()) >= 2 for part in place.split(" ", 1)[1].split(";"))
    with pytest.raises(ExportError, match="take --text cited or full"):
        run(db, "brat", tmp_path / "none", text="none")


# --- rights


def uncited(db: Path) -> list[str]:
    """Stretches on which no row stands, and which neither a row of another article nor a title or an outlet says."""
    found, known = [], []
    with Story(db, readonly=True) as story:
        for one in story.articles():
            record = story.record(one.key)
            hidden, kept = [], cited(record)
            for char, shown in zip(record.article.text, kept, strict=True):
                hidden.append(char if (shown == " " and char != " ") or char == " " == shown else "\n")
            article = record.article
            known.append(f"{kept} {article.title} {article.byline} {article.dateline} {article.outlet}")
            found += [one.strip() for one in "".join(hidden).split("\n") if len(one.strip()) > 9]
    return [one for one in found if not any(one in said for said in known)]


@pytest.mark.parametrize("format", ALL)
def test_without_leave_nothing_but_cited_passages_is_written(example_db, tmp_path, format):
    secrets = uncited(example_db)
    assert len(secrets) > 20
    run(example_db, format, tmp_path / "out", text="cited")
    written = " ".join(everything(tmp_path / "out").split())
    assert [one for one in secrets if one in written or json.dumps(one)[1:-1] in written] == []


@pytest.mark.parametrize("format", [one for one in ALL if one != "brat"])
def test_without_text_no_sentence_is_written(example_db, tmp_path, format):
    run(example_db, format, tmp_path / "out", text="none")
    written = " ".join(everything(tmp_path / "out").split())
    with Story(example_db, readonly=True) as story:
        titles = " ".join(one.title or "" for one in story.articles())
        said = [row["words"]["content"] for row in story.rows("statement") if "content" in row["words"]]
    phrases = [part for content in said for part in re.split(r" … |\n", content) if len(part.split()) > 3]
    assert len(phrases) > 40
    leaked = [part for part in phrases if part not in titles and " ".join(part.split()) in written]
    assert leaked == []
