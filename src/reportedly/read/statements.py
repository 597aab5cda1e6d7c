"""Statements from the model's drafts: kinds, counts, quotation, force, medium, chains and scores filled in."""

import re
from bisect import bisect_right
from collections.abc import Mapping, Sequence
from typing import Any

import msgspec

from reportedly.read.chains import via
from reportedly.read.decode import Draft, best_force
from reportedly.read.labels import SOURCE_KINDS
from reportedly.read.medium import find_medium
from reportedly.read.quotes import own_regions, quote_kind
from reportedly.read.score import calibrated
from reportedly.read.sentences import Sentence
from reportedly.read.sources import source_count, source_kind
from reportedly.record import Span, Statement
from reportedly.record.rows import Force

LEFT_OPEN = re.compile(
    r"(?:\bnot|n['’]t|\bnever|\brefus\w+ to|\bdeclin\w+ to|\bwithout)\b.{0,25}"
    r"\b(?:rul(?:e|ed|ing) out|exclud(?:e|ed|ing))\b",
    re.IGNORECASE | re.DOTALL,
)


def make_statements(
    text: str,
    sentences: Sequence[Sentence],
    regions: Sequence[Span],
    drafts: Sequence[Draft],
    calibration: Mapping[str, Any] | None = None,
) -> tuple[Statement, ...]:
    """Turn drafts into statements in the order in which they begin in the text."""
    starts = [s.start for s in sentences]

    def begins(draft: Draft) -> tuple[int, int]:
        spans = [*draft.cue, *draft.content, *draft.source]
        return min(s for s, _ in spans), draft.anchor

    made = []
    for number, draft in enumerate(sorted(drafts, key=begins), 1):
        sentence = sentences[max(0, bisect_right(starts, draft.anchor) - 1)]
        words = " ".join(text[s:e] for s, e in draft.source)
        shares = {k: float(p) for k, p in zip(SOURCE_KINDS, draft.kinds, strict=True)}
        kind = source_kind(words, shares)
        made.append(
            Statement(
                id=f"s{number}",
                source=draft.source,
                source_kind=kind,  # type: ignore[arg-type]
                source_count=source_count(words, kind, len(draft.source)),
                cue=draft.cue,
                content=draft.content,
                quote=quote_kind(text, draft.content, own_regions(text, draft.source, draft.cue, regions)),
                force=_force(text, draft),
                medium=find_medium(text, draft.cue, draft.content, (sentence.start, sentence.end)),
                score=calibrated(draft.evidence, calibration),
            )
        )
    linked = []
    for number, row in enumerate(made):
        through = via(number, made, text)
        linked.append(row if through is None else msgspec.structs.replace(row, via=made[through].id))
    return _without_loops(tuple(linked))


def _force(text: str, draft: Draft) -> Force:
    """Return the force: what a cue that leaves something open says ("has not ruled out"), else the likeliest."""
    cue = " ".join(text[s:e] for s, e in draft.cue)
    return "consider" if LEFT_OPEN.search(cue) else best_force(draft)[0]  # type: ignore[return-value]


def _without_loops(statements: tuple[Statement, ...]) -> tuple[Statement, ...]:
    """Cut a chain that leads back to itself at its first row, so that every chain ends in the article."""
    following = {row.id: row.via for row in statements}
    out = []
    for row in statements:
        seen, at = {row.id}, row.via
        while at is not None and at not in seen:
            seen.add(at)
            at = following[at]
        if at == row.id:
            following[row.id] = None
            row = msgspec.structs.replace(row, via=None)
        out.append(row)
    return tuple(out)
