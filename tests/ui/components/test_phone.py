"""The button of the folded bar says where one is; the handle says how far the panel can be pulled up."""

from __future__ import annotations

import pytest

from mapapp.ui.components.phone import show_fold_button, show_sheet_handle
from mapapp.ui.i18n import t


@pytest.mark.parametrize("conditions", [0, 3])
def test_the_button_says_page_year_and_conditions(visit, conditions):
    visit.memory.update(page="ledger", year=2025)
    show_fold_button(conditions)
    drawn = visit.drawn["barfold"]
    assert (drawn["page"], drawn["year"], drawn["conditions"]) == (t("topbar.page_ledger"), 2025, conditions)
    assert "2025" in drawn["words"]


def test_the_handle_names_its_three_heights(visit):
    show_sheet_handle()
    assert len(set(visit.drawn["sheethandle"]["heights"])) == 3
