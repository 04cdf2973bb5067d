"""One table of colours and symbols by key, read by the map, the legend, the panel and the tables.

A stage is how full the mark is; a verdict is a shape and a colour; so both survive greyscale and colour blindness.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from mapapp.contracts import Stage, Verdict
from mapapp.open_workspace import active
from mapapp.workspace import NEUTRAL_OUTLINE, NEUTRAL_TINT

# The one colour that means "this is what you chose", the same on map, table and panel. 5.2 : 1 on white.
ACCENT: Final = "#c2410c"

INK: Final = "#1f2933"
INK_SOFT: Final = "#52606d"
LINE: Final = "#dfe4e8"
PAPER: Final = "#ffffff"

FONT_STACK: Final = "'PingFang SC','Microsoft YaHei','Noto Sans CJK SC','Noto Sans SC',sans-serif"


@dataclass(frozen=True, slots=True)
class StageMark:
    """How a stage looks.

    `fill` is how much of the disc is full (0..1), `ring` solid or dashed, `halo` a second ring outside. `dash` is the
    line pattern in pixels (empty: solid); `hatch` the distance in pixels between hatch lines of an area (0: plain).
    """

    colour: str
    fill: float
    ring: str
    halo: bool
    dash: tuple[int, ...]
    hatch: int


# One hue from pale to deep; the order of the fills is the order of the stages.
STAGE_MARKS: Final[dict[Stage, StageMark]] = {
    Stage.PLANNED: StageMark("#6f93a8", 0.0, "dashed", halo=False, dash=(1, 6), hatch=14),
    Stage.PREPARED: StageMark("#5d88a1", 0.0, "solid", halo=False, dash=(3, 6), hatch=11),
    Stage.STARTED: StageMark("#457a98", 0.25, "solid", halo=False, dash=(6, 5), hatch=9),
    Stage.BUILDING: StageMark("#2f6a8c", 0.5, "solid", halo=False, dash=(10, 4), hatch=7),
    Stage.TOPPED_OUT: StageMark("#1f587b", 0.75, "solid", halo=False, dash=(16, 3), hatch=5),
    Stage.COMPLETED: StageMark("#134567", 1.0, "solid", halo=False, dash=(), hatch=4),
    Stage.OPERATING: StageMark("#0b3150", 1.0, "solid", halo=True, dash=(), hatch=3),
}

# Known, but no document has reported how far it is: the quietest mark.
NO_STAGE_COLOUR: Final = "#76838f"


@dataclass(frozen=True, slots=True)
class VerdictMark:
    """How a verdict looks: a shape that needs no colour, and a colour; no shape where plain text says enough."""

    symbol: str
    colour: str


# Five marks, never more; what is not due and what is only intended is no finding and stays plain text.
VERDICT_MARKS: Final[dict[Verdict, VerdictMark]] = {
    Verdict.KEPT: VerdictMark("●", "#1b7f4b"),
    Verdict.REACHED: VerdictMark("○", "#1b7f4b"),
    Verdict.LATE: VerdictMark("▲", "#9a6b00"),
    Verdict.OVERDUE: VerdictMark("■", "#a61b29"),
    Verdict.UNVERIFIED: VerdictMark("◌", "#5f6b76"),
    Verdict.NOT_DUE: VerdictMark("", "#5f6b76"),
    Verdict.INTENTION: VerdictMark("", "#5f6b76"),
}
MARKED_VERDICTS: Final = tuple(verdict for verdict, mark in VERDICT_MARKS.items() if mark.symbol)


@dataclass(frozen=True, slots=True)
class ZoneMark:
    """How a zone looks: a soft tint and a firm outline in the same hue."""

    tint: str
    outline: str


# What fills a zone by a value, least to most: earth, since blue means stages and water, and lighter and darker is what everybody
# sees. Promises kept and to be verified, as a share; projects without a reported stage, in a mix.
RAMP: Final = ("#f0e0c4", "#dfc193", "#c3965c", "#966536", "#633a18")
KEPT_COLOUR: Final = VERDICT_MARKS[Verdict.KEPT].colour
UNVERIFIED_COLOUR: Final = VERDICT_MARKS[Verdict.UNVERIFIED].colour
OTHERWISE_COLOUR: Final = "#cdd8d2"
UNREPORTED_COLOUR: Final = "#d5dade"

# The ground: quiet, so that findings are what is seen.
GROUND: Final[dict[str, str]] = {
    "land": "#fbfaf7",
    "outside": "#f1f2f1",
    "district": "#aab2b9",
    "town": "#cfd5da",
    "water": "#cfdde6",
    "water_line": "#b9cfdc",
    "rail": "#5b6670",
    "road": "#dccfb4",
    "label": "#4b5762",
    "label_water": "#5c87a0",
}


def zone_mark(zone_id: str) -> ZoneMark:
    """Return the look of a zone as the workspace says it, neutral when it says nothing."""
    zone = active().zone(zone_id)
    return ZoneMark(zone.tint, zone.outline) if zone is not None else ZoneMark(NEUTRAL_TINT, NEUTRAL_OUTLINE)
