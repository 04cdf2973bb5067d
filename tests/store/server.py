"""A PostgreSQL of the tests' own: a cluster in a temporary folder, on a free port of this machine only."""

from __future__ import annotations

import contextlib
import os
import pwd
import shutil
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pg8000.dbapi

START_TIMEOUT_S = 30.0


class Server:
    """One running cluster; `create` gives it an empty database."""

    def __init__(self, folder: Path, bin_folder: Path, port: int, settings: dict[str, str]) -> None:
        self.folder, self.bin_folder, self.port, self.settings = folder, bin_folder, port, settings
        self.process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        """Start and wait until it answers."""
        given = [part for name, value in self.settings.items() for part in ("-c", f"{name}={value}")]
        place = ["-D", str(self.folder / "data"), "-h", "127.0.0.1", "-p", str(self.port), "-k", ""]
        command = [str(self.bin_folder / "postgres"), *place, *given]
        with (self.folder / "log").open("ab") as log:
            self.process = subprocess.Popen(command, stdout=log, stderr=log, **_unprivileged())
        deadline = time.monotonic() + START_TIMEOUT_S
        while True:
            try:
                self.run("SELECT 1")
            except Exception:
                if self.process.poll() is not None or time.monotonic() > deadline:
                    raise RuntimeError((self.folder / "log").read_text(errors="replace")[-2000:]) from None
                time.sleep(0.05)
            else:
                return

    def stop(self, *, rudely: bool = False) -> None:
        """Stop: fast, or at once as if the machine had lost its power."""
        if self.process is not None:
            self.process.send_signal(3 if rudely else 2)  # SIGQUIT: immediate; SIGINT: fast
            self.process.wait(timeout=30)
            self.process = None

    def run(self, statement: str) -> list[Any]:
        """Run one statement outside a transaction and return its rows."""
        connection = pg8000.dbapi.connect("tester", host="127.0.0.1", port=self.port, database="postgres", timeout=30)
        try:
            connection.autocommit = True
            cursor = connection.cursor()
            cursor.execute(statement)
            return list(cursor.fetchall()) if cursor.description else []
        finally:
            connection.close()

    def create(self) -> str:
        """Empty the one database of these tests, which is quicker than making another, and return its address."""
        self.run(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname IS NOT NULL AND pid <> pg_backend_pid()"
        )
        self.run("DROP SCHEMA public CASCADE")
        self.run("CREATE SCHEMA public")
        return f"postgresql://tester@127.0.0.1:{self.port}/postgres"


def _unprivileged() -> dict[str, Any]:
    """Return how to start a program as somebody who may do little: PostgreSQL refuses to run as root."""
    if os.geteuid() != 0:
        return {}
    for name in ("postgres", "nobody"):
        with contextlib.suppress(KeyError):
            person = pwd.getpwnam(name)
            return {"user": person.pw_uid, "group": person.pw_gid, "extra_groups": []}
    return {}


@contextlib.contextmanager
def run_server(bin_folder: Path, **settings: str) -> Iterator[Server]:
    """Make a cluster, run it, and leave nothing behind."""
    folder = Path(tempfile.mkdtemp(prefix="mapapp-pg-"))
    who = _unprivileged()
    if who:
        os.chown(folder, who["user"], who["group"])
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    server = Server(folder, bin_folder, port, {"fsync": "off", "full_page_writes": "off", **settings})
    try:
        command = [str(bin_folder / "initdb"), "-D", str(folder / "data"), "-U", "tester", "-A", "trust", "-N"]
        command += ["--encoding=UTF8", "--locale=C"]
        subprocess.run(command, check=True, capture_output=True, cwd=folder, **who)
        server.start()
        yield server
    finally:
        server.stop()
        shutil.rmtree(folder, ignore_errors=True)
