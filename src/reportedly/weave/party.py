"""Who takes part in a row, in a form that compares across articles: a country, a person, a body, a kind of people.

A party is a function of its own article alone. Which persons and bodies of several articles are one is `actors.py`'s.
"""

import re
from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from typing import Literal, NamedTuple

from reportedly.read.nations import country_of, mentions_of, tokens_of
from reportedly.read.offices import office_of
from reportedly.read.outlets import find_outlet
from reportedly.record import Entity, Record, Span, overlap
from reportedly.weave.wording import WORD, folded, stem, weight

PartyKind = Literal["country", "person", "body", "kind"]
# sectors whose people and bodies act for their state
STATE = frozenset({"GOV", "MIL", "SPY", "COP", "LEG", "JUD"})
HEAD_OF_STATE = frozenset({"GOV", "MIL", "SPY"})
HONORIFIC = re.compile(
    r"^(?:(?:the|former|ex|late|acting|interim|then)[\s-]+)*"
    r"(?:(?:mr|mrs|ms|dr|sir|president|vice president|prime minister|secretary(?: of \w+)?|"
    r"general|gen|maj|lt|col|adm|sgt|capt|gov|governor|rep|sen|senator|king|queen|prince|pope|"
    r"ayatollah|minister|chancellor|judge|justice|sheikh|imam|comrade|leader|ambassador|speaker)\.?\s+)+",
    re.IGNORECASE,
)
SUFFIX = re.compile(r",?\s+(?:jr|sr|ii|iii|iv|md|phd)\.?$", re.IGNORECASE)
SPOKEN_FOR = re.compile(r"\bspokes(?:man|woman|person|people|men)\b", re.IGNORECASE)
REACH = 60  # characters before a name in which its title stands


class Party(NamedTuple):
    """One who takes part. `key` names it within its kind: "VEN", "nicolas maduro", "pentagon", "protest".

    `country` and `sector` are those of a person or body as its article tells them; `words` the folded name's words.
    """

    kind: PartyKind
    key: str
    name: str
    country: str | None = None
    sector: str | None = None

    @property
    def id(self) -> str:
        """The party's name over all kinds."""
        return f"{self.kind}:{self.key}"


def by_name(party: Party) -> tuple[str, ...]:
    """Return what parties are sorted by."""
    return party.kind, party.key, party.name, party.country or "", party.sector or ""


@lru_cache(maxsize=50_000)
def plain_name(name: str) -> str:
    """Return a person's name folded, without titles, middle initials and suffixes.

    >>> plain_name("Mr. Nicolás Maduro"), plain_name("President Donald J. Trump")
    ('nicolas maduro', 'donald trump')
    """
    bare = SUFFIX.sub("", HONORIFIC.sub("", name.strip()))
    words = [folded(word) for word in re.findall(r"[^\W\d_]+(?:['’-][^\W\d_]+)*", bare)]
    kept = [word for n, word in enumerate(words) if len(word) > 1 or n == len(words) - 1]
    return " ".join(kept or words)


@lru_cache(maxsize=50_000)
def _body_key(name: str) -> str:
    words = [folded(word) for word in WORD.findall(name)]
    return " ".join(stem(word) for word in words if weight(word) > 0 or word.isdigit()) or folded(name)


@lru_cache(maxsize=50_000)
def head_of(words: str) -> str:
    """Return the folded head noun of a noun phrase, near enough: the last word before a preposition or a clause."""
    cut = re.split(r"\b(?:of|in|from|who|that|which|at|on|with|for|to|near|by|against|during|after|including)\b|[,;:(]",
                   words, maxsplit=1)[0]  # fmt: skip
    found = [folded(word) for word in WORD.findall(cut)]
    return found[-1] if found else ""


@lru_cache(maxsize=50_000)
def _seat(words: str) -> str | None:
    """Return the country whose name, capital or metonym the words are, beside "government" and its like alone."""
    tokens = tokens_of(words)
    rest = [t.key for t in tokens]
    found = mentions_of(tokens)
    if len(found) != 1 or len(found[0].codes) != 1 or found[0].how == "ambiguous":
        return None
    left = set(rest[: found[0].first] + rest[found[0].last :])
    plain = {"the", "government", "governments", "administration", "regime", "state", "authorities", "officials"}
    return found[0].codes[0] if left <= plain and (found[0].how != "place") else None


@lru_cache(maxsize=50_000)
def party_of_words(words: str, on: str | None = None) -> Party | None:
    """Return the party that a phrase without an entity names; None for pronouns and what names nobody."""
    words = words.strip(" ,.;:“”\"'")
    seat = _seat(words)
    if seat is not None:
        return Party("country", seat, words, seat, "GOV")
    office, country = office_of(words, on), country_of(words)
    if office is not None:
        _, sector, home, reason = office
        home = home or (country[0] if country else None)
        if sector == "GOV" and home and re.search(r"\b(?:government|administration|regime|officials?)\b", words, re.I):
            return Party("country", home, words, home, "GOV")
        return Party("kind", f"{home or ''}/{stem(folded(reason))}", words, home, sector)
    head = head_of(words)
    if not head or weight(head) == 0:
        return None
    return Party("kind", f"{country[0] if country else ''}/{stem(head)}", words, country[0] if country else None, None)


def _ends_with(words: str, title: str) -> bool:
    """Tell whether words end with a title, be it as the owner of what follows ("the minister's")."""
    words, title = words.rstrip().lower(), title.lower()
    at = words.rfind(title)
    return at >= 0 and not words[at + len(title) :].strip("’'s")


def _titled(record: Record, entity: Entity) -> tuple[str | None, str | None]:
    """Return country and sector that the words just before a person's name settle ("Venezuelan President X")."""
    text, day = record.article.text, record.article.published
    country, sector = entity.country, entity.sector
    for start, _ in entity.mentions[:6]:
        if country and sector:
            break
        before = re.split(r"[.;:!?\n“”\"()]|,(?!\s*(?:the|a)\b)", text[max(0, start - REACH) : start])[-1]
        title = re.search(r"((?:[\w.’'-]+\s+){0,5})$", before)
        if title is None or not title[1].strip():
            continue
        found = office_of(title[1], day[:10] if day else None)
        if found is None or not _ends_with(title[1], found[3]):
            continue
        country, sector = country or found[2], sector or found[1]
    return country, sector


def party_of_entity(record: Record, entity: Entity) -> Party | None:
    """Return the party that an entity is; None for what is no actor (a document, an article's furniture)."""
    name = entity.name.strip(" ,.;:’'“”\"")
    if len(name) < 2 or (weight(folded(name)) == 0 and " " not in name and not name.isupper()):
        return None
    seat = _seat(name)
    if entity.kind == "country" and (entity.country or seat):
        code = entity.country or seat or ""
        return Party("country", code, name, code, "GOV")
    if seat is not None and entity.kind in ("organization", "place"):
        return Party("country", seat, name, seat, "GOV")
    if entity.kind == "person":
        key = plain_name(name)
        if not key or not any(c.isupper() for c in name) or HONORIFIC.sub("", f"{name.rstrip('.')} ") == "":
            return None
        return Party("person", key, name, *_titled(record, entity))
    if entity.kind == "organization":
        return _body(name, entity.country, entity.sector)
    if entity.kind in ("group", "place"):
        found = party_of_words(name)
        if found is not None and entity.country and found.country is None:
            sector = found.sector or entity.sector
            return Party(found.kind, f"{entity.country}{found.key}", name, entity.country, sector)
        return found
    return None


def _body(name: str, country: str | None, sector: str | None) -> Party:
    if sector == "GOV" and country and re.search(r"\b(?:administration|government|regime)\b", name, re.I):
        return Party("country", country, name, country, "GOV")
    outlet = find_outlet(name)
    return Party("body", _body_key(outlet.name if outlet else name), name, country, sector)


class Cast:
    """The parties of one article: of each entity, and of any spans of its text."""

    def __init__(self, record: Record, aliases: Mapping[str, str] | None = None) -> None:
        """Take the record; `aliases` maps an entity's id to the key of the actor that it is in the story, if known."""
        self._record = record
        self.by_entity: dict[str, Party] = {}
        for entity in record.entities:
            party = party_of_entity(record, entity)
            if party is not None:
                known = (aliases or {}).get(entity.id)
                self.by_entity[entity.id] = party._replace(key=known) if known else party
        mentions = [(span, entity.id) for entity in record.entities for span in entity.mentions]
        self._mentions = sorted((span, id) for span, id in mentions if id in self.by_entity)
        self._starts = [span[0] for span, _ in self._mentions]

    def of(self, spans: Iterable[Span], entities: Iterable[str] = ()) -> tuple[Party, ...]:
        """Return the parties of a role: those of its entities, or else of its words; in order, each once."""
        found, day = [], self._record.article.published
        for start, end in spans:
            inside = [(span, id) for span, id in self._beginning(start, end) if span[1] <= end]
            found += self._of_phrase(start, end, inside, day[:10] if day else None)
        if not found:
            found = [self.by_entity[id] for id in entities if id in self.by_entity]
        return tuple(sorted(set(found), key=by_name))

    def _beginning(self, low: int, high: int) -> Sequence[tuple[Span, str]]:
        """Return the mentions that begin within [low, high), in text order."""
        return self._mentions[bisect_left(self._starts, low) : bisect_left(self._starts, high)]

    def _of_phrase(self, start: int, end: int, inside: Sequence[tuple[Span, str]], day: str | None) -> list[Party]:
        """Return the parties of a phrase: a name at its head, or else what its words mean.

        A country before a name or a noun ("Iranian general", "U.S. troops") says whose they are and takes no part.
        """
        words = self._record.article.text[start:end]
        people = [self.by_entity[id] for _, id in inside if self.by_entity[id].kind == "person"]
        states = {self.by_entity[id].key for _, id in inside if self.by_entity[id].kind == "country"}
        if people:
            state = next(iter(states)) if len(states) == 1 else None
            return [one._replace(country=one.country or state) for one in people]
        head = head_of(words)
        named = [(span, self.by_entity[id]) for span, id in inside]
        heads = [party for span, party in named if folded(self._record.article.text[slice(*span)]).endswith(head)]
        if heads or not head:
            return [party for _, party in named] if len(heads) == len(named) else heads
        found = party_of_words(words, day)
        if found is None:
            return [party for _, party in named]
        bodies = [party for _, party in named if party.kind == "body"]
        if found.country is None and len(states) == 1:
            state = next(iter(states))
            found = found._replace(key=f"{state}{found.key}", country=state) if found.kind == "kind" else found
        return [found, *bodies]

    def within(self, spans: Iterable[Span]) -> tuple[Party, ...]:
        """Return the named parties that are mentioned within spans, each once."""
        spans = tuple(spans)
        low, high = (min(s for s, _ in spans), max(e for _, e in spans)) if spans else (0, 0)
        ids = {id for span, id in self._beginning(low, high) if overlap((span,), spans)}
        found = {self.by_entity[id] for id in ids if self.by_entity[id].kind != "kind"}
        return tuple(sorted(found, key=by_name))
