"""Running the service until it is stopped."""

from __future__ import annotations

import uvicorn
from starlette.applications import Starlette

from mapapp.operations.log_lines import set_up_logs
from mapapp.operations.metrics import Measured, tell_metrics


def run_server(app: Starlette, *, host: str, port: int) -> None:
    """Serve until SIGTERM; one line per request is noise on a terminal that only says where the server is.

    Raises KeyboardInterrupt after Ctrl+C, when the server has ended, and MapAppError for a wrong setting of logs or metrics.
    """
    config = uvicorn.Config(
        Measured(app), host=host, port=port, log_level="warning", access_log=False, server_header=False
    )
    set_up_logs()
    tell_metrics()
    uvicorn.Server(config).run()
