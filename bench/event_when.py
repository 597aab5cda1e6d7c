"""Score where and when events are told to be, on dates and places judged by reading: `python -m bench.event_when`.

bench/labels/event_when.jsonl has an event's trigger, a date or place of its sentence, and whether that is its own. The
labelled articles are read; of the labels whose trigger is an event today, `right` counts those given that are the
event's own, `wrong` those given that are not, `missed` those that are its own and not given.
"""

import argparse
from collections import Counter
from pathlib import Path
from typing import Any

from bench.corpus_records import article_of
from bench.labels.corpora import CORPORA, crisis, digest, read_lines, venezuela
from reportedly.read.reader import read_article
from reportedly.record import Record


def judged(record: Record, label: dict[str, Any]) -> str | None:
    """Return right, wrong, missed or withheld (not given and not its own); None if its trigger is no event today."""
    trigger, span = label["trigger"], label["span"]
    found = [e for e in record.events if any(s < trigger[1] and trigger[0] < t for s, t in e.trigger)]
    if not found:
        return None
    spans = [p for e in found for p in (e.date if label["kind"] == "date" else e.place).spans]
    given = any(s < span[1] and span[0] < t for s, t in spans)
    return ("right" if given else "missed") if label["right"] else ("wrong" if given else "withheld")


def main() -> None:
    """Print the counts for dates and places, by draw, with precision and recall."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--shared", type=Path, default=CORPORA.parent)
    shared = parser.parse_args().shared
    labels = read_lines("event_when.jsonl")
    texts = {row["id"]: row for row in (*crisis(shared / "corpora"), *venezuela(shared / "corpora"))}
    counts: Counter[tuple[str, int, str]] = Counter()
    for article in dict.fromkeys(label["article"] for label in labels):
        record = read_article(article_of(texts[article]))
        for label in labels:
            if label["article"] == article:
                assert label["sha256"] == digest(texts[article]["text"]), f"the text of {article} has changed"
                verdict = judged(record, label) or "no event"
                counts[label["kind"], label["draw"], verdict] += 1
    for kind in ("date", "place"):
        for draw in (1, 2):
            right, wrong, missed = (counts[kind, draw, name] for name in ("right", "wrong", "missed"))
            print(f"{kind} draw {draw}: precision {right / max(1, right + wrong):.3f}, "
                  f"recall {right / max(1, right + missed):.3f}; right {right}, wrong {wrong}, missed {missed}, "
                  f"withheld {counts[kind, draw, 'withheld']}, no event {counts[kind, draw, 'no event']}")  # fmt: skip


if __name__ == "__main__":
    main()
