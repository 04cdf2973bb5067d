"""Reviewed kinds: what the registry folder says outweighs the head noun."""

from __future__ import annotations

from pathlib import Path

import pytest

from mapapp.contracts import ProjectKind
from mapapp.entities import Registry, link_projects, load_kinds
from mapapp.errors import RegistryError


def write(folder: Path, *lines: str) -> Path:
    (folder / "kinds.csv").write_text("\n".join(("canonical,kind,reason", *lines)), encoding="utf-8")
    return folder


def test_a_reviewed_kind_outweighs_the_noun_and_holds_for_every_event(tmp_path, make_event) -> None:
    kinds = load_kinds(write(tmp_path, "“甲 湾”金融港,facility,一幢楼"))
    events = [make_event("甲湾金融港"), make_event("甲湾金融港一期"), make_event("乙路")]
    linked = link_projects(events, Registry(()), kinds)
    found = {project.name: (project.kind, project.kind_reason) for project in linked.projects}
    assert found["甲湾金融港"] == (ProjectKind.FACILITY, "核对：一幢楼")
    assert found["乙路"][0] is ProjectKind.WORKS
    assert {event.kind for event in linked.events if event.canonical == "甲湾金融港"} == {ProjectKind.FACILITY}


def test_a_folder_without_the_file_has_no_reviewed_kinds(tmp_path) -> None:
    assert load_kinds(tmp_path) == {}


@pytest.mark.parametrize(
    "lines",
    [["甲园,garden,理由"], ["甲园,works,"], [",works,理由"], ["甲园,works,一", "甲 园,area,二"], ["甲园"]],
    ids=["unknown kind", "no reason", "no name", "twice", "short row"],
)
def test_a_fault_is_told_with_its_line(tmp_path, lines) -> None:
    with pytest.raises(RegistryError, match=r"kinds\.csv：第 \d 行"):
        load_kinds(write(tmp_path, *lines))


def test_a_missing_column_is_told(tmp_path) -> None:
    (tmp_path / "kinds.csv").write_text("canonical,kind\n甲园,works", encoding="utf-8")
    with pytest.raises(RegistryError, match="reason"):
        load_kinds(tmp_path)
