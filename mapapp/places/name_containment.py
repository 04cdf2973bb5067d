"""A drawn name inside a project's name: whether the project is that thing, in it, along it, or only called after it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import shapely

from mapapp.contracts.projects import Project
from mapapp.contracts.records import ProjectEvent
from mapapp.contracts.vocabulary import Precision
from mapapp.geometry.measure import buffer_m, measure_length_km
from mapapp.places.candidates import BESIDE_M, STREET_EXTENT_M, Candidate, Way, being, fits, inside, join_alike, spot
from mapapp.places.gazetteer import SITE_ACCURACY_M, Gazetteer, GazetteerEntry, PlaceMatch
from mapapp.places.place_patterns import place_pattern
from mapapp.text.local_words import names_branch, says_only_where
from mapapp.text.place_names import is_only_works, normal_name

# "Around 友东路": a neighbourhood named after a road reaches about this far from it.
AROUND_ROAD_M = 800.0
# A green belt or a shore path keeps to its river within this.
ALONG_M = 500.0

_FIRM = place_pattern("around.firm")
_EXTENSION = place_pattern("around.extension")
_ROAD_GOES_ON = place_pattern("around.road_goes_on")
_AROUND = place_pattern("around.around")
_ALONG = place_pattern("around.along")
_ON_LINE = place_pattern("around.on_line")
_JOINED = place_pattern("around.joined")
_MEETING = place_pattern("around.meeting")
_AT_STATION = place_pattern("around.at_station")
_NOT_INSIDE_BEFORE = place_pattern("around.not_inside_before")
_NOT_INSIDE_AFTER = place_pattern("around.not_inside_after")


def by_contained_name(project: Project, gazetteer: Gazetteer) -> list[Candidate]:
    """Read every drawn name inside the project's names.

    What the project is wins over what it lies in; a name like 黄浦江 is never read as 浦江 (the gazetteer sees to that).
    """
    made: list[Candidate] = []
    for printed in (project.name, *project.aliases):
        name = normal_name(printed)
        matches = gazetteer.find(name)
        made.extend(_read_joined_lines(name, printed, matches, project))
        found: list[Candidate] = []
        for index, match in enumerate(matches):
            town = _town_right_before(matches, index)
            before = name[: town.start if town else match.start]
            words = _Inside(before, name[match.start : match.end], name[match.end :], printed)
            read = _read_match(words, match.entries, project)
            found.extend(_stretch_in_town(candidate, town) for candidate in read)
        made.extend(join_alike(found, f"项目名“{printed}”里有"))
    return [candidate for candidate in made if candidate.way is Way.IS] or made


def _town_right_before(matches: Sequence[PlaceMatch], index: int) -> PlaceMatch | None:
    """Return the town written right before a name: it says where, and is no part of what."""
    before = matches[index - 1] if index else None
    touches = before is not None and before.end == matches[index].start
    return before if before and touches and before.entries[0].precision is Precision.TOWN else None


def _read_joined_lines(name: str, printed: str, matches: Sequence[PlaceMatch], project: Project) -> list[Candidate]:
    """Read 白石公路-纪鹤公路, lines and nothing else, as those lines together."""
    lines = [match for match in matches if match.entries[0].is_line and fits(match.entries[0], project)]
    if len(lines) < 2 or len(lines) < len(matches) or not is_only_works(name[lines[-1].end :]) or lines[0].start:
        return []
    if not all(_JOINED.fullmatch(name[one.end : other.start]) for one, other in pairwise(lines)):
        return []
    entries = tuple(match.entries[0] for match in lines)
    because = f"项目名“{printed}”指图上的“{'、'.join(entry.name for entry in entries)}”"
    return [Candidate(entries, Way.IS, Precision.LINE, max(entry.accuracy_m for entry in entries), because)]


def _stretch_in_town(candidate: Candidate, town_before: PlaceMatch | None) -> Candidate:
    """Cut a line to the town written right before it: 七宝中春路 is 中春路 as far as it runs in 七宝."""
    entries = candidate.entries
    if town_before is None or not all(entry.is_line for entry in entries):
        return candidate
    town = town_before.entries[0]
    stretch = shapely.union_all([entry.geometry for entry in entries]).intersection(town.geometry)
    if stretch.is_empty or "Line" not in stretch.geom_type:
        return candidate
    half_m = measure_length_km(stretch) * 500
    accuracy_m = candidate.accuracy_m if candidate.way is Way.IS else min(candidate.accuracy_m, half_m + AROUND_ROAD_M)
    precision = Precision.STREET if half_m <= STREET_EXTENT_M and entries[0].is_road else candidate.precision
    because = f"{candidate.because}，只取在{town.name}的一段"
    return Candidate((*entries, town), candidate.way, precision, accuracy_m, because, stretch)


@dataclass(frozen=True, slots=True)
class _Inside:
    """A drawn name inside a normal name: what stands before and after it, and the printed name it all comes from."""

    before: str
    found: str
    after: str
    printed: str

    @property
    def because(self) -> str:
        return f"项目名“{self.printed}”里有“{self.found}”"

    @property
    def because_it_is(self) -> str:
        return f"项目名“{self.printed}”指图上的“{self.found}”"


def _read_match(words: _Inside, named: Sequence[GazetteerEntry], project: Project) -> list[Candidate]:
    """Decide what a gazetteer name inside a project's name means; nothing when it only looks like a place."""
    entries = [entry for entry in named if fits(entry, project)]
    if not entries or _FIRM.search(words.after) or _NOT_INSIDE_AFTER.search(words.after):
        return []
    first = entries[0]
    if first.is_water and not first.is_line:
        return _read_lake_match(words, first)
    if _NOT_INSIDE_BEFORE.search(words.before):
        return []
    if first.precision is Precision.STATION and _AT_STATION.match(words.after):
        accuracy_m = first.accuracy_m + BESIDE_M
        return [Candidate((first,), Way.BESIDE, Precision.STATION, accuracy_m, words.because + "，就在站旁")]
    if first.precision is Precision.TOWN or first.is_village:
        return [] if _ROAD_GOES_ON.match(words.after) else [inside(first, words.because)]
    if first.is_line:
        return _read_line_match(words, entries)
    at_start = not words.before or says_only_where(words.before)
    if is_only_works(words.after) and not _EXTENSION.match(words.after):
        # 虹桥前湾公园 may be the 前湾公园 of our map; 青东国际化中央商务区 need not be anybody's 中央商务区.
        return being(entries, words.because_it_is) if at_start else []
    is_brand = first.is_institution and not names_branch(words.found)
    if is_brand or (len(words.found) < 3 and not at_start):
        return []
    return [inside(first, words.because)]


def _read_line_match(words: _Inside, entries: Sequence[GazetteerEntry]) -> list[Candidate]:
    """Read a road, railway or river inside a name: the line itself, a spot on it, its neighbourhood, or none of these."""
    before, after = words.before, words.after
    if _EXTENSION.match(after):
        # An extension is by definition where the drawn line is not.
        return []
    if is_only_works(after) and (not before or before.endswith("(") or is_only_works(before)):
        return being(entries, words.because_it_is)
    parts = tuple(entry for entry in entries if entry.is_line)
    extent_m = max(part.extent_m for part in parts)
    if not parts[0].is_road and (_ALONG.search(after[:8]) or _AROUND.fullmatch(after)):
        accuracy_m = max(part.accuracy_m for part in parts) + ALONG_M
        return [Candidate(parts, Way.BESIDE, Precision.LINE, accuracy_m, words.because + "，沿它两岸")]
    if _AROUND.match(after):
        return [
            Candidate(parts, Way.BESIDE, Precision.AREA, extent_m + AROUND_ROAD_M, words.because + "，指它周围一带")
        ]
    if _ON_LINE.search(after[:8]):
        return [
            Candidate(parts, Way.BESIDE, spot(parts[0]), extent_m + BESIDE_M, words.because + "，在这条线上的某一处")
        ]
    return []


def _read_lake_match(words: _Inside, entry: GazetteerEntry) -> list[Candidate]:
    """Read a lake or wide river inside a name: the water itself, or its shores; nothing that only borrows its name."""
    if is_only_works(words.after) and not words.before:
        return being([entry], words.because_it_is)
    if _ALONG.search(words.after[:8]) or words.before.endswith("环"):
        accuracy_m = entry.extent_m + ALONG_M
        return [Candidate((entry,), Way.BESIDE, Precision.AREA, accuracy_m, words.because + "，在其沿岸一带")]
    return []


def by_crossing(project: Project, events: Sequence[ProjectEvent], gazetteer: Gazetteer) -> list[Candidate]:
    """Read a line, a second line or place and a word for where they meet.

    盈港东路-外青松公路交叉口 is the point where the drawn lines cross, G50西岑出入口 the stretch of G50 at 西岑.
    """
    for text in (project.name, *project.aliases, *(event.quote for event in events)):
        name = normal_name(text)
        matches = [match for match in gazetteer.find(name) if any(fits(entry, project) for entry in match.entries)]
        for one, other in pairwise(matches):
            joined = _JOINED.fullmatch(name[one.end : other.start])
            if joined and _MEETING.match(name[other.end :]) and (one.entries[0].is_line or other.entries[0].is_line):
                made = _meet(one.entries[0], other.entries[0], f"原文“{name[one.start : other.end]}”")
                if made is not None:
                    return [made]
    return []


def _meet(one: GazetteerEntry, other: GazetteerEntry, words: str) -> Candidate | None:
    """Find where a drawn line meets another line or a place; None when the drawings do not come together."""
    line, place = (one, other) if one.is_line else (other, one)
    reach_m = line.accuracy_m + place.accuracy_m
    if place.is_line:
        meeting = line.geometry.intersection(place.geometry)
        if meeting.is_empty:
            # Two sketched lines that end a little short of one another meet between their ends.
            gap = shapely.shortest_line(line.geometry, place.geometry)
            meeting = gap.centroid if measure_length_km(gap) * 1000 <= reach_m else meeting
        precision = Precision.SITE if reach_m <= SITE_ACCURACY_M else Precision.AREA
        if meeting.is_empty or "Point" not in meeting.geom_type:
            return None
        return Candidate((line, place), Way.BESIDE, precision, reach_m, words + "指两线相交处", meeting)
    stretch = line.geometry.intersection(buffer_m(place.geometry, reach_m + BESIDE_M))
    if stretch.is_empty or "Line" not in stretch.geom_type:
        return None
    accuracy_m = measure_length_km(stretch) * 500 + line.accuracy_m
    return Candidate((line, place), Way.BESIDE, Precision.STREET, accuracy_m, words + "指线路在此地的一段", stretch)
