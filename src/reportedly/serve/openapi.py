"""The OpenAPI description of every page's data, made from the table of pages."""

from collections.abc import Iterable
from typing import Any

import msgspec

from reportedly import __version__
from reportedly.show.site.page import PARAMETER, Entry

TEMPLATE = "#/components/schemas/{name}"


def describe(entries: Iterable[Entry]) -> dict[str, Any]:
    """Return an OpenAPI 3.1 description."""
    entries = tuple(entry for entry in entries if entry.formats)
    (*queries, _), parts = msgspec.json.schema_components(
        [*(entry.query for entry in entries), dict], ref_template=TEMPLATE
    )
    rows, components = msgspec.json.schema_components([entry.row for entry in entries], ref_template=TEMPLATE)
    paths = {}
    for entry, query, row in zip(entries, queries, rows, strict=True):
        own = parts[query["$ref"].rsplit("/", 1)[1]]["properties"] if "$ref" in query else {}
        for format in entry.formats:
            path = PARAMETER.sub(r"{\1}", entry.address)
            paths[f"{'/index' if path == '/' else path}.{format}"] = {
                "get": {
                    "operationId": f"{entry.name}_{format}",
                    "summary": entry.about,
                    "parameters": [_parameter(name, schema, entry) for name, schema in own.items()],
                    "responses": {"200": _answer(format, row, entry.many)} | REFUSALS,
                }
            }
    return {
        "openapi": "3.1.0",
        "info": {"title": "A story of reportedly", "version": __version__},
        "paths": paths,
        "components": {
            "schemas": components,
            "securitySchemes": {"token": {"type": "http", "scheme": "bearer"}},
        },
        "security": [{}, {"token": []}],
    }


REFUSALS = {
    "304": {"description": "Nothing has changed."}, "400": {"description": "A parameter means nothing."},
    "401": {"description": "The token is missing."}, "404": {"description": "There is nothing here."},
}  # fmt: skip


def _parameter(name: str, schema: dict[str, Any], entry: Entry) -> dict[str, Any]:
    within = name in entry.parameters
    plain = {key: value for key, value in schema.items() if key != "description"}
    found = {"name": name, "in": "path" if within else "query", "required": within, "schema": plain}
    return found | ({"description": schema["description"]} if "description" in schema else {})


def _answer(format: str, row: dict[str, Any], many: bool) -> dict[str, Any]:
    if format == "csv":
        return {"description": "Rows with a heading.", "content": {"text/csv": {"schema": {"type": "string"}}}}
    schema = {"type": "array", "items": row} if many else row
    return {"description": "The page's data.", "content": {"application/json": {"schema": schema}}}
