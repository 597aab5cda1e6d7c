"""Items, their passages and the lasting addresses of their rows."""

import msgspec

from records import invented, record
from reportedly.weave.item import Item, item_of, order, passage_at, passages, placed


def test_addresses_are_one_a_row_and_stand_on_the_row():
    item = Item(key="a1/2", record=invented())
    rows = placed(item)
    assert len({row.address for row in rows}) == len(rows)
    by_id = {getattr(row.row, "id", None): row for row in rows}
    raid = by_id["e1"]
    start = item.text.index("raided")
    assert raid.address == f"a1/2/event/{start}-{start + 6}"
    assert item_of(raid.address) == "a1/2"


def test_one_content_of_two_voices_has_two_addresses_told_apart_by_source():
    rows = {getattr(row.row, "id", None): row.address for row in placed(Item(key="a1/1", record=invented()))}
    herald, people = rows["s9"], rows["s10"]
    assert herald.split("~")[0] == people.split("~")[0]
    assert not herald.endswith("~2") and people.endswith("~2")


def test_addresses_do_not_depend_on_the_order_of_rows():
    whole = invented()
    turned = msgspec.structs.replace(whole, statements=whole.statements[::-1], events=whole.events[::-1])
    left = {row.address: row.row for row in placed(Item(key="k/1", record=whole))}
    assert left == {row.address: row.row for row in placed(Item(key="k/1", record=turned))}


def test_passages_are_paragraphs_with_their_sentences():
    text = "He left. She stayed.\n\nThe port of Vessa closed.\n"
    first, second = passages(text)
    assert [text[s:e] for s, e in first.sentences] == ["He left.", "She stayed."]
    assert text[second.start : second.end] == "The port of Vessa closed."
    assert passage_at((first, second), text.index("port")) == second
    assert passage_at((first, second), text.index("\n")) is None


def test_items_without_a_day_come_last():
    items = [Item(key="b/1", record=record("x")), Item(key="a/1", published="2020-01-03T10:00Z", record=record("x"))]
    assert [item.key for item in sorted(items, key=order)] == ["a/1", "b/1"]
