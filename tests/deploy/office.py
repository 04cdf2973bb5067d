"""An office on this machine: the processes of deploy/ as they are, with addresses of 127.0.0.1 in place of its names.

nginx runs deploy/nginx.conf itself; only names, ports and where it writes are replaced, each replacement being found once.
"""

from __future__ import annotations

import contextlib
import os
import re
import shutil
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from tests import PROJECT_DIR

START_TIMEOUT_S: Final = 180.0
CONFIG: Final = PROJECT_DIR / "deploy" / "nginx.conf"
# Nothing here is asked through a proxy of this machine's owner.
_opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))


def find_nginx() -> str | None:
    """Return nginx, which Debian keeps out of ordinary people's path; None where there is none."""
    return shutil.which("nginx", path=os.pathsep.join([os.environ.get("PATH", ""), "/usr/sbin", "/usr/local/sbin"]))


def free_ports(count: int) -> list[int]:
    """Return ports of this machine that nobody uses."""
    with contextlib.ExitStack() as stack:
        probes = [stack.enter_context(socket.socket()) for _ in range(count)]
        for probe in probes:
            probe.bind(("127.0.0.1", 0))
        return [probe.getsockname()[1] for probe in probes]


def status_of(url: str, *, timeout: float = 5, headers: Mapping[str, str] | None = None) -> int:
    """Return the status of an address, 0 when nobody answers."""
    try:
        with _opener.open(urllib.request.Request(url, headers=dict(headers or {})), timeout=timeout) as answer:
            return int(answer.status)
    except urllib.error.HTTPError as error:
        return error.code
    except OSError:
        return 0


@dataclass
class Office:
    """What runs: the proxy's address, the addresses of the servers behind it, and their processes."""

    folder: Path
    url: str
    apps: tuple[str, str]
    metrics: tuple[str, str]
    api: str
    store: str
    processes: dict[str, subprocess.Popen[bytes]] = field(default_factory=dict)

    def start(self, name: str, command: list[str], **environment: str) -> None:
        """Start one of them; its words go to a file of its own."""
        path = os.pathsep.join([str(PROJECT_DIR), os.environ.get("PYTHONPATH", "")])
        with (self.folder / f"{name}.log").open("ab") as log:
            self.processes[name] = subprocess.Popen(
                command,
                env={**os.environ, "PYTHONPATH": path, **environment},
                stdout=log,
                stderr=log,
                start_new_session=True,
            )

    def wait(self, name: str, url: str) -> None:
        """Wait until an address answers 200."""
        deadline = time.monotonic() + START_TIMEOUT_S
        while status_of(url) != 200:
            if self.processes[name].poll() is not None or time.monotonic() > deadline:
                raise RuntimeError(f"{name} did not start:\n{self.log(name)[-3000:]}")
            time.sleep(0.1)

    def log(self, name: str) -> str:
        """Return what one of them has written."""
        return (self.folder / f"{name}.log").read_text(encoding="utf-8", errors="replace")

    def kill(self, name: str) -> None:
        """End one of them with everything it started, as a lost machine would."""
        process = self.processes.pop(name)
        for pid in (*children_of(process.pid), process.pid):
            with contextlib.suppress(ProcessLookupError):
                os.kill(pid, 9)
        process.wait()


def children_of(pid: int) -> list[int]:
    """Return what a process started, and what that started, as Linux lists it."""
    listed = Path(f"/proc/{pid}/task/{pid}/children").read_text(encoding="ascii").split()
    return [found for child in map(int, listed) for found in (child, *children_of(child))]


def nginx_config(folder: Path, port: int, apps: tuple[int, int], api: int, **more: str) -> str:
    """Return deploy/nginx.conf for this machine; `more` are further replacements, found once each like the others."""
    text = CONFIG.read_text(encoding="utf-8")
    replaced = {
        "listen 8080;": f"listen 127.0.0.1:{port};",
        "server app-1:8501 ": f"server 127.0.0.1:{apps[0]} ",
        "server app-2:8501 ": f"server 127.0.0.1:{apps[1]} ",
        "server api:5000;": f"server 127.0.0.1:{api};",
        "pid /var/run/nginx.pid;": f"pid {folder}/nginx.pid;\ndaemon off;",
        "error_log /dev/stderr warn;": f"error_log {folder}/nginx.error warn;",
        "access_log /dev/stdout json;": f"access_log {folder}/nginx.access json;"
        + "".join(
            f"\n    {kind}_temp_path {folder}/{kind};" for kind in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
        ),
        **more,
    }
    for old, new in replaced.items():
        assert len(re.findall(re.escape(old), text)) == 1, old
        text = text.replace(old, new)
    return text


@contextlib.contextmanager
def run_office(folder: Path, store: str, nginx: str, **environment: str) -> Iterator[Office]:
    """Run two app servers over one store, the OGC API, and nginx before them, and leave nothing behind.

    The proxy says who a visitor is by what he calls himself in `X-Test-User`: it stands for a proxy that asked for a password.
    """
    front, first, second, api, *metrics = free_ports(6)
    office = Office(
        folder,
        f"http://127.0.0.1:{front}",
        (f"http://127.0.0.1:{first}", f"http://127.0.0.1:{second}"),
        (f"http://127.0.0.1:{metrics[0]}", f"http://127.0.0.1:{metrics[1]}"),
        f"http://127.0.0.1:{api}",
        store,
    )
    config = folder / "nginx.conf"
    signed = {'proxy_set_header X-User "";': "proxy_set_header X-User $http_x_test_user;"}
    config.write_text(nginx_config(folder, front, (first, second), api, **signed), encoding="utf-8")
    settings = {
        "MAPAPP_STORE": store,
        "MAPAPP_LOG": "json",
        "MAPAPP_PROXY_ADDRESS": "127.0.0.1",
        "MAPAPP_PROXY_USER_HEADER": "X-User",
        "MAPAPP_EDITORS": "*",
        **environment,
    }
    try:
        for number, port in enumerate((first, second)):
            command = [sys.executable, "-m", "mapapp", "serve", "--headless", "--port", str(port)]
            own = {"MAPAPP_METRICS": office.metrics[number].removeprefix("http://")}
            office.start(f"app-{number + 1}", command, **settings, **own)
        command = [sys.executable, "-m", "mapapp", "api", "--port", str(api), "--url", f"{office.url}/ogc"]
        office.start("api", command)
        office.start("nginx", [nginx, "-c", str(config), "-p", str(folder), "-e", str(folder / "nginx.error")])
        for number in (0, 1):
            office.wait(f"app-{number + 1}", f"{office.apps[number]}/readyz")
        office.wait("api", f"{office.api}/readyz")
        office.wait("nginx", f"{office.url}/healthz")
        yield office
    finally:
        for process in office.processes.values():
            process.terminate()
        for process in office.processes.values():
            process.wait(timeout=30)
