"""Where a workspace is opened by district, each visit works on its own, and what is remembered of one is not the other's."""

from __future__ import annotations

import ast
import threading
from dataclasses import replace
from types import SimpleNamespace

import pytest

from mapapp import open_workspace as rooms
from mapapp.open_workspace import activate, active, ask_district, first_district, remember_years, use_district
from mapapp.ui import cache, districts
from mapapp.workspace import WorkspaceError, all_districts, load_workspace, only_districts
from tests import PROJECT_DIR

FACTS = """by_district = true
title = "省"
[[district]]
name = "甲县"
[[district]]
name = "乙县"
[[district]]
name = "丙县"
[[zone]]
id = "甲片"
district = "甲县"
[[zone]]
id = "乙片"
district = "乙县"
"""


@pytest.fixture
def province(tmp_path):
    """Return a workspace of three districts as the app opens it, begun with the second; nobody visits."""
    (tmp_path / "workspace.toml").write_text(FACTS, encoding="utf-8")
    before, asked = active(), list(rooms._asked)
    activate(only_districts(load_workspace(tmp_path), "乙县"))
    ask_district(lambda: "")
    token = rooms._district.set("")
    yield tmp_path
    rooms._district.reset(token)
    activate(before)
    rooms._asked[:] = asked


def in_a_thread(task):
    """Return what a task says in a thread of its own, as each visit's page has one."""
    said = []
    thread = threading.Thread(target=lambda: said.append(task()))
    thread.start()
    thread.join()
    return said[0]


def test_each_thread_works_on_its_own_district_and_who_says_nothing_on_the_first(province):
    def shown(name):
        use_district(name)
        return active().only, active().headline_zones, active().title

    assert in_a_thread(lambda: shown("甲县")) == (("甲县",), ("甲片",), "省（甲县）")
    assert in_a_thread(lambda: shown("丙县")) == (("丙县",), (), "省（丙县）")
    assert in_a_thread(lambda: active().only) == ("乙县",)
    assert first_district() == "乙县"


def test_a_thread_is_asked_once_which_district_its_visit_shows(province):
    asked = []
    ask_district(lambda: asked.append(1) or "甲县")
    assert in_a_thread(lambda: [active().only for _ in range(3)]) == [("甲县",)] * 3
    assert len(asked) == 1


def test_the_years_of_one_district_are_not_the_other_s(province):
    def read(name, year):
        use_district(name)
        remember_years([year])
        return active().years

    assert in_a_thread(lambda: read("甲县", 2031)) == (2028, 2031)
    assert in_a_thread(lambda: read("丙县", 2041)) == (2038, 2041)
    assert in_a_thread(lambda: (use_district("甲县"), active().years)[1]) == (2028, 2031)


def test_elsewhere_than_in_the_app_the_whole_is_open(province):
    rooms._asked.clear()
    activate(load_workspace(province))
    assert (active().only, active().title) == ((), "省")
    for names in ("甲县", "甲县,丙县", ""):
        assert all_districts(only_districts(active(), names)) == active()


def test_opening_by_district_needs_districts(tmp_path):
    (tmp_path / "workspace.toml").write_text('by_district = true\ntitle = "省"\n', encoding="utf-8")
    with pytest.raises(WorkspaceError, match="by_district"):
        load_workspace(tmp_path)


@pytest.mark.parametrize(
    ("text", "name", "said"),
    [
        ("", "乙县", ""),
        ("甲县", "甲县", ""),
        ("青浦区", "乙县", "没有“青浦区”这个区，已打开乙县"),
        ("甲", "乙县", "没有“甲”这个区，已打开乙县"),
        ("甲县,丙县", "乙县", "没有“甲县,丙县”这个区，已打开乙县"),
        ("<b>" * 20, "乙县", "没有“<b><b><b><b><b><b><b”这个区，已打开乙县"),
    ],
)
def test_what_an_address_names_is_a_district_or_told(province, text, name, said):
    assert districts.parse_district(text) == (name, said)


@pytest.mark.parametrize(
    ("kept", "name"),
    [
        ("%E7%94%B2%E5%8E%BF", "甲县"),
        ("", ""),
        ("%E9%9D%92%E6%B5%A6%E5%8C%BA", ""),  # another workspace of this server's name
        ("%FF%00", ""),
        ("<script>", ""),
    ],
)
def test_what_the_browser_remembers_is_a_district_or_nothing(province, monkeypatch, kept, name):
    context = SimpleNamespace(cookies={districts.COOKIE: kept})
    monkeypatch.setattr(districts, "st", SimpleNamespace(context=context))
    assert districts.last_district() == name


def test_a_workspace_that_is_open_as_a_whole_has_nothing_to_choose(province):
    activate(replace(all_districts(active()), by_district=False))
    assert (districts.offered_districts(), districts.shown_district()) == ((), "")
    assert districts.parse_district("青浦区") == ("", "")


def test_what_is_remembered_of_one_district_is_no_answer_in_another(province):
    @cache.remember(8)
    def shown() -> str:
        return active().only[0]

    def ask(name):
        use_district(name)
        return shown()

    assert [in_a_thread(lambda name=name: ask(name)) for name in ("甲县", "丙县", "甲县")] == ["甲县", "丙县", "甲县"]


def test_streamlit_remembers_by_every_argument():
    found = []
    for path in (PROJECT_DIR / "mapapp" / "ui").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.FunctionDef) and any(
                "cache_" in ast.unparse(decorator) for decorator in node.decorator_list
            ):
                # What has an underscore before its name is left out of the key.
                found += [
                    f"{path.name}: {node.name}({argument.arg})" for argument in node.args.args if argument.arg[0] == "_"
                ]
    assert found == []
