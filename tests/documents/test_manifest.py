import hashlib
import os

import pytest

from mapapp.documents import load_manifest
from mapapp.open_workspace import activate, active
from mapapp.workspace import only_districts


def seeds(tmp_path, data, sha=None):
    (tmp_path / "a.txt").write_bytes(data)
    sha = sha or hashlib.sha256(data).hexdigest()
    (tmp_path / "manifest.toml").write_text(
        f'[[document]]\nid = "a"\nfile = "a.txt"\ntitle = "甲"\nkind = "work_report"\nyear = 2024\nsha256 = "{sha}"\n',
        encoding="utf-8",
    )
    return load_manifest(tmp_path)


def test_a_whole_file_gives_facts_and_no_problem(tmp_path):
    facts, problems = seeds(tmp_path, "正文。".encode())
    assert [fact.id for fact in facts] == ["a"]
    assert problems == ()


@pytest.mark.parametrize(
    ("district", "shown", "said"),
    [
        ("青浦区", True, ""),
        ("闵行区", False, ""),  # shown where it belongs
        ("", False, "没有写明是哪个区，按区打开时哪里都不显示"),
        ("青浦", False, "区“青浦”不是工作区的区，按区打开时哪里都不显示"),
        ("嘉善县", False, "区“嘉善县”不是工作区的区，按区打开时哪里都不显示"),
        ("青浦区 ", False, "区“青浦区 ”不是工作区的区，按区打开时哪里都不显示"),
    ],
)
def test_a_document_that_no_district_shows_is_told_of_in_each(tmp_path, district, shown, said):
    seeds(tmp_path, "正文。".encode())
    with (tmp_path / "manifest.toml").open("a", encoding="utf-8") as manifest:
        manifest.write(f'district = "{district}"\n')
    before = active()
    assert load_manifest(tmp_path)[1] == ()
    activate(only_districts(before, "青浦区"))
    try:
        facts, problems = load_manifest(tmp_path)
    finally:
        activate(before)
    assert (len(facts), [problem.message for problem in problems]) == (int(shown), [said] if said else [])


def test_missing_manifest_is_one_problem(tmp_path):
    assert [problem.code for problem in load_manifest(tmp_path)[1]] == ["manifest_missing"]


def test_missing_empty_changed_and_wrongly_encoded_files_are_named(tmp_path):
    assert [p.code for p in seeds(tmp_path, b"")[1]] == ["seed_empty"]
    assert [p.code for p in seeds(tmp_path, "正文。".encode(), sha="0" * 64)[1]] == ["seed_changed"]
    assert [p.code for p in seeds(tmp_path, "正文。".encode("gb18030"))[1]] == ["seed_encoding"]
    (tmp_path / "a.txt").unlink()
    (problem,) = load_manifest(tmp_path)[1]
    assert (problem.code, problem.where) == ("seed_missing", "a.txt")
    assert "seeds/" in problem.remedy


def test_broken_rows_do_not_stop_the_rest(tmp_path):
    (tmp_path / "a.txt").write_text("正文。", encoding="utf-8")
    (tmp_path / "manifest.toml").write_text(
        '[[document]]\nid = "b"\n[[document]]\nid = "a"\nfile = "a.txt"\ntitle = "甲"\nkind = "press"\n',
        encoding="utf-8",
    )
    facts, problems = load_manifest(tmp_path)
    assert [fact.id for fact in facts] == ["a"]
    assert "第 1 节" in problems[0].where


@pytest.mark.parametrize("make", [os.mkfifo, os.mkdir, lambda path: path.symlink_to("/dev/zero")])
def test_what_a_manifest_names_is_not_opened_unless_it_is_an_ordinary_file(tmp_path, make):
    make(tmp_path / "a.txt")
    (tmp_path / "manifest.toml").write_text(
        '[[document]]\nid = "a"\nfile = "a.txt"\ntitle = "甲"\nkind = "press"\n', encoding="utf-8"
    )
    facts, (problem,) = load_manifest(tmp_path)
    assert (facts, problem.code, problem.where) == ((), "seed_unreadable", "a.txt")
    assert problem.remedy
