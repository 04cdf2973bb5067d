"""One browser that paints many pictures one after the other, told what to do through a pipe (DevTools protocol).

The pipe belongs to this process alone; nothing listens on the network. A system without POSIX file descriptors starts a
browser for each picture instead.
"""

from __future__ import annotations

import base64
import contextlib
import json
import os
import select
import subprocess
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

from mapapp.errors import ExportError
from mapapp.reports import headless_browser
from mapapp.reports.headless_browser import (
    ATTEMPTS,
    NO_BROWSER,
    TIMEOUT_S,
    end_browser,
    paint_png,
    painting,
    quiet_command,
)

HAS_PIPE: Final = os.name == "posix"
# The browser reads orders from file 3 and answers on file 4.
_SHELL: Final = 'exec "$0" "$@" 3<&0 4>&1 </dev/null >/dev/null 2>&1'
_END: Final = b"\0"
# The deck says when it is drawn; two frames later it is on the screen.
_SETTLED: Final = """new Promise(done => {
  const look = () => document.body.dataset.ready !== "1" ? requestAnimationFrame(look)
    : document.fonts.ready.then(() => requestAnimationFrame(() => requestAnimationFrame(() => done(1))));
  look();
})"""


class BrowserHungError(ExportError):
    """The browser did not answer in time, or left."""


def paint_all(page: Path, fragments: list[str], *, width: int, height: int, scale: float) -> Iterator[bytes]:
    """Yield the PNG of a local page for each fragment, all painted by one browser; sizes are CSS pixels.

    A browser that hangs or leaves is replaced. Raises ExportError when there is none, or one picture fails twice.
    """
    if not HAS_PIPE:
        for fragment in fragments:
            yield paint_png(page, width=width, height=height, scale=scale, fragment=fragment)
        return
    done = tries = 0
    while done < len(fragments):
        try:
            with painting, _Session(width, height, scale) as session:
                while done < len(fragments):
                    picture = session.paint(f"{page.resolve().as_uri()}?{done}#{fragments[done]}")
                    done, tries = done + 1, 0
                    yield picture
        except BrowserHungError:
            tries += 1
            if tries >= ATTEMPTS:
                raise


class _Session:
    """A running browser with one open page."""

    def __init__(self, width: int, height: int, scale: float) -> None:
        browser = headless_browser.find_browser()
        if browser is None:
            raise ExportError(NO_BROWSER)
        self._folder = tempfile.TemporaryDirectory(prefix="mapapp-", ignore_cleanup_errors=True)
        command = [*quiet_command(browser, Path(self._folder.name)), "--hide-scrollbars", "--remote-debugging-pipe"]
        command += [f"--window-size={width},{height}", f"--force-device-scale-factor={scale:g}", "about:blank"]
        self._process = subprocess.Popen(
            ["/bin/sh", "-c", _SHELL, *command],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            # A group to end it by, but no session: Linux shares the processor out by session, so it would not give way.
            process_group=0,
        )
        self._number = 0
        self._page = ""
        self._read = bytearray()
        self._happened: set[str] = set()
        self._size = {"width": width, "height": height, "deviceScaleFactor": scale, "mobile": False}

    def __enter__(self) -> _Session:
        try:
            target = self._ask("Target.createTarget", {"url": "about:blank"})["targetId"]
            self._page = self._ask("Target.attachToTarget", {"targetId": target, "flatten": True})["sessionId"]
            self._ask("Page.enable")
            self._ask("Emulation.setDeviceMetricsOverride", self._size)
        except BaseException:
            self.__exit__()
            raise
        return self

    def __exit__(self, *_: object) -> None:
        end_browser(self._process)
        self._folder.cleanup()

    def paint(self, address: str) -> bytes:
        """Return the picture of a page once it has settled."""
        self._happened.clear()
        self._ask("Page.navigate", {"url": address})
        self._wait_for("Page.loadEventFired")
        self._ask("Runtime.evaluate", {"expression": _SETTLED, "awaitPromise": True})
        return base64.b64decode(self._ask("Page.captureScreenshot", {"format": "png"})["data"])

    def _ask(self, method: str, parameters: dict[str, Any] | None = None) -> dict[str, Any]:
        """Give an order and return its answer."""
        self._number += 1
        order: dict[str, Any] = {"id": self._number, "method": method, "params": parameters or {}}
        if self._page:
            order["sessionId"] = self._page
        pipe = self._process.stdin
        try:
            assert pipe is not None
            pipe.write(json.dumps(order).encode() + _END)
            pipe.flush()
        except OSError as error:
            raise BrowserHungError(f"浏览器中途退出了；{NO_BROWSER}") from error
        for message in self._messages():
            if message.get("id") == self._number:
                if "error" in message:
                    raise ExportError(
                        f"浏览器不会做这一步（{message['error'].get('message', '')[:100]}）；请换一个浏览器"
                    )
                result: dict[str, Any] = message["result"]
                return result
        raise BrowserHungError("浏览器没有回答")

    def _wait_for(self, event: str) -> None:
        """Read on until an event has happened."""
        if event in self._happened:
            return
        for message in self._messages():
            if message.get("method") == event:
                return

    def _messages(self) -> Iterator[dict[str, Any]]:
        """Yield what the browser says. Raises BrowserHungError when it says nothing for too long, or leaves."""
        deadline = time.monotonic() + TIMEOUT_S
        pipe = self._process.stdout
        assert pipe is not None
        while True:
            while (at := self._read.find(_END)) >= 0:
                raw = bytes(self._read[:at])
                del self._read[: at + 1]
                with contextlib.suppress(ValueError):
                    message = json.loads(raw)
                    self._happened.add(message.get("method", ""))
                    yield message
            ready, _, _ = select.select([pipe], [], [], max(0.0, deadline - time.monotonic()))
            part = os.read(pipe.fileno(), 1 << 20) if ready else b""
            if not part:
                reason = "中途退出了" if ready else f"{TIMEOUT_S} 秒没有画完"
                raise BrowserHungError(f"浏览器{reason}；请关掉一些程序后重试")
            self._read += part
