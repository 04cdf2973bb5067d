"""Running the app: Streamlit as its own process, and the browser opened once it answers.

Streamlit always runs headless: otherwise it asks a newcomer for an e-mail address in the terminal, advertises tools of
its own on the page, and opens the browser before there is anything to see.
"""

from __future__ import annotations

import contextlib
import errno
import os
import signal
import socket
import subprocess
import sys
import threading
import time
import urllib.error
import urllib.request
import webbrowser
from collections.abc import Iterator
from pathlib import Path

from mapapp.errors import MapAppError
from mapapp.open_workspace import active
from mapapp.operations.addresses import is_every_interface, is_loopback
from mapapp.settings import PACKAGE_DIR

# A cold start took 2-4 s on two cores; a slow laptop gets ten times that before we stop waiting for it.
START_TIMEOUT_S = 60.0
# It ends within a second, on a busy machine within some.
END_TIMEOUT_S = 20.0

# What ends a command: Ctrl+C, its owner, a closed terminal.
_STOPS = {getattr(signal, name) for name in ("SIGINT", "SIGTERM", "SIGHUP") if hasattr(signal, name)}

# Nobody else reaches the app unless its owner says so.
LOCAL_HOST = "127.0.0.1"


def refuse_port(host: str, port: int) -> None:
    """Raise MapAppError when a port is no port or already answers, or a host is no address of this machine."""
    if not 0 < port < 65536:
        raise MapAppError(f"端口 {port} 不在 1–65535 之间；请换一个")
    try:
        family, kind, _, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        with socket.socket(family, kind) as probe:
            # As the server will do: a port that was in use a moment ago is free again.
            if os.name == "posix":
                probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind(address)
    except (socket.gaierror, UnicodeError) as error:
        raise MapAppError(f"找不到地址 {host[:60]}；--host 要写本机的地址，如 {LOCAL_HOST}") from error
    except OSError as error:
        if error.errno == errno.EADDRINUSE:
            raise MapAppError(f"端口 {port} 已被占用；请用 --port 换一个") from error
        if error.errno == errno.EACCES:
            raise MapAppError(f"没有权限用端口 {port}；请用 --port 换一个 1024 以上的") from error
        raise MapAppError(f"{host[:60]} 不是本机的地址；--host 要写本机的地址，如 {LOCAL_HOST}") from error


def serve_app(
    port: int, *, host: str = LOCAL_HOST, headless: bool, seeds: Path | None = None, geodata: Path | None = None
) -> int:
    """Serve the app until it is stopped and give its exit code.

    Streamlit finds its settings beside the script; other seeds or boundaries reach it through the environment. It
    listens on this machine only unless `host` says more. Raises MapAppError when the port cannot be used.
    """
    refuse_port(host, port)
    environment = {
        **os.environ,
        "PYTHONPATH": os.pathsep.join([str(PACKAGE_DIR.parent), os.environ.get("PYTHONPATH", "")]),
        # The caller is who opened the connection, not who a header says it is: only so can one proxy be told from others.
        "FORWARDED_ALLOW_IPS": "",
    }
    folders = {"MAPAPP_SEEDS": seeds, "MAPAPP_GEODATA": geodata, "MAPAPP_WORKSPACE": active().root}
    for name, folder in folders.items():
        if folder is not None:
            environment[name] = str(folder.resolve())
    environment["MAPAPP_DISTRICT"] = ",".join(active().only)
    command = [sys.executable, "-m", "streamlit", "run", str(PACKAGE_DIR / "app.py")]
    command += ["--server.port", str(port), "--server.address", host]
    url = url_of(host, port)
    print(f"{active().title}：{url}（按 Ctrl+C 结束）", file=sys.stderr)
    if not is_loopback(host):
        print(f"在 {host} 上别的机器也能打开：没有登录的人只能查看，不能添加、复核或绘制", file=sys.stderr)
    # Whoever stops this process means the server: without this the port would stay taken. Ctrl+C and a closed terminal
    # reach this process only, which ends the server; so nothing is said twice.
    for number in _STOPS - {signal.SIGINT}:
        signal.signal(number, _stop)
    server = None
    try:
        with _stopped_only_after():
            server = subprocess.Popen(command, env=environment, start_new_session=True)
        if not headless:
            threading.Thread(target=_open_when_ready, args=(url, server), daemon=True).start()
        return server.wait()
    finally:
        if server is not None:
            with _stopped_only_after():
                _end(server)


def url_of(host: str, port: int) -> str:
    """Return the address under which a browser of this machine opens what listens there.

    >>> url_of("0.0.0.0", 8501), url_of("192.168.1.5", 80), url_of("::1", 8501)
    ('http://localhost:8501', 'http://192.168.1.5:80', 'http://[::1]:8501')
    """
    if host == LOCAL_HOST or is_every_interface(host):
        return f"http://localhost:{port}"
    return f"http://[{host}]:{port}" if ":" in host else f"http://{host}:{port}"


def _open_when_ready(url: str, server: subprocess.Popen[bytes]) -> None:
    """Open the browser as soon as the server answers; give up quietly when it has ended or never does."""
    deadline = time.monotonic() + START_TIMEOUT_S
    while server.poll() is None and time.monotonic() < deadline:
        try:
            with urllib.request.urlopen(f"{url}/_stcore/health", timeout=2):  # noqa: S310 - our own server
                webbrowser.open(url)
                return
        except (urllib.error.URLError, OSError):
            time.sleep(0.2)


def _stop(*_: object) -> None:
    """Leave as asked, so that the server behind this process ends too."""
    raise SystemExit(0)


@contextlib.contextmanager
def _stopped_only_after() -> Iterator[None]:
    """Let whoever stops this process wait for the end of this block.

    Python would leave the start of a process in the middle: the server would run and nobody would know it.
    """
    asked: list[int] = []
    before = {number: signal.signal(number, lambda which, _: asked.append(which)) for number in _STOPS}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
        if asked:
            signal.raise_signal(asked[0])


def _end(server: subprocess.Popen[bytes]) -> None:
    """End the server; one that does not listen within its time is killed."""
    server.terminate()
    try:
        server.wait(END_TIMEOUT_S)
    except subprocess.TimeoutExpired:
        server.kill()
        server.wait()
