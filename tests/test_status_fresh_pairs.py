"""The rules by themselves on sentences written for them: what is unreal is not told as done, and what was done is."""

from functools import cache
from pathlib import Path

import pytest

from reportedly.read.events import find_events
from reportedly.read.sentences import sentences

TABLE = Path(__file__).parent / "data" / "status_fresh_pairs.tsv"
STATUSES = {
    "happened", "ongoing", "planned", "considered", "possible", "called_for", "conditional", "did_not_happen",
}  # fmt: skip
REAL = {"happened", "ongoing"}
# Rows that the rules do not read today: no event is found on the trigger, or another unreal or real status.
KNOWN_MISSES = {
    "There was no evidence, inspectors said, that the army had gassed the village.",
    "Whispers that the junta had executed the monks reached the border within hours.",
    "Fresh sanctions on the cards for Minsk",
    "The march, banned by the governor, never happened.",
    "Ground invasion off the table, minister says",
    "The snipers hit nobody, a medic said.",
    "Army raids newspaper in capital",
    "The gendarmes did not just arrest the students; they beat them.",
    "Releasing the video cost him his job, and expelling the envoy cost him his friends.",
}


def rows() -> list[tuple[str, str, set[str]]]:
    lines = [line for line in TABLE.read_text(encoding="utf-8").splitlines() if not line.startswith("#")]
    cells = [line.split("\t") for line in lines[1:]]
    return [(c[0], c[1], STATUSES - REAL if c[3] == "not_real" else set(c[3].split(","))) for c in cells]


@cache
def found(sentence: str, trigger: str) -> tuple[tuple[str, tuple[tuple[int, int], ...]], ...]:
    start = sentence.index(trigger)
    end = start + len(trigger)
    events = find_events(sentence, sentences(sentence), (), (), (), None)
    return tuple((e.status, e.because) for e in events if any(s < end and start < f for s, f in e.trigger))


ROWS = rows()


def test_the_table_is_sound():
    assert len(ROWS) >= 160
    assert len({row[0] for row in ROWS}) == len(ROWS)
    assert sum(bool(expected & REAL) for *_, expected in ROWS) >= len(ROWS) / 3
    for sentence, trigger, expected in ROWS:
        assert sentence.count(trigger) == 1 and expected <= STATUSES, sentence


@pytest.mark.parametrize(("sentence", "trigger", "expected"), ROWS, ids=[row[0] for row in ROWS])
def test_status(sentence, trigger, expected):
    statuses = {status for status, _ in found(sentence, trigger)}
    if not expected & REAL:
        assert not statuses & REAL  # the worst error, never excused
    if sentence not in KNOWN_MISSES:
        assert statuses & expected


@pytest.mark.parametrize("sentence", sorted(KNOWN_MISSES))
def test_what_is_missed_is_still_missed(sentence):
    (row,) = [row for row in ROWS if row[0] == sentence]
    assert not {status for status, _ in found(*row[:2])} & row[2], "mended: take it out of KNOWN_MISSES"


@pytest.mark.parametrize(("sentence", "trigger"), [row[:2] for row in ROWS if not row[2] & REAL])
def test_an_unreal_status_shows_the_words_that_decide_it(sentence, trigger):
    for status, because in found(sentence, trigger):
        assert status in REAL or because or sentence in KNOWN_MISSES
        assert all(0 <= start < end <= len(sentence) for start, end in because)
