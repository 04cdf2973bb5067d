"""Every use of something Streamlit does not document, one function each, so that an upgrade is looked at in one place.

`tests/ui/test_streamlit_internals.py` fails when one of them no longer holds.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Final

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.runtime.scriptrunner import get_script_run_ctx

# Where the server answers that it runs; documented only as a sign of life for containers.
HEALTH_PATH: Final = "/_stcore/health"
METRICS_PATH: Final = "/_stcore/metrics"
UPLOAD_PATH: Final = "/_stcore/upload_file"
SOCKET_PATH: Final = "/_stcore/stream"
# Where programs drive an app without a page, past every rule of a page, if a setting of Streamlit's turns it on.
AGENT_PATH: Final = "/_stcore/agent/"
# Where a provider sends somebody back, and the cookie that says who it is.
SIGN_IN_PATH: Final = "/oauth2callback"
ACCOUNT_COOKIE: Final = b"_streamlit_user="

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


def visit_id() -> str:
    """Return what Streamlit calls the present visit, in the addresses files are sent to too; empty outside one."""
    context = get_script_run_ctx(suppress_warning=True)
    return context.session_id if context is not None else ""


# Where this server keeps the files it was sent; known from the first run of a page on.
_uploads: Final[list[Any]] = []


def note_uploads() -> None:
    """Take note of where files that are sent are kept; called on every run of a page."""
    context = get_script_run_ctx(suppress_warning=True)
    if context is not None:
        _uploads[:] = [context.uploaded_file_mgr]


def upload_sizes() -> dict[str, list[int]]:
    """Return the sizes in bytes of the files that are kept, by visit."""
    visits = list(_uploads[0].file_storage.items()) if _uploads else []
    return {visit: [len(file.data) for file in list(files.values())] for visit, files in visits}


def drop_upload(file_id: str) -> None:
    """Let go one file of the present visit, once its page has taken what it holds."""
    if _uploads:
        _uploads[0].remove_file(visit_id(), file_id)


def drop_uploads() -> None:
    """Let go all files of the present visit."""
    if _uploads:
        _uploads[0].remove_session_files(visit_id())


def gives_account(headers: Iterable[tuple[bytes, bytes]]) -> bool:
    """Whether an answer gives the browser a signed account, and does not take one away."""
    cookies = [value for name, value in headers if name.lower() == b"set-cookie"]
    return any(value.startswith(ACCOUNT_COOKIE) and b"max-age=0" not in value.lower() for value in cookies)
