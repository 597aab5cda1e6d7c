"""A dateline is no part of what is said."""

import numpy as np

from reportedly.read.decode import Draft
from reportedly.read.trim import trim, without

NONE = np.zeros(0, np.float32)


def draft(text: str, source: str, content: str) -> Draft:
    def spans(words: str) -> tuple[tuple[int, int], ...]:
        return ((text.index(words), text.index(words) + len(words)),) if words else ()

    return Draft(0, spans(source), (), spans(content), False, (0.9, 0.0, 0.0), (), NONE, NONE)


def told(text: str, spans: tuple[tuple[int, int], ...]) -> list[str]:
    return [text[s:e] for s, e in spans]


def test_a_dateline_is_no_part_of_what_is_said() -> None:
    text = "PORT SEREN (MW) — The harbour is open, officials said."
    (row,) = trim(text, [draft(text, "officials", "PORT SEREN (MW) — The harbour is open")], "PORT SEREN (MW) —")
    assert told(text, row.content) == ["The harbour is open"]
    (row,) = trim(text, [draft(text, "officials", "PORT SEREN (MW) — The harbour is open")], None)
    assert told(text, row.content) == ["PORT SEREN (MW) — The harbour is open"]
    (row,) = trim(text, [draft(text, "officials", "PORT SEREN")], "PORT SEREN (MW) —")
    assert told(text, row.content) == ["PORT SEREN"]


def test_a_dateline_is_no_part_of_a_source() -> None:
    text = "PORT SEREN - The navy approved strikes."
    (row,) = trim(text, [draft(text, "PORT SEREN - The navy", "strikes")], "PORT SEREN -")
    assert told(text, row.source) == ["The navy"]
    (row,) = trim(text, [draft(text, "PORT SEREN", "strikes")], "PORT SEREN -")
    assert row.source == ()


def test_a_hole_in_the_middle_leaves_two_spans() -> None:
    assert without([(0, 10), (12, 14)], (3, 5)) == ((0, 3), (5, 10), (12, 14))
    assert without([(3, 5)], (0, 9)) == ()
