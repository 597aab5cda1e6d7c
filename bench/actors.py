#!/usr/bin/env python3
"""Score what entities are given, by `codes` and the gazetteer, on the development part of NGEC's actor tests.

    actors.py ACTORS.jsonl [--each]

Three groups, apart. "words": a description or a body, whose words or name can settle it. "people": bare personal names,
which need a table of people with terms of office. "nobody": words that name no actor, where nothing is to be found.
Rows that their authors mark as beyond them (xfail, skip) are set aside, as are sectors that PLOVER as this project
uses it does not have (HLH is read as MED; UNK as none). `on` is the day that the test gives, if any.
"""

import argparse
import json
import re
from collections import Counter
from pathlib import Path
from typing import Any

from reportedly.read.entities import codes
from reportedly.read.places import resolve_places

SECTORS = frozenset(
    {"COP", "GOV", "JUD", "LEG", "MIL", "PRM", "PTY", "REB", "SPY", "UAF", "UNK", "AGR", "BUS", "CRM", "CVL", "EDU"}
    | {"ELI", "JRN", "LAB", "MED", "REF", "OPP", "PRE", "REL", "SOC", "HLH"}
)
# who is known by name alone, whatever our tables hold: decides the group that a row is counted in and nothing else
PEOPLE = frozenset(
    """Agathon Rwasa|Albin Kurti|Alexander Lukashenko|Alhaji Atiku Abubakar|Angela Merkel|Ayman Safadi|Beyonce|
    Bobi Wine|Boyko Borisov|Diego Molano|Harry Ho-jen Tseng|Hashim Thaci|Heiko Maas|Jam Kamal Khan|
    Jam Kamal Khan Alyani|
    Jean-Yves Le Drian|Juan Carlos Jobet|Jüri Ratas|Kassym-Jomart Tokayev|Kathleen Hicks|Kwasi Kwarteng|
    Mahinda Rajapaksa|Muhadjir Jaunbocus|Scott Morrison|Thierry Burkhard|Tony Blair|Trump|Ukhnaagiin Khürelsükh|
    Vladimir Putin|William Burns""".replace("\n    ", "").split("|")
)
MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")


def day(row: dict[str, Any]) -> str | None:
    """Return the ISO day of a test's query date; None for "today" and none."""
    given = str(row.get("kwargs", {}).get("query_date") or (row["args"][2] if len(row["args"]) > 2 else ""))
    if re.fullmatch(r"\d{4}-\d\d-\d\d", given):
        return given
    match = re.fullmatch(r"(?:(\d{1,2}) )?([A-Za-z]+)\.? (?:(\d{1,2}), )?(\d{4})", given)
    if match is None:
        return None
    month = MONTHS.index(match[2][:3].lower()) + 1
    return f"{match[4]}-{month:02}-{int(match[1] or match[3] or 1):02}"


def main() -> None:
    """Print the accuracy of country and sector, a line for each group."""
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("actors", type=Path)
    ap.add_argument("--each", action="store_true", help="print what differs")
    args = ap.parse_args()
    right: Counter[tuple[str, str]] = Counter()
    counted: Counter[tuple[str, str]] = Counter()
    aside = 0
    for line in args.actors.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        if row["method"] == "query_wiki":  # the title of an article alone
            continue
        if "marks" in row:
            aside += 1
            continue
        words = row["args"][0]
        expect = {} if row.get("returns_none") else row["expect"]
        told = codes(words, "person", day(row))
        country = told.country
        if country is None and told.sector is None:
            spot = resolve_places(words, [(0, len(words))])[0].spot
            country = spot.country if spot else None
        found = {"country": country or "", "sector": told.sector or ""}
        wanted: dict[str, set[str]] = {}
        if row.get("returns_none"):
            group, wanted = "nobody", {"country": {""}, "sector": {""}}
        else:
            group = "people" if words.strip() in PEOPLE else "words"
            if "country" in expect or "cc" in expect:
                wanted["country"] = {expect.get("country", expect.get("cc", ""))}
            if "code_1" in expect and expect["code_1"] in SECTORS | {""}:
                wanted["sector"] = {{"HLH": "MED", "UNK": ""}.get(expect["code_1"], expect["code_1"])}
            if "code_1" in row.get("expect_in", {}):
                wanted["sector"] = set(row["expect_in"]["code_1"])
        for what, right_ones in wanted.items():
            good = found[what] in right_ones or (what == "sector" and found[what] == "UNK" and right_ones == {""})
            counted[group, what] += 1
            right[group, what] += good
            if not good and args.each:
                gold = "|".join(right_ones) or "-"
                print(f"  {group:7} {what:8} {words!r} gold {gold} found {found[what] or '-'} {told}")
    for group in ("words", "people", "nobody"):
        shown = [
            f"{what} {right[group, what] / max(1, counted[group, what]):.3f} of {counted[group, what]}"
            for what in ("country", "sector")
        ]
        print(f"{group:7} {'   '.join(shown)}")
    for what in ("country", "sector"):
        total = sum(counted[g, what] for g in ("words", "people", "nobody"))
        share = sum(right[g, what] for g in ("words", "people", "nobody")) / max(1, total)
        print(f"all     {what} {share:.3f} of {total}")
    print(f"set aside as marked by their authors: {aside}")


if __name__ == "__main__":
    main()
