"""The server around the hostile app, as mapapp/app.py is around the real one. Run by the tests, from a folder of its own."""

from __future__ import annotations

from pathlib import Path

import streamlit as st

from mapapp.ui.served_files import file_routes

app = st.App(Path(__file__).parent / "hostile_app.py", routes=file_routes())
