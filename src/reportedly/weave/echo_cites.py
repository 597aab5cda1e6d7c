"""Echoes by citation: a statement that reached the article through another outlet, as source, `via` or medium."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from reportedly.record import Span, Statement
from reportedly.weave.echo import Edge, Node, joined, share_of
from reportedly.weave.echo_credit import outlet_at
from reportedly.weave.item import Item, bounds
from reportedly.weave.newsroom import newsroom_of
from reportedly.weave.once import once_per_item
from reportedly.weave.words import words_of

# "the Post", "The newspaper": a name cut short, or what an outlet is called once it was named
SHORT = re.compile(r"(?:[Tt]he|[Tt]hat)\s+(?P<name>[A-Z][a-z]+)\b")
CALLED = re.compile(
    r"(?:[Tt]he|[Tt]his|[Tt]hat)\s+(?:news)?"
    r"(?:paper|daily|magazine|agency|network|outlet|broadcaster|report|station|website|channel|service)\b"
)
# What the words of a sentence tell where no statement was read in it: "according to the Post", "CNN first reported"
AFTER = re.compile(
    r"\b(?:according to|report(?:ed|s)? (?:by|in|from)|(?:obtained|published|revealed|quoted|cited) by|told|citing|"
    r"interviews? (?:with|by|to)|as reported by|via)\s+(?:[a-z-]+\s+){0,3}(?=[A-Z])"
)
BEFORE = re.compile(
    r"(?<=[\w”\"’])[,]?\s+(?:(?:has|had|first|also|later|then|previously|on [A-Z]\w+|[A-Z]\w+day)\s+){0,3}"
    r"(?:reported|reports|revealed|reveals|wrote|writes|published|quoted|quotes)\b"
)
# "denied a report in the Post", "criticized the Times": told of the report, not from it
ABOUT = re.compile(
    r"\b(?:den(?:y|ied|ies|ying)|reject|dismiss|critici[sz]|disput|refut|blast|slam|attack|condemn|mock|praise|sue)\w*\b",
    re.I,
)
NOT_A_REPORT = re.compile(
    r"\b(?:polls?|survey|cameraman|photographer|crew|debate|documentary|columnist|headquarters)\b"
)
# "in an interview with The Atlantic over the weekend, she said": the outlet stands beside the statement, not in it
INTERVIEW = re.compile(r"\binterviews? (?:with|on|to|by)\s+(?:[a-z]+\s+){0,2}|\b(?:told|appearing on|appearance on)\s+")
DOCUMENTS = frozenset({"WikiLeaks"})  # what it publishes are documents, which belong to no outlet
REACH = 1200  # characters within which "the newspaper" is the outlet cited last


class Citation(NamedTuple):
    """An outlet that a statement came through: the words that name it and the role that they play."""

    outlet: str
    words: Span
    role: str


def _name(item: Item, spans: tuple[Span, ...]) -> tuple[str, Span] | None:
    """Return the outlet that the words of a source or medium name."""
    if not spans:
        return None
    start, end = bounds(spans)
    if end - start > 160 or NOT_A_REPORT.search(item.text, start, end) or CALLED.match(item.text, start, end):
        return None
    return outlet_at(item.text, start, min(end, start + 90))


def _short(item: Item, spans: tuple[Span, ...], before: list[tuple[int, str]]) -> tuple[str, Span] | None:
    """Return the outlet that "the Post" or "the newspaper" means: one that this text named before."""
    if not spans:
        return None
    start, end = bounds(spans)
    words = item.text[start:end]
    match = SHORT.match(words)
    named = [name for at, name in before if at < start]
    if match is not None:
        fits = [name for name in named if match["name"] in name.split()]
        return (fits[-1], (start, start + match.end())) if fits else None
    match = CALLED.match(words)
    if match is not None:
        near = [name for at, name in before if start - REACH < at < start]
        return (near[-1], (start, start + match.end())) if near else None
    return None


def _mentions(item: Item) -> list[tuple[int, str]]:
    """Return where sources and media of statements name outlets, in text order."""
    found = []
    for row in item.record.statements:
        for spans in (row.source, row.medium):
            named = _name(item, spans)
            if named is not None and (row.source_kind == "outlet" or spans is row.medium):
                found.append((named[1][0], named[0]))
    return sorted(found)


def _interview(item: Item, row: Statement, cut: tuple[Span, ...]) -> tuple[str, Span] | None:
    """Return the outlet that the sentence of a cue names as the interviewer, outside what was said."""
    if not row.cue or not row.source:
        return None
    sentence = next(((s, e) for s, e in cut if s <= row.cue[0][0] < e), None)
    for match in INTERVIEW.finditer(item.text, *sentence) if sentence else ():
        named = outlet_at(item.text, match.end(), min(sentence[1], match.end() + 60)) if sentence else None
        if named and named[1][0] - match.end() <= 4 and not any(s <= named[1][0] < e for s, e in row.content):
            return named
    return None


def citations(item: Item) -> Iterator[tuple[Statement, Citation]]:
    """Yield the statements of an item that came through another outlet; the article's own newsroom cites nobody.

    A statement whose `via` leads to such a statement came through it as well.
    """
    own, before = newsroom_of(item), _mentions(item)
    direct: dict[str, Citation] = {}
    for row in item.record.statements:
        if row.source_kind == "outlet":
            named = _name(item, row.source) or _short(item, row.source, before)
            if named is not None:
                direct[row.id] = Citation(*named, "reported")
        medium = _name(item, row.medium) or _short(item, row.medium, before)
        if medium is not None and row.id not in direct:
            direct[row.id] = Citation(*medium, "was told")
    cut = words_of(item.text).sentences
    for row in item.record.statements:
        if row.id not in direct and (beside := _interview(item, row, cut)):
            direct[row.id] = Citation(*beside, "was told")
    by_id = {row.id: row for row in item.record.statements}
    for row in item.record.statements:
        seen: set[str] = set()
        at: Statement | None = row
        while at is not None and at.id not in direct and at.id not in seen:
            seen.add(at.id)
            at = by_id.get(at.via) if at.via else None
        if at is not None and at.id in direct and direct[at.id].outlet not in (own, *DOCUMENTS):
            yield row, direct[at.id]


@once_per_item
def cites_edges(item: Item) -> tuple[Edge, ...]:
    """Return an edge for each statement that came through another outlet, over its content, source and cue."""
    found = []
    for row, citation in citations(item):
        passage = joined((*row.content, *row.source, *row.cue), item.text)
        verb = f"{citation.outlet} reported it" if citation.role == "reported" else f"it was said to {citation.outlet}"
        shown = item.text[slice(*citation.words)]
        found.append(
            Edge(
                item=item.key,
                origin=Node("outlet", citation.outlet),
                evidence="cites",
                passage=passage,
                words=(citation.words,),
                share=share_of(passage, item.text),
                reason=f"{verb}: “{shown}”",
            )
        )
    return tuple(sorted((*found, *_in_words(item, found))))


def _in_words(item: Item, known: list[Edge]) -> Iterator[Edge]:
    """Yield an edge for each sentence whose words cite another outlet and in which no statement does."""
    own, words = newsroom_of(item), words_of(item.text)
    for number, (start, end) in enumerate(words.sentences):
        if number in words.furniture or any(s < end and start < e for edge in known for s, e in edge.passage):
            continue
        named = _cited(item.text, start, end)
        if named is not None and named[0] not in (own, *DOCUMENTS):
            yield Edge(
                item=item.key,
                origin=Node("outlet", named[0]),
                evidence="cites",
                passage=((start, end),),
                words=(named[1],),
                share=share_of(((start, end),), item.text),
                reason=f"{named[0]} is named as having it: “{item.text[slice(*named[1])]}”",
            )


def _cited(text: str, start: int, end: int) -> tuple[str, Span] | None:
    """Return the outlet that a sentence cites by "according to", "told", "reported" and the like."""
    for match in AFTER.finditer(text, start, end):
        if ABOUT.search(text, start, match.start()) and match.group().lstrip().startswith("report"):
            continue
        named = outlet_at(text, match.end(), min(end, match.end() + 60))
        if named and named[1][0] - match.end() <= 4 and not NOT_A_REPORT.search(text, *named[1]):
            return named
    for match in BEFORE.finditer(text, start, end):
        first = max(start, match.start() - 40)
        first = text.find(" ", first, match.start()) + 1 if first > start else first
        named = outlet_at(text, first, match.start()) if first >= start else None
        if named and match.start() - named[1][1] <= 2:
            return named
    return None
