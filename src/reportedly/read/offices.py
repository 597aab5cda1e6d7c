"""What office, organisation or kind of people words name, and the PLOVER sector and country that this settles."""

import re
from collections.abc import Iterator, Sequence
from functools import cache, lru_cache
from itertools import pairwise
from typing import NamedTuple

from reportedly.read.nations import (
    Mention,
    Token,
    capitals_of,
    country_of,
    helped,
    mentions_of,
    tokens_of,
    written_like,
)
from reportedly.read.outlets import find_outlet
from reportedly.read.tables import rows

BRACES = re.compile(r"\{([^{}]*)\}")
# a phrase's parts begin at these; what they hold tells the sector where the words before do not ("head of the army")
JOINING = frozenset(
    {"of", "for", "in", "at", "from", "within", "inside", "by", "to", "with", "under", "and", "or", "into"}
)
# from these on the words are about something else ("people familiar with the Pentagon's plans")
CUTTING = frozenset(
    {"who", "whom", "whose", "which", "that", "about", "on", "against", "familiar", "close", "knowledge", "briefed"}
    | {
        "near",
        "after",
        "before",
        "during",
        "amid",
        "because",
        "accused",
        "opposed",
        "loyal",
        "sympathetic",
        "like",
        "not",
    }
)
FORMER = frozenset({"former", "ex", "retired", "ousted", "deposed", "onetime", "late"})
ONCE_IN_OFFICE = frozenset({"GOV", "LEG", "JUD", "SPY", "MIL", "COP"})
# words of the table that are surnames as often when a capitalised word stands before them ("Peter King")
SURNAMES = frozenset(
    {
        "king",
        "bishop",
        "pope",
        "priest",
        "fisher",
        "shepherd",
        "banks",
        "church",
        "temple",
        "driver",
        "cardinal",
    }
    | {"prince", "dean", "farmer", "singer", "miner", "child", "son", "hacker", "pilgrim", "monk", "brother"}
)


class Office(NamedTuple):
    """A row of `offices.tsv` for one phrase."""

    kind: str
    sector: str | None
    country: str | None
    yields: bool
    title: bool
    since: str


class _Match(NamedTuple):
    first: int
    last: int
    office: Office


def spelled_out(phrase: str) -> Iterator[str]:
    """Yield the phrases that `{a,b}` in a phrase stand for."""
    match = BRACES.search(phrase)
    if match is None:
        yield " ".join(phrase.split())
        return
    for choice in match[1].split(","):
        yield from spelled_out(phrase[: match.start()] + choice + phrase[match.end() :])


def alternatives(cell: str) -> Iterator[str]:
    """Yield the phrases of a cell: `|` separates, `{a,b}` stands for either."""
    for phrase in re.split(r"\|(?![^{}]*\})", cell):
        yield from spelled_out(phrase)


def plural(phrase: str) -> str | None:
    """Return the plural of a phrase whose last word is small; None where it has a capital or has a plural's ending."""
    last = phrase.rpartition(" ")[2]
    if not last.islower() or (last.endswith("s") and not last.endswith("ss")) or last.endswith(("men", "people")):
        return None
    if last.endswith("y") and last[-2:-1] not in "aeiou":
        return phrase[:-1] + "ies"
    if last.endswith("man") and last not in ("german", "ottoman"):
        return phrase[:-2] + "en"
    return phrase + ("es" if last.endswith(("s", "x", "ch", "sh")) else "s")


def phrases() -> Iterator[tuple[str, Office]]:
    """Yield each phrase of `offices.tsv`, plurals included, with its row."""
    for row in rows("offices.tsv"):
        cells = (*row[1:], *[""] * (6 - len(row)))
        kind, sector, country, role, since = cells
        code = country.rstrip("?") or None
        office = Office(kind, sector or None, code, country.endswith("?"), role == "title", since)
        for phrase in alternatives(row[0]):
            yield phrase, office
            more = plural(phrase)
            if more is not None:
                yield more, office


class _Entry(NamedTuple):
    capitals: tuple[int, ...]
    office: Office


@cache
def _table() -> tuple[dict[tuple[str, ...], list[_Entry]], dict[str, int]]:
    table: dict[tuple[str, ...], list[_Entry]] = {}
    longest: dict[str, int] = {}
    for phrase, office in phrases():
        tokens = tokens_of(phrase)
        key = tuple(t.key for t in tokens)
        entry = _Entry(tuple(capitals_of(t.raw) for t in tokens), office)
        if entry not in table.setdefault(key, []):
            table[key].append(entry)
        longest[key[0]] = max(longest.get(key[0], 0), len(key))
    return table, longest


def _valid(entries: Sequence[_Entry], on: str | None) -> Office:
    """Return the row that holds on a day: of those that have begun the latest; the one with most capitals first."""
    most = max(sum(e.capitals) for e in entries)
    best = [e.office for e in entries if sum(e.capitals) == most]
    begun = [o for o in best if on is None or o.since <= on]
    return max(begun or best, key=lambda o: o.since)


def _matches(words: str, tokens: Sequence[Token], countries: Sequence[Mention], on: str | None) -> list[_Match]:
    table, longest = _table()
    covered = {n: m for m in countries for n in range(m.first, m.last)}
    found: list[_Match] = []
    at = 0
    while at < len(tokens):
        for size in range(min(longest.get(tokens[at].key, 0), len(tokens) - at), 0, -1):
            part = tokens[at : at + size]
            fitting = [e for e in table.get(tuple(t.key for t in part), ()) if written_like(part, e.capitals)]
            if not fitting or _broken(words, part):
                continue
            around = covered.get(at)
            if around is not None and around.last >= at + size and around.last - around.first > size:
                continue  # the bank of "West Bank"
            if size == 1 and _surname(tokens, at, covered):
                continue
            if helped(words, tokens, at + size):
                at += size  # "rebel-held", "U.N.-backed"
                break
            office = _valid(fitting, on)
            if office.kind != "-":
                found.append(_Match(at, at + size, office))
            at += size
            break
        else:
            at += 1
    return found


def _broken(words: str, part: Sequence[Token]) -> bool:
    """Tell whether a clause or a sentence ends between tokens."""
    return any(re.search(r"[;:!?()]|\.\s+$", words[a.end : b.start]) for a, b in pairwise(part))


def _surname(tokens: Sequence[Token], at: int, covered: dict[int, Mention]) -> bool:
    if tokens[at].key not in SURNAMES or at == 0 or not capitals_of(tokens[at].raw):
        return False
    if at + 1 < len(tokens) and capitals_of(tokens[at + 1].raw):  # "District Judge David Hale"
        return False
    before = tokens[at - 1]
    return capitals_of(before.raw) > 0 and at - 1 not in covered and before.key not in ("the", "former", "new", "a")


def _parts(words: str, tokens: Sequence[Token], matches: Sequence[_Match]) -> list[tuple[int, int]]:
    """Cut tokens at joining words and commas outside the matches, up to a cutting word."""
    inside = {n for m in matches for n in range(m.first, m.last)}
    within = {n for m in matches for n in range(m.first + 1, m.last)}
    parts: list[tuple[int, int]] = []
    start = 0
    for n, token in enumerate(tokens):
        if n and n not in inside and token.key in CUTTING:
            parts.append((start, n))
            return parts
        comma = n > 0 and n not in within and re.search(r"[,;()]|\s[-–—]+\s|—", words[tokens[n - 1].end : token.start])
        if comma or (n not in inside and token.key in JOINING):
            parts.append((start, n))
            start = n
    parts.append((start, len(tokens)))
    return parts


def _decide(parts: Sequence[tuple[int, int]], matches: Sequence[_Match]) -> tuple[_Match, tuple[int, int]] | None:
    by_part = [(p, [m for m in matches if p[0] <= m.first < p[1]]) for p in parts]
    for part, inside in by_part[:1]:
        # "President Mursi of the Brotherhood": a name parts the title from what follows; not so "head of the army"
        titled = [m for m in inside if m.office.sector not in (None, "MIL", "CVL", "ELI")]
        if titled and all(m.office.title for m in inside) and titled[-1].last < part[1]:
            return titled[-1], part
    for heads_only in (True, False):
        for part, inside in by_part:
            fitting = [m for m in inside if (not m.office.title if heads_only else m.office.sector is not None)]
            if fitting:
                return fitting[-1], part
    return next(((inside[-1], part) for part, inside in by_part if inside), None)


@lru_cache(maxsize=4096)
def office_of(words: str, on: str | None = None) -> tuple[str, str | None, str | None, str] | None:
    """Return the kind, sector and country of the office, organisation or people that words name, and the word for it.

    The head of the phrase decides ("army doctor": a doctor, "police spokesman": police), then what follows "of", "for"
    or a comma ("head of the army"), then a title by itself ("the president"). Who was in office ("former", "retired")
    is of the elites (ELI). Kind is office, organization or group; sector and country are None where the words leave
    them open. A news outlet by name is JRN. `on` is an ISO date: some rows hold from a day on (the Taliban as
    government); without it the latest holds.
    """
    tokens = tokens_of(words)
    countries = mentions_of(tokens)
    matches = _matches(words, tokens, countries, on)
    decided = _decide(_parts(words, tokens, matches), matches)
    if decided is None:
        outlet = find_outlet(words)
        return ("organization", "JRN", outlet.country, outlet.name) if outlet else None
    match, part = decided
    sector = match.office.sector
    if sector in ONCE_IN_OFFICE and _former(words, tokens[part[0] : match.first]):
        sector = "ELI"
    reason = words[tokens[match.first].start : tokens[match.last - 1].end]
    return match.office.kind, sector, _country(words, match, matches, part), re.sub(r"['’]s$", "", reason)


def _former(words: str, before: Sequence[Token]) -> bool:
    for token in reversed(before):
        if token.key in FORMER:
            return True
        if re.search(r"['’]s?$", words[token.start : token.end]):
            return False
    return False


def _country(words: str, match: _Match, matches: Sequence[_Match], part: tuple[int, int]) -> str | None:
    office = match.office
    if office.country is not None and not office.yields:
        return office.country
    named = country_of(words)
    if named is not None:
        return named[0]
    if office.country is not None:
        return office.country
    beside = [m.office for m in matches if part[0] <= m.first < part[1] and m.office.country is not None]
    if not beside and (office.title or office.sector is None):
        beside = [m.office for m in matches if m.office.country is not None]
    return beside[0].country if beside else None
