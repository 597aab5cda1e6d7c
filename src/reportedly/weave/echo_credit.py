"""Echoes by credit: what an article's opening, byline or closing line says that its text was taken from."""

import re
from typing import NamedTuple

from reportedly.gather.opening import BY, CLOSING_CHARACTERS, CONTRIBUTED, agencies, dateline_of
from reportedly.record import Span
from reportedly.weave.echo import Edge, Node
from reportedly.weave.item import Item
from reportedly.weave.newsroom import newsroom_of, outlet_named
from reportedly.weave.once import once_per_item
from reportedly.weave.words import words_of

# "This article originally appeared on ProPublica", "Republished with permission from The Conversation"
FIRST = re.compile(
    r"\b(?:this|the) (?:story|article|report|piece|post|column|essay)\b[^\n.]{0,30}?\b(?:first|originally|previously)\b"
    r"[^\n.]{0,30}?\b(?:by|from|on|in|at)\s+(?P<name>[^\n]{2,60})"
    r"|\b(?:re-?published|reprinted|re-?printed|syndicated)\b[^\n.]{0,40}?\b(?:from|by|in)\s+(?P<other>[^\n]{2,60})",
    re.I,
)
# "Image copyright AFP" stands under a picture and says nothing of the text
OWNED = re.compile(
    r"(?:©|\(c\)|(?<!\bimage )(?<!\bphoto )(?<!\bpicture )\bcopyright\b)"
    r"\s*(?:\d{4}\s*)?(?:by\s+)?(?P<name>[^\n]{2,60})", re.I
)  # fmt: skip
# "Contributing: The Associated Press", "Contributing: Jo Bloggs; The Associated Press"
BESIDE = re.compile(r"^\s*contribut(?:ing|ors?|ed by)\s*:\s*(?P<names>[^\n]{2,160})$", re.I | re.M)
# "Associated Press writers Jo Bloggs in Dubai and …": whose writers they are
WRITERS = re.compile(r"\s+(?:[a-z]+\s+|[A-Z]\w+\s+){0,2}?(?:[Ww]riter|[Jj]ournalist|[Rr]eporter|[Cc]orrespondent)s?\b")
STAFF = re.compile(r"\bstaff\b|[’']s?\s+[A-Z]\w+ [A-Z]\w+|\b[A-Z][\w.’'-]+ (?:[A-Z]\. )?[A-Z][\w’'-]+\b")
CAPITAL = re.compile(r"[A-Z][\w.’'&/-]*")
LONGEST = 6  # words of an outlet's name


class Credit(NamedTuple):
    """An outlet that an article credits. A `partly` credit stands beside the article's own reporters."""

    outlet: str
    words: Span | None
    reason: str
    partly: bool = False


def outlet_at(text: str, start: int, end: int) -> tuple[str, Span] | None:
    """Return the first outlet named in a stretch of text, the longest name first, and its characters."""
    tokens = [m.span() for m in re.finditer(r"\S+", text[start:end])]
    for first, (begin, _) in enumerate(tokens):
        word = text[start + begin : start + tokens[first][1]].lstrip("“\"‘'([")
        if not (CAPITAL.match(word) or "." in word.strip(".,")) and word.lower() != "the":
            continue
        for last in range(min(len(tokens), first + LONGEST), first, -1):
            shown = start + begin, start + tokens[last - 1][1]
            words = text[slice(*shown)].strip(" .,;:()[]“”\"'‘’|–—-")
            found = outlet_named(words) if words else None
            if found is not None:
                at = text.index(words, shown[0])
                return found.name, (at, at + len(words))
    return None


def _opening(item: Item) -> list[Credit]:
    """Return the credits of dateline and byline."""
    text, found = item.text, []
    marks, words = agencies().marks, agencies().words
    dateline = item.record.article.dateline or dateline_of(text)
    if dateline and (match := re.search(r"\(([^()]+)\)", dateline)):
        mark = match[1].strip()
        name = outlet_named(marks.get(mark, mark))
        at = text.find(dateline)
        shown = (at, at + len(dateline)) if at >= 0 else None
        if mark in marks or name is not None:
            found.append(Credit(name.name if name else marks[mark], shown, f"dateline “{dateline.strip()}”"))
    for author in item.record.article.byline:
        bare = re.sub(r"^(?:by )?(?:the )?", "", author.strip(), flags=re.I)
        outlet = outlet_named(words.get(bare.lower(), bare)) if len(bare.split()) <= LONGEST else None
        if outlet is not None:
            found.append(Credit(outlet.name, None, f"byline “{author}”"))
    at = 0
    for line in text[:4000].splitlines(keepends=True)[:12]:
        shown = at, at + len(line.rstrip())
        at += len(line)
        bare = line.strip().strip(".-–—|* ")
        bare = re.sub(r"^the ", "", bare, flags=re.I)
        if bare.lower() in words and len(bare) > 2:
            outlet = outlet_named(words[bare.lower()])
            found.append(Credit(outlet.name if outlet else words[bare.lower()], shown, f"credit line “{bare}”"))
        elif len(line) <= 120 and BY.match(line.strip()) and (named := outlet_at(text, *shown)):
            found.append(Credit(named[0], shown, f"byline “{line.strip()}”"))
    return found


def _closing(item: Item) -> list[Credit]:
    """Return the credits of the closing lines."""
    text, found = item.text, []
    floor = max(0, len(text) - CLOSING_CHARACTERS)
    for match in CONTRIBUTED.finditer(text, floor):
        start = next((s for s, e in words_of(text).sentences if s <= match.start() < e), match.start())
        start = max(start, match.start() - 300)
        line = text[start : match.start()]
        at, others = start, line
        named = []
        while (one := outlet_at(text, at, match.start())) is not None:
            named.append(one)
            at = one[1][1]
            others = others.replace(text[slice(*one[1])], " ")
        people = STAFF.search(re.sub(r"\b(?:The|And|With)\b", " ", others)) is not None
        own = bool(_people(item)) or people
        if len(named) == 1 and WRITERS.match(item.text, named[0][1][1]):
            own = False  # its own writers: the line is the agency's, and so is the byline
        for name, _ in named:
            shown = (start, match.end())
            found.append(Credit(name, shown, f"“{text[start : match.end()].strip()}”", partly=own))
    for match in BESIDE.finditer(text, floor):
        at, others = match.start("names"), match["names"]
        while (one := outlet_at(text, at, match.end())) is not None:
            at = one[1][1]
            others = others.replace(text[slice(*one[1])], " ")
            found.append(Credit(one[0], match.span(), f"“{match.group().strip()}”", partly=True))
    for match in FIRST.finditer(text):
        if floor <= match.start() or match.end() <= 1500:
            group = "name" if match["name"] else "other"
            named_here = outlet_at(text, match.start(group), min(match.end(group), match.start(group) + 50))
            if named_here and named_here[1][0] - match.start(group) <= 5:
                found.append(Credit(named_here[0], match.span(), f"“{match.group().strip()}”"))
    for match in OWNED.finditer(text, floor):
        named_here = outlet_at(text, *match.span("name"))
        if named_here and named_here[1][0] - match.start("name") <= 12:
            found.append(Credit(named_here[0], match.span(), f"“{match.group().strip()}”"))
    return found


def _people(item: Item) -> tuple[str, ...]:
    """Return the persons of the byline, agencies left out."""
    words = agencies().words
    bylines = item.record.article.byline
    return tuple(n for n in bylines if n.lower().removeprefix("the ") not in words and outlet_named(n) is None)


@once_per_item
def credits_of(item: Item) -> tuple[Credit, ...]:
    """Return whom an item credits for its text, its own newsroom left out, each outlet once, whole credits first."""
    own = newsroom_of(item)
    found = _opening(item) + _closing(item)
    given = item.record.article.credit
    for name in (given or "").split("; "):
        outlet = outlet_named(name) if name else None
        shown = outlet.name if outlet else name
        if shown and shown not in {credit.outlet for credit in found} and not _in_text(item, name):
            found.append(Credit(shown, None, f"its source names {shown} as where it was taken from"))
    best: dict[str, Credit] = {}
    for credit in sorted(found, key=lambda c: c.partly):
        if credit.outlet != own:
            best.setdefault(credit.outlet, credit)
    return tuple(best.values())


def _in_text(item: Item, name: str) -> bool:
    """Tell whether a credit was drawn from the text, where its lines were judged already."""
    return bool(name) and re.search(rf"\b{re.escape(name)}\b", item.text) is not None


def credit_edges(item: Item) -> tuple[Edge, ...]:
    """Return an edge over the whole text for each whole credit; several agencies of one line are one origin each.

    A credit that stands beside the article's own reporters ("The Associated Press contributed to this report") says
    nothing of any one passage and makes no edge.
    """
    words = words_of(item.text)
    if not words.sentences:
        return ()
    whole = ((words.sentences[0][0], words.sentences[-1][1]),)
    return tuple(
        Edge(
            item=item.key,
            origin=Node("outlet", credit.outlet),
            evidence="credit",
            passage=whole,
            words=(credit.words,) if credit.words else (),
            share=1.0,
            reason=f"credited to {credit.outlet}: {credit.reason}",
        )
        for credit in credits_of(item)
        if not credit.partly
    )
