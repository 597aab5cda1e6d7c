"""Names of one and the same: which named mentions of an article go together, by their words.

A person's surname (or any word of a full name) after the full name, an organisation's initials, a country by any of its
names, a seat of government ("the White House") with its government. Two full names that share a surname stay two.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from functools import cache

from reportedly.read.coreference_mentions import (
    HONORIFICS,
    ORG,
    PEOPLE,
    PERSON,
    PLACE,
    THING,
    Node,
    first_names,
    role_nouns,
)  # fmt: skip
from reportedly.read.nations import mentions_of, tokens_of
from reportedly.read.outlets import find_outlet
from reportedly.read.people import known_person

POSSESSIVE = re.compile(r"['’]s?$|\s['’]s$")
ARTICLE = re.compile(r"^(?:the|an|a)\s+", re.I)
DOTS = re.compile(r"[.,]")


def name_of(words: str) -> str:
    """Return a name without its article and possessive."""
    return ARTICLE.sub("", POSSESSIVE.sub("", words.strip())).strip(" ,.;:'\"“”‘’-")


@cache
def _bare(name: str) -> tuple[str, ...]:
    """Return a person's name in small letters without titles: ("nicolás", "maduro")."""
    words = [DOTS.sub("", w) for w in name.lower().split()]
    while len(words) > 1 and (words[0] in HONORIFICS or words[0] in role_nouns()) and words[0] not in first_names():
        words = words[1:]
    return tuple(w for w in words if w)


@cache
def land_key(name: str) -> str:
    """Return "land:USA" for a name of a country alone, "gov:USA" for a seat of its government, else ""."""
    if len(name) > 45:
        return ""
    tokens = tokens_of(name)
    found = mentions_of(tokens)
    if len(found) != 1 or len(found[0].codes) != 1 or found[0].how not in ("name", "metonym"):
        return ""
    rest = [t.key for n, t in enumerate(tokens) if not found[0].first <= n < found[0].last]
    if set(rest) - {"the"}:
        return ""
    return f"{'gov' if found[0].how == 'metonym' else 'land'}:{found[0].codes[0]}"


def _initials(name: str) -> str:
    return "".join(w[0] for w in re.split(r"[\s-]+", name) if w[:1].isupper())


def key_of(node: Node) -> str:
    """Return the key of a name taken by itself: equal for mentions alike but for article, titles and dots."""
    name = name_of(node.key)
    if land := land_key(name):
        return land
    if node.sort == PERSON:
        return " ".join(_bare(name))
    return DOTS.sub("", name.lower())


def group_names(text: str, names: Sequence[Node]) -> dict[int, str]:
    """Return the key of each name's entity, by the number of the name; equal keys are one entity."""
    keys = {n: key_of(node) for n, node in enumerate(names)}
    kinds: dict[str, Counter[str]] = defaultdict(Counter)
    for n, node in enumerate(names):
        kinds[keys[n]][node.sort] += 1
    kind = {key: counts.most_common(1)[0][0] for key, counts in kinds.items()}
    for key, sort in kind.items():  # a well-known name that the model took for a body's
        if sort in (ORG, PEOPLE, THING, "") and known_person(key) is not None:
            kind[key] = PERSON
    merged = _surnames(kind) | _acronyms(text, names, keys, kind)
    out = {}
    for n, key in keys.items():
        seen = {key}
        while key in merged and merged[key] not in seen:
            key = merged[key]
            seen.add(key)
        out[n] = key
    return out


def _surnames(kind: dict[str, str]) -> dict[str, str]:
    """Map a single name to the one full name that has it; longer full names take in shorter ones."""
    full = [key.split() for key, sort in kind.items() if sort == PERSON and " " in key]
    merged: dict[str, str] = {}
    for words in full:  # "Juan Guaidó" and "Juan Gerardo Guaidó Márquez"
        longer = [o for o in full if len(o) > len(words) and o[0] == words[0] and words[-1] in o[1:]]
        if len(longer) == 1:
            merged[" ".join(words)] = " ".join(longer[0])
    for key, sort in kind.items():
        if " " in key or not key or key.startswith(("land:", "gov:")):
            continue
        last = {" ".join(w) for w in full if w[-1] == key}
        inside = {" ".join(w) for w in full if key in w}
        for found in (last, inside):
            found = {merged.get(f, f) for f in found}
            if len(found) == 1 and (sort in (PERSON, "", ORG, PEOPLE, "thing") or key not in first_names()):
                merged[key] = found.pop()
                break
            if found:
                break
    return merged


def _acronyms(text: str, names: Sequence[Node], keys: dict[int, str], kind: dict[str, str]) -> dict[str, str]:
    """Map initials to the organisation that they stand for, and "the Church" to the one "Church of Scientology"."""
    merged: dict[str, str] = {}
    bodies: dict[str, set[str]] = defaultdict(set)
    heads: dict[str, set[str]] = defaultdict(set)
    for n, node in enumerate(names):
        name = name_of(node.key)
        if " " in name and kind[keys[n]] in (ORG, PLACE, "thing", "") and not keys[n].startswith("land:"):
            initials = _initials(name)
            if len(initials) > 1:
                bodies[initials.lower()].add(keys[n])
            for word in name.split():
                if word[:1].isupper() and kind[keys[n]] == ORG and not mentions_of(tokens_of(word)):
                    heads[word.lower()].add(keys[n])
    for left, right in zip(range(len(names)), range(1, len(names)), strict=False):
        a, b = names[left], names[right]
        if text[a.span[1] : b.span[0]].strip() == "(" and text[b.span[1] : b.span[1] + 1] == ")":
            short = name_of(b.key)
            if short.isupper() and len(short) > 1 and keys[right] != keys[left] and kind[keys[left]] != PERSON:
                merged[keys[right]] = keys[left]
    for key, sort in kind.items():
        if key in merged or " " in key or sort == PERSON:
            continue
        found = bodies.get(key, set()) - {key}
        if len(found) != 1 and sort == ORG:
            found = heads.get(key, set()) - {key}
        if len(found) == 1:
            merged[key] = next(iter(found))
    return merged


@cache
def is_outlet(name: str) -> bool:
    """Tell whether a name is a news outlet's."""
    return find_outlet(name) is not None
