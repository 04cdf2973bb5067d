"""The process that paints one file: `python -m mapapp.painting.painting_worker TARGET`, what to paint as a line of JSON on stdin.

It builds the Atlas from the workspace and the store as of the revision asked for, so that little is sent; how far it is
goes to stdout, a JSON object a line. It ends by itself when the server that started it is gone.
"""

from __future__ import annotations

import contextlib
import json
import os
import signal
import sys
import threading
from pathlib import Path
from typing import Any

from mapapp.errors import MapAppError
from mapapp.exports.atomic_write import write_whole
from mapapp.live_atlas import build_live_atlas, state_as_of
from mapapp.open_workspace import activate, active
from mapapp.painting.painting_jobs import LOOKS_EVERY_S, NICE
from mapapp.reports import present_bytes, read_deck
from mapapp.selection import from_parameters
from mapapp.store import open_store
from mapapp.workspace import all_districts, only_districts


def main() -> int:
    """Paint one file and return 0, or 2 after saying why not."""
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))  # the browser is ended on the way out
    _give_way()
    threading.Thread(target=_end_with, args=(os.getppid(),), daemon=True).start()
    asked: dict[str, Any] = json.loads(sys.stdin.buffer.readline())
    try:
        write_whole(Path(sys.argv[1]), [_paint(asked)], force=False)
    except MapAppError as error:
        _say({"refused": str(error)})
        return 2
    return 0


def _give_way() -> None:
    """Let this process and what it starts give way to others: among all of a session, and the session among sessions."""
    if hasattr(os, "nice"):
        os.nice(NICE)
        # Linux shares the processor out by session first (sched(7), "The autogroup feature"); elsewhere there is no such file.
        if os.getsid(0) == os.getpid():
            with contextlib.suppress(OSError):
                Path("/proc/self/autogroup").write_text(str(NICE), encoding="ascii")


def _paint(asked: dict[str, Any]) -> bytes:
    """Return the file somebody asked for."""
    activate(only_districts(all_districts(active()), str(asked.get("district", ""))))
    store = open_store()
    seeds = Path(os.environ.get("MAPAPP_SEEDS") or active().seeds_dir)
    geodata = Path(os.environ.get("MAPAPP_GEODATA") or active().geodata_dir)
    atlas = build_live_atlas(store, state_as_of(store, int(asked["revision"])), seeds, geodata)
    selection, _ = from_parameters(asked["selection"], atlas)
    deck = None if asked["deck"] is None else read_deck(json.dumps(asked["deck"]).encode(), atlas)[0]
    return present_bytes(
        atlas, selection, asked["format"], deck, lambda done, total: _say({"done": done, "total": total})
    )


def _say(told: dict[str, Any]) -> None:
    """Tell the server one thing."""
    sys.stdout.buffer.write(json.dumps(told).encode() + b"\n")
    sys.stdout.buffer.flush()


def _end_with(parent: int) -> None:
    """End this process once the one that started it has gone."""
    while True:
        threading.Event().wait(LOOKS_EVERY_S)
        if os.getppid() != parent:
            os.kill(os.getpid(), signal.SIGTERM)


if __name__ == "__main__":
    sys.exit(main())
