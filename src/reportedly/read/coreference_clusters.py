"""Entities while an article is read: what their mentions tell of them, and how names join them."""

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from reportedly.read.coreference_mentions import (
    HE,
    NAME,
    NOMINAL,
    ORG,
    PEOPLE,
    PERSON,
    PRONOUN,
    PRONOUNS,
    SAYING,
    SHE,
    SHORT_TITLES,
    THING,
    Node,
    Sentences,
    role_nouns,
)  # fmt: skip
from reportedly.read.coreference_names import group_names, is_outlet, name_of
from reportedly.read.coreference_scores import State
from reportedly.read.grammar_words import word_set
from reportedly.read.nations import country_of, mentions_of, tokens_of
from reportedly.read.people import Person, known_person

PAST = frozenset(["former", "ex", "then", "late", "ex-president", "onetime"])
RANKS = word_set("office_ranks")  # what tells offices of one noun apart: "prime", "foreign", "vice"
APART = frozenset(["vice", "deputy", "former", "first", "under", "assistant"])
HIGH_OFFICE = frozenset(["president", "premier", "chancellor", "king", "queen", "pope"])
LEAD = 2  # how many sentences open an article
GOVERNING = word_set("governing") | SAYING


@dataclass(slots=True)
class Cluster:
    """One entity as it grows: its mentions with the rule that joined each, and what they tell of it."""

    number: int
    nodes: list[Node] = field(default_factory=list)
    reasons: list[str] = field(default_factory=list)
    key: str = ""
    sort: str = ""
    gender: str = ""
    plural: bool = False
    roles: dict[str, str | None] = field(default_factory=dict)
    land: str | None = None
    sorts: Counter[str] = field(default_factory=Counter)
    subject_at: int = -99
    total: int = 1
    names: int = 0
    known: bool = False
    heads: set[tuple[str, bool]] = field(default_factory=set)  # of its phrases: noun and number

    def role(self, noun: str, land: str | None, rank: str = "") -> None:
        """Note an office that a title or an apposition gives; who is known not to hold it any more has it no more."""
        if not (self.known and noun in HIGH_OFFICE and not rank and noun not in self.roles):
            self.roles.setdefault(f"{rank} {noun}".strip(), land)

    def holds(self, noun: str, rank: str) -> str | None:
        """Return the office that "the noun" of a rank ("vice", "former", "") can mean, None for none."""
        if rank:
            named = f"{rank} {noun}"
            return named if named in self.roles else noun if rank not in APART and noun in self.roles else None
        if noun in self.roles:
            return noun
        return next((r for r in self.roles if r.endswith(f" {noun}") and r.split()[0] not in APART), None)

    @property
    def named(self) -> bool:
        """Tell whether it has a name."""
        return self.names > 0 and bool(self.nodes)

    def add(self, node: Node, reason: str) -> None:
        """Take in a mention."""
        node.cluster = self.number
        self.nodes.append(node)
        self.names += node.form == NAME
        if node.form == NOMINAL:
            self.heads.add((node.head, node.plural))
        self.reasons.append(reason)
        if node.form == NAME or (node.form != PRONOUN and not self.sorts):
            self.sorts[node.sort] += 1
            kinds = [PERSON] if self.known else [s for s, _ in self.sorts.most_common() if s not in ("", THING)]
            self.sort = kinds[0] if kinds else node.sort if len(self.nodes) == 1 else self.sort
        self.gender = self.gender or node.gender
        if len(self.nodes) == 1:
            self.plural = (node.plural and node.form != NAME) or (node.form == NAME and node.sort == PEOPLE)
        if node.subject:
            self.subject_at = node.sentence
        what = PRONOUNS.get(node.head) if node.form == PRONOUN else None
        if what in (HE, SHE):
            self.gender, self.sort = self.gender or ("m" if what == HE else "f"), PERSON

    def state(self, sentence: int) -> State:
        """Return what a pronoun in a sentence asks of the entity."""
        return State(
            self.gender,
            self.sort,
            self.plural,
            len(self.nodes),
            self.named,
            max(0, sentence - self.subject_at),
            self.nodes[0].sentence < LEAD,
            self.total,
            self.key.startswith("land:"),
        )


def rank_of(before: Sequence[str]) -> str:
    """Return what sets an office apart by the words before its noun: "vice", "former", "" for nothing."""
    if any(word in PAST for word in before):
        return "former"
    last = before[-1] if before else ""
    return "defense" if last == "defence" else last if last in RANKS else ""


class Clusters:
    """The entities of one article so far, and its mentions in text order."""

    def __init__(
        self, text: str, sentences: Sentences, nodes: Sequence[Node], day: str | None, home: str | None
    ) -> None:
        """Take the mentions; `day` is the article's date, for who holds an office, `home` its outlet's country."""
        self.text, self.sentences, self.nodes, self.day, self.home = text, sentences, nodes, day, home
        self.clusters: list[Cluster] = []
        self.by_key: dict[str, Cluster] = {}
        names = [n for n in nodes if n.form == NAME]
        keys = group_names(text, names)
        self.totals = Counter(keys.values())
        self.heads = Counter(n.head for n in nodes if n.form == NOMINAL)
        for n, node in enumerate(names):
            node.key = keys[n]

    def _new(self, node: Node, reason: str) -> Cluster:
        cluster = Cluster(len(self.clusters), total=1 if node.form == NAME else self.heads[node.head])
        self.clusters.append(cluster)
        cluster.add(node, reason)
        return cluster

    def _of(self, node: Node) -> Cluster:
        return self.clusters[node.cluster] if node.cluster >= 0 else self._new(node, "itself")

    def _join_key(self, node: Node, key: str, reason: str) -> None:
        cluster = self.by_key.get(key)
        if cluster is None:
            cluster = self._new(node, reason)
            cluster.key, cluster.sort = key, ORG
            self.by_key[key] = cluster
        else:
            cluster.add(node, reason)

    def _recent(self, node: Node, fits: Callable[[Cluster], bool], reach: int, reason: str) -> bool:
        """Join the entity last mentioned, within so many sentences, that fits."""
        first, start = node.sentence - reach, node.span[0]
        near = []
        for cluster in self.clusters:
            if nodes := cluster.nodes:
                last = nodes[-1]
                if last.sentence >= first and last.span[1] <= start:
                    near.append((last.span, -cluster.number, cluster))
        near.sort(reverse=True)
        for _, _, cluster in near:
            if fits(cluster):
                cluster.add(node, reason)
                return True
        return False

    def _metonym(self, node: Node) -> str:
        """Return the country whose government a capital stands for as the subject of "said", "accused" and the like."""
        if node.modifier or not node.subject:
            return ""
        words = self.sentences.words[node.sentence]
        verb = next((n for n in range(node.last + 1, min(len(words), node.last + 4)) if words.tags[n] in "VMHB"), -1)
        if verb < 0 or not GOVERNING & set(words.low[verb : verb + 4]):
            return ""
        found = mentions_of(tokens_of(self.text[slice(*node.span)]))
        return found[0].codes[0] if len(found) == 1 and found[0].how == "capital" and len(found[0].codes) == 1 else ""

    def _name(self, node: Node) -> None:
        """Join a name to its entity, or begin one."""
        if code := self._metonym(node):
            self._join_key(node, f"gov:{code}", "a capital for its government")
            return
        if node.sort in (PERSON, "") and is_outlet(name_of(self.text[slice(*node.span)])):
            node.sort, node.gender = ORG, ""
        cluster = self.by_key.get(node.key)
        if cluster is None:
            cluster = self._new(node, "name")
            cluster.key, cluster.total = node.key, self.totals[node.key]
            self.by_key[node.key] = cluster
            known = known_person(self.text[slice(*node.span)], self.day)
            if known is not None and node.sort in (PERSON, ORG, ""):
                self._know(cluster, known)
        else:
            cluster.add(node, "the same name")
        if node.sort == PERSON or cluster.sort == PERSON:
            words = [w.lower().strip(".") for w in self.text[slice(*node.span)].split()[:-1]]
            title = [*(t.strip(".") for t in node.titles), *words]
            for n, word in enumerate(title):
                word = SHORT_TITLES.get(word, word)
                if role_nouns().get(word, ("",))[0] == PERSON:
                    cluster.role(word, self._land(" ".join(title[:n])), rank_of(title[:n]))

    def _know(self, cluster: Cluster, known: Person) -> None:
        cluster.sort, cluster.sorts = PERSON, Counter({PERSON: 2})
        cluster.gender = cluster.gender or known.gender
        cluster.land, cluster.known = cluster.land or known.country, True
        for role in known.roles:
            cluster.roles.setdefault(role.replace("-", " "), known.country)
        for role in known.past:
            cluster.roles.setdefault(f"former {role.replace('-', ' ')}", known.country)

    def _land(self, words: str) -> str | None:
        found = country_of(words.title()) if words else None
        return found[0] if found else None
