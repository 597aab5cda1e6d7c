"""The calendar behind time expressions: ISO weeks, seasons, steps of a unit, and the interval that a value covers."""

import re
from calendar import monthrange
from datetime import date, timedelta

DAY = timedelta(days=1)
SEASONS = {"SP": (3, 5), "SU": (6, 8), "FA": (9, 11), "WI": (12, 2)}
DATE_VALUE = re.compile(
    r"(?P<year>\d{4})(?:-(?:W(?P<week>\d\d)(?P<end>-WE)?|Q(?P<quarter>[1-4])|H(?P<half>[12])"
    r"|(?P<season>SP|SU|FA|WI)|(?P<month>\d\d)(?:-(?P<day>\d\d))?))?(?:T.*)?"
)


def day(year: int, month: int, number: int) -> date | None:
    """Return the date, null if there is no such day.

    >>> day(2019, 2, 30) is None
    True
    """
    try:
        return date(year, month, number)
    except ValueError:
        return None


def day_of(published: str | None) -> date | None:
    """Return the day of an ISO date or date-time, null where it is neither."""
    try:
        return date.fromisoformat((published or "")[:10])
    except ValueError:
        return None


def week(of: date, weeks: int = 0) -> str | None:
    """Return the ISO week of a day, `weeks` later: "2019-W08"."""
    moved = shift(of, "W", weeks)
    if moved is None:
        return None
    year, number, _ = moved.isocalendar()
    return f"{year:04d}-W{number:02d}"


def shift(of: date, unit: str, steps: int) -> date | None:
    """Return the day `steps` units (D, W, M, Y, DE, CE …) away, the 31st becoming the month's last day."""
    try:
        if unit in ("D", "W", "FN"):
            return of + DAY * (steps * {"D": 1, "W": 7, "FN": 14}[unit])
        months = of.year * 12 + of.month - 1 + steps * {"M": 1, "Q": 3, "Y": 12, "DE": 120, "CE": 1200}[unit]
        year, month = divmod(months, 12)
        return date(year, month + 1, min(of.day, monthrange(year, month + 1)[1]))
    except (ValueError, OverflowError, KeyError):
        return None


def weekday_near(of: date, number: int, direction: int) -> date | None:
    """Return the nearest day with this ISO weekday before (-1) or after (1) `of`; `of` itself counts."""
    distance = (number - of.isoweekday()) % 7 if direction > 0 else -((of.isoweekday() - number) % 7)
    return shift(of, "D", distance)


def season_year(of: date, season: str, which: int) -> int | None:
    """Return the year of the last (-1), this (0) or next (1) season seen from `of`; winter counts by its December."""
    first, _ = SEASONS[season]
    in_season = {"SP": of.month in (3, 4, 5), "SU": of.month in (6, 7, 8), "FA": of.month in (9, 10, 11)}.get(
        season, of.month in (12, 1, 2)
    )
    begun = of.year if of.month >= first else of.year - 1
    if season == "WI":
        return begun - (which < 0 and in_season) + (which > 0 or (which == 0 and not in_season and of.month > 2))
    if which < 0:
        return begun - in_season
    if which == 0:
        return of.year
    return of.year + (of.month >= first)


def truncated(of: date, unit: str) -> str | None:
    """Return the value of the unit that a day lies in: its year for Y, its month for M and so on."""
    forms = {
        "D": of.isoformat(), "M": f"{of.year:04d}-{of.month:02d}", "Y": f"{of.year:04d}",
        "Q": f"{of.year:04d}-Q{(of.month + 2) // 3}", "DE": f"{of.year // 10:03d}", "CE": f"{of.year // 100:02d}",
    }  # fmt: skip
    return week(of) if unit in ("W", "FN") else forms.get(unit)


def _months(year: int, first: int, last: int) -> tuple[str, str] | None:
    end_year = year + (last < first)
    if not (1 <= year <= 9999 and 1 <= end_year <= 9999 and 1 <= first <= 12 and 1 <= last <= 12):
        return None
    return date(year, first, 1).isoformat(), date(end_year, last, monthrange(end_year, last)[1]).isoformat()


def _week_days(year: int, number: int, weekend: bool) -> tuple[str, str] | None:
    try:
        first, last = date.fromisocalendar(year, number, 6 if weekend else 1), date.fromisocalendar(year, number, 7)
    except ValueError:
        return None
    return first.isoformat(), last.isoformat()


def bounds(value: str | None) -> tuple[str | None, str | None]:
    """Return the first and last day of a TIMEX3 value, nulls for durations, sets, references and the unknown.

    >>> bounds("2019-W08"), bounds("199"), bounds("1950/1953")
    (('2019-02-18', '2019-02-24'), ('1990-01-01', '1999-12-31'), ('1950-01-01', '1953-12-31'))
    """
    if not value:
        return None, None
    if "/" in value:
        left, right = value.split("/", 1)
        return bounds(left)[0], bounds(right)[1]
    if re.fullmatch(r"\d{2,3}", value):
        years = 10 ** (4 - len(value))
        first = int(value) * years
        span = (_months(first, 1, 12), _months(first + years - 1, 1, 12))
        return (span[0][0], span[1][1]) if span[0] and span[1] else (None, None)
    match = DATE_VALUE.fullmatch(value)
    if not match:
        return None, None
    year = int(match["year"])
    found: tuple[str, str] | None
    if match["week"]:
        found = _week_days(year, int(match["week"]), bool(match["end"]))
    elif match["quarter"]:
        found = _months(year, 3 * int(match["quarter"]) - 2, 3 * int(match["quarter"]))
    elif match["half"]:
        found = _months(year, 6 * int(match["half"]) - 5, 6 * int(match["half"]))
    elif match["season"]:
        found = _months(year, *SEASONS[match["season"]])
    elif match["day"]:
        exact = day(year, int(match["month"]), int(match["day"]))
        found = (exact.isoformat(), exact.isoformat()) if exact else None
    elif match["month"]:
        found = _months(year, int(match["month"]), int(match["month"]))
    else:
        found = _months(year, 1, 12)
    return found or (None, None)
