"""Toponyms resolved: which place each name is, from the gazetteer, by its neighbours and the rest of the article.

After "one sense per discourse" and the containment and proximity heuristics of Leidner (2008), "Toponym Resolution in
Text": a name's candidates are weighed by population, by the region or country that the text names with it ("Paris,
Texas", "Idlib in Syria"), by the countries and regions that the article's other places lie in, and by their distance.
A name whose two best candidates are about equal, or that only a hamlet far from everything else has, stays unresolved.
"""

import itertools
import math
import re
from collections.abc import Mapping, Sequence
from functools import cache
from typing import NamedTuple

from reportedly.read.gazetteer import CITY, COUNTRY, DISTRICT, NATURE, REGION, Spot, gazetteer, name_key, spots
from reportedly.read.nations import mentions_of, tokens_of
from reportedly.read.tables import rows
from reportedly.record import Span

REGION_WORD = re.compile(
    r"\s+(?:province|state|region|governorate|oblast|prefecture|department|emirate|territory)\b", re.I
)
DISTRICT_WORD = re.compile(r"\s+(?:county|district|parish|borough|municipality)\b", re.I)
TAIL = re.compile(
    r"\s+(?:province|state|region|governorate|oblast|prefecture|department|county|district|city|town|village|area|"
    r"international airport|airport)s?$",
    re.I,
)
LEAD = re.compile(
    r"^(?:(?:the|greater|central|downtown|metro|metropolitan|suburban|rural|"
    r"northern|southern|eastern|western|north-?eastern|north-?western|"
    r"south-?eastern|south-?western|north|south|east|west|northeast|northwest|southeast|southwest|upper|lower|mid|"
    r"inner|occupied|mainland|city of|town of|village of|port of|port city of|state of|province of|county of|"
    r"republic of)\s+)+",
    re.I,
)
# what may stand between a place and what holds it: "Paris, Texas", "Idlib (Syria)", "Mosul in northern Iraq"
HOLDS = re.compile(
    r"(?:,\s*(?:(?:in|a|the)\s+)?|\s+\(|,?\s+in\s+(?:the\s+)?)"
    r"(?:(?:central|northern|southern|eastern|western|neighbou?ring|north-?eastern|north-?western|south-?eastern|"
    r"south-?western|rural|upstate)\s+)?(?:the\s+)?$",
    re.I,
)
OWNS = re.compile(r"['’]s\s+(?:(?:\w+ern|capital|port|main|largest|second-largest)\s+){0,2}(?:city\s+of\s+)?$")
DOTTED = re.compile(r"(?:\.[A-Z])+\.?")
NEXT_WORD = re.compile(r" [A-Z][\w'’-]+")
WORD_BEFORE = re.compile(r"\b([A-Z][\w'’-]+ )$")
NEAR, FAR = 100.0, 400.0
REACHED = 3.6  # degrees of latitude, a little more than FAR
SURE = 3.0  # weight of what the text names with a place
BIG = 4.6  # log10 of the inhabitants of a town that needs no support from the rest of the article
MARGIN = 0.35
SAME_PLACE = 60.0  # km within which two candidates count as one


class Toponym(NamedTuple):
    """A name of a place: its characters, the place it is (None: unresolved), and why."""

    span: Span
    spot: Spot | None
    reason: str


class _Name(NamedTuple):
    span: Span
    key: str
    kinds: frozenset[int]  # the kinds that its words allow, all if empty


def distance(a: Spot, b: Spot) -> float:
    """Return the great-circle distance in kilometres."""
    la, lb, d = math.radians(a.lat), math.radians(b.lat), math.radians(a.lon - b.lon)
    h = math.sin((la - lb) / 2) ** 2 + math.cos(la) * math.cos(lb) * math.sin(d / 2) ** 2
    return 12742 * math.asin(min(1.0, math.sqrt(h)))


@cache
def lands() -> dict[str, Spot]:
    """Return the gazetteer's countries by ISO 3166-1 alpha-3 code."""
    table = gazetteer()
    return {spot.country: spot for spot in table.countries() if spot.country}


@cache
def _states() -> dict[str, Spot]:
    found = {}
    for short, region, country in rows("state_abbreviations.tsv"):
        for spot in spots(name_key(region)):
            if spot.kind == REGION and spot.country == country:
                found[short] = spot
    return found


@cache
def land_of(name: str) -> Spot | None:
    """Return the country that a name is one of ("Britain", "the U.S."), None where it is none or could be another's."""
    tokens = tokens_of(name)
    found = mentions_of(tokens)
    if len(found) != 1 or found[0].how != "name" or len(found[0].codes) != 1:
        return None
    rest = [t.key for n, t in enumerate(tokens) if not found[0].first <= n < found[0].last]
    if not set(rest) <= {"the"}:
        return None
    code = found[0].codes[0]
    same = [spot for spot in spots(name_key(name)) if spot.country == code and spot.kind in (COUNTRY, REGION)]
    return same[0] if same and not any(s.kind == COUNTRY for s in same) else lands().get(code)  # England: a region


def _widened(text: str, span: Span) -> Span:
    """Add a neighbouring word that belongs to the name ("United" States, "West" Virginia) and the rest of "U.S."."""
    start, end = span
    dotted = DOTTED.match(text, end)
    if dotted and text[end - 1].isupper() and not text[max(0, end - 2) : end - 1].isalpha():
        end = dotted.end()
    after = NEXT_WORD.match(text, end)
    if after and _known(text[start : after.end()]):
        return start, after.end()
    before = WORD_BEFORE.search(text, max(0, start - 20), start)
    if before and _known(text[before.start(1) : end]):
        return before.start(1), end
    return start, end


def _known(name: str) -> bool:
    name = re.sub(r"^the\s+", "", name, flags=re.I)
    return land_of(name) is not None or any(
        s.kind in (REGION, COUNTRY) or s.population > 1000 for s in spots(name_key(name))
    )


def place_spans(text: str, mentions: Sequence[tuple[Span, str]]) -> list[Span]:
    """Return where places are named, in text order, from (characters, kind) of an article's mentions.

    Those are the mentions that the model holds for places, those of the same name elsewhere, and all country names.
    A name cut short ("the United") is made whole.
    """
    wide = [
        (_widened(text, span) if kind in ("place", "organization", "group") else span, kind) for span, kind in mentions
    ]
    named = {name_key(text[slice(*span)]) for span, kind in wide if kind == "place"}
    spans = {span for span, kind in wide if kind in ("place", "country")}
    for span, kind in wide:
        name = text[slice(*span)]
        alike = kind in ("organization", "person") and name_key(name) in named
        if alike or (kind in ("organization", "group") and len(name) < 40 and land_of(name) is not None):
            spans.add(span)
    return sorted(spans)


def candidates(text: str, span: Span) -> tuple[tuple[Spot, ...], str]:
    """Return the places that the name at a span may be, and the key that it was found by."""
    surface = re.sub(r"['’]s?$", "", text[slice(*span)].strip())
    following = text[span[1] : span[1] + 16]
    if dotted := DOTTED.match(following):
        surface += dotted[0]
    short = surface if surface.endswith(".") or not following.startswith(".") else surface + "."
    if short in _states() and (short.endswith(".") or text[: span[0]].rstrip().endswith(",")):
        return (_states()[short],), short
    for name in dict.fromkeys(
        (surface, LEAD.sub("", surface), TAIL.sub("", surface), TAIL.sub("", LEAD.sub("", surface)))
    ):
        land = land_of(name)
        if land is not None:
            key = name_key(name)
            return (land, *(s for s in spots(key) if s.kind != COUNTRY and s != land)), key
        key = name_key(name)
        found = spots(key) if name[:1].isupper() or name[:1] in "‘'" else ()
        areas = [s for s in found if s.kind == NATURE]
        found = tuple(s for s in found if s in areas or all(distance(s, a) > 150 for a in areas))
        if found:
            tail = surface[surface.rfind(name) + len(name) :] + following
            if REGION_WORD.match(tail) and any(s.kind in (REGION, DISTRICT, NATURE) for s in found):
                found = tuple(s for s in found if s.kind in (REGION, DISTRICT, NATURE))
            elif DISTRICT_WORD.match(tail):
                found = tuple(s for s in found + spots(key + " county") if s.kind == DISTRICT) or found
            return found, key
    return (), name_key(surface)


def _prior(spot: Spot) -> float:
    people = math.log10(max(spot.population, 100))
    if spot.kind == COUNTRY:
        return people + 2.0
    if spot.kind == NATURE:
        return 7.6
    return people - (0.9 if spot.kind == DISTRICT else 0.35 if spot.kind == REGION else 0.0)


def _lies_in(inner: Spot, outer: Spot) -> bool:
    if outer.kind == COUNTRY:
        return inner.country == outer.country and inner.kind != COUNTRY
    if outer.kind == REGION:
        return inner.country == outer.country and inner.admin1 == outer.admin1 and inner.kind != REGION
    if outer.kind == DISTRICT:
        return inner.admin2 == outer.admin2 and inner.kind == CITY
    return distance(inner, outer) < (1000 if outer.kind == NATURE else 50)


def _beside(text: str, places: Sequence[Span]) -> dict[int, int]:
    """Return which place (by number) the text names as holding which: "Paris, Texas", "Syria's Idlib"."""
    held: dict[int, int] = {}
    for n, (one, other) in enumerate(itertools.pairwise(places)):
        between = text[one[1] : other[0]]
        if len(between) > 40:
            continue
        if HOLDS.fullmatch(between):
            held[n] = n + 1
        elif OWNS.fullmatch(between) or OWNS.fullmatch(text[one[1] - 2 : other[0]]):
            held[n + 1] = n
    return held


class _Context(NamedTuple):
    """The article's other places, one for each name, and the country of its outlet."""

    chosen: Mapping[str, Spot]
    home: str | None

    def share(self, spot: Spot, key: str) -> float:
        """Return the share of the other names that lie in the candidate's country."""
        others = [o for k, o in self.chosen.items() if k != key and o.country]
        inside = sum(o.country == spot.country for o in others) + (1.5 if self.home == spot.country else 0.0)
        return inside / (len(others) + (1.5 if self.home else 0.0) + 1) if spot.country else 0.0

    def support(self, spot: Spot, key: str) -> float:
        """Return how well a candidate for a name sits among the other places."""
        total = 2.5 * self.share(spot, key)
        if spot.kind == COUNTRY:
            return total
        others = [o for k, o in self.chosen.items() if k != key and o.kind != COUNTRY]
        if spot.admin1 and others:
            same = sum(o.admin1 == spot.admin1 and o.country == spot.country for o in others)
            total += 2.5 * same / (len(others) + 1)
        near = min(
            (distance(spot, o) for o in others if abs(spot.lat - o.lat) < REACHED and o.kind in (CITY, DISTRICT)),
            default=1e9,
        )
        return total + (1.2 if near < NEAR else 0.5 if near < FAR else 0.0)


def resolve_places(text: str, places: Sequence[Span], home: str | None = None) -> tuple[Toponym, ...]:
    """Resolve names of places, given in text order; `home` is the country (alpha-3) that the article's outlet is of."""
    found = [candidates(text, span) for span in places]
    held = _beside(text, places)
    sure = [(key, spots_[0]) for spots_, key in found if spots_ and (len(spots_) == 1 or spots_[0].kind == COUNTRY)]
    sure = [(key, spot) for key, spot in sure if spot.kind in (COUNTRY, REGION) or spot.population > 30_000]
    context = _Context(dict(sure), home)
    chosen: dict[int, tuple[Spot, str]] = {}
    for _ in range(2):
        chosen = _choose(found, held, context)
        context = _Context({found[n][1]: spot for n, (spot, _) in chosen.items()}, home)
    return tuple(
        Toponym(span, *chosen[n]) if n in chosen else Toponym(span, None, "unknown" if not found[n][0] else "in doubt")
        for n, span in enumerate(places)
    )


def _choose(
    found: Sequence[tuple[tuple[Spot, ...], str]], held: Mapping[int, int], context: _Context
) -> dict[int, tuple[Spot, str]]:
    """Return the best candidate of each name, names that are alike alike, where there is no doubt."""
    tables: dict[str, dict[Spot, float]] = {}
    for spots_, key in found:
        if key not in tables:
            tables[key] = {spot: _prior(spot) + context.support(spot, key) for spot in spots_}
    fitting: dict[str, set[Spot]] = {}
    for inner, outer in held.items():
        spots_, key = found[inner]
        inside = {s for s in spots_ if any(_lies_in(s, o) for o in found[outer][0][:3])}
        if inside:
            fitting.setdefault(key, set()).update(inside)
    chosen: dict[int, tuple[Spot, str]] = {}
    decided: dict[str, tuple[Spot, str] | None] = {}
    for number, (spots_, key) in enumerate(found):
        if key not in decided:
            scores = {s: v + (SURE if s in fitting.get(key, ()) else 0.0) for s, v in tables[key].items()}
            decided[key] = _best(scores, fitting.get(key, set()), context, key) if spots_ else None
        best = decided[key]
        if best is not None:
            chosen[number] = best
    return chosen


def _best(scores: Mapping[Spot, float], fitting: set[Spot], context: _Context, key: str) -> tuple[Spot, str] | None:
    ranked = sorted(scores.items(), key=lambda item: -item[1])
    best, score = ranked[0]
    town = next(
        (s for s, _ in ranked if s.kind == CITY and best.kind in (REGION, DISTRICT) and _town_of(s, best)), None
    )
    if best in fitting:
        return town or best, "named with what holds it"
    rival = next((v for s, v in ranked[1:] if distance(s, best) > SAME_PLACE and not _lies_in(s, best)), -9.0)
    supported = context.share(best, key) > 0.15
    if score - rival < MARGIN or (best.kind == DISTRICT and not supported and len(ranked) > 1):
        return None
    if best.kind in (CITY, DISTRICT) and not supported and math.log10(max(1, best.population)) < BIG:
        return None
    return town or best, "the only one" if len(
        ranked
    ) == 1 else "among the article's places" if supported else "the largest"


def _town_of(town: Spot, region: Spot) -> bool:
    """Tell whether a town of its region's name is what the bare name means: not for American states."""
    if region.country == "USA" and region.kind == REGION:
        return False
    same = town.admin1 == region.admin1 if region.kind == REGION else town.admin2 == region.admin2
    return same and town.country == region.country and town.population > 5000
