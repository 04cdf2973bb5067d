"""What a proxy is told: the process lives, and may be sent visitors once the documents are read."""

from __future__ import annotations

import pytest
from starlette.applications import Starlette
from starlette.testclient import TestClient

from mapapp.ui import health


@pytest.fixture
def client():
    return TestClient(Starlette(routes=health.health_routes()))


def test_it_lives_before_it_is_ready(client, monkeypatch):
    monkeypatch.setattr(health, "has_read", lambda: False)
    assert (client.get("/healthz").status_code, client.get("/healthz").text) == (200, "ok\n")
    answer = client.get("/readyz")
    assert (answer.status_code, answer.json()["ready"]) == (503, False)


def test_it_is_ready_once_the_documents_are_read(client, monkeypatch):
    monkeypatch.setattr(health, "has_read", lambda: True)
    answer = client.get("/readyz")
    assert (answer.status_code, answer.json()) == (200, {"ready": True, "store": "ready"})
    assert health.READY.collect()[0].samples[0].value == 1.0


def test_answers_are_kept_by_nobody_and_nothing_else_is_taken(client):
    assert client.get("/healthz").headers["cache-control"] == "no-store"
    assert client.get("/readyz").headers["cache-control"] == "no-store"
    assert client.post("/healthz").status_code == 405
