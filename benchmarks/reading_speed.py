"""Print how fast documents are read: the five seeds, and a text doubled four times.

    python benchmarks/reading_speed.py

The bars: all seeds under 1.0 s in one process after import; each doubling takes at most 2.2 times as long.
"""

from __future__ import annotations

import tempfile
import time
from pathlib import Path

from mapapp import settings
from mapapp.documents import load_manifest, read_document
from mapapp.extraction import find_indicators, find_project_events, load_lexicon

RUNS = 3
DOUBLINGS = 4
MOST_GROWTH = 2.2
MOST_SECONDS = 1.0


def read_once(path: Path) -> tuple[int, int]:
    """Read one file to records and count them."""
    document = read_document(path)
    lexicon = load_lexicon()
    return len(find_project_events(document, lexicon)), len(find_indicators(document, lexicon))


def fastest(paths: list[Path]) -> float:
    """Return the least processor time of a few runs in seconds: what a machine with nothing else to do would take."""
    times = []
    for _ in range(RUNS):
        started = time.process_time()
        for path in paths:
            read_once(path)
        times.append(time.process_time() - started)
    return min(times)


def main() -> None:
    """Print the two tables."""
    load_lexicon()
    facts, _ = load_manifest(settings.SEEDS_DIR)
    seconds = fastest([fact.path for fact in facts])
    print(f"five seeds: {seconds:.2f} s (bar {MOST_SECONDS} s) {'ok' if seconds < MOST_SECONDS else 'TOO SLOW'}")
    text = facts[-2].path.read_text(encoding="utf-8") if len(facts) > 1 else facts[0].path.read_text(encoding="utf-8")
    before = 0.0
    print(f"{'chars':>9}  {'seconds':>8}  growth")
    with tempfile.TemporaryDirectory() as folder:
        for _ in range(DOUBLINGS + 1):
            path = Path(folder) / "text.txt"
            path.write_text(text, encoding="utf-8")
            seconds = fastest([path])
            growth = seconds / before if before else 0.0
            verdict = "" if growth <= MOST_GROWTH else "TOO STEEP"
            print(f"{len(text):>9}  {seconds:>8.2f}  {growth:>5.2f} {verdict}")
            before, text = seconds, text + "\n\n" + text


if __name__ == "__main__":
    main()
