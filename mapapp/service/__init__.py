"""The tables over HTTP as OGC API - Features, read-only: QGIS, ArcGIS, GDAL and scripts connect by URL."""

from mapapp.service.asgi import create_app
from mapapp.service.collections import served_collections
from mapapp.service.server import run_server

__all__ = ["create_app", "run_server", "served_collections"]
