"""Feeds and web archives: whole texts, pages behind entries, who an entry was taken from; archives that are cut."""

import gzip

import pytest
from tests.example_story import EXAMPLES, feed_articles

from reportedly.gather import Failure, find, gather
from reportedly.gather.failure import Refused
from reportedly.gather.feed import entry_to_draft, parse_feed
from reportedly.gather.web import Page

BODY = "<p>" + " ".join(["Troops raided the port of Vessa, and the mayor said that nobody had been hurt."] * 8) + "</p>"
PAGE = f"<html><head><title>Raid</title><meta property='article:published_time' content='2019-05-01'></head><body><article><h1>Raid</h1>{BODY * 3}</article></body></html>"  # noqa: E501


def feed(item, link="https://post.example/"):
    return (
        '<?xml version="1.0"?><rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel>'
        f"<title>The Post</title><link>{link}</link>{item}</channel></rss>"
    ).encode()


def item(content="", more="", link="https://post.example/raid"):
    encoded = f"<content:encoded><![CDATA[{content}]]></content:encoded>" if content else ""
    return f"<item><title>Raid &amp; fire</title><link>{link}</link>{encoded}{more}</item>"


def page(url):
    return Page(PAGE.encode(), url, "text/html", "utf-8")


def no_page(url):
    raise AssertionError(f"{url} was fetched")


def one(data, fetch=no_page):
    found = parse_feed(data)
    return entry_to_draft(found.entries[0], found, fetch)


def test_the_example_feed():
    got = [found.item for found in find([str(EXAMPLES / "feed.xml")])]
    assert [article.text.split() for article in got] == [article.text.split() for article in feed_articles()]
    assert [(a.outlet, a.url, a.published) for a in got] == [(a.outlet, a.url, a.published) for a in feed_articles()]
    assert [article.credit for article in got] == [None, "Meridian Wire"]


def test_a_whole_text_is_taken_from_the_feed_and_a_teaser_is_not():
    assert one(feed(item(BODY))).text.startswith("Troops raided")
    for teaser in (BODY[:200], BODY.replace("</p>", " [&hellip;]</p>"), BODY + "<p>Read more</p>"):
        draft = one(feed(item(teaser)), page)
        assert draft.raw == PAGE.encode()


def test_the_page_dates_itself_and_the_feed_only_else():
    lie = "<pubDate>Sun, 24 Feb 2030 10:15:00 -0500</pubDate>"
    assert one(feed(item(more=lie)), page).published == "2019-05-01"
    assert one(feed(item(BODY, lie))).published.startswith("Sun, 24 Feb 2030")  # and no article is dated so:
    [found] = gather_bytes(feed(item(BODY, lie)))
    assert found.published is None


def gather_bytes(data, name="f.rss"):
    import tempfile
    from pathlib import Path

    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / name
        path.write_bytes(data)
        return list(gather([str(path)]))


def test_source_names_who_an_entry_was_taken_from_but_in_an_aggregator_who_published_it():
    source = '<source url="https://wire.example/rss">The Wire</source>'
    draft = one(feed(item(BODY, source)))
    assert (draft.outlet, draft.credit) == ("The Post", "The Wire")
    draft = one(feed(item(BODY, source, link="https://news.google.com/articles/1")))
    assert (draft.outlet, draft.credit) == ("The Wire", None)


def test_atom():
    data = f"""<feed xmlns="http://www.w3.org/2005/Atom"><title>The Post</title><entry><title>Raid</title>
    <link href="https://post.example/raid"/><published>2019-05-02T10:00:00Z</published>
    <author><name>Ada Lund</name></author>
    <source><title>The Wire</title><id>w</id></source>
    <content type="html">{BODY.replace("<", "&lt;")}</content></entry></feed>""".encode()
    [article] = gather_bytes(data, "f.atom")
    assert (article.outlet, article.credit, article.byline) == ("The Post", "The Wire", ("Ada Lund",))
    assert article.published == "2019-05-02T10:00:00+00:00"


def test_what_is_no_feed_is_refused():
    with pytest.raises(Refused, match="no feed"):
        parse_feed(b"Some words.")


def record(number, body=PAGE):
    page = body.encode()
    http = b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\nContent-Length: %d\r\n\r\n" % len(page) + page
    head = (
        f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Record-ID: <urn:uuid:{number:032}>\r\n"
        f"WARC-Target-URI: https://post.example/{number}\r\nWARC-Date: 2019-05-02T10:00:00Z\r\n"
        f"Content-Type: application/http; msgtype=response\r\nContent-Length: {len(http)}\r\n\r\n"
    )
    return head.encode() + http + b"\r\n\r\n"


PLAIN = [record(number) for number in range(3)]
PACKED = [gzip.compress(one) for one in PLAIN]


def read(data, name):
    found = gather_bytes(data, name)
    return [one for one in found if not isinstance(one, Failure)], [one for one in found if isinstance(one, Failure)]


@pytest.mark.parametrize(
    ("data", "name"),
    [(b"".join(PLAIN), "a.warc"), (b"".join(PACKED), "a.warc.gz"), (gzip.compress(b"".join(PLAIN)), "b.warc.gz")],
)
def test_web_archives(data, name):
    articles, failures = read(data, name)
    assert [article.url for article in articles] == [f"https://post.example/{n}" for n in range(3)] and not failures
    assert {article.retrieved for article in articles} == {"2019-05-02T10:00:00+00:00"}


def cuts():
    for pieces, name in ((PLAIN, "a.warc"), (PACKED, "a.warc.gz")):
        two = sum(map(len, pieces[:2]))
        for cut in (two + 1, two + 20, two + len(pieces[2]) // 2, two + len(pieces[2]) - 30):
            yield b"".join(pieces)[:cut], name


@pytest.mark.parametrize(("data", "name"), list(cuts()))
def test_of_a_cut_archive_what_is_there_is_read_and_the_rest_is_one_failure(data, name):
    articles, failures = read(data, name)
    assert len(articles) == 2 and len(failures) == 1 and "cut" in failures[0].reason


def test_a_page_without_an_article_fails_alone():
    menu = record(1, "<html><body><a href='/'>Home</a></body></html>")
    articles, failures = read(PLAIN[0] + menu + PLAIN[2], "a.warc")
    assert len(articles) == 2 and len(failures) == 1 and "no article" in failures[0].reason
