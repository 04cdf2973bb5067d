"""The server around the synthetic app, as mapapp/app.py is around the real one."""

from __future__ import annotations

from pathlib import Path

import streamlit as st

from mapapp.ui.served_files import file_routes

app = st.App(Path(__file__).parent / "interaction_app.py", routes=file_routes())
