"""Every use of something Streamlit does not document, one function each, so that an upgrade is looked at in one place.

`tests/ui/test_streamlit_internals.py` fails when one of them no longer holds.
"""

from __future__ import annotations

from typing import Final

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.runtime.scriptrunner import get_script_run_ctx

# Where the server answers that it runs; documented only as a sign of life for containers.
HEALTH_PATH: Final = "/_stcore/health"
METRICS_PATH: Final = "/_stcore/metrics"
UPLOAD_PATH: Final = "/_stcore/upload_file"
SOCKET_PATH: Final = "/_stcore/stream"

# What a page of ours sends: a rerun, a stop, a sign of life, what a download or an upload asks.
WANTED_MESSAGES: Final = frozenset(
    {"rerun_script", "stop_script", "app_heartbeat", "file_urls_request", "backend_operation_request"}
)


def wanted_message(content: bytes) -> bool:
    """Whether a message of the page's socket is of a kind our pages send.

    Streamlit would also take orders to empty every visitor's cache, to read git's state or to end the server.
    """
    message = BackMsg()
    try:
        message.ParseFromString(content)
    except Exception:
        return False
    return message.WhichOneof("type") in WANTED_MESSAGES


def is_history_navigation() -> bool:
    """Whether this run was asked for by the browser's Back or Forward."""
    context = get_script_run_ctx()
    return context is not None and context.is_history_navigation


def has_visitor() -> bool:
    """Whether a visitor's page is being drawn, and not something read ahead."""
    return get_script_run_ctx(suppress_warning=True) is not None
