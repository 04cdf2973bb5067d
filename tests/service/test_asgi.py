"""Documents and pages: in the form a client asks for, in whatever language it speaks, and nothing from elsewhere."""

import re

import pytest
from openapi_spec_validator import validate

from mapapp.exports.dictionary import data_dictionary
from mapapp.selection import Selection, select
from mapapp.service import create_app
from tests.service.conftest import serving

PAGES = (
    "/",
    "/conformance",
    "/openapi",
    "/about",
    "/collections",
    "/collections/projects",
    "/collections/projects/queryables",
    "/collections/projects/schema",
    "/collections/projects/items",
    "/collections/projects/items/p2",
    "/collections/zones/items/青西",
)
LANGUAGES = (
    "en-US,*",
    "de",
    "zh-TW",
    "*",
    "zh-CN",
    "fr-CH, fr;q=0.9, en;q=0.8",
    "ja;q=x",
    "",
    "xx-invalid-_",
    "ar",
    "zh-Hans-CN",
)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("path", PAGES)
def test_every_language_gets_its_answer(client, path, language):
    for form in ("json", "html"):
        answer = client.get(path, {"f": form}, {"Accept-Language": language})
        assert answer.status == 200
        assert answer.headers["content-language"] == "zh-CN"


@pytest.mark.parametrize(
    ("accept", "kind"),
    [
        ("", "application/geo+json"),
        ("*/*", "application/geo+json"),
        ("application/geo+json", "application/geo+json"),
        ("application/json", "application/geo+json"),
        ("text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8", "text/html"),
        ("application/geo+json;q=0.1, text/html;q=0.9", "text/html"),
        ("application/vnd.google-earth.kml+xml", "application/geo+json"),
        ("text/html;q=nonsense, application/json", "application/geo+json"),
    ],
)
def test_a_client_gets_the_form_it_would_rather_have(client, accept, kind):
    answer = client.get("/collections/projects/items", headers={"Accept": accept})
    assert answer.kind == kind
    assert "Accept" in answer.headers["vary"]


def test_documents_have_their_media_types(client):
    assert client.get("/").kind == "application/json"
    assert client.get("/openapi").headers["content-type"].startswith("application/vnd.oai.openapi+json;version=3.0")
    assert client.get("/collections/projects/schema").kind == "application/schema+json"
    assert client.get("/collections/projects/queryables").kind == "application/schema+json"


@pytest.mark.parametrize("path", PAGES)
def test_pages_ask_no_other_server_and_run_nothing(client, path):
    answer = client.get(path, {"f": "html"})
    assert answer.kind == "text/html"
    asked = re.findall(r'(?:src|href|action)="([^"]*)"', answer.text)
    assert [url for url in asked if not url.startswith(client.url)] == []
    assert "<script" not in answer.text
    assert "<img" not in answer.text
    assert "default-src 'none'" in answer.headers["content-security-policy"]


def test_texts_of_documents_are_texts_on_pages(client):
    text = client.get("/collections/projects/items/p2", {"f": "html"}).text
    assert "&lt;img src=x onerror=alert(1)&gt;" in text


def test_links_of_every_document_lead_somewhere(client):
    seen, waiting = set(), ["/"]
    while waiting:
        path = waiting.pop()
        if path in seen or len(seen) > 300:
            continue
        seen.add(path)
        answer = client.get(path)
        assert answer.status == 200, path
        if "json" in answer.kind:
            document = answer.json
            links = [*document.get("links", ()), *(one for c in document.get("collections", ()) for one in c["links"])]
            for link in links:
                assert {"href", "rel", "type", "title"} <= set(link)
                waiting.append(link["href"])
    assert len(seen) > 60


def test_the_extent_holds_all_rows_that_have_a_place(client):
    for one in client.get("/collections").json["collections"]:
        features = client.get(f"/collections/{one['id']}/items").json["features"]
        points = [point for feature in features for point in _points(feature["geometry"])]
        if not points:
            assert "spatial" not in one["extent"]
            continue
        west, south, east, north = one["extent"]["spatial"]["bbox"][0]
        assert (west, east) == (min(p[0] for p in points), max(p[0] for p in points))
        assert (south, north) == (min(p[1] for p in points), max(p[1] for p in points))


def _points(geometry):
    if geometry is None:
        return []
    if geometry["type"] == "GeometryCollection":
        return [point for part in geometry["geometries"] for point in _points(part)]
    found, waiting = [], [geometry["coordinates"]]
    while waiting:
        one = waiting.pop()
        if isinstance(one[0], int | float):
            found.append(one)
        else:
            waiting += one
    return found


def test_schemas_name_every_property_and_say_what_it_means(client):
    for path in ("schema", "queryables"):
        properties = client.get(f"/collections/promises/{path}").json["properties"]
        fields = {field.name: field for field in data_dictionary()["promise"].fields}
        assert properties["reason"]["title"] == fields["reason"].term
        assert properties["reason"]["description"] == fields["reason"].meaning
        assert properties["promised_year"]["x-ogc-unit"] == "年"
        assert all(one["title"] for one in properties.values())
    schema = client.get("/collections/promises/schema").json["properties"]
    assert schema["promise_id"]["x-ogc-role"] == "id"
    assert schema["geometry"]["x-ogc-role"] == "primary-geometry"


def test_the_description_of_the_service_is_valid_openapi(client):
    document = client.get("/openapi").json
    validate(document)
    parameters = document["paths"]["/collections/projects/items"]["get"]["parameters"]
    named = {one.get("name") or one["$ref"].rsplit("/", 1)[-1] for one in parameters}
    assert {"limit", "bbox", "datetime", "filter", "sortby", "zones", "stage"} <= named
    for path in document["paths"]:
        if "{" not in path:
            assert client.get(path).status == 200


@pytest.mark.parametrize("method", ["POST", "PUT", "PATCH", "DELETE"])
@pytest.mark.parametrize("path", ["/collections/projects/items", "/collections/projects/items/p1"])
def test_nobody_can_write(client, method, path):
    answer = client.get(path, method=method, data=b"{}")
    assert answer.status == 405
    assert "GET" in answer.headers["allow"]
    assert client.get(path).status == 200


def test_only_the_head_can_be_asked_for(client):
    answer = client.get("/collections/projects/items", method="HEAD")
    assert (answer.status, answer.body) == (200, b"")


@pytest.mark.parametrize("path", ["/nowhere", "/collections/projects/items/p1/x", "/collections/x", "/items"])
def test_what_is_not_there_is_said_in_both_forms(client, path):
    answer = client.get(path)
    assert answer.status == 404
    assert set(answer.json) == {"code", "description"}
    page = client.get(path, {"f": "html"})
    assert (page.status, page.kind) == (404, "text/html")


def test_the_page_of_a_wrong_request_says_what_is_known(client):
    page = client.get("/collections/projects/items", {"wrong": "1", "f": "html"})
    assert page.status == 400
    assert "datetime" in page.text


def test_long_answers_are_packed(client):
    import gzip

    answer = client.get("/collections/projects/items", headers={"Accept-Encoding": "gzip"})
    assert answer.headers["content-encoding"] == "gzip"
    assert b"FeatureCollection" in gzip.decompress(answer.body)


def test_other_sites_may_read_only_where_it_is_allowed(full_world, client):
    origin = {"Origin": "https://example.org"}
    assert "access-control-allow-origin" not in client.get("/", headers=origin).headers
    atlas, selected = full_world
    with serving(create_app(atlas, selected, allowed_origins=("https://example.org",))) as open_to_one:
        assert open_to_one.get("/", headers=origin).headers["access-control-allow-origin"] == "https://example.org"
        other = open_to_one.get("/", headers={"Origin": "https://elsewhere.org"})
        assert "access-control-allow-origin" not in other.headers
    with serving(create_app(atlas, selected, allowed_origins=("*",))) as open_to_all:
        assert open_to_all.get("/", headers=origin).headers["access-control-allow-origin"] == "*"


def test_behind_another_address_all_links_carry_it(full_world):
    atlas, selected = full_world
    with serving(create_app(atlas, selected, url="https://maps.example.org/plan/")) as client:
        for path in ("/", "/collections", "/collections/projects/items"):
            for link in client.get(path).json["links"]:
                assert link["href"].startswith("https://maps.example.org/plan/")


def test_a_fault_inside_is_not_told_outside(full_world, monkeypatch):
    from mapapp.service import resources

    def broken(*_):
        raise RuntimeError("secret path")

    monkeypatch.setattr(resources, "conformance", broken)
    with serving(create_app(*full_world)) as client:
        answer = client.get("/conformance")
        assert answer.status == 500
        assert "secret" not in answer.text
        assert answer.json["code"] == "InternalServerError"


def test_an_empty_selection_is_served_too(full_world):
    atlas, _ = full_world
    with serving(create_app(atlas, select(atlas, Selection(text="没有这个词")))) as client:
        assert client.items() == []
        assert client.items(bbox="0,0,180,90", datetime="2024", filter="year > 1") == []
        assert "extent" not in client.get("/collections/projects").json
        assert client.get("/collections/projects/items", {"f": "html"}).status == 200
