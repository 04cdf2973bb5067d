"""mapapp turns planning prose into a map that can be questioned: which project, where, how far, since when, says who."""

from mapapp import settings

__version__ = settings.VERSION

__all__ = ["__version__"]
