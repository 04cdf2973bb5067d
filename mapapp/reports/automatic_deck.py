"""A deck nobody had to make: the present question as a whole, then zone by zone."""

from __future__ import annotations

from dataclasses import replace

from mapapp.contracts import Atlas
from mapapp.contracts.scenes import Camera, Deck, Scene
from mapapp.reports.scene_data import filter_words
from mapapp.selection import Selection, select, to_parameters


def scene_of(
    selection: Selection, atlas: Atlas, camera: Camera | None = None, focus: str = "", colour: str = ""
) -> Scene:
    """Return the scene that shows a selection, looking at its zones unless a camera is given.

    `colour` is the measure its zones are coloured by.
    """
    words = filter_words(selection, atlas)
    drawn = {zone.zone_id for zone in atlas.geodata.zones}
    zones = tuple(zone for zone in selection.zones if zone in drawn)
    return Scene(
        title="、".join(selection.zones) or ("；".join(words) if words else "全部项目")[:40],
        camera=camera or Camera(fit=zones or ("all",)),
        selection=tuple(to_parameters(selection).items()),
        focus=focus,
        held=zones,
        colour=colour,
    )


def automatic_deck(atlas: Atlas, selection: Selection, colour: str = "") -> Deck:
    """Return the selection as one scene, followed by one scene for each drawn zone that has projects in it."""
    scenes = [scene_of(selection, atlas, colour=colour)]
    wanted = selection.zones or tuple(zone.zone_id for zone in atlas.geodata.zones if not zone.part_of)
    if wanted != selection.zones or len(wanted) > 1:
        for zone_id in wanted:
            own = replace(selection, zones=(zone_id,))
            if select(atlas, own).total:
                scenes.append(scene_of(own, atlas, colour=colour))
    return Deck(title=f"截至 {selection.as_of} 年（{selection.clock.term}）", scenes=tuple(scenes))
