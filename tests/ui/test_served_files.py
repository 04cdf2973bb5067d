"""Published files come with the type a browser asks of them, whatever the system calls it."""

from __future__ import annotations

import mimetypes
import re

import pytest
from starlette.applications import Starlette
from starlette.testclient import TestClient

from mapapp.ui.components.component import module_addresses
from mapapp.ui.served_files import FILES, file_routes


@pytest.fixture
def client():
    """Return a client of a server that has only our routes."""
    return TestClient(Starlette(routes=file_routes()))


def test_scripts_are_scripts_even_where_the_system_says_otherwise(client, monkeypatch):
    monkeypatch.setattr(mimetypes, "guess_type", lambda *_: ("text/plain", None))
    address = FILES.put_folder({"a/b/x.js": b"export {};", "x.css": b""})
    for name, kind in (("a/b/x.js", "text/javascript"), ("x.css", "text/css")):
        answer = client.get("/" + address[name])
        assert answer.status_code == 200
        assert answer.headers["content-type"].startswith(kind)
        assert answer.headers["x-content-type-options"] == "nosniff"


def test_every_component_and_what_it_imports_is_served(client):
    addresses = module_addresses()
    seen, waiting = set(), [name for name in addresses if name.startswith("ui/components/") and name.endswith(".js")]
    while waiting:
        name = waiting.pop()
        if name in seen:
            continue
        seen.add(name)
        answer = client.get("/" + addresses[name])
        assert answer.status_code == 200, name
        base = "/" + addresses[name]
        for target in re.findall(r'\bfrom "(\.[^"]+)"', answer.text):
            asked = str(answer.request.url.join(target).path)
            found = next((other for other, address in addresses.items() if "/" + address == asked), None)
            assert found is not None, (base, target)
            waiting.append(found)
    assert "ui/words/words.js" in seen


def test_an_unknown_address_is_not_found(client):
    assert client.get("/files/none/x.js").status_code == 404
