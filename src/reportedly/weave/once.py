"""Remember what was found in an item while it is compared with many others."""

from collections import OrderedDict
from collections.abc import Callable
from functools import wraps
from typing import TypeVar

from reportedly.weave.item import Item

Found = TypeVar("Found")
HELD = 512  # items


def once_per_item(function: Callable[[Item], Found]) -> Callable[[Item], Found]:
    """Return a function that computes once for the same item in memory; the last `HELD` ones are remembered.

    Items are told apart by identity, not by value: comparing whole records would cost more than it saves.
    """
    held: OrderedDict[int, tuple[Item, Found]] = OrderedDict()

    @wraps(function)
    def remembered(item: Item) -> Found:
        found = held.get(id(item))
        if found is None or found[0] is not item:
            found = item, function(item)
            held[id(item)] = found
            if len(held) > HELD:
                held.popitem(last=False)
        return found[1]

    return remembered
