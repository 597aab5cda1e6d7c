"""Who acts and who is acted upon: the nearest mentions by simple clause grammar, empty where that leaves doubt."""

from functools import cache
from typing import NamedTuple

from reportedly.read import inflect
from reportedly.read.events_grammar import SAYING, clause_before, group, phrase_end, phrase_start, phrases
from reportedly.read.events_triggers import Found
from reportedly.read.events_words import ATTRIBUTIVE, ORIGIN, Words, actor_nouns, verb_forms
from reportedly.read.status import Grammar, Verdict

Chunk = tuple[int, int]
# Nouns whose possessor undergoes the act: "Maduro's arrest"; with the others the possessor acts: "Maduro's letter".
UNDERGONE = frozenset(
    "arrest detention release killing assassination murder imprisonment capture ouster overthrow removal deportation expulsion "
    "extradition execution rape beheading kidnapping abduction prosecution impeachment conviction indictment torture evacuation "
    "rescue seizure poisoning incarceration internment jailing trial destruction recall pardon acquittal".split()
)
OBJECT_VERBS = (
    "kill wound injure arrest detain jail imprison capture kidnap abduct murder assassinate execute behead torture deport indict "
    "sentence convict oust blame accuse suspect hospitalize depose evacuate displace designate blacklist expel seize confiscate"
)
TOWARD = frozenset("on against at to with toward towards for into upon over".split())
ASIDE = frozenset("in near during before after since until within throughout around inside outside across as amid about "
                  "despite following through under like off".split())  # fmt: skip
PERIODS = frozenset("week month year day night morning afternoon evening weekend weeks months years days hours time".split())
COUNTS = frozenset("tens dozens hundreds thousands millions scores group groups number majority most some none handful pair".split())
BODIES = frozenset("union nations council house league states kingdom party army".split())
RECEIVING = frozenset("receive received receives receiving face faces faced facing suffer suffered suffers get got gets".split())
RELATIVE = frozenset("who which that".split())
THINGS = frozenset({"ASSAULT", "COERCE"})
DEPTH = 5
NOT_ACTORS = frozenset("one this that something anything nothing everything these those".split())


@cache
def undergone_forms() -> frozenset[str]:
    """Return the past participles of verbs that always take an object: without one they are passive ("two killed in")."""
    return frozenset(form for verb in OBJECT_VERBS.split() for form in inflect.verb(verb).participle)


class Roles(NamedTuple):
    """Phrases, as pairs of first and last word, of those who act and those acted upon."""

    actor: tuple[Chunk, ...] = ()
    recipient: tuple[Chunk, ...] = ()


class Cast:
    """The mentions of one sentence and the clause grammar that gives them their parts."""

    def __init__(self, words: Words, grammar: Grammar, mentioned: frozenset[int]) -> None:
        """Take the words, their status grammar and the indices of words that lie in entity mentions."""
        self.words, self.grammar, self.mentioned = words, grammar, mentioned
        self.chunks = phrases(words)

    # -- what may act ----------------------------------------------------------------------------------------------

    def agentive(self, chunk: Chunk) -> bool:
        """Tell whether the phrase may be a participant: a name, a person's pronoun, a noun for those who act."""
        first, last = chunk
        words = self.words
        if words.tags[last] == "R":
            return words.low[last] not in NOT_ACTORS
        if words.low[last] in actor_nouns():
            return True
        if words.tags[last] == "X":
            return not (words.low[last] in ("congress",) and first == last) or True
        return last in self.mentioned

    def _widen(self, chunk: Chunk) -> Chunk:
        """Add "of ..." to the right: "members of Congress"."""
        first, last = chunk
        words = self.words
        while last + 2 < len(words) and words.low[last + 1] == "of" and words.tags[last + 2] in "DSXwJ":
            last = phrase_end(words, last + 2)
        return first, last

    def _ending(self, at: int) -> Chunk | None:
        """Return the phrase that ends with word `at`, "X of Y" taken whole."""
        words = self.words
        if at < 0 or words.tags[at] not in "wXRJ":
            return None
        first = phrase_start(words, at)
        while first > 1 and words.low[first - 1] == "of" and words.tags[first - 2] in "wXJ":
            first = phrase_start(words, first - 2)
        return first, at

    def _head(self, chunk: Chunk) -> Chunk:
        """Return the phrase up to its head, without "of ..."; a count gives way to what is counted."""
        first, last = chunk
        words = self.words
        for at in range(first, last):
            if words.low[at + 1] == "of" and words.tags[at] in "wXJ":
                return chunk if words.tags[at] == "J" or words.low[at] in COUNTS else (first, at)
        return chunk

    # -- verbs -----------------------------------------------------------------------------------------------------

    def subject(self, verb: int, depth: int = 0) -> tuple[Chunk, ...]:
        """Return the subject of the verb at word `verb`: found to its left, or shared with the verb it depends on."""
        if depth > DEPTH:
            return ()
        words = self.words
        tags = words.tags
        parts = group(words, verb)
        forms = verb_forms().get(words.low[verb], frozenset())
        if parts.to >= 0 and parts.modal < 0:
            edge = parts.negation if 0 <= parts.negation < parts.to else parts.to
            if edge and (chunk := self._ending(edge - 1)) and chunk[0] and words.low[chunk[0] - 1] == "for" and self.agentive(self._head(chunk)):
                return (chunk,)
            return self._controlled(self.grammar.infinitive(edge, 0), verb, depth)
        ing = "VBG" in forms or words.low[verb].endswith("ing")
        before = parts.start - 1
        while before > 0 and tags[before] in 'A"':
            before -= 1
        if before < 0:
            if ing and parts.be < 0:
                return self._main_subject(verb, depth)
            return ()
        if ing and parts.be < 0:
            if (chunk := self._ending(before)) and self.agentive(self._head(chunk)):
                return (chunk,)
            if tags[before] == "P" and words.low[before] in ("of", "for", "from"):
                start = phrase_start(words, before - 1)
                if start and tags[start - 1] in "Vg" and (chunk := self._ending(before - 1)) and self.agentive(self._head(chunk)):
                    return (chunk,)
            main = before + 1
            for _ in range(5):
                main = clause_before(words, main)
                if main < 0:
                    break
                if chunks := self.subject(main, depth + 1):
                    return chunks
            return self._main_subject(verb, depth)
        if tags[before] == "," and "VBD" in forms and (chunks := self._left(before, depth)):
            return chunks
        if tags[before] == "C" or (tags[before] == "," and "VBD" in forms):
            main = clause_before(words, before)
            if main >= 0:
                return self.subject(main, depth + 1)
        if tags[before] == "W" or words.low[before] in RELATIVE:
            before -= 1
            if before >= 0 and tags[before] in ',P"':
                before -= 1
            chunk = self._ending(before)
            while chunk and chunk[0] > 1 and words.low[chunk[0] - 1] in ("in", "at", "near", "from") and tags[chunk[0] - 2] in "wX":
                chunk = self._ending(chunk[0] - 2)  # "the group in Nigeria that": the group
            return (chunk,) if chunk and self.agentive(self._head(chunk)) else ()
        return self._left(before, depth)

    def _left(self, before: int, depth: int) -> tuple[Chunk, ...]:
        """Walk left from word `before` to the subject phrase, over prepositional phrases and insertions."""
        words = self.words
        tags = words.tags
        at = before
        for _ in range(8):
            while at >= 0 and (tags[at] in 'AY"' or (tags[at] == "J" and at and tags[at - 1] == "Y")):
                at -= 1
            if at >= 0 and at < before and tags[at] == "P" and tags[at + 1] in "YAJ":
                at -= 1
                continue
            if at < 0:
                return ()
            if tags[at] in ",-":
                opening = next((i for i in range(at - 1, max(-1, at - 18), -1) if tags[i] in ",-"), -1)
                if opening > 0 and tags[opening - 1] in "wXR" and tags[opening] == tags[at]:
                    at = opening - 1
                else:
                    at -= 1
                continue
            chunk = self._ending(at)
            if chunk is None:
                return ()
            first = chunk[0]
            over = tags[first - 1] if first else ""
            if words.low[at] in PERIODS:
                at = first - 1 - (over == "P")
                continue
            if over == "P":
                at = first - 2
                if at >= 0 and tags[at] in "Vgj":
                    at = phrase_start(words, at) - 1 if tags[at] in "gj" else at - 1
                    return self._left(at, depth + 1) if depth < DEPTH else ()
                continue
            if over == "g" and tags[at] != "R" and words.low[first - 1] not in SAYING:
                at = first - 2
                continue
            head = self._head(chunk)
            if not self.agentive(head):
                owner = self._owner(head)
                return (owner,) if owner else ()
            return self._joined(chunk)
        return ()

    def _joined(self, chunk: Chunk) -> tuple[Chunk, ...]:
        """Take in a coordinated phrase to the left: "Kim and Moon vowed"."""
        words = self.words
        first, last = chunk
        if first > 1 and words.tags[first - 1] == "C" and words.low[first - 1] == "and" and (left := self._ending(first - 2)):
            before = words.tags[left[0] - 1] if left[0] else ""
            if before not in ("P", "V", "g") and self.agentive(self._head(left)):
                return ((left[0], last),)
        return (chunk,)

    def _owner(self, chunk: Chunk) -> Chunk | None:
        """Return the possessor in a phrase: "Iran's decision" is Iran's."""
        words = self.words
        for at in range(chunk[1], chunk[0], -1):
            if words.tags[at] == "G":
                return chunk[0], at - 1
        return None

    def _main_subject(self, verb: int, depth: int) -> tuple[Chunk, ...]:
        """Return the subject of the main clause that follows an opening phrase: "Warning that ..., the State Department"."""
        words = self.words
        for at in range(verb + 1, len(words) - 1):
            if words.tags[at] == "," and words.tags[at + 1] in "DXSRw":
                end = phrase_end(words, at + 1)
                if end + 1 < len(words) and words.tags[end + 1] in "VMHBOA" and self.agentive((at + 1, end)):
                    return ((at + 1, end),)
        return ()

    def _controlled(self, verdict: Verdict, verb: int, depth: int) -> tuple[Chunk, ...]:
        """Return who does what a cue governs: the cue's subject or its object."""
        words, governor = self.words, verdict.governor
        if governor < 0 and verdict.because and (chunk := self._ending(verdict.because[0] - 1)):
            return (chunk,) if chunk[0] == 0 and self.agentive(self._head(chunk)) else ()  # "Pentagon to send troops"
        if governor < 0 or verdict.actor == "other":
            return ()
        if verdict.actor == "obj" and words.tags[governor] in "Vg":
            if self._passive(governor):
                return self.subject(governor, depth + 1)
            chunk = self._first_after(governor + 1, verb)
            return (chunk,) if chunk and self.agentive(self._head(chunk)) else ()
        if words.tags[governor] in "Vg" or group(words, governor).be >= 0:
            return self.subject(governor, depth + 1)
        first = phrase_start(words, governor)
        if owner := self._owner((first, governor)):
            return (owner,)
        for at in range(first, governor):
            if words.tags[at] == "X":
                return ((at, at),)
            if words.tags[at] == "S" and words.low[at] != "whose":
                return ((at, at),)
        main = first - 1 if first and words.tags[first - 1] == "V" else -1
        return self.subject(main, depth + 1) if main >= 0 else ()

    def _passive(self, verb: int) -> bool:
        words = self.words
        parts = group(words, verb)
        forms = verb_forms().get(words.low[verb], frozenset({"VBN"}))
        if "VBN" not in forms:
            return False
        follows = words.low[verb + 1 : verb + 9]
        by = "by" in follows and words.tags[verb + 1] == "P" and not any(mark in follows[: follows.index("by")] for mark in ",;.")
        if by:
            agent = verb + 2 + follows.index("by")
            by = agent < len(words) and words.tags[agent] != "g"
        if parts.have < 0 and words.low[verb] in undergone_forms() and not self._object_follows(verb):
            return True
        return parts.be >= 0 or (by and parts.have < 0) or (parts.start > 0 and words.low[parts.start - 1] in ("get", "got"))

    def _object_follows(self, verb: int) -> bool:
        tags = self.words.tags
        at = verb + 1
        while at < len(tags) and tags[at] in 'A"':
            at += 1
        return at < len(tags) and tags[at] in "DSXRwJjKg"

    def _first_after(self, start: int, stop: int) -> Chunk | None:
        for chunk in self.chunks:
            if chunk[0] >= start and chunk[1] < stop:
                return chunk
        return None

    def after(self, start: int, things: bool, through: bool = False, limit: int = 14) -> Chunk | None:
        """Return the first participant to the right of word `start` in its clause: object, or object of a preposition."""
        words = self.words
        tags = words.tags
        at, skipping, fallback = start, False, None
        while at < len(words) and at < start + limit:
            tag = tags[at]
            if tag in ";.:-?!" or (tag == "V" and at > start) or tag in "MHBOUW" and words.low[at] != "that":
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
                    if fallback is None and things and tags[end] == "w" and at <= start + 1 and words.low[end] not in PERIODS:
                        fallback = chunk
                at = end
            at += 1
        return fallback

    def of_verb(self, found: Found) -> Roles:
        """Return the roles around an event verb."""
        words, verb = self.words, found.head
        things = found.row.type in THINGS
        if self._passive(verb):
            actor = self.by(found.last + 1)
            return Roles((actor,) if actor else (), self.subject(verb))
        if found.row.type == "MOBILIZE":
            against = words.low.index("against", verb) if "against" in words.low[verb : verb + 10] else -1
            target = self.after(against + 1, False) if against >= 0 else None
        else:
            target = self.after(found.last + 1, things, found.row.type == "THREATEN")
        return Roles(self.subject(verb), (target,) if target else ())

    def by(self, start: int) -> Chunk | None:
        """Return the agent of a passive: "by X" within the clause."""
        words = self.words
        for at in range(start, min(len(words) - 1, start + 10)):
            if words.tags[at] in ",;.V":
                return None
            if words.low[at] == "by" and words.tags[at + 1] in "DSXwJRj":
                chunk = (at + 1, phrase_end(words, at + 1))
                return self._widen(chunk) if self.agentive(chunk) else self._owner(chunk)
        return None

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
            adjective = holder[0] == holder[1] and (
                ORIGIN.search(words.low[holder[0]]) or words.low[holder[0]] in ATTRIBUTIVE
            ) or words.low[holder[1]] in BODIES
            if (undergone and not adjective) or (found.row.type == "SANCTION" and not adjective and words.tags[holder[1] + 1] != "G"):
                recipient = (holder,)
            else:
                actor = (holder,)
        right_actor, right_recipient = self._right(found, undergone)
        actor, recipient = actor or right_actor, recipient or right_recipient
        if verdict.governor >= 0 and words.tags[verdict.governor] in "Vg":
            carrier = verdict.governor
            if words.low[carrier] in RECEIVING:
                recipient = recipient or self.subject(carrier)
            elif not actor and verdict.actor in ("light", "self") and carrier < found.first and not self._passive(carrier):
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
            if words.tags[at] == "G":
                return first, at - 1
            if words.tags[at] == "S" and words.low[at] not in ("whose", "its") or words.low[at] == "its":
                return at, at
        for at in range(trigger - 1, first - 1, -1):
            if words.tags[at] == "X":
                left = at
                while left > first and words.tags[left - 1] == "X":
                    left -= 1
                return left, at
            if words.low[at] in actor_nouns() and words.low[at] not in ("military", "air", "army", "police", "ground", "house", "suicide", "side", "national", "ship", "major", "liberal", "radical", "extremist", "general", "chief", "civilian", "official", "proxy", "exile", "intelligence"):
                return at, at
        return None

    def _right(self, found: Found, undergone: bool) -> tuple[tuple[Chunk, ...], tuple[Chunk, ...]]:
        words = self.words
        actor: tuple[Chunk, ...] = ()
        recipient: tuple[Chunk, ...] = ()
        at = found.last + 1
        stop = min(len(words), at + 16)
        while at + 1 < stop:
            low, tag = words.low[at], words.tags[at]
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
                elif good and low in ("by", "from"):
                    actor = actor or (chunk,)
                elif good and low == "of" and at == found.last + 1:
                    if undergone or found.row.type in ("ASSAULT", "COERCE", "RETREAT", "SUPPORT", "ACCUSE", "AID"):
                        recipient = recipient or (chunk,)
                    else:
                        actor = actor or (chunk,)
                elif low in TOWARD and (good or (found.row.type in THINGS and low in ("on", "against"))):
                    recipient = recipient or (chunk,)
                at = max(end, chunk[1])
            at += 1
        return actor, recipient
