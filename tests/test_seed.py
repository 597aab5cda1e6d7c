"""The article the project was born from: its four figures, read from ../shared and skipped without it."""

from pathlib import Path

import pytest

import reportedly

SEED = Path(__file__).parents[2] / "shared/gold/dev/seed.txt"
pytestmark = pytest.mark.skipif(not SEED.exists(), reason="../shared/gold/dev/seed.txt is not here")


def figures(published: str | None) -> dict[float, list[tuple[str, str | None, str, str | None]]]:
    text = SEED.read_text(encoding="utf-8")
    found: dict[float, list[tuple[str, str | None, str, str | None]]] = {}
    for row in reportedly.read(text, published=published).quantities:
        of = " ".join(text[s:e] for s, e in row.of)
        found.setdefault(row.value or 0.0, []).append((row.bound, row.unit, of, row.as_of))
    return found


def test_the_four_figures() -> None:
    found = figures(None)
    assert any(bound == "at_least" and "ships" in of for bound, _, of, _ in found[8])
    assert any(bound == "more_than" and "personnel" in of for bound, _, of, _ in found[4000])
    assert any(unit == "USD" for _, unit, _, _ in found[50_000_000])
    assert all("flights" in of and as_of is None for _, _, of, as_of in found[54])


def test_last_friday_has_a_day_once_the_article_has_one() -> None:
    assert {as_of for *_, as_of in figures("2025-09-29")[54]} == {"2025-09-26"}
