"""Numbers that count nothing: ages, scores, addresses, names of things, list marks, parts of dates and of words."""

from collections.abc import Sequence

from reportedly.read.numerals import HYPHENS, Token
from reportedly.read.quantities_lexicon import phrase_words, words
from reportedly.read.quantities_phrases import is_plural
from reportedly.read.times_tense import tense_words

CAPTIONS = frozenset(("caption", "photo", "photos", "slide", "image", "page"))
GROUPS = frozenset(("group", "gang", "committee", "council", "club", "league"))
CONTESTED = frozenset(("vote", "votes", "voted", "beat", "won", "lost", "score", "margin", "tied"))
JOINTS = frozenset(("and", "or", "to", "plus", "odd"))
TWO_LANDS = frozenset((
    "koreas", "chinas", "sudans", "congos", "germanys", "yemens", "irelands", "virginias", "carolinas",
))  # fmt: skip
# words that name a numbered thing only before a figure: "question 4", but "the question two men asked"
NAMES_BY_FIGURE = frozenset((
    "no", "question", "point", "line", "part", "type", "class", "file", "case", "item", "size", "bed", "act", "order",
    "season", "day", "week", "window", "camp", "hill",
))  # fmt: skip
AGE_PARTS = frozenset(("-", "year", "years", "month", "months", "week", "weeks", "day", "days"))
AGE_LINKS = frozenset(("and", "to", "or", "-", "–", "between", "from", "of"))
AGE_VERBS = frozenset(("who", "was", "is", "said", "has"))
MONTHS = frozenset((
    "january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november",
    "december",
))  # fmt: skip
STICKY = frozenset(("#", "@", "/", "_", "+", ":", "=", "&"))
OPENERS = frozenset("“\"‘'.:!?")


def _word(tokens: Sequence[Token], k: int) -> str:
    return tokens[k].word if 0 <= k < len(tokens) else ""


def _glued(tokens: Sequence[Token], k: int) -> bool:
    return 0 < k < len(tokens) and tokens[k - 1].end == tokens[k].start


def _upper(text: str, token: Token) -> bool:
    return token.kind == "word" and text[token.start].isupper()


def _is_age(text: str, tokens: Sequence[Token], i: int, j: int) -> bool:
    """Tell whether a number is an age: "aged 56", "the ages of 12 and 15", "a 3-year-old", "Campbell, 29, was"."""
    back = i - 1
    while back > max(0, i - 9) and (tokens[back].kind == "num" or tokens[back].word in AGE_LINKS):
        back -= 1
    if _word(tokens, back) in ("aged", "ages", "age"):
        return True
    tail = [_word(tokens, k) for k in range(j, j + 4)]
    if "old" in tail and set(tail[: tail.index("old")]) <= AGE_PARTS:
        return True
    if tail[1:3] == ["of", "age"]:
        return True
    token, before, after = tokens[i], _word(tokens, i - 1), tail[0]
    if token.how != "digits" or not 0 < token.value < 115 or token.value != int(token.value) or i < 2:
        return False
    closed = after in (",", ")", ".", ";") or (before == "," and after in ("and", "of", "from"))
    if before not in (",", "(") or not closed:
        return False
    if before == "," and after == "," and j + 1 < len(tokens) and tokens[j + 1].kind in ("num", "numeral"):
        return False
    name = tokens[i - 3] if tokens[i - 2].word == "." and i > 2 else tokens[i - 2]
    named = _upper(text, name) or _word(tokens, j + 1) in AGE_VERBS
    return name.kind == "word" and name.word not in MONTHS and named


def _title_case(text: str, tokens: Sequence[Token], i: int, first: int) -> bool:
    around = [t for t in tokens[max(first, i - 5) : i + 6] if t.kind == "word" and len(t.word) > 3]
    return sum(text[t.start].isupper() for t in around) >= 0.75 * max(1, len(around))


def _plural_ahead(tokens: Sequence[Token], j: int) -> bool:
    """Tell whether the words from `j` lead to a plural noun."""
    for token in tokens[j : j + 7]:
        if token.kind != "word" or token.word in phrase_words("end"):
            return False
        if is_plural(token.word):
            return True
    return False


def _is_part_of_word(tokens: Sequence[Token], i: int, j: int, timed: Sequence[bool]) -> bool:
    """Tell whether a number is stuck to letters or signs: F-35, MH17, A-10s, #1, 737s, 5G."""
    before = _word(tokens, i - 1)
    if _glued(tokens, i):
        if before in HYPHENS and _glued(tokens, i - 1) and tokens[i - 2].kind == "word":
            return not timed[i - 2]
        if tokens[i].kind == "num" and (tokens[i - 1].kind == "word" or before in STICKY):
            return True
        if tokens[i].kind == "num" and before == "." and _glued(tokens, i - 1):
            return True
    return tokens[i].how == "digits" and _glued(tokens, j) and tokens[j].kind == "word"


def _is_name(text: str, tokens: Sequence[Token], i: int, j: int, first: int, timed: Sequence[bool]) -> bool:
    """Tell whether a number belongs to a name: Route 1, Boeing 737, Group of 7, Air Force One, the 737 Max crash."""
    token, before = tokens[i], _word(tokens, i - 1)
    after = tokens[j] if j < len(tokens) else None
    noun = after is not None and after.kind == "word" and is_plural(after.word)
    if before in words("number_names") and i > first and token.how in ("digits", "words") and not noun:
        return before not in NAMES_BY_FIGURE or token.how == "digits"
    if before == "." and _word(tokens, i - 2) in ("no", "nos", "apt", "art", "sec"):
        return True
    if before in ("and", "or", "to") and _word(tokens, i - 3) in words("number_names") and tokens[i - 2].kind == "num":
        return _word(tokens, i - 3).endswith("s") and token.how == "digits"  # "Figures 1 and 2"
    group = i - 2 if before == "of" else i - 3 if before == "the" and _word(tokens, i - 2) == "of" else -1
    if group >= first and _word(tokens, group) in GROUPS and _upper(text, tokens[group]):
        return True
    if after is not None and after.word in TWO_LANDS:
        return True
    capital = i > first and _upper(text, tokens[i - 1]) and not timed[i - 1]
    if capital and before not in phrase_words("end") and not noun:
        opening = i - 1 == first or tokens[i - 2].word in OPENERS
        if token.how == "digits" and not opening:
            return not (after is not None and after.word in ("%", "percent", "per"))
        if token.how == "words" and token.value < 100 and text[token.start].isupper() and not opening:
            return True
    if after is None or not _upper(text, after):
        return False
    if token.how == "words" and text[token.start].isupper() and i > first:
        return tokens[i - 1].word not in OPENERS | HYPHENS | {"|"} and not _title_case(text, tokens, i, first)
    model = token.kind == "num" and token.value >= 100 and "," not in token.word
    return model and not _title_case(text, tokens, i, first) and not _plural_ahead(tokens, j)


def score_at(tokens: Sequence[Token], i: int) -> int:
    """Return the index past a score, vote or telephone number at `i` ("2-0", "386-28 vote"), 0 if there is none."""
    link = _word(tokens, i + 1)
    if i + 2 >= len(tokens) or not (link in HYPHENS or link == "to"):
        return 0
    left, right = tokens[i], tokens[i + 2]
    if {left.kind, right.kind} - {"num", "numeral"} or left.how not in ("digits", "words"):
        return 0
    dashed = link in HYPHENS and _glued(tokens, i + 1)
    figures = left.how == "digits" and right.how == "digits"
    if dashed and figures and _word(tokens, i + 3) in HYPHENS and _glued(tokens, i + 3):
        return i + 4 + (i + 4 < len(tokens) and _glued(tokens, i + 4))
    after = _word(tokens, i + 3)
    counted = left.value > 100 and (after in ("%", "percent", "per", "mph") or is_plural(after))
    if dashed and figures and left.value >= right.value and "." not in left.word + right.word and not counted:
        return i + 3
    ahead = {after, _word(tokens, i + 4)}
    behind = {_word(tokens, k) for k in range(i - 3, i)}
    return i + 3 if (ahead & phrase_words("contest") or behind & CONTESTED) and (dashed or link == "to") else 0


def _is_address(text: str, tokens: Sequence[Token], i: int, j: int) -> bool:
    if tokens[i].how != "digits":
        return False
    for token in tokens[j : j + 4]:
        if not _upper(text, token):
            return False
        if token.word in phrase_words("street"):
            return True
    return False


def _is_list_mark(text: str, tokens: Sequence[Token], i: int, first: int) -> bool:
    if i != first or tokens[i].how != "digits" or not _glued(tokens, i + 1):
        return False
    opens = text[max(0, tokens[i].start - 20) : tokens[i].start].rstrip(" \t")[-1:] in ("", "\n")
    return opens and _word(tokens, i + 1) in (".", ")", ":")


def _is_bare(tokens: Sequence[Token], i: int, j: int) -> bool:
    """Tell whether a number without a noun refers to things, and counts none: "the two met", "the top three"."""
    token, before, after = tokens[i], _word(tokens, i - 1), _word(tokens, j)
    if before in ("top", "bottom", "last", "first", "final", "big") and token.how in ("words", "digits"):
        return not _plural_ahead(tokens, j)
    if before != "the" or token.how != "words" or j >= len(tokens):
        return False
    past = tense_words().get(after) == "past" or (after.endswith("ed") and len(after) > 4)
    verb = past and not _plural_ahead(tokens, j)
    closing = tokens[j].kind == "mark" and after not in HYPHENS | {"“", '"', "‘"}
    return verb or closing or (after in phrase_words("end") and after != "of")


def counts_nothing(
    text: str, tokens: Sequence[Token], i: int, j: int, first: int, timed: Sequence[bool], measured: bool
) -> bool:
    """Tell whether the number at `i` (with what belongs to it up to `j`) is no quantity.

    `first` is the first token of its sentence; `timed` marks tokens of time expressions; `measured` says that a
    unit or currency stands with it, which settles most doubts.
    """
    token, before, after = tokens[i], _word(tokens, i - 1), _word(tokens, j)
    if measured:
        return token.how == "digits" and _glued(tokens, i) and tokens[i - 1].kind == "word" and len(before) > 3
    if token.value == 1 and (token.how == "words" or after in ("in", "out", "of")):
        return True
    if token.kind == "num" and token.word.startswith("0") and token.word.isdigit() and len(token.word) > 1:
        return True
    if _is_part_of_word(tokens, i, j, timed) or _is_age(text, tokens, i, j):
        return True
    if _is_name(text, tokens, i, j, first, timed) or _is_address(text, tokens, i, j):
        return True
    if _is_list_mark(text, tokens, i, first) or _is_bare(tokens, i, j):
        return True
    if token.kind == "num" and token.word.isdigit() and len(token.word) == 4 and 1900 <= token.value <= 2150:
        return not _plural_ahead(tokens, j)
    if after in HYPHENS and _glued(tokens, j) and _glued(tokens, j + 1) and tokens[j + 1].kind == "word":
        return _word(tokens, j + 1) not in phrase_words("compound") | JOINTS
    if after in ("times", "fold", "o'clock") or (before == "of" and _word(tokens, i - 3) in CAPTIONS):
        return True
    if token.value == 0:
        return not is_plural(after)
    if before in HYPHENS | {"/"} and _glued(tokens, i) and tokens[i - 2].kind in ("num", "clock", "slash"):
        return _glued(tokens, i - 1)
    if token.how == "digits" and after in ("/", ":") and _glued(tokens, j):
        return True
    return (before in CAPTIONS and token.how == "digits") or before in ("square", "ground")
