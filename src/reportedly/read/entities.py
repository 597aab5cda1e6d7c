"""Entities of the record: each thing that corefers, with its name, kind, country and PLOVER sector."""

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple

from reportedly.read.coreference_clusters import Cluster
from reportedly.read.coreference_mentions import (
    HONORIFICS,
    NAME,
    NOMINAL,
    ORG,
    PEOPLE,
    PERSON,
    PLACE,
    PRONOUN,
    Node,
    Sentences,
    role_nouns,
)
from reportedly.read.coreference_names import name_of
from reportedly.read.mentions import Mention
from reportedly.read.nations import country_names, country_of
from reportedly.read.offices import office_of
from reportedly.read.people import known_person
from reportedly.read.places import Toponym
from reportedly.record import Entity, Span

KINDS = {PERSON: "person", ORG: "organization", PLACE: "place", PEOPLE: "group"}
DOTTED = re.compile(r"(?:^|\s)(?:[A-Z]\.)+[A-Z]$")  # "U.S", which has lost its last dot
OF_PLACE = re.compile(r"(?<=\w) of(?: [A-Z].*)?$")
PHRASES = 6  # how many of an entity's phrases are asked for country and sector
AFTER = re.compile(r"(?:\s+(?:of|for|at|from)\s+(?:the\s+)?[\w’'.-]+(?:\s+[A-Z][\w’'.-]+){0,3})?")


class Codes(NamedTuple):
    """Kind, country and sector, and the words or the table that told them."""

    kind: str
    country: str | None
    sector: str | None
    reason: str


def _key(name: str) -> str:
    return re.sub(r"\s+", " ", re.sub(r"^(?:the|an|a)\s+|['’]s?$|[.,]", "", name.lower().strip())).strip()


@lru_cache(maxsize=4096)
def codes(name: str, kind: str, on: str | None = None) -> Codes:
    """Return what a name or phrase settles by itself: kind, country (ISO 3166-1 alpha-3) and PLOVER sector.

    A place whose whole name is a country's becomes a country. Names of places tell the country only of countries.
    People known by name have what they were `on` a day (ISO).
    """
    found = country_of(name)
    if kind in ("place", "country"):
        whole = found is not None and _key(found[1]) == _key(name) and found[0] in country_names()
        return Codes("country", found[0], None, found[1]) if whole and found else Codes("place", None, None, "")
    office = office_of(name, on)
    known = known_person(name, on) if kind in ("person", "organization", "other") else None
    if known is not None:
        sector = known.sector if office is None or office[1] in (None, "GOV") else office[1]
        return Codes("person", known.country, sector, known.name)
    if office is None:
        country = found[0] if found and kind != "other" else None
        return Codes(kind, country, None, found[1] if found and country else "")
    return Codes(kind, office[2] or (found[0] if found else None), office[1], office[3])


def make_entities(
    text: str,
    clusters: Sequence[Cluster],
    mentions: Sequence[Mention],
    sentences: Sentences,
    toponyms: Mapping[Span, Toponym],
    on: str | None,
) -> tuple[Entity, ...]:
    """Return the entities in the order of their first mention, ids "n1", "n2", …

    An entity is what has a name, or what is mentioned more than once and is no mere thing.
    """
    kinds = {m.span: m.kind for m in mentions}
    kept = [c for c in clusters if c.named or (len(c.nodes) > 1 and c.sort in KINDS)]
    kept += [
        c
        for c in clusters
        if not c.named and c.sort not in KINDS and sum(n.form != PRONOUN for n in c.nodes) and len(c.nodes) > 1
    ]
    made: list[Entity] = []
    taken: set[Span] = set()
    for cluster in sorted(kept, key=lambda c: min(n.span for n in c.nodes)):
        name = _name(text, cluster)
        if not any(c.isalpha() for c in name):
            continue
        known = Counter(kinds[n.span] for n in cluster.nodes if n.span in kinds)
        kind = (
            "person"
            if cluster.sort == PERSON
            else known.most_common(1)[0][0]
            if known
            else KINDS.get(cluster.sort, "other")
        )
        told = _codes(text, cluster, name, kind, sentences, toponyms, on)
        spans = tuple(sorted({n.span for n in cluster.nodes} - taken))
        taken.update(spans)
        if not spans:
            continue
        made.append(
            Entity(
                id=f"n{len(made) + 1}",
                name=name,
                kind=told.kind,  # type: ignore[arg-type]
                country=told.country,
                sector=told.sector,
                mentions=spans,
            )
        )
    return tuple(made)


def _name(text: str, cluster: Cluster) -> str:
    """Return the fullest proper name, else the longest phrase that is no pronoun."""
    names = [name_of(text[slice(*n.span)]) for n in cluster.nodes if n.form == NAME]
    phrases = names or [text[slice(*n.span)] for n in cluster.nodes if n.form != PRONOUN]
    found = max(phrases or [text[slice(*cluster.nodes[0].span)]], key=len)
    if DOTTED.search(found):
        found += "."
    return _untitled(found) if names and cluster.sort == PERSON else found


def _untitled(name: str) -> str:
    """Return a person's full name alone: "Minister Ilka Brandt of Veldania" is "Ilka Brandt"."""
    words = name.split()
    if len(short := OF_PLACE.sub("", name).split()) > 1:
        words = short
    while len(words) > 2 and (words[0].lower().strip(".") in HONORIFICS or words[0].lower() in role_nouns()):
        words = words[1:]
    return " ".join(words)


def _phrase(text: str, node: Node, sentences: Sentences) -> str:
    """Return the words that describe an entity at a mention: titles before a name, "of ..." after a noun."""
    words = sentences.words[node.sentence]
    if node.form == NAME:
        first = max(0, node.first - (0 if node.modifier else len(node.titles)))
        return text[min(node.span[0], words.starts[first]) : node.span[1]]
    after = AFTER.match(text, node.span[1])
    return text[node.span[0] : after.end() if after else node.span[1]]


def _codes(
    text: str,
    cluster: Cluster,
    name: str,
    kind: str,
    sentences: Sentences,
    toponyms: Mapping[Span, Toponym],
    on: str | None,
) -> Codes:
    if cluster.key.startswith("land:"):
        return Codes("country", cluster.key[5:], None, name)
    if cluster.key.startswith("gov:"):
        return Codes("organization", cluster.key[4:], "GOV", name)
    own = codes(name, kind, on)
    if kind in ("place", "country"):
        if own.country is None:
            spots = [t.spot for n in cluster.nodes if (t := toponyms.get(n.span)) is not None and t.spot is not None]
            if spots:
                return Codes(own.kind, spots[0].country, None, "gazetteer")
        return own
    country, sector, reason = own.country, own.sector, own.reason
    seen: set[str] = set()
    for node in cluster.nodes:
        if (country and sector) or len(seen) >= PHRASES:
            break
        if node.form == PRONOUN or (node.form == NAME and node.modifier) or node.plural != cluster.plural:
            continue
        phrase = _phrase(text, node, sentences)
        if phrase in seen:
            continue
        seen.add(phrase)
        told = codes(phrase, "group" if node.form == NOMINAL else kind, on)
        if told.country and not country:
            country, reason = told.country, reason or told.reason
        if told.sector and not sector:
            sector, reason = told.sector, reason or told.reason
    return Codes(own.kind, country or cluster.land, sector, reason)
