"""What a page is: its entry in the table, its query, and what its function returns."""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from typing import Annotated, Any, NamedTuple

import msgspec

from reportedly.show.site.reader import Reader

PARAMETER = re.compile(r"\{(\w+)(?::path)?\}")
PageNumber = Annotated[int, msgspec.Meta(ge=1, le=100_000, description="Which page of a long list, from 1.")]


class Query(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What an address says: the names in its pattern and the query parameters, typed; each page has its own."""


class Unclear(ValueError):
    """An address says what means nothing; the message is one sentence for people."""


class Missing(Exception):
    """There is nothing at this address; the message is one sentence for people."""


class Moved(Exception):
    """What was asked for (a merged claim) is now at another page: its name in the table, the values of its pattern."""

    def __init__(self, name: str, **values: str) -> None:
        super().__init__(name)
        self.name, self.values = name, values


class Page(NamedTuple):
    """What a page function returns.

    `data` is what `.json` gives: rows (flat structs) or one struct. `.csv` gives `data`, or where that is not rows, the
    flat rows of `rows`. `context` are the further names that `template` sees; `page` and `query` it always has.
    """

    title: str
    data: Sequence[msgspec.Struct] | msgspec.Struct
    template: str
    context: Mapping[str, Any] = {}
    rows: Sequence[msgspec.Struct] | None = None


class Entry(NamedTuple):
    """A page in the table.

    `address` is a pattern ("/claims/{id}", "/rows/{address:path}"), its names fields of `query`. `row` is the type of
    its data's rows, or, if `many` is false, of its one struct. `nav` is its word in the navigation, None for none.
    `formats` are what it gives beside HTML. `styles` and `scripts` are its own files in `static/`. `every` yields the
    values of the pattern of every such page, for the static site; pages that others link to are found without it.
    `server_only` pages are in no static site; their templates also have `writing` (see `Reviewing.writing`). Of an
    address's query a static site follows only the parameters in `followed`.
    """

    name: str
    address: str
    about: str
    function: Callable[[Reader, Any], Page]
    query: type[Query]
    row: type[msgspec.Struct]
    many: bool = True
    nav: str | None = None
    formats: tuple[str, ...] = ("json", "csv")
    styles: tuple[str, ...] = ()
    scripts: tuple[str, ...] = ()
    every: Callable[[Reader], Iterable[Mapping[str, str]]] | None = None
    server_only: bool = False
    followed: tuple[str, ...] = ("page", "show")

    @property
    def parameters(self) -> tuple[str, ...]:
        """The names in its address."""
        return tuple(PARAMETER.findall(self.address))


def read_query(entry: Entry, values: Mapping[str, str]) -> Query:
    """Return an address's values typed; an empty one (a field of a form left open) is as good as none.

    Raises `Unclear` for a parameter that there is not, or a value that means nothing.
    """
    given = {name: value.strip() for name, value in values.items() if value.strip()}
    try:
        return msgspec.convert(given, entry.query, strict=False)
    except msgspec.ValidationError as error:
        said, _, where = str(error).partition(" - at `$.")
        name = where.rstrip("`")
        if not name:
            raise Unclear(f"{said.replace('Object contains', 'the address has')} (this page knows "
                             f"{', '.join(entry.query.__struct_encode_fields__) or 'none'})") from None  # fmt: skip
        raise Unclear(f"{name}={given.get(name, '')[:80]}: this value means nothing here ({said})") from None


def told(query: Query) -> dict[str, str]:
    """Return the values of a query that differ from what they are if nothing is said, as an address has them."""
    found = {field.encode_name: (getattr(query, field.name), field.default) for field in msgspec.structs.fields(query)}
    return {
        name: _written(value) for name, (value, plain) in found.items() if value is not None and value != plain
    }  # fmt: skip


def _written(value: Any) -> str:
    return value.isoformat() if isinstance(value, date) else str(value)
