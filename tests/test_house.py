"""The house keeps what it says of itself: what is installed, what the README names, which tests stand for which file."""

from __future__ import annotations

import re
import tomllib

from tests import PROJECT_DIR

PYPROJECT = tomllib.loads((PROJECT_DIR / "pyproject.toml").read_text(encoding="utf-8"))


SOURCES = sorted((PROJECT_DIR / "mapapp").rglob("*.py"))
README = (PROJECT_DIR / "README.md").read_text(encoding="utf-8")


def test_every_setting_stands_in_the_readme():
    named = {name for path in SOURCES for name in re.findall(r'"(MAPAPP_[A-Z_]+)"', path.read_text(encoding="utf-8"))}
    assert {name for name in named if f"`{name}`" not in README} == set()


def test_every_command_stands_in_the_readme():
    commands = set(
        re.findall(r'commands\.add_parser\(\s*"(\w+)"', (PROJECT_DIR / "mapapp" / "cli_parser.py").read_text("utf-8"))
    )
    missing = {name for name in commands if f"mapapp {name}" not in README and f"`{name}`" not in README}
    assert commands and missing == set()


def test_every_file_named_in_a_docstring_or_comment_is_there():
    known = {
        path.name for path in PROJECT_DIR.rglob("*.*") if ".venv" not in path.parts and "node_modules" not in path.parts
    }
    stale = [
        (path.name, name)
        for path in SOURCES
        for name in re.findall(r"`([\w/]+\.(?:py|toml|js|css))`", path.read_text(encoding="utf-8"))
        if name.rsplit("/", 1)[-1] not in known
    ]
    assert stale == []


def _names(lines: list[str]) -> set[str]:
    """Return the packages that requirement lines name, folded as an index folds them."""
    found = (re.match(r"[A-Za-z0-9._-]+", line) for line in lines if line and line[0] not in "#-")
    return {re.sub(r"[-_.]+", "-", match[0]).lower() for match in found if match}


def test_the_package_asks_for_exactly_what_the_lock_pins():
    locked = _names((PROJECT_DIR / "requirements.txt").read_text(encoding="utf-8").splitlines())
    assert _names(PYPROJECT["project"]["dependencies"]) == locked


def test_the_state_of_a_visit_has_one_door():
    ui = PROJECT_DIR / "mapapp"
    raw = {path.name for path in ui.rglob("*.py") if "session_state" in path.read_text(encoding="utf-8")}
    assert raw == {"screen_state.py"}


def test_no_two_modules_have_one_name():
    names = [path.name for path in SOURCES if path.name != "__init__.py" and "migrations" not in path.parts]
    assert sorted({name for name in names if names.count(name) > 1}) == []


def test_the_tests_install_what_they_import_from_an_extra_of_the_package():
    asked = _names(PYPROJECT["project"]["optional-dependencies"]["test"])
    # The oldest Starlette we take tests its answers with httpx, the newest with httpx2.
    locked = _names((PROJECT_DIR / "requirements-dev.txt").read_text(encoding="utf-8").splitlines())
    assert asked and asked - locked == {"httpx"}
