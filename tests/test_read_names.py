"""Names in the record: people without their titles, offices that are no bodies, and no stray marks."""

import pytest

import reportedly
from reportedly.read.statements import LEFT_OPEN

TEXT = (
    "PORT SEREN (Meridian Wire) - Veldania called off strikes on two boatyards at Cape Dorn, Defence Minister Ilka "
    "Brandt said on Monday. She has not ruled out a blockade. Foreign Minister Pell Andersen welcomed the decision."
)


def test_a_minister_is_named_without_title_and_portfolio() -> None:
    record = reportedly.read(TEXT, published="2025-03-10")
    people = {entity.name for entity in record.entities if entity.kind == "person"}
    assert {"Ilka Brandt", "Pell Andersen"} <= people
    assert not people & {"Minister", "Defence", "Foreign Minister"}
    for entity in record.entities:
        assert not entity.name.endswith((")", "-", ",")), entity.name
    by_name = {entity.name: entity.id for entity in record.entities}
    first = next(one for one in record.statements if TEXT[slice(*one.cue[0])].startswith("said"))
    assert first.source_entity == by_name["Ilka Brandt"]


@pytest.mark.parametrize(
    ("cue", "open_"),
    [("has not ruled out", True), ("declined to rule out", True), ("hasn’t excluded", True), ("ruled out", False),
     ("refused to rule", False)],
)  # fmt: skip
def test_what_is_not_ruled_out_is_considered(cue: str, open_: bool) -> None:
    assert bool(LEFT_OPEN.search(cue)) == open_
