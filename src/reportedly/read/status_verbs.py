"""How real a verb's event is: its verb group, the cue that governs it, and the clause it stands in.

What governs is looked for leftwards from the event outwards; each cue's own status decides what it leaves of the event
("failed to", "did not fail to", "may fail to").
"""

from reportedly.read.events_grammar import CLAUSE_EDGE, Group, clause_before, group, phrase_start, skip_phrases
from reportedly.read.events_lexicon import Cue, cue_forms, word_cues
from reportedly.read.events_words import Words, verb_forms
from reportedly.read.grammar_words import word_set
from reportedly.read.status_scale import REAL, Verdict, compose
from reportedly.record.rows import Status

PRESUPPOSING = word_set("presupposing")
ANY_ONES = word_set("any_ones")
NO_ONE = word_set("no_one")
EVIDENCE = word_set("evidence")
ANNOUNCING = word_set("announcing")
ASKING = word_set("asking")
DEPTH = 6
LONGEST = 4  # words of a cue, less one


class VerbGrammar:
    """The part of the status grammar that is about verbs and what governs them; answers are remembered."""

    def __init__(self, words: Words) -> None:
        """Take the tagged words of the sentence."""
        self.words = words
        self._verbs: dict[int, Verdict] = {}

    # -- verbs -----------------------------------------------------------------------------------------------------

    def verb(self, at: int, depth: int = 0) -> Verdict:
        """Return the status of what the verb at word `at` says."""
        if at not in self._verbs:
            self._verbs[at] = Verdict("possible")  # a cycle is undecided
            self._verbs[at] = self._verb(at, depth) if depth < DEPTH else Verdict("happened")
        return self._verbs[at]

    def _verb(self, at: int, depth: int) -> Verdict:
        words = self.words
        forms = verb_forms().get(words.low[at], frozenset())
        parts = group(words, at)
        doubt = self._adverbs(parts, at)
        if parts.to >= 0 and parts.modal < 0:
            inner = Verdict("did_not_happen", (parts.negation,)) if parts.negation >= 0 else Verdict("happened")
            return compose(
                self.infinitive(parts.negation if 0 <= parts.negation < parts.to else parts.to, depth),
                compose(doubt, inner),
            )
        if parts.modal >= 0:
            modal = self._modal(parts)
            over = self._clause(parts.start, depth, True)
            if modal.status == "conditional" and over.status in REAL:
                teller = clause_before(words, parts.start)
                if teller >= 0 and words.low[teller] in ANNOUNCING:
                    modal = modal._replace(status="planned")  # "said it would withdraw": the future seen from then
            return compose(over, compose(doubt, modal))
        ing = "VBG" in forms or (not forms and words.low[at].endswith("ing"))
        if ing and parts.be < 0:
            return compose(self.gerund(at, depth), doubt)
        linked = self._conjunct(at, parts, forms)
        if linked >= 0:
            return compose(doubt, self.verb(linked, depth + 1))
        if parts.negation >= 0:
            inner = Verdict("did_not_happen", (parts.negation,))
        elif ing:
            inner = Verdict("ongoing")
        elif forms == {"VB"} and parts.do < 0 and (parts.start == 0 or words.tags[parts.start - 1] in '"-'):
            inner = Verdict("called_for")  # an imperative
        else:
            inner = Verdict("happened")
        if words.low[at] in ("yet",):
            inner = Verdict("did_not_happen", (at,))
        return compose(self._clause(parts.start, depth, False), compose(doubt, inner))

    def _adverbs(self, parts: Group, at: int) -> Verdict:
        low = self.words.low
        for index in (*parts.adverbs, parts.start - 1):
            if index < 0:
                continue
            cue = word_cues("mod").get(low[index])
            if cue:
                return Verdict(cue.status, (index,))
        if parts.start >= 2 and low[parts.start - 1] == "longer" and low[parts.start - 2] == "no":
            return Verdict("did_not_happen", (parts.start - 2, parts.start - 1))
        return Verdict("happened")

    def _modal(self, parts: Group) -> Verdict:
        word = self.words.low[parts.modal]
        because = (parts.modal, parts.negation) if parts.negation >= 0 else (parts.modal,)
        if parts.have > parts.modal and word in ("would", "could", "should", "ought", "'d", "might"):
            status: Status = "happened" if parts.negation >= 0 and word == "should" else "did_not_happen"
            if word == "might" or (word == "could" and parts.negation < 0):
                status = "possible"
            return Verdict(status, because)
        cue = word_cues("modal").get(word)
        if cue is None:
            return Verdict("possible", because)
        if parts.negation >= 0:
            return Verdict(cue.negated if word not in ("may", "might") else "possible", because)
        return Verdict(cue.status, because)

    def _conjunct(self, at: int, parts: Group, forms: frozenset[str]) -> int:
        """Return the verb that this one is coordinated with and shares its auxiliary, -1 if it has its own."""
        words = self.words
        if max(parts.have, parts.be, parts.do, parts.negation) >= 0 or parts.start == 0:
            return -1
        before = words.tags[parts.start - 1]
        if before not in "C,":
            return -1
        kind = "VB" if "VB" in forms and "VBD" not in forms else "VBN"
        if kind == "VBN" and "VBN" not in forms:
            return -1
        for left in range(parts.start - 2, max(-1, parts.start - 18), -1):
            if words.tags[left] in CLAUSE_EDGE:
                return -1
            if words.tags[left] in "V" and kind in verb_forms().get(words.low[left], {"VBD", "VBN"}):
                other = group(words, left)
                bare = other.to >= 0 or other.modal >= 0 or other.do >= 0
                return left if (bare if kind == "VB" else (other.have >= 0 or other.be >= 0)) else -1
        return -1

    # -- what governs ----------------------------------------------------------------------------------------------

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
        because = tuple(range(at, at + len(cue.lemma.split(" "))))
        if own.status == "did_not_happen":
            inner = Verdict(cue.negated, because, cue.actor, at)
            return Verdict(inner.status, tuple(dict.fromkeys(own.because + because)), cue.actor, at)
        return compose(own, Verdict(cue.status, because, cue.actor, at))

    def infinitive(self, to: int, depth: int) -> Verdict:
        """Return what governs the infinitive whose "to" (or "not to") is word `to`."""
        words = self.words
        before = to - 1
        while before >= 0 and words.tags[before] in 'A"' and self.cue_before(before, "inf") is None:
            before -= 1
        found = self.cue_before(before, "inf")
        if found:
            return self.apply(*found, depth)
        if before >= 0 and words.tags[before] in "wXRJGYg":
            start = phrase_start(words, before)
            if (found := self.cue_before(start - 1, "objinf obj")) and "for" in (
                words.low[start - 1],
                "objinf" in found[0].frames and "for",
            ):
                return self.apply(*found, depth)
            if start and words.tags[start - 1] == "P":
                inner = start - 2
                if inner >= 0 and words.tags[inner] in "wX":
                    if found := self.cue_before(inner, "inf"):
                        return self.apply(*found, depth)
                    start = phrase_start(words, inner)
                    if found := self.cue_before(start - 1, "objinf"):
                        return self.apply(*found, depth)
        return Verdict("planned", (to,), "self", clause_before(words, to))

    def gerund(self, at: int, depth: int) -> Verdict:
        """Return the status of an -ing form that is no progressive: object, complement or adjunct."""
        words = self.words
        before = at - 1
        while before >= 0 and words.tags[before] in 'AN"':
            before -= 1
        negated = any(words.tags[index] == "N" for index in range(before + 1, at))
        inner = Verdict("did_not_happen" if negated else "happened")
        if before < 0:
            right = skip_phrases(words, at)
            later = self._group_after(right)
            return later if later and later.status not in REAL else Verdict("ongoing")
        if found := self.cue_before(before, "ger"):
            return compose(self.apply(*found, depth), inner)
        tag, low = words.tags[before], words.low[before]
        main = clause_before(words, before + 1)
        main_status = self.verb(main, depth + 1) if main >= 0 else Verdict("happened")
        if tag == "P" or tag == "U":
            if low == "from" and before:
                start = phrase_start(words, before - 1)
                if found := self.cue_before(start - 1, "objfrom"):
                    return self.apply(*found, depth)
            if low == "of" and before:
                start = phrase_start(words, before - 1)
                if not (start and words.tags[start - 1] in "Vg") and words.tags[before - 1] not in "VXR":
                    return compose(Verdict("possible", (before,)), inner)
                return inner
            if low == "on" and main_status.status in REAL:
                return compose(Verdict("possible", (before,)), inner)
            if (low in PRESUPPOSING and low not in ("on", "from")) or low in ("for", "when", "while", "of"):
                return inner
            return compose(main_status, inner)
        if tag in "C,":
            left = before - 1
            for index in range(left, max(-1, before - 14), -1):
                if words.tags[index] == "g" and tag == "C":
                    return compose(self.gerund(index, depth + 1) if depth < DEPTH else inner, inner)
                if words.tags[index] in CLAUSE_EDGE or words.tags[index] == "V":
                    break
        if main_status.status in REAL or main < 0 or main_status.status == "did_not_happen":
            return compose(inner, Verdict("happened" if tag == "," else "ongoing")) if not negated else inner
        return compose(main_status, inner)

    def _clause(self, start: int, depth: int, unreal: bool) -> Verdict:
        """Return what is over the finite clause whose verb group starts at `start`: if, whether, that, a relative."""
        words = self.words
        tags, low = words.tags, words.low
        at = start - 1
        while at >= 0 and tags[at] in '"A,':
            at -= 1
        if (at >= 0 and tags[at] == "W") or (at >= 0 and low[at] == "that" and start and at == start - 1):
            present = not unreal and start < len(low) and verb_forms().get(low[start], frozenset()) & {"VB", "VBZ"}
            if at and (
                low[at - 1] in NO_ONE
                or low[phrase_start(words, at - 1)] in ("any", "no")
                or (present and low[at - 1] in ANY_ONES)
            ):
                return Verdict("possible", (at - 1,))
        subject = phrase_start(words, at) if at >= 0 and tags[at] in "wXRJGY" else at + 1
        for edge in (subject - 1, self._before_of(subject)):
            if edge < 0:
                continue
            that = edge
            if low[edge] in ("that", "if", "whether"):
                found = self.cue_before(edge, "that")
                if found is None and low[edge] == "if" and any(word in ASKING for word in low[max(0, edge - 6) : edge]):
                    return Verdict("possible", (edge,))
                if found is None and low[edge] == "that":
                    if nothing := self._no_evidence(edge):
                        return nothing
                    found = self.cue_before(edge - 1, "that") or self._over_phrase(edge - 1)
                if found:
                    return self.apply(*found, depth)
            elif found := self.cue_before(that, "that"):
                return self.apply(*found, depth)
        return self._conditional(start, unreal)

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
        for left in range(max(0, that - 7), that - 1):
            if low[left] == "no" and low[left + 1] in EVIDENCE and self.words.tags[left:that].count(",") == 0:
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

    def _conditional(self, start: int, unreal: bool) -> Verdict:
        words = self.words
        cues = word_cues("clause")
        at = start - 1
        while at >= 0:
            tag = words.tags[at]
            if tag in CLAUSE_EDGE or tag == "," or words.low[at] in ("but", "while", "because", "although", "then"):
                break
            cue = cues.get(words.low[at])
            if (
                cue
                and tag in "UM"
                and not (tag == "M" and at and words.tags[at - 1] not in ',"')
                and words.low[at] not in ("once", "until")
            ):
                return Verdict("conditional", (at,))
            if cue and words.low[at] in ("until", "once") and unreal:
                return Verdict("conditional", (at,))
            at -= 1
        if (
            words.low[0] in ("had", "should", "were")
            and len(words) > 2
            and words.tags[1] in "XDSRw"
            and words.low[-1] != "?"
        ):
            comma = words.low.index(",") if "," in words.low else len(words)
            if start < comma or unreal:
                return Verdict("conditional", (0,))
        if unreal:
            for index, word in enumerate(words.low):
                if (
                    word in ("if", "unless")
                    and words.tags[index] == "U"
                    and not (index and words.low[index - 1] in ("as", "even", "ask", "asked", "see"))
                ):
                    return Verdict("conditional", (index,))
        return Verdict("happened")

    def _group_at(self, at: int) -> Verdict:
        """Return the status of a form of "be" or another auxiliary as a verb of its own: "there would be talks"."""
        parts = group(self.words, at)
        if parts.modal >= 0:
            return compose(self._clause(parts.start, DEPTH - 1, True), self._modal(parts))
        over = self._clause(parts.start, DEPTH - 1, False)
        if over.status not in REAL:
            return over
        if parts.negation >= 0 or (at + 1 < len(self.words) and self.words.tags[at + 1] == "N"):
            return Verdict("did_not_happen", (parts.negation if parts.negation >= 0 else at + 1,))
        if parts.to >= 0:
            return self.infinitive(parts.to, DEPTH - 1)
        return Verdict("happened")

    def _group_after(self, right: int) -> Verdict | None:
        """Return the modality of the verb group that starts at word `right`, None if there is none."""
        tags = self.words.tags
        end = right
        while end < len(tags) and tags[end] in "MHBOAN":
            end += 1
        if end == right and not (right < len(tags) and tags[right] == "V"):
            return None
        if end < len(tags) and tags[end] in "Vg":
            parts = group(self.words, end)
            if parts.modal >= 0:
                return self._modal(parts)
            if parts.negation >= 0:
                return Verdict("did_not_happen", (parts.negation,))
            return Verdict("happened")
        return self._group_at(end - 1) if end > right else None

    def noun(self, start: int, at: int, type_: str, depth: int = 0, *, last: int = -1) -> Verdict:
        """Return the status of the event noun at `at`; the grammar of nouns says how."""
        raise NotImplementedError
