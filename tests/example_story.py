"""The example story for tests of any room: its articles, each under a short key, and the truth written down by hand.

`story_articles()` gives every article of the folder and the feed, versions included, and `expected()` the counts,
statuses, series, disputes, gaps and echoes of `examples/expected.yaml`.
"""

from functools import cache
from pathlib import Path
from typing import Any

import yaml
from lxml import etree, html

from reportedly.gather import gather
from reportedly.gather.article import make_article
from reportedly.record import Article, Record

EXAMPLES = Path(__file__).resolve().parents[1] / "examples"
CONTENT = "{http://purl.org/rss/1.0/modules/content/}encoded"


@cache
def expected() -> dict[str, Any]:
    """Return the expected truth."""
    found: dict[str, Any] = yaml.safe_load((EXAMPLES / "expected.yaml").read_text(encoding="utf-8"))
    return found


def feed_articles() -> list[Article]:
    """Return the articles of the feed as plain paragraphs; what `<source>` names is not among their fields."""
    channel = etree.parse(EXAMPLES / "feed.xml").getroot().find("channel")
    assert channel is not None
    found = []
    for item in channel.findall("item"):
        paragraphs = html.fragments_fromstring(item.findtext(CONTENT, "").strip())
        text = "\n\n".join(" ".join(paragraph.text_content().split()) for paragraph in paragraphs)
        found.append(
            make_article(
                text,
                url=item.findtext("link"),
                outlet=channel.findtext("title"),
                title=item.findtext("title"),
                published=item.findtext("pubDate"),
            )
        )
    return found


@cache
def story_articles() -> dict[str, Article]:
    """Return the articles by the keys of the expected truth; a later version of one has a key of its own, "a08v2"."""
    found = list(gather([str(EXAMPLES / "story")]))
    articles = [article for article in found if isinstance(article, Article)]
    assert len(articles) == len(found), found
    articles += feed_articles()
    by_key: dict[str, Article] = {}
    for key, known in expected()["articles"].items():
        fits = [
            article
            for article in articles
            if article.url == known["url"] and known.get("version_title") in (None, article.title)
        ]
        assert len(fits) == 1, (key, [article.url for article in fits])
        by_key[key] = fits[0]
        articles.remove(fits[0])
    assert not articles, [article.title for article in articles]
    return by_key


@cache
def story_records() -> dict[str, Record]:
    """Return the record of each article, by key."""
    from reportedly.read import read_articles

    articles = story_articles()
    return dict(zip(articles, read_articles(iter(articles.values())), strict=True))
