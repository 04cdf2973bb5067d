"""What a server counts of its own work, for Prometheus, and the line it writes of each request.

The figures are told on an address of their own (MAPAPP_METRICS, such as 127.0.0.1:9464): whoever reaches the pages, through
a proxy or not, does not reach them. Without the setting nothing listens. No path, name or text of a visitor is a label.
"""

from __future__ import annotations

import logging
import os
import re
import time
from collections.abc import Awaitable, Callable, MutableMapping
from typing import Any, Final

from prometheus_client import Counter, Gauge, Histogram, start_http_server

from mapapp.errors import MapAppError
from mapapp.settings import VERSION

Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
Application = Callable[[Message, Receive, Send], Awaitable[None]]

METRICS_SETTING: Final = "MAPAPP_METRICS"

# A label takes few values: the first step of an address where it is one of ours, else "other".
KNOWN_STEPS: Final = frozenset(
    {"", "_stcore", "auth", "changes", "collections", "files", "healthz", "oauth2callback", "readyz", "static"}
)
# From a file out of memory to a page that builds the Atlas, in seconds.
BUCKETS: Final = (0.005, 0.02, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30)
# What a proxy may call a request, so that a line of its log finds ours.
_REQUEST_ID: Final = re.compile(rb"[0-9A-Za-z_-]{1,64}")

REQUESTS: Final = Counter("mapapp_requests", "Answered requests", ["step", "status"])
SECONDS: Final = Histogram(
    "mapapp_request_seconds", "From a request to the end of its answer", ["step"], buckets=BUCKETS
)
SOCKETS: Final = Gauge("mapapp_open_sockets", "Open pages: one socket each")
INFO: Final = Gauge("mapapp_info", "The version that runs", ["version"])

log = logging.getLogger("mapapp.requests")


class Measured:
    """Count the requests and open sockets of an application, and log each answer without what was asked in it."""

    def __init__(self, app: Application) -> None:
        """Take the application."""
        self.app = app

    async def __call__(self, scope: Message, receive: Receive, send: Send) -> None:
        """Pass a call on and take note of how it ended."""
        if scope["type"] == "websocket":
            with SOCKETS.track_inprogress():
                await self.app(scope, receive, send)
        elif scope["type"] == "http":
            await self._request(scope, receive, send)
        else:
            await self.app(scope, receive, send)

    async def _request(self, scope: Message, receive: Receive, send: Send) -> None:
        """Pass a request on and count it; one that ends in a fault counts as 500."""
        status = [500]

        async def answer(message: Message) -> None:
            if message["type"] == "http.response.start":
                status[0] = int(message["status"])
            await send(message)

        begun = time.perf_counter()
        try:
            await self.app(scope, receive, answer)
        finally:
            step, spent = step_of(str(scope["path"])), time.perf_counter() - begun
            REQUESTS.labels(step, f"{status[0] // 100}xx").inc()
            SECONDS.labels(step).observe(spent)
            told = {"method": scope["method"], "step": step, "status": status[0], "ms": round(1000 * spent, 1)}
            log.info("request", extra={"told": told | request_id(scope)})


def step_of(path: str) -> str:
    """Return the first step of an address, or "other" for one that is none of ours.

    >>> step_of("/files/abc/map.json"), step_of("/"), step_of("/wp-login.php")
    ('files', '', 'other')
    """
    step = path.lstrip("/").partition("/")[0]
    return step if step in KNOWN_STEPS else "other"


def request_id(scope: Message) -> dict[str, str]:
    """Return what a proxy calls this request, where it says so in a form that can stand in a log."""
    given = dict(scope["headers"]).get(b"x-request-id", b"")
    return {"request_id": given.decode()} if _REQUEST_ID.fullmatch(given) else {}


def tell_metrics() -> None:
    """Listen on the address of MAPAPP_METRICS for Prometheus, if one is set.

    Raises MapAppError when it is no address of this machine or is taken.
    """
    address = os.environ.get(METRICS_SETTING, "")
    if not address:
        return
    host, _, port = address.rpartition(":")
    if not host or not port.isdigit():
        raise MapAppError(f"{METRICS_SETTING} 要写成 地址:端口，如 127.0.0.1:9464，不是 {address[:60]}")
    try:
        start_http_server(int(port), addr=host.strip("[]"))
    except (OSError, OverflowError) as error:
        raise MapAppError(f"{METRICS_SETTING} 的 {address[:60]} 用不了；请换一个本机的地址或端口") from error
    INFO.labels(VERSION).set(1)
