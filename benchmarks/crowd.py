"""How long an answer takes when a roomful of people use the app at once: plain websocket clients on this machine.

Each client speaks what the browser sends: it opens the page, then thinks for 2.5-7.5 s between clicks on zones and
projects (the map's part of the page runs), year steps and searches (the whole page runs); every fifth reads the ledger
instead and steps through its years. An answer's time is from sending to Streamlit's "script finished". The clients share
this machine's cores with the server, so the figures err on the slow side. Streamlit is asked nothing outside localhost.

    python benchmarks/crowd.py [--users 25 50] [--seconds 40]
"""

from __future__ import annotations

import argparse
import asyncio
import json
import random
import statistics
import sys
import tempfile
import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from streamlit.proto.Alert_pb2 import Alert
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.asyncio.client import ClientConnection, connect

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from benchmarks.server_load import cpu_seconds, memory_mb  # noqa: E402
from mapapp.pipeline import build_atlas  # noqa: E402
from mapapp.settings import GEODATA_DIR, SEEDS_DIR  # noqa: E402
from tests.browser.conftest import start_server  # noqa: E402

THOUGHT_S: Final = (2.5, 7.5)
ANSWER_TIMEOUT_S: Final = 30.0
MOST_USERS, MOST_SECONDS = 60, 120
P95_BAR_S: Final = 3.0
SEARCHES: Final = ("", "水厂", "轨道", "hwyf", "学校")
MAP_COMPONENT, PANEL_COMPONENT, SEARCH_COMPONENT = "mapapp_map_frame", "mapapp_panel", "mapapp_search_box"
FINISHED = (ForwardMsg.FINISHED_SUCCESSFULLY, ForwardMsg.FINISHED_FRAGMENT_RUN_SUCCESSFULLY)


@dataclass(slots=True)
class Tally:
    """What the crowd saw: seconds to the first page, seconds per answer, bytes received after it, and failures."""

    first: list[float] = field(default_factory=list)
    answers: dict[str, list[float]] = field(default_factory=dict)
    received: int = 0
    failures: list[str] = field(default_factory=list)


@dataclass(slots=True)
class Client:
    """One visitor: the connection, the widgets seen so far, what the visitor set them to, and how the rest stand."""

    socket: ClientConnection
    tally: Tally
    query: str
    widgets: dict[str, str] = field(default_factory=dict)
    fragment: str = ""
    page_hash: str = ""
    shown: bytes = b""
    values: dict[str, str | float] = field(default_factory=dict)
    stand: dict[str, float | list[str]] = field(default_factory=dict)

    async def run(self, *, fragment: bool = False) -> float:
        """Ask for a run with the present values and give the seconds until it has finished."""
        message = BackMsg()
        client = message.rerun_script
        client.query_string, client.page_script_hash = self.query, self.page_hash
        client.fragment_id = self.fragment if fragment else ""
        told = {self.widgets[name]: value for name, value in self.values.items()}
        for widget, value in (self.stand | told).items():
            state = client.widget_states.widgets.add()
            state.id = widget
            if isinstance(value, str):
                state.json_value = value
            elif isinstance(value, float):
                state.double_array_value.data.append(value)
            else:
                state.string_array_value.data.extend(value)
        begun = time.perf_counter()
        await self.socket.send(message.SerializeToString())
        async with asyncio.timeout(ANSWER_TIMEOUT_S):
            while True:
                raw = await self.socket.recv()
                self.tally.received += len(raw)
                answer = ForwardMsg.FromString(raw if isinstance(raw, bytes) else raw.encode())
                self._note(answer)
                if answer.WhichOneof("type") == "script_finished":
                    if answer.script_finished not in FINISHED:
                        self.tally.failures.append("a run did not finish well")
                    return time.perf_counter() - begun

    def _note(self, answer: ForwardMsg) -> None:
        """Remember the widgets the page has, and any error it shows."""
        kind = answer.WhichOneof("type")
        if kind == "new_session":
            self.page_hash = answer.new_session.page_script_hash
        if kind != "delta" or answer.delta.WhichOneof("type") != "new_element":
            return
        element = answer.delta.new_element
        match element.WhichOneof("type"):
            case "exception":
                self.tally.failures.append("the page shows an error")
            case "alert" if element.alert.format == Alert.ERROR:
                self.tally.failures.append("the page says that it failed")
            case "bidi_component" if element.bidi_component.component_name.endswith(MAP_COMPONENT):
                self.widgets["map"] = element.bidi_component.id
                self.fragment = answer.delta.fragment_id or self.fragment
            case "bidi_component" if element.bidi_component.component_name.endswith(PANEL_COMPONENT):
                self.shown = element.bidi_component.SerializeToString()
            case "slider":
                self.widgets["year"] = element.slider.id
                if element.slider.set_value or element.slider.id not in self.stand:
                    (self.stand[element.slider.id],) = element.slider.value or element.slider.default
            case "button_group":
                # A browser says with every message what all buttons stand at; what is not said is forgotten.
                group = element.button_group
                if group.set_value or group.id not in self.stand:
                    standing = group.raw_values or [group.options[at].content for at in group.default]
                    self.stand[group.id] = list(standing)
            case "bidi_component" if element.bidi_component.component_name.endswith(SEARCH_COMPONENT):
                self.widgets["search"] = element.bidi_component.id


async def visit(url: str, number: int, until: float, focuses: list[str], tally: Tally) -> None:
    """Be one visitor until the time is over; what goes wrong is written down and ends the visit."""
    dice = random.Random(number)  # the same crowd every time
    query = "page=ledger" if number % 5 == 4 else ""
    try:
        async with connect(
            url, max_size=None, origin=url.replace("ws:", "http:").removesuffix("/_stcore/stream")
        ) as socket:  # type: ignore[arg-type]
            client = Client(socket, tally, query)
            tally.first.append(await client.run())
            wanted = {"year", "search"} if query else {"year", "search", "map"}
            if not wanted <= set(client.widgets) or (not query and not client.fragment):
                raise LookupError(f"the page lacks {wanted - set(client.widgets) or 'the fragment'}")
            while True:
                thought = dice.uniform(*THOUGHT_S)
                if time.monotonic() + thought > until:
                    return
                await asyncio.sleep(thought)
                chance = 0.7 if query else dice.random()
                if chance < 0.6:
                    focus = dice.choice(focuses)
                    value = {"focus": focus, "zones": [], "pids": []}
                    client.values["map"] = json.dumps({"click": {"value": value, "t": time.time() * 1000}})
                    client.shown = b""
                    tally.answers.setdefault("click", []).append(await client.run(fragment=True))
                    if f'"focus":{json.dumps(focus)}' not in client.shown.decode("utf-8", "replace").replace(": ", ":"):
                        tally.failures.append("a click brought no panel, or another one's")
                elif chance < 0.85:
                    client.values["year"] = float(dice.randint(2018, 2026))
                    kind = "ledger year" if query else "year"
                    tally.answers.setdefault(kind, []).append(await client.run())
                else:
                    value = {"filter": {"value": dice.choice(SEARCHES), "t": time.time() * 1000}}
                    client.values["search"] = json.dumps(value)
                    tally.answers.setdefault("search", []).append(await client.run())
    except Exception as error:  # a lost connection has many names, and each is a failure to report
        tally.failures.append(f"{type(error).__name__}: {error}")


async def crowd(url: str, users: int, seconds: float, focuses: list[str]) -> Tally:
    """Let so many visitors come within five seconds and stay for the given time."""
    tally = Tally()
    until = time.monotonic() + 5 + seconds

    async def come(number: int) -> None:
        await asyncio.sleep(5 * number / users)
        await visit(url, number, until, focuses, tally)

    await asyncio.gather(*(come(number) for number in range(users)))
    return tally


def quantile(values: list[float], share: float) -> float:
    """Return the value below which a share of the values lies, nearest rank."""
    ranked = sorted(values)
    return ranked[min(len(ranked) - 1, int(share * len(ranked)))]


def main() -> int:
    """Print one table; exit 1 when p95 at 25 users is over the bar or anything failed."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--users", type=int, nargs="+", default=[25, 50])
    parser.add_argument("--seconds", type=float, default=40)
    options = parser.parse_args()
    if max(options.users) > MOST_USERS or options.seconds > MOST_SECONDS:
        parser.error(f"at most {MOST_USERS} users and {MOST_SECONDS} s")
    atlas = build_atlas(SEEDS_DIR, GEODATA_DIR)
    focuses = [f"zone:{zone.zone_id}" for zone in atlas.geodata.zones]
    focuses += [f"project:{project.project_id}" for project in atlas.projects[::10]]
    good = True
    with tempfile.TemporaryDirectory(prefix="mapapp-crowd-") as name:
        server, url = start_server(ROOT / "mapapp" / "app.py", Path(name) / "server.log")
        try:
            stream = url.replace("http:", "ws:") + "/_stcore/stream"
            asyncio.run(crowd(stream, 1, 8, focuses))  # the first visit builds the Atlas for everyone
            print(f"{'users':>5} {'what':<12} {'count':>5} {'p50 s':>6} {'p95 s':>6} {'max s':>6}")
            for users in options.users:
                used = cpu_seconds(server)
                tally = asyncio.run(crowd(stream, users, options.seconds, focuses))
                used = cpu_seconds(server) - used
                every = [value for values in tally.answers.values() for value in values]
                for what, values in (
                    ("first page", tally.first),
                    *sorted(tally.answers.items()),
                    ("all answers", every),
                ):
                    if values:
                        figures = (statistics.median(values), quantile(values, 0.95), max(values))
                        print(
                            f"{users:>5} {what:<12} {len(values):>5} " + " ".join(f"{value:6.2f}" for value in figures)
                        )
                print(
                    f"{users:>5} failures {len(tally.failures)} {sorted(set(tally.failures))[:3]}, {memory_mb(server):.0f} MB"
                )
                runs = len(every) + len(tally.first)
                cost, size = 1000 * used / max(1, runs), tally.received / 1000 / max(1, runs)
                print(f"{users:>5} server {cost:.0f} ms processor time and {size:.0f} KB per run")
                good = good and bool(every) and not tally.failures
                good = good and (users > 25 or quantile(every, 0.95) < P95_BAR_S)
        finally:
            server.terminate()
            server.wait()
    print(f"bar: p95 < {P95_BAR_S} s up to 25 users, no failure: {'met' if good else 'NOT met'}")
    return 0 if good else 1


if __name__ == "__main__":
    sys.exit(main())
