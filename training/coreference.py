"""Learn the weights of `reportedly.read.coreference_scores` from GUM (annotations CC BY 4.0) and from our own labels.

    python -m training.coreference [--shared ../shared] [--out src/reportedly/data/lexicons/coreference_weights.tsv]

Each pronoun of GUM's genres news, bio, interview, voyage and speech, and each labelled in the training part of
`labels/anaphors.jsonl`, gives the candidates that the reader would weigh; right are those of its gold chain. A softmax
over them with an L2 penalty is climbed by Adam, class by class. Documents are folded four times first, to print how
often the best candidate is right on documents not learned from.
"""

import argparse
import hashlib
import re
import tarfile
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

import numpy as np

from reportedly.gather.article import make_article
from reportedly.read.coreference import Resolver
from reportedly.read.coreference_mentions import PAIR, PRONOUN, Node, Sentences, gather
from reportedly.read.coreference_scores import NONE, Names
from reportedly.read.links import Links
from reportedly.read.mentions import Mention
from reportedly.read.model import default_model
from reportedly.read.outlets import find_outlet
from reportedly.read.quotes import quoted_regions
from reportedly.read.reader import run_model
from reportedly.read.sentences import sentences
from reportedly.read.statements import make_statements
from reportedly.read.trim import trim
from reportedly.record import Span, Statement
from training.anaphors import Anaphor, extracts

OUT = Path("src/reportedly/data/lexicons/coreference_weights.tsv")
LEAST = 0.05  # the smallest weight that is kept
FEWEST = 6  # candidates that a feature must hold of
OWN, NEWS, OTHER = 1.0, 0.6, 0.3  # what a pronoun counts: of our own extracts, of GUM's news, of its other genres
FOLDS = 4
GENRES = ("news", "bio", "interview", "voyage", "speech")
ENTITY = re.compile(r"\(([^()]+)\)?|(\d+)\)")


class Document(NamedTuple):
    """A text with its gold mentions (characters, entity) and what the model reads in it."""

    name: str
    text: str
    gold: list[tuple[int, int, str]]
    mentions: list[Mention]
    statements: tuple[Statement, ...]
    anaphors: tuple[Anaphor, ...] = ()
    day: str | None = None
    home: str | None = None
    links: Links | None = None


class Choice(NamedTuple):
    """A pronoun: its class, the features of its candidates, and which are right."""

    what: str
    candidates: list[list[str]]
    right: list[bool]
    weight: float = 1.0


def conllu(content: str) -> tuple[str, list[tuple[int, int, str]]]:
    """Return the text of a CoNLL-U file with its `Entity` spans; paragraphs are parted by a line break."""
    text = ""
    spans: list[tuple[int, int, str]] = []
    opened: dict[str, list[int]] = defaultdict(list)
    for line in content.splitlines():
        if line.startswith("# newpar") and text and not text.endswith("\n"):
            text = text.rstrip(" ") + "\n"
        cells = line.split("\t")
        if len(cells) != 10 or not cells[0].isdigit():
            continue
        misc = dict(part.split("=", 1) for part in cells[9].split("|") if "=" in part)
        start = len(text)
        text += cells[1]
        for match in ENTITY.finditer(misc.get("Entity", "")):
            if match[1] is None:
                spans.append((opened[match[2]].pop(), len(text), match[2]))
            elif match[0].endswith(")"):
                spans.append((start, len(text), match[1].split("-")[0]))
            else:
                opened[match[1].split("-")[0]].append(start)
        if misc.get("SpaceAfter") != "No":
            text += " "
    return text, spans


def documents(shared: Path) -> Iterator[Document]:
    """Yield GUM's documents, read by the model."""
    model = default_model()
    with tarfile.open(shared / "data/gum/gum_dep.tar.xz") as archive:
        for member in sorted(archive.getmembers(), key=lambda m: m.name):
            if not re.search(rf"GUM_({'|'.join(GENRES)})_\w+\.conllu$", member.name):
                continue
            file = archive.extractfile(member)
            if file is None:
                continue
            text, gold = conllu(file.read().decode("utf-8"))
            cut, regions = sentences(text), quoted_regions(text)
            drafts, mentions, *_ = run_model(text, cut, regions, model)
            yield Document(Path(member.name).stem, text, gold, mentions, make_statements(text, cut, regions, drafts))


def own(shared: Path, part: str = "train") -> Iterator[Document]:
    """Yield the articles of our own labelled extracts, read by the model."""
    model = default_model()
    for extract in extracts(shared):
        if extract.part != part:
            continue
        row = extract.article
        text = row["text"]
        cut, regions = sentences(text), quoted_regions(text)
        article = make_article(text, id=row["id"], published=row.get("published"), outlet=row.get("outlet"))
        drafts, mentions, _, links = run_model(text, cut, regions, model)
        statements = make_statements(text, cut, regions, trim(text, drafts, article.dateline))
        home = find_outlet(article.outlet) if article.outlet else None
        yield Document(
            f"own_{row['id']}",
            text,
            [],
            mentions,
            statements,
            extract.anaphors,
            article.published,
            home.country if home else None,
            links,
        )


def gold_of(node: Node, gold: list[tuple[int, int, str]]) -> str | None:
    """Return the gold entity that a mention is of: the shortest with its beginning, else with its end."""
    start, end = node.span
    begins = [g for g in gold if g[0] == start and g[1] >= end]
    ends = [g for g in gold if g[1] == end and start - 30 <= g[0] <= end]
    best = min(begins, key=lambda g: g[1], default=None) or min(ends, key=lambda g: abs(g[0] - start), default=None)
    return best[2] if best else None


Judge = Callable[[Node, Node | None, list[Node]], bool | None]


def judge_of(document: Document, nodes: list[Node]) -> Judge:
    """Return what tells whether a candidate (None: none, with its entity's mentions) is right for a pronoun."""
    if document.anaphors:
        return _labelled({anaphor.span: anaphor for anaphor in document.anaphors})
    gold = {id(node): gold_of(node, document.gold) for node in nodes}
    before: dict[str, int] = {}
    for start, _, entity in document.gold:
        before[entity] = min(before.get(entity, start), start)

    def judge(pronoun: Node, node: Node | None, members: list[Node]) -> bool:
        entity = gold[id(pronoun)]
        if node is None:
            return entity is None or before[entity] >= pronoun.span[0]
        return entity is not None and any(gold[id(m)] == entity for m in [node, *members[-3:]])

    return judge


def _labelled(anaphors: dict[Span, Anaphor]) -> Judge:
    def judge(pronoun: Node, node: Node | None, members: list[Node]) -> bool | None:
        anaphor = anaphors.get(pronoun.span)
        if anaphor is None:
            return None
        if node is None:
            return not anaphor.chain and not anaphor.parts
        if anaphor.parts:
            first, last = anaphor.parts[0], anaphor.parts[-1]
            return node.form == PAIR and node.span[0] <= first[0] + 8 and last[1] <= node.span[1] + 8
        return any(s < right and left < t for left, right in anaphor.chain for s, t in (m.span for m in members))

    return judge


def choices(document: Document, linked: bool = False) -> list[Choice]:
    """Return the choices that a document's pronouns offer, each settled as its gold has it before the next is read.

    `linked`: with the model's shares of who is meant, which only texts that it has not learned from tell truly.
    """
    text = document.text
    parts = Sentences(text, sentences(text), quoted_regions(text))
    nodes = gather(text, parts, document.mentions)
    judge = judge_of(document, nodes)
    links = document.links if linked else None
    resolver = Resolver(text, parts, nodes, document.statements, document.day, document.home, links)
    found: list[Choice] = []
    usual = resolver.rank

    def settle(what: str, pronoun: Node, candidates: list[tuple[Node | None, Names]]) -> int:
        right = []
        for node, _ in candidates:
            members = resolver.clusters[node.cluster].nodes if node is not None and node.cluster >= 0 else []
            right.append(judge(pronoun, node, [node, *members] if node is not None else []))
        if None in right:
            return usual(what, pronoun, candidates)
        if any(right):
            if len(right) > 1:
                weight = OWN if document.anaphors else NEWS if "_news_" in document.name else OTHER
                names = [[name for group in groups for name in group] for _, groups in candidates]
                found.append(Choice(what, names, [bool(r) for r in right], weight))
            return right.index(True)
        return len(candidates) - 1

    resolver.rank = settle
    resolver.run()
    return found


Weights = dict[tuple[str, str], float]


def learn(given: list[Choice], rounds: int = 150, penalty: float = 0.15) -> Weights:
    """Return the weights that make the right candidates likely, class by class."""
    weights: Weights = {}
    for what in sorted({choice.what for choice in given}):
        for name, weight in _learn([c for c in given if c.what == what], rounds, penalty).items():
            weights[what, name] = weight
    return weights


def _learn(given: list[Choice], rounds: int, penalty: float) -> dict[str, float]:
    index: dict[str, int] = {}
    names = [[index.setdefault(n, len(index)) for n in cand] for choice in given for cand in choice.candidates]
    flat = np.array([i for row in names for i in row])
    line = np.repeat(np.arange(len(names)), [len(row) for row in names])
    sizes = np.array([len(choice.candidates) for choice in given])
    begin = np.concatenate([[0], np.cumsum(sizes)[:-1]])
    right = np.array([r for choice in given for r in choice.right], dtype=float)
    heavy = np.repeat([choice.weight for choice in given], sizes)
    weights = np.zeros(len(index))
    first, second = np.zeros_like(weights), np.zeros_like(weights)
    for step in range(1, rounds + 1):
        scores = np.bincount(line, weights[flat], len(names))
        share = np.exp(scores - np.repeat(np.maximum.reduceat(scores, begin), sizes))
        every = share / np.repeat(np.add.reduceat(share, begin), sizes)
        good = share * right
        good = good / np.repeat(np.add.reduceat(good, begin), sizes)
        slope = np.bincount(flat, ((every - good) * heavy)[line], len(index)) + penalty * weights * 10
        first = 0.9 * first + 0.1 * slope
        second = 0.999 * second + 0.001 * slope**2
        weights -= 0.05 * (first / (1 - 0.9**step)) / (np.sqrt(second / (1 - 0.999**step)) + 1e-8)
    return {name: float(weights[at]) for name, at in index.items()}


def right_share(given: list[Choice], weights: Weights) -> tuple[int, int]:
    """Return how many choices the weights settle rightly, and of how many."""
    good = 0
    for choice in given:
        scores = [sum(weights.get((choice.what, n), 0.0) for n in names) for names in choice.candidates]
        good += choice.right[int(np.argmax(scores))]
    return good, len(given)


def fold_of(name: str) -> int:
    """Return which fold a document is in, by its name."""
    return hashlib.sha256(name.encode()).digest()[0] % FOLDS


def main() -> None:
    """Print the figures of the folds and write the weights learned from all."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--shared", type=Path, default=Path("../shared"))
    parser.add_argument("--out", type=Path, default=OUT)
    args = parser.parse_args()
    report([(document.name, choices(document)) for document in (*documents(args.shared), *own(args.shared))], args.out)


def report(found: list[tuple[str, list[Choice]]], out: Path) -> None:
    """Print the figures of the folds and write the weights."""
    found = pruned(found)
    totals: dict[str, list[int]] = defaultdict(lambda: [0, 0])
    for fold in range(FOLDS):
        weights = learn([c for name, given in found if fold_of(name) != fold for c in given])
        for name, given in found:
            if fold_of(name) != fold:
                continue
            source = "own" if name.startswith("own_") else "GUM"
            for what in sorted({choice.what for choice in given}):
                good, of = right_share([c for c in given if c.what == what], weights)
                for label in (f"{source} {what}", source):
                    totals[label][0] += good
                    totals[label][1] += of
    for label, (good, of) in sorted(totals.items()):
        print(f"{label:10} {good / max(1, of):.3f} of {of} where one of the candidates is right")
    write(learn([c for _, given in found for c in given]), out)


def pruned(found: list[tuple[str, list[Choice]]]) -> list[tuple[str, list[Choice]]]:
    """Return the choices without the features that hold of fewer than FEWEST candidates."""
    count = Counter((c.what, n) for _, given in found for c in given for names in c.candidates for n in set(names))
    kept = {key for key, of in count.items() if of >= FEWEST}
    return [
        (name, [c._replace(candidates=[[n for n in x if (c.what, n) in kept] for x in c.candidates]) for c in given])
        for name, given in found
    ]


def write(weights: Weights, out: Path) -> None:
    """Write the weights that are worth keeping."""
    lines = [
        f"{what}\t{name}\t{weight:.2f}\n" for (what, name), weight in sorted(weights.items()) if abs(weight) >= LEAST
    ]
    head = "# class\tfeature of a candidate\tweight: learned by training/coreference.py (links: training/linking.py)\n"
    out.write_text(head + "".join(lines), encoding="utf-8")


__all__ = ["NONE", "PRONOUN", "Span", "choices", "learn", "report"]


if __name__ == "__main__":
    main()
