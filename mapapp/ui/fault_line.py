"""What a visitor is told when something went wrong that no page foresaw: one line, and its number in the log."""

from __future__ import annotations

import logging
import secrets

import streamlit as st

from mapapp.errors import MapAppError
from mapapp.ui.i18n import t
from mapapp.ui.state import use_language
from mapapp.ui.views.markdown_escape import plain_label

log = logging.getLogger("mapapp.ui.fault_line")


def tell_fault(error: Exception) -> bool:
    """Say what went wrong and return True, so that nothing else is said of it.

    Our own errors carry their sentence; a fault of ours is a line with the number under which the log keeps its traceback.
    """
    use_language()
    if isinstance(error, MapAppError):
        st.error(plain_label(str(error)))
        return True
    number = secrets.token_hex(4)
    log.error("mapapp fault %s", number, exc_info=error)
    st.error(t("foot.fault", number=number))
    return True
