"""Bad inputs through the whole program, the real reader included: a line and a status each, and the rest is read."""

import json
import os
import socket
import subprocess
import sys
from pathlib import Path

import pytest

GOOD = "Officials said on Friday that the harbour of Seren would open again within a week.\n"
FRENCH = (
    "Le ministre a déclaré vendredi que le port serait fermé jusqu’à la fin du mois. Les autorités ont précisé que "
    "trois navires avaient quitté la zone et que personne n’avait été blessé."
)
BAD: dict[str, tuple[bytes, str]] = {
    "empty.txt": (b"", "is empty"),
    "binary.bin": (bytes(range(256)) * 10, "is binary, not text"),
    "report.pdf": (b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n", "is a PDF"),
    "menu.html": (b"<html><body><nav><a href='/a'>Home</a></nav><form></form></body></html>", "no article was found"),
    "line.txt": (b"the ships had left " * 263_000, "at most 2,000,000"),
    "french.txt": (FRENCH.encode(), "the text is in French (fr)"),
    "broken.txt": ("The café closed, he said. ".encode("latin-1") + b"\xff\xfe\x80", "is not valid UTF-8"),
    "table.csv": (b"when,who\n1,2\n", "has no column with the text"),
}


def reportedly(*arguments: str, **settings: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", "from reportedly.cli import main; main()", *arguments],
        capture_output=True, encoding="utf-8", env={**os.environ, **settings}, timeout=120,
    )  # fmt: skip


@pytest.fixture
def closed_port() -> int:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        return int(taken.getsockname()[1])


def test_each_bad_input_is_one_line_and_the_rest_of_the_batch_is_read(tmp_path: Path, closed_port: int) -> None:
    expected = {}
    for name, (content, reason) in BAD.items():
        (tmp_path / name).write_bytes(content)
        expected[str(tmp_path / name)] = reason
    expected[f"http://127.0.0.1:{closed_port}/article"] = "the server does not answer"
    good = [tmp_path / name for name in ("a-good.txt", "z-good.txt")]
    for path in good:
        path.write_text(GOOD)
    done = reportedly("read", str(good[0]), *expected, str(good[1]), "--format", "jsonl")
    assert done.returncode == 1
    records = [json.loads(line) for line in done.stdout.splitlines()]
    assert [record["article"]["text"] for record in records] == [GOOD, GOOD] and records[0]["statements"]
    told = done.stderr.splitlines()
    assert len(told) == len(expected)
    for line, (source, reason) in zip(told, expected.items(), strict=True):
        assert line.startswith(f"reportedly: {source}: ") and reason in line


def test_a_folder_without_a_model_is_one_sentence(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(GOOD)
    done = reportedly("read", str(tmp_path / "a.txt"), REPORTEDLY_MODEL=str(tmp_path / "none"))
    assert (done.returncode, done.stdout) == (1, "")
    assert len(done.stderr.splitlines()) == 1 and f"the model in {tmp_path / 'none'} cannot be loaded" in done.stderr
