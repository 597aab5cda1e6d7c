"""Brat standoff annotation: the contents of the `.ann` file that lies beside a `.txt` file with `article.text`.

brat reads one annotation a line and wants the text of a span on that line, so a span is split at line breaks into
fragments, "0 5;6 11", whose texts are joined by a space. Statements, events and numbers are events (E), entities are
text spans joined by an equivalence (*), `via`, `voice` and disputes are relations (R), codes are attributes (A), and
what has no place in brat (ids, scores, values) is a note (#) in JSON.
"""

import json
import re
from collections.abc import Iterable, Sequence
from typing import get_args

from reportedly.record import Record, Side, Span
from reportedly.record.rows import TimeType
from reportedly.show.labels import BOUNDS, EVENT_TYPES, FORCES, QUOTES, SOURCE_KINDS, STATUSES

# Every character at which Python's and brat's line readers end a line.
BREAK = re.compile("[\n\r\v\f\x1c\x1d\x1e\x85\u2028\u2029]+")
PARTS = {
    "Attribution": ("Source", "Content", "Medium"),
    "Quantity": ("Of", "Measure"),
    **dict.fromkeys(EVENT_TYPES, ("Actor", "Recipient", "Place", "Date", "Because")),
}
ENTITY_LABELS = {
    "person": "Person", "organization": "Organization", "country": "Country", "place": "Place", "group": "Group",
    "vehicle": "Vehicle", "document": "Document", "other": "Other",
}  # fmt: skip


def configuration() -> str:
    """Return the `annotation.conf` that brat needs beside the files: every label that they use."""
    spans: list[str] = [*ENTITY_LABELS.values(), *(f"Timex_{kind}" for kind in get_args(TimeType)), "Side"]
    spans += dict.fromkeys(part for parts in PARTS.values() for part in parts if part not in spans)
    rows = "|".join(PARTS)
    events = [f"{label}\t{', '.join(f'{part}?:{part}' for part in parts)}" for label, parts in PARTS.items()]
    relations = [f"{label}\tArg1:{rows}, Arg2:{rows}" for label in ("Via", "Voice", "CountedIn")]
    relations.append(f"Dispute\tArg1:{rows}|Side, Arg2:{rows}|Side")
    choices: dict[str, Iterable[str]] = {
        "Force": FORCES, "Quote": QUOTES, "SourceKind": SOURCE_KINDS, "Status": STATUSES, "Bound": BOUNDS,
    }  # fmt: skip
    attributes = [f"{label}\tArg:<EVENT>, Value:{'|'.join(values)}" for label, values in choices.items()]
    sections = (("entities", spans), ("events", events), ("relations", relations), ("attributes", attributes))
    return "\n".join("\n".join([f"[{title}]", *lines, ""]) for title, lines in sections)


def fragments(text: str, spans: Sequence[Span]) -> tuple[Span, ...]:
    """Return the spans cut at line breaks, in text order, touching or overlapping ones joined, empty ones left out."""
    joined: list[Span] = []
    for start, end in sorted((max(0, start), min(len(text), end)) for start, end in spans):
        if joined and start <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(joined[-1][1], end))
        elif start < end:
            joined.append((start, end))
    cut = []
    for start, end in joined:
        at = start
        for match in BREAK.finditer(text, start, end):
            cut.append((at, match.start()))
            at = match.end()
        cut.append((at, end))
    return tuple((start, end) for start, end in cut if start < end)


class _Sheet:
    """The lines of one `.ann` file, numbered as they come; the same span with the same label is written once."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.lines: list[str] = []
        self.count: dict[str, int] = {}
        self.spans: dict[tuple[str, tuple[Span, ...]], str] = {}

    def _write(self, letter: str, content: str) -> str:
        self.count[letter] = self.count.get(letter, 0) + 1
        name = f"{letter}{self.count[letter]}"
        self.lines.append(f"{name}\t{content}")
        return name

    def span(self, label: str, spans: Sequence[Span]) -> str | None:
        cut = fragments(self.text, spans)
        if not cut:
            return None
        if (label, cut) not in self.spans:
            offsets = ";".join(f"{start} {end}" for start, end in cut)
            told = " ".join(self.text[start:end] for start, end in cut)
            self.spans[label, cut] = self._write("T", f"{label} {offsets}\t{told}")
        return self.spans[label, cut]

    def event(self, label: str, trigger: Sequence[Span], parts: dict[str, Sequence[Span]]) -> str | None:
        """Write an event; what has no words of its own for a trigger is hung on its first part that has some."""
        at = self.span(label, trigger) or next((t for s in parts.values() if (t := self.span(label, s))), None)
        if at is None:
            return None
        given = [(role, name) for role, spans in parts.items() if (name := self.span(role, spans))]
        return self._write("E", " ".join([f"{label}:{at}", *(f"{role}:{name}" for role, name in given)]))

    def attribute(self, name: str, target: str, value: str | None) -> None:
        if value is not None:
            self._write("A", f"{name} {target} {value}")

    def relation(self, label: str, left: str | None, right: str | None) -> None:
        if left and right:
            self._write("R", f"{label} Arg1:{left} Arg2:{right}")

    def note(self, target: str, **facts: object) -> None:
        kept = {key: value for key, value in facts.items() if value not in (None, "", [], ())}
        if kept:
            self._write("#", f"AnnotatorNotes {target}\t{json.dumps(kept)}")


def render(record: Record) -> str:
    """Return the `.ann` file of a record; a row without any characters of its own is left out."""
    sheet = _Sheet(record.article.text)
    written: dict[str, str] = {}
    for entity in record.entities:
        spans = [sheet.span(ENTITY_LABELS[entity.kind], [mention]) for mention in entity.mentions]
        found = list(dict.fromkeys(name for name in spans if name))
        if len(found) > 1:
            sheet.lines.append(f"*\tEquiv {' '.join(found)}")
        if found:
            sheet.note(found[0], id=entity.id, name=entity.name, country=entity.country, sector=entity.sector)
    for s in record.statements:
        parts: dict[str, Sequence[Span]] = {"Source": s.source, "Content": s.content, "Medium": s.medium}
        if name := sheet.event("Attribution", s.cue, parts):
            written[s.id] = name
            sheet.attribute("Force", name, s.force)
            sheet.attribute("Quote", name, s.quote)
            sheet.attribute("SourceKind", name, s.source_kind)
            sheet.note(name, id=s.id, source_entity=s.source_entity, source_count=s.source_count, score=s.score,
                       cue=None if s.cue else "none")  # fmt: skip
    for e in record.events:
        parts = {"Actor": e.actor, "Recipient": e.recipient, "Place": e.place.spans, "Date": e.date.spans,
                 "Because": e.because}  # fmt: skip
        if name := sheet.event(e.type, e.trigger, parts):
            written[e.id] = name
            sheet.attribute("Status", name, e.status)
            sheet.note(name, id=e.id, mode=e.mode, contexts=e.contexts, earliest=e.date.earliest,
                       latest=e.date.latest, place=e.place.name, country=e.place.country, score=e.score)  # fmt: skip
    for q in record.quantities:
        if name := sheet.event("Quantity", q.spans, {"Of": q.of, "Measure": q.measure}):
            written[q.id] = name
            sheet.attribute("Bound", name, q.bound)
            sheet.note(name, id=q.id, value=q.value, high=q.high, unit=q.unit, as_of=q.as_of, score=q.score)
    for t in record.times:
        if name := sheet.span(f"Timex_{t.type}", t.spans):
            sheet.note(name, value=t.value)
    _relations(record, sheet, written)
    return "".join(f"{line}\n" for line in sheet.lines)


def _relations(record: Record, sheet: _Sheet, written: dict[str, str]) -> None:
    for statement in record.statements:
        sheet.relation("Via", written.get(statement.id), written.get(statement.via or ""))
    for event in record.events:
        sheet.relation("Voice", written.get(event.id), written.get(event.voice))
    for number in record.quantities:
        sheet.relation("Voice", written.get(number.id), written.get(number.voice))
        sheet.relation("CountedIn", written.get(number.id), written.get(number.event or ""))

    def side(one: Side) -> str | None:
        return written.get(one.id) if one.id else sheet.span("Side", one.spans)

    for dispute in record.disputes:
        sheet.relation("Dispute", side(dispute.left), side(dispute.right))
