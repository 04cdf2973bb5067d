"""What Streamlit does not document is still there; after an upgrade this says what to look at."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

import pytest
import streamlit
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.runtime.scriptrunner import ScriptRunContext
from streamlit.web.server.starlette import starlette_routes

from mapapp.ui.components import theme
from mapapp.ui.streamlit_internals import (
    HEALTH_PATH,
    METRICS_PATH,
    WANTED_MESSAGES,
    has_visitor,
    is_history_navigation,
    wanted_message,
)

LOOKS = "".join(
    (Path(theme.__file__).parent / name).read_text(encoding="utf-8") for name in ("theme.css", "small_screen.css")
)
NAMES = sorted(set(re.findall(r'data-testid\^?="(\w+)"', LOOKS)))


@cache
def front_end() -> str:
    """Return all scripts of Streamlit's page as one text."""
    folder = Path(streamlit.__file__).parent / "static" / "static" / "js"
    return "\n".join(path.read_text(encoding="utf-8") for path in folder.glob("*.js"))


def test_the_kinds_of_message_are_those_we_have_looked_at():
    kinds = {field.name for field in BackMsg.DESCRIPTOR.oneofs_by_name["type"].fields}
    refused = {
        "clear_cache",
        "set_run_on_save",
        "load_git_info",
        "debug_disconnect_websocket",
        "debug_shutdown_runtime",
    }
    assert kinds == WANTED_MESSAGES | refused
    assert wanted_message(BackMsg(app_heartbeat=True).SerializeToString())


def test_the_addresses_of_the_server_are_where_we_guard_them():
    assert f"/{starlette_routes.ROUTE_METRICS}" == METRICS_PATH
    assert f"/{starlette_routes.ROUTE_HEALTH}" == HEALTH_PATH


@pytest.mark.parametrize("name", NAMES)
def test_every_part_our_looks_name_is_still_on_the_page(name):
    assert f'"{name}"' in front_end() or f"`{name}`" in front_end()


def test_a_part_that_is_not_there_would_be_noticed():
    assert len(NAMES) > 15
    assert '"stNoSuchPart"' not in front_end()


def test_a_run_knows_whether_back_or_forward_asked_for_it():
    assert "is_history_navigation" in ScriptRunContext.__dataclass_fields__
    assert not is_history_navigation()
    assert not has_visitor()
