"""How real an event is by the words around it: the whole status grammar of one sentence, nouns here, verbs beneath.

Every decision returns the words it rests on.
"""

from reportedly.read.events_grammar import group, phrase_start, skip_phrases
from reportedly.read.events_lexicon import Cue, cue_forms, predicate_forms, word_cues
from reportedly.read.events_words import QUOTES
from reportedly.read.grammar_words import word_set
from reportedly.read.status_conditions import conditional
from reportedly.read.status_frames import options, verbless
from reportedly.read.status_scale import REAL, Verdict, compose
from reportedly.read.status_verbs import DEPTH, PRESUPPOSING, VerbGrammar
from reportedly.record.rows import Status

SAYABLE = frozenset(
    {"REQUEST", "ACCUSE", "THREATEN", "SUPPORT"}
)  # to reject or deny one of these is to have been its target
ANSWERS = word_set("answers")
ANSWERED = frozenset({"denied", "rejected", "dismissed", "refuted", "rebuffed"})
DEFINITE = word_set("definite")
NEEDED = frozenset({"needed", "necessary", "required", "sought"})
EXISTENCE = word_set("existence")
CARRIED: dict[str, Status] = dict.fromkeys(word_set("carried_possible"), "possible")
CARRIED |= dict.fromkeys(word_set("carried_planned"), "planned")
REASONS = tuple(sorted(word_set("reasons")))


class Grammar(VerbGrammar):
    """The status grammar of one sentence."""

    def noun(self, start: int, at: int, type_: str, depth: int = 0, *, last: int = -1) -> Verdict:
        """Return the status of the event noun at `at` (to `last`) in the phrase that starts at `start`."""
        inside = self._inside(start, at)
        inside = inside or self._carried(max(at, last)) or options(self.words, start)
        if inside and inside.status == "did_not_happen":
            return inside
        outer = self._over_noun(start, max(at, last), type_, depth) if depth < DEPTH else None
        if inside:
            return compose(outer, inside) if outer and outer.status != "did_not_happen" else inside
        if outer:
            return outer
        return Verdict("happened")

    def _inside(self, start: int, at: int) -> Verdict | None:
        """Read the modifiers of the noun: "no", "possible", "planned"."""
        words = self.words
        for index in range(at - 1, start - 1, -1):
            if words.low[index] in ("no", "neither"):
                return Verdict("did_not_happen", (index,))
            cue = word_cues("adj").get(words.low[index])
            if cue:
                return Verdict(cue.status, (index,))
        return None

    def _carried(self, at: int) -> Verdict | None:
        """Read the noun that the event's name modifies: "invasion fears", "attack plan"."""
        after = at + 1
        if after < len(self.words) and self.words.low[after] in CARRIED and self.words.tags[after] in "wX":
            return Verdict(CARRIED[self.words.low[after]], (after,))
        return None

    def definite(self, start: int, at: int) -> bool:
        """Tell whether the phrase presents the event as known: "the attack", "Monday's strike"."""
        tags, low = self.words.tags, self.words.low
        return low[start] in DEFINITE or any(
            tags[index] in "GSY" or low[index] in ("last", "recent", "latest", "previous") for index in range(start, at)
        )

    def _over_noun(self, start: int, at: int, type_: str, depth: int) -> Verdict | None:
        words = self.words
        tags, low = words.tags, words.low
        known = self.definite(start, at)
        if start > 1 and tags[start - 1] == "C" and tags[start - 2] == "w":
            known = known or tags[phrase_start(words, start - 2)] == "S"  # "his comments and criticism"
        opening = start  # adverbs aside: "knew well an attack would fail"
        while opening > 1 and tags[opening - 1] == "A" and tags[opening - 2] in "Vg":
            opening -= 1
        subject = opening == 0 or tags[opening - 1] in ',UWC"-Vg:' or low[start - 1] in ("that", "if")
        found = self._predicate(at, known) if subject else None
        if found and type_ in SAYABLE and any(low[index] in ANSWERED for index in found.because):
            return None  # "the complaints were dismissed"
        if found:
            over = (
                self._clause(start, depth, found.status not in REAL)
                if start
                else conditional(words, 0, found.status not in REAL)
            )
            return compose(over, found)
        if later := self._relative(at) or verbless(words, at, known):
            return later
        if tags[start - 1] == "," and start and low[start] in ("a", "an"):
            return None  # an apposition: "..., a veiled warning to China"
        position, preposition = start, ""
        for _ in range(5):
            before = position - 1
            frames = "obj" if known else "obj bare"
            while before >= 0 and (tags[before] == "A" or low[before] in QUOTES):
                if self.cue_before(before, frames):
                    break
                before -= 1
            if before < 0:
                return None
            tag = tags[before]
            found_cue = self.cue_before(before, frames)
            if found_cue and found_cue[0].negated == "ongoing" and tags[before + 1] == "P":
                found_cue = None  # "will not end with charges"
            if found_cue and tag != "U":
                cue, head = found_cue
                if cue.lemma.split(" ")[0] in ANSWERS and type_ in SAYABLE:
                    return None
                if known and "?" in tags and self._who(head):
                    return None  # "Who ordered the killing of the envoy?"
                verdict = self.apply(cue, head, depth)
                if cue.status in REAL and known and verdict.status == "did_not_happen":
                    return None
                return verdict
            if tag in "Vg" or tag == "B":
                verdict = self.verb(before, depth + 1) if tag in "Vg" else self._group_at(before)
                verdict = verdict._replace(actor="light", governor=before)
                return (
                    verdict
                    if not known
                    or (
                        verdict.status not in REAL | {"did_not_happen"}
                        and tag != "B"
                        and depth == 0
                        and position == start
                    )
                    else None
                )
            if tag == "N":
                return Verdict("did_not_happen", (before,))
            if tag in "PT":
                preposition = preposition or low[before]
                if low[before] == "for" and not known and not self._because(before):
                    return Verdict("possible", (before,))
                if low[before] in PRESUPPOSING or (known and low[before] in ("in", "before", "with", "by")):
                    return None
                if before and tags[before - 1] in "wXRJY" and tags[before - 1] != "Y":
                    if position != start and (apart := self._apart(before - 1, preposition)):
                        return self.apply(*apart, depth)
                    position = phrase_start(words, before - 1)
                    known = known or (self.definite(position, before) and low[before] == "of")
                    continue
                position = before
                continue
            if tag in "C," and before and tags[before - 1] in "wX":
                position = phrase_start(words, before - 1)
                continue
            if tag == "Y" or tag in "wXRJj":
                position = phrase_start(words, before)
                if position == before and tag == "Y" and before and tags[before - 1] == "P":
                    position = before - 1
                continue
            cue_word = word_cues("clause").get(low[before])
            return (
                Verdict("conditional", (before,))
                if cue_word and tag == "U" and low[before] in ("if", "unless")
                else None
            )
        return None

    def _who(self, verb: int) -> bool:
        """Tell whether a question asks who did what the verb says: it takes for granted that it was done."""
        start = group(self.words, verb).start
        return start > 0 and self.words.low[start - 1] == "who"

    def _because(self, at: int) -> bool:
        """Tell whether "for" at word `at` gives a reason, not a purpose: "blamed for attacks"."""
        return any(word.startswith(REASONS) for word in self.words.low[max(0, at - 5) : at])

    def _apart(self, noun: int, preposition: str) -> tuple[Cue, int] | None:
        """Find a noun cue whose preposition comes later: "calls from senators for an inquiry"."""
        for form in cue_forms().get(f"{self.words.low[noun]} {preposition}", ()):
            if isinstance(form.row, Cue) and "obj" in form.row.frames:
                return form.row, noun
        return None

    def _relative(self, at: int) -> Verdict | None:
        """Read what follows the noun and makes it unreal: "aid that we could provide", "sanctions to be had"."""
        words = self.words
        tags, low = words.tags, words.low
        if low[at + 1 : at + 3] == ["to", "be"]:
            return Verdict("planned", (at + 1,))
        if low[at + 1 : at + 2] in (["that"], ["which"]):
            for end in range(at + 2, len(low) - 1):
                if tags[end] in ",;:.?!-":
                    break
                if tags[end] == "N" and low[end + 1] in EXISTENCE:
                    return Verdict("did_not_happen", (end, end + 1))  # "the strike that they planned never happened"
        at = skip_phrases(words, at) - 1
        if at + 3 < len(low) and low[at + 1] in ("that", "which"):
            end = at + 2
            while end < len(low) and tags[end] in "DSXwJR" and end < at + 7:
                end += 1
            if end < len(low) and tags[end] == "M":
                verb = end
                while verb + 1 < len(low) and tags[verb] in "MHBOAN":
                    verb += 1
                return self._modal(group(words, verb))
        return None

    def _predicate(self, at: int, known: bool) -> Verdict | None:
        """Read what is said of the event: "strikes are planned", "the visit was cancelled", "talks could resume"."""
        words = self.words
        tags, low = words.tags, words.low
        right, apart = skip_phrases(words, at), False
        if right < len(tags) and tags[right] == ",":
            closing = next((index for index in range(right + 1, min(len(tags), right + 14)) if tags[index] == ","), -1)
            if closing < 0 or closing + 1 == len(tags) or tags[closing + 1] not in "MHBON":
                return None
            right, apart = closing + 1, True  # "the visit, planned for May, never took place"
        end = right
        while end < len(tags) and tags[end] in "MHBOAN":
            end += 1
        own = self._group_after(right)
        if own is None:
            return None
        bare = "B" in tags[right:end] and "M" not in tags[right:end]
        if bare and tags[end : end + 1] == ["T"] and tags[end + 1 : end + 2] != ["B"]:  # "sanctions are to take effect"
            return Verdict("planned", (end - 1, end)) if own.status in REAL else own
        for first in range(max(right, end - 1), min(len(tags), end + 1)):
            for form in predicate_forms().get(low[first], ()):
                if tuple(low[first : first + len(form.words)]) == form.words and isinstance(form.row, Cue):
                    if (
                        tags[first] == "V"
                        and end == right
                        and form.row.status != "did_not_happen"
                        and tags[right - 1] == "P"
                    ):
                        continue
                    after = first + len(form.words)
                    leads = low[after : after + 1] == ["to"] and low[first] not in NEEDED
                    if known and leads and not EXISTENCE & set(low[after + 1 : after + 2]):
                        continue  # "the visit is likely to irritate Beijing"
                    because = tuple(range(first, after))
                    if own.status == "did_not_happen":
                        return Verdict(form.row.negated, own.because + because)
                    return compose(own, Verdict(form.row.status, because))
        if own.status == "did_not_happen" and end < len(tags):
            exists = low[end] in EXISTENCE
            return own if exists else None
        if apart:
            return own if not known and own.status not in REAL | {"did_not_happen"} else None
        if own.status in REAL and end < len(tags) and tags[end] == "V":
            return None if not known else Verdict("happened")
        return own if own.status not in REAL else None
