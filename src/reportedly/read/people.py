"""Well-known people, parties, armed groups: country, sector, gender and office by name, with their terms of office."""

from functools import cache
from typing import NamedTuple

from reportedly.read.coreference_mentions import HONORIFICS, role_nouns
from reportedly.read.nations import fold, mentions_of, tokens_of
from reportedly.read.tables import rows


class Term(NamedTuple):
    """An office or calling: its sector, nouns for it, and from when to when (ISO dates, "" open)."""

    sector: str
    roles: tuple[str, ...]
    since: str
    until: str


class Person(NamedTuple):
    """Someone known by name, as of a day: country (alpha-3), sector, gender, the nouns for the office held, and for
    those held before.
    """

    name: str
    country: str
    gender: str
    sector: str | None
    roles: tuple[str, ...]
    past: tuple[str, ...] = ()


def name_words(name: str) -> tuple[str, ...]:
    """Return a name's folded words."""
    return tuple(fold(word) for word in name.replace("-", " ").split())


@cache
def _table() -> dict[tuple[str, ...], tuple[str, str, str, tuple[Term, ...]]]:
    found: dict[tuple[str, ...], tuple[str, str, str, tuple[Term, ...]]] = {}
    for names, gender, country, terms in rows("known_people.tsv"):
        made = []
        for term in terms.split("|"):
            sector, roles, since, until = (*term.split(";"), "", "", "")[:4]
            made.append(Term(sector, tuple(r for r in roles.split(",") if r), since, until))
        alternatives = names.split("|")
        for name in alternatives:
            found.setdefault(name_words(name.lstrip("=")), (alternatives[0].lstrip("="), gender, country, tuple(made)))
    return found


@cache
def _before_names(word: str) -> bool:
    """Tell whether a word may stand before a name and is no part of it: a title, an office, a nationality."""
    if word in HONORIFICS or word in role_nouns():
        return True
    return any(m.how == "adjective" for m in mentions_of(tokens_of(word.title())))


@cache
def known_person(name: str, on: str | None = None) -> Person | None:
    """Return who a name is, in office on a day (ISO; None: the last office), or None for the unknown.

    Before and after their terms people are of the elites (ELI) if they held an office of state, else what they were.
    """
    words = name_words(name)
    entry = None
    for start in range(len(words)):
        entry = _table().get(words[start:])
        if entry is not None or not _before_names(words[start]):
            break
    if entry is None:
        return None
    shown, gender, country, terms = entry
    if on is None:
        term = terms[-1]
        return Person(shown, country, gender, term.sector or None, term.roles)
    past = tuple(role for term in terms if term.until and term.until < on for role in term.roles)
    for term in reversed(terms):
        if term.since <= on and (not term.until or on <= term.until):
            return Person(shown, country, gender, term.sector or None, term.roles, past)
    begun = [t for t in terms if t.since <= on]
    if not begun:
        return Person(shown, country, gender, None, ())
    sector = "ELI" if begun[-1].sector in ("GOV", "LEG", "MIL", "SPY", "JUD", "COP") else begun[-1].sector
    return Person(shown, country, gender, sector or None, (), past)
