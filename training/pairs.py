"""Teach event types by pairs: the trigger that a pair's type most likely hangs on, in PLV's first four fifths.

`python -m training.pairs training/runs/l6/model` reads each sentence with a trained model and writes
`training/runs/pairs.jsonl`: the trigger whose type, participants and chance fit best, with the pair as actor and
recipient. Rows without a likely trigger are left out. The last fifth is kept for `bench.pairs`.
"""

import argparse
import json
from pathlib import Path

from bench.pairs import marked, rows

from reportedly.read.labels import EVENT_TYPES, STATUSES
from reportedly.read.model import Model
from reportedly.read.proposals import Proposal
from reportedly.read.quotes import quoted_regions
from reportedly.read.reader import run_model
from reportedly.read.sentences import sentences
from reportedly.record import Span, overlap
from training.corpora import Document, Happening

LEAST = 0.02


def likelihood(proposal: Proposal, kind: str, source: Span, target: Span) -> float:
    """How likely the pair's type hangs on this trigger: its chance, the type's share, and how its participants fit."""
    if overlap((proposal.trigger,), (source, target)):
        return 0.0
    fit = 1 + bool(overlap(proposal.actor, (source,))) + bool(overlap(proposal.recipient, (target,)))
    wrong = bool(overlap(proposal.actor, (target,))) + bool(overlap(proposal.recipient, (source,)))
    share = proposal.types[EVENT_TYPES.index(kind)]
    return float(proposal.chance**0.5 * (share + 0.02) * fit / 3 / (1 + wrong))


def pair_documents(path: Path) -> list[Document]:
    """The sentences with the events that `main` found; none if it has not run."""
    if not path.exists():
        return []
    found = []
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines()):
        row = json.loads(line)
        event = Happening([tuple(row["trigger"])], [tuple(row["source"])], [tuple(row["target"])], [],
                          [row["type"]], [row["status"]])  # fmt: skip
        found.append(Document(f"pairs:{number}", row["text"], events=[event], partial=True))
    return found


def main() -> None:
    """Write the rows and print how many types found a trigger."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("model", type=Path)
    parser.add_argument("--shared", type=Path, default=Path("../shared"))
    parser.add_argument("--runs", type=Path, default=Path("training/runs"))
    args = parser.parse_args()
    model = Model(args.model)
    written = []
    wanted = rows(args.shared, "first")
    for row in wanted:
        text, source, target = marked(row)
        finds = run_model(text, sentences(text), quoted_regions(text), model)
        best = max(((likelihood(p, row["gold_root"], source, target), p) for p in finds.proposals),
                   default=None, key=lambda found: found[0])  # fmt: skip
        if best is None or best[0] < LEAST:
            continue
        status = STATUSES[int(best[1].statuses.argmax())]
        written.append({"text": text, "trigger": best[1].trigger, "source": source, "target": target,
                        "type": row["gold_root"], "status": status})  # fmt: skip
    path = args.runs / "pairs.jsonl"
    path.write_text("".join(json.dumps(row) + "\n" for row in written), encoding="utf-8")
    print(f"{len(written)} of {len(wanted)} pairs found a trigger")


if __name__ == "__main__":
    main()
