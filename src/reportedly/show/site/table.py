"""The table of pages: what the server routes, the static site writes, the navigation lists and `/api` describes."""

from collections.abc import Mapping

from reportedly.keep.publications import Publication
from reportedly.keep.view_rows import ClaimView
from reportedly.show.site.page import Entry
from reportedly.show.site.pages import (
    article,
    articles,
    claim,
    claims,
    disputes,
    gaps,
    numbers,
    outlets,
    review,
    row,
    search,
    series,
    story,
    timeline,
    voices,
)  # fmt: skip

ENTRIES: tuple[Entry, ...] = (
    Entry("story", "/", "What happened, what is only talk, what is disputed, and what is new since a day.",
          story.story, story.StoryQuery, story.StoryRow, nav="Story", styles=("plots.css",),
          followed=("page", "show", "by", "layers")),
    Entry("claims", "/claims", "What is claimed, filtered and ordered, each claim once.",
          claims.claims, claims.ClaimsQuery, ClaimView, nav="Claims"),
    Entry("claim", "/claims/{id}", "One claim: history, whose word through which reports in which outlets, its rows.",
          claim.claim, claim.ClaimQuery, claim.ClaimData, many=False, styles=("claim.css",), scripts=("claim.js",)),
    Entry("numbers", "/numbers", "Series of figures for one thing: the latest, the range, how many origins, conflicts.",
          numbers.numbers, numbers.NumbersQuery, numbers.SeriesRow, nav="Numbers", styles=("plots.css",)),
    Entry("series", "/numbers/{id}", "One series: its figures drawn by day, a line for each origin, and in a table.",
          series.series, series.SeriesQuery, series.SeriesData, many=False, styles=("plots.css",),
          followed=("page", "by")),
    Entry("timeline", "/timeline", "Events by their days or first reports; those without a day counted and apart.",
          timeline.timeline, timeline.TimelineQuery, ClaimView, nav="Timeline", styles=("plots.css",),
          followed=("page", "show", "by")),
    Entry("articles", "/articles", "The articles by date or outlet, with how many rows each has.",
          articles.articles, articles.ArticlesQuery, Publication, nav="Articles", styles=("article.css",)),
    Entry("article", "/articles/{article}", "An article with its marks, rows, echoes and versions.",
          article.article, article.ArticleQuery, article.ArticleData, many=False, styles=("article.css",),
          scripts=("article.js",)),
    Entry("disputes", "/disputes", "What cannot both be, side by side: denials, numbers, corrections.",
          disputes.disputes, disputes.DisputesQuery, disputes.DisputeRow, nav="Disputes", styles=("lists.css",),
          followed=("page", "kind")),
    Entry("dispute", "/disputes/{id}", "One dispute with all passages of its sides.",
          disputes.dispute, disputes.DisputeQuery, disputes.DisputeData, many=False, styles=("lists.css",)),
    Entry("voices", "/voices", "Whose word the claims are, and how many statements have no named source.",
          voices.voices, voices.VoicesQuery, voices.VoiceRow, nav="Voices", styles=("lists.css",),
          followed=("page", "kind")),
    Entry("voice", "/voices/{id:path}", "One voice: its statements over time, through whom, in which articles.",
          voices.voice, voices.VoiceQuery, voices.VoiceData, many=False, styles=("lists.css",)),
    Entry("outlets", "/outlets", "Who reports, who echoes whom, and which outlets are only cited.",
          outlets.outlets, outlets.OutletsQuery, outlets.OutletRow, nav="Outlets", styles=("lists.css",),
          followed=("page", "kind")),
    Entry("gaps", "/gaps", "What rests on one report or on nobody named, has no date or place, or was not read.",
          gaps.gaps, gaps.GapsQuery, gaps.GapRow, nav="Gaps", styles=("lists.css",), followed=("page", "kind")),
    Entry("search", "/search", "Sentences and titles that have all the words asked for.",
          search.page_of, search.SearchQuery, search.FoundRow, styles=("lists.css",), server_only=True),
    Entry("row", "/rows/{address:path}", "A row as it was read and as people left it: its words, fields and decisions.",
          row.row, row.RowQuery, row.RowData, many=False, styles=("review.css",), scripts=("review.js",),
          server_only=True),
    Entry("review", "/review", "What people decided, the latest first, and the decisions that fit no row any more.",
          review.review, review.ReviewQuery, review.DecisionRow, nav="Review", styles=("review.css",),
          scripts=("review.js",), server_only=True),
)  # fmt: skip

PAGES: Mapping[str, Entry] = {entry.name: entry for entry in ENTRIES}
