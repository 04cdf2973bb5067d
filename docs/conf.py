"""How the pages of docs/ become a site: `make docs` builds them strictly, a dead link or name is an error."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from mapapp.commands.cli_parser import command_parser  # noqa: E402
from mapapp.settings import VERSION  # noqa: E402

project = "mapapp"
author = "The mapapp founders"
copyright = "2026, the mapapp founders"  # noqa: A001
release = version = VERSION

extensions = ["myst_parser", "sphinx.ext.autodoc", "sphinx.ext.napoleon"]
myst_enable_extensions = ["colon_fence", "deflist"]
myst_heading_anchors = 3
# Docstrings quote code in single backticks, as the code's readers see it.
default_role = "code"
autodoc_typehints = "description"
autodoc_member_order = "bysource"
exclude_patterns = ["_build"]

html_theme = "furo"
html_title = f"mapapp {VERSION}"
# The pages fetch nothing: fonts are the reader's own.
html_theme_options = {
    "light_css_variables": {"font-stack": "system-ui, 'Noto Sans CJK SC', 'Microsoft YaHei', sans-serif"}
}
html_copy_source = False
html_show_sphinx = False


def _commands() -> str:
    """Return every command with what it takes, as the command line itself prints it."""
    parser = command_parser()
    (commands,) = (action for action in parser._actions if isinstance(action, argparse._SubParsersAction))
    parts = [f"```text\n{parser.format_help()}```"]
    for name, command in commands.choices.items():
        parts.append(f"## {name}\n\n```text\n{command.format_help()}```")
    return "\n\n".join(parts)


def _write_commands(_app: object, docname: str, source: list[str]) -> None:
    """Put the commands where the page asks for them."""
    if docname == "reference/commands":
        source[0] = source[0].replace("<!-- commands -->", _commands())


def setup(app: object) -> None:
    """Let the page of commands be written by the command line."""
    app.connect("source-read", _write_commands)  # type: ignore[attr-defined]
