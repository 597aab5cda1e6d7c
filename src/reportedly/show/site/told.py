"""Rows as lists tell them: whose word, through whom, when, in which words, and where they stand."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NamedTuple

from reportedly.keep import around, details
from reportedly.keep.publications import span_of
from reportedly.keep.view_rows import RowView, View
from reportedly.show.site.chain import through_of
from reportedly.show.site.reader import Evidence, Reader
from reportedly.weave.voices import Voice


class Quoted(View, frozen=True, kw_only=True):
    """What every row has that lists tell: who printed it and when, through whom it came, and its characters.

    `cue` and `force` are of the statement that it is or stands in; `status` is an event's. `article`, `start`, `end`
    say where `words` are.
    """

    address: str
    outlet: str | None
    published: str | None
    title: str | None
    article: str
    through: str | None
    cue: str | None
    force: str | None
    status: str | None
    words: str
    start: int
    end: int


class Told(Quoted, frozen=True, kw_only=True):
    """A row with its claim and whose word it is: the voice of the claim's counts, or the words for the source."""

    kind: str
    claim: str | None
    voice: str | None
    voice_kind: str | None


class Passage(NamedTuple):
    """A row as a template sees it: its values, and its words in their sentence."""

    row: Told
    evidence: Evidence


def around_rows(reader: Reader, rows: Iterable[RowView]) -> dict[str, RowView]:
    """Return the statements that hold rows, and those through which they came, by address."""
    found: dict[str, RowView] = {}
    wanted = {str(row.words[name]) for row in rows for name in ("voice", "via") if row.words.get(name)}
    while wanted:
        new = {one.address: one for one in details.rows_at(reader.db, reader.views, sorted(wanted))}
        found |= new
        wanted = {str(one.words["via"]) for one in new.values() if one.words.get("via")} - found.keys()
    return found


class Teller:
    """Tells rows of one state of a story; the voices of a claim are looked up once."""

    def __init__(self, reader: Reader) -> None:
        self._reader = reader
        self._voices: dict[str, dict[str, Voice]] = {}

    def passages(self, addresses: Sequence[str]) -> list[Passage]:
        """Return the rows at some addresses in that order; what stands in no article of the story is left out."""
        reader = self._reader
        rows = {row.address: row for row in details.rows_at(reader.db, reader.views, addresses)}
        statements = around_rows(reader, rows.values())
        found = (self._passage(rows[address], statements) if address in rows else self._correction(address)
                 for address in addresses)  # fmt: skip
        return [one for one in found if one is not None]

    def voices_of(self, claim: str) -> Mapping[str, Voice]:
        """Return the voice of each row of a claim that its counts have."""
        if claim not in self._voices:
            opened = list(self._reader.views.opened([claim]))
            voices = opened[0].counts.whole.voices if opened else ()
            self._voices[claim] = {address: voice for voice in voices for address in voice.rows}
        return self._voices[claim]

    def _passage(self, row: RowView, statements: Mapping[str, RowView]) -> Passage:
        own = row if row.kind == "statement" else statements.get(str(row.words.get("voice")))
        voice = self.voices_of(row.claim).get(row.address) if row.claim else None
        said: dict[str, Any] = own.words if own is not None else {}
        kind = voice.kind if voice else str(own.body.get("source_kind")) if own is not None else None
        told = Told(
            address=row.address, kind=row.kind, outlet=row.outlet, published=row.published, title=row.title,
            article=row.article, claim=row.claim, voice=voice.name if voice else _one_line(said.get("source")),
            voice_kind=kind, through=through_of(row, {**statements, row.address: row}) or None,
            cue=_one_line(said.get("cue")), force=str(own.body.get("force")) if own is not None else None,
            status=row.body.get("status"), words="", start=row.start, end=row.stop,
        )  # fmt: skip
        return self._quoted(told, row.version)

    def _correction(self, address: str) -> Passage | None:
        """Return the passage in which an article corrects itself: no row of a record has it."""
        article, version, kind, _ = address.split("/")
        query = "SELECT outlet, published, title FROM article WHERE key = ?"
        found = self._reader.db.execute(query, (article,)).fetchone()
        if kind != "correction" or found is None:
            return None
        outlet, published, title = found
        start, end = span_of(address)
        told = Told(
            address=address, kind=kind, outlet=outlet, published=published, title=title, article=article, claim=None,
            voice=None, voice_kind=None, through=None, cue=None, force=None, status=None, words="", start=start,
            end=end,
        )  # fmt: skip
        return self._quoted(told, int(version))

    def _quoted(self, told: Told, version: int) -> Passage:
        reader = self._reader
        found = around.quoted(reader.db, reader.views, told.article, version, told.start, told.end)
        values = {name: getattr(told, name) for name in told.__struct_fields__}
        told = Told(**(values | {"words": " ".join(found.words.split())}))
        return Passage(told, Evidence(told.article, told.outlet, told.published, told.title, *found))


def _one_line(words: Any) -> str | None:
    return " ".join(str(words).split()) if words else None
