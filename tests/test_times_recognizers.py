"""The date and duration cases of Recognizers-Text (MIT) that make sense in news, read from ../shared.

They are sentences to an assistant ("I'll go back ..."): what only such a register has is left out, by category below.
Skipped where ../shared is absent.
"""

import json
import re
from pathlib import Path
from typing import Any

import pytest

from reportedly.read.sentences import sentences
from reportedly.read.times import find_times

SPECS = Path(__file__).parents[2] / "shared/data/recognizers_text_specs/Specs/DateTime/English"
MONTHS = "jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec"
NUMBERS = "first|second|third|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|fifteen|thirty|twenty"
LEFT_OUT = {
    "a day of the month alone: news names the month": (
        rf"^(?:the )?(?:\d{{1,2}}(?:st|nd|rd|th)?|(?:twenty |thirty )?(?:{NUMBERS}))$"
    ),
    "days and months in figures without a year: scores and sections look alike": r"^\d{1,2}[-/.]\d{1,2}$",
    "orders of figures that depend on the country": r"^\d{1,2}[-/,.]\d{1,2}[-/,.]\d{2,4}$|^\d{4}/\d\d?/\d\d?$",
    "a month run into its day, or with a full stop in full": rf"(?i)^(?:{MONTHS})[-/]?\d|^October\. ",
    "another language's order": r"^\d{1,2}\. [A-Z]",
    "days and years in words: news writes figures": (
        rf"(?i)(?:{MONTHS})[a-z]* (?:the )?(?:{NUMBERS})|(?:{NUMBERS}) of [A-Z]"
    ),
    "months and weekdays in small letters, as typed to a machine": r"\b(?:january|april|july|friday|monday|sunday)\b",
    "chat": r"(?i)\btmrw\b|^my day$|^the day$|\bpast day$|^the (?:last|next) day$",
    "a weekday counted within a week or month": (
        rf"(?i)week (?:on )?[A-Z][a-z]+day|^(?:{NUMBERS}|fifth) [A-Z][a-z]+day|^next Sunday$"
    ),
    "a weekday whose number contradicts the nearest one": r"^Friday the ",
    "a grain that ISO-TimeML keeps (a month ago is a month, not a day)": (
        r"(?i)^(?:a|two|\d+) (?:month|week|year)s? (?:ago|from now)"
    ),
    "an uncertain count, which is PAST_REF or PX": r"(?i)\b(?:few|couple)\b",
    "several units in one": (
        r"(?i)\d+ (?:month|year)s?,? (?:and )?\d+ "
        r"|\b(?:day|week|year)s? (?:\d|one|two|three)|and half|and four"
    ),
    "a day of a month named by its distance": r"(?i)of (?:next|this) month",
    "units shortened, run into the figure, or with decimals": (
        r"(?i)\d+(?:\.\d+)? ?(?:h|s|m|sec|min|hr)s?$"
        r"|\d(?:hour|year|day|month)|\b(?:min|sec|hr)s?$"
    ),
    "years in words": r"nineteen|two thousand",
    "a count from another word for a day (news counts from the day itself)": (
        r"(?i)(?:from|after|before) "
        r"(?:tomorrow|yesterday|today)|^in (?:3|four) "
    ),
    "a day by its place in a month that is named by its distance": r"previous month",
    "dates in figures with dots, or with a short month inside": r"^\d{4}(?:\.\d|[-/][a-z])",
    "a whole unit without a number": r"(?i)^(?:all|full|whole|another)\b",
    "half units, which we write in the next smaller one": r"(?i)^half ",
}  # fmt: skip


def cases(name: str) -> list[tuple[str, str, str | None, set[str | None]]]:
    """Return the text, expression, reference day and right values of each case that is not left out."""
    path = SPECS / f"{name}.json"
    if not path.exists():
        return []
    found = []
    given: list[dict[str, Any]] = json.loads(path.read_text(encoding="utf-8-sig"))
    for case in given:
        day = case.get("Context", {}).get("ReferenceDateTime", "")[:10] or None
        for result in case["Results"]:
            if any(re.search(pattern, result["Text"]) for pattern in LEFT_OUT.values()):
                continue
            value = result["Value"]
            wanted = {value["Timex"], *(value.get(w, {}).get("date") for w in ("PastResolution", "FutureResolution"))}
            wanted = {None} if "0001-01-01" in wanted else wanted  # a day that there is not
            found.append((case["Input"], result["Text"], day, wanted))
    return found


@pytest.mark.skipif(not SPECS.exists(), reason="../shared/data/recognizers_text_specs is not here")
@pytest.mark.parametrize("name", ["DateParser", "DurationParser"])
def test_cases(name: str) -> None:
    kept = cases(name)
    assert len(kept) > 10
    wrong = []
    for text, expression, day, wanted in kept:
        start = text.lower().find(expression.lower())
        end = start + len(expression)
        read = [
            t.value for t in find_times(text, sentences(text), day) if t.spans[0][0] < end and start < t.spans[0][1]
        ]
        if not read or read[0] not in wanted:
            wrong.append((text, expression, read, wanted))
    assert not wrong


@pytest.mark.skipif(not SPECS.exists(), reason="../shared/data/recognizers_text_specs is not here")
def test_every_category_leaves_something_out() -> None:
    names = ("DateParser", "DurationParser")
    given = [c for n in names for c in json.loads((SPECS / f"{n}.json").read_text(encoding="utf-8-sig"))]
    said = [result["Text"] for case in given for result in case["Results"]]
    for reason, pattern in LEFT_OUT.items():
        assert any(re.search(pattern, text) for text in said), reason
