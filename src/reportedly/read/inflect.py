"""The forms of an English verb or noun from its lemma: spelling rules here, exceptions in tables."""

from functools import cache
from typing import NamedTuple

from reportedly.read.tables import rows

VOWELS = "aeiou"
SIBILANT = ("s", "x", "z", "ch", "sh")


class VerbForms(NamedTuple):
    """One verb: base, third person, past forms, past participles, present participles."""

    base: str
    third: str
    past: tuple[str, ...]
    participle: tuple[str, ...]
    gerund: tuple[str, ...]


@cache
def _irregular_verbs() -> dict[str, tuple[tuple[str, ...], tuple[str, ...]]]:
    return {base: (tuple(past.split("/")), tuple(done.split("/"))) for base, past, done in rows("irregular_verbs.tsv")}


@cache
def _irregular_nouns() -> dict[str, str]:
    return {row[0]: row[1] for row in rows("irregular_nouns.tsv")}


@cache
def _doubling() -> dict[str, str]:
    return {row[0]: row[1] for row in rows("doubling_verbs.tsv")}


def _s(word: str) -> str:
    """Return the word with the ending -s."""
    if word.endswith(SIBILANT) or (word.endswith("o") and word[-2:-1] not in VOWELS):
        return word + "es"
    if word.endswith("y") and word[-2:-1] not in VOWELS:
        return word[:-1] + "ies"
    return word + "s"


def _stems(base: str) -> tuple[str, ...]:
    """Return the stems before -ed and -ing: two where usage differs."""
    when = _doubling().get(base)
    if when is None:
        return (base,)
    return (base + base[-1],) if when == "always" else (base, base + base[-1])


def _ed(base: str) -> tuple[str, ...]:
    if base.endswith("e"):
        return (base + "d",)
    if base.endswith("y") and base[-2:-1] not in VOWELS:
        return (base[:-1] + "ied",)
    return tuple(stem + "ed" for stem in _stems(base))


def _ing(base: str) -> tuple[str, ...]:
    if base.endswith("ie"):
        return (base[:-2] + "ying",)
    if base.endswith("e") and not base.endswith(("ee", "oe", "ye")) and base != "be":
        return (base[:-1] + "ing",)
    return tuple(stem + "ing" for stem in _stems(base))


@cache
def verb(base: str) -> VerbForms:
    """Return the forms of a verb.

    >>> verb("strike").past, verb("deny").third, verb("bar").gerund
    (('struck',), 'denies', ('barring',))
    """
    third = {"be": "is", "have": "has"}.get(base) or _s(base)
    past, participle = _irregular_verbs().get(base, (_ed(base), _ed(base)))
    return VerbForms(base, third, past, participle, _ing(base))


@cache
def plural(noun: str) -> str:
    """Return the plural of a noun.

    >>> plural("embassy"), plural("gunman")
    ('embassies', 'gunmen')
    """
    return _irregular_nouns().get(noun) or _s(noun)


def phrase(lemma: str, part: str) -> dict[str, frozenset[str]]:
    """Return every form of a lemma of one or more words with its tags.

    Of a verb phrase (`part` "v") the first word inflects, of a noun phrase ("n") the last; anything else ("x")
    stands as written. Tags: VB VBZ VBD VBN VBG NN NNS X. A hyphen counts as part of the word.
    """
    words = lemma.split(" ")
    found: dict[str, set[str]] = {}

    def add(form: str, tag: str) -> None:
        found.setdefault(form, set()).add(tag)

    if part == "v":
        forms, rest = verb(words[0]), "".join(" " + word for word in words[1:])
        add(forms.base + rest, "VB")
        add(forms.third + rest, "VBZ")
        for tag, group in (("VBD", forms.past), ("VBN", forms.participle), ("VBG", forms.gerund)):
            for form in group:
                add(form + rest, tag)
    elif part == "n":
        start = "".join(word + " " for word in words[:-1])
        add(lemma, "NN")
        add(start + plural(words[-1]), "NNS")
    else:
        add(lemma, "X")
    return {form: frozenset(tags) for form, tags in found.items()}
