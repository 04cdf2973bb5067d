"""Print how well records read by hand are found again.

    python benchmarks/extraction_quality.py [--gold GOLD_DIR --texts TEXT_DIR] [--corpus TEXT_DIR] [--only district]
                                            [--errors 20] [--json FILE] [--no-model]

Sets: `gold` (one <doc>.jsonl per document of GOLD_DIR, texts <doc>*.txt), `corpus` (public reports whose texts lie in
--corpus, read as tools/annotations/corpus says), `district` and `held` (texts of many genres in tools/annotations/district),
`shipped` (what `build` shows after review, as gold for what rules alone find in the seeds).
One row a document, then one a genre, then one a set. `--errors` prints what was missed and what is false, never of `held`:
those texts are only scored, so that nobody tunes to them. `--no-model` asks the rules alone: the second reader was trained on
`corpus` and `district`, so its figures there flatter.
"""

from __future__ import annotations

import argparse
import json
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from benchmarks.record_scores import Record, Tally, pair_events, pair_figures, places, squeeze
from mapapp.contracts import Indicator, ProjectEvent
from mapapp.documents import read_document
from mapapp.extraction import find_indicators, find_project_events, load_lexicon, second_reader
from mapapp.pipeline import build_atlas
from mapapp.settings import SEEDS_DIR
from mapapp.text.project_kinds import read_kind
from tools.annotations.freeze import CORPUS
from tools.annotations.rebuild import kept_events, rebuild

DISTRICT = Path(__file__).resolve().parents[1] / "tools" / "annotations" / "district"
COLUMNS = ("gold", "found", "name_p", "name_r", "name_f", "record_f", "exact", "stage", "modality", "year", "polarity")
COLUMNS += ("project_kind", "figure_f", "named_f", "full_f", "period", "seconds")


@dataclass(frozen=True, slots=True)
class Task:
    """One text to be read and the records it should give; `genre` groups the rows of a set."""

    group: str
    genre: str
    path: Path
    gold: list[Record]
    figures: bool


def gold_tasks(gold_dir: Path, text_dir: Path) -> Iterator[Task]:
    """Return the documents of a gold folder."""
    for path in sorted(gold_dir.glob("*.jsonl")):
        yield Task("gold", "seeds", sorted(text_dir.glob(f"{path.stem}*.txt"))[0], read_lines(path), figures=True)


def corpus_tasks(text_dir: Path) -> Iterator[Task]:
    """Return the public reports whose texts are at hand."""
    for path in kept_events(CORPUS):
        yield Task("corpus", "provincial", text_dir / f"{path.stem}.txt", rebuild(path, text_dir), figures=False)


def district_tasks(*, held: bool) -> Iterator[Task]:
    """Return the district texts, those for developing or those only scored."""
    for facts in json.loads((DISTRICT / "documents.json").read_text(encoding="utf-8")):
        doc = str(facts["doc"])
        if doc.startswith("held-") == held:
            gold = read_lines(DISTRICT / f"{doc}.jsonl")
            yield Task("held" if held else "district", facts["genre"], DISTRICT / f"{doc}.txt", gold, figures=True)


def shipped_tasks() -> Iterator[Task]:
    """Return the seeds with what people accepted, corrected or added in them."""
    atlas = build_atlas()
    for document in atlas.documents:
        events = [event_row(event) for event in atlas.events if event.doc == document.id and event.reviewed]
        yield Task("shipped", "seeds", SEEDS_DIR / document.name, events, figures=False)


def read_lines(path: Path) -> list[Record]:
    """Return the records of a JSON Lines file."""
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]


def event_row(event: ProjectEvent) -> Record:
    """Return an event as a row to compare."""
    return {
        "kind": "project",
        "name": event.name,
        "canonical": event.canonical,
        "stage": event.stage.value,
        "modality": event.modality.value,
        "year": event.year,
        "polarity": event.polarity.value,
        "project_kind": read_kind(event.name).kind.value,
        "certain": event.certain,
        "quote": event.quote,
        "rule": event.rule,
    }


def figure_row(figure: Indicator) -> Record:
    """Return an indicator as a row to compare."""
    return {
        "name": figure.name,
        "value": figure.value,
        "value_text": figure.value_text,
        "quote": figure.quote,
        "period": figure.period,
        "value_kind": figure.value_kind.value,
    }


def measure(task: Task, errors: int, *, model: bool) -> Tally:
    """Read one text and return what was found of what should be."""
    lexicon = load_lexicon()
    started = time.process_time()
    document = read_document(task.path)
    reader = second_reader(lexicon) if model else None
    events = [event_row(event) for event in find_project_events(document, lexicon, reader=reader)]
    figures = [figure_row(figure) for figure in find_indicators(document, lexicon)] if task.figures else []
    tally = Tally(seconds=time.process_time() - started)
    text = squeeze(document.text)
    for record in (*task.gold, *events, *figures):
        record["at"] = places(text, record["quote"])
    wanted = [record for record in task.gold if record["kind"] == "project"]
    pairs = pair_events(wanted, events)
    tally.add_events(wanted, events, pairs)
    if task.figures:
        told = [record for record in task.gold if record["kind"] == "indicator"]
        tally.add_figures(told, figures, pair_figures(told, figures))
    if errors and task.group != "held":
        show_errors(task, wanted, events, pairs, errors)
    return tally


def show_errors(
    task: Task, wanted: list[Record], events: list[Record], pairs: list[tuple[Record, Record]], errors: int
) -> None:
    """Print what a text hides and what it does not say."""
    met = {id(record) for pair in pairs for record in pair}
    missed = [record for record in wanted if id(record) not in met and record.get("certain", True)]
    false = [record for record in events if id(record) not in met]
    for title, records in (("MISSED", missed), ("FALSE", false)):
        for record in records[:errors]:
            told = f"{record['name']} {record['stage']}/{record['modality']}/{record['year']}"
            print(f"{title:7}{task.path.stem}  {told}  | {squeeze(record['quote'])[:70]}  {record.get('rule', '')}")
    differing = 0
    for gold, found in pairs:
        unlike = [
            f"{name} {found[name]}→{gold[name]}"
            for name in ("stage", "modality", "year", "polarity")
            if name in gold and gold[name] != found[name]
        ]
        if unlike and differing < errors:
            differing += 1
            quote = squeeze(found["quote"])[:60]
            print(f"UNLIKE {task.path.stem}  {gold['name']}  {'; '.join(unlike)}  | {quote}  {found['rule']}")


def row(title: str, tally: Tally) -> str:
    """Return one line of the table."""
    scores = tally.scores()
    cells = [
        str(scores[name]) if name in ("gold", "found") else f"{scores[name]:.3f}" if name in scores else "-"
        for name in COLUMNS
    ]
    return f"{title:<28}" + " ".join(f"{cell:>8}" for cell in cells)


def tasks_asked(args: argparse.Namespace) -> list[Task]:
    """Return the texts of all sets asked for."""
    only = set(args.only.split(",")) if args.only else {"gold", "corpus", "district", "held", "shipped"}
    tasks: list[Task] = []
    if "gold" in only and args.gold:
        tasks += gold_tasks(args.gold, args.texts)
    if "corpus" in only and args.corpus:
        tasks += corpus_tasks(args.corpus)
    if "district" in only:
        tasks += district_tasks(held=False)
    if "held" in only:
        tasks += district_tasks(held=True)
    if "shipped" in only:
        tasks += shipped_tasks()
    return [task for task in tasks if not args.docs or task.path.stem.startswith(tuple(args.docs.split(",")))]


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--gold", type=Path)
    parser.add_argument("--texts", type=Path, default=SEEDS_DIR)
    parser.add_argument("--corpus", type=Path)
    parser.add_argument("--only", default="", help="comma list of sets")
    parser.add_argument("--docs", default="", help="comma list of beginnings of file names")
    parser.add_argument("--errors", type=int, default=0, help="print this many misses and false finds of each text")
    parser.add_argument("--no-model", action="store_true", help="read with the rules alone")
    parser.add_argument("--json", type=Path, help="also write the scores here")
    args = parser.parse_args()
    documents: dict[str, Tally] = {}
    genres: dict[str, Tally] = {}
    groups: dict[str, Tally] = {}
    for task in tasks_asked(args):
        tally = measure(task, args.errors, model=not args.no_model)
        documents[f"{task.group}: {task.path.stem[:18]}"] = tally
        for table, key in ((genres, f"{task.group}: {task.genre}"), (groups, task.group)):
            table.setdefault(key, Tally()).add(tally)
    print(f"{'':<28}" + " ".join(f"{name[:8]:>8}" for name in COLUMNS))
    for table in (documents, genres, groups):
        for title, tally in table.items():
            if table is not documents or not title.startswith("held"):
                print(row(title, tally))
        print()
    if args.json:
        scores = {title: tally.scores() for table in (genres, groups) for title, tally in table.items()}
        args.json.write_text(json.dumps(scores, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
