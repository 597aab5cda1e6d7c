"""What a source is (named, office, document, anonymous …) and how many it stands for, from its words."""

import re
from functools import cache, lru_cache

from reportedly.read.offices import office_of
from reportedly.read.outlets import find_outlet
from reportedly.read.tables import rows

NUMBERS = {
    "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10,
    "eleven": 11, "twelve": 12, "both": 2, "another": 1,
}  # fmt: skip
COUNTED = re.compile(
    r"^(?:at least |about |some |the |all |these |those |those )?(?P<n>\d{1,3}|"
    + "|".join(NUMBERS)
    + r")\b(?!\s+of\b)(?!-)",
    re.I,
)
SINGLE = re.compile(r"^(?:he|she|i|him|her|his|my|a|an|one|another)\b", re.I)
PLURAL_HEAD = re.compile(
    r"\b(?:people|officials|sources|lawmakers|witnesses|experts|analysts|aides|members|\w+ists|\w+ers)\b", re.I
)

OF_OUTLETS = re.compile(
    r"\b(?:agency|broadcaster|channel|magazine|media|network|newspaper|paper|radio|site|station|television|tv|website)\b",
    re.I,
)

@cache
def _patterns() -> tuple[tuple[re.Pattern[str], str], ...]:
    return tuple((re.compile(pattern), kind) for pattern, kind in rows("source_kinds.tsv"))


@lru_cache(maxsize=4096)
def kind_by_words(words: str) -> str | None:
    """Return the kind that the words of a source settle by themselves, from `source_kinds.tsv`; else None."""
    for pattern, kind in _patterns():
        if pattern.search(words):
            return kind
    return None


def source_kind(words: str, kinds: dict[str, float]) -> str:
    """Return the kind of a source: `none` without words; what its words settle; else the model's likeliest.

    `kinds` maps each kind to the model's probability. The tables of outlets and offices decide where the words are a
    name of theirs.
    """
    if not words.strip():
        return "none"
    settled = kind_by_words(words)
    if settled:
        return settled
    if find_outlet(words) is not None:
        return "outlet"
    likeliest = max((k for k in kinds if k != "none"), key=kinds.__getitem__)
    told = likeliest in ("office", "organization") or (likeliest == "outlet" and not OF_OUTLETS.search(words))
    office = office_of(words) if told else None
    return office[0] if office is not None else likeliest


def source_count(words: str, kind: str, pieces: int) -> int | None:
    """Return how many the source stands for: a number in its words, 1 for a single person, else None.

    `pieces` is the number of spans that the source has.
    """
    words = words.strip()
    if not words or kind in ("none", "document", "outlet", "office", "organization"):
        match = COUNTED.match(words)
        if match is None or kind != "office":
            return None
    if match := COUNTED.match(words):
        found = match.group("n").lower()
        return NUMBERS[found] if found in NUMBERS else int(found)
    if pieces > 1 or re.search(r"\band\b", words.split(",")[0]):
        return None
    if kind == "named" and not re.match(r"^(?:they|their|we|our|who|both)\b", words, re.I):
        return 1
    head = words.split(" who ")[0].split(" with ")[0]
    if kind == "anonymous" and SINGLE.match(words) and not PLURAL_HEAD.search(head):
        return 1
    return None
