"""Attributions whose form is exact, on drafts as the model would give them."""

from reportedly.read.chains import via
from reportedly.read.citing import cited
from reportedly.read.decode import Draft
from reportedly.read.exact import exact_draft
from reportedly.read.patterns import add_patterns
from reportedly.read.quotes import quoted_regions
from reportedly.read.sentences import sentences
from reportedly.read.statements import make_statements
from reportedly.record import Span, quote_of


def at(text: str, words: str) -> Span:
    start = text.index(words)
    return start, start + len(words)


def told(text: str, source: str, cue: str, content: str) -> Draft:
    return exact_draft([at(text, source)], at(text, cue), [at(text, content)], "outlet", "assert")


def rows(text: str, drafts: list[Draft]) -> list[tuple[str, str, str, str | None]]:
    made = make_statements(text, sentences(text), quoted_regions(text), drafts)
    source = {s.id: quote_of(text, s.source) for s in made}
    return [
        (quote_of(text, s.source), quote_of(text, s.cue), quote_of(text, s.content), source.get(s.via or ""))
        for s in made
    ]


def test_what_is_cited_told_it_first() -> None:
    text = "The Harbour Post said four boats had been seized, citing two port officials."
    draft = told(text, "The Harbour Post", "said", "four boats had been seized")
    found = rows(text, cited(text, sentences(text), [draft]))
    assert ("two port officials", "citing", "four boats had been seized", "The Harbour Post") in found
    assert ("The Harbour Post", "said", "four boats had been seized", None) in found


def test_citing_before_the_cue() -> None:
    text = "The agency, citing a foreign ministry spokesman, said talks would resume."
    draft = told(text, "The agency", "said", "talks would resume")
    found = rows(text, cited(text, sentences(text), [draft]))
    assert ("a foreign ministry spokesman", "citing", "talks would resume", "The agency") in found


def test_a_reason_is_no_source() -> None:
    text = "The ministry said flights were suspended, citing security concerns."
    draft = told(text, "The ministry", "said", "flights were suspended")
    assert cited(text, sentences(text), [draft]) == [draft]


def test_cited_words_leave_the_outer_content() -> None:
    text = "The Harbour Post said four boats had been seized, citing a police report."
    draft = told(text, "The Harbour Post", "said", "four boats had been seized, citing a police report")
    found = rows(text, cited(text, sentences(text), [draft]))
    assert ("The Harbour Post", "said", "four boats had been seized", None) in found


def test_reportedly_inside_a_cue_is_another_voice() -> None:
    text = "The minister has reportedly been pressing for a blockade."
    draft = told(text, "The minister", "has reportedly been pressing for", "a blockade")
    found = rows(text, add_patterns(text, sentences(text), [draft]))
    assert ("", "reportedly", "The minister has … been pressing for a blockade", None) in found
    assert ("The minister", "been pressing for", "a blockade", "") in found


def test_reportedly_alone_stays_as_the_model_found_it() -> None:
    text = "The bridge was reportedly closed on Monday."
    content = [at(text, "The bridge was"), at(text, "closed on Monday")]
    draft = exact_draft([], at(text, "reportedly"), content, "none", "assert")
    assert add_patterns(text, sentences(text), [draft]) == [draft]


def test_the_inner_voice_of_reportedly_comes_through_it() -> None:
    text = "The minister has reportedly been pressing for a blockade."
    draft = told(text, "The minister", "has reportedly been pressing for", "a blockade")
    made = make_statements(text, sentences(text), [], add_patterns(text, sentences(text), [draft]))
    inner = next(n for n, s in enumerate(made) if s.source)
    through = via(inner, made, text)
    assert through is not None and quote_of(text, made[through].cue) == "reportedly"
