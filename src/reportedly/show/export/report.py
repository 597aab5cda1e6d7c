"""A report for people, in Markdown and in HTML: what the story says, each line with citations down to the characters.

With the full text the folder also holds a page for each article, and citations lead to the row's mark in it.
"""

import re
from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path

from reportedly.show import html
from reportedly.show.export.report_lines import Article, Citation, Report, build, page_name
from reportedly.show.export.source import Entry, Source
from reportedly.show.markup import Html, element, escape, join, web_address

SPECIAL = re.compile(r"([\\`*_{}\[\]<>#|~&!$])")
SPACE = re.compile(r"\s+")
CITATIONS, ARTICLES = "Citations", "Articles"


def write(source: Source, folder: Path) -> None:
    """Write report.md, report.html and, with the full text, the articles' pages."""
    if source.text == "full":
        (folder / "articles").mkdir()
    report = build(source, _paged(source, folder))
    source.written = len(report.citations)
    (folder / "report.md").write_text(markdown(report), encoding="utf-8")
    (folder / "report.html").write_text(page(report), encoding="utf-8")


def _paged(source: Source, folder: Path) -> Iterator[Entry]:
    """Yield the articles, each after its page was written."""
    for entry in source.entries():
        if source.text == "full":
            (folder / page_name(entry)).write_text(html.render(entry.record), encoding="utf-8")
        yield entry


def plain(text: str) -> str:
    """Return text that Markdown shows as it is, on one line."""
    return SPECIAL.sub(r"\\\1", SPACE.sub(" ", text))


def _link(words: str, target: str | None) -> str:
    return f"[{plain(words)}](<{re.sub(r'[<>]', '', target)}>)" if target else plain(words)


def _where(one: Citation | Article) -> str:
    return ", ".join(part for part in (one.outlet or "outlet unknown", one.day or "date unknown"))


def markdown(report: Report) -> str:
    """Return the report in Markdown (CommonMark); citations are links to anchors at its end."""
    lines = [f"# {plain(report.title)}", "", *(f"{plain(one)}\n" for one in report.intro)]
    for section in report.sections:
        lines += [f"## {plain(section.heading)}", ""]
        lines += [f"*{plain(section.gloss)}*", ""] if section.gloss else []
        for line in section.lines:
            cites = " ".join(f"[\\[{number}\\]](#c{number})" for number in line.cites)
            told = f" — {plain(line.told)}" if line.told else ""
            lines.append(f"- **{plain(line.lead)}**{told}{f' {cites}' if cites else ''}")
        lines.append("")
    if report.citations:
        lines += [f"## {CITATIONS}", ""]
    for one in report.citations:
        said = f"“{plain(one.before.lstrip())}<mark>{plain(one.exact)}</mark>{plain(one.after.rstrip())}”"
        links = " · ".join(part for part in (
            _link("in the article", one.page) if one.page else "",
            _link("original page", web_address(one.url)) if web_address(one.url) else "",
        ) if part)  # fmt: skip
        parts = (f"*{plain(one.title)}*, {plain(_where(one))}.", said if one.exact else "", links)
        told = " ".join(part for part in parts if part)
        lines.append(f"- <a id=\"c{one.number}\"></a>\\[{one.number}\\] {told} `{one.address}`")
    lines += ["", f"## {ARTICLES}", ""]
    lines += [f"- {_link(one.title, _target(one))}, {plain(_where(one))}" for one in report.articles]
    return "\n".join(lines) + "\n"


def page(report: Report) -> str:
    """Return the report as one HTML file without a script; its links lead within it and to the articles' pages."""
    style = files("reportedly.show").joinpath("page", "report.css").read_text(encoding="utf-8")
    policy = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'"
    head = element(
        "head", element("meta", charset="utf-8"),
        element("meta", http_equiv="Content-Security-Policy", content=policy),
        element("meta", name_="viewport", content="width=device-width, initial-scale=1"),
        element("meta", name_="referrer", content="no-referrer"), element("link", rel="icon", href="data:,"),
        element("title", report.title), element("style", Html(style)),
    )  # fmt: skip
    sections = [
        element("section", element("h2", section.heading, " ", element("small", section.gloss)),
                element("ul", *(_line(line.lead, line.told, line.cites) for line in section.lines)))
        for section in report.sections
    ]  # fmt: skip
    cited = element("section", element("h2", CITATIONS), element("ol", *map(_cited, report.citations)))
    rows = (
        element("li", _anchor(one.title, _target(one)), element("span", f", {_where(one)}", class_="where"))
        for one in report.articles
    )
    listed = element("section", element("h2", ARTICLES), element("ul", *rows))
    body = element(
        "body",
        element("main", element("h1", report.title), *(element("p", one) for one in report.intro), *sections,
                cited if report.citations else None, listed),
    )  # fmt: skip
    return f"<!DOCTYPE html>\n{element('html', head, body, lang='en')}\n"


def _target(one: Article) -> str | None:
    return one.page or web_address(one.url)


def _anchor(words: str, target: str | None) -> Html:
    return element("a", words, href=target) if target else escape(words)


def _line(lead: str, told: str, cites: tuple[int, ...]) -> Html:
    numbers = join((element("a", f"[{number}]", href=f"#c{number}") for number in cites), " ")
    return element(
        "li", element("strong", lead), element("span", f" — {told}", class_="told") if told else None,
        element("span", " ", numbers, class_="cites") if cites else None,
    )  # fmt: skip


def _cited(one: Citation) -> Html:
    said = join(["“", one.before.lstrip(), element("mark", one.exact), one.after.rstrip(), "” "]) if one.exact else None
    url = web_address(one.url)
    links = [element("a", "in the article", href=one.page)] if one.page else []
    links += [element("a", "original page", href=url)] if url else []
    return element(
        "li", element("cite", one.title), f", {_where(one)}. ", said, join(links, " · "), " ",
        element("code", one.address, class_="where"), id=f"c{one.number}", value=str(one.number),
    )  # fmt: skip
