"""What the first and last lines of an article say of its origin: byline, dateline and the agency it was taken from."""

import re
from functools import cache
from importlib.resources import files
from typing import NamedTuple

OPENING_LINES = 10  # title, photo captions and byline come before the first paragraph
OPENING_CHARACTERS = 6000
CLOSING_CHARACTERS = 3000

DASH = r"(?:--+|[–—]|(?<=[\s)])-(?=\s))"
DATELINE = re.compile(rf"(?P<place>[^\n]{{0,100}}?)\s*(?:\((?P<mark>[^()\n]{{2,40}})\))?\s*{DASH}[ \t]*(?=\S)")
DAY = re.compile(r",?\s*(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\.?\s+\d{1,2}$")
REGION = re.compile(r"[A-Z][\w.’'-]*(?:\s+(?:of|and|the|de|del|la|[A-Z][\w.’'-]*)){0,4}$")
# Words in capitals before a dash that name a kind of text or a subject, not a place.
NO_PLACES = (
    "ALERT ANALYSIS BREAKING CLARIFICATION COMMENTARY CONTINUES CORRECTION EDITORIAL EXCLUSIVE EXPLAINER FACTBOX FILE "
    "IMAGE INTERVIEW ISIS LATEST LIVE NEWS NOTE NPR OPINION PHOTO PHOTOS POLL READ REPORT TIMELINE TRANSCRIPT UPDATE "
    "UPDATED UPDATES VIDEO WATCH WATCHED WOW WRAPUP"
)
NOT_A_PLACE = frozenset(NO_PLACES.split())
# Small letters in a place that is otherwise in capitals: "McLEAN", "Al ASAD AIR BASE", "RIO de JANEIRO".
SMALL = re.compile(r"\b(?:Mc|Mac)(?=[A-Z]{2})|\b(?:[Aa]l|[Ee]l|[Dd]e|[Dd]a|of|and|the)\b")

BY = re.compile(r"(?:By|BY|by)\s+(?=[A-Z])(?P<names>[^\n]{2,160})$")
LINE_TAIL = re.compile(r"\s+[|•·–—]\s.*$|\s*[|•]\s*.*$|\s+(?:updated|published|posted)\b.*$", re.I)
AND = re.compile(r",?\s+(?:and|AND|&|with|WITH)\s+|,\s*|;\s*|\s*/\s*")
NAME = re.compile(
    r"(?:[A-Z][\w’'.-]*)(?:\s+(?:(?:de|da|del|della|van|von|der|den|al|el|bin|ben|la|le|du)\s+)*[A-Z][\w’'.-]*){1,4}$"
)
# A part of a byline with one of these words is a post or an employer, not a name.
POSTS = (
    "analyst associated bureau center chief columnist contributor correspondent editor fellow foundation institute "
    "journal magazine media network news newspaper of post press producer reporter reuters service staff times today "
    "university writer writers"
)
POST = frozenset(POSTS.split())
SUFFIXES = frozenset(("Jr", "Jr.", "Sr", "Sr.", "II", "III", "IV", "MD", "M.D.", "PhD", "Ph.D."))

CONTRIBUTED = re.compile(r"\bcontributed (?:reporting )?to this (?:report|story|article)\b")
OWNED = re.compile(
    r"(?:©|\(c\)|(?<!\bimage )(?<!\bphoto )(?<!\bpicture )\bcopyright\b)[^\n]{0,40}"
    r"|\bthis (?:story|article|report) (?:was|is|comes|first|originally)\b[^\n]{0,40}"
    r"\b(?:by|from|on|in|of)\b[^\n]{0,40}",
    re.I,
)


class Agencies(NamedTuple):
    """The table of agencies: canonical name by words of a sentence, by mark in brackets, and a finder of the words."""

    words: dict[str, str]
    marks: dict[str, str]
    finder: re.Pattern[str]


@cache
def agencies() -> Agencies:
    """Return the table of agencies of `data/agencies.tsv`."""
    words: dict[str, str] = {}
    marks: dict[str, str] = {}
    table = files("reportedly.data").joinpath("agencies.tsv").read_text(encoding="utf-8")
    for line in table.splitlines():
        if line and not line.startswith("#"):
            name, in_words, in_brackets = line.split("\t")
            words |= dict.fromkeys(in_words.lower().split("|"), name)
            marks |= dict.fromkeys(in_brackets.split("|"), name)
    longest_first = sorted(words, key=len, reverse=True)
    # "CNN's Athena Jones" names an employer, not an origin: no possessive
    finder = re.compile(rf"(?<![\w.@#/])(?:{'|'.join(map(re.escape, longest_first))})(?![\w@]|[’'])", re.I)
    return Agencies(words, marks, finder)


def _named(text: str) -> list[str]:
    """Return the agencies that `text` names, in order, each once; short names count only in capitals."""
    table = agencies()
    hits = (match.group() for match in table.finder.finditer(text))
    kept = (hit for hit in hits if len(hit) > 4 or hit.isupper() or hit in ("dpa", "Efe"))
    return list(dict.fromkeys(table.words[hit.lower()] for hit in kept))


def _lines(text: str) -> list[str]:
    """Return the first non-empty lines."""
    lines = (line.strip() for line in text[:OPENING_CHARACTERS].splitlines())
    return [line for line in lines if line][:OPENING_LINES]


def _is_place(place: str, *, capitals: bool) -> bool:
    """Tell whether `place` reads like "SEOUL", "HEMPSTEAD, N.Y." or "LAUSANNE, Switzerland/WASHINGTON"."""
    place = DAY.sub("", place.strip().rstrip(","))
    if not place or any(character.isdigit() for character in place):
        return False
    for part in place.split("/"):
        city, *regions = (piece.strip() for piece in part.split(","))
        if not 1 <= len(city.split()) <= 5 or len(regions) > 2 or not all(REGION.match(region) for region in regions):
            return False
        if not REGION.match(city) or sum(character.isalpha() for character in city) < 3:
            return False
        if any(word.strip(".,:") in NOT_A_PLACE for word in city.upper().split()):
            return False
        if capitals and SMALL.sub("", city) != SMALL.sub("", city).upper():
            return False
    return True


def _dateline_in(line: str) -> tuple[str, str | None] | None:
    """Return the dateline that opens a line and the agency that it names."""
    marks = agencies().marks
    match = DATELINE.match(line)
    if match is not None:
        agency = marks.get((match["mark"] or "").strip())
        rest = line[match.end() :]
        if any(character.islower() for character in rest[:30]) and (
            _is_place(match["place"], capitals=agency is None) or (not match["place"].strip() and agency)
        ):
            return line[: match.end()].strip(), agency
    # "Washington (CNN) For months, …" and "(CNN) The …": no dash, but a mark of the table (of two letters, it is too
    # often an abbreviation that the text explains)
    match = re.match(r"(?P<place>[^()\n]{0,60}?)\s*\((?P<mark>[^()\n]{3,40})\)\s+(?=[A-Z“\"‘])", line)
    if match is not None and (agency := marks.get(match["mark"])):
        place = match["place"].strip()
        if not place or _is_place(place, capitals=False):
            return line[: match.end()].strip(), agency
    return None


def dateline_of(text: str) -> str | None:
    """Return the place and agency line that opens the first paragraph, as it stands in the text.

    >>> dateline_of("HEMPSTEAD, N.Y., Sept. 26 (UPI) — The candidates met.")
    'HEMPSTEAD, N.Y., Sept. 26 (UPI) —'
    """
    for line in _lines(text):
        found = _dateline_in(line)
        if found is not None:
            return found[0]
    return None


def _is_name(part: str) -> bool:
    return bool(NAME.match(part)) and not any(word.lower().strip(".'’s") in POST for word in part.split())


def names_of(written: str) -> tuple[str, ...]:
    """Return the authors that one string lists: "Rebecca Morin, David S. Bernstein" is two."""
    names: list[str] = []
    for part in AND.split(re.sub(r"^(?:By|BY|by)\s+", "", " ".join(written.split()))):
        if part in SUFFIXES and names:
            names[-1] += f", {part}"
        elif part:
            names.append(part)
    return tuple(dict.fromkeys(names))


def byline_of(text: str) -> tuple[str, ...]:
    """Return the authors of a line "By Rebecca Morin and David S. Bernstein" at the head of the text.

    >>> byline_of("Guaidó returns\\n\\nBy Jean H. Lee, Associated Press\\n\\nCARACAS — He came back.")
    ('Jean H. Lee',)
    """
    for line in _lines(text):
        match = BY.match(line)
        if match is None:
            continue
        parts = names_of(LINE_TAIL.sub("", match["names"]))
        names = tuple(part for part in parts if _is_name(part.split(", ")[0]))
        if names and _is_name(parts[0].split(", ")[0]):
            return names
    return ()


def _byline_agency(text: str) -> str | None:
    """Return the agency of "By the Associated Press", "By Jean H. Lee, Associated Press" or a line that is one."""
    for line in _lines(text):
        match = BY.match(re.sub(r"^(By|BY|by) (?:the|The|THE) ", r"\1 ", line))
        if match is not None and len(line) <= 120:
            found = _named(match["names"])
            if found and (byline_of(line) or _named(match["names"][:40])):
                return found[0]
        bare = line.removeprefix("The ").removeprefix("the ").strip(" .-–—|")
        if bare.lower() in agencies().words and len(bare) > 2:
            return agencies().words[bare.lower()]
    return None


def credit_of(text: str, byline: tuple[str, ...] = ()) -> str | None:
    """Return the agency that the article says it was taken from: by dateline, byline, or a line at its end.

    Several agencies in one closing line are joined by "; ". The table of agencies is `data/agencies.tsv`.

    >>> credit_of("WASHINGTON (AP) — The Senate voted.")
    'Associated Press'
    """
    for line in _lines(text):
        found = _dateline_in(line)
        if found is not None and found[1]:
            return found[1]
    for name in byline:
        bare = name.removeprefix("The ").removeprefix("the ").strip()
        if bare.lower() in agencies().words:
            return agencies().words[bare.lower()]
    by_line = _byline_agency(text)
    if by_line:
        return by_line
    closing = text[-CLOSING_CHARACTERS:]
    for match in CONTRIBUTED.finditer(closing):
        line_start = closing.rfind("\n", 0, match.start()) + 1
        named = _named(closing[max(line_start, match.start() - 400) : match.start()])
        if named:
            return "; ".join(named)
    for match in OWNED.finditer(closing):
        named = _named(match.group())
        if named:
            return named[0]
    return None
