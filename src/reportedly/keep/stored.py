"""Things as they are stored: what filters look at, and the value of `weave` that they are."""

import msgspec

from reportedly.weave.claims import Claim
from reportedly.weave.counts import Counts
from reportedly.weave.disputes import Contested


class StoredDispute(msgspec.Struct):
    """A dispute as it is stored."""

    type: str
    whole: Contested


class StoredClaim(msgspec.Struct):
    """A claim as it is stored (see `families.claim_body`)."""

    kind: str
    type: str | None
    status: str | None
    ever: list[str]
    actors: list[str]
    recipients: list[str]
    places: list[str]
    earliest: str | None
    latest: str | None
    first_report: str | None
    last_report: str | None
    said: str
    whole: Claim


class StoredCounts(msgspec.Struct):
    """The counts of a claim as they are stored (see `counting.counts_body`)."""

    names: list[str] = []
    whole: Counts = Counts((), (), ())
