"""How real a verb's event is: its verb group, the cue that governs it, and the clause it stands in.

What governs is looked for leftwards from the event outwards; each cue's own status decides what it leaves of the event
("failed to", "did not fail to", "may fail to").
"""

from reportedly.read.events_grammar import (
    CLAUSE_EDGE,
    INSIDE_PHRASE,
    Group,
    clause_before,
    group,
    phrase_start,
    skip_phrases,
)
from reportedly.read.events_lexicon import classes, word_cues
from reportedly.read.events_words import verb_forms
from reportedly.read.grammar_words import word_set
from reportedly.read.status_clauses import ClauseGrammar
from reportedly.read.status_conditions import inverted_infinitive
from reportedly.read.status_frames import asked, depicted, fiction, in_range, predicated
from reportedly.read.status_negation import left_out, negated_object
from reportedly.read.status_scale import REAL, Verdict, compose
from reportedly.record.rows import Status

PRESUPPOSING = word_set("presupposing")
ANNOUNCING = word_set("announcing")
EAGER = word_set("eager")
EVALUATED = word_set("evaluated")
SAYING = word_set("saying")
MEANS = frozenset({"in", "by", "through", "without"})
DEPTH = 6


class VerbGrammar(ClauseGrammar):
    """The part of the status grammar that is about verbs and what governs them."""

    # -- verbs -----------------------------------------------------------------------------------------------------

    def verb(self, at: int, depth: int = 0) -> Verdict:
        """Return the status of what the verb at word `at` says."""
        if at not in self._verbs:
            self._verbs[at] = Verdict("possible")  # a cycle is undecided
            self._verbs[at] = self._verb(at, depth) if depth < DEPTH else Verdict("happened")
        return self._verbs[at]

    def told(self, at: int) -> Verdict:
        """Return the status of the event that the verb at `at` names, its object included: "arrested no one"."""
        verdict = self.verb(at)
        nobody = negated_object(self.words, at) if self._negators else -1
        if nobody < 0 or verdict.status == "did_not_happen":
            return verdict
        status: Status = "did_not_happen" if verdict.status in REAL | {"planned"} else "possible"
        return verdict._replace(status=status, because=(*verdict.because, nobody))

    def _verb(self, at: int, depth: int) -> Verdict:
        words = self.words
        forms = verb_forms().get(words.low[at], frozenset())
        parts = self._group(at)
        doubt = self._adverbs(parts, at)
        if parts.to >= 0 and parts.modal < 0:
            inner = Verdict("did_not_happen", (parts.negation,)) if parts.negation >= 0 else Verdict("happened")
            return compose(
                self.infinitive(parts.negation if 0 <= parts.negation < parts.to else parts.to, depth),
                compose(doubt, inner),
            )
        if parts.modal >= 0:
            modal = self._modal(parts)
            if question := asked(words, parts.start):
                return question
            over = self._clause(parts.start, depth, True)
            if over.status == "conditional" and parts.have > parts.modal and parts.negation < 0:
                return modal._replace(because=(*over.because, *modal.because))  # "had they known, they would have left"
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
            spared = left_out(words, parts, at)
            inner = Verdict("happened", spared) if spared else Verdict("did_not_happen", (parts.negation,))
        elif ing or (parts.be >= 0 and words.low[parts.be] != "being" and "being" in words.low[parts.be : at]):
            inner = Verdict("ongoing")
        elif forms == {"VB"} and parts.do < 0 and (parts.start == 0 or words.tags[parts.start - 1] in '"-'):
            inner = Verdict("called_for")  # an imperative
        else:
            inner = Verdict("happened")
        if words.low[at] in ("yet",):
            inner = Verdict("did_not_happen", (at,))
        bare = forms & {"VBN", "VB"} and max(parts.have, parts.be, parts.do) < 0
        if bare and (wished := self._wished(parts.start, depth)):
            return compose(wished, doubt)
        frame = asked(words, parts.start) or (fiction(words, parts.start) if self._story else None)
        return compose(frame or self._clause(parts.start, depth, False), compose(doubt, inner))

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
            if 0 <= parts.negation < parts.modal and word == "should":
                status = "possible"  # "none of them should have"
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
        joint = parts.start - 1 - (words.low[parts.start - 1] in ("either", "then", "also", "thereby"))
        if joint < 0 or words.tags[joint] not in "C,":
            return -1
        kind = "VB" if "VB" in forms and "VBD" not in forms else "VBN"
        if kind == "VBN" and "VBN" not in forms:
            return -1
        for left in range(joint - 1, max(-1, joint - 17), -1):
            if words.tags[left] in CLAUSE_EDGE:
                return -1
            if words.tags[left] in "V" and kind in verb_forms().get(words.low[left], {"VBD", "VBN"}):
                other = group(words, left)
                bare = max(other.to, other.modal, other.do) >= 0 or self._wished(other.start, DEPTH) is not None
                return left if (bare if kind == "VB" else (other.have >= 0 or other.be >= 0)) else -1
        return -1

    # -- what governs ----------------------------------------------------------------------------------------------

    def infinitive(self, to: int, depth: int) -> Verdict:
        """Return what governs the infinitive whose "to" (or "not to") is word `to`."""
        words = self.words
        before = to - 1
        while before >= 0 and words.tags[before] in 'A"' and self.cue_before(before, "inf") is None:
            before -= 1
        if inverted_infinitive(words, to):
            return Verdict("conditional", (phrase_start(words, to - 1) - 1, to), "self", clause_before(words, to))
        if valued := self._valued(before) or self._too(to):
            return valued
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

    def _valued(self, before: int) -> Verdict | None:
        """Read an infinitive that is judged: "it was wrong to strike" tells of a strike, "would be wrong" of none."""
        words = self.words
        if before < 1 or words.low[before] not in EVALUATED:
            return None
        be = phrase_start(words, before) - 1
        while be > 0 and words.tags[be] in "AN":
            be -= 1
        if be < 0 or words.tags[be] != "B":
            return None
        own, parts = self._group_at(be), group(words, be)
        if own.status not in REAL | {"did_not_happen"} or parts.modal >= 0:
            return own
        past = words.low[be] in ("was", "were") or parts.have >= 0
        return Verdict("happened" if past else "possible", () if past else (be, before))

    def _too(self, to: int) -> Verdict | None:
        """Find "too" before an adjective over the infinitive: "too weak to attack", "too strong for them to attack"."""
        tags, low = self.words.tags, self.words.low
        for left in range(to - 2, max(-1, to - 8), -1):
            adjective = low[left + 1]
            follows = left + 2 == to or low[left + 2] == "for"
            if low[left] == "too" and follows and tags[left + 1] in "wjV" and adjective not in EAGER:
                negated = left > 0 and tags[left - 1] == "N"
                return Verdict("possible" if negated else "did_not_happen", (left, left + 1))
            if tags[left] in "VMHBO,;":
                break
        return None

    def gerund(self, at: int, depth: int) -> Verdict:
        """Return the status of an -ing form that is no progressive: object, complement or adjunct."""
        words = self.words
        before = at - 1
        while before >= 0 and words.tags[before] in 'AN"':
            before -= 1
        nots = tuple(index for index in range(before + 1, at) if words.tags[index] == "N")
        inner = Verdict("did_not_happen", nots) if nots else Verdict("happened")
        if before < 0 or words.low[before] == "that" or (words.tags[before] == "V" and words.low[before] in SAYING):
            later = self._said_of(at)
            if later and before >= 0:
                later = compose(self._clause(at, depth, later.status not in REAL), later)
            if later or before < 0:
                return compose(later or Verdict("ongoing"), inner)
        if found := self.cue_before(before, "ger"):
            return compose(self.apply(*found, depth), inner)
        if words.tags[before] in "wXR" and words.tags[phrase_start(words, before) - 1] == "P":
            found = self.cue_before(phrase_start(words, before) - 1, "ger")
            if found:  # "no sign of Iran firing back": the -ing form with a subject of its own
                return compose(self.apply(*found, depth), inner)
        if self._story and (shown := depicted(words, at)):
            return compose(shown, inner)
        tag, low = words.tags[before], words.low[before]
        if low in ("from", "to") and (ranged := in_range(words, at)):
            return compose(ranged, inner)
        main = self._main(before)
        main_status = self.verb(main, depth + 1) if main >= 0 else Verdict("happened")
        if tag == "P" or tag == "U":
            if low == "from" and before:
                start = phrase_start(words, before - 1)
                if found := self.cue_before(start - 1, "objfrom"):
                    return self.apply(*found, depth)
            if low == "without":
                return compose(Verdict("did_not_happen", (before,)), inner)  # "left without signing"
            if low == "with" and words.low[before - 1] == "charged" and words.low[at] in classes()["duties"]:
                return compose(Verdict("called_for", (before - 1, before)), inner)  # "charged with negotiating a truce"
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
                    if ruling := self.cue_before(index, "ger"):
                        return compose(self.apply(*ruling, depth), inner)  # "denying collusion and obstructing"
                    return compose(self.gerund(index, depth + 1) if depth < DEPTH else inner, inner)
                if words.tags[index] in CLAUSE_EDGE or words.tags[index] == "V":
                    break
        if main_status.status in REAL or main < 0 or main_status.status == "did_not_happen":
            return compose(inner, Verdict("happened" if tag == "," else "ongoing")) if not nots else inner
        return compose(main_status, inner)

    def _main(self, before: int) -> int:
        """Return the verb that an -ing form after word `before` goes with, an infinitive where it tells its means."""
        words = self.words
        noun = words.low[before] == "in" and before > 0 and words.tags[before - 1] == "w"  # "his role in ousting him"
        if words.tags[before] == "P" and words.low[before] in MEANS and not noun:
            for left in range(before - 1, max(-1, before - 10), -1):
                if words.tags[left] in CLAUSE_EDGE or words.tags[left] in ",U":
                    break
                if words.tags[left] in "V":
                    return left  # "urged them to interfere by hacking"
        return clause_before(words, before + 1)

    def _said_of(self, at: int) -> Verdict | None:
        """Return what the clause leaves of the -ing form at `at` that is its subject: "bombing it would be a crime"."""
        words = self.words
        right = at + 1
        while right < len(words) and words.tags[right] in INSIDE_PHRASE:
            right += 1
        right = skip_phrases(words, right - 1)
        if right + 1 < len(words) and words.tags[right] == "C" and words.tags[right + 1] == "g":
            return self._said_of(right + 1)  # "arming the groups and sending troops could turn the tide"
        later = self._group_after(right)
        if later is not None and (weighed := predicated(words, right)):
            return weighed
        if later is None or later.status == "did_not_happen":
            return later and Verdict("possible", later.because)
        past = right < len(words) and (words.low[right] in ("was", "were") or words.tags[right] in "HV")
        return later if later.status not in REAL else Verdict("happened" if past else "ongoing")

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
        modal = next((index for index in range(right, end) if tags[index] == "M"), -1)
        if modal >= 0 and end < len(tags) and tags[end] in "wXjg":
            nots = [index for index in range(right, end) if tags[index] == "N"]
            return self._modal(Group(right, modal, max(nots, default=-1), -1, -1, -1, -1, ()))
        while end > right and tags[end - 1] in "NA":
            end -= 1
        return self._group_at(end - 1) if end > right else None
