"""What may corefer: names, noun phrases and pronouns of a text, with number, gender, sort and place in the clause."""

import itertools
import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from reportedly.read import inflect
from reportedly.read.events_grammar import phrases
from reportedly.read.events_words import Words, verb_forms
from reportedly.read.grammar_words import word_set
from reportedly.read.mentions import Mention
from reportedly.read.sentences import Sentence
from reportedly.read.tables import rows
from reportedly.record import Span

NAME, NOMINAL, PRONOUN, PAIR = "name", "nominal", "pronoun", "pair"
PERSON, ORG, PLACE, PEOPLE, THING, TIME = "person", "org", "place", "people", "thing", "time"
HE, SHE, IT, THEY, FIRST = "he", "she", "it", "they", "first"
PRONOUNS = {
    **dict.fromkeys(("he", "him", "his", "himself"), HE),
    **dict.fromkeys(("she", "her", "hers", "herself"), SHE),
    **dict.fromkeys(("it", "its", "itself"), IT),
    **dict.fromkeys(("they", "them", "their", "theirs", "themselves"), THEY),
    **dict.fromkeys(("i", "me", "my", "mine", "myself", "we", "us", "our", "ours", "ourselves"), FIRST),
}
POSSESSIVE = frozenset(["his", "her", "its", "their", "my", "our"])
REFLEXIVE = frozenset(["himself", "herself", "itself", "themselves", "myself", "ourselves"])
SORTS = {"person": PERSON, "organization": ORG, "place": PLACE, "country": PLACE, "group": PEOPLE}
DEFINITE = frozenset(["the", "this", "that", "these", "those"])
PERIODS = (
    word_set("periods") | word_set("times") | frozenset(["year", "years", "day", "date", "hour", "minute", "moment"])
)
SAYING = word_set("saying")
SHORT_TITLES = {
    "gov": "governor", "sen": "senator", "rep": "representative", "gen": "general", "col": "colonel", "capt": "captain",
    "lt": "lieutenant", "sgt": "sergeant", "pm": "premier", "pres": "president", "amb": "ambassador", "adm": "admiral",
}  # fmt: skip
MASCULINE_TITLES = frozenset(["mr", "sir", "king", "prince", "lord", "sheikh", "pope", "emperor", "sultan", "mr."])
FEMININE_TITLES = frozenset(["mrs", "ms", "miss", "queen", "princess", "lady", "mrs.", "ms.", "madame"])
HONORIFICS = word_set("honorifics")
SINGULAR_S = re.compile(r"(?:ss|us|is|news|series|politics|physics|economics|headquarters|crisis)$")


@dataclass(slots=True)
class Node:
    """A mention: its characters and words, and what agreement and salience ask of it.

    `head` is its last word in small letters, `titles` the words of its phrase before a name, `region` the number of the
    quotation that it stands in (-1: none), `possessed` the pronoun or name whose it is ("his wife").
    """

    span: Span
    form: str
    head: str
    sort: str
    sentence: int
    first: int
    last: int
    gender: str = ""
    plural: bool = False
    subject: bool = False
    object: bool = False
    definite: bool = False
    modifier: bool = False
    owned: bool = False
    region: int = -1
    titles: tuple[str, ...] = ()
    key: str = ""
    speaker: bool = False
    cluster: int = -1


@cache
def role_nouns() -> dict[str, tuple[str, str, bool]]:
    """Return the sort, gender and number (True: plural) that a noun for those who act tells."""
    found: dict[str, tuple[str, str, bool]] = {}
    for sort, gender, nouns in rows("role_nouns.tsv"):
        for noun in nouns.split():
            if sort == PEOPLE:
                found.setdefault(noun, (PEOPLE, "", True))
                continue
            found.setdefault(noun, (sort, gender, False))
            for form in inflect.phrase(noun, "n"):
                if form != noun:
                    found.setdefault(form, (PEOPLE if sort == PERSON else sort, gender, True))
    return found


@cache
def first_names() -> dict[str, str]:
    """Return the gender that a first name tells, by the name in small letters."""
    return {name: gender for gender, names in rows("first_names.tsv") for name in names.split()}


class Sentences:
    """The sentences' words, and where the quotations are."""

    def __init__(self, text: str, cut: Sequence[Sentence], regions: Sequence[Span]) -> None:
        """Cut every sentence into words; `regions` are the quoted spans."""
        self.words = [Words(text, s.start, s.end) for s in cut]
        self.cut = cut
        self.regions = list(regions)
        self._starts = [s for s, _ in regions]
        self.told: list[int] = []  # how many sentences up to each are not quoted as a whole
        for sentence in cut:
            inside = self.region(sentence.start)
            quoted = inside >= 0 and self.regions[inside][1] >= sentence.end - 1
            self.told.append((self.told[-1] if self.told else 0) + (not quoted))

    def region(self, at: int) -> int:
        """Return the number of the quotation that holds a character, -1 if none does."""
        n = bisect_right(self._starts, at) - 1
        return n if n >= 0 and at < self.regions[n][1] else -1


def gather(text: str, sentences: Sentences, mentions: Sequence[Mention]) -> list[Node]:
    """Return the mentions of the whole text in order; phrases inside others (possessors, modifiers) have their own."""
    nodes: list[Node] = []
    at = 0
    ordered = sorted(mentions, key=lambda m: m.span)
    for number, (sentence, words) in enumerate(zip(sentences.cut, sentences.words, strict=True)):
        while at < len(ordered) and ordered[at].span[0] < sentence.start:
            at += 1
        inside = []
        while at < len(ordered) and ordered[at].span[0] < sentence.end:
            inside.append(ordered[at])
            at += 1
        found = _of_sentence(text, number, words, inside)
        for node in found:
            node.region = sentences.region(node.span[0])
        nodes += found
    nodes.sort(key=lambda node: (node.span[0], -node.span[1], node.form == PAIR))
    return nodes


def _of_sentence(text: str, number: int, words: Words, mentions: Sequence[Mention]) -> list[Node]:
    named: dict[int, Mention] = {}
    bounds: dict[Span, tuple[int, int]] = {}
    for mention in mentions:
        inside = range(bisect_left(words.starts, mention.span[0]), bisect_left(words.starts, mention.span[1]))
        if inside and _named(words, inside):
            bounds[mention.span] = inside[0], inside[-1]
            for n in inside:
                named.setdefault(n, mention)
    found: list[Node] = []
    used: set[Span] = set()
    for first, last in phrases(words):
        found += _of_phrase(text, number, words, first, last, named, bounds, used)
    for mention in mentions:
        if mention.span not in used and mention.span in bounds:
            used.add(mention.span)
            found.append(_name(text, number, words, mention, bounds[mention.span], modifier=True))
    taken = {f.first for f in found if f.form == PRONOUN}
    for n, low in enumerate(words.low):
        if low in POSSESSIVE and n not in taken:
            owns = low != "her" or (n + 1 < len(words) and words.tags[n + 1] in "wXJjgA")
            found.append(Node(words.span(n, n), PRONOUN, low, "", number, n, n, owned=owns, object=not owns))
    found.sort(key=lambda node: (node.span[0], -node.span[1]))
    return found + _pairs(words, number, found)


def _named(words: Words, inside: Sequence[int]) -> bool:
    """Tell whether words that the model holds for a name are one: "the ministry", "the King" are none."""
    told = [n for n in inside if words.low[n] not in ("the", "a", "an", "of", "and", ".", "'s", "’s")]
    if not told or not any(words.raw[n][:1].isupper() or words.raw[n][:1].isdigit() for n in told):
        return False
    return not (
        len(told) == 1 and words.low[told[0]] in role_nouns() and words.low[told[0] - 1 if told[0] else 0] in DEFINITE
    )


def _cut_verb(words: Words, first: int, last: int) -> int:
    """Return where a phrase ends whose tail is a verb that the tagger took for a noun: "the governor | opening up"."""
    for n in range(first, last):
        low, raw = words.low[n + 1], words.raw[n + 1]
        verb = low in verb_forms() and low not in role_nouns() and words.tags[n + 1] in "wjgV" and not raw[:1].isupper()
        if verb and (words.low[n] in role_nouns() or words.tags[n] == "R"):
            return n
    return last


def _of_phrase(
    text: str,
    number: int,
    words: Words,
    first: int,
    last: int,
    named: dict[int, Mention],
    bounds: dict[Span, tuple[int, int]],
    used: set[Span],
) -> list[Node]:
    tags, low = words.tags, words.low
    found: list[Node] = []
    start = first
    for n in range(first, last + 1):  # "Iran's | supreme leader": the possessor is a mention of its own
        if tags[n] == "G":
            if n - 1 >= start:
                found += _segment(
                    text, number, words, start, n - 1, named, bounds, used, owner=True, whole=(first, last)
                )
            start = n + 1
    if start <= last:
        found += _segment(text, number, words, start, last, named, bounds, used, owner=False, whole=(first, last))
    if found and low[first] in DEFINITE and found[-1].form == NOMINAL and start == first:
        found[-1].definite = True
    return found


def _segment(
    text: str,
    number: int,
    words: Words,
    first: int,
    last: int,
    named: dict[int, Mention],
    bounds: dict[Span, tuple[int, int]],
    used: set[Span],
    owner: bool,
    whole: tuple[int, int],
) -> list[Node]:
    tags, low = words.tags, words.low
    found: list[Node] = []
    while last > first and tags[last] in "G":
        last -= 1
    last = _cut_verb(words, first, last)
    if tags[last] == "R":
        if low[last] in PRONOUNS:
            node = Node(
                words.span(last, last), PRONOUN, low[last], "", number, last, last, owned=low[last] in POSSESSIVE
            )
            _place(words, node, *whole, owner=False)
            found.append(node)
        return found
    mention = named.get(last)
    for n in range(first, last):
        inner = named.get(n)
        if inner is not None and inner is not mention and inner.span not in used:
            used.add(inner.span)
            found.append(_name(text, number, words, inner, bounds[inner.span], modifier=True))
    if mention is not None:
        if mention.span in used:
            return found
        used.add(mention.span)
        low_bound = bounds[mention.span][0]
        node = _name(text, number, words, mention, bounds[mention.span], modifier=False)
        node.titles = tuple(w for w in low[first:low_bound])
    elif tags[last] == "X" and (low[last] not in role_nouns() or (last > first and tags[last - 1] == "X")):
        begin = last
        while (
            begin > first and tags[begin - 1] == "X" and begin - 1 not in named and low[begin - 1] not in role_nouns()
        ):
            begin -= 1
        while begin < last and low[begin].rstrip(".") in HONORIFICS | role_nouns().keys():
            begin += 1  # "President Maduro" that the model has not seen
        node = Node(
            words.span(begin, last), NAME, low[last], "", number, begin, last, key=text[slice(*words.span(begin, last))]
        )
        node.titles = tuple(low[first:begin])
        node.sort = PERSON if {w for w in node.titles if role_nouns().get(w, ("",))[0] == PERSON} else ""
        node.gender = _gender(node)
    else:
        sort, gender, plural = role_nouns().get(low[last], (THING, "", False))
        if low[last] in PERIODS or tags[last] in "YJ" or low[last][0].isdigit():
            sort = TIME
        if sort == THING:
            plural = low[last].endswith("s") and not SINGULAR_S.search(low[last])
        gender = "" if plural else gender
        counted = any(tags[n] == "J" for n in range(first, last)) and low[first] not in ("one", "a", "an")
        node = Node(words.span(first, last), NOMINAL, low[last], sort, number, first, last, gender, plural or counted)
        node.definite = low[first] in DEFINITE or whole[0] != first or tags[first] == "S"
        node.owned = whole[0] != first or tags[first] == "S"
        if node.owned and whole[0] != first:
            node.span = words.span(whole[0], last)
    _place(words, node, *whole, owner=owner)
    found.append(node)
    return found


def _name(text: str, number: int, words: Words, mention: Mention, bounds: tuple[int, int], modifier: bool) -> Node:
    first, last = bounds
    sort = SORTS.get(mention.kind, THING)
    node = Node(mention.span, NAME, words.low[last], sort, number, first, last, modifier=modifier)
    node.key = text[slice(*mention.span)]
    node.titles = tuple(words.low[max(0, first - 3) : first]) if modifier else ()
    node.plural = sort == PEOPLE
    node.gender = _gender(node) if sort == PERSON else ""
    return node


def _gender(node: Node) -> str:
    parts = node.key.lower().split()
    near = set(node.titles[-2:]) | {part.rstrip(".") for part in parts[:-1]}
    if near & FEMININE_TITLES:
        return "f"
    if near & MASCULINE_TITLES:
        return "m"
    for title in (*node.titles[-2:], *parts[:-1]):
        sort, gender, _ = role_nouns().get(title, ("", "", False))
        if sort == PERSON and gender:
            return gender
    names = [p.strip(".,'’") for p in parts if p.strip(".,'’") not in role_nouns()]
    return first_names().get(names[0], "") if len(names) > 1 else ""


def _place(words: Words, node: Node, first: int, last: int, owner: bool) -> None:
    """Tell a phrase's part in its clause from its neighbours."""
    tags = words.tags
    before = tags[first - 1] if first else ""
    at = last + 1
    while at < len(tags) and tags[at] in "AN":
        at += 1
    after = tags[at] if at < len(tags) else ""
    node.modifier = node.modifier or owner
    if owner:
        return
    inverted = before == "V" and words.low[first - 1] in SAYING and after in ('"', ".", ",", "", "P")
    if inverted and any(tags[n] in ',"' for n in range(max(0, first - 3), first)):
        node.subject = True
    elif before in ("P", "T") or (before in ("V", "g") and after not in ("V", "M", "H", "B", "O")):
        node.object = before in ("V", "g")
    elif after in ("V", "M", "H", "B", "O") or (
        after in (",", "W", "P", "j", "g", "C") and not any(t in "VMHB" for t in tags[:first])
    ):
        node.subject = True


def _pairs(words: Words, number: int, found: Sequence[Node]) -> list[Node]:
    """Return "A and B" as one plural mention, where both are alike."""
    made = []
    heads = [n for n in found if not n.modifier and n.form in (NAME, NOMINAL) and n.sort not in (TIME, "")]
    for left, right in itertools.pairwise(heads):
        opened = right.first - len(right.titles) if right.form == NAME else right.first
        between = words.low[left.last + 1 : max(left.last + 1, opened)]
        if between and len(between) <= 2 and between[-1] in ("and", "or", "&") and set(between[:-1]) <= {","}:
            sort = PEOPLE if PERSON in (left.sort, right.sort) else left.sort
            node = Node((left.span[0], right.span[1]), PAIR, "and", sort, number, left.first, right.last, plural=True)
            node.subject, node.object = left.subject or right.subject, right.object
            made.append(node)
    return made
