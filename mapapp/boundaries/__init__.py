"""Boundary files: reading, checking, datum, repair and writing of drawn outlines."""

from mapapp.boundaries.check import check_geodata
from mapapp.boundaries.load import load_geodata
from mapapp.boundaries.repaired_copies import convert_to_wgs84, undo_conversion, write_repaired

__all__ = ["check_geodata", "convert_to_wgs84", "load_geodata", "undo_conversion", "write_repaired"]
