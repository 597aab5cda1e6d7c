"""Measure how real events are told to be, on MEANTIME (van Erp et al. 2015): factual, not factual, uncertain.

`python -m bench.factuality [--model FOLDER]` reads the Wikinews articles on Airbus, Apple and GM and compares every
event that both sides have (its trigger overlaps). Gold: factual is certain, positive and not future; not factual is
negative; all else is uncertain (future, possible, conditional, generic). Ours: happened and ongoing; did_not_happen;
the others.
"""

import argparse
import xml.etree.ElementTree as ET
from collections import Counter
from pathlib import Path

from reportedly.gather.article import make_article
from reportedly.read.many import read_articles
from reportedly.read.model import Model, default_model
from reportedly.record import Span

NAMES = ("factual", "not factual", "uncertain")
OURS = {"happened": "factual", "ongoing": "factual", "did_not_happen": "not factual"}
TIGHT = set(".,;:!?)%'’”")


def article(path: Path) -> tuple[str, list[tuple[Span, str]]]:
    """The text, tokens joined by spaces and sentences by line ends, with its events and their class."""
    root = ET.parse(path).getroot()
    text, spans, sentence = "", {}, "0"
    for token in root.iter("token"):
        word = (token.text or "").strip()
        if token.get("sentence") != sentence:
            sentence, text = token.get("sentence") or "", text + "\n"
        elif text and not text.endswith("\n") and word[:1] not in TIGHT:
            text += " "
        spans[token.get("t_id")] = (len(text), len(text) + len(word))
        text += word
    events = []
    for mention in root.iter("EVENT_MENTION"):
        anchors = [spans[a.get("t_id")] for a in mention.iter("token_anchor")]
        kind = class_of({key: mention.get(key) or "" for key in ("certainty", "polarity", "time", "special_cases")})
        if anchors and kind:
            events.append(((min(anchors)[0], max(anchors)[1]), kind))
    return text, events


def class_of(marks: dict[str, str]) -> str | None:
    """One of NAMES, or None where the annotator left it open."""
    if not marks["certainty"] or not marks["polarity"]:
        return None
    if marks["polarity"] == "NEG" and marks["certainty"] == "CERTAIN":
        return "not factual"
    plain = marks["certainty"] == "CERTAIN" and marks["polarity"] == "POS" and marks["time"] == "NON_FUTURE"
    return "factual" if plain and marks["special_cases"] in ("NONE", "") else "uncertain"


def main() -> None:
    """Print macro-F1, the confusion table and how many events both sides have."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--shared", type=Path, default=Path("../shared"))
    parser.add_argument("--model", type=Path)
    args = parser.parse_args()
    folders = [args.shared / f"data/meantime/corpus_{part}" for part in ("airbus", "apple", "gm")]
    paths = [path for folder in folders for path in sorted(folder.glob("*.xml"))]
    gold = [article(path) for path in paths]
    model = Model(args.model) if args.model else default_model()
    pairs: Counter[tuple[str, str]] = Counter()
    total = 0
    for (_, events), record in zip(gold, read_articles((make_article(t) for t, _ in gold), model=model), strict=True):
        total += len(events)
        for span, kind in events:
            for event in record.events:
                if any(s < span[1] and span[0] < e for s, e in event.trigger):
                    pairs[kind, OURS.get(event.status, "uncertain")] += 1
                    break
    scores = []
    for name in NAMES:
        hit = pairs[name, name]
        wanted, given = sum(pairs[name, n] for n in NAMES), sum(pairs[n, name] for n in NAMES)
        scores.append(2 * hit / max(1, wanted + given))
        print(f"{name:12} F1 {scores[-1]:.3f}  " + "  ".join(f"{n} {pairs[name, n]}" for n in NAMES))
    right = sum(pairs[n, n] for n in NAMES)
    met = sum(pairs.values())
    print(f"macro-F1 {sum(scores) / 3:.3f}  accuracy {right / max(1, met):.3f}  {met} of {total} events met")


if __name__ == "__main__":
    main()
