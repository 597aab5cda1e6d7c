"""PLOVER's numbers and codes as event data write them: quad class, intensity, auxiliary modes, numbers of states."""

from functools import cache
from typing import NamedTuple

from reportedly.read.tables import rows
from reportedly.record import Event

QUADS = {1: "VERBAL COOPERATION", 2: "MATERIAL COOPERATION", 3: "VERBAL CONFLICT", 4: "MATERIAL CONFLICT"}
# What PLOVER keeps for how real an event is; happened and ongoing have none.
AUXILIARY = {
    "planned": "future",
    "considered": "hypothetical",
    "possible": "hypothetical",
    "called_for": "hypothetical",
    "conditional": "hypothetical",
    "did_not_happen": "negation",
}
CODEBOOK = "PLOVER 0.8 (2021)"


class Weight(NamedTuple):
    """The quad class (1 to 4) of an event and its score from conflict (-10) to cooperation (10)."""

    quad: int
    intensity: float


@cache
def _weights() -> dict[tuple[str, str], Weight]:
    return {(row[0], row[1]): Weight(int(row[2]), float(row[3])) for row in rows("plover_intensity.tsv")}


def weight(event: Event) -> Weight:
    """Return quad class and score, by mode or else by type."""
    return _weights().get((event.type, event.mode or "")) or _weights()[event.type, ""]


def modes(event: Event) -> list[str]:
    """Return the mode, if any, and the auxiliary mode that the status calls for, if any."""
    return [mode for mode in (event.mode, AUXILIARY.get(event.status)) if mode]


@cache
def _countries() -> dict[str, tuple[str, str]]:
    return {row[0]: (row[1], row[2] if len(row) > 2 else "") for row in rows("country_codes.tsv")}


def cow(country: str | None) -> str:
    """Return the Correlates of War number of a state by its ISO alpha-3 code, "" where it has none."""
    return _countries().get(country or "", ("", ""))[1]


def alpha2(country: str | None) -> str:
    """Return the ISO alpha-2 code of a country by its alpha-3 code, "" where there is none."""
    return _countries().get(country or "", ("", ""))[0]
