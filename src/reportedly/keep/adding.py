"""From sources into a story: what is new is read, what was read is stored, one short transaction an article."""

from collections import deque
from collections.abc import Iterable, Iterator
from itertools import chain
from typing import TYPE_CHECKING, Literal, NamedTuple, Protocol

import msgspec

from reportedly.gather import Failure, Found
from reportedly.gather.sources import unexpected
from reportedly.keep.articles import find_article, load_version, mended, store_version
from reportedly.keep.database import Database, StoryError
from reportedly.keep.decisions import links, refold
from reportedly.keep.failures import forget_failure, has_failure, store_failure
from reportedly.keep.neighbourhood import Weaver
from reportedly.keep.readings import reader_of, store_reading
from reportedly.record import Article, Reader, Record

if TYPE_CHECKING:
    from reportedly.read.model import Model

Outcome = Literal["new", "version", "reread", "known", "failed"]


class Step(NamedTuple):
    """What became of one input: a new article, a new version, an article read anew, one known already, a failure."""

    source: str
    outcome: Outcome
    article: str | None = None
    failure: Failure | None = None


class ReaderLike(Protocol):
    """What reads articles for a story; two of one `name` give the same records."""

    @property
    def name(self) -> Reader:
        """Return what records will say they were made by."""
        ...

    def read(self, articles: Iterable[Article], jobs: int) -> Iterator[Record]:
        """Yield the record of each article, in order."""
        ...


class PackagedReader:
    """The reader of this package, or one with another model."""

    def __init__(self, model: "Model | None" = None) -> None:
        self._model = model

    @property
    def name(self) -> Reader:
        """Return version and model, without loading the model."""
        from reportedly import __version__
        from reportedly.read.model import model_folder

        if self._model is not None:
            return Reader(version=__version__, model=self._model.name)
        with model_folder() as folder:
            settings = msgspec.json.decode((folder / "model.json").read_bytes())
        return Reader(version=__version__, model=settings["name"])

    def read(self, articles: Iterable[Article], jobs: int) -> Iterator[Record]:
        """Yield the record of each article, in order."""
        from reportedly.read import read_articles

        # Looked up late, so that whoever stands in for it (tests) is asked.
        return iter(read_articles(articles, jobs=jobs, model=self._model) if self._model else
                    read_articles(articles, jobs=jobs))  # fmt: skip


class Adding:
    """Adds articles to a story; iterate over `steps` to have it done. `stated`: a person named the publication date."""

    def __init__(self, database: Database, weaver: Weaver, reader: ReaderLike, *, jobs: int, stated: bool) -> None:
        self._database = database
        self._weaver = weaver
        self._reader = reader
        self._jobs = jobs
        self._stated = stated
        self._name: Reader | None = None
        self._pending: deque[Found] = deque()  # given to the reader, not stored yet
        self._told: deque[Step] = deque()  # known and failed inputs, to be told in between

    def steps(self, found: Iterable[Found]) -> Iterator[Step]:
        """Read and store one input after the other; yield what became of each.

        Whatever goes wrong with one article is a failure of this article. Raises `StoryError` if none can be stored.
        """
        wanted = self._wanted(iter(found))
        while True:
            again, self._pending = tuple(self._pending), deque()
            records = self._reader.read(self._handed(chain(again, wanted)), self._jobs)
            try:
                while True:
                    record = next(records, None)
                    yield from self._tell()
                    if record is None:
                        return
                    one = self._pending.popleft()
                    yield self._try_storing(one, record)
            except StoryError:
                raise
            except Exception as error:
                if not self._pending:
                    raise StoryError(f"the reader does not work: {type(error).__name__}: {error}") from error
                # Records come in order: the one that failed is the first that is missing. Go on after it.
                yield self._failed(unexpected(self._pending.popleft().source, error))

    def _tell(self) -> Iterator[Step]:
        while self._told:
            yield self._told.popleft()

    def _handed(self, wanted: Iterable[Found]) -> Iterator[Article]:
        for one in wanted:
            self._pending.append(one)
            assert not isinstance(one.item, Failure)
            yield one.item

    def _wanted(self, found: Iterator[Found]) -> Iterator[Found]:
        """Yield what has to be read: with what the story knows of the article, if it has this text already."""
        for one in found:
            if isinstance(one.item, Failure):
                self._told.append(self._failed(one.item))
                continue
            article = self._to_read(one.item, one.source)
            if article is None:
                self._settle(one.source)
                self._told.append(Step(one.source, "known"))
            else:
                yield one._replace(item=article)

    def _to_read(self, article: Article, source: str) -> Article | None:
        """Return the article as it is to be read, or None if the story has it, read by this reader."""
        with self._database.reading() as db:
            known = find_article(db, article, source)
            if not known.version:
                return article
            if known.version != known.current:
                return None
            stored = load_version(db, known.key, known.version)
            full = mended(stored, article, stated=self._stated)
            if self._name is None:
                self._name = self._reader.name
            return None if full == stored and reader_of(db, known.key, known.version) == self._name else full

    def _settle(self, source: str) -> None:
        """Let go of an earlier failure of a source that is known now."""
        if has_failure(self._database.connection, source):
            with self._database.transaction() as db:
                forget_failure(db, source)

    def _failed(self, failure: Failure) -> Step:
        with self._database.transaction() as db:
            store_failure(db, failure)
        return Step(failure.source, "failed", failure=failure)

    def _try_storing(self, one: Found, record: Record) -> Step:
        try:
            return self._store(one, record)
        except StoryError:
            self._weaver.forget()
            raise
        except Exception as error:  # a mistake of ours in one article never stops the others
            self._weaver.forget()
            return self._failed(unexpected(one.source, error))

    def _store(self, one: Found, record: Record) -> Step:
        """Write one article with all that follows from it, in one transaction."""
        with self._database.transaction() as db:
            known = find_article(db, record.article, one.source)
            forget_failure(db, one.source)
            if known.version:  # perhaps another writer's, or the same article twice among the inputs
                done = reader_of(db, known.key, known.version) == record.reader
                if known.version != known.current or (
                    done and load_version(db, known.key, known.version) == record.article
                ):
                    return Step(one.source, "known", known.key)
            number = store_version(db, known, record.article, one.source, one.raw)
            store_reading(db, known.key, number, record)
            refold(db, (known.key,))
            self._weaver.update(known.key, links(db))
        outcome: Outcome = "reread" if known.version else "version" if known.current else "new"
        return Step(one.source, outcome, known.key)
