"""Print how well a gold folder is found again by the rules alone.

    python benchmarks/extraction_quality.py --gold GOLD_DIR --texts TEXT_DIR [--docs 000,003]

GOLD_DIR holds one <doc>.jsonl per document, records of kind "project" and "indicator"; TEXT_DIR the texts, <doc>*.txt.
A found record meets a gold one when their names contain one another and their quotes lie at most 80 characters apart,
white space aside, one to one. Precision counts every gold record, recall the certain ones.
"""

from __future__ import annotations

import argparse
import difflib
import json
import re
import sys
import time
import unicodedata
from collections.abc import Callable
from pathlib import Path
from typing import Any

from mapapp.contracts import Indicator, ProjectEvent
from mapapp.documents import read_document
from mapapp.extraction import find_indicators, find_project_events, load_lexicon

NEAR_CHARS = 80
LIKE_NAMES = 0.6
Record = dict[str, Any]


def squeeze(text: str) -> str:
    """Take out white space."""
    return re.sub(r"\s+", "", text)


def fold(name: str) -> str:
    """Fold a name for comparison: widths, marks and case aside."""
    return re.sub(r"[\s“”\"'‘’《》「」（）()·•\-—~～*_{}]", "", unicodedata.normalize("NFKC", name or "")).lower()


def same_name(left: str, right: str) -> bool:
    """Tell whether one name contains the other."""
    left, right = fold(left), fold(right)
    return bool(left and right) and (
        left == right or (min(len(left), len(right)) > 1 and (left in right or right in left))
    )


def places(text: str, quote: str) -> list[tuple[int, int]]:
    """Find where a quote stands in a squeezed text."""
    quote, found, at = squeeze(quote), [], -1
    while quote and (at := text.find(quote, at + 1)) >= 0:
        found.append((at, at + len(quote)))
    return found


def pair_up(
    gold: list[Record],
    found: list[Record],
    accept: Callable[[Record, Record], bool],
    worth: Callable[[Record, Record], float],
) -> list[tuple[Record, Record]]:
    """Match one to one, the worthiest pairs first."""
    pairs = []
    for i, wanted in enumerate(gold):
        for j, given in enumerate(found):
            if not accept(wanted, given):
                continue
            gap = min((max(0, max(a, c) - min(b, d)) for a, b in wanted["at"] for c, d in given["at"]), default=10**9)
            if gap <= NEAR_CHARS:
                pairs.append((-worth(wanted, given), gap, i, j))
    used_gold: set[int] = set()
    used_found: set[int] = set()
    out = []
    for _, _, i, j in sorted(pairs):
        if i not in used_gold and j not in used_found:
            used_gold.add(i)
            used_found.add(j)
            out.append((gold[i], found[j]))
    return out


def f_score(gold: list[Record], found: list[Record], pairs: list[tuple[Record, Record]]) -> float:
    """Give the harmonic mean of precision (all gold) and recall (certain gold)."""
    certain = [record for record in gold if record.get("certain", True)]
    hit = {id(wanted) for wanted, _ in pairs}
    precision = len(pairs) / len(found) if found else 0.0
    recall = sum(id(record) in hit for record in certain) / len(certain) if certain else 0.0
    return 2 * precision * recall / (precision + recall) if precision + recall else 0.0


def share(pairs: list[tuple[Record, Record]], field: str) -> float:
    """Give the share of pairs that agree in a field."""
    return sum(str(wanted[field]) == str(given[field]) for wanted, given in pairs) / len(pairs) if pairs else 0.0


def event_row(event: ProjectEvent) -> Record:
    """Turn an event into a comparable row."""
    return {
        "name": event.name,
        "canonical": event.canonical or event.name,
        "stage": event.stage.value,
        "modality": event.modality.value,
        "year": event.year,
        "quote": event.quote,
    }


def figure_row(figure: Indicator) -> Record:
    """Turn an indicator into a comparable row."""
    return {"name": figure.name, "value": figure.value, "value_text": figure.value_text, "quote": figure.quote}


def same_figure(wanted: Record, given: Record) -> bool:
    """Tell whether two figures are the same number, or the same words where there is no number."""
    if wanted.get("value") is not None and given.get("value") is not None:
        return round(float(wanted["value"]), 6) == round(float(given["value"]), 6)
    left, right = squeeze(str(wanted.get("value_text") or "")), squeeze(str(given.get("value_text") or ""))
    return bool(left and right) and (left in right or right in left)


def like_name(wanted: Record, given: Record) -> bool:
    """Tell whether two indicator names are close."""
    left, right = fold(wanted["name"]), fold(given["name"])
    return same_name(left, right) or difflib.SequenceMatcher(None, left, right).ratio() >= LIKE_NAMES


def measure(doc: str, gold_dir: Path, text_dir: Path) -> list[str]:
    """Score one document and give the row to print."""
    path = sorted(text_dir.glob(f"{doc}*.txt"))[0]
    started = time.perf_counter()
    document = read_document(path)
    lexicon = load_lexicon()
    events = [event_row(event) for event in find_project_events(document, lexicon)]
    figures = [figure_row(figure) for figure in find_indicators(document, lexicon)]
    seconds = time.perf_counter() - started
    lines = (gold_dir / f"{doc}.jsonl").read_text(encoding="utf-8").splitlines()
    gold = [json.loads(line) for line in lines if line.strip()]
    text = squeeze(document.text)
    for record in (*gold, *events, *figures):
        record["at"] = places(text, record["quote"])
    wanted_events = [record for record in gold if record["kind"] == "project"]
    wanted_figures = [record for record in gold if record["kind"] == "indicator"]
    pairs = pair_up(
        wanted_events,
        events,
        lambda a, b: (
            same_name(a["name"], b["name"])
            or same_name(a["canonical"], b["name"])
            or same_name(a["canonical"], b["canonical"])
        ),
        lambda a, b: (
            4 * (fold(a["name"]) == fold(b["name"])) + 2 * (a["stage"] == b["stage"]) + (a["modality"] == b["modality"])
        ),
    )
    full = [(a, b) for a, b in pairs if a["stage"] == b["stage"] and a["modality"] == b["modality"]]
    shown = pair_up(wanted_figures, figures, same_figure, lambda a, b: 3.0 * like_name(a, b))
    named = [(a, b) for a, b in shown if like_name(a, b)]
    scores = [
        f_score(wanted_events, events, pairs),
        f_score(wanted_events, events, full),
        share(pairs, "stage"),
        share(pairs, "modality"),
        share(pairs, "year"),
        f_score(wanted_figures, figures, shown),
        f_score(wanted_figures, figures, named),
    ]
    return [doc, str(len(wanted_events)), str(len(events)), *(f"{score:.3f}" for score in scores), f"{seconds:.2f}"]


def main() -> None:
    """Print one row per gold document."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--gold", type=Path, required=True)
    parser.add_argument("--texts", type=Path, required=True)
    parser.add_argument("--docs", default="")
    args = parser.parse_args()
    docs = [doc for doc in args.docs.split(",") if doc] or sorted(path.stem for path in args.gold.glob("*.jsonl"))
    if not docs:
        sys.exit(f"{args.gold}：没有 .jsonl 标准答案")
    header = ["doc", "gold", "found", "name_f", "record_f", "stage", "modality", "year", "figure_f", "named_f", "s"]
    print("  ".join(f"{title:>8}" for title in header))
    for doc in docs:
        print("  ".join(f"{cell:>8}" for cell in measure(doc, args.gold, args.texts)))


if __name__ == "__main__":
    main()
