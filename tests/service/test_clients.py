"""The programs people connect with: GDAL, OWSLib and QGIS read by URL what was selected."""

import socket
import subprocess
import sys
import time
import urllib.error

import pyogrio
import pytest
from owslib.ogcapi.features import Features

from mapapp.exports.flat_columns import columns_of
from tests import PROJECT_DIR
from tests.programs.qgis import needs_qgis, run_in_qgis
from tests.service.conftest import Client

EVERYTHING = ["p1", "p2", "p3", "p4", "p5", "p6"]


SERVER = """
import sys
from mapapp.selection import Selection, select
from mapapp.service import create_app, run_server
from tests.exports.full_world import build_full_atlas
atlas = build_full_atlas()
run_server(create_app(atlas, select(atlas, Selection(as_of=2026))), host="127.0.0.1", port=int(sys.argv[1]))
"""


@pytest.fixture(autouse=True)
def directly(monkeypatch):
    """Ask this machine without a proxy that is set for the outside world."""
    for name in ("NO_PROXY", "no_proxy"):
        monkeypatch.setenv(name, "127.0.0.1")


@pytest.fixture(scope="module")
def client():
    """Return a server in a process of its own: GDAL waits for its answer without letting this process work."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    process = subprocess.Popen([sys.executable, "-c", SERVER, str(port)], cwd=PROJECT_DIR)
    found = Client(f"http://127.0.0.1:{port}")
    try:
        for _ in range(300):
            assert process.poll() is None, "the server stopped before it answered"
            try:
                found.get("/conformance")
                break
            except (urllib.error.URLError, ConnectionError):
                time.sleep(0.1)
        yield found
    finally:
        process.terminate()
        process.wait(timeout=10)


def test_gdal_reads_every_collection_and_filters_on_the_server(client):
    source = f"OAPIF:{client.url}"
    layers = {str(name) for name, _ in pyogrio.list_layers(source)}
    assert {"projects", "projects_lines", "events", "promises", "indicators", "zones", "sources"} <= layers
    projects = pyogrio.read_dataframe(source, layer="projects")
    assert sorted(projects["project_id"]) == EVERYTHING
    assert set(projects.columns) == {"id", "geometry", *(column.name for column in columns_of("project"))}
    lines = pyogrio.read_dataframe(source, layer="projects_lines")
    assert list(lines["name"]) == ["乙线"]
    assert tuple(lines.total_bounds) == (121.0, 31.1, 121.02, 31.1)
    assert list(pyogrio.read_dataframe(source, layer="indicators")["period"]) == ["2024", "2021-2025"]
    assert len(pyogrio.read_dataframe(source, layer="projects_lines", bbox=(100, 20, 101, 21))) == 0
    for where in ("name = '甲厂'", "year > 2024", "zones = '青西' AND year = 2025"):
        assert list(pyogrio.read_dataframe(source, layer="projects", where=where)["project_id"]) == ["p1"], where


def test_owslib_reads_descriptions_and_items(client):
    service = Features(client.url)
    assert service.conformance()["conformsTo"]
    assert "projects" in service.feature_collections()
    assert service.collection("zones")["title"] == "片区"
    assert service.collection_queryables("projects")["properties"]["stage"]["title"] == "阶段代码"
    found = service.collection_items("projects", limit=2, offset=1)
    assert (found["numberMatched"], [feature["id"] for feature in found["features"]]) == (6, ["p2", "p3"])
    assert service.collection_items("projects", filter="year > 2024")["numberMatched"] == 1
    assert service.collection_item("projects", "p2")["properties"]["name"] == "乙线"


@needs_qgis
@pytest.mark.slow
def test_qgis_opens_every_collection_and_pages_through_it(client):
    script = """
        found = {}
        for name in ("projects", "projects_points", "projects_lines", "projects_areas", "zones", "indicators"):
            layer = QgsVectorLayer(f"url='{sys.argv[1]}' typename='{name}' pageSize='2'", name, "OAPIF")
            fields = [field.name() for field in layer.fields()]
            rows = [[str(value) for value in one.attributes()] for one in layer.getFeatures()]
            found[name] = {"valid": layer.isValid(), "count": layer.featureCount(), "fields": fields, "rows": rows,
                           "extent": layer.extent().toString(4), "crs": layer.crs().authid()}
        near = QgsVectorLayer(f"url='{sys.argv[1]}' typename='projects' restrictToRequestBBOX='1'", "near", "OAPIF")
        request = QgsFeatureRequest().setFilterRect(QgsRectangle(121.29, 31.19, 121.31, 31.21))
        found["near"] = [one["project_id"] for one in near.getFeatures(request)]
        answer(found)
    """
    found = run_in_qgis(script, client.url)
    assert all(found[name]["valid"] for name in found if name != "near")
    assert found["projects"]["count"] == 6
    assert (
        sorted(row[found["projects"]["fields"].index("project_id")] for row in found["projects"]["rows"]) == EVERYTHING
    )
    period = found["indicators"]["fields"].index("period")
    assert sorted(row[period] for row in found["indicators"]["rows"]) == ["2021-2025", "2024"]
    assert found["zones"]["extent"] == "121.0000,31.1000 : 121.0300,31.1100"
    assert found["near"] == ["p6"]
