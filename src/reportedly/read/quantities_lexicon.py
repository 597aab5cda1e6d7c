"""The tables behind quantities: units, currencies, bounds, and the words that shape a noun phrase."""

from functools import cache
from importlib.resources import files


def _rows(name: str) -> list[list[str]]:
    table = files("reportedly.data").joinpath(f"lexicons/{name}").read_text(encoding="utf-8")
    return [line.split("\t") for line in table.splitlines() if line and not line.startswith("# ")]


@cache
def currencies() -> dict[str, tuple[str, str]]:
    """Return how money is written -> (ISO 4217 code, mark | word | both)."""
    return {form: (code, place) for form, code, place in _rows("currencies.tsv")}


@cache
def units() -> dict[str, tuple[str, bool]]:
    """Return unit as written -> (unit, whether it counts only right after a figure)."""
    return {row[0]: (row[1] or "%", len(row) > 2 and row[2] == "glued") for row in _rows("units.tsv")}


@cache
def bounds(side: str) -> dict[tuple[str, ...], str]:
    """Return the words of a modifier "before" or "after" a number -> bound."""
    return {tuple(words.split()): bound for words, bound, where in _rows("bound_words.tsv") if where == side}


@cache
def phrase_words(kind: str) -> frozenset[str]:
    """Return the words of one class: end, plural, light, singular or measured."""
    return frozenset(word for word, of in _rows("phrase_words.tsv") if of == kind)


@cache
def words(name: str) -> frozenset[str]:
    """Return the words of a one-column table: "measure_words" or "number_names"."""
    return frozenset(row[0] for row in _rows(f"{name}.tsv"))


@cache
def by_last_word(side: str) -> dict[str, tuple[tuple[tuple[str, ...], str], ...]]:
    """Return the modifiers of one side by the word next to the number, longest first."""
    found: dict[str, list[tuple[tuple[str, ...], str]]] = {}
    for phrase, bound in bounds(side).items():
        found.setdefault(phrase[-1] if side == "before" else phrase[0], []).append((phrase, bound))
    return {word: tuple(sorted(rows, key=lambda row: -len(row[0]))) for word, rows in found.items()}
