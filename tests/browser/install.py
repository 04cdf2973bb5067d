"""Find a browser for the tests, or install one: `python -m tests.browser.install`.

A missing browser is a failure with a clear line, never a silent skip.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

from mapapp.reports.headless_browser import NAMES, PATHS

HELP = "没有找到浏览器，也装不上；请安装 Chromium、Chrome 或 Edge，或用环境变量 MAPAPP_BROWSER 指明它的路径"


def find_browser() -> str | None:
    """Return the path of a browser that starts, or None. MAPAPP_BROWSER wins over everything found."""
    asked = os.environ.get("MAPAPP_BROWSER")
    candidates = [asked] if asked else [*filter(None, map(shutil.which, NAMES)), *PATHS, _playwright_own()]
    for candidate in candidates:
        if candidate and Path(candidate).exists() and _starts(candidate):
            return candidate
    return None


def _playwright_own() -> str | None:
    """Return the path at which playwright keeps its own Chromium, whether or not it is there."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        return playwright.chromium.executable_path


def _starts(path: str) -> bool:
    """Whether a browser runs at all: on Ubuntu `chromium-browser` may be a stub that only points elsewhere."""
    try:
        return subprocess.run([path, "--version"], capture_output=True, timeout=60, check=False).returncode == 0
    except (OSError, subprocess.TimeoutExpired):
        return False


def _has_chinese_font() -> bool:
    """Whether the system can draw Chinese; where fontconfig is absent (macOS, Windows) it can."""
    if shutil.which("fc-list") is None:
        return sys.platform != "linux"
    return bool(subprocess.run(["fc-list", ":lang=zh"], capture_output=True, check=False).stdout.strip())


def _apt(*packages: str) -> None:
    """Install Debian packages if we may; failures show in what is found afterwards."""
    if hasattr(os, "geteuid") and os.geteuid() == 0 and shutil.which("apt-get"):
        environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
        subprocess.run(["apt-get", "update", "-qq"], env=environment, stdout=sys.stderr, check=False)
        subprocess.run(["apt-get", "install", "-y", "-qq", *packages], env=environment, stdout=sys.stderr, check=False)


def main() -> int:
    """Make sure there is a browser and a Chinese font; 0 if so, 2 with one clear line if not."""
    if find_browser() is None:
        _apt("chromium", "fonts-noto-cjk")
    if find_browser() is None:
        subprocess.run([sys.executable, "-m", "playwright", "install", "chromium"], stdout=sys.stderr, check=False)
    browser = find_browser()
    if browser is None:
        print(HELP, file=sys.stderr)
        return 2
    if not _has_chinese_font():
        _apt("fonts-noto-cjk")
    if not _has_chinese_font():
        print("系统没有中文字体；请安装 fonts-noto-cjk 之类的字体，否则页面上的中文画不出来", file=sys.stderr)
        return 2
    print(f"浏览器：{browser}")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
