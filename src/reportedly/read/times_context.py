"""What looks like a time and is none: years that count things, names of days and months, boilerplate, spare units."""

from collections.abc import Callable, Sequence

from reportedly.read.numerals import MONEY_MARKS, Token
from reportedly.read.quantities_lexicon import phrase_words
from reportedly.read.times_grammar import Match

NAMED_AFTER_DAY = frozenset((
    "times", "telegraph", "herald", "mirror", "express", "mail", "post", "journal", "news", "quarterback",
    "quarterbacking", "quarterbacks", "independent", "edition",
))  # fmt: skip
NAMED_DAYS = frozenset(("black", "good", "easter", "cyber", "super", "bloody", "ash", "palm", "holy"))
# words before a four-digit number that make it a count or a number of a thing
QUANTIFIERS = frozenset((
    "than", "least", "over", "nearly", "some", "approximately", "roughly", "almost", "estimated", "another",
    "additional", "no", "no.", "resolution", "route", "flight", "highway", "room", "model", "boeing", "airbus", "mig",
    "unit", "article", "section", "chapter", "channel", "building", "box", "page", "lot", "all", "those", "number",
))  # fmt: skip
YEAR_PREFIXES = frozenset(("mid", "pre", "post", "late", "early"))
STICKY = frozenset(("/", "#", "@", ":", "_", ".", "="))
TAILS = frozenset(("%", "°", "/", "_", "+"))
EARLY_YEARS = frozenset(("in", "since", "from", "until", "before", "after", "and", "the"))
SHORT_MONTHS = frozenset(("jan", "feb", "mar", "apr", "jun", "jul", "aug", "sep", "sept", "oct", "nov", "dec"))
NAME_MONTHS = frozenset(("april", "june", "august", "may", "march"))
MONTH_OPENERS = frozenset((
    "in", "since", "until", "till", "by", "of", "from", "to", "through", "for", "during", "before", "after", "around",
    "throughout", "between", "and", "or", "a", "the", "an", "on", "this", "late", "early", "mid", "last", "next",
    "back",
))  # fmt: skip
LOOSE_OPENERS = frozenset(("and", "or", "to", "for", "a", "the", "of", "from", "by", "on", "between"))
POSSESSIVES = frozenset(("his", "her", "their", "my", "your", "its"))
SPAN_OPENERS = frozenset((
    "in", "over", "during", "for", "since", "of", "from", "until", "by", "before", "after", "through", "within",
    "just", "mere",
))  # fmt: skip
NOT_BEFORE_UNITS = frozenset((
    "'s", "’", "his", "her", "my", "our", "the", "these", "those", "all", "no", "both", "golden", "-", "first",
    "wee", "early", "late", "working", "office", "business", "rush", "peak", "opening",
))  # fmt: skip
CLOCK_CUES = frozenset((
    "at", "by", "until", "till", "around", "about", "before", "after", "since", "between", "to", "and", "from", "past",
))  # fmt: skip
COPYRIGHT = frozenset(("©", "copyright"))
LARGEST_COUNT = 100_000  # of days, years …: more is a figure of speech or a slip


class Place:
    """A match with its neighbours in the text."""

    def __init__(self, text: str, tokens: Sequence[Token], match: Match) -> None:
        self.text, self.tokens, self.match = text, tokens, match
        self.letters = match.letters
        self.inside = tokens[match.first : match.last]
        self.before, self.after = self.word(match.first - 1), self.word(match.last)

    def word(self, k: int) -> str:
        """Return the word at `k`, empty outside the text."""
        return self.tokens[k].word if 0 <= k < len(self.tokens) else ""

    def upper(self, k: int) -> bool:
        """Tell whether token `k` starts with a capital."""
        return 0 <= k < len(self.tokens) and self.text[self.tokens[k].start].isupper()

    def glued(self, k: int) -> bool:
        """Tell whether token `k` follows the one before it without a space."""
        return 0 < k < len(self.tokens) and self.tokens[k - 1].end == self.tokens[k].start


def _is_part_of_sign(at: Place, year: Token) -> bool:
    """Tell whether a year is stuck to money, a link, a code or letters: "$2000", "/2019/", "F-2000", "2019a"."""
    first, last = at.match.first, at.match.last
    if year.start and at.text[year.start - 1].isalnum():
        return True
    if at.glued(last) and last < len(at.tokens) and (at.tokens[last].kind == "word" or at.after in TAILS):
        return True
    if not at.glued(first) or at.tokens[first].start != year.start:
        return False
    if at.before in MONEY_MARKS or at.before in STICKY:
        return True
    coded = at.before == "-" and at.glued(first - 1) and at.tokens[first - 2].kind != "num"
    return coded and at.word(first - 2) not in YEAR_PREFIXES


def _year(at: Place) -> bool:
    """Tell whether a bare four-digit number is a count, a number of a thing or a part of a name."""
    year = next(t for t in at.inside if t.kind == "num" and len(t.word) == 4)
    counted = phrase_words("counted")
    if _is_part_of_sign(at, year):
        return True
    if at.before in COPYRIGHT or at.word(at.match.first - 2) in COPYRIGHT:
        return True
    alone = at.before in ("all", "those", "over") and at.after in ("", ".", ",")
    if at.before in QUANTIFIERS and not alone:
        return True
    if at.after in counted and not (at.before in ("in", "the") and year.value > 1900 and year.value != 2000):
        return True
    if year.value < 1600 and at.before not in EARLY_YEARS:
        return True
    about = at.before in ("about", "around", "of", "to", "up")
    return about and at.word(at.match.last + 1) in counted and year.value % 50 == 0


def _month(at: Place) -> bool:
    """Tell whether a month without day or year is a modal, a verb or a name ("Theresa May", "March on Rome")."""
    if at.letters not in ("M", "M."):
        return False
    name, opened = at.inside[0].word, at.before in MONTH_OPENERS
    if name in SHORT_MONTHS:
        return at.letters != "M." or not opened
    if name not in NAME_MONTHS:
        return False
    if at.before not in LOOSE_OPENERS:
        return not opened
    if name != "march" and at.upper(at.match.last) and at.tokens[at.match.last].kind == "word":
        return True
    if name == "march":
        return at.before in ("the", "a", "on") or at.after in ("on", "for", "of")
    return name == "may" and at.before in ("and", "or", "the", "to", "for", "by")


def _weekday(at: Place) -> bool:
    """Tell whether a weekday names a newspaper, a programme or a feast: "Sunday Times", "Good Friday"."""
    if "W" not in at.letters:
        return at.letters == "T" and at.before == "usa"
    day = at.match.first + at.letters.index("W")
    if at.word(day - 1) == "news":  # "Fox News Sunday" is a programme, "told Fox News Sunday" is a day
        rest = at.text[at.inside[-1].end : at.inside[-1].end + 2]
        return rest[:1] in ("”", '"', "’") and rest[1:2] != "s"
    if at.word(day - 1) in NAMED_DAYS and at.upper(day - 1):
        return True
    return at.after in NAMED_AFTER_DAY and (at.upper(at.match.last) or at.after.startswith("quarterback"))


def _frequency(at: Place) -> bool:
    """Tell whether "Daily", "Weekly" is part of a name."""
    if not at.upper(at.match.first):
        return False
    start = at.inside[0].start
    opens = at.text[max(0, start - 20) : start].rstrip(" ")[-1:] in ("", "\n", ".", "“", '"')
    return not opens or at.upper(at.match.last)


def _decade(at: Place) -> bool:
    """Tell whether "20s", "70s" are ages or temperatures, or "the fifties" is no decade."""
    last = at.inside[-1]
    if len(last.word) == 3:
        return at.before in POSSESSIVES or last.word[0] in "234" or at.after in ("to", "fahrenheit", "degrees")
    return last.kind == "word" and not at.letters.startswith(("d", "E"))


def _clock(at: Place) -> bool:
    """Tell whether "4:40" is a length or a score: a bare figure needs a word such as "at" before it."""
    bare = not set(at.letters) & set("JZ")
    return "_" in at.letters or (bare and at.before not in CLOCK_CUES)


def _units(at: Place) -> bool:
    """Tell whether bare "days", "minutes" are no length of time: "his days", "the minutes of the meeting"."""
    if at.before in NOT_BEFORE_UNITS:
        return True
    spare = at.inside[0].word in ("seconds", "quarters", "minutes")
    return spare and "L" not in at.letters and at.before not in SPAN_OPENERS


def _length(at: Place) -> bool:
    """Tell whether a number of units is an age, a rank ("the second") or a share ("a quarter")."""
    unit = next((t.word for letter, t in zip(at.letters, at.inside, strict=True) if letter in "UV"), "")
    if unit.startswith("quarter") or (unit.startswith("second") and at.before == "the"):
        return True
    if any(t.how in ("digits", "scaled", "words") and t.value >= LARGEST_COUNT for t in at.inside):
        return True
    last = at.match.last
    if at.before in MONEY_MARKS or at.before == "aged" or (at.after == "of" and at.word(last + 1) == "age"):
        return True
    programme = at.upper(last - 1) and at.letters in ("nV", "NV") and at.inside[0].kind == "num"
    if programme and not at.text[at.inside[-1].start : at.inside[-1].end].isupper():
        return at.inside[-1].word in ("minutes", "hours")  # "60 Minutes"
    return at.after == "-" and at.glued(last) and at.word(last + 1) == "old"


def _reference(at: Place) -> bool:
    """Tell whether "soon", "future" refer to no time: "as soon as", "the future of NATO"."""
    if at.inside[0].word == "soon":
        return at.before in ("as", "too") or at.after == "as"
    return "$" in at.letters and at.after in ("of", "generations", "ones")


def _always(at: Place) -> bool:
    return True


def _this_day(at: Place) -> bool:
    """Tell whether "this day" is that of "to this day"."""
    return at.letters == "tU" and at.before == "to" and at.inside[-1].word == "day"


CHECKS: dict[str, Callable[[Place], bool]] = {
    "age": _always, "year": _year, "year_range": _year, "month": _month, "weekday": _weekday, "day_part": _weekday,
    "deictic": _this_day, "frequency": _frequency, "decade": _decade, "clock": _clock, "units": _units,
    "span": _length, "one": _length, "ago": _length, "reference": _reference,
}  # fmt: skip


def rejected(text: str, tokens: Sequence[Token], match: Match) -> bool:
    """Tell whether the grammar's match is no time expression in its context."""
    check = CHECKS.get(match.rule)
    return check is not None and check(Place(text, tokens, match))
