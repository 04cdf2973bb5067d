"""How stages look in files, in the same language as the screen: a stage is how full the mark is.

A test holds colours and fills to the screen's own table, which another room owns.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from mapapp.contracts import Stage


@dataclass(frozen=True, slots=True)
class Mark:
    """How a stage looks: `fill` 0..1 of the disc, dashed ring or not, halo or not, line dash in pixels."""

    colour: str
    fill: float
    dashed: bool
    halo: bool
    dash: tuple[int, ...]


STAGE_MARKS: Final[dict[Stage, Mark]] = {
    Stage.PLANNED: Mark("#6f93a8", 0.0, dashed=True, halo=False, dash=(1, 6)),
    Stage.PREPARED: Mark("#5d88a1", 0.0, dashed=False, halo=False, dash=(3, 6)),
    Stage.STARTED: Mark("#457a98", 0.25, dashed=False, halo=False, dash=(6, 5)),
    Stage.BUILDING: Mark("#2f6a8c", 0.5, dashed=False, halo=False, dash=(10, 4)),
    Stage.TOPPED_OUT: Mark("#1f587b", 0.75, dashed=False, halo=False, dash=(16, 3)),
    Stage.COMPLETED: Mark("#134567", 1.0, dashed=False, halo=False, dash=()),
    Stage.OPERATING: Mark("#0b3150", 1.0, dashed=False, halo=True, dash=()),
}
# Half of all projects: quiet, but to be seen on white, so grey all over and not only a ring.
NO_STAGE_TERM: Final = "未见进展报告"
NO_STAGE_MARK: Final = Mark("#76838f", 0.0, dashed=True, halo=False, dash=(2, 5))
NO_STAGE_FILL: Final = "#d3d9de"
