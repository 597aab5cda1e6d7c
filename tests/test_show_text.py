"""The page for the terminal: what it says, how wide it is, and that nothing in an article can steer the terminal."""

import re
from pathlib import Path

import pytest

from records import hostile, invented, record, seed
from reportedly.show import FORMATS, render, render_index

ANSI = re.compile(r"\x1b\[[0-9;]*m")


def test_every_format_gives_text_that_ends_in_one_line_break() -> None:
    for format in FORMATS:
        for made in (invented(), hostile(), record("")):
            page = render(made, format)
            assert (page == "" and format == "brat") or (page.endswith("\n") and not page.endswith("\n\n"))


def test_unknown_format_is_named() -> None:
    with pytest.raises(ValueError, match=r"'xml'.*text, json"):
        render(invented(), "xml")


def test_json_formats_round_trip() -> None:
    from reportedly.record import Record

    for made in (invented(), hostile()):
        assert Record.from_json(render(made, "json")) == made
        line = render(made, "jsonl")
        assert Record.from_json(line) == made
        assert line.splitlines() == [line[:-1]]


def test_what_the_page_says() -> None:
    page = " ".join(render(invented(), "text", width=200).split())
    for phrase in (
        "Port of Vessa closed after raid, officials say The Example · publication date unknown",
        "by Jo Bloggs, Mo Major · credit: Wire · dateline: VESSA, Norland (Wire)",
        "s4 She (Ada Lund) denied: that workers had attacked the police denies · named person · indirect · 0.90",
        "s10 the Harbour Herald ← people familiar with the matter cited: Between 10 and 20 ships are waiting",
        "via s9",
        "to or on Radio Nord",
        "anonymous · 2 sources",
        "Did not happen 1",
        "denied by Ada Lund (s4) 0.80",
        "because “considering”",
        "2031-05-02 to 2031-05-03",
        "10–20 ships, as of 2031-05-03",
        "2,500,000 USD damage no source named (“Reportedly”)",
        "who was attacked “attacked (did not happen)” (e2) against “three dockers were wounded”",
        "The publication date is not known, so it cannot be told when this is: “Friday”, “next week”. [t1 t2]",
        "1 statement has no source in the text. [s11]",
        "2 statements rest on anonymous sources alone. [s1 s7]",
        "No date is given for 5 of the 6 events. [e1 e2 e3 e4 e5]",
    ):
        assert phrase in page


def test_statuses_come_in_order_and_only_where_there_are_events() -> None:
    page = render(invented(), "text")
    heads = re.findall(r"^ (Happened|Ongoing|Considered|Possible|Conditional|Did not happen) \d", page, re.M)
    assert heads == ["Happened", "Considered", "Possible", "Conditional", "Did not happen"]


@pytest.mark.parametrize("width", [40, 80, 120])
def test_no_line_is_wider_than_asked(width: int) -> None:
    page = render(invented(), "text", width=width)
    assert max(map(len, page.splitlines())) <= width


def test_colour_adds_nothing_but_colour() -> None:
    plain, coloured = render(invented(), "text"), render(invented(), "text", colour=True)
    assert "\x1b" not in plain and "\x1b[" in coloured
    bare = "\n".join(line.rstrip() for line in ANSI.sub("", coloured).splitlines())
    assert bare == plain.rstrip("\n")


def test_the_environment_does_not_matter(monkeypatch: pytest.MonkeyPatch) -> None:
    expected = render(invented(), "text"), render(invented(), "text", colour=True)
    for name, value in (("COLUMNS", "33"), ("NO_COLOR", "1"), ("TERM", "dumb"), ("FORCE_COLOR", "1")):
        monkeypatch.setenv(name, value)
    assert (render(invented(), "text"), render(invented(), "text", colour=True)) == expected


def test_hostile_text_cannot_steer_the_terminal() -> None:
    page = render(hostile(), "text")
    assert not [c for c in page if c != "\n" and (ord(c) < 32 or 127 <= ord(c) < 160 or 0x202A <= ord(c) < 0x202F)]


def test_an_empty_record_is_a_page_too() -> None:
    page = render(record(""), "text")
    assert "Untitled article" in page and "The publication date is not known" in page
    assert "STATEMENTS" not in page


def test_index_lists_records_and_cannot_leave_its_folder() -> None:
    names = ("a b.html", "javascript:alert(1)", "//evil.example/x")
    page = render_index(list(zip(names, (invented(), hostile(), record("")), strict=True)))
    assert 'href="./a%20b.html"' in page
    assert 'href="./javascript%3Aalert%281%29"' in page
    assert 'href="./evil.example/x"' in page
    assert "<script>alert" not in page
    assert "3 articles, 13 statements" in page and "The Example" in page and "3 anonymous" in page
    assert "No records yet" in render_index([])


def test_the_seed_article(shared: Path) -> None:
    page = " ".join(render(seed(shared), "text", width=200).split())
    assert "White House Press Secretary Karoline Leavitt ← the President willingness to: “use any" in page
    assert "“last Friday”. [t1]" in page
