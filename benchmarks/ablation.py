"""Print what each piece of the reading is worth: switched off, by how much the scores fall.

    python benchmarks/ablation.py [--side figures] [--gold GOLD_DIR --texts TEXT_DIR] [--corpus TEXT_DIR]
                                  [--each] [--piece PATTERN]

A line a piece: lines of code or words of a lexicon, then the change when it is off, for every set of texts and score. A
piece that costs nothing on texts nobody tuned for (corpus, held) has to have a sentence that needs it, or goes.
`--each` switches off every lexicon entry by itself. A change below one record of a set is noise; the first line gives how
much one record is.
"""

from __future__ import annotations

import argparse
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from benchmarks.ablation_pieces import Piece, code_pieces, lexicon_pieces, whole
from benchmarks.extraction_quality import Task, corpus_tasks, district_tasks, event_row, figure_row, gold_tasks
from benchmarks.record_scores import Record, Tally, pair_events, pair_figures, places, squeeze
from mapapp.contracts.text import Document
from mapapp.documents import read_document
from mapapp.extraction import find_indicators, find_project_events, load_lexicon
from mapapp.settings import SEEDS_DIR
from tools.annotations.figures import ENDING, gold_figures
from tools.annotations.freeze import CORPUS

SCORES = {"projects": ("name_f", "record_f"), "figures": ("figure_f", "named_f", "full_f")}
Scores = dict[tuple[str, str], float]


@dataclass(frozen=True, slots=True)
class Text:
    """One text read once, with its gold; `read` are the spans in which figures were marked, None for all."""

    task: Task
    document: Document
    squeezed: str
    read: tuple[tuple[int, int], ...] | None = None


def texts_of(tasks: Sequence[Task]) -> list[Text]:
    """Return the texts with the places of their gold."""
    texts = []
    for task in tasks:
        document = read_document(task.path)
        squeezed = squeeze(document.text)
        for record in task.gold:
            record["at"] = places(squeezed, record["quote"])
        texts.append(Text(task, document, squeezed))
    return texts


def corpus_figures(folder: Path) -> list[Text]:
    """Return the reports of which some spans were read for figures."""
    texts = []
    for path in sorted(CORPUS.glob("*" + ENDING)):
        read, gold = gold_figures(path, folder)
        name = path.name.removesuffix(ENDING)
        (text,) = texts_of([Task("corpus", "provincial", folder / f"{name}.txt", gold, figures=True)])
        texts.append(replace(text, read=read))
    return texts


def scores(texts: Sequence[Text], side: str, folder: Path) -> Scores:
    """Return every score of every set, read with a lexicon folder."""
    lexicon = load_lexicon(folder)
    tallies: dict[str, Tally] = {}
    for text in texts:
        tally = tallies.setdefault(text.task.group, Tally())
        kind = "project" if side == "projects" else "indicator"
        gold = [record for record in text.task.gold if record["kind"] == kind]
        if side == "projects":
            found = [event_row(event) for event in find_project_events(text.document, lexicon)]
        else:
            found = [
                figure_row(figure)
                for figure in find_indicators(text.document, lexicon)
                if text.read is None or any(start <= figure.start < end for start, end in text.read)
            ]
        _add(tally, text, side, gold, found)
    return {(group, name): tally.scores()[name] for group, tally in tallies.items() for name in SCORES[side]}


def _add(tally: Tally, text: Text, side: str, gold: list[Record], found: list[Record]) -> None:
    for record in found:
        record["at"] = places(text.squeezed, record["quote"])
    if side == "projects":
        tally.add_events(gold, found, pair_events(gold, found))
    else:
        tally.add_figures(gold, found, pair_figures(gold, found))


def show(side: str, texts: Sequence[Text], pieces: Sequence[Piece]) -> None:
    """Print the table of one side."""
    with whole() as folder:
        base = scores(texts, side, folder)
    counts: dict[str, int] = {}
    for text in texts:
        kind = "project" if side == "projects" else "indicator"
        counts[text.task.group] = counts.get(text.task.group, 0) + sum(r["kind"] == kind for r in text.task.gold)
    print(f"{side}: one record is " + ", ".join(f"{group} {1 / max(count, 1):.4f}" for group, count in counts.items()))
    print(f"{'':<44}{'size':>6}" + "".join(f"{group[:8] + ' ' + name:>19}" for group, name in base))
    print(f"{'all':<44}{'':>6}" + "".join(f"{value:>19.3f}" for value in base.values()))
    for piece in pieces:
        with piece.off() as folder:
            without = scores(texts, side, folder)
        cells = "".join(f"{without[key] - value:>+19.4f}" for key, value in base.items())
        print(f"{piece.name:<44}{piece.lines:>6}{cells}", flush=True)


def main() -> None:
    """Print the table of both sides, or of the one asked for."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--side", choices=("projects", "figures"))
    parser.add_argument("--gold", type=Path)
    parser.add_argument("--texts", type=Path, default=SEEDS_DIR)
    parser.add_argument("--corpus", type=Path)
    parser.add_argument("--each", action="store_true", help="every entry of a lexicon by itself")
    parser.add_argument("--piece", default="", help="only pieces whose name this pattern finds")
    args = parser.parse_args()
    tasks = [*district_tasks(held=False), *district_tasks(held=True)]
    if args.gold:
        tasks += gold_tasks(args.gold, args.texts)
    texts = texts_of(tasks)
    pieces = [*code_pieces(), *lexicon_pieces(each=args.each)]
    for side in (args.side,) if args.side else ("projects", "figures"):
        more = []
        if args.corpus:
            more = texts_of(list(corpus_tasks(args.corpus))) if side == "projects" else corpus_figures(args.corpus)
        asked = [piece for piece in pieces if piece.side == side and re.search(args.piece, piece.name)]
        show(side, [*texts, *more], asked)
        print()


if __name__ == "__main__":
    main()
