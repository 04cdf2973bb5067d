"""The order of the rooms, and nothing else: documents → mentions → entities → places → Atlas."""

from __future__ import annotations

import hashlib
import logging
import os
from collections.abc import Iterable, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import replace
from pathlib import Path

from mapapp.boundaries import load_geodata
from mapapp.contracts import Atlas, Document, Indicator, Placement, Problem, ProjectEvent
from mapapp.documents import DocumentFacts, load_manifest
from mapapp.entities import (
    Decision,
    apply_answers,
    apply_reviews,
    build_series,
    find_conflicts,
    judge_as_told,
    judge_promises,
    link_projects,
    load_decisions,
    load_kinds,
    load_registry,
    read_decisions,
    review_again,
    split_answers,
)
from mapapp.exports.partitions import part_folder
from mapapp.layers.base_layers import offered_layers
from mapapp.open_workspace import active, remember_years
from mapapp.places import place_projects
from mapapp.reading.document_readings import read_seeds, silent_documents, tell_nobody
from mapapp.reading.partition_readings import READINGS, KeptReadings, read_partition
from mapapp.reading.reading_memory import STEPS, Reading, folder_digest
from mapapp.reading.reading_workers import ALONE, OnFile, Workers
from mapapp.settings import VERSION
from mapapp.workspace import YEARS_WITHOUT_DOCUMENTS, manifest_years, years_of

log = logging.getLogger(__name__)


def build_atlas(
    seeds_dir: Path | None = None,
    geodata_dir: Path | None = None,
    *,
    team_decisions: str = "",
    offers_years: bool = True,
    workers: Workers = ALONE,
    on_file: OnFile | None = None,
) -> Atlas:
    """Build the Atlas from documents, registry, reviewed decisions and drawn boundaries.

    Parameters
    ----------
    seeds_dir, geodata_dir : Path, optional
        Folders to read instead of those of the open workspace.
    team_decisions : str
        Further decisions as JSON Lines (those made in the app), applied after the workspace's own.
    offers_years : bool
        Whether the screen offers the years of these documents from now on; a preview leaves that as it is.
    workers : Workers
        Who reads the documents; the Atlas is the same whoever does. What others read is kept in the cache folder only.
    on_file : callable, optional
        Called with (done, total, name) after each document.

    Returns
    -------
    Atlas
        Whatever could not be read is among its problems, and the rest works.

    Raises
    ------
    MapAppError
        When nothing is left to show: no readable manifest, or no usable boundary at all.
    """
    seeds_dir, geodata_dir = seeds_dir or active().seeds_dir, geodata_dir or active().geodata_dir
    problems: list[Problem] = list(offered_layers(active(), os.environ).problems)
    rules = replace(active(), years=YEARS_WITHOUT_DOCUMENTS)
    read_documents = read_workspace(seeds_dir, problems, workers, on_file or tell_nobody)
    facts = [row for row, _, _ in read_documents]
    documents = tuple(document for _, document, _ in read_documents)
    readings = [reading for _, _, reading in read_documents]
    # What is due by now is due in every district, also where the newest document is another's.
    years = [document.year for document in documents] + (manifest_years(seeds_dir) if active().only else [])
    newest = years_of(years)[1]
    if offers_years:
        remember_years(years)
    log.info("documents: %d 份文件，%d 字", len(documents), sum(len(document.text) for document in documents))

    events = tuple(event for reading in readings for event in reading.events)
    indicators = tuple(figure for reading in readings for figure in reading.indicators)
    problems.extend(problem for reading in readings for problem in reading.problems)
    problems.extend(silent_documents(documents, events, indicators))
    log.info("mentions: %d 条项目进展，%d 个指标", len(events), len(indicators))

    read = (events, indicators)
    events, indicators, answers, found = STEPS.step(
        ("reviews", tuple(map(id, readings)), tuple(map(id, documents)), folder_digest(seeds_dir / "reviews")),
        (readings, documents),
        lambda: _apply_own_reviews(seeds_dir, documents, *read),
    )
    problems.extend(found)
    # What the workspace's own people decided in the app and put into its files comes before what they decide now.
    for later, found in (load_decisions(seeds_dir / "reviews" / "later"), read_decisions("本机复核", team_decisions)):
        given, records = split_answers(_of_these(later, documents))
        answers = [*answers, *given]
        events, indicators, stale = review_again(documents, events, indicators, records)
        problems.extend((*found, *stale))
    documents, events, found = apply_answers(documents, events, answers)
    problems.extend(found)

    folder = seeds_dir / "registry"
    known = STEPS.step(
        ("registry", rules, folder_digest(folder)), None, lambda: (load_registry(folder), load_kinds(folder))
    )
    linked = link_projects(events, *known)
    promises = judge_promises(linked.projects, linked.events, documents, now=newest)
    conflicts = find_conflicts(linked.projects, linked.events, documents)
    indicators, series = build_series(indicators)
    log.info("entities: %d 个项目，%d 条承诺", len(linked.projects), len(promises))

    key = ("geodata", rules, str(geodata_dir.name), folder_digest(geodata_dir))
    geodata, found = STEPS.step(key, None, lambda: load_geodata(geodata_dir))
    problems.extend(found)
    placements, found = place_projects(linked.projects, linked.events, geodata, documents)
    problems.extend(found)
    log.info("places: %d 已上图，%d 未上图", *_mapped_counts(placements))

    return Atlas(
        version=VERSION,
        documents=documents,
        events=linked.events,
        indicators=indicators,
        projects=linked.projects,
        promises=promises,
        conflicts=conflicts,
        merge_suggestions=linked.suggestions,
        series=series,
        geodata=geodata,
        placements=placements,
        problems=tuple(problems),
        inputs=_inputs(seeds_dir, geodata_dir, {row.path for row in facts}),
        told=judge_as_told(linked.projects, linked.events, documents, now=newest),
    )


def read_workspace(
    seeds_dir: Path, problems: list[Problem], workers: Workers, on_file: OnFile
) -> tuple[tuple[DocumentFacts, Document, Reading], ...]:
    """Return the documents of the manifest that can be read, with what the rules read; those of a folder of parts from there.

    What is wrong with any of them is added to the problems.
    """
    rules, parts = replace(active(), years=YEARS_WITHOUT_DOCUMENTS), KeptReadings()
    if (folder := active().partitions_dir) is not None:
        parts = STEPS.step(("parts", rules, _listing(folder)), None, lambda: read_partition(folder, active().only))
        problems.extend(parts.problems)
    facts, found = load_manifest(seeds_dir, kept=lambda row: parts.of(row) is not None)
    problems.extend(found)
    kept = {row.id: known for row in facts if (known := parts.of(row)) is not None}
    rest = [row for row in facts if row.id not in kept]
    problems.extend(problem for document, _ in kept.values() for problem in document.problems)
    read = read_seeds(rest, seeds_dir, problems, rules, workers, on_file)
    kept.update((document.id, (document, reading)) for document, reading in read)
    return tuple((row, *kept[row.id]) for row in facts if row.id in kept)


def _part_files(folder: Path) -> list[Path]:
    """Return the files of what is open in a folder of parts."""
    parts = (part_folder(folder / READINGS, name) for name in active().only)
    return [path for part in parts for path in sorted(part.glob("*.parquet"))]


def _listing(folder: Path) -> tuple[tuple[str, int, int], ...]:
    """Return names, sizes and times of these files."""
    told = ((str(path), path.stat()) for path in _part_files(folder))
    return tuple((name, stat.st_size, stat.st_mtime_ns) for name, stat in told)


def _apply_own_reviews(
    seeds_dir: Path, documents: Sequence[Document], events: Sequence[ProjectEvent], indicators: Sequence[Indicator]
) -> tuple[tuple[ProjectEvent, ...], tuple[Indicator, ...], list[Decision], tuple[Problem, ...]]:
    """Return the records as the decisions that came with the workspace leave them, and the answers among those."""
    decisions, faults = load_decisions(seeds_dir / "reviews")
    answers, records = split_answers(_of_these(decisions, documents))
    events, indicators, found = apply_reviews(documents, events, indicators, records)
    return events, indicators, answers, (*faults, *found)


def _mapped_counts(placements: Iterable[Placement]) -> tuple[int, int]:
    """Count placements that are on the map and those that are not."""
    mapped = [placement.mapped for placement in placements]
    return sum(mapped), len(mapped) - sum(mapped)


def _of_these(decisions: tuple[Decision, ...], documents: Iterable[Document]) -> tuple[Decision, ...]:
    """Leave out decisions on documents of districts that are not read: nothing is wrong with them."""
    if not active().only:
        return decisions
    here = {document.sha256 for document in documents}
    return tuple(decision for decision in decisions if decision.document in here)


def _inputs(seeds_dir: Path, geodata_dir: Path, documents: AbstractSet[Path]) -> tuple[tuple[str, str], ...]:
    """Hash every input file, by its path inside the folder it came from; of the documents those of what is read."""
    found = []
    for label, folder in (("seeds", seeds_dir), ("geodata", geodata_dir)):
        for path in sorted(folder.rglob("*")):
            elsewhere = active().only and path.parent == seeds_dir and path.suffix != ".toml" and path not in documents
            if path.is_file() and not path.name.startswith(".") and not elsewhere:
                digest = hashlib.sha256(path.read_bytes()).hexdigest()
                found.append((f"{label}/{path.relative_to(folder).as_posix()}", digest))
    if (parts := active().partitions_dir) is not None:
        for path in _part_files(parts):
            digest = hashlib.sha256(path.read_bytes()).hexdigest()
            found.append((f"partitions/{path.relative_to(parts).as_posix()}", digest))
    return tuple(found)
