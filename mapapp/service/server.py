"""Running the service until it is stopped."""

from __future__ import annotations

import uvicorn
from starlette.applications import Starlette


def run_server(app: Starlette, *, host: str, port: int) -> None:
    """Serve until SIGTERM; one line per request is noise on a terminal that only says where the server is.

    Raises KeyboardInterrupt after Ctrl+C, when the server has ended.
    """
    config = uvicorn.Config(app, host=host, port=port, log_level="warning", access_log=False, server_header=False)
    uvicorn.Server(config).run()
