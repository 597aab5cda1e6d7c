"""Score coreference on the 200 pronouns and titles drawn from the corpora: `python -m bench.coreference [--each]`.

An item is right if the entity that has the pronoun or title among its mentions has another that overlaps its gold
antecedent (or one of those that the other reader gave); where the answer is null (no referent, or none that is a noun),
if there is no entity, or one with no other mention. Labels are in bench/labels/pronouns.jsonl (else a reading named by
--labels); `--agree OTHER` prints how often two readings agree.
"""

import argparse
from collections import Counter
from pathlib import Path
from typing import Any

from bench.labels.corpora import CORPORA, crisis, digest, read_lines, venezuela
from reportedly.gather.article import make_article
from reportedly.read.reader import read_article
from reportedly.record import Record, Span

Row = dict[str, Any]


def answers(name: str) -> dict[str, Row]:
    """Return the answers of a file of labels by the item's number, each with the item's place."""
    items = {row["item"]: row for row in read_lines("pronouns_items.jsonl")}
    return {row["item"]: items[row["item"]] | row for row in read_lines(name)}


def meets(mention: Span, gold: Span) -> bool:
    """Tell whether a mention overlaps the gold antecedent."""
    return mention[0] < gold[1] and gold[0] < mention[1]


def judge(record: Record, item: Row) -> tuple[bool, str]:
    """Return whether an item is right, and the name of the entity that it got ("" for none)."""
    span = tuple(item["span"])
    got = [e for e in record.entities if any(s < span[1] and span[0] < t for s, t in e.mentions)]
    exact = [e for e in got if span in e.mentions] or [e for e in got if any(_within(m, span) for m in e.mentions)]
    entity = exact[0] if exact else None
    others = [m for m in entity.mentions if not _within(m, span)] if entity else []
    if item["antecedent"] is None:
        return not others, entity.name if entity and others else ""
    golds = [tuple(item["antecedent"]), *map(tuple, item.get("also") or [])]
    good = any(meets(m, gold) for m in others for gold in golds)
    return good, entity.name if entity else ""


def _within(mention: Span, span: Any) -> bool:
    return bool(
        mention[0] <= span[0] and span[1] <= mention[1] and mention[1] - mention[0] <= 3 * (span[1] - span[0]) + 30
    )


def kind(shown: str) -> str:
    """Return the kind of an item by its words."""
    low = shown.lower()
    for name, words in (("he", "he him his"), ("she", "she her"), ("they", "they them their"), ("it", "it its")):
        if low in words.split():
            return name
    return "title"


def main() -> None:
    """Print the share of right items, by kind."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--shared", type=Path, default=CORPORA.parent)
    parser.add_argument("--labels", default="pronouns.jsonl")
    parser.add_argument("--agree", metavar="OTHER", help="another file of answers: print the agreement and stop")
    parser.add_argument("--each", action="store_true")
    args = parser.parse_args()
    items = answers(args.labels)
    folder = args.shared / "corpora"
    texts = {row["id"]: row for row in [*crisis(folder), *venezuela(folder)]}
    if args.agree:
        other = answers(args.agree)
        same = sum(_agree(items[k], other[k], texts[items[k]["article"]]["text"]) for k in items.keys() & other.keys())
        print(f"{same} of {len(items.keys() & other.keys())} agree")
        return
    right: Counter[str] = Counter()
    count: Counter[str] = Counter()
    records: dict[str, Record] = {}
    for number, item in sorted(items.items()):
        row = texts[item["article"]]
        if digest(row["text"]) != item["sha256"]:
            raise SystemExit(f"{number}: the text of {item['article']} is not the one that was labelled")
        if item["article"] not in records:
            article = make_article(row["text"], id=row["id"], published=row.get("published"), outlet=row.get("outlet"))
            records[item["article"]] = read_article(article)
        good, name = judge(records[item["article"]], item)
        shown = row["text"][slice(*item["span"])]
        for label in (kind(shown), "all", item["corpus"]):
            count[label] += 1
            right[label] += good
        if args.each and not good:
            print(f"  {number} {shown!r} gold {item.get('name')!r} got {name!r}")
    for label, of in sorted(count.items(), key=lambda pair: -pair[1]):
        print(f"{label:10} {right[label] / of:.3f} of {of}")


def _agree(one: Row, other: Row, text: str) -> bool:
    if one["antecedent"] is None or other["antecedent"] is None:
        return one["antecedent"] is other["antecedent"]
    a, b = (text[slice(*row["antecedent"])].lower() for row in (one, other))
    return meets(tuple(one["antecedent"]), tuple(other["antecedent"])) or one["name"] == other["name"] or a == b


if __name__ == "__main__":
    main()
