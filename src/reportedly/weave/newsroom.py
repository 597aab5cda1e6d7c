"""Which newsroom an article is from, and which one a name means: the nodes at which echoes end."""

from functools import lru_cache

from reportedly.read.outlets import SECTION, Outlet, find_outlet, outlet_of_url
from reportedly.weave.item import Item


@lru_cache(maxsize=4096)
def outlet_named(name: str) -> Outlet | None:
    """Return the outlet that a name is of, or None."""
    return find_outlet(name)


@lru_cache(maxsize=4096)
def _newsroom(outlet: str | None, url: str | None) -> Outlet | None:
    return (outlet_named(outlet) if outlet else None) or (outlet_of_url(url) if url else None)


def newsroom_of(item: Item) -> str | None:
    """Return the name of the newsroom that published an item: the table's, or else the outlet's name without a section.

    A name that the table does not know is looked up by the domain of the address, as for guest writers.
    """
    found = known(item)
    if found is not None:
        return found.name
    return SECTION.sub("", item.outlet).strip() or item.outlet if item.outlet else None


def known(item: Item) -> Outlet | None:
    """Return the table's entry for the newsroom of an item, or None."""
    return _newsroom(item.outlet or item.record.article.outlet, item.url or item.record.article.url)


def is_agency(name: str) -> bool:
    """Tell whether a newsroom lives by having its text printed by others."""
    found = outlet_named(name)
    return found is not None and found.kind == "agency"
