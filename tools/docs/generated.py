"""Parts of pages that are written by a program: the tables of figures, from docs/figures.tsv."""

import re
from collections.abc import Callable
from typing import NamedTuple

from tools.docs.pages import DOCS

PART = re.compile(r"<!-- made: ([\w-]+) -->\n.*?<!-- end -->", re.S)
SHORT = ("polnear.link", "polnear.direct", "polnear.indirect", "polnear.content", "records.whole", "records.false",
         "heldout.whole", "heldout.false", "pairs.accuracy", "quantities.value", "coreference", "counts.outlets",
         "counts.reports", "counts.voices", "speed.spacy")  # fmt: skip
HEAD = ("| | ours | bar | others | measured by |", "| --- | --- | --- | --- | --- |")
MET = {"yes": "met", "no": "**missed**", "-": ""}


class Figure(NamedTuple):
    """One measured figure, what it was to reach, what others reach, and the command that measures it."""

    key: str
    group: str
    what: str
    ours: str
    bar: str
    met: str
    peers: str
    command: str


def figures() -> list[Figure]:
    """Return the figures; one without a group is of the group before it."""
    found: list[Figure] = []
    for line in (DOCS / "figures.tsv").read_text(encoding="utf-8").splitlines():
        if line.startswith("#") or not line.strip():
            continue
        one = Figure(*line.split("\t"))
        found.append(one if one.group else one._replace(group=found[-1].group))
    return found


def _row(one: Figure, what: str) -> str:
    bar = " ".join(part for part in (one.bar, MET[one.met]) if part and part != "-")
    peers = "" if one.peers == "-" else one.peers
    return f"| {what} | {one.ours} | {bar} | {peers} | `{one.command}` |"


def _all() -> str:
    lines, group = [], None
    for one in figures():
        if one.group != group:
            group = one.group
            lines += ["", f"### {group}", "", *HEAD]
        lines.append(_row(one, one.what))
    return "\n".join(lines[1:])


def _short() -> str:
    by_key = {one.key: one for one in figures()}
    return "\n".join([*HEAD, *(_row(by_key[key], f"{by_key[key].group}: {by_key[key].what}") for key in SHORT)])


PARTS: dict[str, Callable[[], str]] = {"figures": _all, "figures-short": _short}


def with_parts(text: str) -> str:
    """Return a page whose generated parts are written anew; parts of other makers stay as they are."""

    def made(match: re.Match[str]) -> str:
        name = match[1]
        return f"<!-- made: {name} -->\n{PARTS[name]()}\n<!-- end -->" if name in PARTS else match[0]

    return PART.sub(made, text)
