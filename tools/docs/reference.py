"""Reference pages made from what they describe: command line, Python API, schema of a record, addresses."""

import inspect
import re
from collections.abc import Iterator
from typing import Any

import msgspec
import typer

import reportedly
from reportedly.cli import app

NOTE = "<!-- Written by `python -m tools.docs`; change what it is made from. -->\n"
CLI = """`--help` after any command says the same. Exit status, where a command names no other: 0 done, 1 something
could not be done (one line on stderr says what), 2 wrong usage, 130 interrupted; all finished work is stored."""
PYTHON = """`import reportedly` is quick: the reader's libraries are loaded when something is read.
The fields of a record are in [the schema](schema.md)."""
SCHEMA = """A record is one JSON object; `reportedly.schema()` returns this as JSON Schema (draft 2020-12), and
`Record.from_json` checks against it. Every key is always present (of a dispute's side only one of the two); what is
unknown is null or empty. A span is `[start, end]`: Unicode characters of `article.text`, counted from 0, the end not
included. A field of several spans can be discontinuous; they stand in the order of the text."""
HTTP = """`reportedly serve STORY` answers at these addresses. The same address with `.json` or `.csv` at its end is its
data. `/api/openapi.json` describes them for programs (OpenAPI 3.1); `/api` shows that to people."""
TYPED = re.compile(r" <(?:str|list\[str\]|int|path|float|text|integer|list\[text\])>")
MODULES = re.compile(r"(?:\b(?:reportedly|collections|typing|datetime|pathlib|os|pandas)\.)(?:\w+\.)*(?=\w)")


def cli() -> str:
    """Return the page of the command line, from the app itself."""
    parts = ["# Command line", NOTE, CLI, ""]
    command: Any = typer.main.get_command(app)
    parts += _command(command, command.context_class(command, info_name="reportedly"))
    return "\n".join(parts).rstrip() + "\n"


def _command(command: Any, context: Any) -> Iterator[str]:
    if hasattr(command, "commands"):
        for name, inner in command.commands.items():
            yield from _command(inner, type(context)(inner, info_name=name, parent=context))
        return
    usage = re.sub(r"[{}]", "", " ".join(command.collect_usage_pieces(context)))
    path = re.sub(r"[{}]", "", context.command_path)
    yield f"## {path}\n"
    yield f"```text\n{path} {usage}\n```\n"
    yield inspect.cleandoc(command.help or "") + "\n"
    rows = [record for param in command.get_params(context) if (record := param.get_help_record(context))]
    if rows:
        yield "| | |\n| --- | --- |"
        yield from (f"| `{_cell(TYPED.sub('', names))}` | {_cell(told)} |" for names, told in rows)
        yield ""


def _cell(text: str) -> str:
    return re.sub(r"\s+", " ", text).replace("|", "\\|").strip()


def python() -> str:
    """Return the page of the Python API, from signatures and docstrings."""
    from reportedly.keep import review, story, views
    from reportedly.show import export

    parts = ["# Python", NOTE, PYTHON, ""]
    parts += [*_function("reportedly.read", _plain("read"))]
    parts += [*_function("reportedly.read_many", _plain("read_many"))]
    parts += [*_function("reportedly.schema", reportedly.schema)]
    parts += [*_class("reportedly.Record", reportedly.Record), *_class("reportedly.Article", reportedly.Article)]
    parts += [*_class("reportedly.Story", reportedly.Story), *_class("story.review", review.Review)]
    parts += ["## What a story returns", ""]
    for kind in (story.Added, story.ArticleInfo, export.Exported, *dict.fromkeys(views.ROWS.values())):
        parts += _value(kind)
    parts += [*_class("reportedly.StoryError", reportedly.StoryError)]
    return "\n".join(parts).rstrip() + "\n"


def _plain(name: str) -> Any:
    from reportedly.read import many

    return getattr(many, name)


def _signature(name: str, function: Any) -> str:
    try:
        told = inspect.signature(function)
    except (TypeError, ValueError):
        return name
    kept = [one for key, one in told.parameters.items() if key not in ("self", "cls")]
    told = told.replace(parameters=kept)
    return name + MODULES.sub("", str(told)).replace("'", "").replace("Story.Self", "Self")


def _function(name: str, function: Any, level: int = 2) -> Iterator[str]:
    yield f"{'#' * level} {name}\n"
    yield f"```text\n{_signature(name, function)}\n```\n"
    yield _doc(function) + "\n"


def _doc(thing: Any) -> str:
    """Return a docstring with its examples fenced."""
    text = inspect.cleandoc(thing.__doc__ or "")
    found = re.split(r"(?m)^(>>> (?:.*\n?)+?)(?=\n|\Z)", text)
    return "\n".join(f"```pycon\n{part.strip()}\n```" if part.startswith(">>>") else part for part in found).strip()


def _class(name: str, kind: Any) -> Iterator[str]:
    yield f"## {name}\n"
    if issubclass(kind, Exception):
        yield _doc(kind) + "\n"
        return
    if "__init__" in kind.__dict__ and not issubclass(kind, msgspec.Struct):
        yield f"```text\n{_signature(name, kind)}\n```\n"
    yield _doc(kind) + "\n"
    short = name.rsplit(".", 1)[-1]
    own = short[0].lower() + short[1:]
    for method, function in sorted(_methods(kind).items(), key=lambda one: one[1].__code__.co_firstlineno):
        yield from _function(f"{own}.{method}", function, 3)


def _methods(kind: Any) -> dict[str, Any]:
    """Return the public methods, those of the project's base classes among them."""
    found = {}
    for base in reversed(kind.__mro__):
        if not base.__module__.startswith("reportedly"):
            continue
        for name, function in vars(base).items():
            function = getattr(function, "__func__", function)
            if inspect.isfunction(function) and not name.startswith("_"):
                found[name] = function
    return found


def _value(kind: Any) -> Iterator[str]:
    yield f"### {kind.__name__}\n"
    yield _doc(kind) + "\n"
    hints = {name: MODULES.sub("", str(hint)) for name, hint in _hints(kind).items()}
    yield ", ".join(f"`{name}` {hint}" for name, hint in hints.items()) + ".\n"


def _hints(kind: Any) -> dict[str, Any]:
    return {name: getattr(hint, "__name__", hint) if "[" not in str(hint) else hint
            for name, hint in inspect.get_annotations(kind, eval_str=True).items()}  # fmt: skip


def schema() -> str:
    """Return the page of the record's schema."""
    described = reportedly.schema()
    parts = ["# Schema of a record", NOTE, SCHEMA, ""]
    names = sorted(described["$defs"], key=_order)
    for name in names:
        entry = described["$defs"][name]
        parts += [f"## {name}", "", re.sub(r"\s+", " ", entry["description"]), "", "| field | value | meaning |"]
        parts += ["| --- | --- | --- |"]
        parts += [f"| `{field}` | {_type(told)} | {_cell(told['description'])} |"
                  for field, told in entry["properties"].items()]  # fmt: skip
        parts.append("")
    return "\n".join(parts).rstrip() + "\n"


ORDER = ("Record", "Reader", "Article", "Link", "Entity", "Statement", "Event", "Place", "Date", "Quantity", "Time",
         "Dispute", "Side")  # fmt: skip


def _order(name: str) -> tuple[int, str]:
    return (ORDER.index(name) if name in ORDER else len(ORDER), name)


def _type(told: dict[str, Any]) -> str:
    """Return what a value of a JSON schema is, in words."""
    if "$ref" in told:
        name = told["$ref"].rsplit("/", 1)[-1]
        return f"[{name}](#{name.lower()})"
    if "anyOf" in told:
        return " or ".join(_type(one) for one in told["anyOf"])
    if "enum" in told:
        return " · ".join(f"`{one}`" for one in told["enum"])
    if told.get("type") == "array":
        if "prefixItems" in told:
            return "span"
        inner = _type(told["items"]) if told.get("items") else "anything"
        return "spans" if inner == "span" else f"list of {inner}"
    return str(told.get("type", "anything"))


def http() -> str:
    """Return the page of the addresses, from the table that the server and its OpenAPI description are made of."""
    from reportedly.show.site import table

    parts = ["# Addresses", NOTE, HTTP, "", "| address | what it is | query |", "| --- | --- | --- |"]
    for entry in table.ENTRIES:
        names = [one.strip("_") for one in entry.query.__struct_fields__ if one not in entry.parameters]
        parts.append(f"| `{entry.address}` | {_cell(entry.about)} | {', '.join(f'`{one}`' for one in names)} |")
    parts += ["", "## What a row has", "", "| address | `.json` | fields of a row |", "| --- | --- | --- |"]
    for entry in table.ENTRIES:
        fields = ", ".join(f"`{field.encode_name}`" for field in msgspec.structs.fields(entry.row))
        parts.append(f"| `{entry.address}` | {'a list of rows' if entry.many else 'one object'} | {fields} |")
    return "\n".join(parts) + "\n"


PAGES = {
    "reference/cli.md": cli, "reference/http.md": http, "reference/python.md": python, "reference/schema.md": schema,
}  # fmt: skip
