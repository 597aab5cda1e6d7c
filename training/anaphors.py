"""Pronouns and titles labelled by reading, in news: where they lie, and how many the reader resolves rightly.

    python -m training.anaphors [--shared ../shared] [--part dev] [--each]

`labels/anaphors.jsonl` has an extract per line: article id, SHA-256 of its text, the extract's characters, its part
(`train`: for the encoder and the ranking; `rank`: for the weights of the encoder's shares; `dev`: for development),
`anaphors` as `[[start, end], [antecedent's start, end], ...]` (none: no referent that is a mention; more than one: all
together), and `same`, further mentions of one entity. No text of an article is kept.
"""

import argparse
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from bench.labels.corpora import crisis, digest, read_lines

from reportedly.gather.article import make_article
from reportedly.read.coreference_mentions import PRONOUNS
from reportedly.read.reader import read_article
from reportedly.record import Entity, Span

LABELS = Path(__file__).resolve().parent / "labels"


class Anaphor(NamedTuple):
    """A labelled pronoun or title, and the mentions of its entity (none: no referent; `parts`: several together)."""

    span: Span
    chain: tuple[Span, ...]
    parts: tuple[Span, ...]


class Extract(NamedTuple):
    """A labelled part of an article."""

    article: dict[str, Any]
    part: str
    anaphors: tuple[Anaphor, ...]


def extracts(shared: Path) -> Iterator[Extract]:
    """Yield the labelled extracts; whoever has another text than the labelled one is told."""
    texts = {row["id"]: row for row in crisis(shared / "corpora")}
    for row in read_lines("anaphors.jsonl", LABELS):
        article = texts[row["article"]]
        if digest(article["text"]) != row["sha256"]:
            raise SystemExit(f"the text of {row['article']} is not the one that was labelled")
        yield Extract(article, row["part"], tuple(_anaphors(row)))


def _anaphors(row: dict[str, Any]) -> Iterator[Anaphor]:
    links = [tuple(tuple(span) for span in link) for link in (*row["anaphors"], *row["same"])]
    chains: dict[Span, set[Span]] = {}
    for link in links:
        if len(link) == 2:
            joined = chains.get(link[0], {link[0]}) | chains.get(link[1], {link[1]})
            for span in joined:
                chains[span] = joined
    for item in row["anaphors"]:
        span, *of = (tuple(one) for one in item)
        chain = chains.get(span, set()) if len(of) == 1 else set()
        for link in links:  # a pronoun for one that is itself several together
            if len(of) == 1 and len(link) > 2 and link[0] in chain:
                of = list(link[1:])
        yield Anaphor(span, tuple(sorted(chain)), tuple(of) if len(of) > 1 else ())


def kind_of(words: str) -> str:
    """Return the class of a pronoun, else "title"."""
    return PRONOUNS.get(words.lower(), "title")


def is_right(anaphor: Anaphor, entities: Sequence[Entity], text: str) -> bool:
    """Tell whether the entity that has an anaphor has another mention that names or describes its referent."""
    start, end = anaphor.span
    near = [e for e in entities if any(s < end and start < t for s, t in e.mentions)]
    own = [e for e in near if anaphor.span in e.mentions]
    own = own or [e for e in near if any(_about(m, anaphor.span) for m in e.mentions)]
    others = [m for m in own[0].mentions if not _about(m, anaphor.span)] if own else []
    if not anaphor.chain and not anaphor.parts:
        return not others
    gold = [span for span in anaphor.chain if kind_of(text[slice(*span)]) == "title" and span != anaphor.span]
    if anaphor.parts:
        gold.append((anaphor.parts[0][0], anaphor.parts[-1][1]))
    return any(s < right and left < t for s, t in others for left, right in gold)


def _about(mention: Span, span: Span) -> bool:
    return mention[0] <= span[0] and span[1] <= mention[1] and mention[1] - mention[0] <= 3 * (span[1] - span[0]) + 30


def main() -> None:
    """Print the share of right anaphors, by class."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--shared", type=Path, default=Path("../shared"))
    parser.add_argument("--part", choices=("dev", "rank", "train"), default="dev")
    parser.add_argument("--each", action="store_true")
    args = parser.parse_args()
    right: Counter[str] = Counter()
    count: Counter[str] = Counter()
    for extract in extracts(args.shared):
        if extract.part != args.part:
            continue
        row = extract.article
        text = row["text"]
        article = make_article(text, id=row["id"], published=row.get("published"), outlet=row.get("outlet"))
        entities = read_article(article).entities
        for anaphor in extract.anaphors:
            good = is_right(anaphor, entities, text)
            for label in (kind_of(text[slice(*anaphor.span)]), "all"):
                count[label] += 1
                right[label] += good
            if args.each and not good:
                print(f"  {row['id']} {anaphor.span} {text[slice(*anaphor.span)]!r}")
    for label, of in sorted(count.items(), key=lambda pair: -pair[1]):
        print(f"{label:6} {right[label] / of:.3f} of {of}")


if __name__ == "__main__":
    main()
