"""W3C Web Annotations of the whole story: one AnnotationPage (JSON-LD), each row an annotation of its article.

Without the articles' text a target is told by its position alone.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from reportedly.show import annotation
from reportedly.show.export.source import Entry, Source
from reportedly.show.export.writing import to_document

NAME = "urn:reportedly:story"


def write(source: Source, path: Path) -> None:
    """Write the page, article by article."""
    with open(path, "w", encoding="utf-8", newline="") as file:
        head = {"@context": annotation.CONTEXT, "id": f"{NAME}#annotations-page", "type": "AnnotationPage",
                "startIndex": 0}  # fmt: skip
        file.write(to_document(head).rstrip("\n}") + ',\n  "items": [\n')
        for entry in source.entries():
            for item in items(entry):
                file.write(",\n" if source.written else "")
                file.write(to_document(item).rstrip("\n"))
                source.written += 1
        whole = {"id": f"{NAME}#annotations", "type": "AnnotationCollection", "label": source.name,
                 "total": source.written}  # fmt: skip
        file.write('\n  ],\n  "partOf": ' + to_document(whole).rstrip("\n") + "\n}\n")


def items(entry: Entry) -> Iterator[dict[str, Any]]:
    """Yield an article's annotations; with less than the full text nothing but the characters of rows is quoted."""
    page = annotation.annotation_page(entry.item.record, f"urn:reportedly:article:{entry.item.key}")
    for item in page["items"]:
        del item["@context"]
        if entry.text == "none":
            item["body"] = [body for body in item["body"] if body.get("format") != "text/plain"]
        for target in item["target"]:
            if isinstance(target, dict) and entry.text != "full":
                target["selector"] = [_cut(one) for one in target["selector"]
                                      if entry.text == "cited" or one["type"] == "TextPositionSelector"]  # fmt: skip
        yield item


def _cut(selector: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in selector.items() if name not in ("prefix", "suffix")}
