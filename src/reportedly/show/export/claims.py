"""Claims as schema.org Claim (JSON-LD): what is said, where it first appeared, where else. Never a rating."""

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from reportedly.show.export.derived import ClaimInfo, claims
from reportedly.show.export.source import Entry, Source
from reportedly.show.export.writing import to_document
from reportedly.show.labels import STATUSES
from reportedly.show.markup import web_address

CONTEXT = "https://schema.org"


def write(source: Source, path: Path) -> None:
    """Write the file; a story that keeps no claims yet gives an empty graph."""
    found = claims(source)
    wanted = {claim.members[0] for claim in found if claim.members}
    articles: dict[str, dict[str, Any]] = {}
    wording: dict[str, str] = {}
    for entry in source.entries():
        articles[entry.info.key] = _article(entry)
        for one in entry.rows:
            if one.address in wanted:
                spans = one.spans
                wording[one.address] = entry.words(spans) if one.kind == "statement" else entry.sentence(spans)
    graph = [_claim(claim, articles, wording.get(claim.members[0]) if claim.members else None) for claim in found]
    source.written = len(graph)
    path.write_text(to_document({"@context": CONTEXT, "@graph": graph}), encoding="utf-8")


def _article(entry: Entry) -> dict[str, Any]:
    article, link = entry.item.record.article, web_address(entry.info.url)
    made: dict[str, Any] = {"@type": "NewsArticle", "@id": link or f"urn:reportedly:article:{entry.info.key}"}
    facts = {
        "url": link,
        "headline": entry.info.title,
        "datePublished": entry.info.published,
        "inLanguage": article.language,
        "author": [{"@type": "Person", "name": name} for name in article.byline],
        "publisher": {"@type": "Organization", "name": entry.info.outlet} if entry.info.outlet else None,
    }
    return made | {name: value for name, value in facts.items() if value}


def _moments(published: str | None) -> tuple[datetime, datetime] | None:
    """Return the first and the last moment at which an article can have come out; a bare day is somewhere on earth."""
    try:
        moment = datetime.fromisoformat(published or "")
    except ValueError:
        return None
    if moment.tzinfo is not None and len(published or "") > 10:
        return moment.astimezone(UTC), moment.astimezone(UTC)
    moment = moment.replace(tzinfo=UTC)
    length = timedelta(hours=24 if len(published or "") == 10 else 0)
    return moment - timedelta(hours=14), moment + length + timedelta(hours=12)


def first(seen: Sequence[dict[str, Any]]) -> dict[str, Any] | None:
    """Return the article that came out before all others, None where their dates leave that open.

    >>> first([{"datePublished": "2025-03-04T17:05:00+01:00"}, {"datePublished": "2025-03-04T14:20:00+01:00"}])
    {'datePublished': '2025-03-04T14:20:00+01:00'}
    >>> first([{"datePublished": "2025-03-04"}, {"datePublished": "2025-03-04T14:20:00+01:00"}]) is None
    True
    """
    times = [_moments(one.get("datePublished")) for one in seen]
    for article, time in zip(seen, times, strict=True):
        if time and all(other is time or (other is not None and time[1] < other[0]) for other in times):
            return article
    return None


def _claim(claim: ClaimInfo, articles: Mapping[str, dict[str, Any]], wording: str | None) -> dict[str, Any]:
    """Return a claim; its articles stand in the order of their reports."""
    keys = dict.fromkeys(address.split("/", 1)[0] for address in claim.members)
    seen = [articles[key] for key in keys if key in articles]
    told = [STATUSES[claim.status][0].lower()] if claim.status in STATUSES else [claim.status] if claim.status else []
    told += [claim.counts] if claim.counts else []
    told += [f"in dispute: {claim.disputed}"] if claim.disputed else []
    made: dict[str, Any] = {"@type": "Claim", "@id": f"urn:reportedly:claim:{claim.id}"}
    about = [{"@type": "Thing", "name": name} for name in dict.fromkeys((*claim.actors, *claim.recipients))]
    facts = {
        "identifier": claim.id,
        "text": wording or claim.said,
        "description": "; ".join(told),
        "keywords": [word for word in (claim.type, claim.status) if word],
        "about": about,
        "spatialCoverage": list(claim.places),
        "temporalCoverage": f"{claim.earliest}/{claim.latest}" if claim.earliest and claim.latest else None,
        "firstAppearance": first(seen),
        "appearance": seen,
    }
    return made | {name: value for name, value in facts.items() if value}
