"""The words that name one of the workspace's zones outright."""

from __future__ import annotations

import re
from functools import lru_cache

from mapapp.open_workspace import active
from mapapp.workspace import ZoneFacts


def zones_named(text: str) -> tuple[str, ...]:
    """Return the zones a text names outright, in the order zones are shown.

    >>> zones_named("青浦新城全面发力提速"), zones_named("国家产融合作示范区"), zones_named("示范区建设破局起势")
    (('新城',), (), ('示范区',))
    """
    return tuple(zone for zone, pattern in _patterns(active().zones) if pattern.search(text))


@lru_cache(maxsize=4)
def _patterns(zones: tuple[ZoneFacts, ...]) -> tuple[tuple[str, re.Pattern[str]], ...]:
    """Return one pattern for each zone that words can name."""
    return tuple((zone.id, re.compile("|".join(zone.words))) for zone in zones if zone.words)
