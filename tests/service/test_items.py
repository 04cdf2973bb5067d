"""Items: every parameter does what it says or is refused with what is known, on every collection alike."""

import math

import pytest
import shapely

from mapapp.exports import TABLES
from mapapp.exports.flat_columns import columns_of
from mapapp.exports.geometry_layers import LAYER_TERMS, UNPLACED

COLLECTIONS = [*TABLES, *(f"projects_{layer}" for layer in LAYER_TERMS if layer != UNPLACED)]
EPSG = "http://www.opengis.net/def/crs/EPSG/0/{}"
CRS84 = "http://www.opengis.net/def/crs/OGC/1.3/CRS84"

# The sphere of the web maps, in metres.
R = 6378137.0

EVERYTHING = ["p1", "p2", "p3", "p4", "p5", "p6"]


def refused(client, name="projects", **parameters):
    answer = client.get(f"/collections/{name}/items", parameters)
    assert answer.status == 400, answer.text
    assert answer.json["code"] == "InvalidParameterValue"
    return answer.json["description"]


def test_every_row_is_served_once_and_by_kind_of_geometry_again(client):
    assert client.items() == EVERYTHING
    parts = [client.items(f"projects_{layer}") for layer in ("points", "lines", "areas", "regions")]
    assert parts == [["p1"], ["p2"], ["p3", "p6"], ["p4"]]


@pytest.mark.parametrize("name", COLLECTIONS)
@pytest.mark.parametrize(
    "wrong",
    ["zone", "Limit", "bbbox", "properties", "skipGeometry", "sort", "sortBy", "cql", "startindex", "token", "片区"],
)
def test_a_parameter_nobody_knows_is_refused_with_those_that_are(client, name, wrong):
    said = refused(client, name, **{wrong: "1"})
    assert wrong in said
    for known in ("limit", "filter", "datetime", "sortby", columns_of(TABLES[name.split("_")[0]].entry)[0].name):
        assert known in said


@pytest.mark.parametrize(
    "path",
    [
        "/",
        "/conformance",
        "/openapi",
        "/about",
        "/collections",
        "/collections/zones",
        "/collections/zones/queryables",
        "/collections/zones/schema",
        "/collections/zones/items/青西",
    ],
)
def test_other_addresses_refuse_unknown_parameters_too(client, path):
    assert client.get(path, {"limit": "1"}).status == 400
    assert client.get(path, {"f": "xml"}).status == 400
    assert client.get(path, {"f": "json"}).status == 200


@pytest.mark.parametrize("name", COLLECTIONS)
def test_every_column_can_be_asked_for_on_every_collection(client, name):
    features = client.get(f"/collections/{name}/items").json["features"]
    for column in columns_of(TABLES[name.split("_")[0]].entry):
        values = [feature["properties"][column.name] for feature in features]
        wanted = next((value for value in values if value not in (None, "")), None)
        if wanted is None:
            continue
        asked = str(wanted).lower() if isinstance(wanted, bool) else str(wanted)
        ids = client.items(name, **{column.name: asked})
        assert ids == [feature["id"] for feature, value in zip(features, values, strict=True) if value == wanted], (
            column.name
        )


def test_a_property_gives_the_same_answer_whole_and_by_kind_of_geometry(client):
    for value in ("青西", "示范区", "青东"):
        whole = set(client.items(zones=value)) - {"p5"}
        parts = [client.items(f"projects_{layer}", zones=value) for layer in ("points", "lines", "areas", "regions")]
        assert whole == {one for part in parts for one in part}, value


def test_one_of_several_values_of_a_property_is_enough(client):
    assert client.items("events", reasons="") == client.items("events")
    assert client.items(aliases="乙线") == ["p2"]
    assert client.items(event_ids="e7") == ["p1"]


@pytest.mark.parametrize(
    ("name", "value"), [("year", "abc"), ("certain", "maybe"), ("verdicts_kept", "many"), ("lon", "east")]
)
def test_a_value_of_the_wrong_kind_is_refused(client, name, value):
    assert name in refused(client, **{name: value})


def test_a_parameter_given_twice_is_refused(client):
    answer = client.get("/collections/projects/items?year=2024&year=2025")
    assert (answer.status, "两次" in answer.text) == (400, True)


def test_pages_hold_every_row_once_and_lead_to_one_another(client):
    answer = client.get("/collections/projects/items", {"limit": "4"}).json
    seen = []
    for _ in range(9):
        assert answer["numberMatched"] == 6
        assert answer["numberReturned"] == len(answer["features"])
        seen += [feature["id"] for feature in answer["features"]]
        links = {link["rel"]: link["href"] for link in answer["links"]}
        if "next" not in links:
            break
        answer = client.get(links["next"]).json
    assert seen == EVERYTHING
    back = client.get(links["prev"]).json
    assert [feature["id"] for feature in back["features"]] == EVERYTHING[:4]


def test_the_links_of_a_page_keep_its_conditions(client):
    answer = client.get(
        "/collections/projects/items", {"limit": "1", "filter": "name <> '甲厂'", "sortby": "-name"}
    ).json
    links = {link["rel"]: link["href"] for link in answer["links"]}
    following = client.get(links["next"]).json
    assert following["numberMatched"] == 5
    names = [page["features"][0]["properties"]["name"] for page in (answer, following)]
    assert names == ["戊桥", "己馆"]


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("limit", "0"),
        ("limit", "-1"),
        ("limit", "x"),
        ("limit", "²"),
        ("limit", ""),
        ("offset", "-1"),
        ("offset", "1.5"),
        ("offset", "9" * 30),
    ],
)
def test_a_page_that_makes_no_sense_is_refused(client, name, value):
    assert name in refused(client, **{name: value})


def test_a_page_beyond_the_end_is_empty_and_a_page_too_large_is_cut(client):
    assert client.items(offset="100") == []
    assert client.items(limit="999999") == EVERYTHING


@pytest.mark.parametrize(
    ("box", "ids"),
    [
        ("121.0049,31.1049,121.0051,31.1051", ["p1", "p3", "p4", "p6"]),
        ("121.015,31.09,121.03,31.101", ["p2"]),
        ("121.29,31.19,121.31,31.21", ["p6"]),
        ("0,0,1,1", []),
        ("120,30,0,122,32,100", ["p1", "p2", "p3", "p4", "p6"]),
        ("170,-10,-170,10", []),
        ("100,30,-170,32", ["p1", "p2", "p3", "p4", "p6"]),
    ],
)
def test_a_box_gives_what_touches_it_and_has_a_place(client, box, ids):
    assert client.items(bbox=box) == ids


@pytest.mark.parametrize("box", ["", "1,2,3", "a,b,c,d", "1,2,3,4,5", "nan,0,1,1", "0,2,1,1", "1 2 3 4", "inf,0,1,1"])
def test_a_box_that_is_none_is_refused(client, box):
    refused(client, bbox=box)


@pytest.mark.parametrize("code", [4326, 4490])
def test_a_box_in_the_axis_order_of_its_system(client, code):
    answer = client.items(bbox="31.09,121.015,31.101,121.03", bbox_crs=EPSG.format(code))
    assert answer == ["p2"]


def test_a_box_in_metres_of_the_web_maps(client):
    # 121.015° and 121.03° east, 31.09° and 31.101° north, by hand.
    assert client.items(bbox="13471328,3644880,13472998,3646310", bbox_crs=EPSG.format(3857)) == ["p2"]


def test_a_box_system_without_a_box_is_refused(client):
    refused(client, **{"bbox-crs": EPSG.format(4326)})


def test_time_asks_for_the_year_of_a_row(client):
    assert client.items(datetime="2025") == ["p1"]
    assert client.items(datetime="2024-06-01") == ["p2", "p3", "p4", "p5", "p6"]
    assert client.items("indicators", datetime="2023-01-01T00:00:00Z") == ["i2"]
    assert client.items("indicators", datetime="2024/..") == ["i1", "i2"]
    assert client.items("zones", datetime="2026") == ["青西", "示范区"]
    assert client.items(datetime="../2000") == []
    assert "datetime" in refused(client, datetime="yesterday")


def test_order_and_what_is_empty_last_either_way(client):
    up, down = client.items("events", sortby="year"), client.items("events", sortby="-year")
    assert up[-1] == down[-1] == "e9"
    assert set(down[:2]) == {"e7", "e8"}
    assert client.items(sortby="-year,-name")[0] == "p1"
    assert client.items(sortby="+name") == client.items(sortby="name")
    assert "sortby" in refused(client, sortby="nope")
    assert client.items(sortby="") == EVERYTHING


def test_words_occur_in_some_text(client):
    assert client.items(q="甲厂") == ["p1"]
    assert client.items(q="甲厂 名录") == ["p1"]
    assert client.items(q="甲厂 乙线") == []
    assert client.items(q="ＳＣＲＩＰＴ") == ["p2"]


def test_a_filter_is_used_and_joined_with_the_rest(client):
    assert client.items(filter="placement_precision = 'area'") == ["p3", "p6"]
    assert client.items(filter="placement_precision = 'area'", name="己馆") == ["p6"]
    assert client.items(filter="S_INTERSECTS(geometry, BBOX(121.29,31.19,121.31,31.21))") == ["p6"]
    assert client.items(filter="lon > -5 AND lon < 121.006", limit="1") == ["p1"]
    box = "S_INTERSECTS(geometry, BBOX(31.19,121.29,31.21,121.31))"
    assert client.items(filter=box, filter_crs=EPSG.format(4326)) == ["p6"]
    assert client.items(filter='{"op":"=","args":[{"property":"name"},"乙线"]}', filter_lang="cql2-json") == ["p2"]
    assert "filter-lang" in refused(client, **{"filter": "year=1", "filter-lang": "cql-text"})
    assert "filter-crs" in refused(client, **{"filter": "year=1", "filter-crs": "EPSG:4326"})


@pytest.mark.parametrize(
    ("crs", "first", "within"),
    [
        (CRS84, (121.0, 31.1), 0),
        (EPSG.format(4326), (31.1, 121.0), 0),
        (EPSG.format(4490), (31.1, 121.0), 1e-5),
        # The formula of the projection: R · lon, R · ln(tan(45° + lat/2)).
        (
            EPSG.format(3857),
            (R * math.radians(121.0), R * math.log(math.tan(math.radians(45 + 31.1 / 2)))),
            0.006,
        ),
    ],
)
def test_answers_come_in_the_system_asked_for_and_say_so(client, crs, first, within):
    answer = client.get("/collections/projects_lines/items", {"crs": crs})
    assert answer.headers["content-crs"] == f"<{crs}>"
    point = answer.json["features"][0]["geometry"]["coordinates"][0]
    assert point == pytest.approx(first, abs=within)
    one = client.get("/collections/projects_lines/items/p2", {"crs": crs})
    assert one.headers["content-crs"] == f"<{crs}>"
    assert one.json["geometry"]["coordinates"][0] == point


def test_a_system_we_do_not_serve_is_refused_with_those_we_do(client):
    said = refused(client, crs="http://www.opengis.net/def/crs/EPSG/0/32651")
    assert EPSG.format(4490) in said


def test_one_feature_is_the_one_of_the_page_with_its_links(client):
    page = {feature["id"]: feature for feature in client.get("/collections/projects/items").json["features"]}
    one = client.get("/collections/projects/items/p2").json
    links = {link["rel"] for link in one.pop("links")}
    assert one == page["p2"]
    assert {"self", "collection", "alternate"} <= links
    assert client.get("/collections/zones/items/青西").json["id"] == "青西"
    assert client.get("/collections/projects/items/p999").status == 404
    assert client.get("/collections/nothing/items").status == 404


def test_geometries_are_those_of_the_export(client):
    shapes = {one["id"]: one["geometry"] for one in client.get("/collections/projects/items").json["features"]}
    assert shapes["p5"] is None
    assert shapely.from_geojson(str(shapes["p3"]).replace("'", '"').replace("(", "[").replace(")", "]")).is_valid
    assert shapes["p6"]["type"] == "GeometryCollection"
