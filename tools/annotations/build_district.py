"""Write the district texts and their gold records from the marked sources.

python -m tools.annotations.build_district [--check]
"""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path

from tools.annotations.marked import Record, read_marked

HERE = Path(__file__).parent / "district"


def build(marks: Path) -> dict[str, str]:
    """Return file name -> content of everything made from the marked sources in a folder.

    Parameters
    ----------
    marks
        Folder of <doc>.mark files.

    Returns
    -------
    dict
        <doc>.txt, <doc>.jsonl for each source and one documents.jsonl with the time frames.
    """
    made: dict[str, str] = {}
    frames: list[Record] = []
    for path in sorted(marks.glob("*.mark")):
        text, records, frame = read_marked(path.read_text(encoding="utf-8"))
        if frame["doc"] != path.stem:
            raise ValueError(f"{path.name}: @@doc says {frame['doc']}")
        made[f"{path.stem}.txt"] = text
        made[f"{path.stem}.jsonl"] = _lines(records)
        frames.append(frame)
    made["documents.jsonl"] = _lines(frames)
    return made


def _lines(records: list[Record]) -> str:
    return "".join(json.dumps(record, ensure_ascii=False) + "\n" for record in records)


def main() -> int:
    """Return 0 when all files are written, or, with --check, when they are what the sources give."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--check", action="store_true", help="write nothing, compare")
    only_check = parser.parse_args().check
    stale = []
    for name, content in build(HERE / "marks").items():
        path = HERE / name
        if path.exists() and path.read_text(encoding="utf-8") == content:
            continue
        stale.append(name)
        if not only_check:
            path.write_text(content, encoding="utf-8")
    sys.stdout.write(f"{len(stale)} files {'differ' if only_check else 'written'} {' '.join(stale)}\n")
    return int(only_check and bool(stale))


if __name__ == "__main__":
    sys.exit(main())
