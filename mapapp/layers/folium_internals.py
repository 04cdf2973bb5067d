"""Everything of folium that its documentation does not promise, one function each.

`tests/layers/test_folium_internals.py` fails when an upgrade takes one away.
"""

from __future__ import annotations

import re
from typing import Any, Final

import folium
from folium.template import Template

_RANDOM_NAME: Final = re.compile(r"_([0-9a-f]{32})\b")
_SCRIPT: Final = re.compile(r'<script src="([^"]+)"></script>')
_STYLE: Final = re.compile(r'<link rel="stylesheet" href="([^"]+)"\s*/?>')


class ModuleCall(folium.MacroElement):
    """At the end of the page's script: imports a module and calls its `start(map, config)`."""

    _template = Template(
        """
        {% macro script(this, kwargs) %}
            import({{ this.module|tojson }}).then((part) => part.start({{ this._parent.get_name() }}, {{ this.config|tojson }}));
        {% endmacro %}
        """
    )

    def __init__(self, module: str, config: dict[str, Any]) -> None:
        super().__init__()  # type: ignore[no-untyped-call]
        self._name = "ModuleCall"
        self.module = module
        self.config = config


def load_only(leaflet_map: folium.Map, scripts: dict[str, str], styles: dict[str, str]) -> None:
    """Let a map's page ask for these scripts and styles (address by name) and none of folium's own."""
    leaflet_map.default_js = list(scripts.items())
    leaflet_map.default_css = list(styles.items())


def render_page(leaflet_map: folium.Map, *, head: str = "", lang: str = "zh-CN", body: str = "<body>") -> str:
    """Return the whole page of a map; `head` comes first in it, `body` is how its body begins.

    folium's random element names become numbers in order, so that the same map gives the same text.
    """
    seen: dict[str, str] = {}
    root: Any = leaflet_map.get_root()
    page = _RANDOM_NAME.sub(lambda match: "_" + seen.setdefault(match[1], str(len(seen) + 1)), root.render())
    for mark, text in (("<html>", f'<html lang="{lang}">'), ("<head>", f"<head>{head}"), ("<body>", body)):
        before, found, after = page.partition(mark)
        if not found:
            raise ValueError(f"folium's page has no {mark}")
        page = before + text + after
    return page


def inline_files(page: str, contents: dict[str, str]) -> str:
    """Return a page with every script and style it would ask for replaced by its content.

    Raises KeyError with the address of what is asked for and not held.
    """
    page = _SCRIPT.sub(lambda match: f"<script>{_closed(contents[match[1]])}</script>", page)
    return _STYLE.sub(lambda match: f"<style>{_closed(contents[match[1]])}</style>", page)


def _closed(text: str) -> str:
    """Return a text that cannot end the element it stands in."""
    return re.sub(r"</(script|style)", r"<\\/\1", text, flags=re.IGNORECASE)
