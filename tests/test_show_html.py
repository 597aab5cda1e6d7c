"""The page of a record: the article's text is all there and unchanged, the rows are tied to it, nothing gets out."""

import base64
import hashlib
import re
from html.parser import HTMLParser
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from records import HOSTILE, article, hostile, invented, record, seed
from reportedly.record import Event, Record, Statement
from reportedly.show import render, render_index
from reportedly.show.html import body_text
from reportedly.show.layers import Mark, addresses, depth, marks, pieces
from reportedly.show.markup import VOID, element, escape, web_address


class Page(HTMLParser):
    """A strict reader: every element is closed in order; collects elements, and the text of one id."""

    def __init__(self, html: str, inside: str = "page-text") -> None:
        super().__init__(convert_charrefs=True)
        self.inside, self.depth, self.text = inside, 0, ""
        self.open: list[str] = []
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.pieces: list[tuple[dict[str, str | None], str]] = []
        self.feed(html)
        self.close()
        assert not self.open

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        assert len(given) == len(attrs)
        self.elements.append((tag, given))
        if tag not in VOID:
            self.open.append(tag)
            if given.get("id") == self.inside:
                self.depth = len(self.open)
            if self.depth and "piece" in (given.get("class") or "").split():
                self.pieces.append((given, ""))

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag
        if len(self.open) < self.depth:
            self.depth = 0

    def handle_data(self, data: str) -> None:
        if self.depth:
            self.text += data
            if self.pieces and self.open[-1] in ("a", "span"):
                attributes, told = self.pieces[-1]
                self.pieces[-1] = attributes, told + data

    def ids(self) -> list[str]:
        return [given["id"] or "" for _, given in self.elements if "id" in given]

    def having(self, name: str) -> list[dict[str, str | None]]:
        return [given for _, given in self.elements if name in given]


def records() -> list[Record]:
    return [invented(), hostile(), record(""), record("\n\n"), record("no rows\n")]


@pytest.mark.parametrize("made", records())
def test_the_text_is_the_article_character_by_character(made: Record) -> None:
    assert Page(render(made, "html")).text == made.article.text.replace("\x00", "\ufffd")


def test_the_seed_article(shared: Path) -> None:
    made = seed(shared)
    page = Page(render(made, "html"))
    assert page.text == made.article.text
    assert {"s1", "s2", "e1", "q1", "t1", "at-s1"} <= set(page.ids())


@pytest.mark.parametrize("made", records())
def test_every_id_is_there_once_and_every_inner_link_leads_somewhere(made: Record) -> None:
    page = Page(render(made, "html"))
    ids = page.ids()
    assert len(ids) == len(set(ids)) and not [id for id in ids if not id or " " in id]
    for link in page.having("href"):
        href = link["href"] or ""
        assert href.startswith(("#", "http://", "https://", "data:,")), href
        assert not href.startswith("#") or href[1:] in ids
    for piece in page.having("data-rows"):
        assert set((piece["data-rows"] or "").split()) <= set(ids)
    for piece in page.having("aria-labelledby"):
        assert piece["aria-labelledby"] in ids


@pytest.mark.parametrize("made", records())
def test_pieces_say_what_stands_at_their_offsets(made: Record) -> None:
    text = made.article.text.replace("\x00", "\ufffd")
    for attributes, told in Page(render(made, "html")).pieces:
        start, end = map(int, (attributes["data-at"] or "").split("-"))
        assert told == text[start:end]


def test_pieces_name_their_rows_innermost_first() -> None:
    page = Page(render(invented(), "html"))
    found = {told: (attributes.get("data-rows") or "").split() for attributes, told in page.pieces}
    assert found["reopen"] == ["e3", "s6", "s5"]
    assert found["raided"] == ["e1", "s2"]
    classes = {told: (attributes["class"] or "").split() for attributes, told in page.pieces}
    assert {"trigger", "content", "d2", "is-conditional"} <= set(classes["reopen"])
    assert {"source", "content", "d1"} <= set(classes["the mayor"])


def test_a_row_shows_its_offsets_its_because_and_its_voice() -> None:
    html = render(invented(), "html")
    assert "source 255–258 · cue 259–265 · content 266–302" in html
    assert 'title="Did not happen because the text says: denied"' in html
    assert "<b>because</b> “denied”" in html
    assert 'denied by Ada Lund (<a href="#s4" class="to-row">s4</a>)' in html
    assert "reached the article via" in html and "publication date unknown" in html
    assert invented().article.sha256 in html


def test_the_title_is_shown_once() -> None:
    assert len(re.findall("<h1", render(invented(), "html"))) == 1
    untitled = render(record("Some text."), "html")
    assert len(re.findall("<h1", untitled)) == 1 and "Untitled article" in untitled


@pytest.mark.parametrize("html", [*(render(made, "html") for made in records()), render_index([("x.html", hostile())])])
def test_nothing_is_loaded_and_nothing_else_runs(html: str) -> None:
    page = Page(html)
    tags = [tag for tag, _ in page.elements]
    assert tags.count("script") == 1 and tags.count("style") == 1
    assert not {"img", "iframe", "object", "embed", "base", "svg", "audio", "video"} & set(tags)
    names = {name for _, given in page.elements for name in given}
    assert not [name for name in names if name.startswith("on") or name in ("style", "src", "srcset")]
    policy = next(given["content"] or "" for tag, given in page.elements if given.get("http-equiv"))
    assert policy.startswith("default-src 'none'")
    for tag in ("script", "style"):
        source = re.search(f"<{tag}>(.*?)</{tag}>", html, re.S)
        assert source and "url(" not in source[1] and "@import" not in source[1]
        digest = base64.b64encode(hashlib.sha256(source[1].encode()).digest()).decode()
        assert f"{tag}-src 'sha256-{digest}'" in policy
    assert "<img" not in html and "<script>alert" not in html and 'href="javascript' not in html


def test_markup_escapes_text_and_keeps_html() -> None:
    assert element("p", "<b>", element("i", "&"), None) == "<p>&lt;b&gt;<i>&amp;</i></p>"
    assert element("p", title="\"'>") == '<p title="&quot;&#39;&gt;"></p>'
    assert element("input", checked=True, hidden=False, class_="a", data_x=None) == '<input checked class="a">'
    assert escape("a\r\nb\x00\ud800") == "a&#13;\nb\ufffd\ufffd"
    assert web_address("HTTPS://x.example") and not web_address("javascript:x") and not web_address(None)


def test_plain_ids_are_kept_and_others_replaced() -> None:
    names = addresses(hostile())
    assert names.rows["e2"] == "e2" and names.rows["page-rows"] == "e1"
    assert len({*names.rows.values(), *names.times, *names.disputes}) == 8
    assert all(re.fullmatch(r"[a-z]+\d+", name) for name in names.rows.values())


# --- any text, any spans ---------------------------------------------------------------------------------------------

USUAL = st.sampled_from("ab <>&\"'\n\r\u2028\t é👩")
TEXTS = st.text(st.one_of(USUAL, st.characters(exclude_categories=["Cs"], exclude_characters="\x00")), max_size=60)


@st.composite
def marked(draw: st.DrawFn) -> tuple[str, list[tuple[tuple[int, int], ...]]]:
    text = draw(TEXTS)
    at = st.integers(0, len(text) + 3)
    span = st.tuples(at, at).map(lambda pair: (min(pair), max(pair)))
    return text, draw(st.lists(st.lists(span, max_size=3).map(tuple), max_size=8))


def statements(spans: list[tuple[tuple[int, int], ...]]) -> tuple[Statement, ...]:
    return tuple(Statement(id=f"s{n}", content=one, cue=spans[n - 1]) for n, one in enumerate(spans))


@settings(max_examples=150, deadline=None)
@given(marked())
def test_any_spans_leave_the_text_as_it_is(case: tuple[str, list[tuple[tuple[int, int], ...]]]) -> None:
    text, spans = case
    made = record(text, article=article(text, title=text.split("\n")[0]), statements=statements(spans))
    page = Page(render(made, "html"))
    assert page.text == text
    for attributes, told in page.pieces:
        start, end = map(int, (attributes["data-at"] or "").split("-"))
        assert told == text[start:end]


@given(marked())
def test_pieces_cover_the_text_without_gap_or_overlap(case: tuple[str, list[tuple[tuple[int, int], ...]]]) -> None:
    text, spans = case
    made = record(text, statements=statements(spans), events=(Event(id="e", trigger=((0, 1),), type="AID",
                                                                    status="planned"),))  # fmt: skip
    found = marks(made, addresses(made))
    cut = pieces(len(text), found)
    assert "".join(text[piece.start : piece.end] for piece in cut) == text
    for piece in cut:
        assert piece.start < piece.end
        inside = {m for m in found if any(s <= piece.start and piece.end <= e for s, e in m.spans)}
        touching = {m for m in found if any(s < piece.end and piece.start < e for s, e in m.spans)}
        assert set(piece.marks) == inside == touching
        assert depth(piece) == len({m.row for m in inside if m.role == "content"})


def test_a_mark_over_several_paragraphs_is_cut_at_each() -> None:
    html = body_text("one\ntwo\n\nthree", [Mark("s1", "content", ((1, 14),))])
    assert re.sub(r"<[^>]*>", "", html) == "one\ntwo\n\nthree"
    assert html.count("<p") == 4 and html.count('data-rows="s1"') == 3 and html.count('id="at-s1"') == 1


def test_hostile_words_are_shown_as_words() -> None:
    assert HOSTILE.split()[0] in Page(render(hostile(), "html")).text
