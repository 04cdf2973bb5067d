"""Write the district texts and their gold records from the marked sources.

python -m tools.annotations.build_district [--check]
"""

from __future__ import annotations

import argparse
import json
import re
import sys
from pathlib import Path

from tools.annotations.marked import read_marked
from tools.annotations.marks_specs import Record

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
        <doc>.txt and <doc>.jsonl for each source, documents.json with the time frames, tables.json with the
        place of every table.

    Raises
    ------
    MarkError
        If a mark cannot be read.
    """
    made: dict[str, str] = {}
    documents: list[Record] = []
    tables: list[Record] = []
    for path in sorted(marks.glob("*.mark")):
        text, records, document = read_marked(path.read_text(encoding="utf-8"))
        if document["doc"] != path.stem:
            raise ValueError(f"{path.name}: @@doc says {document['doc']}")
        made[f"{path.stem}.txt"] = text
        made[f"{path.stem}.jsonl"] = "".join(_line(record) + "\n" for record in records)
        documents.append(document)
        tables.extend({"doc": path.stem} | table for table in tables_in(text))
    made["documents.json"] = _list(documents)
    made["tables.json"] = _list(tables)
    return made


def tables_in(text: str) -> list[Record]:
    r"""Return start, end, separator and count of rows of every run of two or more lines with two or more cells each.

    >>> tables_in("标题\n甲\t乙\t丙\n1\t2\t\n\n末")
    [{'start': 3, 'end': 13, 'separator': '\t', 'rows': 2}]
    """
    found: list[Record] = []
    for separator in ("\t", "|"):
        cell = re.escape(separator)
        row = rf"[^\n{cell}]*(?:{cell}[^\n{cell}]*){{2,}}\n"
        # rows of a hard-wrapped page have an empty line between them; a group row may be one cell on a line of its own
        for run in re.finditer(rf"^{row}(?:\n*{row}|[^\n{cell}]+\n(?={row}))*", text, re.MULTILINE):
            rows = run[0].rstrip("\n").split("\n")
            count = sum(bool(row.strip()) for row in rows)
            # the band of links over a web page is no table
            if count > 1:
                end = run.start() + len(run[0].rstrip("\n"))
                found.append({"start": run.start(), "end": end, "separator": separator, "rows": count})
    return sorted(found, key=lambda table: table["start"])


def _line(record: Record) -> str:
    return json.dumps(record, ensure_ascii=False)


def _list(records: list[Record]) -> str:
    return "[\n" + ",\n".join(_line(record) for record in records) + "\n]\n"


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
