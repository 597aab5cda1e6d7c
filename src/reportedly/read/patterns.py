"""Attributions whose form is exact: signed quotations, speakers in a transcript, "reportedly", "citing"."""

import re
from collections.abc import Sequence

from reportedly.read.citing import cited
from reportedly.read.decode import Draft
from reportedly.read.exact import exact_draft
from reportedly.read.sentences import Sentence, paragraphs
from reportedly.record import Span, overlap, size

SIGNED = re.compile(r"([”\"])\s*([―—–]|--?)\s*([A-Z][^\n.!?:;”\"]{1,60})$")
SPEAKER = re.compile(r"[\"“]?([A-Z][A-Z.'’\-]+(?: [A-Z][A-Z.'’\-]+){0,3})(:)\s")
ADVERB = re.compile(r"\b(?:reportedly|allegedly|purportedly)\b", re.I)
CLAUSE = re.compile(
    r"[;:]\s|\s[–—]\s|,\s+(?:and|but|while|although|though|as|because|which|who|where|after|according)\b"
    r"|\b(?:that|because|although|while|which|who)\s",
    re.I,
)
BEFORE_ADJECTIVE = re.compile(r"\b(?:the|a|an|his|her|its|their|of|for|with|by|in|this|that)\s+$", re.I)
LEAST_SPEAKERS = 3
AUXILIARIES = frozenset({"is", "are", "was", "were", "has", "have", "had", "be", "been", "being"})


def signed(text: str) -> list[Draft]:
    """Paragraphs that are a quotation with a name after a dash: `“We were told nothing.” ― Ada Lund`."""
    found = []
    for start, end in paragraphs(text):
        match = SIGNED.search(text, start, end)
        if match and text[start] in "“”\"" and match.start(1) > start + 8:
            cue, name = match.span(2), match.span(3)
            found.append(exact_draft([name], cue, [(start, match.end(1))], "named", "assert"))
    return found


def spoken(text: str) -> list[Draft]:
    """Turns of a transcript: `WALLACE: Let’s start with …`, if the text has at least three of them.

    A turn in quotation marks goes on over the paragraphs that open them anew, another ends with its paragraph.
    """
    cut = paragraphs(text)
    turns = [(number, match) for number, (s, e) in enumerate(cut) if (match := SPEAKER.match(text, s, e))]
    if len(turns) < LEAST_SPEAKERS:
        return []
    found = []
    for k, (number, match) in enumerate(turns):
        content = [(match.end(), cut[number][1])]
        last = turns[k + 1][0] if k + 1 < len(turns) else len(cut)
        if text[match.start()] in "\"“":
            for s, e in cut[number + 1 : last]:
                if text[s] not in "\"“" or text[s + 1] == "(":
                    break
                content.append((s + 1, e))
        if content[0][1] > content[0][0]:
            found.append(exact_draft([match.span(1)], match.span(2), content, "named", "assert"))
    return found


def hearsay(text: str, sentences: Sequence[Sentence]) -> list[Draft]:
    """Clauses with "reportedly", "allegedly", "purportedly": no source, the clause on both sides as content."""
    found = []
    for sentence in sentences:
        for match in ADVERB.finditer(text, sentence.start, sentence.end):
            if BEFORE_ADJECTIVE.search(text, sentence.start, match.start()):
                continue
            left, right = sentence.start, sentence.end
            for border in CLAUSE.finditer(text, sentence.start, sentence.end):
                if border.end() <= match.start():
                    left = border.end()
                elif border.start() >= match.end():
                    right = border.start()
                    break
            pieces = []
            for s, e in ((left, match.start()), (match.end(), right)):
                inner = text[s:e].strip(" ,.;–—\"“”")
                if inner:
                    at = text.index(inner, s)
                    pieces.append((at, at + len(inner)))
            if pieces and pieces[-1][0] >= match.end():
                force = "assert" if match.group().lower() == "reportedly" else "allege"
                found.append(exact_draft([], match.span(), pieces, "none", force))
    return found


def _without_adverb(text: str, draft: Draft) -> Draft:
    """Take "reportedly" and its like out of a cue that has words and a source of its own: it is another voice's cue."""
    if not draft.source:
        return draft
    cue: list[Span] = []
    for start, end in draft.cue:
        at = start
        for match in ADVERB.finditer(text, start, end):
            cue += [(at, match.start())]
            at = match.end()
        cue.append((at, end))
    trimmed = [_trim(text, span) for span in cue]
    left = tuple((s, e) for s, e in trimmed if s < e and text[s:e].lower() not in AUXILIARIES)
    return draft._replace(cue=left) if left and left != draft.cue else draft


def _trim(text: str, span: Span) -> Span:
    start, end = span
    while start < end and text[start].isspace():
        start += 1
    while start < end and text[end - 1].isspace():
        end -= 1
    return start, end


def add_patterns(text: str, sentences: Sequence[Sentence], drafts: Sequence[Draft]) -> list[Draft]:
    """Add the exact forms to the model's drafts; a draft of the model with the same cue gives way to a signed or spoken
    one, and keeps its place before an adverb that is all its cue."""
    exact = signed(text) + spoken(text)
    kept = [
        d for d in drafts
        if not any(overlap(d.cue, x.cue) or 2 * overlap(d.content, x.content) > size(x.content) for x in exact)
    ]  # fmt: skip
    if ADVERB.search(text):
        kept = [_without_adverb(text, d) for d in kept]
    adverbs = [x for x in hearsay(text, sentences) if not any(overlap(x.cue, d.cue) for d in kept)]
    return cited(text, sentences, kept + exact + adverbs)
