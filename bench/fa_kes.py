"""Number disputes and developments of 804 reports on the war in Syria (`../shared/data/fa_kes`), judged by reading.

    python -m bench.fa_kes read CACHE.jsonl                     # read what is missing; stop and start it as you like
    python -m bench.fa_kes draw CACHE.jsonl OUT.txt [--seed 1]  # 50 of those shown, in their words
    python -m bench.fa_kes score CACHE.jsonl                    # how many of those judged are real

A draw holds words of articles: it stays outside the project. What is kept (`labels/fa_kes.jsonl`) are row addresses,
the kind shown, whether it is real and of that kind, and why, in our own words.
"""

import argparse
import csv
import datetime
import lzma
import random
import re
from collections.abc import Sequence
from pathlib import Path

from bench.corpus_records import kept, read_missing
from bench.labels.corpora import ROOT, Row, read_lines
from bench.merging import words
from reportedly.weave.facts import Fact, facts
from reportedly.weave.item import Item
from reportedly.weave.series import Pair, Series, series

SOURCE = ROOT.parent / "shared" / "data" / "fa_kes" / "fa_kes.csv.xz"
LABELS = "fa_kes.jsonl"
DRAWN = 50
HEAD = 260  # characters in which a report gives its own date
FAR = 400  # days between it and the file's beyond which it is another date
MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
NAMES = r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*"
HEAD_DATE = re.compile(
    rf"\b(?P<d>\d{{1,2}})\s?(?P<m>{NAMES})\.?\s(?P<y>20\d\d)\b|\b(?P<o>{NAMES})\.?\s(?P<e>\d{{1,2}})\s?(?P<z>20\d\d)\b|"
    r"\b(?P<f>\d{2})[.-](?P<n>\d{2})[.-](?P<x>20\d\d)\b")  # fmt: skip
SHOWN = ("conflicts", "develops")


def reports(path: Path = SOURCE) -> list[Row]:
    """Return the reports as rows of a corpus; an id is the number of the report in the file ("fk001")."""
    with lzma.open(path, "rt", encoding="utf-8", errors="replace", newline="") as file:
        found = list(csv.DictReader(file))
    return [
        {"id": f"fk{number:03d}", "outlet": row["source"], "title": row["article_title"],
         "text": row["article_content"], "published": published(row["date"], row["article_content"]).isoformat()}
        for number, row in enumerate(found, 1)
    ]  # fmt: skip


def published(given: str, text: str) -> datetime.date:
    """Return the day that a report's own head gives ("Published April 8 2017"), or else the file's.

    The file's dates are often another day's, or have day and month exchanged.
    """
    column = datetime.datetime.strptime(given, "%m/%d/%Y").date()
    for found in HEAD_DATE.finditer(text[:HEAD]):
        day = found["d"] or found["e"] or found["f"]
        year = found["y"] or found["z"] or found["x"]
        month = int(found["n"]) if found["n"] else MONTHS.index((found["m"] or found["o"])[:3].lower()) + 1
        try:
            told = datetime.date(int(year), month, int(day))
        except ValueError:
            continue
        if abs((told - column).days) <= FAR:
            return told
    return column


def items(cache: Path) -> list[Item]:
    """Return the reports that a cache holds as items of a story."""
    have = kept(cache)
    return [
        Item(key=f"{row['id']}/1", outlet=row["outlet"], published=row["published"], record=have[row["id"]])
        for row in reports() if row["id"] in have
    ]  # fmt: skip


def shown(found: Sequence[Series]) -> list[tuple[Series, Pair]]:
    """Return the disputes and developments of series: one pair of figures a series and kind, the first in order."""
    held = []
    for one in found:
        for kind in SHOWN:
            pair = next((pair for pair in one.pairs if pair.relation == kind), None)
            if pair is not None:
                held.append((one, pair))
    return held


def _woven(cache: Path) -> tuple[dict[str, Item], tuple[Series, ...]]:
    held = items(cache)
    return {item.key: item for item in held}, series([fact for item in held for fact in facts(item)])


def draw(cache: Path, out: Path, seed: int) -> None:
    """Write what is to be judged."""
    by_key, found = _woven(cache)
    every = shown(found)
    chosen = random.Random(seed).sample(every, min(DRAWN, len(every)))
    lines = []
    for number, (one, pair) in enumerate(chosen, 1):
        by_address: dict[str, Fact] = {fact.address: fact for fact in one.facts}
        left, right = by_address[pair.left], by_address[pair.right]
        lines.append(f"#{number} {pair.relation}: {one.measure} {one.thing} ({len(one.facts)} figures): {pair.reason}\n"
                     f"  {words(left, by_key[left.item])}\n  {words(right, by_key[right.item])}\n")  # fmt: skip
    out.write_text("\n".join(lines), encoding="utf-8")
    kinds = {kind: sum(pair.relation == kind for _, pair in every) for kind in SHOWN}
    print(f"{len(by_key)} reports, {len(found)} series, shown: {kinds}; {len(chosen)} drawn")


def score(cache: Path) -> None:
    """Print how many judged disputes and developments are real, and how many of each the story still shows."""
    _, found = _woven(cache)
    now = {frozenset((pair.left, pair.right)): pair.relation for one in found for pair in one.pairs}
    judged = read_lines(LABELS)
    real = [row for row in judged if row["real"]]
    print(f"{len(judged)} judged as drawn: {len(real)} real and of the right kind")
    for name, rows in (("real", real), ("others", [row for row in judged if not row["real"]])):
        still = sum(now.get(frozenset((row["left"], row["right"]))) == row["kind"] for row in rows)
        print(f"{name}: {len(rows)}, still shown as they were {still}")


def main() -> None:
    """Read, draw, or score."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("what", choices=("read", "draw", "score"))
    parser.add_argument("cache", type=Path)
    parser.add_argument("out", type=Path, nargs="?")
    parser.add_argument("--seed", type=int, default=1)
    args = parser.parse_args()
    if args.what == "read":
        print(sum(1 for _ in read_missing(reports(), args.cache)), "reports read")
    elif args.what == "score":
        score(args.cache)
    elif args.out is None:
        parser.error("draw needs a file to write to")
    else:
        draw(args.cache, args.out, args.seed)


if __name__ == "__main__":
    main()
