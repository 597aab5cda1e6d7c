"""Which of two articles with a common passage took it: explicit evidence, then time, then containment."""

import datetime
from typing import Literal, NamedTuple

from reportedly.record import Span, overlap
from reportedly.weave.echo import Edge
from reportedly.weave.echo_cites import cites_edges
from reportedly.weave.echo_credit import Credit, credits_of
from reportedly.weave.echo_link import link_between, link_edges
from reportedly.weave.item import Item
from reportedly.weave.newsroom import is_agency, newsroom_of

CONTAINED = 0.2  # difference of the shares from which the text that is more of the other is the taker


class Direction(NamedTuple):
    """Who took a shared passage: "left", "right", "both" from a third (`origin`), or "unknown", and why."""

    taker: Literal["left", "right", "common", "unknown"]
    origin: str | None
    reason: str


def _named(item: Item, other: Item, passage: tuple[Span, ...]) -> str | None:
    """Return how `item` names the other's newsroom as where it has the passage from, or None."""
    room = newsroom_of(other)
    if link_between(item, other):
        return "links to the other article"
    if room is None:
        return None
    for credit in credits_of(item):
        if credit.outlet == room:
            return f"credits {room}"
    writers = {name.casefold() for name in item.record.article.byline}
    if is_agency(room) and writers & {name.casefold() for name in other.record.article.byline}:
        return f"its byline has a reporter of {room}"
    cited = _cited(item, room)
    return next((edge.reason for edge in cited if overlap(edge.passage, passage)), None)


def _cited(item: Item, room: str | None) -> list[Edge]:
    return [edge for edge in (*cites_edges(item), *link_edges(item)) if edge.origin.name == room]


def _third(left: Item, right: Item) -> Credit | None:
    """Return the agency or outlet that both, or the one that credits any, say the text is from."""
    ours, theirs = credits_of(left), credits_of(right)
    rooms = {newsroom_of(left), newsroom_of(right)}
    both = [c for c in ours if c.outlet in {d.outlet for d in theirs}]
    for group in (both, [*ours, *theirs]):
        for credit in sorted(group, key=lambda c: (c.partly, c.outlet)):
            if credit.outlet not in rooms and is_agency(credit.outlet):
                return credit
    whole = [c for c in (*both, *ours, *theirs) if not c.partly and c.outlet not in rooms]
    return whole[0] if whole else None


def _own_dateline(item: Item) -> bool:
    """Tell whether an article opens with a dateline of its own newsroom: its reporter was there."""
    article = item.record.article
    return bool(article.dateline) and not any(not credit.partly for credit in credits_of(item))


def _instant(published: str | None) -> tuple[datetime.datetime, bool] | None:
    """Return a moment and whether it tells the time of day."""
    try:
        moment = datetime.datetime.fromisoformat(published) if published else None
    except ValueError:
        return None
    if moment is None:
        return None
    return moment.replace(tzinfo=moment.tzinfo or datetime.UTC), len(published or "") > 10


def _later(left: Item, right: Item) -> Literal["left", "right"] | None:
    """Return which was published later, by the day, or by the minute where both tell it; None where that is open."""
    one, two = _instant(left.published), _instant(right.published)
    if one is None or two is None:
        return None
    if one[1] and two[1] and one[0] != two[0]:
        return "left" if one[0] > two[0] else "right"
    if one[0].date() != two[0].date():
        return "left" if one[0].date() > two[0].date() else "right"
    return None


def direction(
    left: Item, right: Item, passage: tuple[tuple[Span, Span], ...], shares: tuple[float, float]
) -> Direction:
    """Decide who took the aligned `passage`, of which `shares` are the parts of both texts."""
    ours = _named(left, right, tuple(a for a, _ in passage))
    theirs = _named(right, left, tuple(b for _, b in passage))
    if ours and not theirs:
        return Direction("left", None, ours)
    if theirs and not ours:
        return Direction("right", None, theirs)
    third = _third(left, right)
    if third is not None:
        return Direction("common", third.outlet, third.reason)
    agencies = [is_agency(newsroom_of(item) or "") for item in (left, right)]
    if agencies[0] != agencies[1]:
        return Direction("right" if agencies[0] else "left", None, "the other is an agency, which others print")
    ours_cited, theirs_cited = _cited(left, newsroom_of(right)), _cited(right, newsroom_of(left))
    if bool(ours_cited) != bool(theirs_cited):
        return Direction("left" if ours_cited else "right", None, (ours_cited or theirs_cited)[0].reason)
    later = _later(left, right)
    if later is not None:
        return Direction(later, None, "published later")
    there = [_own_dateline(item) for item in (left, right)]
    if there[0] != there[1]:
        return Direction("right" if there[0] else "left", None, "the other has a dateline of its own")
    if abs(shares[0] - shares[1]) >= CONTAINED:
        return Direction("left" if shares[0] > shares[1] else "right", None, "more of it is contained in the other")
    return Direction("unknown", None, "of the same day, and nothing tells which was first")
