"""Who or what is negated: "no one attacked", "arrested nobody", "at no time had they fired", and what "not" leaves out.

Pure functions over the tagged words; they return the indices of the words that decide.
"""

from reportedly.read.events_grammar import INSIDE_PHRASE, Group, phrase_start
from reportedly.read.events_words import Words
from reportedly.read.grammar_words import word_set

NOBODY = word_set("nobody")
NOT_ONE = word_set("not_one")
ONLY = word_set("only")
IDLE = word_set("idle_no")
NEVER = word_set("inverting")
SAYING = word_set("saying")
NEGATORS = NOBODY | NEVER | {"not"}
SUBJECT = INSIDE_PHRASE | frozenset('PARCYN"')
STOPS = frozenset(",;:.?!-VMHBO")


def negated_subject(words: Words, start: int) -> int:
    """Return the word that negates the subject of the verb group at `start` ("neither side", "none of them"), else -1.

    Also the negation that stands before an inverted auxiliary: "at no point did the army attack".
    """
    tags, low = words.tags, words.low
    left = start - 1
    while left >= 0 and (tags[left] in SUBJECT or (tags[left] == "W" and left and low[left - 1] == "of")):
        left -= 1
    for at in range(left + 1, start):
        if _negates(words, at) and not (
            at and (tags[at - 1] == "P" or (tags[at - 1] in "VgBH" and low[at - 1] not in SAYING))
        ):
            return at
    subject = phrase_start(words, start - 1) if start and tags[start - 1] in "wXRJ" else start
    before = subject - 2
    if before < 0 or tags[subject - 1] not in "HOMB":
        return -1
    if low[before] in NEVER:
        return before
    if low[0] in NEVER and tags[0] != "K" and not any(tag in "VMHBO" for tag in tags[1 : subject - 1]):
        return 0  # "nowhere in the report did they accuse"
    opening = phrase_start(words, before) if tags[before] in "wXY" else before
    if low[opening] == "no" and opening and tags[opening - 1] == "P":
        return opening
    return -1


def negated_object(words: Words, at: int) -> int:
    """Return the word that negates the object of the verb at `at` ("arrested no one", "killed nobody"), else -1."""
    right = at + 1
    while right < len(words) and words.tags[right] == "A":
        right += 1
    return right if right < len(words) and _negates(words, right) else -1


def _negates(words: Words, at: int) -> bool:
    """Tell whether the phrase that opens at `at` leaves nobody and nothing, unlike "no fewer than" and "not all"."""
    low = words.low
    following = low[at + 1] if at + 1 < len(low) else ""
    if low[at] == "not":
        return following in NOT_ONE
    return low[at] in NOBODY and following not in IDLE


def only(words: Words, parts: Group) -> Group:
    """Return the verb group without its negation where that only adds something: "did not only seize the boats"."""
    after = parts.negation + 1
    if parts.negation < 0 or after >= len(words) or words.low[after] not in ONLY:
        return parts
    if words.low[parts.do] in ("do", "does") and words.low[after] in ("just", "simply"):
        return parts  # "why do we not just ban it"
    return parts._replace(negation=-1)


def left_out(words: Words, parts: Group, at: int) -> tuple[int, ...]:
    """Return the words that show that "not" denies the time or reason and not the deed, () if it denies the deed.

    "did not attack until dawn", "was not arrested for his faith but for a debt".
    """
    tags, low = words.tags, words.low
    told = max(parts.do, parts.have, parts.be)
    if parts.negation < 0 or parts.modal >= 0 or told < 0 or low[told] not in ("did", "had", "was", "were"):
        return ()
    for right in range(at + 1, len(low)):
        if low[right] in ("until", "till") and right > at + 1:
            return (parts.negation, right)
        if low[right] == "but":
            rest = right + 1
            adds = rest < len(low) and (tags[rest] in "PY" or low[rest] == "because")
            while rest < len(low) and tags[rest] not in STOPS:
                rest += 1
            return (parts.negation, right) if adds and (rest == len(low) or tags[rest] in ",;:.?!-") else ()
        if (tags[right] in STOPS and tags[right] != ",") or (tags[right] == "U" and low[right] != "because"):
            return ()
        if tags[right] == "," and low[right + 1 : right + 2] != ["but"]:
            return ()
    return ()
