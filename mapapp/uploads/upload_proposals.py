"""What an uploaded boundary file would change: for each area the version before and after, found wrong or sound together."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

from shapely.geometry import shape

from mapapp.contracts import Geodata
from mapapp.edits.new_areas import AreaWords, new_area
from mapapp.edits.redrawn_areas import Drawn, Redrawn, redraw
from mapapp.errors import GeodataError
from mapapp.geometry.measure import to_metres
from mapapp.uploads.uploaded_boundaries import AreaMatch, UploadedFile

# Six decimals and the way through a projection move a corner by centimetres; along a long edge that is some square metres.
SAME_M2: Final = 50.0


@dataclass(frozen=True, slots=True)
class Proposal:
    """One area of a file as it would be kept. `by` says how its drawn one was known, empty for a new area.

    `same` is said of one that is drawn so already; `refused` says why it cannot be kept, with `redrawn` then None.
    """

    name: str
    layer: str
    by: str
    redrawn: Redrawn | None
    same: bool = False
    refused: str = ""

    @property
    def changes(self) -> bool:
        """Whether keeping it would change anything."""
        return self.redrawn is not None and not self.same


def propose(
    file: UploadedFile, matches: Sequence[AreaMatch], drawn: Drawn, words: AreaWords, new_layer: str, geodata: Geodata
) -> tuple[Proposal, ...]:
    """Return what becomes of every area of a file in WGS 84; those that nothing drawn is meant by go to `new_layer`."""
    note = f"{words.who}于{words.day.isoformat()}按文件《{file.name}》改动边界，核实来源：{words.source}"
    found = []
    for index, match in enumerate(matches, 1):
        if match.by:
            before = drawn[match.layer, match.feature_id]
            redrawn = redraw(match.layer, before, match.area.geometry, note)
            same = _is_same(before, redrawn)
            found.append(Proposal(redrawn.name, match.layer, match.by, redrawn, same))
            continue
        try:
            redrawn = new_area(new_layer, match.area.name, match.area.geometry, words, geodata)
            found.append(Proposal(redrawn.name, new_layer, "", redrawn))
        except GeodataError as error:
            found.append(Proposal(match.area.name or f"#{index}", new_layer, "", None, refused=str(error)))
    return tuple(found)


def not_in_file(proposals: Sequence[Proposal], drawn: Drawn) -> tuple[str, ...]:
    """Return the names of drawn areas of the file's layers that the file does not have; they stay as they are."""
    layers = {one.layer for one in proposals if one.by}
    said = {(one.layer, str(one.redrawn.feature["id"])) for one in proposals if one.by and one.redrawn is not None}
    return tuple(
        str(feature["properties"].get("name", key[1]))
        for key, feature in drawn.items()
        if key[0] in layers and key not in said
    )


def outlines_before_and_after(proposals: Sequence[Proposal], drawn: Drawn) -> list[dict[str, Any]]:
    """Return what the map shows of proposals: name, polygons before (none for a new area) and after, lon, lat."""
    rows = []
    for one in proposals:
        if one.redrawn is not None and not one.same:
            before = drawn.get((one.layer, str(one.redrawn.feature.get("id")))) if one.by else None
            after = polygons_of(one.redrawn.feature)
            rows.append({"name": one.name, "before": polygons_of(before) if before else [], "after": after})
    return rows


def polygons_of(feature: Any) -> list[Any]:
    """Return the polygons of an area, each a list of rings."""
    geometry = feature["geometry"]
    return [geometry["coordinates"]] if geometry["type"] == "Polygon" else list(geometry["coordinates"])


def _is_same(before: Any, redrawn: Redrawn) -> bool:
    """Whether two outlines are the same ground but for rounding."""
    old, new = shape(before["geometry"]), shape(redrawn.feature["geometry"])
    if old.equals_exact(new, 0.0):
        return True
    if not (old.is_valid and new.is_valid):
        return False
    return bool(to_metres(old).symmetric_difference(to_metres(new)).area <= SAME_M2)
