"""Fit the weights of `reportedly.read.events_participants` on labelled extracts and written passages.

`python -m training.participants` reads every labelled text that is not kept out (training/labels/held_out.json) with
the packaged model, takes each labelled event that reading finds, and fits for actor and recipient whether a candidate
names one of the labelled ones. It writes data/lexicons/participant_weights.tsv and needs no torch.
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
from reportedly.read.events_participants import FEATURES, PARTS, Candidate
from reportedly.read.model import Model, default_model
from reportedly.read.reader import read_article
from reportedly.record import Event, Span, overlap
from training.corpora import Document, Happening, held_out, own_labels, written

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
    seen: list[list[Candidate]] = []
    found: list[Event] = []
    choose, kept = events.choose, events._without_repetitions

    def remember(candidates: Any) -> tuple[tuple[Span, ...], tuple[Span, ...]]:
        seen.append(list(candidates))
        return choose(candidates)

    def note(drafts: Any) -> Any:
        found.extend(draft.event for draft in drafts)
        return kept(drafts)

    events.choose, events._without_repetitions = remember, note  # type: ignore[assignment]
    try:
        read_article(make_article(document.text), model)
    finally:
        events.choose, events._without_repetitions = choose, kept
    joined, taken = [], set()
    for event, candidates in zip(found, seen, strict=True):
        for number, gold in enumerate(document.events or ()):
            if number not in taken and not gold.optional and overlap(event.trigger, tuple(gold.trigger)):
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


def main() -> None:
    """Fit and write the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--shared", type=Path, default=Path("../shared"))
    args = parser.parse_args()
    model = default_model()
    kept_out = {document.name for document in held_out(args.shared)}
    rows: list[list[tuple[tuple[float, ...], float]]] = [[], []]
    for document in (*own_labels(args.shared), *written()):
        if document.events is None or document.name in kept_out:
            continue
        for gold, candidates in candidates_of(document, model):
            for part, labelled in enumerate((gold.actor, gold.recipient)):
                for candidate in candidates:
                    right = names(document.text, candidate.span, labelled)
                    rows[part].append((candidate.features(part), float(right)))
    weights = [fit(np.array([x for x, _ in part]), np.array([y for _, y in part])) for part in rows]
    head = [line for line in TABLE.read_text(encoding="utf-8").splitlines() if line.startswith("#")]
    lines = [f"{name}\t{weights[0][at]:.2f}\t{weights[1][at]:.2f}" for at, name in enumerate(FEATURES)]
    TABLE.write_text("\n".join((*head, *lines)) + "\n", encoding="utf-8")
    print(", ".join(f"{len(part)} candidates for {name}" for part, name in zip(rows, PARTS, strict=True)))


if __name__ == "__main__":
    main()
