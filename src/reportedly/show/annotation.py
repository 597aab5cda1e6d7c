"""W3C Web Annotations: one annotation a row, its parts found again by quotation and by position.

https://www.w3.org/TR/annotation-model/. A part's role (source, cue, content, trigger …) is the `styleClass` of its
target; positions count Unicode code points, as the model and the record both do.
"""

import json
from collections.abc import Iterable
from typing import Any

import msgspec

from reportedly.record import Dispute, Record, Span
from reportedly.show.labels import FORCES, STATUSES
from reportedly.show.layers import addresses, marks
from reportedly.show.markup import web_address
from reportedly.show.phrases import amount, chain_words, event_voice, kind_of_event, parties, words

CONTEXT = "http://www.w3.org/ns/anno.jsonld"
AROUND = 32  # characters of prefix and suffix


def render(record: Record) -> str:
    """Return an AnnotationPage as JSON-LD; the rows without characters of their own are left out."""
    return json.dumps(annotation_page(record), ensure_ascii=False, indent=2).translate(
        {0x2028: "\\u2028", 0x2029: "\\u2029", 0x85: "\\u0085"}) + "\n"  # fmt: skip


def annotation_page(record: Record, name: str | None = None) -> dict[str, Any]:
    """Return the page of all annotations, each complete in itself.

    `name` begins their ids, the text's digest if it is not given: of two articles with one text each needs its own.
    """
    name = name or f"urn:sha256:{record.article.sha256}"
    items = list(_items(record, name))
    label = record.article.title or record.article.id
    return {
        "@context": CONTEXT,
        "id": f"{name}#annotations-page",
        "type": "AnnotationPage",
        "partOf": {
            "id": f"{name}#annotations",
            "type": "AnnotationCollection",
            "label": label,
            "total": len(items),
        },
        "startIndex": 0,
        "items": items,
    }


def _items(record: Record, name: str) -> Iterable[dict[str, Any]]:
    version = f"urn:sha256:{record.article.sha256}"
    source = web_address(record.article.url) or name
    parts: dict[str, list[tuple[str, Span]]] = {}
    for mark in marks(record, addresses(record)):
        parts.setdefault(mark.row, []).extend((mark.role, span) for span in mark.spans)
    names = addresses(record)
    for at, kind, tags, told, row in _rows(record):
        target: list[str | dict[str, Any]] = [
            {
                "type": "SpecificResource",
                "source": source,
                "scope": version,  # the version of the text whose characters the offsets count
                "styleClass": role,
                "selector": selectors(record.article.text, span),
            }
            for role, span in parts.get(at, ())
        ]
        if isinstance(row, Dispute):  # sides that are rows: the annotations of these
            sides = (names.rows.get(side.id or "") for side in (row.left, row.right))
            target += [f"{name}#{side}" for side in sides if side in parts]
        if not target:
            continue
        yield {
            "@context": CONTEXT,
            "id": f"{name}#{at}",
            "type": "Annotation",
            "motivation": ["tagging", "describing"],
            "generator": {
                "id": "urn:reportedly",
                "type": "Software",
                "name": f"reportedly {record.reader.version} ({record.reader.model})",
            },
            "body": [
                *({"type": "TextualBody", "purpose": "tagging", "value": tag} for tag in (kind, *tags)),
                {"type": "TextualBody", "purpose": "describing", "format": "text/plain", "value": told},
                {"type": "TextualBody", "purpose": "describing", "format": "application/json",
                 "value": msgspec.json.encode(row).decode("utf-8")},
            ],
            "target": target,
        }  # fmt: skip


def selectors(text: str, span: Span) -> list[dict[str, Any]]:
    """Return the two selectors of a span: what it says between what stands around it, and its offsets."""
    start, end = span
    return [
        {
            "type": "TextQuoteSelector",
            "exact": text[start:end],
            "prefix": text[max(0, start - AROUND) : start],
            "suffix": text[end : end + AROUND],
        },
        {"type": "TextPositionSelector", "start": start, "end": end},
    ]


def _rows(record: Record) -> Iterable[tuple[str, str, tuple[str, ...], str, msgspec.Struct]]:
    """Yield (address, kind, tags, description, row) of every row."""
    names = addresses(record)
    for s in record.statements:
        told = f"{chain_words(record, s)} {FORCES[s.force]}: {words(record, s.content)}"
        tags: tuple[str, ...] = (f"force:{s.force}", f"quote:{s.quote}", f"source:{s.source_kind}")
        yield names.rows[s.id], "statement", tags, told, s
    for e in record.events:
        told = f"{kind_of_event(e)} ({STATUSES[e.status][0].lower()}): {words(record, e.trigger)}"
        who = parties(record, e)
        told = f"{told}; {who}; {event_voice(record, e)}" if who else f"{told}; {event_voice(record, e)}"
        yield names.rows[e.id], "event", (f"type:{e.type}", f"status:{e.status}"), told, e
    for q in record.quantities:
        told = f"{amount(q)} {words(record, q.of)}".strip()
        yield names.rows[q.id], "quantity", (f"bound:{q.bound}",), told, q
    for at, t in zip(names.times, record.times, strict=True):
        yield at, "time", (f"type:{t.type}",), t.value or "value unknown", t
    for n in record.entities:
        yield names.rows[n.id], "entity", (f"kind:{n.kind}",), n.name, n
    for at, d in zip(names.disputes, record.disputes, strict=True):
        yield at, "dispute", (), d.reason, d
