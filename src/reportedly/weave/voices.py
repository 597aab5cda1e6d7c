"""Whose word a row is: the speakers, documents and anonymous groups at the ends of the attribution chains.

What people would expect, written down:
- A named speaker, a document or an office is one voice over all articles; a spokesperson is the voice of the body that
  he speaks for. A claim that is a statement's content has its speaker as voice.
- Anonymous people of two reports are two voices; those of one report that are described alike ("two officials", then
  "one of the officials") are one.
- An outlet that is cited is a voice only where nobody is named behind it.
- Where an article tells it in its own word, the word is its report's own: once a report, however many carry it. It does
  not count where the article also hands it to somebody: then it only sums up.
- Who does, wants, plans, votes for or calls off a deed is no voice of it ("the council approved sanctions"): the word
  is that of who tells so.
- "reportedly", a pronoun that stands for nobody known, and a passive without a source: a voice nobody names, once a
  report, if the article has no other.
"""

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cache
from typing import Literal, NamedTuple

from reportedly.read.offices import office_of
from reportedly.read.outlets import find_outlet
from reportedly.read.tables import rows
from reportedly.read.tables import words as table_of
from reportedly.record import Record, Statement, quote_of
from reportedly.weave.actors import Actor, by_party, resolve
from reportedly.weave.facts import Fact
from reportedly.weave.item import Item
from reportedly.weave.once import once_per_item
from reportedly.weave.party import SPOKEN_FOR, Cast, Party, party_of_words
from reportedly.weave.wording import bag_of, folded, stem

LONGEST = 8  # statements through which one reached an article
NOBODY = frozenset(("he", "her", "him", "it", "one", "she", "some", "that", "them", "they", "this", "those", "we",
                    "who"))  # fmt: skip
STATE_ITSELF = re.compile(r"\b(?:governments?|administration|regime|authorities|officials?|state)$", re.IGNORECASE)

VoiceKind = Literal["named", "office", "organization", "document", "outlet", "anonymous", "group", "none", "own"]
Stance = Literal["says", "denies"]
NUMBERS = re.compile(
    r"\b(?:one|two|three|four|five|six|seven|eight|nine|ten|several|some|many|another|other|both|a|an|the|of|senior|top|"
    r"current|former|u\.?s\.?|american)\b|\d+", re.IGNORECASE)  # fmt: skip


class Voice(NamedTuple):
    """One whose word it is. `rows` are addresses; `stance` is "denies" if any of its rows denies what the claim says.

    `people` is how many people the text says they are ("two officials" 2), None where it does not. `report` is set for
    voices that exist within one report only: anonymous people and a report's own word.
    """

    id: str
    kind: VoiceKind
    name: str
    stance: Stance
    people: int | None
    report: str | None
    rows: tuple[str, ...]


class _End(NamedTuple):
    fact: Fact
    kind: VoiceKind
    name: str
    party: Party | None
    people: int | None
    nested: bool


RootOf = Callable[[Fact], str]


def chain(record: Record, statement: Statement) -> tuple[Statement, ...]:
    """Return a statement and those through which it reached the article, the end (whose word it is) first."""
    return _chain({one.id: one for one in record.statements}, statement)


def _chain(by_id: Mapping[str, Statement], statement: Statement) -> tuple[Statement, ...]:
    found = [statement]
    while found[-1].via is not None and found[-1].via in by_id and len(found) < LONGEST:
        following = by_id[found[-1].via]
        if following in found:
            break
        found.append(following)
    return tuple(found)


def end_of(item: Item, cast: Cast, fact: Fact) -> _End:
    """Return whose word a row is by its own article alone."""
    statement = _word(item, fact)
    if statement is None:
        return _End(fact, "own", item.outlet or item.key, None, None, False)
    words = quote_of(item.text, statement.source, " ")
    kind: VoiceKind = statement.source_kind
    if not statement.source:
        return _End(fact, "none", "nobody named", None, None, True)
    if kind in ("anonymous", "group"):
        return _End(fact, kind, words, None, statement.source_count, True)
    outlet = find_outlet(words) if kind == "outlet" else None
    if outlet is not None:
        return _End(fact, "outlet", outlet.name, Party("body", outlet.name.casefold(), outlet.name), None, True)
    party = _speaker(item, cast, statement, words)
    if party is None and folded(words) in NOBODY:
        return _End(fact, "none", "nobody named", None, None, True)
    return _End(fact, kind, party.name if party else words, party, statement.source_count, True)


def _word(item: Item, fact: Fact) -> Statement | None:
    """Return the statement that gives an event or a number as somebody's word; None where it is the article's own."""
    by_id = _statements(item)
    statement, steps = by_id.get(fact.voice), 0
    while statement is not None and fact.kind != "statement" and _does(item, statement) and steps < LONGEST:
        statement, steps = by_id.get(statement.via or ""), steps + 1
    return statement


def _does(item: Item, statement: Statement) -> bool:
    """Tell whether a statement's cue is a deed or a wish of its source, and no saying."""
    cue = frozenset(stem(folded(word)) for word in quote_of(item.text, statement.cue, " ").split())
    return statement.quote == "indirect" and any(act <= cue for act in _acts()) and not cue & _sayings()


@cache
def _acts() -> frozenset[frozenset[str]]:
    return frozenset(frozenset(map(stem, words.split())) for words in table_of("acts.tsv"))


@cache
def _sayings() -> frozenset[str]:
    return frozenset(stem(word) for word in ("say", "tell", "announce", "claim", "state", "tweet", "write", "add"))


def _speaker(item: Item, cast: Cast, statement: Statement, words: str) -> Party | None:
    """Return who speaks: of a spokesperson the body, of anyone else the entity, or what the words name."""
    if SPOKEN_FOR.search(words):
        before = SPOKEN_FOR.split(words)[0]
        after = re.search(r"\bfor (?:the )?([^,;]+)", words)
        for phrase in (before, after[1] if after else ""):
            body = _office(phrase) or (party_of_words(phrase) if phrase.strip(" a'’s") else None)
            if body is not None and (body.country or not STATE_ITSELF.search(body.name)):
                return body  # whose "the government" is that nobody tells is told by its spokesman's name
    found = cast.of(statement.source, (statement.source_entity,) if statement.source_entity else ())
    office = _office(words)
    if found and found[0].kind in ("person", "body") and not (office and _no_person(office, found[0], words)):
        return found[0]
    return office or (found[0] if found else None)


def _no_person(office: Party, found: Party, words: str) -> bool:
    """Tell whether a body's name was taken for a person who is not in it: "the coast guard" is no Mr Rell."""
    if found.kind != "person" or set(found.key.split()) & {folded(word) for word in words.split()}:
        return False
    return office.key.split("/")[-1].split()[-1] in _bodies()


@cache
def _bodies() -> frozenset[str]:
    return frozenset(stem(noun) for sort, _, nouns in rows("role_nouns.tsv") if sort == "org" for noun in nouns.split())


def _office(words: str) -> Party | None:
    """Return the office that words name: the White House and the Pentagon are of one state, and two voices."""
    found = office_of(words)
    if found is None or found[0] == "group" or STATE_ITSELF.search(found[3]):
        return None
    name = " ".join(stem(folded(word)) for word in found[3].split())
    return Party("kind", f"{found[2] or ''}/{name}", words, found[2], found[1])


def _homes(parties: Iterable[Party]) -> dict[str, str]:
    """Return the country of each office of which just one country is told: "the ministry" is then the same."""
    held: defaultdict[str, set[str]] = defaultdict(set)
    for party in parties:
        if party.kind == "kind" and party.country:
            held[party.key.split("/")[-1]].add(party.country)
    return {name: next(iter(found)) for name, found in held.items() if len(found) == 1}


@once_per_item
def _statements(item: Item) -> dict[str, Statement]:
    """Return the statements of an item by their ids."""
    return {one.id: one for one in item.record.statements}


@once_per_item
def _cast(item: Item) -> Cast:
    """Return the parties of an item, the same for every claim that has rows in it."""
    return Cast(item.record)


def _described(name: str) -> frozenset[str]:
    return frozenset(bag_of(NUMBERS.sub(" ", name)))


def voices(
    facts: Sequence[Fact], items: Mapping[str, Item], root_of: RootOf, denies: Callable[[Fact], bool]
) -> tuple[Voice, ...]:
    """Return the voices of a claim's rows, in the order in which they are first heard.

    `root_of` gives the report that a row rests on (see `reports.py`), `denies` whether a row denies the claim.
    """
    ends = [end_of(items[fact.item], _cast(items[fact.item]), fact) for fact in facts]
    attributed = {end.fact.item for end in ends if end.nested and end.kind != "none"}
    ends = [end for end in ends if end.fact.item not in attributed or (end.nested and end.kind != "none")]
    behind = _cited_in_vain(ends, items)
    actors = by_party(resolve(end.party for end in ends if end.party is not None))
    homes = _homes(end.party for end in ends if end.party is not None)
    groups: defaultdict[tuple[str, ...], list[_End]] = defaultdict(list)
    for end in ends:
        if end.fact.address not in behind:
            groups[_key(end, actors, homes, root_of(end.fact), groups)].append(end)
    return tuple(_voice(key, group, actors, root_of, denies) for key, group in groups.items())


def _cited_in_vain(ends: Sequence[_End], items: Mapping[str, Item]) -> set[str]:
    """Return the rows of outlets behind whom the same article names somebody, and of speakers who pass another's on."""
    passed: set[str] = set()
    through = {
        (end.fact.item, one.id) for end in ends
        for by_id in (_statements(items[end.fact.item]),) if end.fact.voice in by_id
        for one in _chain(by_id, by_id[end.fact.voice])[1:]
    }  # fmt: skip
    others = {end.fact.item for end in ends if end.kind not in ("outlet", "none", "own")}
    for end in ends:
        if (end.fact.item, end.fact.voice) in through or (end.kind == "outlet" and end.fact.item in others):
            passed.add(end.fact.address)
    return passed


def _key(
    end: _End, actors: Mapping[Party, Actor], homes: Mapping[str, str], root: str, known: Iterable[tuple[str, ...]]
) -> tuple[str, ...]:
    if end.kind in ("own", "none"):
        return (end.kind, root)
    if end.party is not None:
        actor = actors[end.party]
        if end.party.kind != "kind":
            return ("actor", actor.id)
        office = end.party.key.split("/")[-1]
        return ("office", end.party.country or homes.get(office, ""), office)
    words = _described(end.name)
    for key in known:
        if key[0] == "unnamed" and key[1] == root and (not words or not key[2] or words & set(key[2].split())):
            return key
    return ("unnamed", root, " ".join(sorted(words)))


def _voice(key: tuple[str, ...], group: Sequence[_End], actors: Mapping[Party, Actor], root_of: RootOf,
           denies: Callable[[Fact], bool]) -> Voice:  # fmt: skip
    first = group[0]
    name = actors[first.party].name if first.party is not None else max((end.name for end in group), key=len)
    report = root_of(first.fact) if key[0] in ("own", "none", "unnamed") else None
    counts = [end.people for end in group if end.people is not None]
    stance: Stance = "denies" if any(denies(end.fact) for end in group) else "says"
    shown = f"{report}'s own word" if key[0] == "own" else name
    return Voice("|".join(key), first.kind, shown, stance, max(counts, default=None), report,
                 tuple(end.fact.address for end in group))  # fmt: skip
