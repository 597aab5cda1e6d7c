"""Keep the dateline out of statements: in "SEREN (AP) — The harbour is open, officials said", Seren says nothing."""

from collections.abc import Sequence

from reportedly.read.decode import Draft
from reportedly.record import Span


def without(spans: Sequence[Span], hole: Span) -> tuple[Span, ...]:
    """Return the spans with the characters of `hole` taken out."""
    kept = []
    for start, end in spans:
        kept += [(s, e) for s, e in ((start, min(end, hole[0])), (max(start, hole[1]), end)) if s < e]
    return tuple(kept)


def trim(text: str, drafts: Sequence[Draft], dateline: str | None) -> list[Draft]:
    """Return the drafts with the dateline, and the white space after it, outside every content and source.

    A draft that would be left without content keeps it.
    """
    at = text.find(dateline) if dateline else -1
    hole = (0, 0)
    if dateline and at >= 0:
        end = at + len(dateline)
        hole = (at, end + len(text[end:]) - len(text[end:].lstrip()))
    return [
        draft._replace(content=without(draft.content, hole) or draft.content, source=without(draft.source, hole))
        for draft in drafts
    ]
