"""The only file that knows folium, and the only one that swaps lon, lat for Leaflet's lat, lon.

The base map is built from constants only, so the browser keeps one map for the whole visit: data come by URL, and
what changes (year, visible projects, chosen thing) travels as a small command. The looks come from `style`.
"""

from __future__ import annotations

import base64
import html
import re
import tomllib
from collections.abc import Collection, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from functools import cache
from pathlib import Path
from typing import Any, Final

import folium
from folium.template import Template

from mapapp.contracts import Clock, Stage
from mapapp.layers.publish import MapLinks
from mapapp.layers.specs import LayerSpecs
from mapapp.layers.style import ACCENT, GROUND, NO_STAGE_COLOUR, STAGE_MARKS
from mapapp.layers.tiles import TileSource
from mapapp.workspace import active

# Quarter steps let the zones fill the frame at any window size; beyond 16 a sketch has nothing more to show.
ZOOM_SNAP: Final = 0.25
_RANDOM_NAME: Final = re.compile(r"_([0-9a-f]{32})\b")
MIN_ZOOM, MAX_ZOOM = 8, 16

# What the map's scripts say, in every language the app speaks; a file left behind is Chinese.
MAP_WORDS_FILE: Final = Path(__file__).parent / "map" / "words.toml"


@cache
def _chinese() -> dict[str, str]:
    """Read the map's own words in Chinese."""
    entries = tomllib.loads(MAP_WORDS_FILE.read_text(encoding="utf-8"))
    return {key: entry["zh"] for key, entry in entries.items()}


@dataclass(frozen=True, slots=True)
class MapWords:
    """What the map says: its language as an element's `lang`, its own words, and the term of each stage in order."""

    tag: str = "zh-CN"
    words: Mapping[str, str] = field(default_factory=_chinese)
    stages: tuple[str, ...] = tuple(stage.term for stage in Stage)


@dataclass(frozen=True, slots=True)
class MapCommand:
    """What the map shows now; ids travel, features do not.

    `mask` is what `pack_mask` made of the visible projects. `focus` is "zone:青西", "town:朱家角镇", "district:青浦区" or "project:ID", or empty. `fly` repeats the focus with a
    counter after "@" (and "+" to go near) when the map should move there; otherwise the view is the browser's own (it stands in the
    address); `step` counts the entries of the browser's history, so that the map writes its view into each new one.
    `held` are the zones that stay outlined while they are compared.
    """

    year: int
    clock: Clock
    mask: str
    focus: str = ""
    fly: str = ""
    step: int = 0
    held: tuple[str, ...] = ()


class _Start(folium.MacroElement):
    """Hands the map to our script, with addresses and looks."""

    _template = Template(
        """
        {% macro script(this, kwargs) %}
            window.mapapp.start({{ this._parent.get_name() }}, {{ this.config|tojson }});
        {% endmacro %}
        """
    )

    def __init__(self, config: dict[str, Any]) -> None:
        super().__init__()  # type: ignore[no-untyped-call]
        self._name = "Start"
        self.config = config


def draw_map(
    specs: LayerSpecs, links: MapLinks, tiles: TileSource | None = None, words: MapWords | None = None
) -> folium.Map:
    """Build the base map; the same specs, links and words give the same script, so the browser never rebuilds it.

    Without `tiles` it asks no other server for anything; without `words` it speaks Chinese.
    """
    west, south, east, north = specs.bounds
    leaflet_map = folium.Map(
        location=[(south + north) / 2, (west + east) / 2],
        zoom_start=11,
        tiles=None,
        prefer_canvas=True,
        zoom_snap=ZOOM_SNAP,
        zoom_delta=0.5,
        wheel_px_per_zoom_level=90,
        min_zoom=MIN_ZOOM,
        max_zoom=MAX_ZOOM,
        attribution_control=False,
    )
    leaflet_map.default_js = [("leaflet", links.leaflet_js), ("map", links.map_js)]
    leaflet_map.default_css = [("leaflet_css", links.leaflet_css), ("map_css", links.map_css)]
    _Start(_config(specs, links, tiles, words or MapWords())).add_to(leaflet_map)
    return leaflet_map


def map_page(specs: LayerSpecs, links: MapLinks, tiles: TileSource | None = None, words: MapWords | None = None) -> str:
    """Give the whole page of the base map as folium writes it; the same specs, links and words give the same text.

    The data are asked for while the scripts are still being read, not after.
    """
    leaflet_map = draw_map(specs, links, tiles, words)
    root: Any = leaflet_map.get_root()
    for address in (links.ground, links.zones, links.projects, links.labels):
        hint = f'<link rel="preload" as="fetch" crossorigin="anonymous" href="{address}"/>'
        root.header.add_child(folium.Element(hint))
    page = steady_names(root.render())
    spoken = words or MapWords()
    title = html.escape(spoken.words["map"])
    page = page.replace("<html>", f'<html lang="{spoken.tag}">', 1)
    return page.replace("<head>", f"<head><title>{title}</title>", 1)


def steady_names(page: str) -> str:
    """Replace folium's random element names by numbers in order, so that the same map gives the same text."""
    seen: dict[str, str] = {}
    return _RANDOM_NAME.sub(lambda match: "_" + seen.setdefault(match[1], str(len(seen) + 1)), page)


def command_data(command: MapCommand) -> dict[str, Any]:
    """Give a command as the map in the browser takes it."""
    return asdict(command) | {"clock": command.clock.value, "held": list(command.held)}


def pack_mask(project_ids: Sequence[str], visible: Collection[str]) -> str:
    """Write which projects are visible as base64 of one bit each, first project in the lowest bit.

    >>> pack_mask(("a", "b", "c"), {"a", "c"})
    'BQ=='
    """
    chosen = frozenset(visible)
    bits = bytearray((len(project_ids) + 7) // 8)
    for index, project_id in enumerate(project_ids):
        if project_id in chosen:
            bits[index >> 3] |= 1 << (index & 7)
    return base64.b64encode(bytes(bits)).decode()


def _config(specs: LayerSpecs, links: MapLinks, tiles: TileSource | None, words: MapWords) -> dict[str, Any]:
    """Collect what the script needs once."""
    return {
        "groundUrl": links.ground,
        "zonesUrl": links.zones,
        "projectsUrl": links.projects,
        "labelsUrl": links.labels,
        "bounds": list(specs.bounds),
        "tiles": None if tiles is None else tiles.as_config(),
        "firstYear": active().years[0],
        "accent": ACCENT,
        "ground": GROUND,
        "lang": words.tag,
        "words": dict(words.words),
        "stages": [_stage_look(stage, term) for stage, term in zip(Stage, words.stages, strict=True)],
        "noStage": {
            "term": words.words["no_stage"],
            "colour": NO_STAGE_COLOUR,
            "fill": 0,
            "ring": "dot",
            "halo": False,
            "dash": [1, 5],
            "hatch": 16,
        },
    }


def _stage_look(stage: Stage, term: str) -> dict[str, Any]:
    """Give one row of the style table as the script reads it."""
    mark = STAGE_MARKS[stage]
    return {
        "term": term,
        "colour": mark.colour,
        "fill": mark.fill,
        "ring": mark.ring,
        "halo": mark.halo,
        "dash": list(mark.dash),
        "hatch": mark.hatch,
    }
