"""Which language a text is written in; unknown where too little of it is there to tell."""

import re
from functools import cache
from importlib.resources import files
from typing import Any

LOOKED_AT = 4000  # characters: enough for any decision, and a long text costs no more than a short one
SURE = 0.9  # the identifier's probabilities are calibrated over lengths; names alone stay far below
WORD = re.compile(r"[^\W\d_]+")
# Frequent words of English that are hardly ever words of another language. All but one of 5,012 English crisis
# articles have 6% or more of them, so that most texts need no model (which takes most of a second to load).
ENGLISH_WORDS = "the and that with from said have has which this they their would were been"
ENGLISH = frozenset(ENGLISH_WORDS.split())
ENGLISH_SHARE = 0.06
ENOUGH_WORDS = 30


@cache
def _identifier() -> Any:
    """Return py3langid's identifier, restricted to the languages with an ISO 639-1 code."""
    from py3langid.langid import MODEL_FILE, LanguageIdentifier  # type: ignore[import-untyped, unused-ignore]

    identifier = LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
    identifier.set_languages([label for label in identifier.labels if len(label) == 2])
    return identifier


@cache
def _names() -> dict[str, str]:
    table = files("reportedly.data").joinpath("languages.tsv").read_text(encoding="utf-8")
    rows = (line.partition("\t") for line in table.splitlines() if line and not line.startswith("#"))
    return {code: name for code, _, name in rows}


def language_of(text: str) -> str | None:
    """Return the ISO 639-1 code of the text's language, or null if its opening does not settle it.

    >>> language_of("Nicolás Maduro dijo el lunes que no habrá negociaciones con la oposición.")
    'es'
    """
    opening = text[:LOOKED_AT]
    words = WORD.findall(opening.lower())
    if not words:
        return None
    if len(words) >= ENOUGH_WORDS and sum(word in ENGLISH for word in words) >= ENGLISH_SHARE * len(words):
        return "en"
    code, probability = _identifier().classify(opening)
    return str(code) if probability >= SURE else None


def language_name(code: str) -> str:
    """Return the English name of a language with its code: "Spanish (es)"."""
    name = _names().get(code)
    return f"{name} ({code})" if name else code
