"""A visitor without a browser: speaks what Streamlit's page sends, on the review desk, through a proxy and its cookies."""

from __future__ import annotations

import asyncio
import contextlib
import json
import time
import urllib.request
from collections import Counter
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from functools import cache
from typing import Any, Final

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.asyncio.client import ClientConnection, connect

from mapapp.pipeline import build_atlas
from mapapp.reviewing.review_desk import desk_records
from mapapp.settings import GEODATA_DIR, SEEDS_DIR

ANSWER_TIMEOUT_S: Final = 60.0
DESK: Final = "mapapp_desk"
FINISHED: Final = (ForwardMsg.FINISHED_SUCCESSFULLY, ForwardMsg.FINISHED_FRAGMENT_RUN_SUCCESSFULLY)


@cache
def records_to_decide() -> tuple[str, ...]:
    """Return the keys of the records on the desk that opens by itself: of the document with most doubtful readings."""
    atlas = build_atlas(SEEDS_DIR, GEODATA_DIR)
    doubtful = Counter(event.doc for event in atlas.events if not event.certain)
    document = max(atlas.documents, key=lambda one: doubtful[one.id])
    return tuple(record.key for record in desk_records(atlas, document.id))


def cookie_of(url: str, known: str = "") -> str:
    """Open the page as a browser does first, and return the cookie of the server that a visitor is to stay on."""
    request = urllib.request.Request(f"{url}/", headers={"Cookie": known} if known else {})
    with urllib.request.urlopen(request, timeout=ANSWER_TIMEOUT_S) as answer:
        given = answer.headers.get("Set-Cookie", "").partition(";")[0]
    return given or known


@dataclass(slots=True)
class Visitor:
    """One visit to the desk."""

    socket: ClientConnection
    cookie: str
    widget: str = ""
    fragment: str = ""
    page_hash: str = ""
    wishes: int = 0
    seen: int = 0
    heard: float = 0.0
    replies: list[dict[str, Any]] = field(default_factory=list)

    async def run(self, said: list[dict[str, Any]] | None = None) -> float:
        """Ask for a run, of the desk alone when something is said there, and return the seconds until it has finished.

        Raises RuntimeError when the page shows an error.
        """
        message = BackMsg()
        client = message.rerun_script
        client.query_string, client.page_script_hash = "page=desk", self.page_hash
        if said is not None:
            client.fragment_id = self.fragment
            state = client.widget_states.widgets.add()
            state.id = self.widget
            state.json_value = json.dumps({"say": {"value": said, "t": time.time()}})
        begun = time.perf_counter()
        await self.socket.send(message.SerializeToString())
        async with asyncio.timeout(ANSWER_TIMEOUT_S):
            while True:
                raw = await self.socket.recv()
                answer = ForwardMsg.FromString(raw if isinstance(raw, bytes) else raw.encode())
                self._note(answer)
                if answer.WhichOneof("type") == "script_finished":
                    if answer.script_finished not in FINISHED:
                        raise RuntimeError("a run did not finish well")
                    return time.perf_counter() - begun

    async def decide(self, key: str) -> float:
        """Accept a record and return the seconds until the server has said that it is kept.

        Raises PermissionError with the server's words when it is not.
        """
        self.wishes += 1
        spent = await self.run([{"n": self.wishes, "verb": "accept", "key": key, "seen": self.seen}])
        refused = [reply for reply in self.replies if reply.get("n") == self.wishes]
        if self.heard < self.wishes or refused:
            raise PermissionError(str(refused[0].get("said") or refused[0]) if refused else "not heard")
        return spent

    def _note(self, answer: ForwardMsg) -> None:
        """Remember the desk, and what it says."""
        kind = answer.WhichOneof("type")
        if kind == "new_session":
            self.page_hash = answer.new_session.page_script_hash
        if kind != "delta" or answer.delta.WhichOneof("type") != "new_element":
            return
        element = answer.delta.new_element
        if element.WhichOneof("type") == "exception":
            raise RuntimeError("the page shows an error")
        if element.WhichOneof("type") == "bidi_component" and element.bidi_component.component_name.endswith(DESK):
            self.widget = element.bidi_component.id
            self.fragment = answer.delta.fragment_id or self.fragment
            data = json.loads(element.bidi_component.json)
            self.seen, self.heard, self.replies = data["seen"], data["heard"], data["replies"]


@contextlib.asynccontextmanager
async def connect_visitor(url: str, name: str, *, cookie: str = "", claims: str = "") -> AsyncIterator[Visitor]:
    """Open the page and its socket through the proxy; `name` is who the proxy will say it is, `claims` what he says himself."""
    held = await asyncio.to_thread(cookie_of, url, cookie)
    headers = {"Cookie": held, **({"X-Test-User": name} if name else {})}
    if claims:
        headers["X-User"] = claims
    stream = url.replace("http:", "ws:") + "/_stcore/stream"
    async with connect(stream, max_size=None, origin=url, additional_headers=headers, proxy=None) as socket:  # type: ignore[arg-type]
        yield Visitor(socket, held)
