"""The page of review: the log of decisions, and the decisions that a newer reading or text left without a row."""

from typing import Annotated, Literal

import msgspec

from reportedly.keep.decided import count_log, count_queue, log_slice, queue_slice, undone
from reportedly.keep.decisions import Decision
from reportedly.keep.rows import to_json
from reportedly.show.site.page import Page, PageNumber, Query
from reportedly.show.site.reader import Reader
from reportedly.show.site.render import turn

FEW, MANY = 10, 50  # of the queue beside the log; of a list of its own
Show = Annotated[Literal["queue"] | None, msgspec.Meta(description="Only what waits, page by page.")]


class ReviewQuery(Query, frozen=True, kw_only=True):
    """What the page of review can be asked."""

    show: Show = None
    page: PageNumber = 1


class DecisionRow(msgspec.Struct, frozen=True, kw_only=True):
    """An entry of the log. Of `undo`, `address` is the id of the entry undone; `at` is UTC.

    `change` says an edit's fields with their old and new values; `waits` why it fits no row, null if it does.
    """

    id: str
    at: str
    author: str
    verb: str
    address: str
    other: str | None
    change: str | None
    reason: str
    undone: bool
    waits: str | None


def decision_row(entry: Decision, dropped: frozenset[str], waits: str | None = None) -> DecisionRow:
    """Return an entry as pages show it."""
    before = entry.before or {}
    change = "; ".join(f"{path}: {to_json(before.get(path))} → {to_json(new)}"
                       for path, new in (entry.change or {}).items())  # fmt: skip
    return DecisionRow(
        id=entry.id, at=entry.at, author=entry.author, verb=entry.verb, address=entry.address, other=entry.other,
        change=change or None, reason=entry.reason, undone=entry.id in dropped, waits=waits,
    )  # fmt: skip


def review(reader: Reader, query: ReviewQuery) -> Page:
    """Return the log, the latest first, with the beginning of the queue; or the queue alone."""
    db, alone = reader.db, query.show == "queue"
    dropped, offset, waiting = undone(db), (query.page - 1) * MANY, count_queue(db)
    found = queue_slice(db, MANY if alone else FEW, offset if alone else 0)
    queue = [decision_row(one.decision, dropped, f"{one.address}: {one.reason}") for one in found]
    log = [] if alone else [decision_row(one, dropped) for one in log_slice(db, MANY, offset)]
    return Page(
        title="What waits for you" if alone else "Review",
        data=queue if alone else log,
        template="review.html",
        context={"queue": queue, "log": log, "waiting": waiting, "writing": "closed",
                 "turn": turn(query.page, MANY, waiting if alone else count_log(db))},
    )  # fmt: skip
