"""`reportedly read`: what it writes where, in which order, and what its exit status tells; the reader is a stand-in."""

import json
import os
import subprocess
import sys
from collections.abc import Sequence

import pytest
from typer.testing import CliRunner

import reportedly.read
import reportedly.show
from reportedly.cli import app
from reportedly.record import SCHEMA, Reader, Record

RUNNER = CliRunner()
READER = Reader(version="0", model="none")


def fake_read_articles(articles, *, jobs=1):
    """Read ahead as threads do, and fail at the article that says so."""
    waiting = []
    for article in articles:
        waiting.append(article)
        if len(waiting) > (jobs if jobs > 1 else 0):
            yield fake_read(waiting.pop(0))
    yield from map(fake_read, waiting)


def fake_read(article):
    if "boom" in article.text:
        raise RuntimeError("the reader broke")
    return Record(schema=SCHEMA, reader=READER, article=article)


def fake_render(record, format, *, colour=False, width=None):
    if format in ("json", "jsonl"):
        return json.dumps({"id": record.article.id, "text": record.article.text}) + "\n"
    return f"{format} of {record.article.text.strip()}{' in colour' if colour else ''}\n"


def fake_index(entries: Sequence):
    return f"{len(entries)}: " + " ".join(f"{name}={record.article.text.strip()}" for name, record in entries)


@pytest.fixture(autouse=True)
def stand_ins(monkeypatch):
    monkeypatch.setattr(reportedly.read, "read_articles", fake_read_articles, raising=False)
    monkeypatch.setattr(reportedly.show, "render", fake_render)
    monkeypatch.setattr(reportedly.show, "render_index", fake_index)


@pytest.fixture
def files(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    for name in "abc":
        (tmp_path / f"{name}.txt").write_text(f"It is {name}.")
    (tmp_path / "boom.txt").write_text("boom")
    return tmp_path


def run(*arguments, input=None):
    return RUNNER.invoke(app, ["read", *arguments], input=input)


def test_text_in_the_order_of_the_input(files):
    result = run("b.txt", "a.txt", "c.txt")
    assert result.stdout == "text of It is b.\n\ntext of It is a.\n\ntext of It is c.\n"
    assert (result.exit_code, result.stderr) == (0, "")


def test_one_json_record_and_an_array_of_several(files):
    assert json.loads(run("a.txt", "--format", "json").stdout)["text"] == "It is a."
    assert [row["text"] for row in json.loads(run("a.txt", "b.txt", "--format", "json").stdout)] == [
        "It is a.",
        "It is b.",
    ]
    assert len(json.loads(run("[ab].txt", "--format", "json").stdout)) == 2
    assert json.loads(run("none.txt", "nothing.txt", "--format", "json").stdout) == []
    lines = run("a.txt", "b.txt", "--format", "jsonl").stdout.splitlines()
    assert [json.loads(line)["text"] for line in lines] == ["It is a.", "It is b."]


def test_standard_input(files):
    assert run("-", input="It is typed.").stdout == "text of It is typed.\n"


@pytest.mark.parametrize("jobs", ["1", "2", "7"])
def test_an_error_in_one_article_is_a_line_and_the_rest_is_read(files, jobs):
    result = run("a.txt", "boom.txt", "missing.txt", "b.txt", "boom.txt", "c.txt", "--jobs", jobs)
    assert result.stdout == "text of It is a.\n\ntext of It is b.\n\ntext of It is c.\n"
    assert result.exit_code == 1
    told = sorted(result.stderr.splitlines())
    assert (
        len(told) == 3 and "RuntimeError: the reader broke" in told[0] and told[0].startswith("reportedly: boom.txt: ")
    )
    assert told[2].startswith("reportedly: missing.txt: there is no such file")
    assert "Traceback" not in result.stderr


def test_debugging_shows_the_traceback(files, monkeypatch):
    monkeypatch.setenv("REPORTEDLY_DEBUG", "1")
    assert "Traceback" in run("boom.txt").stderr


def test_a_reader_that_does_not_work_at_all_is_one_line(files, monkeypatch):
    def no_model(articles, *, jobs=1):
        raise FileNotFoundError(2, "No such file", "model.onnx")
        yield

    monkeypatch.setattr(reportedly.read, "read_articles", no_model, raising=False)
    result = run("a.txt", "b.txt")
    assert result.exit_code == 1 and len(result.stderr.splitlines()) == 1 and "model.onnx" in result.stderr


def test_what_is_left_out_is_told_but_is_no_failure(files):
    (files / "t.jsonl").write_text('{"text": "It is a row.", "date": "next week"}')
    result = run("t.jsonl")
    assert result.exit_code == 0 and "next week" in result.stderr and result.stdout == "text of It is a row.\n"


def test_one_file_as_output(files):
    assert run("a.txt", "--format", "json", "-o", "out.json").exit_code == 0
    assert json.loads((files / "out.json").read_text())["text"] == "It is a."
    assert run("a.txt", "b.txt", "-o", "out.txt").stdout == ""
    assert (files / "out.txt").read_text() == "text of It is a.\n\ntext of It is b.\n"


def test_brat_is_a_pair_of_files(files):
    (files / "crlf.txt").write_bytes("It is\r\n“so”.".encode())
    assert run("crlf.txt", "--format", "brat", "-o", "one.ann").exit_code == 0
    assert (files / "one.txt").read_bytes() == (files / "crlf.txt").read_bytes()
    assert (files / "one.ann").read_text().startswith("brat of ")
    assert run("a.txt", "crlf.txt", "--format", "brat", "-o", "pairs").exit_code == 0
    assert sorted(os.listdir("pairs")) == ["a.ann", "a.txt", "annotation.conf", "crlf.ann", "crlf.txt"]


def test_brat_finds_its_configuration_beside_the_files_and_ours_takes_no_place(files):
    assert run("a.txt", "--format", "brat", "-o", "pairs/").exit_code == 0
    assert (files / "pairs/annotation.conf").read_text().startswith("[entities]")
    (files / "pairs/annotation.conf").write_text("[entities]\nOwn\n")
    assert run("b.txt", "--format", "brat", "-o", "pairs/").exit_code == 0
    assert (files / "pairs/annotation.conf").read_text() == "[entities]\nOwn\n"


def test_several_records_go_to_a_folder_named_by_stem_or_id(files):
    (files / "other").mkdir()
    (files / "other" / "A.txt").write_text("It is another a.")
    (files / "t.csv").write_text("id,text\n../x/1,It is a row.\nindex,It is more.\n")
    result = run("a.txt", "other", "t.csv", "--format", "html", "-o", "out/pages")
    assert (result.exit_code, result.stderr, result.stdout) == (0, "", "")
    names = sorted(os.listdir("out/pages"))
    assert names == sorted(["A-2.html", "a.html", "index-2.html", "index.html", "x-1.html"])
    index = (files / "out" / "pages" / "index.html").read_text()
    assert index.startswith(
        "4: a.html=It is a. A-2.html=It is another a. x-1.html=It is a row. index-2.html=It is more."
    )


def test_a_folder_with_one_article_in_it(files):
    assert run("a.txt", "--format", "json", "-o", "out/").exit_code == 0
    assert os.listdir("out") == ["a.json"]


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        ([], "Missing argument"),
        (["a.txt", "--format", "xml"], "'xml' is not one of"),
        (["a.txt", "--published", "some day"], "'some day' is not a date; write it as 2019-02-24."),
        (["a.txt", "--published", "2999-01-01"], "lies in the future"),
        (["a.txt", "--column", "text"], "does not read NAME=COLUMN"),
        (["a.txt", "--column", "words=text"], "no column that is read"),
        (["a.txt", "--jobs", "0"], "--jobs"),
        (["a.txt", "-o", "nowhere/out.txt"], "there is no folder nowhere"),
        (["a.txt", "-o", "."], "is a folder"),
        (["a.txt", "-o", "a.txt"], "would overwrite a source"),
        (["a.txt", "--format", "brat", "-o", "a.ann"], "would overwrite a source"),
        (["a.txt", "b.txt", "--format", "brat", "-o", "."], "could overwrite"),
        (["a.txt", "b.txt", "--format", "json", "-o", "all.json"], "--format jsonl"),
        (["a.txt", "b.txt", "--format", "html", "-o", "c.txt"], "need a folder"),
    ],
)
def test_wrong_usage_is_status_2_and_a_sentence(files, arguments, sentence):
    before = {name: (files / name).read_bytes() for name in os.listdir(files)}
    result = run(*arguments)
    assert result.exit_code == 2 and sentence in result.stderr and "Traceback" not in result.stderr
    assert {name: (files / name).read_bytes() for name in os.listdir(files)} == before


def test_an_interrupted_reading_keeps_what_is_done(files, monkeypatch):
    def interrupted(articles, *, jobs=1):
        yield fake_read(next(iter(articles)))
        raise KeyboardInterrupt

    monkeypatch.setattr(reportedly.read, "read_articles", interrupted, raising=False)
    result = run("a.txt", "b.txt", "--format", "json")
    assert result.exit_code == 130 and [row["text"] for row in json.loads(result.stdout)] == ["It is a."]


def test_records_are_written_while_reading(files, monkeypatch):
    rows = files / "t.jsonl"
    rows.write_text("".join(f'{{"text": "It is {number}."}}\n' for number in range(50)))
    out, seen = files / "out.jsonl", []

    def watched(articles, *, jobs=1):
        for article in articles:
            seen.append(len(out.read_text().splitlines()) if out.exists() else 0)
            yield fake_read(article)

    monkeypatch.setattr(reportedly.read, "read_articles", watched, raising=False)
    assert run("t.jsonl", "--format", "jsonl", "-o", str(out)).exit_code == 0
    assert seen == list(range(50))


def script(*arguments, **given):
    code = "from reportedly.cli import main; main()"
    return subprocess.run(
        [sys.executable, "-c", code, *arguments], capture_output=True, text=True, check=False, **given
    )


def test_help_and_version_load_nothing_heavy():
    code = (
        "import sys\nfrom reportedly.cli import app\n"
        "try: app(['read', '--help'])\nexcept SystemExit: pass\n"
        "heavy = {'numpy', 'onnxruntime', 'tokenizers', 'trafilatura', 'lxml', 'rich', 'msgspec', 'py3langid'}\n"
        "print(sorted(heavy & set(sys.modules)), file=sys.stderr)"
    )
    result = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert "--published" in result.stdout and result.stderr == "[]\n"
    assert script("--version").stdout.startswith("reportedly 0.")


def test_a_reader_that_goes_away_is_no_error_message(files):
    (files / "t.jsonl").write_text("".join(f'{{"text": "{"word " * 2000}{number}"}}\n' for number in range(200)))
    code = (
        "import reportedly.read, reportedly.show\n"
        "from reportedly.record import Record, Reader\n"
        "def read(articles, jobs=1):\n"
        "    for a in articles: yield Record(schema='x', reader=Reader(version='', model=''), article=a)\n"
        "reportedly.read.read_articles = read\n"
        "from reportedly.cli import main; main()"
    )
    with subprocess.Popen(
        [sys.executable, "-c", code, "read", "t.jsonl", "--format", "jsonl"],
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, cwd=files,
    ) as process:  # fmt: skip
        process.stdout.readline()
        process.stdout.close()
        assert process.stderr.read() == b""
    assert process.returncode == 141
