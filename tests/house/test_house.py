"""The house keeps what it says of itself: what is installed, what the README names, which tests stand for which file."""

from __future__ import annotations

import ast
import re
import tomllib
from pathlib import Path

from tests import PROJECT_DIR

PYPROJECT = tomllib.loads((PROJECT_DIR / "pyproject.toml").read_text(encoding="utf-8"))


SOURCES = sorted((PROJECT_DIR / "mapapp").rglob("*.py"))
README = (PROJECT_DIR / "README.md").read_text(encoding="utf-8")


def test_every_setting_stands_in_the_readme():
    named = {name for path in SOURCES for name in re.findall(r'"(MAPAPP_[A-Z_]+)"', path.read_text(encoding="utf-8"))}
    assert {name for name in named if f"`{name}`" not in README} == set()


def test_every_command_stands_in_the_readme():
    commands = set(
        re.findall(
            r'commands\.add_parser\(\s*"(\w+)"',
            (PROJECT_DIR / "mapapp" / "commands" / "cli_parser.py").read_text("utf-8"),
        )
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


ROOMS = PROJECT_DIR / "mapapp"
TESTS = sorted((PROJECT_DIR / "tests").rglob("*.py"))
_IMPORTS = re.compile(r"^[ \t]*(from [\w.]+ import (?:\([^)]*\)|[^\n(]+)|import [^\n]+)", re.MULTILINE)


def _imported_by_tests() -> set[str]:
    """Return every name a test imports, `from a.b import c` as a.b and a.b.c."""
    found: set[str] = set()
    for path in TESTS:
        # Only the statements that import are parsed: all of the tests would take seconds.
        statements = "\n".join(match[1] for match in _IMPORTS.finditer(path.read_text(encoding="utf-8")))
        for node in ast.parse(statements).body:
            if isinstance(node, ast.Import):
                found |= {name.name for name in node.names}
            elif isinstance(node, ast.ImportFrom) and node.module:
                found |= {node.module, *(f"{node.module}.{name.name}" for name in node.names)}
    return found


def _has_something_to_test(path: Path) -> bool:
    """Whether a module holds a function; the steps of the store and the door of `python -m` are run, not imported."""
    if path.name in {"__init__.py", "__main__.py"} or "migrations" in path.parts:
        return False
    return re.search(r"^\s*def ", path.read_text(encoding="utf-8"), re.MULTILINE) is not None


def _untested() -> list[str]:
    """Return the modules without a test file of their name in the tests of their room, and imported by no test."""
    imported = _imported_by_tests()
    test_files = {(path.relative_to(PROJECT_DIR / "tests").parts[0], path.stem) for path in TESTS}
    found = []
    for path in SOURCES:
        parts = path.relative_to(ROOMS).with_suffix("").parts
        room = parts[0] if len(parts) > 1 else f"test_{parts[0]}.py"
        module = ".".join(("mapapp", *parts))
        if _has_something_to_test(path) and module not in imported and (room, f"test_{path.stem}") not in test_files:
            found.append(module)
    return found


def test_every_module_has_a_test_file_of_its_name_or_is_imported_by_a_test():
    assert _untested() == []
