"""The two unlabelled corpora that labels point into: loaded from ../shared, by name and article id."""

import hashlib
import json
import lzma
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
CORPORA = ROOT.parent / "shared" / "corpora"
HERE = Path(__file__).resolve().parent

Row = dict[str, Any]


def venezuela(folder: Path = CORPORA) -> list[Row]:
    """Return the 28 articles on Venezuela, by id."""
    return sorted((json.loads(path.read_text("utf-8")) for path in folder.glob("venezuela/*.json")), key=_id)


def crisis(folder: Path = CORPORA) -> list[Row]:
    """Return the 5,012 dated articles on crises, in the order of the file."""
    with lzma.open(folder / "crisis_news_2012-2020.jsonl.xz", "rt", encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


def digest(text: str) -> str:
    """Return the SHA-256 of a text's UTF-8 bytes, in hexadecimal: the `sha256` of an article's record."""
    return hashlib.sha256(text.encode("utf-8")).hexdigest()


def read_lines(name: str, folder: Path = HERE) -> list[Row]:
    """Return the objects of one of the label files in this folder."""
    return [json.loads(line) for line in (folder / name).read_text("utf-8").splitlines() if line.strip()]


def write_lines(name: str, rows: list[Row], folder: Path = HERE) -> None:
    """Write objects as JSON lines into this folder."""
    text = "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)
    (folder / name).write_text(text, "utf-8")


def _id(row: Row) -> str:
    return str(row["id"])
