"""What else the encoder learns from: who is meant (GUM, our own labels), how real an event is (UDS), verbs (syntax)."""

import json
import re
import tarfile
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

from reportedly.read.coreference_mentions import FIRST, PRONOUNS
from training.anaphors import extracts, kind_of
from training.corpora import Document, Happening, Spans
from training.syntax import Token, deeds

TOGETHER = 8  # sentences of UDS in one text
BEFORE = 700  # characters before an extract that its labels may point into
DEFINITE = {"the", "this", "that", "these", "those"}
ENTITY = re.compile(r"\((\d+)-[^()]*\)?|(?<!-)(\d+)\)|\)")
CLOSING = set(",.;:!?)]}%") | {"n't", "'s", "’s", "''", "..."}


def own_chains(shared: Path) -> Iterator[Document]:
    """Our own labelled pronouns and titles, with the whole of their entity's mentions; split ones have all parts."""
    for extract in extracts(shared):
        if extract.part != "train" or not extract.anaphors:
            continue
        text: str = extract.article["text"]
        first = max(0, min(a.span[0] for a in extract.anaphors) - BEFORE)
        first = text.find(" ", first) + 1 if first else 0
        last = max(a.span[1] for a in extract.anaphors) + 100
        chains = []
        for anaphor in extract.anaphors:
            mentions = (*anaphor.chain, *anaphor.parts)
            others: Spans = [(s - first, e - first) for s, e in mentions if (s, e) != anaphor.span]
            known = kind_of(text[slice(*anaphor.span)]) != "title" or others
            if known:
                chains.append(((anaphor.span[0] - first, anaphor.span[1] - first), others))
        yield Document(f"chains:{extract.article['id']}", text[first:last], chains=chains)


def gum_chains(shared: Path) -> Iterator[Document]:
    """GUM: pronouns and definite phrases that have a mention before them; of long mentions the head stands for all."""
    with tarfile.open(shared / "data/gum/gum_dep.tar.xz") as tar:
        for member in sorted(tar.getmembers(), key=lambda m: m.name):
            file = tar.extractfile(member)
            if file is not None and member.name.endswith(".conllu") and "_news_s" not in member.name:
                yield _chained(Path(member.name).stem, file.read().decode("utf-8"))


def _chained(name: str, conllu: str) -> Document:
    text = ""
    entities: dict[str, list[tuple[int, int, int, int]]] = defaultdict(list)  # first, last, head's first and last
    alone: Spans = []
    for block in conllu.strip().split("\n\n"):
        words: list[tuple[int, int, str, str]] = []  # start, end, head, number
        opened: dict[str, list[int]] = defaultdict(list)
        order: list[str] = []
        joined, close = 0, False
        for line in block.split("\n"):
            if line.startswith("# newpar") and text:
                text = text.rstrip(" ") + "\n"
            cells = line.split("\t")
            misc = dict(part.split("=", 1) for part in cells[-1].split("|") if "=" in part)
            if len(cells) == 10 and "-" in cells[0]:  # "don't": the words in it stand close
                joined = int(cells[0].split("-")[1])
                close = misc.get("SpaceAfter") == "No"
            if len(cells) != 10 or not cells[0].isdigit():
                continue
            number = int(cells[0])
            start = len(text)
            text += cells[1]
            words.append((start, len(text), cells[6], cells[0]))
            mark = misc.get("Entity", "")
            if not mark and cells[1].lower() in PRONOUNS and PRONOUNS[cells[1].lower()] != FIRST and not order:
                alone.append((start, len(text)))
            for match in ENTITY.finditer(mark):
                if match[1] is not None:
                    opened[match[1]].append(len(words) - 1)
                    order.append(match[1])
                    if not match[0].endswith(")"):
                        continue
                    closed = match[1]
                elif match[2] is not None:
                    closed = match[2]
                elif order:
                    closed = order[-1]
                else:
                    continue
                if not opened[closed]:
                    continue
                first = opened[closed].pop()
                order.reverse()
                order.remove(closed)
                order.reverse()
                inside = words[first:]
                numbers = {w[3] for w in inside}
                head = next((w for w in inside if w[2] not in numbers), inside[-1])
                entities[closed].append((inside[0][0], inside[-1][1], head[0], head[1]))
            if number > joined:
                close = misc.get("SpaceAfter") == "No"
            if number >= joined and not close:
                text += " "
    chains: list[tuple[tuple[int, int], Spans]] = [(span, []) for span in alone]
    for mentions in entities.values():
        mentions.sort()
        for number, (start, end, _, _) in enumerate(mentions):
            word = text[start:end].lower()
            pronoun = word in PRONOUNS and PRONOUNS[word] != FIRST
            if number and (pronoun or (word.split()[0] in DEFINITE and end - start < 50)):
                heads = [(s, e) for k, (_, _, s, e) in enumerate(mentions) if k != number]
                chains.append(((start, end), heads))
    return Document(f"chains:{name}", text, chains=chains)


def uds(shared: Path) -> Iterator[Document]:
    """UDS It-Happened 2 (Rudinger et al. 2018): how surely each predicate's event happened, -3 to 3, as 0 to 1."""
    path = shared / "data/factuality/uds_ih2/train.jsonl"
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    for first in range(0, len(rows), TOGETHER):
        text, events = "", []
        for row in rows[first : first + TOGETHER]:
            spans: Spans = []
            text += "\n\n" if text else ""
            for token in row["text"].split(" "):
                glue = not text or text[-1] in "\n([{$" or token in CLOSING or token.startswith("'")
                text += token if glue else " " + token
                spans.append((len(text) - len(token), len(text)))
            for target in row["targets"]:
                span = spans[target["span1"][0]][0], spans[target["span1"][1] - 1][1]
                real = (target["label"] + 3) / 6
                events.append(Happening([span], [], [], [], [], [], real=real, whole=False))
        yield Document(f"uds:{first}", text, events=events, partial=True)


def verbs(document: Document, tree: list[Token], every: int = 4) -> list[Happening]:
    """One verb in `every` of a text with its participants, for the events' decoder; those differ from text to text."""
    return [deed for number, deed in enumerate(deeds(tree)) if (number + len(document.text)) % every == 0]
