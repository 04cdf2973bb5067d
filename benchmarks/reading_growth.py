"""Print how the time of reading grows with the length of a text: fourfold text, at most 4.4 times the time.

    python benchmarks/reading_growth.py

Each row is one kind of text that could make reading grow faster than its length; the columns are processor seconds for
10,000, 40,000 and 160,000 characters and the two ratios between them. Exit code 1 when a second ratio is above 4.4.
Python's own collector is paused while it is measured: it passes over all that is kept each time that has grown by a
quarter, so the length at which a pass falls into the measured time decides a tenth of it. `calls` counts instead of
measuring: no load of the machine changes it, but it does not see what one call costs.
"""

from __future__ import annotations

import gc
import itertools
import sys
import time
from collections.abc import Callable
from types import FrameType

from mapapp.contracts.vocabulary import DocumentKind
from mapapp.documents.front_matter import read_front_matter
from mapapp.documents.reading_view import lay_out
from mapapp.documents.sections import Times, find_sections
from mapapp.documents.tables import build_tables

LENGTHS = (10_000, 40_000, 160_000)
MOST_GROWTH = 4.4
NAMES = "甲乙丙丁戊己庚辛壬癸子丑寅卯桥路校园站港"


def repeated(piece: Callable[[int], str], length: int) -> str:
    """Return numbered pieces up to a length."""
    out: list[str] = []
    size = 0
    while size < length:
        out.append(piece(len(out)))
        size += len(out[-1])
    return "".join(out)[:length]


def shuffled(number: int) -> str:
    """Return characters that differ from piece to piece without chance."""
    return "".join(NAMES[(number * 7 + at * at) % len(NAMES)] for at in range(24))


TEXTS: dict[str, Callable[[int], str]] = {
    "prose": lambda n: repeated(lambda i: f"推进{shuffled(i)}建设，建成通车。完善{shuffled(i + 1)}等功能。\n\n", n),
    "scrambled columns": lambda n: repeated(
        lambda i: f"大桥开工。{shuffled(i)}在涌\n\n## 一、甲\n\n现。{shuffled(i)}、乙等。\n\n", n
    ),
    "one line": lambda n: repeated(lambda i: f"推进{shuffled(i)}建设，建成通车。", n),
    "table of tabs": lambda n: "序号\t项目名称\t进展\n" + repeated(lambda i: f"{i}\t{shuffled(i)}\t主体封顶\n", n),
    "table of blanks": lambda n: "序号 项目名称 单位 目标\n" + repeated(lambda i: f"{i + 1} {shuffled(i)} 公里 3\n", n),
    "table over pages": lambda n: repeated(
        lambda i: f"- {i} -\n序号\t项目名称\t进展\n" + "".join(f"{i * 9 + r}\t{shuffled(r)}\t封顶\n" for r in range(9)),
        n,
    ),
    "headings": lambda n: repeated(lambda i: f"（一）{shuffled(i)[:9]}\n\n", n),
    "short lines": lambda n: "桥\n" * (n // 2),
    "commas": lambda n: "、" * n,
    "digits": lambda n: "1" * n,
    "brackets": lambda n: "（" * n,
    "asterisks": lambda n: "*" * n + "x",
    "blanks": lambda n: "桥" + " " * n + "桥",
    "tabs": lambda n: "\t" * n + "桥",
    "dots": lambda n: "." * n,
    "radicals": lambda n: "⻘" * n,
    "soft hyphens": lambda n: "青\u00ad" * (n // 2),
}


def read(text: str) -> None:
    """Read a text as a document is read, without extraction."""
    view, blocks = lay_out(text)
    find_sections(view, blocks, Times(DocumentKind.WORK_REPORT, 2022, (2023, 2023)))
    read_front_matter(view.text, stem="a")
    build_tables(text, view, blocks, (), ())


def seconds(text: str) -> float:
    """Measure one reading in processor time, the best of three."""
    best = float("inf")
    for _ in range(3):
        gc.collect()
        gc.disable()
        start = time.process_time()
        read(text)
        best = min(best, time.process_time() - start)
        gc.enable()
    return best


def calls(text: str) -> int:
    """Count the calls one reading makes, those into C included."""
    made = 0

    def count(_frame: FrameType, event: str, _argument: object) -> None:
        nonlocal made
        made += event in ("call", "c_call")

    before = sys.getprofile()
    sys.setprofile(count)
    try:
        read(text)
    finally:
        sys.setprofile(before)
    return made


def main() -> int:
    """Print the table."""
    print(f"{'text':18}" + "".join(f"{length:>10,}" for length in LENGTHS) + "   growth")
    worst = 0.0
    for name, make in TEXTS.items():
        times = [seconds(make(length)) for length in LENGTHS]
        ratios = [later / max(earlier, 0.005) for earlier, later in itertools.pairwise(times)]
        worst = max(worst, ratios[-1])
        print(
            f"{name:18}"
            + "".join(f"{spent:10.3f}" for spent in times)
            + "   "
            + "  ".join(f"{ratio:.1f}" for ratio in ratios)
        )
    return 1 if worst > MOST_GROWTH else 0


if __name__ == "__main__":
    sys.exit(main())
