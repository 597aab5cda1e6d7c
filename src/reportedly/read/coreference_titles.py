"""Titles and other phrases: which entity "the president", "the group", "the ministry" is, and appositions."""

import math
import re
from functools import lru_cache

from reportedly.read.coreference_clusters import HIGH_OFFICE, Cluster, rank_of
from reportedly.read.coreference_links import LinkedClusters
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
from reportedly.read.nations import country_of, mentions_of, tokens_of
from reportedly.read.offices import office_of

PRESS = word_set("press_nouns")
BODIES = word_set("body_nouns")
OFFICES = word_set("named_offices")
KINDS_OF_BODY = frozenset(["central", "national", "federal", "supreme", "state", "local", "joint", "armed"])
RULERS = re.compile(r"([A-Z][\w-]+)(?:['’]s)?\s+(?:administration|government|regime)$")
COMMA = re.compile(r",\s+(?:(?:a|an|the)\s+)?")
BEING = re.compile(r"\s+(?:is|was|remains|became)\s+")
BESIDE = re.compile(r",?\s+")
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


@lru_cache(maxsize=4096)
def land_of(name: str) -> str:
    """Return the country (alpha-3) that a name or adjective alone stands for, "" for none."""
    if len(name) > 30:
        return ""
    found = mentions_of(tokens_of(name))
    if len(found) != 1 or len(found[0].codes) != 1 or found[0].how not in ("name", "adjective"):
        return ""
    return found[0].codes[0]


class Titles(LinkedClusters):
    """The rules for phrases without a name."""

    def _nominal(self, at: int, node: Node) -> None:
        if node.sort in (THING, TIME, "") and not node.definite:
            return
        words = self.text[slice(*node.span)]
        government = node.head in ("government", "administration", "regime") and not node.plural
        land = country_of(words) if government or (node.definite and node.sort == PERSON) else None
        code = land[0] if land else None
        if government:
            whose = None if code else RULERS.search(words)
            if code:
                self._join_key(node, f"gov:{code}", "the government of a country")
            elif whose:  # "the Obama administration" is none of Bush's
                self._join_key(node, f"rule:{whose[1].lower()}", "the government of a ruler")
            elif node.definite and not node.owned:
                self._recent(
                    node,
                    lambda c: c.key.startswith(("gov:", "rule:")) or c.nodes[-1].head == node.head,
                    12,
                    "the government last named",
                )
            return
        if not node.definite:
            return
        lower = words.lower()
        if self._announces(at, node) or self._explains(at, node):
            return
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
            self._country(at, node)
        elif node.sort == PLACE and not node.owned and node.head in ("city", "town", "village", "capital"):
            self._recent(
                node, lambda c: c.sort == PLACE and c.named and not c.key.startswith("land:"), 2, "the place last named"
            )

    def _same_head(self, cluster: Cluster, node: Node, lower: str) -> bool:
        return (node.head, node.plural) in cluster.heads and any(
            other.form == NOMINAL and other.head == node.head and other.plural == node.plural
            and not self._other_words(other, lower)
            for other in cluster.nodes
        )  # fmt: skip

    def _other_words(self, other: Node, lower: str) -> bool:
        """Tell whether two phrases with one head are set apart by their other words."""
        mine = {w for w in lower.split()[:-1] if len(w) > 3}
        theirs = {w for w in self.text[slice(*other.span)].lower().split()[:-1] if len(w) > 3}
        return bool(mine - theirs) and bool(theirs)

    def _announces(self, at: int, node: Node) -> bool:
        """Tell whether a name in apposition follows: "the former president, Barack Obama,"."""
        after = next((n for n in self.nodes[at + 1 : at + 4] if n.span[0] >= node.span[1]), None)
        return (
            after is not None
            and after.form == NAME
            and after.sort == node.sort
            and re.fullmatch(r",\s+", self.text[node.span[1] : after.span[0]]) is not None
            and self.text[after.span[1] : after.span[1] + 1] in (",", ".")
        )

    def _explains(self, at: int, node: Node) -> bool:
        """Tell whether a phrase in apposition follows its name: "Gavi, the vaccine alliance,"."""
        before = self.nodes[at - 1] if at else node
        return (
            before.form == NAME
            and not before.modifier
            and node.sort in (PERSON, ORG)
            and self.text[before.span[1] : node.span[0]] == ", "
            and self.text[node.span[1] : node.span[1] + 1] in (",", ".")
            and before.cluster >= 0
            and self.clusters[before.cluster].sort in (node.sort, "")
        )

    def late(self) -> None:
        """Join offices that no one mentioned before holds to the first who is later said to hold them."""
        for cluster in self.clusters:
            if not cluster.nodes or cluster.sort != PERSON or cluster.named or cluster.plural:
                continue
            node = cluster.nodes[0]
            if node.form != NOMINAL or not node.definite or node.owned or node.head not in HIGH_OFFICE | OFFICES:
                continue
            words = self.text[slice(*node.span)]
            rank, land = self._rank(node), country_of(words)
            for other in self.clusters:
                if other is cluster or not other.named or other.sort != PERSON or other.plural:
                    continue
                office = other.holds(node.head, rank)
                held = other.roles[office] or other.land if office else None
                if office is None or (land and held and land[0] != held) or self._torn(cluster, other):
                    continue
                for joined in cluster.nodes:
                    other.add(joined, "the office told later")
                other.nodes.sort(key=lambda n: n.span)
                cluster.nodes = []
                break

    def _torn(self, one: Cluster, other: Cluster) -> bool:
        return bool(one.gender and other.gender and one.gender != other.gender)

    def _country(self, at: int, node: Node) -> None:
        """Join "the country" to the land that the sentences around name most, by its name or an adjective of it."""
        weight: dict[str, float] = {}
        for other in reversed(self.nodes[:at]):
            gap = node.sentence - other.sentence
            if gap > 3:
                break
            if other.form != NAME:
                continue
            code = land_of(name_of(self.text[slice(*other.span)]))
            if code and other.span[1] <= node.span[0]:
                told = 0.6**gap * (1.4 if other.subject else 1.0) * (0.5 if code == self.home else 1.0)
                weight[code] = weight.get(code, 0.0) + told
        for code in sorted(weight, key=lambda one: -weight[one]):
            cluster = self.by_key.get(f"land:{code}")
            if cluster is not None and cluster.nodes:
                cluster.add(node, "the country named most nearby")
                return

    def _title(self, node: Node, code: str | None, lower: str) -> None:
        head = "president" if self.text.startswith(" in chief", node.span[1]) else node.head
        rank = rank_of(lower.split()[:-1])
        compound = " ".join(lower.split()[-2:])

        def holds(cluster: Cluster) -> bool:
            if cluster.sort != PERSON or cluster.plural:
                return False
            office = cluster.holds(head, rank)
            if office is None:
                return False
            land = cluster.roles[office] or cluster.land
            if code and land and code != land:
                return False
            return not (node.gender and cluster.gender and node.gender != cluster.gender)

        if head in HIGH_OFFICE and not code and self.home and not rank:
            own = [
                c for c in self.clusters
                if c.nodes and holds(c) and (c.roles[c.holds(head, rank) or head] or c.land) == self.home
            ]  # fmt: skip
            own = [c for c in own if node.sentence - c.nodes[-1].sentence <= 8]
            if own:
                max(own, key=lambda c: c.nodes[-1].span).add(node, f"the outlet's country's {head}")
                return
        if self._recent(node, holds, 999, f"who is {compound}"):
            return
        if self._recent(node, lambda c: self._same_head(c, node, lower), 10, "the same noun"):
            return
        if head in HIGH_OFFICE or rank in ("former", "vice", "first"):
            return
        office = head in OFFICES
        people = [
            c for c in self.clusters
            if c.nodes and c.sort == PERSON and c.named and not c.plural and node.sentence - c.nodes[-1].sentence <= 2
            and not (node.gender and c.gender and node.gender != c.gender)
            and not (code and c.land and code != c.land) and not (office and (c.known or c.roles))
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

        set_apart = {w for w in lower.split()[:-1] if w in KINDS_OF_BODY}

        def called(cluster: Cluster) -> bool:
            return cluster.sort in (ORG, "", THING) and any(
                n.form == NAME and re.search(rf"\b{re.escape(head)}\b", self.text[slice(*n.span)], re.I)
                and all(w in self.text[slice(*n.span)].lower() for w in set_apart)
                for n in cluster.nodes
            )

        def role(cluster: Cluster) -> bool:
            return cluster.sort in (ORG, "") and head in cluster.roles

        if self._recent(node, lambda c: called(c) or role(c), 999, f"has {head} in its name"):
            return
        if self._recent(node, lambda c: c.named and self._same_head(c, node, lower), 10, "the same noun"):
            return
        press = head in PRESS and (head != "agency" or "news" in lower)
        if press and self._recent(
            node,
            self._press,
            12,
            "the outlet last named",
        ):
            return
        fitting = next((sectors for heads, sectors in SECTORS if head in heads), frozenset())
        trades = head in ("company", "firm", "corporation")

        def fits(cluster: Cluster) -> bool:
            if self._same_head(cluster, node, lower):
                return True
            if not cluster.named or cluster.key.startswith(("gov:", "land:")) or cluster.sort not in (ORG, PEOPLE):
                return False
            sector = self._sector(cluster)
            if sector and fitting:
                return sector in fitting or (trades and sector == "JRN")
            if head not in BODIES or all(n.modifier for n in cluster.nodes):
                return False
            return trades or not self._press(cluster)

        if trades:
            near = [c for c in self.clusters if c.nodes and node.sentence - c.nodes[-1].sentence <= 4 and fits(c)]
            near = [c for c in near if c.nodes[-1].span[1] <= node.span[0]]
            if near:  # companies act: the one that the sentences around are about
                max(near, key=lambda c: self._salience(c, node)).add(node, "the company at hand")
                return
        elif self._recent(node, fits, 4, f"a {head}, the last named"):
            return
        if fitting and self._recent(
            node, lambda c: self._sector(c) in fitting and not c.key.startswith("gov:"), 8, f"a {head} by its sector"
        ):
            return
        self._recent(node, lambda c: self._same_head(c, node, lower), 10, "the same noun")

    def _salience(self, cluster: Cluster, node: Node) -> float:
        """Return how much an entity is talked about when a phrase comes: near, as a subject, often."""
        acts = 1.5 if node.sentence - cluster.subject_at <= 2 else 0.0
        return acts + 0.5 * math.log2(len(cluster.nodes)) - (node.sentence - cluster.nodes[-1].sentence)

    def _apposition(self, at: int, node: Node) -> None:
        """Join "Maduro, the president of Venezuela," and "the president, Nicolás Maduro"."""
        if node.form == PRONOUN or node.form == PAIR:
            return
        start = node.span[0]
        for before in reversed(self.nodes[max(0, at - 4) : at]):
            if not before.modifier and before.form in (NAME, NOMINAL) and before.span[1] <= start:
                break
        else:
            return
        if before.sentence != node.sentence:
            return
        gap = self.text[before.span[1] : node.span[0] - 0]
        words = self.sentences.words[node.sentence]
        if node.form == NOMINAL and before.form == NAME:
            near = COMMA.fullmatch(gap) or (BEING.fullmatch(gap) and before.subject)
            if near and node.sort in (PERSON, ORG) and not node.plural and self._single(node, before):
                cluster = self.clusters[before.cluster]
                if cluster.sort not in (node.sort, "", THING) or self._listed(words, node):
                    return
                if node.cluster != before.cluster:
                    self.clusters[node.cluster].nodes.clear()
                    cluster.add(node, "apposition")
                cluster.role(node.head, self._around(node), self._rank(node))
                if node.sort == PERSON:
                    cluster.gender = cluster.gender or node.gender
        elif node.form == NAME and before.form == NOMINAL and before.sort in (PERSON, ORG) and not before.plural:
            cluster = self.clusters[node.cluster]
            if not BESIDE.fullmatch(gap) or cluster.sort not in (before.sort, ""):
                return
            cluster.role(before.head, self._around(before), self._rank(before))
            alone = before.cluster < 0 or len(self.clusters[before.cluster].nodes) == 1
            if alone and before.cluster != cluster.number:
                if before.cluster >= 0:
                    self.clusters[before.cluster].nodes.clear()
                cluster.add(before, "apposition")
                cluster.nodes.sort(key=lambda n: n.span)

    def _single(self, node: Node, before: Node) -> bool:
        return node.cluster >= 0 and (node.cluster == before.cluster or len(self.clusters[node.cluster].nodes) == 1)

    def _rank(self, node: Node) -> str:
        return rank_of(self.text[slice(*node.span)].lower().split()[:-1])

    def _around(self, node: Node) -> str | None:
        words = self.sentences.words[node.sentence]
        end = words.ends[min(len(words) - 1, node.last + 6)]
        return self._land(self.text[node.span[0] : end])

    def _listed(self, words: object, node: Node) -> bool:
        after = self.text[node.span[1] : node.span[1] + 60]
        return bool(re.match(r"(?:\s+of\s+[\w .]{1,40})?,?\s+and\s", after))
