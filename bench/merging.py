"""Draw pairs of rows for hand judgement: 150 that the story put into one claim, and how pairs judged by hand stand.

    python -m bench.merging draw CACHE.jsonl OUT.txt [--seed 1]     # a listing with words around each row
    python -m bench.merging score CACHE.jsonl PAIRS.jsonl           # {"left": address, "right": address, "same": bool}
    python -m bench.merging together CACHE.jsonl                    # labelled claims: pairs of their rows in one claim

The articles are those on Venezuela and the 300 latest on Iran. The listing holds text of articles: it stays outside the
project; what is kept are addresses and judgements. `together` takes pairs of articles that carry one labelled claim,
and asks whether any row in the labelled spans of one is in a claim with one of the other's.
"""

import argparse
import json
import random
from collections.abc import Sequence
from itertools import combinations
from pathlib import Path

from bench.corpus_records import iran, items
from bench.counts import carries
from bench.labels.corpora import crisis, read_lines, venezuela
from reportedly.weave.claims import Claim, claims, where_rows_are
from reportedly.weave.facts import Fact, facts
from reportedly.weave.item import Item

DRAWN, AROUND = 150, 120


def woven(held: Sequence[Item]) -> tuple[Claim, ...]:
    """Return the claims of some articles."""
    return claims([fact for item in held for fact in facts(item)])


def pairs_of(found: Sequence[Claim]) -> list[tuple[Fact, Fact]]:
    """Return every pair of rows that are in one claim."""
    return [pair for claim in found for pair in combinations(claim.facts, 2)]


def words(fact: Fact, item: Item) -> str:
    """Return a row with the words around it, marked, its outlet and day before it."""
    start, end = fact.spans[0][0], fact.spans[-1][1]
    text = f"{item.text[max(0, start - AROUND) : start]}[[{item.text[start:end]}]]{item.text[end : end + AROUND]}"
    return f"{fact.address}\n    {item.outlet} {item.day} {fact.status or ''}: {' '.join(text.split())}"


def draw(cache: Path, out: Path, seed: int) -> None:
    """Write the listing."""
    held = items([*venezuela(), *iran()], cache)
    by_key, found = {item.key: item for item in held}, pairs_of(woven(held))
    chosen = random.Random(seed).sample(found, min(DRAWN, len(found)))
    lines = [
        f"#{n} {left.kind}\n  {words(left, by_key[left.item])}\n  {words(right, by_key[right.item])}\n"
        for n, (left, right) in enumerate(chosen, 1)
    ]
    out.write_text("\n".join(lines), encoding="utf-8")
    print(f"{len(held)} articles, {len(found)} pairs in one claim, {len(chosen)} drawn")


def score(cache: Path, judged: Path) -> None:
    """Print how many judged pairs the story puts where people do."""
    held = items([*venezuela(), *crisis()], cache)
    where = where_rows_are(woven(held))
    rows = [json.loads(line) for line in judged.read_text(encoding="utf-8").splitlines() if line.strip()]
    for same in (True, False):
        of_kind = [row for row in rows if row["same"] is same]
        there = [row for row in of_kind if row["left"] in where and row["right"] in where]
        joined = sum(where[row["left"]] is where[row["right"]] for row in there)
        print(f"same {same}: {len(of_kind)} judged, {len(there)} with both rows, {joined} in one claim")


def together(cache: Path) -> None:
    """Print the share of pairs of articles carrying one labelled claim whose rows are in one claim."""
    listed = {row["id"]: row for row in read_lines("claims_list.jsonl")}
    have = {item.record.article.id: item for item in items([*venezuela(), *crisis()], cache)}
    joined = with_rows = pairs = 0
    for label in read_lines("claims.jsonl"):
        scope = [have[id] for id in listed[label["id"]]["scope"] if id in have]
        where = where_rows_are(woven(scope))
        by_article: dict[str, set[str]] = {one["id"]: set() for one in label["articles"]}
        kinds: dict[str, set[str]] = {one["id"]: set() for one in label["articles"]}
        for item in scope:
            for fact in facts(item):
                if item.record.article.id in by_article and carries(fact, label):
                    by_article[item.record.article.id].add(where[fact.address].id)
                    kinds[item.record.article.id].add(f"{fact.kind} {fact.type}")
        for left, right in combinations(sorted(by_article), 2):
            pairs += 1
            with_rows += bool(kinds[left] & kinds[right])
            joined += bool(by_article[left] & by_article[right])
    print(f"{pairs} pairs of articles that carry one claim; rows of one kind and type in both: {with_rows}; "
          f"in one claim: {joined} ({joined / max(pairs, 1):.3f}, of those with rows {joined / max(with_rows, 1):.3f})")


def main() -> None:
    """Draw, score, or measure against the labelled claims."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("what", choices=("draw", "score", "together"))
    parser.add_argument("cache", type=Path)
    parser.add_argument("file", type=Path, nargs="?")
    parser.add_argument("--seed", type=int, default=1)
    args = parser.parse_args()
    if args.what == "together":
        together(args.cache)
    elif args.file is None:
        parser.error(f"{args.what} needs a file")
    elif args.what == "draw":
        draw(args.cache, args.file, args.seed)
    else:
        score(args.cache, args.file)


if __name__ == "__main__":
    main()
