"""Find the counts and amounts of an article: their value, bound and unit, what they count and what is true of it.

Dates, durations, ages, ordinals, addresses, scores and numbers in names are no quantities; nor is a bare "one".
"""

from bisect import bisect_right
from collections.abc import Sequence

import msgspec

from reportedly.read.numerals import HYPHENS, tokens_of
from reportedly.read.quantities_amount import Amount, Tokens, currency_before, read_amount
from reportedly.read.quantities_bounds import bound_of
from reportedly.read.quantities_context import counts_nothing, score_at
from reportedly.read.quantities_phrases import (
    Phrase,
    is_plural,
    measure,
    noun_phrase,
    object_before,
    told_before,
)
from reportedly.read.sentences import Sentence
from reportedly.record import Quantity, Span, Time

SCORE = 0.9
NUMBERS = frozenset(("num", "numeral", "fraction", "clock", "slash", "iso"))
# units that hold a thing: "9 million barrels" are of barrels where nothing else is named
CONTAINERS = frozenset(("barrel", "barrel/day", "ton", "t", "gallon", "lb", "kg", "acre", "ha", "l"))
DETERMINERS = frozenset((
    "a", "an", "the", "its", "their", "his", "her", "this", "that", "our", "new", "proposed", "'s",
))  # fmt: skip
POSSESSORS = frozenset(("the", "its", "their", "his", "her", "all", "these", "those", "a", "an", "our"))
UNCOUNTED = frozenset(("-", "day", "year", "mother", "most", "biggest", "largest", "greatest", "issue", "one", "thing"))
TELLING = frozenset((
    "is", "was", "are", "were", "at", "to", "averaged", "worth", "cost", "costs", "between", "from", "by", "for",
))  # fmt: skip
LENGTHS = frozenset(("mile", "km", "m", "foot", "yard", "nautical mile"))
DIRECTIONS = frozenset((
    "north", "south", "east", "west", "northeast", "northwest", "southeast", "southwest", "from", "away", "off",
    "inland", "outside", "inside", "upstream", "offshore", "deep", "into", "beyond",
))  # fmt: skip
# words before a bare number that make it a count even where nothing says of what
COUNTING = frozenset((
    "to", "at", "of", "than", "least", "about", "was", "is", "were", "are", "by", "all", "only", "killed", "killing",
    "from", "nearly", "some", "wounded", "wounding", "injured", "injuring", "left", "other", "another", "and",
))  # fmt: skip
# "leaving the total number at 30": of what was named before
SUMS = frozenset(("number", "numbers", "total", "toll", "figure"))
# "in support of", "in exchange for": what follows "in" is not what the money is spent on
SET_PHRASES = frozenset((
    "support", "exchange", "return", "favor", "favour", "order", "addition", "response", "total", "all", "part",
))  # fmt: skip
AS_OF = ("as of ", "as of the ", "as at ")


class _Finder:
    """One pass over the numbers of an article."""

    def __init__(self, text: str, sentences: Sequence[Sentence], times: Sequence[Time]) -> None:
        found = tokens_of(text)
        self.starts = [token.start for token in found]
        self.times, self.text = times, text
        timed = [False] * len(found)
        for time in times:
            for start, end in time.spans:
                for k in range(bisect_right(self.starts, start - 1), bisect_right(self.starts, end - 1)):
                    timed[k] = True
        self.tokens = Tokens(text, found, timed)
        self.sentences = sentences or (Sentence(0, len(text), 0),)
        self.numbers = [
            k for k, token in enumerate(found)
            if token.kind in ("num", "numeral", "fraction") or (token.word == "single" and self.is_single(k))
        ]  # fmt: skip
        self.found: list[Quantity] = []
        self.last_of: tuple[tuple[Span, ...], int] | None = None

    def is_single(self, k: int) -> bool:
        """Tell whether "a single rogue missile" stands at `k`."""
        return self.tokens.word(k - 1) in ("a", "one") and self.tokens.word(k + 1) not in UNCOUNTED

    def all(self) -> tuple[Quantity, ...]:
        """Return the quantities in text order."""
        at = 0
        for number, sentence in enumerate(self.sentences):
            low = bisect_right(self.starts, sentence.start - 1)
            high = bisect_right(self.starts, sentence.end - 1)
            done = low
            while at < len(self.numbers) and self.numbers[at] < high:
                i = self.numbers[at]
                at += 1
                if i >= done and not self.tokens.timed[i]:
                    done = max(done, self.read(i, low, high, done, number))
        return tuple(self.found)

    def read(self, i: int, low: int, high: int, done: int, sentence: int) -> int:
        """Add the row of the number at `i`, if it is one; return the token to go on from."""
        score = score_at(self.tokens.all, i)
        if score and not currency_before(self.tokens, i):
            return score
        amount = read_amount(self.tokens, i, low, high)
        amount.first = max(amount.first, min(done, i))  # a sign or currency that the row before has taken
        measured = amount.unit is not None
        text, tokens, timed = self.text, self.tokens.all, self.tokens.timed
        settled = amount.how == "single" or (amount.how == "part" and amount.last > i + 2)
        if not settled and counts_nothing(text, tokens, i, amount.last, low, timed, measured):
            return i + 1
        row, end = self.row(amount, max(low, done), low, high, sentence)
        if row is not None:
            self.found.append(row)
            if row.unit is None and row.of:
                self.last_of = row.of, sentence
        return max(end, amount.last)

    def row(self, amount: Amount, start: int, low: int, high: int, sentence: int) -> tuple[Quantity | None, int]:
        """Build the row of an amount; return it with the token after its number and unit."""
        tokens = self.tokens
        joint = self.compound(amount, high)
        bound, first, last = bound_of(tokens, amount, start, high)
        thing, follows = self.thing(amount, first, last, low, high)
        if joint:
            thing, follows = Phrase(joint, joint + 1), True
        end = self.cut(last, max(last, thing.last) if thing and follows else last)
        truth = measure(tokens.all, first, end, low, high)
        if thing is None and truth and amount.unit is None and truth == (end, end + 1):
            thing = Phrase(*truth)  # "17 killed"
        named = thing is None or (not follows and self.is_sum(thing, sentence))
        of = self.same_things(amount, sentence) if named else ()
        if not of and thing:
            of = (self.span(thing.first, thing.last),)
        if not of and not self.stands_alone(amount):
            return None, amount.last
        row = Quantity(
            id=f"q{len(self.found) + 1}",
            spans=(self.span(first, end),),
            value=amount.value,
            high=amount.high,
            bound=bound,
            unit=amount.unit,
            of=of,
            measure=(self.span(*truth),) if truth else (),
            as_of=self.as_of(self.sentences[sentence]),
            score=SCORE,
        )
        return self.once_more(row, amount), end

    def once_more(self, row: Quantity, amount: Amount) -> Quantity:
        """Let "some seven miles (11 km)" tell the same of both figures."""
        if not self.found or amount.unit is None or self.tokens.word(amount.first - 1) != "(":
            return row
        before = self.found[-1]
        if self.text[before.spans[0][1] : self.tokens.all[amount.first].start].strip() != "(":
            return row
        bound = before.bound if row.bound == "exactly" and before.bound != "range" else row.bound
        return msgspec.structs.replace(row, of=before.of, measure=before.measure, bound=bound)

    def compound(self, amount: Amount, high: int) -> int:
        """Step over the hyphen of "a 15-member council"; return the token of its noun, 0 if there is none."""
        at, tokens = amount.last, self.tokens
        if amount.unit is not None or at + 1 >= high or tokens.word(at) not in HYPHENS or not tokens.glued(at):
            return 0
        if tokens.word(at + 1) in ("plus", "odd") or tokens.all[at + 1].kind != "word" or not tokens.glued(at + 1):
            return 0
        amount.last += 1
        return at + 1

    def is_sum(self, thing: Phrase, sentence: int) -> bool:
        """Tell whether "the total number", or any noun once things were counted here, stands for those things."""
        if thing.last - thing.first <= 2 and self.tokens.word(thing.last - 1) in SUMS:
            return True
        before = self.last_of is not None and self.last_of[1] == sentence
        return before and self.tokens.word(thing.first - 1) != "of"

    def same_things(self, amount: Amount, sentence: int) -> tuple[Span, ...]:
        """Return what was counted just before, for a count without a noun: "killed 30 people and wounded 12"."""
        whole = amount.value == int(amount.value) and amount.how in ("digits", "words", "scaled", "vague")
        if whole and amount.unit is None and self.last_of and sentence - self.last_of[1] <= 1:
            return self.last_of[0]
        return ()

    def stands_alone(self, amount: Amount) -> bool:
        """Tell whether a number of nothing may stay: it has a unit, or is told as a count."""
        if amount.unit is not None or amount.high is not None or amount.how in ("vague", "scaled", "few", "part"):
            return True
        return self.tokens.word(amount.first - 1) in COUNTING

    def cut(self, last: int, end: int) -> int:
        """Return the end of the span, stopping before the next number."""
        return next((k for k in range(last, end) if self.blocked(k)), end)

    def span(self, first: int, last: int) -> Span:
        """Return the characters of tokens [first, last)."""
        return self.tokens.all[first].start, self.tokens.all[last - 1].end

    def blocked(self, k: int) -> bool:
        """Tell whether a token is a number or a time, which no phrase runs across."""
        tokens = self.tokens
        if tokens.all[k].kind == "num" and tokens.word(k - 1) in HYPHENS and tokens.glued(k) and tokens.glued(k - 1):
            return tokens.all[k - 2].kind != "word"  # the 16 of "F-16"
        return tokens.timed[k] or tokens.all[k].kind in NUMBERS

    def is_lower(self, k: int) -> bool:
        """Tell whether token `k` starts with a small letter."""
        return self.text[self.tokens.all[k].start].islower()

    def thing(
        self, amount: Amount, first: int, last: int, low: int, high: int
    ) -> tuple[Phrase | None, bool]:
        """Return the thing counted and whether it follows the number directly."""
        if amount.unit is not None:
            return self.measured_thing(amount, first, last, low, high)
        found = noun_phrase(self.tokens.all, last, high, self.blocked, amount.value != 1 or amount.how == "vague")
        if found:
            return found, True
        word = self.tokens.word
        if amount.how == "vague" and word(last) == "in" and word(last + 1) and self.is_lower(last + 1):
            found = noun_phrase(self.tokens.all, last + 1, high, self.blocked)  # "billions in aid"
            return found, found is not None
        guess = amount.value != int(amount.value)  # an index or rate tells of its clause's subject, a count does not
        return told_before(self.tokens.all, first, low, self.blocked, guess), False

    def measured_thing(
        self, amount: Amount, first: int, last: int, low: int, high: int
    ) -> tuple[Phrase | None, bool]:
        """Return what money, per cent or a unit tells the amount of."""
        tokens, word = self.tokens.all, self.tokens.word
        follower = word(last)
        container = not amount.money and amount.unit != "%" and amount.last > amount.unit_at
        at = self.inner(amount, last, high) if word(first - 1) != "within" else 0
        inner = noun_phrase(tokens, at, high, self.blocked) if at else None
        if inner:
            if container and follower == "of":
                return Phrase(amount.unit_at, inner.last), True
            return inner, False
        attributive = word(first - 1) in DETERMINERS or word(amount.last - 2) in HYPHENS or (
            container and not is_plural(word(amount.last - 1))
        )
        noun = last
        while noun < high and self.tokens.timed[noun] and tokens[noun].kind == "word":  # "a $700 billion annual budget"
            noun += 1
        if attributive and noun < high and tokens[noun].kind == "word" and not self.blocked(noun):
            inner = noun_phrase(tokens, noun, high, self.blocked, False)
            if inner:
                return inner, False
        opener = word(first - 1)
        if amount.money and opener == "for":
            bought = object_before(tokens, first - 1, low, self.blocked)
            if bought:
                return bought, False
        if follower == "(":
            follower = next((word(k + 1) for k in range(last, min(high, last + 8)) if word(k) == ")"), "")
        if amount.unit in LENGTHS and (follower in DIRECTIONS or word(first - 1) == "within"):
            return None, False
        told = told_before(tokens, first, low, self.blocked, not amount.money or opener in TELLING)
        if told:
            return told, False
        return (Phrase(amount.unit_at, amount.last) if amount.unit in CONTAINERS else None), False

    def inner(self, amount: Amount, last: int, high: int) -> int:
        """Return where the noun after "of", "in" or "worth of" starts, 0 if nothing follows in that way."""
        word, at = self.tokens.word, last
        if word(at) == "(":  # "8 miles (13 kilometers) of new tunnels"
            at = next((k + 1 for k in range(at, min(high, at + 8)) if word(k) == ")"), high)
            if word(at) not in ("of", "in"):
                return 0
        if word(at) == "worth":
            at += word(at + 1) == "of"
        elif word(at) != "of" and not (word(at) == "in" and amount.money and word(at + 1) not in SET_PHRASES):
            return 0
        at += 1
        while word(at) in POSSESSORS:
            at += 1
        return at if at < high else 0

    def as_of(self, sentence: Sentence) -> str | None:
        """Return the day that the sentence's figures hold for: "as of Sept. 26"."""
        for time in self.times:
            start, _ = time.spans[0]
            if sentence.start <= start < sentence.end:
                opening = self.text[max(sentence.start, start - 10) : start].lower()
                if opening.endswith(AS_OF):
                    return time.value and time.value.partition("T")[0]  # "as of Sunday evening" is that day
        return None


def find_quantities(text: str, sentences: Sequence[Sentence], times: Sequence[Time]) -> tuple[Quantity, ...]:
    """Return the quantities of a text in order; `times` are its times, whose figures are none of them.

    `voice` and `event` are left at their defaults: who counts, and what happened, is for others to say.

    >>> from reportedly.read.sentences import sentences
    >>> text = "They deployed at least eight ships with over 4,000 personnel."
    >>> [(text[q.spans[0][0] : q.spans[0][1]], q.value, q.bound) for q in find_quantities(text, sentences(text), ())]
    [('at least eight ships', 8.0, 'at_least'), ('over 4,000 personnel', 4000.0, 'more_than')]
    """
    return _Finder(text, sentences, times).all()
