"""Districts with hundreds of projects each, as a workspace whose documents need not be read: every record made with its sentence.

The reports say what five years of five hundred projects are, a sentence each; the records are made with them and not by the reader. So
linking, verdicts, placing and opening can be measured at a size at which reading would take hours. They measure time and
memory, never quality.
"""

from __future__ import annotations

import random
from pathlib import Path
from typing import Final

from benchmarks.synthetic_documents import FIRST_YEAR, PLACES, ROADS, SYLLABLES, district_name, towns_of, write_reports
from mapapp.contracts import Document, Evidence, Modality, ProjectEvent, Stage, YearBasis
from mapapp.documents import load_manifest, read_document
from mapapp.exports.partitions import new_partitions
from mapapp.open_workspace import activate, active
from mapapp.reading.partition_readings import READINGS, pack_readings
from mapapp.reading.reading_memory import Reading
from mapapp.text.project_kinds import read_kind
from mapapp.workspace import load_workspace

PARTS: Final = "parts"
YEARS: Final = 5
STEPS: Final = (
    ("完成前期工作", Stage.PREPARED),
    ("开工建设", Stage.STARTED),
    ("加快建设", Stage.BUILDING),
    ("结构封顶", Stage.TOPPED_OUT),
    ("建成启用", Stage.OPERATING),
)


def write_world(folder: Path, *, districts: int, projects: int) -> int:
    """Write a workspace of so many districts of so many projects, opened from its folder of parts; return the number of events."""
    write_reports(folder, districts=districts, years=YEARS, chars=100)
    told = {number: _projects(number, projects) for number in range(districts)}
    for number, names in told.items():
        for year in range(FIRST_YEAR, FIRST_YEAR + YEARS):
            path = folder / "seeds" / f"{number:03}-{year}.txt"
            path.write_text("".join(_paragraphs(number, year, names)), encoding="utf-8")
    facts = folder / "workspace.toml"
    facts.write_text(f'partitions = "{PARTS}"\n' + facts.read_text("utf-8"), "utf-8")
    before, events = active(), 0
    activate(load_workspace(folder))
    rows, _ = load_manifest(folder / "seeds")
    with new_partitions(folder / PARTS) as partitions:
        for number, names in told.items():
            read = []
            for row in rows[number * YEARS : (number + 1) * YEARS]:
                document = read_document(row.path, row)
                found = _events(document, number, names)
                events += len(found)
                read.append((row, document, Reading(found, (), ())))
            partitions.write(district_name(number), {READINGS: pack_readings(read)})
    activate(before)
    return events


def _projects(number: int, count: int) -> dict[str, int]:
    """Return the names of a district's projects and the year each begins; every one is told of in some report."""
    dice = random.Random(number)
    found: dict[str, int] = {}
    while len(found) < count:
        name, kind = "".join(dice.sample(SYLLABLES, 2)), dice.choice(PLACES + ROADS)
        whole = name + kind if kind in ROADS else f"{dice.choice(towns_of(number))}镇{name}{kind}"
        found[whole] = FIRST_YEAR + dice.randrange(-3, YEARS - 1)
    return found


def _sentences(year: int, names: dict[str, int], *, ahead: bool) -> list[tuple[str, str, Stage]]:
    """Return what a report says of each project: the sentence, the name, the stage."""
    said = []
    for name, begins in names.items():
        step = year - begins - (not ahead)
        if 0 <= step < len(STEPS):
            words, stage = STEPS[step]
            said.append((f"{'推动' if ahead else ''}{name}{words}。", name, stage))
    return said


def _paragraphs(number: int, year: int, names: dict[str, int]) -> list[str]:
    """Return the text of a report."""
    lines = [f"{district_name(number)}{year}年政府工作报告\n\n"]
    for heading, ahead in ((f"一、{year - 1}年工作回顾", False), (f"二、{year}年主要任务", True)):
        lines.append(f"{heading}\n\n")
        lines += [f"{sentence}\n\n" for sentence, _, _ in _sentences(year, names, ahead=ahead)]
    return lines


def _events(document: Document, number: int, names: dict[str, int]) -> tuple[ProjectEvent, ...]:
    """Return the records of a report, each at its sentence."""
    year, at, events = document.year or FIRST_YEAR, 0, []
    for ahead in (False, True):
        for sentence, name, stage in _sentences(year, names, ahead=ahead):
            at = document.text.index(sentence, at)
            town = next((town for town in towns_of(number) if name.startswith(town)), "")
            events.append(
                ProjectEvent(
                    event_id=f"{document.id}-{at}",
                    doc=document.id,
                    start=at,
                    end=at + len(sentence),
                    quote=sentence,
                    name=name,
                    stage=stage,
                    modality=Modality.PLANNED if ahead else Modality.REPORTED,
                    year=year - (not ahead),
                    year_basis=YearBasis.SECTION,
                    zones=(f"{district_name(number)}片",) if town else (),
                    zone_evidence=Evidence.PLACE if town else None,
                    places=(f"{town}镇",) if town else (),
                    district=district_name(number),
                    certain=True,
                    rule="made",
                    kind=read_kind(name).kind,
                )
            )
    return tuple(events)
