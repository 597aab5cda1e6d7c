"""Weigh the rules' reading of an event against the model's: which triggers stand, their type and status.

The rules know grammar and can show their words; the model knows usage. Each figure here is a weight in log-odds or a
probability, searched on extracts kept out of training (training/weigh.py), then moved a little towards fewer false
happenings with the dev records and the written pairs of tests/data in view.
"""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from reportedly.read.events_lexicon import Trigger, vetoed
from reportedly.read.events_triggers import VERB_LIKE, Found
from reportedly.read.events_words import Words, noun_forms
from reportedly.read.labels import EVENT_TYPES, STATUSES
from reportedly.read.proposals import Proposal
from reportedly.read.status_scale import REAL, Verdict
from reportedly.record import Span
from reportedly.record.rows import EventType, Status


class Weights(NamedTuple):
    """What decides. `alone` and `shared`: least chance of a trigger that the model finds alone, or the tables too;
    `alone_real`: the same for one that the model finds alone and that would be told as real;
    `type` and `status`, `reasoned`: log-odds for the tables' type, the rules' status, and a status with its words;
    `real`: log-odds against calling something real, `against`: and more where the rules show words that make it unreal.
    """

    alone: float = 0.7
    alone_real: float = 0.76
    shared: float = 0.1
    type: float = 3.0
    status: float = 1.0
    reasoned: float = 1.5
    real: float = 0.5
    against: float = 4.5


WEIGHTS = Weights()


class Candidate(NamedTuple):
    """A trigger with what the model says of it (None where the model was not asked)."""

    found: Found
    proposal: Proposal | None
    listed: bool


def candidates(words: Words, found: Sequence[Found], proposals: Sequence[Proposal]) -> list[Candidate]:
    """Join the tables' triggers of a sentence with the model's, in text order; unlikely ones are left out."""
    joined: list[Candidate] = []
    taken: set[int] = set()
    for one in found:
        span = words.span(one.first, one.last)
        best = max(((p.chance, number) for number, p in enumerate(proposals) if _meet(span, p.trigger)), default=None)
        if best is not None:
            taken |= {n for n, p in enumerate(proposals) if _meet(span, p.trigger)}
            if best[0] >= WEIGHTS.shared:
                joined.append(Candidate(one, proposals[best[1]], True))
    for number, proposal in enumerate(proposals):
        if number in taken or proposal.chance < WEIGHTS.alone:
            continue
        made = _as_found(words, proposal)
        if made is not None:
            joined.append(Candidate(made, proposal, False))
    return sorted((one for one in joined if not vetoed(words, one.found.head)), key=lambda c: c.found.first)


def doubtful(candidate: Candidate) -> bool:
    """Tell whether the model alone finds the trigger and is too unsure to have it told as real."""
    proposal = candidate.proposal
    return proposal is not None and not candidate.listed and proposal.chance < WEIGHTS.alone_real


def _meet(span: Span, other: Span) -> bool:
    return span[0] < other[1] and other[0] < span[1]


def _as_found(words: Words, proposal: Proposal) -> Found | None:
    """A trigger of the model as one of the tables: its head the verb that opens it, or its last word."""
    held = [at for at in words.within(proposal.trigger) if words.low[at][0].isalnum()]
    while len(held) > 1 and words.tags[held[-1]] in "DSPTCURM":
        held.pop()
    if not held:
        return None
    first, last = held[0], held[-1]
    verbal = words.tags[first] in VERB_LIKE
    if first and words.tags[first] == "w" and words.tags[first - 1] in "TM":  # "to root for them": a verb of no table
        verbal = words.low[first] not in noun_forms()
    name: EventType = EVENT_TYPES[int(proposal.types.argmax())]  # type: ignore[assignment]
    row = Trigger(" ".join(words.low[first : last + 1]), "v" if verbal else "n", name, None, "act", ())
    return Found(row, first, last, first if verbal else last, verbal)


def weigh_type(candidate: Candidate) -> tuple[EventType, str | None, float]:
    """Return the type, its mode where the tables have one, and the probability of the type."""
    row, proposal = candidate.found.row, candidate.proposal
    if proposal is None:
        return row.type, row.mode, 0.5
    logits = np.log(proposal.types + 1e-6)
    if candidate.listed:
        logits[EVENT_TYPES.index(row.type)] += WEIGHTS.type
    share = np.exp(logits - logits.max())
    share /= share.sum()
    best = int(share.argmax())
    name: EventType = EVENT_TYPES[best]  # type: ignore[assignment]
    return name, row.mode if candidate.listed and name == row.type else None, float(share[best])


def weigh_status(verdict: Verdict, proposal: Proposal | None, default: bool = False) -> tuple[Status, float]:
    """Return the status and its probability: the model's shares, moved towards what the rules read.

    Words that say that it did not happen are a veto: it is then never told as real. Where the rules show words that
    make it real ("managed to"), the model's did_not_happen has their weight against it.

    `default`: the rules rest on a bare "to" alone, which is no reason against anything but that it is done.
    """
    if proposal is None:
        return verdict.status, 0.5
    reasoned = bool(verdict.because) and not default
    logits = np.log(proposal.statuses + 1e-4)
    logits[STATUSES.index(verdict.status)] += WEIGHTS.status + (WEIGHTS.reasoned if reasoned else 0.0)
    unreal = verdict.status not in REAL and bool(verdict.because)
    for real in REAL:
        logits[STATUSES.index(real)] -= WEIGHTS.real + (WEIGHTS.against if unreal else 0.0)
    if verdict.status in REAL and reasoned:
        logits[STATUSES.index("did_not_happen")] -= WEIGHTS.against
    if verdict.status == "did_not_happen" and reasoned:
        most = logits[STATUSES.index("did_not_happen")] - 0.1
        for real in REAL:
            logits[STATUSES.index(real)] = min(logits[STATUSES.index(real)], most)
    share = np.exp(logits - logits.max())
    share /= share.sum()
    best = int(share.argmax())
    name: Status = STATUSES[best]  # type: ignore[assignment]
    return name, float(share[best])
