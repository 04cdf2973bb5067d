"""What is wrong with drawn areas is said once each, and an error forbids keeping them."""

from __future__ import annotations

import pytest

from mapapp.contracts import Problem, Severity
from mapapp.ui.pages import problem_lines


@pytest.fixture
def shown(monkeypatch):
    """Note what is shown, and how."""
    lines = []
    for how in ("error", "warning"):
        monkeypatch.setattr(problem_lines.st, how, lambda text, how=how: lines.append((how, text)))
    return lines


def problem(message, severity=Severity.WARNING, remedy="改画。再运行 mapapp check"):
    """Return what is wrong with an area."""
    return Problem("overlap", severity, "zones", message, remedy)


def test_a_warning_lets_areas_be_kept_and_an_error_does_not(shown):
    assert not problem_lines.show_problems([problem("相邻处有缝")])
    assert problem_lines.show_problems([problem("相邻处有缝"), problem("自相交", Severity.ERROR)])
    assert [how for how, _ in shown] == ["warning", "warning", "error"]
    assert problem_lines.show_problems([]) is False


def test_the_same_fault_of_two_areas_is_said_once_and_the_command_line_left_out(shown):
    problem_lines.show_problems([problem("自相交"), problem("自相交")])
    [(_, text)] = shown
    assert "自相交" in text and "改画" in text and "check" not in text
