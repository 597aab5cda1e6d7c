#!/usr/bin/env python3
"""Score echoes on chains made from invented articles: `python -m bench.echo_chains`.

The texts are those of the example story (`examples/story`), written for this project. Each is handed on twice: cut,
reordered, rewritten sentence by sentence by tables of synonyms and turns, a local lead put before it, its wire credit
kept or dropped. Which sentence came from which is known, so that pairs, direction and passages can be judged. Pairs of
articles from different originals of the same story, with its names and places, must have no edge.
"""

import argparse
import json
import random
import re
from collections import Counter
from collections.abc import Callable
from itertools import combinations
from pathlib import Path
from typing import NamedTuple

from reportedly.gather.article import make_article
from reportedly.record import Reader, Record
from reportedly.weave.echo import Node
from reportedly.weave.echoes import between, keys
from reportedly.weave.item import Item, passages

STORY = Path(__file__).resolve().parents[1] / "examples" / "story"
SYNONYMS = (
    "strikes:attacks considering:weighing officials:functionaries sent:dispatched ships:vessels killed:slain "
    "wounded:hurt said:stated according:going released:freed announced:declared planned:scheduled approved:backed "
    "near:close decision:ruling ferry:boat captain:skipper protest:demonstrate thousands:many spokesman:representative "
    "collision:crash because:since would:was nearly:almost about:around large:big began:started ended:finished "
    "government:cabinet minister:secretary help:aid food:supplies told:informed seized:captured week:seven-day "
    "navy:fleet dead:deceased lowered:cut suspended:removed found:discovered alive:living hospital:clinic "
    "carried:brought moved:went another:further before:ahead-of after:following staying:remaining fear:dread"
)
TURNED = re.compile(r"(?P<a>[A-Z][^,\"“]{20,}?),? (?P<b>(?:on|after|before|because|since|when) [^,\"“]{8,})\.$")
LEADS = (
    "People in the market hall of Lenz talked of little else when the stalls opened this morning.",
    "For the dockworkers of Hallum, half a day's sail away, the news came with the first bus.",
    "In Brenmark the mayor asked the choir to move its concert indoors, as a precaution.",
)
OUTLETS = ("Brenmark Argus", "Hallum Register", "Lenz Tribune", "Norfold Herald", "Oster Chronicle", "Quay Dispatch")
ECHOES = ("tt-5530",)  # of the invented articles, the one that takes from another of those used here
LEAST = 6  # sentences of an article that is handed on

Told = list[tuple[str, int | None]]  # sentences, each with its number in the article before
Turn = Callable[[Told, random.Random], Told]


class Link(NamedTuple):
    """A pair of a chain: what was done, both items, and the sentences that hang together (later, earlier)."""

    name: str
    earlier: Item
    later: Item
    gold: tuple[tuple[int, int], ...]


def originals() -> list[list[str]]:
    """Return the sentences of the invented articles that stand for themselves, datelines cut."""
    found = []
    for name in ("articles.jsonl", "updates.jsonl"):
        for line in (STORY / name).read_text("utf-8").splitlines():
            row = json.loads(line)
            if row.get("id") in ECHOES:
                continue
            if row["outlet"] in ("Meridian Wire", "Tarrow Times", "Seren Courier") or "88244" in str(row):
                text = re.sub(r"^[A-Z][A-Z ,a-z]+(?:\([^)]*\) )?[-–] ", "", row["text"])
                found.append([text[s:e] for passage in passages(text) for s, e in passage.sentences])
    return [one for one in found if len(one) >= LEAST]


def cut(told: Told, chance: random.Random) -> Told:
    """Drop the last third, as an editor does, and one sentence before."""
    kept = told[: max(4, 2 * len(told) // 3)]
    if len(kept) > 4:
        del kept[chance.randrange(1, len(kept))]
    return kept


def reorder(told: Told, chance: random.Random) -> Told:
    """Shuffle all but the first."""
    rest = told[1:]
    chance.shuffle(rest)
    return [told[0], *rest]


def rewrite(told: Told, chance: random.Random) -> Told:
    """Exchange words for others and turn sentences round."""
    table = dict(pair.split(":") for pair in SYNONYMS.split())

    def other(match: re.Match[str]) -> str:
        word = match.group()
        new = table.get(word.lower(), word).replace("-", " ") if chance.random() < 0.8 else word
        return new.capitalize() if word[0].isupper() and new != word else new

    found: Told = []
    for sentence, number in told:
        new = sentence if sentence.startswith(('"', "“")) else re.sub(r"[A-Za-z]+", other, sentence)
        turned = TURNED.match(new)
        if turned and chance.random() < 0.7:
            new = f"{turned['b'][0].upper()}{turned['b'][1:]}, {turned['a'][0].lower()}{turned['a'][1:]}."
        found.append((new, number))
    return found


def lead(told: Told, chance: random.Random) -> Told:
    """Put a local lead before it."""
    return [(chance.choice(LEADS), None), *told]


def copy(told: Told, chance: random.Random) -> Told:
    """Leave it as it is."""
    return list(told)


TURNS: dict[str, tuple[Turn, ...]] = {
    "copied": (copy,), "cut": (cut,), "reordered": (reorder,), "rewritten": (rewrite,), "local lead": (lead,),
    "cut, lead": (cut, lead), "rewritten, lead": (rewrite, lead), "reordered, rewritten": (reorder, rewrite),
    "cut, rewritten": (cut, rewrite), "all": (cut, reorder, rewrite, lead),
}  # fmt: skip


def made(id: str, outlet: str, day: int, told: Told, credit: bool) -> Item:
    """Return an item of these sentences, two a paragraph."""
    sentences = [sentence for sentence, _ in told]
    if credit:
        sentences[0] = f"PORT SEREN (AP) — {sentences[0]}"
    text = "\n\n".join(" ".join(sentences[n : n + 2]) for n in range(0, len(sentences), 2))
    article = make_article(text, id=id, outlet=outlet, published=f"2025-03-{day:02}")
    record = Record(schema="reportedly/1", reader=Reader(version="bench", model="none"), article=article)
    return Item(key=f"{id}/1", outlet=outlet, published=article.published, record=record)


def chains(seed: int) -> list[list[Link]]:
    """Return, for each original, its chains of two steps as pairs: first to second, second to third."""
    chance, found = random.Random(seed), []
    for number, sentences in enumerate(originals()):
        links: list[Link] = []
        for name, turns in TURNS.items():
            told: Told = [(sentence, place) for place, sentence in enumerate(sentences)]
            outlets = chance.sample(OUTLETS, 3)
            credit = chance.random() < 0.3
            before = made(f"o{number}{name}", outlets[0], 4, told, False)
            for step in (1, 2):
                told = [(sentence, place) for place, (sentence, _) in enumerate(told)]
                for turn in turns if step == 1 else (chance.choice((copy, cut, lead)),):
                    told = turn(told, chance)
                gold = tuple((here, there) for here, (_, there) in enumerate(told) if there is not None)
                after = made(f"o{number}{name}{step}", outlets[step], 4 + step, told, credit and step == 1)
                links.append(Link(name if step == 1 else "second hand", before, after, gold))
                before = after
        found.append(links)
    return found


def sentences_of(item: Item) -> list[tuple[int, int]]:
    """Return the sentences of an item's text."""
    return [span for passage in passages(item.text) for span in passage.sentences]


def judge(link: Link, count: Counter[str]) -> None:
    """Count whether a pair is found, its direction right, each passage within one sentence of where it came from."""
    count["pairs"] += 1
    count["keys"] += bool(set(keys(link.earlier)) & set(keys(link.later)))
    edges = [edge for edge in between(link.earlier, link.later) if edge.evidence == "copied"]
    if not edges:
        return
    count["found"] += 1
    common = any(edge.origin == Node("outlet", "Associated Press") for edge in edges)
    credited = "(AP)" in link.later.text or "(AP)" in link.earlier.text
    taken = {edge.item for edge in edges} == {link.later.key}
    count["direction"] += common if credited else taken
    here, there = sentences_of(link.later), sentences_of(link.earlier)
    aligned = {}
    for edge in edges:
        for own, source in zip(edge.passage, edge.source, strict=False):
            if edge.item == link.later.key and own in here and source in there:
                aligned[here.index(own)] = there.index(source)
    if common:
        return  # the origin is the agency, whose text is not in the story
    count["sentences"] += len(link.gold)
    count["aligned"] += sum(abs(aligned.get(own, -9) - source) <= 1 for own, source in link.gold)
    count["extra"] += sum(own not in {own for own, _ in link.gold} for own in aligned)


def main() -> None:
    """Print the scores by what was done, and of pairs that have nothing to do with each other."""
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("--seeds", type=int, default=3)
    args = ap.parse_args()
    by_name: dict[str, Counter[str]] = {}
    apart: Counter[str] = Counter()
    for seed in range(args.seeds):
        made_chains = chains(seed)
        for links in made_chains:
            for link in links:
                judge(link, by_name.setdefault(link.name, Counter()))
        for one, two in combinations(made_chains, 2):
            for left, right in zip(one, two, strict=True):
                edges = [edge for edge in between(left.earlier, right.later) if edge.evidence == "copied"]
                apart["pairs"] += 1
                apart["without an edge"] += not edges
    total = sum(by_name.values(), Counter[str]())
    for name, count in (*by_name.items(), ("all chains", total)):
        found = max(1, count["found"])
        print(
            f"{name:22} found {count['found']}/{count['pairs']}  direction {count['direction'] / found:.3f}"
            f"  aligned {count['aligned'] / max(1, count['sentences']):.3f} of {count['sentences']}"
            f"  too many {count['extra']}  share a key {count['keys']}/{count['pairs']}"
        )
    wrong = apart["pairs"] - apart["without an edge"]
    f1 = 2 * total["found"] / max(1, 2 * total["found"] + wrong + total["pairs"] - total["found"])
    print(f"apart: {apart['without an edge']}/{apart['pairs']} without an edge; pair F1 {f1:.3f}")


if __name__ == "__main__":
    main()
