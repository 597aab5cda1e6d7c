"""Records put aside on disk, to be gone through once more at the end without holding them in memory."""

import tempfile
from collections.abc import Iterator, Sequence
from typing import overload

from reportedly.record import Record

Entry = tuple[str, Record]


class Spool(Sequence[Entry]):
    """A sequence of (name, record); only the names and where the records lie are in memory."""

    def __init__(self) -> None:
        self._file = tempfile.TemporaryFile()  # noqa: SIM115
        self._entries: list[tuple[str, int, int]] = []
        self._end = 0

    def append(self, name: str, record: Record) -> None:
        """Put a record aside."""
        data = record.to_json()
        self._file.seek(self._end)
        self._file.write(data)
        self._entries.append((name, self._end, len(data)))
        self._end += len(data)

    def __len__(self) -> int:
        return len(self._entries)

    @overload
    def __getitem__(self, at: int) -> Entry: ...
    @overload
    def __getitem__(self, at: slice) -> Sequence[Entry]: ...
    def __getitem__(self, at: int | slice) -> Entry | Sequence[Entry]:
        if isinstance(at, slice):
            return [self._load(entry) for entry in self._entries[at]]
        return self._load(self._entries[at])

    def __iter__(self) -> Iterator[Entry]:
        return map(self._load, self._entries)

    def close(self) -> None:
        """Give the disk space back."""
        self._file.close()

    def _load(self, entry: tuple[str, int, int]) -> Entry:
        name, start, size = entry
        self._file.seek(start)
        return name, Record.from_json(self._file.read(size))
