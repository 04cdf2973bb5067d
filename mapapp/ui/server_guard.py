"""What stands before Streamlit: who may open a socket or send a file, what a page may load, which orders are refused.

An ASGI middleware. A socket or an upload must come from a page of this server (its `Origin` says so); answers carry
headers that keep other sites from framing the app and the app from loading anything from elsewhere. Where the user of this
machine may do everything, a call must name this machine: a page elsewhere can have its own name lead here.
"""

from __future__ import annotations

import contextlib
import os
import re
from collections.abc import Awaitable, Callable, Iterable, MutableMapping
from typing import Any, Final
from urllib.parse import urlsplit

from mapapp.operations.addresses import names_this_machine
from mapapp.operations.audit import audit
from mapapp.ui.access import account_in, is_shared, may_upload, proxy_headers
from mapapp.ui.i18n import t
from mapapp.ui.streamlit_internals import (
    AGENT_PATH,
    METRICS_PATH,
    SIGN_IN_PATH,
    SOCKET_PATH,
    UPLOAD_PATH,
    gives_account,
    wanted_message,
)
from mapapp.ui.upload_quota import Arriving, sentence

Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
Application = Callable[[Message, Receive, Send], Awaitable[None]]

# Names under which pages of this server may be opened besides the one they ask for, e.g. behind a proxy.
ORIGINS_SETTING: Final = "MAPAPP_ORIGINS"
# Sites that may show the app in a frame of theirs; empty means none but itself.
FRAMES_SETTING: Final = "MAPAPP_FRAME_ANCESTORS"
# The only address from which a proxy may say who the visitor is.
PROXY_SETTING: Final = "MAPAPP_PROXY_ADDRESS"

# Streamlit's page and folium's map carry inline scripts and styles; nothing is evaluated from text. The preview of a deck
# carries its modules as data: addresses (layers/modules.py).
POLICY: Final = (
    "default-src 'self'; script-src 'self' 'unsafe-inline' blob: data:; style-src 'self' 'unsafe-inline'; "
    "img-src 'self' data: blob: {pictures}; font-src 'self' data:; connect-src 'self' data: blob: {sockets}; "
    "frame-src 'self' blob: data:; worker-src 'self' blob:; object-src 'none'; base-uri 'self'; form-action 'self'; "
    "frame-ancestors 'self' {frames}"
)
# A host that may stand in the policy: some browsers do not count sockets of the same host as 'self'.
_HOST: Final = re.compile(r"[A-Za-z0-9.-]{1,255}(?::[0-9]{1,5})?|\[[0-9A-Fa-f:.]{2,45}\](?::[0-9]{1,5})?")
FORBIDDEN: Final = 403
# The name under which a call came is none of this server's (RFC 9110).
MISDIRECTED: Final = 421
TOO_LARGE: Final = 413
# As large as the largest single file (server.maxUploadSize in .streamlit/config.toml).
MOST_LET_PASS: Final = 20 * 1024 * 1024
POLICY_VIOLATED: Final = 1008


class ServerGuard:
    """Refuse what does not come from a page of this server, and say in every answer what the page may do."""

    def __init__(self, app: Application, *, tile_hosts: Iterable[str] = ()) -> None:
        """Take the application behind the guard and the hosts whose pictures the map may show."""
        self.app = app
        self._pictures = " ".join(tile_hosts)

    async def __call__(self, scope: Message, receive: Receive, send: Send) -> None:
        """Pass a call on, refuse it, or add headers to its answer."""
        if scope["type"] not in ("http", "websocket"):
            await self.app(scope, receive, send)
            return
        _strip_claims(scope)
        path = str(scope["path"])
        if not _is_called_rightly(scope):
            await _refuse_name(scope, receive, send)
        elif scope["type"] == "websocket":
            await self._socket(scope, receive, send, path)
        elif what := _refused(scope, path):
            audit("refused", what=what, address=_address(scope))
            await _refuse(send)
        else:
            answer = self._with_headers(send, _header(scope, b"host"), signs_in=path.endswith(SIGN_IN_PATH))
            if UPLOAD_PATH in path and scope["method"] == "PUT":
                await self._take_file(scope, receive, answer)
            else:
                await self.app(scope, receive, answer)

    async def _take_file(self, scope: Message, receive: Receive, send: Send) -> None:
        """Pass a file on as it comes, as long as its sender's quota and the server's have room for it."""
        visit = _visit(scope)
        arriving, size, full, more = Arriving(visit), 0, "", True

        async def receive_counted() -> Message:
            nonlocal size, full, more
            message = await receive()
            more = bool(message.get("more_body"))
            piece = len(message.get("body", b""))
            size += piece
            full = full or arriving.add(piece)
            if full:
                raise _NoRoomError
            return message

        async def send_if_taken(message: Message) -> None:
            if not full:
                await send(message)

        try:
            with contextlib.suppress(_NoRoomError):
                await self.app(scope, receive_counted, send_if_taken)
        finally:
            arriving.end()
        said = {"what": "quota"} if full else {}
        audit("refused" if full else "upload", account=account_in(visit), bytes=size, **said)
        if full:
            if more:
                await _let_pass(receive)
            await _refuse(send, TOO_LARGE, sentence(full))

    async def _socket(self, scope: Message, receive: Receive, send: Send, path: str) -> None:
        """Open a socket for a page of this server only, and let through what such a page sends."""
        if path.endswith(SOCKET_PATH):
            if not is_own_origin(scope):
                audit("refused", what="socket", address=_address(scope))
                await _close(receive, send)
                return
            _name_as_origin(scope)

        async def receive_wanted() -> Message:
            while True:
                message = await receive()
                # Words in place of bytes too: no page sends them, and Streamlit would end in a traceback.
                if message["type"] != "websocket.receive" or wanted_message(message.get("bytes") or b""):
                    return message

        await self.app(scope, receive_wanted, send)

    def _policy(self, host: str) -> bytes:
        """Return what a page may load that is asked for under a name."""
        sockets = f"ws://{host} wss://{host}" if _HOST.fullmatch(host) else ""
        frames = " ".join(_listed(FRAMES_SETTING))
        policy = POLICY.format(pictures=self._pictures, sockets=sockets, frames=frames)
        # A header that ends in a blank is none.
        return "; ".join(" ".join(part.split()) for part in policy.split(";")).encode()

    def _with_headers(self, send: Send, host: str, *, signs_in: bool = False) -> Send:
        """Return a `send` that adds the headers every answer carries, and enters a sign-in that failed."""

        async def answer(message: Message) -> None:
            if message["type"] == "http.response.start":
                if signs_in and not gives_account(message.get("headers", ())):
                    audit("refused", what="sign-in")
                kept = [pair for pair in message.get("headers", ()) if pair[0].lower() not in _REPLACED]
                message["headers"] = [
                    *kept,
                    (b"content-security-policy", self._policy(host)),
                    (b"x-content-type-options", b"nosniff"),
                    (b"referrer-policy", b"same-origin"),
                ]
            await send(message)

        return answer


_REPLACED: Final = frozenset(
    {b"content-security-policy", b"x-content-type-options", b"referrer-policy", b"access-control-allow-origin"}
)


def is_own_origin(scope: Message) -> bool:
    """Whether a call says that a page of this server made it; a call that says nothing did not come from a browser."""
    origin = _header(scope, b"origin").lower()
    return bool(origin) and (_netloc(origin) == _header(scope, b"host").lower() or origin in _listed(ORIGINS_SETTING))


def _is_called_rightly(scope: Message) -> bool:
    """Whether a call names this server as its own user or a named page would; always where nobody writes without signing in."""
    headers = {name.decode("latin-1").lower() for name, _ in scope["headers"]}
    host = _header(scope, b"host").lower()
    if not host or is_shared(headers) or names_this_machine(host):
        return True
    return host in map(_netloc, _listed(ORIGINS_SETTING))


def _name_as_origin(scope: Message) -> None:
    """Call this server as the page that opens a socket does: Streamlit would ask the internet which names it has."""
    name = _netloc(_header(scope, b"origin")).encode("latin-1")
    scope["headers"] = [(b"host", name) if key == b"host" else (key, value) for key, value in scope["headers"]]


def _refused(scope: Message, path: str) -> str:
    """Return what a call is refused for: figures and doors no page of ours uses, or a file; empty where it is not."""
    if path.endswith(METRICS_PATH):
        return "metrics"
    if AGENT_PATH in path:
        return "agent"
    return "upload" if UPLOAD_PATH in path and not _may_upload(scope) else ""


def _may_upload(scope: Message) -> bool:
    """Whether a file may be sent: from a page of this server whose visitor may write."""
    return is_own_origin(scope) and may_upload(_visit(scope))


def _visit(scope: Message) -> str:
    """Return the visit a file is sent in, as its address names it."""
    return str(scope["path"]).rpartition(f"{UPLOAD_PATH}/")[2].partition("/")[0]


def _header(scope: Message, name: bytes) -> str:
    """Return a header of a call, empty where there is none."""
    return next((value.decode("latin-1") for key, value in scope["headers"] if key == name), "")


def _netloc(origin: str) -> str:
    """Return host and port of an origin, empty for what is none."""
    try:
        return urlsplit(origin).netloc.lower()
    except ValueError:
        return ""


def _address(scope: Message) -> str:
    """Return from where a call came, as the connection says."""
    client = scope.get("client")
    return str(client[0]) if client else ""


def _strip_claims(scope: Message) -> None:
    """Drop what a stranger says of who he is: only the named proxy may."""
    client = scope.get("client")
    trusted = os.environ.get(PROXY_SETTING, "")
    if not trusted or client is None or client[0] != trusted:
        claims = {name.lower().encode() for name in proxy_headers()}
        scope["headers"] = [pair for pair in scope["headers"] if pair[0].lower() not in claims]


def _listed(setting: str) -> list[str]:
    """Return the entries of a setting that lists things with commas, in small letters."""
    return [part.strip().lower() for part in os.environ.get(setting, "").split(",") if part.strip()]


class _NoRoomError(Exception):
    """A file has overrun a quota: nothing reads on."""


async def _let_pass(receive: Receive) -> None:
    """Let what is still sent of a refused file go by: many browsers read no answer before they have sent all."""
    passed = 0
    while passed < MOST_LET_PASS:
        message = await receive()
        passed += max(1, len(message.get("body", b"")))
        if message["type"] != "http.request" or not message.get("more_body"):
            return


async def _refuse_name(scope: Message, receive: Receive, send: Send) -> None:
    """Say that this server does not go by the name it was called, and what does."""
    audit("refused", what="name", address=_address(scope))
    if scope["type"] == "websocket":
        await _close(receive, send)
        return
    await _refuse(send, MISDIRECTED, t("topbar.another_name", setting=ORIGINS_SETTING))


async def _close(receive: Receive, send: Send) -> None:
    """Close a socket that was not opened."""
    await receive()
    await send({"type": "websocket.close", "code": POLICY_VIOLATED})


async def _refuse(send: Send, status: int = FORBIDDEN, said: str = "") -> None:
    """Answer that this is not allowed, in one sentence or none."""
    body = said.encode()
    headers = [(b"content-length", str(len(body)).encode()), (b"content-type", b"text/plain; charset=utf-8")]
    headers.append((b"x-content-type-options", b"nosniff"))
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": body})
