"""What a family of derived things is: how it finds its neighbourhood (keys) and what it makes of it (compute).

A group family makes things of rows that hang together, a family that grows groups of them edge by edge; a pair family
makes edges between two articles.
`keep` stores the keys, finds the neighbourhood that an article touches, and replaces the things stored for it.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NamedTuple, Protocol, runtime_checkable

import msgspec

from reportedly.weave.growth import Group, Grown
from reportedly.weave.item import Item, Placed


class Member(NamedTuple):
    """A row with the article that it stands in."""

    item: Item
    placed: Placed

    @property
    def address(self) -> str:
        """The row's lasting address."""
        return self.placed.address


class Links(NamedTuple):
    """What people decided of the members: pairs of addresses (the lesser first) that are one, and that are not one."""

    must: frozenset[tuple[str, str]] = frozenset()
    cannot: frozenset[tuple[str, str]] = frozenset()


class Thing(msgspec.Struct, frozen=True, kw_only=True):
    """Something derived. `members` are addresses of rows (of a pair family: keys of items); `body` is stored as JSON.

    `id` must be a function of the members and the body alone.
    """

    id: str
    members: tuple[str, ...]
    body: Any


@runtime_checkable
class GroupFamily(Protocol):
    """A family whose things are functions of a connected component of rows.

    Two rows are connected if they share a key and join; only rows that share a key are ever compared.
    """

    name: str

    def keys(self, item: Item) -> Mapping[str, Iterable[str]]:
        """Return, for the address of each row of the item that is of this family, its keys."""
        ...

    def joins(self, left: Member, right: Member) -> bool:
        """Tell whether two rows that share a key can belong to one thing; the same whichever is named first."""
        ...

    def compute(self, members: Sequence[Member], links: Links) -> Iterable[Thing]:
        """Return the things of one connected component; the members come in canonical order (`item.order`, address)."""
        ...


@runtime_checkable
class PairFamily(Protocol):
    """A family whose things are functions of one article, or of two that share at least `fewest` keys."""

    name: str
    fewest: int

    def keys(self, item: Item) -> Iterable[str]:
        """Return the item's keys."""
        ...

    def alone(self, item: Item) -> Iterable[Thing]:
        """Return what the item has by itself."""
        ...

    def between(self, left: Item, right: Item) -> Iterable[Thing]:
        """Return what there is between two items; `left` is the earlier in canonical order (`item.order`)."""
        ...


@runtime_checkable
class GrownFamily(Protocol):
    """A family whose things are groups of rows, grown edge by edge (growth.py).

    Two rows are compared if they share a key that no more than `crowd` rows have. Every row that has keys is of one
    thing.
    """

    name: str
    crowd: int

    def keys(self, item: Item, links: Links) -> Mapping[str, Iterable[str]]:
        """Return the keys of each row of the item that is of this family, but for rows that another stands for."""
        ...

    def score(self, left: str, right: str) -> float | None:
        """Return how strongly two rows (by address, the lesser first) join; None if they do not."""
        ...

    def fits(self, left: Group, right: Group, links: Links) -> bool:
        """Tell whether two groups can be one."""
        ...

    def forbidden(self, left: Group, right: Group, links: Links) -> bool:
        """Tell whether people said that two groups are not one."""
        ...

    def thing(self, grown: Grown, links: Links) -> Thing:
        """Return what a group is."""
        ...


Family = GroupFamily | PairFamily | GrownFamily
