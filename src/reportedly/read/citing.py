"""Chains in one sentence: "X said, citing Y" hands X's content on to Y, who told it first."""

import re
from collections.abc import Sequence

from reportedly.read.decode import Draft
from reportedly.read.events_words import actor_nouns
from reportedly.read.exact import exact_draft
from reportedly.read.offices import office_of
from reportedly.read.outlets import find_outlet
from reportedly.read.sentences import Sentence
from reportedly.read.sources import kind_by_words
from reportedly.record import Span, overlap

CITING = re.compile(r"(?<![\w’'-])(?P<cue>citing|quoting)\s+(?P<source>[^,.;:—–()\"“”\n]{2,160})")
# What can be cited as a source of words, beside people and offices; "citing security concerns" names a reason instead.
PAPERS = re.compile(
    r"\b(?:reports?|documents?|statements?|letters?|memos?|data|figures|statistics|stud(?:y|ies)|polls?|surveys?|filings?|"
    r"records|transcripts?|intelligence|assessments?|e-?mails?|articles?|interviews?|testimony|indictments?|complaints?|"
    r"lawsuits?|posts?|tweets?|research|sources?|media|newspapers?|agenc(?:y|ies)|police|officials?|spokes\w+)\b",
    re.I,
)
NAMED = re.compile(r"^(?:[A-Z][\w.’'-]+\s+){1,4}[A-Z][\w’'-]+$")


def _source_kind(words: str) -> str | None:
    """The kind of what is cited, if it can be a source at all."""
    kind = kind_by_words(words)
    if kind:
        return kind
    if find_outlet(words) is not None:
        return "outlet"
    office = office_of(words)
    if office is not None:
        return office[0]
    head = re.split(r"\s(?:of|from|in|on|at|by|with|who|that|which|for|about|close|familiar)\s", words, maxsplit=1)[0]
    last = head.split()[-1].lower() if head.split() else ""
    if last in actor_nouns():
        return "group" if last.endswith("s") else "office"
    if PAPERS.search(head):
        return "document"
    return "named" if NAMED.match(words) else None


def cited(text: str, sentences: Sequence[Sentence], drafts: Sequence[Draft]) -> list[Draft]:
    """Return the drafts with a further one for each source that is cited for another's content.

    The content is that of the statement in the same sentence whose cue comes before "citing" (the nearest), else of
    the first whose cue comes after it ("KCNA, citing a spokesman, said"). Where the model took what is cited for
    content, its draft gives way.
    """
    if "citing" not in text and "quoting" not in text:
        return list(drafts)
    found = list(drafts)
    for sentence in sentences:
        for match in CITING.finditer(text, sentence.start, sentence.end):
            cue, source = match.span("cue"), _trimmed(text, match.span("source"))
            kind = _source_kind(text[source[0] : source[1]])
            if kind is None:
                continue
            outer = _told(found, (sentence.start, cue[0]), (match.end(), sentence.end))
            if outer is None:
                continue
            content = _without(outer.content, (cue[0], match.end()), text)
            if not content:
                continue
            found = [d for d in found if not (overlap(d.cue, (cue,)) and d is not outer)]
            found = [d._replace(content=content) if d is outer else d for d in found]
            found.append(exact_draft([source], cue, content, kind, "assert"))
    return found


def _told(drafts: Sequence[Draft], before: Span, after: Span) -> Draft | None:
    """The outer draft with its cue in `before`, the last of several; else the first with its cue in `after`."""

    def within(room: Span) -> list[Draft]:
        return [d for d in drafts if d.cue and room[0] <= d.cue[0][0] and d.cue[-1][1] <= room[1] and not d.nested]

    first = within(after) if not within(before) else []
    return max(within(before), key=lambda d: d.cue[0][0], default=min(first, key=lambda d: d.cue[0][0], default=None))


def _trimmed(text: str, span: Span) -> Span:
    start, end = span
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end


def _without(content: Sequence[Span], hole: Span, text: str) -> tuple[Span, ...]:
    """The content without the words that name the cited source, and without the comma before them."""
    kept: list[Span] = []
    for start, end in content:
        for s, e in ((start, min(end, hole[0])), (max(start, hole[1]), end)):
            while s < e and (text[s].isspace() or text[s] == ","):
                s += 1
            while s < e and (text[e - 1].isspace() or text[e - 1] == ","):
                e -= 1
            if s < e and any(c.isalnum() for c in text[s:e]):
                kept.append((s, e))
    return tuple(kept)
