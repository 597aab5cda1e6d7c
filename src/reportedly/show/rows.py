"""The rows of a record as HTML list items, each with a link to the characters that carry it."""

from collections.abc import Iterable, Mapping, Sequence

from reportedly.record import Dispute, Entity, Event, Quantity, Record, Side, Statement, Time
from reportedly.show.labels import EVENT_TYPES, FORCES, QUOTES, SOURCE_KINDS, STATUSES
from reportedly.show.layers import Addresses, Mark
from reportedly.show.markup import Html, element, join
from reportedly.show.phrases import (
    ARROW,
    AUTHOR,
    NO_SOURCE,
    amount,
    chain,
    event_voice,
    kind_of_event,
    parties,
    shorten,
    side_words,
    speaker,
    voice,
    when,
    where,
    words,
)
from reportedly.show.unknown import Gap

Places = Mapping[str, Sequence[Mark]]  # the marks of each row, by its address


def _row(at: str, kind: str, places: Places, head: Iterable[str | None], *lines: str | None,
         score: float = 0.0, status: str | None = None) -> Html:  # fmt: skip
    """Return one row: its address, a headline, further lines, and the score where there is one."""
    jump = f"#at-{at}" if places.get(at) else None
    label = element("a", at, class_="id", href=jump, title="show in the text" if jump else None)
    certain = element("span", f"{score:.2f}", class_="score", title="probability that this row is right")
    return element(
        "li",
        element("div", label, element("div", *head, class_="headline"), certain if score else None, class_="head"),
        *lines,
        _offsets(places.get(at, ())),
        class_=f"row row-{kind}" + (f" is-{status}" if status else ""),
        id=at,
        data_kind=kind,
        tabindex="-1",
    )


def with_more(row: Html, *lines: Html | None) -> Html:
    """Return a row, which is a list item, with further lines at its end."""
    return Html(f"{row.removesuffix('</li>')}{join(lines)}</li>")


def _offsets(found: Iterable[Mark]) -> Html | None:
    """Return where each part lies in the text; the style sheet shows it once the row is selected."""
    told = [f"{mark.role} " + ", ".join(f"{start}–{end}" for start, end in mark.spans) for mark in found]
    return element("p", " · ".join(told), class_="offsets") if told else None


def _facts(*facts: str | None) -> Html | None:
    kept = [fact for fact in facts if fact]
    return element("p", join((element("span", fact) for fact in kept), " "), class_="facts") if kept else None


def _fact(label: str, value: str, **attributes: str | None) -> Html | None:
    return element("span", element("b", label), " ", value, **attributes) if value else None


def link(at: str, label: str | None = None) -> Html:
    """Return a link to the row at an address."""
    return element("a", label or at, href=f"#{at}", class_="to-row")


def _tag(label: str, style: str, title: str | None = None) -> Html:
    return element("span", label, class_=f"tag {style}", title=title)


def _voice(names: Addresses, id: str, told: str) -> Html:
    """Return whose word a row is, with a link to the statement if it is not the article's own."""
    if id == "author":
        return element("span", element("b", "voice"), f" {AUTHOR}")
    at = names.rows.get(id)
    label = told if told.startswith(("denied by", NO_SOURCE)) else f"according to {told}"
    return element("span", label, " ", join(["(", link(at), ")"]) if at else None, class_="lent")


def statement(record: Record, names: Addresses, places: Places, row: Statement) -> Html:
    """Return a statement: its chain of sources, the cue, the content, force, kind, medium and via."""
    links = chain(record, row)
    speakers = join(
        (element("span", speaker(record, one), class_="who" if one is row else "who through") for one in links), ARROW
    )
    cue, content = words(record, row.cue), words(record, row.content)
    count = f"{row.source_count} sources" if row.source_count and row.source_count > 1 else None
    through = names.rows.get(row.via) if row.via else None
    return _row(
        names.rows[row.id],
        "statement",
        places,
        [speakers],
        element("p", element("span", cue, class_="cue-words") if cue else None, " " if cue else None,
                element("span", content or "no content", class_="quoted"), class_="said"),
        _facts(
            _tag(FORCES[row.force], f"force-{row.force}", "force: what the voice does with it"),
            _tag(SOURCE_KINDS[row.source_kind], f"source-{row.source_kind}", "kind of source"),
            count,
            QUOTES[row.quote],
            _fact("to or on", words(record, row.medium)),
            join(["reached the article via ", link(through)]) if through else None,
        ),
        score=row.score,
    )  # fmt: skip


def event(record: Record, names: Addresses, places: Places, row: Event) -> Html:
    """Return an event: trigger, type, who to whom, why it has this status, where, when, and whose word it is."""
    because = words(record, row.because)
    told = parties(record, row)
    reason = f"{STATUSES[row.status][0]} because the text says: {because}" if because else None
    return _row(
        names.rows[row.id],
        "event",
        places,
        [
            element("span", words(record, row.trigger), class_="trigger-words", title=reason),
            " ",
            _tag(kind_of_event(row), "type", EVENT_TYPES[row.type]),
        ],
        element("p", told or "nobody named", class_="parties" if told else "parties none"),
        _facts(
            _fact("because", f"“{because}”" if because else "", title=reason),
            _fact("where", where(record, row)),
            _fact("when", when(record, row)),
            _fact("on", ", ".join(row.contexts)),
            _voice(names, row.voice, event_voice(record, row)),
        ),
        score=row.score,
        status=row.status,
    )


def quantity(record: Record, names: Addresses, places: Places, row: Quantity) -> Html:
    """Return a number: its value with bound and unit, what it counts, what is true of that, and whose word it is."""
    at_event = names.rows.get(row.event) if row.event else None
    counted, measure = words(record, row.of), words(record, row.measure)
    return _row(
        names.rows[row.id],
        "quantity",
        places,
        [element("span", amount(row), class_="amount"), " ", counted],
        _facts(
            f"“{words(record, row.spans)}”",
            _fact("measure", measure),
            _fact("as of", row.as_of or ""),
            join(["of event ", link(at_event)]) if at_event else None,
            _voice(names, row.voice, voice(record, row.voice)),
        ),
        score=row.score,
    )


def time(record: Record, at: str, places: Places, row: Time) -> Html:
    """Return a time: its words, type and value, or plainly that the value is unknown."""
    value = element("span", row.value) if row.value else element("span", "value unknown", class_="open")
    return _row(at, "time", places, [element("span", f"“{words(record, row.spans)}”"), " ", value],
                _facts(row.type.lower()))  # fmt: skip


def entity(record: Record, names: Addresses, places: Places, row: Entity) -> Html:
    """Return an entity: its name, kind, country, sector, and the other words that the article has for it."""
    told = (words(record, [span]) for span in row.mentions)
    others = [name for name in dict.fromkeys(told) if name != row.name]
    count = len(row.mentions)
    return _row(
        names.rows[row.id],
        "entity",
        places,
        [element("span", row.name, class_="who")],
        _facts(
            row.kind,
            _fact("country", row.country or ""),
            _fact("sector", row.sector or ""),
            f"{count} mention{'' if count == 1 else 's'}",
            _fact("also", ", ".join(f"“{shorten(name, 60)}”" for name in others)),
        ),
    )


def _side(record: Record, names: Addresses, side: Side) -> Html:
    at = names.rows.get(side.id) if side.id else None
    told = side_words(record, side)
    return element("span", element("q", told, class_="side"), " ", link(at) if at else None)


def dispute(record: Record, names: Addresses, at: str, places: Places, row: Dispute) -> Html:
    """Return a dispute: the two sides with links to their rows, and the reason."""
    left, right = _side(record, names, row.left), _side(record, names, row.right)
    return _row(at, "dispute", places, [row.reason],
                element("p", left, element("span", " against ", class_="against"), right, class_="said"))  # fmt: skip


def gap(row: Gap) -> Html:
    """Return one sentence on what is not known, with links to the rows that it concerns."""
    links = join((link(at) for at in row.rows), " ")
    return element("li", element("p", row.sentence), element("p", links, class_="facts") if row.rows else None,
                   class_="gap")  # fmt: skip
