"""Web Annotations: every quotation is found again in the text, by what stands around it and by its offsets."""

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given

from records import hostile, invented, record, seed
from reportedly.record import Record
from reportedly.show import render
from reportedly.show.markup import web_address
from test_show_html import marked, statements

CONTEXT = "http://www.w3.org/ns/anno.jsonld"


def check(made: Record) -> dict[str, dict[str, Any]]:
    text = made.article.text
    page = json.loads(render(made, "annotation"))
    assert page["@context"] == CONTEXT and page["type"] == "AnnotationPage"
    assert page["partOf"]["total"] == len(page["items"])
    ids = [item["id"] for item in page["items"]]
    assert len(ids) == len(set(ids))
    for item in page["items"]:
        assert item["@context"] == CONTEXT and item["type"] == "Annotation"
        assert {body["purpose"] for body in item["body"]} == {"tagging", "describing"}
        assert item["target"]
        for target in item["target"]:
            if isinstance(target, str):
                assert target in ids
                continue
            assert target["source"] == (web_address(made.article.url) or f"urn:sha256:{made.article.sha256}")
            quoted, position = target["selector"]
            start, end = position["start"], position["end"]
            assert (quoted["type"], position["type"]) == ("TextQuoteSelector", "TextPositionSelector")
            assert start < end and quoted["exact"] == text[start:end]
            around = quoted["prefix"] + quoted["exact"] + quoted["suffix"]
            assert text.startswith(around, start - len(quoted["prefix"]))
            assert len(quoted["prefix"]) == min(32, start) and len(quoted["suffix"]) == min(32, len(text) - end)
    return {item["id"].rsplit("#", 1)[1]: item for item in page["items"]}


@pytest.mark.parametrize("made", [invented(), hostile(), record("")])
def test_every_quotation_is_found_again(made: Record) -> None:
    check(made)


def test_the_seed_article(shared: Path) -> None:
    assert {"s1", "s2", "s3", "e1", "e2", "q1", "t1"} == set(check(seed(shared)))


def test_a_row_is_tagged_described_and_given_whole() -> None:
    items = check(invented())
    denial = items["e2"]
    assert [body["value"] for body in denial["body"][:4]] == [
        "event",
        "type:ASSAULT",
        "status:did_not_happen",
        "ASSAULT (did not happen): attacked; workers → the police; denied by Ada Lund",
    ]
    row = json.loads(denial["body"][-1]["value"])
    assert row["id"] == "e2" and row["voice"] == "s4" and denial["body"][-1]["format"] == "application/json"
    assert [target["styleClass"] for target in denial["target"]] == ["trigger", "because", "actor", "recipient"]
    assert [target["styleClass"] for target in items["s2"]["target"]] == ["source", "cue", "content", "content"]


def test_a_dispute_of_rows_points_at_their_annotations() -> None:
    items = check(invented())
    assert items["d2"]["target"] == [items["s9"]["id"], items["s7"]["id"]]
    assert items["d1"]["target"][0]["styleClass"] == "side"


@given(marked())
def test_any_spans_are_found_again(case: tuple[str, list[tuple[tuple[int, int], ...]]]) -> None:
    text, spans = case
    check(record(text, statements=statements(spans)))
