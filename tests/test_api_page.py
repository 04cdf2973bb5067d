"""The analyst's page keeps its word: its ten lines run and draw, and its tables name what there is."""

import re

import pytest

from mapapp.exports import FORMATS, TABLES
from tests import PROJECT_DIR

# Builds everything, some of it several times: part of `make test`, not of the quick round.
pytestmark = pytest.mark.slow

PAGE = (PROJECT_DIR / "docs" / "analyst.md").read_text(encoding="utf-8")


def test_the_ten_lines_run_and_leave_a_picture(tmp_path, monkeypatch):
    matplotlib = pytest.importorskip("matplotlib", reason="only the tutorial's plot needs matplotlib")
    matplotlib.use("Agg")
    (code,) = re.findall(r"```python\n(.*?)```", PAGE, flags=re.DOTALL)
    assert len([line for line in code.splitlines() if line]) == 10
    monkeypatch.chdir(tmp_path)
    names = {}
    exec(compile(code, "docs/analyst.md", "exec"), names)
    assert 0 < len(names["placed"]) <= len(names["projects"])
    assert (tmp_path / "qingxi.png").read_bytes().startswith(b"\x89PNG")


def test_every_format_and_table_is_on_the_page():
    for form in FORMATS:
        assert f"| `{form}` |" in PAGE, form
    for table in TABLES:
        assert f"`{table}`" in PAGE or f"--table {table}" in PAGE, table
