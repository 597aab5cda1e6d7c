"""Calibrated scores: the probability that a row is right, from the model's figures for it."""

import math
from collections.abc import Mapping, Sequence
from typing import Any


def features(evidence: Sequence[float]) -> list[float]:
    """Return the inputs of the calibration: probabilities as log-odds, the rest as they are."""
    return [*(math.log(max(e, 1e-4) / max(1 - e, 1e-4)) for e in evidence[:5]), *evidence[5:]]


def calibrated(evidence: Sequence[float], settings: Mapping[str, Any] | None) -> float:
    """Return a probability from a draft's evidence by the logistic model in the settings (weights, bias).

    Without settings the anchor's probability is given as it is. Rounded to two places, so that a record does
    not hang on the last bits of a float.
    """
    if settings is None:
        return round(evidence[0], 2)
    total = settings["bias"] + sum(w * f for w, f in zip(settings["weights"], features(evidence), strict=True))
    return round(1 / (1 + math.exp(-total)), 2)
