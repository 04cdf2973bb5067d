"""The share button: copies the address, which holds the whole state of the screen."""

from __future__ import annotations

from typing import Any, Final

import streamlit as st

from mapapp.ui.language import language, language_tag, script_of

_HTML: Final = '<button type="button" class="share"></button>'
_CSS: Final = """
.share { font: 13px/28px "PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", sans-serif; min-width: 62px; padding: 0 12px;
  color: #1f2933; background: #fff; border: 1px solid #dfe4e8; border-radius: 4px; cursor: pointer; white-space: nowrap; }
.share:hover, .share:focus-visible { border-color: #c2410c; color: #c2410c; outline: none; }
.address { width: 320px; font: 12px/26px monospace; }
"""


@st.cache_resource(show_spinner=False)
def _component() -> Any:
    """Register the button, once for the process."""
    return st.components.v2.component("mapapp_share", html=_HTML, css=_CSS, js=script_of("share"))


def show_share() -> None:
    """Draw the button; the address is read in the browser at the moment of the click."""
    _component()(key="share", width="content", data={"lang": language(), "tag": language_tag()})
