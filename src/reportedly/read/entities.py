"""Entities from the model's tags: mentions grouped by name, with a kind (codes come from tables if they settle it)."""

import re
from collections import Counter
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

import numpy as np

from reportedly.read.decode import Floats
from reportedly.read.events_words import closed_class
from reportedly.read.labels import ENTITY_TAGS
from reportedly.read.nations import country_names, country_of
from reportedly.read.offices import office_of
from reportedly.read.windows import Ints
from reportedly.record import Entity, Span

TITLE = re.compile(
    r"^(?:(?:the|then|former|ex-|acting|u\.s\.|us|mr|mrs|ms|dr|sir|president|vice|prime|foreign|defen[cs]e|interior|finance|"
    r"minister|secretary|of|state|senator|sen|rep|representative|gov|governor|gen|general|lt|col|maj|capt|adm|sgt|king|"
    r"queen|prince|princess|sheikh|ayatollah|pope|chancellor|leader|opposition|supreme|director|chief|spokes\w+|ambassador)\.?\s+)+",
    re.I,
)


class Mention(NamedTuple):
    """A named mention: its characters and the model's kind."""

    span: Span
    kind: str


def tagged(starts: Ints, ends: Ints, words: Ints, logits: Floats) -> list[Mention]:
    """Decode the tags (n, tags) of one window; a mention begins and ends with a word."""
    if not len(starts):
        return []
    firsts = np.flatnonzero(np.diff(words, prepend=words[0] - 1))
    lasts = np.append(firsts[1:], len(words)) - 1
    best = logits[firsts].argmax(-1)
    found: list[Mention] = []
    opened: tuple[int, str] | None = None
    end = 0
    for first, last, tag in zip(firsts, lasts, best, strict=True):
        name = ENTITY_TAGS[tag]
        if name[0] == "I" and opened is not None and name[2:] == opened[1]:
            end = int(ends[last])
            continue
        if opened is not None:
            found.append(Mention((opened[0], end), opened[1]))
            opened = None
        if name != "O":
            opened, end = (int(starts[first]), name[2:]), int(ends[last])
    if opened is not None:
        found.append(Mention((opened[0], end), opened[1]))
    return found


def _key(name: str) -> str:
    return re.sub(r"\s+", " ", re.sub(r"^(?:the|an|a)\s+|['’]s?$|[.,]", "", name.lower().strip())).strip()


def _pronoun(words: str) -> bool:
    """Tell whether a mention is only "its", "the", "who": what the model tags now and then is no name ("US" is one)."""
    return not words[1:].isupper() and closed_class().get(words.lower()) in ("D", "R", "S", "W")


def group(text: str, mentions: Sequence[Mention]) -> tuple[Entity, ...]:
    """Group mentions into entities: the same name, or a person's surname after the full name.

    Two full names that share a surname stay two, and a bare surname that could be either joins neither. The entity's
    kind is that of most of its mentions.
    """
    names: dict[str, list[Mention]] = {}
    for mention in mentions:
        key = _key(text[slice(*mention.span)])
        if len(key) > 1 and any(c.isalpha() for c in key) and not _pronoun(text[slice(*mention.span)]):
            names.setdefault(key, []).append(mention)
    people: dict[str, set[str]] = {}
    for key, found in names.items():
        bare = TITLE.sub("", key)
        if Counter(m.kind for m in found).most_common(1)[0][0] == "person" and " " in bare:
            people.setdefault(bare.split()[-1], set()).add(bare)
    groups: dict[str, list[Mention]] = {}
    for key, found in names.items():
        bare = TITLE.sub("", key) or key
        person = Counter(m.kind for m in found).most_common(1)[0][0] == "person"
        if person and " " not in bare and len(people.get(bare, ())) == 1:
            bare = next(iter(people[bare]))
        groups.setdefault(bare if person else key, []).extend(found)
    ordered = sorted(groups.values(), key=lambda g: min(m.span for m in g))
    made = []
    for number, found in enumerate(ordered, 1):
        spans = tuple(sorted({m.span for m in found}))
        kind = Counter(m.kind for m in found).most_common(1)[0][0]
        name = max((re.sub(r"['’]s?$", "", text[s:e]) for s, e in spans), key=lambda n: (len(n), n))
        kind, country, sector = codes(name, kind)
        made.append(
            Entity(id=f"n{number}", name=name, kind=kind, country=country, sector=sector, mentions=spans)  # type: ignore[arg-type]
        )
    return tuple(made)


@lru_cache(maxsize=4096)
def codes(name: str, kind: str) -> tuple[str, str | None, str | None]:
    """Return kind, country (ISO 3166-1 alpha-3) and PLOVER sector of an entity, as far as its name settles them.

    A place whose whole name is a country's becomes a country. Names of places tell the country only of countries.
    """
    found = country_of(name)
    if kind == "place":
        whole = found is not None and _key(found[1]) == _key(name) and found[0] in country_names()
        return ("country", found[0], None) if whole and found else (kind, None, None)
    office = office_of(name)
    if office is None:
        return kind, found[0] if found and kind != "other" else None, None
    return kind, office[2] or (found[0] if found else None), office[1]
