"""Gaps: what rests on one report, on anonymous voices only, has no date, place or source, or could not be read."""

from collections.abc import Iterable, Mapping
from typing import Literal, NamedTuple

from reportedly.weave.claims import Claim
from reportedly.weave.counts import Counts
from reportedly.weave.item import Item

GapKind = Literal["one report", "anonymous only", "no date", "no place", "no source", "not dated", "not read"]
UNNAMED = frozenset({"anonymous", "none"})


class Gap(NamedTuple):
    """Something missing: its kind, of what (a claim's id, an article's key, a source), and in words why."""

    kind: GapKind
    of: str
    detail: str
    rows: tuple[str, ...] = ()


def of_claim(claim: Claim, counts: Counts) -> list[Gap]:
    """Return what a claim lacks. One report is a gap only where several outlets make it look like more."""
    found = []
    if len(counts.outlets) > 1 and len(counts.reports) == 1:
        detail = f"{len(counts.outlets)} outlets, one report ({counts.reports[0].root.name})"
        found.append(Gap("one report", claim.id, detail, claim.addresses))
    if counts.voices and all(voice.kind in UNNAMED for voice in counts.voices):
        names = "; ".join(voice.name for voice in counts.voices)
        kind: GapKind = "no source" if all(voice.kind == "none" for voice in counts.voices) else "anonymous only"
        found.append(Gap(kind, claim.id, names, claim.addresses))
    if claim.kind == "event":
        if all(fact.when is None for fact in claim.facts):
            found.append(Gap("no date", claim.id, "no article says when", claim.addresses))
        if all(fact.place is None for fact in claim.facts):
            found.append(Gap("no place", claim.id, "no article says where", claim.addresses))
    return found


def gaps(
    claims: Iterable[Claim], counts: Mapping[str, Counts], items: Iterable[Item],
    failures: Iterable[tuple[str, str]] = (),
) -> tuple[Gap, ...]:  # fmt: skip
    """Return the gaps of claims (`counts` by claim id) and articles, and of failures (source, reason)."""
    found = [gap for claim in claims for gap in of_claim(claim, counts[claim.id])]
    found += [Gap("not dated", item.key, "the article has no publication date") for item in items if item.day is None]
    found += [Gap("not read", source, reason) for source, reason in failures]
    return tuple(sorted(found))
