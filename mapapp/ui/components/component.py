"""Components drawn in the browser: their scripts and looks are fetched once, so an answer carries only what changed.

Streamlit sends the script of a component along with every answer. Here it gets three lines that fetch the real one, whose
address is made from its content.
"""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any, Final

import streamlit as st

from mapapp.ui.cache import publish
from mapapp.ui.i18n import script_of, words_of

_LOADER: Final = """
const code = import(new URL(ADDRESS, document.baseURI).href);
export default function (component) {
  code.then((part) => part.draw(component));
}
"""
_DRAW: Final = """
export function draw(component) {
  const root = component.parentElement;
  if (LOOKS && !root.querySelector("style.looks")) {
    const style = document.createElement("style");
    style.className = "looks";
    style.textContent = LOOKS;
    root.prepend(style);
  }
  /* A state and not a trigger: a trigger that waits behind another run is lost when a third one comes. The time tells the
   * same thing said twice apart. */
  const tell = (what, value) => component.setStateValue(what, { value, t: Date.now() + performance.now() / 1e6 });
  component_script(Object.assign({}, component, { tell }));
}
"""


@st.cache_resource(show_spinner=False)
def component(name: str, html: str = "", *, isolate_styles: bool = True) -> Any:
    """Register a component of `<name>.js` and, where it stands, `<name>.css`, once for the process."""
    loader = _LOADER.replace("ADDRESS", json.dumps(script_address(name)))
    return st.components.v2.component(f"mapapp_{name}", html=html or None, js=loader, isolate_styles=isolate_styles)


def told(key: str, what: str) -> Any:
    """Give what the component under a key told last under a name, None when it has told nothing readable."""
    value = st.session_state[key].get(what)
    return value.get("value") if isinstance(value, dict) else None


@cache
def script_address(name: str) -> str:
    """Publish the script of a component, with its words and looks, and give its address."""
    looks = Path(__file__).parent / f"{name}.css"
    css = looks.read_text(encoding="utf-8") if looks.is_file() else ""
    own = (Path(__file__).parent / f"{name}.js").read_text(encoding="utf-8")
    script = (script_of(name) if words_of(name) else own).replace(
        "export default function (component)", "function component_script(component)", 1
    )
    return publish(f"{name}.js", f"const LOOKS = {json.dumps(css)};\n{script}\n{_DRAW}")
