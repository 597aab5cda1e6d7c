"""Disputes: what cannot both be, typed, each side with its rows.

`number` figures of one series that conflict; `status` it happened against it did not; `denial` a voice denies what
another (or the article) says; `actor`, `place`, `date` one deed told with two that exclude each other; `correction` an
article that takes back what it said.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from itertools import combinations
from typing import Literal, NamedTuple

from reportedly.record import overlap, quote_of
from reportedly.weave.actors import sides
from reportedly.weave.claims import REAL, Claim, denied, order, short
from reportedly.weave.comparing import dates, places
from reportedly.weave.facts import Fact
from reportedly.weave.item import Item
from reportedly.weave.series import Series
from reportedly.weave.wording import likeness

DisputeType = Literal["number", "status", "actor", "place", "date", "denial", "correction"]
ONE_DEED = 0.42  # likeness of the sentences of two events that are one deed, though they differ in one field
SAYING = 2  # words that a content has at least to say something: "Maduro and" is neither said nor denied
SAME_MATTER = 0.3  # likeness of a correction and of what it corrects
CORRECTION = re.compile(
    r"\b(?:correction|clarification|editor[’']s note|retraction)\b\s*[:—–-]|"
    r"\b(?:an earlier version of this|this (?:article|story|report) (?:has been|was) (?:corrected|updated to correct)|"
    r"(?:earlier|previously|initially|incorrectly) (?:mis)?(?:stated|reported|identified|said) (?:that )?"
    r"(?=.{0,200}\b(?:in fact|correct|mistaken|error|misstated)))", re.IGNORECASE)  # fmt: skip


class Side(NamedTuple):
    """One side: what it says in short, and the addresses of its rows."""

    says: str
    rows: tuple[str, ...]


class Contested(NamedTuple):
    """A dispute of a type between two sides or more, and why they cannot all be."""

    id: str
    type: DisputeType
    sides: tuple[Side, ...]
    reason: str


def _dispute(type: DisputeType, parts: Sequence[Side], reason: str) -> Contested:
    return Contested(short(f"{type} {' '.join(part.rows[0] for part in parts)}"), type, tuple(parts), reason)


def of_series(found: Series) -> Contested | None:
    """Return the dispute about a number, its sides the figures that cannot both hold; None where there is none."""
    conflicts = [pair for pair in found.pairs if pair.relation == "conflicts"]
    if not conflicts:
        return None
    within = {address for pair in conflicts for address in (pair.left, pair.right)}
    held: defaultdict[tuple[float | None, float | None], list[Fact]] = defaultdict(list)
    for fact in found.facts:
        if fact.address in within:
            held[fact.value, fact.high].append(fact)
    parts = [Side(group[0].said, tuple(fact.address for fact in group)) for group in held.values()]
    return _dispute("number", parts, conflicts[0].reason)


def of_claim(claim: Claim) -> Contested | None:
    """Return the dispute within a claim: happened against did not, or said against denied."""
    against = [fact for fact in claim.facts if denied(fact)]
    if claim.kind == "event":
        forth = [fact for fact in claim.facts if fact.status in REAL and not denied(fact)]
        if _two_words(forth, against):
            reason = "it happened by one, by the other it did not"
            if any(fact.force in ("deny", "reject") for fact in against):
                return _dispute("denial", [_rows(forth, "happened"), _rows(against, "denied")], reason)
            return _dispute("status", [_rows(forth, "happened"), _rows(against, "did not happen")], reason)
        return None
    against = [fact for fact in against if len(fact.words) >= SAYING]
    forth = [fact for fact in claim.facts if not denied(fact) and len(fact.words) >= SAYING]
    if claim.kind == "statement" and _two_words(forth, against):
        return _dispute("denial", [_rows(forth, "said"), _rows(against, "denied")], "one says what the other denies")
    return None


def _two_words(forth: Sequence[Fact], against: Sequence[Fact]) -> bool:
    """Tell whether two articles, or two voices of one, stand against each other: an article does not dispute itself."""
    return any(one.item != other.item or _two_voices(one, other) for one in forth for other in against)


def _two_voices(left: Fact, right: Fact) -> bool:
    """Tell whether two rows of an article are two voices on one matter: of nested contents one only tells the other."""
    if left.voice == right.voice or "author" in (left.voice, right.voice):
        return False
    return left.kind != "statement" or not overlap(left.spans, right.spans) or left.spans == right.spans


def _rows(facts: Sequence[Fact], says: str) -> Side:
    return Side(says, tuple(fact.address for fact in facts))


def between(left: Fact, right: Fact) -> Contested | None:
    """Return the dispute between two events that are one deed but for who did it, where or when; else None."""
    if left.kind != "event" or right.kind != "event" or left.type != right.type or not left.head & right.head:
        return None
    if left.status not in REAL or right.status not in REAL or left.item == right.item:
        return None
    found = {
        "actor": sides(left.actors, right.actors), "recipient": sides(left.recipients, right.recipients),
        "place": places(left.place, right.place), "date": dates(left.when, right.when),
    }  # fmt: skip
    against = [name for name, one in found.items() if one.against]
    agreed = [name for name, one in found.items() if one.score > 0]
    if len(against) != 1 or against[0] == "recipient" or len(agreed) < 2:
        return None
    if likeness(left.around, right.around) < ONE_DEED:
        return None
    kind: DisputeType = "actor" if against[0] == "actor" else "place" if against[0] == "place" else "date"
    one, two = sorted((left, right), key=order)
    return _dispute(kind, [Side(_field(fact, kind), (fact.address,)) for fact in (one, two)], found[kind].reason)


def _field(fact: Fact, kind: str) -> str:
    if kind == "actor":
        return ", ".join(party.name for party in fact.actors)
    if kind == "place":
        return (fact.place.name or fact.place.country or "?") if fact.place else "?"
    return str(fact.when[0]) if fact.when else "?"


def corrections(item: Item, facts: Sequence[Fact]) -> list[Contested]:
    """Return the corrections that an article states: the sentence, and the rows of other passages that it is about."""
    found: list[Contested] = []
    own = [fact for fact in facts if fact.item == item.key]
    for match in CORRECTION.finditer(item.text):
        start = item.text.rfind("\n", 0, match.start()) + 1
        end = item.text.find("\n", match.end())
        end = len(item.text) if end < 0 else end
        inside = [fact for fact in own if start <= fact.spans[0][0] < end]
        others = [fact for fact in own if not start <= fact.spans[0][0] < end]
        about = [
            fact for fact in others
            if any(fact.kind == one.kind and likeness(fact.around, one.around) >= SAME_MATTER for one in inside)
        ]  # fmt: skip
        address = f"{item.key}/correction/{start}-{end}"
        parts = [Side(quote_of(item.text, ((start, min(end, start + 200)),)), (address,))]
        if about:
            parts.append(_rows(about, "what it corrects"))
        if not any(one.sides[0].rows == (address,) for one in found):
            found.append(_dispute("correction", parts, "the article says so"))
    return found


def disputes(claims: Iterable[Claim], series: Iterable[Series], items: Mapping[str, Item]) -> tuple[Contested, ...]:
    """Return the disputes of a story, by type and id."""
    claims = tuple(claims)
    found = [one for claim in claims if (one := of_claim(claim)) is not None]
    found += [one for group in series if (one := of_series(group)) is not None]
    facts = [fact for claim in claims for fact in claim.facts]
    by_deed: defaultdict[tuple[str, str], list[Fact]] = defaultdict(list)
    for fact in facts:
        if fact.kind == "event" and fact.status in REAL:
            for word in fact.head:
                by_deed[fact.type, f"{word}|{fact.day and fact.day.strftime('%Y-%m')}"].append(fact)
    seen = set()
    for group in by_deed.values():
        for left, right in combinations(sorted(group, key=order), 2):
            one = between(left, right)
            if one is not None and one.id not in seen:
                seen.add(one.id)
                found.append(one)
    by_item: defaultdict[str, list[Fact]] = defaultdict(list)
    for fact in facts:
        by_item[fact.item].append(fact)
    for key in sorted(items):
        found += corrections(items[key], by_item[key])
    return tuple(sorted(found, key=lambda one: (one.type, one.id)))
