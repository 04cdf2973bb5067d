"""The app: reads the address, draws the bar, one page, and the foot.

Run it with `python -m mapapp`. The one place where a MapAppError becomes a line on the page; anything else is our bug
and deserves its traceback.
"""

from __future__ import annotations

import streamlit as st

from mapapp.errors import MapAppError
from mapapp.ui import coverage_page, data_page, indicators_page, ledger_page, map_page, present_page, problems_page
from mapapp.ui.cache import answer, load_atlas
from mapapp.ui.foot import show_foot
from mapapp.ui.labels import plain_label
from mapapp.ui.state import get_selection, take_address, write_address
from mapapp.ui.theme import apply_theme
from mapapp.ui.topbar import show_suggestions, show_topbar, step_year, why_empty

PAGES = {
    "map": map_page.show,
    "ledger": ledger_page.show,
    "indicators": indicators_page.show,
    "coverage": coverage_page.show,
    "problems": problems_page.show,
    "data": data_page.show,
    "brief": present_page.show,
}


def main() -> None:
    """Draw the page the address asks for."""
    st.set_page_config(page_title="青浦·大零号湾 项目一张图", page_icon="🗺", layout="wide")
    apply_theme()
    try:
        atlas = load_atlas()
        complaints = take_address(atlas)
        step_year()
        write_address()
        show_topbar(atlas)
        for sentence in complaints:
            st.warning(plain_label(sentence))
        selected = answer(get_selection())
        if not selected.total:
            st.info(why_empty(get_selection()))
            show_suggestions(get_selection().text)
        PAGES[st.session_state["page"]]()
        show_foot(atlas, selected)
    except MapAppError as error:
        st.error(plain_label(str(error)))


if __name__ == "__main__":
    main()
