"""Which workspace is open, and which of its districts a visit shows."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from mapapp import open_workspace
from mapapp.open_workspace import activate, active, first_district, remember_years
from mapapp.workspace import DistrictFacts, Workspace, WorkspaceError


@pytest.fixture
def nothing_open(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Begin as a new process does."""
    monkeypatch.setattr(open_workspace, "_open", [])
    monkeypatch.setattr(open_workspace, "_asked", [])
    monkeypatch.delenv("MAPAPP_DISTRICT", raising=False)
    monkeypatch.delenv("MAPAPP_WORKSPACE", raising=False)
    yield


def write_workspace(root: Path) -> Path:
    """Write a workspace of two districts."""
    districts = "".join(f'[[district]]\nname = "{name}"\n' for name in ("甲区", "乙县"))
    (root / "workspace.toml").write_text(f'title = "小城"\n{districts}', encoding="utf-8")
    return root


@pytest.mark.usefixtures("nothing_open")
def test_the_shipped_workspace_opens_where_none_is_named():
    assert "青浦区" in active().place


@pytest.mark.usefixtures("nothing_open")
def test_the_environment_names_the_workspace_and_its_district(tmp_path, monkeypatch):
    monkeypatch.setenv("MAPAPP_WORKSPACE", str(write_workspace(tmp_path)))
    monkeypatch.setenv("MAPAPP_DISTRICT", "乙县")
    assert active().root == tmp_path
    assert active().only == ("乙县",)
    assert first_district() == "乙县"


@pytest.mark.usefixtures("nothing_open")
def test_a_folder_that_is_no_workspace_is_told_and_nothing_is_opened(tmp_path, monkeypatch):
    monkeypatch.setenv("MAPAPP_WORKSPACE", str(tmp_path))
    with pytest.raises(WorkspaceError, match="不是工作区"):
        active()
    assert open_workspace._open == []


def test_a_visit_begins_with_the_first_district_where_none_was_named(tmp_path):
    activate(Workspace(tmp_path, "t", "t", districts=(DistrictFacts("甲区"), DistrictFacts("乙县"))))
    assert first_district() == "甲区"


def test_the_years_of_documents_people_added_are_offered_too(tmp_path):
    activate(Workspace(tmp_path, "t", "t"))
    remember_years([2027, 2030])
    assert active().years == (2024, 2030)
