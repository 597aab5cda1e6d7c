"""Disputes: pairs of rows of one article that cannot both hold, or that the text itself sets against each other.

Few and right: a pair needs an opposing word ("denied", "despite", "no evidence") and the same matter on both sides.
"""

import re
from collections.abc import Sequence
from functools import lru_cache

from reportedly.read.grammar_words import word_set
from reportedly.read.sentences import Sentence
from reportedly.record import Dispute, Event, Side, Span, Statement, quote_of
from reportedly.record.rows import Spans

CHARGES = ("accuse", "allege")
CLAIMS = (*CHARGES, "assert", "believe")
CONCESSIVE = re.compile(r"\b(?:despite|in spite of|even though|although)\s+", re.IGNORECASE)
NO_EVIDENCE = re.compile(r"\bno (?:\w+ )?(?:evidence|proof|indication)\b", re.IGNORECASE)
# "denied the allegations": the content names no matter of its own, only that it was charged.
ANAPHOR = re.compile(
    r"(?:any|all|the|those|these|such|his|her|its|their|it|that|this)?\s*"
    r"(?:\w+\s+)?(?:allegations?|accusations?|charges?|claims?|reports?|involvement|wrongdoing|responsibility)?",
    re.IGNORECASE,
)
WORD = re.compile(r"[^\W_]+")
EMPTY = word_set("no_matter")
ENDINGS = ("ations", "ation", "ions", "ion", "ings", "ing", "ies", "ed", "es", "s")
REACH = 4


def find_disputes(
    text: str, sentences: Sequence[Sentence], statements: Sequence[Statement], events: Sequence[Event]
) -> tuple[Dispute, ...]:
    """Return the disputes of an article, the side that is disputed on the left."""
    found = [
        *_set_against(text, sentences, statements),
        *_denials(text, sentences, statements),
        *_no_evidence(text, sentences, statements),
        *_opposite_events(text, statements, events),
    ]
    seen: set[tuple[Side, Side]] = set()
    kept = []
    for dispute in found:
        if (dispute.left, dispute.right) not in seen:
            seen.add((dispute.left, dispute.right))
            kept.append(dispute)
    return tuple(kept)


def stems(text: str, spans: Spans) -> frozenset[str]:
    """Return the content words of the spans without their endings."""
    return frozenset([_stem(word) for word in WORD.findall(quote_of(text, spans).lower())]) - {""}


@lru_cache(maxsize=16384)
def _stem(word: str) -> str:
    """Return a word in small letters without its ending, nothing for one without content."""
    if word in EMPTY or (len(word) < 3 and not word.isdigit()):
        return ""
    ending = next((one for one in ENDINGS if word.endswith(one) and len(word) - len(one) >= 3), "")
    return word[: len(word) - len(ending)]


def _same_matter(left: frozenset[str], right: frozenset[str]) -> bool:
    """Tell whether two contents share enough words to be about one thing."""
    shared = len(left & right)
    return shared >= 2 and shared >= 0.5 * min(len(left), len(right))


def _set_against(text: str, sentences: Sequence[Sentence], statements: Sequence[Statement]) -> list[Dispute]:
    """Find charges that the article itself qualifies: "accuses Caracas of ..., despite Venezuela not being ..."."""
    found = []
    for statement in statements:
        if statement.force not in CHARGES or not statement.content:
            continue
        start, end = statement.content[0][0], statement.content[-1][1]
        sentence = _at(sentences, start)
        if sentence is None:
            continue
        match = CONCESSIVE.search(text, start, sentence.end)
        if match is None or (statement.quote == "direct" and match.start() < end):
            continue
        side = _trimmed(text, match.end(), sentence.end)
        if side[1] - side[0] > 12:
            reason = f"the text sets the charge against what follows “{match.group().strip().lower()}”"
            found.append(Dispute(left=Side(id=statement.id), right=Side(spans=(side,)), reason=reason))
    return found


def _denials(text: str, sentences: Sequence[Sentence], statements: Sequence[Statement]) -> list[Dispute]:
    """Find statements that deny what another source asserts, in the same words or by naming the charge."""
    denials = [one for one in statements if one.force == "deny" and one.content]
    if not denials:
        return []
    matters = {one.id: stems(text, one.content) for one in statements}
    found: list[Dispute] = []
    told: set[tuple[str, frozenset[str]]] = set()
    for denial in denials:
        claims = [one for one in statements if one.force in CLAIMS and _others(text, one, denial) and one.content]
        same = [one for one in claims if not _nested(one, denial) and _same_matter(matters[one.id], matters[denial.id])]
        if not same and ANAPHOR.fullmatch(quote_of(text, denial.content).strip(' .,”"')):
            here = _number(sentences, denial.content[0][0])
            near = [
                one for one in claims
                if one.force in CHARGES and 0 <= here - _number(sentences, one.content[0][0]) <= REACH
            ]  # fmt: skip
            same = near if len({quote_of(text, one.source) for one in near}) == 1 else []
            same = same[-1:]
        for claim in same:
            pair = (claim.id, stems(text, denial.source))
            if pair in told:
                continue
            told.add(pair)
            reason = "one source denies what another says"
            found.append(Dispute(left=Side(id=claim.id), right=Side(id=denial.id), reason=reason))
    return found


def _no_evidence(text: str, sentences: Sequence[Sentence], statements: Sequence[Statement]) -> list[Dispute]:
    """Find claims for which the text, or someone in it, says that there is no evidence."""
    found = []
    for match in NO_EVIDENCE.finditer(text):
        sentence = _at(sentences, match.start())
        if sentence is None:
            continue
        rest = _trimmed(text, match.end(), sentence.end)
        if rest[1] <= rest[0]:
            continue
        matter = stems(text, (rest,))
        holding = [one for one in statements if any(s <= match.start() and match.end() <= e for s, e in one.content)]
        holder = min(holding, key=lambda one: sum(e - s for s, e in one.content), default=None)
        for claim in statements:
            if claim.force not in CLAIMS or claim in holding or not claim.content:
                continue
            if (
                any(s < match.end() and match.start() < e for s, e in claim.content)
                or claim.content[0][0] >= match.start()
            ):
                continue
            if _same_matter(stems(text, claim.content), matter) and (holder is None or _others(text, claim, holder)):
                right = Side(id=holder.id) if holder else Side(spans=((match.start(), rest[1]),))
                found.append(Dispute(left=Side(id=claim.id), right=right, reason="said to be without evidence"))
    return found


def _opposite_events(text: str, statements: Sequence[Statement], events: Sequence[Event]) -> list[Dispute]:
    """Find an event that one voice tells as done and another as not done, of the same actor and in the same word."""
    denied = [one for one in events if one.status == "did_not_happen" and one.voice != "author" and one.actor]
    if not denied:
        return []
    sources = {one.id: stems(text, one.source) for one in statements}
    found = []
    for no in denied:
        for yes in events:
            if (
                yes.status not in ("happened", "ongoing")
                or yes.type != no.type
                or yes.voice == no.voice
                or not yes.actor
            ):
                continue
            if stems(text, yes.trigger) != stems(text, no.trigger) or not stems(text, yes.actor) & stems(
                text, no.actor
            ):
                continue
            if yes.recipient and no.recipient and not stems(text, yes.recipient) & stems(text, no.recipient):
                continue
            if sources.get(yes.voice, frozenset()) & sources.get(no.voice, frozenset()):
                continue
            reason = "told as done by one voice, as not done by another"
            found.append(Dispute(left=Side(id=yes.id), right=Side(id=no.id), reason=reason))
    return found


def _others(text: str, one: Statement, two: Statement) -> bool:
    """Tell whether two statements have different, known sources."""
    left, right = stems(text, one.source), stems(text, two.source)
    return one.id != two.id and bool(left) and bool(right) and not left & right


def _nested(inner: Statement, outer: Statement) -> bool:
    """Tell whether either statement lies inside the other's content: then they are not two sides."""
    one, two = (inner.content[0][0], inner.content[-1][1]), (outer.content[0][0], outer.content[-1][1])
    return (one[0] <= two[0] and two[1] <= one[1]) or (two[0] <= one[0] and one[1] <= two[1])


def _at(sentences: Sequence[Sentence], at: int) -> Sentence | None:
    return next((one for one in sentences if one.start <= at < one.end), None)


def _number(sentences: Sequence[Sentence], at: int) -> int:
    return next((number for number, one in enumerate(sentences) if one.start <= at < one.end), -1)


def _trimmed(text: str, start: int, end: int) -> Span:
    """Return `[start, end)` up to the clause's end, without white space and closing punctuation."""
    stop = re.compile(r"[;:]|,\s+(?:said|says|he|she|and|but|according)\b").search(text, start, end)
    end = stop.start() if stop else end
    while start < end and text[start].isspace():
        start += 1
    while end > start and (text[end - 1].isspace() or text[end - 1] in '.,;:”"'):
        end -= 1
    return start, end
