"""Evidence: what a project's words say of its place, from the strongest kind to the weakest."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import combinations

from mapapp.contracts.projects import Project
from mapapp.contracts.records import ProjectEvent
from mapapp.contracts.vocabulary import Precision
from mapapp.geometry.measure import measure_distance_m
from mapapp.open_workspace import active
from mapapp.places.candidates import Candidate, Way, being, fits, inside, join_alike, near, order
from mapapp.places.gazetteer import Gazetteer, GazetteerEntry
from mapapp.places.name_containment import by_contained_name, by_crossing
from mapapp.places.place_patterns import place_pattern
from mapapp.places.surroundings import Surroundings
from mapapp.text.place_names import in_brackets, normal_name, without_phase, without_works

_SAYS_WHERE = place_pattern("where.says")
_OUTSIDE = place_pattern("where.outside")


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
        ordered = sorted(found, key=order)
        fine = [candidate for candidate in ordered if candidate.precision.rank <= Precision.AREA.rank]
        fine = [candidate for candidate in fine if not _contradicts(candidate, coarse)]
        if fine:
            return (*fine, *coarse)
        coarse.extend(ordered)
    return tuple(coarse)


def _strongest_first(
    project: Project, events: Sequence[ProjectEvent], gazetteer: Gazetteer, surroundings: Surroundings | None
) -> Iterator[list[Candidate]]:
    """Return the candidates of one kind of evidence after the other; the weaker kinds are only looked at when asked for."""
    yield _by_whole_name(project, gazetteer)
    yield by_crossing(project, events, gazetteer)
    yield by_contained_name(project, gazetteer)
    yield _by_named_places(project, events, gazetteer)
    yield _by_quote(project, events, gazetteer)
    yield _by_surroundings(project, events, surroundings)


def _contradicts(candidate: Candidate, coarse: Sequence[Candidate]) -> bool:
    """Whether a place by weaker evidence lies outside the town that stronger evidence gave."""
    if not coarse or candidate.way is Way.IS:
        return False
    town = coarse[0].entries[0].geometry
    shapes = [entry.geometry for entry in candidate.entries]
    return not any(shape.intersects(town) and not shape.touches(town) for shape in shapes)


def _by_whole_name(project: Project, gazetteer: Gazetteer) -> list[Candidate]:
    """Read the project's whole name, without its phase and works, with or without its district, as a drawn name."""
    coarse: list[Candidate] = []
    for printed in (project.name, *project.aliases):
        name = normal_name(printed)
        for form in dict.fromkeys((name, without_phase(name), without_works(name), *in_brackets(name))):
            entries = _entries_of_form(form, project, gazetteer)
            if not entries:
                continue
            if form != normal_name(project.name) and entries[0].precision is Precision.TOWN:
                # 朱家角镇城中村改造 is works in the town, not the town; another of its names may say more.
                coarse.append(inside(entries[0], f"项目名“{printed}”里有“{entries[0].name}”"))
                continue
            made = being(entries, f"项目名“{printed}”就是图上的“{entries[0].name}”")
            if made:
                return made
    return coarse[:1]


def _entries_of_form(form: str, project: Project, gazetteer: Gazetteer) -> list[GazetteerEntry]:
    """Look a form of the name up as it stands, then with its district before it: 体育中心 is 青浦区体育中心 in 青浦."""
    district = project.district
    bare = form.removeprefix(active().city).removeprefix(district).removeprefix("区")
    for whole in (form, f"{district}{bare}", f"{district.removesuffix('区')}{bare}", bare):
        entries = [entry for entry in gazetteer.exact(whole) if fits(entry, project)]
        if entries and len(whole) >= 2:
            return entries
    return []


def _by_named_places(project: Project, events: Sequence[ProjectEvent], gazetteer: Gazetteer) -> list[Candidate]:
    """Read the places a document names together with the project."""
    places = dict.fromkeys((*project.places, *(place for event in events for place in event.places)))
    names = [normal_name(name) for name in (project.name, *project.aliases)]
    own = [place for place in places if any(normal_name(place) in name for name in names)]
    made: list[Candidate] = []
    # A sentence that lists several projects names the places of all; the one in this name is this one's, drawn or not.
    for place in own or places:
        entries = [entry for entry in gazetteer.exact(without_works(normal_name(place))) if fits(entry, project)]
        entries = entries or [entry for entry in gazetteer.exact(normal_name(place)) if fits(entry, project)]
        entries = entries or _whole_start(place, gazetteer, project)
        if entries:
            made.append(near(entries, f"原文随项目写到“{place}”"))
    return _near_one_another(join_alike(_one_town_only(made), "原文随项目写到"))


def _near_one_another(made: list[Candidate]) -> list[Candidate]:
    """Drop sites and areas that lie apart from one another: the sentence tells of several, and not which is whose."""
    fine = [candidate for candidate in made if candidate.precision.rank <= Precision.AREA.rank]
    apart = any(
        measure_distance_m(one.entries[0].geometry, other.entries[0].geometry) > one.accuracy_m + other.accuracy_m
        for one, other in combinations(fine, 2)
    )
    return [candidate for candidate in made if candidate not in fine] if apart else made


def _one_town_only(made: list[Candidate]) -> list[Candidate]:
    """Drop towns when a sentence names several: it lists many projects, and nothing says which town is this one's."""
    towns = [candidate for candidate in made if candidate.precision is Precision.TOWN]
    return [candidate for candidate in made if len(towns) < 2 or candidate not in towns]


def _whole_start(place: str, gazetteer: Gazetteer, project: Project) -> list[GazetteerEntry]:
    """Read 龙吴路5530弄 as 龙吴路, 虹桥国际中央商务区西区 as the district it begins with: a place and then a closer word."""
    for match in gazetteer.find(normal_name(place))[:1]:
        if match.start == 0:
            return [entry for entry in match.entries if fits(entry, project)]
    return []


def _by_quote(project: Project, events: Sequence[ProjectEvent], gazetteer: Gazetteer) -> list[Candidate]:
    """Read 位于, 选址, 在 followed at once by a drawn place in the project's own quotes."""
    made: list[Candidate] = []
    for event in events:
        quote = normal_name(event.quote)
        starts = {said.end() for said in _SAYS_WHERE.finditer(quote)}
        if not starts:
            continue
        for match in gazetteer.find(quote):
            entries = [entry for entry in match.entries if fits(entry, project)]
            if match.start in starts and entries and not _OUTSIDE.match(quote[match.end :]):
                made.append(near(entries, f"原文写明在“{quote[match.start : match.end]}”"))
    return made


def _by_surroundings(
    project: Project, events: Sequence[ProjectEvent], surroundings: Surroundings | None
) -> list[Candidate]:
    """Read the area that stands over the project's events, if they agree on one."""
    if surroundings is None:
        return []
    found = {over.entry.feature_id: over for over in map(surroundings.look, events) if over is not None}
    agreed = list(found.values())
    return [inside(over.entry, over.because) for over in agreed if len(agreed) == 1 and fits(over.entry, project)]
