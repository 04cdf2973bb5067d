"""What opening one district costs in a workspace of many, against opening all: processor seconds, memory, marks on the map.

    python benchmarks/districts.py [--districts 1 10 50 200] [--whole 10] [--chars 2000]
    python benchmarks/districts.py --projects 100000 --districts 10 200

Each row builds the Atlas and what the map draws in a process of its own, from made-up reports of five years. `--whole` says up to
which number of districts everything is opened at once as well. The shipped workspace stands first. The bar: one district of however
many takes at most three times as long as the shipped workspace.

With `--projects` the last number of districts has so many projects together, and districts are opened from a folder of parts whose
records are made and not read (benchmarks/synthetic_readings.py): first one of them, as the app does for its first map, then all one
after another in one process, where linking and verdicts are timed apart.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Final

from benchmarks.synthetic_documents import district_name, write_reports
from benchmarks.synthetic_readings import write_world

YEARS: Final = 5
MOST_TIMES: Final = 3.0
# Opens a workspace as the app does for its first map. Loading the libraries is no part of it.
OPENED: Final = """
import json, os, resource, sys, time
from mapapp.layers.specs import build_layer_specs
from mapapp.pipeline import build_atlas
from mapapp.selection import stage_codes
begun = time.process_time()
atlas = build_atlas()
build_layer_specs(atlas, stage_codes(atlas))
took, most = time.process_time() - begun, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
print(json.dumps({"seconds": took, "mb": most, "documents": len(atlas.documents), "projects": len(atlas.projects)}))
"""


# Links and judges every district of a workspace, one after another.
WALKED: Final = """
import json, resource, sys, time
from dataclasses import replace
from mapapp import pipeline
from mapapp.recent_results import forget_results
from mapapp.open_workspace import activate, active
from mapapp.workspace import only_districts
spent = {}
def timed(name):
    inner = getattr(pipeline, name)
    def work(*given, **more):
        begun = time.process_time()
        made = inner(*given, **more)
        spent[name] = spent.get(name, 0.0) + time.process_time() - begun
        return made
    setattr(pipeline, name, work)
for name in ("read_workspace", "link_projects", "judge_promises", "judge_as_told", "place_projects"):
    timed(name)
whole, begun, mb = active(), time.process_time(), []
told = {"documents": 0, "projects": 0, "events": 0, "promises": 0}
for district in whole.districts:
    activate(only_districts(whole, district.name))
    atlas = pipeline.build_atlas()
    for name in told:
        told[name] += len(getattr(atlas, name))
    forget_results()
    mb.append(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)
print(json.dumps({**told, **spent, "seconds": time.process_time() - begun, "mb": mb[-1], "mb_first": mb[0]}))
"""


def opened(workspace: Path | None, district: str = "", script: str = OPENED) -> dict[str, float]:
    """Return what opening a workspace took, or one district of it, without what earlier runs kept."""
    environment = {
        "MAPAPP_CACHE": "off",
        "MAPAPP_DISTRICT": district,
        **({"MAPAPP_WORKSPACE": str(workspace)} if workspace else {}),
    }
    ended = subprocess.run(
        [sys.executable, "-c", script],
        stdout=subprocess.PIPE,
        env={**os.environ, **environment},
        check=True,
    )
    told: dict[str, float] = json.loads(ended.stdout.splitlines()[-1])
    return told


def show(name: str, took: dict[str, float], shipped: float) -> None:
    """Print one row."""
    print(
        f"{name:<34} {took['documents']:>9} {took['projects']:>8} {took['seconds']:>9.2f} {took['mb']:>6.0f}"
        f" {took['seconds'] / shipped:>6.2f}",
        flush=True,
    )


def show_projects(projects: int, districts: list[int], shipped: float) -> float:
    """Print the rows of many projects, and return how many times the shipped workspace's time the slowest first map took."""
    worst = 0.0
    for count in districts:
        with tempfile.TemporaryDirectory() as folder:
            world = Path(folder) / "world"
            events = write_world(world, districts=count, projects=projects // max(districts))
            part = opened(world, district_name(count // 2))
            worst = max(worst, part["seconds"] / shipped)
            show(f"one district of {count}, from its part", part, shipped)
            all_of_it = opened(world, script=WALKED)
            print(
                f"{count} districts one after another: {all_of_it['projects']:,.0f} projects, {events:,} events,"
                f" {all_of_it['promises']:,.0f} promises; {all_of_it['seconds']:.0f} s, {all_of_it['mb_first']:.0f} MB after the"
                f" first, {all_of_it['mb']:.0f} MB at most"
            )
            steps = ("read_workspace", "link_projects", "judge_promises", "judge_as_told", "place_projects")
            told = (f"{name} {all_of_it[name] / all_of_it['projects'] * 1000:.2f}" for name in steps)
            print("  ms a project: " + ", ".join(told), flush=True)
    return worst


def main() -> int:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--districts", type=int, nargs="+", default=[1, 10, 50, 200])
    parser.add_argument("--whole", type=int, default=10)
    parser.add_argument("--chars", type=int, default=2000)
    parser.add_argument("--projects", type=int, default=0)
    options = parser.parse_args()
    print(f"{os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}")
    print(f"{'opened':<34} documents projects processor     MB  times shipped")
    first = opened(None)
    shipped = first["seconds"]
    show("the shipped workspace", first, shipped)
    if options.projects:
        return 1 if show_projects(options.projects, options.districts, shipped) > MOST_TIMES else 0
    worst = 0.0
    for count in options.districts:
        with tempfile.TemporaryDirectory() as folder:
            world = Path(folder) / "world"
            write_reports(world, districts=count, years=YEARS, chars=options.chars)
            part = opened(world, district_name(count // 2))
            worst = max(worst, part["seconds"] / shipped)
            show(f"one district of {count}", part, shipped)
            if count <= options.whole:
                show(f"all {count} districts", opened(world), shipped)
    return 1 if worst > MOST_TIMES else 0


if __name__ == "__main__":
    sys.exit(main())
