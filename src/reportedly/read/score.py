"""Calibrated scores: the probability that a row is right, from the model's figures for it."""

import math
from collections.abc import Mapping, Sequence
from typing import Any


def log_odds(probability: float) -> float:
    """Return log(p / (1 − p)), kept within about ±9."""
    return math.log(max(probability, 1e-4) / max(1 - probability, 1e-4))


def features(evidence: Sequence[float]) -> list[float]:
    """Return the inputs of a statement's calibration: probabilities as log-odds, the rest as they are."""
    return [*(log_odds(e) for e in evidence[:6]), *evidence[6:]]


def event_features(chance: float, kind: float, status: float, listed: bool, agreed: bool) -> list[float]:
    """Return the inputs of an event's calibration: log-odds of trigger, type and status; whether the tables know the
    trigger, and whether the rules read the same status.
    """
    return [log_odds(chance), log_odds(kind), log_odds(status), float(listed), float(agreed)]


def calibrated(evidence: Sequence[float], settings: Mapping[str, Any] | None) -> float:
    """Return a probability from a draft's evidence by the logistic model in the settings (weights, bias).

    Without settings the anchor's probability is given as it is.
    """
    return round(evidence[0], 2) if settings is None else logistic(features(evidence), settings)


def logistic(values: Sequence[float], settings: Mapping[str, Any]) -> float:
    """Return a probability rounded to two places, so that a record does not hang on the last bits of a float."""
    total = settings["bias"] + sum(w * f for w, f in zip(settings["weights"], values, strict=True))
    return round(1 / (1 + math.exp(-total)), 2)
