"""What people rely on of a record: it is about their text, and the same every time."""

import itertools
import json
import lzma
from pathlib import Path

import reportedly
from reportedly.gather.article import make_article
from reportedly.read.many import read_many
from reportedly.record import Record, encode

TEXT = (
    "Officials familiar with the talks said Friday that the port would reopen. “We were told nothing,” Mayor Edda "
    "Quist told the Seren Courier.\n\nThe navy has reportedly sent six ships."
)


def words(record: Record, spans: tuple[tuple[int, int], ...]) -> str:
    return " … ".join(record.article.text[s:e] for s, e in spans)


def test_read_finds_who_says_what() -> None:
    record = reportedly.read(TEXT)
    said = {words(record, s.source): s for s in record.statements}
    assert said["Officials familiar with the talks"].source_kind == "anonymous"
    quist = said["Mayor Edda Quist"]
    assert (quist.quote, words(record, quist.medium)) == ("direct", "the Seren Courier")
    assert said[""].source_kind == "none" and "reportedly" in words(record, said[""].cue)


def test_what_is_told_as_done_has_no_day_after_the_article() -> None:
    text = "Rebels attacked the base in 2103. Norland will attack the port in 2103."
    attacked, attack = reportedly.read(text, published="2025-09-29").events
    assert attacked.status == "happened" and attacked.date.earliest is None
    assert attack.status == "planned" and attack.date.earliest == "2103-01-01"


def test_record_round_trips_and_ids_are_unique() -> None:
    record = reportedly.read(TEXT, published="2025-09-29")
    assert Record.from_json(record.to_json()) == record
    rows = itertools.chain(record.entities, record.statements, record.events, record.quantities)
    ids = [row.id for row in rows]
    assert len(ids) == len(set(ids)) > 5


def test_hostile_texts_are_survived() -> None:
    hostile = ("", " \n", "“", '"" ""', "a" * 5000, "He said. " * 400, "\u202eevil\u0000 said “x", "🚢🚢 “ships” – Al")
    for text in hostile:
        record = reportedly.read(text)
        assert record.article.text == text
        for row in record.statements:
            assert all(0 <= s < e <= len(text) for s, e in (*row.source, *row.cue, *row.content))


def test_same_record_alone_or_in_any_batch(shared: Path) -> None:
    with lzma.open(shared / "corpora/crisis_news_2012-2020.jsonl.xz", "rt", encoding="utf-8") as lines:
        rows = [json.loads(line) for line in itertools.islice(lines, 0, 500, 10)]
    articles = [make_article(r["text"], id=r["id"], published=r["published"]) for r in rows]
    alone = {r.article.id: encode(r) for r in read_many(articles)}
    turned = {r.article.id: encode(r) for r in read_many(reversed(articles), jobs=2)}
    assert len(alone) == 50 and alone == turned
