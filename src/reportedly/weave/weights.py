"""How much each sign weighs: log-odds from `data/lexicons/claim_weights.tsv`, fitted on pairs that people labelled.

The odds that two rows are one claim are the sum of their signs' weights (logistic regression; `bench/claim_weights.py`
fits it and says how well it does). A sign that the table lacks weighs nothing.
"""

from collections.abc import Iterable
from functools import cache

from reportedly.read.tables import rows
from reportedly.weave.evidence import Sign


@cache
def weights(kind: str) -> dict[str, float]:
    """Return the weight of each sign of a kind of row."""
    return {name: float(weight) for of, name, weight, *_ in rows("claim_weights.tsv") if of == kind}


def odds(kind: str, signs: Iterable[Sign]) -> float:
    """Return the log-odds that two rows of a kind with these signs are one claim."""
    held = weights(kind)
    return sum(held.get(sign.name, 0.0) * sign.amount for sign in signs)
