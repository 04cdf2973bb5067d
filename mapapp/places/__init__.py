"""The gazetteer and the join: where each project stands, how exactly, and in which zones."""

from mapapp.places.placement import place_projects

__all__ = ["place_projects"]
