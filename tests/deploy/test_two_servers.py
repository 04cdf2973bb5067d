"""Two app servers, one PostgreSQL, the OGC API and nginx, run as deploy/ says, on this machine."""

from __future__ import annotations

import json
import os
import re
import subprocess
import time
import urllib.error
import urllib.request

import pytest

from mapapp.store import close_databases, open_store
from tests.deploy.office import CONFIG, find_nginx, nginx_config, run_office, status_of
from tests.deploy.visitor import connect_visitor, records_to_decide
from tests.event_loop import run_aside
from tests.store.install import REQUIRED, find_postgres
from tests.store.server import run_server

pytestmark = pytest.mark.slow
HELP = "没有 nginx 或 PostgreSQL，跳过两台服务器的测试；Debian/Ubuntu 请 sudo apt install nginx postgresql"


@pytest.fixture(scope="module")
def office(tmp_path_factory):
    """Run the office; skipped with one line where its programs are missing, an error where they are required."""
    nginx, postgres = find_nginx(), find_postgres()
    if nginx is None or postgres is None:
        (pytest.fail if os.environ.get(REQUIRED) == "required" else pytest.skip)(HELP)
    with run_server(postgres) as server:
        store = server.create()
        with run_office(tmp_path_factory.mktemp("office"), store, nginx) as running:
            yield running
        close_databases()


def _get(url: str, **headers: str):
    with urllib.request.urlopen(urllib.request.Request(url, headers=headers), timeout=20) as answer:
        return dict(answer.headers), answer.read()


def test_no_place_of_the_configuration_drops_what_all_must_carry():
    # nginx forgets every inherited proxy_set_header where a location has one of its own.
    (server,) = re.findall(
        r"^    server \{\n(.*?)^    \}", CONFIG.read_text(encoding="utf-8"), re.DOTALL | re.MULTILINE
    )
    places = re.findall(r"location .*? \{(.*?)\}", server, re.DOTALL)
    assert len(places) == 5
    assert not [place for place in places if "proxy_set_header" in place]


def test_nginx_takes_the_configuration(tmp_path):
    nginx = find_nginx()
    if nginx is None:
        pytest.skip(HELP)
    config = tmp_path / "nginx.conf"
    config.write_text(nginx_config(tmp_path, 8080, (8501, 8502), 5000), encoding="utf-8")
    command = [nginx, "-t", "-c", str(config), "-p", str(tmp_path), "-e", str(tmp_path / "error")]
    tried = subprocess.run(command, capture_output=True, text=True, check=False)
    assert tried.returncode == 0, tried.stderr


def test_pages_and_the_ogc_api_are_reached_through_the_proxy(office):
    headers, body = _get(f"{office.url}/")
    assert b"<title>" in body
    assert headers["Set-Cookie"].startswith("mapapp_server=")
    headers, body = _get(f"{office.url}/ogc/collections?f=json")
    assert json.loads(body)["links"][0]["href"].startswith(f"{office.url}/ogc/")


def test_what_is_for_the_people_of_the_servers_is_not_for_visitors(office):
    assert status_of(f"{office.url}/metrics") in (200, 404)  # Streamlit answers any address with its page
    assert b"mapapp_requests_total" not in _get(f"{office.url}/")[1]
    assert status_of(f"{office.url}/readyz") == 404
    assert status_of(f"{office.url}/_stcore/metrics") == 403
    for address in office.metrics:
        told = _get(f"{address}/metrics")[1].decode()
        assert "mapapp_ready 1.0" in told and "mapapp_store_writable 1.0" in told


def test_a_large_body_ends_at_the_proxy(office):
    request = urllib.request.Request(f"{office.url}/", data=b"x" * 2_000_000, method="POST")
    with pytest.raises(urllib.error.HTTPError, match="413"):
        urllib.request.urlopen(request, timeout=20)


def test_a_decision_made_on_one_server_is_kept_by_its_person_and_seen_on_the_other(office):
    keys = records_to_decide()

    async def decide() -> list[int]:
        before = [json.loads(_get(f"{url}/changes")[1])["revision"] for url in office.apps]
        async with connect_visitor(office.url, "wang@office.example") as visitor:
            await visitor.run()
            await visitor.decide(keys[0])
        return before

    before = run_aside(decide())
    (entry,) = open_store(office.store).journal.entries()
    assert (entry.who.account, entry.subject.key) == ("wang@office.example", keys[0])
    # Longer than a server remembers what it asked of the store (ui/freshness.py).
    for url, was in zip(office.apps, before, strict=True):
        assert _until_newer(url, was) == entry.number


def _until_newer(url: str, was: int) -> int:
    """Ask a server for its revision until it is another one, for five seconds at most."""
    for _ in range(50):
        revision = int(json.loads(_get(f"{url}/changes")[1])["revision"])
        if revision != was:
            return revision
        time.sleep(0.1)
    return was


def test_who_only_says_himself_who_he_is_decides_nothing(office):
    number = open_store(office.store).journal.revision()

    async def try_to() -> None:
        async with connect_visitor(office.url, "", claims="wang@office.example") as visitor:
            await visitor.run()
            with pytest.raises(PermissionError):
                await visitor.decide(records_to_decide()[1])

    run_aside(try_to())
    assert open_store(office.store).journal.revision() == number


def test_every_line_a_server_wrote_is_json(office):
    lines = [line for name in ("app-1", "app-2") for line in office.log(name).splitlines() if line.strip()]
    plain = [line for line in lines if not line.startswith("{")]
    # The line of the terminal command itself, said before the server stands.
    assert all("http://localhost" in line for line in plain), plain
    assert any(json.loads(line).get("request_id") for line in lines if line.startswith("{"))


def test_a_server_that_is_lost_costs_its_visitors_a_new_connection_and_nothing_kept(office):
    keys = records_to_decide()[2:]

    async def work() -> tuple[set[str], set[str]]:
        async with (
            connect_visitor(office.url, "li@office.example") as one,
            connect_visitor(office.url, "zhao@office.example") as other,
        ):
            # Cookies put them on one server each.
            kept: set[str] = set()
            for number, visitor in enumerate((one, other)):
                await visitor.run()
                await visitor.decide(keys[number])
                kept.add(keys[number])
        office.kill("app-1")
        for number, cookie in enumerate((one.cookie, other.cookie)):
            async with connect_visitor(office.url, "li@office.example", cookie=cookie) as again:
                await again.run()
                await again.decide(keys[2 + number])
                kept.add(keys[2 + number])
        return kept

    kept = run_aside(work())
    assert status_of(f"{office.apps[0]}/healthz") == 0
    assert kept <= {entry.subject.key for entry in open_store(office.store).journal.entries()}
    open_store(office.store).journal.verify()
