"""Agreement of the two readings of each set, and the adjudicated gold: `python -m bench.labels.agree`.

Prints the figures and writes pronouns.jsonl, echo_pairs.jsonl and claims.jsonl. Where the readings differ, the line of
decisions.jsonl with the set and id decides (made after reading the texts again); a difference without one is an error.
`agreed` tells whether the two readings were one; it is null where only one reading exists.
"""

import sys
from collections.abc import Callable, Iterable
from typing import Any, NamedTuple

from bench.labels.corpora import Row, read_lines, write_lines

FIRST_DRAWING_ENDS = "e200"
COUNTS = ("outlets", "reports", "voices")

Span = list[int]
Decisions = dict[tuple[str, str], Row]


def keyed(rows: Iterable[Row], key: str) -> dict[str, Row]:
    """Return rows by one of their fields."""
    return {str(row[key]): row for row in rows}


def overlap(left: Span | None, right: Span | None) -> bool:
    """Tell whether two spans share a character, or neither is there."""
    if left is None or right is None:
        return left is right
    return left[0] < right[1] and right[0] < left[1]


def kappa(pairs: list[tuple[bool, bool]]) -> float:
    """Return Cohen's kappa of two yes-or-no readings of the same items."""
    n = len(pairs)
    same = sum(left == right for left, right in pairs) / n
    yes_left, yes_right = sum(left for left, _ in pairs) / n, sum(right for _, right in pairs) / n
    chance = yes_left * yes_right + (1 - yes_left) * (1 - yes_right)
    return (same - chance) / (1 - chance)


def merged(spans: Iterable[Span]) -> list[Span]:
    """Return spans joined where they overlap, in text order."""
    out: list[Span] = []
    for start, end in sorted(spans):
        if out and start <= out[-1][1]:
            out[-1][1] = max(out[-1][1], end)
        else:
            out.append([start, end])
    return out


def pronouns(decide: Callable[[str, str], Row]) -> tuple[list[Row], str]:
    """Return the gold of the pronouns, and a line of figures: agreed is one entity, or none, in both readings."""
    first = keyed(read_lines("pronouns_reading_a.jsonl"), "item")
    second = keyed(read_lines("pronouns_reading_b.jsonl"), "item")
    gold = []
    for item in read_lines("pronouns_items.jsonl"):
        a, b = first[item["item"]], second[item["item"]]
        answer, agreed = a, overlap(a["antecedent"], b["antecedent"])
        if not agreed:
            answer = decide("pronouns", item["item"])
            agreed = answer["same"]
        span, also = answer["antecedent"], []
        if span is not None and agreed:
            also = [r["antecedent"] for r in (a, b) if not overlap(r["antecedent"], span)]
        name = answer["name"] if span else None
        gold.append(item | {"antecedent": span, "also": also, "name": name, "agreed": agreed})
    same = sum(row["agreed"] for row in gold)
    none = sum(row["antecedent"] is None for row in gold)
    return gold, f"pronouns: same entity (or none) {same} of {len(gold)} = {same / len(gold):.3f}; {none} without one"


class Drawing(NamedTuple):
    """One drawing of echo pairs: both readers' yes or no, whether their directions are one, the gold's yes or no."""

    marks: list[tuple[bool, bool]]
    directions: list[bool]
    gold: list[bool]


def drawing_figures(name: str, drawing: Drawing) -> str:
    """Return two lines of figures on one drawing of the echo pairs."""
    marks = drawing.marks
    both = f"both {sum(a and b for a, b in marks)}, a {sum(a for a, _ in marks)}, b {sum(b for _, b in marks)} echoes"
    return (
        f"echo pairs of the {name} drawing, read twice: {len(marks)}, alike {sum(a == b for a, b in marks)} ({both}), "
        f"Cohen's kappa {kappa(marks):.3f}; direction alike in {sum(drawing.directions)} of {len(drawing.directions)}\n"
        f"  gold: {sum(drawing.gold)} echoes and {len(drawing.gold) - sum(drawing.gold)} others"
    )


def echoes(decide: Callable[[str, str], Row]) -> tuple[list[Row], str]:
    """Return the gold of the echo pairs, and lines of figures on the pairs that both have read."""
    first = keyed(read_lines("echo_pairs_reading_a.jsonl"), "pair")
    second = keyed(read_lines("echo_pairs_reading_b.jsonl"), "pair")
    fields = ("echo", "direction", "origin", "evidence")
    gold, drawings = [], {name: Drawing([], [], []) for name in ("first", "second")}
    for item in read_lines("echo_pairs_items.jsonl"):
        pair = item["pair"]
        a, b = first.get(pair), second[pair]
        answer, agreed = dict(b), None
        drawing = drawings["first" if pair <= FIRST_DRAWING_ENDS else "second"]
        if a is not None:
            drawing.marks.append((a["echo"], b["echo"]))
            agreed = a["echo"] == b["echo"] and a["direction"] == b["direction"]
            if a["echo"] and b["echo"]:
                drawing.directions.append(a["direction"] == b["direction"])
            answer["origin"] = a["origin"] or b["origin"]
            answer["evidence"] = sorted(set(a["evidence"]) | set(b["evidence"]))
        if agreed is False or ("echo", pair) in DECISIONS:
            answer = decide("echo", pair)
        gold.append(item | {field: answer[field] for field in fields} | {"agreed": agreed})
        drawing.gold.append(answer["echo"])
    return gold, "\n".join(drawing_figures(name, drawing) for name, drawing in drawings.items())


def claims(decide: Callable[[str, str], Row]) -> tuple[list[Row], str]:
    """Return the gold of the claims, and lines of figures: each count alike, and within one."""
    first = keyed(read_lines("claims_reading_a.jsonl"), "id")
    second = keyed(read_lines("claims_reading_b.jsonl"), "id")
    gold = []
    for claim in read_lines("claims_list.jsonl"):
        a, b = first[claim["id"]], second[claim["id"]]
        agreed = all(a[count] == b[count] for count in COUNTS)
        counts = a if agreed else decide("claims", claim["id"])
        spans: dict[str, Any] = {}
        for row in (*a["articles"], *b["articles"]):
            known = spans.setdefault(row["id"], {"id": row["id"], "spans": [], "sha256": row["sha256"]})
            known["spans"] = merged([*map(list, known["spans"]), *map(list, row["spans"])])
        gold.append(
            {"id": claim["id"], "articles": list(spans.values())}
            | {count: counts[count] for count in COUNTS}
            | {"agreed": agreed, "why": counts.get("why") or f"{a['reports_why']} / {a['voices_why']}"}
        )
    carried = sum({x["id"] for x in first[i]["articles"]} == {x["id"] for x in second[i]["articles"]} for i in first)
    lines = [f"claims: the same articles in {carried} of {len(gold)}"]
    for count in COUNTS:
        gaps = [abs(first[i][count] - second[i][count]) for i in first]
        lines.append(f"  {count}: alike {gaps.count(0)}, within one {sum(gap <= 1 for gap in gaps)} of {len(gaps)}")
    return gold, "\n".join(lines)


DECISIONS: Decisions = {(row["set"], row["id"]): row for row in read_lines("decisions.jsonl")}


def main() -> None:
    """Print the figures and write the gold."""
    missing = []

    def decide(name: str, key: str) -> Row:
        if (name, key) not in DECISIONS:
            missing.append(f"{name} {key}")
        return DECISIONS.get((name, key), DECISIONS[next(k for k in DECISIONS if k[0] == name)])

    results = {"pronouns": pronouns(decide), "echo_pairs": echoes(decide), "claims": claims(decide)}
    if missing:
        sys.exit(f"no decision for: {', '.join(missing)}; add them to decisions.jsonl")
    for name, (gold, figures) in results.items():
        write_lines(f"{name}.jsonl", gold)
        print(figures)


if __name__ == "__main__":
    main()
