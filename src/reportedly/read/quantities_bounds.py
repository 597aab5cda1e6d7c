"""What the words around a number say of it: at least, more than, up to, about, or more."""

from typing import cast

from reportedly.read.numerals import HYPHENS
from reportedly.read.quantities_amount import Amount, Tokens
from reportedly.read.quantities_lexicon import by_last_word
from reportedly.read.quantities_phrases import is_plural
from reportedly.record.rows import Bound

FILLERS = frozenset(("a", "an", "the", "another", "additional", "just", "well", "only", "total", "or", "of"))
PREPOSITIONS = frozenset(("over", "under", "about", "around", "above", "below", "beyond", "near", "plus"))
JOINED = frozenset((("plus",), ("odd",), ("maximum",), ("+",)))
SAYING = frozenset((
    "talk", "talks", "talked", "talking", "speak", "spoke", "concern", "concerns", "question", "questions", "worried",
    "warned", "information", "know", "asked", "complained", "dispute", "disputes", "clash", "clashes", "fight", "feud",
    "row",
))  # fmt: skip


def _is_modifier(tokens: Tokens, phrase: tuple[str, ...], k: int, amount: Amount) -> bool:
    """Tell whether "over", "about" … modify the number and are no prepositions of their own ("talks over two dams")."""
    if len(phrase) > 1 or phrase[0] not in PREPOSITIONS:
        return True
    before = tokens.word(k - 2)
    if before in SAYING:
        return False
    small = amount.value < 10 and amount.unit is None
    return not small or phrase[0] in ("about", "around") or before in ("well", "just")


def _before(tokens: Tokens, amount: Amount, low: int) -> tuple[int, Bound] | None:
    """Return where the modifier before the number starts, and its bound."""
    k = amount.first
    for _ in range(3):
        if k <= low:
            return None
        for phrase, bound in by_last_word("before").get(tokens.word(k - 1), ()):
            start = k - len(phrase)
            spelt = start >= low and all(tokens.word(start + n) == word for n, word in enumerate(phrase))
            if spelt and _is_modifier(tokens, phrase, k, amount):
                return start, cast(Bound, bound)
        if tokens.word(k - 1) not in FILLERS or (tokens.word(k - 1) == "the" and tokens.word(k - 2) in PREPOSITIONS):
            return None
        k -= 1
    return None


def _after(tokens: Tokens, amount: Amount, high: int) -> tuple[int, Bound] | None:
    """Return where the modifier after the number (or after its noun) ends, and its bound."""
    joined = tokens.word(amount.last) in HYPHENS and tokens.glued(amount.last)  # "20-odd men"
    for end in (amount.last, amount.last + 1):
        if end > amount.last and not (joined or is_plural(tokens.word(amount.last))):
            break
        for phrase, bound in by_last_word("after").get(tokens.word(end), ()):
            spelt = end + len(phrase) <= high and all(tokens.word(end + n) == word for n, word in enumerate(phrase))
            if spelt and (phrase not in JOINED or tokens.glued(end)):
                return (end + len(phrase) if joined or end == amount.last else amount.last), cast(Bound, bound)
    return None


def bound_of(tokens: Tokens, amount: Amount, low: int, high: int) -> tuple[Bound, int, int]:
    """Return the bound of a number and the tokens [first, last) that it and its modifiers cover."""
    first, last = amount.first, amount.last
    bound: Bound = "range" if amount.high is not None else "exactly"
    before = _before(tokens, amount, low)
    if before:
        first = before[0]
        bound = bound if bound == "range" else before[1]
    if bound == "exactly":
        after = _after(tokens, amount, high)
        if after:
            last, bound = after
    if amount.how == "vague" and bound not in ("range", "more_than", "at_most"):
        bound = "at_least"
    elif amount.how in ("few", "couple") and bound == "exactly":
        bound = "about"
    return bound, first, last
