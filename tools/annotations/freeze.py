"""Turn a reader's working table and the text it was read from into records of offsets.

    python -m tools.annotations.freeze work/2026-somewhere.tsv texts/2026-somewhere.txt [--out tools/annotations/corpus]

The table has no header and one event a line (README.md beside this file tells the columns). Lines that are empty or begin
with # are passed over. Every line that cannot be placed or read is printed, and then nothing is written.
"""

import argparse
import sys
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

from tools.annotations.locating import NEAR, Span, Squeezed, locate_parts, split_parts, squeeze
from tools.annotations.records import (
    KINDS,
    MODALITIES,
    POLARITIES,
    STAGES,
    FrozenRecord,
    read_text,
    write_frozen,
)

CORPUS = Path(__file__).parent / "corpus"
YEARS = range(1990, 2101)


@dataclass(frozen=True, slots=True)
class WorkingLine:
    """One line of the working table, read but not yet placed."""

    number: int
    quote: str
    name: tuple[str, ...]
    canonical: tuple[str, ...]
    stage: str
    modality: str
    year: int
    kind: str
    certain: bool
    polarity: str
    moved_to: int | None


def read_line(number: int, line: str) -> WorkingLine:
    """Return the line's fields.

    Raises
    ------
    ValueError: with every field that does not hold what it should

    """
    cells = [cell.strip() for cell in line.rstrip("\n").split("\t")]
    if not 8 <= len(cells) <= 10:
        raise ValueError(f"{len(cells)} columns instead of 9 or 10")
    cells += [""] * (10 - len(cells))
    quote, name, canonical, stage, modality, year, kind, certain, polarity, moved_to = cells
    polarity = polarity or ("happened" if modality == "reported" else "planned")
    wrong = [
        f"{field} {value!r}"
        for field, value, right in (
            ("quote", quote, bool(quote)),
            ("name", name, bool(split_parts(name))),
            ("stage", stage, stage in STAGES),
            ("modality", modality, modality in MODALITIES),
            ("year", year, year.isdecimal() and int(year) in YEARS),
            ("kind", kind, kind in KINDS),
            ("certain", certain, certain in ("0", "1")),
            ("polarity", polarity, polarity in POLARITIES and (polarity == "happened") == (modality == "reported")),
            ("moved_to", moved_to, not moved_to or (moved_to.isdecimal() and int(moved_to) in YEARS)),
        )
        if not right
    ]
    if wrong:
        raise ValueError("not understood: " + ", ".join(wrong))
    return WorkingLine(
        number=number,
        quote=quote,
        name=split_parts(name),
        canonical=split_parts(canonical),
        stage=stage,
        modality=modality,
        year=int(year),
        kind=kind,
        certain=certain == "1",
        polarity=polarity,
        moved_to=int(moved_to) if moved_to else None,
    )


def place_quote(text: Squeezed, quote: str, not_before: int) -> Span:
    """Return where the quote stands; of several places the first that does not go back in the text.

    Raises
    ------
    LookupError: it stands nowhere, or only in several places that lie behind

    """
    found = text.occurrences(quote)
    if not found:
        raise LookupError(f"quote not in the text: {quote}")
    if len(found) == 1:
        return found[0]
    for span in found:
        if span[0] >= not_before:
            return span
    raise LookupError(f"quote stands in {len(found)} places, all before the line above: {quote}")


def freeze(table: str, text: str, *, doc: str, sha256: str) -> tuple[tuple[FrozenRecord, ...], tuple[str, ...]]:
    """Return the records of a working table and the lines that could not be used.

    Parameters
    ----------
    table : lines of the working table, in the order of the text
    text : the document's characters
    doc, sha256 : its id and the hash of its file, carried by every record

    Returns
    -------
    (records in the table's order, one message a faulty line)

    """
    squeezed = squeeze(text)
    records: list[FrozenRecord] = []
    problems: list[str] = []
    for number, line in enumerate(table.splitlines(), start=1):
        if not line.strip() or line.startswith("#"):
            continue
        try:
            record = place_line(read_line(number, line), squeezed, records, doc=doc, sha256=sha256)
        except (ValueError, LookupError) as error:
            problems.append(f"{doc} line {number}: {error.args[0]}")
        else:
            records.append(record)
    return tuple(records), tuple(problems)


def place_line(line: WorkingLine, text: Squeezed, before: list[FrozenRecord], *, doc: str, sha256: str) -> FrozenRecord:
    """Return the record of one line, placed after the records before it.

    Raises
    ------
    LookupError: quote or part of the name not found
    ValueError: the line says what a line before it has said

    """
    not_before = before[-1].start if before else 0
    while True:
        quote = place_quote(text, line.quote, not_before)
        taken = tuple(span for r in before if (r.start, r.end) == quote for span in r.name_spans)
        try:
            name = locate_parts(text, line.name, quote, taken, NEAR)
            canonical = locate_parts(text, line.canonical, quote, (), len(text.places) * 2 + quote[1])
        except LookupError as error:
            raise LookupError(f"part of a name not found near its quote: {error.args[0]}") from error
        said = any(
            (r.start, r.name_spans, r.canonical_spans, r.stage, r.modality)
            == (quote[0], tuple(name), tuple(canonical), line.stage, line.modality)
            for r in before
        )
        if not said:
            break
        # the same words once more: the reader means their next place, if there is one
        if all(span[0] <= quote[0] for span in text.occurrences(line.quote)):
            raise ValueError(f"said before: {'+'.join(line.name)} {line.stage}")
        not_before = quote[0] + 1
    return FrozenRecord(
        doc=doc,
        sha256=sha256,
        start=quote[0],
        end=quote[1],
        name_spans=tuple(name),
        canonical_spans=tuple(canonical),
        stage=line.stage,
        modality=line.modality,
        year=line.year,
        kind=line.kind,
        certain=line.certain,
        polarity=line.polarity,
        moved_to=line.moved_to,
    )


def main(arguments: list[str] | None = None) -> int:
    """Freeze one table; return 0 when every line found its place."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", maxsplit=1)[0])
    parser.add_argument("table", type=Path, help="the working table; its stem names the document")
    parser.add_argument("text", type=Path, help="the text it was read from")
    parser.add_argument("--out", type=Path, default=CORPUS)
    options = parser.parse_args(arguments)
    text, sha256 = read_text(options.text)
    doc = options.text.stem
    records, problems = freeze(options.table.read_text(encoding="utf-8"), text, doc=doc, sha256=sha256)
    for problem in problems:
        print(problem, file=sys.stderr)
    if problems:
        print(f"{len(problems)} lines to mend; nothing written", file=sys.stderr)
        return 1
    records = tuple(sorted(records, key=lambda record: (record.start, record.name_spans)))
    write_frozen(records, options.out / f"{doc}.jsonl")
    kinds = Counter(record.kind for record in records)
    print(f"{doc}: {len(records)} records, {sum(r.certain for r in records)} certain, {dict(sorted(kinds.items()))}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
