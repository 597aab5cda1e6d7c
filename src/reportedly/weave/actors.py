"""Whether two parties of different articles are one actor, and why: small comparators, each with its reason.

In the way of nomenklatura (OpenSanctions): each comparator looks at one thing (name, country, sector), answers with a
score and a reason, and one that separates outweighs what joins. Two people of one name stay two when anything separates
them. Decisions of people (`Links`) go before the rules. A country's government, capital and metonyms are one actor by
their code: `party.py` gives them one key.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from reportedly.weave.agreement import OPEN, Agreement, strongest
from reportedly.weave.party import HEAD_OF_STATE, STATE, Party, by_name
from reportedly.weave.spelling import one_name

UNIONS = frozenset({"UNO", "EUR"})  # whose bodies act for them, whatever their sector
ONE = 0.7  # from here on two parties are one actor
ACTS_FOR = 0.6
ALIKE = 0.5


class Decision(NamedTuple):
    """Whether two parties are one actor, with the comparators' answers that decided it."""

    one: bool
    score: float
    reasons: tuple[str, ...]


class Actor(NamedTuple):
    """Parties that are one actor; `name` is its fullest name, `links` why each further party belongs to it."""

    id: str
    name: str
    country: str | None
    sector: str | None
    parties: tuple[Party, ...]
    links: tuple[tuple[str, str, str], ...] = ()


def person_names(left: str, right: str) -> Agreement:
    """Compare two folded names of people."""
    if left == right:
        return Agreement(1.0 if " " in left else 0.8, f"the same name, {left}")
    one, two = left.split(), right.split()
    if one_name(left, right):
        return Agreement(0.9 if " " in left else 0.75, f"{left} can be {right} in another spelling")
    if set(one) < set(two) or set(two) < set(one):
        short = left if len(one) < len(two) else right
        return Agreement(0.8, f"{short} is part of the longer name")
    if min(len(one), len(two)) == 1 < max(len(one), len(two)) and one_name(one[-1], two[-1]):
        return Agreement(0.75, f"{left} can be {right}, its surname in another spelling")
    if one[-1] == two[-1]:
        given, other = one[0], two[0]
        if given[0] == other[0] and (given.startswith(other[:3]) or len(given) == 1 or len(other) == 1):
            return Agreement(0.75, f"one surname, and {given} can be short for {other}")
        return Agreement(-1.0, f"one surname, but {given} is not {other}")
    return Agreement(-1.0, f"{left} is not {right}")


def body_names(left: str, right: str) -> Agreement:
    """Compare the stemmed names of two bodies."""
    if left == right:
        return Agreement(1.0, f"the same name, {left}")
    one, two = set(left.split()), set(right.split())
    if (one < two or two < one) and min(len(one), len(two)) >= 2:
        return Agreement(0.7, "one name is part of the other")
    if one & two:
        return OPEN
    return Agreement(-0.5, f"{left} is not {right}")


def countries(left: Party, right: Party) -> Agreement:
    """Compare whose two parties are; unknown says nothing."""
    if left.country is None or right.country is None:
        return OPEN
    if left.country == right.country:
        return Agreement(0.2, f"both of {left.country}")
    return Agreement(-1.0, f"{left.country} is not {right.country}")


def sectors(left: Party, right: Party) -> Agreement:
    """Compare what two parties are (PLOVER sectors): people change office, so that a difference weighs little."""
    if left.sector is None or right.sector is None or left.sector == right.sector:
        return Agreement(0.1, f"both {left.sector}") if left.sector and left.sector == right.sector else OPEN
    if {left.sector, right.sector} <= STATE | {"ELI", "PTY", "OPP"}:
        return OPEN
    return Agreement(-0.3, f"{left.sector} is not {right.sector}")


def decide(left: Party, right: Party) -> Decision:
    """Tell whether two parties are one actor."""
    if left.kind != right.kind or left.kind == "kind":
        same = left.id == right.id
        return Decision(same and left.country is not None, float(same), ())
    if left.kind == "country":
        same = left.key == right.key
        return Decision(same, 1.0 if same else -1.0, (f"{left.key} and {right.key}",))
    name = (person_names if left.kind == "person" else body_names)(left.key, right.key)
    found = [name, countries(left, right), sectors(left, right)]
    reasons = tuple(one.reason for one in found if one.reason)
    if any(one.score <= -0.5 for one in found):
        return Decision(False, -1.0, reasons)
    score = sum(one.score for one in found)
    return Decision(name.score >= ONE and score >= ONE, min(score, 1.0), reasons)


def agreement(left: Party, right: Party) -> Agreement:
    """Compare two parties as takers of one role: one actor, one that acts for the other, or two that cannot be one."""
    if left.kind == right.kind != "kind":
        found = decide(left, right)
        if found.one:
            return Agreement(1.0 if found.score >= 0.95 else 0.8, found.reasons[0])
        one_state = left.kind == "body" and left.country == right.country
        return Agreement(-1.0, found.reasons[0]) if found.score < 0 and not one_state else OPEN
    apart = countries(left, right)
    if apart.against:
        whose = "kind" in (left.kind, right.kind) and _tail(left) != _tail(right)
        return OPEN if whose else apart  # Iraqi bases and U.S. troops can be hit in one strike
    if left.kind == right.kind:
        return _kinds(left, right)
    for state, other in ((left, right), (right, left)):
        if state.kind == "country" and other.country == state.key:
            acts = HEAD_OF_STATE if other.kind == "person" else STATE
            if other.sector in acts or (other.kind == "body" and state.key in UNIONS):
                return Agreement(ACTS_FOR, f"{other.name} acts for {state.key}")
            if other.kind == "kind":
                return Agreement(ALIKE, f"{other.name}: {state.key}'s")
    if {left.kind, right.kind} == {"person", "kind"} and left.country and left.country == right.country:
        return Agreement(ALIKE, f"{left.name} and {right.name}, both of {left.country}")
    return OPEN


def _kinds(left: Party, right: Party) -> Agreement:
    """Compare two kinds of people or things ("protesters", "Iranian troops")."""
    if _tail(left) != _tail(right):
        return OPEN
    return Agreement(0.8 if left.country and right.country else ALIKE, f"both {left.name}")


def _tail(party: Party) -> str:
    """Return what a party is, without whose: "troop" of Iranian troops."""
    return party.key.split("/")[-1] if party.kind == "kind" else ""


def sides(left: Sequence[Party], right: Sequence[Party]) -> Agreement:
    """Compare who takes a role in two rows: one pair that agrees is enough, and nobody agrees with nothing."""
    return strongest(agreement(one, two) for one in left for two in right)


def _fullness(party: Party) -> tuple[int, int, str]:
    return len(party.key.split()), len(party.name), party.name


Pairs = frozenset[tuple[str, str]]


def resolve(parties: Iterable[Party], must: Pairs = frozenset(), cannot: Pairs = frozenset()) -> tuple[Actor, ...]:
    """Group parties into actors; `must` and `cannot` are pairs of party ids that people decided, the lesser first.

    Fuller names come first; a party joins the actor that it fits best, if none of that actor's parties is another, and
    only if it fits no second one ("Kim", where two are called so, stays by itself).
    """
    groups: list[list[Party]] = []
    why: dict[int, list[tuple[str, str, str]]] = {}
    for party in sorted(set(parties), key=_fullest_first):
        fitting = []
        for number, group in enumerate(groups):
            pairs = [tuple(sorted((party.id, other.id))) for other in group]
            if any(pair in cannot for pair in pairs):
                continue
            if any(pair in must for pair in pairs):
                fitting.append((2.0, number, "people say so"))
                continue
            found = [decide(party, other) for other in group]
            if any(one.score < 0 for one in found):
                continue
            best = max((one for one in found if one.one), key=lambda one: one.score, default=None)
            if best is not None:
                fitting.append((best.score, number, "; ".join(best.reasons)))
        exact = [one for one in fitting if any(other.key == party.key for other in groups[one[1]])]
        chosen = exact or fitting
        if len(chosen) == 1 or (chosen and max(chosen)[0] > 1.5):
            _, number, reason = max(chosen, key=lambda one: (one[0], -one[1]))
            why.setdefault(number, []).append((groups[number][0].id, party.id, reason))
            groups[number].append(party)
        else:
            groups.append([party])
    return tuple(_actor(group, why.get(number, [])) for number, group in enumerate(groups))


def _fullest_first(party: Party) -> tuple[str, int, bool, bool, tuple[str, ...]]:
    return party.kind, -len(party.key.split()), party.country is None, party.sector is None, by_name(party)


def _actor(group: Sequence[Party], links: Sequence[tuple[str, str, str]]) -> Actor:
    fullest = max(group, key=_fullness)
    country = next((p.country for p in group if p.country), None)
    sector = next((p.sector for p in group if p.sector), None)
    return Actor(fullest.id, fullest.name, country, sector, tuple(group), tuple(links))


def by_party(actors: Iterable[Actor]) -> Mapping[Party, Actor]:
    """Return the actor of each party."""
    return {party: actor for actor in actors for party in actor.parties}
