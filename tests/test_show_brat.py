"""brat standoff: a reader of its own gives back what the record holds."""

import json
import re
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from records import hostile, invented, record, seed
from reportedly.record import Record, Statement
from reportedly.show import render
from reportedly.show.brat import configuration, fragments
from test_show_html import marked

Spans = tuple[tuple[int, int], ...]


@dataclass
class Annotations:
    """What an .ann file says, with every reference checked."""

    spans: dict[str, tuple[str, Spans]] = field(default_factory=dict)
    events: dict[str, tuple[str, str, dict[str, str]]] = field(default_factory=dict)
    attributes: dict[tuple[str, str], str] = field(default_factory=dict)
    relations: list[tuple[str, str, str]] = field(default_factory=list)
    equivalences: list[list[str]] = field(default_factory=list)
    notes: dict[str, dict[str, object]] = field(default_factory=dict)
    labels: set[str] = field(default_factory=set)


def parse(ann: str, text: str) -> Annotations:
    found = Annotations()
    names: set[str] = set()
    for line in ann.splitlines():
        name, rest = line.split("\t", 1)
        assert name == "*" or (re.fullmatch(r"[TEAR#]\d+", name) and name not in names), line
        names.add(name)
        if name[0] == "T":
            head, told = rest.split("\t", 1)
            label, offsets = head.split(" ", 1)
            spans = tuple((int(a), int(b)) for a, b in (part.split(" ") for part in offsets.split(";")))
            assert all(0 <= a < b <= len(text) for a, b in spans)
            assert list(spans) == sorted(spans)
            assert told == " ".join(text[a:b] for a, b in spans)
            found.spans[name] = label, spans
            found.labels.add(label)
        elif name[0] == "E":
            (label, trigger), *parts = (part.split(":") for part in rest.split(" "))
            arguments = dict(parts)
            assert trigger in found.spans and len(arguments) == len(parts)
            assert all(found.spans[at][0] == role for role, at in arguments.items())
            found.events[name] = label, trigger, arguments
            found.labels.add(label)
        elif name[0] == "A":
            label, at, value = rest.split(" ")
            assert at in found.events
            found.attributes[at, label] = value
            found.labels.update((label, value))
        elif name[0] == "R":
            label, left, right = rest.split(" ")
            ends = left.removeprefix("Arg1:"), right.removeprefix("Arg2:")
            assert all(end in found.events or end in found.spans for end in ends)
            found.relations.append((label, *ends))
            found.labels.add(label)
        elif name == "*":
            label, *members = rest.split(" ")
            assert label == "Equiv" and all(member in found.spans for member in members)
            found.equivalences.append(members)
        else:
            head, told = rest.split("\t", 1)
            found.notes[head.split(" ")[1]] = json.loads(told)
    return found


def by_id(found: Annotations) -> dict[str, str]:
    return {str(note["id"]): name for name, note in found.notes.items() if "id" in note and name[0] == "E"}


def check(made: Record) -> Annotations:
    text = made.article.text
    found = parse(render(made, "brat"), text)
    rows = by_id(found)
    for s in made.statements:
        expected = {"Source": s.source, "Content": s.content, "Medium": s.medium}
        expected = {role: cut for role, spans in expected.items() if (cut := fragments(text, spans))}
        cue = fragments(text, s.cue)
        if not cue and not expected:
            assert s.id not in rows
            continue
        label, trigger, arguments = found.events[rows[s.id]]
        assert label == "Attribution"
        assert {role: found.spans[at][1] for role, at in arguments.items()} == expected
        assert not cue or found.spans[trigger][1] == cue
        for name, value in (("Force", s.force), ("Quote", s.quote), ("SourceKind", s.source_kind)):
            assert found.attributes[rows[s.id], name] == value
        if s.via in rows:
            assert ("Via", rows[s.id], rows[s.via]) in found.relations
    return found


@pytest.mark.parametrize("made", [invented(), hostile(), record("")])
def test_statements_come_back(made: Record) -> None:
    check(made)


def test_the_seed_article(shared: Path) -> None:
    found = check(seed(shared))
    assert ("Via", by_id(found)["s2"], by_id(found)["s1"]) in found.relations


def test_events_numbers_names_and_disputes_come_back() -> None:
    made = invented()
    found = parse(render(made, "brat"), made.article.text)
    rows = by_id(found)
    label, _, arguments = found.events[rows["e2"]]
    words = {role: made.article.text[slice(*found.spans[at][1][0])] for role, at in arguments.items()}
    assert (label, words) == ("ASSAULT", {"Actor": "workers", "Recipient": "the police", "Because": "denied"})
    assert found.attributes[rows["e2"], "Status"] == "did_not_happen"
    assert ("Voice", rows["e2"], rows["s4"]) in found.relations
    assert ("CountedIn", rows["q1"], rows["e1"]) in found.relations
    assert ("Dispute", rows["s9"], rows["s7"]) in found.relations
    assert found.notes[rows["q3"]] == {"id": "q3", "value": 10, "high": 20, "as_of": "2031-05-03", "score": 0.0}
    assert [len(members) for members in found.equivalences] == [4, 2]


@pytest.mark.parametrize("made", [invented(), hostile()])
def test_the_configuration_declares_every_label(made: Record) -> None:
    declared = set(re.findall(r"\w+", configuration()))
    assert parse(render(made, "brat"), made.article.text).labels <= declared


def test_a_span_is_split_at_line_breaks_and_joined_where_it_touches() -> None:
    assert fragments("one\n\ntwo\u2028three\n", ((0, 15),)) == ((0, 3), (5, 8), (9, 14))
    assert fragments("abcdef", ((4, 5), (0, 2), (2, 3))) == ((0, 3), (4, 5))
    assert fragments("\n\n", ((0, 2),)) == ()


@given(marked(), st.booleans())
def test_any_spans_come_back(case: tuple[str, list[Spans]], linked: bool) -> None:
    text, spans = case
    rows = tuple(
        Statement(id=f"s{n}", source=one, cue=spans[n - 1], content=spans[-n], via=f"s{n - 1}" if linked else None)
        for n, one in enumerate(spans)
    )
    check(record(text, statements=rows))
