"""Words of a sentence with a coarse part of speech each: what the event rules need of grammar, from closed lists and endings.

Tags: D determiner, S possessive, R pronoun, P preposition, T "to", M modal, H have, B be, O do, N not, C coordinator,
U subordinator, W question word, A adverb, J numeral, K "no" and "any", G genitive mark, V verb form, g -ing form used as
a verb, j participle before its noun, X proper name, w other noun or adjective, Y weekday or month; punctuation is its own tag.
"""

import re
from functools import cache

from reportedly.read import inflect

TOKEN = re.compile(
    r"(?:[A-Za-z]\.){2,}(?:-[a-z]+)?|\d[\d,.]*\d|\d+|[A-Za-z]+(?=n['’]t\b)|n['’]t\b|['’](?:s|re|ve|ll|d|m)\b"
    r"|cannot\b|[^\W\d_]+(?:-[^\W_]+)*\.?(?<=\b(?:Mr|Ms|Dr|St|Lt)\.)|[^\W\d_]+(?:[-‑][^\W_]+)*|–|—|--|[^\w\s]"
)
MONTHS = "january february march april june july august september october november december"
DAYS = "monday tuesday wednesday thursday friday saturday sunday"
TIMES = frozenset(f"{MONTHS} {DAYS} jan feb mar apr jun jul aug sept sep oct nov dec".split())
NOT_ADVERBS = frozenset("family ally supply assembly reply italy friendly deadly likely unlikely daily weekly monthly "
                        "early costly hostile elderly orderly anomaly monopoly homily rally july bully".split())  # fmt: skip
NOT_GERUNDS = frozenset("king thing spring morning evening nothing something anything everything string ring wing sibling "
                        "ceiling wedding pending ongoing upcoming remaining outgoing incoming longstanding beijing".split())  # fmt: skip
NOT_PARTICIPLES = frozenset("united hundred speed need breed creed greed seed indeed red bed armed".split())
DASHES = frozenset("– — -- ( ) [ ] :".split())
QUOTES = frozenset("\"“”„")
# Adjectives of origin stand before the noun they describe; these names do so without a telling ending.
ATTRIBUTIVE = frozenset("u.s. us u.n. un eu uk u.k. american british french german greek dutch nato".split())
ORIGIN = re.compile(r"(?:ian|ean|ish|ese|aeli|aqi|emeni|stani|audi|uwaiti|atari|mirati|can|ghan|ench|erman|reek)$")
NEXT_OBJECT = frozenset("DSRXJKT")


class Words:
    """The words of one sentence in parallel lists; `low` is in lower case, `tags` one letter (see the module) a word."""

    __slots__ = ("ends", "low", "raw", "starts", "tags")

    def __init__(self, text: str, start: int, end: int) -> None:
        """Cut `text[start:end]` into words and tag them."""
        matches = list(TOKEN.finditer(text, start, end))
        self.raw = [match.group() for match in matches]
        self.low = [raw.lower().replace("’", "'") for raw in self.raw]
        self.starts = [match.start() for match in matches]
        self.ends = [match.end() for match in matches]
        for at in range(len(self.low) - 1, -1, -1):
            if self.low[at] == "cannot":
                self._split(at)
        self.tags = _first_tags(self.raw, self.low)
        _resolve(self)

    def _split(self, at: int) -> None:
        """Make "cannot" two words, as grammar has it."""
        middle = self.starts[at] + 3
        self.raw[at : at + 1] = ["can", "not"]
        self.low[at : at + 1] = ["can", "not"]
        self.starts[at : at + 1] = [self.starts[at], middle]
        self.ends[at : at + 1] = [middle, self.ends[at]]

    def __len__(self) -> int:
        """Return the number of words."""
        return len(self.low)

    def span(self, first: int, last: int) -> tuple[int, int]:
        """Return the characters of words `first` to `last`, both included."""
        return self.starts[first], self.ends[last]


@cache
def closed_class() -> dict[str, str]:
    """Return the tag of every closed-class word."""
    return {word: tag for tag, words in inflect.rows("closed_class.tsv") for word in words.split()}


@cache
def verb_forms() -> dict[str, frozenset[str]]:
    """Return the tags (VB VBZ VBD VBN VBG) of every form of the verbs that any table names."""
    lemmas = {row[0] for row in inflect.rows("common_verbs.txt")} | {row[0] for row in inflect.rows("irregular_verbs.tsv")}
    for table in ("plover_triggers.tsv", "status_cues.tsv"):
        lemmas |= {row[0].split(" ")[0] for row in inflect.rows(table) if row[1] == "v"}
    found: dict[str, set[str]] = {}
    for lemma in lemmas - {"be", "have", "do"}:
        for form, tags in inflect.phrase(lemma, "v").items():
            found.setdefault(form, set()).update(tags)
    return {form: frozenset(tags) for form, tags in found.items()}


@cache
def noun_forms() -> frozenset[str]:
    """Return every form of the one-word nouns that name events, and of those that often govern one."""
    found: set[str] = set()
    for table in ("plover_triggers.tsv", "status_cues.tsv"):
        for row in inflect.rows(table):
            if row[1] in ("n", "x") and (table[0] == "p" or row[1] == "n"):
                word = row[0].split(" ")[-1 if row[1] == "x" or table[0] == "p" else 0]
                found.update(inflect.phrase(word, "n"))
    return frozenset(found) | actor_nouns()


@cache
def actor_nouns() -> frozenset[str]:
    """Return the nouns, singular and plural, for those who act."""
    return frozenset(form for row in inflect.rows("actor_nouns.txt") for form in inflect.phrase(row[0], "n"))


@cache
def _tag_of(low: str) -> str:
    """Return the tag of a word in lower case by itself; "v" is a form that may be a verb or a noun."""
    closed = closed_class().get(low)
    if closed:
        return closed
    if not (low[0].isalpha() or low[0] == "'"):
        return "J" if low[0].isdigit() else '"' if low in QUOTES else "-" if low in DASHES else low[0]
    if low in TIMES:
        return "Y"
    forms = verb_forms().get(low)
    if forms:
        if "VBG" in forms:
            return "g"
        return "V" if forms <= {"VBD", "VBN"} and low not in noun_forms() else "v"
    if "-" in low:
        return "X" if low.startswith(("al-", "el-", "ul-", "an-", "as-", "ar-")) else "w"
    if low.endswith("ed") and len(low) > 4 and low not in NOT_PARTICIPLES:
        return "V"
    if low.endswith("ing") and len(low) > 5 and low not in NOT_GERUNDS:
        return "g"
    return "A" if low.endswith("ly") and len(low) > 4 and low not in NOT_ADVERBS else "w"


def _first_tags(raw: list[str], low: list[str]) -> list[str]:
    """Tag words one by one; capital letters make a name unless most of the sentence has them (a headline)."""
    capital = [word[:1].isupper() for word in raw]
    long = [cap for cap, word in zip(capital, raw, strict=True) if len(word) > 3 and word[0].isalpha()]
    headline = len(long) > 2 and sum(long) > 0.7 * len(long)
    tags = []
    for at, word in enumerate(low):
        tag = _tag_of(word)
        if low[at] in ("al", "bin", "ibn", "el") and at and tags[-1] == "X":
            tag = "X"
        if capital[at] and tag not in "GY":
            opens = at == 0 or tags[-1] in '".-' and (at == 1 or tags[-1] != "-")
            if word in ATTRIBUTIVE and (len(raw[at]) > 1 and (raw[at].isupper() or "." in raw[at]) or len(word) > 4):
                tag = "X"
            elif tag == "w":
                known = word in noun_forms()
                tag = "w" if known and (opens or headline) else "X"
            elif not opens and not headline and (tag in "vVgAJwPU" or (raw[at].isupper() and len(word) > 1)):
                tag = "X" if word != "i" and len(word) > 1 else tag
        if tag == "M" and word == "may" and capital[at] and at + 1 < len(low) and low[at + 1][0].isdigit():
            tag = "Y"
        tags.append(tag)
    return tags


def _near(tags: list[str], at: int, step: int) -> str:
    """Return the tag of the nearest word in direction `step`, adverbs and quotation marks aside; "" at the edge."""
    at += step
    while 0 <= at < len(tags) and tags[at] in ('A', '"'):
        at += step
    return tags[at] if 0 <= at < len(tags) else ""


def _resolve(words: Words) -> None:
    """Decide by their neighbours which ambiguous forms are verbs."""
    tags, low = words.tags, words.low
    for at, tag in enumerate(tags):
        if tag == "A" and low[at] == "back" and _near(tags, at, -1) in ("T", "M", "O"):
            tags[at] = "V"
        elif tag == "v":
            tags[at] = "V" if _is_verb(words, at) else "w"
        elif tag == "V":
            before, after = _near(tags, at, -1), _near(tags, at, 1)
            if before and before in "DSJKG" or (before in "Pj" and after in "wvX" and after):
                tags[at] = "j"
            elif before == "w" and after == "w" and low[at] not in verb_forms():
                tags[at] = "V"
        elif tag == "g":
            before, after = _near(tags, at, -1), _near(tags, at, 1)
            if before == "B" and tags[at - 1] != "D":
                tags[at] = "V"
            elif (before and before in "DSJGK") or (
                low[at] in noun_forms() and not (after and after in "DSRXJ") and (before in ("P", "w", "X", "V", "") or after == "P")
            ):
                tags[at] = "w"


def _is_verb(words: Words, at: int) -> bool:
    """Decide whether a form such as "strike", "attacks", "hit" or "plans" is a verb here."""
    tags, low = words.tags, words.low
    word, forms = low[at], verb_forms()[low[at]]
    before, after = _near(tags, at, -1), _near(tags, at, 1)
    previous = low[at - 1] if at else ""
    if before and before in "DSJKGj":
        return False
    if "VB" in forms and before and before in "TMO":
        return True
    if before == "N":  # "did not strike" but "not talks"
        return "VB" in forms and any(tag in "MOT" for tag in tags[max(0, at - 4) : at])
    if before == "R" and previous not in ("him", "them", "us", "me", "himself", "themselves"):
        return True
    if before == "W" and previous != "whose":
        return True
    if "VBZ" in forms:
        if previous == "that" or (after and after in NEXT_OBJECT and before and before in "Xw"):
            return True
        if word not in noun_forms() and (before == "" or before in "Xw,-\")CY"):
            return before != ""
        return before == "X" and after in "PUWA" and low[at - 1] not in ATTRIBUTIVE and not ORIGIN.search(low[at - 1]) and (
            words.low[at + 1 : at + 2] != ["in"] and words.low[at + 1 : at + 2] != ["of"]
        )
    if "VBD" in forms:  # hit, cut, set: base and past look alike
        return before not in ("P", "T", "") and not (before == "w" and after not in NEXT_OBJECT and word in noun_forms() and "V" in tags[:at])
    if before == "C":
        left = at - 2
        while left >= 0 and tags[left] not in "V,":
            left -= 1
        return left >= 0 and tags[left] == "V" and "VB" in verb_forms().get(low[left], ()) and after in NEXT_OBJECT | (set() if word in noun_forms() else {"P", "w"})
    plural = bool(previous) and (previous.endswith("s") and previous != "'s" or previous in ("people", "men", "women", "police"))
    if plural and before in ("w", "X") and after and after in NEXT_OBJECT:
        return "V" not in tags[max(0, at - 5) : at]
    return before == "" and bool(after) and after in "DS" and word not in noun_forms()
