"""Only pages of this server open sockets and send files; answers say what a page may do; strange orders are refused."""

from __future__ import annotations

import contextlib

import pytest
from starlette.applications import Starlette
from starlette.responses import PlainTextResponse
from starlette.routing import Route, WebSocketRoute
from starlette.testclient import TestClient
from starlette.websockets import WebSocket, WebSocketDisconnect
from streamlit.proto.BackMsg_pb2 import BackMsg

from mapapp.ui import access, server_guard
from mapapp.ui.server_guard import ServerGuard

OWN = {"origin": "http://testserver"}


@pytest.fixture
def client(monkeypatch) -> TestClient:
    """Return a client of a small server behind the guard: a page, an upload, the metrics, a socket that echoes kinds."""
    monkeypatch.setattr(access.st, "get_option", lambda _name: "127.0.0.1")

    async def page(request):
        return PlainTextResponse(request.headers.get("x-user", "nobody"), headers={"Access-Control-Allow-Origin": "*"})

    async def socket(websocket: WebSocket):
        await websocket.accept()
        with contextlib.suppress(WebSocketDisconnect):
            while True:
                message = BackMsg.FromString(await websocket.receive_bytes())
                await websocket.send_text(message.WhichOneof("type"))

    routes = [
        Route("/", page),
        Route("/_stcore/metrics", page),
        Route("/_stcore/upload_file/one", page, methods=["PUT"]),
        WebSocketRoute("/_stcore/stream", socket),
    ]
    return TestClient(ServerGuard(Starlette(routes=routes), tile_hosts=("https://tiles.example",)))


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"origin": ""},
        {"origin": "null"},
        {"origin": "http://evil.example"},
        {"origin": "http://testserver.evil.example"},
        {"origin": "http://testserver:81"},
    ],
)
def test_sockets_and_uploads_of_strangers_are_refused(client, headers):
    assert client.put("/_stcore/upload_file/one", headers=headers).status_code == 403
    with pytest.raises(WebSocketDisconnect), client.websocket_connect("/_stcore/stream", headers=headers):
        pass


def test_a_page_of_this_server_may_do_both(client):
    assert client.put("/_stcore/upload_file/one", headers=OWN).status_code == 200
    with client.websocket_connect("/_stcore/stream", headers=OWN) as socket:
        socket.send_bytes(BackMsg(app_heartbeat=True).SerializeToString())
        assert socket.receive_text() == "app_heartbeat"


def test_a_named_proxy_origin_may_too(client, monkeypatch):
    monkeypatch.setenv("MAPAPP_ORIGINS", "https://maps.office.example, https://other.example")
    headers = {"origin": "https://maps.office.example"}
    assert client.put("/_stcore/upload_file/one", headers=headers).status_code == 200


@pytest.mark.parametrize(
    "order",
    [
        BackMsg(clear_cache=True),
        BackMsg(load_git_info=True),
        BackMsg(debug_shutdown_runtime=True),
        BackMsg(debug_disconnect_websocket=True),
        BackMsg(set_run_on_save=True),
        BackMsg(),
    ],
)
def test_orders_no_page_of_ours_gives_never_arrive(client, order):
    with client.websocket_connect("/_stcore/stream", headers=OWN) as socket:
        socket.send_bytes(order.SerializeToString())
        socket.send_bytes(b"\xff\xff\xff not a message")
        socket.send_bytes(BackMsg(stop_script=True).SerializeToString())
        assert socket.receive_text() == "stop_script"


def test_a_server_shared_without_sign_in_takes_no_files(client, monkeypatch):
    monkeypatch.setattr(access.st, "get_option", lambda _name: "0.0.0.0")
    assert client.put("/_stcore/upload_file/one", headers=OWN).status_code == 403


def test_every_answer_says_what_a_page_may_load_and_who_may_frame_it(client, monkeypatch):
    headers = client.get("/").headers
    policy = headers["content-security-policy"]
    # What a server may send: no blank at either end, none doubled.
    assert policy == " ".join(policy.split())
    assert "unsafe-eval" not in policy
    assert "frame-ancestors 'self'" in policy
    assert "https://tiles.example" in policy
    assert headers["x-content-type-options"] == "nosniff"
    assert "access-control-allow-origin" not in headers


def test_the_metrics_are_not_for_visitors(client):
    assert client.get("/_stcore/metrics", headers=OWN).status_code == 403


@pytest.mark.parametrize(("proxy", "seen"), [("", "nobody"), ("10.0.0.1", "nobody"), ("testclient", "zhang")])
def test_only_the_named_proxy_may_say_who_the_visitor_is(client, monkeypatch, proxy, seen):
    monkeypatch.setenv("MAPAPP_PROXY_USER_HEADER", "X-User")
    monkeypatch.setenv(server_guard.PROXY_SETTING, proxy)
    assert client.get("/", headers={"X-User": "zhang"}).text == seen
