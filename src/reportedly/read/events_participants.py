"""Weigh the rules' participants of an event against the model's, phrase by phrase: which act, which are acted upon.

Every phrase that either side names is a candidate; a logistic regression over few figures (weights in
data/lexicons/participant_weights.tsv, fitted by training/participants.py) gives its probability in each part.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Sequence
from functools import cache
from math import exp, log
from operator import mul
from typing import NamedTuple

import numpy as np

from reportedly.read import tables
from reportedly.read.events_grammar import phrases
from reportedly.read.events_roles import Roles
from reportedly.read.events_subjects import Chunk
from reportedly.read.events_words import Words
from reportedly.read.labels import EVENT_TYPES
from reportedly.read.proposals import Proposal
from reportedly.record import Span
from reportedly.record.rows import EventType

FLOOR = 0.12  # a piece less likely than this names no candidate
LEAST = (0.45, 0.45)  # what the best actor, the best recipient must reach
FURTHER = 0.6  # what any further one must reach
FAR = 100  # characters from the trigger beyond which it is all one
PARTS = ("actor", "recipient")
FIGURES = (
    "bias", "share", "share.lead", "other.share", "rules", "rules.other", "rules.elsewhere", "rules.none",
    "verbal", "verbal.rules", "outside", "pronoun", "name", "before", "distance",
)  # fmt: skip
FEATURES = (*FIGURES, *EVENT_TYPES)


class Draft(NamedTuple):
    """A candidate before the figures are reckoned: the model's shares, and whether the rules name it in either part."""

    shares: tuple[float, float]
    ruled: tuple[bool, bool]
    outside: bool
    pronoun: bool
    named: bool


class Candidate(NamedTuple):
    """A phrase with the figures of its parts, as actor and as recipient, and the type of the event."""

    span: Span
    figures: tuple[tuple[float, ...], tuple[float, ...]]
    type: EventType

    def features(self, part: int) -> tuple[float, ...]:
        """Return what `FEATURES` names for a part: its figures, and 1 for the event's type."""
        return (*self.figures[part], *(float(self.type == name) for name in EVENT_TYPES))


@cache
def weights() -> tuple[tuple[float, ...], ...]:
    """Return the weights of the figures for actor and recipient; raises `ValueError` if a figure has none."""
    found = {
        name: (float(actor), float(recipient)) for name, actor, recipient in tables.rows("participant_weights.tsv")
    }
    if set(found) != set(FEATURES):
        raise ValueError(f"participant_weights.tsv: not the figures {', '.join(FEATURES)}")
    return tuple(tuple(found[name][part] for name in FEATURES) for part in range(len(PARTS)))


def _logit(share: float) -> float:
    share = min(max(share, 0.005), 0.995)
    return log(share / (1 - share))


def _hot(proposal: Proposal) -> list[tuple[int, int]]:
    """Return the runs of pieces that may name a participant."""
    pieces = (np.maximum.reduce(proposal.shares) >= FLOOR).nonzero()[0].tolist()
    runs: list[tuple[int, int]] = []
    for piece in pieces:
        if runs and runs[-1][1] == piece:
            runs[-1] = (runs[-1][0], piece + 1)
        else:
            runs.append((piece, piece + 1))
    return runs


def _phrases_of(words: Words, proposal: Proposal) -> tuple[set[Chunk], list[Span]]:
    """Return the sentence's phrases that the model's likely pieces touch, and its runs outside of the sentence."""
    begins, closes = proposal.pieces
    whole = phrases(words)
    inner: set[Chunk] = set()
    outer: list[Span] = []
    for first, stop in _hot(proposal):
        start, end = begins[first], closes[stop - 1]
        if end <= words.starts[0] or start >= words.ends[-1]:
            outer.append((start, end))
            continue
        left = max(bisect_right(words.ends, start), 0)
        right = bisect_left(words.starts, end) - 1
        at = bisect_left(whole, (left + 1, -1)) - 1
        at = max(at, 0)
        while at < len(whole) and whole[at][0] <= right:
            if whole[at][1] >= left:
                inner.add(whole[at])
            at += 1
    return inner, outer


def candidates(
    words: Words,
    roles: Roles,
    proposal: Proposal,
    type_: EventType,
    verbal: bool,
    resolve: Callable[[Chunk], Span | None],
) -> list[Candidate]:
    """Return every phrase that the rules or the model name, with its figures, in text order.

    `resolve` gives the characters that a phrase stands for (a pronoun's antecedent), None where nothing is named.
    """
    inner, outer = _phrases_of(words, proposal)
    rules = (set(roles.actor), set(roles.recipient))
    trigger = proposal.trigger
    drafts: dict[Span, Draft] = {}
    by_rules = [chunk for part in rules for chunk in part]
    for chunk in sorted({*by_rules, *inner}):
        span = words.span(*chunk)
        if chunk not in by_rules and (
            any(chunk[0] <= other[1] and other[0] <= chunk[1] for other in by_rules)
            or (span[0] < trigger[1] and trigger[0] < span[1])
        ):
            continue
        told = resolve(chunk)
        if told is None:
            continue
        shares = proposal.share_of(span)
        if told != span:
            there = proposal.share_of(told)
            shares = (max(shares[0], there[0]), max(shares[1], there[1]))
        pronoun = told != span or words.tags[chunk[1]] == "R"
        ruled = (chunk in rules[0], chunk in rules[1])
        draft = Draft(shares, ruled, False, pronoun, words.tags[chunk[1]] == "X")
        if told not in drafts or drafts[told][:2] < draft[:2]:
            drafts[told] = draft
    for span in outer:
        if not any(span[0] < end and start < span[1] for start, end in drafts):
            drafts[span] = Draft(proposal.share_of(span), (False, False), True, False, False)
    return _figured(drafts, type_, trigger, verbal, tuple(bool(part) for part in rules))


def _figured(
    drafts: dict[Span, Draft], type_: EventType, trigger: Span, verbal: bool, ruled: tuple[bool, ...]
) -> list[Candidate]:
    """Put the figures of every draft side by side, in the order of `FEATURES`."""
    tops = [_logit(max((row.shares[part] for row in drafts.values()), default=0.0)) for part in (0, 1)]
    found = []
    for span, row in sorted(drafts.items()):
        away = min(abs(span[0] - trigger[1]), abs(trigger[0] - span[1]), FAR) / FAR
        logits = [_logit(share) for share in row.shares]
        figures = []
        for part in (0, 1):
            mine = row.ruled[part]
            figures.append((
                1.0, logits[part], logits[part] - tops[part], logits[1 - part], float(mine), float(row.ruled[1 - part]),
                float(ruled[part] and not mine), float(not ruled[part]), float(verbal), float(verbal and mine),
                float(row.outside), float(row.pronoun), float(row.named), float(span[0] < trigger[0]), away,
            ))  # fmt: skip
        found.append(Candidate(span, (figures[0], figures[1]), type_))
    return found


def chances(candidate: Candidate) -> tuple[float, float]:
    """Return the probabilities that the candidate is an actor, and a recipient."""
    at = len(FIGURES) + EVENT_TYPES.index(candidate.type)
    actor, recipient = (
        1 / (1 + exp(-(sum(map(mul, row, figures)) + row[at])))
        for row, figures in zip(weights(), candidate.figures, strict=True)
    )
    return actor, recipient


def choose(found: Sequence[Candidate]) -> tuple[tuple[Span, ...], tuple[Span, ...]]:
    """Return the spans of the actors and of the recipients: the likeliest, and others that are likely."""
    rated = [(candidate.span, chances(candidate)) for candidate in found]
    return _best(rated, 0), _best(rated, 1)


def _best(rated: Iterable[tuple[Span, tuple[float, float]]], part: int) -> tuple[Span, ...]:
    mine = sorted(((pair[part], span) for span, pair in rated if pair[part] >= pair[1 - part]), reverse=True)
    if not mine or mine[0][0] < LEAST[part]:
        return ()
    return tuple(sorted([mine[0][1], *(span for chance, span in mine[1:] if chance >= FURTHER)]))
