import pytest
from bench.labels import agree
from bench.labels.corpora import CORPORA, crisis, digest, read_lines, venezuela


def decide(name, key):
    return agree.DECISIONS[name, key]


@pytest.mark.parametrize(
    "name, made", [("pronouns", agree.pronouns), ("echo_pairs", agree.echoes), ("claims", agree.claims)]
)
def test_the_gold_is_what_the_two_readings_and_the_decisions_give(name, made):
    assert made(decide)[0] == read_lines(f"{name}.jsonl")


def test_kappa_is_one_for_one_reading_twice_and_nought_for_a_coin():
    assert agree.kappa([(True, True), (False, False)]) == 1
    assert agree.kappa([(True, True), (True, False), (False, True), (False, False)]) == 0


def test_spans_that_overlap_are_joined():
    assert agree.merged([[5, 9], [0, 3], [8, 12]]) == [[0, 3], [5, 12]]


@pytest.mark.skipif(not CORPORA.is_dir(), reason="the corpora lie beside the repository, not in it")
def test_labels_point_into_the_articles_that_they_were_made_on():
    texts = {row["id"]: row["text"] for row in crisis() + venezuela()}
    spans = []
    for row in read_lines("pronouns.jsonl"):
        assert digest(texts[row["article"]]) == row["sha256"]
        spans += [(row["article"], span) for span in (row["span"], row["antecedent"], *row["also"]) if span]
    for claim in read_lines("claims.jsonl"):
        scope = next(listed["scope"] for listed in read_lines("claims_list.jsonl") if listed["id"] == claim["id"])
        for article in claim["articles"]:
            assert article["id"] in scope
            assert digest(texts[article["id"]]) == article["sha256"]
            spans += [(article["id"], span) for span in article["spans"]]
    for article, (start, end) in spans:
        words = texts[article][start:end]
        assert words and words == words.strip()
    assert all({pair["left"], pair["right"]} <= texts.keys() for pair in read_lines("echo_pairs.jsonl"))
