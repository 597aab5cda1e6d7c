"""Pages: the article's words, where its links lie in them, and what the page says of itself; from disk and the web."""

import threading
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportedly.gather import Failure, gather
from reportedly.gather.flatten import flatten
from reportedly.record import Article

PAGE = """<!DOCTYPE html><html lang="en"><head><meta charset="utf-8">
<title>Pompeo keeps open military option - Politico</title>
<link rel="canonical" href="https://www.politico.com/story/2019/02/24/pompeo">
<meta property="og:site_name" content="POLITICO"><meta name="author" content="Someone Else">
<meta property="article:modified_time" content="2019-03-01T10:15:00-05:00">
<script type="application/ld+json">{"@graph": [{"@type": "NewsArticle",
 "headline": "Pompeo keeps open military option", "datePublished": "2019-02-24T10:15:00-05:00",
 "author": [{"@type": "Person", "name": "Rebecca Morin"}, {"@type": "Person", "name": "David S. Bernstein"}]}]}</script>
</head><body><nav><a href="/">Home</a> <a href="/world">World</a></nav>
<article><h1>Pompeo keeps open military option</h1>
<p>Secretary of State Mike Pompeo on Sunday <a href="/news/1">said in an
   interview</a> with &ldquo;Fox News Sunday&rdquo; that <b>every</b> option is on the table &amp; that the president
   would decide, <a href="https://example.org/a?b=1&amp;c=2">the <em>Post</em> reported</a>.</p>
<p>He added: &ldquo;We&rsquo;ll see what happens.&rdquo; The State Department did not answer questions about the
 plan, which had first been told by the paper on Saturday.</p><ul><li>One <a href="mailto:x@y.z">item</a></li></ul>
<p>More of the text follows, so that there is enough of an article here for it to be found and kept.</p></article>
<footer>Copyright POLITICO</footer></body></html>"""


def words_at(article: Article, spans) -> str:
    return "".join(article.text[start:end] for start, end in spans)


@pytest.fixture
def page(tmp_path):
    path = tmp_path / "page.html"
    path.write_text(PAGE, encoding="utf-8")
    [article] = gather([str(path)])
    assert isinstance(article, Article)
    return article


def test_a_page_is_its_article_one_paragraph_a_line(page):
    lines = page.text.split("\n")
    assert lines[1].startswith(
        "Secretary of State Mike Pompeo on Sunday said in an interview with “Fox News Sunday” that"
    )
    assert lines[1].endswith("table & that the president would decide, the Post reported.")
    assert "One item" in lines  # no bullet that the page does not have
    assert "World" not in page.text and "Copyright" not in page.text


def test_links_lie_where_their_words_are(page):
    assert [(words_at(page, link.spans), link.url) for link in page.links] == [
        ("said in an interview", "https://www.politico.com/news/1"),
        ("the Post reported", "https://example.org/a?b=1&c=2"),
    ]


def test_a_page_says_what_it_is(page):
    assert page.title == "Pompeo keeps open military option"
    assert page.outlet == "POLITICO"
    assert page.url == "https://www.politico.com/story/2019/02/24/pompeo"
    assert page.byline == ("Rebecca Morin", "David S. Bernstein")
    assert page.published == "2019-02-24T10:15:00-05:00"
    assert page.retrieved is None


def test_what_the_caller_states_goes_first(tmp_path):
    path = tmp_path / "page.html"
    path.write_text(PAGE, encoding="utf-8")
    [article] = gather([str(path)], published="Feb. 25, 2019", outlet="Mine")
    assert (article.published, article.outlet) == ("2019-02-25", "Mine")


def test_a_page_in_the_encoding_it_names(tmp_path):
    path = tmp_path / "page.html"
    path.write_bytes(PAGE.replace('charset="utf-8"', 'charset="windows-1252"').encode("cp1252", "xmlcharrefreplace"))
    [article] = gather([str(path)])
    assert "“Fox News Sunday”" in article.text


INLINE_WORDS = st.text(alphabet="ab é“”—\U0001f600 \n", max_size=8)


@st.composite
def bodies(draw):
    """A tree as trafilatura returns it, and the words of its links in order."""
    from lxml.etree import Element, SubElement

    body, linked = Element("body"), []
    for _ in range(draw(st.integers(0, 5))):
        block = SubElement(body, draw(st.sampled_from(["p", "head", "item", "quote"])))
        block.text = draw(INLINE_WORDS)
        for _ in range(draw(st.integers(0, 3))):
            inline = SubElement(block, draw(st.sampled_from(["ref", "hi", "lb"])))
            inline.tail = draw(INLINE_WORDS)
            if inline.tag != "lb":
                inline.text = draw(INLINE_WORDS)
            if inline.tag == "ref":
                inline.set("target", f"https://example.org/{len(linked)}")
                bold = SubElement(inline, "hi")
                bold.text = draw(INLINE_WORDS)
                linked.append((inline.text or "") + (bold.text or ""))
    return body, linked


@given(bodies())
def test_every_word_is_kept_and_every_link_covers_its_own(case):
    body, linked = case
    text, links = flatten(body)
    assert (
        text.split() == []
        if not "".join(body.itertext()).split()
        else "".join(text.split()) == "".join("".join(body.itertext()).split())
    )
    assert not any(line != line.strip() or not line for line in text.split("\n")) or not text
    covered = {link.url: " ".join(text[start:end] for start, end in link.spans) for link in links}
    for number, words in enumerate(linked):
        assert covered.get(f"https://example.org/{number}", "").split() == words.split()


@pytest.fixture
def site():
    """A web site on loopback: answers by path."""
    answers = {
        "/a.html": (200, "text/html; charset=utf-8", PAGE.encode()),
        "/plain": (200, "text/plain", b"The ministers said that they had met in the city on Friday."),
        "/menu": (200, "text/html", b"<html><body><a href='/a'>One</a> <a href='/b'>Two</a></body></html>"),
        "/paper": (200, "application/pdf", b"%PDF-1.4 ..."),
        "/feed": (200, "application/rss+xml", b"<?xml version='1.0'?><rss><channel></channel></rss>"),
    }

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self):
            if self.path == "/moved":
                self.send_response(302)
                self.send_header("Location", "/a.html")
                self.end_headers()
                return
            status, kind, body = answers.get(self.path, (404, "text/html", b"nothing here"))
            self.send_response(status)
            self.send_header("Content-Type", kind)
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_):
            pass

    server = HTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


def test_addresses(site):
    page, plain = gather([f"{site}/moved", f"{site}/plain"])
    assert page.title == "Pompeo keeps open military option" and page.retrieved
    assert page.url == "https://www.politico.com/story/2019/02/24/pompeo"
    assert plain.url == f"{site}/plain" and plain.text.startswith("The ministers")


@pytest.mark.parametrize(
    ("path", "reason"),
    [("/gone", "404"), ("/menu", "no article"), ("/paper", "PDF"), ("/feed", "feed")],
)
def test_addresses_without_an_article(site, path, reason):
    [failure] = gather([site + path])
    assert isinstance(failure, Failure) and reason in failure.reason and failure.source == site + path


def test_an_address_that_does_not_answer(site):
    with HTTPServer(("127.0.0.1", 0), BaseHTTPRequestHandler) as closed:
        port = closed.server_port
    [failure] = gather([f"http://127.0.0.1:{port}/a"])
    assert "does not answer" in failure.reason
    [failure] = gather(["ftp://example.org/a"])
    assert "http" in failure.reason
