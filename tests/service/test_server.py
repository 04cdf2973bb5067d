"""The service runs quietly on the address it is given, and is counted like every other."""

from __future__ import annotations

from starlette.applications import Starlette

from mapapp.operations.metrics import Measured
from mapapp.service import server


def test_one_server_runs_on_the_address_with_its_requests_counted(monkeypatch):
    ran = []
    monkeypatch.setattr(server.uvicorn.Server, "run", lambda self: ran.append(self.config))
    monkeypatch.setattr(server, "set_up_logs", lambda: ran.append("logs"))
    monkeypatch.setattr(server, "tell_metrics", lambda: ran.append("metrics"))
    server.run_server(Starlette(), host="127.0.0.1", port=8123)
    assert ran[:2] == ["logs", "metrics"]
    config = ran[2]
    assert (config.host, config.port) == ("127.0.0.1", 8123)
    assert isinstance(config.app, Measured)
    assert not config.access_log and not config.server_header
