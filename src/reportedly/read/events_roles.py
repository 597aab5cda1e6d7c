"""Who acts and who is acted upon in an event: the nearest mentions, empty where that leaves doubt."""

from typing import NamedTuple

from reportedly.read.events_grammar import group, phrase_end, phrase_start
from reportedly.read.events_subjects import PERIODS, Chunk, Subjects
from reportedly.read.events_triggers import Found
from reportedly.read.events_words import ATTRIBUTIVE, ORIGIN, actor_nouns
from reportedly.read.grammar_words import word_set
from reportedly.read.status_scale import Verdict

# Nouns whose possessor undergoes the act: "Maduro's arrest"; with the others the possessor acts: "Maduro's letter".
UNDERGONE = word_set("undergone")
TOWARD = word_set("toward")
ASIDE = word_set("aside")
BODIES = word_set("bodies")
RECEIVING = word_set("receiving")
# Acts whose recipient may be that of what is threatened or refused: "refused to meet Pence".
THROUGH = frozenset({"REJECT", "THREATEN"})
THINGS = frozenset({"ASSAULT", "COERCE"})
# Actor nouns that before an event noun tell its kind, not who acts: "police action", "suicide attack".
KINDS = word_set("kinds")
COMING = frozenset({"come", "came", "coming", "comes"})
CARRYING = word_set("carrying")
TOOLS = word_set("tools")
DYING = frozenset({"die", "die fighting", "perish"})  # verbs whose subject undergoes the act


class Roles(NamedTuple):
    """Phrases, as pairs of first and last word, of those who act and those acted upon."""

    actor: tuple[Chunk, ...] = ()
    recipient: tuple[Chunk, ...] = ()


class Cast(Subjects):
    """The parts that the mentions of one sentence have in its events."""

    def after(self, start: int, things: bool, through: bool = False, limit: int = 14) -> Chunk | None:
        """Return the first participant right of word `start` in its clause: object, or object of a preposition."""
        words = self.words
        tags = words.tags
        at, skipping, fallback = start, False, None
        while at < len(words) and at < start + limit:
            tag = tags[at]
            if tag in ";.:-?!" or (tag == "V" and at > start) or (tag in "MHBOUW" and words.low[at] != "that"):
                break
            if tag == ",":
                break
            if tag == "T" and at + 1 < len(words) and tags[at + 1] in "VA":
                if not through:
                    break
                at += 2
                continue
            if tag in "PT":
                skipping = words.low[at] in ASIDE
            elif tag in "DSJKXwjR":
                end = phrase_end(words, at)
                if not skipping:
                    chunk = (at, end)
                    if self.agentive(chunk):
                        return self._widen(chunk)
                    if owner := self._owner(chunk):
                        return owner
                    if (
                        fallback is None
                        and things
                        and tags[end] == "w"
                        and at <= start + 1
                        and words.low[end] not in PERIODS
                    ):
                        fallback = chunk
                at = end
            at += 1
        return fallback

    def by(self, start: int) -> Chunk | None:
        """Return the agent of a passive: "by X" within the clause."""
        words = self.words
        for at in range(start, min(len(words) - 1, start + 10)):
            if words.tags[at] in ",;.V":
                return None
            if words.low[at] == "by" and words.tags[at + 1] in "DSXwJRj":
                chunk = (at + 1, phrase_end(words, at + 1))
                if not self._acts(chunk):
                    return self._owner(chunk)
                return self._with_next(self._widen(chunk))
        return None

    def _acts(self, chunk: Chunk) -> bool:
        """Tell whether the phrase after "by" may be an agent: there a noun for a person by its ending is enough."""
        low = self.words.low[chunk[1]]
        return self.agentive(chunk) or (
            low.endswith(("ers", "ors", "ists", "men", "women", "ist")) and low not in TOOLS
        )

    def of_verb(self, found: Found) -> Roles:
        """Return the roles around an event verb."""
        words, verb = self.words, found.head
        type_ = found.row.type
        things = type_ in THINGS
        if found.row.lemma in DYING:
            return Roles((), self.subject(verb))
        if self._passive(verb):
            actor = self.by(found.last + 1)
            if type_ == "MOBILIZE":
                return Roles((actor,) if actor else ())
            self.things = things
            patient = self.subject(verb)
            self.things = False
            return Roles((actor,) if actor else (), patient)
        if both := self.object_before(verb):
            target = both[1] if things or self.agentive(both[1]) else None
            return Roles((both[0],), (target,) if target else ())
        target = None
        if type_ == "MOBILIZE":
            against = words.low.index("against", verb) if "against" in words.low[verb : verb + 10] else -1
            target = self.after(against + 1, False) if against >= 0 else None
        elif type_ == "RETREAT" and found.row.mode == "withdraw":
            away = words.low.index("from", verb) if "from" in words.low[verb : verb + 10] else -1
            target = self.after(away + 1, False) if away >= 0 else None
        else:
            target = self.after(found.last + 1, things, type_ in THROUGH)
        return Roles(self.subject(verb), (target,) if target else ())

    # -- nouns -----------------------------------------------------------------------------------------------------

    def of_noun(self, found: Found, verdict: Verdict) -> Roles:
        """Return the roles around an event noun: possessor, modifier, prepositions, and the verb that carries it."""
        words = self.words
        first = phrase_start(words, found.first)
        undergone = found.row.lemma.split(" ")[-1] in UNDERGONE
        holder = self._holder(first, found.first)
        actor: tuple[Chunk, ...] = ()
        recipient: tuple[Chunk, ...] = ()
        if holder and found.row.type == "CONSULT" and words.tags[holder[1] + 1] != "G" and words.tags[holder[0]] != "S":
            holder = None if not ORIGIN.search(words.low[holder[0]]) else holder
        if holder:
            adjective = (
                holder[0] == holder[1] and (ORIGIN.search(words.low[holder[0]]) or words.low[holder[0]] in ATTRIBUTIVE)
            ) or words.low[holder[1]] in BODIES
            if (undergone and not adjective) or (
                found.row.type == "SANCTION" and not adjective and words.tags[holder[1] + 1] != "G"
            ):
                recipient = (holder,)
            else:
                actor = (holder,)
        right_actor, right_recipient = self._right(found, undergone)
        actor, recipient = actor or right_actor, recipient or right_recipient
        if verdict.governor >= 0 and words.tags[verdict.governor] in "Vg":
            carrier = verdict.governor
            under = first > 1 and words.low[first - 1] == "under" and words.low[carrier] in COMING
            if words.low[carrier] in RECEIVING or under:
                recipient = recipient or self.subject(carrier)
            elif (
                not actor
                and verdict.actor in ("light", "self")
                and carrier < found.first
                and not self._passive(carrier)
            ):
                actor = self.subject(carrier)
            elif not actor and verdict.actor == "light" and self._passive(carrier):
                agent = self.by(found.last + 1)
                actor = (agent,) if agent else ()
                recipient = recipient or self.subject(carrier)
        before = first - 1
        while before >= 0 and words.tags[before] in "A":
            before -= 1
        if not actor and before >= 0 and words.tags[before] == "B" and found.row.lemma == "at war":
            actor = self._left(group(words, before).start - 1, 0)
        return Roles(actor, recipient)

    def _holder(self, first: int, trigger: int) -> Chunk | None:
        """Return the possessor or the name that modifies the event noun."""
        words = self.words
        for at in range(trigger - 1, first - 1, -1):
            if words.tags[at] == "G" and at > first:
                return first, at - 1
            if (words.tags[at] == "S" and words.low[at] not in ("whose", "its")) or words.low[at] == "its":
                return at, at
        for at in range(trigger - 1, first - 1, -1):
            if words.tags[at] == "X":
                left = at
                while left > first and words.tags[left - 1] == "X":
                    left -= 1
                return left, at
            if words.low[at] in actor_nouns() and words.low[at] not in KINDS:
                return at, at
        return None

    def _carried_out(self, at: int) -> int:
        """Return the word after a passive that only carries the noun: "(an attack) was carried out |by", else 0."""
        words = self.words
        while at < len(words) and words.tags[at] in "BHA":
            at += 1
        if at >= len(words) or words.low[at] not in CARRYING:
            return 0
        at += 1
        return at + (at < len(words) and words.low[at] in ("out", "up"))

    def _right(self, found: Found, undergone: bool) -> tuple[tuple[Chunk, ...], tuple[Chunk, ...]]:
        words = self.words
        actor: tuple[Chunk, ...] = ()
        recipient: tuple[Chunk, ...] = ()
        at = found.last + 1
        stop = min(len(words), at + 16)
        while at + 1 < stop:
            low, tag = words.low[at], words.tags[at]
            if tag in "BH" and (carried := self._carried_out(at)):
                at = carried
                continue
            if tag in ",;.:-MHBOUW" or (tag == "V" and at + 1 < len(words) and words.low[at + 1] != "by"):
                break
            if tag in "PT" and words.tags[at + 1] in "DSXwJRjK":
                end = phrase_end(words, at + 1)
                chunk = self._widen((at + 1, end))
                good = self.agentive((at + 1, end))
                if not good and (owner := self._owner((at + 1, end))):
                    chunk, good = owner, True
                if low == "between" and good:
                    rest = end + 2
                    actor = actor or (chunk,)
                    if rest < len(words) and words.low[end + 1] == "and" and words.tags[rest] in "DSXwJ":
                        recipient = recipient or ((rest, phrase_end(words, rest)),)
                elif low == "by" and (good or self._acts((at + 1, end))):
                    actor = (self._with_next(chunk),)
                elif good and low == "from" and found.row.type == "RETREAT":
                    recipient = (chunk,)
                elif good and low == "from":
                    actor = actor or (chunk,)
                elif good and low == "of" and at == found.last + 1:
                    if undergone or found.row.type in ("ASSAULT", "COERCE", "SUPPORT", "ACCUSE", "AID"):
                        recipient = recipient or (chunk,)
                    else:
                        actor = actor or (chunk,)
                elif low in TOWARD and (good or (found.row.type in THINGS and low in ("on", "against"))):
                    recipient = recipient or (chunk,)
                at = max(end, chunk[1])
            at += 1
        return actor, recipient
