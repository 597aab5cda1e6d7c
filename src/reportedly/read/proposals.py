"""What the model proposes as events of a window: triggers, types, statuses, participants and deciding words."""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from reportedly.read.decode import by_word, each_view, mean, runs, softmax, spans_of
from reportedly.read.labels import EVENT_ROLES
from reportedly.read.views import Views
from reportedly.read.windows import Floats, Ints
from reportedly.record import Span

TRIGGER, ACTOR, RECIPIENT, BECAUSE = (EVENT_ROLES.index(r) for r in ("trigger", "actor", "recipient", "because"))
FLOOR = 0.1  # triggers less likely than this are not decoded
LIKELY = 0.65  # triggers that no table has need more than this to count (`weighing`); less likely ones are not decoded
BESIDE = 40  # characters between a trigger and one of the tables' that may meet it
PIECES = 8  # of a word
FAINT = 0.05  # below this no piece is a participant
NO_SHARES: Floats = np.zeros((2, 0), np.float32)
LEAST_RUN = 0.5  # a participant's piece must carry this share of the heaviest piece's mean probability


class Proposal(NamedTuple):
    """One event as the model sees it. Spans in characters.

    `chance` of being a trigger; `types` (16,) and `statuses` (8,) probabilities; `actor` and `recipient` with the mean
    probability of their pieces (where there are none: the largest probability of any piece); `because` the deciding
    words. `pieces` are those that the trigger sees, starts and ends in characters, and `shares` (2, n) the
    probability of each to be actor or recipient.
    """

    trigger: Span
    chance: float
    types: Floats
    statuses: Floats
    actor: tuple[Span, ...]
    actor_chance: float
    recipient: tuple[Span, ...]
    recipient_chance: float
    because: tuple[Span, ...]
    pieces: tuple[list[int], list[int]] = ([], [])
    shares: Floats = NO_SHARES

    def share_of(self, span: Span) -> tuple[float, float]:
        """Return the mean probabilities of the span's pieces to be actor and to be recipient; 0 outside."""
        starts, ends = self.pieces
        first, last = bisect_right(ends, span[0]), bisect_left(starts, span[1])
        if last <= first:
            return 0.0, 0.0
        actor, recipient = np.add.reduce(self.shares[:, first:last], axis=1).tolist()
        return actor / (last - first), recipient / (last - first)


def pick_triggers(chances: Floats, words: Ints) -> Ints:
    """Return the pieces (their first of each word) that may open a trigger, from probabilities (n,)."""
    picked = np.flatnonzero(chances >= FLOOR)
    firsts = np.searchsorted(words, words[picked], side="left") if np.all(np.diff(words) >= 0) else picked
    return np.unique(firsts).astype(np.int64)


def worth_decoding(triggers: Ints, chances: Floats, starts: Ints, listed: Sequence[Span]) -> Ints:
    """Return the triggers that are likely, or stand at one of the tables' (`listed`, in text order); `starts` (n,)."""
    begins, ends = [span[0] for span in listed], [span[1] for span in listed]
    kept = []
    for piece, start in zip(triggers.tolist(), starts[triggers].tolist(), strict=True):
        near = bisect_left(ends, start - BESIDE) < bisect_right(begins, start + BESIDE)
        if near or chances[piece] >= LIKELY or chances[piece + 1 : piece + PIECES].max(initial=0.0) >= LIKELY:
            kept.append(piece)
    return np.array(kept, np.int64)


def _participant(
    text: str, weight: Floats, found: list[tuple[int, int]], starts: list[int], ends: list[int]
) -> tuple[tuple[Span, ...], float]:
    """The spans of the runs tagged with a role, weak ones dropped, and how sure the model is; `weight` (n,).

    Where no piece is tagged, the runs that carry at least half of the largest probability, if that is not negligible.
    """
    if not found:
        top = float(np.maximum.reduce(weight))
        if top < FAINT:
            return (), top
        found = runs((weight >= 0.5 * top).astype(np.int64), 2)[1]
    means = [mean(weight[i:j]) for i, j in found]
    kept = [run for run, mean in zip(found, means, strict=True) if mean >= LEAST_RUN * max(means)]
    return spans_of(text, kept, starts, ends), max(means)


def propose(
    text: str,
    starts: Ints,
    ends: Ints,
    words: Ints,
    views: Views,
    chances: Floats,
    roles: Floats,
    types: Floats,
    statuses: Floats,
) -> list[Proposal]:
    """Return the proposals of one window in text order, the surer one where two triggers overlap.

    `starts`, `ends`, `words` (n,) of the window's pieces; `chances` (n,); `roles` (m, 5) logits of the m pieces that
    the triggers see in their `views`, `types` (a, 16) and `statuses` (a, 8) logits of the triggers.
    """
    if not len(views.anchors):
        return []
    share = softmax(by_word(roles, words, views))
    best = share.argmax(-1)
    type_share, status_share = softmax(types), softmax(statuses)
    found: list[Proposal] = []
    for row, (anchor, first, part) in enumerate(each_view(views)):
        weight, by_role = share[part], runs(best[part], len(EVENT_ROLES))
        seen = slice(first, first + len(weight))
        begins, closes = starts[seen].tolist(), ends[seen].tolist()
        held = [run for run in by_role[TRIGGER] if run[0] <= anchor - first < run[1]]
        word = (words == words[anchor]).nonzero()[0]
        span = held[0] if held else (int(word[0]) - first, int(word[-1]) + 1 - first)
        actor, actor_chance = _participant(text, weight[:, ACTOR], by_role[ACTOR], begins, closes)
        recipient, recipient_chance = _participant(text, weight[:, RECIPIENT], by_role[RECIPIENT], begins, closes)
        found.append(
            Proposal(
                (begins[span[0]], closes[span[1] - 1]),
                float(chances[word].max()),
                type_share[row],
                status_share[row],
                actor,
                actor_chance,
                recipient,
                recipient_chance,
                spans_of(text, by_role[BECAUSE], begins, closes),
                (begins, closes),
                weight[:, (ACTOR, RECIPIENT)].T,
            )
        )
    return without_overlaps(found)


def without_overlaps(found: list[Proposal]) -> list[Proposal]:
    """Keep the surest of proposals whose triggers overlap, in text order."""
    kept: list[Proposal] = []
    for one in sorted(found, key=lambda p: (-p.chance, p.trigger)):
        if not any(one.trigger[0] < other.trigger[1] and other.trigger[0] < one.trigger[1] for other in kept):
            kept.append(one)
    return sorted(kept, key=lambda p: p.trigger)
