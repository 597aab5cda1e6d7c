"""Echoes by copied words: what aligned sentences prove, and which passages they are on both sides."""

import math
from bisect import bisect_left
from typing import NamedTuple

from reportedly.record import Span
from reportedly.weave.alignment import LIKE, RUN_SHARE, Match, align
from reportedly.weave.words import Words, words_of

FREE = 6  # words that a sentence can have in common runs by chance: names with titles, fixed phrases
PROOF = 20  # words beyond `FREE`, over all sentences, that no two reporters write independently
HALF = 12  # the same where one text credits an agency, or cites the other
EXPECTED = 6  # the same where both credit one, or one the other
PROSE = 25  # words of the other's own prose inside quotation marks that make it a source
STRONG = 12  # a run of so many words, or half a sentence of ten, is strong; proof needs one
REWRITTEN = 4  # sentences alike in order, from which a rewriting is proven
REWRITTEN_SHARE = 0.35  # and the share of the shorter text that they must be
IN_ORDER = 0.7  # and the share of them that must stand in the same order
BRIDGE = 0.28  # likeness of a sentence whose neighbours are aligned
MOSTLY = 0.4  # share of the shorter text's sentences from which the text as a whole is a copy
WHOLE = 0.8  # share of a sentence's words in common runs from which it is the very same
BACKGROUND = 0.6  # place in both texts after which a few shared sentences are background
FEW = 0.2  # share of both texts that background can be


class Copied(NamedTuple):
    """Proof that two texts share prose: aligned sentences (left, right) and why; `shares` are those of each text.

    `verbatim` counts the words outside quotations in common runs, beyond chance; `alike` the sentences that are one.
    """

    pairs: tuple[tuple[int, int], ...]
    shares: tuple[float, float]
    verbatim: int
    alike: int

    def spans(self, left: Words, right: Words) -> tuple[tuple[Span, Span], ...]:
        """Return the aligned sentences as characters of both texts."""
        return tuple((left.sentences[a], right.sentences[b]) for a, b in self.pairs)


def _same(match: Match) -> bool:
    """Tell whether two sentences are one, as it stands or rewritten."""
    return match.likeness >= LIKE or (match.runs >= FREE + 2 and match.runs >= RUN_SHARE * match.size)


def _assigned(matches: tuple[Match, ...]) -> list[Match]:
    """Return the best matches such that no sentence is in two."""
    used_left, used_right, kept = set(), set(), []
    for match in sorted(matches, key=lambda m: (-m.own, -m.runs, -m.likeness, m.left, m.right)):
        if match.left not in used_left and match.right not in used_right:
            used_left.add(match.left)
            used_right.add(match.right)
            kept.append(match)
    return kept


def _quoted(words: Words) -> list[float]:
    """Return for each sentence the share of its words inside quotation marks."""
    inside, total = [0] * len(words.sentences), [0] * len(words.sentences)
    for number, quoted in zip(words.sentence, words.quoted, strict=True):
        total[number] += 1
        inside[number] += quoted
    return [a / b if b else 0.0 for a, b in zip(inside, total, strict=True)]


def _in_order(matches: list[Match]) -> int:
    """Return how many matches stand in the same order on both sides (longest increasing subsequence)."""
    tails: list[int] = []
    for match in sorted(matches, key=lambda m: (m.left, m.right)):
        at = bisect_left(tails, match.right)
        tails[at : at + 1] = [match.right]
    return len(tails)


def _filled(chosen: list[Match], matches: tuple[Match, ...], quotes: tuple[list[float], list[float]]) -> list[Match]:
    """Return the sentences that belong to the shared passage: the proven ones and those that they enclose or adjoin."""
    proven = [m for m in chosen if _same(m) and quotes[0][m.left] < 0.6 and quotes[1][m.right] < 0.6]
    have = {(m.left, m.right) for m in proven}
    left, right = {m.left for m in proven}, {m.right for m in proven}
    found, grown = list(proven), True
    while grown:
        grown = False
        for m in sorted(matches, key=lambda m: (-m.likeness - m.runs, m.left, m.right)):
            if m.left in left or m.right in right:
                continue
            near = {(m.left + d, m.right + e) for d in (-2, -1, 1, 2) for e in (-2, -1, 1, 2) if d * e > 0} & have
            if near and (_same(m) or m.likeness >= BRIDGE or m.runs >= FREE):
                have.add((m.left, m.right))
                left.add(m.left)
                right.add(m.right)
                found.append(m)
                grown = True
    if len(proven) >= MOSTLY * min(map(len, quotes)):  # its quotations came with it, wherever they stand
        for m in sorted(matches, key=lambda m: (-m.runs, m.left, m.right)):
            if m.left not in left and m.right not in right and m.runs >= FREE and m.runs >= WHOLE * m.size:
                left.add(m.left)
                right.add(m.right)
                have.add((m.left, m.right))
                found.append(m)
    # one sentence cut in two, or two made one: the part that is left over says what its other half's partner says
    for m in matches:
        if (m.left in left) != (m.right in right) and max(m.sides) >= 0.6 and m.runs >= FREE:
            near = {(m.left + d, m.right + e) for d in (-1, 0, 1) for e in (-1, 0, 1)} & have
            if near:
                found.append(m)
    return sorted(found, key=lambda m: (m.left, m.right))


def copied(left_text: str, right_text: str, proof: int = PROOF) -> Copied | None:
    """Return what proves that one text, or a third, gave both their prose; None where nothing does.

    `proof` is the number of words beyond chance that is asked for: fewer where the articles themselves say as much.

    Words inside quotation marks and embedded posts prove nothing: two reporters can hear one speech. Nor do a few
    sentences towards the end of both: background that stands under many reports.
    """
    left, right = words_of(left_text), words_of(right_text)
    matches = align(left, right, BRIDGE)
    if not matches:
        return None
    quotes = _quoted(left), _quoted(right)
    chosen = _assigned(matches)
    told = [m for m in chosen if quotes[0][m.left] < 0.6 and quotes[1][m.right] < 0.6]
    verbatim = sum(max(0, m.own - FREE) for m in told)
    strong = any(m.longest >= STRONG or (m.own >= 10 and m.own >= RUN_SHARE * m.size) for m in told)
    by_likeness = _assigned(tuple(m._replace(own=0, runs=0) for m in matches))
    alike = [m for m in by_likeness if m.likeness >= LIKE and quotes[0][m.left] < 0.6 and quotes[1][m.right] < 0.6]
    shorter = min(len(left.sentences) - len(left.furniture), len(right.sentences) - len(right.furniture)) or 1
    rewritten = (
        len(alike) >= REWRITTEN
        and len(alike) >= REWRITTEN_SHARE * shorter
        and _in_order(alike) >= IN_ORDER * len(alike)
    )
    if proof < PROOF and len(told) < 2:
        return None
    if not (strong and verbatim >= proof) and not rewritten:
        return None
    found = _filled(chosen if strong and verbatim >= proof else by_likeness, matches, quotes)
    shares = _share(left, {m.left for m in found}), _share(right, {m.right for m in found})
    late = (
        proof > EXPECTED
        and sum(m.own > FREE for m in told) <= 2
        and all(
            m.left >= BACKGROUND * len(left.sentences) and m.right >= BACKGROUND * len(right.sentences)
            for m in told
            if m.own > FREE
        )
    )
    if not found or (late and max(shares) < FEW and not rewritten):
        return None
    return Copied(tuple((m.left, m.right) for m in found), shares, verbatim, len(alike))


def prose_quoted(left_text: str, right_text: str) -> tuple[Copied | None, Copied | None]:
    """Return what shows that the left text quotes the right one's own prose, and the right the left's; None where not.

    What one has inside quotation marks and the other tells in its own word was said by nobody else.
    """
    left, right = words_of(left_text), words_of(right_text)
    chosen = [m for m in _assigned(align(left, right)) if max(m.quoting) > FREE]
    found: list[Copied | None] = []
    for side in (0, 1):
        of_side = [m for m in chosen if m.quoting[side] > FREE and not m.quoting[1 - side]]
        words = sum(m.quoting[side] for m in of_side)
        shares = _share(left, {m.left for m in of_side}), _share(right, {m.right for m in of_side})
        pairs = tuple((m.left, m.right) for m in of_side)
        found.append(Copied(pairs, shares, words, len(pairs)) if words >= PROSE else None)
    return found[0], found[1]


def _share(words: Words, sentences: set[int]) -> float:
    inside = sum(number in sentences for number in words.sentence)
    return math.floor(1000 * inside / max(1, len(words.sentence))) / 1000
