"""A service of a small world on a port of its own, asked over HTTP as clients do."""

import json
import socket
import threading
import time
import urllib.error
import urllib.parse
import urllib.request
from contextlib import contextmanager
from dataclasses import dataclass

import pytest
import uvicorn

from mapapp.selection import Selection, select
from mapapp.service import create_app
from tests.exports.full_world import build_full_atlas


@dataclass(frozen=True)
class Answer:
    status: int
    headers: dict[str, str]
    body: bytes

    @property
    def text(self):
        return self.body.decode("utf-8")

    @property
    def json(self):
        return json.loads(self.body)

    @property
    def kind(self):
        return self.headers["content-type"].split(";")[0]


class Client:
    """Asks one server; a refusal is an answer like any other."""

    def __init__(self, url):
        self.url = url
        # A proxy set for the outside world must not be asked about this machine.
        self.opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))

    def get(self, path="/", parameters=None, headers=None, method="GET", data=None):
        """Ask for a path, or for a whole address that a link gave."""
        address = path if path.startswith("http") else self.url + urllib.parse.quote(path, safe="/?&=%")
        if parameters:
            address += ("&" if "?" in address else "?") + urllib.parse.urlencode(parameters)
        request = urllib.request.Request(address, headers=headers or {}, method=method, data=data)
        try:
            with self.opener.open(request, timeout=20) as answer:
                return Answer(answer.status, _lower(answer.headers), answer.read())
        except urllib.error.HTTPError as error:
            return Answer(error.code, _lower(error.headers), error.read())

    def items(self, collection="projects", **parameters):
        """Return the ids that a collection answers with; bbox_crs and its like stand for bbox-crs."""
        dashed = {name.replace("_", "-"): name for name in ("bbox_crs", "filter_crs", "filter_lang")}
        asked = {**parameters, **{new: parameters[old] for new, old in dashed.items() if old in parameters}}
        asked = {name: value for name, value in asked.items() if name not in dashed.values()}
        answer = self.get(f"/collections/{collection}/items", asked)
        assert answer.status == 200, answer.text
        return [feature["id"] for feature in answer.json["features"]]


def _lower(headers):
    return {name.casefold(): value for name, value in headers.items()}


@contextmanager
def serving(app):
    """Run an application on a free port of this machine."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    server = uvicorn.Server(uvicorn.Config(app, host="127.0.0.1", port=port, log_level="critical"))
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    while not server.started:
        assert thread.is_alive(), "the server stopped before it answered"
        time.sleep(0.02)
    try:
        yield Client(f"http://127.0.0.1:{port}")
    finally:
        server.should_exit = True
        thread.join(timeout=10)


@pytest.fixture(scope="session")
def client():
    """Return a client of the world in which every table, every kind of place and every optional field occurs."""
    atlas = build_full_atlas()
    with serving(create_app(atlas, select(atlas, Selection(as_of=2026)))) as found:
        yield found


@pytest.fixture(scope="session")
def full_world():
    """Return that world and all of it selected."""
    atlas = build_full_atlas()
    return atlas, select(atlas, Selection(as_of=2026))
