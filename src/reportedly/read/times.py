"""Find the times that an article speaks of and work out when they are.

A time hangs on the day of publication ("last Friday"), on the day the article spoke of before ("the following day")
or on nothing ("2019"). Where what it hangs on is unknown its value is null: the clock is never asked.
"""

import re
from bisect import bisect_right
from collections.abc import Sequence
from datetime import date

from reportedly.read.numerals import Token, tokens_of
from reportedly.read.sentences import Sentence
from reportedly.read.times_calendar import bounds, day, day_of
from reportedly.read.times_context import rejected
from reportedly.read.times_expression import Expression, Reading, Setting
from reportedly.read.times_grammar import Match, letters, matches, time_words
from reportedly.read.times_tense import tense
from reportedly.read.times_values import read
from reportedly.record import Time

YEAR = re.compile(r"\d{4}(?!/)")
MEMORY = 2  # sentences after which the day last spoken of is no anchor any more
STAMPS = frozenset(("updated", "update", "posted", "published"))
SHORT_FULL = ("may", "june", "july")  # months that are never cut short
FULL_NAMES = frozenset(
    word for word, (letter, _) in time_words().items() if letter == "M" and (len(word) > 4 or word in SHORT_FULL)
)


def interval(time: Time) -> tuple[str | None, str | None]:
    """Return the earliest and latest ISO date of a time's value; nulls where it has none.

    >>> interval(Time(spans=((0, 7),), type="DATE", value="2019-01"))
    ('2019-01-01', '2019-01-31')
    """
    return bounds(time.value) if time.type in ("DATE", "TIME") else (None, None)


def _clock(token: Token, half: str | None) -> str | None:
    """Return hh:mm of a clock token and its a.m. or p.m., null for what no clock shows."""
    hours, _, rest = token.word.replace(".", ":").partition(":")
    minutes = rest[:2] or "00"
    if not (hours + minutes).isdigit():
        return None
    if len(hours) > 2:
        hours, minutes = hours[:-2], hours[-2:]
    hour = int(hours)
    if half == "pm" and hour < 12:
        hour += 12
    elif half == "am" and hour == 12:
        hour = 0
    return f"{hour:02d}:{minutes}" if hour <= 24 and int(minutes) < 60 else None


class _Reader:
    """One pass over an article's time expressions, left to right, remembering the day last spoken of."""

    def __init__(self, text: str, sentences: Sequence[Sentence], published: str | None) -> None:
        self.text, self.tokens = text, tokens_of(text)
        self.letters = letters(text, self.tokens)
        starts = [token.start for token in self.tokens]
        whole = sentences or (Sentence(0, len(text), 0),)
        self.ranges = [(bisect_right(starts, s.start - 1), bisect_right(starts, s.end - 1)) for s in whole]
        self.paragraphs = [s.paragraph for s in whole]
        self.published = day_of(published)
        self.told: tuple[date, int] | None = None
        self.year: tuple[int, int] | None = None
        self.spoken: tuple[int, int] | None = None

    def all(self) -> list[Time]:
        """Return the times in text order."""
        found = []
        for number, span in enumerate(self.ranges):
            ahead = list(matches(self.letters, [span]))
            for match in ahead:
                if rejected(self.text, self.tokens, match):
                    continue
                reading = self.reading(match, number, ahead)
                if reading is None:
                    continue
                if reading.day is not None:
                    self.told = (reading.day, number)
                if reading.type == "DATE" and reading.value and YEAR.match(reading.value):
                    self.spoken = (int(reading.value[:4]), number)
                start, end = self.tokens[match.first].start, self.end_of(match)
                found.append(Time(spans=((start, end),), type=reading.type, value=reading.value))
        return found

    def end_of(self, match: Match) -> int:
        """Return where a match ends: "Sept." keeps its full stop, "September." does not."""
        last = match.last - 1
        if self.letters[last] == "." and last > match.first and self.tokens[last - 1].word in FULL_NAMES:
            last -= 1
        return self.tokens[last].end

    def setting(self, match: Match, number: int) -> Setting:
        """Return what this match can hang on."""
        low, high = self.ranges[number]
        near = self.told[0] if self.told and number - self.told[1] <= MEMORY else None
        year = None
        if self.year and number - self.year[1] <= 1 and self.paragraphs[number] == self.paragraphs[self.year[1]]:
            year = self.year[0]
        spoken = self.spoken[0] if self.spoken and number - self.spoken[1] <= MEMORY else None
        return Setting(
            self.published, near, year, spoken, lambda: tense(self.tokens, match.first, match.last, low, high)
        )

    def reading(self, match: Match, number: int, ahead: Sequence[Match]) -> Reading | None:
        """Return what a match means; rules that need the article's course are worked out here."""
        inside = self.tokens[match.first : match.last]
        expression = Expression(match.letters, inside)
        rule = match.rule
        if rule in ("date", "month", "day_range") and expression.year() is not None:
            self.year = (expression.year() or 0, number)
        if rule == "sign":
            return self.sign(inside[0].word)
        if rule in ("clock", "noon"):
            return self.clock(match, expression, number, ahead)
        if rule == "year":
            return Reading("DATE", f"{expression.year() or 0:04d}")
        if rule == "year_range":
            return self.year_range(expression)
        if rule == "decade":
            return self.decade(inside[-1])
        if rule == "window":
            return Reading("DATE", "PAST_REF" if set(match.letters) & set("rlp") else "FUTURE_REF")
        if rule == "reference":
            known = expression.value("R$")
            return Reading("DATE", known or ("PAST_REF" if "p" in match.letters else "PRESENT_REF"))
        if rule == "holiday":
            return self.holiday(expression)
        setting = self.setting(match, number)
        if rule == "one" and self._rate(match):
            return Reading("SET", f"P1{expression.unit()}" if expression.unit() not in ("S", "MIN", "H") else "PT1H")
        if rule == "date" and expression.year() is None and self._attacks(match, expression):
            return Reading("DATE", "2001-09-11", date(2001, 9, 11))
        return read(match, self.tokens, setting)

    def _rate(self, match: Match) -> bool:
        """Tell whether "a year" is a rate: "twice a year", "$3,500 a month"."""
        if match.letters not in ("aU",) or match.first == 0:
            return False
        before = self.tokens[match.first - 1]
        return before.word in ("once", "twice", "times", "%", "percent") or before.kind in ("num", "numeral")

    def _attacks(self, match: Match, expression: Expression) -> bool:
        """Tell whether "Sept. 11" stands for the attacks of 2001."""
        figure = expression.first("nO")
        following = self.tokens[match.last : match.last + 2]
        return (
            expression.value("M") == "9" and figure is not None and figure.value == 11
            and any(t.word in ("attacks", "terrorist", "hijackers", "terror", "commission") for t in following)
        )  # fmt: skip

    def sign(self, word: str) -> Reading | None:
        """Read a date in figures: 2019-02-24, 7/31/2016, 9/11."""
        if word == "9/11":
            return Reading("DATE", "2001-09-11", date(2001, 9, 11))
        if "-" in word:
            parts = word[:10].split("-")
            found = day(int(parts[0]), int(parts[1]), int(parts[2]))
            if found is None:
                return None
            return Reading("TIME", word.upper(), found) if len(word) > 10 else Reading("DATE", word, found)
        month, number, year = (int(part) for part in word.split("/"))
        year += (2000 if year < 50 else 1900) if year < 100 else 0
        found = day(year, number, month) if month > 12 else day(year, month, number)
        return Reading("DATE", found.isoformat(), found) if found else None

    def year_range(self, expression: Expression) -> Reading | None:
        """Read "1950-53" and "1914-1918"."""
        first, last = str(int(expression.tokens[0].value)), expression.tokens[-1].word
        last = first[: 4 - len(last)] + last if len(last) < 4 else last
        return Reading("DATE", f"{first}/{last}") if first < last else None

    def decade(self, token: Token) -> Reading | None:
        """Read "the 1990s" as 199, "the 80s" as 198."""
        if token.kind == "word":
            return Reading("DATE", time_words()[token.word][1])
        digits = token.word[:-2]
        return Reading("DATE", digits if len(digits) == 3 else f"19{digits}")

    def holiday(self, expression: Expression) -> Reading | None:
        """Read "last Christmas": the nearest one that the words allow."""
        if self.published is None:
            return Reading("DATE", None)
        month, number = (int(part) for part in (expression.value("%") or "12-25").split("-"))
        found = day(self.published.year, month, number)
        if found and found > self.published and (found - self.published).days > 200 and "x" not in expression.letters:
            found = day(self.published.year - 1, month, number)
        return Reading("DATE", found.isoformat() if found else None, found)

    def clock(self, match: Match, expression: Expression, number: int, ahead: Sequence[Match]) -> Reading | None:
        """Place a time of day on the day told in its sentence or just before, else on the day of publication."""
        token = expression.first("CnNYH")
        if token is None:
            return None
        at = time_words()[token.word][1] if token.word in time_words() else _clock(token, expression.value("J"))
        if at is None:
            return None
        zone = expression.value("Z") or ""
        anchor = self.clock_day(match, expression, number, ahead)
        return Reading("TIME", f"{anchor.isoformat()}T{at}{zone}" if anchor else None, anchor)

    def clock_day(self, match: Match, expression: Expression, number: int, ahead: Sequence[Match]) -> date | None:
        """Return the day that a time of day belongs to."""
        setting = self.setting(match, number)
        own = {"W": "weekday", "T": "day_part", "M": "date", "A": "day_part"}
        for letter, rule in own.items():
            at = match.letters.rfind(letter)
            if at > 0:
                start = match.letters.index("t") if letter == "A" else at
                part = Match(rule, match.first + start, match.last, match.letters[start:])
                found = read(part, self.tokens, setting)
                return found.day if found else None
        if self.told and self.told[1] == number:
            return self.told[0]
        for other in ahead:
            if other.first < match.last:
                continue
            if other.rule == "clock" and set(other.letters) & set(own):  # "from 9 a.m. to 5 p.m. on Monday"
                return self.clock_day(other, Expression(other.letters, ()), number, ())
            if other.rule in ("date", "weekday", "day_part"):
                found = read(other, self.tokens, self.setting(other, number))
                return found.day if found else None
        before = {self.tokens[k].word for k in range(max(0, match.first - 4), match.first)}
        recent = self.told is not None and number - self.told[1] <= 1 and not before & STAMPS
        if recent and self.told and self.paragraphs[number] == self.paragraphs[self.told[1]]:
            return self.told[0]
        return self.published


def find_times(text: str, sentences: Sequence[Sentence], published: str | None) -> tuple[Time, ...]:
    """Return the TIMEX3 expressions of a text in order, never overlapping, each within one sentence.

    `published` is an ISO date or date-time; without it what hangs on it has the value null.

    >>> from reportedly.read.sentences import sentences
    >>> text = "Talks began on Monday and lasted three days."
    >>> [(text[t.spans[0][0] : t.spans[0][1]], t.value) for t in find_times(text, sentences(text), "2019-02-27")]
    [('Monday', '2019-02-25'), ('three days', 'P3D')]
    """
    return tuple(_Reader(text, sentences, published).all())

