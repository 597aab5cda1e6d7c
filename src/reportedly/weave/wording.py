"""How alike two wordings are: content words without their endings, each weighed by how rare it is in English.

The weight comes from a word's rank in the vocabulary of the packaged tokenizer, which is ordered by frequency (BERT's
uncased WordPiece list; Devlin et al. 2019): by Zipf's law the logarithm of the rank is its rarity. It depends on
nothing else in the story, so that two wordings are as alike today as after ten thousand more articles.
"""

import json
import math
import re
import unicodedata
from collections.abc import Iterable, Mapping
from functools import cache, lru_cache
from importlib.resources import files

from reportedly.read.tables import rows
from reportedly.record import Span

WORD = re.compile(r"\d[\d.,]*\d|\w+(?:['’]\w+)?")
FIRST = 1996  # where the words begin in the vocabulary: "the"
COMMON = 60  # ranks up to here tell nothing
RAREST = 30_000
INFLECTIONS = ("ings", "ing", "ies", "ied", "ed", "es", "s", "ly", "y", "e")
DERIVATIONS = ("ation", "ment", "ion", "or", "er")
SAYING = frozenset({"say", "said", "says", "saying", "tell", "told", "also", "just", "would", "could", "may", "might"})

Bag = Mapping[str, float]


@lru_cache(maxsize=100_000)
def folded(word: str) -> str:
    """Return a word in small letters without accents and possessive marks."""
    plain = word.casefold().replace("’", "'")
    if not plain.isascii():
        plain = "".join(c for c in unicodedata.normalize("NFKD", plain) if not unicodedata.combining(c))
    return plain.removesuffix("'s").replace("'", "")


@cache
def _ranks() -> dict[str, int]:
    data = json.loads(files("reportedly.data").joinpath("model/tokenizer.json").read_text(encoding="utf-8"))
    vocabulary: dict[str, int] = data["model"]["vocab"]
    return {word: n - FIRST for word, n in vocabulary.items() if n >= FIRST and not word.startswith("##")}


@cache
def _closed() -> frozenset[str]:
    return frozenset(folded(word) for _, words in rows("closed_class.tsv") for word in words.split()) | SAYING


@lru_cache(maxsize=100_000)
def weight(word: str) -> float:
    """Return how much a folded word tells, 0 to 1: grammar nothing, "president" little, what no dictionary has all."""
    if word in _closed() or (len(word) < 2 and not word.isdigit()):
        return 0.0
    if word[0].isdigit():
        return 0.7
    rank = _ranks().get(word, RAREST)
    return max(0.0, min(1.0, math.log(max(rank, 1) / COMMON) / math.log(RAREST / COMMON)))


@cache
def _bases() -> dict[str, str]:
    """Return the base of each irregular past and participle that is no other verb's base."""
    forms = {form: base for base, *past in rows("irregular_verbs.tsv") for cell in past for form in cell.split("/")}
    return {form: base for form, base in forms.items() if form != base and len(form) > 2}


@lru_cache(maxsize=100_000)
def stem(word: str) -> str:
    """Return a folded word without its endings; of an irregular verb the base's.

    >>> stem("missiles"), stem("sanctioned"), stem("deployment"), stem("firing"), stem("shot")
    ('missil', 'sanct', 'deploy', 'fir', 'shoot')
    """
    word = _bases().get(word, word)
    for endings, least in ((INFLECTIONS, 3), (DERIVATIONS, 4)):
        for ending in endings:
            if word.endswith(ending) and len(word) - len(ending) >= least:
                word = word[: -len(ending)]
                break
    return word


@lru_cache(maxsize=50_000)
def bag_of(words: str) -> Bag:
    """Return the stems of the words that tell something, with their weights."""
    found: dict[str, float] = {}
    for match in WORD.findall(words):
        word = folded(match).replace(",", "")
        heavy = weight(word) if word else 0.0
        if heavy > 0:
            found[stem(word)] = max(heavy, found.get(stem(word), 0.0))
    return found


def bag(text: str, spans: Iterable[Span]) -> Bag:
    """Return the bag of the words that spans of a text cover."""
    return bag_of(" ".join(text[start:end] for start, end in spans))


def mass(words: Bag) -> float:
    """Return the weight of a bag."""
    return sum(words.values())


def shared(left: Bag, right: Bag) -> float:
    """Return the weight of what two bags share."""
    if len(left) > len(right):
        left, right = right, left
    return sum(min(heavy, right[word]) for word, heavy in left.items() if word in right)


def likeness(left: Bag, right: Bag) -> float:
    """Return how alike two bags are, 0 to 1: twice what they share by what both weigh (Dice's measure, weighed)."""
    both = mass(left) + mass(right)
    return 2 * shared(left, right) / both if both else 0.0


def containment(left: Bag, right: Bag) -> float:
    """Return the share of the lighter bag that the other holds, 0 to 1."""
    least = min(mass(left), mass(right))
    return shared(left, right) / least if least else 0.0


def heaviest(words: Bag, count: int) -> tuple[str, ...]:
    """Return the `count` stems that tell most, in alphabetical order; ties go by the alphabet."""
    return tuple(sorted(sorted(words, key=lambda word: (-words[word], word))[:count]))
