#!/usr/bin/env python3
"""Score `find_quantities` on NewsQuant: value, value with bound, and the thing counted.

    newsquant.py NewsQuant.dev.json [--each]

Set aside, in the gold and where predicted: durations and ages (no quantities in a record) and a bare "one". Bounds:
"~" is about, ">" more_than or at_least, "<" less_than or at_most, "=" exactly or a range; "up" and "down" tell a trend
and go with any; plural scales ("hundreds": 100-1000) are at_least. "From X to Y" may be one range or two rows. The
thing is right if it shares a content word with the counted noun, or, for money, per cent and units, with the gold's
concepts; rows that have neither do not count.
"""

import argparse
import json
import re
from pathlib import Path
from typing import Any

from reportedly.read.quantities import find_quantities
from reportedly.read.sentences import sentences
from reportedly.read.times import find_times
from reportedly.record import Quantity, quote_of

TIME_UNITS = re.compile(r"\b(years?|months?|weeks?|days?|hours?|minutes?|seconds?|decades?|year of age|age|a)\b")
BOUNDS = {"~": {"about"}, ">": {"more_than", "at_least"}, "<": {"less_than", "at_most"}}
FUNCTION = frozenset(["the", "a", "an", "of", "and", "or", "in", "on", "at", "to", "for", "with", "by", "from", "per"])
MEASURED = re.compile(
    r"\b(?:percent|percentage|dollar|euro|pound|cent|mile|(?:kilo|centi|milli|micro|nano)?metre|foot|feet|inch|yard"
    r"|(?:kilo|milli)?gram|ton|tonne"
    r"|(?:milli)?litre|degree|celsius|fahrenheit|(?:mega|giga|kilo)?watt|volt|hertz"
    r"|horsepower|barrel|gallon|point|yen|crown|krone|shekel|ringgit|sen|(?:giga|mega)byte|knot|acre|hectare|ounce|ampere"
    r"|foot-pound)\b|^-$"
)


def gold_value(text: str) -> tuple[float, float | None]:
    """Read "12", "-387", "1.0-1.5", "1.99E-29"."""
    if re.fullmatch(r"-?[\d.]+(E-?\d+)?", text):
        return float(text), None
    match = re.fullmatch(r"(-?[\d.]+) ?- ?(-?[\d.]+)", text)
    if not match:
        raise ValueError(text)
    return float(match[1]), float(match[2])


def words(text: str) -> set[str]:
    """Return content words, plural endings dropped."""
    return {re.sub(r"(?<=..)s$", "", re.sub("ies$", "y", w)) for w in re.findall(r"[^\W\d_]+", text.lower())} - FUNCTION


def same(a: float | None, b: float | None) -> bool:
    """Tell whether two figures are equal up to rounding."""
    if a is None or b is None:
        return a is b
    return abs(a - b) <= 1e-6 * max(abs(a), abs(b))


def set_aside(gold: dict[str, Any]) -> bool:
    """Tell whether a gold row is a duration, an age or a bare one."""
    unit = gold["normalized_unit"].lower()
    if unit.startswith(("%", "$")):
        return False
    value, high = gold_value(str(gold["value"]))
    if value == 1 and high is None and not re.search(r"percent|dollar|euro|pound", unit):
        return True
    return bool(TIME_UNITS.search(unit)) and not re.search(r"per |mile|metre|mph", unit)


def main() -> None:
    """Print value, value with bound and thing; `--each` prints every disagreement."""
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("file", type=Path)
    ap.add_argument("--each", action="store_true")
    args = ap.parse_args()
    gold_n = pred_n = hit = bounded = thinged = things = 0
    for row in json.loads(args.file.read_text(encoding="utf-8")):
        text = row["text"]
        cut = sentences(text)
        found: list[Quantity] = list(find_quantities(text, cut, find_times(text, cut, None)))
        kept = [g for g in row["quantities"] if not set_aside(g)]
        aside = [gold_value(str(g["value"])) for g in row["quantities"] if set_aside(g)]
        left = list(found)
        trouble = []
        for gold in kept:
            value, high = gold_value(str(gold["value"]))
            vague = high is not None and same(high, value * 10) and same(value, round(value))
            equal = [q for q in left if same(q.value, value)]
            fitting = [q for q in equal if same(q.high, high) or (vague and q.bound == "at_least")]
            ends = [[q for q in left if same(q.value, end)] for end in (value, high)]
            if not fitting and high is not None and all(ends):
                left.remove(ends[1][0])
                fitting = ends[0]
            if not fitting:
                trouble.append(f"missed {gold['value']} {gold['unit']}")
                continue
            q = fitting[0]
            left.remove(q)
            hit += 1
            allowed = BOUNDS.get(gold["change"], {"exactly", "range"} | ({"at_least"} if vague else set()))
            right = gold["change"] in ("up", "down") or q.bound in allowed or (q.bound == "range" and high is not None)
            right = right or (vague and q.bound == "at_least")
            bounded += right
            if not right:
                trouble.append(f"bound {gold['change']} but {q.bound}: {quote_of(text, q.spans)}")
            noun, concept = gold["unit"], gold["referred_concepts"]
            measured = MEASURED.search(gold["normalized_unit"].lower())
            target = words(concept) if measured else words(noun) | words(concept)
            target = target if concept != "-" or target else set()
            if target - {"-"}:
                things += 1
                ok = bool(words(quote_of(text, q.of)) & target)
                thinged += ok
                if not ok:
                    mine = quote_of(text, q.of)
                    trouble.append(f"thing of {quote_of(text, q.spans)!r}: gold {noun} | {concept}, read {mine!r}")
        for q in list(left):
            if (q.value == 1 and q.high is None and q.unit is None) or any(same(q.value, v) for v, _ in aside):
                left.remove(q)
        trouble += [f"extra {quote_of(text, q.spans)!r} {q.value}" for q in left]
        missed = sum(t.startswith("missed") for t in trouble)
        gold_n, pred_n = gold_n + len(kept), pred_n + len(kept) - missed + len(left)
        if args.each and trouble:
            print(text, *trouble, sep="\n     ")

    def f1(n: int) -> float:
        return 2 * n / max(1, gold_n + pred_n)

    print(f"value P {hit / pred_n:.3f} R {hit / gold_n:.3f} F1 {f1(hit):.3f}   value+bound F1 {f1(bounded):.3f}   "
          f"thing {thinged / things:.3f} of {things}   (gold {gold_n}, predicted {pred_n})")


if __name__ == "__main__":
    main()
