"""Figures read by hand, kept as offsets like the events: freeze a working table, or give the words back.

    python -m tools.annotations.figures freeze work/2026-somewhere.figures.tsv texts/2026-somewhere.txt
    python -m tools.annotations.figures rebuild --texts FOLDER --out GOLD_FOLDER [--found indicators.jsonl]

A report may be read in part: the first line of `<doc>.figures.jsonl` says which spans were read, and `--found` keeps of a
reader's indicators those whose quotes begin there, so that what lies elsewhere counts neither for nor against it.
"""

import argparse
import json
import sys
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from mapapp.contracts.vocabulary import Comparator, ValueKind
from tools.annotations.freeze import CORPUS, place_quote
from tools.annotations.locating import Span, Squeezed, distance, locate_parts, split_parts, squeeze
from tools.annotations.records import Spans, read_text, words_at

ENDING = ".figures.jsonl"
COLUMNS = 10


@dataclass(frozen=True, slots=True)
class FrozenFigure:
    """What a reader wrote about one figure; `value` is in the printed unit, None where words stand for it."""

    start: int
    end: int
    name_spans: Spans
    value_span: Span
    region: str
    period: str
    value_kind: str
    value: float | None
    unit: str
    comparator: str
    certain: bool


@dataclass(frozen=True, slots=True)
class FigureReading:
    """One document's figures and the spans of it that were read."""

    doc: str
    sha256: str
    read: Spans
    figures: tuple[FrozenFigure, ...]


def read_span(line: str, text: Squeezed) -> Span:
    """Return the span a line `@read<TAB>first words<TAB>last words` names.

    Raises
    ------
    LookupError: the first or the last words are not in the text, or stand several times

    """
    _, first, last = line.split("\t")
    begins, ends = text.occurrences(first), text.occurrences(last)
    if len(begins) != 1 or len(ends) != 1:
        raise LookupError(f"{first} stands {len(begins)} times, {last} {len(ends)} times")
    return begins[0][0], ends[0][1]


def place_figure(line: str, text: Squeezed, not_before: int) -> FrozenFigure:
    """Return the figure of one line of the working table.

    Raises
    ------
    LookupError: quote, name or printed value not found
    ValueError: a column does not hold what it should

    """
    cells = [cell.strip() for cell in line.split("\t")]
    if len(cells) != COLUMNS:
        raise ValueError(f"{len(cells)} columns instead of {COLUMNS}")
    quote_words, name, printed, value, unit, comparator, value_kind, period, region, certain = cells
    quote = place_quote(text, quote_words, not_before)
    spans = locate_parts(text, split_parts(name), quote, (), len(text.places) * 2 + quote[1])
    inside = [span for span in text.occurrences(printed) if quote[0] <= span[0] and span[1] <= quote[1]]
    if not inside or not spans:
        raise LookupError(f"value not in its quote: {printed}")
    if certain not in ("0", "1"):
        raise ValueError(f"certain {certain!r}")
    return FrozenFigure(
        start=quote[0],
        end=quote[1],
        name_spans=tuple(spans),
        value_span=min(inside, key=lambda span: distance(span, spans[-1])),
        region=region,
        period=period,
        value_kind=ValueKind(value_kind),
        value=float(value) if value else None,
        unit=unit,
        comparator=Comparator(comparator),
        certain=certain == "1",
    )


def freeze_figures(table: str, text: str, *, doc: str, sha256: str) -> tuple[FigureReading, tuple[str, ...]]:
    """Return the figures of a working table and one message for each line that cannot be used."""
    squeezed = squeeze(text)
    read: list[Span] = []
    figures: list[FrozenFigure] = []
    problems: list[str] = []
    for number, line in enumerate(table.splitlines(), start=1):
        if not line.strip() or line.startswith("#"):
            continue
        try:
            if line.startswith("@read\t"):
                read.append(read_span(line, squeezed))
                continue
            not_before = max(figures[-1].start if figures else 0, read[-1][0] if read else 0)
            figure = place_figure(line, squeezed, not_before)
            if not any(start <= figure.start and figure.end <= end for start, end in read):
                raise LookupError("outside what was read")
            if figure in figures:
                raise ValueError("said before")
        except (ValueError, LookupError) as error:
            problems.append(f"{doc} line {number}: {error.args[0]}")
        else:
            figures.append(figure)
    return FigureReading(doc, sha256, tuple(read), tuple(figures)), tuple(problems)


def write_reading(reading: FigureReading, folder: Path) -> None:
    """Write the head line and one figure a line."""
    head = {"doc": reading.doc, "sha256": reading.sha256, "read": reading.read}
    lines = [head, *(asdict(figure) for figure in reading.figures)]
    folder.mkdir(parents=True, exist_ok=True)
    text = "".join(json.dumps(line, ensure_ascii=False) + "\n" for line in lines)
    (folder / (reading.doc + ENDING)).write_text(text, encoding="utf-8")


def gold_figures(path: Path, texts: Path) -> tuple[Spans, list[dict[str, Any]]]:
    """Return the spans that were read and full indicator records, with their words.

    Raises
    ------
    ValueError: the text is another one than was annotated

    """
    head, *figures = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    text, sha256 = read_text(texts / f"{head['doc']}.txt")
    if sha256 != head["sha256"]:
        raise ValueError(f"{head['doc']}: not the text that was annotated (sha256 {sha256[:12]}...)")
    gold = []
    for figure in figures:
        value = figure["value"]
        period = figure["period"]
        gold.append(
            {
                "kind": "indicator",
                "doc": head["doc"],
                "start": figure["start"],
                "end": figure["end"],
                "quote": text[figure["start"] : figure["end"]],
                "name": words_at(text, tuple((start, end) for start, end in figure["name_spans"])),
                "region": figure["region"],
                "period": int(period) if period.isdecimal() else period,
                "value_kind": figure["value_kind"],
                "value": int(value) if value is not None and value.is_integer() else value,
                "value_text": words_at(text, (tuple(figure["value_span"]),)),
                "unit": figure["unit"],
                "comparator": figure["comparator"],
                "nature": None,
                "table": False,
                "certain": figure["certain"],
            }
        )
    return tuple((start, end) for start, end in head["read"]), gold


def inside_what_was_read(found: list[dict[str, Any]], read: Spans) -> list[dict[str, Any]]:
    """Return those of a reader's indicators whose quote begins in a span that was read by hand."""
    return [record for record in found if any(start <= record["start"] < end for start, end in read)]


def write_lines(path: Path, records: list[dict[str, Any]]) -> None:
    """Write one record a line."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("".join(json.dumps(record, ensure_ascii=False) + "\n" for record in records), encoding="utf-8")


def run_freeze(options: argparse.Namespace) -> int:
    """Freeze one table; return 0 when every line found its place."""
    text, sha256 = read_text(options.text)
    table = options.table.read_text(encoding="utf-8")
    reading, problems = freeze_figures(table, text, doc=options.text.stem, sha256=sha256)
    for problem in problems:
        print(problem, file=sys.stderr)
    if problems:
        print(f"{len(problems)} lines to mend; nothing written", file=sys.stderr)
        return 1
    write_reading(reading, options.out)
    print(f"{reading.doc}: {len(reading.figures)} figures in {sum(b - a for a, b in reading.read)} characters")
    return 0


def run_rebuild(options: argparse.Namespace) -> int:
    """Write the gold of every kept reading and, of what a reader found, the part that was read by hand."""
    found = (
        [json.loads(line) for line in options.found.read_text(encoding="utf-8").splitlines()] if options.found else []
    )
    kept: list[dict[str, Any]] = []
    for path in sorted(options.corpus.glob("*" + ENDING)):
        read, gold = gold_figures(path, options.texts)
        doc = path.name.removesuffix(ENDING)
        write_lines(options.out / f"{doc}.jsonl", gold)
        kept += inside_what_was_read([record for record in found if str(record["doc"]).startswith(doc)], read)
        print(f"{doc}: {len(gold)} figures")
    if options.found:
        write_lines(options.out / "found" / "indicators.jsonl", kept)
    return 0


def main(arguments: list[str] | None = None) -> int:
    """Freeze a table or rebuild what is kept; return 0 when every line found its place."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", maxsplit=1)[0])
    commands = parser.add_subparsers(dest="command", required=True)
    freezing = commands.add_parser("freeze")
    freezing.add_argument("table", type=Path)
    freezing.add_argument("text", type=Path)
    freezing.add_argument("--out", type=Path, default=CORPUS)
    rebuilding = commands.add_parser("rebuild")
    rebuilding.add_argument("--corpus", type=Path, default=CORPUS)
    rebuilding.add_argument("--texts", type=Path, required=True)
    rebuilding.add_argument("--out", type=Path, required=True)
    rebuilding.add_argument("--found", type=Path, help="indicators.jsonl of `extract` over the whole text")
    options = parser.parse_args(arguments)
    return run_freeze(options) if options.command == "freeze" else run_rebuild(options)


if __name__ == "__main__":
    sys.exit(main())
