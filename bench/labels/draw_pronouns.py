"""Draw the 200 pronouns and title mentions of the bar on coreference: `python -m bench.labels.draw_pronouns`.

Writes pronouns_items.jsonl. Quotas by kind and corpus; inside a quota an article at random that has such a mention, and
one of its mentions at random. An article of the crisis corpus gives one item, one on Venezuela at most two.
"""

import random
import re
from collections import Counter

from bench.labels.corpora import Row, crisis, digest, venezuela, write_lines

SEED = 20
TITLES = (
    "president|prime minister|foreign minister|defense minister|minister|chancellor|premier|leader|opposition leader|"
    "general|commander|colonel|senator|congressman|governor|mayor|ambassador|envoy|spokesman|spokeswoman|spokesperson|"
    "secretary|director|official|king|prince|crown prince|dictator|company|group|organization|agency|party|ministry|"
    "council|committee|bank|network|firm|alliance|coalition|newspaper"
)
KINDS = {
    "he": re.compile(r"\b(?:he|him|his)\b", re.I),
    "she": re.compile(r"\b(?:she|her)\b", re.I),
    "they": re.compile(r"\b(?:they|them|their)\b", re.I),
    "it": re.compile(r"\b(?:it|its)\b", re.I),
    "title": re.compile(rf"\b(?i:the (?:{TITLES}))\b(?!-| of\b| [A-Z])"),
}
QUOTAS = {"crisis": {"he": 52, "she": 18, "they": 20, "it": 22, "title": 48}, "venezuela": {"he": 14, "she": 3}}
QUOTAS["venezuela"] |= {"they": 5, "it": 6, "title": 12}
MOST_PER_ARTICLE = {"crisis": 1, "venezuela": 2}


def spans(kind: str, text: str) -> list[tuple[int, int]]:
    """Return where a text has mentions of a kind; a title right before a capital letter is part of a name: left out."""
    found = [match.span() for match in KINDS[kind].finditer(text)]
    if kind == "it":
        found = [(start, end) for start, end in found if text[start:end] != "IT"]
    return found


def draw() -> list[Row]:
    """Return the items, in the order of their numbers."""
    chance = random.Random(SEED)
    tables = {"venezuela": venezuela(), "crisis": crisis()}
    own = {row["id"] for row in tables["venezuela"]}
    tables["crisis"] = [row for row in tables["crisis"] if row["id"] not in own]
    items: list[Row] = []
    for corpus, rows in tables.items():
        used: Counter[str] = Counter()
        for kind, quota in QUOTAS[corpus].items():
            order = chance.sample(rows, len(rows))
            order.sort(key=lambda row: used[row["id"]])  # stable: first those not yet drawn from
            taken = 0
            for row in order:
                found = spans(kind, row["text"])
                if not found or used[row["id"]] >= MOST_PER_ARTICLE[corpus]:
                    continue
                used[row["id"]] += 1
                taken += 1
                place = {"article": row["id"], "sha256": digest(row["text"]), "span": list(chance.choice(found))}
                items.append({"corpus": corpus} | place)
                if taken == quota:
                    break
    chance.shuffle(items)
    return [{"item": f"p{number:03}"} | item for number, item in enumerate(items, 1)]


if __name__ == "__main__":
    write_lines("pronouns_items.jsonl", draw())
