"""Cut a text into words, figures and marks, and read the numbers among them whether in digits, words or both.

The words are those of `lexicons/number_words.tsv`. Offsets are those of the text; nothing is changed.
"""

import re
from functools import cache, lru_cache
from importlib.resources import files

import msgspec

TOKEN = re.compile(
    r"""(?P<dotted>[apAP]\.[mM]\.?|(?:[A-Z]\.){2,})
      | (?P<word>[^\W\d_]+(?:[’'][^\W\d_]+)*)
      | (?=[0-9])(?<![0-9])(?:
            (?P<iso>[0-9]{4}-[0-9]{2}-[0-9]{2}(?:T[0-9]{2}:[0-9]{2}(?::[0-9]{2})?)?(?![0-9-]))
          | (?P<slash>[0-9]{1,2}/[0-9]{1,2}/(?:[0-9]{4}|[0-9]{2})(?![0-9/])|9/11(?![0-9/]))
          | (?P<clock>[0-9]{1,2}:[0-9]{2}(?::[0-9]{2})?(?![0-9:])|[0-9]{1,2}\.[0-9]{2}(?=\s?[ap]\.?m\b))
          | (?P<decade>(?:1[0-9]|20)[0-9]0s\b|[2-9]0s\b)
          | (?P<ordinal>[0-9]{1,3}(?:st|nd|rd|th|ST|ND|RD|TH)\b)
          | (?P<fraction>[0-9]{1,2}[/⁄][0-9]{1,3}(?![0-9/⁄]))
          | (?P<num>[0-9]{1,3}(?:,[0-9]{3})+(?:\.[0-9]+)?(?![0-9])|[0-9]+(?:\.[0-9]+)*)
        )
      | (?<![\w.])(?P<point>\.[0-9]+)
      | (?P<mark>[^\w\s\u00ad\u200b-\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff])""",
    re.VERBOSE,
)
GLYPHS = {"½": 0.5, "¼": 0.25, "¾": 0.75, "⅓": 1 / 3, "⅔": 2 / 3}
HYPHENS = frozenset("-‐‑–—−")
JOINERS = frozenset("-‐‑")
MONEY_MARKS = frozenset("$€£¥₹₽₩₪₺")
TOLLS = frozenset(("more", "were", "are", "have", "killed", "wounded", "injured", "dead", "hurt"))  # "scores were hurt"
LARGEST = 10**21  # past this a figure is a serial number or noise, not an amount


class Token(msgspec.Struct, frozen=True, gc=False):
    """A word, mark or number: `word` in lower case, `value` of a number; `how` says how that number was written.

    `kind`: word, mark, num (bare digits), numeral (words, scales, several tokens in one), iso, slash, clock,
    decade, ordinal. `how`: digits, scaled, words, vague ("dozens"), few ("a few dozen"), couple, part ("a third").
    """

    start: int
    end: int
    word: str
    kind: str
    value: float = 0.0
    how: str = ""


@cache
def number_words() -> dict[str, tuple[str, int]]:
    """Return word -> (kind, value) of the table of number words."""
    table = files("reportedly.data").joinpath("lexicons/number_words.tsv").read_text(encoding="utf-8")
    rows = (line.split("\t") for line in table.splitlines() if line and not line.startswith("#"))
    return {word: (kind, int(value)) for word, kind, value in rows}


def figure(digits: str) -> float | None:
    """Return the number that digits with or without thousands separators stand for, null if none or too large.

    >>> figure("28,500"), figure("1.5"), figure("1.2.3")
    (28500.0, 1.5, None)
    """
    try:
        value = float(digits.replace(",", ""))
    except ValueError:
        return None
    return value if value < LARGEST else None


def _cut(text: str) -> list[Token]:
    found: list[Token] = []
    lower = text.lower()
    lower = lower if len(lower) == len(text) else "".join(c.lower() if len(c.lower()) == 1 else c for c in text)
    for match in TOKEN.finditer(text):
        kind = match.lastgroup or "mark"
        start, end = match.span()
        word = lower[start:end]
        if kind == "word":
            if end - start > 1 and word.isalpha():  # most words
                found.append(Token(start, end, word, "word"))
            elif word[-2:] in ("'s", "’s") and end - start > 2:
                found.append(Token(start, end - 2, word[:-2], "word"))
                found.append(Token(end - 2, end, "'s", "mark"))
            else:
                letter = end - start == 1 and text[start] in "MBK" and found and found[-1].end == start
                how = "capital" if letter else ""  # "4.3M"
                found.append(Token(start, end, word.replace("’", "'"), "word", 0.0, how))
        elif kind in ("num", "point"):
            value = figure(word)
            plain = Token(start, end, word, "mark")
            found.append(plain if value is None else Token(start, end, word, "num", value, "digits"))
        elif kind == "fraction":
            above, below = re.split("[/⁄]", word)
            if int(below) > int(above):
                found.append(Token(start, end, word, "fraction", int(above) / int(below), "part"))
            else:
                found.append(Token(start, end, word, "mark"))
        else:
            found.append(Token(start, end, word, "word" if kind == "dotted" else kind))
    return found


def _scale(token: Token, previous: Token | None, money: bool) -> int | None:
    """Return what a scale word after a number multiplies it by; a bare letter only after money."""
    kind, value = number_words().get(token.word, ("", 0))
    if kind == "scale":
        return value
    if kind == "suffix" and previous is not None and (token.start == previous.end or len(token.word) > 1):
        return value if len(token.word) > 1 or token.word == "k" or money or token.how == "capital" else None
    return None


def _after_digits(tokens: list[Token], i: int) -> tuple[int, float, str]:
    """Read the scale words after the digits at `i`: (next index, value, how)."""
    token, value, how, j = tokens[i], tokens[i].value, "digits", i + 1
    money = i > 0 and (tokens[i - 1].word in MONEY_MARKS or tokens[i - 1].word in ("eur", "usd", "gbp", "rm", "us"))
    if j < len(tokens) and tokens[j].word in GLYPHS and tokens[j].start - token.end <= 1:
        value, j, how = value + GLYPHS[tokens[j].word], j + 1, "scaled"
    while j < len(tokens):
        at = j
        hyphen = tokens[j].word in JOINERS and tokens[j].start == tokens[j - 1].end
        if hyphen and j + 1 < len(tokens) and tokens[j + 1].start == tokens[j].end:
            at = j + 1
        scale = _scale(tokens[at], tokens[at - 1], money)
        if scale is None or tokens[at].start - tokens[at - 1].end > 1:
            break
        value, j, how = round(value * scale, 6), at + 1, "scaled"
    return j, value, how


def _in_words(tokens: list[Token], i: int) -> tuple[int, float] | None:
    """Read a number in words that starts at `i`: "two hundred and twenty-five thousand"."""
    words = number_words()
    total = group = 0.0
    largest = LARGEST
    last, j, best = "", i, i
    while j < len(tokens):
        kind, value = words.get(tokens[j].word, ("", 0))
        if (kind == "unit" and last in ("", "scale", "and")) or (kind == "unit" and last == "ten" and 0 < value < 10):
            group, last = group + value, "unit"
        elif kind == "ten" and last in ("", "scale", "and"):
            group, last = group + value, "ten"
        elif kind == "scale" and last and last != "and":
            if value in (12, 100):
                if last == "scale" or group >= 100:
                    break
                group = group * value
            elif value >= largest or (last == "scale" and group == 0):
                break
            else:
                total, group, largest = total + group * value, 0.0, value
            last = "scale"
        elif tokens[j].word == "and" and last == "scale":
            last = "and"
        elif tokens[j].word in JOINERS and last in ("ten", "unit") and tokens[j].start == tokens[j - 1].end:
            follower = words.get(tokens[j + 1].word, ("", 0))[0] if j + 1 < len(tokens) else ""
            if tokens[j + 1 : j + 2] and tokens[j + 1].start != tokens[j].end:
                break
            if not (follower == "scale" or (follower == "unit" and last == "ten")):
                break
        else:
            break
        j += 1
        if last != "and" and tokens[j - 1].word not in JOINERS:
            best = j
    if best == i:
        return None
    if last == "and" or best < j:  # what follows a dangling "and" or hyphen was not part of the number
        return _whole(tokens, i, best)
    return best, total + group


def _whole(tokens: list[Token], i: int, end: int) -> tuple[int, float] | None:
    again = _in_words([*tokens[i:end]], 0)
    return (i + again[0], again[1]) if again else None


def _phrase(tokens: list[Token], i: int) -> tuple[int, float, str] | None:
    """Read the set phrases: a dozen, a few hundred, a couple of, half a million, a third, tens of thousands."""
    words = number_words()

    def kind(at: int) -> tuple[str, int]:
        return words.get(tokens[at].word, ("", 0)) if at < len(tokens) else ("", 0)

    def word(at: int) -> str:
        return tokens[at].word if at < len(tokens) else ""

    here, first = kind(i), tokens[i].word
    if here[0] == "vague":
        if word(i + 1) == "of" and kind(i + 2)[0] == "vague":
            return i + 3, float(here[1] * kind(i + 2)[1]), "vague"
        if here[1] in (10, 20) and word(i + 1) != "of" and not (here[1] == 20 and word(i + 1) in TOLLS):
            return None
        return i + 1, float(here[1]), "vague"
    if first in ("a", "an", "the", "few", "several", "couple", "half", "quarter"):
        j = i + (first in ("a", "an", "the"))
        what = word(j)
        if what in ("few", "several") and kind(j + 1)[0] == "scale" and (j > i or what == "several"):
            return j + 2, 3.0 * kind(j + 1)[1], "few"
        if what == "couple" and j > i:
            k = j + 1 + (word(j + 1) == "of")
            if kind(k)[0] == "scale":
                return k + 1, 2.0 * kind(k)[1], "couple"
            return (j + 2, 2.0, "couple") if word(j + 1) == "of" else None
        if what == "pair" and word(j + 1) == "of" and first == "a":
            return j + 2, 2.0, "words"
        if what in ("half", "quarter"):
            share = 0.5 if what == "half" else 0.25
            k = j + 1 + (word(j + 1) in ("-", "of"))
            k += word(k) in ("a", "the") and kind(k + 1)[0] == "scale"
            if kind(k)[0] == "scale":
                return k + 1, share * kind(k)[1], "words"
            if what == "half" and first != "the" and word(j + 1) in ("of", "the", "its", "their", "his", "all", "our"):
                return j + 1, 0.5, "part"
            return (j + 1, 0.25, "part") if what == "quarter" and first == "a" and word(j + 1) == "of" else None
        if first in ("a", "an") and kind(j)[0] == "scale":
            rest = _in_words([Token(tokens[i].start, tokens[i].end, "one", "word"), *tokens[j : j + 8]], 0)
            return (j - 1 + rest[0], rest[1], "words") if rest else None
        if first == "a" and kind(j)[0] == "part" and word(j + 1) == "of":
            return j + 1, 1 / kind(j)[1], "part"
    return None


def _with_part(tokens: list[Token], i: int, j: int, value: float) -> tuple[int, float, str] | None:
    """Read "two-thirds", "one third of" and "two and a half" after the number that ends before `j`."""
    words = number_words()
    k = j + (j < len(tokens) and tokens[j].word in JOINERS and tokens[j].start == tokens[j - 1].end)
    kind, below = words.get(tokens[k].word, ("", 0)) if k < len(tokens) else ("", 0)
    plural = k < len(tokens) and tokens[k].word.endswith("s")
    if kind == "part" and 0 < value < below and tokens[k].word != "half":
        following = tokens[k + 1].word if k + 1 < len(tokens) else ""
        if (value > 1) == (plural or tokens[k].word == "halves") and (following == "of" or value > 1 or k > j):
            return k + 1, value / below, "part"
    if [token.word for token in tokens[j : j + 3]] == ["and", "a", "half"]:
        return j + 3, value + 0.5, "scaled"
    return None


def _numeral(tokens: list[Token], i: int) -> tuple[int, float, str] | None:
    token = tokens[i]
    if token.kind == "num":
        j, value, how = _after_digits(tokens, i)
    elif token.kind == "word":
        phrase = _phrase(tokens, i)
        if phrase:
            return phrase
        spelt = _in_words(tokens, i)
        if not spelt:
            return None
        (j, value), how = spelt, "words"
    elif token.word in GLYPHS:
        return i + 1, GLYPHS[token.word], "part"
    else:
        return None
    return _with_part(tokens, i, j, value) or (j, value, how)


@lru_cache(maxsize=8)
def tokens_of(text: str) -> tuple[Token, ...]:
    """Return the tokens of the text in order, each number one token.

    >>> [(t.word, t.value) for t in tokens_of("some 4 hundred million people")]
    [('some', 0.0), ('4 hundred million', 400000000.0), ('people', 0.0)]
    """
    raw = _cut(text)
    starters = number_words().keys() | GLYPHS.keys() | {"a", "an", "the", "few", "several", "half", "quarter"}
    found, done = [], 0
    for i, token in enumerate(raw):
        if i < done:
            continue
        kind, word = token.kind, token.word
        number = None
        if kind == "num" or (word in starters and (kind == "word" or word in GLYPHS)):
            number = _numeral(raw, i)
        if number is None or number[1] >= LARGEST:
            found.append(token)
            continue
        j, value, how = number
        kind = "num" if how == "digits" else "numeral"
        end = raw[j - 1].end
        found.append(Token(token.start, end, text[token.start : end].lower(), kind, value, how))
        done = j
    return tuple(found)
