"""Score toponyms end to end on LGL and GeoVirus: found in the text by the model, then resolved.

`python -m bench.toponyms [--shared ../shared] [--each]`. A gold toponym counts as right if a resolved name overlaps it
and lies within 161 km (100 miles) of it. Precision: right of the resolved names that meet a gold toponym; recall: right
of all gold toponyms that have coordinates. LGL counts nationality words ("Russian") as toponyms; a record has them as
groups with a country, whose coordinates they get here; "without nationality words" leaves them out of gold and found
alike. The baseline takes the most populous place of each name and never abstains.
"""

import argparse
import math
import xml.etree.ElementTree as ET
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from reportedly.read.gazetteer import Spot
from reportedly.read.model import Model, default_model
from reportedly.read.nations import country_of, mentions_of, tokens_of
from reportedly.read.places import Toponym, candidates, lands, place_spans, resolve_places
from reportedly.read.quotes import quoted_regions
from reportedly.read.reader import run_model
from reportedly.read.sentences import sentences
from reportedly.record import Span

RADIUS = 161.0


class Gold(NamedTuple):
    """A gold toponym."""

    span: Span
    lat: float
    lon: float


def lgl(path: Path) -> Iterator[tuple[str, list[Gold]]]:
    """Yield the texts of LGL with their toponyms that have coordinates."""
    for article in ET.parse(path).getroot().iter("article"):
        found = []
        for row in article.iter("toponym"):
            tag = row.find("gaztag")
            if tag is not None and tag.findtext("lat"):
                span = int(row.findtext("start") or 0), int(row.findtext("end") or 0)
                found.append(Gold(span, float(tag.findtext("lat") or 0), float(tag.findtext("lon") or 0)))
        yield article.findtext("text") or "", found


def geovirus(path: Path) -> Iterator[tuple[str, list[Gold]]]:
    """Yield the texts of GeoVirus with their toponyms; its offsets begin at one."""
    for article in ET.parse(path).getroot().iter("article"):
        found = []
        for row in article.iter("location"):
            span = int(row.findtext("start") or 0) - 1, int(row.findtext("end") or 0) - 1
            found.append(Gold(span, float(row.findtext("lat") or 0), float(row.findtext("lon") or 0)))
        yield article.findtext("text") or "", found


def far(gold: Gold, spot: Spot) -> bool:
    """Tell whether a place lies more than 161 km from the gold one."""
    la, lb, d = math.radians(gold.lat), math.radians(spot.lat), math.radians(gold.lon - spot.lon)
    h = math.sin((la - lb) / 2) ** 2 + math.cos(la) * math.cos(lb) * math.sin(d / 2) ** 2
    return 12742 * math.asin(min(1.0, math.sqrt(h))) > RADIUS


def nationality(text: str, gold: Gold) -> bool:
    """Tell whether a gold toponym is a nationality word."""
    return any(m.how == "adjective" for m in mentions_of(tokens_of(text[slice(*gold.span)])))


def score(name: str, articles: Iterator[tuple[str, list[Gold]]], model: Model, each: bool) -> None:
    """Print one corpus's line."""
    counted: Counter[str] = Counter()
    for text, golds in articles:
        mentions = run_model(text, sentences(text), quoted_regions(text), model).mentions
        spans = place_spans(text, mentions)
        resolved = {t.span: t for t in resolve_places(text, spans)}
        for span, kind in mentions:
            land = country_of(text[slice(*span)]) if kind == "group" and span not in resolved else None
            if land is not None and land[0] in lands():
                resolved[span] = Toponym(span, lands()[land[0]], "nationality")
                spans.append(span)
        for gold in golds:
            counted["gold"] += 1
            people = nationality(text, gold)
            counted["places"] += not people
            meeting = next((s for s in spans if s[0] < gold.span[1] and gold.span[0] < s[1]), None)
            counted["met"] += meeting is not None
            if meeting is None:
                if each:
                    print(f"  not found  {text[slice(*gold.span)]!r}")
                continue
            spot = resolved[meeting].spot
            if spot is not None:
                counted["resolved"] += 1
                counted["right"] += not far(gold, spot)
                counted["places resolved"] += not people
                counted["places right"] += not people and not far(gold, spot)
            if each and (spot is None or far(gold, spot)):
                print(
                    f"  {'wrong' if spot else resolved[meeting].reason:10} {text[slice(*gold.span)]!r} "
                    f"in {text[slice(*meeting)]!r} "
                    f"({gold.lat}, {gold.lon}) {spot} {resolved[meeting].reason}"
                )
            by_size = max(candidates(text, meeting)[0], key=lambda s: s.population, default=None)
            if by_size is not None:
                counted["baseline resolved"] += 1
                counted["baseline right"] += not far(gold, by_size)
    for shown, gold_n, resolved_n, right_n in (
        ("all", "gold", "resolved", "right"),
        ("without nationality words", "places", "places resolved", "places right"),
        ("most populous", "gold", "baseline resolved", "baseline right"),
    ):
        print(
            f"{name:9} {shown:26} of resolved {counted[right_n] / counted[resolved_n]:.3f} within 161 km; "
            f"of gold {counted[right_n] / counted[gold_n]:.3f} found and so resolved ({counted[gold_n]})"
        )


def main() -> None:
    """Print a line for each corpus."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--shared", type=Path, default=Path("../shared"))
    parser.add_argument("--each", action="store_true")
    args = parser.parse_args()
    folder, model = args.shared / "data" / "toponyms", default_model()
    score("LGL", lgl(folder / "lgl.xml"), model, args.each)
    score("GeoVirus", geovirus(folder / "GeoVirus.xml"), model, args.each)


if __name__ == "__main__":
    main()
