"""The process that reads one boundary file of a stranger, limited in time and memory, and answers with one JSON file.

Called as `python -m mapapp.uploads.boundary_reading FILE ANSWER`. What is mended is told; numbers stay on the datum they are written in,
unless the file itself states a projection.
"""

from __future__ import annotations

import json
import sys
from dataclasses import asdict
from pathlib import Path
from typing import Any

from mapapp.boundaries.repaired_copies import repair_file
from mapapp.child_python import hold_to_limits
from mapapp.documents.limits import DEFAULT_LIMITS
from mapapp.edits.redrawn_areas import MOST_POINTS
from mapapp.errors import GeodataError


def main(path: Path, answer: Path) -> None:
    """Read the file and write what came of it."""
    hold_to_limits(memory_bytes=DEFAULT_LIMITS.memory_bytes, seconds=DEFAULT_LIMITS.seconds)
    try:
        said = read_boundaries(path)
    except GeodataError as error:
        said = {"refused": str(error)}
    except MemoryError:
        said = {"refused": f"{path.name}：读取超过内存上限，已停止；请先概化或拆分"}
    except Exception as error:  # a file found a fault of ours: one line, and the app goes on
        said = {"refused": f"{path.name}：读取出错（{type(error).__name__}），文件可能损坏；请重新导出后再传"}
    answer.write_text(json.dumps(said, ensure_ascii=False), encoding="utf-8")


def read_boundaries(path: Path) -> dict[str, Any]:
    """Return the features of a file as GeoJSON and what was found or mended on the way."""
    text, told = repair_file(path, most_points=MOST_POINTS)
    features = json.loads(text)["features"] if text is not None else []
    return {"features": features, "told": [{**asdict(one), "severity": one.severity.value} for one in told]}


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
