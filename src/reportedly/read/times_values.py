"""What a time expression means: the TIMEX3 type and value of each rule of the grammar, given what it hangs on."""

from collections.abc import Callable, Sequence
from datetime import date

from reportedly.read.numerals import Token
from reportedly.read.times_calendar import day, season_year, shift, truncated, week, weekday_near
from reportedly.read.times_expression import PARTS, Expression, Reading, Setting, duration
from reportedly.read.times_grammar import Match, time_words

NEXT_TO = 45  # a day this near ahead is meant, whatever the tense: last year's would have its year written


def _iso(found: date | None, part: str | None = None) -> Reading:
    if found is None:
        return Reading("TIME" if part else "DATE", None)
    return Reading("TIME" if part else "DATE", found.isoformat() + (f"T{part}" if part else ""), found)


def _dated(month: int, number: int, year: int | None, setting: Setting) -> date | None:
    """Place a day of a month: in the year given, else the nearest that tense and day of writing allow."""
    if year is not None:
        return day(year, month, number)
    if setting.published is None:
        return None
    near = setting.published
    found = day(near.year, month, number)
    if found is None:
        return day(near.year - 1, month, number)
    if setting.year is not None and setting.year < near.year and setting.tense() != "future":
        return day(setting.year, month, number)
    ahead = (found - near).days
    if ahead > 0:
        tense = setting.tense()
        if ahead > NEXT_TO and (tense == "past" or (tense == "" and ahead > 120) or ahead > 330):
            return day(near.year - 1, month, number)
    elif ahead < -200:
        tense = setting.tense()
        if tense == "future" or (tense == "" and ahead < NEXT_TO - 365):
            return day(near.year + 1, month, number)
    return found


def _on_weekday(found: date | None, weekday: int, near: date | None) -> date | None:
    """Move a day without a year to the year nearest to `near` in which it falls on the weekday written with it."""
    if found is None or near is None or found.isoweekday() == weekday:
        return found
    years = (day(year, found.month, found.day) for year in range(near.year - 5, near.year + 2))
    fitting = [d for d in years if d is not None and d.isoweekday() == weekday]
    return min(fitting, key=lambda d: abs((d - near).days), default=found)


def _offset(expression: Expression) -> int:
    if "l" in expression.letters or "v" in expression.letters:
        return -1
    return 1 if set(expression.letters) & set("xcf") else 0


def _of_year(expression: Expression, setting: Setting) -> int | None:
    """Return the year that the expression gives: written out, or "this year", "of last year"."""
    written = expression.year()
    if written is not None or "U" not in expression.letters:
        return written
    if setting.published is None:
        return None
    at = expression.letters.index("U")
    return setting.published.year + {"l": -1, "x": 1}.get(expression.letters[at - 1], 0)


def _ordinal(figure: Token | None) -> int:
    """Return the number that "24", "24th" or "fourth" stands for, 0 for nothing."""
    if figure is None:
        return 0
    if figure.word in time_words():
        return int(time_words()[figure.word][1])
    return int("".join(c for c in figure.word if c.isdigit()) or 0)


def date_value(expression: Expression, setting: Setting) -> Reading:
    """A month with its day: "Sept. 11, 2001", "the 24th of February", "Friday, July 21"."""
    month, number = expression.value("M"), _ordinal(expression.first("nO1"))
    year = _of_year(expression, setting)
    found = _dated(int(month or 0), number, year, setting)
    if year is None and "W" in expression.letters:
        found = _on_weekday(found, int(expression.value("W") or 0), setting.published)
    return _iso(found, expression.value("A"))


def day_range(expression: Expression, setting: Setting) -> Reading | None:
    """Two days of a month: "April 27-28"."""
    months = [t for letter, t in zip(expression.letters, expression.tokens, strict=True) if letter == "M"]
    days = [t for letter, t in zip(expression.letters, expression.tokens, strict=True) if letter in "nO"]
    numbers = [_ordinal(t) for t in days]
    year = _of_year(expression, setting)
    left = _dated(int(time_words()[months[0].word][1]), numbers[0], year, setting)
    right = _dated(int(time_words()[months[-1].word][1]), numbers[1], year, setting)
    if left is None or right is None:
        return Reading("DATE", None)
    if right <= left:
        return None
    return Reading("DATE", f"{left.isoformat()}/{right.isoformat()}", right)


def month_value(expression: Expression, setting: Setting) -> Reading:
    """A month: "September 2025", "last May", "early June"."""
    number = int(expression.value("M") or 0)
    year = _of_year(expression, setting)
    if year is None:
        if setting.published is None:
            return Reading("DATE", None)
        near = setting.published
        head = expression.letters.split("M")[0]
        year = near.year
        if "l" in head:
            year -= number >= near.month
        elif "x" in head:
            year += number <= near.month
        elif "t" not in head:
            if setting.year is not None and setting.year < near.year and setting.tense() != "future":
                year = setting.year
            elif number > near.month:
                tense = setting.tense()
                year -= number - near.month > 2 and (tense == "past" or (tense == "" and number - near.month > 3))
            elif number < near.month - 2 and setting.tense() == "future":
                year += near.month - number > 6
    return Reading("DATE", f"{year:04d}-{number:02d}")


def weekday_value(expression: Expression, setting: Setting) -> Reading:
    """A weekday, last, next or as the tense has it, with its part of the day: "Monday night"."""
    near, number, part = setting.published, int(expression.value("W") or 0), expression.value("AO")
    if near is None:
        return _iso(None, part)
    head, tail = expression.letters.split("W", 1)
    if "U" in tail and expression.unit() == "W":
        weeks = _offset(Expression(tail, expression.tokens[-len(tail) :]))
        monday = shift(near, "D", 1 - near.isoweekday() + 7 * weeks)
        return _iso(shift(monday, "D", number - 1) if monday else None, part)
    if "l" in head or "p" in head or "v" in head:
        found = weekday_near(shift(near, "D", -1) or near, number, -1)
    elif "x" in head or "c" in head:
        found = weekday_near(shift(near, "D", 1) or near, number, 1)
    elif "f" in head and setting.told:
        found = weekday_near(shift(setting.told, "D", 1) or near, number, 1)
    elif near.isoweekday() == number:
        found = near
    else:
        tense = setting.tense()
        nearest = tense == "near" and (number - near.isoweekday()) % 7 <= 3
        ahead = tense == "future" or nearest or ("t" in head and tense not in ("past", "near"))
        found = weekday_near(near, number, 1 if ahead else -1)
    return _iso(found, part)


def day_part(expression: Expression, setting: Setting) -> Reading:
    """Today, tonight, yesterday afternoon, this morning, last night, that evening, overnight Tuesday."""
    part = expression.value("AO")
    if "h" in expression.letters or ("d" in expression.letters and "A" in expression.letters):
        step = -1 if "v" in expression.letters else 1 if "f" in expression.letters else 0
        return _iso(shift(setting.told, "D", step) if setting.told else None, part)
    if "W" in expression.letters:
        return weekday_value(expression, setting)
    if "=" in expression.letters:
        return _iso(setting.published, "NI")
    step = int(expression.value("T") or 0) - (expression.letters.startswith("lA"))
    if expression.letters.startswith("dUb"):
        step = 2 if step > 0 else -2
    return _iso(shift(setting.published, "D", step) if setting.published else None, part)


def narrative(expression: Expression, setting: Setting) -> Reading:
    """What hangs on the day told of before: the following day, that year, the same month."""
    unit = expression.unit()
    if unit in PARTS:
        return Reading("TIME", None)
    after = expression.tokens[-1].word in ("later", "after")
    step = -1 if "v" in expression.letters else 1 if set(expression.letters) & set("fx") or after else 0
    if expression.tokens[-1].word in ("before", "earlier"):
        step = -1
    if "x" in expression.letters and unit != "D" and "d" in expression.letters:
        return Reading("DURATION", duration(unit, 1))
    anchor = setting.told
    if anchor is None and unit in ("Y", "M", "W") and step < 0:
        anchor = setting.published
    if unit == "Y" and setting.spoken is not None:
        return Reading("DATE", f"{setting.spoken + step:04d}")
    moved = shift(anchor, unit, step) if anchor else None
    return Reading("DATE", truncated(moved, unit) if moved else None, moved if unit == "D" else None)


def deictic(expression: Expression, setting: Setting) -> Reading:
    """A unit seen from the day of writing: last week, earlier this month, next year, the end of the year."""
    unit = expression.unit()
    if setting.published is None or unit in PARTS:
        return Reading("DATE", None)
    if "c" in expression.letters and unit != "D":
        return Reading("DATE", "FUTURE_REF")
    step = _offset(expression)
    moved = shift(setting.published, unit, step)
    return Reading("DATE", truncated(moved, unit) if moved else None, moved if unit == "D" else None)


def ago(expression: Expression, setting: Setting) -> Reading:
    """A distance from the day of writing: two weeks ago, more than a decade ago; bare "years ago" is PAST_REF."""
    count, unit = expression.number(), expression.unit()
    if "½" in expression.letters and count is None:
        count = 0.5 + ("&" in expression.letters)
    vague = "z" in expression.letters or ("a" not in expression.letters and count is None)
    back = "g" in expression.letters
    if vague:
        return Reading("DATE", "PAST_REF" if back else "FUTURE_REF")
    if setting.published is None:
        return Reading("DATE", None)
    if unit in PARTS:
        return Reading("DATE", setting.published.isoformat())
    whole = 1.0 if count is None else count
    if whole != int(whole):
        finer = {"Y": ("M", whole * 12), "DE": ("Y", whole * 10), "CE": ("Y", whole * 100)}
        unit, whole = finer.get(unit, (unit, whole))
    moved = shift(setting.published, unit, int(-whole if back else whole)) if abs(whole) < 10**6 else None
    shown = {"DE": "Y", "CE": "Y"}.get(unit, unit)
    return Reading("DATE", truncated(moved, shown) if moved else None, moved if unit == "D" else None)


def season(expression: Expression, setting: Setting) -> Reading:
    """A season: last summer, the spring of 2011."""
    code = expression.value("S~") or "SU"
    year = _of_year(expression, setting)
    if year is None and setting.published is not None:
        which = _offset(expression)
        if which == 0 and "t" not in expression.letters and setting.tense() != "future":
            this = season_year(setting.published, code, 0)
            begun = setting.published.month >= {"SP": 3, "SU": 6, "FA": 9, "WI": 1}[code]
            year = this if begun or this is None else this - 1
        else:
            year = season_year(setting.published, code, which)
    return Reading("DATE", f"{year:04d}-{code}" if year is not None else None)


def weekend(expression: Expression, setting: Setting) -> Reading:
    """A weekend: the last one begun unless the words or the tense look ahead."""
    near = setting.published
    if near is None:
        return Reading("DATE", None)
    step = _offset(expression)
    if "h" in expression.letters and setting.told:
        near = setting.told
    elif step == 0 and near.isoweekday() < 6 and expression.letters != "tK" and setting.tense() != "future":
        step = -1
    elif step == -1 and near.isoweekday() > 5 and "t" in expression.letters:
        step = 0
    elif expression.letters == "tK" and near.isoweekday() < 5:
        step = -1 if setting.tense() == "past" or (near.isoweekday() < 3 and setting.tense() != "future") else 0
    value = week(near, step)
    return Reading("DATE", f"{value}-WE" if value else None)


def quarter(expression: Expression, setting: Setting) -> Reading | None:
    """A quarter of a year, the third quarter of 2018, Q3; or a century by its number."""
    if "U" in expression.letters and expression.unit() == "CE":
        return century(expression)
    number = _ordinal(expression.first("1On"))
    units = [t.word for letter, t in zip(expression.letters, expression.tokens, strict=True) if letter == "U"]
    if not 1 <= number <= 4 or (units[:1] != ["quarter"] and "#" not in expression.letters):
        return None
    year = expression.year()
    if year is None and setting.published is not None:
        near = setting.published
        tail = expression.letters[expression.letters.index("U") + 1 :] if units[1:] else ""
        if tail:
            year = near.year + (-1 if "l" in tail else 1 if "x" in tail else 0)
        else:
            year = near.year - (number > (near.month + 2) // 3 + 1 and setting.tense() != "future")
    return Reading("DATE", f"{year:04d}-Q{number}" if year is not None else None)


def half_year(expression: Expression, setting: Setting) -> Reading | None:
    """The first or second half of a year."""
    figure = expression.first("1O")
    number = {"first": 1, "1st": 1, "second": 2, "2nd": 2}.get(figure.word if figure else "")
    year = expression.year()
    if number is None or ("U" in expression.letters and expression.unit() != "Y"):
        return None
    if year is None and setting.published is not None and "U" in expression.letters:
        year = setting.published.year + _offset(expression)
    return Reading("DATE", f"{year:04d}-H{number}" if year is not None else None)


def century(expression: Expression) -> Reading | None:
    """A century: the 20th century is "19"."""
    number = _ordinal(expression.first("1O"))
    return Reading("DATE", f"{number - 1:02d}") if 1 <= number <= 30 else None


def lasting(expression: Expression, setting: Setting) -> Reading:
    """A length of time: three days, the last six to eight months, half an hour, decades-long."""
    known = expression.value("G")
    if known:
        return Reading("DURATION", known)
    count, unit = expression.number(), expression.unit()
    if count is None and "V" not in expression.letters and "z" not in expression.letters:
        count = 1.0
        if "½" in expression.letters:
            count = 1.5 if "&" in expression.letters else 0.5
    if count == 0.5 and unit in ("H", "Y"):
        unit, count = {"H": ("MIN", 30.0), "Y": ("M", 6.0)}[unit]
    return Reading("DURATION", duration(unit, count))


def repeated(expression: Expression, setting: Setting) -> Reading:
    """What comes again: every day, weekly, each Friday, per year."""
    known = expression.value("F")
    if known:
        return Reading("SET", known)
    if "W" in expression.letters or "X" in expression.letters:
        return Reading("SET", f"XXXX-WXX-{expression.value('WX')}")
    if "A" in expression.letters:
        return Reading("SET", f"XXXX-XX-XXT{expression.value('A')}")
    if "k" in expression.letters:
        return Reading("SET", "XXXX-WXX-WE")
    return Reading("SET", duration(expression.unit(), expression.number() or 1))


def read(match: Match, tokens: Sequence[Token], setting: Setting) -> Reading | None:
    """Return what a match means, null if it is no time expression after all."""
    expression = Expression(match.letters, tokens[match.first : match.last])
    handler = HANDLERS.get(match.rule)
    return handler(expression, setting) if handler else None


HANDLERS: dict[str, Callable[[Expression, Setting], Reading | None]] = {
    "date": date_value, "day_range": day_range, "month": month_value, "weekday": weekday_value,
    "day_part": day_part, "narrative": narrative, "deictic": deictic, "ago": ago, "season": season,
    "weekend": weekend, "quarter": quarter, "half_year": half_year,
    "span": lasting, "one": lasting, "units": lasting, "long": lasting,
    "set": repeated, "set_day": repeated, "frequency": repeated,
}  # fmt: skip
