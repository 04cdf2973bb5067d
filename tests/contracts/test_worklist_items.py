"""What is to be found out, and what was selected, count themselves."""

from __future__ import annotations

from mapapp.contracts.selected import Selected
from mapapp.contracts.vocabulary import Clock
from mapapp.contracts.worklist_items import MissingReport


def test_a_report_looks_back_on_the_year_before_its_own():
    assert MissingReport("青浦区", 2024, None, 3).reviews == 2023


def test_nothing_selected_is_lost_between_mapped_and_unmapped():
    selected = Selected(2024, Clock.HAPPENED, (), (), {}, {}, (), (), (), mapped=3, unmapped=4, nowhere=9)
    assert selected.total == 7
