"""Turn labels written as text snippets (one YAML file an extract) into offsets without text, as they are committed.

`python -m training.freeze FOLDER`: FOLDER holds `extracts.json` (a list of article id, start, end, sha256 of the
article's text), `done/NNN.yaml` with statements and `events/NNN.yaml` with events, NNN the position in that list, and
`written/*.yaml`, passages of our own. A snippet is its first occurrence in the extract, `snippet@2` the second.
"""

import argparse
import json
import re
from pathlib import Path
from typing import Any

import yaml

from training.corpora import LABELS, articles


class Unresolved(ValueError):
    """A snippet that the extract does not hold."""


def resolve(snippet: Any, text: str) -> list[list[int]]:
    """Return the spans of a snippet, a list of them, or nothing."""
    if snippet is None or snippet == "" or snippet == []:
        return []
    if isinstance(snippet, list):
        return [span for part in snippet for span in resolve(part, text)]
    snippet, nth = str(snippet), 1
    if match := re.search(r"@(\d+)$", snippet):
        snippet, nth = snippet[: match.start()], int(match.group(1))
    at = -1
    for _ in range(nth):
        at = text.find(snippet, at + 1)
        if at < 0:
            raise Unresolved(f"not in the extract (occurrence {nth}): {snippet!r}")
    return [[at, at + len(snippet)]]


def within(inner: list[list[int]], outer: list[list[int]]) -> bool:
    """Whether every piece of `inner` lies in one of `outer`."""
    return bool(inner) and all(any(b <= s and e <= f for b, f in outer) for s, e in inner)


def freeze(text: str, labels: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Resolve one extract's statements; one is nested if it has a via or its cue lies in another's content."""
    rows = []
    for row in labels:
        rows.append(
            {
                **{k: resolve(row.get(k), text) for k in ("source", "cue", "content", "medium")},
                "source_kind": row["kind"], "force": row["force"], "quote": row["quote"],
                "source_count": row.get("count"), "via": row.get("via"),
            }
        )  # fmt: skip
    for i, row in enumerate(rows):
        lies = any(j != i and within(row["cue"] or row["content"], other["content"]) for j, other in enumerate(rows))
        row["nested"] = row["via"] is not None or lies
    return rows


def freeze_events(text: str, labels: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Resolve one extract's events."""
    as_list = lambda value: value if isinstance(value, list) else [value]  # noqa: E731
    return [
        {
            **{k: resolve(row.get(k), text) for k in ("trigger", "actor", "recipient", "because", "place", "date")},
            "types": as_list(row["type"]), "mode": row.get("mode"), "statuses": as_list(row["status"]),
            "voice": row.get("voice", "author"), "optional": bool(row.get("optional")),
        }
        for row in labels
    ]  # fmt: skip


def load(path: Path) -> Any:
    """A YAML file's value, with libyaml where it is there."""
    return yaml.load(path.read_text(encoding="utf-8"), Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))


def main() -> None:
    """Write the JSON lines and say what was left out."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--shared", type=Path, default=Path("../shared"))
    parser.add_argument("--out", type=Path, default=LABELS)
    args = parser.parse_args()
    index = json.loads((args.folder / "extracts.json").read_text(encoding="utf-8"))
    texts = {a["id"]: a["text"] for a in articles(args.shared)}
    lines, counts = [], {"extracts": 0, "statements": 0, "nested": 0, "events": 0}
    for number, entry in enumerate(index):
        path = args.folder / f"done/{number:03d}.yaml"
        if not path.exists():
            continue
        text = texts[entry["id"]][entry["start"] : entry["end"]]
        try:
            row = {**entry, "statements": freeze(text, (load(path) or {}).get("statements") or [])}
            events = args.folder / f"events/{number:03d}.yaml"
            if events.exists():
                row["events"] = freeze_events(text, (load(events) or {}).get("events") or [])
        except (Unresolved, KeyError, yaml.YAMLError) as error:
            print(f"{path}: left out: {error}")
            continue
        lines.append(json.dumps(row))
        counts["extracts"] += 1
        counts["statements"] += len(row["statements"])
        counts["nested"] += sum(r["nested"] for r in row["statements"])
        counts["events"] += len(row.get("events") or ())
    (args.out / "extracts.jsonl").write_text("\n".join(lines) + "\n", encoding="utf-8")
    print(counts)
    lines, happenings = [], 0
    for path in sorted((args.folder / "written").glob("*.yaml")):
        for number, row in enumerate(load(path), 1):
            try:
                statements = freeze(row["text"], row.get("statements") or [])
                events = freeze_events(row["text"], row.get("events") or [])
            except (Unresolved, KeyError) as error:
                print(f"{path}, passage {number}: left out: {error}")
                continue
            happenings += len(events)
            kept = {"text": row["text"], "statements": statements, "events": events}
            lines.append(json.dumps(kept, ensure_ascii=False))
    if lines:
        (args.out / "written.jsonl").write_text("\n".join(lines) + "\n", encoding="utf-8")
    print(f"{len(lines)} written passages, {happenings} events")


if __name__ == "__main__":
    main()
