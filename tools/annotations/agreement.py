"""Return how far two readings of one text agree: names found by both, and of those the share of equal stage, modality, year.

    python -m tools.annotations.agreement FIRST.jsonl SECOND.jsonl [--from OFFSET] [--to OFFSET]

Both are frozen files of one text. Two records are one event when the places of their names overlap, or are near and one name
stands in the other; each record is used once, equal ones first. F is taken over all records and over the certain ones (a
certain record the other reading left out is a miss; an uncertain one is neither right nor wrong).
"""

import argparse
import json
import sys
from collections.abc import Sequence
from pathlib import Path

from tools.annotations.locating import Span, distance
from tools.annotations.records import FrozenRecord, read_frozen

FIELDS = ("stage", "modality", "year", "kind", "polarity", "certain")
NEAR = 80  # characters between quotes that may tell of one event, as in the scorer


def same_event(a: FrozenRecord, b: FrozenRecord) -> bool:
    """Whether two records of one text mean the same name in the same passage."""
    if distance((a.start, a.end), (b.start, b.end)) > NEAR:
        return False
    return covers(a.name_spans, b.name_spans) or covers(b.name_spans, a.name_spans)


def covers(outer: Sequence[Span], inner: Sequence[Span]) -> bool:
    """Whether every part of the one name stands within a part of the other.

    >>> covers(((0, 9),), ((0, 3), (6, 9))), covers(((0, 3), (6, 9)), ((0, 9),))
    (True, False)
    """
    return all(any(a[0] <= b[0] and b[1] <= a[1] for a in outer) for b in inner)


def pair(first: Sequence[FrozenRecord], second: Sequence[FrozenRecord]) -> list[tuple[FrozenRecord, FrozenRecord]]:
    """Return the records both readings have, each used once; pairs that agree in more come first."""
    candidates = sorted(
        (-sum(getattr(a, field) == getattr(b, field) for field in FIELDS) - (a.name_spans == b.name_spans), i, j)
        for i, a in enumerate(first)
        for j, b in enumerate(second)
        if same_event(a, b)
    )
    used_first: set[int] = set()
    used_second: set[int] = set()
    pairs = []
    for _, i, j in candidates:
        if i not in used_first and j not in used_second:
            used_first.add(i)
            used_second.add(j)
            pairs.append((first[i], second[j]))
    return pairs


def agreement(first: Sequence[FrozenRecord], second: Sequence[FrozenRecord]) -> dict[str, float]:
    """Return counts, F of the names, and the shares of the paired records that say the same."""
    pairs = pair(first, second)
    met = {id(record) for both in pairs for record in both}
    certain = [record for record in (*first, *second) if record.certain]
    figures: dict[str, float] = {"first": len(first), "second": len(second), "both": len(pairs)}
    figures["name_f"] = share(2 * len(pairs), len(first) + len(second))
    figures["certain_name_f"] = share(sum(id(record) in met for record in certain), len(certain))
    figures["exact_name"] = share(sum(a.name_spans == b.name_spans for a, b in pairs), len(pairs))
    for field in FIELDS:
        figures[field] = share(sum(getattr(a, field) == getattr(b, field) for a, b in pairs), len(pairs))
    return figures


def share(part: int, whole: int) -> float:
    """Return the quotient to four places; 0 of nothing."""
    return round(part / whole, 4) if whole else 0.0


def main(arguments: list[str] | None = None) -> int:
    """Print the agreement of two frozen files as JSON; return 1 when they are of different texts."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", maxsplit=1)[0])
    parser.add_argument("first", type=Path)
    parser.add_argument("second", type=Path)
    parser.add_argument("--from", dest="begin", type=int, default=0, help="count records that begin here or later")
    parser.add_argument("--to", dest="end", type=int, default=10**9, help="and before this offset")
    options = parser.parse_args(arguments)
    readings = [read_frozen(path) for path in (options.first, options.second)]
    if len({record.sha256 for reading in readings for record in reading}) > 1:
        print("the two files are readings of different texts", file=sys.stderr)
        return 1
    first, second = ([r for r in reading if options.begin <= r.start < options.end] for reading in readings)
    print(json.dumps(agreement(first, second), ensure_ascii=False))
    met = {id(record) for both in pair(first, second) for record in both}
    for title, reading in (("only first", first), ("only second", second)):
        for record in reading:
            if id(record) not in met:
                print(f"{title}: {record.start} {record.name_spans} {record.stage}", file=sys.stderr)
    return 0


if __name__ == "__main__":
    sys.exit(main())
