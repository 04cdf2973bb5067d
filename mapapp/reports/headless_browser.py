"""A browser of this machine, used without a window to paint pictures and pages; nothing is fetched from anywhere.

Chromium, Chrome and Edge understand the same options. Where none is found, one clear line says so.
"""

from __future__ import annotations

import contextlib
import os
import shutil
import signal
import subprocess
import tempfile
import threading
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import Final

from mapapp.errors import ExportError

NAMES: Final = (
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
    "microsoft-edge",
    "msedge",
    "chrome",
)
PATHS: Final = (
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    "/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge",
    r"C:\Program Files\Google\Chrome\Application\chrome.exe",
    r"C:\Program Files (x86)\Microsoft\Edge\Application\msedge.exe",
)
VARIABLE: Final = "MAPAPP_BROWSER"
NO_BROWSER: Final = (
    "图片、PDF 和幻灯片要用本机的浏览器来画，没有找到；请安装 Chromium、Chrome 或 Edge，"
    f"或用环境变量 {VARIABLE} 指明它的路径。单文件网页不需要浏览器也能导出"
)

# A page settles in well under a second of its own time; the wall clock allows for a slow machine.
SETTLE_MS: Final = 2500
TIMEOUT_S: Final = 45
# A browser without a window hangs once in a while at the start; a second one does not.
ATTEMPTS: Final = 2
# So many paint at once in one server, whoever asked: two cores, and visitors who must not wait. The rest stand in line.
MOST_AT_ONCE: Final = 2

painting: Final = threading.BoundedSemaphore(MOST_AT_ONCE)


@cache
def find_browser() -> str | None:
    """Return the path of a browser that starts, or None; the environment variable wins over everything found."""
    asked = os.environ.get(VARIABLE)
    candidates = [asked] if asked else [*filter(None, map(shutil.which, NAMES)), *PATHS]
    return next((path for path in candidates if path and Path(path).exists() and _starts(path)), None)


def browser_missing() -> str:
    """Return the line to show when there is no browser to paint with, or an empty string."""
    return "" if find_browser() else NO_BROWSER


def paint_png(page: Path, *, width: int, height: int, scale: float, fragment: str = "") -> bytes:
    """Paint a local page as a PNG of width × height CSS pixels, `scale` device pixels each.

    Raises ExportError when there is no browser or it paints nothing.
    """
    options = [f"--window-size={width},{height}", f"--force-device-scale-factor={scale:g}", "--hide-scrollbars"]
    return _run(page, fragment, "--screenshot", ".png", options)


def print_pdf(page: Path) -> bytes:
    """Print a local page as a PDF with its own page size and bookmarks, without the browser's header and footer.

    Raises ExportError when there is no browser or it prints nothing.
    """
    return _run(page, "", "--print-to-pdf", ".pdf", ["--no-pdf-header-footer", "--generate-pdf-document-outline"])


def _run(page: Path, fragment: str, action: str, suffix: str, options: Sequence[str]) -> bytes:
    """Let the browser write one file and give its content."""
    browser = find_browser()
    if browser is None:
        raise ExportError(NO_BROWSER)
    with tempfile.TemporaryDirectory(prefix="mapapp-", ignore_cleanup_errors=True) as folder:
        target = Path(folder) / f"out{suffix}"
        command = [*quiet_command(browser, Path(folder)), f"--virtual-time-budget={SETTLE_MS}"]
        command += [f"{action}={target}", *options]
        command.append(page.resolve().as_uri() + (f"#{fragment}" if fragment else ""))
        said = _start(command)
        if not target.exists() or not target.stat().st_size:
            last = (said.strip().splitlines() or ["没有给出原因"])[-1][:200]
            raise ExportError(f"浏览器 {browser} 没有画出来（{last}）；请换一个浏览器，用环境变量 {VARIABLE} 指明")
        return target.read_bytes()


def quiet_command(browser: str, folder: Path) -> list[str]:
    """Return how a browser is started without a window, a profile of anybody's, or a word to the network."""
    command = [browser, "--headless", f"--user-data-dir={folder}/profile", "--disable-gpu", "--no-first-run"]
    command += ["--disable-extensions", "--mute-audio", "--disable-background-networking"]
    command.append("--host-resolver-rules=MAP * ~NOTFOUND")
    # Inside a container everything runs as root, where the sandbox refuses to start; the page is our own file.
    if hasattr(os, "geteuid") and os.geteuid() == 0:
        command.append("--no-sandbox")
    return command


def _start(command: Sequence[str]) -> str:
    """Run the browser and give what it said; one that hangs is ended with its helpers and started once more.

    Raises ExportError when it cannot be started or hangs twice.
    """
    for _ in range(ATTEMPTS):
        with painting:
            try:
                process = subprocess.Popen(
                    command,
                    stdin=subprocess.DEVNULL,
                    stdout=subprocess.DEVNULL,
                    stderr=subprocess.PIPE,
                    process_group=0,
                )
            except OSError as error:
                raise ExportError(f"浏览器 {command[0]} 启动不了（{error.strerror}）；{NO_BROWSER}") from error
            try:
                return process.communicate(timeout=TIMEOUT_S)[1].decode("utf-8", "replace")
            except subprocess.TimeoutExpired:
                end_browser(process)
            except BaseException:  # Ctrl+C: the browser runs in a group of its own and would stay
                end_browser(process)
                raise
    raise ExportError(f"浏览器 {command[0]} 两次都没有在 {TIMEOUT_S} 秒内画完；请关掉一些程序后重试")


def end_browser(process: subprocess.Popen[bytes]) -> None:
    """End a browser and the helpers it started."""
    if hasattr(os, "killpg"):
        with contextlib.suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
    else:
        process.kill()
    process.communicate()


def _starts(path: str) -> bool:
    """Whether a browser runs at all: on some systems the command is a stub that only points elsewhere."""
    try:
        return subprocess.run([path, "--version"], capture_output=True, timeout=60, check=False).returncode == 0
    except (OSError, subprocess.TimeoutExpired):
        return False
