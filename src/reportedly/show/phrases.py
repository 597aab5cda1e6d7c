"""Short phrases for what a row says: who speaks, through whom, how much, when."""

from collections.abc import Iterable

from reportedly.record import Date, Event, Quantity, Record, Side, Span, Statement
from reportedly.show.labels import BOUNDS, STATUSES

AUTHOR = "the article"
NO_SOURCE = "no source named"
ARROW = " ← "


def words(record: Record, spans: Iterable[Span], joint: str = " … ") -> str:
    """Return the characters of `spans` on one line, pieces joined by `joint`."""
    text = record.article.text
    return joint.join(" ".join(text[start:end].split()) for start, end in spans)


def shorten(phrase: str, limit: int) -> str:
    """Return `phrase`, cut after a word and closed with an ellipsis where it is longer than `limit` characters."""
    if len(phrase) <= limit:
        return phrase
    cut = phrase[: limit - 1]
    space = cut.rfind(" ")
    return (cut[:space] if space > limit // 2 else cut).rstrip(" ,;:") + "…"


def entity_name(record: Record, id: str | None) -> str | None:
    """Return the name of the entity with this id, None where there is no such entity."""
    return next((entity.name for entity in record.entities if entity.id == id), None)


def _statement(record: Record, id: str | None) -> Statement | None:
    return next((row for row in record.statements if row.id == id), None)


def speaker(record: Record, statement: Statement) -> str:
    """Return the source as the text has it; with its name where the text has only a pronoun or a title there.

    A statement without a source is told by its cue: no source named (“reportedly”).
    """
    told, name = _told_and_name(record, statement)
    if not told:
        cue = words(record, statement.cue)
        return name or (f"{NO_SOURCE} (“{cue}”)" if cue else NO_SOURCE)
    return f"{told} ({name})" if name else told


def _told_and_name(record: Record, statement: Statement) -> tuple[str, str | None]:
    """Return the words of the source, and the name of its entity where these words have nothing of it."""
    told = words(record, statement.source, ", ").rstrip(" ,;:–—")
    name = entity_name(record, statement.source_entity)
    return told, name if name and not set(name.casefold().split()) & set(told.casefold().split()) else None


def chain(record: Record, statement: Statement) -> tuple[Statement, ...]:
    """Return the statements through which this one reached the article, outermost first, and itself last."""
    found = [statement]
    seen = {statement.id}
    while (outer := _statement(record, found[-1].via)) is not None and outer.id not in seen:
        seen.add(outer.id)
        found.append(outer)
    return tuple(reversed(found))


def chain_words(record: Record, statement: Statement) -> str:
    """Return the speakers of the chain: "David Thomson ← sources inside the Islamic State"."""
    return ARROW.join(speaker(record, link) for link in chain(record, statement))


def voice(record: Record, id: str) -> str:
    """Return whose word it is: "the article", or the speakers of the statement with this id, by name if need be."""
    if id == "author":
        return AUTHOR
    statement = _statement(record, id)
    if statement is None:
        return f"unknown statement {id}"
    return ARROW.join(_told_and_name(record, link)[1] or speaker(record, link) for link in chain(record, statement))


def event_voice(record: Record, event: Event) -> str:
    """Return whose word the event is; what a denial says did not happen is "denied by" its speaker."""
    statement = _statement(record, event.voice)
    if statement and statement.force == "deny" and event.status == "did_not_happen":
        return f"denied by {voice(record, event.voice)}"
    return voice(record, event.voice)


def number(value: float) -> str:
    """Return a number with thousands set apart: 50,000,000 or 3.5."""
    return f"{int(value):,}" if value.is_integer() else f"{value:,}"


def amount(quantity: Quantity) -> str:
    """Return the value with its bound and unit: "at least 8", "10–20", "50,000,000 USD", "12%"."""
    if quantity.value is None:
        return "value unknown"
    figure = number(float(quantity.value))
    if quantity.high is not None:
        figure += f"–{number(float(quantity.high))}"
    unit = quantity.unit or ""
    return BOUNDS[quantity.bound] + figure + (unit if unit == "%" else f" {unit}" if unit else "")


def interval(date: Date) -> str:
    """Return the interval as "2019-02-23", "2019-02-23 to 2019-02-24", "from …", "until …", or "" for none."""
    if date.earliest and date.latest:
        return date.earliest if date.earliest == date.latest else f"{date.earliest} to {date.latest}"
    if date.earliest:
        return f"from {date.earliest}"
    return f"until {date.latest}" if date.latest else ""


def when(record: Record, event: Event) -> str:
    """Return the words and the interval of an event's date: "last Friday" (date unknown)."""
    told, known = words(record, event.date.spans), interval(event.date)
    if not told:
        return known
    return f"“{told}” ({known or 'date unknown'})"


def where(record: Record, event: Event) -> str:
    """Return the words of an event's place, and the gazetteer's name and country where they say more."""
    place = event.place
    told = words(record, place.spans)
    known = ", ".join(part for part in (place.name, place.country) if part)
    if not told:
        return known
    return told if not known or known == told else f"{told} ({known})"


def parties(record: Record, event: Event) -> str:
    """Return "actor → recipient", with a dash for the side that the text leaves out, or "" for none."""
    actor, recipient = words(record, event.actor, ", "), words(record, event.recipient, ", ")
    if not actor and not recipient:
        return ""
    return f"{actor or '—'} → {recipient}" if recipient else actor


def kind_of_event(event: Event) -> str:
    """Return the PLOVER type with its mode: "COERCE/arrest"."""
    return f"{event.type}/{event.mode}" if event.mode else event.type


def side_words(record: Record, side: Side) -> str:
    """Return what a side of a dispute says: the words of its row, or of its own spans."""
    for statement in record.statements:
        if statement.id == side.id:
            return f"{speaker(record, statement)}: {shorten(words(record, statement.content), 120)}"
    for event in record.events:
        if event.id == side.id:
            return f"{words(record, event.trigger)} ({STATUSES[event.status][0].lower()})"
    for number in record.quantities:
        if number.id == side.id:
            return f"{amount(number)} {words(record, number.of)}".strip()
    return words(record, side.spans) or entity_name(record, side.id) or f"unknown row {side.id}"
