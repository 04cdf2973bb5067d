"""What a visitor sees: reads the address, draws the bar, one page, and the footer.

The one place where a MapAppError becomes a line on the page; anything else is our bug: a line with a number on the page, its
traceback under that number in the log.
"""

from __future__ import annotations

import streamlit as st

from mapapp.errors import MapAppError
from mapapp.ui.access import note_visit
from mapapp.ui.cache import answer, load_atlas
from mapapp.ui.components.address_watch import watch_address
from mapapp.ui.components.changes import show_changes
from mapapp.ui.components.footer import show_foot
from mapapp.ui.components.search_box import show_suggestions
from mapapp.ui.components.theme import apply_theme
from mapapp.ui.components.topbar import open_topbar, show_topbar, step_year, why_empty
from mapapp.ui.components.upload_box import begin_page, end_page
from mapapp.ui.fault_line import tell_fault
from mapapp.ui.freshness import follow_own_decisions
from mapapp.ui.i18n import title
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
from mapapp.ui.state import follow_years, get_selection, take_address, take_district, take_language, write_address
from mapapp.ui.streamlit_internals import note_uploads
from mapapp.ui.views.markdown_escape import plain_label

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
    take_district()
    st.set_page_config(page_title=title(), page_icon="🗺", layout="wide")
    apply_theme()
    note_visit()
    note_uploads()
    begin_page()
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
            watch_address()
        end_page()
    except Exception as error:
        tell_fault(error)


def _show_page() -> None:
    """Draw the page itself; when it fails, the bar above it still leads to the others."""
    try:
        PAGES[screen.page]()
    except MapAppError:
        raise
    except Exception as error:
        tell_fault(error)


if __name__ == "__main__":
    main()
