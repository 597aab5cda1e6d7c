"""Small pieces of clause grammar over tagged words: verb groups, noun phrases, and the edges of a clause."""

from typing import NamedTuple

from reportedly.read.events_words import Words, verb_forms
from reportedly.read.grammar_words import word_set

INSIDE_PHRASE = frozenset("DSKJXwjRG&")
CLAUSE_EDGE = frozenset(";:.?!-")
SAYING = word_set("saying")


class Group(NamedTuple):
    """What stands before a verb in its group: indices of the words, -1 where there is none."""

    start: int
    modal: int
    negation: int
    to: int
    have: int
    be: int
    do: int
    adverbs: tuple[int, ...]


def group(words: Words, at: int) -> Group:
    """Return the verb group whose last word is `at`: "has not been struck", "to strike", "would have struck"."""
    tags, low = words.tags, words.low
    modal = negation = to = have = be = do = -1
    adverbs: list[int] = []
    left = at - 1
    while left >= 0:
        tag = tags[left]
        if tag == "A":
            adverbs.append(left)
        elif tag == "N":
            negation = left
        elif tag == "M" and modal < 0:
            modal = left
        elif tag == "H" and modal < 0:
            have = left
        elif tag == "B" and modal < 0:
            be = left
        elif tag == "O" and modal < 0:
            do = left
        elif tag == "T" and "VB" in _forms(low[left + 1]):
            to = left
            if left and tags[left - 1] == "N":
                negation, left = left - 1, left - 1
            break
        elif tag in '"' and left and tags[left - 1] in "TMHBONA":
            pass
        elif tag == "R" and left and tags[left - 1] in "MHBO" and (left < 2 or tags[left - 2] in ',UWN"'):
            pass  # "would they strike", "nor has he struck"
        elif tag == "," and left and left == at - 1 - len(adverbs) and (found := _across_commas(tags, left)) >= 0:
            left = found + 1
        else:
            break
        left -= 1
    else:
        left = -1
    start = left if to >= 0 else left + 1
    while start < at and tags[start] == "A":
        start += 1
    return Group(start, modal, negation, to, have, be, do, tuple(adverbs))


def _forms(low: str) -> frozenset[str]:
    return verb_forms().get(low, frozenset({"VB"})) | ({"VB"} if low in ("be", "have", "do", "not") else frozenset())


def _across_commas(tags: list[str], comma: int) -> int:
    """Return the auxiliary before a parenthesis that ends at `comma` ("has, officials say, struck"), else -1."""
    for left in range(comma - 1, max(-1, comma - 9), -1):
        if tags[left] == ",":
            return left - 1 if left and tags[left - 1] in "MHB" else -1
        if tags[left] in CLAUSE_EDGE:
            return -1
    return -1


def phrase_start(words: Words, at: int) -> int:
    """Return the first word of the noun phrase whose last word is `at` (or `at` itself)."""
    tags = words.tags
    left = at
    while left > 0:
        tag, inner = tags[left - 1], tags[left]
        if tag not in INSIDE_PHRASE and not (tag == "A" and left > 1 and tags[left - 2] in "DSJG" and inner in "wjX"):
            if not (tag == '"' and inner not in '",' and left > 1 and tags[left - 2] in "DSJwGj"):
                break
        elif tag == "K" and words.low[left] == "such":
            pass  # "any such withdrawal"
        elif (inner in "DSK" and tag not in "DJG") or (inner == "R" and tag != "D") or (tag == "R" and inner != "G"):
            break  # "the president | his wife": a determiner opens a phrase of its own
        left -= 1
    while left < at and tags[left] in '"A':
        left += 1
    return left


def phrase_end(words: Words, at: int) -> int:
    """Return the last word of the noun phrase that has `at` in it."""
    tags = words.tags
    right = at
    while (
        right + 1 < len(tags)
        and tags[right + 1] in INSIDE_PHRASE
        and (tags[right + 1] not in "DSKR" or tags[right] in "DJG")
    ):
        right += 1
    return right


def phrases(words: Words) -> list[tuple[int, int]]:
    """Return all noun phrases of the sentence as pairs of first and last word, pronouns included."""
    if words.phrases is None:
        words.phrases = _phrases(words.tags)
    return words.phrases


def _phrases(tags: list[str]) -> list[tuple[int, int]]:
    found = []
    at = 0
    while at < len(tags):
        if tags[at] in "DSKJXwjR":
            end = at
            while end + 1 < len(tags):
                tag, inner = tags[end + 1], tags[end]
                if (tag == "A" and inner in "DSJG" and end + 2 < len(tags) and tags[end + 2] in "wjX") or (
                    tag == '"' and inner in "DSJG" and end + 2 < len(tags) and tags[end + 2] in "wjX"
                ):
                    end += 1
                elif tag not in INSIDE_PHRASE or (tag in "DSKR" and inner not in "DG") or (inner == "R" and tag != "G"):
                    break
                end += 1
            last = end
            if tags[last] in "wXRJ":
                found.append((at, last))
            at = end + 1
        else:
            at += 1
    return found


def clause_before(words: Words, at: int) -> int:
    """Return the nearest verb to the left of word `at` in its clause, -1 if there is none before the clause's edge.

    Infinitives and reduced relatives are passed over: the one asked for carries a clause.
    """
    tags = words.tags
    for left in range(at - 1, -1, -1):
        tag = tags[left]
        if tag == "V":
            if (group(words, left).to < 0 or group(words, left).modal >= 0) and not reduced(words, left):
                return left
        elif tag == "B" and not any(after in "Vg" for after in tags[left + 1 : left + 4]):
            return left
        elif tag in CLAUSE_EDGE:
            return -1
    return -1


def reduced(words: Words, at: int) -> bool:
    """Tell whether the verb form at `at` is a participle after its noun: "sanctions imposed by"."""
    tags = words.tags
    if at < 1 or tags[at - 1] not in "wX" or "VBN" not in verb_forms().get(words.low[at], frozenset({"VBN"})):
        return False
    if at + 1 < len(tags) and words.low[at + 1] == "by":
        return at + 2 >= len(tags) or tags[at + 2] != "g"
    start = phrase_start(words, at - 1)
    return (
        start > 0
        and tags[start - 1] in "Vg"
        and words.low[start - 1] not in SAYING
        and not (at + 1 < len(tags) and tags[at + 1] in "DSXR")
    )


def skip_phrases(words: Words, at: int) -> int:
    """Return the first word after a noun phrase that ends at `at` and the prepositional phrases that follow it."""
    tags = words.tags
    right = at + 1
    while right < len(tags):
        tag = tags[right]
        if tag == "P" or (tag == "C" and right + 1 < len(tags) and tags[right + 1] in INSIDE_PHRASE):
            right += 1
            while right < len(tags) and tags[right] in INSIDE_PHRASE | {"A", "Y", "g"}:
                right += 1
        elif tag in "AY" or tag == '"':
            right += 1
        else:
            break
    return right
