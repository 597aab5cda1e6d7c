"""The article reader: the text with its marks, its rows beside it, what it took from others, its versions."""

from typing import Annotated, Any, NamedTuple

import msgspec
from markupsafe import Markup

from reportedly.keep import publications as kept
from reportedly.keep.publications import Echo, VersionInfo
from reportedly.keep.rows import load_record
from reportedly.record import Record
from reportedly.show.labels import KINDS
from reportedly.show.layers import addresses, marks
from reportedly.show.site import article_rows, article_text
from reportedly.show.site.article_rows import ArticleRow
from reportedly.show.site.article_text import LAYERS, Passage
from reportedly.show.site.links import Links
from reportedly.show.site.page import Missing, Page, PageNumber, Query
from reportedly.show.site.reader import Reader
from reportedly.show.site.versions import Sentence, compared, fates
from reportedly.weave.item import Item, Kind, bounds, placed

RowKind = Annotated[Kind | None, msgspec.Meta(description="Rows of this kind alone.")]
Number = Annotated[int, msgspec.Meta(ge=1, le=100_000)]
Version = Annotated[Number | None, msgspec.Meta(description="The number of a version; the newest without it.")]
Other = Annotated[Number | None, msgspec.Meta(description="A second version, to compare the first one with.")]
Part = Annotated[PageNumber, msgspec.Meta(description="Which part of a text that is too long for one page, from 1.")]


class ArticleQuery(Query, frozen=True, kw_only=True):
    """What the reader can be asked."""

    article: str
    version: Version = None
    with_: Other = msgspec.field(name="with", default=None)
    kind: RowKind = None
    part: Part = 1


class EchoRow(msgspec.Struct, frozen=True, kw_only=True):
    """An echo of which the article is one side; `passage` and `source` are spans of the taker and of the origin."""

    direction: str
    article: str | None
    outlet: str | None
    evidence: str
    share: float
    weak: bool
    reason: str
    passage: tuple[tuple[int, int], ...]
    source: tuple[tuple[int, int], ...]


class ArticleData(msgspec.Struct, frozen=True, kw_only=True):
    """An article of the story in one of its versions; offsets are Unicode characters of `text`, from 0."""

    article: str
    version: int
    versions: tuple[int, ...]
    outlet: str | None
    title: str | None
    byline: tuple[str, ...]
    credit: str | None
    dateline: str | None
    published: str | None
    retrieved: str | None
    url: str | None
    language: str | None
    sha256: str
    text: str
    rows: tuple[ArticleRow, ...]
    echoes: tuple[EchoRow, ...]
    sentences: tuple[Sentence, ...] = ()


class _Version(NamedTuple):
    number: int
    item: Item
    record: Record


def article(reader: Reader, query: ArticleQuery) -> Page:
    """Return the reader of an article; raises `Missing` for an unknown article, version or part."""
    known = kept.versions(reader.db, query.article)
    if not known:
        raise Missing("This story has no such article.")
    one = _version(reader, query.article, query.version, known)
    if query.with_ is not None:
        return _comparison(reader, query, one, _version(reader, query.article, query.with_, known), known)
    return _reading(reader, query, one, known)


def _version(reader: Reader, key: str, number: int | None, known: list[VersionInfo]) -> _Version:
    newest = known[-1].number
    if number in (None, newest):
        item = reader.item(key)
        return _Version(newest, item, item.record)
    assert number is not None
    try:
        record, _ = load_record(reader.db, key, number)
    except KeyError:
        raise Missing(f"This article has no version {number} (it has {newest}).") from None
    return _Version(number, Item(key=f"{key}/{number}", record=record), record)


def _reading(reader: Reader, query: ArticleQuery, one: _Version, known: list[VersionInfo]) -> Page:
    key, record, text = query.article, one.record, one.item.text
    names = addresses(record)
    found = marks(record, names)
    stored = kept.stored_rows(reader.db, key, one.number)
    newest = one.number == known[-1].number
    at = {row.placed: row.address for row in stored}
    places = [row if newest else row._replace(address=at.get(row.address, row.address)) for row in placed(one.item)]
    rows = article_rows.seen(record, names, places, found, kept.hanging(reader.db, key, one.number), stored)
    rows = [row for row in rows if query.kind in (None, row.placed.kind)]
    takes, gives = kept.echoes_of(reader.db, key) if newest else ([], [])
    parts = article_text.parts_of(text)
    if query.part > len(parts):
        raise Missing(f"This article has {len(parts)} parts.")
    part = parts[query.part - 1]
    here = [row for row in rows if part[0] <= bounds(row.placed.spans)[0] < part[1] or (part[1] == part[0])]
    passages = [
        Passage(start, end, None if echo.edge.weak else echo.outlet or "another article")
        for echo in takes for start, end in echo.edge.passage
    ] + [
        Passage(start, end, None) for echo in gives for start, end in echo.edge.source
    ] + [
        Passage(start, end, None) for start, end in kept.corrections(reader.db, key, one.number)
    ]  # fmt: skip
    first = text.split("\n", 1)[0].strip()
    in_text = bool(record.article.title) and first == (record.article.title or "").strip() and part[0] == 0
    statuses = {names.rows[event.id]: event.status for event in record.events}
    of_row = {row.name: row.marks for row in here}

    def rows_html(links: Links) -> list[Markup]:
        return [Markup(article_rows.row_html(record, names, of_row, row, links)) for row in here]  # escaped already

    flat = tuple(article_rows.flat(record, row) for row in rows)
    return Page(
        title=record.article.title or first[:80] or "An empty article",
        data=_data(one, known, flat, _echo_rows(takes, gives)), template="article.html", rows=flat,
        context={
            "mode": "reading", "one": one, "facts": record.article, "outlet": one.item.outlet or record.article.outlet,
            "published": one.item.published or record.article.published, "known": known, "newest": newest,
            "body": Markup(article_text.body_text(text, found, statuses, part, passages, in_text)),  # escaped already
            "in_text": in_text, "rows_html": rows_html, "layers": LAYERS, "parts_of_text": parts, "part": part,
            "kinds": [(kind, KINDS[kind][0], sum(row.placed.kind == kind for row in here), kind not in HIDDEN)
                      for kind in article_rows.ORDER],
            "neighbours": kept.neighbours(reader.db, key), "takes": takes, "gives": gives,
            "claims": _claims(reader, rows), "characters": len(text),
        },
    )  # fmt: skip


HIDDEN: tuple[Kind, ...] = ("entity",)
CLAIMS = 12  # that a page lists below the text


def _claims(reader: Reader, rows: list[article_rows.Seen]) -> list[Any]:
    """Return the claims that other articles carry as well, those that most outlets carry first."""
    weights = {
        row.hanging.claim: (row.hanging.outlets, row.hanging.reports, row.hanging.rows)
        for row in rows if row.hanging.claim and row.hanging.outlets > 1
    }  # fmt: skip
    ids = sorted(weights, key=lambda id: (*(-n for n in weights[id]), id))[:CLAIMS]
    return [reader.views.view_of(one) for one in reader.views.opened(ids)]


def _echo_rows(takes: list[Echo], gives: list[Echo]) -> tuple[EchoRow, ...]:
    return tuple(
        EchoRow(direction=direction, article=echo.article, outlet=echo.outlet, evidence=echo.edge.evidence,
                share=echo.edge.share, weak=echo.edge.weak, reason=echo.edge.reason, passage=echo.edge.passage,
                source=echo.edge.source)
        for direction, listed in (("takes from", takes), ("taken by", gives)) for echo in listed
    )  # fmt: skip


def _data(one: _Version, known: list[VersionInfo], rows: tuple[ArticleRow, ...], echoes: tuple[EchoRow, ...],
          told: tuple[Sentence, ...] = ()) -> ArticleData:  # fmt: skip
    facts = one.record.article
    return ArticleData(
        article=one.item.key.rsplit("/", 1)[0], version=one.number, versions=tuple(v.number for v in known),
        outlet=one.item.outlet or facts.outlet, title=facts.title, byline=tuple(facts.byline), credit=facts.credit,
        dateline=facts.dateline, published=one.item.published or facts.published, retrieved=facts.retrieved,
        url=one.item.url or facts.url, language=facts.language, sha256=facts.sha256, text=facts.text, rows=rows,
        echoes=echoes, sentences=told,
    )  # fmt: skip


def _comparison(reader: Reader, query: ArticleQuery, one: _Version, two: _Version, known: list[VersionInfo]) -> Page:
    old, new = sorted((one, two), key=lambda version: version.number)
    told = compared(old.item.text, new.item.text)
    before, after = (kept.stored_rows(reader.db, query.article, version.number) for version in (old, new))
    fate = fates(before, after, old.item.text)
    fresh = [row for row in after if not row.follows and row.state == "live"
             and row.kind in ("statement", "event", "quantity")]  # fmt: skip
    changed = [one for one in told if one.change != "same"]
    return Page(
        title=f"Versions {old.number} and {new.number}: {new.record.article.title or 'untitled article'}",
        data=_data(new, known, (), (), tuple(told)), template="versions.html", rows=told,
        context={"old": old, "new": new, "told": told, "changed": changed, "fates": fate, "fresh": fresh,
                 "text": new.item.text, "known": known, "facts": new.record.article},
    )  # fmt: skip
