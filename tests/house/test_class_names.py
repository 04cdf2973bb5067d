"""The presentation stands in the map's own page: a class of one must not be a class of the other.

Rules of the map once hid the buttons of a meeting, because both were called `tools`.
"""

from __future__ import annotations

import re

from tests import PROJECT_DIR

MAP = PROJECT_DIR / "mapapp" / "layers"
DECK = PROJECT_DIR / "mapapp" / "reports" / "web"
_MADE = re.compile(
    r"""(?:\b(?:el|DomUtil\.create)\(\s*"\w+",|\bbutton\(|\bclass:|className\s*[=:]|classList\.\w+\(|Class\([^"`;]*)\s*["`]([^"`]*)["`]"""
)


def made_in(script: str) -> set[str]:
    """Return the class names that a script gives to elements; of one it composes, what stands before the composed part."""
    words = " ".join(re.sub(r"\$\{.*", "", match[1]) for match in _MADE.finditer(script))
    return {word for word in words.split() if not word.startswith("leaflet-")}


def styled_in(style: str) -> set[str]:
    """Return the class names in the selectors of a style sheet."""
    selectors = re.sub(r"\{[^{}]*\}", " ", re.sub(r"/\*.*?\*/", "", style, flags=re.DOTALL))
    return {name for name in re.findall(r"\.([A-Za-z][\w-]*)", selectors) if not name.startswith("leaflet-")}


def test_no_class_of_the_presentation_is_one_of_the_map():
    deck = set().union(*(made_in(path.read_text(encoding="utf-8")) for path in DECK.glob("*.js")))
    scripts = [path for folder in ("map", "drawing") for path in (MAP / folder).glob("*.js")]
    styles = [path for folder in ("map", "drawing") for path in (MAP / folder).glob("*.css")]
    of_map = set().union(*(made_in(path.read_text(encoding="utf-8")) for path in scripts))
    of_map |= set().union(*(styled_in(path.read_text(encoding="utf-8")) for path in styles))
    assert {"deck-tools", "rail"} <= deck
    assert {"tools", "legend", "folium-map"} <= of_map
    assert deck & of_map == set()


def test_what_the_presentation_says_of_the_maps_elements_names_classes_the_map_has():
    of_map = set().union(*(made_in(path.read_text(encoding="utf-8")) for path in (MAP / "map").glob("*.js")))
    confined = re.findall(r"\.folium-map :is\(([^)]*)\)", (DECK / "player.css").read_text(encoding="utf-8"))
    assert confined
    assert styled_in(", ".join(confined)) <= of_map


def test_class_names_are_read_from_scripts_and_styles():
    script = 'el("nav", "a b"); el("div", { class: "c" }); button("d", act); x.className = `e ${f}`; L.DomUtil.create("i", "g");'
    assert made_in(script) == {"a", "b", "c", "d", "e", "g"}
    assert styled_in("/* .x */ .a > b.c:hover, .d::before { width: 1.5em } @media (a) { .e { color: red } }") == {
        "a",
        "c",
        "d",
        "e",
    }
