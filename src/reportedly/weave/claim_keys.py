"""The block keys of a row: rows that share none are never compared as one claim.

A key holds a month, a kind of deed or thing, and two anchors: what takes part, is named, stands in the words close by.
One of the two is rare (a name, a town, a number or word that tells), or else the key holds the day: two countries in a
month are shared by hundreds of rows.
"""

from collections.abc import Iterator, Sequence
from datetime import timedelta
from itertools import combinations

from reportedly.weave.compare import FORCE
from reportedly.weave.comparing import month, telling
from reportedly.weave.facts import Fact
from reportedly.weave.party import Party
from reportedly.weave.spelling import skeleton
from reportedly.weave.wording import Bag, heaviest

RARE, OFTEN = 6, 3  # anchors of each sort
LEAST = 0.55  # weight of a word that can be an anchor
HEAVY, CORES = 6, 3  # words of a content, and how many of them a key holds
LASTING = 5  # anchors of which three make a key without a month; of a content four words of six
WHOLE = 5  # words of a sentence by which it is known when passed on


def _coarse(party: Party) -> str:
    """Return a form that a party shares with every party that it can agree with: a state's people by their state."""
    if party.kind == "person":
        return f"@{skeleton(party.key.split()[-1])}"
    if party.kind == "kind" and party.country is None:
        return party.key
    return party.country or f"@{party.key}"


def _words(words: Bag, count: int) -> list[str]:
    """Return the words that tell most, of those that tell something; numbers that tell count as words."""
    found = {
        word: weight for word, weight in words.items()
        if (weight >= LEAST and not word[0].isdigit()) or (word[0].isdigit() and telling(_number(word)) >= 0.5)
    }  # fmt: skip
    return list(heaviest(found, count))


def _number(word: str) -> float | None:
    return float(word) if word.replace(".", "", 1).isdigit() else None


def anchors(fact: Fact) -> tuple[list[str], list[str]]:
    """Return a row's rare anchors and its frequent ones, each in order and without repeats."""
    parties = sorted({_coarse(party) for party in (*fact.actors, *fact.recipients, *fact.named)})
    rare = [party for party in parties if party.startswith("@")]
    if fact.place and fact.place.name and fact.place.geonameid:
        rare.append(f"@{fact.place.name}")
    own = [party for party in parties if not party.startswith("@")]
    words = _words(fact.near, RARE)
    return list(dict.fromkeys((*rare[:RARE], *words)))[: RARE + 2], own[:OFTEN]


def _days(fact: Fact) -> list[str]:
    """Return the days by which a row can be found: its date, or its report's and the day before."""
    if fact.when is not None and (fact.when[1] - fact.when[0]).days <= 1:
        return sorted({str(day) for day in fact.when})
    return [str(fact.day), str(fact.day - timedelta(days=1))] if fact.day is not None else []


def _months(fact: Fact) -> list[str]:
    """Return the months that a row is about: those of its date if that is a month at most, or else of its report."""
    if fact.when is None or (fact.when[1] - fact.when[0]).days > 31:
        return [month(fact.day)]
    return sorted({month(day) for day in fact.when})


def _lasting(kind: str, words: Sequence[str], rare: Sequence[str]) -> Iterator[str]:
    """Yield keys without a month, for what is told later or in articles without a date: three rare anchors in one."""
    yield from (f"{kind}|{'|'.join(sorted(core))}" for core in combinations([*words[:1], *rare][:LASTING], 3))


def _event(fact: Fact) -> Iterator[str]:
    kind = "FORCE" if fact.type in FORCE else fact.type
    rare, often = anchors(fact)
    for at in _months(fact):
        for pair in (*combinations(rare, 2), *((one, two) for one in rare for two in often)):
            yield f"e|{kind}|{at}|{'|'.join(sorted(pair))}"
    for day in _days(fact):
        for pair in combinations(often, 2):
            yield f"e|{kind}|{day}|{'|'.join(pair)}"
    yield from _lasting(f"e|{kind}", sorted(fact.head), rare)
    yield f"e|{kind}|{month(fact.day)}|{'+'.join(heaviest(fact.around, WHOLE))}"


def _quantity(fact: Fact) -> Iterator[str]:
    value = f"{fact.value:.6g}" if fact.value is not None else "?"
    rare, often = anchors(fact)
    tells = telling(fact.value) >= 0.5
    for at in sorted({*_months(fact), month(fact.day)}):
        start = f"q|{at}|{fact.unit}"
        for word in sorted({*fact.head, fact.type} - {""}):
            if tells:
                yield f"{start}|={value}|{word}"
            yield from (f"{start}|={value}|{word}|{one}" for one in (*rare, *often))
        if tells:
            yield from (f"{start}|={value}|{one}" for one in rare)
        for word in sorted(fact.head):
            yield from (f"{start}|{word}|{one}" for one in rare)
    if tells:
        yield from (f"q|={value}|{fact.unit}|{fact.type}|{one}" for one in (*rare, *often))


def _statement(fact: Fact) -> Iterator[str]:
    words = heaviest(fact.words, HEAVY)
    at = month(fact.day)
    yield from (f"s|{at}|{'+'.join(core)}" for core in combinations(words, min(CORES, len(words))) if core)
    yield from (f"s|{'+'.join(core)}" for core in combinations(words, LASTING - 1) if len(words) >= LASTING - 1)
    if 0 < len(words) < CORES and fact.words.keys() <= set(words):  # "himself interim president", told months later
        people = sorted({_coarse(party) for party in (*fact.actors, *fact.named) if party.kind == "person"})
        yield from (f"s|{one}|{'+'.join(words)}" for one in people[:OFTEN])
    for speaker in sorted({_coarse(party) for party in fact.actors})[:2]:
        yield from (f"s|{at}|{speaker}|{'+'.join(core)}" for core in combinations(words, min(2, len(words))) if core)


def keys(fact: Fact) -> tuple[str, ...]:
    """Return the keys of a row, each once."""
    found = {"event": _event, "quantity": _quantity, "statement": _statement}[fact.kind](fact)
    return tuple(sorted(set(found)))
