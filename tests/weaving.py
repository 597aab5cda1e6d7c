"""Invented articles with rows built by hand, for the tests of weaving."""

from __future__ import annotations

from typing import Any

import msgspec

from records import Finder, record
from reportedly.record import Date, Entity, Event, Place, Quantity, Statement
from reportedly.weave.facts import Fact, facts
from reportedly.weave.item import Item


class Draft:
    """One article, its rows added by their words."""

    def __init__(self, key: str, text: str, *, outlet: str | None = None, published: str | None = "2031-05-03") -> None:
        self.key, self.text, self.outlet, self.published = key, text, outlet or f"The {key}", published
        self.at = Finder(text)
        self.entities: list[Entity] = []
        self.rows: dict[str, list[Any]] = {"events": [], "quantities": [], "statements": []}

    def entity(self, name: str, kind: str, **fields: Any) -> str:
        """Add an entity that is mentioned by its name; return its id."""
        id = f"n{len(self.entities)}"
        mentions, start = [], 0
        for word in {name, name.split()[-1]}:
            start = 0
            while (found := self.text.find(word, start)) >= 0:
                mentions.append((found, found + len(word)))
                start = found + 1
        self.entities.append(Entity(id=id, name=name, kind=kind, mentions=tuple(sorted(mentions)), **fields))
        return id

    def _role(self, words: str | None) -> tuple[Any, tuple[str, ...]]:
        if words is None:
            return (), ()
        span = self.at.one(words)
        ids = [e.id for e in self.entities if any(s < span[1] and span[0] < e_ for s, e_ in e.mentions)]
        return (span,), tuple(ids)

    def event(self, trigger: str, type: str, *, actor: str | None = None, recipient: str | None = None,
              place: str | None = None, country: str | None = None, day: str | None = None, status: str = "happened",
              voice: str = "author", mode: str | None = None) -> Draft:  # fmt: skip
        """Add an event by the words of its roles."""
        (actors, by), (recipients, to) = self._role(actor), self._role(recipient)
        where = Place(spans=self.at(place), name=place, country=country) if place else Place()
        self.rows["events"].append(
            Event(id=f"e{len(self.rows['events'])}", trigger=self.at(trigger), type=type, mode=mode, actor=actors,
                  actor_entities=by, recipient=recipients, recipient_entities=to, place=where,
                  date=Date(earliest=day, latest=day), status=status, voice=voice)
        )  # fmt: skip
        return self

    def says(self, source: str, cue: str, content: str, kind: str = "named", **fields: Any) -> str:
        """Add a statement; return its id."""
        id = f"s{len(self.rows['statements'])}"
        spans, ids = self._role(source) if source else ((), ())
        self.rows["statements"].append(
            Statement(id=id, source=spans, source_kind=kind, source_entity=ids[0] if ids else None, cue=self.at(cue),
                      content=self.at(content), force=fields.pop("force", "assert"), **fields)
        )  # fmt: skip
        return id

    def number(self, words: str, value: float, of: str, measure: str | None = None, **fields: Any) -> Draft:
        """Add a quantity."""
        self.rows["quantities"].append(
            Quantity(id=f"q{len(self.rows['quantities'])}", spans=self.at(words), value=value, of=self.at(of),
                     measure=self.at(measure) if measure else (), **fields)
        )  # fmt: skip
        return self

    def item(self) -> Item:
        """Return the article as weaving takes it."""
        whole = record(self.text, entities=tuple(self.entities), **{k: tuple(v) for k, v in self.rows.items()})
        whole = msgspec.structs.replace(whole, article=msgspec.structs.replace(whole.article, id=self.key))
        return Item(key=f"{self.key}/1", outlet=self.outlet, published=self.published, record=whole)


def all_facts(*items: Item) -> list[Fact]:
    """Return the facts of some items."""
    return [fact for item in items for fact in facts(item)]


def strike(key: str, *, sentence: str = "Norland struck Vessa on Friday.", outlet: str | None = None,
           trigger: str = "struck", day: str | None = "2031-05-02",
           status: str = "happened", published: str | None = "2031-05-03",
           actor: str | None = "Norland", place: str | None = "Vessa") -> Item:  # fmt: skip
    """Return an article that tells of one strike."""
    draft = Draft(key, sentence, outlet=outlet, published=published)
    if "Norland" in sentence:
        draft.entity("Norland", "country", country="NOR")
    if "Sudland" in sentence:
        draft.entity("Sudland", "country", country="SWE")
    return draft.event(trigger, "ASSAULT", actor=actor, place=place, day=day, status=status).item()
