"""Which country the words of a source, an actor or a place tell: names, adjectives, capitals, metonyms, regions."""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from functools import cache, lru_cache
from itertools import zip_longest
from typing import NamedTuple

from reportedly.read.tables import rows

NO_COUNTRY = "---"
# "U.S." and "D.R.C" in one piece with their dots; other words with their inner apostrophes ("d'Ivoire") and ampersands
TOKEN = re.compile(
    r"(?:[^\W\d_]\.){2,}(?:[^\W\d_](?![^\W_]))?(?:['’]s\b)?"
    r"|(?:[^\W\d_]\.)[^\W\d_](?![^\W_])(?:['’]s\b)?"
    r"|[^\W_]+(?:['’&][^\W_]+)*"
)
POSSESSIVE = re.compile(r"['’]s$", re.I)
UNDECOMPOSED = str.maketrans({"ø": "o", "ł": "l", "đ": "d", "ı": "i", "ə": "a", "æ": "ae", "œ": "oe"})
ARTICLES = frozenset({"the", "a", "an"})
# what follows one of these is what someone deals with, not where they are from ("ambassador to Poland")
OTHER_SIDE = frozenset(
    {"to", "on", "with", "against", "about", "versus", "toward", "towards", "anti", "pro", "non", "post"}
)
# a country before one of these says who helps, speaks or holds, not whose it is ("Iranian-backed", "Russian-speaking")
HELPED = frozenset(
    {"backed", "funded", "sponsored", "supported", "trained", "armed", "financed", "speaking", "born", "made", "built"}
    | {
        "allied",
        "aligned",
        "occupied",
        "controlled",
        "held",
        "linked",
        "supplied",
        "designated",
        "educated",
        "language",
    }
)
SENT = frozenset(
    {"ambassador", "ambassadors", "envoy", "envoys", "embassy", "embassies", "consulate", "consulates", "consul"}
    | {"mission", "representative", "coordinator", "rapporteur", "expert", "specialist"}
)


class Token(NamedTuple):
    """A word as it is looked up: folded, as written, and where it stands."""

    key: str
    raw: str
    start: int
    end: int


class Mention(NamedTuple):
    """A country's word, tokens `first` to `last` (exclusive): its codes (several: ambiguous) and the table's column."""

    first: int
    last: int
    codes: tuple[str, ...]
    how: str


class _Entry(NamedTuple):
    capitals: tuple[int, ...]
    code: str
    how: str


@lru_cache(maxsize=32768)
def fold(word: str) -> str:
    """Return a word for look-up: lower case, without accents, dots, apostrophes or a possessive 's."""
    word = POSSESSIVE.sub("", word)
    if not word.isascii():
        word = "".join(c for c in unicodedata.normalize("NFKD", word) if not unicodedata.combining(c))
    return re.sub(r"[.'’]", "", word).casefold().translate(UNDECOMPOSED)


@lru_cache(maxsize=32768)
def _looked_up(word: str) -> tuple[str, str]:
    """Return a word folded, and as written without dots and possessive."""
    return fold(word), POSSESSIVE.sub("", word).replace(".", "")


@lru_cache(maxsize=4096)
def tokens_of(words: str) -> tuple[Token, ...]:
    """Cut words into tokens for look-up; hyphens and slashes separate."""
    return tuple(Token(*_looked_up(m[0]), *m.span()) for m in TOKEN.finditer(words))


def capitals_of(raw: str) -> int:
    """Return how a word is written: 2 in capitals throughout, 1 with a capital first letter, else 0."""
    if len(raw) > 1 and raw.isupper():
        return 2
    return int(raw[:1].isupper())


def written_like(tokens: Sequence[Token], capitals: Sequence[int]) -> bool:
    """Tell whether tokens have at least the capitals of a table's entry."""
    return all(capitals_of(t.raw) >= wanted for t, wanted in zip(tokens, capitals, strict=True))


COLUMNS = ("code", "name", "name", "adjective", "capital", "metonym", "place", "ambiguous")


def entries() -> Iterator[tuple[str, str, str]]:
    """Yield each word of `countries.tsv` with its code and column: name, adjective, capital, metonym and so on."""
    for row in rows("countries.tsv"):
        for column, cell in zip(COLUMNS[1:], row[1:], strict=False):
            for word in cell.split("|") if cell else ():
                yield word, row[0], column
                if column == "adjective" and not word.endswith(("s", "men")):
                    yield word + "s", row[0], column


@cache
def _table() -> tuple[dict[tuple[str, ...], list[_Entry]], dict[str, int]]:
    table: dict[tuple[str, ...], list[_Entry]] = {}
    longest: dict[str, int] = {}
    for word, code, how in entries():
        tokens = tokens_of(word)
        key = tuple(t.key for t in tokens)
        if not key:
            continue
        entry = _Entry(tuple(capitals_of(t.raw) for t in tokens), code, how)
        if entry not in table.setdefault(key, []):
            table[key].append(entry)
        longest[key[0]] = max(longest.get(key[0], 0), len(key))
    return table, longest


def mentions_of(tokens: Sequence[Token]) -> list[Mention]:
    """Return the countries' words among tokens, the longest at each place, in order."""
    table, longest = _table()
    found: list[Mention] = []
    at, total = 0, len(tokens)
    while at < total:
        most = longest.get(tokens[at].key, 0)
        if not most:
            at += 1
            continue
        for size in range(min(most, total - at), 0, -1):
            part = tokens[at : at + size]
            fitting = [e for e in table.get(tuple(t.key for t in part), ()) if written_like(part, e.capitals)]
            if fitting:
                clear = [e for e in fitting if e.how != "ambiguous"]
                codes = tuple(sorted({e.code for e in clear or fitting}))
                if codes != (NO_COUNTRY,):
                    found.append(Mention(at, at + size, codes, clear[0].how if clear else "ambiguous"))
                at += size
                break
        else:
            at += 1
    return found


def _before(tokens: Sequence[Token], at: int) -> str:
    at -= 1
    while at >= 0 and tokens[at].key in ARTICLES:
        at -= 1
    return tokens[at].key if at >= 0 else ""


def helped(words: str, tokens: Sequence[Token], last: int) -> bool:
    """Tell whether what ends before token `last` is the first part of "-backed", "-held" and the like."""
    if last >= len(tokens) or tokens[last].key not in HELPED:
        return False
    return words[tokens[last - 1].end : tokens[last].start] in ("-", "‐", "‑", "–")


def _aside(words: str, tokens: Sequence[Token], mention: Mention) -> bool:
    before = _before(tokens, mention.first)
    if before in OTHER_SIDE or helped(words, tokens, mention.last):
        return True
    return before in ("in", "for") and any(t.key in SENT for t in tokens[: mention.first])


def deciding(words: str, tokens: Sequence[Token], mentions: Iterable[Mention]) -> Mention | None:
    """Return the mention that tells whose the words are: the first that is no place of dealings, help or residence."""
    based: Mention | None = None
    clear = [m for m in mentions if len(m.codes) == 1 and m.how != "ambiguous" and not _aside(words, tokens, m)]
    for mention, following in zip_longest(clear, clear[1:]):
        if mention.how in ("capital", "place") and following is not None and following.how in ("name", "place"):
            between = words[tokens[mention.last - 1].end : tokens[following.first].start]
            if between.strip() == ",":  # "Paris, Texas"
                continue
        if mention.last < len(tokens) and tokens[mention.last].key == "based":
            based = based or mention
            continue
        return mention
    return based


@lru_cache(maxsize=8192)
def country_of(words: str) -> tuple[str, str] | None:
    """Return the country that words tell (ISO 3166-1 alpha-3, XKX, or UNO, EUR) and the word that tells it, as written.

    Of several countries the first decides, leaving aside the one that someone is sent to, helped by or speaks about
    ("Russia's ambassador to Poland" is RUS, "Iranian-backed fighters" nobody's). Ambiguous words ("Georgia", "Korea",
    "Congo", "Jerusalem") decide nothing. A person called Jordan is told from the country elsewhere.
    """
    tokens = tokens_of(words)
    mention = deciding(words, tokens, mentions_of(tokens))
    if mention is None:
        return None
    return mention.codes[0], POSSESSIVE.sub("", words[tokens[mention.first].start : tokens[mention.last - 1].end])


def ambiguous(words: str) -> tuple[str, tuple[str, ...]] | None:
    """Return the first word that could mean several countries, or one and something else, and its possible codes."""
    tokens = tokens_of(words)
    for m in mentions_of(tokens):
        if m.how == "ambiguous" or len(m.codes) > 1:
            return words[tokens[m.first].start : tokens[m.last - 1].end], m.codes
    return None


@cache
def country_names() -> dict[str, str]:
    """Return the name of each code of `countries.tsv`."""
    return {row[0]: row[1] for row in rows("countries.tsv") if row[0] != NO_COUNTRY}
