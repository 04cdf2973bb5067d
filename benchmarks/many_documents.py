"""How long many documents take: made-up work reports, one worker against two, with the memory each needs.

    python benchmarks/many_documents.py [--documents 100 1000 10000] [--workers 1 2] [--chars 1000]

Each run is `mapapp extract` in a process of its own, without what earlier runs kept. Every row is of the same twenty districts, so that
only the number of documents differs. What starting costs is measured with a document a worker and taken off; what is left is the cost of one
more. Seconds by the clock depend on what else the machine does; processor seconds hardly. What the asking process itself spends bounds what more workers can bring.
Exit code 1 when two runs over the same documents differ by a byte, or the cost of one more document by more than a tenth.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Final

from benchmarks.synthetic_documents import write_reports

DISTRICTS: Final = 20
YEARS: Final = 5
MOST_GROWTH: Final = 1.1
# Runs the command line and says what it took: seconds of the processor, megabytes of itself and of its largest worker.
MEASURED: Final = """
import json, resource, sys
from mapapp.command import main
code = main(sys.argv[1:])
own, others = resource.getrusage(resource.RUSAGE_SELF), resource.getrusage(resource.RUSAGE_CHILDREN)
asking, reading = own.ru_utime + own.ru_stime, others.ru_utime + others.ru_stime
print(json.dumps({"code": code, "cpu": asking + reading, "asking": asking, "own": own.ru_maxrss / 1024, "worker": others.ru_maxrss / 1024}))
"""


def measure(arguments: list[str]) -> dict[str, float]:
    """Run one command and return what it took."""
    begun = time.perf_counter()
    ended = subprocess.run(
        [sys.executable, "-c", MEASURED, *arguments], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, check=True
    )
    return {**json.loads(ended.stdout.splitlines()[-1]), "clock": time.perf_counter() - begun}


def digest(folder: Path) -> str:
    """Return one sha256 of all files below a folder."""
    found = hashlib.sha256()
    for path in sorted(folder.rglob("*")):
        if path.is_file():
            found.update(path.relative_to(folder).as_posix().encode() + path.read_bytes())
    return found.hexdigest()


def main() -> int:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--documents", type=int, nargs="+", default=[100, 1000])
    parser.add_argument("--workers", type=int, nargs="+", default=[1, 2])
    parser.add_argument("--chars", type=int, default=1000)
    options = parser.parse_args()
    os.environ["MAPAPP_CACHE"] = "off"
    print(f"{os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}, about {options.chars} characters a document")
    print("documents workers  clock s   docs/s  processor ms/doc  of it asking  MB asking  MB a worker")
    digests: dict[int, set[str]] = {}
    costs: dict[int, list[float]] = {workers: [] for workers in options.workers}
    with tempfile.TemporaryDirectory() as folder:
        world, most = Path(folder) / "world", max(options.documents)
        editions = -(-most // (DISTRICTS * YEARS))
        paths = write_reports(world, districts=DISTRICTS, years=YEARS, chars=options.chars, editions=editions)
        # All editions of few reports would be no fair sample: every so manieth file, so that each row has every district.
        call = ["--workspace", str(world), "extract"]
        starts = {}
        for workers in options.workers:
            # Each worker starts with one document.
            few = [str(path) for path in paths[:workers]]
            starts[workers] = measure([*call, *few, "--workers", str(workers), "--out", str(Path(folder) / "start")])
            took = starts[workers]
            print(
                f"{workers:>9} {workers:>7} {took['clock']:>8.1f} {'':>8} {took['cpu'] * 1000:>17.0f}: starting, taken off below"
            )
        for count in options.documents:
            files = [str(path) for path in paths[:: most // count][:count]]
            for workers in options.workers:
                out = Path(folder) / f"{count}-{workers}"
                took = measure([*call, *files, "--workers", str(workers), "--out", str(out)])
                digests.setdefault(count, set()).add(digest(out))
                start = starts[workers]
                own, all_of_it = (1000 * (took[key] - start[key]) / (count - workers) for key in ("asking", "cpu"))
                costs[workers].append(all_of_it)
                print(
                    f"{count:>9,} {workers:>7} {took['clock']:>8.1f} {count / took['clock']:>8.1f}"
                    f" {all_of_it:>17.1f} {own:>13.1f} {took['own']:>10.0f} {took['worker']:>12.0f}",
                    flush=True,
                )
    growth = max(max(cost) / min(cost) for cost in costs.values())
    print(f"one more document costs at most {growth:.2f} times as much in one row as in another (bar {MOST_GROWTH})")
    if 1 in costs and 2 in costs:
        bound = 2 * costs[1][-1] / costs[2][-1]
        print(f"two workers can bring {bound:.2f} times one, by the processor seconds of the last rows")
    differing = sum(len(found) > 1 for found in digests.values())
    print(
        f"{len(digests) - differing} of {len(digests)} rows of documents gave the same bytes with every number of workers"
    )
    return 1 if growth > MOST_GROWTH or differing else 0


if __name__ == "__main__":
    sys.exit(main())
