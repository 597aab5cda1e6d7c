"""Coreference for persons and organisations: one entity for all its names, titles and pronouns in an article.

Sieves in the manner of Lee et al. (2013), "Deterministic coreference resolution": names by their words, what stands in
apposition, titles and definite phrases by roles and heads, then pronouns by a ranking of what agrees with them. "I" and
"we" inside a quotation are its speaker; "you" is no one. What cannot be told stays alone.
"""

import itertools
import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator, Sequence
from functools import cache

from reportedly.read.coreference_clusters import LEAD, Cluster
from reportedly.read.coreference_mentions import (
    FIRST,
    HE,
    IT,
    NAME,
    NOMINAL,
    ORG,
    PAIR,
    PEOPLE,
    PERSON,
    PLACE,
    PRONOUN,
    PRONOUNS,
    REFLEXIVE,
    SAYING,
    SHE,
    THEY,
    THING,
    Node,
    Sentences,
    gather,
)  # fmt: skip
from reportedly.read.coreference_scores import NONE, REACH, Names, Pair, State, features, score, suits
from reportedly.read.coreference_titles import Titles
from reportedly.read.events_words import Words
from reportedly.read.grammar_words import word_set
from reportedly.read.links import Links
from reportedly.read.mentions import Mention
from reportedly.read.tables import rows
from reportedly.record import Statement

MOST = 14  # candidates that are weighed
LIGHT = word_set("light_nouns")
Rank = Callable[[str, Node, list[tuple[Node | None, Names]]], int]


class Resolver(Titles):
    """One article's mentions, taken in text order."""

    def __init__(
        self,
        text: str,
        sentences: Sentences,
        nodes: Sequence[Node],
        statements: Sequence[Statement],
        day: str | None,
        home: str | None = None,
        links: Links | None = None,
    ) -> None:
        """Take the mentions; `day` is the article's date, for who holds an office, `home` its outlet's country.

        `links` are the model's shares of who is meant, where it has any.
        """
        super().__init__(text, sentences, nodes, day, home)
        self.links = links
        self.rank: Rank = _best
        self.voice = -1  # who spoke last
        self.weak: list[bool | None] = [None] * len(self.nodes)  # what no pronoun stands for, told when first asked
        self.by_end = sorted(range(len(self.nodes)), key=lambda n: (*self._closing(n), n))
        self._speakers(statements)

    def _speakers(self, statements: Sequence[Statement]) -> None:
        self.sources: dict[int, list[Node]] = {}
        starts = [node.span[0] for node in self.nodes]
        opened = [start for start, _ in self.sentences.regions]
        for row in statements:
            spoken: list[Node] = []
            for start, end in row.source:
                near = self.nodes[bisect_left(starts, start - 80) : bisect_left(starts, end)]
                spoken += [n for n in near if n.span[1] > start and not n.modifier]
            if not spoken:
                continue
            head = next((n for n in spoken if n.form == NAME and n.sort == PERSON), spoken[0])
            head.speaker = True
            for start, end in row.content:
                for number in range(max(0, bisect_right(opened, start) - 1), bisect_left(opened, end)):
                    left, right = self.sentences.regions[number]
                    if left < end and start < right and not left <= head.span[0] < right:
                        self.sources.setdefault(number, []).append(head)

    def run(self) -> list[Cluster]:
        """Give each mention its entity and return the entities in the order in which they begin."""
        later: list[Node] = []
        for at, node in enumerate(self.nodes):
            if node.form == NAME:
                self._name(node)
            elif node.form == NOMINAL:
                self._nominal(at, node)
                if node.cluster < 0 and node.sort in (PERSON, ORG, PEOPLE):
                    self._new(node, "itself")
            elif node.form == PRONOUN:
                if PRONOUNS[node.head] == FIRST:
                    later.append(node)
                else:
                    self._pronoun(at, node)
            self._apposition(at, node)
            if node.speaker and node.cluster >= 0:
                self.voice = node.cluster
        for node in later:
            self._first(node)
        self.late()
        return [c for c in self.clusters if c.nodes]

    def candidates(self, at: int, pronoun: Node) -> list[tuple[Node | None, Names]]:
        """Return what the pronoun may stand for, nearest first, each with its features; the last stands for none."""
        what = PRONOUNS[pronoun.head]
        words = self.sentences.words[pronoun.sentence]
        told = self.sentences.told
        quoted = pronoun.region >= 0
        speakers = self._voices(pronoun.region) if quoted else set()
        seen: dict[int, int] = {}
        pairs: list[Pair] = []
        ahead = self._ahead(at, pronoun)
        for node in itertools.chain(self._reachable(pronoun, REACH[what]), ahead):
            number = node.cluster
            before = seen.get(number, -1)
            if before >= 0 and (quoted or node.region >= 0 or pairs[before].node.region < 0):
                continue
            cluster = self.clusters[number] if number >= 0 else None
            if node.form == PRONOUN and (cluster is None or PRONOUNS[node.head] != what):
                continue
            if cluster is None and what in (HE, SHE) and (node.plural or node.sort not in (PERSON, "")):
                continue
            like = cluster or node
            plural = cluster.plural if cluster else node.plural or node.form == PAIR
            if not suits(what, node, like.sort, like.gender, plural) or self._bound(words, pronoun, node):
                continue
            state = cluster.state(pronoun.sentence) if cluster else self._alone(node, pronoun.sentence)
            gap = pronoun.sentence - node.sentence
            if not quoted and node.region < 0:
                gap = min(gap, told[pronoun.sentence] - told[node.sentence])
            long = 1 + self.text.count(" ", *node.span)
            voice = "" if number < 0 else "own" if number in speakers else "last" if number == self.voice else ""
            pair = Pair(node, state, gap, node.subject and self._opens(node), long, voice)
            if before >= 0:  # it is named outside the quotations too: that counts
                pairs[before] = pair._replace(voice=voice or "quoted")
                continue
            if number >= 0:
                seen[number] = len(pairs)
            pairs.append(pair)
            if len(pairs) == MOST:
                break
        pairs.sort(key=lambda p: (p.node.span[0] > pronoun.span[0], -p.node.sentence, -p.node.span[1]))
        names = features(what, pronoun, self._verb(words, pronoun), pairs)
        linked, none = self.linked(pronoun, [p.node for p in pairs])
        found: list[tuple[Node | None, Names]] = [
            (p.node, (*n, *link)) for p, n, link in zip(pairs, names, linked, strict=True)
        ]
        if what in (IT, THEY):
            found.append((None, ((NONE,), *((name,) for name in self._idle(words, pronoun)), *none)))
        return found

    def _voices(self, region: int) -> set[int]:
        """Return the numbers of the entities that speak a quotation, as far as they are known yet."""
        found = set()
        for node in self.sources.get(region, ()):
            twin = self.by_key.get(node.key) if node.cluster < 0 and node.form == NAME else None
            found.add(twin.number if twin else node.cluster)
        return found - {-1}

    def _verb(self, words: Words, pronoun: Node) -> str:
        """Return what the verb of a pronoun that is a subject does: "says", "is" or "does"."""
        if not pronoun.subject:
            return ""
        for n in range(pronoun.last + 1, min(len(words), pronoun.last + 5)):
            if words.tags[n] == "V":
                return "says" if words.low[n] in SAYING else "does"
            if words.tags[n] not in "MHBONA":
                break
        return "is" if words.tags[pronoun.last + 1 : pronoun.last + 2] == ["B"] else ""

    def _closing(self, number: int) -> tuple[int, int]:
        node = self.nodes[number]
        return node.sentence, node.span[1]

    def _reachable(self, pronoun: Node, reach: int) -> Iterator[Node]:
        """Yield the mentions that end before a pronoun, nearest first, within so many sentences."""
        first = pronoun.sentence - reach
        last = bisect_right(self.by_end, (pronoun.sentence, pronoun.span[0]), key=self._closing)
        for place in range(last - 1, -1, -1):
            n = self.by_end[place]
            node = self.nodes[n]
            if node.sentence < first:
                break
            weak = self.weak[n]
            if weak is None:
                weak = self.weak[n] = self._light(node) or self._adjective(node)
            if not weak:
                yield node

    def _ahead(self, at: int, pronoun: Node) -> list[Node]:
        """Return the subject after a pronoun that opens its sentence, if that is a name."""
        tags = self.sentences.words[pronoun.sentence].tags[: pronoun.first]
        if not any(t in "VMHB" for t in tags):  # "In his speech, Maduro said"
            for node in self.nodes[at + 1 : at + 7]:
                if (
                    node.sentence == pronoun.sentence
                    and node.subject
                    and node.form == NAME
                    and node.span[0] > pronoun.span[1]
                ):
                    twin = self.by_key.get(node.key)
                    if twin is not None:
                        node.cluster = twin.number
                    return [node]
        return []

    def _light(self, node: Node) -> bool:
        """Tell whether a phrase is hardly ever what a pronoun stands for: "clear", "a lot", "part"."""
        if node.form != NOMINAL or node.sort != THING:
            return False
        if node.first == node.last and not node.plural and not node.subject and not node.object:
            return True
        return node.head in LIGHT and node.last - node.first < 2

    def _adjective(self, node: Node) -> bool:
        """Tell whether a mention only describes another: "Canadian" garrison, "art" major."""
        if not node.modifier:
            return False
        owns = re.match(r"\s?['’]", self.text[node.span[1] : node.span[1] + 2]) or self.text[
            node.span[1] - 2 : node.span[1]
        ] in ("'s", "’s")
        return not owns and (node.form == NOMINAL or node.sort not in (PERSON, ORG, PLACE))

    def _alone(self, node: Node, sentence: int) -> State:
        plural = node.plural or node.form == PAIR
        since = sentence - node.sentence if node.subject else 9
        named = node.form == NAME
        total = 1 if named else self.heads[node.head]
        return State(node.gender, node.sort, plural, 1, named, since, node.sentence < LEAD, total, False)

    def _opens(self, node: Node) -> bool:
        return node.first <= 3 or not any(t in "VMHB" for t in self.sentences.words[node.sentence].tags[: node.first])

    def _bound(self, words: object, pronoun: Node, node: Node) -> bool:
        """Tell whether an object pronoun would be its own clause's subject, or a phrase holds its own possessor."""
        if node.span[0] <= pronoun.span[0] < node.span[1]:
            return True
        if pronoun.owned or pronoun.head in REFLEXIVE or node.sentence != pronoun.sentence:
            return False
        if pronoun.subject:  # "the ISIS members it is holding": not what the phrase before it names
            inside = self.sentences.words[node.sentence].tags[node.last + 1 : pronoun.first]
            return bool(inside) and all(t in "wXJjG" for t in inside)
        tags = self.sentences.words[node.sentence].tags[node.last + 1 : pronoun.first]
        clause = [t for t in tags if t in 'UWC;:"' or t == ","]
        verbs = sum(t == "V" for t in tags)
        return node.subject and not clause and verbs <= 1 and "T" not in tags and len(tags) < 8

    def _idle(self, words: Words, pronoun: Node) -> list[str]:
        """Return what speaks for a pronoun that stands for nothing: its neighbours, and whether a pattern has it."""
        if pronoun.owned:
            return ["possessive"]
        found = ["subject"] if pronoun.subject else ["object"]
        low, last = words.low, pronoun.last
        found += [f"{n}:{low[last + n]}" for n in (-2, -1, 1, 2, 3) if 0 <= last + n < len(low)]
        if PRONOUNS[pronoun.head] != IT:
            return found
        start, end = pronoun.span
        for pattern, how in _pleonastic():
            if how == "after" and pattern.match(self.text, end):
                return [*found, "idle"]
            if how == "before" and pattern.search(self.text, max(0, start - 24), start):
                return [*found, "idle before"]
        return found

    def _pronoun(self, at: int, pronoun: Node) -> None:
        what = PRONOUNS[pronoun.head]
        found = self.candidates(at, pronoun)
        if not found:
            return
        chosen = found[self.rank(what, pronoun, found)][0]
        if chosen is None:
            return
        cluster = self._of(chosen)
        cluster.add(pronoun, "pronoun")

    def _first(self, node: Node) -> None:
        """Join "I" and "we" inside a quotation to its speaker."""
        if node.region < 0:
            return
        speakers = [n for n in self.sources.get(node.region, ()) if n.cluster >= 0 or n.form in (NAME, NOMINAL)]
        if speakers:
            speaker = min(speakers, key=lambda n: abs(n.span[0] - node.span[0]))
            self._of(speaker).add(node, "speaks")


def _best(what: str, pronoun: Node, found: list[tuple[Node | None, Names]]) -> int:
    scores = [score(what, names) for _, names in found]
    return max(range(len(scores)), key=scores.__getitem__)


@cache
def _pleonastic() -> tuple[tuple[re.Pattern[str], str], ...]:
    return tuple((re.compile(pattern, re.I), how) for pattern, how in rows("pleonastic.tsv") if how != "none")


def resolve(
    text: str,
    sentences: Sentences,
    mentions: Sequence[Mention],
    statements: Sequence[Statement],
    day: str | None = None,
    home: str | None = None,
    links: Links | None = None,
) -> list[Cluster]:
    """Return the article's entities with their mentions, in order of their first."""
    nodes = gather(text, sentences, mentions)
    return Resolver(text, sentences, nodes, statements, day, home, links).run()
