"""The tables over HTTP as OGC API - Features, served by pygeoapi, so that QGIS and ArcGIS connect by URL.

pygeoapi is an optional extra (requirements-api.txt); only `serve_api` needs it. Everything is read-only.
"""

from __future__ import annotations

import importlib.util
import logging
import os
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from mapapp.contracts import Atlas, Selected
from mapapp.errors import ExportError
from mapapp.exports.atomic_write import reason_of, write_whole
from mapapp.exports.dictionary import data_dictionary
from mapapp.exports.flat_columns import flat
from mapapp.exports.geojson import bbox_of, collection_lines, dumps
from mapapp.exports.geometry_layers import AREAS, LAYER_TERMS, LINES, POINTS, REGIONS, Features, sort_by_dimension
from mapapp.exports.metadata import CREDIT, LICENCE, about
from mapapp.exports.rows import Row
from mapapp.exports.tables import TABLES, flat_features
from mapapp.settings import PACKAGE_DIR
from mapapp.workspace import active

CONFIG_FILE = "pygeoapi.json"
OPENAPI_FILE = "openapi.json"
TEMPLATES_DIR = PACKAGE_DIR / "exports" / "ogc_templates"

# QGIS asks for pages of this size unless told otherwise; the largest page keeps one answer below a few megabytes.
PAGE_ITEMS = 500
LARGEST_PAGE_ITEMS = 5_000


def write_api(atlas: Atlas, selected: Selected, folder: Path, *, url: str, host: str, port: int) -> Path:
    """Write what pygeoapi needs into a folder: a flat GeoJSON file for each collection, and the configuration.

    Projects are served whole and again by kind of geometry, since many clients take one kind for a layer. A
    collection without rows is left out: the server reads its fields from rows. Gives the path of the configuration.
    Raises ExportError when the folder cannot be written.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise ExportError(f"{folder} 建不了（{reason_of(error)}）；请换一个文件夹") from error
    folder = folder.resolve()
    collections = [one for one in _collections(atlas, selected) if one.features]
    for one in collections:
        members = {"name": one.name, "about": about(atlas, selected)}
        lines = collection_lines(one.features, key=TABLES[one.table].key, members=members)
        write_whole(folder / f"{one.name}.geojson", (line.encode("utf-8") for line in lines), force=True)
    shutil.copytree(TEMPLATES_DIR, folder / "templates", dirs_exist_ok=True)
    config = folder / CONFIG_FILE
    described = api_config(atlas, selected, collections, folder, url=url, host=host, port=port)
    write_whole(config, [(dumps(described) + "\n").encode("utf-8")], force=True)
    return config


@dataclass(frozen=True, slots=True)
class Collection:
    """What is served under one name: a table, or the part of one that has one kind of geometry."""

    name: str
    table: str
    title: str
    features: Features


def _collections(atlas: Atlas, selected: Selected) -> Iterator[Collection]:
    """Give every collection, with flat properties: clients show a table, and few of them unfold nested values."""
    for name, kind in TABLES.items():
        nested = list(flat_features(atlas, selected, name))
        yield Collection(name, name, kind.term, _flat(kind.entry, nested))
        if name == "projects":
            layers = sort_by_dimension(nested)
            for layer in (POINTS, LINES, AREAS, REGIONS):
                title = f"{kind.term}（{LAYER_TERMS[layer]}）"
                yield Collection(f"{name}_{layer}", name, title, _flat(kind.entry, layers[layer]))


def _flat(entry: str, features: Features) -> Features:
    """Flatten the properties of features."""
    return [(geometry, dict(flat(entry, row))) for geometry, row in features]


def api_config(
    atlas: Atlas, selected: Selected, collections: list[Collection], folder: Path, *, url: str, host: str, port: int
) -> Row:
    """Describe the server in pygeoapi's configuration format; JSON, which every YAML reader reads.

    `url` is the address clients use; `folder` holds the data files.
    """
    box = bbox_of(zone.geometry for zone in atlas.geodata.zones) or [-180.0, -90.0, 180.0, 90.0]
    description = f"截至{selected.as_of}年（{selected.clock.term}）。{CREDIT}"
    return {
        "server": {
            "bind": {"host": host, "port": port},
            "url": url,
            "mimetype": "application/json; charset=UTF-8",
            "encoding": "utf-8",
            "gzip": True,
            "languages": ["zh-CN"],
            "pretty_print": False,
            # Our pages in place of pygeoapi's, which load scripts and fonts from other servers.
            "templates": {"path": str(folder / "templates")},
            "limits": {"default_items": PAGE_ITEMS, "max_items": LARGEST_PAGE_ITEMS},
            # A tile address is required; we ship none, so that no page asks a stranger's server for tiles.
            "map": {"url": "data:,", "attribution": "示意边界，非法定"},
        },
        "logging": {"level": "ERROR"},
        "metadata": {
            "identification": {
                "title": active().title,
                "description": description,
                "keywords": ["规划", "项目", *(district.name for district in active().districts)],
                "terms_of_service": LICENCE,
                "url": url,
            },
            "license": {"name": LICENCE, "url": url},
            "provider": {"name": "mapapp", "url": url},
            "contact": {"name": "mapapp"},
        },
        "resources": {one.name: _resource(one, folder, box, description, url) for one in collections},
    }


def _resource(one: Collection, folder: Path, box: list[float], description: str, url: str) -> Row:
    """Describe one collection."""
    kind = TABLES[one.table]
    return {
        "type": "collection",
        "title": one.title,
        "description": f"{data_dictionary()[kind.entry].title}。{description}",
        "keywords": [one.title],
        "links": [{"type": "application/json", "rel": "license", "title": LICENCE, "href": url}],
        "extents": {"spatial": {"bbox": box, "crs": "http://www.opengis.net/def/crs/OGC/1.3/CRS84"}},
        "providers": [
            {
                "type": "feature",
                "name": "GeoJSON",
                "data": str(folder / f"{one.name}.geojson"),
                "id_field": kind.key,
                "title_field": "title" if one.table == "sources" else "name",
            }
        ],
    }


def require_pygeoapi() -> None:
    """Raise ExportError when the optional extra is not installed."""
    if importlib.util.find_spec("pygeoapi") is None:
        raise ExportError("没有安装 pygeoapi；请先运行 pip install -r requirements-api.txt")


def serve_api(config: Path, *, host: str, port: int) -> None:
    """Serve a written configuration until interrupted.

    Raises ExportError when pygeoapi is not installed.
    """
    require_pygeoapi()
    openapi = config.with_name(OPENAPI_FILE)
    os.environ["PYGEOAPI_CONFIG"] = str(config)
    os.environ["PYGEOAPI_OPENAPI"] = str(openapi)

    # pygeoapi reads both variables when it is imported.
    from pygeoapi.openapi import generate_openapi_document
    from werkzeug.serving import run_simple

    # One line per request is noise on a terminal that only has to say where the server is.
    logging.getLogger("werkzeug").setLevel(logging.WARNING)
    openapi.write_text(generate_openapi_document(config, "json"), encoding="utf-8")
    from pygeoapi.flask_app import APP

    run_simple(host, port, APP, threaded=True)
