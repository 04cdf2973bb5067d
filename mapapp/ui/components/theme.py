"""The looks Streamlit's own settings cannot reach: no menu or stripe, one dense bar, a map that fills the window."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Final

import streamlit as st

from mapapp.ui.i18n import t

# Heights in pixels: the two rows of the top bar, and the foot. The map takes the rest of the window.
TOP_PX: Final = 77
FOOT_PX: Final = 47
# Above and below the bar.
GAPS_PX: Final = 16


def apply_theme() -> None:
    """Put the looks on the page."""
    variables = {
        "--bar": f"{TOP_PX}px",
        "--top": f"{TOP_PX + GAPS_PX}px",
        "--foot": f"{FOOT_PX}px",
        "--file-choice": json.dumps(t("foot.choose_file"), ensure_ascii=False),
        "--fault": json.dumps(t("foot.fault_outside"), ensure_ascii=False),
        "--file-limit": json.dumps(t("foot.file_limit"), ensure_ascii=False),
    }
    root = "".join(f"{name}: {value};" for name, value in variables.items())
    st.html(f"<style>:root {{ {root} }}\n{_looks()}</style>")


@cache
def _looks() -> str:
    """Return the style sheet of the page; what a small screen has otherwise comes last."""
    folder = Path(__file__).parent
    return "\n".join((folder / name).read_text(encoding="utf-8") for name in ("theme.css", "small_screen.css"))
