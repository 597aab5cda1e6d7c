"""The gazetteer: which places a name may be, with GeoNames ids, coordinates, countries and populations.

Derived from GeoNames (CC BY 4.0) by training/gazetteer.py; the file is opened at the first question.
"""

import re
from functools import cache
from importlib.resources import files
from typing import NamedTuple

import numpy as np

from reportedly.read.nations import tokens_of
from reportedly.read.tables import rows

COUNTRY, REGION, DISTRICT, CITY, NATURE = range(5)
MOST = 60
NUMBER = re.compile(rb"\d+")


class Spot(NamedTuple):
    """A place of the gazetteer.

    `id` is GeoNames's (None where a hand-written row has none), `lat` and `lon` degrees (WGS 84), `country` ISO 3166-1
    alpha-3 or None; `kind` one of COUNTRY, REGION (first level), DISTRICT (second), CITY, NATURE (seas, areas);
    `admin1` and `admin2` number the region and district that it lies in (0: none).
    """

    id: int | None
    kind: int
    lat: float
    lon: float
    country: str | None
    population: int
    admin1: int = 0
    admin2: int = 0


def name_key(name: str) -> str:
    """Return a name as it is looked up: folded to plain letters, words parted by one space, without an article."""
    keys = [token.key for token in tokens_of(name)]
    if len(keys) > 1 and keys[0] == "the":
        keys = keys[1:]
    if keys and keys[0] in ("saint", "sainte"):
        keys[0] = "st"
    key = " ".join(keys)
    return key if key.isascii() else ""


class Gazetteer:
    """The file, open: names are found by halving its sorted lines."""

    def __init__(self) -> None:
        """Load the columns (some tens of milliseconds)."""
        with files("reportedly.data").joinpath("gazetteer.npz").open("rb") as file:
            data = np.load(file)
            self._keys: bytes = data["keys"].tobytes()
            self._columns = tuple(data[name] for name in ("ids", "kinds", "lats", "lons", "lands", "populations"))
            self._within = data["admin1"], data["admin2"]
            self._lands = [str(code) for code in data["land_codes"]]

    def spot(self, number: int) -> Spot:
        """Return the place with a number."""
        id, kind, lat, lon, land, population = (column[number].item() for column in self._columns)
        first, second = (column[number].item() for column in self._within)
        return Spot(id, kind, lat / 1000, lon / 1000, self._lands[land], population, first, second)

    def countries(self) -> list[Spot]:
        """Return all countries."""
        return [self.spot(int(number)) for number in np.flatnonzero(self._columns[1] == COUNTRY)]

    def numbers(self, key: str) -> list[int]:
        """Return the numbers of the places with a folded name, most populous first."""
        wanted = b"\n" + key.encode("ascii") + b"\t"
        blob = self._keys
        low, high = 0, len(blob) - 1
        while low < high:
            start = blob.rfind(b"\n", 0, (low + high) // 2 + 1)
            stop = blob.find(b"\n", start + 1)
            line = blob[start : blob.find(b"\t", start) + 1]
            if line == wanted:
                return [int(n) for n in NUMBER.findall(blob, start + len(wanted), stop)]
            if line < wanted:
                low = stop
            else:
                high = start
        return []


@cache
def gazetteer() -> Gazetteer:
    """Return the gazetteer, opened once a process."""
    return Gazetteer()


@cache
def _natural() -> dict[str, tuple[Spot, ...]]:
    found: dict[str, list[Spot]] = {}
    for names, lat, lon, id, country, *_ in rows("regions.tsv"):
        spot = Spot(int(id) if id else None, NATURE, float(lat), float(lon), country or None, 0)
        for name in names.split("|"):
            found.setdefault(name_key(name), []).append(spot)
    return {key: tuple(spots) for key, spots in found.items()}


@cache
def spots(key: str) -> tuple[Spot, ...]:
    """Return the places that a folded name may be: at most `MOST`, areas of the hand-written table first."""
    if not key:
        return ()
    table = gazetteer()
    return _natural().get(key, ()) + tuple(table.spot(number) for number in table.numbers(key)[:MOST])
