"""The files of `build`: JSON Lines, GeoJSON and a manifest, sorted and stable."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path

from mapapp.contracts import Atlas, Selected
from mapapp.exports.atomic_write import make_folder, write_whole
from mapapp.exports.document_names import document_names, with_document_names
from mapapp.exports.export import export_pieces
from mapapp.exports.rows import Row, event_row, indicator_row, problem_row, promise_row
from mapapp.exports.text_files import jsonl_pieces


def write_build(atlas: Atlas, everything: Selected, out_dir: Path) -> tuple[Path, ...]:
    """Write the eight files of `build`; `everything` is the unfiltered selection as of the latest year.

    Raises ExportError when the folder cannot be made or written.
    """
    make_folder(out_dir)
    names = document_names(atlas.documents)

    def lines(rows: Iterable[Row]) -> Iterable[bytes]:
        return jsonl_pieces(with_document_names(rows, names))

    texts: dict[str, Iterable[bytes]] = {
        "events.jsonl": lines(map(event_row, atlas.events)),
        "indicators.jsonl": lines(map(indicator_row, atlas.indicators)),
        "projects.jsonl": export_pieces(atlas, everything, "jsonl"),
        "promises.jsonl": lines(promise_row(atlas, promise) for promise in atlas.promises),
        "zones.geojson": export_pieces(atlas, everything, "geojson", table="zones"),
        "projects.geojson": export_pieces(atlas, everything, "geojson"),
        "problems.jsonl": lines(map(problem_row, atlas.problems)),
        "manifest.json": [(json.dumps(manifest(atlas, everything), ensure_ascii=False, indent=1) + "\n").encode()],
    }
    return _write(out_dir, texts)


def manifest(atlas: Atlas, everything: Selected) -> Row:
    """Return what went in and what came out; mapped + unmapped = total."""
    return {
        "version": atlas.version,
        "inputs": dict(atlas.inputs),
        "documents": [document.named_id for document in atlas.documents],
        "counts": {
            "events": len(atlas.events),
            "indicators": len(atlas.indicators),
            "projects": len(atlas.projects),
            "promises": len(atlas.promises),
            "zones": len(atlas.geodata.zones),
            "problems": len(atlas.problems),
        },
        "mapped": everything.mapped,
        "unmapped": everything.unmapped,
        "total": everything.total,
    }


def _write(out_dir: Path, texts: dict[str, Iterable[bytes]]) -> tuple[Path, ...]:
    """Write each file whole, replacing an older build."""
    written = []
    for name, pieces in texts.items():
        write_whole(out_dir / name, pieces, force=True)
        written.append(out_dir / name)
    return tuple(written)
