"""What is wrong with drawn areas, in words beside the map."""

from __future__ import annotations

import re
from collections.abc import Sequence

import streamlit as st

from mapapp.contracts import Problem, Severity
from mapapp.ui.i18n import t
from mapapp.ui.views.markdown_escape import plain_label


def show_problems(problems: Sequence[Problem]) -> bool:
    """Show what is wrong with areas and what to do; return whether anything of it forbids keeping them."""
    # Several areas that share a corner have the same fault there; the command line's remedy is no help on the map.
    for problem in {problem.message: problem for problem in problems}.values():
        show = st.error if problem.severity is Severity.ERROR else st.warning
        show(plain_label(t("edit.problem", what=problem.message, remedy=re.split(r"\W?check", problem.remedy)[0])))
    return any(problem.severity is Severity.ERROR for problem in problems)
