"""The articles of a story as weaving sees them, the last used ones held in memory."""

from collections import OrderedDict
from collections.abc import Callable
from typing import Protocol

from reportedly.keep.decisions import article_of
from reportedly.weave.family import Member
from reportedly.weave.item import Item, Placed, placed

HELD = 300  # articles


class Watcher(Protocol):
    """What holds something that follows from items, and has to let go of it with them."""

    def forget(self, article: str) -> None:
        """An article is about to change."""
        ...

    def forget_all(self) -> None:
        """Anything may have changed."""
        ...


class Items:
    """Items by article."""

    def __init__(self, load: Callable[[str], Item]) -> None:
        self._load = load
        self._held: OrderedDict[str, tuple[Item, dict[str, Placed] | None]] = OrderedDict()
        self._watchers: list[Watcher] = []

    def watch(self, watcher: Watcher) -> None:
        """Tell a watcher from now on what to forget."""
        self._watchers.append(watcher)

    def item(self, article: str) -> Item:
        """Return an article's current version."""
        return self._get(article)[0]

    def member(self, address: str) -> Member | None:
        """Return a row with its article; None if the article's current version has it no more."""
        article = article_of(address)
        item, rows = self._get(article)
        if rows is None:
            rows = {one.address: one for one in placed(item)}
            self._held[article] = item, rows
        return Member(item, rows[address]) if address in rows else None

    def forget(self, article: str) -> None:
        """Load an article anew next time."""
        self._held.pop(article, None)
        for watcher in self._watchers:
            watcher.forget(article)

    def forget_all(self) -> None:
        """Load every article anew next time: another program wrote, or a transaction was taken back."""
        self._held.clear()
        for watcher in self._watchers:
            watcher.forget_all()

    def _get(self, article: str) -> tuple[Item, dict[str, Placed] | None]:
        if article not in self._held:
            self._held[article] = self._load(article), None
            if len(self._held) > HELD:
                self._held.popitem(last=False)
        self._held.move_to_end(article)
        return self._held[article]
