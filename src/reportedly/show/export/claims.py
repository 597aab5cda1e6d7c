"""Claims as schema.org Claim (JSON-LD): what is said, where it first appeared, where else. Never a rating."""

from collections.abc import Mapping
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
    articles = {entry.info.key: _article(entry) for entry in source.entries()}
    graph = [_claim(claim, articles) for claim in found]
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


def _claim(claim: ClaimInfo, articles: Mapping[str, dict[str, Any]]) -> dict[str, Any]:
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
        "text": claim.said,
        "description": "; ".join(told),
        "keywords": [word for word in (claim.type, claim.status) if word],
        "about": about,
        "spatialCoverage": list(claim.places),
        "temporalCoverage": f"{claim.earliest}/{claim.latest}" if claim.earliest and claim.latest else None,
        "firstAppearance": seen[0] if seen else None,
        "appearance": seen,
    }
    return made | {name: value for name, value in facts.items() if value}
