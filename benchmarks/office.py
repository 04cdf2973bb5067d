"""Fifty people over the proxy of deploy/, two app servers, one PostgreSQL; one server is killed in the middle.

Every fifth sits at the review desk and accepts records, each his own; the others open the map at a year, click a few times,
and open it again. Who loses the connection opens the page again, as a browser does. At the end every decision that
was answered must stand in the journal. Everything shares this machine's cores, so seconds are for comparing, not for promising.

    python benchmarks/office.py [--users 50] [--seconds 60]
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

from websockets.asyncio.client import connect
from websockets.exceptions import WebSocketException

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from benchmarks.crowd import Client, Tally, quantile  # noqa: E402
from mapapp.pipeline import build_atlas  # noqa: E402
from mapapp.settings import GEODATA_DIR, SEEDS_DIR  # noqa: E402
from mapapp.store import close_databases, open_store  # noqa: E402
from tests.deploy.office import Office, find_nginx, run_office  # noqa: E402
from tests.deploy.visitor import connect_visitor, cookie_of, records_to_decide  # noqa: E402
from tests.store.install import find_postgres  # noqa: E402
from tests.store.server import run_server  # noqa: E402

THOUGHT_S: Final = (2.5, 7.5)
EDITOR_EVERY: Final = 5
MOST_USERS, MOST_SECONDS = 60, 180
LOST: Final = (OSError, WebSocketException, EOFError)


@dataclass(slots=True)
class Seen:
    """What everybody saw: seconds by kind of answer before and after the loss, lost connections, errors, what was kept."""

    lost_at: float = float("inf")
    answers: dict[tuple[str, str], list[float]] = field(default_factory=dict)
    lost: int = 0
    errors: list[str] = field(default_factory=list)
    kept: set[str] = field(default_factory=set)
    went_on: set[int] = field(default_factory=set)

    def took(self, number: int, what: str, seconds: float) -> None:
        """Note an answer."""
        after = time.monotonic() > self.lost_at
        self.answers.setdefault(("after" if after else "before", what), []).append(seconds)
        if after:
            self.went_on.add(number)


async def come_again(
    office: Office, number: int, until: float, seen: Seen, focuses: list[str], keys: list[str]
) -> None:
    """Be one person until the time is over: work, and when the connection is lost open the page again."""
    dice = random.Random(number)
    while time.monotonic() < until:
        try:
            if number % EDITOR_EVERY == 0:
                await edit(office, number, until, seen, keys, dice)
            else:
                await look(office, number, until, seen, focuses, dice)
        except LOST:
            seen.lost += 1
            await asyncio.sleep(dice.uniform(0.5, 1.5))  # Streamlit's page waits about so long
        except Exception as error:  # whatever else goes wrong is an error to report
            seen.errors.append(f"{type(error).__name__}: {error}")
            await asyncio.sleep(1)


async def edit(office: Office, number: int, until: float, seen: Seen, keys: list[str], dice: random.Random) -> None:
    """Accept one's own records one after the other."""
    async with connect_visitor(office.url, f"editor{number}@office.example") as visitor:
        seen.took(number, "desk opened", await visitor.run())
        while keys and (thought := dice.uniform(*THOUGHT_S)) + time.monotonic() < until:
            await asyncio.sleep(thought)
            seen.took(number, "decision", await visitor.decide(keys[0]))
            seen.kept.add(keys.pop(0))
        await asyncio.sleep(max(0, until - time.monotonic()))


async def look(office: Office, number: int, until: float, seen: Seen, focuses: list[str], dice: random.Random) -> None:
    """Open the page at a year, click a few times, and leave; whoever comes next opens it anew."""
    cookie = await asyncio.to_thread(cookie_of, office.url)
    stream = office.url.replace("http:", "ws:") + "/_stcore/stream"
    async with connect(
        stream, max_size=None, origin=office.url, additional_headers={"Cookie": cookie}, proxy=None
    ) as socket:
        tally = Tally()
        client = Client(socket, tally, f"year={dice.randint(2018, 2026)}")
        seen.took(number, "page", await client.run())
        for _ in range(dice.randint(2, 5)):
            thought = dice.uniform(*THOUGHT_S)
            if thought + time.monotonic() > until:
                await asyncio.sleep(max(0, until - time.monotonic()))
                return
            await asyncio.sleep(thought)
            value = {"focus": dice.choice(focuses), "zones": [], "pids": [], "t": dice.random()}
            client.values["map"] = ("json_value", json.dumps({"click": {"value": value, "t": dice.random()}}))
            seen.took(number, "click", await client.run(fragment=True))
            seen.errors += tally.failures
            tally.failures.clear()


async def work(office: Office, users: int, seconds: float, focuses: list[str]) -> Seen:
    """Let everybody come within five seconds, take a server away at half time, and let them go on."""
    seen, keys = Seen(), list(records_to_decide())
    editors = len(range(0, users, EDITOR_EVERY))
    until = time.monotonic() + 5 + seconds

    async def come(number: int) -> None:
        await asyncio.sleep(5 * number / users)
        own = keys[number // EDITOR_EVERY :: editors]
        await come_again(office, number, until, seen, focuses, own)

    async def lose_one() -> None:
        await asyncio.sleep(5 + seconds / 2)
        seen.lost_at = time.monotonic()
        await asyncio.to_thread(office.kill, "app-1")

    await asyncio.gather(lose_one(), *(come(number) for number in range(users)))
    return seen


def report(seen: Seen, users: int, standing: set[str]) -> bool:
    """Print the figures and return whether nothing was lost and everybody went on."""
    print(f"{'':<8}{'what':<12} {'count':>5} {'p50 s':>6} {'p95 s':>6} {'max s':>6}")
    for (when, what), values in sorted(seen.answers.items(), reverse=True):
        figures = (statistics.median(values), quantile(values, 0.95), max(values))
        print(f"{when:<8}{what:<12} {len(values):>5} " + " ".join(f"{value:6.2f}" for value in figures))
    missing = seen.kept - standing
    print(f"connections lost {seen.lost}, errors {len(seen.errors)} {sorted(set(seen.errors))[:3]}")
    print(f"went on after the loss: {len(seen.went_on)} of {users}")
    print(f"decisions answered {len(seen.kept)}, of these missing in the journal {len(missing)}")
    return not missing and not seen.errors and len(seen.went_on) == users and bool(seen.kept)


def main() -> int:
    """Print one table; exit 1 when a kept thing is gone, somebody could not go on, or an error was shown."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--users", type=int, default=50)
    parser.add_argument("--seconds", type=float, default=60)
    options = parser.parse_args()
    if options.users > MOST_USERS or options.seconds > MOST_SECONDS:
        parser.error(f"at most {MOST_USERS} users and {MOST_SECONDS} s")
    nginx, postgres = find_nginx(), find_postgres()
    if nginx is None or postgres is None:
        print("nginx and PostgreSQL are needed")
        return 2
    atlas = build_atlas(SEEDS_DIR, GEODATA_DIR)
    focuses = [f"zone:{zone.zone_id}" for zone in atlas.geodata.zones]
    focuses += [f"project:{project.project_id}" for project in atlas.projects[::10]]
    with (
        tempfile.TemporaryDirectory(prefix="mapapp-office-") as name,
        run_server(postgres) as server,
        run_office(Path(name), server.create(), nginx) as office,
    ):
        seen = asyncio.run(work(office, options.users, options.seconds, focuses))
        journal = open_store(office.store).journal
        journal.verify()
        good = report(seen, options.users, {entry.subject.key for entry in journal.entries()})
        faults = [
            line for name in ("app-1", "app-2") for line in office.log(name).splitlines() if "mapapp fault" in line
        ]
        print("\n".join(line[-600:] for line in faults[:3]))
        close_databases()
    print("nothing kept was lost and everybody went on" if good else "NOT met")
    return 0 if good else 1


if __name__ == "__main__":
    sys.exit(main())
