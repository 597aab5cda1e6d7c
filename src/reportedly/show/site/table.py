"""The table of pages: what the server routes, the static site writes, the navigation lists and `/api` describes."""

from collections.abc import Mapping

from reportedly.keep.view_rows import ClaimView
from reportedly.show.site.page import Entry
from reportedly.show.site.pages import claim, claims, story

ENTRIES: tuple[Entry, ...] = (
    Entry("story", "/", "What happened, what is only talk, what is disputed, and what is new since a day.",
          story.story, story.StoryQuery, story.StoryRow, nav="Story"),
    Entry("claims", "/claims", "What is claimed, filtered and ordered, each claim once.",
          claims.claims, claims.ClaimsQuery, ClaimView, nav="Claims"),
    Entry("claim", "/claims/{id}", "One claim: history, whose word through which reports in which outlets, its rows.",
          claim.claim, claim.ClaimQuery, claim.ClaimData, many=False, styles=("claim.css",), scripts=("claim.js",)),
)  # fmt: skip

PAGES: Mapping[str, Entry] = {entry.name: entry for entry in ENTRIES}
