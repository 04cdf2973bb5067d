"""The pages that explain the code name only what is there: rooms, modules, functions and files."""

from __future__ import annotations

import re

import pytest

from tests import PROJECT_DIR

PAGES = [PROJECT_DIR / "docs" / "architecture.md", *sorted((PROJECT_DIR / "docs" / "decisions").glob("*.md"))]
PACKAGE = PROJECT_DIR / "mapapp"
FILES = {
    path.relative_to(PROJECT_DIR).as_posix()
    for folder in ("mapapp", "tests", "tools", "benchmarks", "docs")
    for path in (PROJECT_DIR / folder).rglob("*.*")
}
FOLDERS = {f"{parent}/" for name in FILES for parent in (name.rpartition("/")[0],)}


def is_file(name: str) -> bool:
    """Whether a path, or the end of one, is a file or folder of the project; `*` stands for any name."""
    ending = re.escape(name).replace(r"\*", "[^/]+")
    return any(re.search(rf"(^|/){ending}$", known) for known in (*FILES, *FOLDERS))


def is_python(dotted: str) -> bool:
    """Whether a dotted name is a module of the package, or what a module or the room it is named with defines."""
    parts = dotted.split(".")
    path = PACKAGE.joinpath(*parts)
    if path.is_dir() or path.with_suffix(".py").is_file():
        return True
    owner = PACKAGE.joinpath(*parts[:-1])
    holders = [owner.with_suffix(".py")] if owner.with_suffix(".py").is_file() else sorted(owner.glob("**/*.py"))
    defined = re.compile(rf"^(?:def|class) {parts[-1]}\b|^{parts[-1]}\b.* = ", re.MULTILINE)
    return any(defined.search(path.read_text(encoding="utf-8")) for path in holders)


ROOMS = {path.name for path in PACKAGE.iterdir()} | {path.stem for path in PACKAGE.glob("*.py")}


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_a_page_names_what_is_there(page):
    named = re.findall(r"`([^`\s]+)`", page.read_text(encoding="utf-8"))
    files = [name for name in named if re.fullmatch(r"[\w./*-]*(?:/|\.(?:py|toml|js|css|md))", name)]
    dotted = [name for name in named if re.fullmatch(r"[a-z_]+(?:\.[A-Za-z_]+)+", name) and name.split(".")[0] in ROOMS]
    assert [name for name in files if name != "workspace.toml" and not is_file(name)] == []
    assert [name for name in dotted if name not in files and not is_python(name)] == []


def test_every_room_stands_in_the_architecture():
    text = PAGES[0].read_text(encoding="utf-8")
    rooms = {path.parent.name + "/" for path in PACKAGE.glob("*/__init__.py")}
    assert {room for room in rooms if f"`{room}`" not in text} == set()


def test_what_is_not_there_is_seen():
    assert is_file("extraction/projects/scoring.py") and not is_file("extraction/judge.py")
    assert is_python("places.place_projects") and not is_python("places.judge_projects")
    assert is_python("ui.views.cards") and not is_python("ui.cards")
