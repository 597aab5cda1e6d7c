"""Complete quotations: a statement that holds part of a quotation, its cue outside, holds all of it.

The encoder reads windows of a few sentences, and the tags of a long quotation thin out away from its cue. Quotation
marks are exact, so they are followed: to the end of the quotation, and over the paragraphs that open it anew.
"""

from collections.abc import Sequence

from reportedly.read.decode import Draft
from reportedly.record import Span, overlap

LEAST_SHARE, LEAST_CHARACTERS = 0.2, 24
OPENERS = "“\"„«"
CLOSERS = "”\"»"


def _join(text: str, spans: Sequence[Span]) -> tuple[Span, ...]:
    """Sort spans and join those that overlap or are parted by nothing but spaces."""
    out: list[Span] = []
    for start, end in sorted(spans):
        if out and (start <= out[-1][1] or text[out[-1][1] : start].strip(" ") == ""):
            out[-1] = (out[-1][0], max(out[-1][1], end))
        else:
            out.append((start, end))
    return tuple(out)


def chains(text: str, regions: Sequence[Span]) -> list[list[Span]]:
    """Group regions into quotations: one left open at its paragraph's end goes on where the next opens one."""
    found: list[list[Span]] = []
    for region in regions:
        if found:
            last = found[-1][-1]
            left_open = text[last[1] - 1] not in CLOSERS or last[1] - last[0] < 2
            between = text[last[1] : region[0]]
            if left_open and "\n" in between and not between.strip() and text[region[0]] in OPENERS:
                found[-1].append(region)
                continue
        found.append([region])
    return found


def complete(text: str, regions: Sequence[Span], drafts: Sequence[Draft]) -> list[Draft]:
    """Return the drafts with every quotation that one of them begins to hold given to it whole.

    A quotation goes to the draft that covers most of it, of those whose cue lies outside; at least a fifth of its
    first part or 24 characters must be covered.
    """
    contents = [list(d.content) for d in drafts]
    for chain in chains(text, regions):
        first = chain[0]
        if first[1] - first[0] < LEAST_CHARACTERS:
            continue
        best = (0, -1)
        opens, closes = first[0], chain[-1][1]
        for number, draft in enumerate(drafts):
            if draft.content and (draft.content[-1][1] <= opens or draft.content[0][0] >= closes):
                continue  # holds none of it
            if draft.cue and any(overlap(draft.cue, (part,)) for part in chain):
                continue
            if not draft.cue and not overlap(draft.content[:1], (first,)):
                continue
            best = max(best, (overlap(draft.content, chain), -number))
        shared, number = best[0], -best[1]
        if shared < LEAST_CHARACTERS and shared < LEAST_SHARE * (first[1] - first[0]):
            continue
        if shared:
            contents[number] += chain
    return [
        draft._replace(content=_join(text, spans)) if len(spans) > len(draft.content) else draft
        for draft, spans in zip(drafts, contents, strict=True)
    ]
