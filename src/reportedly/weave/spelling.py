"""Whether two names are one name written after different romanisations: "Qassem Soleimani", "Qasim Suleimani"."""

import re
from difflib import SequenceMatcher
from functools import lru_cache

LETTERS = (("kh", "h"), ("gh", "g"), ("dh", "d"), ("th", "t"), ("ph", "f"), ("ck", "k"), ("ch", "c"), ("sh", "s"),
           ("q", "k"), ("c", "k"), ("z", "s"), ("v", "w"), ("j", "g"))  # fmt: skip
ALIKE = 0.7  # of two words' letters, in order
LEAST = 3  # consonants of a word that is told by them
VOWELS = re.compile(r"(?<!^)[aeiouyw'’-]")
TWICE = re.compile(r"(.)\1+")


@lru_cache(maxsize=50_000)
def skeleton(word: str) -> str:
    """Return a folded word's consonants, those that romanisations exchange made one.

    >>> skeleton("suleimani"), skeleton("soleimani"), skeleton("qassim"), skeleton("kasem")
    ('slmn', 'slmn', 'ksm', 'ksm')
    """
    for written, plain in LETTERS:
        word = word.replace(written, plain)
    return TWICE.sub(r"\1", VOWELS.sub("", TWICE.sub(r"\1", word)))


@lru_cache(maxsize=50_000)
def one_word(left: str, right: str) -> bool:
    """Tell whether two folded words can be one name in two spellings."""
    if left == right:
        return True
    bones = skeleton(left)
    if len(bones) < LEAST or bones != skeleton(right):
        return False
    return SequenceMatcher(None, left, right, autojunk=False).ratio() >= ALIKE


def one_name(left: str, right: str) -> bool:
    """Tell whether two folded names of as many words are one, word by word; a single word needs five letters."""
    one, two = left.split(), right.split()
    if len(one) != len(two) or not one or (len(one) == 1 and min(len(left), len(right)) < 5):
        return False
    return all(map(one_word, one, two))
