"""Short phrases of the pages: counts, intervals, statuses. Templates have them as filters and functions."""

import re
from collections.abc import Sequence

from reportedly.read.nations import country_names
from reportedly.show.labels import EVENT_TYPES, FORCES, STATUSES

# What only was said is no deed, even where the saying is told as done.
SAYINGS = {"THREATEN": "Threatened", "REQUEST": "Demanded", "AGREE": "Promised"}
VOICES = {
    "named": "named person", "office": "office", "organization": "organization", "document": "document",
    "outlet": "news outlet", "anonymous": "anonymous", "group": "group", "none": "nobody named",
    "own": "the report’s own word",
}  # fmt: skip
EVIDENCE = {
    "credit": "credit line", "cites": "citation", "link": "link", "copied": "copied words", "quotes": "same quotations",
}  # fmt: skip
SECTORS = {
    "GOV": "government", "MIL": "military", "COP": "police", "REB": "armed opposition", "PRM": "paramilitaries",
    "OPP": "opposition", "LEG": "legislature", "JUD": "judiciary", "PTY": "political party", "SPY": "intelligence",
    "MED": "media", "JRN": "media", "BUS": "business", "LAB": "labour", "REL": "religion", "EDU": "education",
    "CVL": "civilians", "SOC": "civil society", "CRM": "crime", "UAF": "unidentified armed group",
    "NGO": "non-governmental organization", "IGO": "intergovernmental organization",
}  # fmt: skip
KEYED = re.compile(r"[0-9a-f]{16}'s own word$")
OTHER = {"disputed": ("Disputed", "told as done by some, denied or told as not done by others")}


def counted(number: int, one: str, many: str | None = None) -> str:
    """Return a number with its noun: "1 voice", "1,204 claims"."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"


def three_counts(outlets: int, reports: int, voices: int) -> str:
    """Return the three counts, which are never melted into one.

    >>> three_counts(3, 2, 1)
    '3 outlets · 2 reports · 1 voice'
    """
    return " · ".join((counted(outlets, "outlet"), counted(reports, "report"), counted(voices, "voice")))


def interval(earliest: str | None, latest: str | None) -> str:
    """Return "2025-03-04", "2025-03-04 to 2025-03-06", "from …", "until …", or "" for no date."""
    if earliest and latest:
        return earliest if earliest == latest else f"{earliest} to {latest}"
    return f"from {earliest}" if earliest else f"until {latest}" if latest else ""


def status_label(status: str | None) -> str:
    """Return the word for a status; "Status unknown" for none."""
    return (STATUSES | OTHER).get(status or "", ("Status unknown",))[0]


def status_gloss(status: str | None) -> str:
    """Return what a status means."""
    return (STATUSES | OTHER).get(status or "", ("", "the articles do not tell"))[1]


def type_gloss(type: str | None) -> str:
    """Return what a PLOVER type means, "" for what is none."""
    return EVENT_TYPES.get(type or "", "")


def names(found: Sequence[str], most: int = 3) -> str:
    """Return names one after the other, the rest of many as a number: "A, B, C and 4 more"."""
    rest = len(found) - most
    return ", ".join(found) if rest <= 0 else f"{', '.join(found[:most])} and {rest} more"


def voice_kind(kind: str) -> str:
    """Return what kind of voice one is, in words."""
    return VOICES.get(kind, kind)


def evidence_word(kind: str) -> str:
    """Return what shows an echo, in words."""
    return EVIDENCE.get(kind, kind)


def country(code: str) -> str:
    """Return a country's name by its ISO code, the code itself where it is none."""
    return country_names().get(code, code)


def sector(code: str) -> str:
    """Return what a PLOVER sector means, the code itself where it is none."""
    return SECTORS.get(code, code)


def force(name: str | None) -> str:
    """Return the word for a statement's force."""
    return FORCES.get(name or "unknown", name or "")


def voice_name(kind: str | None, name: str | None) -> str:
    """Return what a voice is called; of an article without an outlet the own word is told without its key.

    >>> voice_name("own", "10586c001c5518ce's own word")
    'the own word of an article without an outlet'
    """
    if kind == "own" and name and KEYED.match(name):
        return "the own word of an article without an outlet"
    return name or ""


def voice_id(kind: str, name: str) -> str:
    """Return the id of a voice in addresses: its kind and its name.

    >>> voice_id("named", "Ilka Brandt")
    'named:Ilka Brandt'
    """
    return f"{kind}:{name}"
