"""Measure identity and review: pairwise link precision, recall, F; share of records that people changed.

    python benchmarks/entities.py --gold GOLD_DIR [--docs 000,003]

GOLD_DIR holds one <doc>.jsonl per document with hand-read records (name, canonical, district, zones, places). Identity
is measured on the gold's own names, so that reading errors do not hide linking errors: once with the shipped registry
and once without, which is what an unknown district would get. Two mentions are a pair when the gold gives them one
canonical name. The share changed by review compares the rules alone with the shipped build.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter
from collections.abc import Iterable, Sequence
from math import comb
from pathlib import Path

from mapapp.contracts import Evidence, Modality, ProjectEvent, Stage, YearBasis
from mapapp.documents import load_manifest, read_document
from mapapp.entities import Registry, link_projects, load_decisions, load_registry
from mapapp.extraction import find_indicators, find_project_events, load_lexicon
from mapapp.settings import SEEDS_DIR

# A correction of these alone respells a record and leaves what it says.
NAME_FIELDS = {"name", "canonical"}


def read_gold(folder: Path, docs: Sequence[str]) -> list[tuple[ProjectEvent, str]]:
    """Turn gold project records into events with their gold canonical name; offsets are line numbers."""
    found = []
    for path in sorted(folder.glob("*.jsonl")):
        if docs and path.stem not in docs:
            continue
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines()):
            row = json.loads(line)
            if row.get("kind") != "project":
                continue
            evidence = row.get("zone_evidence")
            event = ProjectEvent(
                event_id=f"{path.stem}-{number}",
                doc=path.stem,
                start=number,
                end=number + 1,
                quote=row["quote"],
                name=row["name"],
                stage=Stage(row["stage"]),
                modality=Modality(row["modality"]),
                year=row["year"],
                year_basis=YearBasis.SECTION,
                zones=tuple(row["zones"]),
                zone_evidence=Evidence(evidence) if evidence else None,
                places=tuple(row.get("places") or ()),
                district=row.get("district") or "",
                certain=row.get("certain", True),
                rule="gold",
            )
            found.append((event, row["canonical"]))
    return found


def pair_scores(pairs: Iterable[tuple[str, str]]) -> tuple[float, float, float]:
    """Score identities pairwise: precision, recall and F of "these two are one project" over all pairs of mentions."""
    pairs = list(pairs)
    both = sum(comb(count, 2) for count in Counter(pairs).values())
    gold = sum(comb(count, 2) for count in Counter(name for name, _ in pairs).values())
    ours = sum(comb(count, 2) for count in Counter(project for _, project in pairs).values())
    precision, recall = both / ours if ours else 1.0, both / gold if gold else 1.0
    return precision, recall, 2 * precision * recall / (precision + recall) if precision + recall else 0.0


def measure_identity(gold: Sequence[tuple[ProjectEvent, str]]) -> None:
    """Print link precision, recall and F with and without the registry."""
    print(f"{'identity':<20}{'mentions':>9}{'projects':>9}{'P':>8}{'R':>8}{'F':>8}{'suggested':>11}")
    for label, registry in (
        ("with registry", load_registry(SEEDS_DIR / "registry")),
        ("structure alone", Registry(())),
    ):
        linked = link_projects([event for event, _ in gold], registry)
        names = [canonical for _, canonical in gold]
        precision, recall, f = pair_scores(zip(names, (event.project_id for event in linked.events), strict=True))
        row = f"{label:<20}{len(gold):>9}{len(linked.projects):>9}{precision:>8.3f}{recall:>8.3f}{f:>8.3f}"
        print(f"{row}{len(linked.suggestions):>11}")


def measure_review() -> None:
    """Print how many records of the shipped seeds people accepted, corrected, rejected or added."""
    lexicon = load_lexicon()
    facts, _ = load_manifest(SEEDS_DIR)
    documents = [read_document(row.path, row) for row in facts]
    read = {
        "event": sum(len(find_project_events(document, lexicon)) for document in documents),
        "indicator": sum(len(find_indicators(document, lexicon)) for document in documents),
    }
    decisions, _ = load_decisions(SEEDS_DIR / "reviews")
    print(
        f"\n{'review':<20}{'by rules':>9}{'accept':>9}{'correct':>9}{'name only':>10}{'reject':>9}{'add':>9}{'changed':>10}"
    )
    for kind, count in read.items():
        verdicts = Counter(decision.decision for decision in decisions if decision.kind == kind)
        changed = verdicts["correct"] + verdicts["reject"] + verdicts["add"]
        share = changed / (count + verdicts["add"]) if count or verdicts["add"] else 0.0
        names = sum(
            decision.decision == "correct" and decision.kind == kind and set(decision.set) <= NAME_FIELDS
            for decision in decisions
        )
        first = "".join(f"{verdicts[verdict]:>9}" for verdict in ("accept", "correct"))
        last = "".join(f"{verdicts[verdict]:>9}" for verdict in ("reject", "add"))
        print(f"{kind:<20}{count:>9}{first}{names:>10}{last}{share:>10.1%}")


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--gold", type=Path, help="folder of hand-read records; without it only review is measured")
    parser.add_argument("--docs", default="", help="comma list of documents; default: all of the folder")
    arguments = parser.parse_args()
    if arguments.gold:
        measure_identity(read_gold(arguments.gold, [doc for doc in arguments.docs.split(",") if doc]))
    measure_review()


if __name__ == "__main__":
    main()
