"""Whether two rows say the same thing, and why: signs for and against, weighed (evidence.py, weights.py).

Two rows join when type (or counted thing and measure) agrees, at least two fields agree, and the odds of all signs
together are high enough. Fields are actor, recipient, place and date, and what tells as much: a name that both
sentences have, a number that tells, rare words, the wording of a content. What is unknown agrees with nothing and
contradicts nothing.
"""

from typing import NamedTuple

from reportedly.weave import evidence
from reportedly.weave.comparing import HURT, KILLED, compatible, deeds, gap, things
from reportedly.weave.denials import WITHIN
from reportedly.weave.evidence import ARMED, Sign
from reportedly.weave.facts import Fact
from reportedly.weave.weights import odds
from reportedly.weave.wording import folded, likeness, shared, stem, weight

FIELDS = 2  # that agree
LEAST = {"event": 0.8, "quantity": 0.5, "statement": 0.7}  # log-odds from which two rows join
EXCLUDED = -99.0  # the score of two rows that cannot be one claim, whatever else agrees
AGAINST = -4.5  # log-odds from which on two rows contradict each other
UNSURE = 10  # and if one of them may be another deed's of its sentence
APART = 3  # days between two dates from which they exclude each other
WHOLE_MASS = 4.0  # weight of the shared words from which a sentence can be known by itself
ONE_SENTENCE = 0.75  # likeness from which two sentences are one that was passed on
ANSWERING = 0.6  # likeness of the words of a denial and of the report that it names
ANSWERED = 4.0  # log-odds that they are one claim
FORCE = frozenset({"ASSAULT", "MOBILIZE"})  # "fired missiles": a test or an attack, by what else the sentence says


class Verdict(NamedTuple):
    """How two rows compare: `joins` and `against` are never both true; `score` (log-odds) orders what joins."""

    joins: bool
    against: bool
    score: float
    reasons: tuple[str, ...]


NOTHING = Verdict(False, False, 0.0, ())


def _against(reason: str) -> Verdict:
    return Verdict(False, True, EXCLUDED, (reason,))


def signs_of(left: Fact, right: Fact) -> tuple[Sign, ...]:
    """Return the signs for and against two rows of one kind."""
    return {"event": evidence.events, "quantity": evidence.numbers, "statement": evidence.contents}[left.kind](
        left, right
    )


def excluded(left: Fact, right: Fact) -> str:
    """Return why two rows of one kind cannot be one claim, whatever else agrees; "" if nothing excludes it."""
    if left.kind == "event":
        return _other_deed(left, right)
    if left.kind == "quantity":
        return _other_number(left, right)
    numbers = [{word for word in fact.words if word[0].isdigit()} for fact in (left, right)]
    if numbers[0] and numbers[1] and not numbers[0] & numbers[1]:
        return "their numbers differ"
    return _other_days(left, right)


def _other_days(left: Fact, right: Fact) -> str:
    most = APART if left.firm and right.firm else UNSURE
    if left.when is not None and right.when is not None and gap(left.when, right.when) > most:
        return f"{left.when[0]} is not {right.when[0]}"
    return ""


def _other_deed(left: Fact, right: Fact) -> str:
    armed = {left.mode, right.mode} <= ARMED
    both = {left.type, right.type}
    alike = left.head & right.head or armed or deeds(left) & deeds(right)
    if len(both) > 1 and not (alike and both <= FORCE):
        return f"{left.type} is not {right.type}"
    if (left.head & HURT and right.head & KILLED) or (left.head & KILLED and right.head & HURT):
        return "to wound is not to kill"
    return _other_days(left, right) or evidence.strangers(left, right)


def _other_number(left: Fact, right: Fact) -> str:
    thing = things(left, right)
    if thing.against:
        return thing.reason
    if left.item == right.item and left.around == right.around and left.spans != right.spans:
        return "two numbers of one sentence"
    if not compatible(left, right) or (left.value is None) != (right.value is None):
        return f"{left.said} is not {right.said}"
    return _other_days(left, right)


def _passed_on(left: Fact, right: Fact) -> bool:
    """Tell whether two articles hold one sentence, with the row in it."""
    if left.item == right.item or likeness(left.around, right.around) < ONE_SENTENCE:
        return False
    same = left.value == right.value and left.type == right.type if left.kind == "quantity" else left.head & right.head
    return bool(same) and left.kind != "statement" and shared(left.around, right.around) >= WHOLE_MASS


def _answers(denial: Fact, report: Fact) -> bool:
    """Tell whether one row denies what an outlet reported, by its name, and the other is that report or cites it."""
    if not denial.answered or report.answered or denial.day is None or report.day is None:
        return False
    if not 0 <= (denial.day - report.day).days <= WITHIN:
        return False
    name = {stem(word) for word in denial.answered.split() if weight(word) > 0}
    if folded(report.outlet or "") != denial.answered and not (name and name <= report.around.keys()):
        return False
    if denial.kind == "event":
        alike = max(likeness(denial.near, report.near), likeness(denial.words, report.words))
        return bool(denial.head & report.head) and alike >= ANSWERING
    return denial.kind == "statement" and likeness(denial.words, report.words) >= ANSWERING


def compare(left: Fact, right: Fact) -> Verdict:
    """Compare two rows; rows of different kinds never join and do not contradict each other."""
    if left.kind != right.kind or left.address == right.address:
        return NOTHING
    reason = excluded(left, right)
    if reason:
        return _against(reason)
    found = signs_of(left, right)
    total = odds(left.kind, found)
    fields = sum(sign.agrees for sign in found)
    late = any(sign.name == "late and undated" for sign in found)
    joins = (fields >= FIELDS and total >= LEAST[left.kind] and not late) or _passed_on(left, right)
    if _answers(left, right) or _answers(right, left):
        reason = f"one denies the report of {left.answered or right.answered}"
        return Verdict(True, False, max(total, ANSWERED), (reason,))
    if total <= AGAINST and not joins:
        return Verdict(False, True, total, tuple(sign.reason for sign in found if sign.reason and not sign.agrees))
    return Verdict(joins, False, total, tuple(sign.reason for sign in found if sign.agrees and sign.reason))
