"""The served tables are those of the export, and a real client (GDAL) reads them by URL."""

import importlib.util
import json
import os
import re
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.parse
import urllib.request
from pathlib import Path

import pyogrio
import pytest

from mapapp.errors import ExportError
from mapapp.exports import ogcapi
from mapapp.exports.flat_columns import columns_of
from mapapp.exports.ogcapi import write_api
from mapapp.selection import Selection, select
from tests import PROJECT_DIR

has_pygeoapi = importlib.util.find_spec("pygeoapi") is not None
needs_pygeoapi = pytest.mark.skipif(not has_pygeoapi, reason="pygeoapi is an optional extra")


def written(atlas, folder, port=5000, selection=None):
    selected = select(atlas, selection or Selection())
    return write_api(atlas, selected, folder, url=f"http://127.0.0.1:{port}", host="127.0.0.1", port=port)


def test_every_table_with_rows_is_a_collection_with_its_own_file(full_atlas, tmp_path):
    config = json.loads(written(full_atlas, tmp_path / "api").read_text(encoding="utf-8"))
    assert list(config["resources"]) == [
        "projects",
        "projects_points",
        "projects_lines",
        "projects_areas",
        "projects_regions",
        "events",
        "promises",
        "indicators",
        "zones",
        "sources",
    ]
    for name, resource in config["resources"].items():
        data = resource["providers"][0]["data"]
        assert json.loads(Path(data).read_text(encoding="utf-8"))["features"], name
    assert "截至2025年" in config["resources"]["projects"]["description"]


def test_an_empty_table_is_left_out(full_atlas, tmp_path):
    path = written(full_atlas, tmp_path, selection=Selection(text="没有这个词"))
    assert list(json.loads(path.read_text(encoding="utf-8"))["resources"]) == ["zones", "sources"]


def test_a_folder_that_cannot_be_made_is_refused(full_atlas, tmp_path):
    (tmp_path / "file").write_text("", encoding="utf-8")
    with pytest.raises(ExportError, match=r"建不了（(已有同名文件|路径中)"):
        written(full_atlas, tmp_path / "file" / "api")


def test_without_the_extra_the_command_says_how_to_get_it(monkeypatch):
    monkeypatch.setattr(ogcapi.importlib.util, "find_spec", lambda _: None)
    with pytest.raises(ExportError, match=r"requirements-api\.txt"):
        ogcapi.require_pygeoapi()


@needs_pygeoapi
def test_pygeoapi_accepts_the_configuration(full_atlas, tmp_path):
    from pygeoapi.config import validate_config

    assert validate_config(json.loads(written(full_atlas, tmp_path).read_text(encoding="utf-8")))


@pytest.fixture
def server(full_atlas, tmp_path, monkeypatch):
    """Run a server on a free port and give its address."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    config = written(full_atlas, tmp_path, port)
    code = f"from pathlib import Path; from mapapp.exports import serve_api; serve_api(Path({str(config)!r}), host='127.0.0.1', port={port})"
    # A proxy set for the outside world must not be asked about this machine.
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")
    monkeypatch.setenv("no_proxy", "127.0.0.1")
    process = subprocess.Popen([sys.executable, "-c", code], cwd=PROJECT_DIR, env=os.environ.copy())
    url = f"http://127.0.0.1:{port}"
    try:
        for _ in range(200):
            assert process.poll() is None, "the server stopped before it answered"
            try:
                urllib.request.urlopen(f"{url}/conformance?f=json", timeout=5).close()
                break
            except (urllib.error.URLError, ConnectionError):
                time.sleep(0.1)
        yield url
    finally:
        process.terminate()
        process.wait(timeout=10)


@needs_pygeoapi
def test_gdal_connects_by_url_and_reads_what_was_selected(server):
    source = f"OAPIF:{server}"
    layers = {str(name) for name, _ in pyogrio.list_layers(source)}
    assert {"projects", "projects_lines", "events", "promises", "indicators", "zones", "sources"} <= layers
    projects = pyogrio.read_dataframe(source, layer="projects")
    assert sorted(projects["project_id"]) == ["p1", "p2", "p3", "p4", "p5", "p6"]
    assert set(projects.columns) == {"id", "geometry", *(column.name for column in columns_of("project"))}
    lines = pyogrio.read_dataframe(source, layer="projects_lines")
    assert list(lines["name"]) == ["乙线"]
    assert tuple(lines.total_bounds) == (121.0, 31.1, 121.02, 31.1)
    assert lines.crs.to_authority() in {("OGC", "CRS84"), ("EPSG", "4326")}
    assert list(pyogrio.read_dataframe(source, layer="indicators")["period"]) == ["2024", "2021-2025"]
    # The server filters by box and by value.
    far = pyogrio.read_dataframe(source, layer="projects_lines", bbox=(100, 20, 101, 21))
    assert len(far) == 0
    one = pyogrio.read_dataframe(source, layer="projects", where="name = '甲厂'")
    assert list(one["project_id"]) == ["p1"]
    # And nobody can write: neither a new feature nor the end of one.
    feature = b'{"type":"Feature","id":"x","geometry":null,"properties":{"project_id":"x"}}'
    for method, path, body in (("POST", "", feature), ("DELETE", "/p1", None), ("PUT", "/p1", feature)):
        request = urllib.request.Request(f"{server}/collections/projects/items{path}", data=body, method=method)
        request.add_header("Content-Type", "application/geo+json")
        with pytest.raises(urllib.error.HTTPError):
            urllib.request.urlopen(request, timeout=10)
    assert len(pyogrio.read_dataframe(source, layer="projects")) == 6


@needs_pygeoapi
def test_its_pages_ask_no_other_server_and_run_nothing(server):
    pages = [
        "/",
        "/conformance",
        "/openapi",
        "/collections",
        "/collections/projects",
        "/collections/projects/queryables",
    ]
    pages += ["/collections/projects/items", "/collections/projects/items/p2", "/collections/zones/items/青西"]
    for page in pages:
        with urllib.request.urlopen(f"{server}{urllib.parse.quote(page)}?f=html", timeout=20) as answer:
            text = answer.read().decode("utf-8")
        asked = re.findall(r'(?:src|href)="((?:https?:)?//[^"]*)"', text)
        loaded = re.findall(r'<(?:script|img|iframe|link)[^>]*(?:src|href)="([^"]*)"', text)
        assert [url for url in asked if not url.startswith(server) and "opengis.net" not in url] == [], page
        assert loaded == [], page
        # pygeoapi's own page of items brings a script for its page size; no text of a document may stand in one.
        assert not any("线" in script for script in re.findall(r"<script.*?</script>", text, flags=re.DOTALL)), page
        assert "<img" not in text, page
        if page.endswith("p2"):
            assert "&lt;img src=x" in text
