"""Which sentences of two texts say the same in the same words, however they were cut, reordered or touched up.

Two measures a pair of sentences: the words in runs that both have, and the content words that both have, each weighed
by its rarity in the two texts (as in text reuse detection: Clough et al., METER, 2002; Seo and Croft, 2008).
"""

import math
from collections import Counter, defaultdict
from collections.abc import Iterable
from typing import NamedTuple

from reportedly.weave.words import STEM, Words, closed_class

GRAM = 4  # words of the shortest run that counts
LIKE = 0.5  # likeness from which two sentences can be one that was rewritten
RUN_SHARE = 0.5  # share of the shorter sentence in common runs from which two sentences are one
LEAST = 5  # content words that a sentence needs to be compared by them
MOST = 12  # places at which a run may begin before it is a formula


class Match(NamedTuple):
    """A sentence of the left text and one of the right, by number, and how they are alike.

    `runs` counts the words, `own` those outside quotation marks, in common runs; `longest` is the longest run outside
    quotation marks; `quoting` counts the words in them that only the left, and only the right text has inside quotation
    marks; `likeness` lies between 0 and 1; `sides` are the shares of each side's weight that the other has.
    """

    left: int
    right: int
    runs: int
    own: int
    longest: int
    likeness: float
    sides: tuple[float, float]
    size: int
    quoting: tuple[int, int] = (0, 0)


def _runs(left: Words, right: Words) -> list[tuple[int, int, int]]:
    """Return the maximal common runs (left start, right start, length), each within a sentence."""
    at: defaultdict[tuple[str, ...], list[int]] = defaultdict(list)
    for j in range(len(right.folded) - GRAM + 1):
        if right.sentence[j] == right.sentence[j + GRAM - 1]:
            at[right.folded[j : j + GRAM]].append(j)
    found: list[tuple[int, int, int]] = []
    ends: dict[int, int] = {}
    for i in range(len(left.folded) - GRAM + 1):
        if left.sentence[i] != left.sentence[i + GRAM - 1]:
            continue
        places = at.get(left.folded[i : i + GRAM], ())
        for j in places if len(places) <= MOST else ():
            if ends.get(i - j, -1) >= i + GRAM:  # inside a run that was found
                continue
            size = GRAM
            while (
                i + size < len(left.folded)
                and j + size < len(right.folded)
                and left.folded[i + size] == right.folded[j + size]
                and left.sentence[i + size] == left.sentence[i]
                and right.sentence[j + size] == right.sentence[j]
            ):
                size += 1
            ends[i - j] = i + size
            found.append((i, j, size))
    return found


def content(words: Iterable[str]) -> set[str]:
    """Return the stems of folded words that carry content.

    >>> sorted(content(["the", "ships", "sailed"]))
    ['sailed', 'ships']
    """
    closed = closed_class()
    return {word[:STEM] for word in words if word not in closed and (len(word) > 2 or word.isdigit())}


def _bags(words: Words) -> list[Counter[str]]:
    """Return the content words of each sentence, cut to their stems."""
    bags: list[Counter[str]] = [Counter() for _ in words.sentences]
    closed = closed_class()
    for word, number in zip(words.folded, words.sentence, strict=True):
        if word not in closed and (len(word) > 2 or word.isdigit()):
            bags[number][word[:STEM]] += 1
    return bags


def _weights(*texts: list[Counter[str]]) -> dict[str, float]:
    """Return each stem's weight: the rarer in the sentences of both texts, the heavier."""
    holders: Counter[str] = Counter()
    for bags in texts:
        for bag in bags:
            holders.update(bag.keys())
    total = sum(map(len, texts))
    return {stem: math.log(1 + total / count) for stem, count in holders.items()}


def align(left: Words, right: Words, least: float = LIKE) -> tuple[Match, ...]:
    """Return the pairs of sentences that are alike, furniture left out; a sentence can be in several pairs.

    `least` is the likeness from which a pair without common runs is returned.
    """
    runs: Counter[tuple[int, int]] = Counter()
    own: Counter[tuple[int, int]] = Counter()
    longest: Counter[tuple[int, int]] = Counter()
    quoting: tuple[Counter[tuple[int, int]], Counter[tuple[int, int]]] = Counter(), Counter()
    covered: defaultdict[tuple[int, int], set[int]] = defaultdict(set)
    for i, j, size in _runs(left, right):
        pair = left.sentence[i], right.sentence[j]
        fresh = [n for n in range(size) if i + n not in covered[pair]]
        covered[pair].update(i + n for n in fresh)
        free = sum(not (left.quoted[i + n] or right.quoted[j + n]) for n in fresh)
        runs[pair] += len(fresh)
        own[pair] += free
        quoting[0][pair] += sum(left.quoted[i + n] and not right.quoted[j + n] for n in fresh)
        quoting[1][pair] += sum(right.quoted[j + n] and not left.quoted[i + n] for n in fresh)
        longest[pair] = max(longest[pair], free)
    bags, others = _bags(left), _bags(right)
    weights = _weights(bags, others)
    heavy = [sum(weights[s] * n for s, n in bag.items()) for bag in bags]
    heavy_right = [sum(weights[s] * n for s, n in bag.items()) for bag in others]
    by_stem: defaultdict[str, list[int]] = defaultdict(list)
    for number, bag in enumerate(others):
        for stem in bag if number not in right.furniture else ():
            by_stem[stem].append(number)
    sizes, sizes_right = Counter(left.sentence), Counter(right.sentence)
    found = []
    for number, bag in enumerate(bags):
        if number in left.furniture:
            continue
        shared: defaultdict[int, float] = defaultdict(float)
        for stem, count in bag.items():
            for other in by_stem.get(stem, ()):
                shared[other] += weights[stem] * min(count, others[other][stem])
        for other in sorted(shared.keys() | {r for lft, r in runs if lft == number}):
            if other in right.furniture:
                continue
            pair = number, other
            sides = shared[other] / (heavy[number] or 1), shared[other] / (heavy_right[other] or 1)
            enough = min(sum(bag.values()), sum(others[other].values())) >= LEAST
            likeness = 2 * sides[0] * sides[1] / (sides[0] + sides[1]) if enough and shared[other] else 0.0
            size = min(sizes[number], sizes_right[other])
            if likeness >= least or (runs[pair] and runs[pair] >= RUN_SHARE * size) or runs[pair] >= 8:
                quoted = quoting[0][pair], quoting[1][pair]
                found.append(Match(*pair, runs[pair], own[pair], longest[pair], likeness, sides, size, quoted))
    return tuple(found)
