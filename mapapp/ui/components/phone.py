"""What a small screen has besides: a button that opens the folded bar, and the handle that pulls the panel over the map.

Both stand on every screen and are seen on small ones only (theme.css), so nothing asks how wide a window is.
"""

from __future__ import annotations

from mapapp.ui.components.component import mount
from mapapp.ui.i18n import t
from mapapp.ui.screen_state import screen


def show_fold_button(conditions: int) -> None:
    """Draw the button that opens pages, year and filters; it says the page, the year and how many conditions are set."""
    page = t(f"topbar.page_{screen.page}")
    mount(
        "bar_fold",
        '<div class="fold-host"></div>',
        key="barfold",
        width="content",
        data={
            "page": page,
            "year": screen.year,
            "conditions": conditions,
            "words": t("topbar.unfold", page=page, year=screen.year, n=conditions),
        },
    )


def show_sheet_handle() -> None:
    """Draw the handle above the panel; how far it is pulled up is known to the browser alone."""
    mount(
        "sheet_handle",
        '<div class="sheet-host"></div>',
        key="sheethandle",
        data={
            "words": t("topbar.sheet"),
            "heights": [t("topbar.sheet_peek"), t("topbar.sheet_half"), t("topbar.sheet_full")],
        },
    )
