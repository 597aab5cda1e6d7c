"""Titles and other phrases: which entity "the president", "the group", "the ministry" is, and appositions."""

import re
from functools import lru_cache

from reportedly.read.coreference_clusters import HIGH_OFFICE, Cluster, Clusters
from reportedly.read.coreference_mentions import (
    NAME,
    NOMINAL,
    ORG,
    PAIR,
    PEOPLE,
    PERSON,
    PLACE,
    PRONOUN,
    THING,
    TIME,
    Node,
)
from reportedly.read.coreference_names import is_outlet, name_of
from reportedly.read.grammar_words import word_set
from reportedly.read.nations import country_of
from reportedly.read.offices import office_of

PRESS = word_set("press_nouns")
BODIES = word_set("body_nouns")
ARMED = frozenset(["REB", "PRM", "UAF", "CRM"])
SECTORS = (
    (frozenset(["militia", "insurgency", "cartel", "gang"]), ARMED),
    (frozenset(["group", "organization", "organisation", "movement", "faction"]), ARMED | {"PTY", "CVL", "SOC", "OPP"}),
    (frozenset(["party", "bloc", "coalition"]), frozenset(["PTY", "OPP"])),
    (frozenset(["company", "firm", "bank", "airline", "corporation", "manufacturer"]), frozenset(["BUS"])),
    (frozenset(["agency", "ministry", "department"]), frozenset(["GOV", "SPY", "COP", "JRN"])),
)


@lru_cache(maxsize=4096)
def sector_of(name: str) -> str | None:
    """Return the sector that a body's name settles."""
    office = office_of(name)
    return office[1] if office else None


class Titles(Clusters):
    """The rules for phrases without a name."""

    def _nominal(self, at: int, node: Node) -> None:
        if node.sort in (THING, TIME, "") and not node.definite:
            return
        words = self.text[slice(*node.span)]
        government = node.head in ("government", "administration", "regime") and not node.plural
        land = country_of(words) if government or (node.definite and node.sort == PERSON) else None
        code = land[0] if land else None
        if government:
            if code:
                self._join_key(node, f"gov:{code}", "the government of a country")
            elif node.definite:
                self._recent(
                    node,
                    lambda c: c.key.startswith("gov:") or c.nodes[-1].head == node.head,
                    12,
                    "the government last named",
                )
            return
        if not node.definite:
            return
        lower = words.lower()
        if node.plural or node.sort in (THING, TIME):
            if node.sort != TIME and not node.owned:
                self._recent(node, lambda c: self._same_head(c, node, lower), 6, "the same noun")
            return
        if (node.sort == PERSON and not node.owned) or (
            node.sort == PERSON and code and self.text[node.span[0]].isupper()
        ):
            self._title(node, code, lower)
        elif node.sort == ORG and not node.owned:
            self._body(node, lower)
        elif (
            node.sort == PLACE and not node.owned and node.head in ("country", "nation", "state", "kingdom", "republic")
        ):
            self._recent(node, lambda c: c.key.startswith("land:"), 3, "the country last named")
        elif node.sort == PLACE and not node.owned and node.head in ("city", "town", "village", "capital"):
            self._recent(
                node, lambda c: c.sort == PLACE and c.named and not c.key.startswith("land:"), 2, "the place last named"
            )

    def _same_head(self, cluster: Cluster, node: Node, lower: str) -> bool:
        return any(
            other.form == NOMINAL and other.head == node.head and other.plural == node.plural
            and not self._other_words(other, lower)
            for other in cluster.nodes
        )  # fmt: skip

    def _other_words(self, other: Node, lower: str) -> bool:
        """Tell whether two phrases with one head are set apart by their other words."""
        mine = {w for w in lower.split()[:-1] if len(w) > 3}
        theirs = {w for w in self.text[slice(*other.span)].lower().split()[:-1] if len(w) > 3}
        return bool(mine - theirs) and bool(theirs)

    def _title(self, node: Node, code: str | None, lower: str) -> None:
        head = node.head
        compound = " ".join(lower.split()[-2:])

        def holds(cluster: Cluster) -> bool:
            if cluster.sort != PERSON or cluster.plural or head not in cluster.roles:
                return False
            land = cluster.roles[head] or cluster.land
            if code and land and code != land:
                return False
            return not (node.gender and cluster.gender and node.gender != cluster.gender)

        if head in HIGH_OFFICE and not code and self.home:
            own = [c for c in self.clusters if c.nodes and holds(c) and (c.roles[head] or c.land) == self.home]
            own = [c for c in own if node.sentence - c.nodes[-1].sentence <= 8]
            if own:
                max(own, key=lambda c: c.nodes[-1].span).add(node, f"the outlet's country's {head}")
                return
        if self._recent(node, holds, 999, f"who is {compound}"):
            return
        if self._recent(node, lambda c: self._same_head(c, node, lower), 10, "the same noun"):
            return
        if head in HIGH_OFFICE:
            return
        people = [
            c for c in self.clusters
            if c.nodes and c.sort == PERSON and c.named and not c.plural and node.sentence - c.nodes[-1].sentence <= 2
            and not (node.gender and c.gender and node.gender != c.gender)
            and not (code and c.land and code != c.land)
        ]  # fmt: skip
        if len(people) == 1 or (people and len(lower.split()) == 2):
            max(people, key=lambda c: c.nodes[-1].span).add(node, "the person last named")

    def _sector(self, cluster: Cluster) -> str:
        if not cluster.named or cluster.sort == PERSON:
            return ""
        name = next(n for n in cluster.nodes if n.form == NAME)
        told = sector_of(name_of(self.text[slice(*name.span)]))
        return told or ""

    def _press(self, cluster: Cluster) -> bool:
        return any(is_outlet(name_of(self.text[slice(*n.span)])) for n in cluster.nodes if n.form == NAME)

    def _body(self, node: Node, lower: str) -> None:
        head = node.head

        def called(cluster: Cluster) -> bool:
            return cluster.sort in (ORG, "", THING) and any(
                n.form == NAME and re.search(rf"\b{re.escape(head)}\b", self.text[slice(*n.span)], re.I)
                for n in cluster.nodes
            )

        def role(cluster: Cluster) -> bool:
            return cluster.sort in (ORG, "") and head in cluster.roles

        if self._recent(node, lambda c: called(c) or role(c), 999, f"has {head} in its name"):
            return
        if self._recent(node, lambda c: self._same_head(c, node, lower), 10, "the same noun"):
            return
        press = head in PRESS
        if press and self._recent(
            node,
            self._press,
            12,
            "the outlet last named",
        ):
            return
        fitting = next((sectors for heads, sectors in SECTORS if head in heads), None)
        if fitting and self._recent(
            node, lambda c: self._sector(c) in fitting and not c.key.startswith("gov:"), 8, f"a {head} by its sector"
        ):
            return
        if head in BODIES:
            self._recent(
                node,
                lambda c: (
                    c.sort in (ORG, PEOPLE)
                    and c.named
                    and not c.key.startswith(("gov:", "land:"))
                    and any(not n.modifier for n in c.nodes)
                    and not self._press(c)
                ),
                4,
                "the body last named",
            )

    def _apposition(self, at: int, node: Node) -> None:
        """Join "Maduro, the president of Venezuela," and "the president, Nicolás Maduro"."""
        before = next(
            (
                n
                for n in reversed(self.nodes[max(0, at - 4) : at])
                if n.form in (NAME, NOMINAL) and not n.modifier and n.span[1] <= node.span[0]
            ),
            None,
        )
        if before is None or before.sentence != node.sentence or node.form == PRONOUN or node.form == PAIR:
            return
        gap = self.text[before.span[1] : node.span[0] - 0]
        words = self.sentences.words[node.sentence]
        if node.form == NOMINAL and before.form == NAME:
            near = re.fullmatch(r",\s+(?:(?:a|an|the)\s+)?", gap) or (
                re.fullmatch(r"\s+(?:is|was|remains|became)\s+", gap) and before.subject
            )
            if near and node.sort in (PERSON, ORG) and not node.plural and self._single(node, before):
                cluster = self.clusters[before.cluster]
                if cluster.sort not in (node.sort, "", THING) or self._listed(words, node):
                    return
                if node.cluster != before.cluster:
                    self.clusters[node.cluster].nodes.clear()
                    cluster.add(node, "apposition")
                cluster.role(node.head, self._around(node))
                if node.sort == PERSON:
                    cluster.gender = cluster.gender or node.gender
        elif node.form == NAME and before.form == NOMINAL and before.sort in (PERSON, ORG) and not before.plural:
            cluster = self.clusters[node.cluster]
            if not re.fullmatch(r",?\s+", gap) or cluster.sort not in (before.sort, ""):
                return
            cluster.role(before.head, self._around(before))
            alone = before.cluster < 0 or len(self.clusters[before.cluster].nodes) == 1
            if alone and before.cluster != cluster.number:
                if before.cluster >= 0:
                    self.clusters[before.cluster].nodes.clear()
                cluster.add(before, "apposition")
                cluster.nodes.sort(key=lambda n: n.span)

    def _single(self, node: Node, before: Node) -> bool:
        return node.cluster >= 0 and (node.cluster == before.cluster or len(self.clusters[node.cluster].nodes) == 1)

    def _around(self, node: Node) -> str | None:
        words = self.sentences.words[node.sentence]
        end = words.ends[min(len(words) - 1, node.last + 6)]
        return self._land(self.text[node.span[0] : end])

    def _listed(self, words: object, node: Node) -> bool:
        after = self.text[node.span[1] : node.span[1] + 60]
        return bool(re.match(r"(?:\s+of\s+[\w .]{1,40})?,?\s+and\s", after))
