"""The app names the door for what no page caught."""

from __future__ import annotations

import runpy

import streamlit as st

from mapapp.settings import PACKAGE_DIR
from mapapp.ui.fault_line import tell_fault


def test_what_no_page_caught_is_told_in_our_words(monkeypatch):
    named = {}
    monkeypatch.setattr(st, "App", lambda *_script, **options: named.update(options))
    runpy.run_path(str(PACKAGE_DIR / "app.py"))
    assert named["on_script_error"] is tell_fault
