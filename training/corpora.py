"""Read the training sets into one shape: a text, its attributions, its entities, and what of them is complete."""

import json
import lzma
import re
import tarfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path
from typing import Any

Spans = list[tuple[int, int]]
LABELS = Path(__file__).parent / "labels"


@dataclass
class Attribution:
    """One labelled statement; `kind`, `force` and `nested` are None where the set does not say."""

    source: Spans
    cue: Spans
    content: Spans
    kind: str | None = None
    force: str | None = None
    nested: bool = False
    quote: str | None = None
    via: int | None = None


@dataclass
class Happening:
    """One labelled event; `types` and `statuses` best first, empty where unknown; an optional one is borderline.

    `ignored` are characters of which nothing is known; `real` (0 to 1, None: unknown) how surely it happened.
    """

    trigger: Spans
    actor: Spans
    recipient: Spans
    because: Spans
    types: list[str]
    statuses: list[str]
    optional: bool = False
    ignored: Spans = field(default_factory=list)
    real: float | None = None
    whole: bool = True  # whether the participants are labelled


@dataclass
class Document:
    """A text with labels. None for a layer that the set does not label; `nesting` whether nested ones are labelled,
    `partial` whether there are more events than those given.
    """

    name: str
    text: str
    attributions: list[Attribution] | None = None
    nesting: bool = False
    entities: list[tuple[int, int, str]] | None = None
    events: list[Happening] | None = None
    partial: bool = False
    chains: list[tuple[tuple[int, int], Spans]] | None = None  # what stands for another, and all mentions of its entity
    meta: dict[str, Any] = field(default_factory=dict)


def polnear(folder: Path) -> Iterator[Document]:
    """PolNeAR (Newell, Margolin and Ruths 2018), brat files; the first annotator of an article counts."""
    for path in sorted((folder / "text").glob("*.txt")):
        text = path.open(encoding="utf-8", newline="").read()
        ann = sorted(p for p in (folder / "attributions").glob("*.ann") if p.stem.rsplit("_", 1)[0] == path.stem)
        spans: dict[str, Spans] = {}
        found = []
        for line in ann[0].read_text(encoding="utf-8").split("\n"):
            cell = line.split("\t")
            if cell[0][:1] == "T" and len(cell) > 1 and " " in cell[1]:
                _, rest = cell[1].split(" ", 1)
                spans[cell[0]] = [(int(p.split()[0]), int(p.split()[1])) for p in rest.split(";")]
            elif cell[0][:1] == "E":
                row: dict[str, Spans] = {"source": [], "cue": [], "content": []}
                for part in cell[1].split():
                    role, ref = part.split(":")
                    role = re.sub(r"\d+$", "", role).lower()
                    if role in row and ref in spans:
                        row[role] += spans[ref]
                if row["content"]:
                    found.append(Attribution(**row))
        yield Document(path.stem, text, found)


def _attributions(rows: list[dict[str, Any]]) -> list[Attribution]:
    return [
        Attribution(
            *([(s, e) for s, e in a[k]] for k in ("source", "cue", "content")),
            kind=a["source_kind"], force=a["force"], nested=a["nested"], quote=a["quote"], via=a["via"],
        )
        for a in rows
    ]  # fmt: skip


def _happenings(rows: list[dict[str, Any]] | None) -> list[Happening] | None:
    if rows is None:
        return None
    return [
        Happening(
            *([(s, e) for s, e in a[k]] for k in ("trigger", "actor", "recipient", "because")),
            types=a["types"], statuses=a["statuses"], optional=a["optional"],
        )
        for a in rows
    ]  # fmt: skip


def own_labels(shared: Path, folder: Path = LABELS) -> Iterator[Document]:
    """Our own labelled extracts: offsets into articles of the shared corpora, which are checked by hash.

    Those of `extracts.jsonl` have statements and most of them events, those of `events.jsonl` events only.
    """
    wanted: dict[str, list[dict[str, Any]]] = {}
    for name in ("extracts.jsonl", "events.jsonl"):
        path = folder / name
        for line in path.read_text(encoding="utf-8").splitlines() if path.exists() else ():
            row = json.loads(line)
            wanted.setdefault(row["id"], []).append(row)
    for article in articles(shared):
        for row in wanted.get(article["id"], ()):
            text: str = article["text"]
            if sha256(text.encode()).hexdigest() == row["sha256"]:
                said = row.get("statements")
                yield Document(
                    f"{row['id']}:{row['start']}", text[row["start"] : row["end"]],
                    None if said is None else _attributions(said), nesting=True, events=_happenings(row.get("events")),
                )  # fmt: skip


def written(folder: Path = LABELS) -> Iterator[Document]:
    """Our own written passages, with their text."""
    path = folder / "written.jsonl"
    if path.exists():
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines()):
            row = json.loads(line)
            yield Document(
                f"written:{number}", row["text"], _attributions(row["statements"]), nesting=True,
                events=_happenings(row["events"]),
            )  # fmt: skip


def articles(shared: Path) -> Iterator[dict[str, Any]]:
    """The unlabelled corpora, one dict an article."""
    seen = set()
    for path in sorted((shared / "corpora/venezuela").glob("*.json")):
        row = json.loads(path.read_text(encoding="utf-8"))
        seen.add(row["id"])
        yield row
    with lzma.open(shared / "corpora/crisis_news_2012-2020.jsonl.xz", "rt", encoding="utf-8") as lines:
        for line in lines:
            row = json.loads(line)
            if row["id"] not in seen:
                yield row


GUM_KINDS = {"person": "person", "organization": "organization", "place": "place"}
RE3D_KINDS = {
    "Person": "person", "Organisation": "organization", "Location": "place", "Nationality": "group",
    "MilitaryPlatform": "vehicle", "Vehicle": "vehicle", "DocumentReference": "document",
}  # fmt: skip


def gum(shared: Path) -> Iterator[Document]:
    """GUM (Zeldes 2017): outermost mentions headed by a proper noun, from the entity column of its trees."""
    with tarfile.open(shared / "data/gum/gum_dep.tar.xz") as tar:
        for member in sorted(tar.getmembers(), key=lambda m: m.name):
            file = tar.extractfile(member)
            if file is not None and member.name.endswith(".conllu"):
                yield _gum_document(Path(member.name).stem, file.read().decode("utf-8"))


def _gum_document(name: str, conllu: str) -> Document:
    text = ""
    entities: list[tuple[int, int, str]] = []
    for block in conllu.strip().split("\n\n"):
        rows = [line.split("\t") for line in block.split("\n") if line[:1].isdigit()]
        skip: set[str] = set()
        for line in block.split("\n"):
            if line.startswith("# newpar") and text:
                text = text.rstrip(" ") + "\n"
        opened: list[list[Any]] = []
        for row in rows:
            if "-" in row[0]:
                low, high = row[0].split("-")
                text += row[1]
                skip |= {str(i) for i in range(int(low), int(high) + 1)}
                text += "" if "SpaceAfter=No" in row[9] else " "
                continue
            if "." in row[0]:
                continue
            start = len(text)
            if row[0] not in skip:
                text += row[1]
            stop = len(text)
            misc = dict(p.split("=", 1) for p in row[9].split("|") if "=" in p)
            mark = misc.get("Entity", "")
            for piece in re.findall(r"\([^()]*\)?|[^()]*\)", mark):
                if piece.startswith("("):
                    fields = piece[1:].rstrip(")").split("-")
                    opened.append([fields, start if row[0] not in skip else None, int(row[0])])
                if piece.endswith(")") and opened:
                    index = len(opened) - 1
                    fields, first, number = opened.pop(index)
                    words = [r for r in rows if r[0].isdigit() and number <= int(r[0]) <= int(row[0])]
                    ids = {r[0] for r in words}
                    heads = [r for r in words if r[6] not in ids]
                    proper = first is not None and heads and heads[0][3] == "PROPN" and len(fields) > 1
                    if proper and fields[1] != "time":
                        last = first + len(re.sub(r"['’]s?\\s*$", "", text[first:stop]).rstrip())
                        entities.append((first, last, GUM_KINDS.get(fields[1], "other")))
            if row[0] not in skip:
                text += "" if "SpaceAfter=No" in row[9] else " "
    return Document(name, text, entities=_outermost(entities))


def re3d(shared: Path) -> Iterator[Document]:
    """re3d (Dstl 2017): reports on Syria and Iraq with entity spans."""
    for folder in sorted((shared / "data/re3d").iterdir()):
        if not (folder / "documents.json").exists():
            continue
        found: dict[str, list[tuple[int, int, str]]] = {}
        for line in (folder / "entities.json").read_text(encoding="utf-8").splitlines():
            row = json.loads(line)
            if row["type"] in RE3D_KINDS:
                span = (row["begin"], row["end"], RE3D_KINDS[row["type"]])
                found.setdefault(row["documentId"], []).append(span)
        for line in (folder / "documents.json").read_text(encoding="utf-8").splitlines():
            row = json.loads(line)
            yield Document(row["_id"], row["text"], entities=_outermost(found.get(row["_id"], [])))


def _outermost(entities: list[tuple[int, int, str]]) -> list[tuple[int, int, str]]:
    kept: list[tuple[int, int, str]] = []
    for start, end, kind in sorted(entities, key=lambda e: (e[0], -e[1])):
        if not kept or start >= kept[-1][1]:
            kept.append((start, end, kind))
    return kept


def kept_out(document: Document) -> bool:
    """Whether an own extract is kept for calibration: one in twenty by its name, whatever else is labelled later."""
    return int(sha256(document.name.encode()).hexdigest(), 16) % 20 == 0


def held_out(shared: Path) -> Iterator[Document]:
    """Own extracts whose events no training sees (their numbers are in `labels/held_out.json`)."""
    names = set(json.loads((LABELS / "held_out.json").read_text(encoding="utf-8")))
    return (d for d in own_labels(shared) if d.name in names)


def silver(path: Path) -> dict[str, list[tuple[int, int, str]]]:
    """Entities that `training/silver.py` wrote: article name → spans with kinds; empty if it has not run."""
    if not path.exists():
        return {}
    rows = (json.loads(line) for line in path.read_text(encoding="utf-8").splitlines())
    return {row["name"]: [(s, e, kind) for s, e, kind in row["entities"]] for row in rows}
