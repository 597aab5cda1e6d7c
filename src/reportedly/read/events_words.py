"""Words of a sentence with a coarse part of speech each, from closed lists and endings: what the event rules need.

Tags: D determiner, S possessive, R pronoun, P preposition, T "to", M modal, H have, B be, O do, N not, C coordinator,
U subordinator, W question word, A adverb, J numeral, K "no" and "any", G genitive mark, V verb form, g -ing form used
as a verb, j participle before its noun, X proper name, w other noun or adjective, Y weekday or month; punctuation is
its own tag.
"""

import re
from functools import cache

from reportedly.read import inflect, tables
from reportedly.read.grammar_words import word_set

TOKEN = re.compile(
    r"(?:[A-Za-z]\.){2,}(?:-[a-z]+)?|(?:Mrs?|Ms|Dr|St|Lt|Gen|Sen|Rep|Gov|Col)\."
    r"|[^\W\d_]+(?:[-‑'’][^\W_]+)*|\d[\d,.]*\d|\d+|--|['’](?:s|re|ve|ll|d|m)\b|[^\w\s]"
)
CLITIC = re.compile(r"(?<=.)(?:n['’]t|['’](?:s|re|ve|ll|d|m))$|(?<=^can)not$", re.IGNORECASE)
TIMES = word_set("times")
PARTICLES = word_set("particles")
NOT_ADVERBS = word_set("not_adverbs")
NOT_GERUNDS = word_set("not_gerunds")
NOT_PARTICIPLES = word_set("not_participles")
DASHES = frozenset(["–", "—", "--", "(", ")", "[", "]", ":"])
QUOTES = frozenset('"“”„')
# Adjectives of origin stand before the noun they describe; these names do so without a telling ending.
ATTRIBUTIVE = word_set("attributive")
ORIGIN = re.compile(r"(?:ian|ean|ish|ese|aeli|aqi|emeni|stani|audi|uwaiti|atari|mirati|can|ghan|ench|erman|reek)$")
NEXT_OBJECT = frozenset("DSRXJKT")
NOMINAL = frozenset("XwDSJRGKj")
# after these "'s" is a verb: "it's"
BEING = frozenset(["he", "she", "it", "that", "there", "here", "what", "who", "where", "how"])
INVERTING = word_set("inverting")
DATING = frozenset({"in", "last", "since", "until", "by", "next", "early", "late", "during", "of"})
SHARED = frozenset("TM")
LETTING = frozenset({"let", "lets", "letting"})
OPENING = frozenset({"when", "if", "once", "unless", "until", "whenever"})


class Words:
    """The words of one sentence in parallel lists; `low` is in lower case, `tags` has one letter a word."""

    __slots__ = ("_looks", "ends", "low", "phrases", "raw", "starts", "tags")

    def __init__(self, text: str, start: int, end: int) -> None:
        """Cut `text[start:end]` into words; they are tagged when `tags` is first asked for."""
        spans = [match.span() for match in TOKEN.finditer(text, start, end)]
        self.raw = raw = [text[s:e] for s, e in spans]
        self.starts = [s for s, _ in spans]
        self.ends = [e for _, e in spans]
        if text.find("'", start, end) >= 0 or text.find("’", start, end) >= 0 or text.find("annot", start, end) >= 0:
            for at in range(len(raw) - 1, -1, -1):
                if len(raw[at]) > 2 and (cut := CLITIC.search(raw[at])):
                    self._split(at, cut.start())
        self._looks = [_look(word) for word in raw]
        self.low = [look[0] for look in self._looks]
        self.phrases: list[tuple[int, int]] | None = None

    def _split(self, at: int, length: int) -> None:
        """Make two words of one that carries another: "didn't", "Maduro's", "cannot"."""
        middle = self.starts[at] + length
        self.raw[at : at + 1] = [self.raw[at][:length], self.raw[at][length:]]
        self.starts.insert(at + 1, middle)
        self.ends.insert(at, middle)

    def __getattr__(self, name: str) -> list[str]:
        """Tag the words when `tags` is first asked for: many sentences never need it."""
        if name != "tags":
            raise AttributeError(name)
        self.tags = _first_tags(self.raw, self._looks)
        _resolve(self)
        return self.tags

    def within(self, span: tuple[int, int]) -> list[int]:
        """Return the numbers of the words that the span touches."""
        return [at for at, start in enumerate(self.starts) if start < span[1] and self.ends[at] > span[0]]

    def __len__(self) -> int:
        """Return the number of words."""
        return len(self.low)

    def span(self, first: int, last: int) -> tuple[int, int]:
        """Return the characters of words `first` to `last`, both included."""
        return self.starts[first], self.ends[last]


@cache
def closed_class() -> dict[str, str]:
    """Return the tag of every closed-class word."""
    return {word: tag for tag, words in tables.rows("closed_class.tsv") for word in words.split()}


@cache
def verb_forms() -> dict[str, frozenset[str]]:
    """Return the tags (VB VBZ VBD VBN VBG) of every form of the verbs that any table names."""
    lemmas = {row[0] for row in tables.rows("common_verbs.txt")} | {
        row[0] for row in tables.rows("irregular_verbs.tsv")
    }
    for table in ("plover_triggers.tsv", "status_cues.tsv"):
        lemmas |= {row[0].split(" ")[0] for row in tables.rows(table) if row[1] == "v"}
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
        for row in tables.rows(table):
            if row[1] in ("n", "x") and (table[0] == "p" or row[1] == "n"):
                word = row[0].split(" ")[-1 if row[1] == "x" or table[0] == "p" else 0]
                found.update(inflect.phrase(word, "n"))
    return frozenset(found) | actor_nouns()


@cache
def actor_nouns() -> frozenset[str]:
    """Return the nouns, singular and plural, for those who act."""
    return frozenset(form for row in tables.rows("actor_nouns.txt") for form in inflect.phrase(row[0], "n"))


@cache
def _look(raw: str) -> tuple[str, str, bool, int]:
    """Return a word in lower case, its tag, whether it has a capital, and its weight in telling a headline."""
    low = raw.lower().replace("’", "'")
    capital = raw[:1].isupper()
    weight = 0 if len(raw) < 4 or not raw[0].isalpha() else 1 if capital else -1
    return low, _tag_of(low), capital, weight


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


def _first_tags(raw: list[str], looks: list[tuple[str, str, bool, int]]) -> list[str]:
    """Tag words one by one; capital letters make a name unless most of the sentence has them (a headline)."""
    tags = [look[1] for look in looks]
    weights = [look[3] for look in looks if look[3]]
    headline = len(weights) > 2 and weights.count(1) > 0.7 * len(weights)
    for at, (low, tag, capital, _) in enumerate(looks):
        if low in PARTICLES and at and tags[at - 1] == "X":
            tags[at] = "X"
        elif tag == "G" and at and low == "'s" and looks[at - 1][0] in BEING:
            tags[at] = "B"
        elif capital and tag not in "GY":
            opens = at == 0 or tags[at - 1] == '"' or (tags[at - 1] == "-" and at == 1)
            tags[at] = _capital_tag(raw[at], low, tag, opens, headline)
            if low == "may" and (
                (at + 1 < len(raw) and raw[at + 1][0].isdigit()) or (at and looks[at - 1][0] in DATING)
            ):
                tags[at] = "Y"
    return tags


def _capital_tag(raw: str, low: str, tag: str, opens: bool, headline: bool) -> str:
    """Return the tag of a word with a capital letter; `opens`: it opens a sentence or a quotation."""
    if low in ATTRIBUTIVE and ((len(raw) > 1 and (raw.isupper() or "." in raw)) or len(low) > 4):
        return "X"
    if tag == "w":
        return "w" if (opens or headline) and low in noun_forms() else "X"
    if opens or headline or len(raw) == 1:
        return tag
    return "X" if tag in "vVgAJPU" or raw.isupper() else tag


def _near(tags: list[str], at: int, step: int) -> str:
    """Return the tag of the nearest word in direction `step`, adverbs and quotation marks aside; "" at the edge."""
    at += step
    while 0 <= at < len(tags) and tags[at] in 'A"':
        at += step
    return tags[at] if 0 <= at < len(tags) else ""


def _resolve(words: Words) -> None:
    """Decide by their neighbours which ambiguous forms are verbs."""
    tags, low = words.tags, words.low
    for at, tag in enumerate(tags):
        if tag == "v":
            tags[at] = "V" if _is_verb(words, at) else "w"
        elif tag == "V":
            before, after = _near(tags, at, -1), _near(tags, at, 1)
            floated = before == "D" and at > 1 and low[at - 1] in ("all", "both", "each") and tags[at - 2] == "R"
            if before and not floated and (before in "DSJKG" or (before in "Pj" and after and after in "wvX")):
                tags[at] = "j"
        elif tag == "g":
            tags[at] = _ing_tag(words, at)
        elif low[at] == "least" and at and low[at - 1] == "at":
            tags[at - 1] = tags[at] = "A"  # "at least 30 people": 30 people
        elif tag == "A" and low[at] == "back" and _near(tags, at, -1) in ("T", "M", "O"):
            tags[at] = "V"


def _ing_tag(words: Words, at: int) -> str:
    """Return the tag of an -ing form: a verb after "be", a noun after a determiner, else what fits its neighbours."""
    before, after = _near(words.tags, at, -1), _near(words.tags, at, 1)
    if before == "B":
        return "V"
    if before and before in "DSJGK":
        return "w"
    noun = words.low[at] in noun_forms() and not (after and after in "DSRXJ")
    return "w" if noun and (before in ("P", "w", "X", "V", "") or after == "P") else "g"


def inverted(words: Words, at: int) -> int:
    """Return the auxiliary before the subject that ends right before word `at` ("did Iran |attack"), -1 if none."""
    tags, low = words.tags, words.low
    left = at - 1
    while left >= 0 and tags[left] in NOMINAL:
        left -= 1
    if left < 0 or tags[left] not in "MOHB" or not any(tag in "XwR" for tag in tags[left + 1 : at]):
        return -1
    if left == 0:
        return 0 if low[0] in ("had", "should", "were") or "?" in tags else -1
    if tags[left - 1] in ',"-:;UWC' or low[left - 1] in INVERTING or low[0] in INVERTING:
        return left
    if tags[left - 1] == "V":
        return left if tags[left] == "M" else -1  # "only if they leave will he release"
    opening = left - 1
    while opening > 0 and tags[opening] in "wXY":
        opening -= 1
    return left if low[opening] == "no" and opening and tags[opening - 1] == "P" else -1


def _let(words: Words, at: int) -> bool:
    """Tell whether the bare form at `at` follows what is let do it: "the treaty lets members send troops"."""
    left = at - 1
    while left >= 0 and words.tags[left] in NOMINAL and words.low[left] not in LETTING:
        left -= 1
    return 0 <= left < at - 1 and words.low[left] in LETTING


def _is_verb(words: Words, at: int) -> bool:
    """Decide whether a form such as "strike", "attacks", "hit" or "plans" is a verb here."""
    tags, low = words.tags, words.low
    word, forms = low[at], verb_forms()[low[at]]
    before, after = _near(tags, at, -1), _near(tags, at, 1)
    previous = low[at - 1] if at else ""
    if previous == "longer" and at > 1 and low[at - 2] == "no":
        return True
    joined = (before in (",", "C") or previous == "either") and bool(after) and after in "DSRX"
    if joined and forms == {"VB"} and word not in noun_forms() and not SHARED.isdisjoint(tags[:at]):
        return True  # "to meet leaders, deliver a speech": it shares the "to"
    if before and before in "DSJKGj":
        return False
    if previous == "one" and at > 1 and low[at - 2] == "not":
        return False  # "not one shell"
    if "VB" in forms and before in ("X", "w"):
        if _let(words, at):
            return True
        noun_first = at + 1 < len(tags) and tags[at + 1] in ("BHMOvV" if word in noun_forms() else "BHMO")
        aux = -1 if noun_first else inverted(words, at)
        if aux >= 0 and tags[aux] in "MO":
            return True  # "should Iran attack", "did the rebels strike"
    if (
        "VB" in forms
        and before in ("X", "w", "R")
        and after
        and after in "DSXRJ"
        and "that" in low[max(0, at - 6) : at]
    ):
        return True  # "demanded that Iran release the sailors"
    if "VB" in forms and before and before in "TMO":
        return True
    if before == "N":  # "did not strike" but "not talks"
        return "VB" in forms and any(tag in "MOT" for tag in tags[max(0, at - 4) : at])
    if before == "R" and previous not in ("him", "them", "us", "me", "himself", "themselves"):
        return True
    if before == "W" and previous != "whose":
        return True
    if "VBZ" in forms:
        if before == "X" and after == "," and at > 1 and low[at - 2] in OPENING:
            return True  # "when Iran attacks, we will be ready"
        if previous == "that" or (after and after in NEXT_OBJECT and before and before in "Xw"):
            return True
        if word not in noun_forms() and (before == "" or before in 'Xw,-")CY'):
            return before != ""
        return (
            before == "X"
            and after in "PUWA"
            and low[at - 1] not in ATTRIBUTIVE
            and not ORIGIN.search(low[at - 1])
            and (words.low[at + 1 : at + 2] != ["in"] and words.low[at + 1 : at + 2] != ["of"])
        )
    if "VBD" in forms:  # hit, cut, set: base and past look alike
        return before not in ("P", "T", "") and not (
            before == "w" and after not in NEXT_OBJECT and word in noun_forms() and "V" in tags[:at]
        )
    if before == "C":
        left = at - 2
        while left >= 0 and tags[left] not in "V,":
            left -= 1
        return (
            left >= 0
            and tags[left] == "V"
            and "VB" in verb_forms().get(low[left], ())
            and after in NEXT_OBJECT | (set() if word in noun_forms() else {"P", "w"})
        )
    plural = bool(previous) and (
        (previous.endswith("s") and previous != "'s") or previous in ("people", "men", "women", "police")
    )
    if plural and before in ("w", "X") and after and after in NEXT_OBJECT:
        return "V" not in tags[max(0, at - 5) : at]
    if forms == {"VB"} and word not in noun_forms() and before in ("w", "X"):
        return "V" not in tags[max(0, at - 5) : at]  # "Russia and Iran cooperate"
    return before == "" and bool(after) and after in "DS" and word not in noun_forms()
