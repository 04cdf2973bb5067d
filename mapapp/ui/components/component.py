"""Components drawn in the browser: ES modules served as files, so an answer carries only what changed.

Streamlit sends the script of a component along with every answer. Here that is `loader.js`, three lines for all of them;
it imports the module whose address stands in the data and is made from the content behind it.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any, Final

import streamlit as st

from mapapp.layers.modules import MAP_FOLDER, read_modules
from mapapp.ui.i18n import words_module
from mapapp.ui.screen_state import screen
from mapapp.ui.served_files import FILES

FOLDER: Final = "ui/components"
# Written by Python from the tables of words; the modules import it like any other.
WORDS: Final = "ui/words/words.js"


def mount(
    name: str, html: str = "", *, key: str, data: dict[str, Any], isolate_styles: bool = True, **options: Any
) -> None:
    """Draw the component of `<name>.js`: its `draw(component)` gets the element, `data`, and a way to tell something.

    `html` stands there before the script has come, so it holds nothing that can be clicked: such a click would be lost.
    `options` are those of Streamlit: `width`, and `on_<what>_change` for each thing the component tells.
    """
    address = module_addresses()[f"{FOLDER}/{name}.js"]
    _component(name, html, isolate_styles=isolate_styles)(key=key, data={**data, "module": address}, **options)


def told(key: str, what: str) -> Any:
    """Return what the component under a key told last under a name, None when it has told nothing readable."""
    value = screen.value_of(key).get(what)
    return value.get("value") if isinstance(value, dict) else None


def told_at(key: str, what: str) -> float:
    """Return when it was told, in milliseconds of the browser's clock; 0 when nothing readable was."""
    value = screen.value_of(key).get(what)
    moment = value.get("t") if isinstance(value, dict) else None
    return float(moment) if isinstance(moment, (int, float)) else 0.0


@cache
def module_addresses() -> dict[str, str]:
    """Return the address of every module and style of the components by path, after publishing them in one folder."""
    return FILES.put_folder({**read_modules(MAP_FOLDER, FOLDER), WORDS: words_module().encode()}, keep=True)


@st.cache_resource(show_spinner=False)
def _component(name: str, html: str, *, isolate_styles: bool) -> Any:
    """Register a component once for the process."""
    loader = (Path(__file__).parent / "loader.js").read_text(encoding="utf-8")
    return st.components.v2.component(f"mapapp_{name}", html=html or None, js=loader, isolate_styles=isolate_styles)
