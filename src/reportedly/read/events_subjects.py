"""Who a verb's subject is: the phrase before it, over insertions, or the one it shares with the verb it depends on."""

from functools import cache

from reportedly.read import inflect
from reportedly.read.events_grammar import SAYING, clause_before, group, phrase_end, phrase_start, phrases
from reportedly.read.events_words import Words, actor_nouns, verb_forms
from reportedly.read.grammar_words import word_set
from reportedly.read.status import Grammar
from reportedly.read.status_scale import Verdict

Chunk = tuple[int, int]
OBJECT_VERBS = word_set("object_verbs")
PERIODS = word_set("periods")
COUNTS = word_set("counts")
RELATIVE = frozenset(["who", "which", "that"])
NOT_ACTORS = word_set("not_actors")
ADJOINED = word_set("adjoined")
DEPTH = 5


@cache
def undergone_forms() -> frozenset[str]:
    """Return the past participles of verbs that take an object: without one they are passive ("two killed in")."""
    return frozenset(form for verb in OBJECT_VERBS for form in inflect.verb(verb).participle)


class Subjects:
    """The mentions of one sentence and the clause grammar that gives them their parts."""

    def __init__(self, words: Words, grammar: Grammar, mentioned: frozenset[int]) -> None:
        """Take the words, their status grammar and the indices of words that lie in entity mentions."""
        self.words, self.grammar, self.mentioned = words, grammar, mentioned
        self.things = False  # whether a thing may be a participant: "the bridge was bombed"

    # -- what may act ----------------------------------------------------------------------------------------------

    def agentive(self, chunk: Chunk) -> bool:
        """Tell whether the phrase may be a participant: a name, a person's pronoun, a noun for those who act."""
        words, last = self.words, chunk[1]
        if words.tags[last] == "R":
            return words.low[last] not in NOT_ACTORS
        if words.low[last] in actor_nouns():
            return True
        if words.tags[last] == "X" or last in self.mentioned:
            return True
        return self.things and words.tags[last] == "w" and words.low[last] not in PERIODS

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
            if (
                edge
                and (chunk := self._ending(edge - 1))
                and chunk[0]
                and words.low[chunk[0] - 1] == "for"
                and self.agentive(self._head(chunk))
            ):
                return (chunk,)
            return self._controlled(self.grammar.infinitive(edge, 0), verb, depth)
        ing = "VBG" in forms or words.low[verb].endswith("ing")
        before = parts.start - 1
        while before > 0 and tags[before] in 'A"':
            before -= 1
        if before < 0:
            opening = words.low[parts.start] in ("having", "being") or ("VBN" in forms and self._passive(verb))
            if (ing and parts.be < 0) or opening:  # "Having met the king, the envoy", "Accused of fraud, he"
                return self._main_subject(verb, depth)
            return ()
        if ing and parts.be < 0:
            if (chunk := self._ending(before)) and self.agentive(self._head(chunk)):
                return (chunk,)
            if tags[before] == "P" and words.low[before] in ("of", "for", "from"):
                start = phrase_start(words, before - 1)
                if (
                    start
                    and tags[start - 1] in "Vg"
                    and (chunk := self._ending(before - 1))
                    and self.agentive(self._head(chunk))
                ):
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
            while (
                chunk
                and chunk[0] > 1
                and words.low[chunk[0] - 1] in ("in", "at", "near", "from")
                and tags[chunk[0] - 2] in "wX"
            ):
                chunk = self._ending(chunk[0] - 2)  # "the group in Nigeria that": the group
            if (
                chunk
                and chunk[0] > 1
                and tags[chunk[1]] == "w"
                and tags[chunk[0] - 1] == ","
                and tags[chunk[0] - 2] == "X"
            ):
                chunk = self._ending(chunk[0] - 2)  # "Petrov, a spy who": Petrov
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
            if over == "T" and tags[first - 2] in "w" and first > 1:
                at = first - 3 if words.low[first - 2] in ADJOINED else first - 2
                continue
            if over == "V" and at < before and words.low[first - 1] not in SAYING and depth < DEPTH:
                return self.subject(first - 1, depth + 1)  # "recalled its envoy, froze": who recalled
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
        if (
            first > 1
            and words.tags[first - 1] == "C"
            and words.low[first - 1] in ("and", "nor")
            and (left := self._ending(first - 2))
        ):
            before = words.tags[left[0] - 1] if left[0] else ""
            if before not in ("P", "V", "g") and self.agentive(self._head(left)):
                return ((left[0], last),)
        return (chunk,)

    def _with_next(self, chunk: Chunk) -> Chunk:
        """Take in a coordinated phrase to the right: "by both Athens and Ankara", no subject of a next clause."""
        words = self.words
        first, last = chunk
        if last + 2 < len(words) and words.low[last + 1] == "and" and words.tags[last + 2] in "DSXwJ":
            end = phrase_end(words, last + 2)
            follows = words.tags[end + 1] if end + 1 < len(words) else "."
            if follows not in "VMHBOA" and self.agentive((last + 2, end)):
                return first, end
        return chunk

    def object_before(self, verb: int) -> tuple[Chunk, Chunk] | None:
        """Return subject and object of a verb in a clause on its object: "villagers whom the army evacuated"."""
        words = self.words
        tags, low = words.tags, words.low
        subject = self._ending(group(words, verb).start - 1)
        if subject is None or subject[0] < 2 or low[subject[0] - 1] not in ("which", "whom", "that", "who"):
            return None
        if not self.agentive(subject) or (low[subject[0] - 1] == "that" and self._object_follows(verb)):
            return None
        before = subject[0] - 2
        if tags[before] in "PT" and before:
            before -= 1
        if tags[before] == "," and before:
            before -= 1
        antecedent = self._ending(before)
        return (subject, antecedent) if antecedent else None

    def _owner(self, chunk: Chunk) -> Chunk | None:
        """Return the possessor in a phrase: "Iran's decision" is Iran's."""
        words = self.words
        for at in range(chunk[1], chunk[0], -1):
            if words.tags[at] == "G":
                return chunk[0], at - 1
        return None

    def _main_subject(self, verb: int, depth: int) -> tuple[Chunk, ...]:
        """Return the subject of the main clause after an opening phrase: "Warning that ..., the State Department"."""
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
        by = (
            "by" in follows
            and words.tags[verb + 1] == "P"
            and not any(mark in follows[: follows.index("by")] for mark in ",;.")
        )
        if by:
            agent = verb + 2 + follows.index("by")
            by = agent < len(words) and words.tags[agent] != "g"
        if parts.have < 0 and words.low[verb] in undergone_forms() and not self._object_follows(verb):
            return parts.be >= 0 or self.object_before(verb) is None
        return (
            parts.be >= 0
            or (by and parts.have < 0)
            or (parts.start > 0 and words.low[parts.start - 1] in ("get", "got"))
        )

    def _object_follows(self, verb: int) -> bool:
        tags = self.words.tags
        at = verb + 1
        while at < len(tags) and tags[at] in 'A"':
            at += 1
        return at < len(tags) and tags[at] in "DSXRwJjKg"

    def _first_after(self, start: int, stop: int) -> Chunk | None:
        for chunk in phrases(self.words):
            if chunk[0] >= start and chunk[1] < stop:
                return chunk
        return None
