"""The order of the rooms, and nothing else: documents → mentions → entities → places → Atlas."""

from __future__ import annotations

import hashlib
import logging
import os
import signal
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, replace
from functools import cache, partial
from itertools import repeat
from pathlib import Path

from mapapp.boundaries import load_geodata
from mapapp.contracts import Atlas, Document, Indicator, Placement, Problem, ProjectEvent, Severity
from mapapp.documents import SafeReader, load_manifest
from mapapp.entities import (
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
from mapapp.errors import DocumentError, MapAppError
from mapapp.extraction import (
    Lexicon,
    ModelEndpoint,
    add_model_events,
    find_indicators,
    find_number_problems,
    find_project_events,
    find_table_problems,
    load_lexicon,
    second_reader,
)
from mapapp.places import place_projects
from mapapp.reading_memory import MEMORY, STEPS, Reading, folder_digest
from mapapp.settings import VERSION
from mapapp.text.project_kinds import read_kind
from mapapp.workspace import YEARS_WITHOUT_DOCUMENTS, Workspace, active, remember_years, years_of

log = logging.getLogger(__name__)

# Below this many files one process is done before a second has started.
FILES_WORTH_A_POOL = 8


@dataclass(frozen=True, slots=True)
class Extraction:
    """What rules alone read out of some files: no registry, no reviewed decisions."""

    documents: tuple[Document, ...]
    events: tuple[ProjectEvent, ...]
    indicators: tuple[Indicator, ...]
    problems: tuple[Problem, ...]


def build_atlas(
    seeds_dir: Path | None = None,
    geodata_dir: Path | None = None,
    *,
    team_decisions: str = "",
    offers_years: bool = True,
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
    problems: list[Problem] = []
    rules = replace(active(), years=YEARS_WITHOUT_DOCUMENTS)
    documents = _read_seeds(seeds_dir, problems, rules)
    newest = years_of(document.year for document in documents)[1]
    if offers_years:
        remember_years(document.year for document in documents)
    log.info("documents: %d 份文件，%d 字", len(documents), sum(len(document.text) for document in documents))

    lexicon = load_lexicon()
    readings = [
        MEMORY.reading(document, rules, partial(_read, lexicon=lexicon, second=not _is_reviewed(document, seeds_dir)))
        for document in documents
    ]
    events = tuple(event for reading in readings for event in reading.events)
    indicators = tuple(figure for reading in readings for figure in reading.indicators)
    problems.extend(problem for reading in readings for problem in reading.problems)
    problems.extend(_silent_documents(documents, events, indicators))
    log.info("mentions: %d 条项目进展，%d 个指标", len(events), len(indicators))

    decisions, found = load_decisions(seeds_dir / "reviews")
    problems.extend(found)
    answers, records = split_answers(decisions)
    read = (events, indicators)
    events, indicators, found = STEPS.step(
        ("reviews", tuple(map(id, readings)), tuple(map(id, documents)), folder_digest(seeds_dir / "reviews")),
        (readings, documents),
        lambda: apply_reviews(documents, *read, records),
    )
    problems.extend(found)
    # What the workspace's own people decided in the app and put into its files comes before what they decide now.
    for later, found in (load_decisions(seeds_dir / "reviews" / "later"), read_decisions("本机复核", team_decisions)):
        given, records = split_answers(later)
        answers += given
        events, indicators, stale = review_again(documents, events, indicators, records)
        problems.extend((*found, *stale))
    documents, events, found = apply_answers(documents, events, answers)
    problems.extend(found)

    linked = link_projects(events, load_registry(seeds_dir / "registry"), load_kinds(seeds_dir / "registry"))
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
        inputs=_inputs(seeds_dir, geodata_dir),
        told=judge_as_told(linked.projects, linked.events, documents, now=newest),
    )


def _mapped_counts(placements: Iterable[Placement]) -> tuple[int, int]:
    """Count placements that are on the map and those that are not."""
    mapped = [placement.mapped for placement in placements]
    return sum(mapped), len(mapped) - sum(mapped)


def _is_reviewed(document: Document, seeds_dir: Path) -> bool:
    """Whether people went through a document's records: their decisions hold for what the rules alone read."""
    return (seeds_dir / "reviews" / f"{document.id}.jsonl").is_file()


def _read(document: Document, lexicon: Lexicon, *, second: bool) -> Reading:
    """Read everything in one document, with the second reader where it is wanted."""
    problems = find_number_problems(document, lexicon) + find_table_problems(document, lexicon)
    return Reading(_read_events(document, lexicon, second=second), find_indicators(document, lexicon), problems)


def _read_seeds(seeds_dir: Path, problems: list[Problem], rules: Workspace) -> tuple[Document, ...]:
    """Read every document of the manifest; one that fails is a Problem, the others still count."""
    facts, found = load_manifest(seeds_dir)
    problems.extend(found)
    documents = []
    with SafeReader() as reader:
        for row in facts:
            try:
                document = MEMORY.document(row, rules, reader)
                documents.append(document)
                problems.extend(document.problems)
            except DocumentError as error:
                # load_manifest may have said it already (missing, empty, damaged): one fault, one line.
                if not any(problem.doc == row.id and problem.severity is Severity.ERROR for problem in found):
                    problems.append(_document_problem(row.path, error, doc=row.id))
    return tuple(documents)


def _document_problem(path: Path, error: DocumentError, *, doc: str = "") -> Problem:
    """Turn a refusal (file：fault；remedy) into a line of the problem list."""
    fault, _, remedy = str(error).removeprefix(f"{path.name}：").rpartition("；")
    if not fault:
        fault, remedy = remedy, "换上可读的文件后重试"
    return Problem("document-unreadable", Severity.ERROR, path.name, fault, remedy, doc=doc)


def _silent_documents(
    documents: Iterable[Document], events: Iterable[ProjectEvent], indicators: Iterable[Indicator]
) -> Iterable[Problem]:
    """Return a line for each document in which nothing at all was found."""
    told = {event.doc for event in events} | {figure.doc for figure in indicators}
    for document in documents:
        if document.id not in told:
            message = f"读了 {len(document.text)} 字，没有读出任何项目或指标"
            remedy = "请确认是否传错文件、是否只有图片或目录；确有内容的，请在复核中补记"
            yield Problem("document-silent", Severity.WARNING, document.name, message, remedy, doc=document.id)


def _inputs(seeds_dir: Path, geodata_dir: Path) -> tuple[tuple[str, str], ...]:
    """Hash every input file, by its path inside the folder it came from."""
    found = []
    for label, folder in (("seeds", seeds_dir), ("geodata", geodata_dir)):
        for path in sorted(folder.rglob("*")):
            if path.is_file() and not path.name.startswith("."):
                digest = hashlib.sha256(path.read_bytes()).hexdigest()
                found.append((f"{label}/{path.relative_to(folder).as_posix()}", digest))
    return tuple(found)


def extract_files(
    paths: Sequence[Path],
    *,
    on_file: Callable[[int, int, str], None] | None = None,
    on_part: Callable[[int, int, str], None] | None = None,
    endpoint: ModelEndpoint | None = None,
    second: bool = True,
) -> Extraction:
    """Read any documents, without registry and decisions; several files use every core.

    Parameters
    ----------
    paths : sequence of Path
        Each is read in a process with limits (documents/limits.py).
    on_file, on_part : callable, optional
        Called with (done, total, name) after each file, and while one of a few files is read (pages, paragraphs).
    endpoint : ModelEndpoint, optional
        A language model that reads after the rules; what it adds is doubtful, what it breaks is a Problem.
    second : bool
        Whether the second reader votes with the rules.

    Returns
    -------
    Extraction
        In the order of the paths; a file that cannot be read is a Problem.
    """
    unique = unique_stems(paths)
    results: list[Extraction] = []
    if len(paths) < FILES_WORTH_A_POOL or (os.cpu_count() or 1) == 1:
        lexicon = load_lexicon()
        with SafeReader() as reader:
            for path in unique:
                results.append(_extract_one(path, reader, lexicon, endpoint, second=second, on_part=on_part))
                if on_file is not None:
                    on_file(len(results), len(paths), path.name)
    else:
        with ProcessPoolExecutor(initializer=_leave_ctrl_c) as pool:
            for path, result in zip(
                unique, pool.map(_extract_in_worker, unique, repeat(endpoint), repeat(second), chunksize=4), strict=True
            ):
                results.append(result)
                if on_file is not None:
                    on_file(len(results), len(paths), path.name)
    return Extraction(
        documents=tuple(document for result in results for document in result.documents),
        events=tuple(event for result in results for event in result.events),
        indicators=tuple(figure for result in results for figure in result.indicators),
        problems=tuple(problem for result in results for problem in result.problems),
    )


def unique_stems(paths: Sequence[Path]) -> tuple[Path, ...]:
    """Refuse two files that would claim the same document id.

    Raises MapAppError naming both.
    """
    seen: dict[str, Path] = {}
    for path in paths:
        if path.stem in seen:
            raise MapAppError(f"{seen[path.stem]} 与 {path} 同名，文件号会重复；请改名后分别提取")
        seen[path.stem] = path
    return tuple(paths)


@cache
def _worker_reader() -> SafeReader:
    """Return the reader of a worker process; it ends with the worker."""
    return SafeReader()


def _read_events(document: Document, lexicon: Lexicon, *, second: bool) -> tuple[ProjectEvent, ...]:
    """Read the events of a document, each with the kind its name speaks of."""
    events = find_project_events(document, lexicon, reader=second_reader(lexicon) if second else None)
    return tuple(replace(event, kind=read_kind(event.name).kind) for event in events)


def _leave_ctrl_c() -> None:
    """Leave Ctrl+C to the process that started this one: it says so once and ends its workers."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)


def _extract_in_worker(path: Path, endpoint: ModelEndpoint | None, second: bool) -> Extraction:  # noqa: FBT001 - mapped
    """Read one file in a worker process."""
    return _extract_one(path, _worker_reader(), load_lexicon(), endpoint, second=second)


def _extract_one(
    path: Path,
    reader: SafeReader,
    lexicon: Lexicon,
    endpoint: ModelEndpoint | None,
    *,
    second: bool = True,
    on_part: Callable[[int, int, str], None] | None = None,
) -> Extraction:
    """Read one file."""

    def tell(done: int, total: int) -> None:
        if on_part is not None:
            on_part(done, total, path.name)

    try:
        document = reader.read(path, on_progress=tell)
    except DocumentError as error:
        return Extraction((), (), (), (_document_problem(path, error),))
    events = _read_events(document, lexicon, second=second)
    problems = document.problems
    if endpoint is not None:
        events, found = add_model_events(document, events, endpoint)
        problems += found
    indicators = find_indicators(document, lexicon)
    problems += find_number_problems(document, lexicon)
    problems += find_table_problems(document, lexicon)
    problems += tuple(_silent_documents((document,), events, indicators))
    return Extraction((document,), events, indicators, problems)
