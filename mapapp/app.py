"""The app as a server runs it: `python -m mapapp`, `streamlit run mapapp/app.py` or any ASGI server.

What a visitor sees is drawn by `ui/main.py`; this file only names what stands around it.
"""

from __future__ import annotations

import os
from pathlib import Path

import streamlit as st
from starlette.middleware import Middleware

from mapapp.operations.metrics import Measured
from mapapp.operations.sign_in_settings import read_sign_in
from mapapp.ui.base_maps import picture_origins, tile_routes
from mapapp.ui.fault_line import tell_fault
from mapapp.ui.freshness import change_routes
from mapapp.ui.health import health_routes
from mapapp.ui.preload import warm_up
from mapapp.ui.served_files import file_routes
from mapapp.ui.server_guard import ServerGuard

app = st.App(
    Path(__file__).parent / "ui" / "main.py",
    secrets=read_sign_in(os.environ) or None,
    lifespan=warm_up,
    # What no page caught: a button's callback that fails, or a part that is drawn anew.
    on_script_error=tell_fault,
    routes=[*file_routes(), *tile_routes(), *change_routes(), *health_routes()],
    middleware=[Middleware(Measured), Middleware(ServerGuard, tile_hosts=picture_origins())],
)
