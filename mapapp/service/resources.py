"""The documents that describe the service: landing page, conformance, collections, queryables, schema."""

from __future__ import annotations

from typing import Any, Final
from urllib.parse import quote

from mapapp.contracts import Atlas, Selected
from mapapp.exports.flat_columns import column_schema
from mapapp.exports.metadata import CREDIT, LICENCE
from mapapp.exports.reference_systems import CRS84, SERVED_CRS
from mapapp.open_workspace import active
from mapapp.service.collections import ServedCollection

Json = dict[str, Any]

JSON, HTML, GEOJSON = "application/json", "text/html", "application/geo+json"
SCHEMA, OPENAPI = "application/schema+json", "application/vnd.oai.openapi+json;version=3.0"

_REL = "http://www.opengis.net/def/rel/ogc/1.0/"

# Only what tests/service/test_conformance.py asks one by one.
CONFORMANCE: Final = (
    *(
        f"http://www.opengis.net/spec/ogcapi-features-1/1.0/conf/{name}"
        for name in ("core", "geojson", "html", "oas30")
    ),
    "http://www.opengis.net/spec/ogcapi-features-2/1.0/conf/crs",
    *(
        f"http://www.opengis.net/spec/ogcapi-features-3/1.0/conf/{name}"
        for name in ("queryables", "queryables-query-parameters", "filter", "features-filter")
    ),
    *(
        f"http://www.opengis.net/spec/cql2/1.0/conf/{name}"
        for name in (
            "cql2-text",
            "cql2-json",
            "basic-cql2",
            "advanced-comparison-operators",
            "case-insensitive-comparison",
            "basic-spatial-functions",
            "basic-spatial-functions-plus",
            "spatial-functions",
            "property-property",
            "arithmetic",
        )
    ),
    "http://www.opengis.net/spec/ogcapi-features-5/1.0/conf/schemas",
    "http://www.opengis.net/spec/ogcapi-features-5/1.0/conf/core-roles-features",
)


def link(href: str, rel: str, kind: str, title: str) -> Json:
    """Return a link."""
    return {"href": href, "rel": rel, "type": kind, "title": title}


def self_links(url: str, kind: str = JSON) -> list[Json]:
    """Return the links of a document to itself and to its page; `url` has no query or ends before `f`."""
    separator = "&" if "?" in url else "?"
    return [
        link(f"{url}{separator}f=json", "self", kind, "本文件"),
        link(f"{url}{separator}f=html", "alternate", HTML, "网页"),
    ]


def landing(base: str, atlas: Atlas, selected: Selected) -> Json:
    """Return the landing page: what this is, and where everything else stands."""
    return {
        "title": active().title,
        "description": f"截至{selected.as_of}年（{selected.clock.term}）。{CREDIT}",
        "attribution": CREDIT,
        "version": atlas.version,
        "links": [
            *self_links(f"{base}/"),
            link(f"{base}/openapi?f=json", "service-desc", OPENAPI, "接口说明（OpenAPI 3.0）"),
            link(f"{base}/openapi?f=html", "service-doc", HTML, "接口说明（网页）"),
            link(f"{base}/conformance?f=json", "conformance", JSON, "所符合的标准"),
            link(f"{base}/collections?f=json", "data", JSON, "全部图层和表"),
            link(f"{base}/about?f=json", "describedby", JSON, "截至、筛选、文件、许可"),
            link(f"{base}/about?f=json", "license", JSON, LICENCE),
        ],
    }


def conformance(base: str) -> Json:
    """Return which standards the service follows."""
    return {"conformsTo": list(CONFORMANCE), "links": self_links(f"{base}/conformance")}


def collections(base: str, served: dict[str, ServedCollection]) -> Json:
    """Return the list of all collections."""
    return {
        "links": self_links(f"{base}/collections"),
        "crs": list(SERVED_CRS),
        "collections": [collection(base, one) for one in served.values()],
    }


def collection(base: str, one: ServedCollection) -> Json:
    """Return the description of one collection; its extent holds every row that has a place."""
    own = f"{base}/collections/{quote(one.name)}"
    described: Json = {
        "id": one.name,
        "title": one.title,
        "description": one.description,
        "attribution": CREDIT,
        "itemType": "feature",
        "crs": list(SERVED_CRS),
        "storageCrs": CRS84,
        "links": [
            *self_links(own),
            link(f"{own}/items?f=json", "items", GEOJSON, f"{one.title}（GeoJSON）"),
            link(f"{own}/items?f=html", "items", HTML, f"{one.title}（网页）"),
            link(f"{own}/queryables?f=json", f"{_REL}queryables", SCHEMA, "可以筛选的属性"),
            link(f"{own}/schema?f=json", f"{_REL}schema", SCHEMA, "属性的名称、含义和类型"),
            link(f"{base}/about?f=json", "license", JSON, LICENCE),
        ],
    }
    extent: Json = {}
    if one.bbox is not None:
        extent["spatial"] = {"bbox": [one.bbox], "crs": CRS84}
    if one.interval is not None:
        extent["temporal"] = {
            "interval": [one.interval],
            "trs": "http://www.opengis.net/def/uom/ISO-8601/0/Gregorian",
        }
    return described | ({"extent": extent} if extent else {})


def queryables(base: str, one: ServedCollection) -> Json:
    """Return which properties requests may ask for, with their names and meanings."""
    return _schema(f"{base}/collections/{quote(one.name)}/queryables", one, roles=False)


def schema(base: str, one: ServedCollection) -> Json:
    """Return what the properties of a feature are."""
    return _schema(f"{base}/collections/{quote(one.name)}/schema", one, roles=True)


def _schema(url: str, one: ServedCollection, *, roles: bool) -> Json:
    """Return the JSON Schema of the properties; with `roles` it says which is the id."""
    place: Json = {"title": "位置", "format": one.geometry_format}
    properties: Json = {"geometry": place | ({"x-ogc-role": "primary-geometry"} if roles else {})}
    for number, column in enumerate(one.columns, start=1):
        described = column_schema(column)
        if roles:
            described["x-ogc-propertySeq"] = number
            if column.name == one.kind.key:
                described["x-ogc-role"] = "id"
        properties[column.name] = described
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": url,
        "type": "object",
        "title": one.title,
        "description": one.description,
        "properties": properties,
        "additionalProperties": False,
    }
