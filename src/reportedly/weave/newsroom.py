"""Which newsroom an article is from, and which one a name means: the nodes at which echoes end."""

import re
from functools import cache, lru_cache

from reportedly.read.outlets import SECTION, Outlet, find_outlet, outlet_of_url, outlets
from reportedly.read.tables import words
from reportedly.weave.item import Item


@cache
def _masthead() -> re.Pattern[str]:
    last = "|".join(sorted(words("masthead_words.tsv")))
    return re.compile(rf"(?:[Tt]he )?(?P<name>(?!The )(?:[A-Z][\w’'-]*[ ]){{1,3}}(?:{last}))")


@lru_cache(maxsize=4096)
def outlet_named(name: str) -> Outlet | None:
    """Return the outlet that a name is of, or None; a masthead that the table lacks is one without domain and kind.

    >>> outlet_named("the Seren Courier").name
    'Seren Courier'
    """
    found = find_outlet(name)
    if found is None and (match := _masthead().fullmatch(name)) and find_outlet(match["name"].split(" ", 1)[1]) is None:
        return Outlet(match["name"], None, "", "")
    return found


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
    return room_of(item.outlet, None)


def room_of(outlet: str | None, url: str | None) -> str | None:
    """Return the name of the newsroom that an outlet's name, or else an address, is of."""
    found = _newsroom(outlet, url)
    if found is not None:
        return found.name
    return SECTION.sub("", outlet).strip() or outlet if outlet else None


def known(item: Item) -> Outlet | None:
    """Return the table's entry for the newsroom of an item, or None."""
    return _newsroom(item.outlet or item.record.article.outlet, item.url or item.record.article.url)


@cache
def _called() -> dict[str, re.Pattern[str]]:
    """Return a finder of each newsroom's names in running text."""
    found = {}
    for outlet, names, sites in outlets():
        shown = {name.lstrip("=") for name in names} | {re.sub(r" \(.*\)$", "", outlet.name)} | set(sites)
        found[outlet.name] = re.compile(rf"\b(?:{'|'.join(map(re.escape, sorted(shown, key=len, reverse=True)))})\b")
    return found


def names_it(text: str, room: str) -> bool:
    """Tell whether a text names a newsroom, by any of the names that the table has for it."""
    finder = _called().get(room)
    return finder.search(text) is not None if finder else room in text


def is_agency(name: str) -> bool:
    """Tell whether a newsroom lives by having its text printed by others."""
    found = outlet_named(name)
    return found is not None and found.kind == "agency"
