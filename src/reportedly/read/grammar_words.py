"""Small named sets of words that the rules for events and their status refer to, kept in one table."""

from functools import cache

from reportedly.read.tables import rows


@cache
def word_set(name: str) -> frozenset[str]:
    """Return the words of one row of grammar_words.tsv; raises `KeyError` if there is none of this name."""
    return frozenset(_sets()[name].split())


@cache
def _sets() -> dict[str, str]:
    return {row[0]: row[1] for row in rows("grammar_words.tsv")}
