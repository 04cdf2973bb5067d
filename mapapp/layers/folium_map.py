"""The base map in folium, and the only file that swaps lon, lat for Leaflet's lat, lon.

The base map is built from constants only, so the browser keeps one map for the whole visit: data come by URL, and
what changes (year, visible projects, chosen thing) travels as a small command. The looks come from `style`.
"""

from __future__ import annotations

import base64
import html
import tomllib
from collections.abc import Collection, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from functools import cache
from pathlib import Path
from typing import Any, Final

import folium

from mapapp.contracts import Clock, ProjectKind, Stage
from mapapp.layers.folium_internals import ModuleCall, load_only, render_page
from mapapp.layers.publish import MapLinks
from mapapp.layers.specs import LayerSpecs
from mapapp.layers.style import (
    ACCENT,
    GROUND,
    KEPT_COLOUR,
    NO_STAGE_COLOUR,
    OTHERWISE_COLOUR,
    RAMP,
    STAGE_MARKS,
    UNREPORTED_COLOUR,
    UNVERIFIED_COLOUR,
)
from mapapp.layers.tiles import TileSource
from mapapp.open_workspace import active

# Quarter steps let the zones fill the frame at any window size; beyond 16 a sketch has nothing more to show.
ZOOM_SNAP: Final = 0.25
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
    """What the map says: its language as an element's `lang`, its own words, and the terms of stages and kinds.

    `stages` come in order; `kinds` are value and term of each kind of project that counts on the map; `figures` are name
    and words of each printed figure that zones can be coloured by.
    """

    tag: str = "zh-CN"
    words: Mapping[str, str] = field(default_factory=_chinese)
    stages: tuple[str, ...] = tuple(stage.term for stage in Stage)
    kinds: tuple[tuple[str, str], ...] = tuple((kind.value, kind.term) for kind in ProjectKind if kind.counts_on_map)
    figures: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class MapCommand:
    """What the map shows now; ids travel, features do not.

    `mask` is what `pack_mask` made of the visible projects. `focus` is "zone:青西", "town:朱家角镇", "district:青浦区" or "project:ID", or empty. `fly` repeats the focus with a
    counter after "@" (and "+" to go near) when the map should move there; otherwise the view is the browser's own (it stands in the
    address); `step` counts the entries of the browser's history, so that each new one gets the view written into it.
    `within` is the area the visitor limited the question to, polygons of rings of lon, lat.
    `colour` is what `selection.zone_measures.colouring` gives, none for the zones' own colours.
    `held` are the zones that stay outlined while they are compared; `filtered` says that the visitor asked for some projects
    only, so that each of them is worth its ink. `may_edit` offers the way into drawing, `edit` says what is being drawn.
    """

    year: int
    clock: Clock
    mask: str
    focus: str = ""
    fly: str = ""
    step: int = 0
    held: tuple[str, ...] = ()
    filtered: bool = False
    within: Sequence[Any] = ()
    colour: Mapping[str, Any] | None = None
    may_edit: bool = False
    edit: Mapping[str, Any] | None = None


def draw_map(
    specs: LayerSpecs,
    links: MapLinks,
    bases: Sequence[TileSource] = (),
    words: MapWords | None = None,
    *,
    hosted: bool = False,
) -> folium.Map:
    """Return the base map; the same specs, links and words give the same script, so the browser never rebuilds it.

    Without `bases` it asks no other server for anything; without `words` it speaks Chinese; `hosted` is a map with a
    page around it that sends commands (`layers/map/host.js`).
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
    load_only(leaflet_map, {"leaflet": links.leaflet_js}, {"leaflet_css": links.leaflet_css, "map_css": links.map_css})
    config = _config(specs, links, bases, words or MapWords()) | {"hosted": hosted}
    ModuleCall(links.start, config).add_to(leaflet_map)
    return leaflet_map


def map_page(
    specs: LayerSpecs, links: MapLinks, bases: Sequence[TileSource] = (), words: MapWords | None = None
) -> str:
    """Return the whole page of the base map; the same specs, links and words give the same text.

    Data and modules are asked for while the first script is still being read, not after.
    """
    spoken = words or MapWords()
    head = [f"<title>{html.escape(spoken.words['map'])}</title>"]
    head += [f'<link rel="modulepreload" href="{address}"/>' for address in links.modules]
    head += [
        f'<link rel="preload" as="fetch" crossorigin="anonymous" href="{address}"/>'
        for address in (links.ground, links.zones, links.projects, links.labels)
    ]
    return render_page(draw_map(specs, links, bases, words, hosted=True), head="".join(head), lang=spoken.tag)


def command_data(command: MapCommand) -> dict[str, Any]:
    """Return a command as the map in the browser takes it."""
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


def _config(specs: LayerSpecs, links: MapLinks, bases: Sequence[TileSource], words: MapWords) -> dict[str, Any]:
    """Collect what the script needs once."""
    return {
        "groundUrl": links.ground,
        "zonesUrl": links.zones,
        "projectsUrl": links.projects,
        "labelsUrl": links.labels,
        "bounds": list(specs.bounds),
        "bases": [source.as_config() for source in bases],
        "base": next((source.id for source in bases if source.shown), "none"),
        "kinds": [list(kind) for kind in words.kinds],
        "figures": [list(figure) for figure in words.figures],
        "ramp": list(RAMP),
        "mixes": {
            "stage": [*(mark.colour for mark in STAGE_MARKS.values()), UNREPORTED_COLOUR],
            "kept": [KEPT_COLOUR, OTHERWISE_COLOUR, UNVERIFIED_COLOUR],
        },
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
    """Return one row of the style table as the script reads it."""
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
