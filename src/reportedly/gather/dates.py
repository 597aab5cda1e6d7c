"""Publication dates in the forms that sources write them, to ISO 8601; nothing is ever filled from the clock."""

import datetime
import re
from email.utils import parsedate_to_datetime

EARLIEST = datetime.date(1700, 1, 1)
ISO = re.compile(r"\d{4}-\d{2}-\d{2}(?:$|[T ])")
TIME_OF_DAY = re.compile(
    r"(?:,|\s+at|\s+[-–—|])?\s+\d{1,2}:\d{2}(?::\d{2})?\s*(?:[ap]\.?m\.?)?\s*(?:\(?[A-Z]{1,5}\)?)?$", re.I
)
WEEKDAY = re.compile(r"^(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*\.?,?\s+", re.I)
PREFIX = re.compile(r"^(?:(?:first\s+)?published|posted|on|date)\b:?\s*(?:on\s+)?", re.I)
# What is left once weekday, time of day, full stops and commas are gone.
FORMS = (
    "%Y-%m-%d",
    "%b %d %Y",
    "%B %d %Y",
    "%d %b %Y",
    "%d %B %Y",
    "%Y %b %d",
    "%Y %B %d",
    "%Y/%m/%d",
    "%Y.%m.%d",
    "%Y%m%d",
)
SLASHED = re.compile(r"(\d{1,2})[/.](\d{1,2})[/.](\d{4})$")
SHOWN = "write it as 2019-02-24"


def _from_number(value: float) -> datetime.datetime | None:
    """Read seconds or milliseconds since 1970, as JSON exports of tables have them."""
    seconds = value / 1000 if abs(value) >= 1e11 else value
    if not 1e8 <= seconds < 1e11:
        return None
    return datetime.datetime.fromtimestamp(seconds, tz=datetime.UTC)


def _from_iso(text: str) -> datetime.date | None:
    if not ISO.match(text):
        return None
    try:
        return datetime.date.fromisoformat(text) if len(text) == 10 else datetime.datetime.fromisoformat(text)
    except ValueError:
        return None


def _from_mail(text: str) -> datetime.datetime | None:
    """Read RFC 2822, "Sun, 24 Feb 2019 10:15:00 -0500", as feeds and HTTP headers write dates."""
    if not re.search(r"\d:\d\d:\d\d", text):
        return None
    try:
        return parsedate_to_datetime(text)
    except (TypeError, ValueError):
        return None


def _from_slashes(text: str) -> datetime.date | None:
    """Read 24/2/2019 and 2/24/2019 where only one of the numbers can be the month."""
    match = SLASHED.match(text)
    if match is None:
        return None
    first, second, year = (int(number) for number in match.groups())
    if first > 12 or first == second:
        first, second = second, first
    elif second <= 12:
        raise ValueError(f"{text!r} may be two different days")
    try:
        return datetime.date(year, first, second)
    except ValueError:
        return None


def _from_words(text: str) -> datetime.date | None:
    bare = WEEKDAY.sub("", PREFIX.sub("", TIME_OF_DAY.sub("", text)))
    bare = re.sub(r"(?<=\d)(?:st|nd|rd|th)\b", "", re.sub(r"\bsept\b", "Sep", bare, flags=re.I))
    for candidate in (bare, " ".join(re.sub(r"[.,]", " ", bare).split())):
        for form in FORMS:
            try:
                return datetime.datetime.strptime(candidate, form).date()
            except ValueError:
                continue
    return None


def _written(found: datetime.date) -> str:
    """Return a date, or a date-time where there is a time of day, in ISO 8601."""
    if not isinstance(found, datetime.datetime):
        return found.isoformat()
    if found.tzinfo is None and found.time() == datetime.time():
        return found.date().isoformat()
    return found.isoformat(timespec="seconds")


def parse_date(value: str | int | float | datetime.date, *, today: datetime.date | None = None) -> str:
    """Return `value` as an ISO 8601 date or date-time.

    Raises `ValueError` with the reason if it is no date, may be two dates, or lies later than tomorrow: the
    clock serves for this check alone.

    >>> parse_date("Feb. 24, 2019"), parse_date("Sun, 24 Feb 2019 10:15:00 -0500")
    ('2019-02-24', '2019-02-24T10:15:00-05:00')
    """
    shown = str(value).strip()
    found: datetime.date | None
    if isinstance(value, datetime.date):
        found = value
    elif isinstance(value, int | float):
        found = _from_number(value)
    else:
        found = _from_iso(shown) or _from_mail(shown) or _from_slashes(shown) or _from_words(shown)
    if found is None:
        raise ValueError(f"{shown[:60]!r} is not a date")
    day = found.date() if isinstance(found, datetime.datetime) else found
    today = today or datetime.datetime.now(datetime.UTC).date()
    if day > today + datetime.timedelta(days=1):
        raise ValueError(f"{shown[:60]!r} lies in the future")
    if day < EARLIEST:
        raise ValueError(f"{shown[:60]!r} is too early to be a publication date")
    return _written(found)
