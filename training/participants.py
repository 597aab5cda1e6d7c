"""Fit the weights of `reportedly.read.events_participants` on labelled extracts and written passages.

`python -m training.participants` reads the extracts that the encoder has not learned from (training/labels/
held_out.json; on the others its shares are surer than they are right) with the packaged model, takes each labelled
event that reading finds, and tells how many actors and recipients are right by the packaged weights, and by weights
fitted on the other half of the extracts. `--write` puts weights fitted on all into
data/lexicons/participant_weights.tsv: with the model of today they are no better than those there. It needs no torch.
"""

import argparse
import re
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from reportedly.gather.article import make_article
from reportedly.read import events, events_participants
from reportedly.read.events_participants import FEATURES, Candidate
from reportedly.read.events_roles import Roles
from reportedly.read.events_words import Words
from reportedly.read.model import Model, default_model
from reportedly.read.proposals import Proposal
from reportedly.read.reader import read_article
from reportedly.record import Span, overlap
from training.corpora import Document, Happening, held_out

TABLE = Path(events_participants.__file__).parents[1] / "data/lexicons/participant_weights.tsv"
RIDGE = 2.0
STOP = frozenset(
    ["the", "a", "an", "of", "and", "or", "in", "on", "at", "to", "for", "with", "by", "from", "that", "this", "s"]
)
Array = npt.NDArray[np.float64]


def content(text: str, span: Span) -> set[str]:
    """The words of a span in lower case, without articles and the like."""
    return set(re.findall(r"\w+", text[slice(*span)].lower())) - STOP


def names(text: str, span: Span, gold: Iterable[Span]) -> bool:
    """Whether a candidate is one of the labelled participants: it overlaps one, or shares half of its words."""
    for one in gold:
        left, right = content(text, span), content(text, one)
        if overlap((span,), (one,)) or (left & right and len(left & right) / len(left | right) >= 0.5):
            return True
    return False


def candidates_of(document: Document, model: Model) -> list[tuple[Happening, list[Candidate]]]:
    """The labelled events that reading finds, with the candidates for their participants."""
    seen: list[tuple[Span, list[Candidate]]] = []
    weighed = events.weighed

    def remember(words: Words, roles: Roles, proposal: Proposal, *rest: Any) -> list[Candidate]:
        seen.append((proposal.trigger, weighed(words, roles, proposal, *rest)))
        return seen[-1][1]

    events.weighed = remember  # type: ignore[assignment]
    try:
        read_article(make_article(document.text), model)
    finally:
        events.weighed = weighed
    joined, taken = [], set()
    for trigger, candidates in seen:
        for number, gold in enumerate(document.events or ()):
            if number not in taken and not gold.optional and overlap((trigger,), tuple(gold.trigger)):
                taken.add(number)
                joined.append((gold, candidates))
                break
    return joined


def fit(x: Array, y: Array) -> Array:
    """Logistic regression with a ridge, by Newton's method: weights (f,) from figures (n, f) and answers (n,)."""
    weights = np.zeros(x.shape[1])
    for _ in range(40):
        p = 1 / (1 + np.exp(-(x @ weights)))
        slope = x.T @ (p - y) + RIDGE * weights
        bend = (x * (p * (1 - p))[:, None]).T @ x + RIDGE * np.eye(len(weights))
        weights -= np.linalg.solve(bend, slope)
    return weights


Joined = list[tuple[Document, Happening, list[Candidate]]]


def fitted(given: Joined) -> list[Array]:
    """The weights for actor and recipient."""
    rows: list[list[tuple[tuple[float, ...], float]]] = [[], []]
    for document, gold, candidates in given:
        for part, labelled in enumerate((gold.actor, gold.recipient)):
            for candidate in candidates:
                right = names(document.text, candidate.span, labelled)
                rows[part].append((candidate.features(part), float(right)))
    return [fit(np.array([x for x, _ in part]), np.array([y for _, y in part])) for part in rows]


def right_shares(given: Joined) -> list[float]:
    """How often the actors, and the recipients, chosen by the weights at hand are the labelled ones (or none)."""
    good = [0, 0]
    for document, gold, candidates in given:
        for part, (chosen, labelled) in enumerate(
            zip(events_participants.choose(candidates), (gold.actor, gold.recipient), strict=True)
        ):
            good[part] += any(names(document.text, span, labelled) for span in chosen) if labelled else not chosen
    return [one / max(1, len(given)) for one in good]


def main() -> None:
    """Fit, tell, and write the table if asked to."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--shared", type=Path, default=Path("../shared"))
    parser.add_argument("--write", action="store_true", help="put weights fitted on all extracts into the table")
    args = parser.parse_args()
    model = default_model()
    halves: list[Joined] = [[], []]
    for number, document in enumerate(held_out(args.shared)):
        halves[number % 2] += [(document, *pair) for pair in candidates_of(document, model)]
    whole = halves[0] + halves[1]
    print(len(whole), "events; as packaged:", [round(x, 3) for x in right_shares(whole)])
    packaged = events_participants.weights
    for here, there in ((0, 1), (1, 0)):
        told = tuple(tuple(map(float, part)) for part in fitted(halves[here]))
        events_participants.weights = lambda told=told: told  # type: ignore[assignment, misc]
        print("half", there + 1, "by the other's weights:", [round(x, 3) for x in right_shares(halves[there])])
    events_participants.weights = packaged
    if not args.write:
        return
    weights = fitted(whole)
    head = [line for line in TABLE.read_text(encoding="utf-8").splitlines() if line.startswith("#")]
    lines = [f"{name}\t{weights[0][at]:.2f}\t{weights[1][at]:.2f}" for at, name in enumerate(FEATURES)]
    TABLE.write_text("\n".join((*head, *lines)) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
