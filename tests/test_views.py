"""What a decoder looks at: views hold the pieces that they should, and cutting them changes no role inside."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from reportedly.read.model import default_model
from reportedly.read.quotes import quoted_regions
from reportedly.read.sentences import sentences
from reportedly.read.views import Views, passage_views, sentence_views, view
from reportedly.read.windows import Ints, pieces, windows

TEXT = (
    "The minister said on Monday that the port would stay closed until repairs end. Dockers, who have been on strike "
    "since May, called it a provocation. “We were promised a date,” their leader said. “We have none. We will march.” "
    "Police arrested two men who had thrown stones at the gate. A spokesman denied that shots were fired."
)


def seen_by(views: Views, number: int) -> list[int]:
    """The pieces that one anchor sees."""
    return [int(at) for at in views.seen[views.bounds[number] : views.bounds[number + 1]]]


@given(st.lists(st.tuples(st.integers(0, 40), st.integers(1, 20)), min_size=1, max_size=6))
def test_positions_are_the_pieces_seen_and_their_neighbours(spans: list[tuple[int, int]]) -> None:
    starts = np.array([s for s, _ in spans])
    ends = starts + np.array([n for _, n in spans])
    views = view(starts, starts, ends)
    assert views.columns[views.held].tolist() == views.seen.tolist()
    for number, (start, length) in enumerate(spans):
        assert seen_by(views, number) == list(range(start, start + length))
        mine = views.columns[views.rows == number]
        assert mine.tolist() == list(range(start - 4, start + length + 4))


def test_a_trigger_sees_its_sentence_and_the_one_before() -> None:
    numbers = np.array([3, 3, 4, 4, 4, 5, 6, 6])
    views = sentence_views(np.array([0, 3, 7]), numbers)
    assert [seen_by(views, n) for n in range(3)] == [[0, 1], [0, 1, 2, 3, 4], [5, 6, 7]]


def test_a_statement_sees_on_while_sentences_open_as_content() -> None:
    numbers: Ints = np.repeat(np.arange(6), 2)
    contents = np.zeros(12, np.float32)
    assert seen_by(passage_views(np.array([2]), numbers, contents), 0) == list(range(6))
    contents[6] = contents[8] = 0.9  # the sentences 3 and 4 open as content
    assert seen_by(passage_views(np.array([2]), numbers, contents), 0) == list(range(10))
    assert seen_by(passage_views(np.array([10]), numbers, contents), 0) == list(range(4, 12))


def test_roles_are_those_of_the_whole_window() -> None:
    model, cut = default_model(), sentences(TEXT)
    found = pieces(TEXT, model.tokenizer, cut, quoted_regions(TEXT))
    (window,) = windows(found, cut)
    reading = model.encode(found, window)
    anchors = np.array([2, 40, len(found.ids) - 5])
    whole = view(anchors, np.zeros(3, np.int64), np.full(3, len(found.ids)))
    parts = sentence_views(anchors, found.sentences)
    for decode in (model.decode, model.decode_events):
        everything, narrow = decode(reading, whole, found, window)[0], decode(reading, parts, found, window)[0]
        for number in range(3):
            inside = seen_by(parts, number)
            a = everything[whole.bounds[number] : whole.bounds[number + 1]][inside]
            b = narrow[parts.bounds[number] : parts.bounds[number + 1]]
            assert (a.argmax(1) == b.argmax(1)).all()
            assert np.abs(a - b).max() < 0.5  # the states of both are cut to bytes by scales of their own
