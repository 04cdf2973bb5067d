"""Serving the app: a port that cannot be used is refused in words, and the server ends with the command."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import urllib.error

import pytest

from mapapp.commands import serve
from mapapp.errors import MapAppError


@pytest.fixture
def taken():
    """Return a port of this machine that somebody listens on."""
    with socket.socket() as held:
        held.bind(("127.0.0.1", 0))
        held.listen()
        yield held.getsockname()[1]


@pytest.mark.parametrize("port", [0, -1, 65536])
def test_what_is_no_port_is_refused(port):
    with pytest.raises(MapAppError, match="65535"):
        serve.refuse_port("127.0.0.1", port)


def test_a_port_in_use_is_refused(taken):
    with pytest.raises(MapAppError, match=f"{taken} 已被占用"):
        serve.refuse_port("127.0.0.1", taken)


@pytest.mark.parametrize(("host", "says"), [("192.0.2.1", "不是本机的地址"), ("no such host", "找不到地址")])
def test_an_address_that_is_not_of_this_machine_is_refused(host, says):
    with pytest.raises(MapAppError, match=says):
        serve.refuse_port(host, 8501)


@pytest.fixture(autouse=True)
def signals():
    """Give the test's process back what it does when it is stopped."""
    before = {number: signal.getsignal(number) for number in serve._STOPS}
    yield
    for number, handler in before.items():
        signal.signal(number, handler)


class Server:
    """Stands in for the server's process, which ends after some polls."""

    def __init__(self, command=(), *, polls=0, **options):
        self.command, self.options, self.polls, self.ended = command, options, polls, 0

    def wait(self, timeout=None):
        return 3

    def terminate(self):
        self.ended += 1

    def poll(self):
        self.polls -= 1
        return None if self.polls >= 0 else 0


def test_the_server_gets_folders_and_address_and_is_ended_with_the_command(monkeypatch, tmp_path, capsys):
    started = []
    monkeypatch.setattr(serve.subprocess, "Popen", lambda *a, **k: started.append(Server(*a, **k)) or started[0])
    monkeypatch.setattr(serve, "refuse_port", lambda *_: None)
    assert serve.serve_app(8123, host="127.0.0.1", headless=True, seeds=tmp_path) == 3
    [server] = started
    assert server.command[-4:] == ["--server.port", "8123", "--server.address", "127.0.0.1"]
    assert server.options["env"]["MAPAPP_SEEDS"] == str(tmp_path)
    assert server.options["env"]["FORWARDED_ALLOW_IPS"] == ""
    assert server.ended == 1
    assert "http://localhost:8123" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("host", "shown", "told"),
    [
        ("127.0.0.1", "http://localhost:8123（", False),
        ("::1", "http://[::1]:8123（", False),
        ("0.0.0.0", "http://localhost:8123（", True),
        ("::", "http://localhost:8123（", True),
        ("192.168.1.20", "http://192.168.1.20:8123（", True),
    ],
)
def test_what_others_can_do_is_told_in_one_line_where_they_reach_the_app(monkeypatch, capsys, host, shown, told):
    monkeypatch.setattr(serve.subprocess, "Popen", Server)
    monkeypatch.setattr(serve, "refuse_port", lambda *_: None)
    serve.serve_app(8123, host=host, headless=True)
    first, *more = capsys.readouterr().err.splitlines()
    assert shown in first
    assert [("只能查看" in line and host in line) for line in more] == [True] * told


class Answer:
    """An answer of the server."""

    def __enter__(self):
        return self

    def __exit__(self, *_):
        return None


def test_the_browser_is_opened_once_the_server_answers_and_not_when_it_has_ended(monkeypatch):
    opened, asked = [], []

    def ask(url, timeout):
        asked.append(url)
        if len(asked) < 3:
            raise urllib.error.URLError("not yet")
        return Answer()

    monkeypatch.setattr(serve.urllib.request, "urlopen", ask)
    monkeypatch.setattr(serve.webbrowser, "open", opened.append)
    monkeypatch.setattr(serve.time, "sleep", lambda _: None)
    serve._open_when_ready("http://localhost:1", Server(polls=9))
    assert (opened, len(asked)) == (["http://localhost:1"], 3)
    serve._open_when_ready("http://localhost:1", Server(polls=0))
    assert len(opened) == 1


def test_whoever_stops_the_command_ends_it_well():
    with pytest.raises(SystemExit) as left:
        serve._stop()
    assert left.value.code == 0


@pytest.mark.parametrize(
    ("number", "leaves"),
    [
        (signal.SIGINT, KeyboardInterrupt),
        (signal.SIGTERM, SystemExit),
        pytest.param(
            getattr(signal, "SIGHUP", 0), SystemExit, marks=pytest.mark.skipif(os.name == "nt", reason="POSIX")
        ),
    ],
)
@pytest.mark.parametrize("moment", ["starting", "running", "ending", "twice"])
def test_a_server_never_outlives_the_command_whenever_it_is_stopped(monkeypatch, number, leaves, moment):
    started, real = [], subprocess.Popen

    class Popen(real):
        def __init__(self, command, **options):
            super().__init__([sys.executable, "-c", "import time; time.sleep(600)"], **options)
            started.append(self)
            if moment in ("starting", "twice"):
                signal.raise_signal(number)

        def wait(self, timeout=None):
            if moment == "running" and timeout is None:
                signal.raise_signal(number)
            return super().wait(timeout)

        def terminate(self):
            if moment in ("ending", "twice"):
                signal.raise_signal(number)
            super().terminate()

    monkeypatch.setattr(serve.subprocess, "Popen", Popen)
    monkeypatch.setattr(serve, "refuse_port", lambda *_: None)
    if moment == "ending":
        monkeypatch.setattr(Popen, "wait", lambda self, timeout=None: real.wait(self, timeout) if timeout else 3)
    with pytest.raises(leaves):
        serve.serve_app(8123, headless=True)
    [server] = started
    assert server.returncode is not None


@pytest.mark.skipif(os.name == "nt", reason="a process of Windows cannot refuse to end")
def test_a_server_that_does_not_listen_is_killed(monkeypatch):
    deaf = "import signal, time; signal.signal(signal.SIGTERM, signal.SIG_IGN); print('.', flush=True); time.sleep(600)"
    server = subprocess.Popen([sys.executable, "-c", deaf], stdout=subprocess.PIPE)
    server.stdout.readline()
    monkeypatch.setattr(serve, "END_TIMEOUT_S", 0.2)
    serve._end(server)
    assert server.returncode == -signal.SIGKILL
    server.stdout.close()
