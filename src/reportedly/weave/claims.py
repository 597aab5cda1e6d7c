"""Claims: rows of many articles that say the same thing, grown so that no two rows of one contradict each other."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from hashlib import sha256
from itertools import combinations
from typing import NamedTuple

from reportedly.weave.claim_keys import keys
from reportedly.weave.compare import Verdict, compare
from reportedly.weave.facts import Fact, FactKind
from reportedly.weave.family import Links

MEAN = 0.7  # log-odds that the pairs across two groups have on average before the groups join
FIRM = 0.1  # and less for fewer pairs: each adds so much to what is asked
FAR = 4.0  # log-odds of one pair count up to here
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


def _candidates(facts: Sequence[Fact]) -> list[tuple[int, int]]:
    by_key: defaultdict[str, list[int]] = defaultdict(list)
    for number, fact in enumerate(facts):
        for key in keys(fact):
            by_key[key].append(number)
    return sorted({pair for numbers in by_key.values() for pair in combinations(sorted(set(numbers)), 2)})


class Verdicts:
    """How two facts compared, remembered while they are the same objects in memory: a story compares them often.

    At most `HELD` are kept; then it begins anew.
    """

    HELD = 400_000

    def __init__(self) -> None:
        self._held: dict[tuple[str, str], tuple[Fact, Fact, Verdict]] = {}

    def __call__(self, left: Fact, right: Fact) -> Verdict:
        """Compare two facts, or remember how they did."""
        pair = (left.address, right.address)
        held = self._held.get(pair)
        if held is None or held[0] is not left or held[1] is not right:
            if len(self._held) >= self.HELD:
                self._held.clear()
            held = self._held[pair] = left, right, compare(left, right)
        return held[2]


class _Groups:
    """Rows in groups; two groups merge only if nothing in one contradicts anything in the other."""

    def __init__(
        self, facts: Sequence[Fact], cannot: frozenset[tuple[str, str]], compare: Callable[[Fact, Fact], Verdict]
    ) -> None:
        self.facts = facts
        self.members: dict[int, list[int]] = {n: [n] for n in range(len(facts))}
        self.of = list(range(len(facts)))
        self._cannot = cannot
        self._compare = compare
        self._seen: dict[tuple[int, int], Verdict] = {}

    def verdict(self, left: int, right: int) -> Verdict:
        """Return how two rows compare; the earlier in canonical order is the left one."""
        pair = (left, right) if left < right else (right, left)
        if pair not in self._seen:
            self._seen[pair] = self._compare(self.facts[pair[0]], self.facts[pair[1]])
        return self._seen[pair]

    def forbidden(self, left: int, right: int) -> bool:
        """Tell whether people said that something of one group is not something of the other."""
        return bool(self._cannot) and any(
            tuple(sorted((self.facts[a].address, self.facts[b].address))) in self._cannot
            for a in self.members[left] for b in self.members[right]
        )  # fmt: skip

    def fits(self, left: int, right: int) -> bool:
        """Tell whether two groups can be one claim."""
        found = [self.verdict(a, b) for a in self.members[left] for b in self.members[right]]
        if any(one.against for one in found) or self.forbidden(left, right):
            return False
        least = min(MEAN, FIRM * len(found))
        return sum(max(-FAR, min(FAR, one.score)) for one in found) >= least * len(found)

    def merge(self, left: int, right: int) -> None:
        """Make two groups one, under the lesser number."""
        low, high = min(left, right), max(left, right)
        for number in self.members[high]:
            self.of[number] = low
        self.members[low] = sorted(self.members[low] + self.members.pop(high))


def claims(
    found: Iterable[Fact], links: Links = NO_LINKS, comparing: Callable[[Fact, Fact], Verdict] = compare
) -> tuple[Claim, ...]:
    """Group rows into claims, a row that joins none being one by itself; the result does not depend on their order.

    The pairs that join are taken, the strongest first, and their groups merged if no row of one contradicts a row of
    the other and all pairs across them together are more likely one claim than not, so that chains end. What people
    split never joins; what they merged is joined at last, with the claims around it, whatever the rules say.
    """
    facts = sorted(found, key=order)
    number = {fact.address: n for n, fact in enumerate(facts)}
    groups = _Groups(facts, links.cannot, comparing)
    said: dict[tuple[int, int], tuple[str, ...]] = {}
    joining = [(pair, groups.verdict(*pair)) for pair in _candidates(facts)]
    for pair, verdict in sorted(((p, v) for p, v in joining if v.joins), key=lambda one: (-one[1].score, one[0])):
        left, right = groups.of[pair[0]], groups.of[pair[1]]
        if left != right and groups.fits(left, right):
            said[pair] = verdict.reasons
            groups.merge(left, right)
    for one, two in sorted(links.must):
        if one in number and two in number and groups.of[number[one]] != groups.of[number[two]]:
            pair = min(number[one], number[two]), max(number[one], number[two])
            if not groups.forbidden(groups.of[pair[0]], groups.of[pair[1]]):
                said[pair] = ("people say so",)
                groups.merge(groups.of[pair[0]], groups.of[pair[1]])
    by_group: defaultdict[int, list[tuple[tuple[int, int], tuple[str, ...]]]] = defaultdict(list)
    for pair, reasons in said.items():
        by_group[groups.of[pair[0]]].append((pair, reasons))
    return tuple(
        _claim([facts[n] for n in members], [(facts[a].address, facts[b].address, why) for (a, b), why in
                                             sorted(by_group[group])])
        for group, members in sorted(groups.members.items())
    )  # fmt: skip


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
