"""mapapp turns planning prose into a map that can be questioned: which project, where, how far, since when, says who."""

from mapapp.settings import VERSION as __version__

__all__ = ["__version__"]
