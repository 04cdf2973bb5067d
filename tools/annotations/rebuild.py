"""Return the kept offsets their words back: full gold records for the scorer and for training.

    python -m tools.annotations.rebuild --texts FOLDER --out GOLD_FOLDER [2026-somewhere ...]

FOLDER holds <doc>.txt as it was annotated; a text of another sha256 is refused, since its offsets would point elsewhere.
Each <doc>.jsonl of GOLD_FOLDER has one line an event: kind "project", doc, start, end, quote, name, canonical, stage, modality,
year, project_kind, certain, polarity, zones (always empty: no zone of ours lies there), moved_to where the text says one.
"""

import argparse
import json
import sys
from pathlib import Path
from typing import Any

from tools.annotations.freeze import CORPUS
from tools.annotations.records import FrozenRecord, read_frozen, read_text, words_at


def gold_record(record: FrozenRecord, text: str) -> dict[str, Any]:
    """Return the record with its words, under the names of the field list."""
    name = words_at(text, record.name_spans)
    gold: dict[str, Any] = {
        "kind": "project",
        "doc": record.doc,
        "start": record.start,
        "end": record.end,
        "quote": text[record.start : record.end],
        "name": name,
        "canonical": words_at(text, record.canonical_spans) or name,
        "stage": record.stage,
        "modality": record.modality,
        "year": record.year,
        "project_kind": record.kind,
        "zones": [],
        "certain": record.certain,
        "polarity": record.polarity,
    }
    if record.moved_to is not None:
        gold["moved_to"] = record.moved_to
    return gold


def kept_events(corpus: Path) -> list[Path]:
    """Return the files of events, without the readings of figures that lie beside them."""
    return sorted(path for path in corpus.glob("*.jsonl") if not path.name.endswith(".figures.jsonl"))


def rebuild(frozen: Path, texts: Path) -> list[dict[str, Any]]:
    """Return the gold records of one frozen file.

    Raises
    ------
    FileNotFoundError: the text is not in the folder
    ValueError: it is another text than the one that was annotated

    """
    path = texts / f"{frozen.stem}.txt"
    if not path.exists():
        raise FileNotFoundError(f"{frozen.stem}: no {path.name} in {texts}")
    text, sha256 = read_text(path)
    records = read_frozen(frozen)
    if any(record.sha256 != sha256 for record in records):
        raise ValueError(f"{frozen.stem}: {path} is not the text that was annotated (sha256 {sha256[:12]}...)")
    return [gold_record(record, text) for record in records]


def main(arguments: list[str] | None = None) -> int:
    """Rebuild the named documents, or all; return 0 when every one had its text."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", maxsplit=1)[0])
    parser.add_argument("docs", nargs="*", help="document ids; default: every one that is kept")
    parser.add_argument("--corpus", type=Path, default=CORPUS)
    parser.add_argument("--texts", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    options = parser.parse_args(arguments)
    options.out.mkdir(parents=True, exist_ok=True)
    refused = 0
    for frozen in [options.corpus / f"{doc}.jsonl" for doc in options.docs] or kept_events(options.corpus):
        try:
            gold = rebuild(frozen, options.texts)
        except (FileNotFoundError, ValueError) as error:
            refused += 1
            print(error, file=sys.stderr)
            continue
        lines = "".join(json.dumps(record, ensure_ascii=False) + "\n" for record in gold)
        (options.out / frozen.name).write_text(lines, encoding="utf-8")
        print(f"{frozen.stem}: {len(gold)} records")
    return 1 if refused else 0


if __name__ == "__main__":
    sys.exit(main())
