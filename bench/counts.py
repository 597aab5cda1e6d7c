"""Score the three counts against hand counts: 40 claims, each with its articles, outlets, reports and voices.

    python -m bench.counts CACHE.jsonl [--labels bench/labels/claims.jsonl] [--each]

A labelled claim is located by most of its member spans: of the story's claims with rows in them, the one that is in
most of the labelled articles (then the one with fewest others). The story is woven over the claim's scope; its counts
are then those of that claim. What is not located counts as wrong.
"""

import argparse
from collections import Counter
from pathlib import Path
from typing import Any

from bench.corpus_records import items as items_of
from bench.labels.corpora import HERE, crisis, read_lines, venezuela
from reportedly.record import overlap
from reportedly.weave.claims import Claim, claims
from reportedly.weave.counts import count
from reportedly.weave.echo import Edge
from reportedly.weave.echoes import compute
from reportedly.weave.facts import Fact, facts
from reportedly.weave.item import Item

NAMES = ("outlets", "reports", "voices")


def carries(fact: Fact, label: dict[str, Any]) -> bool:
    """Tell whether a row stands in one of the labelled spans."""
    article = fact.item.rsplit("/", 1)[0]
    spans = [tuple(span) for one in label["articles"] if one["id"] == article for span in one["spans"]]
    return overlap(fact.spans, spans) > 0


def locate(label: dict[str, Any], found: tuple[Claim, ...]) -> Claim | None:
    """Return the story's claim that is the labelled one; None if no row stands in its spans."""
    best: tuple[tuple[int, int, int], Claim] | None = None
    for claim in found:
        inside = [fact for fact in claim.facts if carries(fact, label)]
        if not inside:
            continue
        articles = len({fact.item for fact in inside})
        key = (articles, -len({fact.item for fact in claim.facts} - {fact.item for fact in inside}), len(inside))
        if best is None or key > best[0]:
            best = key, claim
    return best[1] if best is not None else None


def weave(items: list[Item]) -> tuple[tuple[Claim, ...], tuple[Edge, ...]]:
    """Return the claims and the echoes of some articles."""
    return claims([fact for item in items for fact in facts(item)]), compute(items)


def main() -> None:
    """Print how many of each count are exactly right and within one."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("cache", type=Path)
    parser.add_argument("--labels", type=Path, default=HERE / "claims.jsonl")
    parser.add_argument("--each", action="store_true", help="print every claim")
    args = parser.parse_args()
    if not args.labels.exists():
        parser.exit(1, f"{args.labels} is not there: the labels are not written yet\n")
    listed = {row["id"]: row for row in read_lines("claims_list.jsonl")}
    labels = read_lines(args.labels.name, args.labels.resolve().parent)
    rows = {row["id"]: row for row in (*crisis(), *venezuela())}
    have = {item.record.article.id: item for item in items_of(rows.values(), args.cache)}
    right: Counter[str] = Counter()
    near: Counter[str] = Counter()
    scored = located = 0
    for label in labels:
        scope = listed[label["id"]]["scope"]
        held = [have[id] for id in scope if id in have]
        if len(held) < len(scope):
            print(f"{label['id']}: {len(scope) - len(held)} of {len(scope)} articles are not in the cache; left out")
            continue
        scored += 1
        found, edges = weave(held)
        claim = locate(label, found)
        located += claim is not None
        told = count(claim.facts, {item.key: item for item in held}, edges).numbers if claim is not None else None
        wanted = (label["outlets"], label["reports"], label["voices"])
        for name, mine, hand in zip(NAMES, told or (-9, -9, -9), wanted, strict=True):
            right[name] += mine == hand
            near[name] += abs(mine - hand) <= 1
        if args.each:
            inside = len({f.item for f in claim.facts if carries(f, label)}) if claim is not None else 0
            print(f"{label['id']} hand {wanted} story {told} articles {inside} of {len(label['articles'])}"
                  f" {listed[label['id']]['kind']}: {listed[label['id']]['wording']}")  # fmt: skip
    print(f"{scored} claims scored, {located} located")
    for name in NAMES:
        print(f"{name:8} exactly {right[name] / max(scored, 1):.3f}  within one {near[name] / max(scored, 1):.3f}")


if __name__ == "__main__":
    main()
