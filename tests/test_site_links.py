"""Addresses of pages, and what an address may say."""

from datetime import date

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportedly.show.site.links import ServerLinks, StaticLinks, file_name
from reportedly.show.site.page import Entry, Page, Query, Unclear, read_query, told
from reportedly.show.site.pages.story import StoryQuery
from reportedly.show.site.table import PAGES


class ClaimQuery(Query, frozen=True, kw_only=True):
    id: str
    page: int = 1


class RowQuery(Query, frozen=True, kw_only=True):
    address: str


class Nothing(msgspec.Struct):
    pass


def page(reader, query):
    return Page("", [], "plain.html")


SOME = {
    entry.name: entry
    for entry in (
        PAGES["story"],
        Entry("claim", "/claims/{id}", "", page, ClaimQuery, Nothing),
        Entry("row", "/rows/{address:path}", "", page, RowQuery, Nothing),
    )
}


def test_the_server_links_by_absolute_paths():
    links = ServerLinks(SOME)
    assert links.to("story") == "/"
    assert links.to("story", format="json", since=date(2025, 3, 4)) == "/index.json?since=2025-03-04"
    assert links.to("claim", id="ab12", page=2, other=None, anchor="reports") == "/claims/ab12?page=2#reports"
    assert links.to("row", address="k/1/event/5-9~2") == "/rows/k/1/event/5-9~2"
    assert links.to("claim", id="a b<?>#") == "/claims/a%20b%3C%3F%3E%23"


def test_a_static_site_links_by_relative_files_and_knows_what_it_wants():
    links = StaticLinks(SOME, "claims/ab12.html")
    assert links.to("story") == "../index.html"
    assert links.to("story", show="talk", page=2) == "../index--page-2--show-talk.html"
    assert links.to("claim", id="cd34", anchor="voices") == "../claims/cd34.html#voices"
    assert links.to("row", address="k/1/event/5-9~2") == "../rows/k_2F1_2Fevent_2F5-9_7E2.html"
    assert links.file("site.css") == "../static/site.css"
    assert links.wanted["claims/cd34.html"] == ("claim", {"id": "cd34"})
    assert links.wanted["index--page-2--show-talk.html"] == ("story", {"show": "talk", "page": "2"})


@pytest.mark.parametrize("links", [ServerLinks(SOME), StaticLinks(SOME, "index.html")])
def test_a_page_that_is_not_in_the_table_has_no_address(links):
    assert links.to("disputes") is None


@given(st.text(), st.text())
def test_file_names_stay_in_their_folder_and_differ(one, two):
    assert "/" not in file_name(one) and "\\" not in file_name(one) and not file_name(one).startswith(".")
    assert (file_name(one) == file_name(two)) == (one == two)


def test_queries_are_typed_and_open_fields_are_nothing():
    query = read_query(PAGES["story"], {"since": "2025-03-04", "show": "", "page": "2"})
    assert query == StoryQuery(since=date(2025, 3, 4), page=2)
    assert told(query) == {"since": "2025-03-04", "page": "2"}


@pytest.mark.parametrize(
    ("values", "named"),
    [({"since": "tomorrow"}, "since=tomorrow"), ({"page": "0"}, "page=0"), ({"show": "x"}, "show=x"),
     ({"sinse": "2025-03-04"}, "sinse")],
)  # fmt: skip
def test_what_means_nothing_is_named(values, named):
    with pytest.raises(Unclear, match=named):
        read_query(PAGES["story"], values)
