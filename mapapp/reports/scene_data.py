"""What each scene shows, worked out beforehand: which projects, how many, at which stages, year by year.

The counts come from `select`, the function behind the app and every export, so a file left behind cannot disagree
with the screen it was made from.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from mapapp.contracts import Atlas, Project, Selected, Stage, Verdict
from mapapp.contracts.scenes import Camera, Deck, Scene
from mapapp.layers.folium_map import pack_mask
from mapapp.open_workspace import active
from mapapp.selection import NO_STAGE_TERM, Selection, from_parameters, select
from mapapp.selection.selected_area import area_rings, area_words
from mapapp.selection.zone_measures import colouring


def scene_selection(atlas: Atlas, scene: Scene) -> Selection:
    """Return the question a scene asks."""
    return from_parameters(dict(scene.selection), atlas)[0]


def deck_frames(atlas: Atlas, deck: Deck) -> dict[str, Any]:
    """Return a deck as the player reads it: every scene with one frame for each year of the slider."""
    return {
        "title": deck.title,
        "theme": deck.theme,
        "scenes": [scene_frames(atlas, scene) for scene in deck.scenes],
    }


def scene_frames(atlas: Atlas, scene: Scene) -> dict[str, Any]:
    """Return one scene with its words, camera and a frame for each year."""
    selection = scene_selection(atlas, scene)
    years = range(active().years[0], active().years[1] + 1)
    return {
        "title": scene.title,
        "caption": scene.caption,
        "notes": scene.notes,
        "camera": camera_fields(scene.camera),
        "year": selection.as_of,
        "clock": selection.clock.value,
        "clockTerm": selection.clock.term,
        "filters": filter_words(selection, atlas),
        "focus": scene.focus,
        "held": list(scene.held),
        "within": area_rings(selection.within),
        "play": list(scene.play) if scene.play else None,
        "hide": list(scene.hide),
        "base": scene.base,
        "seconds": scene.seconds,
        "frames": _frames(atlas, scene, [replace(selection, as_of=year) for year in years]),
    }


def _frames(atlas: Atlas, scene: Scene, questions: Iterable[Selection]) -> list[dict[str, Any]]:
    """Return a frame for each question; where zones are coloured, one scale holds for all years."""
    frames = []
    for question in questions:
        selected = select(atlas, question)
        made = frame(atlas, selected, scene.held)
        if scene.colour:
            made["colour"] = colouring(atlas, question, selected, scene.colour)
        frames.append(made)
    if scene.colour:
        known = [row["value"] for made in frames for row in made["colour"]["zones"] if row["value"] is not None]
        for made in frames:
            made["colour"] |= {"low": min(known, default=0.0), "top": max(known, default=0.0)}
    return frames


def frame(atlas: Atlas, selected: Selected, held: Iterable[str] = ()) -> dict[str, Any]:
    """Return what one year of a scene shows: a mask of projects, and its counts for the whole and each held zone."""
    return {
        "year": selected.as_of,
        "mask": pack_mask(
            [project.project_id for project in atlas.projects],
            {project.project_id for project in selected.projects},
        ),
        "mapped": selected.mapped,
        "unmapped": selected.unmapped,
        "total": selected.total,
        "stages": stage_counts(selected, selected.projects),
        "verdicts": verdict_counts(selected, selected.projects),
        "held": [_held(selected, zone_id) for zone_id in held],
    }


def stage_counts(selected: Selected, projects: Iterable[Project]) -> list[int]:
    """Count projects by stage in order of rank, then those without a reported stage."""
    counts = [0] * (len(Stage) + 1)
    for project in projects:
        state = selected.states.get(project.project_id)
        counts[len(Stage) if state is None else state.stage.rank] += 1
    return counts


def verdict_counts(selected: Selected, projects: Iterable[Project]) -> list[int]:
    """Count promises by verdict, in the order of the verdicts."""
    ids = {project.project_id for project in projects}
    verdicts = [promise.verdict for promise in selected.promises if promise.project_id in ids]
    return [verdicts.count(verdict) for verdict in Verdict]


def _held(selected: Selected, zone_id: str) -> dict[str, Any]:
    """Count one held zone within the selection."""
    projects = [item for item in selected.projects if zone_id in selected.zones[item.project_id]]
    stages = stage_counts(selected, projects)
    return {
        "zone": zone_id,
        "total": len(projects),
        "done": sum(stages[Stage.COMPLETED.rank : Stage.OPERATING.rank + 1]),
        "building": sum(stages[Stage.STARTED.rank : Stage.COMPLETED.rank]),
        "verdicts": verdict_counts(selected, projects),
    }


def camera_fields(camera: Camera) -> dict[str, Any]:
    """Return a camera as the player reads it."""
    if camera.fit:
        return {"fit": list(camera.fit)}
    return {name: getattr(camera, name) for name in ("lon", "lat", "zoom", "width", "height")}


def filter_words(selection: Selection, atlas: Atlas) -> list[str]:
    """Return the conditions of a selection in a planner's words, year and clock aside.

    >>> filter_words(Selection(zones=("青西",), text="华为"), None)
    ['片区：青西', '含“华为”']
    """
    stages = {stage.value: stage.term for stage in Stage}
    titles = (
        {document.id: document.short_title or document.title for document in atlas.documents} if selection.docs else {}
    )
    groups = (
        ("片区", selection.zones),
        ("街镇", selection.towns),
        ("阶段", tuple(stages.get(value, NO_STAGE_TERM) for value in selection.stages)),
        ("兑现", tuple(verdict.term for verdict in selection.verdicts)),
        ("文件", tuple(titles.get(doc, doc) for doc in selection.docs)),
        ("依据", tuple(kind.term for kind in selection.evidence)),
        ("类别", tuple(kind.term for kind in selection.kinds)),
        ("谁看过", tuple(looked.term for looked in selection.reviewed)),
    )
    words = [f"{name}：{'、'.join(values)}" for name, values in groups if values]
    words += [area_words(selection.within)] if selection.within is not None else []
    return [*words, f"含“{selection.text}”"] if selection.text else words
