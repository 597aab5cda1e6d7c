"""The model's links: shares of the mentions before a pronoun, from the states of a window's pieces."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportedly.read.coreference_scores import link
from reportedly.read.links import Linked, Links
from reportedly.read.model import default_model
from reportedly.read.quotes import quoted_regions
from reportedly.read.reader import run_model
from reportedly.read.sentences import sentences

NEAR, FAR = [0.0] * 10, [0.0] * 7
STARTS = np.array([0, 4, 9, 14, 20])  # five words of one window
ENDS = np.array([3, 8, 13, 19, 24])


def article(scores: list[float], none: float = 0.0, near: list[float] = NEAR, far: list[float] = FAR) -> Links:
    """Links of a window whose pieces have these scores for any item; `none` is the score for none of them."""
    links = Links(near, far)
    n = len(scores)
    items = np.ones((n + 2, 1), np.float32)
    pieces = np.array([[-50.0], *([s] for s in scores), [0.0]], np.float32)
    sentences = np.array([0, 0, 1, 1, 1][:n])
    links.add(Linked(STARTS[:n], ENDS[:n], sentences, items, pieces, np.full((n + 2, 1), none, np.float32)))
    return links


def test_the_mention_with_the_highest_score_has_the_largest_share() -> None:
    found = article([3.0, 0.0, 0.0, 0.0, 0.0]).shares((20, 24), [(0, 3), (4, 8), (9, 19)])
    assert found is not None
    (first, second, third), none = found
    assert first is not None and second is not None and third is not None
    assert first > third > second > 0  # two pieces have the shares of both
    assert first + second + third + none == pytest.approx(1.0, abs=1e-6)


def test_what_stands_after_the_item_or_outside_its_window_has_no_share() -> None:
    found = article([0.0] * 5).shares((9, 13), [(14, 19), (100, 104), (4, 8)])
    assert found is not None
    assert found[0][:2] == [None, None]
    assert found[0][2] is not None


def test_an_item_outside_every_window_is_not_told_of() -> None:
    assert article([0.0] * 5).shares((200, 203), [(0, 3)]) is None
    assert Links(NEAR, FAR).shares((0, 3), []) is None


def test_the_first_word_of_a_window_stands_for_none() -> None:
    assert article([0.0] * 5).shares((0, 3), [(4, 8)]) == ([None], 1.0)


def test_distances_weigh() -> None:
    near = [2.0, 0.0, -2.0, *[-4.0] * 7]
    found = article([0.0] * 5, near=near).shares((20, 24), [(14, 19), (0, 3)])
    assert found is not None and found[0][0] is not None and found[0][1] is not None
    assert found[0][0] > found[0][1]
    far = [0.0, 3.0, *[0.0] * 5]  # the sentence before is likelier
    found = article([0.0] * 5, far=far).shares((20, 24), [(14, 19), (0, 3)])
    assert found is not None and found[0][0] is not None and found[0][1] is not None
    assert found[0][0] < found[0][1]


@given(
    st.lists(st.floats(-30, 30, width=32), min_size=5, max_size=5), st.floats(-30, 30, width=32),
    st.integers(1, 4), st.lists(st.tuples(st.integers(0, 4), st.integers(0, 4)), max_size=6),
)  # fmt: skip
def test_shares_are_shares(scores: list[float], none: float, at: int, mentions: list[tuple[int, int]]) -> None:
    spans = [(int(STARTS[min(pair)]), int(ENDS[max(pair)])) for pair in mentions]
    found = article(scores, none).shares((int(STARTS[at]), int(ENDS[at])), spans)
    assert found is not None
    assert 0 <= found[1] <= 1
    assert all(share is None or 0 <= share <= 1 + 1e-6 for share in found[0])
    assert all((share is None) == (span[0] >= STARTS[at]) for share, span in zip(found[0], spans, strict=True))


def test_grades_of_shares_are_told_apart() -> None:
    assert link(None, "name") == ("linkout", "linkout:name")
    assert link(0.0, "name") != link(0.6, "name") != link(1.0, "name")


def test_the_packaged_model_sees_whom_pronouns_mean() -> None:
    text = (
        "President Ana Ferreira met the opposition leader, Tomas Rell, in the capital on Monday. The navy said that "
        "its ships had left the port. She told reporters that the talks would go on."
    )
    links = run_model(text, sentences(text), quoted_regions(text), default_model()).links
    assert links is not None
    names = ("Ana Ferreira", "Tomas Rell", "The navy")
    mentions = [(text.index(name), text.index(name) + len(name)) for name in names]
    for pronoun, meant in (("She", 0), ("its", 2)):
        start = text.index(pronoun)
        found = links.shares((start, start + len(pronoun)), mentions)
        assert found is not None
        shares = [share or 0.0 for share in found[0]]
        assert max(shares) == shares[meant] > 0.5 > found[1]
