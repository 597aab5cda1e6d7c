"""A quick stand-in for the reader, for tests of the story: rows by plain patterns, a function of the text alone."""

from __future__ import annotations

import re
import time

from reportedly.gather import Found, make_article
from reportedly.record import SCHEMA, Article, Entity, Event, Quantity, Reader, Record, Statement

SAID = re.compile(r"(?P<content>[^.,]+), (?P<source>(?:the )?[A-Z][\w ]*?) (?P<cue>said|denied)")
TRIGGERS = {"raided": "ASSAULT", "shelled": "ASSAULT", "met": "CONSULT", "marched": "PROTEST"}
NUMBER = re.compile(r"\b\d+\b(?= (?P<of>[a-z]+))")


def spans(match: re.Match[str], group: str | int = 0) -> tuple[tuple[int, int]]:
    return (match.span(group),)


class QuickReader:
    """Reads with patterns. `wide` makes a second model: longer triggers, no numbers. `pause` seconds an article."""

    def __init__(self, wide: bool = False, pause: float = 0.0) -> None:
        self.name = Reader(version="0", model="wide" if wide else "narrow")
        self._wide, self._pause = wide, pause

    def read(self, articles, jobs=1):
        for article in articles:
            if "boom" in article.text:
                raise RuntimeError("the reader broke")
            time.sleep(self._pause)
            yield self.record(article)

    def record(self, article: Article) -> Record:
        text, wide = article.text, self._wide
        statements = tuple(
            Statement(id=f"s{number}", source=spans(m, "source"), cue=spans(m, "cue"), content=spans(m, "content"),
                      force="deny" if m["cue"] == "denied" else "assert", source_kind="office")
            for number, m in enumerate(SAID.finditer(text), 1)
        )  # fmt: skip
        events = []
        for word, kind in TRIGGERS.items():
            for m in re.finditer(rf"\b(?:heavily )?{word}\b" if wide else rf"\b{word}\b", text):
                at = spans(m)
                voice = next((s.id for s in statements if s.content[0][0] <= at[0][0] < s.content[0][1]), "author")
                status = "did_not_happen" if voice != "author" and "denied" in text else "happened"
                events.append(Event(id=f"e{len(events)}", trigger=at, type=kind, status=status, voice=voice))
        names = {m.group(): m.span() for m in re.finditer(r"\b[A-Z][a-z]+(?: [A-Z][a-z]+)*\b", text)}
        return Record(
            schema=SCHEMA,
            reader=self.name,
            article=article,
            entities=tuple(
                Entity(id=f"n{i}", name=name, kind="other", mentions=(names[name],)) for i, name in enumerate(names)
            ),
            statements=statements,
            events=tuple(events),
            quantities=() if wide else tuple(
                Quantity(id=f"q{i}", spans=spans(m), value=float(m.group()), of=spans(m, "of"))
                for i, m in enumerate(NUMBER.finditer(text))
            ),
        )  # fmt: skip


def found(text: str, *, source: str | None = None, **facts) -> Found:
    """Return an article as gathering gives it."""
    article = make_article(text, **facts)
    return Found(source or article.url or article.id, article, None, text.encode())


def articles(count: int) -> list[Found]:
    """Return articles about a few towns, told by several outlets in several wordings."""
    towns = ("Vessa", "Lorne", "Tamb", "Oster")
    made = []
    for number in range(count):
        town, outlet = towns[number % 4], f"Outlet {number % 5}"
        text = (
            f"Troops raided {town} on day {number % 7}.\n\nThey killed {number % 3 + 1} dockers and met officials.\n\n"
            f"Nobody marched in {town}, the Interior Ministry {'denied' if number % 2 else 'said'}."
        )
        made.append(found(text, url=f"https://{number % 5}.example/{number}", outlet=outlet,
                          published=f"2019-05-{number % 27 + 1:02}", title=f"{town} {number}"))
    return made
