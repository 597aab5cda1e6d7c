"""What exports read: the articles of a story one by one, their rows with addresses, and whose word they are."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cached_property
from typing import TYPE_CHECKING, Any, NamedTuple

import msgspec

from reportedly.read.sentences import sentences
from reportedly.record import Entity, Event, Record, Span, Statement
from reportedly.show import phrases
from reportedly.show.export.rights import Text, shown
from reportedly.show.labels import SOURCE_KINDS
from reportedly.weave.item import Item, Placed, bounds, placed

if TYPE_CHECKING:
    from reportedly.keep.story import ArticleInfo, Story

GAP = " … "
LEFT_OUT = re.compile(r" {2,}")
SPACE = re.compile(r"\s+")


class Stored(NamedTuple):
    """Something derived that the story keeps: an echo, claim, series …, with the addresses that it holds."""

    id: str
    body: dict[str, Any]
    members: tuple[str, ...]


class Entry:
    """One article of the story, its text cut to what may be shown, and its rows under their lasting addresses."""

    def __init__(self, info: "ArticleInfo", item: Item, text: Text) -> None:
        self.info = info
        self.item = item
        self.text = text
        self.record = shown(item.record, text)

    @cached_property
    def rows(self) -> tuple[Placed, ...]:
        """The rows, kind by kind."""
        return placed(self.item)

    @cached_property
    def address_of(self) -> Mapping[str, str]:
        """The address of every row that has an id."""
        return {one.row.id: one.address for one in self.rows if hasattr(one.row, "id")}

    @cached_property
    def entities(self) -> Mapping[str, Entity]:
        """The entities by id."""
        return {entity.id: entity for entity in self.record.entities}

    @cached_property
    def statements(self) -> Mapping[str, Statement]:
        """The statements by id."""
        return {statement.id: statement for statement in self.record.statements}

    @cached_property
    def _sentences(self) -> tuple[Span, ...]:
        return tuple((one.start, one.end) for one in sentences(self.item.text))

    @property
    def day(self) -> str | None:
        """The report date."""
        return self.item.day

    @property
    def title(self) -> str:
        """The title, or else the outlet and the article's key."""
        return self.info.title or f"{self.info.outlet or 'An article'} ({self.info.key})"

    def events(self) -> Iterator[tuple[str, Event]]:
        """Yield the events with their addresses, in text order."""
        for one in self.rows:
            if isinstance(one.row, Event):
                yield one.address, one.row

    def words(self, spans: Iterable[Span], joint: str = GAP) -> str:
        """Return what spans say, on one line; nothing where no text is taken along."""
        return "" if self.text == "none" else phrases.words(self.record, spans, joint)

    def sentence(self, spans: Iterable[Span]) -> str:
        """Return the sentence or sentences that spans touch, on one line, with "…" for what may not be shown."""
        if self.text == "none":
            return ""
        return self.cut(*self.around(spans)).strip()

    def cut(self, start: int, end: int) -> str:
        """Return characters on one line, with "…" for what may not be shown; white space at the edges stays as one."""
        said = self.record.article.text[start:end]
        said = LEFT_OUT.sub(GAP, said) if self.text == "cited" else said
        return SPACE.sub(" ", said)

    def around(self, spans: Iterable[Span]) -> Span:
        """Return the bounds of the sentences that spans touch."""
        start, end = bounds(spans)
        touched = [one for one in self._sentences if one[0] < end and start < one[1]]
        return (min(start, touched[0][0]), max(end, touched[-1][1])) if touched else (start, end)

    def speaker(self, statement: Statement) -> str:
        """Return who says it, by name if need be; without any text, by name or by kind."""
        if self.text != "none":
            return phrases.speaker(self.record, statement)
        name = phrases.entity_name(self.record, statement.source_entity)
        return name or SOURCE_KINDS[statement.source_kind]

    def chain(self, statement: Statement) -> str:
        """Return the speakers through whom a statement came, outermost first."""
        return phrases.ARROW.join(self.speaker(link) for link in phrases.chain(self.record, statement))

    def voice(self, id: str) -> str:
        """Return whose word a row is: "the article", or the speakers of its statement."""
        if self.text != "none":
            return phrases.voice(self.record, id)
        return self.chain(self.statements[id]) if id in self.statements else phrases.AUTHOR

    def denied_by(self, event: Event) -> bool:
        """Tell whether an event is what a voice denies."""
        statement = self.statements.get(event.voice)
        return statement is not None and statement.force == "deny" and event.status == "did_not_happen"

    def names(self, ids: Iterable[str]) -> list[str]:
        """Return the names of entities."""
        return [self.entities[id].name for id in ids if id in self.entities]

    def parties(self, ids: Iterable[str], spans: Iterable[Span]) -> str:
        """Return who takes part: the words of the article, or names where no text is taken along."""
        return self.words(spans, ", ") or ", ".join(self.names(ids))

    def place(self, event: Event) -> str:
        """Return where an event is, as the gazetteer or else the article has it."""
        return event.place.name or self.words(event.place.spans) or ""


class Source:
    """A story as exports read it. `read` and `written` count the articles read and what was made of them."""

    def __init__(
        self,
        story: "Story",
        *,
        text: Text = "full",
        statuses: frozenset[str] = frozenset(),
        step: Callable[[], None] | None = None,
    ) -> None:
        from reportedly import __version__

        self.story = story
        self.text: Text = text
        self.statuses = statuses
        self.version = __version__
        self.read = 0
        self.written = 0
        self._step = step

    @property
    def path(self) -> str:
        """The story's file."""
        return self.story.database.path

    @property
    def name(self) -> str:
        """The name of the story's file without its ending."""
        return self.path.replace("\\", "/").rsplit("/", 1)[-1].rsplit(".", 1)[0]

    def entries(self) -> Iterator[Entry]:
        """Yield the articles by date of publication, those without one last."""
        self.read = 0
        for info in self.story.articles():
            yield Entry(info, self.story.item(info.key), self.text)
            self.read += 1
            if self._step is not None:
                self._step()

    def events(self) -> Iterator[tuple[Entry, str, Event]]:
        """Yield the events of the statuses asked for: (article, address, event)."""
        for entry in self.entries():
            for address, event in entry.events():
                if event.status in self.statuses:
                    yield entry, address, event

    def verdicts(self) -> dict[str, str]:
        """Return what people said of rows, by address."""
        with self.story.database.reading() as db:
            return dict(db.execute("SELECT address, verdict FROM v_rows WHERE verdict IS NOT NULL AND state = 'live'"))

    def stored(self, *families: str) -> list[Stored]:
        """Return what the story keeps of some families, by id; nothing where it has none of them."""
        marks = ", ".join("?" * len(families))
        with self.story.database.reading() as db:
            members: dict[tuple[str, str], list[str]] = {}
            query = f"SELECT family, id, address FROM v_members WHERE family IN ({marks}) ORDER BY family, id, place"
            for family, id, address in db.execute(query, families):
                members.setdefault((family, id), []).append(address)
            query = f"SELECT family, id, body FROM v_things WHERE family IN ({marks}) ORDER BY family, id"
            return [
                Stored(id, msgspec.json.decode(body), tuple(members.get((family, id), ())))
                for family, id, body in db.execute(query, families)
            ]


def reader_name(record: Record) -> str:
    """Return what read the article: "reportedly 0.1.0 (a model)"."""
    return f"reportedly {record.reader.version} ({record.reader.model})"


def single_day(event: Event) -> str | None:
    """Return the day of an event, None where its text leaves it open or gives an interval."""
    earliest, latest = event.date.earliest, event.date.latest
    return earliest[:10] if earliest and latest and earliest[:10] == latest[:10] and len(earliest) >= 10 else None
