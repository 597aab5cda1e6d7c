"""What a report says: sections of lines, each with numbered citations that lead to the characters of an article."""

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from reportedly.record import Event, Quantity, Span, Statement
from reportedly.show.export.derived import ClaimInfo, claims
from reportedly.show.export.source import Entry, Source
from reportedly.show.export.told import headline
from reportedly.show.labels import FORCES, STATUSES
from reportedly.show.layers import addresses, marks
from reportedly.show.phrases import amount, interval, kind_of_event


class Citation(NamedTuple):
    """Where a row stands: `before`, `exact` and `after` are its sentence as far as it may be shown.

    `page` is the article's page in the report's folder with the row's mark, None where no pages are written.
    """

    number: int
    address: str
    title: str
    outlet: str | None
    day: str | None
    url: str | None
    page: str | None
    before: str
    exact: str
    after: str


class Line(NamedTuple):
    """A line: what, what else is said of it, and the numbers of its citations."""

    lead: str
    told: str
    cites: tuple[int, ...]


class Section(NamedTuple):
    """A heading with a gloss and its lines."""

    heading: str
    gloss: str
    lines: tuple[Line, ...]


class Article(NamedTuple):
    """An article of the story, as the report lists it."""

    title: str
    outlet: str | None
    day: str | None
    url: str | None
    page: str | None


class Report(NamedTuple):
    """The whole report."""

    title: str
    intro: tuple[str, ...]
    sections: tuple[Section, ...]
    citations: tuple[Citation, ...]
    articles: tuple[Article, ...]


class _Cites:
    """Gives rows their numbers, in the order in which they are first cited."""

    def __init__(self) -> None:
        self._of: dict[str, Citation] = {}
        self._number: dict[str, int] = {}

    def know(self, citation: Citation) -> None:
        """Keep what a citation of a row would say."""
        self._of[citation.address] = citation

    def cite(self, rows: Iterable[str]) -> tuple[int, ...]:
        """Return the numbers of rows."""
        known = [address for address in rows if address in self._of]
        return tuple(self._number.setdefault(address, len(self._number) + 1) for address in known)

    def used(self) -> tuple[Citation, ...]:
        """Return what was cited, by number."""
        return tuple(self._of[address]._replace(number=number) for address, number in self._number.items())


def page_name(entry: Entry) -> str:
    """Return the name of an article's page within the report's folder."""
    return f"articles/{entry.item.key.replace('/', '-')}.html"


def build(source: Source, entries: Iterable[Entry]) -> Report:
    """Return the report of a story, going through its articles once."""
    cites, articles = _Cites(), []
    events: dict[str, list[tuple[str, Line]]] = {status: [] for status in STATUSES}
    numbers: list[tuple[str, Line]] = []
    unnamed: list[tuple[str, Line]] = []
    undated = 0
    for entry in entries:
        page = page_name(entry) if entry.text == "full" else None
        articles.append(Article(entry.title, entry.info.outlet, entry.day, entry.info.url, page))
        anchors = _anchors(entry)
        for one in entry.rows:
            row = one.row
            if not isinstance(row, Event | Quantity | Statement):
                continue
            cites.know(_citation(entry, one.address, one.spans, f"{page}#{anchors[row.id]}" if page else None))
            if isinstance(row, Event):
                undated += row.date.earliest is None and row.date.latest is None
                events[row.status].append((one.address, _event(entry, row)))
            elif isinstance(row, Quantity):
                numbers.append((one.address, _quantity(entry, row)))
            elif row.source_kind == "anonymous":
                unnamed.append((one.address, _statement(entry, row)))
    joint = [claim for claim in claims(source) if len({m.split("/", 1)[0] for m in claim.members}) > 1]
    joint.sort(key=lambda claim: (-(claim.outlets or 0), -(claim.reports or 0), claim.first_report or "~", claim.id))
    within = {address for claim in joint for address in claim.members}
    leads = {address: line.lead for held in (*events.values(), numbers) for address, line in held}
    gloss = "one line a claim; counts of outlets, of independent reports and of voices are three different things"
    sections = [Section("What several articles say", gloss, tuple(_claim(claim, leads, cites) for claim in joint))]
    for status, (label, gloss) in STATUSES.items():
        sections.append(_section(label, gloss, events[status], within, cites))
    sections.append(_section("Numbers", "as each article gives them", numbers, frozenset(), cites))
    sections.append(_section("On the word of people without a name", "anonymous sources", unnamed, frozenset(), cites))
    sections.append(_open(source, articles, undated))
    days = sorted(article.day for article in articles if article.day)
    outlets = len({article.outlet for article in articles if article.outlet})
    period = f", {days[0]} to {days[-1]}" if days else ""
    intro = (
        f"{_many(len(articles), 'article')} of {_many(outlets, 'outlet')}{period}.",
        "Read by a program: every line is what an article says, not what is so. The numbers in brackets lead to the "
        "words that a line rests on.",
    )
    found = tuple(section for section in sections if section.lines)
    return Report(source.name, intro, found, cites.used(), tuple(articles))


def _anchors(entry: Entry) -> dict[str, str]:
    """Return where each row stands in its article's page: its mark in the text, or its entry beside it."""
    names = addresses(entry.record)
    marked = {mark.row for mark in marks(entry.record, names)}
    return {id: f"at-{name}" if name in marked else name for id, name in names.rows.items()}


def _many(number: int, noun: str) -> str:
    return f"{number:,} {noun}{'' if number == 1 else 's'}"


def _section(
    heading: str, gloss: str, held: Sequence[tuple[str, Line]], within: Iterable[str], cites: _Cites
) -> Section:
    """Return the lines whose rows are not told by a claim already."""
    told = frozenset(within)
    lines = tuple(line._replace(cites=cites.cite([address])) for address, line in held if address not in told)
    return Section(heading, gloss, lines)


def _claim(claim: ClaimInfo, leads: Mapping[str, str], cites: _Cites) -> Line:
    """Return the line of a claim: an event or a number as its first row tells it, a statement by what it says."""
    led = next((leads[address] for address in claim.members if address in leads), None)
    said = led or claim.said or claim.type or claim.kind
    who = ", ".join(claim.actors) if not led else ""
    status = STATUSES[claim.status][0].lower() if claim.status in STATUSES else claim.status
    ever = [STATUSES[one][0].lower() for one in claim.ever if one in STATUSES and one != claim.status]
    when = claim.earliest if claim.earliest == claim.latest else f"{claim.earliest} to {claim.latest}"
    told = [
        claim.type if claim.kind == "event" else None, f"by {who}" if who else None,
        f"about {when}" if when else None, f"status: {status}" if status else None,
        f"also told as {', '.join(ever)}" if ever else None, claim.counts or None,
        f"in dispute: {claim.disputed}" if claim.disputed else None,
    ]  # fmt: skip
    return Line(said, "; ".join(one for one in told if one), cites.cite(claim.members))


def _event(entry: Entry, event: Event) -> Line:
    when, where = interval(event.date) or "date unknown", entry.place(event)
    voice = entry.voice(event.voice)
    word = f"denied by {voice}" if entry.denied_by(event) else f"in the word of {voice}"
    told = (word, kind_of_event(event), where, when)
    return Line(headline(entry, event), "; ".join(part for part in told if part), ())


def _quantity(entry: Entry, row: Quantity) -> Line:
    lead = " ".join(part for part in (amount(row), entry.words(row.of), entry.words(row.measure)) if part)
    as_of = f"as of {row.as_of}" if row.as_of else None
    told = (entry.voice(row.voice), as_of, f"reported {entry.day}" if entry.day else None)
    return Line(lead, "; ".join(part for part in told if part), ())


def _statement(entry: Entry, row: Statement) -> Line:
    return Line(f"{entry.chain(row)} {FORCES[row.force]}", entry.words(row.content), ())


def _open(source: Source, articles: Sequence[Article], undated: int) -> Section:
    """Say what is not known."""
    failed = len(source.story.failures())
    counts = (
        (undated, "event has no date in its text", "events have no date in their text"),
        (sum(article.day is None for article in articles), "article has no date", "articles have no date"),
        (sum(article.outlet is None for article in articles), "article has no outlet", "articles have no outlet"),
        (failed, "input could not be read", "inputs could not be read"),
    )
    lines = tuple(Line(f"{number:,} {one if number == 1 else many}", "", ()) for number, one, many in counts if number)
    return Section("What is left open", "", lines)


def _citation(entry: Entry, address: str, spans: Sequence[Span], page: str | None) -> Citation:
    start, end = min(s for s, _ in spans), max(e for _, e in spans)
    low, high = entry.around(spans)
    whole = entry.text != "none"
    return Citation(
        0, address, entry.title, entry.info.outlet, entry.day, entry.info.url, page,
        entry.cut(low, start) if whole else "", entry.cut(start, end) if whole else "",
        entry.cut(end, high) if whole else "",
    )  # fmt: skip
