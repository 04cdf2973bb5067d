"""Ground truth: the drawn boundaries, the gazetteer, and where each project belongs."""

from mapapp.places.check import check_geodata
from mapapp.places.load import load_geodata
from mapapp.places.placement import place_projects
from mapapp.places.repair import convert_to_wgs84, undo_conversion, write_repaired

__all__ = [
    "check_geodata",
    "convert_to_wgs84",
    "load_geodata",
    "place_projects",
    "undo_conversion",
    "write_repaired",
]
