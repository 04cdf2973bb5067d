"""Whether the server lives and whether it may be sent visitors, for proxies and supervisors.

`/healthz` asks nothing of anything. `/readyz` is 503 until the documents are read. A store that is away is told there and in
the metrics, but takes nobody from the map: what is known is still shown.
"""

from __future__ import annotations

from typing import Final

from prometheus_client import Gauge
from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response
from starlette.routing import BaseRoute, Route

from mapapp.store import open_store
from mapapp.ui.freshness import newest_revision
from mapapp.ui.preload import has_read

READY: Final = Gauge("mapapp_ready", "1 once the documents are read")
WRITABLE: Final = Gauge("mapapp_store_writable", "1 while what people add can be kept")
REVISION: Final = Gauge("mapapp_revision", "The newest entry of the journal that changes what is shown")


def health_routes() -> list[BaseRoute]:
    """Return the two routes, and let the metrics look when they are asked."""
    READY.set_function(lambda: float(has_read()))
    WRITABLE.set_function(lambda: float(open_store().state.writable))
    REVISION.set_function(lambda: float(newest_revision(now=False)))
    return [Route("/healthz", _lives, methods=["GET"]), Route("/readyz", _is_ready, methods=["GET"])]


def _lives(_request: Request) -> Response:
    """Answer that the process answers."""
    return PlainTextResponse("ok\n", headers={"Cache-Control": "no-store"})


def _is_ready(_request: Request) -> Response:
    """Answer whether visitors can be served, and how the store is; the store's own words stay in the log."""
    ready = has_read()
    said = {"ready": ready, "store": open_store().state.condition.value}
    return JSONResponse(said, status_code=200 if ready else 503, headers={"Cache-Control": "no-store"})
