"""Records of the two unlabelled corpora, read once and kept in a file outside the project, so that benches can resume.

    python -m bench.corpus_records CACHE.jsonl      # reads what is missing; stop and start it as you like
"""

import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

from bench.labels.corpora import Row, crisis, read_lines, venezuela
from reportedly.gather.article import make_article
from reportedly.read.many import read_articles
from reportedly.record import Article, Record, decode, encode
from reportedly.weave.item import Item

IRAN = 300


def article_of(row: Row) -> Article:
    """Return the article that a row of a corpus is, under the row's id."""
    return make_article(
        row["text"], id=row["id"], outlet=row.get("outlet"), url=row.get("url"), title=row.get("title"),
        byline=row.get("authors") or (), published=row.get("published"),
    )  # fmt: skip


def iran() -> list[Row]:
    """Return the 300 latest articles of the crisis corpus that name Iran twice or more in their first 1,500 letters."""
    about = [row for row in crisis() if row["text"][:1500].count("Iran") >= 2]
    return sorted(about, key=lambda row: (row["published"], row["id"]), reverse=True)[:IRAN]


def scopes() -> list[Row]:
    """Return the articles of the crisis corpus that the labelled claims are counted over."""
    wanted = {id for claim in read_lines("claims_list.jsonl") for id in claim["scope"]}
    return [row for row in crisis() if row["id"] in wanted]


def kept(cache: Path) -> dict[str, Record]:
    """Return the records in a cache by article id; a last line that was cut off is left out."""
    if not cache.exists():
        return {}
    lines = cache.read_bytes().split(b"\n")
    return {record.article.id: record for record in map(decode, filter(None, lines[:-1]))}


def read_missing(rows: Iterable[Row], cache: Path) -> Iterator[Record]:
    """Read the articles that the cache does not hold, in order, adding each to it."""
    have = kept(cache)
    if cache.exists():
        whole = cache.read_bytes()
        cache.write_bytes(whole[: whole.rfind(b"\n") + 1])
    rest = [row for row in rows if row["id"] not in have]
    with cache.open("ab") as file:
        for record in read_articles([article_of(row) for row in rest]):
            file.write(encode(record) + b"\n")
            file.flush()
            yield record


def items(rows: Iterable[Row], cache: Path) -> list[Item]:
    """Return items for those of the rows that the cache holds."""
    have, found = kept(cache), {}
    for row in rows:
        record = have.get(row["id"])
        if record is not None:
            article = record.article
            found[article.id] = Item(key=f"{article.id}/1", outlet=article.outlet, url=article.url,
                                     published=article.published, record=record)  # fmt: skip
    return list(found.values())


def main() -> None:
    """Read Venezuela, then what the labelled claims are counted over, then Iran."""
    cache = Path(sys.argv[1])
    rows = list({row["id"]: row for row in (*venezuela(), *scopes(), *iran())}.values())
    for n, record in enumerate(read_missing(rows, cache), 1):
        print(n, len(rows), record.article.id, flush=True)


if __name__ == "__main__":
    main()
