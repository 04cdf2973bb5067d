"""Zones held side by side: each with its own stages, verdicts and figures, never added up."""

from __future__ import annotations

from typing import Any, Final

from mapapp.contracts import Atlas, Indicator, Selected, ValueKind, Zone
from mapapp.selection import last_year
from mapapp.ui.i18n import t
from mapapp.ui.views.card_rows import figure_row
from mapapp.ui.views.cards import count_stages, count_verdicts

# More columns than this do not fit the panel in a size one can read.
MAX_HELD: Final = 4
FIGURES_COMPARED: Final = 8


def parse_held(text: str, atlas: Atlas) -> tuple[tuple[str, ...], str]:
    """Read the held zones of an address ("青西,青东") in the order they were held; what is unknown gets a sentence."""
    asked = tuple(dict.fromkeys(part for part in text.split(",") if part))
    drawn = {zone.zone_id for zone in atlas.geodata.zones}
    known, unknown = [part for part in asked if part in drawn], [part for part in asked if part not in drawn]
    sentence = ""
    if unknown:
        sentence = t("cards.unheld", zones=t("sentence.join").join(part[:20] for part in unknown[:3]))
    elif len(known) > MAX_HELD:
        sentence = t("cards.held_too_many", most=MAX_HELD)
    return tuple(known[:MAX_HELD]), sentence


def toggle_held(held: tuple[str, ...], zone_id: str, atlas: Atlas) -> tuple[str, ...]:
    """Take a zone out of the comparison, or put it in when there is room; an unknown zone changes nothing."""
    if zone_id in held:
        return tuple(item for item in held if item != zone_id)
    return parse_held(",".join((*held, zone_id)), atlas)[0]


def compare_zones(atlas: Atlas, selected: Selected, held: tuple[str, ...]) -> dict[str, Any]:
    """Return the held zones as columns within the selection, and how many projects stand in more than one of them."""
    by_id = {zone.zone_id: zone for zone in atlas.geodata.zones}
    zones = [by_id[zone_id] for zone_id in held if zone_id in by_id]
    ids = {zone.zone_id for zone in zones}
    shared = sum(1 for project in selected.projects if len(ids & set(selected.zones[project.project_id])) > 1)
    return {
        "zones": [_column(selected, zone) for zone in zones],
        "figures": _figures(atlas, selected, zones) if len(zones) > 1 else [],
        "note": t("cards.compare_note", shared=t("cards.shared", n=shared) if shared else ""),
        "most": MAX_HELD,
    }


def _column(selected: Selected, zone: Zone) -> dict[str, Any]:
    """Count one zone by stage and verdict."""
    projects = [project for project in selected.projects if zone.zone_id in selected.zones[project.project_id]]
    return {
        "zone": zone.zone_id,
        "focus": f"zone:{zone.zone_id}",
        "name": zone.zone_id,
        "total": len(projects),
        "stages": count_stages(selected, projects),
        "verdicts": count_verdicts(selected, projects),
    }


def _figures(atlas: Atlas, selected: Selected, zones: list[Zone]) -> list[dict[str, Any]]:
    """Line up figures by name, those that most zones have first; a zone without one has None, never zero."""
    found: dict[str, dict[str, Indicator]] = {}
    for figure in selected.indicators:
        for zone in zones:
            if figure.region in (zone.zone_id, zone.name):
                kept = found.setdefault(figure.name, {}).get(zone.zone_id)
                if kept is None or _weight(figure) > _weight(kept):
                    found[figure.name][zone.zone_id] = figure
    names = sorted(found, key=lambda name: -len(found[name]))[:FIGURES_COMPARED]
    return [
        {
            "name": name,
            "cells": [
                figure_row(atlas, found[name][zone.zone_id]) if zone.zone_id in found[name] else None for zone in zones
            ],
        }
        for name in names
    ]


def _weight(figure: Indicator) -> tuple[int, bool]:
    """Prefer the latest period, and in it what was reached over what was aimed at."""
    return last_year(figure.period), figure.value_kind is ValueKind.ACTUAL
