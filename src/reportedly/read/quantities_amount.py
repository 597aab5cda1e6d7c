"""Read one number with what belongs to it: its currency or unit, its sign, and the upper end of a range."""

from collections.abc import Sequence
from functools import cache

import msgspec

from reportedly.read.numerals import HYPHENS, Token
from reportedly.read.quantities_lexicon import currencies, phrase_words, units
from reportedly.read.quantities_phrases import is_plural

MINUS = frozenset(("-", "−", "–", "minus"))
WEAK_MONEY = frozenset(("won", "try", "sterling", "rand", "francs"))  # words that are money only after a large amount
PREFIXES = frozenset(("us", "u.s.", "usd", "eur"))
CASED_UNITS = frozenset(("c", "f", "v", "w", "mb", "gb", "tb", "mw", "gw"))
TIGHT_UNITS = frozenset(("m", "g", "p", "v", "w", "nm"))
SHARES_OF = frozenset((2, 3, 4, 5, 6, 7, 8, 9, 10, 12, 20, 100, 1000))
SCALES = (
    ("trillion", 1e12), ("billion", 1e9), ("million", 1e6), ("thousand", 1e3), ("hundred", 1e2), ("dozen", 12.0),
    ("tn", 1e12), ("bn", 1e9), ("b", 1e9), ("mn", 1e6), ("m", 1e6), ("k", 1e3),
)  # fmt: skip


class Amount(msgspec.Struct, kw_only=True):
    """A number in tokens [first, last): `number` is its own token, `unit_at` where its unit starts."""

    number: int
    first: int
    last: int
    value: float
    how: str
    high: float | None = None
    unit: str | None = None
    money: bool = False
    unit_at: int = 0


class Tokens(msgspec.Struct, frozen=True):
    """The tokens of a text, which of them are part of a time, and safe access to both."""

    text: str
    all: Sequence[Token]
    timed: Sequence[bool]

    def word(self, k: int) -> str:
        """Return the word at `k`, empty outside the text."""
        return self.all[k].word if 0 <= k < len(self.all) else ""

    def glued(self, k: int) -> bool:
        """Tell whether token `k` follows the one before it without a space."""
        return 0 < k < len(self.all) and self.all[k - 1].end == self.all[k].start

    def is_number(self, k: int) -> bool:
        """Tell whether token `k` is a number outside times."""
        return 0 <= k < len(self.all) and not self.timed[k] and self.all[k].kind in ("num", "numeral")


def currency_before(tokens: Tokens, i: int) -> tuple[int, str] | None:
    """Return where the currency before the number at `i` starts, and its ISO 4217 code."""
    if i == 0:
        return None
    before, known = tokens.all[i - 1], currencies()
    if before.word in MINUS and tokens.glued(i) and tokens.glued(i - 1):
        return currency_before(tokens, i - 1) if known.get(tokens.word(i - 2), ("", ""))[1] == "mark" else None
    if tokens.glued(i - 1):
        code = known.get(tokens.word(i - 2) + before.word)
        if code and code[1] == "mark":
            return i - 2, code[0]
    if before.word == "$":
        place = known.get(tokens.word(i - 2) + "$") if len(tokens.word(i - 2)) > 1 else None  # "HK $5.4m"; "A $5m deal"
        if tokens.word(i - 2) in PREFIXES or (place and tokens.text[tokens.all[i - 2].start].isupper()):
            return i - 2, place[0] if place else "USD"
    code = known.get(before.word)
    if code is None or code[1] == "word" or tokens.all[i].start - before.end > 1:
        return None
    if before.kind == "word" and not tokens.text[before.start : before.end].isupper():
        return None
    return i - 1, code[0]


@cache
def _openers() -> frozenset[str]:
    """Return the first words of all units and currencies: what none of them starts with is no unit."""
    return frozenset(form.split()[0] for form in [*units(), *currencies()]) | {"km", "m"}


def unit_after(tokens: Tokens, j: int, high: int, figure: bool) -> tuple[int, str, bool] | None:
    """Return (index past it, unit, whether it is money) of the unit or currency that starts at `j`."""
    if j < high and tokens.word(j) in HYPHENS and tokens.glued(j):
        joined = tokens.glued(j + 1) and tokens.word(j + 1) not in HYPHENS
        return unit_after(tokens, j + 1, high, False) if joined else None
    if tokens.word(j) not in _openers():
        return None
    for length in (3, 2, 1):
        if j + length > high:
            continue
        form = " ".join(tokens.word(k) for k in range(j, j + length))
        if tokens.word(j + 1) == "/":
            form = form.replace(" ", "")
        raw = tokens.text[tokens.all[j].start : tokens.all[j + length - 1].end]
        money = currencies().get(form)
        if money and money[1] != "mark" and _is_money(tokens, form, raw, money[1], j):
            return j + length, money[0], True
        if money and money[1] == "mark" and length == 1 and tokens.all[j].kind == "mark" and tokens.glued(j):
            return j + 1, money[0], True
        known = units().get(form)
        if known is None or (form in CASED_UNITS and not raw[0].isupper()):
            continue
        if form in CASED_UNITS and tokens.word(j + 1) in HYPHENS and tokens.glued(j + 1):
            continue  # "12 F-16s"
        gap = tokens.all[j].start - tokens.all[j - 1].end
        if known[1] and not (figure and gap <= (0 if form in TIGHT_UNITS else 1)):
            continue
        return j + length, known[0], False
    return None


def _is_money(tokens: Tokens, form: str, raw: str, place: str, j: int) -> bool:
    if place == "both":
        return raw.isupper()
    if form in WEAK_MONEY:
        amount = tokens.all[j - 1]
        return not raw.isupper() and amount.how in ("scaled", "words", "vague") and amount.value >= 1000
    return True


def scale_of(token: Token) -> float:
    """Return the scale word of a number such as "4 million", 1 if it has none."""
    if token.how == "scaled":
        return next((scale for word, scale in SCALES if token.word.endswith(word)), 1.0)
    if token.how == "words":
        return next((scale for word, scale in SCALES[:6] if token.word.endswith(word)), 1.0)
    return 1.0


def _share(tokens: Tokens, i: int, high: int) -> Amount | None:
    """Read "one in five", "three out of 10" as a share."""
    link = 1 if tokens.word(i + 1) == "in" else 2 if tokens.word(i + 1) == "out" and tokens.word(i + 2) == "of" else 0
    k = i + 1 + link
    if not link or k >= high or not tokens.is_number(k):
        return None
    above, below = tokens.all[i], tokens.all[k]
    small = above.how == "words" and above.value <= 9 and below.how in ("words", "digits")
    if not small or below.value not in SHARES_OF or not above.value < below.value:
        return None
    return Amount(number=i, first=i, last=k + 1, value=above.value / below.value, how="part", unit_at=k + 1)


def read_amount(tokens: Tokens, i: int, low: int, high: int) -> Amount:
    """Read the number at `i` of the sentence [low, high)."""
    token = tokens.all[i]
    if token.word == "single":
        return Amount(number=i, first=i, last=i + 1, value=1.0, how="single", unit_at=i + 1)
    share = _share(tokens, i, high)
    if share:
        return share
    amount = Amount(number=i, first=i, last=i + 1, value=token.value, how=token.how, unit_at=i + 1)
    before = currency_before(tokens, i)
    across = i + 1 + (token.how == "vague" and tokens.word(i + 1) == "of")  # "millions of dollars"
    after = unit_after(tokens, across, high, token.how in ("digits", "scaled"))
    if before:
        amount.first, amount.unit, amount.money = before[0], before[1], True
        if after and after[2]:
            amount.last = after[0]
    elif after and after[1] == "m" and tokens.word(i + 1) == "m" and is_plural(tokens.word(i + 2)):
        amount.value, amount.how, amount.last = amount.value * 1e6, "scaled", i + 2  # "1.2m refugees"
    elif after and (across == i + 1 or after[1] != "point"):
        amount.unit_at = across
        amount.last, amount.unit, amount.money = after
    _sign(tokens, amount, low, after is not None)
    _widen(tokens, amount, low, high)
    return amount


def _sign(tokens: Tokens, amount: Amount, low: int, measured: bool) -> None:
    """Take a minus sign that cannot be a dash into the number."""
    if amount.money and amount.number - 1 > amount.first and tokens.word(amount.number - 1) in MINUS:
        amount.value = -amount.value  # "$-50.8bn"
        return
    k = amount.first - 1
    if k < low or tokens.word(k) not in MINUS:
        return
    if tokens.word(k) == "minus":
        amount.value, amount.first = -amount.value, k
    elif measured and tokens.glued(amount.first):
        if tokens.word(k - 1) == "minus":
            amount.value, amount.first = -amount.value, k - 1
        elif k == low or not tokens.glued(k):
            amount.value, amount.first = -amount.value, k


def _changes(tokens: Tokens, amount: Amount, low: int) -> bool:
    """Tell whether "from X to Y" tells a change, which is two amounts and no range."""
    return any(tokens.word(k) in phrase_words("change") for k in range(max(low, amount.first - 14), amount.first))


def _links(tokens: Tokens, amount: Amount, low: int) -> bool:
    """Tell whether the word after the number can lead on to the upper end of a range."""
    link = tokens.word(amount.last)
    if link == "and":
        return any(tokens.word(k) == "between" for k in range(max(low, amount.first - 3), amount.first))
    return link in HYPHENS or link in ("to", "or")


def _widen(tokens: Tokens, amount: Amount, low: int, high: int) -> None:
    """Read the upper end of a range: "5-7", "$3 billion to $5 billion", "between 10 and 15", "two or three"."""
    if not _links(tokens, amount, low):
        return
    link, k = tokens.word(amount.last), amount.last + 1
    if link in HYPHENS and tokens.word(k) == "to":  # "three- to five-man teams"
        k += 1
    while k < high and not tokens.is_number(k) and (tokens.word(k) in PREFIXES or tokens.word(k) in currencies()):
        k += 1
    if k >= high or not tokens.is_number(k):
        return
    upper, other = tokens.all[k], currency_before(tokens, k)
    after = unit_after(tokens, k + 1, high, upper.how in ("digits", "scaled"))
    value, bottom, scale = upper.value, amount.value, scale_of(upper)
    if amount.how in ("digits", "words") and scale > 1 and bottom < 1000 and bottom < value / scale * 10:
        bottom *= scale  # "1 to 2 thousand", "$3-4 billion"
    money_fits = not other or other[1] == amount.unit
    unit_fits = amount.unit is None or amount.money or (after is not None and after[1] == amount.unit)
    if upper.how in ("vague", "part", "couple", "few") or not bottom < value or not money_fits or not unit_fits:
        return
    opener = tokens.word(amount.first - 1)
    if link == "to" and _changes(tokens, amount, low) and (opener == "from" or (opener == "by" and value > 3 * bottom)):
        return
    if link == "or" and not (value <= 4 * amount.value and amount.how in ("words", "digits")):
        return
    bare = amount.unit is None and after is None and not other and scale == 1
    if link == "to" and bare and opener != "from" and upper.how != amount.how:
        return
    amount.value, amount.high = bottom, value
    amount.last, amount.unit_at = after[0] if after else k + 1, k + 1
    if after and amount.unit is None:
        amount.unit, amount.money = after[1], after[2]
