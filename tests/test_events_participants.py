"""Who acts and who is acted upon, on sentences written for it, by kind of construction, so that each can be mended.

`python tests/test_events_participants.py` prints every row that comes out otherwise than expected, and the counts.
"""

import csv
import re
from collections import Counter
from functools import cache
from pathlib import Path
from typing import NamedTuple

import pytest

import reportedly
from reportedly.record import Event, Span

TABLE = Path(__file__).parent / "data" / "participants.tsv"
LEAST = 0.7  # of a kind's rows, both participants right: below this a kind of construction is not mastered
WEAK = {"object"}  # kinds that are not, today


class Row(NamedTuple):
    """One row of the table; participants with semicolons, "-" for none."""

    kind: str
    sentence: str
    trigger: str
    actor: str
    recipient: str


def table() -> list[Row]:
    """Return the rows of the table."""
    lines = [line for line in TABLE.read_text(encoding="utf-8").splitlines() if not line.startswith("#")]
    return [Row(*cells) for cells in csv.reader(lines[1:], delimiter="\t", quoting=csv.QUOTE_NONE)]


ROWS = table()
KINDS = tuple(dict.fromkeys(row.kind for row in ROWS))


def place(sentence: str, words: str) -> Span:
    """Return where the words first stand in the sentence, at the start of a word."""
    found = re.search(rf"\b{re.escape(words)}", sentence)
    assert found is not None, (words, sentence)
    return found.span()


def right(sentence: str, wanted: str, spans: tuple[Span, ...]) -> bool:
    """Tell whether the spans name all of the wanted participants, nobody else, and not much besides."""
    places = [place(sentence, words.strip()) for words in wanted.split(";")] if wanted != "-" else []
    if not places or not spans:
        return not places and not spans
    meet = [[span[0] < end and start < span[1] for start, end in places] for span in spans]
    length = sum(end - start for start, end in spans)
    return (
        all(any(row) for row in meet)
        and all(any(column) for column in zip(*meet, strict=True))
        and length <= 2 * (places[-1][1] - places[0][0]) + 12
    )


@cache
def read() -> dict[str, tuple[Event, ...]]:
    """Return the events of every sentence."""
    sentences = list(dict.fromkeys(row.sentence for row in ROWS))
    records = reportedly.read_many({"text": sentence} for sentence in sentences)
    return {sentence: record.events for sentence, record in zip(sentences, records, strict=True)}


def outcome(row: Row) -> str:
    """Return how a row comes out: right, missed, or which participant is wrong."""
    start, end = place(row.sentence, row.trigger)
    for event in read()[row.sentence]:
        if any(s < end and start < e for s, e in event.trigger):
            wrong = [
                name
                for name, wanted, spans in (
                    ("actor", row.actor, event.actor), ("recipient", row.recipient, event.recipient)
                )
                if not right(row.sentence, wanted, spans)
            ]  # fmt: skip
            return " and ".join(wrong) or "right"
    return "missed"


def test_the_table_is_sound() -> None:
    assert len(ROWS) >= 150
    assert len({(row.sentence, row.trigger) for row in ROWS}) == len(ROWS)
    for row in ROWS:
        for words in (row.trigger, *row.actor.split("; "), *row.recipient.split("; ")):
            if words != "-":
                place(row.sentence, words)


@pytest.mark.parametrize("kind", KINDS)
def test_participants_by_kind_of_construction(kind: str) -> None:
    results = Counter(outcome(row) == "right" for row in ROWS if row.kind == kind)
    assert results[True] >= LEAST * results.total() or kind in WEAK, results


def main() -> None:
    """Print what comes out otherwise than expected, and counts."""
    results = Counter((row.kind, outcome(row)) for row in ROWS)
    for row in ROWS:
        if outcome(row) != "right":
            print(outcome(row), *row, sep=" | ")
    for kind in KINDS:
        print(kind, {result: n for (other, result), n in results.items() if other == kind})
    print(Counter(outcome(row) for row in ROWS))


if __name__ == "__main__":
    main()
