"""Every conformance class the service claims, its requirements asked one by one."""

import json

import pytest
from geojson_pydantic import Feature, FeatureCollection

from mapapp.exports.flat_columns import columns_of
from mapapp.exports.reference_systems import SERVED_CRS
from mapapp.service.resources import CONFORMANCE

FEATURES = "http://www.opengis.net/spec/ogcapi-features-{}/1.0/conf/{}"
CQL2 = "http://www.opengis.net/spec/cql2/1.0/conf/{}"
CRS84 = "http://www.opengis.net/def/crs/OGC/1.3/CRS84"


def links(document):
    found = {}
    for link in document["links"]:
        found.setdefault((link["rel"], link["type"]), link["href"])
    return found


def count(client, text, language="cql2-text", name="projects"):
    answer = client.get(f"/collections/{name}/items", {"filter": text, "filter-lang": language})
    assert answer.status == 200, answer.text
    return answer.json["numberMatched"]


def core(client):
    landing = links(client.get("/").json)
    for rel, kind in (
        ("service-desc", "application/vnd.oai.openapi+json;version=3.0"),
        ("conformance", "application/json"),
        ("data", "application/json"),
    ):
        assert client.get(landing[rel, kind]).status == 200
    assert client.get(landing["service-doc", "text/html"]).kind == "text/html"
    assert client.get("/conformance").json["conformsTo"] == list(CONFORMANCE)
    described = client.get("/collections").json
    assert ("self", "application/json") in links(described)
    for one in described["collections"]:
        assert client.get(f"/collections/{one['id']}").json == one
        assert ("items", "application/geo+json") in links(one)
        page = client.get(links(one)["items", "application/geo+json"])
        assert page.json["type"] == "FeatureCollection"
        assert page.json["numberReturned"] == len(page.json["features"])
    assert client.get("/collections/projects/items", {"limit": "2"}).json["numberReturned"] == 2
    assert client.items(bbox="121.29,31.19,121.31,31.21") == ["p6"]
    assert client.items(datetime="2025-01-01T00:00:00Z/..") == ["p1"]
    assert client.get("/collections/projects/items", {"unknown": "1"}).status == 400
    for name, wrong in (("limit", "x"), ("bbox", "1"), ("datetime", "x")):
        assert client.get("/collections/projects/items", {name: wrong}).status == 400
    assert client.get("/collections/projects/items/p1").json["id"] == "p1"
    assert client.get("/collections/projects/items/none").status == 404
    assert client.get("/collections/none").status == 404


def geojson(client):
    for one in client.get("/collections").json["collections"]:
        answer = client.get(f"/collections/{one['id']}/items", headers={"Accept": "application/geo+json"})
        assert answer.kind == "application/geo+json"
        FeatureCollection.model_validate(answer.json)
        for feature in answer.json["features"][:3]:
            single = client.get(f"/collections/{one['id']}/items/{feature['id']}")
            assert single.kind == "application/geo+json"
            Feature.model_validate(single.json)


def html(client):
    for path in (
        "/",
        "/conformance",
        "/collections",
        "/collections/zones",
        "/collections/zones/items",
        "/collections/zones/items/青西",
    ):
        answer = client.get(path, headers={"Accept": "text/html"})
        assert (answer.status, answer.kind) == (200, "text/html")
        assert answer.text.startswith("<!doctype html>")
        assert links(client.get(path).json)["alternate", "text/html"].startswith(client.url)


def oas30(client):
    from openapi_spec_validator import validate

    document = client.get("/openapi").json
    assert document["openapi"].startswith("3.0.")
    validate(document)
    operations = [one["get"]["operationId"] for one in document["paths"].values()]
    assert len(set(operations)) == len(operations)


def crs(client):
    for one in client.get("/collections").json["collections"]:
        assert one["crs"] == list(SERVED_CRS)
        assert one["storageCrs"] in one["crs"]
    for system in SERVED_CRS:
        answer = client.get("/collections/zones/items", {"crs": system})
        assert answer.headers["content-crs"] == f"<{system}>"
        x, y = answer.json["features"][0]["geometry"]["coordinates"][0][0]
        near = 1.0 if system.endswith("3857") else 1e-5
        box = f"{x - near},{y - near},{x + near},{y + near}"
        around = client.get("/collections/zones/items", {"bbox": box, "bbox-crs": system})
        assert answer.json["features"][0]["id"] in [feature["id"] for feature in around.json["features"]]
    assert client.get("/collections/zones/items").headers["content-crs"] == f"<{CRS84}>"
    assert client.get("/collections/zones/items", {"crs": "urn:x"}).status == 400
    assert client.get("/collections/zones/items", {"bbox": "0,0,1,1", "bbox-crs": "urn:x"}).status == 400


def queryables(client):
    for one in client.get("/collections").json["collections"]:
        address = links(one)["http://www.opengis.net/def/rel/ogc/1.0/queryables", "application/schema+json"]
        answer = client.get(address)
        assert answer.kind == "application/schema+json"
        document = answer.json
        assert document["$schema"].endswith("2020-12/schema")
        assert document["$id"].endswith(f"/collections/{one['id']}/queryables")
        assert document["type"] == "object"
        assert document["additionalProperties"] is False
        assert document["properties"]["geometry"]["format"].startswith("geometry-")
        assert client.get(address.replace("f=json", "f=html")).kind == "text/html"


def queryables_as_parameters(client):
    for name in client.get("/collections/projects/queryables").json["properties"]:
        if name != "geometry":
            assert client.get("/collections/projects/items", {name: "1"}).status in {200, 400}
            assert f"没有“{name}”" not in client.get("/collections/projects/items", {name: "1"}).text
    assert client.items(name="乙线", placement_precision="line") == ["p2"]
    assert client.items(name="乙线", placement_precision="site") == []


def filters(client):
    """The filter parameter, its language and its reference system; what cannot be read is refused with 400."""
    assert count(client, "name = '甲厂'") == 1
    assert client.items(filter="name = '甲厂'", filter_crs=SERVED_CRS[1]) == ["p1"]
    assert client.get("/collections/projects/items", {"filter": "name ="}).status == 400
    assert client.get("/collections/projects/items", {"filter": "name = '甲厂'", "filter-lang": "sql"}).status == 400
    assert client.get("/collections/projects/items", {"filter": "name = '甲厂'", "filter-crs": "urn:x"}).status == 400
    names = {one["name"] for one in client.get("/openapi").json["components"]["parameters"].values()}
    assert {"filter", "filter-lang", "filter-crs"} <= names


def filtered_features(client):
    """On every collection, together with the other parameters."""
    for one in client.get("/collections").json["collections"]:
        key = columns_of("source")[0].name if one["id"] == "sources" else None
        features = client.get(f"/collections/{one['id']}/items").json["features"]
        key = key or next(iter(features[0]["properties"]))
        assert count(client, f"{key} = '{features[0]['id']}'", name=one["id"]) == 1
    assert client.items(filter="placement_precision = 'area'", bbox="121.29,31.19,121.31,31.21") == ["p6"]


def cql2_text(client):
    assert count(client, "name='甲厂'") == 1
    assert count(client, "\"name\" = '甲厂'") == 1
    assert count(client, "name = '没''有'") == 0


def cql2_json(client):
    assert count(client, json.dumps({"op": "=", "args": [{"property": "name"}, "甲厂"]}), "cql2-json") == 1


def basic_cql2(client):
    """AND, OR, NOT, the six comparisons, IS NULL, text, number and boolean literals."""
    assert count(client, "year > 2024") == count(client, "year >= 2025") == count(client, "NOT year <= 2024") == 1
    assert count(client, "year < 2025") == count(client, "year <> 2025") == 5
    assert count(client, "name = '甲厂' OR name = '乙线'") == 2
    assert count(client, "name = '甲厂' AND name = '乙线'") == 0
    assert count(client, "lon IS NULL") == 1
    assert count(client, "lon IS NOT NULL") == 5
    assert count(client, "certain = TRUE") == 6
    assert count(client, "NOT (name = '甲厂' OR name = '乙线')") == 4
    assert count(client, "placement_accuracy_m > 49.5") == 5


def advanced_comparison(client):
    assert count(client, "name LIKE '%厂'") == 1
    assert count(client, "name NOT LIKE '%厂'") == 5
    assert count(client, "year BETWEEN 2024 AND 2025") == 6
    assert count(client, "year NOT BETWEEN 2024 AND 2024") == 1
    assert count(client, "name IN ('甲厂', '乙线', '无')") == 2
    assert count(client, "name NOT IN ('甲厂', '乙线', '无')") == 4


def case_insensitive(client):
    assert count(client, "CASEI(placement_precision) = CASEI('SITE')") == 1
    assert count(client, "CASEI(placement_precision) LIKE CASEI('LI%')") == 1
    assert count(client, "CASEI(placement_precision) IN (CASEI('SITE'), CASEI('Line'))") == 2


def basic_spatial(client):
    """S_INTERSECTS with a point and a box."""
    assert count(client, "S_INTERSECTS(geometry, POINT(121.3 31.2))") == 1
    assert count(client, "S_INTERSECTS(geometry, BBOX(121.29, 31.19, 121.31, 31.21))") == 1


def basic_spatial_plus(client):
    """S_INTERSECTS with every kind of geometry."""
    around = "121.29 31.19, 121.31 31.19, 121.31 31.21, 121.29 31.21, 121.29 31.19"
    for geometry in (
        f"POLYGON(({around}))",
        f"MULTIPOLYGON((({around})))",
        "LINESTRING(121.29 31.2, 121.31 31.2)",
        "MULTILINESTRING((121.29 31.2, 121.31 31.2), (0 0, 1 1))",
        "MULTIPOINT((121.3 31.2), (0 0))",
        "GEOMETRYCOLLECTION(POINT(121.3 31.2), POINT(0 0))",
    ):
        assert count(client, f"S_INTERSECTS(geometry, {geometry})") == 1, geometry


def spatial(client):
    square = "POLYGON((120.9 31.0, 121.1 31.0, 121.1 31.15, 120.9 31.15, 120.9 31.0))"
    assert count(client, f"S_WITHIN(geometry, {square})") == 4
    assert count(client, f"S_CONTAINS({square}, geometry)") == 4
    assert count(client, "S_DISJOINT(geometry, POINT(121.3 31.2))") == 4
    assert count(client, "S_EQUALS(geometry, POINT(121.005 31.105))") == 1
    assert count(client, "S_CROSSES(geometry, LINESTRING(121.015 31.09, 121.015 31.2))") == 1
    assert count(client, "S_TOUCHES(geometry, LINESTRING(121.02 31.1, 121.03 31.1))", name="projects_lines") == 1
    assert count(client, "S_OVERLAPS(geometry, LINESTRING(121.01 31.1, 121.03 31.1))", name="projects_lines") == 1


def property_property(client):
    assert count(client, "name = aliases") == 6
    assert count(client, "'甲厂' = name") == 1
    assert count(client, "start < end") == 6
    assert count(client, "2025 = year") == 1


def arithmetic(client):
    assert count(client, "year + 1 = 2026") == 1
    assert count(client, "end - start = 4") == 6
    assert count(client, "year * 2 > 4049") == 1
    assert count(client, "year / 5 = 405") == 1
    assert count(client, "year % 5 = 0") == 1
    assert count(client, "year div 1000 = 2") == 6
    assert count(client, "year = 2000 + 5 * 5") == 1


def schemas(client):
    for one in client.get("/collections").json["collections"]:
        address = links(one)["http://www.opengis.net/def/rel/ogc/1.0/schema", "application/schema+json"]
        document = client.get(address).json
        assert document["$id"].endswith(f"/collections/{one['id']}/schema")
        feature = client.get(f"/collections/{one['id']}/items").json["features"][0]
        assert set(document["properties"]) == {"geometry", *feature["properties"]}
        kinds = {"string": str, "number": int | float, "integer": int, "boolean": bool, "null": type(None)}
        for name, value in feature["properties"].items():
            allowed = document["properties"][name]["type"]
            allowed = allowed if isinstance(allowed, list) else [allowed]
            assert any(isinstance(value, kinds[kind]) for kind in allowed), (one["id"], name)


def core_roles(client):
    properties = client.get("/collections/zones/schema").json["properties"]
    roles = {one["x-ogc-role"]: name for name, one in properties.items() if "x-ogc-role" in one}
    assert roles == {"id": "zone_id", "primary-geometry": "geometry"}


STATEMENTS = {
    FEATURES.format(1, "core"): core,
    FEATURES.format(1, "geojson"): geojson,
    FEATURES.format(1, "html"): html,
    FEATURES.format(1, "oas30"): oas30,
    FEATURES.format(2, "crs"): crs,
    FEATURES.format(3, "queryables"): queryables,
    FEATURES.format(3, "queryables-query-parameters"): queryables_as_parameters,
    FEATURES.format(3, "filter"): filters,
    FEATURES.format(3, "features-filter"): filtered_features,
    CQL2.format("cql2-text"): cql2_text,
    CQL2.format("cql2-json"): cql2_json,
    CQL2.format("basic-cql2"): basic_cql2,
    CQL2.format("advanced-comparison-operators"): advanced_comparison,
    CQL2.format("case-insensitive-comparison"): case_insensitive,
    CQL2.format("basic-spatial-functions"): basic_spatial,
    CQL2.format("basic-spatial-functions-plus"): basic_spatial_plus,
    CQL2.format("spatial-functions"): spatial,
    CQL2.format("property-property"): property_property,
    CQL2.format("arithmetic"): arithmetic,
    FEATURES.format(5, "schemas"): schemas,
    FEATURES.format(5, "core-roles-features"): core_roles,
}


def test_nothing_is_claimed_that_is_not_asked_here():
    assert set(CONFORMANCE) == set(STATEMENTS)


@pytest.mark.parametrize("claim", CONFORMANCE, ids=lambda claim: claim.removeprefix("http://www.opengis.net/spec/"))
def test_what_is_claimed_holds(client, claim):
    STATEMENTS[claim](client)
