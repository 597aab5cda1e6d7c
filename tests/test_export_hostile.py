"""Articles whose facts are none: addresses that lead nowhere, dates out of every calendar, titles that are code."""

from pathlib import Path

import msgspec
import pytest

from consumers import CHECKS
from exporting import ByHand, dated, run
from records import invented
from reportedly import Story
from reportedly.gather import Found
from reportedly.record import Date, Record
from reportedly.show.export import FORMATS
from reportedly.show.markup import web_address

FACTS = (
    {"url": 'https://x.example/a b?q=<c>"{}|', "outlet": "A\tB\nC", "title": "one\ntwo\t| three\x00 \u2028 four",
     "byline": ("=1+1", "a|b"), "published": "2031-05-04"},
    {"url": "javascript:alert(1)", "outlet": None, "title": None, "published": "2031"},
    {"url": None, "outlet": "\u202eEvil", "title": "", "published": None},
    {"url": 'https://x.example/a b?q=<c>"{}|', "outlet": "Other", "title": "x", "published": "2031-05-04T25:00:00"},
    {"url": "not an address", "outlet": "O5", "title": "`code` [a](b) <script>alert(1)</script>", "language": "xx"},
    {"url": "https://пример.рф/новость", "outlet": "O6", "title": "Письмо", "published": "2031-05-04T08:00:00Z"},
)  # fmt: skip
DATES = (Date(earliest="0001-01-01", latest="9999-12-31"), Date(earliest="2031-05", latest="2031-05"))


class Known(ByHand):
    """A reader that knows its records by the articles' ids: here all have one text."""

    def __init__(self, *records: Record) -> None:
        self._by_id = {record.article.id: record for record in records}

    def read(self, articles, jobs=1):
        for article in articles:
            yield msgspec.structs.replace(self._by_id[article.id], article=article, reader=self.name)


@pytest.fixture(scope="module")
def db(tmp_path_factory: pytest.TempPathFactory) -> Path:
    records = []
    for number, facts in enumerate(FACTS):
        record = dated(invented(), id=f"hostile-{number}", **facts)
        first = msgspec.structs.replace(record.events[0], date=DATES[number % 2])
        records.append(msgspec.structs.replace(record, events=(first, *record.events[1:])))
    path = tmp_path_factory.mktemp("hostile") / "hostile.db"
    with Story(path, reader=Known(*records)) as story:
        added = story.add_found(Found(one.article.id, one.article, None, one.article.id.encode()) for one in records)
    assert added.new == len(FACTS)
    return path


@pytest.mark.parametrize("format", FORMATS)
def test_whatever_an_article_says_of_itself_its_consumer_takes_it(db, tmp_path, format):
    assert run(db, format, tmp_path / "out", statuses=["all"] if FORMATS[format].statuses else None).articles == 6
    CHECKS[format](db, tmp_path / "out")


def test_an_address_holds_nothing_that_ends_it():
    assert web_address('https://x.example/a b?q=<c>"') == "https://x.example/a%20b?q=%3Cc%3E%22"
    assert web_address("https://x.example/a%20b?q=ü#x") == "https://x.example/a%20b?q=ü#x"
    assert web_address("https://x.example/\ud800") == "https://x.example/%3F"
    assert web_address("javascript:alert(1)") is None and web_address("mailto:a@b.example") is None
