"""Claims, series and echoes as a story keeps them, in a form that exports share; nothing where it keeps none yet."""

import re
from collections.abc import Mapping
from typing import Any, NamedTuple

from reportedly.show.export.source import Source, Stored

CLAIMS, COUNTS, SERIES = "claim", "counts", "series"
ECHOES = ("echo", "copy")
CODE = re.compile(r"[A-Z]{3}")


class ClaimInfo(NamedTuple):
    """A claim: what its rows say in the words of the first, its latest status, its three counts (None: not counted).

    `outlets`, `reports` and `voices` are never melted into one; `members` are the addresses of its rows.
    """

    id: str
    kind: str
    type: str | None
    status: str | None
    ever: tuple[str, ...]
    said: str
    actors: tuple[str, ...]
    recipients: tuple[str, ...]
    places: tuple[str, ...]
    earliest: str | None
    latest: str | None
    first_report: str | None
    last_report: str | None
    articles: int | None
    outlets: int | None
    reports: int | None
    voices: int | None
    outlet_names: tuple[str, ...]
    voice_names: tuple[str, ...]
    disputed: str | None
    members: tuple[str, ...]

    @property
    def counts(self) -> str:
        """The three counts in words: "4 outlets, 1 independent report, 2 voices"."""
        told = (
            (self.outlets, "outlet", "outlets"),
            (self.reports, "independent report", "independent reports"),
            (self.voices, "voice", "voices"),
        )
        return ", ".join(f"{number} {one if number == 1 else many}" for number, one, many in told if number is not None)


def claims(source: Source) -> list[ClaimInfo]:
    """Return the claims, by the day of their first report."""
    counts = {one.id: one.body for one in source.stored(COUNTS)}
    found = [_claim(one, counts.get(one.id, {}), source.text == "none") for one in source.stored(CLAIMS)]
    return sorted(found, key=lambda one: (one.first_report or "~", one.id))


def _claim(one: Stored, counts: Mapping[str, Any], wordless: bool) -> ClaimInfo:
    body = one.body

    def parties(name: str) -> tuple[str, ...]:
        """Return names and countries; without text only countries, since names can be an article's phrases."""
        return tuple(one for one in many(body, name) if not wordless or CODE.fullmatch(one))

    def many(held: Mapping[str, Any], name: str) -> tuple[str, ...]:
        return tuple(str(value) for value in held.get(name) or ())

    dispute = body.get("dispute")
    return ClaimInfo(
        id=one.id, kind=body.get("kind") or "event", type=body.get("type"), status=body.get("status"),
        ever=many(body, "ever"), said="" if wordless else " ".join(str(body.get("said") or "").split()),
        actors=parties("actors"), recipients=parties("recipients"), places=many(body, "places"),
        earliest=body.get("earliest"), latest=body.get("latest"), first_report=body.get("first_report"),
        last_report=body.get("last_report"), articles=counts.get("articles"), outlets=counts.get("outlets"),
        reports=counts.get("reports"), voices=counts.get("voices"), outlet_names=many(counts, "names"),
        voice_names=() if wordless else many(counts, "heard"),
        disputed=str(dispute.get("reason") or dispute.get("type")) if isinstance(dispute, dict) else None,
        members=one.members,
    )  # fmt: skip


def claim_of(found: list[ClaimInfo]) -> dict[str, str]:
    """Return the id of the claim that holds a row, by address."""
    return {address: claim.id for claim in found for address in claim.members}
