"""Where time expressions stand: one letter a token, and one pattern over the letters of a sentence.

Each token becomes the letter of its class in `lexicons/time_words.tsv` (M month, W weekday, U unit, V units, A part of
the day, S season, l last, x next, t this, d the, a a, g ago …); figures become n (1-31), Y (a year), N (any other
number), O (an ordinal), D (a decade), C (a clock time), I (an ISO date); what no time expression holds is "_".
"""

import re
from collections.abc import Iterator, Sequence
from functools import cache
from importlib.resources import files
from typing import NamedTuple

from reportedly.read.numerals import HYPHENS, Token

ABOUT = r"(?:q|\+>|@<)*"
COUNT = r"(?:[nN](?:-?[2&-]?[nN])?|Y(?=V)|a?zo?)"
YEAR = r"(?:,?Y|,?tU|oY|o[tlx]U)"
PART_OF = r"(?:E-?|L|d?[m½]o)?"
RULES = (
    ("age", rf"a?{COUNT}-?[UV]-?\*|[nN][UV]o\*"),
    ("sign", r"I|/"),
    ("day_range", rf"M\.?[nO][-2]M?\.?[nO]{YEAR}?|[nO][-2][nO]o?M\.?{YEAR}?"),
    ("clock", r"(?:[En]-?)?(?:CJ?(?:\(?Z)?|n-?J(?:\(?Z)?|[nNY]Z)\)?(?:,?i?(?:E?W|T|tA|M\.?n(?:,?Y)?))?"),
    ("date", rf"(?:E-?)?l?(?:[Ww]A?\.?,?(?:id)?)?(?:d?(?:[nO]o?|1o)M\.?{YEAR}?|M\.?[nO](?![:-]?[CU%]){YEAR}?)(?:,?A)?"),
    ("month", rf"{PART_OF}[lxt]?M\.?(?:{YEAR}|o[lt]U)?"),
    ("set_day", r"e[WA]|X|i[k]"),
    ("weekday", r"(?:E-?)?(?:t[lp]|[ltxvfc]|dv|df|ds|hs?)?W(?:E?(?:A|[nN]?O(?![a-z])))?(?:o?[lxt]U(?!A))?"),
    ("day_part", r"E?tA|lA|E?T(?:E?A)?|=|hA|d[fv]A|O(?=[WT])[WT]|dUbT"),
    ("noon", r"H(?:,?i?(?:W|T))?"),
    ("quarter", rf"d?(?:E-?)?[1O]-?U(?:{YEAR}|o?[ltx]U)?|#n(?:{YEAR})?"),
    ("half_year", rf"d?[1O]½(?:{YEAR}|od?U)"),
    ("season", r"(?:E-?|L)?(?:t[lp]?|[lxc])[S~]|d?(?:E-?)?[S~](?:oY|Y|o[lt]U)|d[S](?![a-z_])|(?<=i)dS"),
    ("weekend", r"(?:t[lp]?|[lxcd]|dl|dp|dv|df|hs?)K"),
    ("ago", rf"{ABOUT}(?:{COUNT}|a½?a?|½a?)-?[UV](?:&a½)?(?:g|jR)|{ABOUT}Vg"),
    ("narrative", r"d[vfs]U|dxU|hs?U|dU[Lb](?!T)"),
    ("deictic", rf"{PART_OF}(?:t[lp]?|l|x|c|u)U|d?m(?:od)?U(?![LA])|[LE]idU"),
    ("window", r"d?r[UV](?:[&]V)?|d?c[V](?:[&]V)?|d?cU|d?[lp]V&V"),
    ("set", r"e1?U|e[nN]-?V|eoU|PU"),
    ("frequency", r"F"),
    ("long", r"G|V-!|[nN]?U-!"),
    ("span", rf"d?[lpxv]{ABOUT}{COUNT}[_1]?-?[UV]|d1{COUNT}V|{ABOUT}{COUNT}-?[UV](?:&a½)?L?|d[lp]U"),
    ("one", rf"{ABOUT}(?:a½a?|½a?|½-|a)-?U(?:&a½)?L?"),
    ("units", r"V&V|V(?:L(?![a-z]))?"),
    ("decade", r"d?(?:E-?)?_?D"),
    ("year_range", r"Y-[nNY](?![nNYV])"),
    ("year", r"(?:E-?|d?mo)?Y"),
    ("reference", r"R|tV|@d\^|dp(?=[,.)_\"]|$)|(?:d|a|i|dy)\$"),
    ("holiday", r"[lxt]?%"),
)
# what no rule starts with is passed over at once
GRAMMAR = re.compile(r"(?![_,.():\">&2bg*])(?:" + "|".join(f"(?P<{name}>{pattern})" for name, pattern in RULES) + ")")
# letters that start, or can only stand within, an expression: sentences without any are not searched
WORTH = re.compile(r"[MWXATHSRFGDCIY/UVKO$%kJ=]")


class Match(NamedTuple):
    """Tokens [first, last) that the rule named `rule` accepts; `letters` are their classes."""

    rule: str
    first: int
    last: int
    letters: str


@cache
def time_words() -> dict[str, tuple[str, str]]:
    """Return word -> (class letter, value) of the table of time words."""
    table = files("reportedly.data").joinpath("lexicons/time_words.tsv").read_text(encoding="utf-8")
    rows = (line.split("\t") for line in table.splitlines() if line and not line.startswith("#"))
    return {word: (letter, value) for word, letter, value in rows}


@cache
def _letters_of_words() -> dict[str, str]:
    letters = {word: letter for word, (letter, _) in time_words().items()}
    return letters | {mark: mark for mark in (",", ".", "(", ")", ":", '"')} | dict.fromkeys(HYPHENS, "-")


KIND_LETTERS = {"iso": "I", "slash": "/", "clock": "C", "decade": "D", "ordinal": "O", "mark": "_", "fraction": "_"}


def _figure(token: Token) -> str:
    """Return the letter of a number: a day of the month, a year or another number."""
    if token.kind == "num" and token.word.isdigit():
        if len(token.word) <= 2:
            return "n" if 0 < token.value <= 31 else "N"
        if len(token.word) == 4 and 1000 <= token.value <= 2150:
            return "Y"
    return "_" if token.how in ("vague", "part") and token.word != "dozens" else "N"


def letters(text: str, tokens: Sequence[Token]) -> str:
    """Return one class letter for each token."""
    known = _letters_of_words()
    found: list[str] = []
    for token in tokens:
        letter = known.get(token.word)
        if letter is None:
            kind = token.kind
            if kind == "word":  # most tokens
                letter = "_"
            else:
                letter = _figure(token) if kind in ("num", "numeral") else KIND_LETTERS.get(kind, "_")
        elif letter in "MWwX":
            if not text[token.start].isupper():
                letter = "_"
        elif letter == "Z":
            written = text[token.start : token.end]
            letter = "Z" if written.isupper() or written == "Eastern" else "_"
        elif token.word == "second" and found and found[-1] in "-nN":
            letter = "U"
        found.append(letter)
    return "".join(found)


def matches(classes: str, ranges: Sequence[tuple[int, int]]) -> Iterator[Match]:
    """Yield what the grammar finds in each range of tokens, leftmost first, never across a range."""
    for low, high in ranges:
        if not WORTH.search(classes, low, high):
            continue
        for match in GRAMMAR.finditer(classes, low, high):
            yield Match(match.lastgroup or "", match.start(), match.end(), match.group())
