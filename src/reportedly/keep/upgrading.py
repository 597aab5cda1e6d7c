"""Older story files brought up to this version: tables that it lacks are made and filled from what it holds."""

import sqlite3

from reportedly.keep.database import run_script
from reportedly.keep.decisions import links
from reportedly.keep.searching import Indexed, index, text_of
from reportedly.keep.weaving import weaver

NEIGHBOURS = ("spot", "block", "joint", "step", "told")
FOLLOWS = ("thing", "member", "claim", "naming", "gap", "figure", "contest", "contest_side", "contest_row", "echo",
           "claim_sentence", "moment")  # fmt: skip


def upgrade(db: sqlite3.Connection, version: int) -> None:
    """Bring a story of an older version up to date, within the caller's transaction; one that is up to date stays."""
    if version < 2:  # lists and full text
        run_script(db, "listing.sql")
    if version < 6:  # the sources of statements, and how often metadata changed
        db.execute("DROP INDEX IF EXISTS statement_source")
        run_script(db, "touched.sql")
    if version < 4:  # when events are
        run_script(db, "moments.sql")
    if version < 2:
        for key, current, title in db.execute("SELECT key, current, title FROM article ORDER BY key").fetchall():
            index(db, key, text_of(db, key, current), title, Indexed({}, "", None))
    if version < 6:  # neighbours, and the words of figures: everything that follows is found anew, article by article
        for table in NEIGHBOURS:
            db.execute(f"DROP TABLE IF EXISTS {table}")
        run_script(db, "neighbours.sql")
        for table in FOLLOWS:
            db.execute(f"DELETE FROM {table}")
        weaving, decided = weaver(db), links(db)
        for (article,) in db.execute("SELECT key FROM article ORDER BY published, key").fetchall():
            weaving.update(article, decided)
