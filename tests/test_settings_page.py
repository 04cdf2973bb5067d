"""The page of settings names exactly the settings the code reads, and every file of deploy/ sets only such."""

from __future__ import annotations

import re

import pytest

from tests import PROJECT_DIR

PAGE = (PROJECT_DIR / "docs" / "reference" / "settings.md").read_text(encoding="utf-8")


def settings_of_the_code() -> set[str]:
    """Return every name of a setting in a string of the package."""
    sources = (path.read_text(encoding="utf-8") for path in (PROJECT_DIR / "mapapp").rglob("*.py"))
    return {name for text in sources for name in re.findall(r'"(MAPAPP_[A-Z_]+)"', text)}


def settings_of_the_page() -> list[tuple[str, str, str, str]]:
    """Return the rows of the table."""
    return re.findall(r"^\| `(MAPAPP_[A-Z_]+)` \| (.+?) \| (.+?) \| (.+?) \|$", PAGE, re.MULTILINE)


def test_the_page_lists_every_setting_once_and_no_other():
    listed = [row[0] for row in settings_of_the_page()]
    assert sorted(listed) == sorted(settings_of_the_code())
    assert len(listed) == len(re.findall(r"^\| `", PAGE, re.MULTILINE))


FILES = sorted(path for path in (PROJECT_DIR / "deploy").rglob("*") if path.is_file())


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_the_files_of_an_office_set_what_there_is(path):
    named = set(re.findall(r"\bMAPAPP_[A-Z_]+", path.read_text(encoding="utf-8")))
    assert named <= settings_of_the_code()


def test_nginx_and_the_app_agree_on_the_largest_file():
    nginx = (PROJECT_DIR / "deploy" / "nginx.conf").read_text(encoding="utf-8")
    app = (PROJECT_DIR / "mapapp" / ".streamlit" / "config.toml").read_text(encoding="utf-8")
    (largest,) = re.findall(r"maxUploadSize = (\d+)", app)
    assert f"client_max_body_size {largest}m;" in nginx


def test_the_units_of_systemd_start_commands_there_are():
    from mapapp.commands.cli_parser import command_parser

    for path in (PROJECT_DIR / "deploy" / "systemd").glob("*.service"):
        (words,) = re.findall(r"^ExecStart=/opt/mapapp/bin/mapapp (.+)$", path.read_text("utf-8"), re.MULTILINE)
        options = command_parser().parse_args(words.replace("%i", "8501").split())
        assert options.host == "127.0.0.1"
