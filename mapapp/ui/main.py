"""What a visitor sees: reads the address, draws the bar, one page, and the footer.

The one place where a MapAppError becomes a line on the page; anything else is our bug: a line with a number on the page, its
traceback under that number in the log.
"""

from __future__ import annotations

import logging
import secrets

import streamlit as st

from mapapp.errors import MapAppError
from mapapp.ui.cache import answer, load_atlas
from mapapp.ui.components.changes import show_changes
from mapapp.ui.components.footer import show_foot
from mapapp.ui.components.search_box import show_suggestions
from mapapp.ui.components.theme import apply_theme
from mapapp.ui.components.topbar import open_topbar, show_topbar, step_year, why_empty
from mapapp.ui.freshness import follow_own_decisions
from mapapp.ui.i18n import t, title
from mapapp.ui.pages import (
    coverage_page,
    data_page,
    desk_page,
    docs_page,
    indicators_page,
    ledger_page,
    map_page,
    present_page,
    problems_page,
)
from mapapp.ui.screen_state import screen
from mapapp.ui.state import follow_years, get_selection, take_address, take_language, write_address
from mapapp.ui.views.markdown_escape import plain_label

log = logging.getLogger("mapapp.ui.main")  # by name: Streamlit runs this file as a script

PAGES = {
    "map": map_page.show,
    "ledger": ledger_page.show,
    "indicators": indicators_page.show,
    "coverage": coverage_page.show,
    "problems": problems_page.show,
    "docs": docs_page.show,
    "desk": desk_page.show,
    "data": data_page.show,
    "brief": present_page.show,
}


def main() -> None:
    """Draw the page the address asks for."""
    take_language()
    st.set_page_config(page_title=title(), page_icon="🗺", layout="wide")
    apply_theme()
    try:
        follow_own_decisions()
        complaints = take_address(load_atlas())
        follow_own_decisions()
        atlas = load_atlas()
        follow_years()
        step_year()
        write_address()
        top, said, page, foot = st.container(key="top"), st.container(), st.container(), st.container(key="foot")
        selected = answer(get_selection())
        with top:
            rows = open_topbar()
        # The page goes out before the rest of the bar: the browser fetches the map while the bar is still being written.
        with page:
            _show_page()
        with top:
            show_topbar(rows)
        with said:
            show_changes()
            for sentence in complaints:
                st.warning(plain_label(sentence))
            if not selected.total:
                st.info(why_empty(get_selection()))
                show_suggestions(get_selection().text)
        with foot:
            show_foot(atlas, selected)
    except MapAppError as error:
        st.error(plain_label(str(error)))
    except Exception:
        _tell_fault()


def _show_page() -> None:
    """Draw the page itself; when it fails, the bar above it still leads to the others."""
    try:
        PAGES[screen.page]()
    except MapAppError:
        raise
    except Exception:
        _tell_fault()


def _tell_fault() -> None:
    """Say that a fault of ours was met, with the number under which the log keeps its traceback."""
    number = secrets.token_hex(4)
    log.exception("mapapp fault %s", number)
    st.error(t("foot.fault", number=number))


if __name__ == "__main__":
    main()
