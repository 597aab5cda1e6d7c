"""Curves: events per day and dyad, weighed by PLOVER's intensities; each event once, however many report it."""

import csv
from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from io import StringIO
from typing import Literal, NamedTuple

from reportedly.read.tables import rows
from reportedly.weave.claims import Claim
from reportedly.weave.facts import Fact

Table = Mapping[tuple[str, str | None], float]
By = Literal["event", "report"]
LAYERS = {"happened": "happened", "ongoing": "happened"}  # every other status is a layer of its own
WIDEST = 7  # days over which a dated event can be spread; one of a longer interval has no day


class Moment(NamedTuple):
    """An event as curves draw it: its layer, who acts on whom, the days that it is spread over, its intensity.

    `first` and `last` are None where no day can be given to it; `report` is the day of its first report.
    """

    layer: str
    actor: str
    recipient: str
    first: date | None
    last: date | None
    report: date | None
    intensity: float


class Point(NamedTuple):
    """A day of one dyad and layer: how many events, and the sum of their intensities."""

    day: date
    actor: str
    recipient: str
    layer: str
    events: float
    intensity: float


class Undated(NamedTuple):
    """Events of a dyad and layer that have no day; `known_before` are those known to lie before their article's day."""

    actor: str
    recipient: str
    layer: str
    events: int
    intensity: float
    known_before: int


class Curves(NamedTuple):
    """Points by day, and beside them what no day can be given to."""

    points: tuple[Point, ...]
    undated: tuple[Undated, ...]


def intensities(table: str | None = None) -> Table:
    """Return the scores by type and mode (None: the type's own), of the package or of a table in the same form.

    Raises `ValueError` naming the line of a table that does not fit.
    """
    if table is None:
        lines = [list(row) for row in rows("plover_intensity.tsv")]
    else:
        lines = [row for row in csv.reader(StringIO(table), delimiter="\t") if row and not row[0].startswith("#")]
    found: dict[tuple[str, str | None], float] = {}
    for number, row in enumerate(lines, 1):
        try:
            found[row[0].strip(), row[1].strip() or None] = float(row[3])
        except (IndexError, ValueError):
            raise ValueError(f"row {number} of the intensity table needs type, mode, quad and intensity") from None
    return found


def weight(fact: Fact, table: Table) -> float:
    """Return an event's intensity by its mode, or else by its type; 0 where the table has neither."""
    return table.get((fact.type, fact.mode), table.get((fact.type, None), 0.0))


def _main(claim: Claim) -> tuple[str, str]:
    """Return who acts on whom by most of a claim's rows, countries before their people; "?" for unknown."""
    found = []
    for sides in ([f.actors for f in claim.facts], [f.recipients for f in claim.facts]):
        names = [party.country or party.name for parties in sides for party in parties[:1]]
        found.append(max(sorted(set(names)), key=names.count) if names else "?")
    return found[0], found[1]


def moment(claim: Claim, table: Table) -> Moment | None:
    """Return an event as curves draw it, on the shortest interval that a row of its layer tells; None for no event."""
    if claim.kind != "event":
        return None
    layer = LAYERS.get(claim.status or "", claim.status or "?")
    rows_of = [fact for fact in claim.facts if _layer(fact) == layer] or list(claim.facts)
    spans = [fact.when for fact in rows_of if fact.when is not None]
    first, last = min(spans, key=lambda when: (when[1] - when[0], when)) if spans else (None, None)
    if first is not None and last is not None and (last - first).days >= WIDEST:
        first = last = None
    days = [fact.day for fact in claim.facts if fact.day is not None]
    strength = max((weight(fact, table) for fact in rows_of), key=abs)
    return Moment(layer, *_main(claim), first, last, days[0] if days else None, strength)


def spread_over(first: date | None, last: date | None) -> list[date]:
    """Return the days from one to another, none where one is unknown."""
    if first is None or last is None:
        return []
    return [first + timedelta(days=n) for n in range((last - first).days + 1)]


def _layer(fact: Fact) -> str:
    return LAYERS.get(fact.status or "", fact.status or "?")


def curves(
    claims: Iterable[Claim], *, by: By = "event", table: Table | None = None, layers: Iterable[str] = ("happened",)
) -> Curves:
    """Return events per day and dyad. An event counts once in the layer of its claim's latest status.

    `layers` are statuses ("happened" holds `ongoing` as well), so that talk of war is never drawn as war. An event of a
    few days is spread over them in equal parts. Disputed events count in no layer but "disputed".
    """
    scores = table if table is not None else intensities()
    found = (moment(claim, scores) for claim in claims if claim.status is not None)
    return of_moments((one for one in found if one is not None), by=by, layers=layers)


def of_moments(moments: Iterable[Moment], *, by: By = "event", layers: Iterable[str] = ("happened",)) -> Curves:
    """Return the curves of events that are known as moments."""
    wanted = frozenset(layers)
    events: defaultdict[tuple[date, str, str, str], list[float]] = defaultdict(lambda: [0.0, 0.0])
    beside: defaultdict[tuple[str, str, str], list[float]] = defaultdict(lambda: [0.0, 0.0, 0.0])
    for one in moments:
        if one.layer not in wanted:
            continue
        dyad, (first, last) = (one.actor, one.recipient), (one.first, one.last) if by == "event" else (one.report,) * 2
        days = spread_over(first, last)
        for day in days:
            cell = events[day, *dyad, one.layer]
            cell[0] += 1 / len(days)
            cell[1] += one.intensity / len(days)
        if not days:
            cell = beside[*dyad, one.layer]
            cell[0] += 1
            cell[1] += one.intensity
            cell[2] += one.layer == "happened" and one.report is not None
    return Curves(
        tuple(Point(*key, round(n, 4), round(s, 4)) for key, (n, s) in sorted(events.items())),
        tuple(Undated(*key, int(n), round(s, 4), int(b)) for key, (n, s, b) in sorted(beside.items())),
    )
