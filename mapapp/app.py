"""The app as a server runs it: `python -m mapapp`, `streamlit run mapapp/app.py` or any ASGI server.

What a visitor sees is drawn by `ui/main.py`; this file only names what stands around it.
"""

from __future__ import annotations

import os
from pathlib import Path

import streamlit as st
from starlette.middleware import Middleware

from mapapp.layers.tiles import tile_origins
from mapapp.ui.freshness import change_routes
from mapapp.ui.preload import warm_up
from mapapp.ui.served_files import file_routes
from mapapp.ui.server_guard import ServerGuard

app = st.App(
    Path(__file__).parent / "ui" / "main.py",
    lifespan=warm_up,
    routes=[*file_routes(), *change_routes()],
    middleware=[Middleware(ServerGuard, tile_hosts=tile_origins(os.environ))],
)
