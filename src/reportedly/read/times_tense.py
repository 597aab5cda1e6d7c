"""On which side of the day of writing an undated weekday or month lies, judged by the verb nearest to it.

News tells a weekday as past unless its clause looks ahead: "will meet on Monday", "expected by Friday",
"when the plan is announced on Monday". The words that decide are those of `lexicons/tense_words.tsv`.
"""

from collections.abc import Sequence
from functools import cache
from importlib.resources import files

from reportedly.read.numerals import Token

REACH = 14
NEAR = 6
WEAK = frozenset(("would", "should", "could", "may", "might", "can", "cannot", "must"))  # look ahead only from close by
BE = frozenset(("is", "are", "be", "being", "'s", "'re"))
HAVE_BEEN = frozenset(("was", "were", "been", "had", "have", "has"))
NOT_PAST = frozenset(("united", "speed", "indeed", "armed", "hundred", "wounded", "supposed"))
SCHEDULED = frozenset(("planned", "scheduled", "set", "due", "slated", "expected"))
OPENERS = frozenset(("set", "plan", "agreed", "planned", "vowed", "promised", "pledged", "likely", "going"))


@cache
def tense_words() -> dict[str, str]:
    """Return word -> "future" or "past"."""
    table = files("reportedly.data").joinpath("lexicons/tense_words.tsv").read_text(encoding="utf-8")
    rows = (line.split("\t") for line in table.splitlines() if line and not line.startswith("#"))
    return {row[0]: row[1] for row in rows}


def _cue(tokens: Sequence[Token], k: int, low: int) -> str:
    """Return what token `k` says: "future", "past" or nothing."""
    word = tokens[k].word
    before = tokens[k - 1].word if k > low else ""
    after = tokens[k + 1].word if k + 1 < len(tokens) else ""
    if word in SCHEDULED and before == "been" and k - 2 >= low and tokens[k - 2].word == "had":
        return "near"  # "had been planned for Sunday": which one, the nearest to the day of writing tells
    if word in OPENERS:
        if after in ("to", "for", "on"):
            return "future"
        return "" if word in ("set", "plan", "likely", "going") else "past"
    if word == "by" and tokens[k + 1 : k + 2] and not after.endswith("day"):
        return ""
    if word == "ahead" and after != "of":
        return ""
    if word in ("is", "are") and after == "to":
        return "future"
    if word in ("was", "were") and after in ("to", "due", "expected", "scheduled", "set", "slated"):
        return "future"
    known = tense_words().get(word, "")
    if known:
        return known
    if word.endswith("ed") and len(word) > 4 and word not in NOT_PAST:
        if before.endswith("ly") and k - 1 > low:
            before = tokens[k - 2].word
        if before in BE:
            return "future"
        return "past"
    return ""


def tense(tokens: Sequence[Token], first: int, last: int, low: int, high: int) -> str:
    """Return "future", "past", "near" or "" for the expression in tokens [first, last) of the sentence [low, high)."""
    for k in range(first - 1, max(low, first - REACH) - 1, -1):
        if tokens[k].word in (";", ":") or (tokens[k].word in '“”"' and k < first - 1):
            break
        found = "" if tokens[k].word == "through" and k < first - 2 else _cue(tokens, k, low)
        if found and not (tokens[k].word in WEAK and first - k > NEAR):
            return found
    for k in range(last, min(high, last + REACH)):
        if tokens[k].word == ";":
            break
        found = "" if tokens[k].word == "through" else _cue(tokens, k, low)
        if found:
            return found
    return ""
