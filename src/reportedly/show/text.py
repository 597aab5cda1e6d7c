"""A record as a page for the terminal: readable at 80 columns, with and without colour."""

from collections.abc import Iterable
from io import StringIO

from rich.console import Console, Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from reportedly.record import Event, Record, Statement
from reportedly.show.labels import FORCES, QUOTES, SOURCE_KINDS, STATUSES
from reportedly.show.layers import Addresses, addresses
from reportedly.show.phrases import (
    ARROW,
    amount,
    chain,
    event_voice,
    parties,
    shorten,
    side_words,
    speaker,
    voice,
    when,
    where,
    words,
)
from reportedly.show.unknown import NOTHING, unknown

WIDTH = 80
STYLES = {
    "happened": "bold", "ongoing": "cyan", "planned": "blue", "considered": "magenta", "possible": "yellow",
    "called_for": "yellow", "conditional": "magenta", "did_not_happen": "red",
}  # fmt: skip
# Control and direction characters of a hostile article must not reach the terminal.
CONTROLS: dict[int, str] = {
    **dict.fromkeys([*range(0x20), *range(0x7F, 0xA0)], "�"),
    **dict.fromkeys([0x200E, 0x200F, *range(0x202A, 0x202F), *range(0x2066, 0x206A), *range(0xD800, 0xE000)], "�"),
    **dict.fromkeys([0x09, 0x0A, 0x0D, 0x2028, 0x2029], " "),
}


def render(record: Record, *, colour: bool = False, width: int | None = None) -> str:
    """Return the page, `width` columns wide (80 unless given), with ANSI colours if asked for."""
    out = StringIO()
    console = Console(
        file=out,
        width=max(40, width or WIDTH),
        force_terminal=colour,
        color_system="standard" if colour else None,
        legacy_windows=False,
        highlight=False,
        markup=False,
        emoji=False,
        _environ={},
    )
    names = addresses(record)
    for part in (_heading(record), *_sections(record, names)):
        console.print(part)
    return "\n".join(line.rstrip() for line in out.getvalue().split("\n")).rstrip("\n") + "\n"


def _safe(phrase: str) -> str:
    return phrase.translate(CONTROLS)


def _text(*parts: str | tuple[str, str] | None) -> Text:
    """Return a line of parts, each a phrase or a (phrase, style)."""
    line = Text()
    for part in parts:
        if isinstance(part, str):
            line.append(_safe(part))
        elif part:
            line.append(_safe(part[0]), style=part[1])
    return line


def _heading(record: Record) -> RenderableType:
    article = record.article
    facts = [
        article.outlet or "outlet unknown",
        article.published or "publication date unknown",
        f"by {', '.join(article.byline)}" if article.byline else None,
        f"credit: {article.credit}" if article.credit else None,
        f"dateline: {article.dateline.rstrip(' -–—')}" if article.dateline else None,
    ]
    lines = [_text((article.title or "Untitled article", "bold")), _text(" · ".join(fact for fact in facts if fact))]
    if article.url:
        lines.append(_text((article.url, "dim")))
    count = f"{len(article.text):,} characters, sha256 {article.sha256[:12]}"
    lines.append(_text((f"{article.id} · {count} · reader {record.reader.version}, {record.reader.model}", "dim")))
    return Group(*lines)


def _section(title: str, count: int | None, *content: RenderableType) -> RenderableType:
    head = _text((title.upper(), "bold underline"), f"  {count}" if count is not None else None)
    return Group(Text(""), head, *content)


def _sections(record: Record, names: Addresses) -> Iterable[RenderableType]:
    if record.statements:
        yield _section("Statements", len(record.statements), *(_statement(record, names, s) for s in record.statements))
    if record.events:
        yield _section("Events", len(record.events), *_events(record, names))
    if record.quantities:
        yield _section("Numbers", len(record.quantities), _quantities(record, names))
    if record.times:
        yield _section("Times", len(record.times), _times(record, names))
    if record.disputes:
        yield _section("Disputes", len(record.disputes), *_disputes(record, names))
    gaps = _grid(1, None)
    for gap in unknown(record):
        gaps.add_row("-", _text(gap.sentence, (f" [{' '.join(gap.rows)}]", "dim") if gap.rows else None))
    yield _section("Unknown", None, Padding(gaps if gaps.row_count else _text(NOTHING), (0, 0, 0, 1)))


def _grid(*widths: int | None) -> Table:
    """Return a table without lines; a column without a width shares what is left."""
    grid = Table.grid(padding=(0, 1), expand=True)
    for width in widths:
        grid.add_column(width=width, ratio=None if width else 1, overflow="fold")
    return grid


def _score(score: float) -> str | None:
    return f"{score:.2f}" if score else None


def _statement(record: Record, names: Addresses, row: Statement) -> RenderableType:
    speakers = Text(ARROW).join(
        _text((speaker(record, link), "bold cyan" if link is row else "cyan")) for link in chain(record, row)
    )
    cue = words(record, row.cue)
    content = words(record, row.content) or "no content"
    count = f"{row.source_count} sources" if row.source_count and row.source_count > 1 else None
    through = names.rows.get(row.via) if row.via else None
    medium = words(record, row.medium)
    facts = [
        FORCES[row.force],
        SOURCE_KINDS[row.source_kind],
        count,
        QUOTES[row.quote],
        f"to or on {medium}" if medium else None,
        f"via {through}" if through else None,
        _score(row.score),
    ]
    grid = _grid(4, None)
    grid.add_row(_text((names.rows[row.id], "dim")), speakers)
    grid.add_row("", _text((f"{cue}: ", "italic magenta") if cue else None, content))
    grid.add_row("", _text((" · ".join(fact for fact in facts if fact), "dim")))
    return Padding(grid, (0, 0, 1, 1))


def _events(record: Record, names: Addresses) -> Iterable[RenderableType]:
    for status, (label, gloss) in STATUSES.items():
        rows = [row for row in record.events if row.status == status]
        if not rows:
            continue
        table = Table(box=None, padding=(0, 1, 0, 0), expand=True, show_edge=False, header_style="dim")
        # a code is never broken
        codes = max(10, *(1 + len(word) for row in rows for word in (row.type, f"/{row.mode or ''}")))
        for title, width, ratio in (("", 4, None), ("type", codes, None), ("what", None, 4), ("who → whom", None, 4),
                                    ("voice", None, 3)):  # fmt: skip
            table.add_column(title, width=width, ratio=ratio, overflow="fold")
        for row in rows:
            table.add_row(*_event(record, names, row))
        yield Text("")
        yield _text((f" {label}", f"bold {STYLES[status]}"), f" {len(rows)}", (f"  {gloss}", "dim"))
        yield Padding(table, (0, 0, 0, 1))


def _event(record: Record, names: Addresses, row: Event) -> tuple[Text, ...]:
    because = words(record, row.because)
    where_, when_ = where(record, row), when(record, row)
    what = _lines(
        (words(record, row.trigger), STYLES[row.status]),
        (f"because “{because}”", "dim") if because else None,
        (f"in {where_}", "dim") if where_ else None,
        (when_, "dim") if when_ else None,
    )
    at = f" ({names.rows.get(row.voice, '?')})" if row.voice != "author" else ""
    tail = " ".join(part for part in (at, _score(row.score)) if part)
    speaks = _text(shorten(event_voice(record, row), 72), (f" {tail.strip()}", "dim"))
    kind = _lines((row.type, ""), (f"/{row.mode}", "dim") if row.mode else None)
    return _text((names.rows[row.id], "dim")), kind, what, _text(parties(record, row) or "—"), speaks


def _lines(*lines: tuple[str, str] | None) -> Text:
    return Text("\n").join(_text(line) for line in lines if line)


def _quantities(record: Record, names: Addresses) -> RenderableType:
    grid = _grid(4, None, None, None)
    for row in record.quantities:
        counted, measure = words(record, row.of), words(record, row.measure)
        told = [f"{counted} {measure}".strip() or "—", f"as of {row.as_of}" if row.as_of else None]
        speaks = _text(shorten(voice(record, row.voice), 60), (f" {_score(row.score)}", "dim") if row.score else None)
        at_event = names.rows.get(row.event) if row.event else None
        grid.add_row(
            _text((names.rows[row.id], "dim")),
            _lines((amount(row), "bold"), (f"“{words(record, row.spans)}”", "dim")),
            _text(", ".join(part for part in told if part), (f" ({at_event})", "dim") if at_event else None),
            speaks,
        )
    return Padding(grid, (0, 0, 0, 1))


def _times(record: Record, names: Addresses) -> RenderableType:
    grid = _grid(4, None, 10, None)
    for at, row in zip(names.times, record.times, strict=True):
        value = (row.value, "bold") if row.value else ("value unknown", "italic yellow")
        grid.add_row(_text((at, "dim")), _text(f"“{words(record, row.spans)}”"), _text(row.type.lower()), _text(value))
    return Padding(grid, (0, 0, 0, 1))


def _disputes(record: Record, names: Addresses) -> Iterable[RenderableType]:
    for at, row in zip(names.disputes, record.disputes, strict=True):
        grid = _grid(4, None)
        grid.add_row(_text((at, "dim")), _text((row.reason, "bold")))
        for lead, side in (("", row.left), ("against ", row.right)):
            place = names.rows.get(side.id) if side.id else None
            tail = (f" ({place})", "dim") if place else None
            grid.add_row("", _text((lead, "dim"), f"“{side_words(record, side)}”", tail))
        yield Padding(grid, (0, 0, 0, 1))
