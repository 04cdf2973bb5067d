"""The OpenAPI 3.0 description of the service: every path, every parameter, for this data."""

from __future__ import annotations

from typing import Any, Final

from mapapp.exports.flat_columns import FlatColumn
from mapapp.exports.metadata import CREDIT, LICENCE
from mapapp.exports.reference_systems import CRS84, SERVED_CRS
from mapapp.open_workspace import active
from mapapp.service.collections import ServedCollection
from mapapp.service.query import DEFAULT_LIMIT, FILTER_LANGUAGES, ITEM_PARAMETERS, MAX_LIMIT
from mapapp.service.resources import GEOJSON, HTML, JSON, OPENAPI, SCHEMA

Json = dict[str, Any]

_OBJECT: Final[Json] = {"type": "object"}
_URI: Final[Json] = {"type": "string", "format": "uri", "enum": list(SERVED_CRS), "default": CRS84}

# The schema of each parameter of items, those that are plain texts left out.
_SCHEMAS: Final[dict[str, Json]] = {
    "f": {"type": "string", "enum": ["json", "html"], "default": "json"},
    "limit": {"type": "integer", "minimum": 1, "maximum": MAX_LIMIT, "default": DEFAULT_LIMIT},
    "offset": {"type": "integer", "minimum": 0, "default": 0},
    "bbox": {"type": "array", "items": {"type": "number"}, "minItems": 4, "maxItems": 6},
    "bbox-crs": _URI,
    "crs": _URI,
    "filter-crs": _URI,
    "filter-lang": {"type": "string", "enum": list(FILTER_LANGUAGES), "default": FILTER_LANGUAGES[0]},
    "sortby": {"type": "array", "items": {"type": "string"}},
}


def openapi(base: str, version: str, served: dict[str, ServedCollection]) -> Json:
    """Return the description of the service at an address."""
    paths: Json = {
        "/": _path("landingPage", "首页", JSON, _OBJECT),
        "/conformance": _path("conformance", "所符合的标准", JSON, _OBJECT),
        "/openapi": _path("openapi", "接口说明", OPENAPI, _OBJECT),
        "/about": _path("about", "截至、筛选、文件、许可", JSON, _OBJECT),
        "/collections": _path("collections", "全部图层和表", JSON, _OBJECT),
    }
    for name, one in served.items():
        own = f"/collections/{name}"
        paths[own] = _path(f"{name}.describe", f"{one.title}：说明", JSON, _OBJECT)
        paths[f"{own}/queryables"] = _path(f"{name}.queryables", f"{one.title}：可以筛选的属性", SCHEMA, _OBJECT)
        paths[f"{own}/schema"] = _path(f"{name}.schema", f"{one.title}：属性", SCHEMA, _OBJECT)
        parameters = [
            *({"$ref": f"#/components/parameters/{parameter}"} for parameter in ITEM_PARAMETERS),
            *(_property_parameter(column) for column in one.columns),
        ]
        title = f"{one.title}：逐条"
        paths[f"{own}/items"] = _path(f"{name}.items", title, GEOJSON, _OBJECT, parameters, headers=True)
        paths[f"{own}/items/{{featureId}}"] = _path(
            f"{name}.item",
            f"{one.title}：一条",
            GEOJSON,
            _OBJECT,
            [
                {"name": "featureId", "in": "path", "required": True, "schema": {"type": "string"}},
                *({"$ref": f"#/components/parameters/{parameter}"} for parameter in ("f", "crs")),
            ],
            headers=True,
        )
    return {
        "openapi": "3.0.3",
        "info": {
            "title": active().title,
            "description": CREDIT,
            "version": version,
            "license": {"name": LICENCE},
        },
        "servers": [{"url": base}],
        "tags": [{"name": "features", "description": "OGC API - Features"}],
        "paths": paths,
        "components": {
            "parameters": {name: _item_parameter(name, meaning) for name, meaning in ITEM_PARAMETERS.items()},
            "responses": {"error": _error_response()},
        },
    }


def _path(
    name: str,
    title: str,
    kind: str,
    schema: Json,
    parameters: list[Json] | None = None,
    *,
    headers: bool = False,
) -> Json:
    """Return the description of one path; `headers` for answers that name their reference system."""
    answer: Json = {"description": title, "content": {kind: {"schema": schema}, HTML: {"schema": {"type": "string"}}}}
    if headers:
        answer["headers"] = {"Content-Crs": {"description": "回答的坐标系", "schema": {"type": "string"}}}
    refused = {"$ref": "#/components/responses/error"}
    return {
        "get": {
            "operationId": name,
            "summary": title,
            "tags": ["features"],
            "parameters": parameters or [{"$ref": "#/components/parameters/f"}],
            "responses": {"200": answer, "400": refused, "404": refused},
        }
    }


def _item_parameter(name: str, meaning: str) -> Json:
    """Return the description of one parameter of items."""
    parameter: Json = {
        "name": name,
        "in": "query",
        "required": False,
        "description": meaning,
        "schema": _SCHEMAS.get(name, {"type": "string"}),
    }
    if parameter["schema"].get("type") == "array":
        parameter |= {"style": "form", "explode": False}
    return parameter


def _property_parameter(column: FlatColumn) -> Json:
    """Return the description of a property as a parameter."""
    kind = {"integer": "integer", "count": "integer", "number": "number", "boolean": "boolean"}.get(
        column.type, "string"
    )
    return {
        "name": column.name,
        "in": "query",
        "required": False,
        "description": f"{column.term}：{column.meaning}",
        "schema": {"type": kind},
        "style": "form",
        "explode": False,
    }


def _error_response() -> Json:
    """Return the description of a refusal."""
    properties = {"code": {"type": "string"}, "description": {"type": "string"}}
    schema = {"type": "object", "required": ["code"], "properties": properties}
    return {"description": "说明哪里不对、有什么可用", "content": {JSON: {"schema": schema}}}
