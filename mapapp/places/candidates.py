"""Candidates: every drawn place a project's own words lead to, with how they lead there.

Two ways of belonging matter. A project *is* a drawn thing (剑川路大修 is 剑川路), and is then as exact as the drawing. Or it
lies somewhere *in* one (朱家角镇社区卫生服务中心 in 朱家角镇), and is then only as exact as that place is wide.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise

import shapely
from shapely.geometry.base import BaseGeometry

from mapapp.contracts.projects import Project
from mapapp.contracts.records import ProjectEvent
from mapapp.contracts.vocabulary import Precision
from mapapp.places.gazetteer import SITE_ACCURACY_M, Entry, Gazetteer, Match
from mapapp.places.measure import buffer_m, measure_length_km
from mapapp.places.names import in_brackets, is_only_works, normal_name, without_phase, without_works
from mapapp.places.surroundings import Surroundings

# A crossing, gate or plot may stand this far off the middle of the road or river it is named after.
BESIDE_M = 200.0
# "Around 友东路": a neighbourhood named after a road reaches about this far from it.
AROUND_ROAD_M = 800.0
# Half the length up to which "somewhere on this road" still says a street.
STREET_EXTENT_M = 5_000.0
# A green belt or a shore path keeps to its river within this.
ALONG_M = 500.0

_FIRM = re.compile("公司|集团|控股|股份|银行|基金|证券")
_EXTENSION = re.compile(r"[东西南北]?(?:延伸|延长)")
_ROAD_GOES_ON = re.compile(r"[东西南北中]?(?:支?路(?!街道)|大道|公路|高架|桥)")
_AROUND = re.compile("片区|沿线|周边|两侧|地区|区域")
_ALONG = re.compile("生态|间隔|滨江|滨水|沿岸|岸线|绿|水上|景观|两岸|带|廊|步道|堤")
_ON_LINE = re.compile("桥|泵闸|泵站|水闸|船闸|隧道|闸|弄|号|站|段|交叉|节点|立交|匝道|出入口|互通|TOD|上盖|地块")
_JOINED = re.compile(r"[-—~～/·]|与|和|、|")
_MEETING = re.compile("交叉|路口|交汇|相交|出入口|立交|节点|互通")
_AT_STATION = re.compile("综合|交通|公交|换乘|枢纽|TOD|上盖|周边|站点|P\\+R|停车")
_NOT_INSIDE_BEFORE = re.compile(r"(?:环|近|邻|至|到|原|非|对接|衔接|连接|联通|通往)$")
_NOT_INSIDE_AFTER = re.compile(r"校外|以外|外围|以[东西南北]")
_WHERE_ONLY = re.compile("(?:上海市?|青浦区?|闵行区?|新城|青东|青西|示范区|虹桥|长三角)+|.*(?:镇|街道)|.*[(（]")
_SAYS_WHERE = re.compile(r"(?:位于|坐落于|坐落在|选址|落户|落地|落在|地处|设在|建在|在)")


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

    entries: tuple[Entry, ...]
    way: Way
    precision: Precision
    accuracy_m: float
    because: str
    geometry: BaseGeometry | None = None


def find_candidates(
    project: Project, events: Sequence[ProjectEvent], gazetteer: Gazetteer, surroundings: Surroundings | None = None
) -> tuple[Candidate, ...]:
    """Find the places a project's names, named places and quotes lead to, best first.

    Takes the project and its own events. Evidence is tried from the strongest down: the whole name, a crossing, a name
    inside the name, a place named with it, words such as 位于 in its quote, the row or heading it stands under. The
    first kind that gives anything at site to area level ends the search.
    """
    coarse: list[Candidate] = []
    for found in _strongest_first(project, events, gazetteer, surroundings):
        ordered = sorted(found, key=_order)
        fine = [candidate for candidate in ordered if candidate.precision.rank <= Precision.AREA.rank]
        fine = [candidate for candidate in fine if not _contradicts(candidate, coarse)]
        if fine:
            return (*fine, *coarse)
        coarse.extend(ordered)
    return tuple(coarse)


def _strongest_first(
    project: Project, events: Sequence[ProjectEvent], gazetteer: Gazetteer, surroundings: Surroundings | None
) -> Iterator[list[Candidate]]:
    """Give the candidates of one kind of evidence after the other; the weaker kinds are only looked at when asked for."""
    yield _by_whole_name(project, gazetteer)
    yield _by_crossing(project, events, gazetteer)
    yield _by_contained_name(project, gazetteer)
    yield _by_named_places(project, events, gazetteer)
    yield _by_quote(project, events, gazetteer)
    yield _by_surroundings(project, events, surroundings)


def _order(candidate: Candidate) -> tuple[int, float, int]:
    """Put what the project is first, by precision; then what it lies in, the narrower the better."""
    if candidate.way is Way.IS:
        return (0, float(candidate.precision.rank), 0)
    return (1, candidate.accuracy_m, candidate.precision.rank)


def _contradicts(candidate: Candidate, coarse: Sequence[Candidate]) -> bool:
    """Say whether a place by weaker evidence lies outside the town that stronger evidence gave."""
    if not coarse or candidate.way is Way.IS:
        return False
    town = coarse[0].entries[0].geometry
    shapes = [entry.geometry for entry in candidate.entries]
    return not any(shape.intersects(town) and not shape.touches(town) for shape in shapes)


def _fits(entry: Entry, project: Project) -> bool:
    """Say whether a feature may belong to the project: the same name in the other district is another place."""
    crosses = entry.is_line or entry.layer == "zones" or entry.is_water
    return crosses or not entry.district or not project.district or entry.district == project.district


def _is(entries: Iterable[Entry], because: str) -> list[Candidate]:
    """Make candidates for being the thing itself; features of one name and precision are parts of one thing."""
    grouped: dict[Precision, list[Entry]] = {}
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


def _by_whole_name(project: Project, gazetteer: Gazetteer) -> list[Candidate]:
    for printed in (project.name, *project.aliases):
        name = normal_name(printed)
        forms = dict.fromkeys((name, without_phase(name), without_works(name), *in_brackets(name)))
        district = project.district
        for form in forms:
            bare = form.removeprefix("上海市").removeprefix(district).removeprefix("区")
            for whole in (form, f"{district}{bare}", f"{district.removesuffix('区')}{bare}", bare):
                entries = [entry for entry in gazetteer.exact(whole) if _fits(entry, project)]
                if not entries or len(whole) < 2:
                    continue
                if form != name and entries[0].precision is Precision.TOWN:
                    # 朱家角镇城中村改造 is works in the town, not the town.
                    return [_inside(entries[0], f"项目名“{printed}”里有“{entries[0].name}”")]
                made = _is(entries, f"项目名“{printed}”就是图上的“{entries[0].name}”")
                if made:
                    return made
    return []


def _by_crossing(project: Project, events: Sequence[ProjectEvent], gazetteer: Gazetteer) -> list[Candidate]:
    """Read a line, a second line or place and a word for where they meet.

    盈港东路-外青松公路交叉口 is the point where the drawn lines cross, G50西岑出入口 the stretch of G50 at 西岑.
    """
    for text in (project.name, *project.aliases, *(event.quote for event in events)):
        name = normal_name(text)
        matches = [match for match in gazetteer.find(name) if any(_fits(entry, project) for entry in match.entries)]
        for one, other in pairwise(matches):
            joined = _JOINED.fullmatch(name[one.end : other.start])
            if joined and _MEETING.match(name[other.end :]) and (one.entries[0].is_line or other.entries[0].is_line):
                made = _meet(one.entries[0], other.entries[0], f"原文“{name[one.start : other.end]}”")
                if made is not None:
                    return [made]
    return []


def _meet(one: Entry, other: Entry, words: str) -> Candidate | None:
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


def _by_contained_name(project: Project, gazetteer: Gazetteer) -> list[Candidate]:
    made: list[Candidate] = []
    for printed in (project.name, *project.aliases):
        name = normal_name(printed)
        for match in gazetteer.find(name):
            made.extend(_read_match(name, printed, match, project))
        if made:
            return _keep_best_of_name(made)
    return []


def _keep_best_of_name(made: list[Candidate]) -> list[Candidate]:
    """Prefer what the project is over what it is in, and the narrower of two places it is in."""
    return [candidate for candidate in made if candidate.way is Way.IS] or made


def _read_match(name: str, printed: str, match: Match, project: Project) -> list[Candidate]:
    """Decide what a gazetteer name inside a project's name means; nothing when it only looks like a place."""
    before, after = name[: match.start], name[match.end :]
    entries = [entry for entry in match.entries if _fits(entry, project)]
    if not entries or _FIRM.search(after) or _NOT_INSIDE_AFTER.match(after):
        return []
    first = entries[0]
    found = name[match.start : match.end]
    if first.is_water and not first.is_line:
        return _read_lake_match(printed, found, before, after, first)
    if _NOT_INSIDE_BEFORE.search(before):
        return []
    if first.precision is Precision.STATION and _AT_STATION.match(after):
        because = f"项目名“{printed}”里有“{found}”，就在站旁"
        return [Candidate((first,), Way.BESIDE, Precision.STATION, first.accuracy_m + BESIDE_M, because)]
    if first.precision is Precision.TOWN or first.is_village:
        if _ROAD_GOES_ON.match(after):
            return []
        return [_inside(entry, f"项目名“{printed}”里有“{found}”") for entry in entries[:1]]
    if first.is_line:
        return _read_line_match(printed, found, before, after, entries)
    if is_only_works(after) and not _EXTENSION.match(after):
        # 虹桥前湾公园 may be the 前湾公园 of our map; 青东国际化中央商务区 need not be anybody's 中央商务区.
        return (
            _is(entries, f"项目名“{printed}”指图上的“{found}”") if not before or _WHERE_ONLY.fullmatch(before) else []
        )
    at_start = not before or _WHERE_ONLY.fullmatch(before) is not None
    if first.is_institution or (len(found) < 3 and not at_start):
        return []
    return [_inside(first, f"项目名“{printed}”里有“{found}”")]


def _read_line_match(printed: str, found: str, before: str, after: str, entries: list[Entry]) -> list[Candidate]:
    """Read a road, railway or river inside a name: the line itself, a spot on it, its neighbourhood, or none of these."""
    if _EXTENSION.match(after):
        # An extension is by definition where the drawn line is not.
        return []
    because = f"项目名“{printed}”里有“{found}”"
    if is_only_works(after) and (not before or before.endswith("(") or is_only_works(before)):
        return _is(entries, f"项目名“{printed}”指图上的“{found}”")
    parts = tuple(entry for entry in entries if entry.is_line)
    extent_m = max(part.extent_m for part in parts)
    is_road = parts[0].is_road
    if not is_road and (_ALONG.search(after[:8]) or _AROUND.fullmatch(after)):
        accuracy_m = max(part.accuracy_m for part in parts) + ALONG_M
        return [Candidate(parts, Way.BESIDE, Precision.LINE, accuracy_m, because + "，沿它两岸")]
    if _AROUND.match(after):
        return [Candidate(parts, Way.BESIDE, Precision.AREA, extent_m + AROUND_ROAD_M, because + "，指它周围一带")]
    if _ON_LINE.search(after[:8]) and not _FIRM.search(after):
        return [Candidate(parts, Way.BESIDE, _spot(parts[0]), extent_m + BESIDE_M, because + "，在这条线上的某一处")]
    return []


def _read_lake_match(printed: str, found: str, before: str, after: str, entry: Entry) -> list[Candidate]:
    """Read a lake or wide river inside a name: the water itself, or its shores; nothing that only borrows its name."""
    because = f"项目名“{printed}”里有“{found}”"
    if is_only_works(after) and not before:
        return _is([entry], f"项目名“{printed}”指图上的“{found}”")
    if _ALONG.search(after[:8]) or before.endswith("环"):
        return [Candidate((entry,), Way.BESIDE, Precision.AREA, entry.extent_m + ALONG_M, because + "，在其沿岸一带")]
    return []


def _spot(line: Entry) -> Precision:
    """Say how exact "somewhere on this line" is: a street while it is short, else only the line."""
    return Precision.STREET if line.is_road and line.extent_m <= STREET_EXTENT_M else Precision.LINE


def _inside(entry: Entry, because: str) -> Candidate:
    precision = entry.precision if entry.precision.rank >= Precision.AREA.rank else Precision.AREA
    return Candidate((entry,), Way.IN, precision, entry.extent_m, because + "，在其范围内")


def _by_named_places(project: Project, events: Sequence[ProjectEvent], gazetteer: Gazetteer) -> list[Candidate]:
    """Read the places a document names together with the project."""
    places = dict.fromkeys((*project.places, *(place for event in events for place in event.places)))
    made: list[Candidate] = []
    for place in places:
        entries = [entry for entry in gazetteer.exact(without_works(normal_name(place))) if _fits(entry, project)]
        entries = entries or [entry for entry in gazetteer.exact(normal_name(place)) if _fits(entry, project)]
        entries = entries or _whole_start(place, gazetteer, project)
        if entries:
            made.append(_near(entries, f"原文随项目写到“{place}”"))
    return _join_villages(_one_town_only(made))


def _one_town_only(made: list[Candidate]) -> list[Candidate]:
    """Drop towns when a sentence names several: it lists many projects, and nothing says which town is this one's."""
    towns = [candidate for candidate in made if candidate.precision is Precision.TOWN]
    return [candidate for candidate in made if len(towns) < 2 or candidate not in towns]


def _whole_start(place: str, gazetteer: Gazetteer, project: Project) -> list[Entry]:
    """Read 龙吴路5530弄 as 龙吴路, 虹桥国际中央商务区西区 as the district it begins with: a place and then a closer word."""
    for match in gazetteer.find(normal_name(place))[:1]:
        if match.start == 0:
            return [entry for entry in match.entries if _fits(entry, project)]
    return []


def _near(entries: list[Entry], because: str) -> Candidate:
    """Make a candidate for a place named with the project: somewhere in it, or somewhere along it."""
    first = entries[0]
    if first.is_line:
        parts = tuple(entry for entry in entries if entry.is_line)
        precision = Precision.STREET if first.is_road else Precision.LINE
        return Candidate(
            parts, Way.BESIDE, precision, max(part.extent_m for part in parts) + BESIDE_M, because + "，在其沿线"
        )
    return _inside(first, because)


def _join_villages(made: list[Candidate]) -> list[Candidate]:
    """Take several named villages together: 光继村、汇南村和正义村 are one place in three parts."""
    villages = [candidate for candidate in made if candidate.entries[0].is_village]
    if len(villages) < 2:
        return made
    entries = tuple(entry for candidate in villages for entry in candidate.entries)
    names = "、".join(entry.name for entry in entries)
    accuracy_m = max(candidate.accuracy_m for candidate in villages)
    joined = Candidate(entries, Way.IN, Precision.AREA, accuracy_m, f"原文随项目写到“{names}”，在其范围内")
    return [candidate for candidate in made if candidate not in villages] + [joined]


def _by_quote(project: Project, events: Sequence[ProjectEvent], gazetteer: Gazetteer) -> list[Candidate]:
    """Read 位于, 选址, 在 followed at once by a drawn place in the project's own quotes."""
    made: list[Candidate] = []
    for event in events:
        quote = normal_name(event.quote)
        starts = {said.end() for said in _SAYS_WHERE.finditer(quote)}
        if not starts:
            continue
        for match in gazetteer.find(quote):
            entries = [entry for entry in match.entries if _fits(entry, project)]
            if match.start in starts and entries and not _NOT_INSIDE_AFTER.match(quote[match.end :]):
                made.append(_near(entries, f"原文写明在“{quote[match.start : match.end]}”"))
    return made


def _by_surroundings(
    project: Project, events: Sequence[ProjectEvent], surroundings: Surroundings | None
) -> list[Candidate]:
    """Read the area that stands over the project's events, if they agree on one."""
    if surroundings is None:
        return []
    found = {over.entry.feature_id: over for over in map(surroundings.look, events) if over is not None}
    agreed = list(found.values())
    return [_inside(over.entry, over.because) for over in agreed if len(agreed) == 1 and _fits(over.entry, project)]
