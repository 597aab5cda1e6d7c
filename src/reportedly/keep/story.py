"""The public `Story`: one file that articles are added to, and that tells what they add up to."""

import os
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from types import TracebackType
from typing import TYPE_CHECKING, Any, NamedTuple, Self

import msgspec

from reportedly.keep.adding import Adding, PackagedReader, ReaderLike, Step
from reportedly.keep.articles import load_input
from reportedly.keep.asking import of_articles, prepare
from reportedly.keep.database import Database, StoryError
from reportedly.keep.failures import failures
from reportedly.keep.filters import Filters, checked
from reportedly.keep.review import Review
from reportedly.keep.rows import PLURAL, load_item
from reportedly.keep.viewing import Viewing
from reportedly.keep.weaving import weaver
from reportedly.record import Record
from reportedly.weave.family import Family
from reportedly.weave.item import Item

if TYPE_CHECKING:
    import pandas

    from reportedly.gather import Failure
    from reportedly.show.export import Exported, Text

VIEWS = {**{plural: f"v_{plural}" for plural in PLURAL.values() if plural != "disputes"}, "articles": "v_articles",
         "versions": "v_versions", "rows": "v_rows", "failures": "v_failures", "decisions": "v_decisions"}  # fmt: skip


class Added(NamedTuple):
    """How many inputs came to what end in one `add`."""

    new: int = 0
    version: int = 0
    reread: int = 0
    known: int = 0
    failed: int = 0


class ArticleInfo(NamedTuple):
    """An article of the story; `version` is the number of its newest text."""

    key: str
    outlet: str | None
    url: str | None
    published: str | None
    title: str | None
    credit: str | None
    version: int


class Story(Viewing):
    """A story in a file, made if it is not there. Use it in a `with` block, or close it.

    >>> with Story("venezuela.db") as story:  # doctest: +SKIP
    ...     story.add("articles/")

    `readonly` never writes. `reader` and `families` stand in for the package's own. Raises `StoryError`, whose message
    is for people, if the file cannot be opened, is no story, or is a newer version's.
    """

    def __init__(
        self,
        path: str | os.PathLike[str],
        *,
        create: bool = True,
        readonly: bool = False,
        reader: ReaderLike | None = None,
        families: Sequence[Family] | None = None,
    ) -> None:
        self.database = Database(path, create=create, readonly=readonly)
        db = self.database.connection
        self._reader = reader or PackagedReader()
        self._weaver = weaver(db, families)
        self.review = Review(self.database, self._weaver)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Close the file; everything is stored already."""
        self.database.close()

    def add(
        self,
        sources: str | os.PathLike[str] | Sequence[str | os.PathLike[str]],
        *,
        jobs: int = 1,
        published: str | None = None,
        outlet: str | None = None,
        columns: Mapping[str, str] | None = None,
        warn: "Callable[[Failure], None] | None" = None,
        step: Callable[[Step], None] | None = None,
    ) -> Added:
        """Read what is new in `sources` and store it; return how many inputs came to what end.

        Sources, `published`, `outlet`, `columns` and `warn` are those of `gather`; `step` is called after each input.
        A failure of one input is kept (`failures()`) and the rest goes on. Raises `ValueError` for a `published` that
        is no date, `StoryError` if the story cannot be written.
        """
        from reportedly.gather import find

        given = [sources] if isinstance(sources, str | os.PathLike) else list(sources)
        found = find([os.fspath(one) for one in given], published=published, outlet=outlet, columns=columns, warn=warn)
        return self.add_found(found, jobs=jobs, stated=published is not None, step=step)

    def add_found(
        self, found: Any, *, jobs: int = 1, stated: bool = False, step: Callable[[Step], None] | None = None
    ) -> Added:
        """Like `add`, for what was gathered already (an iterable of `gather.Found`)."""
        adding = Adding(self.database, self._weaver, self._reader, jobs=jobs, stated=stated)
        counts: dict[str, int] = dict.fromkeys(Added._fields, 0)
        for one in adding.steps(found):
            counts[one.outcome] += 1
            if step is not None:
                step(one)
        return Added(**counts)

    def articles(self, *, limit: int = 0, offset: int = 0, **filters: str | None) -> list[ArticleInfo]:
        """Return the articles by date of publication, those without one last.

        Filters are outlet, since, until and text (words of one of its sentences); `limit` 0 is all.
        """
        where = of_articles(checked(Filters(**filters)))
        query = (
            "SELECT key, outlet, url, published, title, credit, current FROM article a "
            f"WHERE {where.sql} ORDER BY coalesce(nullif(published, ''), '~'), key LIMIT ? OFFSET ?"
        )
        with self.database.reading() as db:
            prepare(db)
            return [ArticleInfo(*row) for row in db.execute(query, (*where.values, limit or -1, offset))]

    def item(self, article: str) -> Item:
        """Return an article's newest version with people's edits applied; raises `KeyError` for an unknown key."""
        with self.database.reading() as db:
            return load_item(db, article)

    def record(self, article: str) -> Record:
        """Return the record of an article's newest version, with people's edits applied."""
        return self.item(article).record

    def input(self, sha256: str) -> bytes:
        """Return the bytes of an input as they came; raises `KeyError` for an unknown digest."""
        with self.database.reading() as db:
            return load_input(db, sha256)

    def rows(
        self, kind: str | None = None, *, state: str | None = "live", rejected: bool = False
    ) -> list[dict[str, Any]]:
        """Return rows with their addresses: `kind` one of entity, statement, event, quantity, time, dispute, or all.

        `state` is live, superseded, withdrawn, carried, or None for all; `body` and `words` are parsed.
        """
        query = "SELECT address, kind, state, verdict, outlet, published, follows, body, words FROM v_rows WHERE 1"
        values: list[str] = []
        for column, value in (("kind", kind), ("state", state)):
            if value is not None:
                query += f" AND {column} = ?"
                values.append(value)
        if not rejected:
            query += " AND verdict IS NOT 'reject'"
        names = ("address", "kind", "state", "verdict", "outlet", "published", "follows", "body", "words")
        with self.database.reading() as db:
            query += " ORDER BY article, version, kind, start, address"
            found = [dict(zip(names, row, strict=True)) for row in db.execute(query, values)]
        for row in found:
            row["body"], row["words"] = msgspec.json.decode(row["body"]), msgspec.json.decode(row["words"])
        return found

    def failures(self) -> "list[Failure]":
        """Return the inputs that could not be read."""
        with self.database.reading() as db:
            return failures(db)

    def table(self, name: str) -> Iterator[dict[str, Any]]:
        """Yield the rows of a stable view: articles, versions, rows, events, statements, times …"""
        if name not in VIEWS:
            raise StoryError(f"{name}: there is no such table (use one of {', '.join(sorted(VIEWS))})")
        with self.database.reading() as db:
            cursor = db.execute(f"SELECT * FROM {VIEWS[name]}")
            names = [column[0] for column in cursor.description]
            for row in cursor:
                yield dict(zip(names, row, strict=True))

    def to_pandas(self, name: str) -> "pandas.DataFrame":
        """Return a stable view as a data frame; raises `StoryError` where pandas is not installed."""
        try:
            import pandas
        except ImportError:
            raise StoryError("to_pandas needs pandas (pip install pandas)") from None
        return pandas.DataFrame(list(self.table(name)))

    def export(
        self,
        format: str,
        path: str | os.PathLike[str],
        *,
        text: "Text" = "full",
        statuses: Collection[str] | None = None,
        force: bool = False,
        step: Callable[[], None] | None = None,
    ) -> "Exported":
        """Write the story in a format of `reportedly.show.export.FORMATS` to a file or folder; see `export` there.

        Raises `ExportError`, whose message is for people, for what cannot be written.
        """
        from reportedly.show.export import export  # the one step up from keep: looked up only when it is asked for

        return export(self, format, path, text=text, statuses=statuses, force=force, step=step)
