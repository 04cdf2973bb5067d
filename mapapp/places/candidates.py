"""Candidates: a drawn place a project may stand at, how its words lead there, and how exact that makes it.

Two ways of belonging matter. A project *is* a drawn thing (剑川路大修 is 剑川路), and is then as exact as the drawing. Or it
lies somewhere *in* one (朱家角镇社区卫生服务中心 in 朱家角镇), and is then only as exact as that place is wide.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from shapely.geometry.base import BaseGeometry

from mapapp.contracts.projects import Project
from mapapp.contracts.vocabulary import Precision
from mapapp.places.gazetteer import GazetteerEntry

# A crossing, gate or plot may stand this far off the middle of the road or river it is named after.
BESIDE_M = 200.0
# Half the length up to which "somewhere on this road" still says a street.
STREET_EXTENT_M = 5_000.0


class Way(StrEnum):
    """How the words lead to the place, best first."""

    IS = "is"
    IN = "in"
    BESIDE = "beside"


@dataclass(frozen=True, slots=True)
class Candidate:
    """One defensible place: the drawn features, the way, and the words as a Chinese half-sentence.

    `geometry` is None where it is the features' own; only a crossing of two lines has one derived from them.
    `precision` and `accuracy_m` are already those of the way: lying in a place is as vague as the place is wide.
    """

    entries: tuple[GazetteerEntry, ...]
    way: Way
    precision: Precision
    accuracy_m: float
    because: str
    geometry: BaseGeometry | None = None


def order(candidate: Candidate) -> tuple[int, float, int]:
    """Put what the project is first, by precision; then what it lies in, the narrower the better."""
    if candidate.way is Way.IS:
        return (0, float(candidate.precision.rank), 0)
    return (1, candidate.accuracy_m, candidate.precision.rank)


def fits(entry: GazetteerEntry, project: Project) -> bool:
    """Whether a feature may belong to the project: the same name in the other district is another place."""
    crosses = entry.is_line or entry.layer == "zones" or entry.is_water
    return crosses or not entry.district or not project.district or entry.district == project.district


def being(entries: Iterable[GazetteerEntry], because: str) -> list[Candidate]:
    """Make candidates for being the thing itself; features of one name and precision are parts of one thing."""
    grouped: dict[Precision, list[GazetteerEntry]] = {}
    for entry in entries:
        grouped.setdefault(entry.precision, []).append(entry)
    made = []
    for precision, members in grouped.items():
        parts = tuple(members)
        # Two separate sites of one name cannot both be meant, and nothing here says which.
        if len(parts) > 1 and not all(part.is_line for part in parts) and len({part.town for part in parts}) > 1:
            continue
        vague = precision.rank >= Precision.TOWN.rank
        accuracy_m = max(part.extent_m if vague else part.accuracy_m for part in parts)
        made.append(Candidate(parts, Way.IS, precision, accuracy_m, because))
    return made


def inside(entry: GazetteerEntry, because: str) -> Candidate:
    """Make a candidate for lying somewhere in a drawn place: never better than area, as vague as the place is wide."""
    precision = entry.precision if entry.precision.rank >= Precision.AREA.rank else Precision.AREA
    return Candidate((entry,), Way.IN, precision, entry.extent_m, because + "，在其范围内")


def near(entries: list[GazetteerEntry], because: str) -> Candidate:
    """Make a candidate for a place named with the project: somewhere in it, or somewhere along it."""
    first = entries[0]
    if first.is_line:
        parts = tuple(entry for entry in entries if entry.is_line)
        accuracy_m = max(part.extent_m for part in parts) + BESIDE_M
        return Candidate(parts, Way.BESIDE, spot(first), accuracy_m, because + "，在其沿线")
    return inside(first, because)


def spot(line: GazetteerEntry) -> Precision:
    """Return how exact "somewhere on this line" is: a street while it is short, else only the line."""
    return Precision.STREET if line.is_road and line.extent_m <= STREET_EXTENT_M else Precision.LINE


def join_alike(made: list[Candidate], said: str) -> list[Candidate]:
    """Take several villages, or several towns, named together as one place in parts; `said` begins the reason.

    光继村、汇南村和正义村 is three villages, 赵巷徐泾片区 two towns; a town that holds the villages stays apart. What lies in
    all or any of them is as vague as they are wide together.
    """
    is_village, is_town = (lambda entry: entry.is_village), (lambda entry: entry.precision is Precision.TOWN)
    for alike in (is_village, is_town):
        parts = [candidate for candidate in made if candidate.way is Way.IN and alike(candidate.entries[0])]
        entries = tuple(dict.fromkeys(candidate.entries[0] for candidate in parts))
        if len(entries) < 2:
            continue
        because = f"{said}“{'、'.join(entry.name for entry in entries)}”，在其范围内"
        accuracy_m = sum(entry.extent_m for entry in entries)
        made = [candidate for candidate in made if candidate not in parts]
        made.append(Candidate(entries, Way.IN, parts[0].precision, accuracy_m, because))
    return made
