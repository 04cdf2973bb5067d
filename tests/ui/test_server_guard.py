"""Only pages of this server open sockets and send files; answers say what a page may do; strange orders are refused."""

from __future__ import annotations

import contextlib
import json

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
    monkeypatch.setattr(access, "_writing_visits", {"editor": "li@office.example"})
    monkeypatch.setattr(access, "_visits_with_box", {"editor": None, "viewer": None})

    async def page(request):
        await request.body()
        return PlainTextResponse(request.headers.get("x-user", "nobody"), headers={"Access-Control-Allow-Origin": "*"})

    async def signed_in(request):
        answer = PlainTextResponse("")
        if request.query_params.get("state") == "good":
            answer.set_cookie("_streamlit_user", "signed")
        else:
            answer.delete_cookie("_streamlit_user")
        return answer

    async def socket(websocket: WebSocket):
        await websocket.accept()
        with contextlib.suppress(WebSocketDisconnect):
            while True:
                message = BackMsg.FromString(await websocket.receive_bytes())
                await websocket.send_text(message.WhichOneof("type"))

    routes = [
        Route("/", page),
        Route("/_stcore/metrics", page),
        Route("/oauth2callback", signed_in),
        Route("/_stcore/upload_file/{visit}/{file}", page, methods=["PUT"]),
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
    assert client.put("/_stcore/upload_file/editor/one", headers=headers).status_code == 403
    with pytest.raises(WebSocketDisconnect), client.websocket_connect("/_stcore/stream", headers=headers):
        pass


def test_a_page_of_this_server_may_do_both(client):
    assert client.put("/_stcore/upload_file/editor/one", headers=OWN).status_code == 200
    with client.websocket_connect("/_stcore/stream", headers=OWN) as socket:
        socket.send_bytes(BackMsg(app_heartbeat=True).SerializeToString())
        assert socket.receive_text() == "app_heartbeat"


def test_a_named_proxy_origin_may_too(client, monkeypatch):
    monkeypatch.setenv("MAPAPP_ORIGINS", "https://maps.office.example, https://other.example")
    headers = {"origin": "https://maps.office.example"}
    assert client.put("/_stcore/upload_file/editor/one", headers=headers).status_code == 200


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
        socket.send_bytes(b"")
        socket.send_text("words")
        socket.send_bytes(BackMsg(stop_script=True).SerializeToString())
        assert socket.receive_text() == "stop_script"


@pytest.mark.parametrize("visit", ["viewer", "", "editor2"])
def test_files_are_taken_from_visits_that_may_write_only(client, visit):
    assert client.put(f"/_stcore/upload_file/{visit}/one", headers=OWN).status_code == 403


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


def test_sockets_may_be_opened_to_this_host_and_no_other(client):
    def sockets(host):
        policy = client.get("/", headers={"host": host}).headers["content-security-policy"]
        [listed] = [part for part in policy.split("; ") if part.startswith("connect-src")]
        return [word for word in listed.split()[1:] if word not in ("'self'", "data:", "blob:")]

    assert sockets("maps.office.example:8080") == ["ws://maps.office.example:8080", "wss://maps.office.example:8080"]
    assert sockets("[::1]:8501") == ["ws://[::1]:8501", "wss://[::1]:8501"]
    for made in ("a; script-src *", "a b", "*", "a,b", "'unsafe-eval'", "甲".encode()):
        assert sockets(made) == []


@pytest.mark.parametrize("path", ["metrics", "agent/interact", "agent/mcp", "agent/openapi.json"])
def test_figures_and_doors_for_programs_are_not_for_visitors(client, path):
    assert client.get(f"/_stcore/{path}", headers=OWN).status_code == 403
    assert client.post(f"/_stcore/{path}", json={}).status_code == 403


@pytest.fixture
def alone(monkeypatch):
    """Let the server listen on this machine alone, where its user may do everything."""
    monkeypatch.setattr(access.st, "get_option", lambda _name: "127.0.0.1")
    monkeypatch.setattr(access, "oidc_configured", lambda: False)


# A page of evil.example whose name leads to 127.0.0.1 from its second look-up on: for a browser it is of one origin with the app.
REBOUND = [
    "evil.example",
    "evil.example:8501",
    "127.0.0.1.evil.example:8501",
    "localhost.evil.example",
    "10.0.0.7:8501",
    "a:b",
]


@pytest.mark.parametrize("host", REBOUND)
def test_a_name_that_was_made_to_lead_here_is_refused(client, alone, host):
    own = {"host": host, "origin": f"http://{host}"}
    answer = client.get("/", headers=own)
    assert (answer.status_code, "localhost" in answer.text) == (421, True)
    assert client.put("/_stcore/upload_file/editor/one", headers=own).status_code == 421
    with pytest.raises(WebSocketDisconnect), client.websocket_connect("/_stcore/stream", headers=own):
        pass


@pytest.mark.parametrize(
    "host",
    ["localhost:8501", "127.0.0.1:8501", "127.0.0.1", "[::1]:8501", "[::1]", "LOCALHOST:1", "app.localhost:8501"],
)
def test_the_names_of_this_machine_are_taken(client, alone, host):
    assert client.get("/", headers={"host": host}).status_code == 200
    assert (
        client.put("/_stcore/upload_file/editor/one", headers={"host": host, "origin": f"http://{host}"}).status_code
        == 200
    )


def test_a_name_of_the_settings_and_one_behind_a_proxy_are_taken(client, alone, monkeypatch):
    assert client.get("/", headers={"host": "maps.office.example"}).status_code == 421
    assert client.get("/", headers={"host": "maps.office.example", "x-forwarded-for": "10.0.0.9"}).status_code == 200
    monkeypatch.setenv("MAPAPP_ORIGINS", "https://maps.office.example")
    assert client.get("/", headers={"host": "maps.office.example"}).status_code == 200


def test_a_socket_of_a_named_origin_is_passed_on_under_that_name(client, monkeypatch):
    """Streamlit takes a socket whose host is not that of its page to the internet: it asks there for this machine's address."""
    seen = []

    async def app(scope, receive, send):
        seen.append(dict(scope["headers"])[b"host"])
        await receive()
        await send({"type": "websocket.close"})

    monkeypatch.setenv("MAPAPP_ORIGINS", "https://maps.office.example")
    guarded = TestClient(ServerGuard(app))
    for headers in ({"origin": "https://maps.office.example"}, OWN):
        with pytest.raises(WebSocketDisconnect), guarded.websocket_connect("/_stcore/stream", headers=headers):
            pass
    assert seen == [b"maps.office.example", b"testserver"]


@pytest.mark.parametrize(("proxy", "seen"), [("", "nobody"), ("10.0.0.1", "nobody"), ("testclient", "zhang")])
def test_only_the_named_proxy_may_say_who_the_visitor_is(client, monkeypatch, proxy, seen):
    monkeypatch.setenv("MAPAPP_PROXY_USER_HEADER", "X-User")
    monkeypatch.setenv(server_guard.PROXY_SETTING, proxy)
    assert client.get("/", headers={"X-User": "zhang"}).text == seen


def test_refusals_and_files_are_entered_in_the_audit_without_what_they_hold(client, monkeypatch, tmp_path):
    file = tmp_path / "audit.jsonl"
    monkeypatch.setenv("MAPAPP_AUDIT", str(file))
    client.put("/_stcore/upload_file/editor/one", headers=OWN, content=b"secret text")
    client.put("/_stcore/upload_file/stranger/one", headers=OWN, content=b"secret text")
    client.get("/_stcore/metrics")
    with pytest.raises(WebSocketDisconnect), client.websocket_connect("/_stcore/stream"):
        pass
    client.get("/oauth2callback?state=good&code=token-1")
    client.get("/oauth2callback?state=bad&code=token-2")
    text = file.read_text(encoding="ascii")
    lines = [json.loads(line) for line in text.splitlines()]
    assert [(line["act"], line["account"], line.get("what")) for line in lines] == [
        ("upload", "li@office.example", None),
        ("refused", "", "upload"),
        ("refused", "", "metrics"),
        ("refused", "", "socket"),
        ("refused", "", "sign-in"),
    ]
    assert lines[0]["bytes"] == 11
    assert "secret" not in text and "token" not in text
