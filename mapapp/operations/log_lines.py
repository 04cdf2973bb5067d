"""Logs as JSON Lines where MAPAPP_LOG=json asks for them: one object a line, whatever wrote it; without it, plain lines as ever."""

from __future__ import annotations

import json
import logging
import os
import sys
from datetime import UTC, datetime
from typing import Final

from mapapp.errors import MapAppError

LOG_SETTING: Final = "MAPAPP_LOG"
FORMS: Final = ("", "text", "json")


class JsonLines(logging.Formatter):
    """Write a record as one JSON object: at (UTC), level, logger, message, what it tells, and a traceback as text."""

    def format(self, record: logging.LogRecord) -> str:
        """Return the line."""
        at = datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds")
        line = {"at": at, "level": record.levelname.lower(), "logger": record.name, "message": record.getMessage()}
        told = getattr(record, "told", None)
        if isinstance(told, dict):
            line |= told
        if record.exc_info:
            line["traceback"] = self.formatException(record.exc_info)
        return json.dumps(line, ensure_ascii=False, default=str)


def set_up_logs() -> None:
    """Let every logger of this process write JSON Lines to stderr, if the setting asks for it.

    Raises MapAppError when the setting is none of the forms.
    """
    form = os.environ.get(LOG_SETTING, "")
    if form not in FORMS:
        raise MapAppError(f"{LOG_SETTING} 只能是 text 或 json，不是 {form[:40]}")
    if form != "json":
        # A line for every request is for machines.
        logging.getLogger("mapapp.requests").setLevel(logging.WARNING)
        return
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(JsonLines())
    root = logging.getLogger()
    root.handlers[:] = [handler]
    logging.getLogger("mapapp").setLevel(logging.INFO)
    # Streamlit and uvicorn gave their loggers handlers of their own.
    for known in list(root.manager.loggerDict.values()):
        if isinstance(known, logging.Logger):
            known.handlers.clear()
            known.propagate = True
