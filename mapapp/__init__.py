"""mapapp turns planning prose into a map that can be questioned: which project, where, how far, since when, says who."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mapapp import settings

if TYPE_CHECKING:
    from mapapp.api import AtlasFrames, load

__version__ = settings.VERSION

__all__ = ["AtlasFrames", "__version__", "load"]


def __getattr__(name: str) -> object:
    """Load the analyst's door when it is used, so that `import mapapp` stays light."""
    if name in {"AtlasFrames", "load"}:
        from mapapp import api as analyst

        return getattr(analyst, name)
    raise AttributeError(f"module 'mapapp' has no attribute {name!r}")
