"""The documentation as HTML: every page through markdown-it-py into one plain template, and every link looked after."""

import re
import shutil
from html import escape
from pathlib import Path
from urllib.parse import urlsplit

from markdown_it import MarkdownIt
from markdown_it.token import Token

from tools.docs.pages import DOCS, README

NAV = (("index.md", "Start"), ("tutorial.md", "Tutorial"), ("cookbook.md", "Cookbook"), ("formats.md", "Formats"),
       ("status.md", "Status"), ("counting.md", "Counting"), ("limits.md", "Limits"), ("figures.md", "Figures"),
       ("reference/cli.md", "Commands"), ("reference/python.md", "Python"), ("reference/schema.md", "Schema"),
       ("reference/http.md", "Addresses"))  # fmt: skip
STYLE = """
body { font: 1rem/1.5 system-ui, sans-serif; max-width: 60rem; margin: 0 auto; padding: 0 1rem 4rem }
:root { color-scheme: light dark }
nav { display: flex; flex-wrap: wrap; gap: .2rem 1rem; padding: 1rem 0; border-bottom: 1px solid #8888 }
pre { overflow-x: auto; padding: .7rem 1rem; background: #8881; border-radius: 4px; font-size: .875rem }
pre.output { border-left: 3px solid #8886; background: none }
table { border-collapse: collapse; display: block; overflow-x: auto }
img { max-width: 100%; border: 1px solid #8886 }
td, th { border: 1px solid #8886; padding: .25rem .5rem; text-align: left; vertical-align: top }
"""
PAGE = """<!DOCTYPE html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>{title} · Reportedly</title><style>{style}</style></head>
<body><nav>{links}</nav>
<main>
{body}</main></body></html>
"""


class Broken(Exception):
    """A link that leads nowhere."""


def slug(words: str) -> str:
    """Return the anchor of a heading, as code hosts make it.

    >>> slug("csv, parquet, sqlite: tables")
    'csv-parquet-sqlite-tables'
    """
    return re.sub(r"[^\w -]", "", words.lower()).replace(" ", "-")


def _heading(tokens: list[Token], at: int) -> str:
    return "".join(child.content for child in tokens[at + 1].children or () if child.type in ("text", "code_inline"))


def anchors(text: str) -> list[str]:
    """Return the anchors of a page's headings."""
    tokens = MarkdownIt("commonmark").enable("table").parse(text)
    found: list[str] = []
    for at, token in enumerate(tokens):
        if token.type == "heading_open":
            name = slug(_heading(tokens, at))
            found.append(f"{name}-{found.count(name)}" if name in found else name)
    return found


def render(text: str, name: str) -> str:
    """Return a page as HTML; links to other pages lead to their HTML."""
    markdown = MarkdownIt("commonmark").enable("table")
    tokens = markdown.parse(text)
    names = iter(anchors(text))
    for token in tokens:
        if token.type == "heading_open":
            token.attrSet("id", next(names))
        for child in token.children or ():
            href = child.attrGet("href")
            if child.type == "link_open" and isinstance(href, str) and not urlsplit(href).scheme:
                child.attrSet("href", re.sub(r"\.md(?=#|$)", ".html", href))
        if token.type == "fence" and token.info.strip() == "output":
            token.attrSet("class", "output")
    up = "../" * name.count("/")
    links = "".join(f'<a href="{up}{to[:-3]}.html">{escape(words)}</a>' for to, words in NAV)
    title = next((_heading(tokens, at) for at, one in enumerate(tokens) if one.type == "heading_open"), name)
    body = markdown.renderer.render(tokens, markdown.options, {})
    return PAGE.format(title=escape(title), style=STYLE, links=links, body=body)


def broken(texts: dict[str, str]) -> list[str]:
    """Return the links of pages (path within docs/ to text) that lead to no page, file or heading."""
    held = {name: set(anchors(text)) for name, text in texts.items()}
    wrong = []
    for name, text in texts.items():
        plain = re.sub(r"`[^`\n]*`", "", re.sub(r"^```.*?^```", "", text, flags=re.M | re.S))
        for href in re.findall(r"\]\(<?([^)>\s]+)>?\)", plain):
            parts = urlsplit(href)
            if parts.scheme:
                continue
            path = (DOCS / name).parent / parts.path if parts.path else DOCS / name
            inner = path.resolve().is_relative_to(DOCS)
            target = path.resolve().relative_to(DOCS).as_posix() if inner else ""
            if target in held:
                if parts.fragment and parts.fragment not in held[target]:
                    wrong.append(f"docs/{name}: {href}")
            elif not path.exists():
                wrong.append(f"docs/{name}: {href}")
    return wrong


def build(out: Path) -> int:
    """Write every page of docs/ as HTML to `out`, with the images; return how many. Raises `Broken`."""
    texts = {path.relative_to(DOCS).as_posix(): path.read_text(encoding="utf-8") for path in sorted(DOCS.rglob("*.md"))}
    if wrong := broken(texts):
        raise Broken("\n".join(wrong))
    shutil.rmtree(out, ignore_errors=True)
    for name, text in texts.items():
        target = out / f"{name[:-3]}.html"
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(render(text, name), encoding="utf-8")
    if (DOCS / "images").is_dir():
        shutil.copytree(DOCS / "images", out / "images")
    return len(texts)


def readme_links() -> list[str]:
    """Return the links of the README that lead to nothing."""
    found = re.findall(r"\]\(([^)\s]+)\)", README.read_text(encoding="utf-8"))
    return [one for one in found if not urlsplit(one).scheme and not (README.parent / one.split("#")[0]).exists()]
