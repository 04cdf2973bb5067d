"""Print how fast documents are read: the five seeds, and a text doubled four times.

    python benchmarks/reading_speed.py

The bars: all seeds with the second reader under 1.5 s of processor time in one process after import and 300 MB; each
doubling takes at most 2.2 times as long. The rules alone are timed beside them.
"""

from __future__ import annotations

import resource
import tempfile
import time
from pathlib import Path

from mapapp import settings
from mapapp.documents import load_manifest, read_document
from mapapp.extraction import SecondReader, find_indicators, find_project_events, load_lexicon, second_reader

RUNS = 3
DOUBLINGS = 4
MOST_GROWTH = 2.2
MOST_SECONDS = 1.5
MOST_MEGABYTES = 300


def read_once(path: Path, reader: SecondReader | None) -> tuple[int, int]:
    """Read one file to records and count them."""
    document = read_document(path)
    lexicon = load_lexicon()
    return len(find_project_events(document, lexicon, reader=reader)), len(find_indicators(document, lexicon))


def fastest(paths: list[Path], reader: SecondReader | None) -> float:
    """Return the least processor time of a few runs in seconds: what a machine with nothing else to do would take."""
    times = []
    for _ in range(RUNS):
        started = time.process_time()
        for path in paths:
            read_once(path, reader)
        times.append(time.process_time() - started)
    return min(times)


def main() -> None:
    """Print the two tables."""
    reader = second_reader(load_lexicon())
    facts, _ = load_manifest(settings.SEEDS_DIR)
    paths = [fact.path for fact in facts]
    print(f"five seeds, rules alone: {fastest(paths, None):.2f} s")
    seconds = fastest(paths, reader)
    print(f"five seeds, both: {seconds:.2f} s (bar {MOST_SECONDS} s) {'ok' if seconds <= MOST_SECONDS else 'TOO SLOW'}")
    megabytes = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(
        f"memory at most: {megabytes:.0f} MB (bar {MOST_MEGABYTES}) {'ok' if megabytes <= MOST_MEGABYTES else 'TOO MUCH'}"
    )
    text = facts[-2].path.read_text(encoding="utf-8") if len(facts) > 1 else facts[0].path.read_text(encoding="utf-8")
    before = 0.0
    print(f"{'chars':>9}  {'seconds':>8}  growth")
    with tempfile.TemporaryDirectory() as folder:
        for _ in range(DOUBLINGS + 1):
            path = Path(folder) / "text.txt"
            path.write_text(text, encoding="utf-8")
            seconds = fastest([path], None)
            growth = seconds / before if before else 0.0
            verdict = "" if growth <= MOST_GROWTH else "TOO STEEP"
            print(f"{len(text):>9}  {seconds:>8.2f}  {growth:>5.2f} {verdict}")
            before, text = seconds, text + "\n\n" + text


if __name__ == "__main__":
    main()
