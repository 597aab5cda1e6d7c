#!/usr/bin/env python3
"""Score echoes on pairs of real articles (`labels/echo_pairs.jsonl`): `python -m bench.echoes real CACHE [--each]`.

The articles are read with the packaged model, once: CACHE is a folder outside the project that keeps their records.
Both drawings are scored apart (e001-e200, e201-e259). Independent: the share of pairs judged independent
that get no edge.
"""

import argparse
from collections import Counter
from pathlib import Path
from typing import Any

from bench.labels.corpora import Row, crisis, read_lines
from reportedly.record import Record, decode
from reportedly.weave.echo_relation import Relation, relation
from reportedly.weave.echoes import keys
from reportedly.weave.item import Item

SECOND = "e201"  # the first pair of the second drawing


def records(cache: Path, ids: list[str]) -> dict[str, Record]:
    """Return the records of articles of the crisis corpus, read now where the cache lacks them."""
    cache.mkdir(parents=True, exist_ok=True)
    lacking = [id for id in ids if not (cache / f"{id}.json").exists()]
    if lacking:
        from reportedly.read import read_many

        rows = {row["id"]: row for row in crisis()}
        for record in read_many(rows[id] for id in lacking):
            (cache / f"{record.article.id}.json").write_bytes(record.to_json())
    return {id: decode((cache / f"{id}.json").read_bytes()) for id in ids}


def item(record: Record) -> Item:
    """Return a record as an item of a story."""
    article = record.article
    return Item(
        key=f"{article.id}/1", outlet=article.outlet, url=article.url, published=article.published, record=record
    )


def gold_direction(row: Row) -> str | None:
    """Return a label's direction in the words of `Relation`."""
    return {"left<-right": "left", "right<-left": "right"}.get(row["direction"], row["direction"])


def score(rows: list[Row], found: dict[str, Relation | None], shared: dict[str, bool]) -> dict[str, Any]:
    """Return precision, recall, F1, share of directions right and of independent pairs without an edge."""
    hits = [row for row in rows if row["echo"] and found[row["pair"]]]
    echoes = sum(row["echo"] for row in rows)
    claimed = sum(found[row["pair"]] is not None for row in rows)
    told = [row for row in hits if row["direction"]]
    right = sum(gold_direction(row) == found[row["pair"]].direction for row in told)  # type: ignore[union-attr]
    precision, recall = len(hits) / max(1, claimed), len(hits) / max(1, echoes)
    apart = [row for row in rows if not row["echo"]]
    return {
        "pairs": len(rows),
        "echoes": echoes,
        "precision": round(precision, 3),
        "recall": round(recall, 3),
        "F1": round(2 * precision * recall / max(1e-9, precision + recall), 3),
        "direction": f"{right / max(1, len(told)):.3f} of {len(told)}",
        "independent": f"{sum(found[row['pair']] is None for row in apart) / max(1, len(apart)):.3f} of {len(apart)}",
        "share a key": f"{sum(shared[row['pair']] for row in hits) / max(1, len(hits)):.3f} of the found",
    }


def real(cache: Path, each: bool) -> None:
    """Print the scores of the real pairs."""
    rows = read_lines("echo_pairs.jsonl")
    held = records(cache, sorted({row[side] for row in rows for side in ("left", "right")}))
    items = {id: item(record) for id, record in held.items()}
    found, shared, evidence = {}, {}, Counter[str]()
    for row in rows:
        left, right = items[row["left"]], items[row["right"]]
        found[row["pair"]] = one = relation(left, right)
        shared[row["pair"]] = bool(set(keys(left)) & set(keys(right)))
        if one is not None:
            evidence.update({edge.evidence for edge in one.edges})
        wrong = (one is not None) != row["echo"]
        if each and (wrong or (one and row["direction"] and gold_direction(row) != one.direction)):
            got = (one.direction, one.origin, sorted({edge.evidence for edge in one.edges})) if one else None
            print(row["pair"], "gold", row["echo"], row["direction"], row["origin"], row["evidence"], "found", got)
    for name, part in (
        ("first drawing", [row for row in rows if row["pair"] < SECOND]),
        ("second drawing", [row for row in rows if row["pair"] >= SECOND]),
        ("both", rows),
    ):
        print(name, score(part, found, shared))
    print("evidence", dict(evidence))


def main() -> None:
    """Run one of the parts."""
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("part", choices=("real",))
    ap.add_argument("cache", type=Path)
    ap.add_argument("--each", action="store_true", help="print the pairs that differ")
    args = ap.parse_args()
    real(args.cache, args.each)


if __name__ == "__main__":
    main()
