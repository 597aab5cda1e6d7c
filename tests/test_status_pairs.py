"""Minimal pairs for the status of events: what is only said of an event must never be told as having happened.

`python tests/test_status_pairs.py` prints every row that comes out otherwise than expected, and the counts.
"""

import csv
from collections import Counter
from functools import cache
from pathlib import Path
from typing import NamedTuple

import pytest

import reportedly

DATA = Path(__file__).parent / "data"
STATUSES = {
    "happened", "ongoing", "planned", "considered", "possible", "called_for", "conditional", "did_not_happen",
}  # fmt: skip
REAL = {"happened", "ongoing"}
PUBLISHED = "2025-03-06"


class Pair(NamedTuple):
    """One row of the table."""

    sentence: str
    trigger: str
    type: str
    status: str
    note: str

    @property
    def expected(self) -> set[str]:
        """Return every status that is right."""
        given = set(self.status.split(","))
        return STATUSES - REAL if given == {"not_real"} else given


def table(name: str) -> list[list[str]]:
    """Return the rows of a table without its comments and its line of names."""
    lines = [line for line in (DATA / name).read_text(encoding="utf-8").splitlines() if not line.startswith("#")]
    return list(csv.reader(lines[1:], delimiter="\t", quoting=csv.QUOTE_NONE))


PAIRS = [Pair(*row) for row in table("status_minimal_pairs.tsv")]
KNOWN_FALSE = {row[0] for row in table("status_known_false.tsv")}


@cache
def read() -> dict[str, set[tuple[str, str]]]:
    """Return for each sentence the type and status of the events that reading finds on its trigger."""
    records = reportedly.read_many({"text": pair.sentence, "published": PUBLISHED} for pair in PAIRS)
    found = {}
    for pair, record in zip(PAIRS, records, strict=True):
        start = pair.sentence.index(pair.trigger)
        end = start + len(pair.trigger)
        found[pair.sentence] = {
            (event.type, event.status)
            for event in record.events
            if any(s < end and start < e for s, e in event.trigger)
        }
    return found


def verdict(pair: Pair) -> str:
    """Return how a row comes out: right, missed, false (told as real and is not), wrong, or type."""
    found = read()[pair.sentence]
    if not found:
        return "missed"
    statuses = {status for _, status in found}
    if statuses & REAL and not pair.expected & REAL:
        return "false"
    if not statuses & pair.expected:
        return "wrong"
    return "right" if pair.type in ("-", *(type_ for type_, _ in found)) else "type"


def test_the_table_is_sound() -> None:
    assert len(PAIRS) >= 120
    assert len({pair.sentence for pair in PAIRS}) == len(PAIRS)
    for pair in PAIRS:
        assert pair.sentence.count(pair.trigger) == 1, pair
        assert pair.expected and pair.expected <= STATUSES, pair
    assert {status for pair in PAIRS if "," not in pair.status for status in pair.expected} == STATUSES
    assert {pair.sentence for pair in PAIRS if not pair.expected & REAL} >= KNOWN_FALSE


@pytest.mark.parametrize("pair", [pair for pair in PAIRS if not pair.expected & REAL], ids=lambda pair: pair.sentence)
def test_what_did_not_happen_is_not_told_as_done(pair: Pair) -> None:
    assert verdict(pair) != "false" or pair.sentence in KNOWN_FALSE


# Plain rows, marked "control", that are not read as they should be today. Whoever mends one takes it out.
KNOWN_CONTROLS: set[str] = {
    "Bombing the port was a crime, Varga said.",
    "A raid on the camp was under way on Monday night.",
    "The strait has been closed, the harbour master said.",
}


def test_plain_rows_are_read() -> None:
    controls = [pair for pair in PAIRS if "control" in pair.note]
    assert len(controls) > 15
    assert {pair.sentence for pair in controls if verdict(pair) != "right"} <= KNOWN_CONTROLS


if __name__ == "__main__":
    for pair in PAIRS:
        if (how := verdict(pair)) != "right":
            got = " ".join(f"{type_}/{status}" for type_, status in sorted(read()[pair.sentence]))
            print(f"{how}\t{pair.sentence}\t[{pair.trigger}]\t{pair.status}\t{got}")
    print(dict(Counter(map(verdict, PAIRS))), len(PAIRS))
