"""The failing app as a server runs the real one: with the door for what no page caught."""

from __future__ import annotations

from pathlib import Path

import streamlit as st

from mapapp.ui.fault_line import tell_fault

app = st.App(Path(__file__).parent / "failing_app.py", on_script_error=tell_fault)
