"""Ground truth: the drawn boundaries, the gazetteer, and where each project belongs."""

from mapapp.places.check import check_geodata
from mapapp.places.load import load_geodata
from mapapp.places.placement import place_projects

__all__ = ["check_geodata", "load_geodata", "place_projects"]
