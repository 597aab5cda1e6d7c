"""Whom the model sees meant: its shares of the entities before a pronoun or a definite phrase (see `links.py`)."""

from collections.abc import Sequence

from reportedly.read.coreference_clusters import Cluster, Clusters
from reportedly.read.coreference_mentions import ORG, PEOPLE, PERSON, Node
from reportedly.read.coreference_scores import NONE, Names, link
from reportedly.read.links import Links
from reportedly.record import Span

LINKED = 8  # mentions of an entity whose shares count
SURE = 0.7  # an entity with this share is the one that a definite phrase means
SORTS = (PERSON, ORG, PEOPLE)


class LinkedClusters(Clusters):
    """Entities with the model's shares, where it has any."""

    links: Links | None = None

    def shares(self, item: Node, nodes: Sequence[Node]) -> tuple[list[float | None], float] | None:
        """Return the share of each candidate together with its entity's last mentions, and that of none.

        A share is None where neither stands in the item's window; the whole is None without a model that has links.
        """
        if self.links is None:
            return None
        asked: list[list[Span]] = []
        for node in nodes:
            others = self.clusters[node.cluster].nodes[-LINKED:] if node.cluster >= 0 else ()
            asked.append(list({node.span, *(n.span for n in others)}))
        told = self.links.shares(item.span, [span for spans in asked for span in spans])
        if told is None:
            return None
        each = iter(told[0])
        found: list[float | None] = []
        for spans in asked:
            known = [share for share in [next(each) for _ in spans] if share is not None]
            found.append(sum(known) if known else None)
        return found, told[1]

    def linked(self, pronoun: Node, nodes: Sequence[Node]) -> tuple[list[Names], Names]:
        """Return the shares of a pronoun's candidates and of none as features for `coreference_scores`."""
        told = self.shares(pronoun, nodes)
        if told is None:
            return [()] * len(nodes), ()
        found: list[Names] = [(link(share, node.form),) for node, share in zip(nodes, told[0], strict=True)]
        return found, (link(told[1], NONE),)

    def seen(self, node: Node) -> bool:
        """Join the entity that the model is sure a definite phrase means, if it has one."""
        if self.links is None or node.sort not in SORTS:
            return False
        near = [c for c in self.clusters if c.nodes and self._may_be(c, node)]
        near = near[-40:]
        told = self.shares(node, [c.nodes[-1] for c in near])
        if told is None:
            return False
        rated = [(share, c) for share, c in zip(told[0], near, strict=True) if share is not None]
        share, best = max(rated, key=lambda pair: pair[0], default=(0.0, None))
        if best is None or share < SURE:
            return False
        best.add(node, "the model's link")
        return True

    def _may_be(self, cluster: Cluster, node: Node) -> bool:
        if cluster.nodes[-1].span[1] > node.span[0] or (node.gender and cluster.gender and node.gender != cluster.gender):
            return False
        if node.sort == PERSON:
            return cluster.sort in (PERSON, "") and cluster.plural == node.plural
        if node.sort == PEOPLE:
            return cluster.sort != PERSON or cluster.plural
        return cluster.sort != PERSON
