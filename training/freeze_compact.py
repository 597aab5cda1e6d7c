"""Turn labels in their compact form into offsets without text, as they are committed.

    python -m training.freeze_compact FOLDER --what events      # labels/events.jsonl, labels/held_out.json
    python -m training.freeze_compact FOLDER --what anaphors    # adds to labels/anaphors.jsonl

FOLDER holds `extracts.json` (article id, extract, SHA-256 of the article's text), `in_NN.txt` with ten extracts each
(`##### nnn` opens one) and the labels, `out_NN.txt`. An event is a line `trigger | TYPE | actor | recipient | status |
because`, several spans as `A + B`, `words@2` their second occurrence; a trigger stands after the one before it, every
other span is the occurrence nearest the trigger; `~` marks a borderline one. A statement (`st_NN.txt`) is a line
`source | cue | content | kind | force`, the content by its first and last words (`the raid ... was illegal`), with `>`
before a nested one. An anaphor is `number=number`, both of the mentions that `extracts.json` lists; `=0` none, `=3+5`
several together. Every fifth extract's events are kept out of training, and the anaphors of every third one of the
first 130 are of part `rank`.
"""

import argparse
import json
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from reportedly.read.labels import EVENT_TYPES, FORCES, SOURCE_KINDS, STATUSES
from training.corpora import LABELS

Spans = list[list[int]]
RANKED = 130  # extracts beyond are for training alone


def parts(path: Path) -> Iterator[tuple[int, list[str]]]:
    """The number of each extract in a file, and the lines below it."""
    if path.exists():
        for part in re.split(r"^##### ", path.read_text(encoding="utf-8"), flags=re.M)[1:]:
            number, *lines = part.rstrip("\n").split("\n")
            yield int(number), lines


def occurrences(text: str, words: str) -> list[int]:
    """Where words stand in a text as whole words."""
    found = []
    for match in re.finditer(re.escape(words), text):
        start, end = match.span()
        cut = (start and text[start - 1].isalnum() and words[0].isalnum()) or (
            end < len(text) and text[end].isalnum() and words[-1].isalnum()
        )
        if not cut:
            found.append(start)
    return found


def spans(text: str, cell: str, near: int) -> Spans:
    """The spans of a cell: of each part the occurrence nearest a character, or the one numbered; ValueError if none."""
    out = []
    for words in filter(None, (part.strip() for part in cell.split(" + "))):
        match = re.match(r"(.*)@(\d+)$", words)
        words, number = (match[1], int(match[2])) if match else (words, 0)
        at = occurrences(text, words)
        if len(at) < max(1, number):
            raise ValueError(f"not in the extract: {words!r}")
        start = at[number - 1] if number else min(at, key=lambda place: (abs(place - near), place))
        out.append([start, start + len(words)])
    return out


def event(text: str, line: str, after: int) -> tuple[dict[str, Any], int]:
    """An event's row and where its trigger begins; `after` is where the one before began."""
    trigger, kind, actor, recipient, status, because, *_ = [*(c.strip() for c in line.split("|")), *[""] * 5]
    optional, trigger = trigger.startswith("~"), trigger.lstrip("~").strip()
    first, *others = trigger.split(" + ")
    numbered = bool(re.search(r"@\d+$", first))
    at = spans(text, first, 0)[0][0] if numbered else next((p for p in occurrences(text, first) if p > after), None)
    types = kind.split("/")
    if at is None or any(t not in EVENT_TYPES for t in types) or status not in STATUSES:
        raise ValueError(f"unreadable: {line!r}")
    words = re.sub(r"@\d+$", "", first)
    row = {
        "trigger": [[at, at + len(words)], *(span for part in others for span in spans(text, part, at))],
        "actor": spans(text, actor, at), "recipient": spans(text, recipient, at), "because": spans(text, because, at),
        "place": [], "date": [], "types": types, "mode": None, "statuses": [status], "voice": None,
        "optional": optional,
    }  # fmt: skip
    return row, max(at, after)


def _piece(text: str, words: str, near: int) -> list[int]:
    """A piece of content, told in full or by its first and last words."""
    first, dots, last = words.partition(" ... ")
    start, end = spans(text, first.strip(), near)[0]
    if dots:
        at = text.find(last.strip(), start)
        if at < 0:
            raise ValueError(f"does not end so: {words!r}")
        end = at + len(last.strip())
    return [start, end]


def statement(text: str, line: str, after: int) -> tuple[dict[str, Any], int]:
    """A statement's row and where its cue begins; `after` is where the one before began."""
    source, cue, content, kind, force = (cell.strip() for cell in line.lstrip("> ").split("|"))
    if kind not in SOURCE_KINDS or force not in FORCES:
        raise ValueError(f"unreadable: {line!r}")
    near, cues = max(after, 0), []
    if cue:
        first, *others = cue.split(" + ")
        words = re.sub(r"@\d+$", "", first)
        if words != first:
            near = spans(text, first, 0)[0][0]
        else:
            near = next((p for p in occurrences(text, first) if p > after), -1)
        if near < 0:
            raise ValueError(f"no such cue after the one before: {line!r}")
        cues = [[near, near + len(words)], *(span for part in others for span in spans(text, part, near))]
    said = [_piece(text, part.strip(), near) for part in content.split(" + ")]
    near = near if cue else said[0][0]
    row = {
        "source": spans(text, source, near), "cue": cues, "content": said, "medium": [], "source_kind": kind,
        "force": force, "quote": None, "source_count": None, "via": None, "nested": line.lstrip().startswith(">"),
    }  # fmt: skip
    return row, max(near, after) if cue else after


Resolve = Callable[[str, str, int], tuple[dict[str, Any], int]]


def rows_of(path: Path, texts: dict[int, str], resolve: Resolve) -> dict[int, list[dict[str, Any]]]:
    """The rows of a file's extracts, by number; what cannot be resolved is left out and told."""
    found: dict[int, list[dict[str, Any]]] = {}
    for number, lines in parts(path):
        rows, after = found.setdefault(number, []), -1
        for line in filter(str.strip, lines):
            try:
                row, after = resolve(texts[number], line, after)
                rows.append(row)
            except (ValueError, KeyError) as error:
                print(f"{path.name} {number:03d}: left out: {error}")
    return found


def events(folder: Path, index: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The labelled extracts with their events, and their statements where they have any."""
    found = []
    for path in sorted(folder.glob("in_*.txt")):
        texts = {number: "\n".join(lines) for number, lines in parts(path)}
        said = rows_of(path.with_name(path.name.replace("in_", "st_")), texts, statement)
        for number, rows in rows_of(path.with_name(path.name.replace("in_", "out_")), texts, event).items():
            told = {"statements": said[number]} if number in said else {}
            found.append({**index[number], **told, "events": rows, "number": number})
    return found


def anaphors(folder: Path, index: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The labelled extracts with their pronouns and titles."""
    found = []
    for path in sorted(folder.glob("out_*.txt")):
        for number, lines in parts(path):
            nodes = index[number]["nodes"]
            rows: list[Spans] = []
            for token in " ".join(lines).split():
                match = re.fullmatch(r"(\d+)=(\d+(?:\+\d+)*)", token)
                items = [int(match[1]), *(int(one) for one in match[2].split("+"))] if match else []
                if not items or max(items) >= len(nodes) or items[0] in items[1:]:
                    print(f"{path.name} {number:03d}: left out: {token}")
                    continue
                if items[1:] == [0]:
                    items = items[:1]
                rows.append([nodes[one][:2] for one in items])
            part = "rank" if number % 3 == 0 and number < RANKED else "train"
            entry = index[number]
            found.append({"article": entry["id"], "sha256": entry["sha256"], "extract": entry["extract"], "part": part,
                          "anaphors": rows, "same": []})  # fmt: skip
    return found


def main() -> None:
    """Write the JSON lines."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--what", choices=("events", "anaphors"), required=True)
    parser.add_argument("--out", type=Path, default=LABELS)
    args = parser.parse_args()
    index = json.loads((args.folder / "extracts.json").read_text(encoding="utf-8"))
    if args.what == "events":
        found = events(args.folder, index)
        kept = json.loads((args.out / "held_out.json").read_text(encoding="utf-8"))
        new = [f"{row['id']}:{row['start']}" for row in found if row.pop("number") % 5 == 3]
        kept += [name for name in new if name not in kept]
        (args.out / "held_out.json").write_text(json.dumps(kept, indent=1) + "\n", encoding="utf-8")
        lines = [json.dumps(row) for row in found]
        (args.out / "events.jsonl").write_text("\n".join(lines) + "\n", encoding="utf-8")
        print(len(found), "extracts,", sum(len(row["events"]) for row in found), "events,", len(new), "kept out,",
              sum(len(row.get("statements", ())) for row in found), "statements")  # fmt: skip
        return
    found = anaphors(args.folder, index)
    path = args.out / "anaphors.jsonl"
    new_ids = {row["article"] for row in found}
    old = [line for line in path.read_text(encoding="utf-8").splitlines() if json.loads(line)["article"] not in new_ids]
    lines = [json.dumps(row, separators=(",", ":")) for row in found]
    path.write_text("\n".join((*old, *lines)) + "\n", encoding="utf-8")
    print(len(found), "extracts,", sum(len(row["anaphors"]) for row in found), "anaphors")


if __name__ == "__main__":
    main()
