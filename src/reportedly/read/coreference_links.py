"""Whom the model sees meant: its shares of the entities before a pronoun (see `links.py`)."""

from collections.abc import Sequence

from reportedly.read.coreference_clusters import Clusters
from reportedly.read.coreference_mentions import Node
from reportedly.read.coreference_scores import NONE, Names, link
from reportedly.read.links import Links
from reportedly.record import Span

LINKED = 8  # mentions of an entity whose shares count


class LinkedClusters(Clusters):
    """Entities with the model's shares, where it has any."""

    links: Links | None = None

    def shares(self, item: Node, nodes: Sequence[Node]) -> tuple[list[float | None], float] | None:
        """Return the share of each candidate together with its entity's last mentions, and that of none.

        A share is the sum of theirs (a name inside a longer mention counts twice), None where none of them stands in
        the item's window; the whole is None without a model that has links.
        """
        if self.links is None:
            return None
        asked: list[list[Span]] = []
        for node in nodes:
            others = self.clusters[node.cluster].nodes[-LINKED:] if node.cluster >= 0 else ()
            asked.append(sorted({node.span, *(n.span for n in others)}))
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
