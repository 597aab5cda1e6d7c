#!/usr/bin/env python3
"""Score `find_times` on MEANTIME (TIMEX3) and GUM (`<date when>`): spans, and values of the spans that match.

    times.py MEANTIME_DIR GUM_DIR [--each]

MEANTIME: every TIMEX3 with characters; a title's date line is the publication date. Values that name nothing
(XXXX-XX-XX) and ISO dates out of order are set aside. GUM: dates given as `when` or `from`/`to` are compared as
intervals; `notBefore`/`notAfter` are set aside, and what GUM leaves unmarked is no error there.
"""

import argparse
import re
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import NamedTuple

from reportedly.read.sentences import Sentence
from reportedly.read.times import find_times, interval
from reportedly.record import Time

CLOSES = re.compile(r"[.,;:!?%)\]]|['’]s|['’]|n['’]t")
NAMELESS = re.compile(r"X{4}-XX-XX|\d\d-\d\d-\d{4}|PM\d+|")


class Gold(NamedTuple):
    """One marked time: its span, its value or the interval it stands for."""

    span: tuple[int, int]
    value: str
    first: str | None = None
    last: str | None = None


class Text(NamedTuple):
    """One annotated article."""

    name: str
    text: str
    sentences: list[Sentence]
    published: str | None
    gold: list[Gold]


def joined(rows: list[tuple[str, int]]) -> tuple[str, list[tuple[int, int]], list[Sentence]]:
    """Put tokens of numbered sentences back into running text: offsets of the tokens, and the sentences."""
    text, spans = "", list[tuple[int, int]]()
    sentences: list[Sentence] = []
    last, start = None, 0
    for word, number in rows:
        if last is not None and number != last:
            sentences.append(Sentence(start, len(text), len(sentences)))
            text += "\n"
            start = len(text)
        elif text and not CLOSES.fullmatch(word) and not text.endswith(("(", "$", "£", "\n")):
            text += " "
        spans.append((len(text), len(text) + len(word)))
        text += word
        last = number
    sentences.append(Sentence(start, len(text), len(sentences)))
    return text, spans, sentences


def meantime(folder: Path) -> Iterator[Text]:
    """Read the CAT files of MEANTIME."""
    for path in sorted(folder.glob("*/*.xml")):
        root = ET.parse(path).getroot()
        tokens = list(root.iter("token"))
        text, spans, sentences = joined([(t.text or "", int(t.get("sentence") or 0)) for t in tokens])
        place = {t.get("t_id"): n for n, t in enumerate(tokens)}
        gold, published = [], None
        for mark in root.iter("TIMEX3"):
            at = [place[a.get("t_id")] for a in mark.iter("token_anchor")]
            value = mark.get("value") or ""
            if mark.get("functionInDocument") == "CREATION_TIME" and re.fullmatch(r"\d{4}-\d\d-\d\d.*", value):
                published = value[:10]
            if at:
                value = re.sub(r"(-XX)+$", "", value) if re.match(r"\d{4}", value) else value
                gold.append(Gold((spans[min(at)][0], spans[max(at)][1]), value))
        if published is None:
            opening = [g for g in gold if g.span[0] < 200 and re.fullmatch(r"\d{4}-\d\d-\d\d", g.value)]
            published = min(opening).value if opening else None
        yield Text(path.stem, text, sentences, published, gold)


def gum(folder: Path) -> Iterator[Text]:
    """Read the TEI files of GUM's news."""
    for path in sorted(folder.glob("GUM_news_*.xml")):
        source = path.read_text(encoding="utf-8")
        published = re.search(r'dateCreated="([^"]*)"', source)
        rows: list[tuple[str, int]] = []
        marks: list[tuple[int, int, dict[str, str]]] = []
        open_: list[tuple[int, dict[str, str]]] = []
        sentence = 0
        for line in source.splitlines():
            if line.startswith("<"):
                for tag in re.findall(r"<[^>]*>", line):
                    if re.match(r"<s[ >]", tag):
                        sentence += 1
                    elif tag.startswith("<date"):
                        open_.append((len(rows), dict(re.findall(r'(\w+)="([^"]*)"', tag))))
                    elif tag == "</date>":
                        start, attributes = open_.pop()
                        marks.append((start, len(rows), attributes))
            elif line.strip():
                word = line.split("\t")[0]
                for entity, mark in (("&quot;", '"'), ("&apos;", "'"), ("&lt;", "<"), ("&gt;", ">"), ("&amp;", "&")):
                    word = word.replace(entity, mark)
                rows.append((word, sentence))
        text, spans, sentences = joined(rows)
        gold = []
        for start, end, a in marks:
            if end > start:
                first, last = (a["from"], a["to"]) if "from" in a and "to" in a else (a.get("when"), a.get("when"))
                gold.append(Gold((spans[start][0], spans[end - 1][1]), a.get("when", ""), first, last))
        yield Text(path.stem, text, sentences, published.group(1) if published else None, gold)


def agrees(gold: Gold, time: Time) -> bool | None:
    """Tell whether a time means what the gold says; null where the gold says nothing that can be compared."""
    if gold.first is None and not gold.value:
        return None
    if gold.first is None or gold.last is None:
        return None if NAMELESS.fullmatch(gold.value) else gold.value == time.value
    if len(gold.first) > 10:
        return gold.first[:16] == (time.value or "")[:16]
    first, last = interval(time)
    left = gold.first
    right = gold.last
    if len(left) < 10:
        return time.value == left
    # weeks are written Sunday to Sunday as well as Monday to Sunday
    if first is None or last is None:
        return False
    return abs_days(first, left) + abs_days(last, right) <= (2 if left != right else 0)


def abs_days(a: str, b: str) -> int:
    """Return how many days two ISO dates are apart."""
    return abs((date.fromisoformat(a) - date.fromisoformat(b)).days)


def main() -> None:
    """Print a line for each corpus."""
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("meantime", type=Path)
    ap.add_argument("gum", type=Path)
    ap.add_argument("--each", action="store_true", help="print what is missed and what differs")
    args = ap.parse_args()
    for name, articles in (("MEANTIME", meantime(args.meantime)), ("GUM", gum(args.gum))):
        marked = found = hit = compared = right = 0
        for article in articles:
            times = find_times(article.text, article.sentences, article.published)
            used: set[int] = set()
            for gold in article.gold:
                overlapping = [
                    n for n, t in enumerate(times)
                    if n not in used and t.spans[0][0] < gold.span[1] and gold.span[0] < t.spans[0][1]
                ]  # fmt: skip
                shown = article.text[gold.span[0] : gold.span[1]]
                if not overlapping:
                    if args.each:
                        print(f"  missed   {article.name[:24]:26} {shown!r} {gold.value}")
                    continue
                used.add(overlapping[0])
                time = times[overlapping[0]]
                verdict = agrees(gold, time)
                compared += verdict is not None
                right += bool(verdict)
                if verdict is False and args.each:
                    mine = article.text[time.spans[0][0] : time.spans[0][1]]
                    print(f"  differs  {article.name[:24]:26} {shown!r} gold {gold.value or (gold.first, gold.last)} "
                          f"read {mine!r} {time.value} (published {article.published})")
            if args.each:
                for n, t in enumerate(times):
                    if n not in used:
                        s, e = t.spans[0]
                        before, mine = article.text[max(0, s - 25) : s], article.text[s:e]
                        print(f"  extra    {article.name[:24]:26} {before!r} {mine!r} {t.value}")
            marked, found, hit = marked + len(article.gold), found + len(times), hit + len(used)
        p, r = hit / max(1, found), hit / max(1, marked)
        print(f"{name:9} span p {p:.3f} r {r:.3f} f1 {2 * p * r / max(1e-9, p + r):.3f}  "
              f"value on matched spans {right / max(1, compared):.3f} of {compared}  (marked {marked}, found {found})")


if __name__ == "__main__":
    main()
