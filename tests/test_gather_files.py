"""Files, folders, tables: what is read, to the character and in order, and what is refused, by name and reason."""

import io
import json
import os
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportedly.gather import Failure, gather
from reportedly.gather.decode import decode
from reportedly.record import Article

TEXT = "The ministers said on Friday that they had met in the city.\r\n\r\n  “We agreed,” one of them said.\t\n"
SPANISH = "Nicolás Maduro dijo el lunes que no habrá negociaciones con la oposición en Caracas, según el ministro."


def one(path, **given):
    [item] = gather([str(path)], **given)
    return item


def write(path, content):
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1252"])
def test_a_text_file_is_the_whole_file_in_any_common_encoding(tmp_path, encoding):
    assert one(write(tmp_path / "a.txt", TEXT.encode(encoding))).text == TEXT


@given(st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1).filter(lambda t: not t.startswith("\ufeff")))
def test_utf8_is_never_changed(text):
    assert decode(text.encode()) == text


BAD = {
    "empty.txt": (b"", "is empty"),
    "blank.txt": (b" \n\t\n", "the text is empty"),
    "binary.txt": (bytes(range(256)) * 10, "binary"),
    "report.pdf": (b"%PDF-1.7\n%\xe2\xe3", "PDF"),
    "named.txt": (b"%PDF-1.7\n%\xe2\xe3", "PDF"),
    "letter.docx": (b"PK\x03\x04\x14\0", "office document"),
    "long.txt": (b"word " * 1_000_000, "2,000,000"),
    "long2.txt": (b"word " * 400_001, "2,000,005"),
    "spanish.txt": (SPANISH.encode(), "Spanish (es)"),
    "broken.txt": ("“We agreed,” he said — ".encode() + b"\xe2\x80 and \xff", "UTF-8: byte"),
    "cyrillic.txt": ("Президент заявил, что".encode("cp1251"), "UTF-8"),
    "menu.html": (b"<html><body><a href='/a'>One</a> <a href='/b'>Two</a></body></html>", "no article"),
    "empty.rss": (b"<?xml version='1.0'?><rss><channel/></rss>", "feed"),
    "map.xml": (b"<?xml version='1.0'?><urlset/>", "site map"),
    "a.warc": (b"Some words.", "no web archive"),
    "cut.json": (b'{"text": "The min', "not valid JSON"),
    "number.json": (b"17", "neither an object nor"),
    "no-text.json": (b'{"content": "x", "ID": 3}', "content, ID"),
    "no-text.csv": (b"content,when\nx,y\n", "content, when"),
    "no-rows.csv": (b"text,date\n", "no rows"),
    "fake.parquet": (b"text,date\n", "not a Parquet file"),
}


@pytest.mark.parametrize("name", BAD)
def test_a_bad_file_is_one_line_that_says_why_and_the_rest_is_read(tmp_path, name):
    content, reason = BAD[name]
    bad, good = write(tmp_path / name, content), write(tmp_path / "good.txt", TEXT)
    failure, article = gather([str(bad), str(good)])
    assert isinstance(failure, Failure) and article.text == TEXT
    assert reason in failure.reason and failure.source == str(bad)
    assert failure.line().startswith(f"reportedly: {bad}: ") and "\n" not in failure.line()


def test_a_table_without_text_says_how_to_name_it(tmp_path):
    assert "--column text=NAME" in one(write(tmp_path / "a.csv", "content,when\nx,y\n")).line()


def test_missing_and_unreadable(tmp_path):
    assert "no such file" in one(tmp_path / "nothing.txt").reason
    assert "no file matches" in one(tmp_path / "*.txt").reason
    assert "holds no file" in one(tmp_path).reason
    locked = write(tmp_path / "locked.txt", TEXT)
    locked.chmod(0)
    if os.access(locked, os.R_OK):
        pytest.skip("run by a user who may read everything")
    assert "Permission denied" in one(locked).reason


def test_folders_and_patterns_in_sorted_order(tmp_path):
    for name in ("b.txt", "a/2.txt", "a/1.md", ".hidden/x.txt", "a/.y.txt", "image.png", "z.pdf"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        write(tmp_path / name, "%PDF-" if name == "z.pdf" else f"The minister said that {name} was read.")
    warned = []
    items = list(gather([str(tmp_path)], warn=warned.append))
    assert [item.text.split()[4] for item in items if isinstance(item, Article)] == ["b.txt", "a/1.md", "a/2.txt"]
    assert [item.source for item in items if isinstance(item, Failure)] == [str(tmp_path / "z.pdf")]
    assert len(warned) == 1 and "1 file" in warned[0].reason
    assert len(list(gather([str(tmp_path / "**" / "*.txt")]))) == 2
    assert len(list(gather([str(tmp_path / "a*")]))) == 2


ROWS = [
    {"id": "n1", "text": TEXT, "title": "A", "source": "Post", "date": "2019-02-24", "authors": "Ann Lee, Bo Wu"},
    {"id": "n2", "text": "", "title": "B", "source": "Post", "date": "2019-02-25", "authors": ""},
    {"id": "n3", "text": "The minister said nothing.", "title": "C", "source": "Times", "date": "soon", "authors": ""},
]


def as_csv():
    import csv

    out = io.StringIO(newline="")
    writer = csv.DictWriter(out, ROWS[0])
    writer.writeheader()
    writer.writerows(ROWS)
    return out.getvalue().encode()


def as_parquet():
    pyarrow = pytest.importorskip("pyarrow")
    parquet = pytest.importorskip("pyarrow.parquet")
    out = io.BytesIO()
    parquet.write_table(pyarrow.Table.from_pylist(ROWS), out)
    return out.getvalue()


TABLES = {
    "t.json": lambda: json.dumps(ROWS).encode(),
    "t.jsonl": lambda: "\n".join(map(json.dumps, ROWS)).encode(),
    "lines.json": lambda: b"\n\n".join(json.dumps(row).encode() for row in ROWS),
    "t.csv": as_csv,
    "t.parquet": as_parquet,
}


@pytest.mark.parametrize("name", TABLES)
def test_tables(tmp_path, name):
    path, warned = write(tmp_path / name, TABLES[name]()), []
    first, second, third = gather([str(path)], warn=warned.append)
    assert (first.id, first.text, first.title, first.outlet, first.published, first.byline) == (
        "n1", TEXT, "A", "Post", "2019-02-24", ("Ann Lee", "Bo Wu"),
    )  # fmt: skip
    assert second.reason == "the text is empty" and second.source.startswith(str(path))
    assert third.text == "The minister said nothing." and third.published is None
    assert len(warned) == 1 and "soon" in warned[0].reason


def test_other_names_of_columns(tmp_path):
    path = write(tmp_path / "t.csv", "Body;Wann;Headline\nThe minister said nothing.;2019-02-24;None\n")
    article = one(path, columns={"text": "Body", "date": "Wann", "title": "Headline"})
    assert (article.text, article.published, article.title) == ("The minister said nothing.", "2019-02-24", "None")
    assert "no column 'Text'" in one(path, columns={"text": "Text"}).reason
    with pytest.raises(ValueError, match="no column that is read"):
        gather([str(path)], columns={"words": "Body"})


def test_one_bad_line_of_jsonl_is_named_and_the_rest_read(tmp_path):
    path = write(
        tmp_path / "t.jsonl", '{"text": "The first said so."}\n{"text": \n[1]\n{"text": 5}\n{"text": "Last."}\n'
    )
    first, bad, listed, number, last = gather([str(path)])
    assert (first.text, last.text) == ("The first said so.", "Last.")
    assert "not valid JSON" in bad.reason and bad.source == f"{path} line 2"
    assert "no JSON object" in listed.reason and "no string" in number.reason


def test_a_row_may_hold_a_page(tmp_path):
    words = (
        "<p>The ministers said that they had met in the city on Friday, and that nothing was agreed.</p>"
        "<p>One of them said that the talks would go on next week, in another city and with other people.</p>"
    )
    row = {"html": f"<html><body><article>{words}</article></body></html>", "url": "https://example.org/a", "id": 12}
    article = one(write(tmp_path / "t.json", json.dumps(row)))
    assert article.text.startswith("The ministers said") and (article.id, article.url) == (
        "12",
        "https://example.org/a",
    )


def test_parquet_without_pyarrow_says_what_to_install(tmp_path, monkeypatch):
    path = write(tmp_path / "t.parquet", as_parquet())
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    assert "pip install" in one(path).mend


@pytest.mark.parametrize("content", [TEXT, json.dumps({"text": TEXT}), json.dumps({"text": TEXT}) + '\n{"text": ""}'])
def test_standard_input_tells_itself_by_content(monkeypatch, content):
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(content.encode())))
    assert next(iter(gather(["-"]))).text == TEXT


def test_an_error_of_ours_is_a_failure_too(tmp_path, monkeypatch):
    monkeypatch.setattr("reportedly.gather.sources.read_text", lambda *_, **__: 1 / 0)
    assert "ZeroDivisionError" in one(write(tmp_path / "a.txt", TEXT)).reason


def test_real_files(shared):
    items = list(gather([str(shared / "gold" / "dev" / "*.txt"), str(shared / "corpora" / "venezuela")]))
    assert len(items) == 13 + 28 and all(isinstance(item, Article) for item in items)
    seed = shared / "gold" / "dev" / "seed.txt"
    assert one(seed).text == seed.read_bytes().decode()


BODY = "\n\nThe harbour of Seren opened again on Friday, the port authority said.\n"


@pytest.mark.parametrize(
    ("first", "is_title"),
    [
        ("Seren opens its harbour as warships gather", True),
        ("‘We are ready,’ Seren tells its neighbours", True),
        ("Is the harbour of Seren safe?", True),
        ("The harbour of Seren opened again on Friday, officials said.", False),
        ("By Edda Quist and Tom Marr", False),
        ("SEREN (AP) — The harbour opened", False),
        ("Mayor Edda Quist at the harbour on Friday. Tom Marr/Reuters", False),
        ("Edda Quist and Tom Marr", False),
        ("Read more: what is known of the collision", False),
        ("3 hours ago in the harbour", False),
    ],
)
def test_the_title_of_a_text_file_is_its_headline_if_it_has_one(tmp_path, first, is_title):
    article = one(write(tmp_path / "a.txt", first + BODY))
    assert article.title == (first if is_title else None)
    assert article.text == first + BODY


def test_a_text_of_one_line_has_no_title(tmp_path):
    assert one(write(tmp_path / "a.txt", "Seren opens its harbour as warships gather\n")).title is None
