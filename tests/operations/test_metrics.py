"""A server counts what it answers, tells it on an address of its own, and logs no more of a request than its first step."""

from __future__ import annotations

import json
import logging
import socket
import urllib.request

import pytest
from prometheus_client import REGISTRY
from starlette.applications import Starlette
from starlette.responses import PlainTextResponse
from starlette.routing import Route, WebSocketRoute
from starlette.testclient import TestClient
from starlette.websockets import WebSocket

from mapapp.errors import MapAppError
from mapapp.operations.log_lines import JsonLines, set_up_logs
from mapapp.operations.metrics import Measured, tell_metrics


def value(name: str, **labels: str) -> float:
    """Return a figure as Prometheus would read it; 0 for one nobody has counted yet."""
    return REGISTRY.get_sample_value(name, labels) or 0.0


@pytest.fixture
def client() -> TestClient:
    """Return a client of a small server that is measured: a file, a fault, a socket."""

    async def file(_request):
        return PlainTextResponse("here")

    async def fault(_request):
        raise RuntimeError("our fault")

    async def page(websocket: WebSocket):
        await websocket.accept()
        await websocket.send_text(str(value("mapapp_open_sockets")))
        await websocket.close()

    routes = [Route("/files/one", file), Route("/changes", fault), WebSocketRoute("/_stcore/stream", page)]
    return TestClient(Measured(Starlette(routes=routes)), raise_server_exceptions=False)


def test_answers_are_counted_by_first_step_and_outcome(client):
    before = {
        key: value("mapapp_requests_total", step=key[0], status=key[1])
        for key in (("files", "2xx"), ("files", "4xx"), ("changes", "5xx"), ("other", "4xx"))
    }
    timed = value("mapapp_request_seconds_count", step="files")
    for path in ("/files/one", "/files/one", "/files/none", "/changes", "/secret-name/x"):
        client.get(path)
    added = {key: value("mapapp_requests_total", step=key[0], status=key[1]) - was for key, was in before.items()}
    assert added == {("files", "2xx"): 2, ("files", "4xx"): 1, ("changes", "5xx"): 1, ("other", "4xx"): 1}
    assert value("mapapp_request_seconds_count", step="files") - timed == 3


def test_an_open_page_is_counted_while_it_is_open(client):
    before = value("mapapp_open_sockets")
    with client.websocket_connect("/_stcore/stream") as page:
        assert float(page.receive_text()) == before + 1
    assert value("mapapp_open_sockets") == before


def test_a_request_is_logged_without_what_was_asked(client, caplog):
    with caplog.at_level(logging.INFO, "mapapp.requests"):
        client.get("/files/one?text=张三", headers={"X-Request-ID": "abc-1"})
        client.get("/files/one", headers={"X-Request-ID": 'no id\\", "level": "x'})
    first, second = (record.told for record in caplog.records if record.name == "mapapp.requests")
    assert {name: first[name] for name in ("method", "step", "status", "request_id")} == {
        "method": "GET",
        "step": "files",
        "status": 200,
        "request_id": "abc-1",
    }
    assert "request_id" not in second
    assert "张三" not in caplog.text and "张三" not in str(first)


def test_the_figures_are_told_on_the_named_address_only(monkeypatch):
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    monkeypatch.setenv("MAPAPP_METRICS", f"127.0.0.1:{port}")
    tell_metrics()
    with urllib.request.urlopen(f"http://127.0.0.1:{port}/metrics", timeout=5) as answer:
        told = answer.read().decode()
    assert 'mapapp_info{version="' in told
    assert "mapapp_open_sockets" in told


@pytest.mark.parametrize("address", ["9464", "127.0.0.1:", "127.0.0.1:port", "192.0.2.1:9464", "127.0.0.1:99999"])
def test_an_address_that_is_none_ends_the_start(monkeypatch, address):
    monkeypatch.setenv("MAPAPP_METRICS", address)
    with pytest.raises(MapAppError, match="MAPAPP_METRICS"):
        tell_metrics()


def test_a_line_of_the_log_is_one_json_object_whatever_it_says():
    try:
        raise ValueError("第一行\n第二行")
    except ValueError:
        record = logging.getLogger("mapapp.x").makeRecord(
            "mapapp.x", logging.ERROR, __file__, 1, "坏了 %s", ("a\nb",), __import__("sys").exc_info()
        )
    line = JsonLines().format(record)
    assert "\n" not in line
    told = json.loads(line)
    assert (told["level"], told["logger"], told["message"]) == ("error", "mapapp.x", "坏了 a\nb")
    assert told["traceback"].endswith("ValueError: 第一行\n第二行")


def test_a_form_of_logs_that_is_none_is_refused(monkeypatch):
    monkeypatch.setenv("MAPAPP_LOG", "xml")
    with pytest.raises(MapAppError, match="MAPAPP_LOG"):
        set_up_logs()
