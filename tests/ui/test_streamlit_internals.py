"""What Streamlit does not document is still there; after an upgrade this says what to look at."""

from __future__ import annotations

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.web.server.starlette import starlette_routes

from mapapp.ui.streamlit_internals import HEALTH_PATH, METRICS_PATH, WANTED_MESSAGES, wanted_message


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
