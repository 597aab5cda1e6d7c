"""What the text leaves open, said plainly: a record is as much about what is not known as about what is."""

from collections.abc import Iterable
from typing import NamedTuple

from reportedly.record import Record
from reportedly.show.layers import Addresses, addresses
from reportedly.show.phrases import chain, words

NOTHING = "The reader noted nothing that the text leaves open; that does not mean that nothing is."


class Gap(NamedTuple):
    """One sentence on what is not known, and the addresses of the rows that it concerns."""

    sentence: str
    rows: tuple[str, ...] = ()


def unknown(record: Record) -> tuple[Gap, ...]:
    """Return what is not known of the article, of its statements, events, numbers and times."""
    names = addresses(record)
    found = [*_article(record), *_times(record, names), *_statements(record, names), *_events(record, names)]
    return (*found, *_quantities(record, names))


def _count(number: int, one: str, many: str) -> str:
    return f"{number} {one if number == 1 else many}"


def _part(lead: str, number: int, total: int, noun: str, rows: Iterable[str]) -> Gap:
    """Return a gap of `number` among `total` rows; all of them need no list."""
    if number == total:
        return Gap(f"{lead} {f'any of the {total} {noun}s' if total > 1 else f'the one {noun}'}.")
    return Gap(f"{lead} {number} of the {total} {noun}s.", tuple(rows))


def _article(record: Record) -> Iterable[Gap]:
    article = record.article
    fields = {"title": article.title, "outlet": article.outlet, "author": article.byline, "address": article.url}
    missing = [name for name, value in fields.items() if not value]
    if missing:
        last = f"{', '.join(missing[:-1])} and {missing[-1]}" if len(missing) > 1 else missing[0]
        yield Gap(f"The article’s {last} {'are' if len(missing) > 1 else 'is'} not known.")


def _times(record: Record, names: Addresses) -> Iterable[Gap]:
    open_times = [(at, time) for at, time in zip(names.times, record.times, strict=True) if time.value is None]
    told = ", ".join(dict.fromkeys(f"“{words(record, time.spans)}”" for _, time in open_times))
    rows = tuple(at for at, _ in open_times)
    if record.article.published is None:
        tail = f", so it cannot be told when this is: {told}." if told else "; relative times could not be dated."
        yield Gap(f"The publication date is not known{tail}", rows)
    elif told:
        yield Gap(f"The text does not say which date or time is meant by {told}.", rows)


def _statements(record: Record, names: Addresses) -> Iterable[Gap]:
    unsourced = [s for s in record.statements if not s.source and s.source_entity is None]
    if unsourced:
        count = _count(len(unsourced), "statement has", "statements have")
        yield Gap(f"{count} no source in the text.", tuple(names.rows[s.id] for s in unsourced))
    hidden = [s for s in record.statements if all(link.source_kind == "anonymous" for link in chain(record, s))]
    if hidden:
        count = _count(len(hidden), "statement rests", "statements rest")
        yield Gap(f"{count} on anonymous sources alone.", tuple(names.rows[s.id] for s in hidden))
    nested = [s for s in record.statements if s.source_kind == "anonymous" and s not in hidden]
    if nested:
        count = _count(len(nested), "statement goes", "statements go")
        yield Gap(f"{count} back to anonymous sources through another voice.", tuple(names.rows[s.id] for s in nested))
    forceless = [s for s in record.statements if s.force == "unknown"]
    if forceless:
        count = _count(len(forceless), "statement", "statements")
        yield Gap(f"How {count} should be taken is open (asked, weighed or claimed).",
                  tuple(names.rows[s.id] for s in forceless))  # fmt: skip


def _events(record: Record, names: Addresses) -> Iterable[Gap]:
    total = len(record.events)
    lent = [e for e in record.events if e.voice != "author" and e.status in ("happened", "ongoing")]
    if lent:
        count = _count(len(lent), "event is", "events are")
        yield Gap(f"{count} told as real only in the words of a source, not in the article’s own.",
                  tuple(names.rows[e.id] for e in lent))  # fmt: skip
    undated = [e for e in record.events if e.date.earliest is None and e.date.latest is None]
    if undated:
        yield _part("No date is given for", len(undated), total, "event", (names.rows[e.id] for e in undated))
    placeless = [e for e in record.events if not e.place.spans and e.place.name is None and e.place.country is None]
    if placeless:
        yield _part("No place is given for", len(placeless), total, "event", (names.rows[e.id] for e in placeless))
    actorless = [e for e in record.events if not e.actor and not e.actor_entities]
    if actorless:
        yield Gap(f"Nobody is named as the one who acts in {_count(len(actorless), 'event', 'events')}.",
                  tuple(names.rows[e.id] for e in actorless))  # fmt: skip


def _quantities(record: Record, names: Addresses) -> Iterable[Gap]:
    valueless = [q for q in record.quantities if q.value is None]
    if valueless:
        count = _count(len(valueless), "number has", "numbers have")
        yield Gap(f"{count} no value that could be read.", tuple(names.rows[q.id] for q in valueless))
    undated = [q for q in record.quantities if q.as_of is None]
    if undated:
        lead, total = "No as-of date is given for", len(record.quantities)
        yield _part(lead, len(undated), total, "number", (names.rows[q.id] for q in undated))
