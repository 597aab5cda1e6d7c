"""Claims: rows of many articles that say the same thing, grown so that no two rows of one contradict each other."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from functools import lru_cache
from hashlib import sha256
from itertools import combinations
from typing import NamedTuple

from reportedly.weave.claim_keys import keys
from reportedly.weave.compare import Verdict, compare
from reportedly.weave.facts import Fact, FactKind
from reportedly.weave.family import Links
from reportedly.weave.growth import Edge, Group, Grown, grow
from reportedly.weave.twins import AGAIN, twins

MEAN = 0.4  # log-odds that the pairs across two groups have on average before the groups join
FIRM = 0.06  # and less for fewer pairs: each adds so much to what is asked
FAR = 4.0  # log-odds of one pair count up to here
CROWD = 200  # rows from which on a key that they share tells too little to compare them by it
NO_LINKS = Links()


class Told(NamedTuple):
    """One step of a claim's history: on `day` a row of `outlet` said by `voice` that it was `status`."""

    day: date | None
    status: str
    address: str


class Claim(NamedTuple):
    """Rows that say the same thing, in canonical order; `joins` gives for each row after the first what it joined by.

    `history` tells who said when what came of it; `status` is the latest report's, None where there is none, and
    "disputed" if the reports of that day contradict each other; `ever` holds every status.
    """

    id: str
    kind: FactKind
    facts: tuple[Fact, ...]
    joins: tuple[tuple[str, str, tuple[str, ...]], ...]
    history: tuple[Told, ...]
    status: str | None
    ever: frozenset[str]

    @property
    def addresses(self) -> tuple[str, ...]:
        """The addresses of the rows."""
        return tuple(fact.address for fact in self.facts)


REAL = frozenset({"happened", "ongoing"})


def short(address: str) -> str:
    """Return the short hash of an address: an id of the claim that holds the row (as `keep.rows` stores it)."""
    return sha256(address.encode()).hexdigest()[:10]


def order(fact: Fact) -> tuple[date, str]:
    """Return what facts are sorted by: report date, then address; unknown dates last."""
    return fact.day or date.max, fact.address


def candidates(keys_of: Mapping[str, Iterable[str]]) -> list[tuple[str, str]]:
    """Return the pairs of rows that share a key which tells something: one that no more than `CROWD` rows have."""
    by_key: defaultdict[str, list[str]] = defaultdict(list)
    for address, found in keys_of.items():
        for key in found:
            by_key[key].append(address)
    return sorted({pair for rows in by_key.values() if len(rows) <= CROWD for pair in combinations(sorted(rows), 2)})


class Verdicts:
    """How two facts compared, remembered by their addresses until `forget`: a story compares them often.

    At most `HELD` are kept; then it begins anew. Why two rows do not join is not remembered.
    """

    HELD = 300_000

    def __init__(self) -> None:
        self._held: dict[tuple[str, str], Verdict] = {}

    def __call__(self, left: Fact, right: Fact) -> Verdict:
        """Compare two facts, whichever is named first, or remember how they did."""
        pair = (left.address, right.address) if left.address < right.address else (right.address, left.address)
        held = self._held.get(pair)
        if held is None:
            if len(self._held) >= self.HELD:
                self._held.clear()
            found = compare(*sorted((left, right), key=order))
            held = self._held[pair] = found if found.joins else _plain(found.against, found.score)
        return held

    def forget(self) -> None:
        """Compare anew from now on: facts have changed."""
        self._held.clear()


@lru_cache(maxsize=50_000)
def _plain(against: bool, score: float) -> Verdict:
    return Verdict(False, against, score, ())


def fits(left: Sequence[Fact], right: Sequence[Fact], verdict: Callable[[Fact, Fact], Verdict]) -> bool:
    """Tell whether two groups can be one claim: nothing contradicts, and all pairs of articles are on average likely.

    Of two articles the rows that fit best speak: what one of them tells beside it takes nothing away. Nor does what
    a denial, told in few words of its own, has less in common with others than with the report that it answers.
    """
    best: dict[tuple[str, str], float] = {}
    for one in left:
        for two in right:
            found = verdict(one, two)
            if found.against:
                return False
            if (one.answered or two.answered) and not found.joins:
                continue
            pair = one.item, two.item
            best[pair] = max(best.get(pair, -FAR), min(FAR, found.score))
    return sum(best.values()) >= min(MEAN, FIRM * len(best)) * len(best)


def forbidden(left: Iterable[str], right: Sequence[str], cannot: frozenset[tuple[str, str]]) -> bool:
    """Tell whether people said that a row of one group is not what a row of the other is."""
    return bool(cannot) and any((min(a, b), max(a, b)) in cannot for a in left for b in right)


def claims(found: Iterable[Fact], links: Links = NO_LINKS) -> tuple[Claim, ...]:
    """Group rows into claims, a row that joins none being one by itself; the result does not depend on their order.

    The pairs that join are taken, the strongest first, and their groups merged if no row of one contradicts a row of
    the other and all pairs across them together are more likely one claim than not, so that chains end. What people
    split never joins; what they merged is joined at last, with the claims around it, whatever the rules say.
    """
    facts = {fact.address: fact for fact in found}
    again = twins(facts.values(), decided(links))
    told = facts.keys() - {address for same in again.values() for address in same}
    verdict = Verdicts()
    edges = [
        Edge(one, two, known.score) for one, two in candidates({one: keys(facts[one]) for one in told})
        if (known := verdict(facts[one], facts[two])).joins
    ]  # fmt: skip

    def fit(left: Group, right: Group) -> bool:
        groups = [facts[one] for one in left], [facts[one] for one in right]
        return not forbidden(left, right, links.cannot) and fits(*groups, verdict)

    part = grow(told, edges, fit, links.must, lambda left, right: forbidden(left, right, links.cannot))
    made = (claim_of(grown, again, facts.__getitem__, verdict) for grown in part.groups)
    return tuple(sorted(made, key=lambda claim: order(claim.facts[0])))


def decided(links: Links) -> frozenset[str]:
    """Return the rows that people merged or split."""
    return frozenset(address for pair in (*links.must, *links.cannot) for address in pair)


def claim_of(
    grown: Grown, again: Mapping[str, Sequence[str]], fact_of: Callable[[str], Fact],
    verdict: Callable[[Fact, Fact], Verdict],
) -> Claim:  # fmt: skip
    """Return the claim that a grown group is, with the rows that stand for the same words told `again`."""
    rows = [*grown.rows, *(twin for row in grown.rows for twin in again.get(row, ()))]
    facts = sorted(map(fact_of, rows), key=order)
    joins = [(*_in_order(fact_of(step.left), fact_of(step.right)),
              ("people say so",) if step.score is None else verdict(fact_of(step.left), fact_of(step.right)).reasons)
             for step in grown.steps]  # fmt: skip
    joins += [(row, twin, (AGAIN,)) for row in grown.rows for twin in again.get(row, ())]
    place = {fact.address: number for number, fact in enumerate(facts)}
    return _claim(facts, sorted(joins, key=lambda join: (place[join[0]], place[join[1]])))


def _in_order(left: Fact, right: Fact) -> tuple[str, str]:
    one, two = sorted((left, right), key=order)
    return one.address, two.address


def _claim(facts: Sequence[Fact], joins: Sequence[tuple[str, str, tuple[str, ...]]]) -> Claim:
    history = tuple(Told(fact.day, status_of(fact), fact.address) for fact in facts if status_of(fact))
    return Claim(short(facts[0].address), facts[0].kind, tuple(facts), tuple(joins), history, latest(history),
                 frozenset(told.status for told in history))  # fmt: skip


def status_of(fact: Fact) -> str:
    """Return what a row says came of it: an event's status, of a denied statement "did_not_happen", else ""."""
    if fact.status:
        return fact.status
    return "did_not_happen" if fact.kind == "statement" and denied(fact) else ""


def denied(fact: Fact) -> bool:
    """Tell whether the voice of a row denies what the row says."""
    return fact.force in ("deny", "reject") or fact.status == "did_not_happen"


def latest(history: Sequence[Told]) -> str | None:
    """Return the status that the last day's reports give, "disputed" if they exclude each other."""
    dated = [told for told in history if told.day is not None] or list(history)
    if not dated:
        return None
    last = [told.status for told in dated if told.day == dated[-1].day]
    if "did_not_happen" in last and REAL & set(last):
        return "disputed"
    return max(sorted(set(last)), key=lambda status: (last.count(status), status in REAL))


def where_rows_are(found: Iterable[Claim]) -> Mapping[str, Claim]:
    """Return the claim that holds a row, by the row's address and by its short hash, so that old ids still resolve."""
    held: dict[str, Claim] = {}
    for claim in found:
        for address in claim.addresses:
            held[address] = held[short(address)] = claim
    return held
