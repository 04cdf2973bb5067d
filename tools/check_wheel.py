"""Build the wheel and use it as a stranger would: `python tools/check_wheel.py`.

An empty environment, an empty folder, another user where we may become one, and an installation nobody may write to:
`mapapp build`, `export` and `serve` must work there, and the installed package must be byte for byte what it was.
"""

from __future__ import annotations

import hashlib
import os
import pwd
import shutil
import socket
import stat
import subprocess
import sys
import tempfile
import time
import urllib.request
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
STRANGER = "nobody"
START_TIMEOUT_S = 90


def main() -> int:
    """Run every step and say what each did; the first that fails ends it."""
    with tempfile.TemporaryDirectory(prefix="mapapp-wheel-") as name:
        work = Path(name)
        work.chmod(0o755)
        wheel = build_wheel(work)
        python = install(wheel, work / "env")
        print(f"{wheel.name}: {wheel.stat().st_size / 1e6:.1f} MB, installed in an empty environment", file=sys.stderr)
        before = fingerprint(python)
        home = work / "home"
        home.mkdir()
        stranger = Stranger(python.parent, home)
        stranger.run("build", "--out", "built")
        stranger.run("export", "--format", "geojson", "--out", "projects.geojson", "--zone", "青西")
        stranger.run("export", "--format", "html", "--out", "deck.html")
        stranger.run("new", "mine", "--from", "shipped")
        stranger.run("--workspace", "mine", "check")
        stranger.serve()
        if fingerprint(python) != before:
            raise SystemExit("the installed package was written to")
    print("wheel: build, export, new, check and serve work for a stranger; the package is untouched", file=sys.stderr)
    return 0


def build_wheel(work: Path) -> Path:
    """Return the wheel built from this checkout."""
    run([sys.executable, "-m", "pip", "wheel", "--quiet", "--no-deps", "--wheel-dir", str(work), str(ROOT)])
    return next(work.glob("*.whl"))


def install(wheel: Path, folder: Path) -> Path:
    """Return the Python of a new environment that holds the wheel and what it asks for, at the locked versions."""
    run([open_to_all(), "-m", "venv", str(folder)])
    python = folder / ("Scripts" if os.name == "nt" else "bin") / "python"
    lock = folder / "lock.txt"
    lines = (ROOT / "requirements.txt").read_text(encoding="utf-8").splitlines()
    lock.write_text("\n".join(line for line in lines if "==" in line), encoding="utf-8")
    run([str(python), "-m", "pip", "install", "--quiet", "--no-compile", "--constraint", str(lock), str(wheel)])
    return python


def open_to_all() -> str:
    """Return a Python that other users may run: ours may lie in a home nobody else can enter."""
    for candidate in (sys.executable, "/usr/bin/python3"):
        real = Path(candidate).resolve()
        if real.is_file() and all(folder.stat().st_mode & stat.S_IXOTH for folder in real.parents):
            return candidate
    return sys.executable


def fingerprint(python: Path) -> str:
    """Return a hash over every file of the installed package but its bytecode."""
    code = "import mapapp, pathlib; print(pathlib.Path(mapapp.__file__).parent)"
    place = run([str(python), "-c", code], cwd=Path(tempfile.gettempdir()), capture=True)
    digest = hashlib.sha256()
    for path in sorted(Path(place.strip()).rglob("*")):
        if path.is_file() and path.suffix != ".pyc":
            digest.update(str(path).encode() + path.read_bytes())
    return digest.hexdigest()


def run(command: list[str], *, cwd: Path | None = None, capture: bool = False) -> str:
    """Run a command and return what it prints; a failure ends the check with its last lines."""
    found = subprocess.run(command, cwd=cwd, capture_output=True, text=True, check=False)
    if found.returncode:
        raise SystemExit(f"{' '.join(command)}: exit {found.returncode}\n{found.stderr[-2000:]}")
    return found.stdout if capture else ""


class Stranger:
    """A user with an empty home who may not write into the installation."""

    def __init__(self, scripts: Path, home: Path) -> None:
        """Return the home away where we are root."""
        self.command = str(scripts / "mapapp")
        self.home = home
        self.identity: dict[str, int] = {}
        if hasattr(os, "geteuid") and os.geteuid() == 0:
            entry = pwd.getpwnam(STRANGER)
            shutil.chown(home, entry.pw_uid, entry.pw_gid)
            self.identity = {"user": entry.pw_uid, "group": entry.pw_gid}
        keep = {key: value for key, value in os.environ.items() if key in {"PATH", "LANG", "LC_ALL", "SYSTEMROOT"}}
        self.environment = {**keep, "HOME": str(home), "PYTHONDONTWRITEBYTECODE": "1"}

    def run(self, *arguments: str) -> None:
        """Run one command of the installed mapapp in the home."""
        found = subprocess.run(
            [self.command, *arguments],
            cwd=self.home,
            env=self.environment,
            capture_output=True,
            text=True,
            check=False,
            **self.identity,
        )
        print(f"mapapp {' '.join(arguments)}: exit {found.returncode}", file=sys.stderr)
        if found.returncode:
            raise SystemExit(found.stderr[-3000:])

    def serve(self) -> None:
        """Start the app on a free port, ask for its page, and stop it."""
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            port = probe.getsockname()[1]
        server = subprocess.Popen(
            [self.command, "serve", "--headless", "--port", str(port)],
            cwd=self.home,
            env=self.environment,
            stderr=subprocess.PIPE,
            **self.identity,
        )
        try:
            self._wait(port, server)
        finally:
            server.terminate()
            server.wait(timeout=30)

    def _wait(self, port: int, server: subprocess.Popen[bytes]) -> None:
        """Wait until the page answers; end the check when the server ends or never does."""
        deadline = time.monotonic() + START_TIMEOUT_S
        while time.monotonic() < deadline and server.poll() is None:
            try:
                with urllib.request.urlopen(f"http://127.0.0.1:{port}/", timeout=5) as answer:
                    print(f"mapapp serve: {answer.status}", file=sys.stderr)
                    return
            except OSError:
                time.sleep(0.3)
        server.terminate()
        raise SystemExit(f"mapapp serve did not answer:\n{server.communicate()[1].decode()[-2000:]}")


if __name__ == "__main__":
    sys.exit(main())
