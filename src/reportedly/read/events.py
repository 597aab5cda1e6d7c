"""Events of an article: what is told, of whom, how real, and on whose word.

Tables and the model's heads propose triggers; a small grammar reads status and roles; `weighing` settles between them.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from msgspec.structs import replace

from reportedly.read.events_grammar import phrase_start
from reportedly.read.events_lexicon import vetoed
from reportedly.read.events_participants import candidates as weighed
from reportedly.read.events_participants import choose
from reportedly.read.events_pronouns import PERSON, SEVERAL, THING, Memory, explicit
from reportedly.read.events_roles import DYING, Cast, Roles
from reportedly.read.events_subjects import PERIODS, Chunk
from reportedly.read.events_triggers import Found, find
from reportedly.read.events_when import Setting
from reportedly.read.events_words import Words
from reportedly.read.proposals import Proposal
from reportedly.read.score import event_features, logistic
from reportedly.read.sentences import Sentence
from reportedly.read.status import Grammar
from reportedly.read.status_scale import REAL, VERBAL, Verdict
from reportedly.read.weighing import Candidate, candidates, doubtful, weigh_status, weigh_type
from reportedly.record import Entity, Event, Span, Statement, Time, inside, size
from reportedly.record.rows import Status

PRONOUNS = PERSON | THING | SEVERAL
LONGEST = 300  # characters of a mention
SPEAKER = frozenset(["i", "me", "my", "myself"])
PLACES = ("country", "place")
EDGES = frozenset('PTCGUW,.;:-"?!')  # tags that no participant begins or ends with
# What a statement's force makes of a bare infinitive or -ing form that opens its content.
FORCES: dict[str, Status] = {
    "demand": "called_for", "propose": "called_for", "promise": "planned", "threaten": "possible",
    "consider": "considered", "predict": "possible", "deny": "did_not_happen",
}  # fmt: skip


class Draft(NamedTuple):
    """An event before it is numbered, with what the rules for repetitions compare."""

    found: Found
    event: Event
    known: bool
    named: bool


def find_events(
    text: str,
    sentences: Sequence[Sentence],
    entities: Sequence[Entity],
    statements: Sequence[Statement],
    times: Sequence[Time],
    proposals: Sequence[Proposal] | None = None,
    calibration: Mapping[str, Any] | None = None,
    cut: Sequence[Words] | None = None,
    tabled: Sequence[Sequence[Found]] | None = None,
) -> tuple[Event, ...]:
    """Return the events of the text in order, ids "e1", "e2", ...

    `proposals` are the model's, in text order; without them the tables stand alone. `calibration` turns its figures
    into scores. `cut` are the sentences' words and `tabled` the tables' triggers in each where they are at hand. Every
    trigger is read by itself; a bare repetition (same type, nothing added) is left out.
    """
    mentions = sorted(((span, entity) for entity in entities for span in entity.mentions), key=lambda pair: pair[0])
    longest = max((end - start for (start, end), _ in mentions), default=0)
    reaches = [(_reach((*one.content, *one.cue)), one) for one in statements]
    openings = [p.trigger[0] for p in proposals or ()]
    drafts: list[Draft] = []
    memory = Memory()
    for number, sentence in enumerate(sentences):
        words = cut[number] if cut is not None else Words(text, sentence.start, sentence.end)
        memory.read(words)
        listed = find(words) if tabled is None else tabled[number]
        if proposals is None:
            found = [Candidate(one, None, True) for one in listed if not vetoed(words, one.head)]
        else:
            inside = proposals[bisect_left(openings, sentence.start) : bisect_left(openings, sentence.end)]
            found = candidates(words, listed, inside)
        if found:
            first = bisect_left(mentions, sentence.start - longest, key=_opening)
            near = mentions[first : bisect_left(mentions, sentence.end, key=_opening)]
            near = [(span, entity) for span, entity in near if span[1] > sentence.start]
            telling = [
                one
                for (start, end), one in reaches
                if start < sentence.end
                and end > sentence.start
                and any(_meets(span, sentence) for span in (*one.content, *one.cue))
            ]
            drafts.extend(_read(text, sentence, words, found, mentions, near, telling, times, memory, calibration))
    kept = _without_repetitions(drafts)
    return tuple(replace(draft.event, id=f"e{number}") for number, draft in enumerate(kept, 1))


def _read(
    text: str,
    sentence: Sentence,
    words: Words,
    found: list[Candidate],
    mentions: Sequence[tuple[Span, Entity]],
    near: Sequence[tuple[Span, Entity]],
    statements: Sequence[Statement],
    times: Sequence[Time],
    memory: Memory,
    calibration: Mapping[str, Any] | None,
) -> list[Draft]:
    """Return the events of one sentence; `near` are its mentions, `statements` those with content or cue in it."""
    grammar = Grammar(words)
    places = [(span, entity) for span, entity in near if entity.kind in PLACES]
    mentioned = frozenset(
        at
        for (start, end), _ in near
        for at in range(bisect_left(words.starts, start), bisect_right(words.ends, end))
    )
    cast = Cast(words, grammar, mentioned)
    deeds = frozenset(at for one in found for at in range(one.found.first, one.found.last + 1))
    setting = Setting(text, words, (sentence.start, sentence.end), times, places, statements, deeds)
    headline = sentence.paragraph == 0 or text[sentence.end - 1].isalnum()
    drafts = []
    for candidate in found:
        one, proposal = candidate.found, candidate.proposal
        first = one.first if one.verbal else phrase_start(words, one.first)
        verdict = grammar.told(one.head) if one.verbal else grammar.noun(first, one.first, one.row.type, last=one.last)
        trigger = words.span(one.first, one.last)
        told = voice_of(trigger, statements)
        verdict = _by_force(words, one, verdict, told)
        verdict = _by_kind(words, one, verdict, headline)
        roles = cast.of_verb(one) if one.verbal else cast.of_noun(one, verdict)
        roles = _distinct(roles)
        type_, mode, type_share = weigh_type(candidate)
        if proposal is None or one.row.lemma in DYING:
            actor, recipient = (_spans(text, words, part, memory, near, told) for part in roles)
        else:

            def stands_for(chunk: Chunk, told: Statement | None = told) -> Span | None:
                return next(iter(_spans(text, words, (chunk,), memory, near, told)), None)

            actor, recipient = choose(weighed(words, roles, proposal, type_, one.verbal, stands_for))
        recipient = tuple(span for span in recipient if span not in actor)
        status, status_share = weigh_status(verdict, proposal, _is_default(words, verdict))
        if status in REAL and doubtful(candidate):
            continue
        because = _because(words, status, verdict, proposal)
        event = Event(
            id="",
            trigger=(trigger,),
            type=type_,
            mode=mode,
            actor=actor,
            actor_entities=_entities(actor, mentions),
            recipient=recipient,
            recipient_entities=_entities(recipient, mentions),
            place=setting.place(one.first, one.last, type_, one.verbal),
            date=setting.date(one.first, one.last, status in REAL),
            status=status,
            because=because,
            voice=told.id if told else "author",
            score=_score(candidate, verdict, status, type_share, status_share, calibration),
        )
        known = not one.verbal and grammar.definite(first, one.first)
        drafts.append(Draft(one, event, known, bool(roles.actor or roles.recipient)))
    return drafts


def voice_of(trigger: Span, statements: Sequence[Statement]) -> Statement | None:
    """Return the innermost statement whose content holds the trigger: the one with the least content."""
    spans = (trigger,)
    holding = [one for one in statements if inside(spans, one.content) and not inside(spans, one.cue)]
    return min(holding, key=lambda one: size(one.content), default=None)


def _by_force(words: Words, one: Found, verdict: Verdict, told: Statement | None) -> Verdict:
    """Let the statement's force decide where its content opens with a bare "to strike", "striking" or "strikes"."""
    if told is None or told.force not in FORCES or not told.cue:
        return verdict
    start = told.content[0][0]
    opening = next((at for at in range(len(words)) if words.starts[at] >= start), -1)
    if opening < 0 or one.first - opening > 2 or any(words.tags[at] in "VMHB" for at in range(opening, one.first)):
        return verdict
    bare = words.tags[opening] in "T" or words.tags[one.first] == "g"
    bare = bare or (not one.verbal and words.tags[opening] not in "DSG" and told.force != "deny")
    plain = verdict.status in REAL and not verdict.because
    if not bare or not (plain or _is_default(words, verdict)):
        return verdict
    cue = tuple(at for at in range(len(words)) if any(s <= words.starts[at] < e for s, e in told.cue))
    return Verdict(FORCES[told.force], cue or verdict.because, verdict.actor, verdict.governor)


def _is_default(words: Words, verdict: Verdict) -> bool:
    """Tell whether the verdict rests on a bare "to" alone."""
    return verdict.status == "planned" and all(words.low[at] == "to" for at in verdict.because)


def _by_kind(words: Words, one: Found, verdict: Verdict, headline: bool) -> Verdict:
    """Settle between happened and ongoing, and keep mere kinds of acts from counting as done."""
    if verdict.status not in REAL:
        return verdict
    row = one.row
    if not verdict.because and (later := _in_time_to_come(words, one)):
        return verdict._replace(status="planned", because=later)
    if row.aspect == "idea" and verdict.actor != "light" and not verdict.because:
        return verdict._replace(status="possible")
    if row.aspect == "state" and not one.verbal:
        return verdict._replace(status="ongoing")
    if one.verbal and verdict.status == "happened" and row.type not in VERBAL and not verdict.because:
        low = words.low[one.head]
        present = words.tags[one.head] == "V" and (low.endswith("s") and not low.endswith("ss"))
        if present and not headline:
            return verdict._replace(status="ongoing")
    if (
        one.verbal
        and verdict.status == "ongoing"
        and row.type in VERBAL
        and words.tags[one.head] == "g"
        and not verdict.because
    ):
        return verdict._replace(status="happened")
    return verdict


def _in_time_to_come(words: Words, one: Found) -> tuple[int, ...]:
    """Return "next year" or "tomorrow" right after a noun or an -ing form: that has not happened yet."""
    low, at = words.low, one.last + 1
    if one.verbal and not low[one.head].endswith("ing"):
        return ()
    if low[at : at + 1] == ["tomorrow"]:
        return (at,)
    ahead = low[at : at + 1] in (["next"], ["coming"]) and at + 1 < len(low)
    return (at, at + 1) if ahead and (low[at + 1] in PERIODS or words.tags[at + 1] == "Y") else ()


def _distinct(roles: Roles) -> Roles:
    """Drop a recipient that is the actor."""
    return Roles(roles.actor, tuple(chunk for chunk in roles.recipient if chunk not in roles.actor))


def _spans(
    text: str,
    words: Words,
    chunks: Sequence[Chunk],
    memory: Memory,
    near: Sequence[tuple[Span, Entity]],
    told: Statement | None,
) -> tuple[Span, ...]:
    """Return the characters of the phrases, "he" or "it" replaced by what it stands for, "I" by the speaker."""
    found = []
    for first, last in chunks:
        span: Span | None = words.span(first, last)
        if first == last and words.low[first] in PRONOUNS:
            named = explicit(words.span(first, last), near, text) or memory.resolve(words, first)
            span = named or (None if words.low[first] in THING else span)
        elif first == last and words.low[first] in SPEAKER and told is not None and len(told.source) == 1:
            source = told.source[0]
            span = source if text[slice(*source)].lower() not in PRONOUNS else span
        if span is not None:
            found.append(span)
    return tuple(dict.fromkeys(found))


def _because(words: Words, status: Status, verdict: Verdict, proposal: Proposal | None) -> tuple[Span, ...]:
    """Return the words that decided: the rules' if they read the same status, else the model's; none if it is real."""
    if status == verdict.status:
        return _merge([_whole(words, words.span(at, at)) for at in verdict.because])
    return _merge([_whole(words, span) for span in proposal.because]) if proposal and status not in REAL else ()


def _whole(words: Words, span: Span) -> Span:
    """Return the span widened to whole words, so that "n't" stands with its verb."""
    inside = words.within(span)
    if not inside:
        return span
    first = inside[0]
    while first and words.starts[first] == words.ends[first - 1] and words.raw[first - 1][-1].isalnum():
        first -= 1
    return words.starts[first], max(words.ends[inside[-1]], span[1])


def _entities(spans: Sequence[Span], mentions: Sequence[tuple[Span, Entity]]) -> tuple[str, ...]:
    """Return the ids of the entities with a mention in the spans, each once; `mentions` in text order."""
    found = []
    for start, end in spans:
        first = bisect_left(mentions, start - LONGEST, key=_opening)
        for (s, e), entity in mentions[first : bisect_left(mentions, end, key=_opening)]:
            if e > start and s < end:
                found.append(entity.id)
    return tuple(dict.fromkeys(found))


def _reach(spans: Sequence[Span]) -> Span:
    return min(start for start, _ in spans), max(end for _, end in spans)


def _meets(span: Span, sentence: Sentence) -> bool:
    return span[0] < sentence.end and span[1] > sentence.start


def _opening(mention: tuple[Span, Entity]) -> int:
    return mention[0][0]


def _merge(spans: list[Span]) -> tuple[Span, ...]:
    """Join neighbouring words into one span."""
    merged: list[Span] = []
    for start, end in sorted(spans):
        if merged and start - merged[-1][1] <= 1:
            merged[-1] = (merged[-1][0], end)
        else:
            merged.append((start, end))
    return tuple(merged)


def _score(
    candidate: Candidate,
    verdict: Verdict,
    status: Status,
    type_share: float,
    status_share: float,
    calibration: Mapping[str, Any] | None,
) -> float:
    """Return the calibrated probability that trigger, type and status are right; 0.5 for the tables alone."""
    if candidate.proposal is None:
        return 0.5
    if calibration is None:
        return round(candidate.proposal.chance, 2)
    agreed = status == verdict.status
    return logistic(
        event_features(candidate.proposal.chance, type_share, status_share, candidate.listed, agreed), calibration
    )


def _without_repetitions(drafts: Sequence[Draft]) -> list[Draft]:
    """Leave out an event noun that names again what was told, with no participant of its own and no other status."""
    seen: set[tuple[str, str, bool]] = set()
    kept = []
    for draft in drafts:
        event = draft.event
        key = (event.type, draft.found.row.lemma, event.status in REAL)
        if not draft.found.verbal and key in seen and not draft.named and not event.date.spans:
            continue
        seen.add(key)
        kept.append(draft)
    return kept
