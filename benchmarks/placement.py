"""Measure the join: seconds for 1,000 to 100,000 projects × 60 areas, and for whole placements by name.

Bars: 10,000 below 1 s, 100,000 below 8 s, linear. Shapes and names come from a fixed seed, so every run joins the same.
"""

from __future__ import annotations

import sys
import time
from collections import Counter
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

import numpy as np
import shapely

from mapapp.boundaries import load_geodata
from mapapp.contracts import Evidence, Geodata, Precision, Project
from mapapp.geometry.measure import to_lonlat
from mapapp.pipeline import build_atlas
from mapapp.places import place_projects
from mapapp.places.membership import find_shares
from mapapp.settings import GEODATA_DIR

SIZES = (1_000, 10_000, 100_000)
BARS_S = {10_000: 1.0, 100_000: 8.0}
AREAS = 60
# Half-width of the square the shapes are strewn over, in metres: 青浦 and 闵行 together.
REACH_M = 25_000.0
CENTRE = np.array([330_000.0, 3_445_000.0])


def wobbly_area(rng: np.random.Generator, centre: np.ndarray, radius_m: float, corners: int) -> shapely.Polygon:
    """Make a town-like outline: a circle whose radius wobbles by a third."""
    angles = np.linspace(0, 2 * np.pi, corners, endpoint=False)
    radii = radius_m * (1 + rng.uniform(-0.3, 0.3, corners))
    return shapely.Polygon(centre + np.column_stack([np.cos(angles), np.sin(angles)]) * radii[:, None])


def strew_areas(count: int) -> list[shapely.Polygon]:
    rng = np.random.default_rng(5)
    centres = CENTRE + rng.uniform(-REACH_M, REACH_M, (count, 2))
    return list(to_lonlat(np.array([wobbly_area(rng, centre, 4_000, 250) for centre in centres], dtype=object)))


def strew_projects(count: int) -> list[shapely.Geometry]:
    """Strew 70 % points, 20 % lines of 5 km with 40 vertices, 10 % areas of 300 m with 30 vertices; none twice."""
    rng = np.random.default_rng(7)
    centres = CENTRE + rng.uniform(-REACH_M, REACH_M, (count, 2))
    shapes: list[shapely.Geometry] = []
    for index, centre in enumerate(centres):
        if index % 10 < 7:
            shapes.append(shapely.Point(centre))
        elif index % 10 < 9:
            shapes.append(shapely.LineString(centre + np.cumsum(rng.uniform(-100, 200, (40, 2)), axis=0)))
        else:
            shapes.append(wobbly_area(rng, centre, 300, 30))
    return list(to_lonlat(np.array(shapes, dtype=object)))


def name_projects(count: int, geodata: Geodata) -> list[Project]:
    """Make projects whose names hold drawn names in every position, in turn."""
    names = [feature.name for feature in geodata.features]
    patterns = ("{}改扩建二期", "{}社区卫生服务中心", "某某{}研发总部项目", "新建项目（{}）", "无处可寻的项目")
    return [
        Project(
            project_id=f"p{index}",
            name=patterns[index % len(patterns)].format(names[index % len(names)]),
            aliases=(f"别名{index}",),
            district="青浦区",
            zones=("青西", "示范区"),
            zone_evidence=(Evidence.TEXT, Evidence.TEXT),
            places=(names[(index * 7) % len(names)],) if index % 3 == 0 else (),
            event_ids=(),
            certain=True,
        )
        for index in range(count)
    ]


class Clock:
    """Take wall and processor seconds together: on a busy machine only the second says what the code costs."""

    def __enter__(self) -> Clock:
        self.wall_s, self.cpu_s = -time.perf_counter(), -time.process_time()
        return self

    def __exit__(self, *_: object) -> None:
        self.wall_s += time.perf_counter()
        self.cpu_s += time.process_time()

    def say(self, count: int, bars: dict[int, float]) -> str:
        """Say both, per piece too, and whether the bar for this many was met."""
        bar = bars.get(count)
        verdict = "" if bar is None else f"   bar {bar:.0f} s: {'ok' if self.wall_s < bar else 'MISSED'}"
        return f"{self.wall_s:8.2f} s   cpu {self.cpu_s:6.2f} s   {self.cpu_s / count * 1e6:6.1f} µs each{verdict}"


def say_shipped() -> None:
    """Print how exactly the shipped projects are placed; bar: 70 % of the certain ones at area level or better."""
    atlas = build_atlas()
    certain = [atlas.placement_by_project[project.project_id] for project in atlas.projects if project.certain]
    counts = Counter(placement.precision for placement in certain)
    fine = sum(counts[precision] for precision in Precision if precision.rank <= Precision.AREA.rank)
    disagreements = sum(problem.code.endswith("-disagreement") for problem in atlas.problems)
    print(
        f"\nshipped: {len(certain)} certain projects, {fine} at area level or better ({fine / len(certain):.1%}; bar 70 %)"
    )
    print("  " + "，".join(f"{precision.term} {counts[precision]}" for precision in Precision if counts[precision]))
    print(f"  {disagreements} disagreements between text and drawing")


def main() -> None:
    areas = strew_areas(AREAS)
    find_shares(strew_projects(10), areas)  # imports and projections are paid for once, here

    print(f"join of distinct shapes × {AREAS} areas of 250 vertices (70 % points, 20 % lines, 10 % areas)")
    for count in SIZES:
        shapes = strew_projects(count)
        with Clock() as clock:
            shares = find_shares(shapes, areas)
        print(f"  {count:>7,}   {clock.say(count, BARS_S)}   {sum(map(len, shares)):,} memberships")

    with Clock() as clock:
        geodata, problems = load_geodata(GEODATA_DIR)
    print(
        f"\nload and validate geodata: {clock.wall_s:.2f} s, cpu {clock.cpu_s:.2f} s, {len(geodata.features)} features, {len(problems)} findings"
    )

    print("\nplacement by name, text and zone, with the join and the disagreements")
    for count in SIZES:
        projects = name_projects(count, geodata)
        with Clock() as clock:
            placements, _ = place_projects(projects, (), geodata)
        print(f"  {count:>7,}   {clock.say(count, {})}   {sum(1 for each in placements if each.mapped):,} mapped")
    say_shipped()


if __name__ == "__main__":
    main()
