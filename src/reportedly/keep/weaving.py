"""The weaver of a story: its families, and what is counted and listed after them."""

import sqlite3
from collections.abc import Sequence

from reportedly.keep.counting import Counting
from reportedly.keep.facts_of import FactsOf
from reportedly.keep.families import families as all_families
from reportedly.keep.items import Items
from reportedly.keep.listing import Listing
from reportedly.keep.neighbourhood import Weaver
from reportedly.keep.rows import load_item
from reportedly.weave.family import Family


def weaver(db: sqlite3.Connection, families: Sequence[Family] | None = None) -> Weaver:
    """Return what keeps a story's derived things up to date; `families` stand in for the package's own, unlisted."""
    items = Items(lambda article: load_item(db, article))
    if families is not None:
        return Weaver(db, families, items)
    facts_of = FactsOf(db, items)
    return Weaver(db, all_families(facts_of), items, (Counting(db, items, facts_of), Listing(db)))
