"""What stands over a finite clause and the cue words it rests on: "denied that", "claims that … are false", "if".

A cue's own status decides what it leaves of what it governs ("failed to", "did not fail to", "may fail to").
"""

from reportedly.read.events_grammar import Group, group, phrase_start
from reportedly.read.events_lexicon import Cue, cue_forms
from reportedly.read.events_words import Words, inverted, verb_forms
from reportedly.read.grammar_words import word_set
from reportedly.read.status_claims import CLAIMS, came_to_nothing, claim_before, denied_clause, denying_verb, judged
from reportedly.read.status_conditions import conditional, present
from reportedly.read.status_frames import FICTION
from reportedly.read.status_negation import NEGATORS, negated_subject, only
from reportedly.read.status_scale import REAL, Verdict, compose
from reportedly.record.rows import Status

ANY_ONES = word_set("any_ones")
NO_ONE = word_set("no_one")
EVIDENCE = word_set("evidence")
ASKING = word_set("asking")
FREE_RELATIVES = word_set("free_relatives")
UNDERMINING = word_set("undermining")
LONGEST = 4  # words of a cue, less one




class ClauseGrammar:
    """The part of the status grammar that is about cues and the clauses they govern; answers are remembered."""

    def __init__(self, words: Words) -> None:
        """Take the tagged words of the sentence."""
        self.words = words
        self._verbs: dict[int, Verdict] = {}
        self._negators = not NEGATORS.isdisjoint(words.low)
        self._story = not FICTION.isdisjoint(words.low)

    def cue_before(self, end: int, frames: str) -> tuple[Cue, int] | None:
        """Return the longest cue that ends with word `end` and takes one of `frames`, and the index of its head."""
        if end < 0:
            return None
        words, index = self.words, cue_forms()
        candidates = [
            (form.row, first)
            for first in range(max(0, end - LONGEST), end + 1)
            for form in index.get(" ".join(words.low[first : end + 1]), ())
        ]
        for row, first in candidates:
            if not isinstance(row, Cue) or not any(frame in row.frames for frame in frames.split(" ")):
                continue
            if (
                row.part == "v"
                and words.tags[first] not in "VgH"
                and not (row.lemma == "need" and words.tags[first] != "D")
            ):
                continue
            if row.part == "n" and words.tags[first] not in "wKXg":
                continue
            return row, first
        return None

    def apply(self, cue: Cue, at: int, depth: int) -> Verdict:
        """Return what the cue at word `at` makes of what it governs, its own status taken into account."""
        words = self.words
        if cue.part == "n" or (cue.part == "x" and words.tags[at] in "wK"):
            own = self.noun(phrase_start(words, at), at, "", depth + 1)
            parts = group(words, phrase_start(words, at))
            if own.status in REAL and parts.be >= 0 and parts.negation >= 0:
                own = Verdict("did_not_happen", (parts.negation,))
        elif cue.part == "x" and words.tags[at] in "PUNCD":
            own = Verdict("happened")
        else:
            own = self.verb(at, depth + 1)
        if cue.part == "n" and "inf" in cue.frames and (failed := came_to_nothing(words, at)):
            return failed._replace(actor=cue.actor, governor=at)
        because = tuple(range(at, at + len(cue.lemma.split(" "))))
        if own.status == "did_not_happen":
            resisted = cue.part == "n" and cue.status == "called_for" and any(words.tags[i] == "V" for i in own.because)
            left: Status = "did_not_happen" if resisted else cue.negated
            return Verdict(left, tuple(dict.fromkeys(own.because + because)), cue.actor, at)
        return compose(own, Verdict(cue.status, because, cue.actor, at))

    def _group(self, at: int) -> Group:
        """Return the verb group at `at`, with an inverted auxiliary and a negation that stands outside of it."""
        words = self.words
        parts = only(words, group(words, at))
        if parts.to >= 0 and parts.modal < 0:
            return parts
        if max(parts.modal, parts.have, parts.be, parts.do) < 0 and (aux := inverted(words, parts.start)) >= 0:
            tag = words.tags[aux]
            parts = (
                parts._replace(modal=aux) if tag == "M"
                else parts._replace(have=aux) if tag == "H"
                else parts._replace(be=aux) if tag == "B"
                else parts._replace(do=aux)
            )  # fmt: skip
        if self._negators and parts.negation < 0 and words.tags[at] == "V":
            parts = parts._replace(negation=negated_subject(words, parts.start))
        return parts

    def _clause(self, start: int, depth: int, unreal: bool) -> Verdict:
        """Return what is over the finite clause whose verb group starts at `start`: if, whether, that, a relative."""
        words = self.words
        tags, low = words.tags, words.low
        at = start - 1
        while at >= 0 and tags[at] in '"A,':
            at -= 1
        if (at >= 0 and tags[at] == "W") or (at >= 0 and low[at] == "that" and start and at == start - 1):
            now = not unreal and start < len(low) and verb_forms().get(low[start], frozenset()) & {"VB", "VBZ"}
            if at and (
                low[at - 1] in NO_ONE
                or (low[phrase_start(words, at - 1)] in ("any", "no") and low[at - 1] != "matter")
                or (now and low[at - 1] in ANY_ONES)
            ):
                return Verdict("possible", (at - 1,))
        subject = phrase_start(words, at) if at >= 0 and tags[at] in "wXRJGY" else at + 1
        if subject < start and low[subject] in FREE_RELATIVES and (unreal or present(words, start)):
            return Verdict("possible", (subject,))
        for edge in (subject - 1, self._before_of(subject)):
            if edge < 0:
                continue
            if low[edge] in ("that", "if", "whether"):
                if low[edge] == "that" and (verdict := self._claim(edge, start, depth)):
                    return verdict
                found = self.cue_before(edge, "that")
                if found is None and low[edge] == "if" and any(word in ASKING for word in low[max(0, edge - 6) : edge]):
                    return Verdict("possible", (edge,))
                if found is None and low[edge] == "that":
                    if nothing := self._no_evidence(edge):
                        return nothing
                    found = self.cue_before(edge - 1, "that") or self._over_phrase(edge - 1)
                if found:
                    return self.apply(*found, depth)
            elif found := self.cue_before(edge, "that"):
                return self.apply(*found, depth)
            if doubted := self._doubted(edge - 1 if low[edge] == "that" else edge, start, low[edge] == "that"):
                return doubted
        return conditional(self.words, start, unreal)

    def _claim(self, that: int, start: int, depth: int) -> Verdict | None:
        """Read what is said of the claim, or of the clause itself, whose "that" is given: false, denied, a rumour."""
        words = self.words
        if denied := denied_clause(words, that):
            return denied
        noun = claim_before(words, that)
        if noun < 0:
            return None
        verdict = judged(words, noun, start)
        if verdict and verdict.status == "did_not_happen":
            return verdict
        for left in range(phrase_start(words, noun) - 1, max(-1, noun - 12), -1):
            found = self.cue_before(left, "obj bare")  # "dismissed as nonsense reports that", "denied on Friday that"
            if found and found[0].part == "v" and found[0].status in ("did_not_happen", "happened"):
                return self.apply(*found, depth)
            if words.tags[left] == "V" and words.low[left] in UNDERMINING:
                return Verdict("possible", (left,))  # "undermines the claim that there was a warning"
            if words.tags[left] in ",;:.?!-MHB":
                break
        return verdict

    def _doubted(self, verb: int, start: int, that: bool) -> Verdict | None:
        """Read a negated verb of saying or thinking over the clause, or a report that is not confirmed."""
        words = self.words
        if verb < 1 or words.tags[verb] != "V":
            return None
        if self._negators and denying_verb(words, verb, that):
            parts = self._group(verb)
            if parts.negation >= 0:
                return Verdict("possible", (parts.negation, verb))
        teller = group(words, verb).start - 1
        if words.low[teller] in CLAIMS:
            return judged(words, teller, start)
        return None

    def _wished(self, start: int, depth: int) -> Verdict | None:
        """Read a bare participle that is wanted of its noun: "wanted the captain arrested"."""
        if not start or self.words.tags[start - 1] not in "wXRJ":
            return None
        found = self.cue_before(phrase_start(self.words, start - 1) - 1, "part")
        return self.apply(*found, depth) if found else None

    def _before_of(self, subject: int) -> int:
        """Return the word before "X of" when the subject found is the tail of "X of Y", else -1."""
        words = self.words
        steps = 0
        while subject > 1 and words.tags[subject - 1] in "PC" and steps < 3:
            left = subject - 2
            if words.tags[left] in "Vg" and left and words.tags[left - 1] in "wX":
                left -= 1
            if words.tags[left] not in "wXJ":
                break
            subject, steps = phrase_start(words, left), steps + 1
        return subject - 1 if steps else -1

    def _no_evidence(self, that: int) -> Verdict | None:
        """Find "no evidence" before a "that" which does not follow it directly: "no evidence has surfaced that"."""
        low = self.words.low
        for left in range(max(0, that - 9), that - 1):
            if low[left] == "no" and low[left + 1] in EVIDENCE and self.words.tags[left:that].count(",") in (0, 2):
                return Verdict("did_not_happen", (left, left + 1))
        return None

    def _over_phrase(self, at: int) -> tuple[Cue, int] | None:
        """Find a cue for "that" before a short phrase: "denied on Monday that", "told reporters that"."""
        words = self.words
        for left in range(at, max(-1, at - 5), -1):
            if words.tags[left] == "V":
                return self.cue_before(left, "that")
            if words.tags[left] in ",;.":
                return None
        return None

    def verb(self, at: int, depth: int = 0) -> Verdict:
        """Return the status of what the verb at `at` says; the grammar of verbs says how."""
        raise NotImplementedError

    def noun(self, start: int, at: int, type_: str, depth: int = 0, *, last: int = -1) -> Verdict:
        """Return the status of the event noun at `at`; the grammar of nouns says how."""
        raise NotImplementedError
