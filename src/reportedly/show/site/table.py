"""The table of pages: what the server routes, the static site writes, the navigation lists and `/api` describes."""

from collections.abc import Mapping

from reportedly.show.site.page import Entry
from reportedly.show.site.pages import story

ENTRIES: tuple[Entry, ...] = (
    Entry("story", "/", "What happened, what is only talk, what is disputed, and what is new since a day.",
          story.story, story.StoryQuery, story.StoryRow, nav="Story"),
)  # fmt: skip

PAGES: Mapping[str, Entry] = {entry.name: entry for entry in ENTRIES}
