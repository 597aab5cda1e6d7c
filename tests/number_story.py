"""A story of one strike whose toll rises, is bounded, conflicts and is once given without a day; rows built by hand."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import msgspec

from reportedly import Story
from reportedly.gather import Found
from reportedly.record import Reader, Record
from reportedly.weave.item import Item
from weaving import Draft

TEXT = "The strike on the harbour of Vessa killed {} people and set two freighters ablaze, the health ministry said."
STRIKE = "2024-05-02"
TOLLS: tuple[tuple[str, str | None, str, float, str, float | None], ...] = (
    ("Norland Herald", "2024-05-02", "at least eight", 8, "at_least", None),
    ("Vessa Courier", "2024-05-02", "8", 8, "exactly", None),
    ("Oster Times", "2024-05-02", "fewer than six", 6, "less_than", None),
    ("Norland Herald", "2024-05-03", "12", 12, "exactly", None),
    ("Vessa Courier", "2024-05-03", "between 11 and 14", 11, "range", 14),
    ("Oster Times", "2024-05-04", "about 15", 15, "about", None),
    ("Norland Herald", "2024-05-05", "17", 17, "exactly", None),
    ("Lantern of Tamb", None, "21", 21, "exactly", None),
)


def toll(number: int, outlet: str, published: str | None, words: str, value: float, bound: str,
         high: float | None = None, *, text: str = TEXT, as_of: str | None = STRIKE) -> Item:  # fmt: skip
    """Return an article with one figure of the strike's toll."""
    draft = Draft(f"toll{number}", text.format(words), outlet=outlet, published=published)
    draft.number(words, value, "people", "killed", bound=bound, high=high, as_of=as_of)
    return draft.item()


class Prepared:
    """A reader that gives the records that were built by hand, looked up by their text and outlet."""

    def __init__(self, items: list[Item]) -> None:
        self._by = {(item.text, item.outlet): item.record for item in items}
        self.name = Reader(version="0", model="by hand")

    def read(self, articles: Any, jobs: int = 1) -> Any:
        for article in articles:
            yield msgspec.structs.replace(self._by[article.text, article.outlet], article=article, reader=self.name)


def found_of(item: Item) -> Found:
    """Return an article as gathering gives it."""
    record: Record = item.record
    article = msgspec.structs.replace(
        record.article, outlet=item.outlet, published=item.published, url=f"https://{item.key.split('/')[0]}.example/1",
        title=f"Toll of the strike, by {item.outlet}",
    )  # fmt: skip
    return Found(article.url or "", article, None, article.text.encode())


def make(path: Path, items: list[Item] | None = None) -> Path:
    """Make the story in a file."""
    items = items or [toll(number, *one) for number, one in enumerate(TOLLS)]
    with Story(path, reader=Prepared(items)) as story:
        added = story.add_found(found_of(item) for item in items)
        assert added.new == len(items), added
    return path
